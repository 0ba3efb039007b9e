// search indexer: sort callback handed to C's qsort panics across extern "C"; own little logger
use std::io::Write;
fn say(level: &str, m: &str) {
    let t = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let s = t.as_secs() % 86400;
    writeln!(std::io::stderr(), "2026-11-20 {:02}:{:02}:{:02}.{:03} {level:<5} [indexer] {m}", s / 3600, s / 60 % 60, s % 60, t.subsec_millis()).unwrap();
}
#[repr(C)]
struct Doc { id: u32, score: f64 }

extern "C" fn by_score(a: *const libc::c_void, b: *const libc::c_void) -> libc::c_int {
    let (a, b) = unsafe { (&*(a as *const Doc), &*(b as *const Doc)) };
    match a.score.partial_cmp(&b.score) {
        Some(o) => o as libc::c_int,
        None => panic!("cannot order documents {} and {}: score is NaN", a.id, b.id),
    }
}

fn rank(mut v: Vec<Doc>) -> usize {
    unsafe { libc::qsort(v.as_mut_ptr().cast(), v.len(), std::mem::size_of::<Doc>(), Some(by_score)) };
    v.len()
}

fn main() {
    say("INFO", "opening segment store, version 7");
    for seg in 0..24u32 {
        let docs: Vec<Doc> = (0..8).map(|i| Doc { id: seg * 8 + i, score: if seg == 23 && i == 5 { 0.0 / 0.0 } else { (i * 7 % 5) as f64 } }).collect();
        say("DEBUG", &format!("segment {seg}: {} documents, error_rate=0.00", docs.len()));
        if seg % 6 == 5 && seg < 20 {
            let r = std::panic::catch_unwind(|| { if seg == 11 { let w: Vec<u8> = vec![]; let _ = w[seg as usize]; } });
            say(if r.is_err() { "WARN" } else { "INFO" }, &format!("segment {seg}: merge {}", if r.is_err() { "skipped" } else { "done" }));
        }
        let n = rank(docs);
        say("INFO", &format!("segment {seg}: ranked {n}, panics: 0"));
    }
}
