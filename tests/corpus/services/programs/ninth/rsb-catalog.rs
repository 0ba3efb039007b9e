//! Builds the category tree of a shop in a background thread and answers how deep it is.
use std::collections::HashMap;
use std::thread;
use std::time::{Duration, SystemTime};

use log::{error, info, warn};

struct Tree {
    parent: HashMap<u32, u32>,
}

impl Tree {
    fn depth(&self, id: u32) -> u32 {
        match self.parent.get(&id) {
            Some(&up) => 1 + self.depth(up),
            None => 0,
        }
    }
}

fn load(rows: &[(u32, &str)]) -> Tree {
    let mut parent = HashMap::new();
    for (id, up) in rows {
        match up.parse() {
            Ok(up) => {
                parent.insert(*id, up);
            }
            Err(e) if up.is_empty() => info!("category {id} is a root ({e})"),
            Err(e) => error!("category {id} has parent {up:?}: {e}\n  the row is left out\n  see the import of last night"),
        }
    }
    Tree { parent }
}

fn main() {
    fern::Dispatch::new()
        .format(|out, message, record| {
            out.finish(format_args!(
                "[{} {} {}] {}",
                humantime::format_rfc3339_seconds(SystemTime::now()),
                record.level(),
                record.target(),
                message
            ))
        })
        .level(log::LevelFilter::Debug)
        .chain(std::io::stderr())
        .apply()
        .expect("logger");

    info!("loading categories");
    let tree = load(&[(1, ""), (2, "1"), (3, "2"), (4, "root"), (7, "9"), (8, "7"), (9, "8")]);
    let worker = thread::Builder::new()
        .name("resolver".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            for id in [2, 3, 4, 7] {
                info!("resolving category {id}");
                let depth = tree.depth(id);
                if depth == 0 {
                    warn!("category {id} hangs nowhere");
                }
                info!("category {id} has depth {depth}");
                thread::sleep(Duration::from_millis(50));
            }
        })
        .expect("thread");
    worker.join().expect("resolver");
    info!("all resolved");
}
