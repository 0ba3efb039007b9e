// tracing ERROR records with a one-line chain; then a panic with backtrace=1 under tracing, run under honcho
use anyhow::Context;
#[inline(never)] fn pressure(r:&str)->f32{ r.parse::<f32>().unwrap() }
fn main(){ tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).with_target(true).init();
 for i in 0..12{ tracing::info!(pump=i%2,"pressure {}.2 bar",i); if i==6{ let e=Err::<(),_>(std::fmt::Error).context("valve write").unwrap_err(); tracing::error!(pump=1,"command failed: {e:#}"); } }
 tracing::warn!("sensor text odd, panicked? no"); println!("{}",pressure("1,4")); }
