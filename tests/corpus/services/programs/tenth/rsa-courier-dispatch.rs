// Courier dispatch: `web` answers, `worker` plans the rounds.
use std::io::Write;
use std::{thread, time::Duration};

#[derive(Debug, Clone, PartialEq)]
struct Stop {
    street: &'static str,
    minute: u32,
}

fn plan(stops: &[Stop]) -> Vec<Stop> {
    let mut out = stops.to_vec();
    out.sort_by_key(|s| s.minute / 10);
    out
}

fn check(round: usize, stops: &[Stop]) {
    let planned = plan(stops);
    let mut strict = stops.to_vec();
    strict.sort_by_key(|s| s.minute);
    assert_eq!(planned, strict, "round {round} is out of order:\n  first stop {}\n  last stop  {}",
        planned[0].street, planned[planned.len() - 1].street);
    println!("round {round} planned, {} stops", planned.len());
}

fn main() {
    let role = std::env::args().nth(1).unwrap_or_default();
    let tick = |ms| {
        std::io::stdout().flush().unwrap();
        thread::sleep(Duration::from_millis(ms))
    };
    if role == "web" {
        for n in 0..12 {
            println!("GET /rounds/{n} 200 {}ms", 3 + n % 4);
            tick(60);
        }
        return;
    }
    println!("planner ready");
    tick(150);
    check(1, &[Stop { street: "Mill Lane", minute: 5 }, Stop { street: "High St", minute: 42 }]);
    tick(150);
    let h = thread::Builder::new()
        .name("planner-2".into())
        .spawn(|| check(2, &[Stop { street: "Dock Rd", minute: 38 }, Stop { street: "Kiln Row", minute: 31 }]))
        .unwrap();
    if h.join().is_err() {
        println!("planner-2 gone, stopping");
        std::process::exit(3);
    }
}
