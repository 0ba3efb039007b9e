//! Where the value of a name begins: behind a sign, in a tag, as the next argument, in the next column.
//!
//! In: a line and a name in it. Out: the place, and what is known of it. Refused: what only looks like a sign, as in paths of
//! code and requests.

use super::quotes::{self, Quote};
use super::{Name, blanks, is_blank, is_word, tail};
use crate::scrub::check;

/// Bytes of a tag.
const TAG_LEN: usize = 200;
/// Letters and digits of a password that begins with a hyphen.
const MADE: usize = 8;
/// Bytes of a type between a name and its value.
const TYPE_LEN: usize = 64;

/// Where a value begins.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) start: usize,
    /// The separator was escaped (`%3D`), and so is what ends the value.
    pub(super) escaped: bool,
    /// It is compared with something, of which only a text is a value.
    pub(super) compared: bool,
    /// It is one of two in brackets, and must be the last.
    pub(super) call: bool,
    /// A colon and a blank stand before it, as in prose.
    pub(super) words: bool,
}

impl Place {
    pub(super) fn at(start: usize) -> Place {
        Place {
            start,
            escaped: false,
            compared: false,
            call: false,
            words: false,
        }
    }
}

impl Name {
    /// Where the value begins, and between what.
    pub(super) fn separator(&self, line: &[u8]) -> Option<Place> {
        let before = self.before(line);
        let quote = quotes::at(line, self.range.end);
        let mut at = self.range.end + quote.as_ref().map_or(0, Quote::len);
        if quote.is_some() {
            at += after_class(tail(line, at));
        }
        if let Some(start) = self.in_markup(line, at) {
            let inner = tail(line, start);
            let has_text = inner.first() != Some(&b'<') || inner.starts_with(b"<![CDATA[");
            return has_text.then(|| Place::at(start));
        }
        // `[password] => x` of PHP, `params[password]=x`
        at += match line.get(at) {
            Some(b']') => 1,
            Some(b'?' | b'!') if quote.is_none() => 1,
            _ if tail(line, at).starts_with(b"%5D") || tail(line, at).starts_with(b"%5d") => 3,
            _ => 0,
        };
        let gap = blanks(line, at);
        let sign = at + gap;
        if let Some(place) = self.behind_sign(line, sign) {
            return Some(place);
        }
        if let Some(after) = self.named_value(line, at) {
            return Some(Place::at(after));
        }
        let pair = matches!(before, Some(b'"' | b'\'' | b'{')) || quote.is_some();
        if line.get(sign) == Some(&b',') && (self.flag || pair) {
            return self.second(line, sign, quote.as_ref());
        }
        if gap > 0 && self.flag {
            return argument(line, sign, quote.is_some());
        }
        // `s:8:"password";s:16:"x";`
        if quote.is_some() && tail(line, at).starts_with(b";s:") {
            let digits = tail(line, at + 3).iter();
            let digits = digits.take_while(|byte| byte.is_ascii_digit()).count();
            let start = at + 3 + digits + 1;
            return quotes::at(line, start).map(|_| Place::at(start));
        }
        if gap == 0 || quote.is_some() {
            return None;
        }
        if self.is_column(line, sign, gap) {
            return Some(Place::at(sign));
        }
        self.in_words(line, sign)
    }

    fn before(&self, line: &[u8]) -> Option<u8> {
        self.range.start.checked_sub(1).map(|at| line[at])
    }

    /// Where the tag ends that it is the name of, or a part: `<password>x<`, `<password type="string">x<`,
    /// `&lt;password&gt;x`.
    fn in_markup(&self, line: &[u8], at: usize) -> Option<usize> {
        let before = self.before(line);
        let rest = tail(line, at);
        match rest.first()? {
            b'>' if before == Some(b'<') || self.is_in_tag(line) => Some(at + 1),
            b' ' if before == Some(b'<') || before == Some(b':') && self.is_in_tag(line) => {
                let tag = &rest[..rest.len().min(TAG_LEN)];
                let end = tag.iter().position(|byte| *byte == b'>')?;
                let is_one = !tag[..end].contains(&b'<') && tag[..end].contains(&b'=');
                is_one.then_some(at + end + 1)
            }
            b'&' if rest.starts_with(b"&gt;") => Some(at + 4),
            _ => None,
        }
    }

    /// `password=x`, `password: x`, `password%3Dx`.
    fn behind_sign(&self, line: &[u8], sign: usize) -> Option<Place> {
        let flagged =
            self.begins_word(line) && line.get(sign + 1).is_some_and(|byte| !is_blank(*byte));
        let before = self
            .before(line)
            .filter(|before| *before != b'/' || !flagged);
        let (len, escaped) = sign_at(line, sign, before)?;
        let mut after = sign + len;
        while escaped && tail(line, after).starts_with(b"%20") {
            after += 3;
        }
        while escaped && line.get(after) == Some(&b'+') {
            after += 1;
        }
        let start = after + blanks(line, after);
        Some(Place {
            escaped,
            compared: matches!(&line[sign..sign + len], b"==" | b"===" | b"!="),
            words: line[sign] == b':' && start > after,
            ..Place::at(start)
        })
    }

