use anyhow::{Context, Result, bail};
fn open(p: &str) -> Result<String> { std::fs::read_to_string(p).with_context(|| format!("cannot read manifest {p}")) }
fn run() -> Result<()> { if std::env::args().count() > 5 { bail!("usage") } open("/srv/nowhere/manifest.json").context("backup of shop-db\nfailed at step 2 of 5")?; Ok(()) }
fn main() -> Result<()> { run() }
