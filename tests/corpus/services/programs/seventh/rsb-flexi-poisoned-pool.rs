//! Thumbnails with a thread pool; a poisoned cache takes the others along. flexi_logger's detailed format.
use flexi_logger::{detailed_format, Logger};
use log::{debug, error, info, warn};
use std::{
    collections::HashMap,
    sync::{mpsc, Arc, Mutex},
    time::Duration,
};
use threadpool::Builder;

mod cache {
    use super::*;
    #[derive(Default)]
    pub struct Cache {
        pub made: HashMap<String, (u32, u32)>,
    }
    impl Cache {
        pub fn store(&mut self, name: &str, w: u32, h: u32) {
            let side = 256;
            let scaled = h * side / w; // a picture without width
            self.made.insert(name.into(), (side, scaled));
            debug!("{name}: {side}x{scaled}");
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _logger = Logger::try_with_str("debug")?.format(detailed_format).log_to_stderr().start()?;
    let cache = Arc::new(Mutex::new(cache::Cache::default()));
    let pool = Builder::new().num_threads(1).thread_name("thumb-pool".into()).build();
    let (tx, rx) = mpsc::channel();
    info!("thumbs {} with {} thread(s); on panic a thread is replaced", env!("CARGO_PKG_VERSION"), pool.max_count());
    let jobs = [("cat.png", 640, 480), ("dog.png", 800, 800), ("panic-room.png", 1024, 576), ("empty.gif", 0, 12), ("fox.jpg", 300, 200)];
    for (name, w, h) in jobs {
        let (cache, tx) = (cache.clone(), tx.clone());
        pool.execute(move || {
            info!("{name}: begin ({w}x{h})");
            let mut c = cache.lock().unwrap();
            c.store(name, w, h);
            drop(c);
            tx.send(name).unwrap();
            info!("{name}: done, error=false");
        });
        std::thread::sleep(Duration::from_millis(12));
    }
    drop(tx);
    pool.join();
    let done: Vec<_> = rx.iter().collect();
    warn!("{} of {} done, panicked threads: {}", done.len(), jobs.len(), pool.panic_count());
    match cache.lock() {
        Ok(c) => info!("{} in cache", c.made.len()),
        Err(e) => {
            error!("cache is unusable: {e}\n  kept: {}\n  lost: {}", e.get_ref().made.len(), jobs.len() - done.len());
            info!("cache thrown away");
        }
    }
    let index = std::fs::read_to_string("/srv/pictures/index.toml")?;
    info!("index of {} bytes", index.len());
    Ok(())
}
