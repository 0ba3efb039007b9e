// Keeps an undo history as a linked list; dropping it in its own thread blows the stack. log4rs on the console.
use log::{info, LevelFilter};
use log4rs::append::console::ConsoleAppender;
use log4rs::config::{Appender, Config, Root};
use log4rs::encode::pattern::PatternEncoder;

struct Step {
    what: u64,
    before: Option<Box<Step>>,
}

fn compact(steps: u64) {
    let mut last: Option<Box<Step>> = None;
    for what in 0..steps {
        last = Some(Box::new(Step { what, before: last.take() }));
    }
    info!("history has {} steps, newest {}", steps, last.as_ref().map_or(0, |s| s.what));
    drop(last);
    info!("history of {steps} steps dropped");
}

fn main() {
    let out = ConsoleAppender::builder()
        .encoder(Box::new(PatternEncoder::new("{d(%Y-%m-%d %H:%M:%S%.3f)} {({l}):5.5} [{T}] {t} - {m}{n}")))
        .build();
    let config = Config::builder()
        .appender(Appender::builder().build("out", Box::new(out)))
        .build(Root::builder().appender("out").build(LevelFilter::Info))
        .unwrap();
    log4rs::init_config(config).unwrap();
    info!("editor host up");
    for steps in [900, 4_000, 2_500_000] {
        std::thread::Builder::new()
            .name("history-compactor".into())
            .spawn(move || compact(steps))
            .unwrap()
            .join()
            .unwrap();
    }
    info!("editor host done");
}
