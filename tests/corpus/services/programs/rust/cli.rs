// CLI tool with clap: subcommand panics deep inside a regex closure, full backtrace.
use clap::{Parser, Subcommand};
#[derive(Parser)] struct Cli { #[command(subcommand)] cmd: Cmd }
#[derive(Subcommand)] enum Cmd { Mask { text: String }, Sum { n: Vec<i8> }, Serve }
fn mask(t: &str) -> String { regex::Regex::new(r"(\d+)(x)?").unwrap().replace_all(t, |c: &regex::Captures| format!("{}{}", "*".repeat(c[1].len()), &c[2])).into_owned() }
fn main() {
    match Cli::parse().cmd {
        Cmd::Mask { text } => println!("{}", mask(&text)),
        Cmd::Sum { n } => { let mut s = 0i8; for x in &n { s += x; println!("sum now {s}, error 0"); } }
        Cmd::Serve => { let rt = tokio::runtime::Runtime::new().unwrap(); rt.block_on(async { let a = tokio::net::TcpListener::bind("127.0.0.1:8941").await.unwrap(); println!("listening on {}", a.local_addr().unwrap()); let b = tokio::net::TcpListener::bind("127.0.0.1:8941").await; b.expect("second listener"); }); }
    }
}
