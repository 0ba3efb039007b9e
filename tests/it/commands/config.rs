//! The configuration file: where it is looked for, what stands before it, and how mistakes are told.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::harness::{Home, incidents};

const ACCESS: &str = "10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] \"GET /reports HTTP/1.1\" 500 70 \"-\" \"curl/8.1\"\n\
                      2026-11-20 10:00:00,123 ERROR shop.reports: report 7 is late\n";

const RULE: &str = "[[filter]]\nname = \"reports\"\nkind = [\"log_error\"]\nwhen = { logger = '^shop[.]reports' }\n\
                    [[filter.example]]\nkind = \"log_error\"\nlogger = \"shop.reports\"\n";

/// The services that incidents are told to be of, with a file and perhaps a variable.
fn services(home: &Home, arguments: &[&str]) -> Vec<String> {
    let mut scan = vec!["scan", "--format=ndjson", "access.log"];
    scan.extend(arguments);
    let found = incidents(&home.run(&scan).exits(0).stdout);
    let services = found.iter().map(|one| one["service"].as_str());
    services
        .map(|name| name.expect("text").to_owned())
        .collect()
}

#[test]
fn a_flag_stands_before_the_environment_and_that_before_the_file() {
    let home = Home::new();
    home.file("access.log", ACCESS);
    home.file("own.toml", "service = \"shop\"\nmin_level = \"critical\"\n");
    assert_eq!(services(&home, &[]), ["unknown-service"; 2]);
    let own = ["--config", "own.toml"];
    assert!(services(&home, &own).is_empty());
    let lower = ["--config", "own.toml", "--min-level=error"];
    assert_eq!(services(&home, &lower), ["shop"; 2]);
    let home = home.with("AIOPS_MIN_LEVEL", "error");
    assert_eq!(services(&home, &own), ["shop"; 2]);
    let home = home.with("AIOPS_SERVICE_NAME", "depot");
    assert_eq!(services(&home, &own), ["depot"; 2]);
    home.run(&["config", "show", "--config", "own.toml"])
        .exits(0)
        .prints(&[
            "# own.toml",
            "service        depot                            AIOPS_SERVICE_NAME",
            "min_level      error                            AIOPS_MIN_LEVEL",
            "context        10                               default",
        ]);
}

#[test]
fn the_users_file_is_found_and_one_that_lies_around_is_not() {
    let home = Home::new();
    home.file("access.log", ACCESS);
    home.file("config.toml", "service = \"stranger\"\n");
    home.file("aiops/config.toml", "service = \"stranger\"\n");
    assert_eq!(services(&home, &[]), ["unknown-service"; 2]);
    let settings = home.path("settings");
    fs::create_dir_all(settings.join("aiops")).expect("a folder");
    fs::write(settings.join("aiops/config.toml"), "service = \"mine\"\n").expect("a file");
    let settings = settings.to_str().expect("a path").to_owned();
    let home = home.with("XDG_CONFIG_HOME", &settings);
    assert_eq!(services(&home, &[]), ["mine"; 2]);
    home.file("other.toml", "service = \"named\"\n");
    let home = home.with("AIOPS_CONFIG", "other.toml");
    assert_eq!(services(&home, &[]), ["named"; 2]);
}

#[test]
fn rules_and_paths_of_the_file_hide_and_are_counted() {
    let home = Home::new();
    home.file("access.log", ACCESS);
    home.file("own.toml", format!("skip_paths = [\"/reports\"]\n{RULE}"));
    home.run(&["scan", "--config=own.toml", "access.log"])
        .exits(0)
        .prints(&["No incidents in 2 lines", "reports 1", "skipped paths 1"]);
    home.run(&["explain", "--config=own.toml", "access.log:2"])
        .exits(0)
        .prints(&["the filter's rule `reports` hides it"]);
}

#[test]
fn what_is_wrong_is_told_before_anything_is_read() {
    let home = Home::new();
    home.file("access.log", ACCESS);
    for (text, words) in [
        (
            "\ncontext = 101",
            "own.toml:2: `context`: `101` is not right",
        ),
        ("services = \"x\"", "own.toml:1: `services`: no such key"),
        ("service = ", "own.toml: "),
        ("[[filter]]\nname = \"x\"", "own.toml: rule \"x\": "),
    ] {
        home.file("own.toml", text);
        for command in ["scan", "explain"] {
            let place = if command == "scan" {
                "access.log"
            } else {
                "access.log:1"
            };
            let done = home.run(&[command, "--config=own.toml", place]).exits(78);
            assert!(done.stdout.is_empty());
            done.says(&[words]);
        }
    }
    home.run(&["scan", "--config=none.toml", "access.log"])
        .exits(78)
        .says(&["cannot read none.toml"]);
    home.run(&["scan", "--config=.", "access.log"])
        .exits(78)
        .says(&["cannot read .: it is no regular file"]);
    // Help and pages are there all the same.
    home.run(&["man", "--config=none.toml"]).exits(0);
}

