//! Failing responses, what is hidden, and that one failure is one incident.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use crate::corpus_file::folder;
use crate::harness::{Home, incidents};

/// A line of an access log.
fn line(method: &str, path: &str, status: u16) -> String {
    format!(
        "10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] \"{method} {path} HTTP/1.1\" {status} 70 \"-\" \"curl/8.1\"\n"
    )
}

fn messages(found: &[Value]) -> Vec<&str> {
    let messages = found.iter().map(|incident| &incident["message"]);
    messages
        .map(|message| message.as_str().expect("text"))
        .collect()
}

/// What is shown of a log, and what is hidden by which rule, both as messages.
fn read(home: &Home, log: &str) -> (Vec<String>, BTreeMap<String, Vec<String>>) {
    home.file("access.log", log);
    let scan = [
        "scan",
        "--dedup-window=0",
        "--format=ndjson",
        "--show-hidden",
        "access.log",
    ];
    let (mut shown, mut hidden) = (Vec::new(), BTreeMap::<String, Vec<String>>::new());
    for incident in incidents(&home.run(&scan).stdout) {
        let message = messages(std::slice::from_ref(&incident))[0].to_owned();
        match incident["hidden_by"].as_str() {
            Some(rule) => hidden.entry(rule.to_owned()).or_default().push(message),
            None => shown.push(message),
        }
    }
    (shown, hidden)
}

#[test]
fn responses_are_incidents_for_seven_statuses_and_no_other() {
    let home = Home::new();
    let log: String = (200..600).map(|status| line("GET", "/x", status)).collect();
    let (shown, hidden) = read(&home, &log);
    let wanted = [400, 401, 403, 500, 502, 503, 504];
    let wanted = wanted.map(|status| format!("GET /x returned HTTP {status}"));
    assert_eq!(shown, wanted);
    let rules: Vec<_> = hidden.keys().map(String::as_str).collect();
    assert_eq!(rules, ["404", "429"]);
}

#[test]
fn methods_paths_and_endings_that_nobody_wants_to_hear_of_are_hidden() {
    let methods = ["OPTIONS", "HEAD"];
    let paths = [
        "/health",
        "/healthz",
        "/ping",
        "/ready",
        "/alive",
        "/readiness",
        "/liveness",
        "/metrics",
        "/status",
        "/favicon.ico",
        "/robots.txt",
    ];
    let endings = [
        ".js", ".css", ".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".woff", ".woff2", ".ttf",
        ".eot", ".map", ".webp", ".JS", ".Png",
    ];
    let others = [
        ("GET", "/healthy"),
        ("GET", "/api/health"),
        ("GET", "/Health"),
        ("GET", "/health/"),
        ("GET", "/metrics/7"),
        ("GET", "/a.json"),
        ("GET", "/a.js.txt"),
        ("GET", "/js"),
        ("DELETE", "/x"),
        ("PATCH", "/x"),
    ];
    let mut log = String::new();
    for method in methods {
        log += &line(method, "/x", 500);
    }
    for path in paths {
        log += &line("GET", path, 503);
        log += &line("POST", &format!("{path}?full=1"), 503);
    }
    for ending in endings {
        log += &line("GET", &format!("/static/a{ending}"), 403);
        log += &line("GET", &format!("/a.b{ending}?v=2"), 403);
    }
    for (method, path) in others {
        log += &line(method, path, 500);
    }
    let home = Home::new();
    let (shown, hidden) = read(&home, &log);
    let others = others.map(|(method, path)| format!("{method} {path} returned HTTP 500"));
    assert_eq!(shown, others);
    let counts: Vec<_> = hidden
        .iter()
        .map(|(rule, all)| (rule.as_str(), all.len()))
        .collect();
    let static_files = 2 * endings.len();
    assert_eq!(
        counts,
        [
            // An icon in the root is asked for by every browser.
            ("health checks", 2 * paths.len()),
            ("methods", methods.len()),
            ("static files", static_files),
        ]
    );
}

