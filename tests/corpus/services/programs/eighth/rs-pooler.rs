// parent that restarts a child and puts "[NAME/N] " before every line the child writes; children die of a stack
// overflow, of a failed allocation and of panic_any
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

#[derive(Clone)]
struct Node { kids: Vec<Node>, w: [u64; 32] }
fn depth(n: &Node, k: u64) -> u64 { let m = Node { kids: vec![n.clone()], w: [k; 32] }; if n.kids.len() > 9 { return m.w[0] } depth(&Node { kids: vec![], w: m.w }, k + 1) + std::hint::black_box(m.kids.len() as u64) }

fn child(n: u32) {
    for i in 0..7 { eprintln!("INFO thumb {i} of job {n}: 128x128, fatal=no"); }
    match n {
        1 => { std::thread::Builder::new().name("layout".into()).stack_size(256 << 10).spawn(|| depth(&Node { kids: vec![], w: [0; 32] }, 0)).unwrap().join().ok(); }
        2 => { let v: Vec<u8> = Vec::with_capacity(std::hint::black_box(1usize << 46)); eprintln!("INFO {}", v.capacity()); }
        3 => std::panic::panic_any(n),
        _ => eprintln!("INFO queue empty, no panics, no overflow of the stack"),
    }
}

fn main() {
    if let Some(n) = std::env::args().nth(1) { return child(n.parse().unwrap()); }
    for n in 1..=4 {
        println!("[pooler] start resizer/{n}");
        let mut c = Command::new(std::env::current_exe().unwrap()).arg(n.to_string()).stderr(Stdio::piped()).spawn().unwrap();
        for l in BufReader::new(c.stderr.take().unwrap()).lines() { println!("[resizer/{n}] {}", l.unwrap()); }
        let st = c.wait().unwrap();
        println!("[pooler] resizer/{n} ended: {st}");
    }
}
