//! The commands from end to end: the binary, in an empty home, with files and pipes as its only friends.

#[path = "commands/bad_input.rs"]
mod bad_input;
#[path = "commands/config.rs"]
mod config;
#[path = "commands/explain.rs"]
mod explain;
#[path = "commands/http.rs"]
mod http;
#[path = "commands/noise.rs"]
mod noise;
#[path = "commands/pattern_files.rs"]
mod pattern_files;
#[path = "commands/redact.rs"]
mod redact;
#[path = "commands/same.rs"]
mod same;
#[path = "commands/terminal.rs"]
mod terminal;
#[path = "commands/usage.rs"]
mod usage;
#[path = "commands/watch.rs"]
mod watch;

/// A log with one incident: a record, and the trace under it.
const FAILING: &str = r#"2026-11-20 10:00:00,123 INFO shop.worker: job 17 begins
2026-11-20 10:00:00,124 ERROR shop.worker: job 17 failed
Traceback (most recent call last):
  File "/srv/shop/web/shop.py", line 23, in main
    stock.take("tea", 5)
  File "/srv/shop/web/stock.py", line 14, in take
    raise StockError(f"only 3 of {item} left, {count} wanted")
stock.StockError: only 3 of tea left, 5 wanted
2026-11-20 10:00:01,000 WARNING shop.worker: disk is nearly full
2026-11-20 10:00:02,000 INFO shop.worker: 0 errors in /error/Handler.java
"#;

/// A log without any.
const QUIET: &str = "2026-11-20 10:00:00,123 INFO shop.worker: job 17 is done\n\
                     2026-11-20 10:00:00,124 INFO shop.worker: 0 errors\n";
