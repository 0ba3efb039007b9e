// Builds the route table from a JSON file.
use color_eyre::eyre::{ensure, eyre, Result, WrapErr};
use color_eyre::{Help, SectionExt};

#[derive(Debug, serde::Deserialize)]
struct Route {
    from: String,
    to: String,
    km: f64,
}

fn load(text: &str) -> Result<Vec<Route>> {
    let routes: Vec<Route> = serde_json::from_str(text)
        .wrap_err("route table is malformed")
        .with_section(|| text.trim_end().to_string().header("File:"))?;
    ensure!(!routes.is_empty(), eyre!("route table is empty"));
    Ok(routes)
}

fn main() -> Result<()> {
    color_eyre::install()?;
    let path = std::env::args().nth(1).ok_or_else(|| eyre!("usage: routes FILE"))?;
    println!("loading {path}");
    let text = std::fs::read_to_string(&path)?;
    let routes = load(&text)
        .wrap_err_with(|| format!("cannot build routes from {path}"))
        .suggestion("run `routes-export --check` on the old table first")
        .note("distances are kilometres, with a point")?;
    for r in &routes {
        println!("{} -> {} {:.1}", r.from, r.to, r.km);
    }
    Ok(())
}
