// nightly job, slog-term full format; crit! record, rayon panic, snafu report from main
use rayon::prelude::*;
use slog::{crit, debug, info, o, warn, Drain, Logger};
use snafu::{ResultExt, Snafu};

#[derive(Debug, Snafu)]
enum EtlError {
    #[snafu(display("cannot open ledger of {day}"))]
    Ledger { day: String, source: std::io::Error },
    #[snafu(display("night run {run} aborted"))]
    Night { run: u32, #[snafu(source(from(EtlError, Box::new)))] source: Box<EtlError> },
}

fn ledger(day: &str) -> Result<String, EtlError> {
    std::fs::read_to_string(format!("ledger/{day}.txt")).context(LedgerSnafu { day })
}

fn root() -> Logger {
    let d = slog_term::PlainSyncDecorator::new(std::io::stderr());
    let d = slog_term::FullFormat::new(d).build().fuse();
    Logger::root(d, o!("job" => "night", "run" => 77))
}

#[snafu::report]
fn main() -> Result<(), EtlError> {
    let log = root();
    info!(log, "start"; "threads" => 2, "errors" => 0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).thread_name(|i| format!("crunch-{i}")).build().unwrap();
    for day in 1..=12u32 {
        let l = log.new(o!("day" => day));
        let rows: Vec<u32> = (0..6).map(|i| (i * day) % 9).collect();
        debug!(l, "rows read"; "n" => rows.len(), "failed" => false);
        let r = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            pool.install(|| rows.par_iter().map(|r| { assert_ne!((*r, day), (8, 7), "row {r} of day {day} is\n\tbooked twice"); *r }).sum::<u32>())
        }));
        match r {
            Ok(s) => info!(l, "day closed"; "sum" => s),
            Err(_) => { std::thread::sleep(std::time::Duration::from_millis(5)); warn!(l, "day left open, falling back to yesterday's sum") }
        }
    }
    crit!(log, "balance off by 12.50"; "expected" => "1000.00", "got" => "987.50");
    info!(log, "archiving"; "error" => "none");
    ledger("2026-11-19").context(NightSnafu { run: 77u32 })?;
    Ok(())
}
