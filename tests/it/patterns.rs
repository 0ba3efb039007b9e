//! The shipped pattern files: each is built in, and every example is read as it says.

use crate::corpus_file::engine;

#[test]
fn every_example_is_read_as_it_says_with_all_patterns_loaded() {
    let errors = aiops::detect::check(&engine(), |_| true);
    let list: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}
