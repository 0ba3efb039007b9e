// Order service: tokio + tracing (json or text), tasks that fail or panic.
use tracing::{error, info, info_span, instrument, Instrument};
#[derive(Debug, thiserror::Error)]
enum PayError { #[error("card of order {0} declined")] Declined(u32), #[error("bad amount")] Amount(#[from] std::num::ParseIntError) }
#[instrument(err)]
async fn charge(order: u32) -> Result<u32, PayError> {
    if order == 3 { return Err(PayError::Declined(order)); }
    if order == 5 { "12.5".parse::<u32>()?; }
    Ok(order)
}
async fn ship(order: u32, stock: std::rc::Rc<std::cell::RefCell<Vec<u32>>>) { let _a = stock.borrow_mut(); let mut b = stock.borrow_mut(); b.push(order); }
#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let b = tracing_subscriber::fmt().with_env_filter("info").with_writer(std::io::stderr);
    if std::env::args().nth(1).as_deref() == Some("json") { b.json().init() } else { b.with_ansi(std::env::args().nth(1).as_deref() == Some("ansi")).with_thread_names(true).init() }
    for n in 1..=6u32 {
        let span = info_span!("order", id = n, customer = "c-17");
        async { info!(errors = 0, "received"); if let Err(e) = charge(n).await { error!(error = ?e, "payment failed") } else { info!("paid") } }.instrument(span).await;
    }
    let r = tokio::task::spawn(async { let v: Vec<u32> = serde_json::from_str("[1, 2, \"x\"]").unwrap(); v.len() }).await;
    match r { Err(e) => error!("task failed: {e}"), Ok(n) => info!(n, "parsed") }
    info!("no panics so far");
    let l = tokio::task::LocalSet::new();
    let r = l.run_until(async { tokio::task::spawn_local(ship(7, Default::default())).await }).await;
    info!(ok = r.is_ok(), "shipping over");
    r.unwrap();
}
