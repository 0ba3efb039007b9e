//! Finds the copy that `copytruncate` made of a file just before it cut it.
//!
//! In come the name, the position and the last bytes that were read; out comes an open file that holds
//! the same bytes there: what it has behind them nobody has read, and it is nowhere else.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::check::Check;
use crate::source::FileId;
use crate::source::input::open_any;

/// Most names that are looked at; a folder with more is not searched to its end.
const NAMES_MAX: usize = 10_000;

/// Finds the newest file beside `path` that begins like it in its name, is not followed itself, and goes
/// on behind `position` after the bytes of `check`. One that was last written before the file was,
/// `written`, is no copy: logs that repeat themselves look alike.
pub(super) fn find(
    path: &Path,
    position: u64,
    check: Check,
    written: SystemTime,
    open: &dyn Fn(FileId) -> bool,
) -> Option<File> {
    if check.is_empty() {
        return None;
    }
    let name = path.file_name()?.as_bytes();
    // `app.log` becomes `app.log.1`, `app.log-20260101` or `app.1.log`.
    let stem = match name.iter().position(|b| *b == b'.') {
        Some(at) if at > 0 => &name[..at],
        _ => name,
    };
    let folder = match path.parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let mut found: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(folder).ok()?.take(NAMES_MAX).flatten() {
        let other = entry.file_name();
        if !other.as_bytes().starts_with(stem) || other.as_bytes() == name {
            continue;
        }
        // Not following links: nobody rotates into one.
        let Ok(meta) = entry.metadata() else {
            continue;
        };
        if meta.is_file() && meta.len() >= position && !open(FileId::of(&meta)) {
            let modified = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            if modified >= written {
                found.push((modified, entry.path()));
            }
        }
    }
    found.sort();
    found.into_iter().rev().find_map(|(_, path)| {
        let file = open_any(&path).ok()?;
        check.holds(&file, position).then_some(file)
    })
}

/// The names of which `path` may be the name of a copy: `app.log` and `app` of `app.log.1`.
pub(super) fn originals(path: &Path) -> impl Iterator<Item = PathBuf> {
    let name = path.file_name().unwrap_or_default().as_bytes();
    let ends = (1..name.len()).filter(|at| !name[*at].is_ascii_alphanumeric());
    ends.map(|at| path.with_file_name(OsStr::from_bytes(&name[..at])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_named_after_its_original() {
        let names: Vec<PathBuf> = originals(Path::new("/l/app.log-2.gz")).collect();
        assert_eq!(
            names,
            ["/l/app", "/l/app.log", "/l/app.log-2"].map(PathBuf::from)
        );
        assert_eq!(originals(Path::new("app")).count(), 0);
        assert_eq!(originals(Path::new("/")).count(), 0);
    }
}
