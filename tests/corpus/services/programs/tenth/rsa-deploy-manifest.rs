// Reads a deploy manifest of `key = value` lines.
use miette::{Diagnostic, IntoDiagnostic, NamedSource, Result, SourceSpan, WrapErr};
use thiserror::Error;

#[derive(Error, Debug, Diagnostic)]
#[error("replicas must be a number from 1 to 64")]
#[diagnostic(code(manifest::replicas), help("leave the line out for a single replica"))]
struct BadReplicas {
    #[source_code]
    src: NamedSource<String>,
    #[label("this is not one")]
    at: SourceSpan,
    #[source]
    source: std::num::ParseIntError,
}

fn replicas(name: &str, text: &str) -> Result<u8> {
    let Some(pos) = text.find("replicas = ") else { return Ok(1) };
    let start = pos + "replicas = ".len();
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let n = text[start..end].parse::<u8>().map_err(|source| BadReplicas {
        src: NamedSource::new(name, text.to_string()),
        at: (start, end - start).into(),
        source,
    })?;
    Ok(n)
}

fn main() -> Result<()> {
    for name in std::env::args().skip(1) {
        println!("deploy: reading {name}");
        let text = std::fs::read_to_string(&name).into_diagnostic().wrap_err("manifest unreadable")?;
        let n = replicas(&name, &text).wrap_err_with(|| format!("manifest of service {:?} refused", text.lines().next().unwrap_or("")))?;
        println!("deploy: {name}: {n} replica(s)");
    }
    Ok(())
}