#[test]
fn paths_of_the_environment_are_hidden_too() {
    let home = Home::new().with("AIOPS_SKIP_PATHS", "/admin/ping, /internal");
    let log = line("GET", "/admin/ping", 500) + &line("GET", "/internal/7", 500);
    let (shown, hidden) = read(&home, &log);
    assert_eq!(shown, ["GET /internal/7 returned HTTP 500"]);
    let wanted = ["GET /admin/ping returned HTTP 500"];
    assert_eq!(hidden["skipped paths"], wanted);
    home.run(&["scan", "access.log"])
        .exits(0)
        .prints(&["1 incident of 1 kind", "Hidden: 1 (skipped paths 1)."]);
}

/// What Flask and Werkzeug print where a route fails.
fn failure(at: u32, path: &str, is_logged: bool) -> String {
    let clock = format!("10:{:02}:{:02}", at / 60, at % 60);
    let record = format!("[2026-11-20 {clock},123] ERROR in app: Exception on {path} [GET]\n");
    let trace = "Traceback (most recent call last):\n  File \"/srv/shop/app.py\", line 17, in reserve\n    raise ValueError(\"no stock\")\nValueError: no stock\n";
    let response =
        format!("127.0.0.1 - - [20/Nov/2026 {clock}] \"GET {path}?a=1 HTTP/1.1\" 500 -\n");
    if is_logged {
        record + trace + &response
    } else {
        record + trace
    }
}

#[test]
fn a_trace_and_its_response_are_one_incident_however_often() {
    let home = Home::new();
    let mut log = String::new();
    for at in 0..300 {
        log += &failure(at, &format!("/orders/{at}"), true);
        let _ = writeln!(
            log,
            "127.0.0.1 - - [20/Nov/2026 10:09:00] \"GET /ok HTTP/1.1\" 200 -"
        );
    }
    home.file("app.log", log);
    let found = incidents(&home.run(&["scan", "--format=ndjson", "app.log"]).stdout);
    let counts: Vec<_> = found.iter().map(|one| &one["occurrences"]).collect();
    // The first, and the last with the count of all.
    assert_eq!(counts, [1, 300], "{found:#?}");
    for (incident, path) in found.iter().zip(["/orders/0", "/orders/299"]) {
        assert_eq!(incident["kind"], "exception");
        assert_eq!(incident["request"]["method"], "GET");
        assert_eq!(incident["request"]["path"], path);
        assert_eq!(incident["request"]["status"], 500);
    }
    let all = home.run(&["scan", "--format=ndjson", "--dedup-window=0", "app.log"]);
    let all = incidents(&all.stdout);
    assert_eq!(all.len(), 300);
    for (at, incident) in all.iter().enumerate() {
        assert_eq!(incident["request"]["path"], format!("/orders/{at}"));
        assert_eq!(incident["request"]["status"], 500);
    }
}

/// What uvicorn logs of a request whose handler raises.
fn of_uvicorn(path: &str) -> String {
    format!(
        "INFO:     127.0.0.1:51000 - \"GET {path} HTTP/1.1\" 500 Internal Server Error\n\
         ERROR:    Exception in ASGI application\nTraceback (most recent call last):\n  \
         File \"/srv/shop.py\", line 7, in serve\n    raise ValueError(item)\nValueError: no item 7\n"
    )
}

/// What Rails logs of one, with its request's id as a tag.
fn of_rails(id: &str, path: &str) -> String {
    let id = format!("{id}-d49e-4f2a-9a43-0a1b2c3d4e5f");
    let header = |level: &str| {
        let letter = &level[..1];
        format!("{letter}, [2026-11-20T10:00:00.000001 #7] {level:>5} -- : [{id}] ")
    };
    let info = header("INFO");
    format!(
        "{info}Started GET \"{path}\" for 127.0.0.1 at 2026-11-20 10:00:00 +0000\n\
         {info}Processing by OrdersController#serve as HTML\n\
         {info}Completed 500 Internal Server Error in 3ms (Allocations: 115)\n\
         {}  \n[{id}] RuntimeError (stuck):\n[{id}]   \n[{id}] app/orders.rb:39:in `serve'\n",
        header("FATAL")
    )
}

