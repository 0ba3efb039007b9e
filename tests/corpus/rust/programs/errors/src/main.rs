//! Errors returned from main, and reports of the report crates.
use std::error::Error as StdError;
use std::fmt;
use std::process::ExitCode;

mod plain {
    #[derive(Debug)]
    #[allow(dead_code)]
    pub enum Fault {
        Closed,
        NoTill(u8),
        Broken { till: u8, why: String },
    }

    #[derive(Debug)]
    #[allow(dead_code)]
    pub struct Report {
        pub orders: Vec<u32>,
        pub lost: Option<&'static str>,
    }

    pub struct Pretty(pub Report);
    impl std::fmt::Debug for Pretty {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{:#?}", self.0)
        }
    }

    /// Debug that prints the whole chain by itself, as many crates advise.
    pub struct Chained(pub Box<dyn std::error::Error>);
    impl std::fmt::Debug for Chained {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{}", self.0)?;
            let mut e = self.0.source();
            while let Some(cause) = e {
                write!(f, "\nCaused by:\n\t{cause}")?;
                e = cause.source();
            }
            Ok(())
        }
    }

    pub fn unit() -> Result<(), Fault> {
        Err(Fault::Closed)
    }
    pub fn tuple() -> Result<(), Fault> {
        Err(Fault::NoTill(7))
    }
    pub fn record() -> Result<(), Fault> {
        Err(Fault::Broken { till: 2, why: "coins: jammed".into() })
    }
    pub fn string() -> Result<(), String> {
        Err("no till \"north\"\nis open".to_string())
    }
    pub fn unit_type() -> Result<(), ()> {
        Err(())
    }
    pub fn number() -> Result<(), i32> {
        Err(0)
    }
    pub fn io() -> Result<(), std::io::Error> {
        std::fs::read("/srv/none/prices.csv").map(drop)
    }
    pub fn io_custom() -> std::io::Result<()> {
        Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "line 3: no price"))
    }
    pub fn parse() -> Result<(), std::num::ParseIntError> {
        "many".parse::<i32>().map(drop)
    }
    pub fn boxed() -> Result<(), Box<dyn std::error::Error>> {
        Err("the shop is closed on sundays".into())
    }
    pub fn json() -> Result<(), serde_json::Error> {
        serde_json::from_str::<serde_json::Value>("{\n \"tea\": }").map(drop)
    }
    pub fn pretty() -> Result<(), Pretty> {
        Err(Pretty(Report { orders: vec![3, 5], lost: Some("till 2") }))
    }
}

#[derive(Debug, thiserror::Error)]
enum ShopError {
    #[error("cannot read price list {path}")]
    Prices { path: String, source: std::io::Error },
    #[error(transparent)]
    Parse(#[from] std::num::ParseIntError),
}

fn read_prices() -> Result<String, ShopError> {
    let path = "/srv/none/prices.csv";
    std::fs::read_to_string(path).map_err(|source| ShopError::Prices { path: path.into(), source })
}

fn thiserror_main() -> Result<(), ShopError> {
    read_prices()?;
    Ok(())
}

#[derive(Debug)]
struct Lines;
impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("two problems in order 12:\n- no customer\n- total is -3\n\nsee the form")
    }
}
impl StdError for Lines {}

mod any {
    use super::*;
    use anyhow::{anyhow, bail, Context, Result};

    pub fn no_cause() -> Result<()> {
        bail!("till {} is empty", 3)
    }
    pub fn one() -> Result<()> {
        "many".parse::<u32>().context("quantity of order 12")?;
        Ok(())
    }
    pub fn several() -> Result<()> {
        read_prices().context("price list is needed at start").with_context(|| format!("shop {} cannot open", "north"))?;
        Ok(())
    }
    pub fn lines() -> Result<()> {
        Err(anyhow::Error::new(Lines)).context("order 12 refused").context("could not close the day:\n3 orders are open")
    }
    pub fn lines_first() -> Result<()> {
        Err(Lines.into())
    }
    pub fn lines_one() -> Result<()> {
        Err(anyhow::Error::new(Lines)).context("order 12 refused")
    }
    pub fn looks() -> Result<()> {
        Err(anyhow!("0: not a number: thread 'main' panicked at noon")).context("Caused by: nobody").context("Error: twice")
    }
    pub fn panics() {
        let r: Result<()> = several();
        r.unwrap();
    }
    pub fn expect() {
        one().expect("orders are fine");
    }
}

