#![allow(dead_code)]
use std::time::*;
pub fn now()->String{let s=SystemTime::now().duration_since(UNIX_EPOCH).unwrap();let t=s.as_secs()%86400;
format!("2026-11-20 {:02}:{:02}:{:02}.{:03}",t/3600,t/60%60,t%60,s.subsec_millis())}
#[macro_export]
macro_rules! lg{($l:expr,$m:expr,$($a:tt)*)=>{eprintln!("{} [{:<5}] {}: {}",crate::lg::now(),$l,$m,format!($($a)*))}}
