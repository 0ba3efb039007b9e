//! `aiops` reads the logs that services already write and tells what broke, once, with the evidence.
//!
//! Modules form four rings, and each uses only rings further in; `tests/it/rings.rs` keeps it so:
//!
//! 1. data: [`incident`]
//! 2. pure (bytes and the time come in as arguments): [`pattern`], [`decode`], [`detect`],
//!    [`scrub`], [`fingerprint`], [`dedup`]
//! 3. effects: [`source`], [`sink`], [`heartbeat`]
//! 4. assembly: [`config`], [`pipeline`], [`report`], [`commands`], [`cli`]

pub mod cli;
pub mod commands;
pub mod config;
pub mod decode;
pub mod dedup;
pub mod detect;
pub mod filter;
pub mod fingerprint;
pub mod heartbeat;
pub mod incident;
pub mod pattern;
pub mod pipeline;
pub mod report;
pub mod scrub;
pub mod sink;
pub mod source;
