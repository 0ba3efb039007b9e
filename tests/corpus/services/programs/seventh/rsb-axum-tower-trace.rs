//! A shop's web front: axum, tower-http's TraceLayer, tracing with its default (coloured) output. The requests are real ones.
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
    routing::get,
    Router,
};
use std::{collections::HashMap, sync::{Arc, Mutex}, time::Duration};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower_http::{catch_panic::CatchPanicLayer, trace::TraceLayer};
use tracing::{error, info, warn};

type Stock = Arc<Mutex<HashMap<u32, i64>>>;

async fn item(State(s): State<Stock>, Path(id): Path<u32>) -> impl IntoResponse {
    match s.lock().unwrap().get(&id) {
        Some(n) => (StatusCode::OK, format!("{n} left\n")),
        None => (StatusCode::NOT_FOUND, "no such item\n".into()),
    }
}

async fn take(State(s): State<Stock>, Path(id): Path<u32>, Query(q): Query<HashMap<String, String>>) -> String {
    let n: i64 = q.get("n").map(|n| n.parse().unwrap()).unwrap_or(1);
    let mut s = s.lock().unwrap();
    let left = s.get_mut(&id).expect("item vanished between lookup and reservation");
    *left -= n;
    if *left < 0 {
        warn!(item = id, left = *left, "oversold, ordering more");
    }
    format!("{left} left\n")
}

async fn rates() -> String {
    let mut b = String::new();
    match tokio::net::TcpStream::connect("127.0.0.1:9").await {
        Ok(mut c) => drop(c.read_to_string(&mut b).await),
        Err(e) => {
            error!(error = %e, upstream = "127.0.0.1:9", "exchange rates unavailable");
            b = "1.0 (yesterday's)\n".into();
        }
    }
    b
}

async fn ask(port: u16, path: &str) -> String {
    let mut c = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let r = format!("GET {path} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n");
    c.write_all(r.as_bytes()).await.unwrap();
    let mut b = String::new();
    let _ = c.read_to_string(&mut b).await;
    tokio::time::sleep(Duration::from_millis(15)).await;
    b.lines().next().unwrap_or("(connection closed)").to_string()
}

#[tokio::main(worker_threads = 2)]
async fn main() {
    tracing_subscriber::fmt()
        .with_env_filter("info,tower_http=debug")
        .with_writer(std::io::stderr)
        .init();
    let stock: Stock = Arc::new(Mutex::new(HashMap::from([(1, 12), (2, 0), (3, 7)])));
    let app = Router::new()
        .route("/item/{id}", get(item))
        .route("/error/rates", get(rates))
        .merge(Router::new().route("/take/{id}", get(take)).layer(CatchPanicLayer::new()))
        .with_state(stock)
        .layer(TraceLayer::new_for_http());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    info!(workers = 2, "storefront listening");
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    for path in ["/item/1", "/item/9?panic=1", "/take/1?n=2", "/error/rates", "/take/2?n=3", "/item/2", "/take/3?n=two", "/item/3"] {
        let got = ask(port, path).await;
        info!(path, "smoke test: {got}");
    }
    info!("smoke test: 8 requests, errors: see above");
}
