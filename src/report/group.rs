//! Incidents that are the same, counted.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::text;
use crate::incident::Incident;

/// Groups that are kept; more are counted but not shown. A person reads no more, and memory stays bounded.
const MAX_GROUPS: usize = 10_000;

/// What is the same.
#[derive(Debug)]
pub struct Group {
    /// How often it happened.
    pub count: u64,
    /// Its first occurrence, as far as it is shown.
    pub incident: Incident,
    /// Time of the first occurrence, from the log where it tells.
    pub first: Option<String>,
    /// Time of the last occurrence.
    pub last: Option<String>,
}

/// All groups of a run.
#[derive(Debug, Default)]
pub struct Groups {
    groups: HashMap<String, Group>,
    beyond: u64,
}

impl Groups {
    /// Counts an incident that happened so many times more.
    pub fn add(&mut self, incident: &Incident, more: u64) {
        let key = incident.group();
        if let Some(group) = self.groups.get_mut(&key) {
            group.count += more;
            if incident.time > group.last {
                group.last.clone_from(&incident.time);
            }
            if incident.time.is_some() && (group.first.is_none() || incident.time < group.first) {
                group.first.clone_from(&incident.time);
            }
        } else if self.groups.len() < MAX_GROUPS {
            let group = Group {
                count: more.max(1),
                first: incident.time.clone(),
                last: incident.time.clone(),
                incident: text::kept(incident),
            };
            self.groups.insert(key, group);
        } else {
            self.beyond += more;
        }
    }

    /// Groups by rank: the gravest first, then the most frequent, then as they stand in the log.
    pub fn ranked(&self) -> Vec<&Group> {
        let mut ranked: Vec<&Group> = self.groups.values().collect();
        ranked.sort_by_key(|group| {
            let source = &group.incident.source;
            (
                Reverse(group.incident.level),
                Reverse(group.count),
                source.path.clone(),
                source.line_start,
                group.incident.group(),
            )
        });
        ranked
    }

    /// All incidents counted.
    pub fn total(&self) -> u64 {
        self.groups.values().map(|group| group.count).sum::<u64>() + self.beyond
    }

    /// Incidents of groups that are not kept.
    pub fn beyond(&self) -> u64 {
        self.beyond
    }
}