mod ey {
    use eyre::{Result, WrapErr};
    pub fn several() -> Result<()> {
        super::read_prices().wrap_err("price list is needed at start").wrap_err("shop cannot open")?;
        Ok(())
    }
    pub fn single() -> Result<()> {
        Err(eyre::eyre!("till {} is empty", 3))
    }
}

mod color {
    use super::*;
    use color_eyre::config::{HookBuilder, Theme};
    use color_eyre::eyre::{eyre, Result, WrapErr};
    use color_eyre::{Section, SectionExt};

    fn hooks() -> HookBuilder {
        match std::env::var_os("SHOP_PLAIN") {
            Some(_) => HookBuilder::default().theme(Theme::new()),
            None => HookBuilder::default(),
        }
    }

    pub fn report() -> Result<()> {
        hooks().install()?;
        read_prices().wrap_err("price list is needed at start").wrap_err("shop cannot open")?;
        Ok(())
    }
    pub fn sections() -> Result<()> {
        hooks().install()?;
        "many"
            .parse::<u32>()
            .wrap_err("quantity of order 12")
            .with_section(|| "GET /orders/12\naccept: */*".header("Request:"))
            .error(std::io::Error::other("the cache was empty too"))
            .note("quantities are whole numbers")
            .warning("order 12 stays open")
            .suggestion("try `shop orders fix 12`")?;
        Ok(())
    }
    #[tracing::instrument]
    fn order(id: u32, text: &str) -> Result<u32> {
        text.parse::<u32>().wrap_err_with(|| format!("quantity of order {id}"))
    }
    pub fn spans() -> Result<()> {
        use tracing_subscriber::prelude::*;
        tracing_subscriber::registry().with(tracing_error::ErrorLayer::default()).init();
        hooks().install()?;
        order(12, "many")?;
        Ok(())
    }
    pub fn panics() -> Result<()> {
        hooks().install()?;
        read_prices().expect("prices");
        Ok(())
    }
    pub fn panics_issue() -> Result<()> {
        hooks()
            .panic_section("consider reporting this to the shop team")
            .issue_url("https://shop.example/issues/new")
            .add_issue_metadata("version", "0.3.1")
            .install()?;
        panic!("till 3 is on fire\nplease leave");
    }
    pub fn lines() -> Result<()> {
        hooks().install()?;
        Err(eyre!(Lines)).wrap_err("order 12 refused")
    }
}

mod mi {
    use miette::{Context, Diagnostic, GraphicalReportHandler, IntoDiagnostic, NamedSource, NarratableReportHandler, Result, SourceSpan};

    #[derive(Debug, thiserror::Error, Diagnostic)]
    #[error("price is not a number")]
    #[diagnostic(code(shop::prices::number), help("write 2.50, not two fifty"), url("https://shop.example/prices"))]
    struct BadPrice {
        #[source_code]
        src: NamedSource<String>,
        #[label("this one")]
        at: SourceSpan,
        #[source]
        why: std::num::ParseIntError,
    }

    fn bad() -> BadPrice {
        let text = "tea = 250\npot = ninety\ncup = 120\n".to_string();
        BadPrice { src: NamedSource::new("prices.toml", text), at: (16, 6).into(), why: "ninety".parse::<u32>().unwrap_err() }
    }
    pub fn fancy() -> Result<()> {
        Err(bad())?
    }
    pub fn causes() -> Result<()> {
        super::read_prices().into_diagnostic().wrap_err("price list is needed at start").wrap_err("shop cannot open")?;
        Ok(())
    }
    pub fn narrated() -> Result<()> {
        miette::set_hook(Box::new(|_| Box::new(NarratableReportHandler::new())))?;
        Err(bad())?
    }
    pub fn ascii() -> Result<()> {
        miette::set_hook(Box::new(|_| Box::new(GraphicalReportHandler::new_themed(miette::GraphicalTheme::none()))))?;
        causes()
    }
    pub fn panics() {
        miette::set_panic_hook();
        super::read_prices().expect("prices");
    }
    pub fn related() -> Result<()> {
        #[derive(Debug, thiserror::Error, Diagnostic)]
        #[error("2 lines of the order are wrong")]
        #[diagnostic(severity(Error))]
        struct Many {
            #[related]
            others: Vec<BadPrice>,
        }
        Err(Many { others: vec![bad(), bad()] })?
    }
}

