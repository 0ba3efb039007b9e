//! small bioinformatics tools; the argument chooses how each dies
use anyhow::{Context, bail}; use serde::Deserialize; use std::path::PathBuf;
#[derive(Debug, Deserialize)] struct Read { id: String, len: u32, gc: f32 }
#[derive(Debug, Deserialize)] struct Cfg { #[allow(dead_code)] genome: String, #[allow(dead_code)] threads: u8 }
fn csv() -> Result<(), csv::Error> { let mut r = csv::Reader::from_reader("id,len,gc\nr1,100,0.4\nr2,1x0,0.5\n".as_bytes()); for x in r.deserialize() { let x: Read = x?; println!("read {} {} {} errors=0", x.id, x.len, x.gc); } Ok(()) }
fn db() -> anyhow::Result<()> { let c = rusqlite::Connection::open_in_memory()?; c.execute_batch("create table hit(chr text, pos int, unique(chr,pos))")?;
  for i in 0..20 { c.execute("insert into hit values('chr1', ?1)", [i * 10]).context("insert hit")?; println!("[{}] INFO  hit chr1:{} stored, 0 errors", i, i * 10); }
  c.execute("insert into hit values('chr1', 50)", []).with_context(|| format!("insert hit chr1:{}", 50)).context("chunk 3 not stored\nchunk is kept in /var/errors/chunk3")?; Ok(()) }
fn cfg() -> eyre::Result<Cfg> { use eyre::WrapErr; serde_yaml::from_str::<Cfg>("genome: hg38\nthreads: many\n").wrap_err_with(|| "configuration align.yaml") }
fn tom() -> Result<Cfg, toml::de::Error> { toml::from_str("genome = \"hg38\"\nthreads = 700\n") }
#[derive(thiserror::Error, Debug, miette::Diagnostic)] #[error("unknown base")] #[diagnostic(code(fasta::base), help("only ACGTN are allowed"))]
struct BadBase { #[source_code] src: miette::NamedSource<String>, #[label("this one")] at: miette::SourceSpan }
fn fasta() -> miette::Result<()> { println!("reading contigs.fa, error log: none"); Err(BadBase { src: miette::NamedSource::new("contigs.fa", ">c1\nACGTXA\n".to_string()), at: (8, 1).into() })? }
#[derive(Debug)] struct AlignError; impl std::fmt::Display for AlignError { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { write!(f, "alignment failed") } } impl error_stack::Context for AlignError {}
fn stack() -> error_stack::Result<(), AlignError> { use error_stack::ResultExt; "12,5".parse::<f64>().attach_printable("column 3 of hits.tsv").change_context(AlignError)?; Ok(()) }
fn run(w: &str) -> anyhow::Result<()> { match w { "db" => db(), "csv" => Ok(csv()?), _ => bail!("unknown tool {w:?}") } }
fn main() {
    let w = std::env::args().nth(1).unwrap_or_default();
    match w.as_str() {
        "csvmain" => { if let Err(e) = csv() { panic!("{e}") } }
        "cfg" => { let r: eyre::Result<()> = cfg().map(|_| ()); if let Err(e) = r { eprintln!("Error: {e:?}"); std::process::exit(1) } }
        "color" => { color_eyre::install().unwrap(); let r: color_eyre::Result<()> = (|| { use color_eyre::eyre::WrapErr; use color_eyre::Section; std::fs::read_to_string(PathBuf::from("/srv/blind2/none/reads.fq")).wrap_err("sample 4 skipped").suggestion("mount /data")?; Ok(()) })(); if let Err(e) = r { eprintln!("Error: {e:?}"); } let v: Vec<u8> = vec![]; println!("{}", v.iter().max().expect("no reads left")); }
        "toml" => { tom().unwrap(); }
        "fasta" => { if let Err(e) = fasta() { eprintln!("Error: {e:?}"); std::process::exit(1) } }
        "stack" => { if let Err(e) = stack() { eprintln!("Error: {e:?}"); std::process::exit(1) } }
        o => { let r = run(o); if let Err(e) = r { eprintln!("Error: {e:?}"); std::process::exit(1) } }
    }
}
