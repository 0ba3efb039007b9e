//! The platform from end to end: what arrives there is what the published client sends of the same failures.
//!
//! `tests/sdk/CASE.log` is what a program logged, `CASE.json` what the client in it sent meanwhile. From the log alone,
//! `scan`, `pipe` and `watch` must send the same bodies.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{
    HEARTBEAT_PATH, Home, INCIDENT_PATH, Quiet, Receiver, Seen, differences, incidents, recorded,
};

/// The key that nobody must see but the platform.
const KEY: &str = "key-0123456789-never-shown";

/// Every case that was recorded. `heartbeat` is no incident, and has a test of its own.
const CASES: &[&str] = &[
    "blank_record_with_exception",
    "critical_record",
    "critical_record_with_chain",
    "error_record",
    "error_record_lines",
    "error_record_with_exception",
    "manual_capture",
    "quiet_records",
    "responses",
    "uncaught",
    "uncaught_builtin",
    "uncaught_chain",
    "uncaught_group",
    "uncaught_lines",
    "uncaught_without_message",
];

/// Keys that differ on purpose, with the reason: case, key, what we send.
const KNOWN: &[(&str, &str, &str)] = &[
    // Printed by hand it looks as if nobody had caught it: no log tells the one from the other.
    ("manual_capture", "source", "process"),
];

/// Bodies that only we send, with the reason: case, type, message.
const ONLY_OURS: &[(&str, &str, &str)] = &[
    // The client keeps every record with a blank message to itself; the failure under it is lost. By the contract
    // an exception without a message is sent.
    ("blank_record_with_exception", "ERROR", ""),
];

fn home(receiver: &Receiver) -> Home {
    Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", &receiver.url)
        .with("AIOPS_SERVICE_NAME", "shop")
        .with("AIOPS_ENV", "staging")
        .with("AIOPS_SERVICE_BASE_URL", "https://shop.example.com")
}

fn log(case: &str) -> Vec<u8> {
    std::fs::read(recorded().join(format!("{case}.log"))).expect("a log")
}

fn record(case: &str) -> Value {
    let text = std::fs::read(recorded().join(format!("{case}.json"))).expect("a record");
    let record: Value = serde_json::from_slice(&text).expect("JSON");
    assert_eq!(record["case"], case);
    record
}

/// How what was sent differs from what was recorded.
fn compare(case: &str, sent: &[Seen]) -> Vec<String> {
    let record = record(case);
    let mut wanted: Vec<Value> = record["bodies"].as_array().expect("bodies").clone();
    for (_, error_type, message) in ONLY_OURS.iter().filter(|(known, ..)| *known == case) {
        let ours = sent.iter().map(|seen| &seen.body);
        let ours =
            ours.filter(|body| body["error_type"] == *error_type && body["message"] == *message);
        wanted.extend(ours.cloned());
    }
    let mut out = Vec::new();
    if wanted.len() != sent.len() {
        let bodies: Vec<_> = sent.iter().map(|seen| seen.body.to_string()).collect();
        out.push(format!(
            "{} wanted, sent: {}",
            wanted.len(),
            bodies.join("\n")
        ));
    }
    for (wanted, sent) in wanted.iter().zip(sent) {
        let mut expected = wanted.clone();
        for (_, key, value) in KNOWN.iter().filter(|(known, ..)| *known == case) {
            assert_ne!(expected[*key], *value, "{case}: {key} differs no longer");
            expected[*key] = json!(value);
        }
        let differ = differences(&expected, &sent.body, &["timestamp", "host"]);
        out.extend(differ.into_iter().map(|(_, text)| text));
        // A record's own time is the time of both; a trace has none but when it was read.
        let has_time = log(case).starts_with(b"20");
        if has_time && wanted["timestamp"] != sent.body["timestamp"] {
            out.push(format!(
                "timestamp: {} and {}",
                wanted["timestamp"], sent.body["timestamp"]
            ));
        }
        if !sent.body["timestamp"].is_i64() || !sent.body["host"].is_string() {
            out.push(format!(
                "timestamp or host of the wrong type: {}",
                sent.body
            ));
        }
        for name in ["Authorization", "Content-Type"] {
            let value = record["headers"][name].as_str();
            if value.is_some() && sent.header(name) != value {
                out.push(format!("{name}: {:?}", sent.header(name)));
            }
        }
    }
    out
}

