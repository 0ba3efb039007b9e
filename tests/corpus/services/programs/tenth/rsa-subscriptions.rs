// Newsletter confirmations; errors print their whole chain.
use std::error::Error;
use std::fmt;

pub fn error_chain_fmt(e: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "{e}\n")?;
    let mut current = e.source();
    while let Some(cause) = current {
        writeln!(f, "Caused by:\n\t{cause}")?;
        current = cause.source();
    }
    Ok(())
}

#[derive(thiserror::Error, Debug)]
#[error("token {token:?} cannot be read")]
struct TokenError {
    token: String,
    source: std::num::ParseIntError,
}

#[derive(thiserror::Error)]
#[error("Failed to confirm the subscription of subscriber {id}")]
struct ConfirmError {
    id: u32,
    source: TokenError,
}

impl fmt::Debug for ConfirmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        error_chain_fmt(self, f)
    }
}

fn parse(token: &str) -> Result<u32, TokenError> {
    u32::from_str_radix(token, 16).map_err(|source| TokenError { token: token.to_string(), source })
}

fn main() -> Result<(), ConfirmError> {
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
    for (id, token) in [(17, "9f31ac"), (18, "0x77"), (19, "e1")] {
        let span = tracing::info_span!("confirm", id);
        let _guard = span.enter();
        tracing::info!("token received");
        let key = parse(token).map_err(|source| ConfirmError { id, source })?;
        tracing::info!(key, "confirmed");
    }
    Ok(())
}
