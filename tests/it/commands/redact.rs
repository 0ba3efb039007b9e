//! `aiops redact` as a filter of its own, and what the configuration says of the scrubber.

use std::io::Write;
use std::process::Stdio;

use crate::harness::{Home, incidents};

const LOG: &str = "10:00:00 login of bob@example.com from 203.0.113.7 and 10.0.0.9 with password=hunter2\n\
                   -----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----\n\
                   CUST-17 ordered release 1.2.3\n";

fn redacted(home: &Home, arguments: &[&str]) -> String {
    home.run_with(arguments, LOG.as_bytes()).exits(0).out()
}

#[test]
fn what_comes_in_goes_out_without_secrets() {
    let home = Home::new();
    assert_eq!(
        redacted(&home, &["redact"]),
        "10:00:00 login of [EMAIL] from [IP_ADDRESS] and [IP_ADDRESS] with password=[REDACTED_SECRET]\n\
         -----BEGIN PRIVATE KEY-----\n[PRIVATE_KEY]\n-----END PRIVATE KEY-----\nCUST-17 ordered release 1.2.3\n"
    );
    let bytes = b"\xff\x00 password=\xfe1 \xc3\nno end";
    let done = home.run_with(&["redact"], bytes).exits(0).says_nothing();
    assert_eq!(
        done.stdout,
        b"\xff\x00 password=[REDACTED_SECRET] \xc3\nno end"
    );
    let done = home.run_with(&["redact"], b"").exits(0);
    assert_eq!(done.stdout, b"");
}

#[test]
fn statistics_are_told_at_the_end_and_apart() {
    let home = Home::new();
    home.run_with(&["redact", "--stats"], LOG.as_bytes())
        .exits(0)
        .says(&[
            &format!("5 lines, {} bytes, 5 redactions", LOG.len()),
            "1 email",
            "2 ip_address",
            "1 private_key",
            "1 secret",
        ]);
}

#[test]
fn a_line_is_passed_on_when_its_end_has_come() {
    let home = Home::new();
    let mut running = home.start(&["redact"]);
    running.write(b"one password=x1\ntwo pass");
    running.stdout.wait_for("one password=[REDACTED_SECRET]");
    running.write(b"word=x2\n");
    running.stdout.wait_for("two password=[REDACTED_SECRET]");
    running.close().exits(0);
}

