// Checks a pricing-rules file; miette shows what is wrong with it.
use miette::{Diagnostic, IntoDiagnostic, NamedSource, Result, SourceSpan, WrapErr};
use thiserror::Error;

#[derive(Debug, Error, Diagnostic)]
#[error("discount of rule `{rule}` is no percentage")]
#[diagnostic(code(rules::discount), help("write a number from 0 to 90, without the % sign"))]
struct BadDiscount {
    rule: String,
    #[source_code]
    text: NamedSource<String>,
    #[label("this one")]
    at: SourceSpan,
    #[source]
    why: std::num::ParseIntError,
}

fn check(name: &str, text: &str) -> Result<u32> {
    let mut offset = 0;
    let mut rules = 0;
    for line in text.lines() {
        if let Some((rule, value)) = line.split_once('=') {
            let value = value.trim();
            value.parse::<u8>().map_err(|why| BadDiscount {
                rule: rule.trim().to_string(),
                text: NamedSource::new(name, text.to_string()),
                at: (offset + line.find(value).unwrap(), value.len()).into(),
                why,
            })?;
            rules += 1;
        }
        offset += line.len() + 1;
    }
    Ok(rules)
}

fn main() -> Result<()> {
    for name in std::env::args().skip(1) {
        println!("checking {name}");
        let text = std::fs::read_to_string(&name)
            .into_diagnostic()
            .wrap_err_with(|| format!("cannot open {name}"))?;
        let n = check(&name, &text).wrap_err("pricing rules refused")?;
        println!("{name}: {n} rules, 0 errors");
    }
    Ok(())
}
