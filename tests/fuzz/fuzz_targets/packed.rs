//! Fuzzes `packed`: see [`wrap::packed`](newsmill_fuzz::wrap::packed).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::packed(bytes));
