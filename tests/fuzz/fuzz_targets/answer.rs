//! Fuzzes `answer`: see [`wrap::answer`](newsmill_fuzz::wrap::answer).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::answer(bytes));
