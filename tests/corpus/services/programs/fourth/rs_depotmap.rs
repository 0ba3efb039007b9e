// depotmap: Box<dyn Error> from main, derived Debug of a nested enum, after logs
#[path="../lg.rs"] mod lg;
#[derive(Debug)] #[allow(dead_code)] enum LoadError{ Header{file:&'static str,line:u32,source:std::num::ParseIntError} }
impl std::fmt::Display for LoadError{fn fmt(&self,f:&mut std::fmt::Formatter)->std::fmt::Result{write!(f,"bad header")}} impl std::error::Error for LoadError{}
fn load(s:&str)->Result<u32,LoadError>{ s.parse().map_err(|e|LoadError::Header{file:"yard.map",line:3,source:e}) }
fn main()->Result<(),Box<dyn std::error::Error>>{ for i in 0..20{ lg!("INFO","depotmap","track {} -> Ok, last Error: none",i); if i%6==0{lg!("WARN","depotmap","track {} has no signal (error budget 3/3)",i)} }
 load("twelve")?; Ok(()) }
