use error_stack::{Report, ResultExt};
use std::fmt;
#[derive(Debug)] struct CheckoutError; #[derive(Debug)] struct StockError { sku: &'static str }
impl fmt::Display for CheckoutError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { f.write_str("checkout of cart 99 failed") } }
impl fmt::Display for StockError { fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "could not reserve {}", self.sku) } }
impl std::error::Error for CheckoutError {} impl std::error::Error for StockError {}
fn reserve(q: &str) -> Result<u32, Report<StockError>> {
    q.parse::<u32>().change_context(StockError { sku: "tea-green-100g" }).attach_printable("warehouse: north")
}
fn main() -> Result<(), Report<CheckoutError>> {
    Report::set_color_mode(error_stack::fmt::ColorMode::None);
    println!("checkout ready");
    println!("cart 98 ok, total {}", reserve("3").change_context(CheckoutError)?);
    reserve("-3").change_context(CheckoutError)?;
    Ok(())
}
