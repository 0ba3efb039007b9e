// A cash register: everything goes into a log4rs file, panics too (log-panics).
use log::{info, warn, LevelFilter};
use log4rs::append::file::FileAppender;
use log4rs::config::{Appender, Config, Root};

fn change(paid: u32, due: u32) -> u32 {
    assert!(paid >= due, "customer owes {} more\nreceipt must not be printed", due - paid);
    paid - due
}

fn main() {
    let file = FileAppender::builder().append(false).build(std::env::args().nth(1).unwrap()).unwrap();
    let config = Config::builder()
        .appender(Appender::builder().build("file", Box::new(file)))
        .build(Root::builder().appender("file").build(LevelFilter::Info))
        .unwrap();
    log4rs::init_config(config).unwrap();
    log_panics::init();
    info!("register 3 opened");
    let mut lost = 0;
    for (paid, due) in [(1000, 850), (500, 1240), (2000, 1999)] {
        let till = std::thread::Builder::new().name(format!("till-{due}")).spawn(move || {
            let back = change(paid, due);
            info!("paid {paid}, due {due}, change {back}");
        });
        if till.unwrap().join().is_err() {
            lost += 1;
            warn!("sale of {due} skipped");
        }
    }
    let ok: Option<u32> = (lost == 0).then_some(3);
    info!("{} sales closed", ok.unwrap());
}
