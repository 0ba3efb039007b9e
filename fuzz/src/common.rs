//! How the targets read a log: in blocks of whole lines, as the readers of files give them.

use std::sync::{Arc, OnceLock};

use aiops::decode::{Encoding, LineDecoder};
use aiops::detect::{Detector, Engine, Found, Options};
use aiops::pattern::Patterns;

fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        let patterns = Patterns::built_in().unwrap_or_else(|error| panic!("{error}"));
        Arc::new(Engine::new(patterns).unwrap_or_else(|error| panic!("{error}")))
    });
    Arc::clone(engine)
}

/// What is found in `data`, and how many traces were hidden; a block ends at the first newline at or behind `size`
/// bytes. With `pauses`, nothing comes for a while behind every third block, and for long behind every seventh.
pub(crate) fn read(data: &[u8], options: &Options, size: usize, pauses: bool) -> (Vec<Found>, u64) {
    let mut detector = Detector::new(engine(), options.clone());
    let mut found = Vec::new();
    let mut decoder = LineDecoder::new();
    let wide = decoder.encoding_of(data) != Encoding::Utf8;
    let (mut from, mut line, mut blocks) = (0, 1, 0);
    while from < data.len() {
        let mut end = from;
        while end < data.len() && (end == from || end - from < size) {
            end = data.len() - decoder.split(&data[end..]).1.len();
        }
        line += detector.feed(&data[from..end], from as u64, line, &mut found);
        assert!(!wide || end == data.len() || end % 2 == 0);
        from = end;
        blocks += 1;
        if pauses && blocks % 7 == 0 {
            detector.give_up(&mut found);
        } else if pauses && blocks % 3 == 0 {
            detector.silence(&mut found);
        }
    }
    detector.finish(&mut found);
    (found, detector.hidden())
}
