//! The `aiops` command.

fn main() {}
