//! What is said of all logs, and of those of the sources that a configuration names: with which patterns they are read, in
//! which zone their times are, and of which service they are.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;

use crate::cli::Reading;
use crate::config::{self, Source};
use crate::decode::time::Zone;
use crate::detect::Engine;
use crate::sink::platform::Identity;

/// What is said of some logs.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) engine: Arc<Engine>,
    pub(super) zone: Zone,
    pub(super) service: String,
    pub(super) environment: String,
}

/// What is said of each log.
#[derive(Debug)]
pub(super) struct Sources {
    usual: Arc<Said>,
    /// The first that a path matches counts.
    own: Vec<(Source, Arc<Said>)>,
}

impl Sources {
    /// Logs with the same patterns share what these are made into.
    pub(super) fn new(reading: &Reading, identity: &Identity) -> Result<Sources> {
        let file = &reading.file;
        let mut engines: HashMap<Option<PathBuf>, Arc<Engine>> = HashMap::new();
        let mut said = |source: &Source| {
            let folder = source.patterns.as_ref().or(reading.patterns.as_ref());
            let engine = match engines.get(&folder.cloned()) {
                Some(engine) => Arc::clone(engine),
                None => config::engine(
                    folder.map(PathBuf::as_path),
                    reading.min_level,
                    &file.http().responses,
                )?,
            };
            engines.insert(folder.cloned(), Arc::clone(&engine));
            let own =
                |value: &Option<String>, usual: &String| value.as_ref().unwrap_or(usual).clone();
            anyhow::Ok(Arc::new(Said {
                engine,
                zone: source.timezone.unwrap_or(reading.timezone),
                service: own(&source.service, &identity.service),
                environment: own(&source.environment, &identity.environment),
            }))
        };
        let nothing = Source::default();
        Ok(Sources {
            usual: said(&nothing)?,
            own: file
                .sources()
                .iter()
                .map(|source| Ok((source.clone(), said(source)?)))
                .collect::<Result<_>>()?,
        })
    }

    /// What is said of the log at a path.
    pub(super) fn of(&self, path: &Path) -> Arc<Said> {
        let mut own = self.own.iter();
        let own = own.find(|(source, _)| source.is_about(path));
        Arc::clone(own.map_or(&self.usual, |(_, said)| said))
    }
}
