//! All integration tests, one module for each feature.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "it/canaries.rs"]
mod canaries;
#[path = "it/commands.rs"]
mod commands;
#[path = "it/corpus.rs"]
mod corpus;
#[path = "it/corpus_file.rs"]
mod corpus_file;
#[path = "it/docs.rs"]
mod docs;
#[path = "it/faults.rs"]
mod faults;
#[path = "it/follow.rs"]
mod follow;
#[path = "it/harness.rs"]
mod harness;
#[path = "it/input.rs"]
mod input;
#[path = "it/pages.rs"]
mod pages;
#[path = "it/patterns.rs"]
mod patterns;
#[path = "it/platform.rs"]
mod platform;
#[path = "it/prefilter.rs"]
mod prefilter;
#[path = "it/readme.rs"]
mod readme;
#[path = "it/repeats.rs"]
mod repeats;
#[path = "it/rings.rs"]
mod rings;
#[path = "it/robust.rs"]
mod robust;
#[path = "it/secrets.rs"]
mod secrets;
#[path = "it/sink.rs"]
mod sink;
#[path = "it/walk.rs"]
mod walk;