#[test]
fn a_response_above_its_failure_is_no_incident_of_its_own() {
    let rails = |at: u32| of_rails(&format!("{:08x}", at * 7_919), &format!("/orders/{at}"));
    let uvicorn = |at: u32| of_uvicorn(&format!("/orders/{at}"));
    let calm = "INFO:     127.0.0.1:51000 - \"GET /ok HTTP/1.1\" 200 OK\n";
    for (kind, make) in [
        ("log_error", &rails as &dyn Fn(u32) -> String),
        ("exception", &uvicorn),
    ] {
        let home = Home::new();
        let log: String = (0..300).map(|at| make(at) + calm).collect();
        home.file("app.log", log);
        let found = incidents(&home.run(&["scan", "--format=ndjson", "app.log"]).stdout);
        let counts: u64 = found
            .iter()
            .filter_map(|one| one["occurrences"].as_u64())
            .sum();
        // The first, and the last with the count of all.
        assert_eq!((found.len(), counts), (2, 301), "{found:#?}");
        let paths: Vec<_> = found.iter().map(|one| &one["request"]["path"]).collect();
        assert_eq!(paths, ["/orders/0", "/orders/299"]);
        let all = home.run(&["scan", "--format=ndjson", "--dedup-window=0", "app.log"]);
        let all = incidents(&all.stdout);
        assert_eq!(all.len(), 300);
        for (at, incident) in all.iter().enumerate() {
            assert_eq!(incident["kind"], kind);
            assert_eq!(incident["request"]["path"], format!("/orders/{at}"));
            assert_eq!(incident["request"]["status"], 500);
        }
    }
}

#[test]
fn a_response_above_a_failure_that_is_not_its_own_stays_one() {
    let home = Home::new();
    let other = "INFO:     127.0.0.1:51000 - \"GET /handled HTTP/1.1\" 500 Internal Server Error\n";
    let calm = "INFO:     127.0.0.1:51000 - \"GET /ok HTTP/1.1\" 200 OK\n";
    let (response, failure) = {
        let both = of_uvicorn("/boom");
        let (response, failure) = both.split_at(both.find("ERROR:").expect("a record"));
        (response.to_owned(), failure.to_owned())
    };
    let ids = ["0000000a", "0000000b"].map(|id| of_rails(id, "/boom"));
    let (first, second) = (
        ids[0].split_once("F, [").expect("two parts"),
        ids[1].split_once("F, [").expect("two parts"),
    );
    for (what, log, wanted) in [
        (
            "the nearest is its own",
            format!("{other}{response}{failure}"),
            vec![("exception", "/boom"), ("http_error", "/handled")],
        ),
        (
            "too far above",
            format!("{response}{}{failure}", calm.repeat(20)),
            vec![("exception", ""), ("http_error", "/boom")],
        ),
        (
            "just near enough",
            format!("{response}{}{failure}", calm.repeat(19)),
            vec![("exception", "/boom")],
        ),
        (
            "no failure below",
            format!("{response}{}", calm.repeat(3_000)),
            vec![("http_error", "/boom")],
        ),
        (
            "between others",
            format!("{}{}F, [{}F, [{}", first.0, second.0, first.1, second.1),
            vec![("log_error", "/boom"), ("log_error", "/boom")],
        ),
        (
            "another request",
            format!("{}F, [{}", first.0, second.1),
            vec![("http_error", "/boom"), ("log_error", "")],
        ),
    ] {
        home.file("app.log", log);
        for window in ["--dedup-window=0", "--dedup-window=5m"] {
            let found = incidents(
                &home
                    .run(&["scan", "--format=ndjson", window, "app.log"])
                    .stdout,
            );
            let mut kinds: Vec<_> = found
                .iter()
                .map(|one| {
                    let path = one["request"]["path"].as_str().unwrap_or_default();
                    (one["kind"].as_str().expect("text"), path)
                })
                .collect();
            kinds.sort_unstable();
            if window.ends_with('m') {
                kinds.dedup();
            }
            let mut wanted = wanted.clone();
            if window.ends_with('m') {
                wanted.dedup();
            }
            assert_eq!(kinds, wanted, "{what}");
        }
    }
}

