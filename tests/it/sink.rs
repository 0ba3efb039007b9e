//! Delivery to the platform over real sockets on loopback: what goes over the wire, and what becomes of each answer.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use aiops::heartbeat::{Heartbeat, Missed, Pulse};
use aiops::incident::{Incident, Kind, Request};
use aiops::sink::platform::{self, Pace, Settings};
use aiops::sink::{Delivery, Limits, Outcome, Platform, SendError, Sent, Sink, TimeOuts};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use serde_json::{Value, json};

/// Generous: only a defect waits this long.
const DEADLINE: Duration = Duration::from_secs(60);

/// The key that must be seen by nobody but the platform.
const KEY: &str = "key-0123456789-never-shown";

/// A request as the server saw it.
#[derive(Debug)]
struct Seen {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Value,
}

impl Seen {
    fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(key, _)| key == name)?;
        Some(value)
    }
}

/// Listens on a free port and hands each connection to `serve`.
fn listen(serve: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            serve(stream.expect("a connection"));
        }
    });
    format!("http://{address}")
}

/// A receiver that gives these answers in turn (status and headers), the last one for ever.
fn receiver(answers: Vec<(u16, Vec<String>)>) -> (String, Receiver<Seen>) {
    let server = tiny_http::Server::http("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", server.server_addr());
    let (told, seen) = unbounded();
    thread::spawn(move || {
        for (turn, mut request) in server.incoming_requests().enumerate() {
            let mut text = String::new();
            request.as_reader().read_to_string(&mut text).expect("text");
            let header = |header: &tiny_http::Header| {
                let name = header.field.as_str().as_str().to_ascii_lowercase();
                (name, header.value.as_str().to_owned())
            };
            let request_seen = Seen {
                method: request.method().to_string(),
                path: request.url().to_owned(),
                headers: request.headers().iter().map(header).collect(),
                body: serde_json::from_str(&text).expect("JSON"),
            };
            told.send(request_seen).ok();
            let (status, headers) = &answers[turn.min(answers.len() - 1)];
            let mut response = tiny_http::Response::from_string("{}").with_status_code(*status);
            for header in headers {
                response.add_header(header.parse::<tiny_http::Header>().expect("a header"));
            }
            request.respond(response).ok();
        }
    });
    (url, seen)
}

/// A receiver that only gives statuses.
fn statuses(statuses: &[u16]) -> (String, Receiver<Seen>) {
    receiver(
        statuses
            .iter()
            .map(|status| (*status, Vec::new()))
            .collect(),
    )
}

/// Reads one request to its end and gives its body's length.
fn read_request(stream: &TcpStream) -> usize {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).expect("a header") <= 2 {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length");
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).expect("the body");
    length
}

fn settings(url: &str) -> Settings {
    let lookup = |name: &str| match name {
        platform::API_KEY => Some(KEY.to_owned()),
        platform::URL => Some(format!("{url}/")),
        platform::SERVICE_NAME => Some("shop".to_owned()),
        platform::BASE_URL => Some("https://shop.example.com".to_owned()),
        _ => None,
    };
    Settings::resolve(lookup)
        .expect("sound settings")
        .expect("a key")
}

/// The platform in a hurry, but with all the time it needs where an answer comes.
fn platform_at(url: &str) -> Platform {
    let pace = Pace {
        time_outs: TimeOuts {
            connect: DEADLINE,
            read: DEADLINE,
        },
        waits: vec![Duration::from_millis(1); 2],
    };
    Platform::new(settings(url), pace)
}

/// A platform that soon loses its patience.
fn hasty_platform_at(url: &str) -> Platform {
    let pace = Pace {
        time_outs: TimeOuts {
            connect: DEADLINE,
            read: Duration::from_millis(200),
        },
        waits: vec![Duration::from_millis(1); 2],
    };
    Platform::new(settings(url), pace)
}

fn incident(id: &str) -> Incident {
    let trace = "Traceback (most recent call last):\n  File \"/srv/shop/app.py\", line 3, in pay\n";
    serde_json::from_value(json!({
        "schema": 1, "id": id, "fingerprint": "1:0", "kind": "exception", "language": "python",
        "level": "critical", "error_type": "shop.errors.PaymentError", "message": "no funds",
        "log_message": null, "errors": [],
        "stack_trace": format!("{trace}shop.errors.PaymentError: no funds"),
        "time": "2026-03-04T05:06:07Z", "seen_at": "2026-03-04T05:06:08Z", "logger": null,
        "thread": null, "process": null, "trace_id": null, "request": null,
        "source": {"path": "-", "line_start": 1, "line_end": 3, "offset_start": 0,
                   "offset_end": 99, "wrapper": null},
        "context": [], "occurrences": 1, "first_seen": "2026-03-04T05:06:07Z",
        "last_seen": "2026-03-04T05:06:07Z", "service": "shop", "environment": "staging",
        "host": "web-1", "truncated": false, "scrubbed": {}
    }))
    .expect("an incident")
}

