//! Sorts the day's postings with the C library's qsort, as the old daemon did.
use std::os::raw::c_void;

use log::{error, info, LevelFilter};
use log4rs::append::console::{ConsoleAppender, Target};
use log4rs::config::{Appender, Config, Root};
use log4rs::encode::pattern::PatternEncoder;

#[repr(C)]
#[derive(Debug, Clone, Copy)]
struct Posting {
    account: u32,
    amount: f64,
}

extern "C" fn by_amount(a: *const c_void, b: *const c_void) -> i32 {
    let (a, b) = unsafe { (&*(a as *const Posting), &*(b as *const Posting)) };
    let order = a.amount.partial_cmp(&b.amount);
    order.unwrap_or_else(|| panic!("postings cannot be compared:\n  {a:?}\n  {b:?}")) as i32
}

fn sort(postings: &mut [Posting]) {
    unsafe {
        libc::qsort(postings.as_mut_ptr().cast(), postings.len(), std::mem::size_of::<Posting>(), Some(by_amount));
    }
}

fn amount(text: &str) -> f64 {
    text.parse().unwrap_or_else(|e| {
        error!("bad amount {text:?} ({e}), booking it as not a number");
        f64::NAN
    })
}

fn main() {
    let console = ConsoleAppender::builder()
        .target(Target::Stderr)
        .encoder(Box::new(PatternEncoder::new("{d(%Y-%m-%d %H:%M:%S%.3f)} {h({l:<5})} [{T}] {t} - {m}{n}")))
        .build();
    let config = Config::builder()
        .appender(Appender::builder().build("stderr", Box::new(console)))
        .build(Root::builder().appender("stderr").build(LevelFilter::Debug))
        .unwrap();
    log4rs::init_config(config).unwrap();

    info!("ledger 0.3.1 closing 2026-11-19");
    let batches = [["10.00", "2.50", "7.25"], ["19.99", "1.10", "3.00"], ["4.00", "-", "8.80"]];
    for (n, batch) in batches.iter().enumerate() {
        let mut postings: Vec<Posting> =
            batch.iter().enumerate().map(|(i, a)| Posting { account: 4000 + i as u32, amount: amount(a) }).collect();
        sort(&mut postings);
        info!("batch {n}: {} postings, largest on account {}", postings.len(), postings[postings.len() - 1].account);
    }
    info!("closed");
}
