//! anyhow main with chain, after env_logger output
use anyhow::Context;
fn fetch(u: &str) -> anyhow::Result<String> { Ok(ureq::get(u).call().with_context(|| format!("GET {u}"))?.into_string()?) }
fn main() -> anyhow::Result<()> {
    env_logger::Builder::new().filter_level(log::LevelFilter::Debug).filter_module("ureq", log::LevelFilter::Warn).init();
    for i in 0..15 { log::info!("page {i} in cache, errors: 0"); if i % 4 == 0 { log::debug!("robots.txt has no ERROR entry") } }
    log::warn!("cache miss for /error/page"); log::error!("proxy not configured (continuing without)");
    let s = fetch("http://127.0.0.1:18002/error/page").context("crawl stopped")?; println!("{s}"); Ok(())
}
