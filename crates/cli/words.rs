//! Numbers as people read them.

/// A number with its thousands apart: 1,204.
pub(crate) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: `1 file`, `3 files`.
pub(crate) fn count(n: usize, thing: &str) -> String {
    format!("{} {thing}{}", number(n), if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_204, 1_000_000].map(super::number), ["0", "999", "1,204", "1,000,000"]);
        assert_eq!([super::count(1, "file"), super::count(2, "file")], ["1 file", "2 files"]);
    }
}
