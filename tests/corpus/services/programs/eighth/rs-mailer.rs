// mail queue: flexi_logger's opt/detailed format, panics written to the log by log-panics (with backtrace)
use flexi_logger::{Logger, detailed_format};
use log::{debug, error, info, warn};
use std::{thread, time::Duration};

#[derive(Debug)]
#[allow(dead_code)]
struct Bounce { to: &'static str, code: u16 }

fn deliver(n: usize) -> Result<(), Bounce> {
    match n { 6 => Err(Bounce { to: "nobody@example.org", code: 550 }), _ => Ok(()) }
}

fn sender(id: usize) {
    for n in 0..9 {
        debug!("queue {id}: message {n}, attempts=1, last_error=None");
        if id == 1 && n == 6 { deliver(n).unwrap(); }
        if id == 2 && n == 3 {
            warn!("queue {id}: smtp answered \"451 Error: try later\", will retry");
            continue;
        }
        if id == 2 && n == 7 {
            error!("queue {id}: message {n} lost\n  reason: disk quota\n  saved: false");
            continue;
        }
        info!("queue {id}: message {n} delivered in {} ms, panicked=false", n * 3 + 11);
    }
    if id == 3 { let slots: [u8; 4] = [0; 4]; let k = slots.len() + id; debug!("slot {k}"); info!("slot {}", slots[std::hint::black_box(k)]); }
}

fn main() {
    let _l = Logger::try_with_str("debug").unwrap().format(detailed_format).start().unwrap();
    log_panics::Config::new().backtrace_mode(log_panics::BacktraceMode::Resolved).install_panic_hook();
    info!("mailer up, backtrace mode: resolved");
    for id in 1..=3 {
        let t = thread::Builder::new().name(format!("queue-{id}")).spawn(move || sender(id)).unwrap();
        let r = t.join();
        thread::sleep(Duration::from_millis(20));
        info!("queue {id} {}", if r.is_ok() { "drained" } else { "closed" });
    }
    info!("mailer down");
}
