// tilecache: allocation failure in a log
#[path="../lg.rs"] mod lg;
fn main(){ for i in 0..22{ lg!("INFO","tilecache::warm","zoom {} ready, memory allocation of {} bytes ok",i,i<<20); }
 lg!("WARN","tilecache::warm","zoom 22 needs a lot of memory");
 let v:Vec<u8>=Vec::with_capacity(std::hint::black_box(1usize<<46)); println!("{}",v.capacity()); }
