// Seat reservations: two clerks share one plan.
use log::{error, info, LevelFilter};
use log4rs::append::console::{ConsoleAppender, Target};
use log4rs::config::{Appender, Config, Root};
use log4rs::encode::pattern::PatternEncoder;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::thread;

type Plan = Arc<Mutex<BTreeMap<String, Option<u32>>>>;

fn reserve(plan: &Plan, seat: &str, customer: u32) {
    let mut plan = plan.lock().unwrap();
    let slot = plan.get_mut(seat).unwrap_or_else(|| panic!("no seat {seat} in this hall"));
    match slot {
        Some(other) => error!("seat {seat} asked by {customer} is held by {other}"),
        None => {
            *slot = Some(customer);
            info!("seat {seat} -> {customer}");
        }
    }
}

fn main() {
    let console = ConsoleAppender::builder()
        .target(Target::Stderr)
        .encoder(Box::new(PatternEncoder::new("{d(%Y-%m-%d %H:%M:%S%.3f)} {h({l:<5})} [{T}] {t} - {m}{n}")))
        .build();
    let config = Config::builder()
        .appender(Appender::builder().build("console", Box::new(console)))
        .build(Root::builder().appender("console").build(LevelFilter::Info))
        .unwrap();
    log4rs::init_config(config).unwrap();

    let plan: Plan = Arc::new(Mutex::new(["A1", "A2", "B1"].iter().map(|s| (s.to_string(), None)).collect()));
    reserve(&plan, "A1", 501);
    let shared = plan.clone();
    let clerk = thread::Builder::new()
        .name("clerk #2".into())
        .spawn(move || {
            for (seat, customer) in [("A1", 502), ("A2", 502), ("C9", 503)] {
                reserve(&shared, seat, customer);
            }
        })
        .unwrap();
    if clerk.join().is_err() {
        info!("clerk #2 has left, going on alone");
    }
    reserve(&plan, "B1", 504);
}
