//! Runs the `aiops` binary as a stranger would: an empty home of its own, nothing of ours in the environment, and a
//! receiver on loopback. Nobody sleeps: processes, lines and requests are waited for, with a deadline.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel as channel;
use serde_json::Value;
use tempfile::TempDir;

/// Generous: only a defect waits this long.
pub(crate) const DEADLINE: Duration = Duration::from_secs(120);

/// Where the platform takes incidents.
pub(crate) const INCIDENT_PATH: &str = "/v1/sdk/exception";
/// Where the platform takes heartbeats.
pub(crate) const HEARTBEAT_PATH: &str = "/v1/sdk/heartbeat";

/// A machine with nothing on it: home, settings and state lie in a folder that goes with the test.
pub(crate) struct Home {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Home {
    pub(crate) fn new() -> Home {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["home", "logs"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Home {
            folder,
            variables: Vec::new(),
        }
    }

    /// The same with a variable more in the environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Home {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The place of a log, which need not be there.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("logs").join(name)
    }

    /// A new log, or another file, with this in it.
    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }

    /// The bare command, in the folder of the logs.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aiops"));
        let home = self.folder.path().join("home");
        command
            .args(arguments)
            .current_dir(self.folder.path().join("logs"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TZ", "UTC")
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("AIOPS_STATE_DIR", home.join("aiops"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs it to its end with nothing on stdin.
    pub(crate) fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(arguments, b"")
    }

    /// Runs it to its end with this on stdin.
    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Done {
        let output = assert_cmd::Command::from_std(self.command(arguments))
            .write_stdin(stdin)
            .timeout(DEADLINE)
            .output()
            .expect("a run");
        Done {
            asked: arguments.join(" "),
            status: output.status.code(),
            stdout: output.stdout,
            stderr: output.stderr,
        }
    }

    /// Starts it with a stdin that stays open, and reads along.
    pub(crate) fn start(&self, arguments: &[&str]) -> Running {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        let stdout = Lines::of(child.stdout.take().expect("stdout"));
        let stderr = Lines::of(child.stderr.take().expect("stderr"));
        Running {
            asked: arguments.join(" "),
            child,
            stdout,
            stderr,
        }
    }
}

/// Adds to a file, as a program that logs does.
pub(crate) fn append(path: &Path, text: impl AsRef<[u8]>) {
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(path)
        .expect("a file");
    file.write_all(text.as_ref()).expect("a write");
}

/// A run that is over.
pub(crate) struct Done {
    pub(crate) asked: String,
    status: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
}

impl Done {
    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }

    /// Insists on an exit status.
    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Done {
        // A panic of ours has a line of its own; those that a log tells of stand within JSON or other words.
        let panics = |line: &str| line.starts_with("aiops: error: a defect of aiops: ");
        assert!(!self.err().lines().any(panics), "it panicked: {self}");
        assert_eq!(self.status, Some(status), "{self}");
        self
    }

    /// Insists on words on stderr.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Done {
        for word in words {
            assert!(self.err().contains(word), "{word:?} is not said: {self}");
        }
        self
    }

    /// Insists on a silent stderr.
    #[track_caller]
    pub(crate) fn says_nothing(self) -> Done {
        assert!(self.stderr.is_empty(), "{self}");
        self
    }

    /// Insists on words on stdout.
    #[track_caller]
    pub(crate) fn prints(self, words: &[&str]) -> Done {
        for word in words {
            assert!(self.out().contains(word), "{word:?} is not printed: {self}");
        }
        self
    }
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // All of a corpus on the screen helps nobody.
        let cut = |text: String| text.chars().take(4_000).collect::<String>();
        write!(
            f,
            "aiops {} ended with {:?}\n--- stdout\n{}--- stderr\n{}",
            self.asked,
            self.status,
            cut(self.out()),
            cut(self.err())
        )
    }
}

/// The JSON lines in an output; other lines, such as our own words beside them, are passed over.
pub(crate) fn incidents(output: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(output)
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

/// A stream of a process, read by a thread.
pub(crate) struct Lines {
    arriving: channel::Receiver<Vec<u8>>,
    read: Vec<u8>,
}

impl Lines {
    pub(crate) fn of(stream: impl Read + Send + 'static) -> Lines {
        let (line, arriving) = channel::unbounded();
        thread::spawn(move || {
            let mut stream = BufReader::new(stream);
            loop {
                let mut text = Vec::new();
                match stream.read_until(b'\n', &mut text) {
                    Ok(1..) if line.send(text).is_ok() => {}
                    _ => return,
                }
            }
        });
        Lines {
            arriving,
            read: Vec::new(),
        }
    }

    /// Waits for a line that has these words in it.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, words: &str) -> String {
        let until = Instant::now() + DEADLINE;
        loop {
            let Ok(line) = self.arriving.recv_deadline(until) else {
                panic!(
                    "{words:?} does not come; there is\n{}",
                    String::from_utf8_lossy(&self.read)
                );
            };
            self.read.extend_from_slice(&line);
            let text = String::from_utf8_lossy(&line).into_owned();
            if text.contains(words) {
                return text;
            }
        }
    }

    pub(crate) fn read_to_end(&mut self) -> Vec<u8> {
        let until = Instant::now() + DEADLINE;
        loop {
            match self.arriving.recv_deadline(until) {
                Ok(line) => self.read.extend_from_slice(&line),
                Err(channel::RecvTimeoutError::Disconnected) => break,
                Err(channel::RecvTimeoutError::Timeout) => panic!("a stream does not end"),
            }
        }
        std::mem::take(&mut self.read)
    }
}