/// Delivers incidents with nothing tried again after the row of tries but at the end, if at all.
fn deliver(platform: Platform, ids: &[&str]) -> Outcome {
    let delivery = Delivery::start(Box::new(platform), Limits::default()).expect("a thread");
    for id in ids {
        delivery.offer(incident(id)).expect("room");
    }
    delivery.drain(Instant::now() + DEADLINE)
}

fn count(seen: &Receiver<Seen>) -> usize {
    seen.try_iter().count()
}

/// The tries of one incident; those of the end are left out by not draining at all.
fn tries(platform: &Platform) -> (usize, SendError) {
    let mut tried = 0;
    loop {
        tried += 1;
        match platform.send(&incident("a1")) {
            Err(SendError::Later { .. }) if tried <= platform.waits().len() => {}
            Err(error) => return (tried, error),
            Ok(sent) => panic!("{sent:?} at try {tried}"),
        }
    }
}

#[test]
fn an_incident_is_posted_as_the_contract_says() {
    let (url, seen) = statuses(&[202]);
    let outcome = deliver(platform_at(&url), &["00ff00ff"]);
    assert_eq!(outcome.delivered, 1);
    let seen = seen.recv_timeout(DEADLINE).expect("a request");
    assert_eq!((&*seen.method, &*seen.path), ("POST", "/v1/sdk/exception"));
    assert_eq!(
        seen.header("authorization"),
        Some(&*format!("Bearer {KEY}"))
    );
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("idempotency-key"), Some("00ff00ff"));
    let agent = concat!("aiops/", env!("CARGO_PKG_VERSION"));
    assert_eq!(seen.header("user-agent"), Some(agent));
    let expected = json!({
        "service": "shop",
        "environment": "staging",
        "host": "web-1",
        "timestamp": 1_772_600_767,
        "signal_type": "exception",
        "status_code": 500,
        "request_path": null,
        "error_type": "PaymentError",
        "message": "no funds",
        "stack_trace": concat!(
            "Traceback (most recent call last):\n  File \"/srv/shop/app.py\", line 3, in pay\n",
            "shop.errors.PaymentError: no funds\n"
        ),
        "source": "process",
    });
    assert_eq!(seen.body, expected);
}

#[test]
fn loopback_traffic_never_goes_through_a_proxy_of_the_environment() {
    let (told, asked) = unbounded();
    let proxy = listen(move |_| told.send(()).expect("the test"));
    let mut child = Command::new(std::env::current_exe().expect("this test"));
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "http_proxy"] {
        child.env(name, &proxy);
    }
    let module = module_path!().split_once("::").expect("a module").1;
    let name = format!("{module}::an_incident_is_posted_as_the_contract_says");
    let output = child
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .args(["--exact", &name])
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
    assert!(asked.is_empty(), "the proxy was asked");
}

#[test]
fn a_heartbeat_is_posted_as_the_contract_says() {
    let (url, seen) = statuses(&[200]);
    platform_at(&url).heartbeat().expect("taken");
    let seen = seen.recv_timeout(DEADLINE).expect("a request");
    assert_eq!((&*seen.method, &*seen.path), ("POST", "/v1/sdk/heartbeat"));
    assert_eq!(
        seen.header("authorization"),
        Some(&*format!("Bearer {KEY}"))
    );
    assert_eq!(seen.header("content-type"), Some("application/json"));
    let mut body = seen.body;
    let now = chrono::Utc::now().timestamp();
    let timestamp = body["timestamp"].as_i64().expect("a number");
    assert!((now - 120..=now).contains(&timestamp), "{timestamp}");
    body["timestamp"] = Value::Null;
    let host = body["host"].take();
    assert!(!host.as_str().expect("a name").is_empty());
    let expected = json!({
        "service": "shop",
        "environment": "production",
        "host": null,
        "timestamp": null,
        "signal_type": "heartbeat",
        "status_code": null,
        "request_path": null,
        "base_url": "https://shop.example.com",
    });
    assert_eq!(body, expected);
}

#[test]
fn any_2xx_is_success_and_ends_the_tries() {
    for status in [200, 201, 202, 204, 299] {
        let (url, seen) = statuses(&[status]);
        let outcome = deliver(platform_at(&url), &["a", "b"]);
        assert_eq!((outcome.delivered, count(&seen)), (2, 2), "{status}");
    }
}

