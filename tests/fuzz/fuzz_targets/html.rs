//! Fuzzes `html`: see [`wrap::html`](newsmill_fuzz::wrap::html).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::html(bytes));
