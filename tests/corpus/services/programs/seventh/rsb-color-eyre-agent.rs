//! A backup agent. tracing (compact) with an ErrorLayer, color-eyre for what main returns.
use color_eyre::{
    eyre::{bail, Result, WrapErr},
    Section,
};
use std::{path::Path, time::Duration};
use tracing::{info, instrument, warn};
use tracing_error::ErrorLayer;
use tracing_subscriber::{prelude::*, EnvFilter};

#[instrument]
async fn open_repo(dir: &Path) -> Result<u32> {
    let raw = tokio::fs::read_to_string(dir.join("config"))
        .await
        .wrap_err_with(|| format!("repository {} has no config", dir.display()))?;
    raw.trim().parse::<u32>().wrap_err("config: version is not a number")
}

#[instrument(skip(tries))]
async fn snapshot(name: &str, tries: u32) -> Result<u64> {
    for n in 1..=tries {
        tokio::time::sleep(Duration::from_millis(5)).await;
        match (name, n) {
            ("etc", _) => return Ok(4096),
            ("home", 1) => warn!(attempt = n, "Error: lock held by another process, will try again"),
            ("home", _) => return Ok(1 << 20),
            _ => warn!(attempt = n, error = "quota exceeded", "upload failed, retrying"),
        }
    }
    bail!("{name}: gave up after {tries} attempts")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    tracing_subscriber::registry()
        .with(EnvFilter::new("info"))
        .with(tracing_subscriber::fmt::layer().compact().with_ansi(false).with_writer(std::io::stderr))
        .with(ErrorLayer::default())
        .init();
    color_eyre::config::HookBuilder::default().theme(color_eyre::config::Theme::new()).install()?;
    info!("snapagent {} starting, last run: 0 errors, 0 panics", env!("CARGO_PKG_VERSION"));
    let worker = tokio::spawn(async {
        for part in ["cache", "tmp"] {
            tokio::time::sleep(Duration::from_millis(2)).await;
            info!(part, "pruned");
        }
        let sizes: Vec<u64> = vec![];
        let most = sizes.iter().max().expect("nothing was measured");
        info!(most, "prune done");
    });
    for name in ["etc", "home"] {
        let bytes = snapshot(name, 3).await?;
        info!(name, bytes, "snapshot done");
    }
    if let Err(e) = worker.await {
        warn!(panicked = e.is_panic(), "prune ended early, skipped until tomorrow");
    }
    let v = open_repo(Path::new("/srv/backup/repo")).await;
    let v = v.or_else(|e| {
        warn!("no version ({e:#}), falling back to version 1");
        Ok::<_, color_eyre::Report>(1)
    })?;
    info!(v, "repository open");
    let r = snapshot("var", 3)
        .await
        .wrap_err("snapshot of var failed")
        .wrap_err("run 118 is incomplete")
        .suggestion("free some space and start `snapagent resume 118`")?;
    info!(r, "all done");
    Ok(())
}
