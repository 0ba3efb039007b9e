//! gatewayd: reads its upstreams and starts listening. Colours are left on, as they are by default.
use color_eyre::eyre::{eyre, Result, WrapErr};
use color_eyre::{Help, SectionExt};
use std::net::{SocketAddr, TcpListener};
use tracing::{error, info, warn};

#[derive(Debug)]
struct Upstream {
    name: String,
    addr: SocketAddr,
    weight: u32,
}

fn parse(line: &str) -> Result<Upstream> {
    let mut it = line.split_whitespace();
    let name = it.next().ok_or_else(|| eyre!("empty line"))?.to_string();
    let addr = it.next().ok_or_else(|| eyre!("upstream {name} has no address"))?;
    let addr = addr.parse().wrap_err_with(|| format!("upstream {name}: {addr:?} is no address"))?;
    let weight = it.next().unwrap_or("1").parse().wrap_err("weight")?;
    Ok(Upstream { name, addr, weight })
}

fn load(text: &str) -> Result<Vec<Upstream>> {
    text.lines()
        .map(|l| parse(l).with_section(|| l.to_string().header("Line:")))
        .collect::<Result<Vec<_>>>()
        .wrap_err("upstreams could not be loaded")
        .suggestion("write addresses as 10.0.0.7:8080, names are not resolved here")
}

fn main() -> Result<()> {
    color_eyre::install()?;
    tracing_subscriber::fmt().init();
    let l = TcpListener::bind("127.0.0.1:0")?;
    info!("gatewayd listening, port chosen by the system: {}", l.local_addr()?.port() != 0);
    let first = load("billing 127.0.0.1:9101 3\nsearch 127.0.0.1:9102\n")?;
    for u in &first {
        if std::net::TcpStream::connect(u.addr).is_err() {
            error!(upstream = %u.name, weight = u.weight, "health check failed");
        }
    }
    warn!("0 of {} upstreams healthy", first.len());
    info!("SIGHUP: reloading upstreams");
    let second = load("billing 127.0.0.1:9101 3\nsearch search.internal:9102\n").wrap_err("reload failed")?;
    info!("{} upstreams", second.len());
    Ok(())
}
