//! Settings: typed, documented once, and unable to hold a wrong value.

use std::fmt;

use serde::Deserialize;

/// One key of a `[[stage]]` table, for `newsmill stages`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key, in `kebab-case`.
    pub name: String,
    /// What it does, for an analyst.
    pub about: &'static str,
    /// The value it has if it is left out.
    pub default: String,
}

/// Settings that can say what they are; made by [`settings!`](crate::settings).
pub trait Describe {
    /// The keys, in the order of their declaration.
    fn settings() -> Vec<Setting>;
}

/// Declares a stage's settings: their types, meaning and defaults in one place. Unknown keys and
/// wrong types in `pipeline.toml` are errors with line and column.
///
/// ```
/// newsmill_stage::settings! {
///     /// The settings of `dedupe`.
///     pub struct Settings {
///         /// How alike two articles must be to be copies, from 0 to 1.
///         pub threshold: newsmill_stage::Ratio = newsmill_stage::Ratio::clamped(0.8),
///     }
/// }
/// assert_eq!(Settings::default().threshold.get(), 0.8);
/// ```
#[macro_export]
macro_rules! settings {
    (
        $(#[doc = $about:literal])+
        $vis:vis struct $name:ident {
            $($(#[doc = $doc:literal])+ $fvis:vis $field:ident: $ty:ty = $default:expr,)*
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, ::serde::Deserialize)]
        #[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
        $vis struct $name {
            $($(#[doc = $doc])+ $fvis $field: $ty,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $crate::Describe for $name {
            fn settings() -> Vec<$crate::Setting> {
                let Self { $($field,)* } = Self::default();
                vec![$($crate::Setting {
                    name: stringify!($field).replace('_', "-"),
                    about: concat!($($doc,)+).trim_ascii(),
                    default: format!("{:?}", $field),
                }),*]
            }
        }
    };
}

/// A number from 0 to 1.
#[derive(Clone, Copy, PartialEq, PartialOrd, Deserialize)]
#[serde(try_from = "f64")]
pub struct Ratio(f64);

impl Ratio {
    /// The ratio nearest to this number.
    pub const fn clamped(number: f64) -> Self {
        Self(if number > 1.0 {
            1.0
        } else if number > 0.0 {
            number
        } else {
            0.0
        })
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<f64> for Ratio {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        if (0.0..=1.0).contains(&number) { Ok(Self(number)) } else { Err(format!("{number} is not between 0 and 1")) }
    }
}
