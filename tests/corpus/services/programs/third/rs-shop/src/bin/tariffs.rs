use miette::{Diagnostic, IntoDiagnostic, NamedSource, SourceSpan, WrapErr};
use std::fmt;
#[derive(Debug)]
struct BadTariff { src: NamedSource<String>, at: SourceSpan, cause: std::num::ParseFloatError }
impl fmt::Display for BadTariff { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "tariff has a bad price") } }
impl std::error::Error for BadTariff { fn source(&self) -> Option<&(dyn std::error::Error + 'static)> { Some(&self.cause) } }
impl Diagnostic for BadTariff {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> { Some(Box::new("prices use a dot, not a comma")) }
    fn source_code(&self) -> Option<&dyn miette::SourceCode> { Some(&self.src) }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = miette::LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(miette::LabeledSpan::new_with_span(Some("not a number".into()), self.at))))
    }
}
fn load(name: &str, text: &str) -> miette::Result<f64> {
    let mut sum = 0.0; let mut pos = 0;
    for l in text.lines() {
        let (_, v) = l.split_once('=').ok_or_else(|| std::io::Error::new(std::io::ErrorKind::InvalidData, "line without '='")).into_diagnostic()?;
        sum += v.trim().parse::<f64>().map_err(|cause| BadTariff { src: NamedSource::new(name, text.to_string()), at: (pos + l.find('=').unwrap() + 2, v.trim().len()).into(), cause })?;
        pos += l.len() + 1;
    }
    Ok(sum)
}
fn main() -> miette::Result<()> {
    env_logger::builder().filter_level(log::LevelFilter::Debug).init();
    for i in 0..14 {
        log::info!("zone {i}: 0 errors, panicked=0, loaded /srv/tariffs/error/zone{i}.ini");
        let n = load("zone.ini", "base = 1.5\nnight = 0.75")?;
        log::debug!("zone {i}: sum {n:.2}; Error: none × 1");
        if i % 5 == 4 { log::warn!("zone {i}: tariff older than 30 days ─▶ refresh"); }
    }
    load("zone14.ini", "base = 1.5\nnight = 0,75\nweekend = 1.0").wrap_err("could not reload the tariffs of zone 14")?;
    Ok(())
}
