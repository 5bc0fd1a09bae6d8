//! Fuzzes `tar`: see [`wrap::tar`](newsmill_fuzz::wrap::tar).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::tar(bytes));
