// configuration checker, miette's graphical report with snippet, help and cause, then a plain io error in a second run
use miette::{Diagnostic, NamedSource, Result, SourceSpan};
use thiserror::Error;
#[derive(Debug, Error)]
#[error("70000 does not fit in 16 bits")]
struct TooBig;
#[derive(Debug, Error, Diagnostic)]
#[error("port of listener `api` cannot be used")]
#[diagnostic(code(conf::port), help("use a number from 1 to 65535"))]
struct BadPort { #[source_code] src: NamedSource<String>, #[label("this one")] at: SourceSpan, #[source] why: TooBig }
fn check(text: &str) -> Result<u16, BadPort> {
    let i = text.find("70000").unwrap();
    Err(BadPort { src: NamedSource::new("shop.conf", text.to_string()), at: (i, 5).into(), why: TooBig })
}
fn main() -> Result<()> {
    for f in ["base.conf", "tls.conf", "limits.conf"] { println!("checking {f} ... 0 errors, 0 warnings"); }
    println!("checking shop.conf ...");
    check("[listener.api]\nhost = \"::1\"\nport = 70000\n")?;
    Ok(())
}
