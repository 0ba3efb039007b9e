use snafu::{ResultExt, Snafu};
#[derive(Debug, Snafu)]
enum Error {
    #[snafu(display("invoice {id} could not be rendered"))] Render { id: u32, source: FontError },
}
#[derive(Debug, Snafu)]
#[snafu(display("font {name} is not usable"))] struct FontError { name: String, source: std::str::Utf8Error }
fn font(b: &[u8]) -> Result<&str, FontError> { std::str::from_utf8(b).context(FontSnafu { name: "Inter" }) }
#[snafu::report]
fn main() -> Result<(), Error> {
    env_logger::builder().filter_level(log::LevelFilter::Debug).format_timestamp_millis().init();
    for id in 0..25u32 { font(b"ok").context(RenderSnafu { id })?; log::info!("invoice {id} rendered, errors: none"); if id % 7 == 6 { log::debug!("Caused by these invoices so far: {} pages", id * 2); } }
    font(&[0x49, 0xff, 0x20]).context(RenderSnafu { id: 25u32 })?;
    Ok(())
}
