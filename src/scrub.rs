//! Takes personal data and secrets out of text: text goes in, the same text with placeholders comes out.
//!
//! What is looked for are the rules of `patterns/scrub.toml`, line by line, again and again until none finds anything: so
//! a scrubbed text scrubbed again is the same text. Lines stay lines. Files with unknown keys, bad regexes, missing or
//! wrong examples are refused; a rule that cannot run costs the whole text ([`FAILED`]), never shows it raw.

mod check;
mod chunks;
mod hash;
mod incident;
mod keys;
mod keywords;
mod line;
mod links;
mod numbers;
mod pairs;
mod regexes;
mod rules;
mod stream;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

pub use chunks::{Chunks, LINE_MAX};
pub use hash::AddressKey;
use keywords::{Keywords, Word};
pub use rules::ScrubError;
use rules::{Example, Rule};
pub use stream::Stream;

/// The rules that are always there.
const BUILT_IN: &str = include_str!("../patterns/scrub.toml");
/// What a text becomes when a rule cannot run.
pub const FAILED: &str = "[SCRUB_FAILED]";

/// A set of rules, ready to run.
#[derive(Debug, Clone)]
pub struct Scrubber {
    rules: Vec<Arc<Rule>>,
    placeholders: Vec<String>,
    keywords: Arc<Keywords>,
    /// Rules that are tried on every line.
    always: Vec<usize>,
    /// Rules whose checks look for themselves.
    numbers: Vec<usize>,
    /// None of these rules' placeholders has a keyword in it.
    quiet_numbers: bool,
    keep_private_ips: bool,
    address_key: Option<AddressKey>,
}

impl Scrubber {
    /// The built-in rules. Their regexes are compiled when first needed; a test tries them on their examples.
    pub fn built_in() -> Scrubber {
        /// All share what was compiled.
        static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(|| {
            let read = rules::read(BUILT_IN);
            let (rules, _) = read.expect("patterns/scrub.toml is read by a test");
            Scrubber::new(shared(rules))
        });
        SCRUBBER.clone()
    }

    /// Reads a file of rules and tries all of them on their examples.
    pub fn from_toml(text: &str) -> Result<Scrubber, ScrubError> {
        let (rules, examples) = rules::read(text)?;
        let scrubber = Scrubber::new(shared(rules));
        scrubber.prove(&examples)?;
        Ok(scrubber)
    }

    /// Reads rules that stand among other things in a file, and tries all of them on their examples.
    pub fn from_tables(tables: Vec<toml::Table>) -> Result<Scrubber, ScrubError> {
        let scrubber = Scrubber::new(shared(rules::read_rules(tables)?));
        scrubber.prove(&[])?;
        Ok(scrubber)
    }

    /// These rules and then `later`'s; one of the same name replaces the one here, in its place.
    #[must_use]
    pub fn and(mut self, later: Scrubber) -> Scrubber {
        for rule in later.rules {
            match self.rules.iter_mut().find(|own| own.name == rule.name) {
                Some(own) => *own = rule,
                None => self.rules.push(rule),
            }
        }
        self.again()
    }

    /// All rules but these.
    pub fn without(mut self, names: &[String]) -> Result<Scrubber, ScrubError> {
        for name in names {
            if !self.names().any(|known| known == name) {
                let known: Vec<_> = self.names().collect();
                let reason = format!("there is no such rule; there are {}", known.join(", "));
                return Err(ScrubError::new(Some(name), reason));
            }
        }
        self.rules.retain(|rule| !names.contains(&rule.name));
        Ok(self.again())
    }

    /// Leaves addresses of private networks, of the machine itself and of the link where they are.
    #[must_use]
    pub fn keeping_private_ips(mut self, keep: bool) -> Scrubber {
        self.keep_private_ips = keep;
        self
    }

    /// Puts a hash under this key into the placeholders of addresses.
    #[must_use]
    pub fn hashing_addresses(mut self, key: Option<AddressKey>) -> Scrubber {
        self.address_key = key;
        self
    }

    fn again(self) -> Scrubber {
        Scrubber::new(self.rules)
            .keeping_private_ips(self.keep_private_ips)
            .hashing_addresses(self.address_key)
    }

