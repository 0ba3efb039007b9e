//! The file that incidents are added to.
//!
//! In: a path. Out: a file open to append to, for nobody else to read if it is new. Refused: links that were perhaps
//! planted there, and what is no file.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;
use rustix::io::Errno;

/// Opens the file, or makes it.
pub fn append(path: &Path) -> io::Result<File> {
    // A FIFO that nobody reads would hold us up here.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = OpenOptions::new()
        .append(true)
        .create(true)
        .mode(0o600)
        .custom_flags(flags.bits().cast_signed())
        .open(path);
    let file = match file {
        Err(error) if Errno::from_io_error(&error) == Some(Errno::LOOP) => {
            let why = "it is a symbolic link; name the file that it leads to";
            return Err(io::Error::new(ErrorKind::InvalidInput, why));
        }
        file => file?,
    };
    let kind = file.metadata()?.file_type();
    if kind.is_file() || kind.is_char_device() {
        return Ok(file);
    }
    Err(io::Error::new(ErrorKind::InvalidInput, "it is no file"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_new_file_is_ours_alone_and_an_old_one_is_added_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("incidents.ndjson");
        for _ in 0..2 {
            append(&path).unwrap().write_all(b"line\n").unwrap();
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"line\nline\n");
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn links_folders_and_pipes_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("target");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let error = append(&link).unwrap_err().to_string();
        assert!(error.contains("symbolic link"), "{error}");
        assert!(!target.exists());
        assert!(append(folder.path()).is_err());
        let fifo = folder.path().join("fifo");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(made.unwrap().success());
        assert!(append(&fifo).is_err());
        let _reader = OpenOptions::new()
            .read(true)
            .custom_flags(OFlags::NONBLOCK.bits().cast_signed())
            .open(&fifo)
            .unwrap();
        assert!(append(&fifo).is_err());
    }
}
