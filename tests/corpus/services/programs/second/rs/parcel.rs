//! main that returns Err: Termination prints Debug of the error
#[derive(Debug)] #[allow(dead_code)] enum ParcelError { TooHeavy { kg: f32, limit: f32 }, Io(std::io::Error) }
fn weigh(kg: f32) -> Result<f32, ParcelError> { if kg > 30.0 { Err(ParcelError::TooHeavy { kg, limit: 30.0 }) } else { Ok(kg) } }
fn main() -> Result<(), ParcelError> { for i in 1..9 { println!("parcel {i}: {} kg, scale_error=0.0", weigh(i as f32 * 3.0)?); } std::fs::read("/srv/blind2/none/labels").map_err(ParcelError::Io)?; Ok(()) }
