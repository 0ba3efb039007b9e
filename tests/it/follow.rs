//! Following files: what `watch` survives, each fault in the form that needs no state on disk.
//!
//! Nobody waits here: files are changed, then a look is taken by hand.

// clippy.toml frees the test functions only, not what they call.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aiops::source::block::Ends;
use aiops::source::follow::{
    Changes, Event, FileKey, Follower, LINGER, Look, Options, Reason, SLOW_LOOK, UNFINISHED, Wake,
    Waker,
};
use proptest::prelude::*;
use tempfile::TempDir;

/// A follower, its clock, and all it said.
struct Watch {
    follower: Follower,
    now: Instant,
    said: Heard,
}

#[derive(Default)]
struct Heard {
    texts: BTreeMap<(FileKey, u64), Vec<u8>>,
    /// Where each generation has come to: offset, line.
    ends: BTreeMap<(FileKey, u64), (u64, u64)>,
    ended: Vec<(FileKey, u64, Reason)>,
    troubles: Vec<String>,
    lines: Vec<String>,
    cut: usize,
}

impl Heard {
    fn hear(&mut self, event: Event<'_>) {
        match event {
            Event::Lines {
                file,
                generation,
                block,
                ..
            } => {
                let key = (file, generation);
                assert!(
                    !self.ended.iter().any(|(f, g, _)| (*f, *g) == key),
                    "over is over"
                );
                if let Some((offset, line)) = self.ends.get(&key) {
                    assert!(block.offset >= *offset && block.line >= *line);
                }
                let newlines = memchr::memchr_iter(b'\n', block.bytes).count() as u64;
                let end = (
                    block.offset + block.bytes.len() as u64,
                    block.line + newlines,
                );
                self.ends.insert(key, end);
                self.texts
                    .entry(key)
                    .or_default()
                    .extend_from_slice(block.bytes);
                let text = String::from_utf8_lossy(block.bytes);
                self.lines.extend(text.lines().map(str::to_owned));
                self.cut += usize::from(block.ends == Ends::Cut);
            }
            Event::Ended {
                file,
                generation,
                reason,
                ..
            } => {
                self.ended.push((file, generation, reason));
            }
            Event::Trouble { message, .. } => self.troubles.push(message),
            Event::Appeared { .. } => {}
        }
    }
}

impl Watch {
    fn new(paths: &[PathBuf], options: Options) -> Watch {
        Watch {
            follower: Follower::new(paths, options),
            now: Instant::now(),
            said: Heard::default(),
        }
    }

    /// Follows, from their ends, files that are there; the first look is taken.
    fn over(paths: &[PathBuf]) -> Watch {
        let mut watch = Watch::new(paths, Options::default());
        watch.look();
        watch
    }

    fn look(&mut self) -> Look {
        let said = &mut self.said;
        self.follower.look(self.now, &mut |event| said.hear(event))
    }

    fn look_at(&mut self, changes: &Changes) -> Look {
        let said = &mut self.said;
        self.follower
            .look_at(changes, self.now, &mut |event| said.hear(event))
    }

    fn pass(&mut self, time: Duration) {
        self.now += time;
    }

    /// The lines since this was last asked.
    fn lines(&mut self) -> Vec<String> {
        std::mem::take(&mut self.said.lines)
    }

    fn reasons(&self) -> Vec<Reason> {
        self.said
            .ended
            .iter()
            .map(|(_, _, reason)| *reason)
            .collect()
    }
}

fn folder() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    (dir, root)
}

fn append(path: &Path, text: &str) {
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

fn numbers(from: usize, to: usize) -> Vec<String> {
    (from..to).map(|n| format!("line {n}")).collect()
}

fn text(from: usize, to: usize) -> String {
    let mut lines = numbers(from, to);
    lines.push(String::new());
    lines.join("\n")
}

#[test]
fn growth_is_read_from_the_end_of_what_was_there() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "old 1\nold 2\n");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    assert!(watch.lines().is_empty());
    assert_eq!(watch.look(), Look::default());
    append(&log, &text(0, 3));
    assert!(watch.look().moved);
    assert_eq!(watch.lines(), numbers(0, 3));
    // Two lines before, three new ones: the next is the sixth.
    let (offset, line) = *watch.said.ends.values().next().unwrap();
    assert_eq!((offset, line), (fs::metadata(&log).unwrap().len(), 6));

    let options = Options {
        from_start: true,
        ..Options::default()
    };
    let mut whole = Watch::new(&[log], options);
    whole.look();
    assert_eq!(whole.lines().len(), 5);
}

