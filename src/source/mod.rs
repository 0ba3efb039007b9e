//! Sources: files and standard input become blocks of whole lines.
//!
//! In come paths, globs and pipes; out come [`block::Block`]s, each with the offset and the line number
//! of its first byte. Nothing here understands what a line says. Devices, binary files and, as root, other
//! people's symbolic links are refused, each with a [`input::Refusal`] that says what to do.

pub mod block;
pub mod folder;
pub mod follow;
pub mod glob;
pub mod input;
mod newline;
pub mod tee;
pub mod unpack;

use std::fmt::Write as _;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// What the file system calls a file, whatever its names are.
///
/// The pair is unique only while somebody holds the file open: an inode is given out again after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId {
    /// Device.
    pub device: u64,
    /// Inode on the device.
    pub inode: u64,
}

impl FileId {
    /// The id of the file that `meta` describes.
    pub fn of(meta: &Metadata) -> FileId {
        FileId {
            device: meta.dev(),
            inode: meta.ino(),
        }
    }
}

/// A path as it may stand in a message: a file's name is a stranger's text, so what could steer a
/// terminal is spelled out.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        let bidi = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || bidi {
            // Writing to a String does not fail.
            let _ = write!(out, "{}", c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Asks the system for as many open files as this process may have: every followed file is held open.
///
/// Nothing is reported when the system refuses; the files that do not fit are then refused one by one.
pub fn raise_descriptor_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        limit.current = limit.maximum;
        let _ = setrlimit(Resource::Nofile, limit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_cannot_steer_a_terminal() {
        let evil = Path::new("/var/log/a\u{1b}[2J\r\u{202e}gol.b\né");
        assert_eq!(shown(evil), "/var/log/a\\u{1b}[2J\\r\\u{202e}gol.b\\né");
    }
}
