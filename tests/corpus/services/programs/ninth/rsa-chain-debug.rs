// A Debug that prints the whole chain of sources, as many services have it, returned from main.
use std::error::Error;
use std::fmt;

fn error_chain_fmt(e: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "{}\n", e)?;
    let mut current = e.source();
    while let Some(cause) = current {
        writeln!(f, "Caused by:\n\t{}", cause)?;
        current = cause.source();
    }
    Ok(())
}

#[derive(thiserror::Error)]
enum StartError {
    #[error("Failed to load the mailer settings.")]
    Settings(#[source] SettingsError),
}

#[derive(thiserror::Error)]
enum SettingsError {
    #[error("`smtp.port` is not valid")]
    Port(#[from] std::num::ParseIntError),
}

impl fmt::Debug for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error_chain_fmt(self, f)
    }
}

impl fmt::Debug for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error_chain_fmt(self, f)
    }
}

fn settings(port: &str) -> Result<u16, SettingsError> {
    Ok(port.parse()?)
}

fn main() -> Result<(), StartError> {
    tracing_subscriber::fmt().with_target(false).with_ansi(false).init();
    tracing::info!("mailer starting");
    tracing::info!(host = "smtp.internal", "settings found");
    let port = settings("25 ").map_err(StartError::Settings)?;
    tracing::info!(port, "mailer ready");
    Ok(())
}