#[test]
fn a_receiver_in_trouble_is_tried_three_times_under_one_id() {
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let (url, seen) = statuses(&[status, status, 200]);
        let outcome = deliver(platform_at(&url), &["a1"]);
        assert_eq!(outcome.delivered, 1, "{status}");
        let ids: Vec<_> = seen.try_iter().collect();
        assert_eq!(ids.len(), 3, "{status}");
        for request in &ids {
            assert_eq!(request.header("idempotency-key"), Some("a1"));
        }
        let (url, seen) = statuses(&[status]);
        let (tried, error) = tries(&platform_at(&url));
        assert_eq!((tried, count(&seen)), (3, 3), "{status}");
        assert!(matches!(error, SendError::Later { .. }), "{status}");
    }
}

#[test]
fn an_incident_that_still_fails_waits() {
    let (url, seen) = statuses(&[500]);
    let outcome = deliver(platform_at(&url), &["a1"]);
    assert_eq!((outcome.delivered, outcome.waiting), (0, 1));
    assert_eq!(outcome.why_waiting.as_deref(), Some("HTTP 500"));
    // Its three tries, and one more if they were over before the end began.
    let tried = count(&seen);
    assert!((3..=4).contains(&tried), "{tried}");
}

#[test]
fn a_refused_connection_is_trouble() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let (tried, error) = tries(&platform_at(&url));
    assert_eq!(tried, 3);
    assert_eq!(error.to_string(), "connection refused");
    let outcome = deliver(platform_at(&url), &["a1", "a2"]);
    assert_eq!((outcome.delivered, outcome.waiting), (0, 2));
}

#[test]
fn a_cut_connection_is_trouble_and_the_next_try_may_succeed() {
    let (told, seen) = unbounded();
    let url = listen(move |mut stream| {
        read_request(&stream);
        told.send(()).expect("the test");
        match told.len() {
            1 => {}
            2 => stream.write_all(b"HTTP/1.1 20").expect("half an answer"),
            _ => {
                let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                stream.write_all(answer).expect("an answer");
            }
        }
    });
    let outcome = deliver(platform_at(&url), &["a1"]);
    assert_eq!((outcome.delivered, seen.len()), (1, 3));
}

#[test]
fn a_receiver_that_never_answers_is_trouble() {
    let (told, seen) = unbounded();
    let url = listen(move |stream| {
        // Held open, so that only a time-out ends the try.
        told.send(stream).expect("the test");
    });
    let (tried, error) = tries(&hasty_platform_at(&url));
    assert_eq!((tried, seen.len()), (3, 3));
    assert_eq!(error.to_string(), "no answer within the time-out");
}

