// kiln: panic in Drop while unwinding: two panics, abort
struct Relay(&'static str);
impl Drop for Relay{ fn drop(&mut self){ if std::thread::panicking(){ let r:Result<u8,std::num::ParseIntError>="4x".parse(); r.expect("relay did not answer"); } println!("{}",self.0) } }
fn main(){ let _r=Relay("heater"); let t:f64="1310.5".parse().unwrap(); if t>1300.0 { panic!("over temperature: {t} C\n  probe: 3\n  limit: 1300") } }
