//! What tells that a file is still the one that was read.
//!
//! In come bytes and metadata; out come a [`Check`] of the last bytes before a position, and a [`Stamp`]
//! that changes when a file is written to. Neither is kept on disk: the hash is this process's own.

use std::fs::{File, Metadata};
use std::hash::Hasher;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};

/// So many bytes before the position tell whether the file is still the one that was read.
pub(super) const CHECK: usize = 1 << 10;

/// The last bytes before a position, as a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Check {
    pub(super) len: usize,
    hash: u64,
}

impl Check {
    /// At the start of a file there is nothing to compare.
    pub(super) fn none() -> Check {
        Check::of(&[])
    }

    pub(super) fn of(bytes: &[u8]) -> Check {
        let mut hasher = std::hash::DefaultHasher::new();
        hasher.write(bytes);
        Check {
            len: bytes.len(),
            hash: hasher.finish(),
        }
    }

    /// Of the `len` bytes, at most so many as are checked, that `file` holds before `position`.
    pub(super) fn before(file: &File, position: u64, len: usize) -> io::Result<Check> {
        let mut bytes = [0; CHECK];
        let bytes = &mut bytes[..len.min(CHECK).min(position as usize)];
        file.read_exact_at(bytes, position - bytes.len() as u64)?;
        Ok(Check::of(bytes))
    }

    /// Whether `file` holds these bytes before `position`.
    pub(super) fn holds(&self, file: &File, position: u64) -> bool {
        Check::before(file, position, self.len).is_ok_and(|there| there == *self)
    }

    /// Whether there is anything to compare.
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// What changes when a file is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    len: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    pub(super) fn of(meta: &Metadata) -> Stamp {
        Stamp {
            len: meta.len(),
            modified: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
        }
    }
}
