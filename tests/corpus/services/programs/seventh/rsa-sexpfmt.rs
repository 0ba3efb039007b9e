//! Formats s-expressions by recursive descent; `sexpfmt watch` supervises itself.
use std::process::{Command, Stdio};

enum Node {
    Atom(String),
    List(Vec<Node>),
}

fn parse(b: &[u8], at: &mut usize) -> Node {
    let pad = std::hint::black_box([0u8; 256]);
    while b[*at] == b' ' {
        *at += 1;
    }
    if b[*at] == b'(' {
        *at += 1;
        let mut v = vec![];
        loop {
            while b[*at] == b' ' {
                *at += 1;
            }
            if b[*at] == b')' {
                *at += 1;
                return Node::List(v);
            }
            v.push(parse(b, at));
        }
    }
    let from = *at + pad[0] as usize;
    while *at < b.len() && !b" ()".contains(&b[*at]) {
        *at += 1;
    }
    Node::Atom(String::from_utf8_lossy(&b[from..*at]).into_owned())
}

fn depth(n: &Node) -> usize {
    match n {
        Node::Atom(a) => a.is_empty() as usize,
        Node::List(v) => 1 + v.iter().map(depth).max().unwrap_or(0),
    }
}

fn format(name: &str) {
    let text = match name {
        "deep" => "(".repeat(200_000) + &")".repeat(200_000),
        "open" => "(a (b (error panic))".into(),
        "huge" => {
            println!("sexpfmt: {name}: reserving the output");
            let v: Vec<u8> = Vec::with_capacity(1 << 46);
            format!("({})", v.len())
        }
        _ => format!("(file {name} (overflowed its stack 0) (errors 0))"),
    };
    println!("sexpfmt: {name}: {} bytes", text.len());
    let owned = name.to_string();
    let h = std::thread::Builder::new().name(format!("fmt-{owned}")).stack_size(1 << 20);
    let n = h.spawn(move || depth(&parse(text.as_bytes(), &mut 0))).unwrap().join();
    match n {
        Ok(n) => println!("sexpfmt: {name}: ok, depth {n}, aborting 0 of 1"),
        Err(_) => {
            println!("sexpfmt: {name}: given up");
            std::process::exit(3)
        }
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] != "watch" {
        return format(&args[0]);
    }
    println!("watch: {} files", args.len() - 1);
    for f in &args[1..] {
        let st = Command::new(std::env::current_exe().unwrap()).arg(f).stdin(Stdio::null()).status().unwrap();
        println!("watch: {f} finished: {st}");
        if !st.success() {
            println!("watch: {f} put aside, going on with the next");
        }
    }
    println!("watch: fatal 0, done");
}