#[test]
fn the_line_that_is_being_written_at_the_first_look_is_read_whole() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "old\nTraceb");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    append(&log, "ack\n");
    watch.look();
    assert_eq!(watch.lines(), ["Traceback"]);
    // Its beginning is out of reach: no half line.
    fs::write(&log, "x".repeat(100_000)).unwrap();
    let mut watch = Watch::over(std::slice::from_ref(&log));
    append(&log, "xx\nnext\n");
    watch.look();
    assert_eq!(watch.lines(), ["next"]);
}

/// Fault 1.
#[test]
fn rename_and_create_twenty_times() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    let mut n = 0;
    for round in 0..20 {
        append(&log, &text(n, n + 10));
        if round % 3 == 0 {
            watch.look();
        }
        append(&log, &text(n + 10, n + 20));
        let old = root.join(format!("app.log.{round}"));
        fs::rename(&log, &old).unwrap();
        if round % 2 == 0 {
            watch.look();
        }
        // The writer has not noticed yet.
        append(&old, &text(n + 20, n + 30));
        append(&log, &text(n + 30, n + 40));
        watch.look();
        n += 40;
    }
    assert_eq!(watch.lines(), numbers(0, n));
    assert!(watch.said.troubles.is_empty());
    watch.pass(LINGER);
    watch.look();
    assert_eq!(watch.reasons(), [Reason::Renamed; 20]);
    assert_eq!(watch.follower.open_files(), 1);
}

/// Fault 2.
#[test]
fn five_hundred_rotations_leave_no_descriptors_behind() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    for n in 0..500 {
        append(&log, &text(n, n + 1));
        for old in (1..3).rev() {
            let _ = fs::rename(
                root.join(format!("app.log.{old}")),
                root.join(format!("app.log.{}", old + 1)),
            );
        }
        fs::rename(&log, root.join("app.log.1")).unwrap();
        append(&log, "");
        watch.look();
        assert!(watch.follower.open_files() <= 66);
    }
    assert_eq!(watch.lines(), numbers(0, 500));
    watch.pass(LINGER);
    watch.look();
    assert_eq!(watch.follower.open_files(), 1);
    let removed = watch
        .reasons()
        .iter()
        .filter(|r| **r == Reason::Removed)
        .count();
    assert!(removed > 60, "{removed}");
}

/// Fault 3: the lines between the last look and the cut survive only in the copy.
#[test]
fn copytruncate_under_an_appending_writer() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    let mut n = 0;
    for round in 0..20 {
        append(&log, &text(n, n + 100));
        watch.look();
        append(&log, &text(n + 100, n + 150));
        fs::copy(&log, root.join(format!("app.log.{round}"))).unwrap();
        File::options()
            .write(true)
            .open(&log)
            .unwrap()
            .set_len(0)
            .unwrap();
        if round % 2 == 0 {
            watch.look();
        }
        // Shorter and longer than before.
        let more = if round % 3 == 0 { 200 } else { 10 };
        append(&log, &text(n + 150, n + 150 + more));
        watch.look();
        n += 150 + more;
    }
    assert_eq!(watch.lines(), numbers(0, n));
    assert_eq!(watch.reasons(), [Reason::Truncated; 20]);
}

#[test]
fn an_older_file_that_looks_alike_is_no_copy() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&root.join("app.log.1"), &"tick\n".repeat(1000));
    let old = std::time::SystemTime::now() - Duration::from_secs(86_400);
    File::options()
        .write(true)
        .open(root.join("app.log.1"))
        .unwrap()
        .set_modified(old)
        .unwrap();
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    append(&log, &"tick\n".repeat(500));
    watch.look();
    fs::write(&log, "new\n").unwrap();
    watch.look();
    assert_eq!(watch.lines().len(), 501);
}

