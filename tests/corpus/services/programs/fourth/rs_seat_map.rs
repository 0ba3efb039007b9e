// seat-map: poisoned mutex: first panic inside the lock, second is unwrap on PoisonError
use std::sync::*;
fn main(){ let m=Arc::new(Mutex::new(vec![0u8;4]));
 let k=m.clone(); let _=std::thread::Builder::new().name("seller-1".into()).spawn(move||{let mut g=k.lock().unwrap(); let free:Option<u8>=None; g[0]=free.expect("row 12 has no free seat: sold out");}).unwrap().join();
 println!("{:?}",m.lock().unwrap()); }
