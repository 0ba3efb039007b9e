// beacon: deep recursion, in a named thread
fn walk(n:u64)->u64{ let a=[n;64]; if std::hint::black_box(&a)[3]==u64::MAX{return 0} walk(n+1)+a[9] }
fn main(){ println!("beacon 0.4.1 starting, stack overflow protection: on"); println!("loaded 12 nodes"); 
 std::thread::Builder::new().name("route-walker".into()).stack_size(256<<10).spawn(||println!("{}",walk(1))).unwrap().join().unwrap(); }
