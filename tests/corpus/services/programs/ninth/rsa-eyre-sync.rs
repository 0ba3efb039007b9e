// Syncs stock with the warehouse: color-eyre reports for an error and a panic.
use color_eyre::eyre::{self, WrapErr};
use color_eyre::{Help, SectionExt};

#[derive(Debug, thiserror::Error)]
enum WireError {
    #[error("warehouse answered {status}")]
    Status { status: u16, #[source] body: BodyError },
}

#[derive(Debug, thiserror::Error)]
#[error("body is no JSON")]
struct BodyError(#[from] serde_json::Error);

fn fetch(page: u32) -> Result<Vec<u32>, WireError> {
    let body = if page == 2 { "<html>busy</html>" } else { "[4, 8, 15]" };
    serde_json::from_str(body).map_err(|e| WireError::Status { status: 503, body: BodyError(e) })
}

fn sync(pages: u32) -> eyre::Result<usize> {
    let mut n = 0;
    for page in 1..=pages {
        let got = fetch(page)
            .wrap_err_with(|| format!("stock page {page} not loaded"))
            .suggestion("try again when the nightly stock-taking is over")
            .with_section(|| format!("GET /stock?page={page}\nAccept: application/json").header("Request:"))?;
        println!("page {page}: {} items", got.len());
        n += got.len();
    }
    Ok(n)
}

fn main() -> eyre::Result<()> {
    color_eyre::install()?;
    let pages: u32 = std::env::args().nth(1).unwrap_or("1".into()).parse()?;
    println!("stock sync: {pages} page(s)");
    let n = sync(pages).wrap_err("stock sync gave up")?;
    let per_page = n / (pages as usize);
    let first = (0..per_page).nth(7).expect("a full page has at least eight items");
    println!("done, first {first}");
    Ok(())
}
