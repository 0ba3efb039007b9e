//! Stock worker: several threads share one table behind a mutex.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn main() {
    env_logger::Builder::from_default_env().filter_level(log::LevelFilter::Info).init();
    let table: Arc<Mutex<HashMap<&str, i32>>> = Arc::new(Mutex::new(HashMap::from([("tea", 3), ("rice", 1)])));
    log::info!("stock worker up, {} articles, 0 errors so far", table.lock().unwrap().len());
    let t = table.clone();
    let taker = std::thread::Builder::new().name("taker-1".into()).spawn(move || {
        for article in ["tea", "rice", "rice"] {
            std::thread::sleep(Duration::from_millis(700));
            let mut table = t.lock().unwrap();
            let left = table.get_mut(article).unwrap();
            *left -= 1;
            log::info!("took one {article}, {left} left");
            assert!(*left >= 0, "stock of {article} is negative: {left}");
        }
    }).unwrap();
    for round in 0..5 {
        std::thread::sleep(Duration::from_millis(800));
        match table.lock() {
            Ok(t) => log::info!("round {round}: {} articles, panic threshold not reached", t.len()),
            Err(e) => log::warn!("round {round}: ignored, {e}"),
        }
        if round == 4 {
            taker.join().expect("taker must end well");
            return;
        }
    }
}
