//! An API gateway that reads its routes before it starts to serve.
use std::net::TcpListener;

use color_eyre::eyre::{eyre, Result, WrapErr};
use color_eyre::Section;
use log::{error, info, warn};
use simplelog::{ColorChoice, ConfigBuilder, LevelFilter, TermLogger, TerminalMode};

struct Route {
    prefix: String,
    upstream: std::net::SocketAddr,
}

fn route(line: &str) -> Result<Route> {
    let (prefix, upstream) = line.split_once(" -> ").ok_or_else(|| eyre!("no \"->\" in {line:?}"))?;
    let upstream = upstream
        .parse()
        .wrap_err_with(|| format!("{upstream} is no address"))
        .suggestion("write host:port, with a numeric host")?;
    Ok(Route { prefix: prefix.to_string(), upstream })
}

fn routes(text: &str) -> Result<Vec<Route>> {
    let mut all = Vec::new();
    for (n, line) in text.lines().enumerate() {
        match route(line).wrap_err_with(|| format!("line {} of routes.conf", n + 1)) {
            Ok(r) => all.push(r),
            Err(e) if line.starts_with('#') => warn!("comment skipped: {e}"),
            Err(e) => return Err(e),
        }
    }
    Ok(all)
}

fn main() -> Result<()> {
    color_eyre::install()?;
    let config = ConfigBuilder::new().set_time_format_rfc3339().build();
    TermLogger::init(LevelFilter::Info, config, TerminalMode::Stderr, ColorChoice::Never)?;
    info!("gateway 0.3.1 starting");
    let old = "/shop -> 127.0.0.1:9001\n# spare\n/img -> 127.0.0.1:9002";
    for r in routes(old)? {
        info!("route {} to {}", r.prefix, r.upstream);
    }
    let _first = TcpListener::bind("127.0.0.1:7813")?;
    if let Err(e) = TcpListener::bind("127.0.0.1:7813") {
        error!("admin port not available: {e}");
    }
    info!("reloading routes.conf");
    let new = routes("/shop -> 127.0.0.1:9001\n/pay -> pay.internal:9003").wrap_err("could not reload the routes")?;
    info!("{} routes", new.len());
    Ok(())
}
