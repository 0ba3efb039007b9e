//! Ordinary business with look-alikes. usage: rustquiet env|fmt|pretty|json COUNT
use std::panic;

fn say<F: Fn(usize, &str)>(n: usize, f: F) {
    let text = std::fs::read_to_string("lookalikes.txt").unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for i in 0..n {
        f(i, &lines[i * 31 % lines.len()].replace("{n}", &i.to_string()));
    }
}

mod panics {
    pub fn info(i: usize, s: &str) {
        match i % 4 {
            0 => tracing::info!(errors = 0, error = "none", "{s}"),
            1 => tracing::debug!(panicked = false, "{s}"),
            2 => tracing::warn!(error_rate = 0.0, "{s}"),
            _ => tracing::info!("{s}"),
        }
    }
}

fn main() {
    let a: Vec<String> = std::env::args().collect();
    let n = a[2].parse().unwrap();
    // a caught panic whose hook says nothing
    panic::set_hook(Box::new(|_| {}));
    let _ = panic::catch_unwind(|| panic!("not shown"));
    match a[1].as_str() {
        "env" => {
            env_logger::Builder::new().filter_level(log::LevelFilter::Debug).target(env_logger::Target::Stdout).init();
            say(n, |i, s| match i % 3 {
                0 => log::info!(target: "depot::error", "{s}"),
                1 => log::warn!("{s}"),
                _ => log::debug!(target: "depot::panic", "{s}"),
            });
        }
        "fmt" => {
            tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(true).init();
            say(n, panics::info);
        }
        _ => {
            tracing_subscriber::fmt().pretty().with_ansi(false).with_max_level(tracing::Level::DEBUG).init();
            say(n, panics::info);
        }
    }
}

#[cfg(test)]
mod tests {
    macro_rules! many {
        ($($name:ident)*) => { $(mod $name {
            #[test] fn returns_error() { assert!("x".parse::<i32>().is_err()); }
            #[test] fn error_is_reported() {}
            #[test] fn no_error_when_empty() {}
            #[test] fn fails_with_exception() {}
            #[test] #[ignore] fn fatal_is_slow() {}
            #[test] #[should_panic] fn should_panic() { panic!("as expected"); }
        })* }
    }
    many! { panics errors exceptions fatal critical traceback backtrace aborts faults unwrap expect overflow null_pointer index timeout
            retry parse_error io_error poison deadlock failure failed segfault severe emerg alert crash oops bug warn err_budget error_rate
            stack caused_by suppressed handler hook recover catch_unwind abort_on_error error_pages internal_server_error http_500 exit_code
            sigsegv sigabrt core_dump oom killed hang stuck lost broken corrupt invalid missing refused denied reset closed cut bad
            e0001 e0308 e0382 e0499 e0502 e0505 e0597 e0716 error_kind error_source error_chain report anyhow thiserror eyre miette
            panic_abort panic_unwind double_panic quiet_panic }
}
