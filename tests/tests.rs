//! All integration tests, one module for each feature.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "it/corpus.rs"]
mod corpus;
#[path = "it/corpus_file.rs"]
mod corpus_file;
#[path = "it/patterns.rs"]
mod patterns;
