//! Sensor ingest: a reader, a writer with a transaction guard, slog with nested loggers, printed by slog-term's full format.
use slog::{crit, error, info, o, warn, Drain, Logger};
use std::{collections::BTreeMap, thread, time::Duration};

struct Transaction<'a> {
    log: &'a Logger,
    rows: Vec<(u32, f64)>,
    committed: bool,
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.committed {
            warn!(self.log, "transaction dropped, rolling back"; "rows" => self.rows.len());
            let last = self.rows.iter().map(|r| r.0).max();
            assert!(last.is_none(), "rollback of {} rows is not implemented", self.rows.len());
        }
    }
}

fn write(log: &Logger, batch: &[(u32, &str)]) -> usize {
    let mut tx = Transaction { log, rows: vec![], committed: false };
    for (sensor, v) in batch {
        let v: f64 = v.parse().unwrap_or_else(|e| panic!("sensor {sensor}: value {v:?}: {e}"));
        tx.rows.push((*sensor, v));
    }
    tx.committed = true;
    tx.rows.len()
}

fn main() {
    let deco = slog_term::PlainDecorator::new(std::io::stderr());
    let drain = slog_term::FullFormat::new(deco).build().fuse();
    let drain = std::sync::Mutex::new(drain).fuse();
    let root = Logger::root(drain, o!("service" => "ingest", "shard" => 3));
    info!(root, "starting"; "version" => env!("CARGO_PKG_VERSION"));
    let _guard = slog_scope::set_global_logger(root.new(o!("scope" => "global")));

    let reader = {
        let log = root.new(o!("part" => "reader"));
        thread::Builder::new()
            .name("reader: tty/S1".into())
            .spawn(move || {
                let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
                for n in 0..18u32 {
                    *seen.entry(n % 3).or_default() += 1;
                    info!(log, "frame"; "sensor" => n % 3, "error" => "none", "crc_errors" => 0);
                    if n == 11 {
                        error!(log, "framing error, line resynchronised"; "lost_bytes" => 17, "sensor" => 2);
                    }
                    thread::sleep(Duration::from_millis(4));
                }
                info!(log, "end of stream"; "panic_count" => 0);
                let rate = 60_000 / seen.get(&3).copied().unwrap_or(1);
                info!(log, "rate"; "per_minute" => rate);
            })
            .unwrap()
    };
    let r = reader.join();
    slog_scope::info!("reader gone"; "ok" => r.is_ok());
    if r.is_err() {
        crit!(root, "no reader left, draining what is queued"; "queued" => 4);
    }
    let log = root.new(o!("part" => "writer", "table" => "reading"));
    let n = write(&log, &[(1, "20.5"), (2, "21.25")]);
    info!(log, "batch written"; "rows" => n);
    let n = write(&log, &[(1, "20.75"), (2, "21.0"), (3, "N/A")]);
    info!(log, "batch written"; "rows" => n);
}