#[test]
fn a_success_whose_body_breaks_off_is_a_success() {
    let url = listen(|mut stream| {
        read_request(&stream);
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{";
        stream.write_all(answer).expect("half an answer");
    });
    assert_eq!(platform_at(&url).send(&incident("a1")), Ok(Sent::Delivered));
}

#[test]
fn an_endless_answer_is_capped() {
    let (told, written) = bounded(1);
    let url = listen(move |mut stream| {
        read_request(&stream);
        let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n";
        stream.write_all(head).expect("a head");
        told.send(flood(&mut stream, 1_000_000_000))
            .expect("the test");
    });
    assert_eq!(platform_at(&url).send(&incident("a1")), Ok(Sent::Delivered));
    // The connection is given up, so most of the gigabyte cannot be written.
    let written = written.recv_timeout(DEADLINE).expect("the server ended");
    assert!(written < 100_000_000, "{written}");
}

#[test]
fn endless_headers_are_capped() {
    let (told, written) = unbounded();
    let url = listen(move |mut stream| {
        read_request(&stream);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nX-Endless: ")
            .expect("a head");
        told.send(flood(&mut stream, 1_000_000_000))
            .expect("the test");
    });
    let (tried, error) = tries(&platform_at(&url));
    assert_eq!(tried, 3);
    assert_eq!(error.to_string(), "the answer is not valid HTTP");
    for _ in 0..3 {
        let written = written.recv_timeout(DEADLINE).expect("the server ended");
        assert!(written < 100_000_000, "{written}");
    }
}

/// Writes until the other side has enough, and says how much that was.
fn flood(stream: &mut TcpStream, bytes: usize) -> usize {
    let block = vec![b'x'; 64 * 1024];
    let mut written = 0;
    while written < bytes && stream.write_all(&block).is_ok() {
        written += block.len();
    }
    written
}

#[test]
fn a_redirect_is_not_followed_and_final() {
    for status in [301, 302, 303, 307, 308] {
        let (elsewhere, stolen) = statuses(&[200]);
        let location = format!("Location: {elsewhere}/v1/sdk/exception");
        let (url, seen) = receiver(vec![(status, vec![location])]);
        let outcome = deliver(platform_at(&url), &["a1"]);
        assert_eq!((outcome.failed, count(&seen)), (1, 1), "{status}");
        assert_eq!(count(&stolen), 0, "{status}");
    }
}

#[test]
fn a_refused_incident_is_final_and_the_next_one_goes_on() {
    for status in [400, 404, 409, 422, 501] {
        let (url, seen) = statuses(&[status, 200]);
        let outcome = deliver(platform_at(&url), &["a1", "a2"]);
        assert_eq!((outcome.failed, outcome.delivered), (1, 1), "{status}");
        assert_eq!(outcome.reasons.get(&format!("HTTP {status}")), Some(&1));
        assert_eq!(count(&seen), 2, "{status}");
    }
}

#[test]
fn a_refused_key_pauses_the_receiver() {
    for status in [401, 403] {
        let (url, seen) = statuses(&[status]);
        let outcome = deliver(platform_at(&url), &["a1", "a2", "a3"]);
        assert_eq!((outcome.waiting, outcome.failed), (3, 0), "{status}");
        assert_eq!(count(&seen), 1, "{status}");
        let why = outcome.why_waiting.expect("a reason");
        assert_eq!(why, format!("HTTP {status}: the API key is refused"));
    }
}

#[test]
fn what_is_too_large_is_sent_once_more_and_smaller() {
    let (url, seen) = statuses(&[413, 200]);
    assert_eq!(deliver(platform_at(&url), &["a1"]).delivered, 1);
    let seen: Vec<_> = seen.try_iter().collect();
    assert_eq!(seen.len(), 2);
    let size = |seen: &Seen| seen.body.to_string().len();
    assert!(size(&seen[1]) < size(&seen[0]));
    assert_eq!(seen[1].header("idempotency-key"), Some("a1"));
    assert_eq!(seen[1].body["error_type"], "PaymentError");

    let (url, seen) = statuses(&[413]);
    let outcome = deliver(platform_at(&url), &["a1"]);
    assert_eq!((outcome.failed, count(&seen)), (1, 2));
    assert!(outcome.reasons.contains_key("HTTP 413"));
}

#[test]
fn a_retry_after_beyond_the_row_of_tries_ends_it() {
    for wait in ["3600", "1000000000", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        for status in [429, 503] {
            let (url, seen) = receiver(vec![(status, vec![format!("Retry-After: {wait}")])]);
            let outcome = deliver(platform_at(&url), &["a1", "a2"]);
            assert_eq!((outcome.waiting, count(&seen)), (2, 1), "{status}, {wait}");
        }
        let (url, _) = receiver(vec![(503, vec![format!("Retry-After: {wait}")])]);
        let Err(SendError::Later { after, .. }) = platform_at(&url).send(&incident("a1")) else {
            panic!("it was in trouble");
        };
        assert_eq!(after, Some(Duration::from_secs(3600)), "clamped to an hour");
    }
}

#[test]
fn a_retry_after_that_is_short_or_nonsense_leaves_the_tries_as_they_are() {
    for wait in ["0", "Sun, 06 Nov 1994 08:49:37 GMT", "soon", "-5"] {
        let trouble = (503, vec![format!("Retry-After: {wait}")]);
        let (url, seen) = receiver(vec![trouble.clone(), trouble, (200, Vec::new())]);
        let outcome = deliver(platform_at(&url), &["a1"]);
        assert_eq!((outcome.delivered, count(&seen)), (1, 3), "{wait}");
    }
}

#[test]
fn the_key_is_in_no_error_and_in_no_debug_text() {
    let mut texts = Vec::new();
    for status in [302, 400, 401, 413, 500] {
        let (url, _seen) = statuses(&[status]);
        let platform = platform_at(&url);
        let error = platform.send(&incident("a1")).expect_err("refused");
        texts.push(format!("{error} {error:?} {platform:?}"));
        let outcome = deliver(platform, &["a1"]);
        texts.push(format!("{outcome:?}"));
    }
    // A receiver that says the key back to us.
    let url = listen(|mut stream| {
        read_request(&stream);
        let answer = format!("HTTP/1.1 {KEY} {KEY}\r\n{KEY}: {KEY}\r\n\r\n{KEY}");
        stream.write_all(answer.as_bytes()).expect("an answer");
    });
    let error = platform_at(&url)
        .send(&incident("a1"))
        .expect_err("nonsense");
    texts.push(format!("{error} {error:?}"));
    for text in texts {
        assert!(!text.contains("0123456789"), "{text}");
    }
}

/// A heartbeat that beats to `url`, with its ticks.
fn beating(url: &str, pulse: &Arc<Pulse>) -> (Heartbeat, Sender<Instant>) {
    let (ticks, taken) = bounded(0);
    let platform = platform_at(url);
    let beat = move || {
        platform.heartbeat().map_err(|error| match error {
            SendError::Later { reason, .. } => Missed::Again(reason),
            SendError::Never { reason } | SendError::Paused { reason } => Missed::Final(reason),
        })
    };
    let waits = vec![Duration::ZERO; 2];
    let heartbeat = Heartbeat::start(Arc::clone(pulse), taken, waits, beat).expect("a thread");
    (heartbeat, ticks)
}

#[test]
fn heartbeats_arrive_at_once_and_at_each_tick_but_not_when_stuck() {
    let (url, seen) = statuses(&[200]);
    let pulse = Arc::new(Pulse::new());
    let (heartbeat, ticks) = beating(&url, &pulse);
    let tick = || ticks.send_timeout(Instant::now(), DEADLINE).expect("taken");
    let arrives = || {
        let seen = seen.recv_timeout(DEADLINE).expect("a heartbeat");
        assert_eq!(seen.body["signal_type"], "heartbeat");
    };
    arrives();
    for _ in 0..3 {
        pulse.moved();
        tick();
        arrives();
    }
    // A tick is taken only when the one before it is done with: five of them, and nothing may have arrived.
    for _ in 0..5 {
        tick();
    }
    assert!(seen.is_empty(), "the same block is no work");
    pulse.waiting();
    tick();
    arrives();
    drop(heartbeat);
}

#[test]
fn heartbeats_are_tried_again_until_they_arrive() {
    let (url, seen) = statuses(&[503, 503, 200, 401, 200]);
    let pulse = Arc::new(Pulse::new());
    pulse.waiting();
    let (_heartbeat, ticks) = beating(&url, &pulse);
    // The first beat takes three tries; the second is refused and not tried again; the third arrives.
    for _ in 0..3 {
        seen.recv_timeout(DEADLINE).expect("a try");
    }
    for _ in 0..2 {
        ticks.send_timeout(Instant::now(), DEADLINE).expect("taken");
        seen.recv_timeout(DEADLINE).expect("a heartbeat");
    }
    ticks.send_timeout(Instant::now(), DEADLINE).expect("taken");
    seen.recv_timeout(DEADLINE).expect("a heartbeat");
    assert!(seen.is_empty());
}

/// Keys and the JSON type of each value that is not null.
fn shape(body: &Value) -> Vec<(&String, &'static str)> {
    let kind = |value: &Value| match value {
        Value::Null => "null",
        Value::String(_) => "string",
        Value::Number(number) if number.is_i64() => "integer",
        _ => "something else",
    };
    let body = body.as_object().expect("an object");
    body.iter().map(|(key, value)| (key, kind(value))).collect()
}

#[test]
fn bodies_have_the_shape_of_the_published_clients() {
    let identity = settings("http://127.0.0.1").identity;
    let mut record = incident("a1");
    record.log_message = Some("cannot pay".to_owned());
    let response = Incident {
        kind: Kind::HttpError,
        request: Some(Request {
            path: Some("/orders".to_owned()),
            status: Some(500),
            ..Request::default()
        }),
        ..incident("a1")
    };
    let ours = [
        platform::body(&incident("a1"), &identity).expect("an exception"),
        platform::body(&record, &identity).expect("a record"),
        platform::body(&response, &identity).expect("a response"),
        platform::heartbeat_body(&identity, Some("https://shop.example.com"), 1_700_000_000),
    ];
    let mut compared = [0; 4];
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sdk");
    for entry in std::fs::read_dir(folder).expect("the recordings") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("text");
        let recording: Value = serde_json::from_str(&text).expect("JSON");
        let log = recording["log"].as_str().expect("a name");
        assert!(path.with_file_name(log).exists(), "{log}");
        for theirs in recording["bodies"].as_array().expect("a list") {
            let same = |our: &Value| our["signal_type"] == theirs["signal_type"];
            let at = ours.iter().position(same).expect("a signal of ours");
            assert_eq!(shape(&ours[at]), shape(theirs), "{}", path.display());
            compared[at] += 1;
        }
    }
    assert!(compared.iter().all(|count| *count > 0), "{compared:?}");
}
