// color-eyre's panic hook: two panics (thread and main), tracing log around
fn main(){ color_eyre::install().unwrap(); tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
 for i in 0..13{ tracing::info!(sweep=i,error=0,"sweep done"); if i%5==3{tracing::warn!(target:"radar::noise","clutter, panic level low")} }
 let _=std::thread::Builder::new().name("tracker".into()).spawn(||{ let v:Option<&str>=None; v.expect("track 88 lost"); }).unwrap().join();
 for i in 13..20{ tracing::info!(sweep=i,"sweep done, tracker down") }
 tracing::error!(code=17,"no tracker left");
 tracing::info!("shutting down");
 std::cell::RefCell::new(1).try_borrow().map(|_|()).unwrap(); let c=std::cell::RefCell::new(1); let _a=c.borrow_mut(); let _b=c.borrow_mut(); }
