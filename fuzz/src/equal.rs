//! What the prefilter passes over is nothing: the same is found line by line, also with pauses.

#![no_main]

mod common;

use aiops::detect::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The length is what the fuzzer turns to try another way of cutting: kept logs stay what they are.
    let size = data.len() * 31 % 900;
    let pauses = data.len() % 4 == 3;
    let context = [10, 0, 100][data.len() % 3];
    let options = |line_by_line| Options {
        context,
        line_by_line,
        ..Options::default()
    };
    let by_line = common::read(data, &options(true), size, pauses);
    let prefiltered = common::read(data, &options(false), size, pauses);
    assert_eq!(
        by_line, prefiltered,
        "blocks of {size} bytes, context {context}, pauses {pauses}"
    );
});