/// A process that runs. It is killed with the test if the test forgets it.
pub(crate) struct Running {
    asked: String,
    child: Child,
    pub(crate) stdout: Lines,
    pub(crate) stderr: Lines,
}

impl Running {
    /// Writes to its stdin.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        let stdin = self.child.stdin.as_mut().expect("stdin");
        stdin.write_all(bytes).expect("a write");
        stdin.flush().expect("a write");
    }

    /// Most memory it held at any moment, in KiB, where the system tells.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak?.trim().strip_suffix(" kB")?.parse().ok()
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn terminate(self) -> Done {
        let kill = format!("kill -TERM {}", self.child.id());
        let status = Command::new("sh").args(["-c", &kill]).status();
        assert!(status.expect("a shell").success());
        self.wait()
    }

    /// Closes its stdin, and waits until it has ended.
    pub(crate) fn close(mut self) -> Done {
        drop(self.child.stdin.take());
        self.wait()
    }

    fn wait(mut self) -> Done {
        // The streams end with the process, and have a deadline.
        let (stdout, stderr) = (self.stdout.read_to_end(), self.stderr.read_to_end());
        let status = self.child.wait().expect("a status");
        Done {
            asked: std::mem::take(&mut self.asked),
            status: status.code(),
            stdout,
            stderr,
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request as the receiver saw it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Value,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut all = self.headers.iter();
        let (_, value) = all.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}

/// A receiver on loopback.
pub(crate) struct Receiver {
    pub(crate) url: String,
    arriving: channel::Receiver<Seen>,
}

impl Receiver {
    /// One that accepts everything.
    pub(crate) fn accepting() -> Receiver {
        Receiver::answering(202, |_| String::new())
    }

    /// One that gives everything this status, and a text made of the request.
    pub(crate) fn answering(
        status: u16,
        text: impl Fn(&Seen) -> String + Send + 'static,
    ) -> Receiver {
        let server = tiny_http::Server::http("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", server.server_addr());
        let (told, arriving) = channel::unbounded();
        thread::spawn(move || {
            for mut request in server.incoming_requests() {
                let mut body = String::new();
                request.as_reader().read_to_string(&mut body).expect("text");
                let headers = request.headers().iter();
                let headers = headers
                    .map(|h| (h.field.as_str().to_string(), h.value.as_str().to_owned()))
                    .collect();
                let seen = Seen {
                    path: request.url().to_owned(),
                    headers,
                    body: serde_json::from_str(&body).expect("JSON"),
                };
                let answer = tiny_http::Response::from_string(text(&seen));
                // Told before it is answered: what the sender knows of, the test can see.
                let _ = told.send(seen);
                let _ = request.respond(answer.with_status_code(status));
            }
        });
        Receiver { url, arriving }
    }

    /// Waits for the next request to this path, and passes over others.
    #[track_caller]
    pub(crate) fn next(&self, path: &str) -> Seen {
        let until = Instant::now() + DEADLINE;
        loop {
            let seen = self.arriving.recv_deadline(until);
            let seen = seen.unwrap_or_else(|_| panic!("nothing comes to {path}"));
            if seen.path == path {
                return seen;
            }
        }
    }

    /// What has arrived, without waiting: all of it, once the sender has ended.
    pub(crate) fn arrived(&self) -> Vec<Seen> {
        self.arriving.try_iter().collect()
    }

    /// What has arrived at this path, without waiting.
    pub(crate) fn arrived_at(&self, path: &str) -> Vec<Seen> {
        let all = self.arrived().into_iter();
        all.filter(|seen| seen.path == path).collect()
    }
}

/// A port to which nobody may connect; whoever does, waits in its queue.
pub(crate) struct Quiet {
    listener: TcpListener,
    pub(crate) url: String,
}

impl Quiet {
    pub(crate) fn new() -> Quiet {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a socket");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        Quiet { listener, url }
    }

    /// Whether somebody has connected up to now.
    pub(crate) fn was_called(&self) -> bool {
        self.listener.accept().is_ok()
    }

    /// Lets go of the port: who connects now is refused.
    pub(crate) fn closed() -> String {
        Quiet::new().url
    }
}

/// Numbers that look random, and are the same at every run.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed | 1)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

/// Folder with the logs and bodies that were recorded from the published client.
pub(crate) fn recorded() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sdk")
}

/// The keys in which two JSON objects differ, in words; `passed` are not looked at.
pub(crate) fn differences(wanted: &Value, got: &Value, passed: &[&str]) -> Vec<(String, String)> {
    let (wanted, got) = (wanted.as_object(), got.as_object());
    let (wanted, got) = (wanted.expect("an object"), got.expect("an object"));
    let mut keys: Vec<_> = wanted.keys().chain(got.keys()).collect();
    keys.sort();
    keys.dedup();
    let mut all = Vec::new();
    for key in keys {
        let (one, other) = (wanted.get(key), got.get(key));
        if one != other && !passed.contains(&key.as_str()) {
            let mut text = String::new();
            let _ = write!(text, "{key}: {one:?} is wanted, {other:?} is there");
            all.push((key.clone(), text));
        }
    }
    all
}

/// A file that a process cannot read whoever it is: a link that leads to itself.
pub(crate) fn unreadable(home: &Home, name: &str) -> PathBuf {
    let path = home.path(name);
    std::os::unix::fs::symlink(&path, &path).expect("a link");
    path
}

/// Whether the file modes say nothing to us, as to root.
pub(crate) fn may_read_all(path: &Path) -> bool {
    File::open(path).is_ok()
}