/// Fault 4.
#[test]
fn copytruncate_under_a_writer_that_does_not_append_leaves_a_hole() {
    const FAR: u64 = 100 << 20;
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    append(&log, &text(0, 10));
    watch.look();
    let mut writer = File::create(&log).unwrap();
    writer.seek(SeekFrom::Start(FAR)).unwrap();
    writer.write_all(text(10, 20).as_bytes()).unwrap();
    while watch.look().again.is_some() {}
    assert_eq!(watch.lines(), numbers(0, 20));
    let (offset, line) = *watch.said.ends.values().next_back().unwrap();
    assert_eq!((offset, line), (FAR + 80, 11));
    assert_eq!(watch.follower.take_skipped().hole_bytes, FAR);
}

/// Fault 8.
#[test]
fn deleted_and_created_again_longer_than_before() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, &text(0, 10));
    let options = Options {
        from_start: true,
        ..Options::default()
    };
    let mut watch = Watch::new(std::slice::from_ref(&log), options);
    watch.look();
    fs::remove_file(&log).unwrap();
    append(&log, &text(10, 40));
    watch.look();
    assert_eq!(watch.lines(), numbers(0, 40));
    watch.pass(LINGER);
    watch.look();
    assert_eq!(watch.reasons(), [Reason::Removed]);
}

/// Fault 9.
#[test]
fn truncated_and_rewritten_longer_between_two_looks() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    append(&log, "line 0\nline 1\nunfinished");
    watch.look();
    fs::write(&log, text(2, 50)).unwrap();
    watch.look();
    let mut expected = numbers(0, 2);
    expected.push("unfinished".into());
    expected.extend(numbers(2, 50));
    assert_eq!(watch.lines(), expected);
    assert_eq!(watch.reasons(), [Reason::Truncated]);
    // To the byte as long as before.
    fs::write(&log, text(52, 100)).unwrap();
    watch.look();
    assert_eq!(watch.lines(), numbers(52, 100));
    // To nothing, and the same again.
    fs::write(&log, "").unwrap();
    watch.look();
    fs::write(&log, text(52, 100)).unwrap();
    watch.look();
    assert_eq!(watch.lines(), numbers(52, 100));
}

/// Fault 10, by rename.
#[test]
fn a_glob_that_matches_the_rotated_files_reads_them_once() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(&[root.join("app.log*"), log.clone()]);
    let mut n = 0;
    for _ in 0..10 {
        append(&log, &text(n, n + 10));
        watch.look();
        append(&log, &text(n + 10, n + 20));
        for old in (1..20).rev() {
            let _ = fs::rename(
                root.join(format!("app.log.{old}")),
                root.join(format!("app.log.{}", old + 1)),
            );
        }
        fs::rename(&log, root.join("app.log.1")).unwrap();
        append(&log, &text(n + 20, n + 30));
        watch.look();
        n += 30;
    }
    assert_eq!(watch.lines(), numbers(0, n));
    assert!(watch.reasons().is_empty(), "each still has a name");
}

/// Fault 10, by copytruncate.
#[test]
fn a_glob_that_matches_the_copies_reads_them_once() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(&[root.join("app.log*")]);
    let mut n = 0;
    for round in 0..10 {
        append(&log, &text(n, n + 10));
        watch.look();
        append(&log, &text(n + 10, n + 20));
        let whole = fs::read(&log).unwrap();
        let copy = root.join(format!("app.log.{round}"));
        if round % 2 == 0 {
            // Seen while it is made.
            fs::write(&copy, &whole[..whole.len() / 2]).unwrap();
            watch.look();
        }
        fs::write(&copy, &whole).unwrap();
        if round % 3 == 0 {
            watch.look();
        }
        File::options()
            .write(true)
            .open(&log)
            .unwrap()
            .set_len(0)
            .unwrap();
        append(&log, &text(n + 20, n + 30));
        watch.look();
        n += 30;
    }
    assert_eq!(watch.lines(), numbers(0, n));
}

/// Fault 11.
#[test]
fn a_file_of_many_names_is_read_once() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    symlink(&log, root.join("soft.log")).unwrap();
    fs::hard_link(&log, root.join("hard.log")).unwrap();
    let globs = ["*.log", "app.*", "soft.log"].map(|name| root.join(name));
    let mut watch = Watch::over(&globs);
    append(&log, &text(0, 10));
    watch.look();
    assert_eq!(watch.lines(), numbers(0, 10));
    fs::remove_file(&log).unwrap();
    append(&root.join("hard.log"), &text(10, 20));
    watch.look();
    watch.pass(LINGER);
    watch.look();
    assert_eq!(watch.lines(), numbers(10, 20));
    assert!(watch.reasons().is_empty(), "it has a name left");
}

