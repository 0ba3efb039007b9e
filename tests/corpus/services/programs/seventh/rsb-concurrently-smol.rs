//! relay api|worker: two processes of one product, started together in development by `concurrently`.
use async_executor::Executor;
use futures_lite::future;
use log::{error, info, warn};
use std::{panic, sync::Arc, thread, time::Duration};

#[derive(Debug)]
#[allow(dead_code)]
enum Frame {
    Hello { peer: u16 },
    Data(Vec<u8>),
}

fn decode(raw: &[u8]) -> Frame {
    match raw[0] {
        0 => Frame::Hello { peer: u16::from_be_bytes(raw[1..3].try_into().unwrap()) },
        1 => Frame::Data(raw[1..].to_vec()),
        k => unreachable!("frame kind {k:#04x}\nraw: {raw:02x?}"),
    }
}

async fn checksum(data: Vec<u8>) -> u8 {
    assert_eq!(data.len() % 4, 0, "frame of {} bytes is not padded", data.len());
    data.iter().fold(0u8, |a, b| a.wrapping_add(*b))
}

fn api() {
    let (tx, rx) = async_channel::bounded::<Vec<u8>>(8);
    let ex = Arc::new(Executor::new());
    for n in 0..2 {
        let ex = ex.clone();
        thread::Builder::new()
            .name(format!("smol-{n}"))
            .spawn(move || loop {
                // as in the book: a panicking task must not take its thread away
                let r = panic::catch_unwind(|| future::block_on(ex.run(future::pending::<()>())));
                if r.is_err() {
                    error!("executor thread smol-{n} caught a panic, running on");
                }
            })
            .unwrap();
    }
    info!("api listening (in memory), 2 executor threads");
    let ex2 = ex.clone();
    ex.spawn(async move {
        while let Ok(raw) = rx.recv().await {
            let t = ex2.spawn(async move {
                match decode(&raw) {
                    Frame::Data(d) => info!("data, sum {}", checksum(d).await),
                    f => info!("frame {f:?}"),
                }
            });
            t.detach();
        }
    })
    .detach();
    for raw in [&[0u8, 31, 144][..], &[1, 1, 2, 3, 4], &[1, 9, 9, 9, 9], &[1, 5, 5], &[0, 0, 80], &[7, 1, 2], &[1, 4, 4, 4, 4]] {
        let _ = future::block_on(tx.send(raw.to_vec()));
        thread::sleep(Duration::from_millis(130));
    }
    info!("api: shutting down, no error pending");
    thread::sleep(Duration::from_millis(50));
}

fn worker() {
    info!("worker up, polling every 100 ms");
    for n in 0..12u32 {
        thread::sleep(Duration::from_millis(70));
        match n % 4 {
            2 => warn!("poll {n}: timed out, will try again (error budget 99%)"),
            _ => info!("poll {n}: 0 jobs"),
        }
    }
    let due: Option<Duration> = Duration::from_secs(1).checked_sub(Duration::from_secs(2));
    info!("next poll in {:?}", due.expect("clock went backwards"));
}

fn main() {
    stderrlog::new().verbosity(2).timestamp(stderrlog::Timestamp::Millisecond).color(stderrlog::ColorChoice::Never).init().unwrap();
    match std::env::args().nth(1).as_deref() {
        Some("api") => api(),
        Some("worker") => worker(),
        other => panic!("usage: relay api|worker, got {other:?}"),
    }
}
