//! Fuzzes `zip`: see [`wrap::zip`](newsmill_fuzz::wrap::zip).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::zip(bytes));
