//! Nightly jobs of a small shop: simplelog, error-stack reports in records and from main.
use error_stack::{Report, ResultExt};
use log::{error, info, warn, LevelFilter};
use simplelog::{Config, WriteLogger};
use thiserror::Error;

#[derive(Debug, Error)]
#[error("job `{0}` failed")]
struct JobError(&'static str);

#[derive(Debug, Error)]
enum StoreError {
    #[error("bucket {bucket} is read-only")]
    ReadOnly { bucket: String },
    #[error("snapshot is {0} bytes short")]
    Short(u64),
}

#[derive(Debug, Error)]
#[error("1 of {0} jobs failed, see above")]
struct NightError(usize);

struct Retry(u32);

fn put(bucket: &str, n: u64) -> Result<u64, Report<StoreError>> {
    if bucket.starts_with("ro-") {
        return Err(Report::new(StoreError::ReadOnly { bucket: bucket.into() })
            .attach_printable("endpoint store-2, class cold")
            .attach(Retry(3)));
    }
    if n % 7 == 0 {
        return Err(Report::new(StoreError::Short(n)));
    }
    Ok(n)
}

fn thumbnails() -> Result<(), Report<JobError>> {
    for i in 1..=5u64 {
        put("thumbs", i * 8).change_context(JobError("thumbnails"))?;
        info!("thumbs/{i:04}.webp stored ({} bytes)", i * 8);
    }
    Ok(())
}

fn invoices() -> Result<(), Report<JobError>> {
    for i in 1..=3u64 {
        match put("invoices", 5 + i) {
            Ok(n) => info!("invoice {i} stored ({n} bytes)"),
            Err(e) => warn!("invoice {i} will be retried tomorrow: {e:?}"),
        }
    }
    Ok(())
}

fn archive() -> Result<(), Report<JobError>> {
    put("ro-archive", 11)
        .attach_printable_lazy(|| "while archiving 2025")
        .change_context(JobError("archive"))?;
    Ok(())
}

fn main() -> Result<(), Report<NightError>> {
    WriteLogger::init(LevelFilter::Info, Config::default(), std::io::stderr()).unwrap();
    Report::install_debug_hook::<Retry>(|r, cx| cx.push_body(format!("{} retries were made", r.0)));
    info!("night shift begins: 3 jobs, last night Error: none");
    let jobs: [(&str, fn() -> Result<(), Report<JobError>>); 3] =
        [("thumbnails", thumbnails), ("invoices", invoices), ("archive", archive)];
    let mut failed = None;
    for (name, job) in jobs {
        info!("job {name} begins");
        match job() {
            Ok(()) => info!("job {name} ends, failed=0"),
            Err(e) => {
                error!("job {name} ends\n{e:?}");
                failed = Some(e);
            }
        }
    }
    info!("cleaning up after 3 jobs");
    match failed {
        Some(e) => Err(e.change_context(NightError(3))),
        None => Ok(()),
    }
}
