//! The shipped pattern files: each is built in, and every example is read as it says.

use std::fmt::Write as _;
use std::sync::Arc;

use aiops::config;
use aiops::detect::Responses;
use aiops::incident::Level;

use crate::corpus_file::engine;

#[test]
fn every_example_is_read_as_it_says_with_all_patterns_loaded() {
    let errors = aiops::detect::check(&engine(), |_| true);
    let list: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

#[test]
fn every_example_is_read_so_with_more_hints_than_one_search_takes() {
    let mut hints = String::new();
    for number in 0..40_u32 {
        let letters = (0..6).map(|at| char::from(b'a' + ((number >> at) % 2 * 13 + at) as u8));
        let letters: String = letters.collect();
        let _ = write!(hints, "\"{letters}{number}\", ");
    }
    let text = format!(
        "name = \"many\"\nkind = \"exception\"\naccept = [\"x\"]\nhint = [{hints} \"manyhints\"]\n\
         [[rule]]\nin = \"start\"\nwhen = 'manyhints'\nto = \"x\"\n[[example]]\ntext = \"manyhints\"\n"
    );
    let files = [("many.toml".to_owned(), text)];
    let engine = Arc::new(config::engine_of(&files, Level::Error, &Responses::default()).unwrap());
    assert!(!engine.is_one_search());
    let errors = aiops::detect::check(&engine, |_| true);
    let list: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}