/// Fault 11, also when so much time passes between the swaps that the other file is let go.
#[test]
fn a_symlink_swapped_twenty_times() {
    for pause in [Duration::ZERO, LINGER] {
        let (_dir, root) = folder();
        let files = [root.join("a.log"), root.join("b.log")];
        let link = root.join("current");
        append(&files[0], "");
        append(&files[1], "");
        symlink(&files[0], &link).unwrap();
        let mut watch = Watch::over(std::slice::from_ref(&link));
        for n in 0..20 {
            append(&files[n % 2], &text(n * 10, n * 10 + 10));
            watch.look();
            watch.pass(pause);
            watch.look();
            fs::remove_file(&link).unwrap();
            symlink(&files[(n + 1) % 2], &link).unwrap();
        }
        watch.look();
        assert_eq!(watch.lines(), numbers(0, 200), "{pause:?}");
    }
}

/// Fault 12.
#[test]
fn files_that_begin_alike_are_both_whole() {
    let (_dir, root) = folder();
    let head = format!("{}\n", "=".repeat(1099));
    let mut watch = Watch::over(&[root.join("*.log")]);
    append(&root.join("a.log"), &head);
    append(&root.join("b.log"), &head);
    watch.look();
    append(&root.join("a.log"), &text(0, 10));
    append(&root.join("b.log"), &text(10, 20));
    watch.look();
    // Named as if it were a copy.
    append(&root.join("a.log.log"), &head);
    watch.look();
    append(&root.join("a.log.log"), &text(20, 30));
    watch.look();
    watch.pass(LINGER);
    watch.look();
    let mut lines = watch.lines();
    lines.retain(|line| !line.starts_with('='));
    assert_eq!(lines, numbers(0, 30));
    assert_eq!(
        watch
            .said
            .texts
            .values()
            .filter(|t| t.starts_with(head.as_bytes()))
            .count(),
        3
    );
}

/// Fault 13, without the kill.
#[test]
fn a_line_written_in_parts_is_one_line() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    for part in ["Value", "Error: ", "no"] {
        append(&log, part);
        watch.look();
        watch.pass(UNFINISHED / 2);
        watch.look();
        assert!(watch.lines().is_empty());
    }
    append(&log, " such\nnext");
    watch.look();
    assert_eq!(watch.lines(), ["ValueError: no such"]);
    // Nobody finishes this one.
    watch.pass(UNFINISHED);
    watch.look();
    assert_eq!(watch.lines(), ["next"]);
    assert_eq!(watch.said.cut, 1);
    append(&log, " too late\nafter\n");
    watch.look();
    assert_eq!(watch.lines(), ["after"]);
}

/// Fault 20: the line is cut, the rest passes by.
#[test]
fn an_endless_line_is_cut() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    for _ in 0..30 {
        append(&log, &"x".repeat(100_000));
        watch.look();
    }
    append(&log, "\nTraceback\n");
    watch.look();
    let lines = watch.lines();
    assert_eq!(
        (lines.len(), lines[0].len(), lines[1].as_str()),
        (2, 1 << 20, "Traceback")
    );
    assert_eq!(watch.follower.take_skipped().long_lines, 1);
}

/// Fault 14.
#[test]
fn a_deleted_file_is_read_while_its_writer_holds_it() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    let mut writer = File::create(&log).unwrap();
    let mut watch = Watch::over(std::slice::from_ref(&log));
    writer.write_all(text(0, 10).as_bytes()).unwrap();
    fs::remove_file(&log).unwrap();
    watch.look();
    assert_eq!(watch.lines(), numbers(0, 10));
    watch.pass(LINGER / 2);
    writer.write_all(text(10, 20).as_bytes()).unwrap();
    writer.write_all(b"unfinished").unwrap();
    watch.look();
    watch.pass(LINGER / 2);
    watch.look();
    assert_eq!(watch.lines(), numbers(10, 20));
    assert!(
        watch.reasons().is_empty(),
        "it was written to half the time ago"
    );
    watch.pass(LINGER / 2);
    watch.look();
    assert_eq!(watch.lines(), ["unfinished"]);
    assert_eq!(watch.reasons(), [Reason::Removed]);
    assert_eq!(watch.follower.open_files(), 0);
}

