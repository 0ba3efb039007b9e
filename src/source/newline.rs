//! Where lines end, in each encoding that ends them differently.
//!
//! In come bytes, out come places and counts. An encoding is told by the byte order mark only; without
//! one a newline is the byte 0x0A, which holds for UTF-8 and for all that begins with ASCII.

use memchr::{memchr, memchr_iter, memrchr};

/// How the bytes of a block are to be read, as the byte order mark at the start of the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, or any other encoding in which a newline is the byte 0x0A.
    Bytes,
    /// UTF-16, least significant byte first; lines end with the bytes 0A 00.
    Utf16Le,
    /// UTF-16, most significant byte first; lines end with the bytes 00 0A.
    Utf16Be,
}

/// The encoding that the first bytes of a file tell.
pub(crate) fn encoding_of(head: &[u8]) -> Encoding {
    match head {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ => Encoding::Bytes,
    }
}

/// How many NUL bytes `bytes` begins with.
pub(crate) fn nuls(bytes: &[u8]) -> usize {
    // Compared in strides: a hole of 100 MB is passed at the speed of memory.
    const STRIDE: [u8; 4096] = [0; 4096];
    let mut count = 0;
    while bytes[count..].starts_with(&STRIDE) {
        count += STRIDE.len();
    }
    count + bytes[count..].iter().take_while(|b| **b == 0).count()
}

/// How many bytes a newline takes.
pub(crate) fn newline_len(encoding: Option<Encoding>) -> usize {
    match encoding {
        None | Some(Encoding::Bytes) => 1,
        Some(Encoding::Utf16Le | Encoding::Utf16Be) => 2,
    }
}

fn unit(encoding: Encoding) -> [u8; 2] {
    match encoding {
        Encoding::Utf16Be => [0, b'\n'],
        Encoding::Bytes | Encoding::Utf16Le => [b'\n', 0],
    }
}

/// Where the first line of `bytes` ends, its newline included.
pub(crate) fn first_newline(bytes: &[u8], encoding: Option<Encoding>) -> Option<usize> {
    match encoding {
        None | Some(Encoding::Bytes) => memchr(b'\n', bytes).map(|at| at + 1),
        Some(wide) => {
            let newline = unit(wide);
            let at = bytes.chunks_exact(2).position(|pair| pair == newline);
            at.map(|at| at * 2 + 2)
        }
    }
}

/// Where the last whole line of `bytes` ends, its newline included.
pub(crate) fn last_newline(bytes: &[u8], encoding: Option<Encoding>) -> Option<usize> {
    match encoding {
        None | Some(Encoding::Bytes) => memrchr(b'\n', bytes).map(|at| at + 1),
        Some(wide) => {
            let newline = unit(wide);
            let at = bytes.chunks_exact(2).rposition(|pair| pair == newline);
            at.map(|at| at * 2 + 2)
        }
    }
}

/// How many lines end in `bytes`.
pub(crate) fn count_newlines(bytes: &[u8], encoding: Option<Encoding>) -> u64 {
    let count = match encoding {
        None | Some(Encoding::Bytes) => memchr_iter(b'\n', bytes).count(),
        Some(wide) => {
            let newline = unit(wide);
            bytes.chunks_exact(2).filter(|p| *p == newline).count()
        }
    };
    count as u64
}