    fn new(rules: Vec<Arc<Rule>>) -> Self {
        let mut placeholders: Vec<String> = rules.iter().map(|rule| rule.with.clone()).collect();
        placeholders.push(FAILED.to_owned());
        placeholders.sort();
        placeholders.dedup();
        let numbered = || rules.iter().enumerate();
        let words = numbered().flat_map(|(rule, own)| {
            let words = own.keywords.iter().enumerate();
            words.map(move |(number, text)| (Word { rule, number }, text.as_str()))
        });
        let that = |which: fn(&Rule) -> bool| {
            let those = numbered().filter(|(_, rule)| which(rule));
            those.map(|(at, _)| at).collect()
        };
        let keywords = Arc::new(Keywords::new(words));
        let numbers = rules.iter().filter(|rule| rule.is_of_numbers());
        let quiet_numbers = numbers
            .map(|rule| &rule.with)
            .all(|with| !keywords.is_in(with));
        Scrubber {
            placeholders,
            quiet_numbers,
            keywords,
            always: that(Rule::is_always_tried),
            numbers: that(Rule::is_of_numbers),
            keep_private_ips: false,
            address_key: None,
            rules,
        }
    }

    fn prove(&self, examples: &[Example]) -> Result<(), ScrubError> {
        let wrong = |rule: Option<&str>, example: &Example, got: &str| {
            let Example { text, .. } = example;
            let expected = example.expected();
            let reason = format!("example {text:?}: expected {expected:?}, got {got:?}");
            ScrubError::new(rule, reason)
        };
        for rule in &self.rules {
            rule.compile()?;
            let alone = Scrubber::new(vec![Arc::clone(rule)]);
            for example in &rule.examples {
                let got = alone.scrub(&example.text, &mut BTreeMap::new());
                if got != example.expected() {
                    return Err(wrong(Some(&rule.name), example, &got));
                }
            }
        }
        for example in examples {
            let got = self.scrub(&example.text, &mut BTreeMap::new());
            if got != example.expected() {
                return Err(wrong(None, example, &got));
            }
        }
        Ok(())
    }

    /// Names of the rules, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.name.as_str())
    }

    /// Everything that may stand in a scrubbed text's gaps, sorted.
    pub fn placeholders(&self) -> &[String] {
        &self.placeholders
    }

    /// `text` with placeholders for what the rules find; `counts` grows by the hits of each rule's name.
    pub fn scrub<'t>(&self, text: &'t str, counts: &mut BTreeMap<String, u64>) -> Cow<'t, str> {
        let mut stream = self.stream();
        stream.looks_ahead(text.as_bytes());
        let scrubbed = stream.text(text);
        stream.count(counts);
        scrubbed
    }

    /// Ready for bytes that come in pieces.
    pub fn chunks(&self) -> Chunks<'_> {
        Chunks::new(self)
    }

    /// Ready for lines that come one by one.
    pub fn stream(&self) -> Stream<'_> {
        Stream::new(self)
    }
}