/// Fault 14.
#[test]
fn a_folder_deleted_and_made_again_is_picked_up() {
    let (_dir, root) = folder();
    let log = root.join("logs/app.log");
    fs::create_dir(root.join("logs")).unwrap();
    append(&log, "");
    let mut watch = Watch::over(&[log.clone(), root.join("logs/*.txt")]);
    append(&log, &text(0, 10));
    fs::remove_dir_all(root.join("logs")).unwrap();
    watch.look();
    assert!(
        watch.follower.folders().contains(&root),
        "the folder above is watched"
    );
    fs::create_dir(root.join("logs")).unwrap();
    append(&log, &text(10, 20));
    append(&root.join("logs/b.txt"), &text(20, 30));
    watch.look();
    assert_eq!(watch.lines(), numbers(0, 30));
    assert!(watch.follower.folders().contains(&root.join("logs")));
}

/// Fault 15. Root may read everything, so a link that leads nowhere useful stands for the right to read.
#[test]
fn a_file_that_cannot_be_read_is_warned_of_once_and_read_when_it_can() {
    let (_dir, root) = folder();
    let (log, other) = (root.join("app.log"), root.join("other.log"));
    append(&other, "");
    symlink(&log, &log).unwrap();
    let mut watch = Watch::over(&[log.clone(), other.clone()]);
    for n in 0..5 {
        append(&other, &text(n, n + 1));
        watch.look();
    }
    assert_eq!(watch.lines(), numbers(0, 5));
    assert_eq!(watch.said.troubles.len(), 1, "{:?}", watch.said.troubles);
    assert!(watch.said.troubles[0].contains("app.log"));
    fs::remove_file(&log).unwrap();
    append(&log, &text(5, 10));
    watch.look();
    assert_eq!(watch.lines(), numbers(5, 10));
    assert_eq!(watch.said.troubles.len(), 1);
}

/// Fault 15, for whom it can be tried.
#[test]
fn permission_taken_and_given_back() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, root) = folder();
    let log = root.join("app.log");
    let mode = |bits| fs::set_permissions(&log, fs::Permissions::from_mode(bits)).unwrap();
    append(&log, "old\n");
    mode(0o000);
    if File::open(&log).is_ok() {
        return;
    }
    let mut watch = Watch::over(std::slice::from_ref(&log));
    watch.look();
    assert_eq!(watch.said.troubles.len(), 1);
    assert!(watch.said.troubles[0].contains("permission denied"));
    mode(0o600);
    append(&log, &text(0, 10));
    watch.look();
    assert_eq!(
        watch.lines(),
        numbers(0, 10),
        "what was there before is old"
    );
    mode(0o200);
    append(&log, &text(10, 20));
    watch.look();
    assert_eq!(watch.lines(), numbers(10, 20), "it is open");
    assert_eq!(watch.said.troubles.len(), 1);
}

/// Fault 16.
#[test]
fn files_and_folders_that_come_later_are_read_from_their_start() {
    let (_dir, root) = folder();
    let named = root.join("later/app.log");
    let mut watch = Watch::over(&[named.clone(), root.join("pods/*/*.log")]);
    assert_eq!(watch.said.troubles.len(), 2, "{:?}", watch.said.troubles);
    watch.look();
    assert_eq!(watch.said.troubles.len(), 2, "said once");
    fs::create_dir(root.join("later")).unwrap();
    append(&named, &text(0, 10));
    for n in 10..210 {
        let pod = root.join(format!("pods/{n:03}"));
        fs::create_dir_all(&pod).unwrap();
        append(&pod.join("app.log"), &text(n, n + 1));
    }
    watch.look();
    assert_eq!(watch.lines(), numbers(0, 210));
    assert_eq!(watch.follower.open_files(), 201);
    assert!(watch.follower.folders().contains(&root.join("pods/100")));
}

