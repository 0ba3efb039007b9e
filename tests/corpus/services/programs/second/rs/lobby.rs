//! match-making server: axum on loopback, tracing default format; handlers panic; a JoinError is logged
use axum::{extract::Path, routing::get, Router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tracing::{error, info, warn};
async fn rank(Path(n): Path<usize>) -> String { let t = vec![3, 1, 4]; let v = t[n]; info!(player = n, errors = 0, "rank served"); format!("{v}") }
async fn score(Path(s): Path<String>) -> String { let v: i64 = s.parse().expect("score must be a number"); format!("{}", 100 / v) }
async fn call(port: u16, p: &str) { let mut s = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap(); s.write_all(format!("GET {p} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes()).await.unwrap(); let mut b = String::new(); let _ = s.read_to_string(&mut b).await; if b.is_empty() { warn!(path = p, "connection closed by server") } }
#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    match mode.as_str() { "compact" => tracing_subscriber::fmt().compact().with_ansi(true).with_writer(std::io::stderr).init(), "pretty" => tracing_subscriber::fmt().pretty().with_ansi(false).with_writer(std::io::stderr).init(), _ => tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).with_thread_names(true).init() }
    let l = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap(); let port = l.local_addr().unwrap().port();
    let app = Router::new().route("/rank/:n", get(rank)).route("/score/:s", get(score)).route("/error/none", get(|| async { "0 errors" }));
    tokio::spawn(async move { axum::serve(l, app).await.unwrap() });
    info!("lobby listening, error_rate=0.0");
    for i in 0..12 { call(port, &format!("/rank/{}", i % 3)).await; }
    call(port, "/rank/7").await; call(port, "/error/none").await; call(port, "/score/abc").await; call(port, "/score/0").await;
    let h = tokio::spawn(async { let m: std::collections::HashMap<&str, u8> = Default::default(); m["season"] });
    if let Err(e) = h.await { error!(error = %e, is_panic = e.is_panic(), "season task died"); }
    error!(target: "lobby::billing", code = 17, "quota exceeded\nnext window in 3 s");
    info!("lobby closing, ERROR events: 2");
}
