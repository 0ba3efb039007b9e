//! Messages that look like something else.
pub const PYTHON: &str = "script price.py failed:\nTraceback (most recent call last):\n  File \"price.py\", line 3, in <module>\n    total = cents / 0\nZeroDivisionError: division by zero";
pub const JAVA: &str = "the till's driver failed: java.lang.IllegalStateException: drawer open\n\tat com.example.Till.open(Till.java:12)\n\tat com.example.Main.main(Main.java:5)";
pub const CHILD: &str = "child exited with 101, it said:\nthread 'main' panicked at src/shelf.rs:9:5:\nno such shelf\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\nend of child output";