mod sn {
    use snafu::prelude::*;

    #[derive(Debug, Snafu)]
    pub enum Inner {
        #[snafu(display("cannot read {path}"))]
        Read { path: String, source: std::io::Error },
    }

    #[derive(Debug, Snafu)]
    pub enum Outer {
        #[snafu(display("shop {shop} cannot open"))]
        Open { shop: String, source: Inner },
    }

    fn read() -> Result<String, Inner> {
        let path = "/srv/none/prices.csv";
        std::fs::read_to_string(path).context(ReadSnafu { path })
    }
    fn open() -> Result<(), Outer> {
        read().context(OpenSnafu { shop: "north" })?;
        Ok(())
    }
    pub fn debug() -> Result<(), Box<dyn std::error::Error>> {
        open()?;
        Ok(())
    }
    pub fn whatever() -> Result<(), snafu::Whatever> {
        open().whatever_context("nothing works today")
    }
    #[snafu::report]
    pub fn report() -> Result<(), Outer> {
        open()
    }
}

fn exit<T, E: fmt::Debug>(r: Result<T, E>) -> ExitCode {
    match r {
        Ok(_) => ExitCode::SUCCESS,
        Err(e) => {
            // what std's Termination does for Result
            eprintln!("Error: {e:?}");
            ExitCode::FAILURE
        }
    }
}

fn main() -> ExitCode {
    use std::process::Termination;
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "unit" => plain::unit().report(),
        "tuple" => plain::tuple().report(),
        "record" => plain::record().report(),
        "string" => plain::string().report(),
        "unit-type" => plain::unit_type().report(),
        "number" => plain::number().report(),
        "io" => plain::io().report(),
        "io-custom" => plain::io_custom().report(),
        "parse" => plain::parse().report(),
        "boxed" => plain::boxed().report(),
        "json" => plain::json().report(),
        "pretty" => plain::pretty().report(),
        "chained" => read_prices().map(drop).map_err(|e| plain::Chained(e.into())).report(),
        "thiserror" => thiserror_main().report(),
        "transparent" => "many".parse::<u8>().map(drop).map_err(ShopError::from).report(),
        "anyhow" => any::no_cause().report(),
        "anyhow-one" => any::one().report(),
        "anyhow-several" => any::several().report(),
        "anyhow-lines" => any::lines().report(),
        "anyhow-lines-first" => any::lines_first().report(),
        "anyhow-lines-one" => any::lines_one().report(),
        "anyhow-looks" => any::looks().report(),
        "anyhow-panics" => {
            any::panics();
            ExitCode::SUCCESS
        }
        "anyhow-expect" => {
            any::expect();
            ExitCode::SUCCESS
        }
        "anyhow-exit" => exit(any::several()),
        "anyhow-inline" => {
            // {:#} on one line
            println!("shop north opens");
            eprintln!("Error: {:#}", any::several().unwrap_err());
            ExitCode::FAILURE
        }
        "eyre" => ey::several().report(),
        "eyre-one" => ey::single().report(),
        "color-eyre" => color::report().report(),
        "color-eyre-sections" => color::sections().report(),
        "color-eyre-spans" => color::spans().report(),
        "color-eyre-panic" => color::panics().report(),
        "color-eyre-issue" => color::panics_issue().report(),
        "color-eyre-lines" => color::lines().report(),
        "miette" => mi::fancy().report(),
        "miette-causes" => mi::causes().report(),
        "miette-narrated" => mi::narrated().report(),
        "miette-ascii" => mi::ascii().report(),
        "miette-panic" => {
            mi::panics();
            ExitCode::SUCCESS
        }
        "miette-related" => mi::related().report(),
        "snafu" => sn::debug().report(),
        "snafu-whatever" => sn::whatever().report(),
        "snafu-report" => sn::report().report(),
        _ => ExitCode::from(2),
    }
}
