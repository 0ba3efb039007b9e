//! What stands where a value would, and is no secret: code, templates, `null` and its like, masks, words of prose.
//!
//! In: a value, what is behind it, and its name. Out: whether it may stay.

use super::{Name, is_blank, is_word, spelt};

/// What stands where a value would be, and is none, in lower case.
const NOTHING: &[&[u8]] = &[
    b"null",
    b"nil",
    b"none",
    b"true",
    b"false",
    b"undefined",
    b"nan",
    b"n/a",
    b"na",
    b"empty",
    b"unset",
    b"missing",
    b"optional",
    b"required",
    b"string",
    b"str",
    b"bytes",
    b"redacted",
    b"masked",
    b"hidden",
    b"filtered",
    b"sensitive",
    b"<nil>",
    b"<none>",
    b"nothing",
    b"not_set",
    b"default",
    b"void",
    b"yes",
    b"no",
];
/// Words that go on with a sentence after a colon: `password: must be longer`.
pub(super) const PROSE: &[&[u8]] = &[
    b"a",
    b"an",
    b"and",
    b"are",
    b"as",
    b"at",
    b"bad",
    b"be",
    b"by",
    b"can",
    b"cannot",
    b"cant",
    b"contains",
    b"could",
    b"did",
    b"does",
    b"expected",
    b"expired",
    b"failed",
    b"failure",
    b"field",
    b"for",
    b"found",
    b"from",
    b"got",
    b"had",
    b"has",
    b"have",
    b"if",
    b"in",
    b"incorrect",
    b"invalid",
    b"is",
    b"it",
    b"its",
    b"length",
    b"malformed",
    b"may",
    b"minimum",
    b"mismatch",
    b"must",
    b"needs",
    b"no",
    b"not",
    b"of",
    b"on",
    b"only",
    b"or",
    b"please",
    b"revoked",
    b"shall",
    b"should",
    b"that",
    b"the",
    b"this",
    b"to",
    b"too",
    b"unable",
    b"unexpected",
    b"unknown",
    b"unsupported",
    b"using",
    b"value",
    b"was",
    b"we",
    b"were",
    b"when",
    b"will",
    b"with",
    b"wrong",
    b"you",
    b"your",
    b"signature",
    b"permission",
    b"authentication",
    b"authorization",
    b"login",
    b"user",
    b"access",
    b"denied",
    b"error",
    b"try",
    b"exactly",
    b"maximum",
    b"generated",
    b"created",
    b"updated",
    b"changed",
    b"reset",
    b"rotated",
    b"refreshed",
    b"loaded",
    b"success",
    b"skipped",
    b"accepted",
    b"rejected",
    b"verified",
];
/// Names that code asks for a value.
const ASKED: &[&[u8]] = &[
    b"self.",
    b"this.",
    b"cls.",
    b"os.environ",
    b"os.getenv",
    b"process.env",
    b"env.",
    b"request.",
    b"req.",
    b"config.",
    b"settings.",
    b"conf.",
    b"cfg.",
    b"args.",
    b"opts.",
    b"options.",
    b"params.",
    b"kwargs.",
    b"ctx.",
    b"app.",
    b"user.",
    b"std::",
    b"System.getenv",
    b"ENV[",
    b"secrets.",
    b"vars.",
    b"credentials.",
    b"data.",
    b"session.",
    b"props.",
    b"state.",
];

/// Whether it asks for a value rather than being one.
pub(super) fn is_code(value: &[u8], after: &[u8], name: &Name) -> bool {
    let letters = value
        .iter()
        .take_while(|byte| is_word(**byte) || matches!(byte, b'.' | b':' | b'?' | b'!' | b'&'))
        .count();
    let calls = letters > 0
        && value[0].is_ascii_alphabetic()
        && (value.get(letters) == Some(&b'(')
            || value.get(letters) == Some(&b'[')
                && matches!(value.get(letters + 1), None | Some(b'"' | b'\''))
            || letters == value.len() && matches!(after.first(), Some(b'(')));
    let keyword = is_one_of(
        value,
        &[b"await", b"new", b"yield", b"return", b"let", b"await?"],
    ) && after.first().is_some_and(|byte| is_blank(*byte));
    // `password: Option<String>`
    let is_type = value.first().is_some_and(u8::is_ascii_uppercase)
        && value.iter().all(|byte| is_word(*byte) || *byte == b':')
        && after.starts_with(b"<")
        && !after.starts_with(b"</");
    let template = (value.starts_with(b"{") && value.ends_with(b"}"))
        || value.starts_with(b"{{")
        || value.starts_with(b"${")
        || value.starts_with(b"$(")
        || matches!(
            value,
            b"%s" | b"%v" | b"%q" | b"%d" | b"%r" | b"{}" | b"?" | b"$1" | b"$2"
        );
    let variable = value.len() > 1
        && value[0] == b'$'
        && value[1..]
            .iter()
            .all(|byte| byte.is_ascii_uppercase() || *byte == b'_' || byte.is_ascii_digit())
        && value[1].is_ascii_uppercase();
    let asked = ASKED.iter().any(|asked| value.starts_with(asked))
        && !value.contains(&b'%')
        && value.len() > 1
        && value[1..]
            .iter()
            .all(|byte| byte.is_ascii_alphabetic() || b".:[]()\"'_$".contains(byte));
    // `password=password` of code, `--token TOKEN` of a manual.
    let itself = spelt(value) == name.spelt || name.ends_with(value);
    calls || keyword || is_type || template || variable || asked || itself
}

pub(super) fn is_one_of(value: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Nothing, a mask, or dots.
pub(super) fn is_nothing(value: &[u8]) -> bool {
    let mask = value
        .iter()
        .all(|byte| matches!(byte, b'*' | b'.' | b'-' | b'_' | b'x' | b'X' | b'#'))
        && value.len() >= 3;
    let stars = value.ends_with(b"***") || value.starts_with(b"***") && value.len() <= 6;
    mask || stars && value.len() <= 12 || is_one_of(value, NOTHING)
}