#[test]
fn a_response_that_cannot_be_the_traces_is_an_incident_of_its_own() {
    let home = Home::new();
    let quiet = |count: usize| {
        "127.0.0.1 - - [20/Nov/2026 10:00:00] \"GET /ok HTTP/1.1\" 200 -\n".repeat(count)
    };
    let response = |clock: &str, path: &str| {
        format!("127.0.0.1 - - [20/Nov/2026 {clock}] \"GET {path} HTTP/1.1\" 500 -\n")
    };
    let trace = failure(0, "/boom", false);
    for (what, log, kinds) in [
        (
            "its own",
            format!("{trace}{}{}", quiet(190), response("10:00:02", "/boom")),
            vec!["exception"],
        ),
        (
            "too late",
            format!("{trace}{}", response("10:00:09", "/boom")),
            vec!["exception", "http_error"],
        ),
        (
            "too far",
            format!("{trace}{}{}", quiet(201), response("10:00:00", "/boom")),
            vec!["exception", "http_error"],
        ),
        (
            "another path",
            format!("{trace}{}", response("10:00:00", "/boom/7")),
            vec!["exception", "http_error"],
        ),
        (
            "a second one",
            format!("{trace}{0}{0}", response("10:00:00", "/boom")),
            vec!["exception", "http_error"],
        ),
        (
            "above it",
            format!("{}{trace}", response("10:00:00", "/boom")),
            vec!["exception", "http_error"],
        ),
    ] {
        home.file("app.log", log);
        let found = incidents(&home.run(&["scan", "--format=ndjson", "app.log"]).stdout);
        let mut got: Vec<_> = found.iter().map(|one| one["kind"].as_str()).collect();
        got.sort_unstable();
        let wanted: Vec<_> = kinds.into_iter().map(Some).collect();
        assert_eq!(got, wanted, "{what}");
    }
}

#[test]
fn what_names_the_request_above_a_trace_is_seen_without_context() {
    let home = Home::new();
    let log = folder().join("http/django-dev.log");
    let log = log.to_str().expect("a path");
    for context in ["0", "10"] {
        let scan = ["scan", "--format=ndjson", "--context", context, log];
        let found = incidents(&home.run(&scan).stdout);
        let traces: Vec<_> = found
            .iter()
            .filter(|one| one["kind"] == "exception")
            .collect();
        assert!(!traces.is_empty());
        for trace in traces {
            assert_eq!(trace["request"]["status"], 500, "context {context}");
            let lines = trace["context"].as_array().expect("a list").len();
            assert!(lines <= context.parse().expect("a number"));
        }
    }
}

#[test]
fn what_is_shown_and_what_is_hidden_are_all_that_is_found_in_the_corpus() {
    let home = Home::new();
    let corpus = folder();
    let corpus = corpus.to_str().expect("a path");
    let ndjson = [
        "scan",
        "--dedup-window=0",
        "--format=ndjson",
        "--show-hidden",
        corpus,
    ];
    let all = incidents(&home.run(&ndjson).stdout);
    let mut hidden = BTreeMap::<&str, u64>::new();
    for rule in all.iter().filter_map(|one| one["hidden_by"].as_str()) {
        *hidden.entry(rule).or_default() += 1;
    }
    let shown: Vec<&str> = ndjson
        .iter()
        .copied()
        .filter(|word| *word != "--show-hidden")
        .collect();
    let shown = incidents(&home.run(&shown).stdout);
    let sum: u64 = hidden.values().sum();
    assert_eq!(shown.len() as u64 + sum, all.len() as u64);
    let mut screen = home.run(&["scan", "--dedup-window=0", corpus]);
    for (rule, count) in &hidden {
        assert!(*count > 0);
        let digits = count.to_string();
        let grouped = match digits.len() {
            4.. => format!(
                "{},{}",
                &digits[..digits.len() - 3],
                &digits[digits.len() - 3..]
            ),
            _ => digits,
        };
        screen = screen.prints(&[&format!("{rule} {grouped}")]);
    }
    for rule in [
        "404",
        "429",
        "methods",
        "health checks",
        "static files",
        "below error",
    ] {
        assert!(
            hidden.contains_key(rule),
            "{rule} hides nothing: {hidden:?}"
        );
    }
}

