//! Fuzzes `text`: see [`wrap::text`](newsmill_fuzz::wrap::text).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::text(bytes));
