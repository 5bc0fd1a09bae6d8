//! Fuzzes `json`: see [`wrap::json`](newsmill_fuzz::wrap::json).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::json(bytes));
