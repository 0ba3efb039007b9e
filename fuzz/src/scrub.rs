//! Bytes to what may be shown of them: scrubbed again they are the same, they grow at most fivefold, lines stay lines, and
//! it makes no difference where they were cut.

#![no_main]

use std::sync::LazyLock;

use aiops::scrub::Scrubber;
use libfuzzer_sys::fuzz_target;

static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(Scrubber::built_in);

/// What comes out, fed so many bytes at a time.
fn scrub(data: &[u8], piece: usize) -> Vec<u8> {
    let mut chunks = SCRUBBER.chunks();
    let mut out = Vec::new();
    for piece in data.chunks(piece) {
        chunks.feed(piece, &mut out);
    }
    chunks.finish(&mut out);
    out
}

fuzz_target!(|data: &[u8]| {
    let once = scrub(data, usize::MAX);
    let newlines = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(newlines(&once), newlines(data));
    assert!(once.len() <= 5 * data.len(), "{} of {}", once.len(), data.len());
    assert!(scrub(&once, usize::MAX) == once, "not the same again");
    let first = usize::from(*data.first().unwrap_or(&1)).max(1);
    assert!(scrub(data, first) == once, "not the same in pieces of {first}");
});
