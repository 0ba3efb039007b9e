//! HTTP gateway. A handler may panic: tokio catches it and the connection is dropped.
use axum::{extract::Path, routing::get, Router};
use tracing::{error, info, warn};

async fn quote(Path((article, qty)): Path<(String, String)>) -> String {
    info!(%article, %qty, "quote");
    let qty: u32 = qty.parse().expect("quantity is a number");
    let cents = [("tea", 499u32), ("rice", 219)].iter().find(|(a, _)| *a == article).map(|(_, c)| *c);
    match cents {
        Some(c) => format!("{}\n", c * qty),
        None => {
            error!(%article, "no price for article");
            "0\n".into()
        }
    }
}

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
    let port: u16 = std::env::args().nth(1).unwrap_or("8471".into()).parse()?;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await
        .map_err(|e| anyhow::Error::from(e).context(format!("cannot listen on port {port}")).context("gateway did not start"))?;
    info!(port, error_budget = "99.9%", "gateway listening");
    let app = Router::new().route("/quote/{article}/{qty}", get(quote)).route("/error/Handler.java", get(|| async { "fine\n" }));
    axum::serve(listener, app).with_graceful_shutdown(async {
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap().recv().await;
        warn!("SIGTERM, draining; errors=0");
    }).await?;
    Ok(())
}