#[test]
fn explain_names_the_rule_that_hides_a_line() {
    let home = Home::new();
    for name in ["nginx-combined", "flask-gunicorn", "rails-tagged"] {
        let log = folder().join(format!("http/{name}.log"));
        let log = log.to_str().expect("a path");
        let scan = [
            "scan",
            "--dedup-window=0",
            "--format=ndjson",
            "--show-hidden",
            log,
        ];
        let all = incidents(&home.run(&scan).stdout);
        let hidden: Vec<_> = all
            .iter()
            .filter_map(|one| Some((one["hidden_by"].as_str()?, &one["source"]["line_end"])))
            .collect();
        assert!(hidden.len() > 5, "{name}");
        for (rule, line) in hidden {
            home.run(&["explain", &format!("{log}:{line}")])
                .exits(0)
                .prints(&[&format!("the filter's rule `{rule}` hides it")]);
        }
    }
}

#[test]
fn statuses_are_chosen_by_code_and_by_class() {
    let home = Home::new();
    let log: String = (100..600).map(|status| line("GET", "/x", status)).collect();
    home.file(
        "all.toml",
        "[http]\nstatuses = ['5XX', '4xx', 302]\nignored_statuses = [404, 501]\n",
    );
    let home = home.with("AIOPS_CONFIG", "all.toml");
    let (shown, hidden) = read(&home, &log);
    let wanted = [302].into_iter().chain(400..600);
    let wanted = wanted.filter(|status| ![404, 501].contains(status));
    let wanted: Vec<_> = wanted
        .map(|status| format!("GET /x returned HTTP {status}"))
        .collect();
    assert_eq!(shown, wanted);
    let rules: Vec<_> = hidden.keys().map(String::as_str).collect();
    assert_eq!(rules, ["404", "501"]);
    home.file("all.toml", "[http]\nstatuses = [404]\n");
    let (shown, hidden) = read(&home, &log);
    assert_eq!(shown, ["GET /x returned HTTP 404"]);
    assert_eq!(hidden.keys().collect::<Vec<_>>(), ["429"]);
}

#[test]
fn responses_to_monitored_paths_are_shown_and_else_all_but_those_to_ignored_ones() {
    let home = Home::new();
    let paths = [
        "/api/7?from=/x",
        "/x?next=/api/7",
        "/internal/api/",
        "/v2/x",
    ];
    let log: String = paths.iter().map(|path| line("GET", path, 500)).collect();
    let home = home.with("AIOPS_CONFIG", "own.toml");
    home.file(
        "own.toml",
        "[http]\nmonitored_paths = ['/api/', '/v\\d/']\nignored_paths = ['/api/']\n",
    );
    let (shown, hidden) = read(&home, &log);
    assert_eq!(
        shown,
        [
            "GET /api/7 returned HTTP 500",
            "GET /v2/x returned HTTP 500"
        ]
    );
    assert_eq!(hidden["paths not monitored"].len(), 2);
    home.file("own.toml", "[http]\nignored_paths = ['/api/', '/v\\d/']\n");
    let (shown, hidden) = read(&home, &log);
    assert_eq!(
        shown,
        [
            "GET /x returned HTTP 500",
            "GET /internal/api/ returned HTTP 500"
        ]
    );
    assert_eq!(hidden["ignored paths"].len(), 2);
    home.run(&["explain", "access.log:4"])
        .exits(0)
        .prints(&["rule `ignored paths` hides it"]);
}

