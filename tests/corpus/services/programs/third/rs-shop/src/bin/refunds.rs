use color_eyre::{eyre::{eyre, WrapErr}, Section, Result};
fn ledger(id: u32) -> Result<i64> {
    if id == 7 { return Err(eyre!("ledger entry {id} is locked by settlement")); }
    Ok(id as i64 * 100)
}
fn main() -> Result<()> {
    color_eyre::config::HookBuilder::default().theme(color_eyre::config::Theme::new()).install()?;
    println!("refunds 0.3.1 starting, 3 workers");
    let h = std::thread::Builder::new().name("refund-worker-2".into()).spawn(|| {
        let rates: Vec<f64> = vec![];
        rates.first().copied().expect("no exchange rate for EUR/CHF")
    })?;
    println!("waiting for refund-worker-2: {}", h.join().is_err());
    ledger(3)?;
    ledger(7).wrap_err("cannot refund order 1881").wrap_err("refund batch 2026-11-20 stopped")
        .note("3 of 12 refunds were already sent").suggestion("run `refunds --resume` when settlement is over")?;
    Ok(())
}
