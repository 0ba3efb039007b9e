//! A host for C-style plug-ins: callbacks are `extern "C"`, some work goes through rayon. fern, lines like syslog's.
use log::{error, info, warn};
use rayon::prelude::*;
use std::{ffi::c_int, thread, time::{Duration, SystemTime}};

type Callback = extern "C" fn(*const u8, usize) -> c_int;

struct Plugin {
    name: &'static str,
    on_data: Callback,
}

extern "C" fn count(_: *const u8, n: usize) -> c_int {
    info!(target: "plugin::count", "{n} bytes");
    0
}

extern "C" fn upper(p: *const u8, n: usize) -> c_int {
    let s = unsafe { std::slice::from_raw_parts(p, n) };
    let s = std::str::from_utf8(s).expect("plug-in protocol is UTF-8");
    info!(target: "plugin::upper", "{}", s.to_uppercase());
    0
}

fn digest(blocks: &[Vec<u32>]) -> Vec<u32> {
    blocks.par_iter().map(|b| b.iter().copied().reduce(|a, b| a.checked_mul(b).unwrap()).unwrap_or(1)).collect()
}

fn main() {
    fern::Dispatch::new()
        .format(|out, message, record| {
            out.finish(format_args!(
                "{} {:<5} [{}] ({}) {}",
                humantime::format_rfc3339_millis(SystemTime::now()),
                record.level(),
                thread::current().name().unwrap_or("-"),
                record.target(),
                message
            ))
        })
        .level(log::LevelFilter::Debug)
        .chain(std::io::stderr())
        .apply()
        .unwrap();
    let plugins = [Plugin { name: "count", on_data: count }, Plugin { name: "upper", on_data: upper }];
    info!("plughost up, {} plug-ins, panic=unwind", plugins.len());
    rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .thread_name(|n| format!("rayon-{n}"))
        .panic_handler(|_| error!("a job of the pool panicked, job dropped"))
        .build_global()
        .unwrap();
    let d = digest(&[vec![1, 2, 3], vec![7, 7], vec![]]);
    info!("digest {d:?}");
    rayon::spawn(|| {
        let d = digest(&[vec![65536, 65535], vec![65536, 65536]]);
        info!("digest {d:?}");
    });
    thread::sleep(Duration::from_millis(60));
    let sent: [&[u8]; 4] = [b"hello", b"error: none", b"thread 'x' panicked at y", b"caf\xe9"];
    let h = thread::Builder::new().name("dispatch/0".into()).spawn(move || {
        for data in sent {
            for p in &plugins {
                let rc = (p.on_data)(data.as_ptr(), data.len());
                if rc != 0 {
                    warn!("{} returned {rc}, ignored", p.name);
                }
            }
        }
    });
    h.unwrap().join().unwrap();
    info!("plughost down");
}
