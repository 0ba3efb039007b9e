//! posters: image crate, crossbeam, rayon, nalgebra; log4rs / simplelog / fern / slog / flexi chosen by argument
use rayon::prelude::*; use log::{error, info, warn, debug};
fn tile(n: u32) -> u32 { if n == 13 { panic!("tile {n}: palette of\n  0 colours") } n * 2 }
fn decode(b: &[u8]) -> image::DynamicImage { image::load_from_memory(b).unwrap() }
fn work(k: &str) {
    for i in 0..18 { info!("poster {i}: {} bytes, decode errors: 0", i * 311); if i % 5 == 0 { debug!("error map /tmp-less/error/{i}.map unused") } }
    warn!("gamma missing (error_rate=0.0)");
    match k {
        "log4rs" => { error!("colour profile damaged"); let v: Vec<u32> = (0..20).into_par_iter().map(tile).collect(); info!("{v:?}"); }
        "simple" => { let r = crossbeam::scope(|s| { s.builder().name("resize-2".into()).spawn(|_| { let m = nalgebra::DMatrix::<f32>::zeros(2, 3); let n = nalgebra::DMatrix::<f32>::zeros(2, 3); &m * &n }).unwrap(); }); error!("resize pool: {:?}", r.is_err()); info!("will stop"); r.unwrap(); }
        "fern" => { let h = std::panic::catch_unwind(|| decode(&[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0])); info!("poster 19 left out on purpose: {}", h.is_err()); error!("2 posters missing"); let m = std::sync::Arc::new(parking_lot::Mutex::new(1)); drop(m); let p = std::sync::Arc::new(std::sync::Mutex::new(0)); let q = p.clone(); let _ = std::thread::spawn(move || { let _g = q.lock().unwrap(); assert_eq!(1 + 1, 3, "checksum of sheet {}", 4); }).join(); let g = p.lock().unwrap(); info!("{}", *g); }
        _ => { error!(target: "posters::upload", "upload refused: 403"); Option::<u8>::None.expect("ERROR: no printer"); }
    }
}
fn main() {
    let k = std::env::args().nth(1).unwrap();
    match k.as_str() {
        "log4rs" => { let c = log4rs::append::console::ConsoleAppender::builder().target(log4rs::append::console::Target::Stderr).encoder(Box::new(log4rs::encode::pattern::PatternEncoder::new("{d(%H:%M:%S%.3f)} [{T}] {l:<5} {M}:{L} - {m}{n}"))).build(); log4rs::init_config(log4rs::Config::builder().appender(log4rs::config::Appender::builder().build("c", Box::new(c))).build(log4rs::config::Root::builder().appender("c").build(log::LevelFilter::Debug)).unwrap()).unwrap(); }
        "simple" => { simplelog::WriteLogger::init(log::LevelFilter::Debug, simplelog::ConfigBuilder::new().set_thread_level(log::LevelFilter::Error).build(), std::io::stderr()).unwrap(); }
        "fern" => { let c = fern::colors::ColoredLevelConfig::new(); fern::Dispatch::new().format(move |o, m, r| o.finish(format_args!("{}[{}][{}] {}", chrono::Local::now().format("[%Y-%m-%d][%H:%M:%S]"), r.target(), c.color(r.level()), m))).chain(std::io::stderr()).apply().unwrap(); }
        _ => { flexi_logger::Logger::try_with_str("debug").unwrap().format(flexi_logger::detailed_format).start().unwrap(); }
    }
    work(&k);
}
