//! Opens what the user named, if it is a text log.
//!
//! In come paths, globs and folders as typed; out come open files, or a [`Refusal`] that says why not and
//! what to do. Refused: FIFOs, sockets and devices (never opened, so never hung on), binary files and those
//! compressed in ways that [`unpack`](super::unpack) does not know, our own output, and for root a symbolic
//! link with which somebody else points at a third one's file.

use std::collections::HashSet;
use std::fmt;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek};
use std::os::fd::AsFd;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::folder::Folder;
use super::glob::Named;
use super::newline::nuls;
use super::unpack::{Format, Text};
use super::{FileId, shown};

/// So much of a file's start decides whether it is text.
pub const HEAD: usize = 8 << 10;

/// Of that, one odd byte in so many, and at least so many of them, make it binary. Logs hold some: a NUL
/// in a message, a BEL; random bytes have one in nine.
const ODD_ONE_IN: usize = 16;
const ODD_LEAST: usize = 4;

/// How known binary files begin.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x89PNG\r\n", "an image"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"LPKSHHRH", "a systemd journal"),
];

/// Where a tar archive has its mark, which is no more binary than a log with NULs in it.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// How known compressed files begin, and what prints them.
const COMPRESSED: &[(&[u8], &str, &str)] = &[
    (b"\x1f\x8b", "gzip", "zcat"),
    (b"\x28\xb5\x2f\xfd", "zstd", "zstdcat"),
    (b"\xfd7zXZ\0", "xz", "xzcat"),
    (b"BZh", "bzip2", "bzcat"),
    (b"\x04\x22\x4d\x18", "lz4", "lz4cat"),
];

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input, written `-`.
    Stdin,
    /// A file, by the name it was found under.
    File {
        /// The name.
        path: PathBuf,
        /// In which of [`Inputs::folders`] it was found, if it was not named itself.
        folder: Option<usize>,
    },
}

/// All that is to be read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read, in the order of the arguments.
    pub inputs: Vec<Input>,
    /// What cannot be read.
    pub refusals: Vec<Refusal>,
    /// The folders that were named, with what was passed over in them.
    pub folders: Vec<Folder>,
}

/// Why something named is not read.
#[derive(Debug)]
pub struct Refusal {
    /// What the user named, or what his glob matched.
    pub path: PathBuf,
    /// Why it is not read.
    pub why: Why,
}

