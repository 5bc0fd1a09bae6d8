//! Fuzzes `warc`: see [`wrap::warc`](newsmill_fuzz::wrap::warc).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::warc(bytes));
