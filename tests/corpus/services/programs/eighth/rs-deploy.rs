// deploy tool with color-eyre: its panic report in a helper thread, then its error report with sections from main
use color_eyre::{eyre::{eyre, Result, WrapErr}, Section, SectionExt};

fn upload(host: &str) -> Result<()> {
    let out = "scp: write: No space left on device\nlost connection";
    Err(eyre!("exit status 1 from scp")).with_section(|| out.header("Stderr:")).wrap_err_with(|| format!("upload to {host} failed"))
}
fn main() -> Result<()> {
    color_eyre::config::HookBuilder::default().theme(color_eyre::config::Theme::new()).display_env_section(true).install()?;
    for s in ["build", "sign", "pack"] { eprintln!("==> {s}: ok (0 errors)"); }
    let t = std::thread::Builder::new().name("probe".into()).spawn(|| { let v: Result<u16, _> = "80a".parse::<u16>(); v.expect("port of the health check") }).unwrap();
    if t.join().is_err() { eprintln!("==> probe: no answer, going on without"); }
    for h in ["a.example", "b.example"] { eprintln!("==> upload {h}"); if h == "b.example" { upload(h).wrap_err("release 1.9.2 is only half out").suggestion("run `deploy --resume` when there is room")?; } }
    Ok(())
}
