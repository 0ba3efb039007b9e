//! Hints of machines: literals, in which `{number}` stands for digits.

/// What stands for one or more digits.
const NUMBER: &str = "{number}";

/// What of a hint is searched for: all before its first number.
pub(crate) fn literal(hint: &str) -> &str {
    hint.split(NUMBER).next().unwrap_or(hint)
}

/// Whether a text begins with a hint.
pub(crate) fn begins(hint: &str, text: &[u8]) -> bool {
    let mut rest = text;
    for (at, part) in hint.split(NUMBER).enumerate() {
        if at > 0 {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if digits == 0 {
                return false;
            }
            rest = &rest[digits..];
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
