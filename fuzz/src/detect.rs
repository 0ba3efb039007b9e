//! Bytes to incidents, scrubbed and with fingerprints: exact places, however the bytes are cut, and no panic.

#![no_main]

mod common;

use aiops::detect::Options;
use aiops::fingerprint::fingerprint;
use aiops::scrub::Scrubber;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let whole = common::read(data, &Options::default(), usize::MAX, false);
    let size = data.len() % 700;
    let cut = common::read(data, &Options::default(), size, false);
    assert_eq!(whole, cut, "blocks of {size} bytes make a difference");
    thread_local!(static SCRUBBER: Scrubber = Scrubber::built_in());
    for found in whole.0 {
        let mut incident = found.incident;
        let source = &incident.source;
        assert!(
            source.line_start >= 1 && source.line_start <= source.line_end,
            "{source:?}"
        );
        assert!(source.offset_start < source.offset_end, "{source:?}");
        assert!(source.offset_end <= data.len() as u64, "{source:?}");
        SCRUBBER.with(|scrubber| scrubber.scrub_incident(&mut incident, &found.prefixes));
        let first = fingerprint(&incident);
        assert_eq!(
            format!("{first:?}"),
            format!("{:?}", fingerprint(&incident))
        );
    }
});