/// Runs all cases but those that are left out through `send`, which gives what arrived.
#[track_caller]
fn all_cases(send: impl Fn(&Home, &Receiver, &str)) {
    let mut failures = Vec::new();
    for case in CASES.iter().filter(|case| **case != "quiet_records") {
        let receiver = Receiver::accepting();
        let home = home(&receiver);
        home.file("app.log", log(case));
        send(&home, &receiver, case);
        for text in compare(case, &receiver.arrived_at(INCIDENT_PATH)) {
            failures.push(format!("{case}: {text}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_recorded_case_is_tried() {
    let files: BTreeSet<String> = std::fs::read_dir(recorded())
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let tried = CASES.iter().copied().chain(["heartbeat"]);
    assert_eq!(files, tried.map(str::to_owned).collect());
}

#[test]
fn scan_sends_what_the_client_sends() {
    all_cases(|home, _, _| {
        home.run(&["scan", "app.log"]).exits(0).says_nothing();
    });
}

#[test]
fn pipe_sends_what_the_client_sends() {
    all_cases(|home, _, case| {
        let done = home.run_with(&["pipe"], &log(case)).exits(0);
        assert_eq!(done.stdout, log(case));
    });
}

#[test]
fn watch_sends_what_the_client_sends() {
    all_cases(|home, _, _| {
        let mut watch = home.start(&["watch", "-v", "--from-start", "app.log"]);
        watch.stderr.wait_for("following app.log");
        watch.terminate().exits(0);
    });
}

/// It is sent when it happens, not when the run ends.
#[test]
fn watch_sends_while_it_runs() {
    let receiver = Receiver::accepting();
    let home = home(&receiver);
    home.file("app.log", log("uncaught"));
    let watch = home.start(&["watch", "--from-start", "app.log"]);
    let sent = receiver.next(INCIDENT_PATH);
    assert_eq!(compare("uncaught", &[sent]), [""; 0]);
    watch.terminate().exits(0);
    assert!(receiver.arrived_at(INCIDENT_PATH).is_empty(), "once");
}

#[test]
fn a_blank_record_and_one_below_the_level_are_not_sent() {
    let receiver = Receiver::accepting();
    let home = home(&receiver);
    let log = String::from_utf8(log("quiet_records")).expect("text");
    let two: Vec<_> = log.lines().take(2).collect();
    home.file("app.log", two.join("\n") + "\n");
    home.run(&["scan", "app.log"]).exits(0);
    assert_eq!(
        compare("quiet_records", &receiver.arrived_at(INCIDENT_PATH)),
        [""; 0]
    );
}

#[test]
fn the_first_heartbeat_goes_out_at_once_with_the_clients_keys() {
    let wanted = record("heartbeat");
    assert_eq!(wanted["path"], HEARTBEAT_PATH);
    let receiver = Receiver::accepting();
    let home = home(&receiver);
    home.file("app.log", "");
    let watch = home.start(&["watch", "app.log"]);
    let beat = receiver.next(HEARTBEAT_PATH);
    let differ = differences(&wanted["bodies"][0], &beat.body, &["timestamp", "host"]);
    assert_eq!(differ, []);
    assert!(beat.body["timestamp"].is_i64() && beat.body["host"].is_string());
    assert_eq!(beat.header("Authorization"), Some("Bearer test-key"));
    watch.terminate().exits(0);

    // A pipe that waits for its first byte works, too.
    let pipe = home.start(&["pipe"]);
    let beat = receiver.next(HEARTBEAT_PATH);
    assert_eq!(
        differences(&wanted["bodies"][0], &beat.body, &["timestamp", "host"]),
        []
    );
    pipe.close().exits(0);
    assert!(receiver.arrived_at(INCIDENT_PATH).is_empty());
}

#[test]
fn what_is_not_set_has_the_contracts_default() {
    let receiver = Receiver::accepting();
    let home = Home::new()
        .with("AIOPS_API_KEY", " test-key ")
        .with("AIOPS_PLATFORM_URL", &format!("{}//", receiver.url))
        .with("AIOPS_ENV", "  ");
    home.file("app.log", log("error_record"));
    let watch = home.start(&["watch", "--from-start", "app.log"]);
    let beat = receiver.next(HEARTBEAT_PATH);
    assert_eq!(beat.body["service"], "unknown-service");
    assert_eq!(beat.body["environment"], "production");
    assert_eq!(beat.body["base_url"], Value::Null);
    assert_eq!(beat.body["status_code"], Value::Null);
    assert_eq!(beat.body["request_path"], Value::Null);
    let sent = receiver.next(INCIDENT_PATH);
    assert_eq!(sent.body["service"], "unknown-service");
    assert_eq!(sent.body["environment"], "production");
    assert_eq!(sent.header("Authorization"), Some("Bearer test-key"));
    watch.terminate().exits(0);
}

#[test]
fn an_incident_goes_out_under_its_own_id() {
    let receiver = Receiver::accepting();
    let home = home(&receiver);
    home.file("app.log", log("uncaught_chain"));
    let done = home
        .run(&["scan", "--format", "ndjson", "app.log"])
        .exits(0);
    let shown = incidents(&done.stdout);
    let sent = receiver.arrived_at(INCIDENT_PATH);
    assert_eq!((shown.len(), sent.len()), (1, 1));
    assert_eq!(sent[0].header("Idempotency-Key"), shown[0]["id"].as_str());
}

#[test]
fn what_is_private_does_not_leave() {
    let receiver = Receiver::accepting();
    let home = home(&receiver);
    let secrets = [
        "eve@example.com",
        "10.20.30.40",
        "hunter2secret",
        "4111 1111 1111 1111",
    ];
    let [mail, address, word, card] = secrets;
    let said = format!("no mail to {mail} at {address}, password={word}, card {card}");
    home.file(
        "app.log",
        format!(
            "2026-11-20 10:00:00,123 ERROR [shop] {said}\nTraceback (most recent call last):\n  \
             File \"/srv/shop.py\", line 3, in main\n    send()\nshop.MailError: {said}\n"
        ),
    );
    let done = home
        .run(&["scan", "--format", "ndjson", "app.log"])
        .exits(0);
    let sent = receiver.arrived_at(INCIDENT_PATH);
    assert_eq!(sent.len(), 1, "{done}");
    for secret in secrets {
        assert!(
            !sent[0].body.to_string().contains(secret),
            "{}",
            sent[0].body
        );
        assert!(!done.out().contains(secret), "{done}");
    }
    assert!(
        sent[0].body["message"]
            .as_str()
            .expect("text")
            .contains("[EMAIL]")
    );
}

/// Whatever the receiver does, and it may send back what it got.
#[test]
fn the_key_is_in_one_header_and_nowhere_else() {
    let echo = |seen: &Seen| format!("{:?}", seen.headers);
    for status in [202, 302, 400, 401, 500] {
        let receiver = Receiver::answering(status, echo);
        let home = home(&receiver).with("AIOPS_API_KEY", KEY);
        home.file("app.log", log("uncaught"));
        let short = ["--drain-timeout", "1s"];
        let mut runs = Vec::new();
        for format in ["text", "ndjson"] {
            let scan = ["-vvv", "scan", "--format", format, "app.log"];
            runs.push(home.run(&[&scan[..], &short].concat()));
        }
        runs.push(home.run_with(&[&["-vvv", "pipe"][..], &short].concat(), &log("uncaught")));
        let watch = ["-vvv", "watch", "--from-start", "app.log"];
        let mut watch = home.start(&[&watch[..], &short].concat());
        watch.stdout.wait_for("StockError");
        runs.push(watch.terminate());
        for done in runs {
            assert!(!done.out().contains(KEY), "{done}");
            assert!(!done.err().contains(KEY), "{done}");
        }
        let arrived = receiver.arrived();
        assert!(arrived.len() >= 4, "all of them sent something");
        for seen in arrived {
            assert!(!seen.body.to_string().contains(KEY), "{}", seen.body);
            assert!(!seen.path.contains(KEY));
            for (name, value) in &seen.headers {
                let wanted = format!("Bearer {KEY}");
                let is_key = name.eq_ignore_ascii_case("Authorization");
                assert!(!value.contains(KEY) || is_key && *value == wanted, "{name}");
            }
            assert_eq!(
                seen.header("Authorization"),
                Some(format!("Bearer {KEY}").as_str())
            );
        }
    }
    // Nobody there, or nowhere to go.
    for url in [Quiet::closed(), "nowhere".to_owned()] {
        let home = Home::new()
            .with("AIOPS_API_KEY", KEY)
            .with("AIOPS_PLATFORM_URL", &url);
        home.file("app.log", log("uncaught"));
        let done = home.run(&["-vvv", "scan", "--drain-timeout", "1s", "app.log"]);
        assert!(
            !done.out().contains(KEY) && !done.err().contains(KEY),
            "{done}"
        );
    }
}

#[test]
fn a_key_that_cannot_be_one_is_refused_without_being_shown() {
    let home = Home::new().with("AIOPS_API_KEY", "hidden\u{e4}key");
    home.file("app.log", log("uncaught"));
    let done = home
        .run(&["-vvv", "scan", "app.log"])
        .exits(78)
        .says(&["AIOPS_API_KEY"]);
    assert!(
        !done.err().contains("hidden") && !done.out().contains("hidden"),
        "{done}"
    );
}

/// A proxy in the environment is for the rest of the world: what goes to this machine goes there directly.
#[test]
fn loopback_is_reached_whatever_proxy_there_is() {
    let receiver = Receiver::accepting();
    let quiet = Quiet::new();
    let home = home(&receiver)
        .with("http_proxy", &quiet.url)
        .with("HTTP_PROXY", &quiet.url)
        .with("ALL_PROXY", &quiet.url);
    home.file("app.log", log("uncaught"));
    home.run(&["scan", "app.log"]).exits(0);
    assert_eq!(receiver.arrived_at(INCIDENT_PATH).len(), 1);
    assert!(!quiet.was_called());
}