fn shared(rules: Vec<Rule>) -> Vec<Arc<Rule>> {
    rules.into_iter().map(Arc::new).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::incident::{Incident, Prefixes};

    static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(Scrubber::built_in);

    fn scrub(text: &str) -> String {
        SCRUBBER.scrub(text, &mut BTreeMap::new()).into_owned()
    }

    const RULE: &str = r#"
        [[rule]]
        name = "ticket"
        keywords = ["TICKET-"]
        when = 'TICKET-(?<value>\d+)'
        with = "[TICKET]"
        [[rule.example]]
        text = "see TICKET-12"
        result = "see TICKET-[TICKET]"
    "#;

    #[test]
    fn the_built_in_rules_keep_all_their_examples() {
        Scrubber::from_toml(BUILT_IN).expect("patterns/scrub.toml is in order");
    }

    #[test]
    fn each_built_in_rule_has_an_example_that_must_not_change() {
        for rule in &SCRUBBER.rules {
            let kept = |example: &Example| example.result.is_none();
            assert!(rule.examples.iter().any(kept), "{}", rule.name);
        }
    }

    #[test]
    fn examples_scrubbed_again_are_the_same() {
        let (rules, together) = rules::read(BUILT_IN).expect("reads");
        let examples = rules.iter().flat_map(|rule| &rule.examples);
        for example in examples.chain(&together) {
            let once = scrub(&example.text);
            assert_eq!(scrub(&once), once, "{}", example.text);
        }
    }

    #[test]
    fn text_without_a_hit_is_not_copied() {
        let mut counts = BTreeMap::new();
        let text = "worker 7 failed at 10:00:00 in std::io::Error";
        assert!(matches!(
            SCRUBBER.scrub(text, &mut counts),
            Cow::Borrowed(_)
        ));
        assert!(counts.is_empty());
    }

    #[test]
    fn hits_are_counted_by_the_rules_name() {
        let mut counts = BTreeMap::new();
        SCRUBBER.scrub("a@b.com c@d.org 10.0.0.1 password=x", &mut counts);
        let counts: Vec<_> = counts.iter().map(|(name, n)| (name.as_str(), *n)).collect();
        assert_eq!(counts, [("email", 2), ("ip_address", 1), ("secret", 1)]);
    }

    #[test]
    fn a_users_rule_is_added_and_replaces_one_of_its_name() {
        let user = Scrubber::from_toml(RULE).expect("in order");
        let both = Scrubber::built_in().and(user);
        let again = RULE.replace("[TICKET]", "[ISSUE]");
        let text = "a@b.com TICKET-12";
        let mut counts = BTreeMap::new();
        assert_eq!(both.scrub(text, &mut counts), "[EMAIL] TICKET-[TICKET]");
        let replaced = both.and(Scrubber::from_toml(&again).expect("in order"));
        assert_eq!(replaced.scrub(text, &mut counts), "[EMAIL] TICKET-[ISSUE]");
        assert_eq!(replaced.names().filter(|name| *name == "ticket").count(), 1);
    }

    #[test]
    fn a_file_that_is_not_in_order_is_refused_with_the_rules_name() {
        let cases = [
            ("when =", "whenn =", "whenn"),
            ("(?<value>", "(?<value", "regex"),
            (r"(?<value>\d+)", r"(?<value>\d{9999}{99})", "regex"),
            ("[TICKET]\"", "secret\"", "placeholder"),
            ("see TICKET-[TICKET]", "see [TICKET]", "expected"),
            ("TICKET-\"]", "ISSUE-\"]", "expected"),
            ("TICKET-\"]", "\"]", "keyword"),
            ("result", "# result", "no example"),
            ("when =", "check = \"crc\"\nwhen =", "crc"),
            (r"'TICKET-(?<value>\d+)'", "'x*'", "nothing"),
        ];
        for (from, to, reason) in cases {
            let text = RULE.replacen(from, to, 1);
            assert_ne!(text, RULE, "{from} is in the text");
            let error = Scrubber::from_toml(&text).expect_err(to);
            assert_eq!(error.rule(), Some("ticket"), "{error}");
            assert!(error.to_string().contains(reason), "{error}");
        }
        let twice = Scrubber::from_toml(&format!("{RULE}{RULE}")).expect_err("twice");
        assert!(twice.to_string().contains("twice"), "{twice}");
        assert!(Scrubber::from_toml("rules = []").is_err());
    }

    #[test]
    fn a_rule_that_cannot_run_costs_the_text() {
        let broken = RULE.replace("(?<value>", "(?<value");
        let (rules, _) = rules::read(&broken).expect("reads");
        let scrubber = Scrubber::new(shared(rules));
        let mut counts = BTreeMap::new();
        assert_eq!(scrubber.scrub("TICKET-1 of bob", &mut counts), FAILED);
        assert_eq!(counts["ticket"], 1);
        let mut incident = Incident {
            message: "TICKET-1".into(),
            ..Incident::default()
        };
        scrubber.scrub_incident(&mut incident, &Prefixes::default());
        assert_eq!(incident.message, FAILED);
    }

    #[test]
    fn a_secret_of_several_lines_leaves_as_many() {
        let body = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";
        let key = |body: &str, last: &str| {
            format!(
                "a\n-----BEGIN PRIVATE KEY-----\n{body}\n{body}\n{last}\n-----END PRIVATE KEY-----\nb"
            )
        };
        assert_eq!(
            scrub(&key(body, "c2Vj")),
            key("[PRIVATE_KEY]", "[PRIVATE_KEY]")
        );
    }

    #[test]
    fn all_canaries_go_in_every_surrounding() {
        let canaries = [
            "canary.user@example.com",
            "4111 1111 1111 1111",
            "5555555555554444",
            "203.0.113.77",
            "2001:db8:85a3::8a2e:370:7334",
            "Bearer canaryABCDEFGHIJ0123456789",
            "ghp_canaryABCDEFGHIJ0123456789",
            "sk-canaryABCDEFGHIJ0123456789",
            "pk_live_canaryABCDEFGHIJ0123456789",
            "password=canaryhunter2",
            "auth_token: canaryhunter2",
            "\"secret\": \"canaryhunter2\"",
        ];
        let around = [
            ("", ""),
            ("user ", " gone"),
            ("(", ")"),
            ("[", "]:"),
            ("\"", "\""),
            ("'", "'"),
            ("<", ">, x"),
            ("v=", ";"),
            ("größe ", " größe"),
            ("日本", "語"),
            ("10:00:00 ", "."),
            ("2026-11-20T10:00:00Z ", "\nnext"),
            ("a,", ",b"),
            ("err: ", "!"),
        ];
        let raw = ["canary", "1111", "4444", "203.0", "2001:db8", "hunter2"];
        for canary in canaries {
            for (left, right) in around {
                let text = format!("{left}{canary}{right}");
                let got = scrub(&text);
                let leaked = raw.iter().find(|raw| got.contains(**raw));
                assert_eq!(leaked, None, "{text} became {got}");
                assert!(got.starts_with(left), "{text} became {got}");
                // Nothing says where a bare secret ends in a text without blanks.
                let bare = right == "語" && got.ends_with("[REDACTED_SECRET]");
                assert!(bare || got.ends_with(right), "{text} became {got}");
            }
        }
    }

    /// Pieces that meet each other in unkind ways.
    fn text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            3 => prop::sample::select(vec![
                "password", "token", "secret=", "api-key", ": ", "=", " ", "\"", "'", "\\", "\\\"", "\n", "Bearer ",
                "Authorization: ", "sk-", "re_", "abcdefghijklmnop", "0123456789abcdef", "a@b.com", "@", "%40", ".com",
                "4111111111111111", "4111 1111 1111 1111", "-", "10.0.0.1", "::1", ":", "fe80::", "[", "]", "[EMAIL]",
                "[IP_ADDRESS]", "[REDACTED_TOKEN]", "[REDACTED_SECRET]", "[REDACTED_", "10:00:00", ",", ";", "&", "(", ")",
                "ü", "日", "?", "!", "<", ">", "7", "2026-11-20", "v",
            ]).prop_map(str::to_owned),
            1 => "\\PC{0,6}",
            1 => any::<String>(),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn scrubbed_text_stays_as_it_is(text in text()) {
            let once = scrub(&text);
            prop_assert_eq!(scrub(&once), once);
        }

        #[test]
        fn lines_stay_lines(text in text()) {
            let scrubbed = scrub(&text);
            prop_assert_eq!(scrubbed.matches('\n').count(), text.matches('\n').count());
        }

        #[test]
        fn every_number_of_a_brand_goes(
            random in prop::collection::vec(0_u8..10, 18),
            (first, length) in prop::sample::select(vec![
                ("4", 13), ("4", 16), ("4", 19), ("51", 16), ("55", 16), ("2221", 16), ("2720", 16), ("34", 15), ("37", 15),
                ("6011", 16), ("65", 16), ("644", 19), ("300", 14), ("305", 14), ("36", 14), ("38", 16), ("3528", 16),
                ("3589", 19), ("62", 16), ("62", 19), ("2200", 16), ("2204", 16), ("5018", 13), ("6304", 19), ("60", 16),
                ("9792", 16),
            ]),
        ) {
            let first = first.bytes().map(|digit| digit - b'0');
            let mut digits: Vec<u8> = first.chain(random).take(length - 1).collect();
            let sum: u32 = digits.iter().rev().enumerate().map(|(at, digit)| {
                let twice = u32::from(*digit) * 2;
                if at % 2 == 0 { twice / 10 + twice % 10 } else { u32::from(*digit) }
            }).sum();
            digits.push(((10 - sum % 10) % 10) as u8);
            let number: String = digits.iter().map(u8::to_string).collect();
            prop_assert_eq!(scrub(&format!("card {number} refused")), "card [CREDIT_CARD] refused");
        }

        #[test]
        fn every_address_goes_and_no_time_or_uuid(v4: [u8; 4], v6: [u16; 8], h in 0..24, m in 0..60, uuid: u128) {
            let v4 = std::net::Ipv4Addr::from(v4);
            let v6 = std::net::Ipv6Addr::from(v6);
            let hex = format!("{uuid:032x}");
            let uuid = format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
            let text = format!("{h:02}:{m:02}:00.123 {v4} peer={v6} {uuid} 2026-11-20T{h:02}:{m:02}:59Z");
            let got = format!("{h:02}:{m:02}:00.123 [IP_ADDRESS] peer=[IP_ADDRESS] {uuid} 2026-11-20T{h:02}:{m:02}:59Z");
            prop_assert_eq!(scrub(&text), got);
        }
    }
}
