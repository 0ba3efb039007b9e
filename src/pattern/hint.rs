//! Hints of machines: literals, in which `{number}` stands for digits, and `{status}` for that of a failing response.

/// What stands for one or more digits.
const NUMBER: &str = "{number}";

/// What stands for a status.
const STATUS: &str = "{status}";

/// Whether it asks for a status.
pub(crate) fn has_status(hint: &str) -> bool {
    hint.contains(STATUS)
}

/// The hint for one status, or for all that begin alike.
pub(crate) fn with_status(hint: &str, status: &str) -> String {
    hint.replace(STATUS, status)
}

/// These digits, and more behind them.
pub(crate) fn with_number(digits: u16) -> String {
    format!("{digits}{NUMBER}")
}

/// What of a hint is searched for: all before its first number.
pub(crate) fn literal(hint: &str) -> &str {
    hint.split(NUMBER).next().unwrap_or(hint)
}

/// What stands around the numbers of a hint.
pub(crate) fn parts(hint: &str) -> impl Iterator<Item = &str> {
    hint.split(NUMBER)
}

/// What stands behind the number that a text begins with.
pub(crate) fn number(text: &[u8]) -> Option<&[u8]> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then(|| &text[digits..])
}

/// Whether a text begins with a hint.
fn begins(hint: &str, text: &[u8]) -> bool {
    let mut rest = text;
    for (at, part) in parts(hint).enumerate() {
        if at > 0 {
            let Some(behind) = number(rest) else {
                return false;
            };
            rest = behind;
        }
        let Some(behind) = rest.strip_prefix(part.as_bytes()) else {
            return false;
        };
        rest = behind;
    }
    true
}

/// Whether a hint stands anywhere in a text.
pub(crate) fn stands_in(hint: &str, text: &str) -> bool {
    let mut places = text.match_indices(literal(hint));
    places.any(|(at, _)| begins(hint, &text.as_bytes()[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_for_digits() {
        for (hint, text, expected) in [
            (".java:{number})", "at a.b(C.java:17) .java:", true),
            (".java:{number})", ".java: x.java:17 y.java:)", false),
            (".java:{number})", "a.java:x b.java:1) c", true),
            ("{number} of {number}", "7 of 12", false),
            ("line {number} of {number}", "line 7 of 12", true),
            ("Traceback", "a Traceback", true),
        ] {
            let found = !literal(hint).is_empty() && stands_in(hint, text);
            assert_eq!(found, expected, "{hint} in {text}");
        }
    }
}
