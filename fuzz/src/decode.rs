//! Bytes to lines, times and terminals: blocks of whole lines however the reads fall, text without what was taken off,
//! and no panic.

#![no_main]

use std::io::{Cursor, Read};

use aiops::decode::{Encoding, LineDecoder, time};
use aiops::report::clean;
use aiops::source::block::BlockReader;
use libfuzzer_sys::fuzz_target;

/// Gives one byte less at each read, and begins again.
struct Drops<'a>(Cursor<&'a [u8]>, usize);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.1 = self.1.checked_sub(1).unwrap_or(300);
        let most = buffer.len().min(self.1.max(1));
        self.0.read(&mut buffer[..most])
    }
}

/// The text lines of all blocks, and where the last one ended.
fn lines(data: &[u8], first: usize) -> Vec<String> {
    let mut blocks = BlockReader::new(Drops(Cursor::new(data), first));
    let mut decoder = LineDecoder::new();
    let mut lines = Vec::new();
    let mut number = 1;
    let mut read = |bytes: &[u8], line: u64, encoding: Encoding| {
        assert!(line >= number, "line {line} after {number}");
        number = line;
        decoder.set_encoding(encoding);
        let mut rest = bytes;
        while !rest.is_empty() {
            let (raw, tail) = decoder.split(rest);
            decoder.lines(raw, |text| {
                assert!(!text.contains(['\r', '\0', '\u{1b}']), "{text:?}");
                lines.push(text.to_owned());
            });
            rest = tail;
            number += 1;
        }
    };
    let told = |encoding| match encoding {
        aiops::source::block::Encoding::Bytes => Encoding::Utf8,
        aiops::source::block::Encoding::Utf16Le => Encoding::Utf16Le,
        aiops::source::block::Encoding::Utf16Be => Encoding::Utf16Be,
    };
    while let Ok(Some(block)) = blocks.next() {
        read(block.bytes, block.line, told(block.encoding));
    }
    if let Some(block) = blocks.finish() {
        read(block.bytes, block.line, told(block.encoding));
    }
    lines
}

fuzz_target!(|data: &[u8]| {
    let whole = lines(data, usize::MAX);
    assert_eq!(
        whole,
        lines(data, data.len() % 300),
        "reads make a difference"
    );
    let near = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
    for line in &whole {
        let shown = clean(line);
        assert!(
            !shown.contains(|c: char| c.is_control() && c != '\n' && c != '\t'),
            "{shown:?}"
        );
        let first = line.split("  ").next().unwrap_or_default();
        for zone in ["UTC", "local", "+05:30"] {
            if let Some(zone) = time::Zone::parse(zone) {
                let _ = time::parse(first, &zone, near);
            }
        }
    }
});
