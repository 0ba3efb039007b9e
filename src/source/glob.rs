//! What the user named: a path, or a glob that the shell left alone.
//!
//! In comes a path as typed; out come the paths that exist for it now, sorted. `*` and `?` stop at `/`,
//! `**` does not; hidden names must be named; folders are no matches, and symbolic links to folders are
//! not entered, so that nobody can lead us out of the folders that were named.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::WalkDir;

/// Characters that make a name a glob; the backslash quotes them.
const META: &[u8] = b"*?[]{}\\";

/// A path or a glob.
#[derive(Debug, Clone)]
pub enum Named {
    /// One file, there or not.
    Path(PathBuf),
    /// All files that match.
    Glob(Glob),
}

/// A glob and where to look for its matches.
#[derive(Debug, Clone)]
pub struct Glob {
    /// As the user wrote it.
    pub text: PathBuf,
    /// The folder that holds all matches.
    pub base: PathBuf,
    matcher: GlobMatcher,
    depth: usize,
    hidden: bool,
}

impl Named {
    /// Understands what the user wrote. A file whose name only looks like a glob is taken by its name,
    /// and so is what is no valid glob.
    pub fn new(path: &Path) -> Named {
        if std::fs::symlink_metadata(path).is_ok() {
            return Named::Path(path.to_owned());
        }
        Glob::new(path).map_or_else(|| Named::Path(path.to_owned()), Named::Glob)
    }

    /// The paths that stand for it now, sorted. A path is returned whether it exists or not.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.find().0
    }

    /// The same, and whether these are all: a folder may be closed to us.
    pub(crate) fn find(&self) -> (Vec<PathBuf>, bool) {
        match self {
            Named::Path(path) => (vec![path.clone()], true),
            Named::Glob(glob) => glob.matches(),
        }
    }
}

impl Glob {
    fn new(path: &Path) -> Option<Glob> {
        let mut base = PathBuf::new();
        let mut pattern = PathBuf::new();
        let mut depth = 0;
        let mut hidden = false;
        for component in path.components() {
            let name = component.as_os_str();
            if depth > 0 || is_meta(name) {
                depth += 1;
                hidden |= matches!(component, Component::Normal(_)) && is_hidden(name);
            } else {
                base.push(name);
            }
            // Joined anew, so that doubled slashes do not keep it from matching.
            pattern.push(name);
        }
        if depth == 0 {
            return None;
        }
        let text = pattern.to_str()?;
        let deep = text.contains("**") || slash_in_braces(text);
        let matcher = GlobBuilder::new(text)
            .literal_separator(true)
            .build()
            .ok()?
            .compile_matcher();
        Some(Glob {
            text: path.to_owned(),
            base,
            matcher,
            depth: if deep { usize::MAX } else { depth },
            hidden,
        })
    }

    fn matches(&self) -> (Vec<PathBuf>, bool) {
        let (mut found, all) = self.walk(|entry| !entry.file_type().is_dir());
        found.retain(|path| self.matcher.is_match(path));
        found.sort();
        (found, all)
    }

    /// The folders in which a match may appear, but for those of `**`, of which there is no end.
    pub fn folders(&self) -> Vec<PathBuf> {
        let (mut folders, _) = self.walk(|entry| {
            entry.file_type().is_dir() && (entry.depth() < self.depth && self.depth < usize::MAX)
        });
        folders.push(if self.base.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            self.base.clone()
        });
        folders
    }

    /// Whether a match may stand at `path`, below it or above it; both absolute.
    pub fn concerns(&self, path: &Path) -> bool {
        let base = std::path::absolute(self.folder()).unwrap_or_default();
        path.starts_with(&base) || base.starts_with(path)
    }

    fn folder(&self) -> &Path {
        if self.base.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &self.base
        }
    }

    fn walk(&self, wanted: impl Fn(&walkdir::DirEntry) -> bool) -> (Vec<PathBuf>, bool) {
        let here = self.base.as_os_str().is_empty();
        let entries = WalkDir::new(self.folder())
            .min_depth(1)
            .max_depth(self.depth)
            .into_iter()
            .filter_entry(|entry| {
                entry.depth() == 0 || self.hidden || !is_hidden(entry.file_name())
            });
        let mut found = Vec::new();
        let mut all = true;
        for entry in entries {
            match entry {
                Ok(entry) if wanted(&entry) => {
                    let path = entry.into_path();
                    found.push(match path.strip_prefix(".") {
                        Ok(name) if here => name.to_owned(),
                        _ => path,
                    });
                }
                Ok(_) => {}
                Err(error) => {
                    let gone = |e: &std::io::Error| e.kind() == ErrorKind::NotFound;
                    all &= error.io_error().is_some_and(gone);
                }
            }
        }
        (found, all)
    }
}

