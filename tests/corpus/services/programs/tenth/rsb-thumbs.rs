//! thumbs: makes thumbnails of raw frames in a few resize threads; a dead one is replaced.
use log::{debug, error, info, warn, LevelFilter};
use log4rs::append::console::ConsoleAppender;
use log4rs::config::{Appender, Config, Root};
use log4rs::encode::pattern::PatternEncoder;
use std::sync::mpsc;
use std::thread;

struct Frame {
    name: &'static str,
    width: usize,
    height: usize,
    data: Vec<u8>,
}

/// Every second pixel of every second row.
fn halve(f: &Frame) -> Vec<u8> {
    let mut out = Vec::with_capacity(f.width * f.height / 4);
    for row in (0..f.height).step_by(2) {
        let line = &f.data[row * f.width..(row + 1) * f.width];
        out.extend(line.iter().step_by(2));
    }
    out
}

fn worker(jobs: mpsc::Receiver<Frame>) -> usize {
    let mut n = 0;
    for f in jobs {
        debug!("{}: {}x{}", f.name, f.width, f.height);
        let small = halve(&f);
        info!("{}: {} -> {} bytes", f.name, f.data.len(), small.len());
        n += 1;
    }
    n
}

fn main() {
    let pattern = "{d(%Y-%m-%d %H:%M:%S%.3f)} {l:<5} [{T}] {t} - {m}{n}";
    let out = ConsoleAppender::builder().encoder(Box::new(PatternEncoder::new(pattern))).build();
    let config = Config::builder()
        .appender(Appender::builder().build("out", Box::new(out)))
        .build(Root::builder().appender("out").build(LevelFilter::Debug))
        .unwrap();
    log4rs::init_config(config).unwrap();
    log_panics::init();

    info!("thumbs up, 1 resize thread");
    let frames = vec![
        Frame { name: "cam0/000117.raw", width: 8, height: 4, data: vec![7; 32] },
        Frame { name: "cam0/000118.raw", width: 8, height: 4, data: vec![7; 20] },
        Frame { name: "cam0/000119.raw", width: 4, height: 4, data: vec![9; 16] },
    ];
    let mut frames = frames.into_iter().peekable();
    let mut gen = 0;
    while frames.peek().is_some() {
        gen += 1;
        let (tx, rx) = mpsc::channel();
        let t = thread::Builder::new().name(format!("resize-{gen}")).spawn(move || worker(rx)).unwrap();
        for f in frames.by_ref() {
            let short = f.data.len() < f.width * f.height;
            if tx.send(f).is_err() || short {
                break;
            }
        }
        drop(tx);
        match t.join() {
            Ok(n) => info!("resize-{gen} finished, {n} frames"),
            Err(_) => {
                warn!("resize-{gen} is gone, starting another");
                error!("1 frame lost with resize-{gen}");
            }
        }
    }
    info!("bye");
}
