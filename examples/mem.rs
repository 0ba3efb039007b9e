use std::time::Instant;
fn rss() -> u64 {
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    s.lines()
        .find(|l| l.starts_with("VmRSS"))
        .unwrap()
        .split_whitespace()
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}
fn main() {
    let t = Instant::now();
    let r = rss();
    let p = aiops::pattern::Patterns::built_in().unwrap();
    println!("patterns {:?} {} KB", t.elapsed(), rss() - r);
    let r = rss();
    let t = Instant::now();
    let srcs: Vec<_> = p
        .headers
        .records
        .iter()
        .map(|h| h.when.source().to_owned())
        .collect();
    println!(
        "{} records, {} bytes",
        srcs.len(),
        srcs.iter().map(|s| s.len()).sum::<usize>()
    );
    let mut each: Vec<(usize, String)> = p
        .headers
        .records
        .iter()
        .map(|h| (h.when.source().len(), h.name.clone()))
        .collect();
    each.sort();
    println!("{:?}", &each[each.len() - 12..]);
    let e = aiops::detect::Engine::new(p).unwrap();
    println!("engine {:?} {} KB", t.elapsed(), rss() - r);
    let r = rss();
    let t = Instant::now();
    let set = regex::RegexSetBuilder::new(&srcs)
        .size_limit(64 << 20)
        .build()
        .unwrap();
    println!("records set {:?} {} KB", t.elapsed(), rss() - r);
    drop(set);
    drop(e);
}
