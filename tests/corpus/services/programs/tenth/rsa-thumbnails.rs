// Thumbnail service: a job per uploaded picture, run on the blocking pool.
use anyhow::Context;
use std::time::Duration;
use tracing::{debug, error, info, warn};

#[derive(Clone, Copy)]
struct Job {
    id: u32,
    width: u32,
    height: u32,
    quality: u8,
}

fn scale(job: Job) -> anyhow::Result<Vec<u8>> {
    let ratio = job.width / job.height;
    debug!(ratio, "ratio");
    let table = [0u8, 10, 25, 50, 75, 90];
    let q = table[job.quality as usize];
    std::str::from_utf8(&[q, 0xff][..1 + (job.id == 9) as usize])
        .context("comment block of the picture is not text")
        .with_context(|| format!("encode picture {}", job.id))?;
    Ok(vec![q; ratio as usize])
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    tracing_subscriber::fmt().with_ansi(true).with_thread_names(true).with_writer(std::io::stderr).init();
    info!(version = env!("CARGO_PKG_VERSION"), "thumbnailer up");
    let jobs = [
        Job { id: 7, width: 640, height: 480, quality: 2 },
        Job { id: 8, width: 640, height: 0, quality: 2 },
        Job { id: 9, width: 800, height: 600, quality: 1 },
        Job { id: 10, width: 320, height: 200, quality: 3 },
        Job { id: 11, width: 320, height: 200, quality: 6 },
    ];
    for job in jobs {
        info!(job.id, "resizing {}x{}", job.width, job.height);
        match tokio::task::spawn_blocking(move || scale(job)).await {
            Ok(Ok(out)) => info!(bytes = out.len(), "stored"),
            Ok(Err(err)) => error!("picture given up: {err:?}"),
            Err(err) if err.is_panic() => {
                warn!(job.id, "worker died, picture goes to the dead letter box");
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            Err(err) => error!(%err, "pool is gone"),
        }
    }
    info!("queue empty, bye");
}