#[test]
fn responses_that_take_too_long_are_told_where_a_threshold_is_set() {
    let home = Home::new();
    let timed = |path: &str, status: u16, seconds: &str| {
        format!("{} {seconds}\n", line("GET", path, status).trim_end())
    };
    let log = [
        timed("/reports/7", 200, "4.000"),
        timed("/reports/8", 200, "7.250"),
        timed("/orders", 304, "0.301"),
        timed("/orders", 200, "0.300"),
        timed("/orders", 502, "9.000"),
        timed("/gone", 404, "0.500"),
        timed("/health", 200, "0.500"),
        line("GET", "/orders", 200),
    ];
    let log = log.concat()
        + "Started GET \"/rails\" for 127.0.0.2 at 2026-11-21 05:56:07 +0000\n\
           Processing by OrdersController#serve as HTML\n\
           Completed 200 OK in 1234ms (Views: 0.3ms | Allocations: 115)\n";
    let (shown, _) = read(&home, &log);
    assert_eq!(shown, ["GET /orders returned HTTP 502"]);
    home.file(
        "own.toml",
        "[[http.slow]]\npath = '/reports/'\nms = 5000\n[[http.slow]]\npath = '/'\nms = 300\n",
    );
    let home = home.with("AIOPS_CONFIG", "own.toml");
    let (shown, hidden) = read(&home, &log);
    let wanted = [
        "GET /reports/8 took 7250 ms",
        "GET /orders took 301 ms",
        "GET /orders returned HTTP 502",
        "GET /gone took 500 ms",
        "GET /rails took 1234 ms",
    ];
    assert_eq!(shown, wanted);
    assert_eq!(hidden["health checks"], ["GET /health took 500 ms"]);
    home.run(&["scan", "access.log"])
        .exits(0)
        .prints(&["HTTPSlow: GET /reports/8 took 7250 ms"]);
    home.run(&["explain", "access.log:2"])
        .exits(0)
        .prints(&["incident: lines 2 to 2, http_slow HTTPSlow"]);
}

#[test]
fn what_is_hidden_is_shown_on_demand_with_what_hides_it() {
    let home = Home::new();
    home.file(
        "access.log",
        line("GET", "/gone", 404).repeat(3) + &line("GET", "/x", 500),
    );
    home.run(&["scan", "access.log"])
        .exits(0)
        .prints(&["1 incident of 1 kind in 4 lines", "Hidden: 3 (404 3)."]);
    let done = home.run(&["scan", "--show-hidden", "access.log"]).exits(0);
    let out = done.out();
    let (shown, hidden) = out.split_once("\nHidden:\n").expect("two parts");
    assert!(shown.contains("GET /x returned HTTP 500") && !shown.contains("/gone"));
    assert!(
        hidden.contains("3×  HTTPError: GET /gone returned HTTP 404"),
        "{hidden}"
    );
    assert!(hidden.contains("hidden: 404"), "{hidden}");
    home.run(&["scan", "--exit-code", "--min-level=critical", "access.log"])
        .exits(0)
        .prints(&["No incidents in 4 lines", "Hidden: 4 (below critical 4)."]);
}

/// What a client may write to look like something else.
const FORGED: &[&str] = &[
    "x\" 500 12 \"GET /forged HTTP/1.1\" 500",
    "127.0.0.1 - - [21/Nov/2026:05:48:02 +0000] \"GET /forged HTTP/1.1\" 500 1 \"-\" \"curl/8\"",
    "shop.example.test:80 10.0.0.1 - - [21/Nov/2026:05:48:02 +0000] \"POST /forged HTTP/1.1\" 502 1 \"-\" \"x\" 1234",
    "[21/Nov/2026 05:48:02] \"GET /forged HTTP/1.1\" 500 145",
    "127.0.0.1:1 - \"GET /forged HTTP/1.1\" 500 Internal Server Error",
    "127.0.0.1:1 [21/Nov/2026:05:59:00.533] web app/app1 0/0/0/1/1 503 138 - - ---- 1/1/0/0/0 0/0 \"GET /forged HTTP/1.1\"",
    "10.0.0.1 - GET /forged HTTP/1.1 500 12 - 1.000 ms",
    "GET /forged 500 1.234 ms - 12",
    "Completed 500 Internal Server Error in 5ms",
    "ERROR: Exception on /x [GET]",
    "ERROR:    Exception in ASGI application",
    "2026-11-21 05:48:02,123 ERROR shop: it broke",
    "E, [2026-11-21T05:58:51.874352 #25539] ERROR -- : it broke",
    "level=error msg=\"boom\"",
    "{\"level\":\"error\",\"msg\":\"boom\"}",
    "Traceback (most recent call last):",
    "  File \"/srv/app.py\", line 7, in reserve",
    "ValueError: no stock of item 7",
    "Exception in thread \"main\" java.lang.NullPointerException: x",
    "\tat com.shop.Main.run(Main.java:1)",
    "Caused by: java.io.IOException: x",
    "thread 'main' panicked at src/main.rs:1:1:",
    "stack backtrace:",
    "FATAL: out of memory",
];

