use simplelog::*;
fn send(to: &str) -> usize { let at = to.find('@').unwrap(); to[at..].len() }
fn main() {
    let cfg = ConfigBuilder::new().set_time_format_rfc3339().set_thread_level(LevelFilter::Error).build();
    WriteLogger::init(LevelFilter::Debug, cfg, std::io::stderr()).unwrap();
    log_panics::Config::new().backtrace_mode(log_panics::BacktraceMode::Off).install_panic_hook();
    log::info!("mailer up, template errors.html loaded");
    for (i, to) in ["ann@example.org", "bob@example.org", "carol", "dan@example.org"].into_iter().enumerate() {
        log::debug!("connecting for mail {i}");
        let r = std::thread::Builder::new().name(format!("smtp-{i}")).spawn(move || send(to)).unwrap().join();
        match r { Ok(n) => log::info!("mail {i} sent, {n} bytes, error=0"), Err(_) => log::warn!("mail {i} not sent, put into the dead letter box") }
    }
    for i in 4..14 { log::info!("mail {i} sent, 12 bytes, error=0"); }
    log::error!("1 of 14 mails failed");
}
