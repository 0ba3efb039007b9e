//! One panic (or death) for each argument. Standard library only, so that old compilers build it too.
mod basket;
mod lines;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::thread;

#[derive(Debug)]
#[allow(dead_code)]
struct Rejected {
    order: u32,
    reason: Reason,
    items: Vec<String>,
}

#[derive(Debug)]
#[allow(dead_code)]
enum Reason {
    OutOfStock { sku: String, left: u8 },
    Closed,
}

#[derive(Debug, PartialEq, Clone)]
struct Price {
    cents: u64,
    currency: String,
    notes: Vec<&'static str>,
}

fn price(cents: u64) -> Price {
    Price { cents, currency: "EUR".to_string(), notes: vec!["incl. tax", "rounded"] }
}

fn rejected() -> Result<(), Rejected> {
    Err(Rejected {
        order: 7741,
        reason: Reason::OutOfStock { sku: "TEA-20".to_string(), left: 3 },
        items: vec!["tea".to_string(), "pot".to_string()],
    })
}

fn parse(text: &str) -> Result<i32, std::num::ParseIntError> {
    text.parse::<i32>()
}

#[inline(never)]
fn hide<T>(x: T) -> T {
    *Box::new(x)
}

/// Prints a panic inside a Drop while another one unwinds.
struct Lock(&'static str);
impl Drop for Lock {
    fn drop(&mut self) {
        if thread::panicking() {
            panic!("lock {} was still held", self.0);
        }
    }
}

/// Panics in a destructor, first unwinding.
struct Flush;
impl Drop for Flush {
    fn drop(&mut self) {
        let buffer: Option<Vec<u8>> = None;
        let bytes = buffer.expect("buffer was already flushed");
        drop(bytes);
    }
}

struct Broken;
impl fmt::Display for Broken {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        panic!("cannot display a broken thing")
    }
}

extern "C" fn callback(code: i32) -> i32 {
    if code > 3 {
        panic!("callback refused code {}", code);
    }
    code
}

fn depth(n: u64) -> u64 {
    let page = hide([n; 64]);
    if n == u64::MAX {
        return page[3];
    }
    depth(n + 1) + page[0]
}

fn named(name: &str, f: fn()) {
    let worker = thread::Builder::new().name(name.to_string()).spawn(f).unwrap();
    let _ = worker.join();
}

fn say(text: &str) {
    println!("{}", text);
}

/// The usual faults, one after the other, each caught.
fn round(talk: bool) {
    let jobs = [
        "index", "slice", "overflow", "divide", "shift", "refcell", "utf8", "unwrap-none", "expect-err", "unreachable", "todo-plain", "unimplemented",
        "assert", "any", "map-index",
    ];
    for job in jobs {
        if talk {
            println!("job {} begins", job);
        }
        if std::panic::catch_unwind(|| run(job)).is_err() && talk {
            println!("job {} failed, next one", job);
        }
    }
}

fn main() {
    let what = std::env::args().nth(1).unwrap_or_default();
    match what.as_str() {
        "round" => round(true),
        "round-quiet" => round(false),
        other => run(other),
    }
}

