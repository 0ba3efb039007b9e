//! What the prefilter passes over is nothing: with it and without it the same is found, however the input is cut.

use std::fs;
use std::sync::Arc;

use aiops::detect::{Detector, Engine, Found, Options};
use aiops::pattern::Patterns;

fn read(
    engine: &Arc<Engine>,
    log: &[u8],
    line_by_line: bool,
    sizes: &mut dyn FnMut() -> usize,
) -> (Vec<Found>, u64) {
    let options = Options {
        line_by_line,
        ..Options::default()
    };
    let mut detector = Detector::new(Arc::clone(engine), options);
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < log.len() {
        let least = (at + sizes().max(1)).min(log.len());
        let end = log[least - 1..]
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(log.len(), |more| least + more);
        line += detector.feed(&log[at..end], at as u64, line, &mut out);
        at = end;
    }
    detector.finish(&mut out);
    (out, detector.hidden())
}

#[test]
fn quick() {
    let engine = Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap());
    let mut bad = 0;
    let mut all: Vec<u8> = Vec::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for family in fs::read_dir(root).unwrap().flatten() {
        let Ok(files) = fs::read_dir(family.path()) else {
            continue;
        };
        for file in files.flatten() {
            if file.path().extension().is_none_or(|e| e != "log") {
                continue;
            }
            let log = fs::read(file.path()).unwrap();
            if log.len() < 20_000 {
                all.extend(&log);
                all.push(b'\n');
                for n in 0..log.len() % 300 {
                    all.extend(format!("2026-11-20 10:00:00,123 INFO shop: line {n}\n").as_bytes());
                }
            }
            let one = read(&engine, &log, true, &mut || 1 << 20);
            for size in [1, 100, 1000, 1 << 20] {
                let two = read(&engine, &log, false, &mut || size);
                if one != two {
                    bad += 1;
                    eprintln!(
                        "{:?} {size}: {:?} {:?}",
                        file.path(),
                        one.0
                            .iter()
                            .map(|f| (f.incident.source.line_start, &f.incident.error_type))
                            .collect::<Vec<_>>(),
                        two.0
                            .iter()
                            .map(|f| (f.incident.source.line_start, &f.incident.error_type))
                            .collect::<Vec<_>>()
                    );
                    break;
                }
            }
        }
    }
    let one = read(&engine, &all, true, &mut || 1 << 20);
    let two = read(&engine, &all, false, &mut || 1 << 16);
    eprintln!("{} {} {}", all.len(), one.0.len(), one == two);
    assert_eq!(bad, 0);
}