/// Fault 18. The limit holds for a whole process, so it is another one.
#[test]
fn more_files_than_descriptors() {
    let module = module_path!()
        .split_once("::")
        .map_or("", |(_, module)| module);
    let out = std::process::Command::new("sh")
        .args([
            "-c",
            "ulimit -n 64 && exec \"$0\" --exact \"$1\" --ignored --test-threads 1",
        ])
        .arg(std::env::current_exe().unwrap())
        .arg(format!("{module}::with_sixty_four_descriptors"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "run by more_files_than_descriptors, in a process with that limit"]
fn with_sixty_four_descriptors() {
    let (_dir, root) = folder();
    for n in 0..500 {
        append(&root.join(format!("{n:03}.log")), "");
    }
    let mut watch = Watch::over(&[root.join("*.log")]);
    let open = watch.follower.open_files();
    assert!((20..60).contains(&open), "{open}");
    assert_eq!(watch.said.troubles.len(), 500 - open);
    assert!(watch.said.troubles[0].contains("too many open files"));
    for n in 0..3 {
        append(&root.join("000.log"), &text(n, n + 1));
        let look = watch.look();
        assert_eq!(look.again, None, "no spinning");
    }
    assert_eq!(watch.lines(), numbers(0, 3));
    assert_eq!(watch.said.troubles.len(), 500 - open, "said once");
    // Those that go make room.
    for n in 0..10 {
        fs::remove_file(root.join(format!("{n:03}.log"))).unwrap();
    }
    watch.look();
    watch.pass(LINGER);
    watch.look();
    watch.look();
    assert_eq!(watch.follower.open_files(), open);
}

#[test]
fn what_is_no_text_is_said_once_and_left_alone() {
    let (_dir, root) = folder();
    append(&root.join("old.gz"), "\u{1f}");
    let mut watch = Watch::over(&[root.join("*")]);
    append(&root.join("app.log"), "");
    fs::write(root.join("new.gz"), b"\x1f\x8b\x08 packed\n").unwrap();
    fs::create_dir(root.join("folder")).unwrap();
    for n in 0..3 {
        append(&root.join("app.log"), &text(n, n + 1));
        append(&root.join("new.gz"), "more\n");
        watch.look();
    }
    assert_eq!(watch.lines(), numbers(0, 3));
    assert_eq!(watch.said.troubles.len(), 1, "{:?}", watch.said.troubles);
    assert!(watch.said.troubles[0].contains("new.gz: it is compressed"));
    // A log that takes the name is a log.
    fs::remove_file(root.join("new.gz")).unwrap();
    append(&root.join("new.gz"), &text(3, 4));
    watch.look();
    assert_eq!(watch.lines(), numbers(3, 4));
}

#[test]
fn a_hint_is_enough_to_read_what_it_names() {
    let (_dir, root) = folder();
    let (log, other) = (root.join("app.log"), root.join("other.log"));
    append(&log, "");
    append(&other, "");
    symlink(&log, root.join("link")).unwrap();
    let mut watch = Watch::over(&[root.join("link"), other.clone(), root.join("*.log.*")]);
    let touched = |path: &Path| Changes {
        touched: [path.to_owned()].into(),
        ..Changes::default()
    };
    let moved = |path: &Path| Changes {
        moved: [path.to_owned()].into(),
        ..Changes::default()
    };
    append(&log, &text(0, 5));
    append(&other, &text(5, 10));
    assert!(!watch.look_at(&touched(&root.join("nobody's"))).moved);
    assert!(watch.lines().is_empty());
    watch.look_at(&touched(&log));
    assert_eq!(watch.lines(), numbers(0, 5), "by the name behind the link");
    watch.look_at(&touched(&other));
    assert_eq!(watch.lines(), numbers(5, 10));
    // A rename: the old file is read to its end before the new one.
    append(&log, &text(10, 15));
    fs::rename(&log, root.join("gone")).unwrap();
    append(&log, &text(15, 20));
    watch.look_at(&moved(&log));
    assert_eq!(watch.lines(), numbers(10, 20));
    // A name nobody knew waits for its turn: not every new name may cost a look at everything.
    append(&root.join("app.log.new"), &text(20, 25));
    let look = watch.look_at(&moved(&root.join("app.log.new")));
    assert!(look.again.is_some() && watch.lines().is_empty());
    watch.pass(look.again.unwrap());
    watch.look_at(&Changes::default());
    assert_eq!(watch.lines(), numbers(20, 25));
    append(&other, &text(25, 30));
    watch.pass(Duration::from_secs(1));
    watch.look_at(&Changes {
        all: true,
        ..Changes::default()
    });
    assert_eq!(watch.lines(), numbers(25, 30));
}

/// Fault 1 with a writer that does not wait for us, and the system's notice.
#[test]
fn woken_by_the_system_nothing_is_lost() {
    const ALL: usize = 10_000;
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let (_stop, stopped) = crossbeam_channel::bounded(1);
    let mut waker = Waker::new(stopped);
    let mut watch = Watch::over(std::slice::from_ref(&log));
    waker.watch(&watch.follower.folders());
    let seen = Arc::new(AtomicUsize::new(0));
    let read = Arc::clone(&seen);
    let writer = std::thread::spawn(move || {
        let mut rotated = 0;
        for n in (0..ALL).step_by(10) {
            append(&log, &text(n, n + 10));
            // Only when something of it was read: a file that came and went unseen cannot be read.
            if n - rotated >= 500 && read.load(Ordering::SeqCst) > rotated {
                fs::rename(&log, root.join(format!("app.log.{n}"))).unwrap();
                rotated = n + 10;
            }
        }
    });
    let deadline = Instant::now() + Duration::from_secs(60);
    let mut lines = Vec::new();
    while lines.len() < ALL && Instant::now() < deadline {
        watch.now = Instant::now();
        match waker.wait(SLOW_LOOK) {
            Wake::Changed(changes) => watch.look_at(&changes),
            Wake::TimedOut => watch.look(),
            Wake::Stop => break,
        };
        lines.extend(watch.lines());
        seen.store(lines.len(), Ordering::SeqCst);
    }
    writer.join().unwrap();
    assert_eq!(lines, numbers(0, ALL));
}

#[test]
fn stopping_hands_out_the_unfinished_line() {
    let (_dir, root) = folder();
    let log = root.join("app.log");
    append(&log, "");
    let mut watch = Watch::over(std::slice::from_ref(&log));
    append(&log, "one\ntwo");
    watch.look();
    let said = &mut watch.said;
    watch.follower.finish(&mut |event| said.hear(event));
    assert_eq!(watch.lines(), ["one", "two"]);
}

/// What may happen to a log.
#[derive(Debug, Clone)]
enum Step {
    Lines(usize),
    Part,
    Rename,
    /// The writer goes on in the renamed file.
    Late,
    Rewrite(usize),
    Delete,
    Back,
    Look,
    Later,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1_usize..80).prop_map(Step::Lines),
        2 => Just(Step::Part),
        2 => Just(Step::Rename),
        2 => Just(Step::Late),
        2 => (0_usize..80).prop_map(Step::Rewrite),
        1 => Just(Step::Delete),
        2 => Just(Step::Back),
        8 => Just(Step::Look),
        2 => Just(Step::Later),
    ];
    prop::collection::vec(step, 1..80)
}