/// The reasons of a [`Refusal`].
#[derive(Debug)]
pub enum Why {
    /// Nothing has that name.
    Missing,
    /// Nothing matches the glob.
    NoMatch,
    /// The system does not let us.
    Unreadable(io::Error),
    /// It is a folder.
    Folder,
    /// It is no regular file, but this.
    Device(&'static str),
    /// It is compressed: the format, and the command that prints it.
    Compressed(&'static str, &'static str),
    /// It is no text, but this.
    Binary(&'static str),
    /// Somebody who owns neither root's rights nor the file linked to it.
    ForeignLink,
    /// It is the file that the incidents are written to.
    Output,
}

impl Why {
    /// What a file is that is passed over where it was not named itself, as it need not be a log.
    pub fn passed_over(&self) -> Option<&'static str> {
        match self {
            Why::Device(_) => Some("no regular file"),
            Why::Compressed(..) => Some("compressed"),
            Why::Binary(_) => Some("binary"),
            Why::Output => Some("the output"),
            Why::Missing => Some("gone"),
            Why::NoMatch | Why::Unreadable(_) | Why::Folder | Why::ForeignLink => None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.why {
            Why::Missing => write!(f, "cannot read {path}: no such file; check the path"),
            Why::NoMatch => write!(f, "nothing matches {path}; check the pattern"),
            Why::Unreadable(e) if e.kind() == ErrorKind::PermissionDenied => write!(
                f,
                "cannot read {path}: permission denied; give the user who runs aiops the right to read it"
            ),
            Why::Unreadable(e)
                if e.raw_os_error() == Some(rustix::io::Errno::MFILE.raw_os_error()) =>
            {
                write!(
                    f,
                    "cannot read {path}: too many open files; raise the limit (ulimit -n, LimitNOFILE=) or name fewer files"
                )
            }
            Why::Unreadable(e) => write!(f, "cannot read {path}: {e}"),
            Why::Folder => write!(
                f,
                "skipped {path}: it is a folder; name the files in it, such as '{path}/*.log'"
            ),
            Why::Device(what) => write!(
                f,
                "skipped {path}: it is {what} and no file; pipe it into `aiops scan -`"
            ),
            Why::Compressed(format, print) => write!(
                f,
                "skipped {path}: it is compressed ({format}); try `{print} FILE | aiops scan -`"
            ),
            Why::Binary(what) => write!(
                f,
                "skipped {path}: it is {what} and no text; name text logs only"
            ),
            Why::Output => write!(
                f,
                "skipped {path}: it is where the output goes; write it somewhere else"
            ),
            Why::ForeignLink => write!(
                f,
                "skipped {path}: it is a symbolic link whose owner does not own the file it points to, and aiops runs as root; name the file itself"
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// Finds what the arguments of `scan` name: `-`, paths, globs and folders, in their order, the matches of a
/// glob and the files of a folder sorted, the same file under several names once. Files are not opened yet.
pub fn expand(arguments: &[PathBuf]) -> Inputs {
    let mut found = Inputs::default();
    let mut seen = HashSet::new();
    let output = output();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            if !found.inputs.contains(&Input::Stdin) {
                found.inputs.push(Input::Stdin);
            }
            continue;
        }
        let named = Named::new(argument);
        let paths = named.paths();
        if paths.is_empty() {
            found.refusals.push(refusal(argument, Why::NoMatch));
        }
        for path in paths {
            match fs::metadata(&path) {
                Ok(meta) if !seen.insert(FileId::of(&meta)) => {}
                Ok(meta) if meta.is_dir() => found.enter(&path, output, &mut seen),
                Ok(meta) if Some(FileId::of(&meta)) == output => {
                    found.refusals.push(refusal(&path, Why::Output));
                }
                Ok(_) => found.inputs.push(Input::File { path, folder: None }),
                Err(e) => found.refusals.push(refusal(&path, of_error(e))),
            }
        }
    }
    found
}

impl Inputs {
    /// Takes the files of a folder in.
    fn enter(&mut self, path: &Path, output: Option<FileId>, seen: &mut HashSet<FileId>) {
        let mut folder = Folder::new(path);
        let number = Some(self.folders.len());
        for (path, found) in folder.files() {
            let why = match found {
                Ok(id) if Some(id) == output => Why::Output,
                Ok(id) if !seen.insert(id) => continue,
                Ok(_) => {
                    let folder = number;
                    self.inputs.push(Input::File { path, folder });
                    continue;
                }
                Err(why) => why,
            };
            self.refusals.extend(folder.pass_over(refusal(&path, why)));
        }
        self.folders.push(folder);
    }
}

/// The file that standard output goes to, if it is one.
fn output() -> Option<FileId> {
    let duplicate = io::stdout().as_fd().try_clone_to_owned().ok()?;
    let meta = File::from(duplicate).metadata().ok()?;
    meta.is_file().then(|| FileId::of(&meta))
}

/// A text log, at its start.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub file: File,
    /// How it is compressed.
    pub format: Option<Format>,
}

impl Opened {
    /// Reads its text.
    pub fn text(self) -> Text<File> {
        Text::new(self.format, self.file)
    }
}

/// Opens a text log, compressed or not, for reading from its start.
pub fn open(path: &Path) -> Result<Opened, Refusal> {
    let failed = |e| refusal(path, of_error(e));
    let mut file = open_any(path)?;
    let mut head = vec![0; HEAD];
    let count = read_head(&file, &mut head).map_err(failed)?;
    head.truncate(count);
    let format = Format::of(&head);
    if format.is_some() {
        // What cannot be unpacked is told when it is read.
        head.clear();
        let _ = Text::new(format, &file)
            .take(HEAD as u64)
            .read_to_end(&mut head);
        file.rewind().map_err(failed)?;
    }
    match judge(&head) {
        Some(why) => Err(refusal(path, why)),
        None => Ok(Opened { file, format }),
    }
}

/// Opens a regular file, whatever it holds.
pub(crate) fn open_any(path: &Path) -> Result<File, Refusal> {
    try_open(path, rustix::process::geteuid().is_root()).map_err(|why| refusal(path, why))
}

fn try_open(path: &Path, root: bool) -> Result<File, Why> {
    let link = fs::symlink_metadata(path).map_err(of_error)?;
    let linked = link.file_type().is_symlink();
    regular(&fs::metadata(path).map_err(of_error)?)?;
    // The file may be another one by now. Not to wait and not to follow is harmless for regular files.
    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    if root && !linked {
        flags |= OFlags::NOFOLLOW;
    }
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
        .map_err(of_error)?;
    let meta = file.metadata().map_err(of_error)?;
    regular(&meta)?;
    if root && linked && !may_link(link.uid(), meta.uid()) {
        return Err(Why::ForeignLink);
    }
    Ok(file)
}

/// Whether a link of `owner` may lead root to a file of `target`: else whoever may write into a log
/// folder could have any file read out to him.
fn may_link(owner: u32, target: u32) -> bool {
    owner == 0 || owner == target
}

fn regular(meta: &Metadata) -> Result<(), Why> {
    if meta.is_dir() {
        Err(Why::Folder)
    } else if meta.is_file() {
        Ok(())
    } else {
        Err(Why::Device(kind_of(meta.file_type())))
    }
}

fn kind_of(file_type: FileType) -> &'static str {
    if file_type.is_fifo() {
        "a FIFO"
    } else if file_type.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

pub(crate) fn refusal(path: &Path, why: Why) -> Refusal {
    Refusal {
        path: path.to_owned(),
        why,
    }
}

pub(crate) fn of_error(error: io::Error) -> Why {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Why::Missing,
        _ => Why::Unreadable(error),
    }
}

/// Reads the start of a file without moving its position.
pub(crate) fn read_head(file: &File, head: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < head.len() {
        match file.read_at(&mut head[count..], count as u64) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(count)
}

/// What the first bytes of a file say against reading it as a text log.
pub(crate) fn judge(head: &[u8]) -> Option<Why> {
    if let Some((_, format, print)) = COMPRESSED.iter().find(|(m, ..)| head.starts_with(m)) {
        return Some(Why::Compressed(format, print));
    }
    let (at, mark) = TAR;
    if head.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
        return Some(Why::Binary("a tar archive"));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(Why::Binary(what));
    }
    if matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return None;
    }
    // A log that was truncated under its writer begins with a hole.
    let text = &head[nuls(head)..];
    let mut odd = 0;
    let mut all = 0;
    let mut before = 1;
    for byte in text {
        // A run of NULs, left by a loss of power, counts as one.
        if *byte != 0 || before != 0 {
            all += 1;
            odd += usize::from(matches!(byte, 0..=6 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f));
        }
        before = *byte;
    }
    (odd >= ODD_LEAST && odd * ODD_ONE_IN > all).then_some(Why::Binary("a binary file"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;
    use std::os::unix::fs::symlink;

    fn why(path: &Path) -> Why {
        open(path).expect_err("it is refused").why
    }

    #[test]
    fn what_is_no_text_log_is_refused_and_the_reason_said() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("elf"), b"\x7fELF\x02\x01\x01\0\0").unwrap();
        fs::write(at("xz"), b"\xfd7zXZ\0\0\x04").unwrap();
        let mut tar = vec![0; 1_024];
        tar[..7].copy_from_slice(b"app.log");
        tar[TAR.0..TAR.0 + 5].copy_from_slice(TAR.1);
        fs::write(at("tar"), &tar).unwrap();
        let mut tgz = GzEncoder::new(Vec::new(), Compression::default());
        tgz.write_all(&tar).unwrap();
        fs::write(at("tgz"), tgz.finish().unwrap()).unwrap();
        fs::write(
            at("wide"),
            "no mark\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>(),
        )
        .unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        symlink(at("loop"), at("loop")).unwrap();
        assert!(matches!(why(&at("none")), Why::Missing));
        assert!(matches!(why(&at("elf/x")), Why::Missing));
        assert!(matches!(why(dir.path()), Why::Folder));
        assert!(matches!(why(&at("socket")), Why::Device("a socket")));
        assert!(matches!(
            why(Path::new("/dev/null")),
            Why::Device("a device")
        ));
        assert!(matches!(why(&at("elf")), Why::Binary("a program")));
        assert!(matches!(why(&at("xz")), Why::Compressed("xz", "xzcat")));
        for name in ["tar", "tgz"] {
            assert!(matches!(why(&at(name)), Why::Binary("a tar archive")));
        }
        assert!(matches!(why(&at("wide")), Why::Binary(_)));
        assert!(matches!(why(&at("loop")), Why::Unreadable(_)));
        let said = open(&at("xz")).unwrap_err().to_string();
        assert!(
            said.contains("xz: it is compressed (xz)") && said.contains("xzcat"),
            "{said}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_fifo_is_refused_without_waiting_for_its_writer() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("fifo");
        let kind = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, &path, kind, rustix::fs::Mode::RUSR, 0).unwrap();
        assert!(matches!(why(&path), Why::Device("a FIFO")));
    }

    #[test]
    fn logs_are_text_whatever_they_hold() {
        let mut hole = vec![0; 5000];
        hole.extend(b"ERROR after copytruncate\n");
        let utf16: Vec<u8> = "\u{feff}x\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let colours = b"\x1b[31mERROR\x1b[0m a\rb\x08\x0c\n".repeat(50);
        let mut torn = b"a line\n".repeat(20);
        torn.extend([0; 300]);
        torn.extend(b"the next line\n");
        let latin: &[u8] = b"caf\xe9 \xff\xfe\n";
        let nul: &[u8] = b"ERROR in field \0\n";
        for text in [
            &hole[..],
            &[0; HEAD],
            &utf16,
            &colours,
            &torn,
            latin,
            nul,
            b"",
            b"\0",
        ] {
            assert!(judge(text).is_none(), "{}", text.escape_ascii());
        }
        let noise: Vec<u8> = (0..2000_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        let records = [&b"\x07\0\0\0\x12\x34\x02\0tty1\0\0\0\0\0root\0\0"[..]; 30].concat();
        assert!(judge(&noise).is_some());
        assert!(judge(&records).is_some());
    }

    #[test]
    fn arguments_are_found_in_order_and_each_file_once() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for name in ["b.log", "a.log", "c.txt"] {
            fs::write(at(name), "x\n").unwrap();
        }
        symlink(at("a.log"), at("link.log")).unwrap();
        fs::hard_link(at("b.log"), at("hard.log")).unwrap();
        let arguments = [
            at("c.txt"),
            "-".into(),
            at("*.log"),
            at("a.log"),
            "-".into(),
            at("x*"),
            at("none"),
        ];
        let Inputs {
            inputs, refusals, ..
        } = expand(&arguments);
        let file = |path| Input::File { path, folder: None };
        let expected = [
            file(at("c.txt")),
            Input::Stdin,
            file(at("a.log")),
            file(at("b.log")),
        ];
        assert_eq!(inputs, expected);
        assert!(matches!(refusals[0].why, Why::NoMatch));
        assert!(matches!(refusals[1].why, Why::Missing));
        assert_eq!(refusals.len(), 2);
    }

    #[test]
    fn root_follows_only_links_that_their_owner_could_read() {
        assert!(may_link(0, 0) && may_link(0, 1000) && may_link(1000, 1000));
        assert!(!may_link(1000, 0) && !may_link(1000, 1001));
        if !rustix::process::geteuid().is_root() {
            return;
        }
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("secret"), "key\n").unwrap();
        symlink(at("secret"), at("own")).unwrap();
        symlink(at("secret"), at("planted")).unwrap();
        std::os::unix::fs::lchown(at("planted"), Some(1000), Some(1000)).unwrap();
        assert!(open(&at("own")).is_ok());
        assert!(matches!(why(&at("planted")), Why::ForeignLink));
        std::os::unix::fs::lchown(at("secret"), Some(1000), Some(1000)).unwrap();
        assert!(open(&at("planted")).is_ok());
    }
}
