// parking-gate controller: a named worker panics with a let-else style explicit message; main's join().unwrap() panics too
#[path="../lg.rs"] mod lg;
fn main(){
 for i in 0..14{ lg!("INFO","gate::loop","barrier {} open, 0 errors, panicked=false",i%3);
  if i%5==1{lg!("WARN","gate::plate","plate reader slow: thread 'plate-{}' took {}ms",i,i*90)} }
 let h=std::thread::Builder::new().name("plate-reader: lane 2".into()).spawn(||{
  let lanes:Vec<u8>=vec![1,2,3]; let n=std::env::args().count()+6; lg!("DEBUG","gate::plate","reading lane {}",n); lanes[n]}).unwrap();
 let r=h.join(); lg!("ERROR","gate::super","worker died; restarting is disabled");
 for i in 0..9{ lg!("INFO","gate::drain","car {} leaves, error_rate=0.{}",i,i) }
 r.unwrap();
}
