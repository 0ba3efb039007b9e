//! A folder that was named: the files in it and in the folders below it.
//!
//! In comes its path; out come its files, sorted, and what was passed over, counted by what it is. Hidden names are
//! not read, and symbolic links to folders are not entered, as with globs.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::glob::is_hidden;
use super::input::{Refusal, Why, of_error};
use super::{FileId, shown};

/// A folder, and what of it is not read.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    passed: BTreeMap<&'static str, u64>,
}

impl Folder {
    /// A folder that was not looked into yet.
    pub fn new(path: &Path) -> Folder {
        Folder {
            path: path.to_owned(),
            passed: BTreeMap::new(),
        }
    }

    /// Looks for files, and for what is to be told of; hidden ones are passed over.
    pub(crate) fn files(&mut self) -> Vec<(PathBuf, Result<FileId, Why>)> {
        let mut found = Vec::new();
        let mut hidden = 0;
        let entries = WalkDir::new(&self.path)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| {
                let is_hidden = is_hidden(entry.file_name());
                if is_hidden {
                    log::info!("skipped {}: it is hidden", shown(entry.path()));
                    hidden += 1;
                }
                !is_hidden
            });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let path = entry.into_path();
                    // Links lead to files, too: those of containers do.
                    let seen = match fs::metadata(&path) {
                        Ok(meta) if meta.is_dir() => continue,
                        Ok(meta) if meta.is_file() => Ok(FileId::of(&meta)),
                        Ok(_) => Err(Why::Device("no regular file")),
                        Err(error) => Err(of_error(error)),
                    };
                    found.push((path, seen));
                }
                Err(error) => {
                    let path = error.path().unwrap_or(&self.path).to_owned();
                    found.push((path, Err(of_error(error.into()))));
                }
            }
        }
        if hidden > 0 {
            *self.passed.entry("hidden").or_default() += hidden;
        }
        found
    }

    /// Counts what need not be a log; what should have been read is given back.
    pub fn pass_over(&mut self, refusal: Refusal) -> Option<Refusal> {
        let Some(what) = refusal.why.passed_over() else {
            return Some(refusal);
        };
        log::info!("{refusal}");
        *self.passed.entry(what).or_default() += 1;
        None
    }

    /// Whether everything in it is read.
    pub fn is_whole(&self) -> bool {
        self.passed.is_empty()
    }
}

/// What was passed over.
impl fmt::Display for Folder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.passed.iter();
        let counts: Vec<String> = counts.map(|(what, n)| format!("{n} {what}")).collect();
        let path = shown(&self.path);
        write!(
            f,
            "not read in {path}: {} (-v names them)",
            counts.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn files_are_found_at_every_depth_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("web/old")).unwrap();
        fs::create_dir_all(root.join(".git/logs")).unwrap();
        fs::create_dir(root.join("empty")).unwrap();
        for name in [
            "web/b.log",
            "web/old/c.log.1",
            "a.log",
            "syslog",
            ".hidden.log",
            ".git/logs/x.log",
        ] {
            fs::write(root.join(name), "x\n").unwrap();
        }
        symlink(root.join("web"), root.join("again")).unwrap();
        symlink(root.join("syslog"), root.join("z.log")).unwrap();
        symlink(root.join("nowhere"), root.join("lost")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.join("socket")).unwrap();

        let mut folder = Folder::new(root);
        assert!(folder.is_whole());
        let (mut read, mut refusals) = (Vec::new(), Vec::new());
        for (path, found) in folder.files() {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            match found {
                Ok(_) => read.push(name),
                Err(why) => refusals.extend(folder.pass_over(Refusal { path, why })),
            }
        }
        assert_eq!(
            read,
            ["a.log", "syslog", "web/b.log", "web/old/c.log.1", "z.log"]
        );
        assert!(refusals.is_empty(), "{refusals:?}");
        let said = folder.to_string();
        let counts = "1 gone, 2 hidden, 1 no regular file";
        assert!(!folder.is_whole() && said.contains(counts), "{said}");
    }
}
