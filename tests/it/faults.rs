//! Faults that `aiops` survives: odd bytes, lines without end, pipes that break, hostile patterns. Figures of time and
//! memory are printed, and asserted only where they are promised and do not depend on the machine.

#[path = "faults/bytes.rs"]
mod bytes;
#[path = "faults/output.rs"]
mod output;
#[path = "faults/pipes.rs"]
mod pipes;
#[path = "faults/worst.rs"]
mod worst;

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;

use crossbeam_channel as channel;
use sha2::{Digest, Sha256};

use crate::harness::{DEADLINE, Home, Lines};

/// Megabytes where a fault wants many: what takes a second in a release build takes a minute without optimisation.
const MANY: usize = if cfg!(debug_assertions) { 24 } else { 300 };

/// A process with all its pipes in our hands.
struct Piped {
    child: Child,
    stdin: Option<ChildStdin>,
    stderr: Lines,
    /// Length and hash of what came out, once it has ended.
    passed: channel::Receiver<(u64, Vec<u8>)>,
}

impl Piped {
    fn start(home: &Home, arguments: &[&str]) -> Piped {
        let (stdout, output) = std::io::pipe().expect("a pipe");
        let (stderr, told) = std::io::pipe().expect("a pipe");
        // What `scan` prints is looked at, as what `pipe` says is.
        let output = match arguments[0] {
            "scan" => told.try_clone().expect("a pipe"),
            _ => output,
        };
        let mut command = home.command(arguments);
        command.stdin(Stdio::piped()).stdout(output).stderr(told);
        let mut child = command.spawn().expect("a process");
        // It holds our ends of what it writes to.
        drop(command);
        let (tell, passed) = channel::bounded(1);
        thread::spawn(move || tell.send(digest(stdout)));
        Piped {
            stdin: child.stdin.take(),
            stderr: Lines::of(stderr),
            child,
            passed,
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("stdin");
        stdin.write_all(bytes).expect("a write");
    }

    /// Closes its stdin, and tells its status, what passed, and what it said.
    fn end(mut self) -> (Option<i32>, (u64, Vec<u8>), String) {
        drop(self.stdin.take());
        let passed = self
            .passed
            .recv_timeout(DEADLINE)
            .expect("the output's end");
        let said = self.stderr.read_to_end();
        let status = self.child.wait().expect("a status").code();
        (status, passed, String::from_utf8_lossy(&said).into_owned())
    }

    /// Its peak memory in KiB.
    #[cfg(target_os = "linux")]
    fn peak(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let text = std::fs::read_to_string(path).expect("a status");
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).expect("KiB")
    }
}

impl Drop for Piped {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Length and hash of all that can be read.
fn digest(mut stream: impl Read) -> (u64, Vec<u8>) {
    let (mut hash, mut length, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return (length, hash.finalize().to_vec()),
            Ok(count) => {
                hash.update(&buffer[..count]);
                length += count as u64;
            }
        }
    }
}

fn terminate(child: &Child) {
    let sent = Command::new("kill").arg(child.id().to_string()).status();
    assert!(sent.expect("kill").success());
}

/// A traceback that no other of these is a repeat of, with the record that tells that it is over.
fn trace(name: &str) -> String {
    format!(
        "2026-11-20 10:00:00,123 ERROR shop.{name}: it failed\n\
         Traceback (most recent call last):\n\
         \x20 File \"/srv/shop/{name}.py\", line 3, in {name}\n\
         \x20   raise OSError(\"{name} is bad\")\n\
         OSError: {name} is bad\n\
         2026-11-20 10:00:01,000 INFO shop: go on\n\
         2026-11-20 10:00:01,000 INFO shop: go on\n"
    )
}
