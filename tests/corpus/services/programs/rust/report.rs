// color-eyre / eyre / miette / error-stack / snafu reports at the end of main, by argument.
use std::path::Path;
fn cfg() -> color_eyre::Result<String> {
    use color_eyre::{eyre::WrapErr, Section};
    std::fs::read_to_string("/srv/blind/app/none.toml").wrap_err("cannot read the settings").suggestion("run `svc init` first").note("looked in 1 place")
}
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("unknown unit `kk`")]
#[diagnostic(code(svc::unit), help("did you mean `kg`?"))]
struct Unit { #[source_code] src: miette::NamedSource<String>, #[label("here")] at: miette::SourceSpan, #[source] why: std::num::ParseFloatError }
fn unit() -> miette::Result<()> { Err(Unit { src: miette::NamedSource::new("recipe.txt", "flour 3 kk\nsalt 1 g\n".to_string()), at: (8, 2).into(), why: "3kk".parse::<f64>().unwrap_err() })? }
#[derive(Debug)] struct Boot; impl std::fmt::Display for Boot { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { f.write_str("boot of node failed") } } impl std::error::Error for Boot {}
fn stack() -> Result<(), error_stack::Report<Boot>> {
    use error_stack::ResultExt;
    std::fs::read(Path::new("/srv/blind/app/none.key")).attach_printable("key file: none.key").change_context(Boot).attach_printable("try again")?; Ok(())
}
#[derive(Debug, snafu::Snafu)] enum Bad { #[snafu(display("queue {name} broken"))] Queue { name: String, source: std::net::AddrParseError } }
#[snafu::report] fn queue() -> Result<(), Bad> { use snafu::ResultExt; "1.2.3".parse::<std::net::Ipv4Addr>().context(QueueSnafu { name: "in" })?; Ok(()) }
fn boxed() -> Result<(), Box<dyn std::error::Error>> { println!("opening ledger"); let v: serde_json::Value = serde_json::from_str("{\"a\": [1,\n 2,}")?; println!("{v}"); Ok(()) }
#[derive(Debug)] #[allow(dead_code)] enum Ledger { Corrupt { page: u32, cause: std::io::Error } }
fn ledger() -> Result<(), Ledger> { Err(Ledger::Corrupt { page: 7, cause: std::fs::read("/srv/blind/app/none").unwrap_err() }) }
fn run<E: std::fmt::Debug>(r: Result<(), E>) -> std::process::ExitCode { std::process::Termination::report(r) }
fn main() -> std::process::ExitCode {
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "ceyre" => { color_eyre::install().unwrap(); println!("svc starts"); run(cfg().map(|_| ())) }
        "ceyre-panic" => { color_eyre::install().unwrap(); println!("svc starts"); let v: Vec<u8> = vec![]; run::<()>(Ok(drop(v.iter().max().expect("no samples")))) }
        "eyre" => run((|| -> eyre::Result<()> { use eyre::WrapErr; "80a".parse::<u16>().wrap_err("port is no number").wrap_err("bad flag --listen")?; Ok(()) })()),
        "miette" => { println!("checking 1 recipe"); run(unit()) }
        "stack" => run(stack()), "snafu" => std::process::Termination::report(queue()), "box" => run(boxed()), _ => run(ledger()),
    }
}
