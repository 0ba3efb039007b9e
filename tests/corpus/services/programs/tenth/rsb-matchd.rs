//! matchd: order books, one thread a symbol, over one shared journal that is flushed when the session ends.
use log::{info, warn, LevelFilter};
use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Default)]
struct Journal {
    entries: Vec<(String, i64)>,
}

struct Session {
    journal: Arc<Mutex<Journal>>,
}

impl Drop for Session {
    fn drop(&mut self) {
        let j = self.journal.lock().expect("journal lock while flushing");
        info!("session over, {} entries flushed", j.entries.len());
    }
}

#[derive(Debug, PartialEq, Clone, Copy)]
struct Depth {
    bid: i64,
    ask: i64,
}

fn apply(j: &mut Journal, symbol: &str, before: Depth, qty: i64) {
    j.entries.push((symbol.to_string(), qty));
    let after = Depth { bid: before.bid - qty, ask: before.ask };
    let replayed = j
        .entries
        .iter()
        .filter(|e| e.0 == symbol)
        .fold(before, |d, e| Depth { bid: d.bid - e.1, ask: d.ask });
    assert_eq!(after, replayed, "book of {symbol} differs from its journal\nentries: {}", j.entries.len());
}

fn setup_logger() -> Result<(), fern::InitError> {
    fern::Dispatch::new()
        .format(|out, message, record| {
            out.finish(format_args!(
                "{}[{}][{}] {}",
                chrono::Local::now().format("[%Y-%m-%d][%H:%M:%S]"),
                record.target(),
                record.level(),
                message
            ))
        })
        .level(LevelFilter::Debug)
        .chain(std::io::stdout())
        .apply()?;
    Ok(())
}

fn main() {
    setup_logger().unwrap();
    let session = Session { journal: Arc::default() };
    info!("session open");
    for (symbol, orders) in [("EURUSD", vec![5]), ("GBPUSD", vec![3, 4])] {
        let journal = session.journal.clone();
        let book = thread::Builder::new()
            .name(format!("book {symbol}"))
            .spawn(move || {
                for qty in orders {
                    let mut j = journal.lock().unwrap();
                    apply(&mut j, symbol, Depth { bid: 100, ask: 101 }, qty);
                    info!("{symbol}: {qty} matched");
                }
            })
            .unwrap();
        if book.join().is_err() {
            warn!("book of {symbol} closed early");
        }
    }
    let total: i64 = session.journal.lock().unwrap().entries.iter().map(|e| e.1).sum();
    info!("{total} lots matched");
}