/// A file, and what it held each time it was written anew.
#[derive(Debug, Default)]
struct Written {
    text: String,
    /// How much of it could be read at a look.
    seen: usize,
    /// It was under the name at a look.
    open: bool,
    before: Vec<String>,
}

/// The files as they ought to be read.
struct Model {
    root: PathBuf,
    count: usize,
    current: Option<Written>,
    renamed: Option<Written>,
    renames: usize,
    /// Deleted, or renamed before the one renamed last.
    gone: Vec<Written>,
    /// Whether files that lost their name are held for ever.
    patient: bool,
}

impl Model {
    fn log(&self) -> PathBuf {
        self.root.join("app.log")
    }

    fn old(&self) -> PathBuf {
        self.root.join(format!("old.{}", self.renames))
    }

    fn lines(&mut self, count: usize) -> String {
        self.count += count;
        text(self.count - count, self.count)
    }

    fn part(&mut self) -> String {
        self.count += 1;
        format!("part {} ", self.count)
    }

    fn write(&mut self, text: &str) {
        append(&self.log(), text);
        self.current.get_or_insert_default().text.push_str(text);
    }

    fn play(&mut self, step: &Step) {
        match step {
            Step::Lines(count) => {
                let text = self.lines(*count);
                self.write(&text);
            }
            Step::Part => {
                let text = self.part();
                self.write(&text);
            }
            Step::Rename => {
                if let Some(current) = self.current.take() {
                    self.gone.extend(self.renamed.take());
                    self.renames += 1;
                    fs::rename(self.log(), self.old()).unwrap();
                    self.renamed = Some(current);
                }
            }
            Step::Late => {
                let text = format!("{}{}", self.lines(1), self.part());
                if self.patient
                    && let Some(renamed) = &mut self.renamed
                {
                    renamed.text.push_str(&text);
                    append(&self.old(), &text);
                }
            }
            Step::Rewrite(count) => {
                let text = self.lines(*count);
                if let Some(current) = &mut self.current {
                    let old = std::mem::replace(&mut current.text, text.clone());
                    let seen = std::mem::take(&mut current.seen);
                    current.before.push(old[..seen].to_owned());
                    fs::write(self.log(), &text).unwrap();
                }
            }
            Step::Delete => {
                if let Some(current) = self.current.take() {
                    fs::remove_file(self.log()).unwrap();
                    self.gone.push(current);
                }
            }
            Step::Back => self.back(),
            Step::Look | Step::Later => {}
        }
    }