fn is_meta(name: &OsStr) -> bool {
    name.as_bytes().iter().any(|b| META.contains(b))
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_bytes().starts_with(b".")
}

fn slash_in_braces(text: &str) -> bool {
    let mut depth = 0;
    text.bytes().any(|b| {
        depth += i32::from(b == b'{') - i32::from(b == b'}');
        depth > 0 && b == b'/'
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(root: &Path, pattern: &str) -> Vec<String> {
        let named = Named::new(&root.join(pattern));
        let relative = |p: PathBuf| p.strip_prefix(root).unwrap().display().to_string();
        named.paths().into_iter().map(relative).collect()
    }

    #[test]
    fn globs_match_as_in_a_shell() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("web/old.log")).unwrap();
        fs::create_dir(root.join(".hidden")).unwrap();
        for name in [
            "b.log",
            "a.log",
            ".c.log",
            "web/d.log",
            "web/old.log/e.log",
            ".hidden/f.log",
            "[x].log",
        ] {
            fs::write(root.join(name), "").unwrap();
        }
        std::os::unix::fs::symlink(root.join("web"), root.join("link")).unwrap();
        assert_eq!(names(root, "*.log"), ["[x].log", "a.log", "b.log"]);
        assert_eq!(names(root, "?.log"), ["a.log", "b.log"]);
        assert_eq!(names(root, "{a,b}.log"), ["a.log", "b.log"]);
        assert_eq!(names(root, "{a.log,web/d.log}"), ["a.log", "web/d.log"]);
        assert_eq!(names(root, ".*.log"), [".c.log"]);
        assert_eq!(names(root, "*/*.log"), ["web/d.log"]);
        assert_eq!(names(root, "*//*.log"), ["web/d.log"]);
        assert_eq!(
            names(root, "web/**/*.log"),
            ["web/d.log", "web/old.log/e.log"]
        );
        assert_eq!(names(root, "none*"), [""; 0]);
        // Names first: this file exists, and this path will perhaps.
        assert_eq!(names(root, "[x].log"), ["[x].log"]);
        assert_eq!(names(root, "later.log"), ["later.log"]);
        assert_eq!(names(root, "bro[ken"), ["bro[ken"]);
    }

    #[test]
    fn relative_globs_keep_their_form() {
        // Tests run in the package's root.
        assert_eq!(
            Named::new(Path::new("Cargo.t*")).paths(),
            [Path::new("Cargo.toml")]
        );
        assert_eq!(
            Named::new(Path::new("./Cargo.t*")).paths(),
            [Path::new("./Cargo.toml")]
        );
        assert_eq!(
            Named::new(Path::new("src/li?.rs")).paths(),
            [Path::new("src/lib.rs")]
        );
    }

    #[test]
    fn the_folders_of_a_glob_are_known() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("web/deep")).unwrap();
        let Named::Glob(glob) = Named::new(&dir.path().join("*/app.log")) else {
            panic!("a glob");
        };
        let mut folders = glob.folders();
        folders.sort();
        assert_eq!(folders, [dir.path().to_owned(), dir.path().join("web")]);
        assert!(glob.concerns(&dir.path().join("new")));
        assert!(glob.concerns(dir.path().parent().unwrap()));
        assert!(!glob.concerns(Path::new("/elsewhere")));
    }
}
