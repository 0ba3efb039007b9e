use std::{thread, time::Duration, collections::*, cell::*, sync::*, fmt};
fn ln(l:&str,t:&str,m:String){ static N:atomic::AtomicU32=atomic::AtomicU32::new(0);
 let n=N.fetch_add(137,atomic::Ordering::SeqCst); eprintln!("2026-11-03 04:{:02}:{:02},{:03} {l:<5} [{t}] {m}", (n/60000)%60, (n/1000)%60, n%1000); }
fn noise(n:u32){ for i in 0..n { match i%7 {
 0=>ln("INFO","pool",format!("worker {i} polled queue, errors=0 panics=0")),
 1=>ln("DEBUG","scan",format!("read thread_panicked.rs at src/panic/error.rs:{i}:5")),
 2=>ln("INFO","http",format!("GET /admin/panicked?at=main 200 {i}ms")),
 3=>ln("WARN","disk",format!("free space {}%, last error: none",40-i%30)),
 4=>ln("INFO","rules",format!("rule 'thread main panicked' compiled to {i} states")),
 5=>ln("INFO","sync",format!("error_rate=0.00 after batch {i}: Error budget untouched")),
 _=>ln("DEBUG","conf",format!("RUST_BACKTRACE=0 note: run with --verbose for more ({i})")) } } }
#[derive(Debug,PartialEq)] #[allow(dead_code)] struct Slot{bay:u8,err:Option<Box<Slot>>}
#[derive(Debug)] #[allow(dead_code)] enum TariffError{Missing{zone:&'static str,tried:Vec<u16>}}
impl fmt::Display for TariffError{fn fmt(&self,f:&mut fmt::Formatter)->fmt::Result{write!(f,"tariff gone")}} impl std::error::Error for TariffError{}
struct Guard; impl Drop for Guard{fn drop(&mut self){ let v:Vec<u8>=vec![]; let _=v[3]; }}
fn main()->Result<(),Box<dyn std::error::Error>>{ match std::env::args().nth(1).unwrap().as_str(){
 "refcell"=>{ noise(17); let c=RefCell::new(VecDeque::from([1])); let b=c.borrow(); if let Some(1)=b.front(){ c.borrow_mut().push_back(2);} }
 "scope"=>{ noise(9); thread::scope(|s|{ thread::Builder::new().name("lift <ERROR> #2".into()).spawn_scoped(s,||{ u32::from_str_radix("zz9",16).expect("shaft code\n  must be hex: 'panicked at' is not") ; }).unwrap(); }); }
 "guard"=>{ let _g=Guard; panic!("ledger closed"); }
 "alive"=>{ noise(11); let h=thread::Builder::new().name("billing::roll-up".into()).spawn(||{ assert_eq!(vec![Slot{bay:1,err:None}],vec![Slot{bay:2,err:None}].into_iter().map(|s|Slot{bay:s.bay+0,err:Some(Box::new(s))}).collect::<Vec<_>>() as Vec<Slot>,"bays differ after {} moves",3); }).unwrap();
   let r=h.join(); ln("INFO","sup",format!("roll-up thread ended, ok={}",r.is_ok())); noise(12);
   let d:u64=std::env::args().count() as u64-2; let h=thread::spawn(move||{ 7u64.checked_div(d).unwrap() }); let r=h.join(); ln("WARN","sup",format!("divider ended, ok={}",r.is_ok())); noise(8); }
 "tariff"=>{ noise(22); ln("ERROR","tariff","price table rejected\n  zone: north-9\n\tcause: checksum panicked nobody".into()); noise(3);
   return Err(Box::new(TariffError::Missing{zone:"north \"9\"",tried:vec![7,12]})); }
 "dump"=>{ let m=BTreeMap::from([("dock","A"),("crew","Error: none")]); Err::<(),_>(m).expect("manifest unreadable"); }
 "oom"=>{ ln("INFO","cache","growing".into()); let v:Vec<u8>=Vec::with_capacity(1usize<<46); println!("{}",v.len()); }
 "deep"=>{ fn r(n:u64)->u64{ let a=[n;64]; if n==u64::MAX {0} else { r(n+1)+std::hint::black_box(a)[3] } } noise(5);
   thread::Builder::new().name("route planner".into()).spawn(||println!("{}",r(0))).unwrap().join().ok(); }
 "ffi"=>{ extern "C" fn cb(p:i32){ if p<0 { unreachable!("callback got {p}"); } } cb(-4); }
 "poison"=>{ let m=Arc::new(Mutex::new(String::from("seat"))); let n=m.clone(); noise(6);
   let _=thread::Builder::new().name("seats-1".into()).spawn(move||{ let g=n.lock().unwrap(); let s=&g[1..9]; println!("{s}"); }).unwrap().join();
   noise(5); thread::sleep(Duration::from_millis(5)); let g=m.lock().unwrap(); println!("{g}"); }
 _=>{} } Ok(()) }