    /// `PASSWORD 'x'`, `password is 'x'`.
    fn in_words(&self, line: &[u8], at: usize) -> Option<Place> {
        let says = [&b"is "[..], b"was ", b"to ", b"= "]
            .into_iter()
            .find(|word| tail(line, at).starts_with(word));
        let start = at + says.map_or(0, <[u8]>::len);
        let family = ["password", "passwd", "passphrase", "pwd", "passcode", "pw"];
        let spoken = family.iter().any(|word| self.spelt.ends_with(word));
        let quote = line
            .get(start)
            .filter(|byte| matches!(byte, b'\'' | b'"'))?;
        let inner = tail(line, start + 1);
        let inner = &inner[..inner.len().min(TAG_LEN)];
        let end = inner.iter().position(|byte| byte == quote)?;
        (spoken || check::is_random(&inner[..end])).then(|| Place::at(start))
    }

    /// Whether a tag is open before it: `<entry key="password">`, `<ns:password>`.
    fn is_in_tag(&self, line: &[u8]) -> bool {
        let before = &line[self.range.start.saturating_sub(TAG_LEN)..self.range.start];
        let open = before.iter().rposition(|byte| *byte == b'<');
        open.is_some_and(|open| !before[open..].contains(&b'>'))
    }

    /// Whether it stands at the beginning of a word, behind what makes it a flag.
    fn begins_word(&self, line: &[u8]) -> bool {
        let before = self.range.start.checked_sub(2).map(|at| line[at]);
        before.is_none_or(|byte| byte.is_ascii_whitespace() || byte == b'"' || byte == b'\'')
    }

    /// Whether a value follows without a sign: in a table of names and values, behind `setenv` or `set`, or where both
    /// the name and what is behind it can be nothing else.
    fn is_column(&self, line: &[u8], value: usize, gap: usize) -> bool {
        if line[..self.range.start].ends_with(b"/") {
            return false;
        }
        let rest = tail(line, value);
        let word = rest
            .iter()
            .take_while(|byte| !byte.is_ascii_whitespace())
            .count();
        let alone = tail(rest, word).trim_ascii().is_empty();
        let before = line[..self.range.start].trim_ascii_end();
        let first = before.is_empty();
        let set = [&b"setenv"[..], b"set", b"SET", b"SETX", b"setx"]
            .iter()
            .any(|verb| before.ends_with(verb));
        let compound = gap == 1
            && self.spelt.contains('_')
            && !line[self.range.clone()].contains(&b'.')
            && (check::is_generated(&rest[..word]) || check::is_random(&rest[..word]));
        let table = first && gap >= 2 && alone && word > 0;
        table || (set && alone && self.spelt.contains('_')) || compound
    }

    /// `name="password" value="x"`, `{"name": "PASSWORD", "value": "x"}`, `key="password">x<`.
    fn named_value(&self, line: &[u8], at: usize) -> Option<usize> {
        let first = self.range.start.checked_sub(1)?;
        if !matches!(line[first], b'"' | b'\'' | b'=' | b' ') {
            return None;
        }
        let mut at = at;
        at += blanks(line, at);
        at += usize::from(line.get(at) == Some(&b','));
        at += blanks(line, at);
        let quote = quotes::at(line, at);
        at += quote.as_ref().map_or(0, Quote::len);
        let word = [&b"value"[..], b"Value", b"VALUE", b"val", b"content"]
            .into_iter()
            .find(|word| tail(line, at).starts_with(word))?;
        at += word.len();
        at += quotes::at(line, at).map_or(0, |quote| quote.len());
        at += blanks(line, at);
        let (len, _) = sign_at(line, at, None)?;
        at += len;
        Some(at + blanks(line, at))
    }

    /// The second of two in brackets, or the argument behind a flag: `("password", "x")`, `{password, <<"x">>}`,
    /// `'--password', 'x'`.
    fn second(&self, line: &[u8], comma: usize, quote: Option<&Quote>) -> Option<Place> {
        let opened = self
            .range
            .start
            .checked_sub(quote.map_or(0, Quote::len) + 1);
        let bracket = opened.map(|at| line[at]);
        let in_brackets = matches!(bracket, Some(b'(' | b'[' | b'{'));
        if !self.flag && !in_brackets {
            return None;
        }
        let start = comma + 1 + blanks(line, comma + 1);
        let place = Place {
            call: !self.flag,
            ..Place::at(start)
        };
        let rest = tail(line, start);
        let quoted = quotes::at(line, start).is_some()
            || rest.starts_with(b"<<\"")
            || rest.starts_with(b"b'")
            || rest.starts_with(b"b\"");
        quoted.then_some(place)
    }
}

