//! `pipe --output FILE`: incidents in a file of their own, and what cannot be written there.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};

use super::trace;
use crate::harness::{Home, incidents};

#[test]
fn incidents_go_to_a_file_one_a_line_and_for_nobody_else_to_read() {
    let home = Home::new();
    let text = trace("alpha") + &trace("beta");
    let binary = env!("CARGO_BIN_EXE_aiops");
    home.file("app.log", &text);
    for round in 1..=2_usize {
        let output = Command::new("sh")
            .args([
                "-c",
                &format!("umask 000; exec \"{binary}\" pipe --output found <app.log"),
            ])
            .current_dir(home.path(""))
            .env_remove("AIOPS_API_KEY")
            .stdin(Stdio::null())
            .output()
            .expect("a run");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout == text.as_bytes());
        let found = std::fs::read(home.path("found")).expect("a file");
        let all = incidents(&found);
        assert_eq!(all.len(), 2 * round);
        assert_eq!(memchr::memchr_iter(b'\n', &found).count(), 2 * round);
        assert_eq!(all[0]["message"], "alpha is bad");
        let mode = std::fs::metadata(home.path("found")).expect("a file");
        assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_found_is_in_the_file_before_the_run_ends() {
    let home = Home::new();
    let mut running = home.start(&["pipe", "--output", "found", "-v"]);
    running.write(trace("alpha").as_bytes());
    let path = home.path("found");
    let until = std::time::Instant::now() + crate::harness::DEADLINE;
    while std::fs::read(&path).map_or(0, |found| found.len()) == 0 {
        assert!(std::time::Instant::now() < until, "nothing is written");
        std::thread::yield_now();
    }
    running.close().exits(0);
}

#[test]
fn a_file_that_cannot_be_opened_is_said_and_the_bytes_pass() {
    let home = Home::new();
    let text = trace("alpha");
    home.file("target", "");
    symlink(home.path("target"), home.path("link")).expect("a link");
    std::fs::create_dir(home.path("folder")).expect("a folder");
    let made = Command::new("mkfifo").arg(home.path("fifo")).status();
    assert!(made.expect("mkfifo").success());
    for (name, why) in [
        ("nowhere/found", "No such file"),
        ("folder", "directory"),
        ("link", "symbolic link"),
        ("fifo", ""),
    ] {
        let done = home.run_with(&["pipe", "--output", name], text.as_bytes());
        let words = [
            "cannot write incidents to",
            name,
            why,
            "OSError: alpha is bad",
        ];
        let done = done.exits(73).says(&words);
        assert!(done.stdout == text.as_bytes(), "{done}");
    }
    assert_eq!(std::fs::read(home.path("target")).expect("a file"), b"");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_once_and_the_bytes_pass() {
    let home = Home::new();
    let text = trace("alpha") + &trace("beta");
    let done = home.run_with(&["pipe", "--output", "/dev/full"], text.as_bytes());
    let done = done
        .exits(73)
        .says(&["cannot write incidents to /dev/full", "2 incidents"]);
    assert!(done.stdout == text.as_bytes(), "{done}");
    assert_eq!(done.err().lines().count(), 2, "{done}");
}
