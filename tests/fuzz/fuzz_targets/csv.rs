//! Fuzzes `csv`: see [`wrap::csv`](newsmill_fuzz::wrap::csv).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::csv(bytes));
