//! A node of a small peer-to-peer index; slog with slog-term's full format.
use slog::{crit, debug, error, info, o, warn, Drain, Logger};
use std::{fmt, sync::{Arc, Mutex}, thread};

#[derive(Debug)]
struct StoreErr {
    key: u64,
    source: std::io::Error,
}
impl fmt::Display for StoreErr {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "cannot load key {:#x}", self.key)
    }
}
impl std::error::Error for StoreErr {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

fn load(key: u64) -> Result<u64, StoreErr> {
    if key % 5 == 4 {
        let source = std::fs::read("data/keys/none").unwrap_err();
        return Err(StoreErr { key, source });
    }
    Ok(key ^ 0x2f)
}

fn bucket(log: &Logger, table: &Mutex<Vec<u64>>, peer: u64) {
    let mut t = table.lock().unwrap();
    let at = t.iter().position(|p| *p > peer);
    debug!(log, "peer placed"; "at" => ?at, "peer" => peer);
    let at = at.unwrap_or_else(|| unreachable!("peer {peer} lies behind the last bucket\n  table: {:?}\n  size:  {}", t, t.len()));
    t.insert(at, peer);
}

fn main() {
    let plain = slog_term::PlainSyncDecorator::new(std::io::stderr());
    let drain = slog_term::FullFormat::new(plain).use_custom_timestamp(slog_term::timestamp_utc).build().fuse();
    let root = Logger::root(drain, o!("node" => "n7"));
    info!(root, "node starts"; "version" => env!("CARGO_PKG_VERSION"), "peers" => 0);
    let table = Arc::new(Mutex::new(vec![40, 80, 120]));
    for round in 1..=3u64 {
        let log = root.new(o!("round" => round));
        for key in (round * 3)..(round * 3 + 3) {
            match load(key) {
                Ok(v) => info!(log, "key loaded"; "value" => v, "key" => key, "errors" => 0),
                Err(e) if round == 1 => warn!(log, "key not there, falling back to a peer"; "err" => %e, "cause" => %e.source),
                Err(e) => error!(log, "key lost: {e}"; "cause" => %e.source, "key" => key),
            }
        }
        let peers = [round * 17, round * 50];
        let hs: Vec<_> = peers.into_iter().map(|p| {
            let (l, t) = (log.new(o!("peer" => p)), table.clone());
            thread::Builder::new().name(format!("peer {p}: join")).spawn(move || {
                info!(l, "peer joins");
                bucket(&l, &t, p);
                info!(l, "peer joined, no error, panicked: false");
            }).unwrap().join()
        }).collect();
        let bad = hs.iter().filter(|h| h.is_err()).count();
        if bad > 0 {
            warn!(log, "peers gone"; "count" => bad);
        }
        if table.is_poisoned() {
            crit!(log, "table poisoned, node leaves the ring"; "peers" => peers.len(), "lost" => bad);
            break;
        }
    }
    info!(root, "node stops");
}
