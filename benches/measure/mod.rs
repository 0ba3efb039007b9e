//! Runs whole processes and says how long they took and how much memory they held at most.
//!
//! Two commands are compared in pairs, one after the other, so that what else the machine does hits both; what counts
//! is the median over the pairs. Beside the time that passed stands the time that the processors spent, which a busy
//! machine disturbs less.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use rustix::process::{WaitId, WaitIdOptions, waitid};

/// A comparison that takes longer ends with the pairs it has, but not with fewer than [`LEAST_PAIRS`].
const BUDGET: Duration = Duration::from_secs(180);
const LEAST_PAIRS: usize = 3;
/// In which Linux tells processor time, on all platforms that matter here.
const TICK: Duration = Duration::from_millis(10);
/// Between two looks at a process's memory.
const LOOK: Duration = Duration::from_micros(500);

/// Medians over some pairs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pairs {
    pub(crate) ours: Duration,
    pub(crate) other: Duration,
    /// Of `other` to `ours` in each pair: how many times as fast ours is.
    pub(crate) ratio: f64,
    /// The same of processor time, where the kernel tells it.
    pub(crate) cpu_ratio: Option<f64>,
    pub(crate) count: usize,
}

/// Compares two commands, after one run of each that warms the caches.
pub(crate) fn pairs(
    most: usize,
    ours: impl Fn() -> Result<Command>,
    other: impl Fn() -> Result<Command>,
) -> Result<Pairs> {
    time(&mut other()?)?;
    time(&mut ours()?)?;
    let begun = Instant::now();
    let mut times = Vec::new();
    while times.len() < most && (times.len() < LEAST_PAIRS || begun.elapsed() < BUDGET) {
        times.push((time(&mut ours()?)?, time(&mut other()?)?));
    }
    let ratio = |part: fn(&Took) -> Duration| {
        let ratios = times
            .iter()
            .map(|(ours, other)| part(other).as_secs_f64() / part(ours).as_secs_f64());
        let mut ratios: Vec<f64> = ratios.collect();
        ratios.sort_by(f64::total_cmp);
        ratios[ratios.len() / 2]
    };
    let cpu_ratio = ratio(|took| took.cpu);
    let middle = |mut list: Vec<Duration>| {
        list.sort_unstable();
        list[list.len() / 2]
    };
    Ok(Pairs {
        ours: middle(times.iter().map(|(ours, _)| ours.wall).collect()),
        other: middle(times.iter().map(|(_, other)| other.wall).collect()),
        ratio: ratio(|took| took.wall),
        cpu_ratio: Some(cpu_ratio).filter(|ratio| ratio.is_finite() && *ratio > 0.0),
        count: times.len(),
    })
}

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    /// Start to finish.
    wall: Duration,
    /// Of all threads, in the kernel's ticks.
    cpu: Duration,
}

fn time(command: &mut Command) -> Result<Took> {
    let begun = Instant::now();
    let child = spawn(command)?;
    // What has ended and was not waited for still tells its times.
    let pid = rustix::process::Pid::from_child(&child);
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    waitid(WaitId::Pid(pid), options)?;
    let wall = begun.elapsed();
    let cpu = cpu(child.id()).unwrap_or_default();
    wait(child, command)?;
    Ok(Took { wall, cpu })
}

/// Processor time of a process, as the kernel tells it of the living and the dead.
fn cpu(pid: u32) -> Option<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold anything; twelve fields behind it are the two times.
    let (_, fields) = text.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(TICK * u32::try_from(user + system).ok()?)
}

/// The median over `runs` runs.
pub(crate) fn median(runs: usize, command: impl Fn() -> Result<Command>) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..runs {
        times.push(time(&mut command()?)?.wall);
    }
    times.sort_unstable();
    Ok(times[times.len() / 2])
}

/// The most memory that a command held, in KiB, as the kernel says it; nothing where the kernel tells no such thing.
pub(crate) fn peak(command: &mut Command) -> Result<Option<u32>> {
    let mut child = spawn(command)?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    // The kernel keeps the maximum itself, so only what grew after the last look is missed.
    while child.try_wait()?.is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let read = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = read.max(peak);
        std::thread::sleep(LOOK);
    }
    wait(child, command)?;
    Ok(peak)
}

/// What a command prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.stdout(Stdio::piped()).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn spawn(command: &mut Command) -> Result<Child> {
    let child = command.stderr(Stdio::null()).spawn();
    child.with_context(|| format!("cannot run {}", command.get_program().display()))
}

/// 1 is an answer, too: `rg` found nothing.
fn wait(mut child: Child, command: &Command) -> Result<()> {
    let status = child.wait()?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("{command:?}: {status}");
    }
    Ok(())
}
