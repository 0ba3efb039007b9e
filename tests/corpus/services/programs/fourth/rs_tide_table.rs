// tide-table: assert_eq! with a message and multi-line values inside a log, then catch_unwind, then a clean ERROR record
#[path="../lg.rs"] mod lg;
fn check(a:&str,b:&str){ assert_eq!(a,b,"station {} disagrees with the almanac",7); }
fn main(){
 for i in 0..12{ lg!("INFO","tide::fetch","GET /error/panicked.json?station={} 200",i); lg!("DEBUG","tide::calc","harmonics[{}]: assertion `left == right` holds",i) }
 let _=std::panic::catch_unwind(||check("high 04:12","high 04:21"));
 lg!("WARN","tide::calc","station 7 left out of today's table");
 for i in 0..10{ lg!("INFO","tide::write","page {} written, Error: 0",i) }
 lg!("ERROR","tide::publish","upload of table 2026-11 refused: 507 Insufficient Storage");
 for i in 0..4{ lg!("INFO","tide::publish","retry queue length {}",i) }
}
