//! What logs of one format cost, each format by itself, as most files are.
//!
//! Out: a row for each format, and how many of them reach the floors.

use std::fs::{self, File};

use anyhow::Result;

use super::logs::{self, Density, Writers};
use super::measure::peak;
use super::{Bench, DENSE, Log, MEMORY, SEED, SPARSE, Settings};

/// Whether a figure meets its floor.
type Meets = fn(f64, f64) -> bool;

/// What a log of one format costs.
struct Figures {
    /// Megabytes a second.
    speed: f64,
    /// To reading and counting newlines.
    ratio: f64,
    /// Most memory held, in MiB.
    memory: f64,
}

impl Settings {
    /// A log of each format by itself, as most files are.
    pub(super) fn formats(&self) -> Result<()> {
        fs::create_dir_all(&self.dir)?;
        let empty = self.dir.join("empty.log");
        File::create(&empty)?;
        let bench = self.bench(None, &empty)?;
        println!("{} MiB each, medians of {} pairs", self.mib, self.pairs);
        println!(
            "{:<20} {:>10} {:>14} {:>10} {:>10} {:>10}",
            "format", "sparse", "to newlines", "memory", "dense", "memory"
        );
        let (mut ratios, mut speeds, mut peaks) = (Vec::new(), Vec::new(), Vec::new());
        for (at, name) in logs::formats().iter().enumerate() {
            if !self.only.is_empty() && *name != self.only {
                continue;
            }
            let log = |name, density| self.log(name, density, Writers::Same(at), self.mib, SEED);
            let sparse = bench.format(&log("format.log", Density::Sparse)?)?;
            let dense = bench.format(&log("format-dense.log", Density::Dense)?)?;
            println!(
                "{name:<20} {:>5.0} MB/s {:>14.3} {:>6.1} MiB {:>5.0} MB/s {:>6.1} MiB",
                sparse.speed, sparse.ratio, sparse.memory, dense.speed, dense.memory
            );
            ratios.push(sparse.ratio);
            speeds.push(dense.speed);
            peaks.push(sparse.memory.max(dense.memory));
        }
        for (figure, mut all, floor, is_met) in [
            (
                "sparse, to newlines",
                ratios,
                SPARSE,
                (|all, floor| all >= floor) as Meets,
            ),
            ("dense, MB/s", speeds, DENSE, |all, floor| all >= floor),
            ("peak memory, MiB", peaks, MEMORY, |all, floor| all <= floor),
        ] {
            all.sort_by(f64::total_cmp);
            let met = all.iter().filter(|figure| is_met(**figure, floor)).count();
            let [least, .., most] = all[..] else { break };
            println!(
                "{figure}: {least:.3} to {most:.3}, median {:.3}; {floor} met by {met} of {}",
                all[all.len() / 2],
                all.len()
            );
        }
        Ok(())
    }
}

impl Bench<'_> {
    fn format(&self, log: &Log) -> Result<Figures> {
        let ours = || self.scan("1", &[], &[&log.path]);
        let pairs = self.compare(ours, || Ok(self.own("count", log)))?;
        let kib = peak(&mut ours()?)?.unwrap_or_default();
        Ok(Figures {
            speed: log.megabytes() / pairs.ours.as_secs_f64(),
            ratio: pairs.ratio,
            memory: f64::from(kib) / 1024.0,
        })
    }
}