    fn back(&mut self) {
        // A file that was let go in the middle of a line goes on with the next line: not modelled.
        let whole = |w: &Written| self.patient || w.text.ends_with('\n');
        if self.current.is_none() && self.renamed.as_ref().is_some_and(whole) {
            fs::rename(self.old(), self.log()).unwrap();
            self.current = self.renamed.take();
        }
    }

    /// What stands under the name can be read, and what is open.
    fn looked(&mut self) {
        if let Some(current) = &mut self.current {
            current.open = true;
        }
        let all = self
            .current
            .iter_mut()
            .chain(&mut self.renamed)
            .chain(&mut self.gone);
        for written in all.filter(|written| written.open) {
            written.seen = written.text.len();
        }
    }

    fn expected(self) -> Vec<String> {
        let all = self
            .current
            .into_iter()
            .chain(self.renamed)
            .chain(self.gone);
        all.flat_map(|mut written| {
            written.text.truncate(written.seen);
            written.before.push(written.text);
            written.before
        })
        .collect()
    }
}

/// Takes from `read` what makes up `expected`: a file that was let go and came back is read in two parts.
fn take(mut expected: &str, read: &mut Vec<String>) -> bool {
    while !expected.is_empty() {
        let part = read
            .iter()
            .position(|part| !part.is_empty() && expected.starts_with(part.as_str()));
        let Some(at) = part else {
            return false;
        };
        expected = &expected[read.swap_remove(at).len()..];
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every byte that could be read at a look is delivered once, in order, one generation at a time.
    #[test]
    fn whatever_happens_to_a_log_it_is_read_once(steps in steps(), patient in any::<bool>()) {
        let (_dir, root) = folder();
        let mut model = Model {
            root,
            count: 0,
            current: None,
            renamed: None,
            renames: 0,
            gone: Vec::new(),
            patient,
        };
        let day = Duration::from_secs(86_400);
        let options = Options {
            linger: if patient { day } else { LINGER },
            unfinished: day,
            ..Options::default()
        };
        let mut watch = Watch::new(&[model.log()], options);
        watch.look();
        for step in &steps {
            model.play(step);
            match step {
                // A file that was let go and comes back is open again only from the next look on.
                Step::Back if patient => {}
                Step::Look | Step::Back => {
                    watch.look();
                    model.looked();
                }
                Step::Later => watch.pass(LINGER / 2),
                _ => {}
            }
        }
        watch.look();
        model.looked();
        let said = &mut watch.said;
        watch.follower.finish(&mut |event| said.hear(event));
        let texts = watch.said.texts.into_values();
        let mut read: Vec<String> = texts.map(|t| String::from_utf8(t).unwrap()).collect();
        for expected in model.expected() {
            prop_assert!(take(&expected, &mut read), "{expected:?} not in {read:?}");
        }
        prop_assert!(read.is_empty(), "nobody wrote {read:?}");
    }
}
