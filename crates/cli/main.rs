//! The newsmill command.

fn main() {}
