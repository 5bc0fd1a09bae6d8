//! mojibake, stray entities, Unicode form
