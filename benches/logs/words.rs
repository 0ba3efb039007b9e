//! What programs say: ordinary messages, warnings, decoys, and how variables are filled in.

use std::fmt::Write;

use super::rng::Rng;

/// `{n}` is a small number, `{k}` a bigger one, `{id}` a big one, `{s}` seconds with a fraction, `{h}` eight
/// hexadecimal digits, `{u}` a UUID, `{a}` an address, `{w}` a thing.
pub(super) const ORDINARY: &[&str] = &[
    "order {id} booked for customer {k} in {n} ms",
    "GET /orders/{id} 200 {n}ms",
    "GET /static/app.{h}.js 304 {n}ms",
    "POST /carts/{u}/items 201 {n}ms",
    "PUT /shelves/{n}/items/{id} 204 {n}ms",
    "shelf {n} holds {k} {w}, {n} more on the way",
    "session {u} opened from {a}",
    "session {u} closed after {s} s",
    "parcel {id} weighs {s} kg, label {h} printed",
    "cache: {k} entries, {n} evicted, hit rate 0.{k}",
    "checkpoint complete: wrote {k} buffers ({s}%); write={s} s, sync={s} s",
    "picked {n} {w} from shelf {n} for order {id}",
    "worker {n} took job {u} from queue default, {k} waiting",
    "job {u} done in {s} s",
    "connection received: host={a} port={k}",
    "connection authorized: user=shop database=shop application_name=web-{n}",
    "fetched https://stock.example/v2/items/{id}?page={n}&size=50 in {n} ms",
    "customer {k} logged in from {a}",
    "invoice {id} sent to customer {k}, {s} EUR",
    "heap {k} MiB of 4096 MiB, {n} threads, load {s}",
    "Scheduled task settle ran in {s} s and booked {k} orders",
    "SELECT id, items, dock FROM shelf WHERE id = {id} AND items > {n}; -- {s} ms",
    "received {k} bytes from {a}:{k}, queue length {n}",
    "sync of branch {h} with depot {n}: {k} objects, {s} MB",
    "temperature of cold room {n} is {s} degrees",
    "route /orders/{id} matched by OrderHandler, locale de_DE, trace {h}{h}",
    "config reloaded from /etc/shop/shop.toml, {n} values changed",
    "stock of {w} is {k}, next delivery on dock {n}",
    "rotated /var/log/shop/app.log, kept {n} files",
    "tick {id}",
];

pub(super) const WARNINGS: &[&str] = &[
    "slow query: {s} s for shelf {n}",
    "stock of {w} runs low: {n} left",
    "queue default has {k} jobs waiting",
    "GET /orders/{id} 404 {n}ms",
    "disk /var is {n}% full",
    "pool of connections is at {n} of 100",
];

/// No failures, though they sound like some.
pub(super) const DECOYS: &[&str] = &[
    "nightly check: 0 errors, {k} orders",
    "error_rate=0.000 requests={k} p99={n}",
    "GET /error/Handler.java 200 {n}ms",
    "GET /docs/errors/panic.html 200 {n}ms",
    "last run: ERROR: 0, FATAL: 0, skipped {n}",
    "error budget is at {n}%",
    "{n} tests passed, 0 failed, 0 errors",
    "exception handler installed for worker {n}",
    "no exceptions in the last {n} minutes",
    "search for \"NullPointerException\" gave {k} articles",
    "customer {k} bought 'Don't panic' ({w})",
    "stderr of job {u} is empty",
    "errno of probe {n} is 0",
    "fatal_count=0 error_count=0 warn_count={n}",
    "alerting rule HighErrorRate evaluated in {s} s",
    "circuit breaker closed: 0 of {k} calls failed",
    "loaded class com.example.shop.OrderException$Kind in {n} ms",
    "Traceback is the name of album {id}",
    "critical path of build {id}: {s} s",
    "terror, mirror and ferry are {n} words with err",
];

const THINGS: &[&str] = &["apples", "lamps", "kettles", "chairs", "stamps", "bolts"];

/// All words of these that are letters.
pub(super) fn alone() -> Vec<&'static str> {
    let texts = [ORDINARY, WARNINGS, DECOYS].concat();
    let words = texts.into_iter().flat_map(|text| text.split(' '));
    let is_word = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    words.filter(is_word).collect()
}

/// Appends `template` with its variables filled in.
pub(super) fn fill(out: &mut String, template: &str, rng: &mut Rng) {
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, tail)) = rest[1..].split_once('}') else {
            break;
        };
        let drawn = rng.next();
        let done = match name {
            "n" => write!(out, "{}", drawn % 99 + 1),
            "k" => write!(out, "{}", drawn % 9_900 + 100),
            "id" => write!(out, "{}", drawn % 9_900_000 + 100_000),
            "s" => write!(out, "{}.{:03}", drawn % 90, (drawn >> 32) % 1_000),
            "h" => write!(out, "{:08x}", drawn >> 32),
            "u" => {
                let more = rng.next();
                write!(
                    out,
                    "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
                    drawn >> 32,
                    drawn >> 8 & 0xffff,
                    more & 0xfff,
                    more >> 12 & 0xfff,
                    more >> 16 & 0xffff_ffff_ffff
                )
            }
            "a" => write!(
                out,
                "10.{}.{}.{}",
                drawn % 4,
                (drawn >> 8) % 250,
                (drawn >> 16) % 250
            ),
            "w" => write!(out, "{}", THINGS[(drawn % THINGS.len() as u64) as usize]),
            // No variable: a brace of the text.
            _ => {
                out.push('{');
                rest = &rest[1..];
                continue;
            }
        };
        debug_assert!(done.is_ok());
        rest = tail;
    }
    out.push_str(rest);
}
