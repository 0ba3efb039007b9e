use std::{error::Error as E,fmt,io};
#[derive(Debug)] struct Kiln{zone:u8,src:Option<Box<dyn E+Send+Sync>>}
impl fmt::Display for Kiln{fn fmt(&self,f:&mut fmt::Formatter)->fmt::Result{write!(f,"kiln zone {} drifted",self.zone)}}
impl E for Kiln{fn source(&self)->Option<&(dyn E+'static)>{self.src.as_ref().map(|b|&**b as _)}}
#[derive(Debug)] struct Bad; impl fmt::Display for Bad{fn fmt(&self,f:&mut fmt::Formatter)->fmt::Result{write!(f,"recipe 'glaze' has no curing step")}} impl E for Bad{}
impl miette::Diagnostic for Bad{ fn code<'a>(&'a self)->Option<Box<dyn fmt::Display+'a>>{Some(Box::new("kiln::recipe"))} fn help<'a>(&'a self)->Option<Box<dyn fmt::Display+'a>>{Some(Box::new("add `cure = 40m`, Error: is no key"))}}
fn any()->anyhow::Result<()>{ use anyhow::Context; std::fs::read("/srv/shop/none.toml").with_context(||"opening ledger\n  for tenant 7").map_err(|e|e.context("cannot start till: Error: 3")) .map(|_|()) }
fn main(){ match std::env::args().nth(1).unwrap().as_str(){
 "anyhow"=>{ std::process::exit(match any(){Err(e)=>{eprintln!("Error: {e:?}");1},_=>0}); }
 "tracing"=>{ tracing_subscriber::fmt().with_ansi(false).with_thread_names(true).with_max_level(tracing::Level::DEBUG).init();
   let s=tracing::info_span!("firing",batch=9,state="error"); let _g=s.enter();
   for i in 0..10{ tracing::info!(errors=0,"zone {i} ok"); if i%3==0{tracing::debug!(target:"panic::handler",file="error.rs","armed");} }
   if let Err(e)=any(){ tracing::error!(code=17,"till offline: {e:#}"); }
   for i in 0..7{ tracing::warn!("retry {i} of ERROR budget"); }
   tracing::error!(target:"kiln::door",open=true,"door ajar");
   for i in 0..6{ tracing::info!("panicked=false at={i}"); }
   let z:Result<(),_>=Err(Kiln{zone:4,src:None}); z.unwrap(); }
 "envlog"=>{ env_logger::Builder::new().filter_level(log::LevelFilter::Debug).init();
   for i in 0..12{ log::info!("lot {i}: 0 errors"); if i%4==0{log::debug!("stack backtrace: disabled");} }
   let e=any().unwrap_err(); log::error!("lot 12 rejected\n{}",e.root_cause());
   for i in 0..9{ log::warn!("lot {i} late"); }
   let r=std::panic::catch_unwind(||{ "é€".split_at(1).0.len() }); log::info!("caught={}",r.is_err()); log::info!("closing"); }
 "log4rs"=>{ use log4rs::{append::console::*,encode::pattern::PatternEncoder,config::*};
   let a=ConsoleAppender::builder().target(Target::Stderr).encoder(Box::new(PatternEncoder::new("{d(%d.%m.%Y %H:%M:%S%.3f)} [{T}] {l:>5} {t} - {m}{n}"))).build();
   log4rs::init_config(Config::builder().appender(Appender::builder().build("e",Box::new(a))).build(Root::builder().appender("e").build(log::LevelFilter::Debug)).unwrap()).unwrap();
   for i in 0..14{ log::info!(target:"quarry::error","truck {i} weighed, ERROR lamp off"); }
   std::thread::Builder::new().name("crusher".into()).spawn(||{ log::error!(target:"quarry::belt","belt slipped: {}",io::Error::from_raw_os_error(5)); log::info!("spinning down"); let a=[1i32,2]; let i=std::hint::black_box(7); println!("{}",a[i%9]); }).unwrap().join().ok();
   for i in 0..8{ log::debug!("truck {i} left"); } }
 "miette"=>{ let r:miette::Result<()>=Err(miette::Report::new(Bad).wrap_err("cannot plan firing")); eprintln!("Error: {:?}",r.unwrap_err()); std::process::exit(1) }
 "coloreyre"=>{ color_eyre::config::HookBuilder::default().install().unwrap(); let e=eyre::Report::new(Kiln{zone:2,src:Some(Box::new(io::Error::other("probe: short circuit")))}).wrap_err("evening batch lost"); eprintln!("Error: {e:?}"); std::process::exit(1) }
 _=>{} } }
