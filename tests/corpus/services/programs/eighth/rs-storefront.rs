// web + worker of one shop, run by foreman; `web` panics inside a tokio task, `worker` ends with an anyhow error
use anyhow::{Context, Result};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tracing::{debug, error, info, warn};

fn price(path: &str) -> u32 {
    let prices = [("tea", 420u32), ("cup", 990)];
    let name = path.rsplit('/').next().unwrap();
    prices.iter().find(|p| p.0 == name).map(|p| p.1).expect("catalogue and price list agree")
}

async fn handle(mut s: TcpStream) -> std::io::Result<()> {
    let mut buf = [0u8; 512];
    let n = s.read(&mut buf).await?;
    let text = String::from_utf8_lossy(&buf[..n]).into_owned();
    let path = text.split(' ').nth(1).unwrap_or("/").to_string();
    debug!(%path, "parsed");
    let p = tokio::task::spawn_blocking({
        let path = path.clone();
        move || price(&path)
    })
    .await;
    match p {
        Ok(p) => {
            info!(method = "GET", %path, status = 200, errors = 0, "served");
            s.write_all(format!("HTTP/1.0 200 OK\r\n\r\n{p}\n").as_bytes()).await
        }
        Err(e) => {
            tokio::time::sleep(Duration::from_millis(30)).await;
            error!(method = "GET", %path, status = 500, "handler died: {e}");
            s.write_all(b"HTTP/1.0 500 Internal Server Error\r\n\r\n").await
        }
    }
}

async fn web() -> Result<()> {
    let l = TcpListener::bind("127.0.0.1:0").await?;
    let addr = l.local_addr()?;
    info!("listening, panic=unwind, backtrace off");
    tokio::spawn(async move {
        for p in ["/p/tea", "/error/handler.rs/tea", "/p/cup", "/p/spoon", "/p/tea", "/panic/cup"] {
            tokio::time::sleep(Duration::from_millis(150)).await;
            let mut c = TcpStream::connect(addr).await.unwrap();
            c.write_all(format!("GET {p} HTTP/1.0\r\n\r\n").as_bytes()).await.unwrap();
            let mut v = vec![];
            c.read_to_end(&mut v).await.unwrap();
        }
    });
    loop {
        let (s, _) = l.accept().await?;
        tokio::spawn(handle(s));
    }
}

fn load(batch: u32) -> Result<u32> {
    let f = format!("spool/{batch}.csv");
    let text = std::fs::read_to_string(&f).with_context(|| format!("cannot read spool file {f}"))?;
    Ok(text.len() as u32)
}

async fn worker() -> Result<()> {
    info!("polling every 120ms");
    for batch in 1..=14u32 {
        tokio::time::sleep(Duration::from_millis(120)).await;
        if batch < 13 {
            if batch % 5 == 0 {
                warn!(batch, "slow poll: Error: none, 0 failed, retrying later");
            } else {
                info!(batch, failed = 0, "nothing to do");
            }
            continue;
        }
        load(batch).context("batch job stopped").with_context(|| format!("worker gave up on batch {batch}"))?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<()> {
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).with_max_level(tracing::Level::DEBUG).init();
    match std::env::args().nth(1).as_deref() {
        Some("web") => web().await,
        _ => worker().await,
    }
}