#[allow(clippy::too_many_lines)]
fn run(what: &str) {
    match what {
        "plain" => panic!("till is empty"),
        "format" => {
            let (till, cents) = (3, -250);
            panic!("till {till} is at {cents} cents: 100% wrong");
        }
        "empty" => panic!(""),
        "blank-first" => panic!("\nthe first line is empty"),
        "any" => std::panic::panic_any(4711_u32),
        "lines" => panic!("invalid order\n  - no customer\n  - total: -3\n\nPlease look at the form:\n\tfield=customer\nand try again"),
        "names-other" => panic!("upstream said: ValueError: invalid literal for int() with base 10: 'x'"),
        "python-inside" => panic!("{}", lines::PYTHON),
        "java-inside" => panic!("{}", lines::JAVA),
        "panicked-inside" => panic!("child 12 died: thread 'main' panicked at 'no such shelf', src/shelf.rs:9:5"),
        "panicked-inside-lines" => panic!("{}", lines::CHILD),
        "note-inside" => panic!("see the manual\nnote: restart the till afterwards\nnote: then call us"),
        "stack-inside" => panic!("worker gave up\nstack backtrace:\n   0: not_really\n             at nowhere.rs:1:1\nthat was its stack"),
        "log-inside" => panic!("last lines of the worker:\n2026-03-01T10:00:00Z INFO worker started\n2026-03-01T10:00:01Z ERROR worker failed"),
        "long" => panic!("{}", "bad bytes ".repeat(60)),
        "unicode" => panic!("Käse für 3 € ist aus — \u{1F9C0} «fromage»"),
        "control" => panic!("found a tab\tand a \u{1b}[31mred\u{1b}[0m word"),
        "trailing" => panic!("the line ends with blanks and a line break   \n"),

        "assert" => {
            let left = hide(3);
            assert!(left > 5);
        }
        "assert-msg" => {
            let left = hide(3);
            assert!(left > 5, "only {} pots of tea left", left);
        }
        "assert-eq" => assert_eq!(hide(2) + 2, 5),
        "assert-eq-msg" => assert_eq!(hide("tea"), "coffee", "wrong drink for order {}", 12),
        "assert-eq-msg-lines" => assert_eq!(hide(1), 2, "the ledger does not add up:\ncash: 1\ncard: 1"),
        "assert-ne" => assert_ne!(hide(7), 7, "the number must change"),
        "assert-eq-string-lines" => assert_eq!(hide("a\nb"), "a\n\nb"),
        "assert-pretty" => {
            let (a, b) = (price(250), price(205));
            assert!(a == b, "prices differ\n  left: {:#?},\n right: {:#?}", a, b);
        }
        "debug-assert" => debug_assert!(hide(1) == 2, "checked in debug builds only"),
        "unwrap-none" => {
            let shelves: HashMap<&str, u32> = HashMap::new();
            println!("{}", shelves.get("tea").unwrap());
        }
        "unwrap-err" => rejected().unwrap(),
        "unwrap-pretty" => {
            if let Err(e) = rejected() {
                panic!("order failed: {:#?}", e)
            }
        }
        "expect-err" => println!("{}", parse("12 pots").expect("quantity must be a number")),
        "expect-io" => drop(std::fs::File::open("/srv/none/orders.csv").expect("orders.csv")),
        "unwrap-err-ok" => println!("{}", parse("12").unwrap_err()),
        "index" => {
            let prices = hide(vec![1, 2, 3]);
            println!("{}", prices[hide(99)]);
        }
        "slice" => {
            let prices = hide(vec![1, 2, 3]);
            println!("{:?}", &prices[hide(2)..hide(1)]);
        }
        "map-index" => {
            let stock: HashMap<&str, u32> = HashMap::new();
            println!("{}", stock["tea"]);
        }
        "overflow" => {
            let n: u8 = hide(255);
            println!("{}", n + 1);
        }
        "negate" => println!("{}", hide(0_usize) - 1),
        "divide" => println!("{}", 12 / hide(0)),
        "remainder" => println!("{}", 12 % hide(0)),
        "shift" => println!("{}", 1_u32 << hide(40)),
        "refcell" => {
            let cell = RefCell::new(1);
            let _a = cell.borrow_mut();
            let _b = cell.borrow_mut();
        }
        "refcell-read" => {
            let cell = RefCell::new(1);
            let _a = cell.borrow_mut();
            println!("{}", cell.borrow());
        }
        "utf8" => println!("{}", &hide("Käse")[0..2]),
        "utf8-vec" => println!("{}", String::from_utf8(vec![75, 195, 40]).unwrap()),
        "unreachable" => match hide(9) {
            1 => {}
            n => unreachable!("no such state: {}", n),
        },
        "unreachable-plain" => unreachable!(),
        "todo" => todo!("refunds in other currencies"),
        "todo-plain" => todo!(),
        "unimplemented" => unimplemented!("gift cards"),
        "poison" => {
            let till = std::sync::Arc::new(std::sync::Mutex::new(0));
            let other = till.clone();
            let _ = thread::spawn(move || {
                let _guard = other.lock().unwrap();
                panic!("till jammed");
            })
            .join();
            *till.lock().unwrap() += 1;
        }
        "capacity" => drop(Vec::<u64>::with_capacity(hide(usize::MAX))),
        "duration" => println!("{:?}", std::time::Duration::from_secs(1) - hide(std::time::Duration::from_secs(2))),
        "channel" => {
            let (tx, rx) = std::sync::mpsc::channel::<u8>();
            drop(rx);
            tx.send(1).unwrap();
        }
        "deep" => basket::checkout(&["tea:250", "pot:ninety"]),
        "generic" => basket::each(vec!["tea:250", "cup:"], |l| basket::line(l).1),

        "unnamed" => drop(thread::spawn(|| panic!("worker without a name")).join()),
        "name-spaces" => named("price list import", || panic!("no header in file")),
        "name-quotes" => named("import \"prices.csv\"", || panic!("no header in \"prices.csv\"")),
        "name-apostrophe" => named("baker's oven 'n 1", || panic!("it's too hot")),
        "name-colon" => named("shop::tills: 3/7 (front)", || panic!("drawer open")),
        "name-error" => named("ValueError: x", || panic!("invalid literal")),
        "name-panicked" => named("panicked at noon", || panic!("out of lunch")),
        "name-rust-old" => named("main' panicked at 'x', a.rs:1:1", || panic!("who named it so?")),
        "name-unicode" => named("Käsetheke-1", || panic!("aus")),
        "name-brackets" => named("[INFO] worker-2", || panic!("level in the name")),
        "name-lines" => named("two\nlines", || panic!("name of two lines")),
        "join" => {
            let worker = thread::Builder::new().name("importer".to_string()).spawn(|| {
                let rows: Vec<u8> = Vec::new();
                rows[hide(3)]
            });
            println!("{}", worker.unwrap().join().unwrap());
        }
        "join-expect" => {
            let worker = thread::spawn(|| rejected().unwrap());
            worker.join().expect("the importer must not fail");
        }
        "scope" => {
            let orders = ["1", "two", "3"];
            thread::scope(|s| {
                for (i, o) in orders.iter().enumerate() {
                    s.spawn(move || {
                        thread::sleep(std::time::Duration::from_millis(40 * i as u64));
                        println!("order {}", parse(o).unwrap())
                    });
                }
            });
        }
        "scope-two" => thread::scope(|s| {
            let a = s.spawn(|| panic!("first till failed"));
            let _ = a.join();
            s.spawn(|| panic!("second till failed"));
        }),
        "catch" => {
            for o in ["1", "two", "3", "", "5"] {
                match std::panic::catch_unwind(|| parse(o).unwrap()) {
                    Ok(n) => println!("order {} packed", n),
                    Err(_) => println!("order {:?} skipped", o),
                }
            }
        }
        "resume" => {
            let caught = std::panic::catch_unwind(|| panic!("caught once"));
            println!("going on with the same payload");
            std::panic::resume_unwind(caught.unwrap_err());
        }
        "rethrow" => {
            let caught = std::panic::catch_unwind(|| panic!("printer on fire")).unwrap_err();
            let text = caught.downcast_ref::<&str>().unwrap().to_string();
            panic!("the day is over: {}", text);
        }

        "drop-unwinding" => {
            let _lock = Lock("till-3");
            panic!("no change left");
        }
        "drop" => {
            let _flush = Flush;
            println!("packing done");
        }
        "drop-two" => {
            let _first = Lock("outer");
            let _second = Flush;
            println!("packing done");
        }
        "display" => {
            panic!("cannot pack: {}", Broken)
        }
        "extern" => println!("{}", callback(hide(4))),
        "hook-panics" => {
            std::panic::set_hook(Box::new(|_| panic!("the hook fails too")));
            panic!("first of two");
        }
        "thread-local" => {
            struct Late;
            impl Drop for Late {
                fn drop(&mut self) {
                    panic!("too late to be dropped");
                }
            }
            thread_local!(static LATE: Late = Late);
            let _ = thread::spawn(|| LATE.with(|_| println!("thread ends"))).join();
        }

        "abort" => {
            println!("opening till 1");
            eprintln!("till 1 does not answer, giving up");
            std::process::abort()
        }
        "exit" => {
            println!("0 errors, 0 panics");
            eprintln!("Error: 0");
            eprintln!("Error: none");
            eprintln!("errors: 0");
            eprintln!("last panicked order: none; panicked = false");
            eprintln!("stack backtrace: off");
            eprintln!("note: run with `SHOP_DEBUG=1` environment variable to see more");
            println!("thread 'main' finished");
            println!("till 'main' panicked at noon when the lights went out");
            println!("Caused by: nobody");
            std::process::exit(3)
        }
        "stack" => println!("{}", depth(0)),
        "stack-thread" => named("tree walker", || println!("{}", depth(0))),
        "alloc" => {
            println!("reading price list");
            let n: usize = hide(1 << 46);
            let list = vec![1_u8; n];
            println!("{}", list.len());
        }

        "io-safety" => {
            use std::os::unix::io::FromRawFd;
            println!("closing the drawer");
            drop(unsafe { std::fs::File::from_raw_fd(hide(777)) });
        }
        "ub-check" => {
            let prices = hide(vec![1, 2, 3]);
            println!("{}", unsafe { prices.get_unchecked(hide(9)) });
        }
        "null" => {
            let p: *const u32 = hide(std::ptr::null());
            println!("{}", unsafe { *p });
        }

        "hook-log" => {
            let began = std::time::Instant::now();
            let stamp = |level: &str| format!("[{:>4} ms] {:5} shop:", began.elapsed().as_millis(), level);
            eprintln!("{} started", stamp("INFO"));
            std::panic::set_hook(Box::new(move |info| {
                eprintln!("{} a worker ended early: {}", format!("[{:>4} ms] {:5} shop:", began.elapsed().as_millis(), "INFO"), info);
            }));
            let _ = thread::spawn(|| panic!("shelf 3 is missing")).join();
            eprintln!("{} going on", stamp("INFO"));
        }
        "hook-short" => {
            std::panic::set_hook(Box::new(|info| {
                let place = info.location().unwrap();
                eprintln!("oops, something went wrong at {}:{}", place.file(), place.line());
            }));
            panic!("not shown");
        }
        "service" => {
            say("shop 0.3.1 starting, pid file /run/shop.pid");
            say("listening on 127.0.0.1:8080");
            for id in 1..=4_u32 {
                say(&format!("request {} GET /orders/{} 200 3ms", id, id * 11));
                if id % 2 == 0 {
                    let w = thread::Builder::new().name(format!("http-{}", id)).spawn(move || {
                        assert_eq!(id * 11, hide(id * 10), "order number of request {}", id);
                    });
                    let _ = w.unwrap().join();
                    say(&format!("request {} closed by peer", id));
                }
            }
            say("no more requests, 0 errors");
        }
        "slow" => {
            let who = std::env::args().nth(2).unwrap_or_default();
            for i in 1..=3 {
                println!("{} step {}", who, i);
                thread::sleep(std::time::Duration::from_millis(20));
            }
            basket::checkout(&["tea:250", "pot:ninety"]);
        }
        other => {
            eprintln!("usage: panics CONSTRUCT ({:?} is none)", other);
            std::process::exit(2);
        }
    }
}