#[test]
fn a_reader_that_goes_ends_it_quietly() {
    let home = Home::new();
    let mut child = home
        .command(&["redact"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("is piped");
    // The pipe breaks when it has gone; until then it takes what it is given.
    while stdin.write_all(&[b'x', b'\n'].repeat(10_000)).is_ok() {}
    let done = child.wait_with_output().expect("ends");
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(done.stderr, b"");
}

#[test]
fn the_configuration_adds_rules_and_takes_some_away() {
    let home = Home::new();
    home.file(
        "own.toml",
        "[scrub]\noff = [\"email\"]\nkeep_private_ips = true\n[[scrub.rule]]\nname = \"customer\"\n\
         keywords = [\"CUST-\"]\nwhen = 'CUST-(?<value>\\d+)'\nwith = \"[REDACTED_CUSTOMER]\"\n\
         [[scrub.rule.example]]\ntext = \"CUST-1\"\nresult = \"CUST-[REDACTED_CUSTOMER]\"\n",
    );
    let got = redacted(&home, &["redact", "--config", "own.toml"]);
    assert!(got.starts_with(
        "10:00:00 login of bob@example.com from [IP_ADDRESS] and 10.0.0.9 with password=[REDACTED_SECRET]\n"
    ));
    assert!(got.ends_with("CUST-[REDACTED_CUSTOMER] ordered release 1.2.3\n"));
    home.run(&["config", "show", "--config", "own.toml"])
        .exits(0)
        .prints(&[
            "scrub.off                email                  file",
            "scrub.keep_private_ips   true                   file",
            "scrub          customer",
        ]);
    home.file(
        "app.log",
        "2026-11-20 10:00:00,123 ERROR shop: CUST-17 has no mail bob@example.com\n",
    );
    let scan = ["scan", "--format=ndjson", "app.log", "--config", "own.toml"];
    let found = incidents(&home.run(&scan).exits(0).stdout);
    assert_eq!(
        found[0]["message"],
        "CUST-[REDACTED_CUSTOMER] has no mail bob@example.com"
    );
    assert_eq!(found[0]["scrubbed"]["customer"], 1);
}

#[test]
fn an_address_keeps_a_name_under_a_key() {
    let home = Home::new();
    let under = |home: &Home, arguments: &[&str]| {
        let done = home.run_with(arguments, b"203.0.113.7 203.0.113.8 203.0.113.7 ::1\n");
        done.exits(0).out()
    };
    home.file("address.key", "0123456789abcdef0123456789abcdef\n");
    let path = home.path("address.key");
    home.file(
        "own.toml",
        format!(
            "[scrub]\naddress_key_file = {:?}\n",
            path.display().to_string()
        ),
    );
    let own = ["redact", "--config", "own.toml"];
    let by_file = under(&home, &own);
    let words: Vec<&str> = by_file.split_whitespace().collect();
    assert_eq!(words[0], words[2]);
    assert_ne!(words[0], words[1]);
    assert_eq!(words[0].len(), "[IP_ADDRESS:0a1b2c3d]".len());
    assert_eq!(words[3], "[IP_ADDRESS]");
    let home = home.with("AIOPS_ADDRESS_KEY", "another key of more than 16 bytes");
    assert_ne!(under(&home, &["redact"]), by_file);
    home.run(&["config", "show"])
        .exits(0)
        .prints(&["scrub.address_key_file   set, not shown"]);
}

#[test]
fn mistakes_are_told_with_file_line_and_key() {
    let home = Home::new();
    let rule = "[[scrub.rule]]\nname = \"a\"\nkeywords = [\"CUST-\"]\nwhen = 'CUST-\\d+'\n";
    let example = "[[scrub.rule.example]]\ntext = \"CUST-1\"\nresult = \"[REDACTED_A]\"\n";
    for (text, words) in [
        (
            "[scrub]\non = 1\n".to_owned(),
            "bad.toml:2: `scrub.on`: no such key; there are off, ",
        ),
        (
            "[scrub]\noff = [\"mails\"]\n".to_owned(),
            "bad.toml:2: `scrub.off`: rule \"mails\": there is no such rule; there are private_key, ",
        ),
        (
            "[scrub]\nkeep_private_ips = 1\n".to_owned(),
            "bad.toml:2: `scrub.keep_private_ips`: true or false",
        ),
        (
            format!("{rule}with = \"[CUSTOMER]\"\n{example}"),
            "a placeholder of your own begins with [REDACTED_",
        ),
        (
            format!("{rule}with = \"[REDACTED_A]\"\n"),
            "rule \"a\": has no example with a result",
        ),
        (
            format!("{rule}with = \"[REDACTED_B]\"\n{example}"),
            "rule \"a\": example \"CUST-1\": expected \"[REDACTED_A]\", got \"[REDACTED_B]\"",
        ),
        (
            "[scrub]\naddress_key_file = \"/nowhere\"\n".to_owned(),
            "scrub.address_key_file: /nowhere: ",
        ),
    ] {
        home.file("bad.toml", text);
        let done = home.run_with(&["redact", "--config", "bad.toml"], b"password=x\n");
        let done = done.exits(78).says(&[words]);
        assert_eq!(done.stdout, b"");
    }
    let home = home.with("AIOPS_ADDRESS_KEY", "short");
    home.run_with(&["redact"], b"")
        .exits(78)
        .says(&["AIOPS_ADDRESS_KEY: a key has at least 16 bytes"]);
}
