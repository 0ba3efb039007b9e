//! Checks the configuration files of a fleet; parser errors are shown by miette.
use miette::{Diagnostic, NamedSource, SourceSpan};
use std::{collections::HashMap, io::Write};
use thiserror::Error;

#[derive(Debug, Error, Diagnostic)]
enum Bad {
    #[error("unknown key `{key}`")]
    #[diagnostic(code(confcheck::unknown_key), help("keys are listen, workers, upstream, error_log"))]
    Key {
        key: String,
        #[source_code]
        src: NamedSource<String>,
        #[label("not known here")]
        at: SourceSpan,
    },
    #[error("`workers` is no number")]
    #[diagnostic(code(confcheck::number))]
    Number {
        #[source]
        source: std::num::ParseIntError,
        #[source_code]
        src: NamedSource<String>,
        #[label("this")]
        at: SourceSpan,
    },
}

fn check(name: &str, text: &str) -> Result<usize, Bad> {
    let mut at = 0;
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for line in text.lines() {
        let key = line.split(' ').next().unwrap();
        let value = line.split(' ').nth(1).unwrap_or("");
        let src = || NamedSource::new(name, text.to_owned());
        match key {
            "listen" | "upstream" | "error_log" => {}
            "workers" => {
                if let Err(source) = value.parse::<u16>() {
                    return Err(Bad::Number { source, src: src(), at: (at + 8, value.len()).into() });
                }
            }
            _ => return Err(Bad::Key { key: key.into(), src: src(), at: (at, key.len()).into() }),
        }
        *seen.entry(key).or_default() += 1;
        at += line.len() + 1;
    }
    Ok(seen.len())
}

fn main() -> miette::Result<()> {
    let name = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&name).unwrap();
    eprint!("checking {name} ({} bytes) ... ", text.len());
    std::io::stderr().flush().unwrap();
    let n = check(&name, &text);
    if n.is_err() {
        eprintln!("failed");
    }
    let n = n?;
    eprintln!("ok, {n} keys, 0 errors");
    Ok(())
}