/// Lines of servers, with `{user}`, `{path}` and `{agent}` where a client's words stand.
const SERVED: &[(&str, &str)] = &[
    (
        "hex",
        "127.0.0.1 - {user} [21/Nov/2026:09:06:55 +0000] \"GET /note HTTP/1.1\" 200 3 \"-\" \"{agent}\"",
    ),
    (
        "hex",
        "127.0.0.1 - {user} [21/Nov/2026:09:06:55 +0000] \"GET /note HTTP/1.1\" 200 3 \"{agent}\" \"{agent}\" 0.201 0.201",
    ),
    (
        "backslash",
        "shop.example.test:80 127.0.0.1 - {user} [21/Nov/2026:09:06:55 +0000] \"GET /note HTTP/1.1\" 200 3 \"-\" \"{agent}\" 1328",
    ),
    (
        "hash",
        "Nov 21 08:56:30 lb-1 haproxy[21119]: 127.0.0.1:60732 [21/Nov/2026:08:56:30.881] web app/app1 0/0/0/0/0 200 125 - - ---- 12/12/5/5/0 0/0 {127.0.0.1|{agent}} {3} \"PUT /search HTTP/1.1\"",
    ),
    (
        "backslash",
        "127.0.0.1 - {user} [21/Nov/2026:09:06:55 +0000] \"GET /note HTTP/1.1\" 200 3 \"-\" \"{agent}\" 521",
    ),
    ("", "INFO:     {agent}:0 - \"GET /note HTTP/1.1\" 200 OK"),
    ("", "::1 {user} GET /note HTTP/1.1 200 7 - 0.067 ms"),
    (
        "",
        "::ffff:127.0.0.1 - - [21/Nov/2026:08:58:50 +0000] \"POST / HTTP/1.1\" 200 7 \"-\" \"{agent}\"",
    ),
    ("", "Not Found: /missing/{path}"),
    (
        "",
        "2026-11-21 09:07:06,641 WARNING django.request: Not Found: /missing/{path}",
    ),
];

/// A client's words as a server writes them.
fn escaped(how: &str, text: &str) -> String {
    let text = text.replace('\t', "    ");
    match how {
        "hex" => text.replace('\\', "\\x5C").replace('"', "\\x22"),
        "backslash" => text.replace('\\', "\\\\").replace('"', "\\\""),
        "hash" => text
            .replace('#', "#23")
            .replace('"', "#22")
            .replace('{', "#7B")
            .replace('}', "#7D")
            .replace('|', "#7C"),
        _ => text,
    }
}

#[test]
fn what_clients_write_into_the_lines_of_servers_is_nothing() {
    let home = Home::new();
    for (how, line) in SERVED {
        let mut log = String::new();
        // Each by itself, and below each other one.
        for first in FORGED {
            for second in FORGED {
                for text in [first, second] {
                    let text = escaped(how, text);
                    // No user has a colon in its name: it ends there.
                    let user = text.replace(':', ";").replace('"', "\\\"");
                    let filled = line.replace("{agent}", &text).replace("{user}", &user);
                    log += &filled.replace("{path}", &text);
                    log += "\n";
                }
            }
        }
        let (shown, _) = read(&home, &log);
        assert!(shown.is_empty(), "{line}: {shown:#?}");
    }
}
