// anyhow chain out of main after env_logger output
use anyhow::{Context,Result};
fn read(p:&str)->Result<u32>{ let s=std::fs::read_to_string(p).with_context(||format!("cannot read rate card {p}"))?; Ok(s.trim().parse()?) }
fn main()->Result<()>{ env_logger::Builder::new().filter_level(log::LevelFilter::Debug).init();
 for i in 0..16{ log::info!("imported tariff {i}: 0 failed, Caused by: nothing"); if i%4==2{log::debug!("tariff {i} unchanged")} }
 log::error!("rate card missing, giving up");
 log::info!("closing 3 connections");
 read("/srv/none/rates.csv").context("loading the winter tariff").context("import aborted")?; Ok(()) }
