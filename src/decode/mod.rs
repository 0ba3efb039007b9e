//! Decoding.

pub mod time;