#[test]
fn a_file_that_anybody_may_write_is_refused() {
    let home = Home::new();
    home.file("access.log", ACCESS);
    let own = home.file("own.toml", "service = \"shop\"\n");
    fs::set_permissions(&own, fs::Permissions::from_mode(0o666)).expect("a right");
    home.run(&["scan", "--config=own.toml", "access.log"])
        .exits(78)
        .says(&["own.toml is not read: anybody may write it"]);
}

#[test]
fn the_key_is_not_shown() {
    let home = Home::new().with("AIOPS_API_KEY", "key-0123456789-never-shown");
    let done = home.run(&["config", "show", "-vvv"]).exits(0);
    let done = done.prints(&["api_key        set, not shown                   AIOPS_API_KEY"]);
    assert!(!(done.out() + &done.err()).contains("never-shown"));
}

const RECORD: &str = "2026-11-20 10:00:00,123 ERROR shop.reports: report 7 is late\n";

#[test]
fn logs_of_a_source_are_read_as_it_says() {
    let home = Home::new();
    for name in [
        "shop/app.log",
        "depot/app.log",
        "depot/beta/app.log",
        "rest.log",
    ] {
        home.file(name, RECORD);
    }
    home.file("patterns/boom.toml", BOOM);
    home.file("depot/boom.log", "the boiler went boom\n");
    home.file("shop/boom.log", "the boiler went boom\n");
    let root = home.path("").canonicalize().expect("a folder");
    let root = root.to_str().expect("a path").trim_end_matches('/');
    home.file(
        "own.toml",
        format!(
            "service = \"usual\"\ntimezone = \"utc\"\n\
             [[source]]\npaths = [\"{root}/depot/beta/\"]\nenvironment = \"beta\"\n\
             [[source]]\npaths = [\"{root}/depot\", \"-\"]\nservice = \"depot\"\ntimezone = \"+02:00\"\n\
             patterns = \"patterns\"\n\
             [[source]]\npaths = [\"{root}/s*/*.log\"]\nservice = \"shop\"\n\
             [[filter]]\nname = \"the shop's\"\nwhen = {{ service = '^shop$', message = 'sandbox' }}\n\
             [[filter.example]]\nservice = \"shop\"\nmessage = \"a sandbox\"\n",
        ),
    );
    let home = home.with("AIOPS_CONFIG", "own.toml");
    let said = |arguments: &[&str]| -> Vec<String> {
        let all = [&["scan", "--format=ndjson"], arguments].concat();
        let found = incidents(&home.run(&all).exits(0).stdout);
        let keys = ["service", "environment", "time"]
            .map(|key| move |one: &Value| one[key].as_str().map(str::to_owned));
        let line = |one: &Value| keys.map(|key| key(one).unwrap_or_default()).join(" ");
        found.iter().map(line).collect()
    };
    let all = [
        "depot/app.log",
        "depot/beta/app.log",
        "rest.log",
        "./shop/app.log",
    ];
    // The same failure four times: of three services, of one of them in two environments.
    let wanted = [
        "depot production 2026-11-20T10:00:00.123+02:00",
        "usual beta 2026-11-20T10:00:00.123Z",
        "usual production 2026-11-20T10:00:00.123Z",
        "shop production 2026-11-20T10:00:00.123Z",
    ];
    assert_eq!(said(&all), wanted);
    let flagged = said(&["--timezone=-01:00", "depot/app.log"]);
    assert_eq!(flagged, ["depot production 2026-11-20T10:00:00.123-01:00"]);
    assert_eq!(
        said(&["depot/boom.log", "shop/boom.log"]),
        ["depot production "]
    );
    home.run(&["explain", "depot/boom.log:1"])
        .exits(0)
        .prints(&["incident: lines 1 to 1"]);
    home.run(&["explain", "shop/boom.log:1"])
        .exits(0)
        .prints(&["no incident holds it"]);
    home.run(&["config", "show"]).exits(0).prints(&[&format!(
        "source         {root}/depot -: service=depot timezone=+02:00 patterns=patterns"
    )]);
    home.file(
        "shop/sandbox.log",
        RECORD.replace("report 7", "the sandbox"),
    );
    home.file("rest.log", RECORD.replace("report 7", "the sandbox"));
    assert_eq!(said(&["shop/sandbox.log", "rest.log"]).len(), 1);
    let screen = home.run(&["scan", "shop/sandbox.log"]).exits(0);
    screen.prints(&["Hidden: 1 (the shop's 1)"]);
    home.run(&["explain", "shop/sandbox.log:1"])
        .exits(0)
        .prints(&["rule `the shop's` hides it"]);
}

const BOOM: &str = r#"
name = "boom"
kind = "exception"
accept = ["done"]
hint = ["went boom"]
[[rule]]
in = "start"
when = '(?<message>\w+ went boom)$'
set = { type = "boom" }
to = "done"
[[example]]
text = """
the boiler went boom
"""
"#;
