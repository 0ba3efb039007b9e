// Rule engine: named rules may refer to other rules.
use log::{error, info};
use std::collections::HashMap;

enum Expr {
    Const(bool),
    Ref(&'static str),
    Not(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
}

fn eval(expr: &Expr, rules: &HashMap<&str, Expr>, trail: [u64; 8]) -> bool {
    match expr {
        Expr::Const(b) => *b,
        Expr::Not(e) => !eval(e, rules, std::hint::black_box(trail)),
        Expr::And(a, b) => eval(a, rules, trail) && eval(b, rules, std::hint::black_box(trail)),
        Expr::Ref(name) => match rules.get(name) {
            Some(e) => eval(e, rules, std::hint::black_box(trail)),
            None => {
                error!("rule {name:?} does not exist, taken as false");
                false
            }
        },
    }
}

fn main() {
    fern::Dispatch::new()
        .format(|out, message, record| {
            out.finish(format_args!("{}[{}][{}] {}", chrono::Utc::now().format("[%Y-%m-%d][%H:%M:%S]"), record.target(), record.level(), message))
        })
        .level(log::LevelFilter::Info)
        .chain(std::io::stderr())
        .apply()
        .unwrap();
    let rules = HashMap::from([
        ("vip", Expr::Const(true)),
        ("blocked", Expr::Not(Box::new(Expr::Ref("vip")))),
        ("rebate", Expr::And(Box::new(Expr::Ref("vip")), Box::new(Expr::Ref("summer")))),
        ("free-shipping", Expr::And(Box::new(Expr::Ref("vip")), Box::new(Expr::Ref("gift")))),
        ("gift", Expr::Not(Box::new(Expr::Ref("free-shipping")))),
    ]);
    info!("{} rules loaded", rules.len());
    for name in ["vip", "blocked", "rebate", "free-shipping"] {
        let verdict = std::thread::scope(|s| {
            std::thread::Builder::new()
                .name(format!("rule {name}"))
                .stack_size(256 * 1024)
                .spawn_scoped(s, || eval(&Expr::Ref(name), &rules, [0; 8]))
                .unwrap()
                .join()
                .unwrap()
        });
        info!("{name} = {verdict}");
    }
}
