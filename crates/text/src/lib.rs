//! What every room must agree on: bytes → text, scripts, words, sentences, folding, hashes.
//!
//! Offsets come in two kinds and are never mixed: **bytes** index Rust strings, **characters**
//! (Unicode scalar values) are what is published. [`Tokens`] carries both, so that the text is
//! walked once an article.
//!
//! This room knows nothing of articles, stages or news.

mod decode;
mod fold;
mod script;
mod tokens;

pub use decode::{Decoded, How, decode};
pub use fold::{fold, fold_char};
pub use script::{Script, is_cased};
pub use tokens::{Sentence, Tokens, Word};

/// A stable 64-bit hash of bytes (xxh3, seed 0): the same on every machine and in every version.
pub fn hash64(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

/// A stable 128-bit hash of bytes (xxh3, seed 0).
pub fn hash128(bytes: &[u8]) -> u128 {
    xxhash_rust::xxh3::xxh3_128(bytes)
}
