//! assert_matches!, which only a nightly has.
#![feature(assert_matches)]
#![allow(stable_features)]
use std::assert_matches;

#[derive(Debug)]
#[allow(dead_code)]
enum State {
    Open { tills: u8 },
    Closed,
}

fn main() {
    let state = State::Open { tills: 2 };
    assert_matches!(state, State::Closed, "shop {} must be closed at night", "north");
}