/// What stands between a name and `]=>` of PHP: `["password":protected]=>`, `["password":"Config":private]=>`.
fn after_class(rest: &[u8]) -> usize {
    let rest = &rest[..rest.len().min(TAG_LEN)];
    let end = memchr::memmem::find(rest, b"]=>").filter(|_| rest.starts_with(b":"));
    let of_class =
        |end: &usize| rest[..*end].ends_with(b"protected") || rest[..*end].ends_with(b"private");
    end.filter(of_class).unwrap_or(0)
}

/// The argument behind a flag: `--password x`, `"--password" "x"`, `a1="--password" a2="x"`.
fn argument(line: &[u8], at: usize, quoted: bool) -> Option<Place> {
    if !quoted {
        // What begins with a hyphen is another flag, but for what nobody calls one.
        let is_flag = line.get(at) == Some(&b'-') && !is_made(tail(line, at + 1));
        return (!is_flag).then(|| Place::at(at));
    }
    let letters = tail(line, at).iter().take(4);
    let letters = letters
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    let named = line.get(at) == Some(&b'a') && line.get(at + letters) == Some(&b'=');
    let start = at + if named { letters + 1 } else { 0 };
    quotes::at(line, start).map(|_| Place::at(start))
}

/// Whether a word comes next that a program made: with digits that it begins with or that stand among small letters and
/// capitals, with signs among these, or with capitals in a row and often none.
fn is_made(rest: &[u8]) -> bool {
    let word = rest.iter().take_while(|byte| !byte.is_ascii_whitespace());
    let word = &rest[..word.count()];
    let has = |class: fn(&u8) -> bool| word.iter().any(class);
    let is_mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    let of_password = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-!@#%^*+~".contains(byte);
    let capitals = word.windows(2);
    let mut capitals = capitals.filter(|two| two.iter().all(u8::is_ascii_uppercase));
    let numbered = has(u8::is_ascii_digit) && (is_mixed || word[0].is_ascii_digit());
    let signed = is_mixed && has(|byte| b"_!@#%^*+~".contains(byte));
    word.len() >= MADE
        && word.first() != Some(&b'-')
        && word.iter().all(of_password)
        && has(u8::is_ascii_alphabetic)
        && (numbered
            || signed
            || capitals.next().is_some() && check::case_changes(word) * 3 >= word.len())
}

/// A sign that stands between a name and its value: how long it is, and whether it is escaped.
fn sign_at(line: &[u8], at: usize, before: Option<u8>) -> Option<(usize, bool)> {
    const ESCAPED: &[&[u8]] = &[
        b"%3D", b"%3d", b"%3A", b"%3a", b"\\u003d", b"\\u003D", b"\\u003a", b"\\u003A", b"&#61;",
        b"&#x3D;",
    ];
    const SIGNS: &[&[u8]] = &[
        b"===", b"=>", b"==", b"=~", b":=", b"->", b"!=", b"=&gt;", b"=", b":",
    ];
    let rest = tail(line, at);
    if let Some(sign) = ESCAPED.iter().find(|sign| rest.starts_with(sign)) {
        return Some((sign.len(), true));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(sign))?;
    let mut len = sign.len();
    if *sign == b"->" {
        // `Map(password -> x)`, not where a link leads to.
        let word = tail(rest, len).trim_ascii_start().iter();
        let mut word = word.take_while(|byte| !byte.is_ascii_whitespace());
        if word.any(|byte| *byte == b'/') {
            return None;
        }
    }
    if *sign == b":" {
        // `token::path` of code, `/token: 404` of a request, and `token: String = "x"`.
        if rest.starts_with(b":: ") {
            return Some((2, false));
        }
        if rest.get(1) == Some(&b':') || matches!(before, Some(b'/' | b'\\')) {
            return None;
        }
        len += typed(tail(rest, 1));
    }
    Some((len, false))
}

/// The type between a colon and an equals sign: `: String = `, `: str | None = `. A value is none.
fn typed(rest: &[u8]) -> usize {
    let of_type = |byte: &&u8| is_word(**byte) || b"&<>[]()*?:.|".contains(byte);
    let Some(inner) = rest.strip_prefix(b" ") else {
        return 0;
    };
    let inner = &inner[..inner.len().min(TYPE_LEN)];
    let mut len = inner.iter().take_while(of_type).count();
    if tail(inner, len).starts_with(b" | None") {
        len += 7;
    }
    let word = &inner[..len];
    let named = word.iter().find(|byte| is_word(**byte));
    let is_type = named.is_some_and(|byte| !byte.is_ascii_digit())
        && !check::is_generated(word)
        && !check::is_random(word);
    if is_type && tail(inner, len).starts_with(b" = ") {
        1 + len + 2
    } else {
        0
    }
}
