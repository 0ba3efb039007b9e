//! `explain` names what a line met: header, pattern, state, rule, and what the fingerprint is made of.

use super::FAILING;
use crate::harness::{Home, incidents};

#[test]
fn a_line_inside_a_trace() {
    let home = Home::new();
    home.file("app.log", FAILING);
    let done = home.run(&["explain", "app.log:6"]).exits(0).says_nothing();
    let done = done.prints(&[
        "app.log:6:   File \"/srv/shop/web/stock.py\", line 14, in take",
        "header: none",
        "python run",
        "takes it in state `",
        "to state `",
        "lines 3 to 8: one incident, record and trace",
        "incident: lines 2 to 8, exception stock.StockError",
        "kind: exception",
        "types: stock.StockError",
        "function: take",
        "file: stock.py",
        "message: only * of tea left, * wanted",
    ]);
    // Rules by number and regex, as they stand in the file.
    let rule = done.out();
    let rule = rule
        .lines()
        .find(|line| line.contains("python run"))
        .expect("a line");
    let number = rule.split("rule ").nth(1).expect("a rule");
    assert!(number.starts_with(|c: char| c.is_ascii_digit()), "{rule}");
    assert!(rule.contains("(?<file>"), "{rule}");
}

#[test]
fn the_fingerprint_is_the_one_that_scan_gives() {
    let home = Home::new();
    home.file("app.log", FAILING);
    let found = incidents(&home.run(&["scan", "--format", "ndjson", "app.log"]).stdout);
    let fingerprint = found[0]["fingerprint"].as_str().expect("text");
    for line in 2..=8 {
        home.run(&["explain", &format!("app.log:{line}")])
            .exits(0)
            .prints(&[&format!("fingerprint: {fingerprint}")]);
    }
}

#[test]
fn a_record_names_its_header_level_and_rule() {
    let home = Home::new();
    home.file("app.log", FAILING);
    home.run(&["explain", "app.log:2"]).exits(0).prints(&[
        "header: timed, level error",
        "log run 1: rule ",
        "begins it, to state `record`",
        "incident: lines 2 to 8",
    ]);
}

#[test]
fn a_look_alike() {
    let home = Home::new();
    home.file("app.log", FAILING);
    home.run(&["explain", "app.log:10"]).exits(0).prints(&[
        "header: timed, level info",
        "in state `start` asks for level error or above",
        "no rule of any pattern begins or takes it",
        "no incident holds it",
    ]);
    // Without a header, too.
    home.file("plain.log", "one\n0 errors in /error/Handler.java\nthree\n");
    home.run(&["explain", "plain.log:2"]).exits(0).prints(&[
        "header: none",
        "no rule of any pattern begins or takes it",
        "no incident holds it",
    ]);
}

#[test]
fn a_line_below_the_minimum_level() {
    let home = Home::new();
    home.file("app.log", FAILING);
    home.run(&["explain", "--min-level", "critical", "app.log:6"])
        .exits(0)
        .prints(&[
            "header: none",
            "python run",
            "hidden: lines 2 to 8, exception stock.StockError",
            "its level error is below the minimum level critical (--min-level)",
            "types: stock.StockError",
        ]);
    // A record whose words say that the trace under it is no failure.
    let mild = FAILING.replace(
        "ERROR shop.worker: job 17 failed",
        "INFO shop.worker: will retry",
    );
    home.file("mild.log", mild);
    home.run(&["scan", "--exit-code", "mild.log"]).exits(0);
    home.run(&["explain", "mild.log:6"]).exits(0).prints(&[
        "python run",
        "hidden: lines 2 to 8",
        "its level info is below the minimum level error (--min-level)",
        "function: take",
    ]);
    // One that no pattern takes says which rules ask for more.
    home.run(&["explain", "app.log:9"]).exits(0).prints(&[
        "header: timed, level warning",
        "log: rule",
        "in state `start` asks for level error or above",
        "no incident holds it",
    ]);
}

#[test]
fn what_was_scrubbed_is_named_and_not_shown() {
    let home = Home::new();
    let log = "2026-11-20 10:00:00,123 ERROR shop: no mail to eve@example.com from 10.20.30.40\n";
    home.file("app.log", log);
    let done = home.run(&["explain", "app.log:1"]).exits(0);
    let done = done.prints(&["scrubbed: ", "no mail to [EMAIL] from [IP_ADDRESS]"]);
    assert!(!done.out().contains("eve@"), "{done}");
    assert!(!done.out().contains("10.20.30.40"), "{done}");
}
