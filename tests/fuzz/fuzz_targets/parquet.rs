//! Fuzzes `parquet`: see [`wrap::parquet`](newsmill_fuzz::wrap::parquet).

#![no_main]

libfuzzer_sys::fuzz_target!(init: newsmill_fuzz::let_libraries_panic(), |bytes: &[u8]| newsmill_fuzz::wrap::parquet(bytes));
