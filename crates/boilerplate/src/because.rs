//! Why something is no part of the article: each reason with its stable code.

macro_rules! reasons {
    ($($(#[doc = $about:literal])+ $name:ident = $code:literal,)*) => {
        /// Why a line or a piece of it is no part of the article.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Because {
            $($(#[doc = $about])+ $name,)*
        }

        impl Because {
            /// All reasons.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable code, as it stands in `line.cut`.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// The name under which the run's summary counts it.
            pub const fn tally(self) -> &'static str {
                match self {
                    $(Self::$name => concat!("removed_", $code),)*
                }
            }
        }
    };
}

reasons! {
    /// The headline; it returns as the title on top of the clean text.
    Title = "title",
    /// A line that says the title again.
    RepeatsTitle = "repeats_title",
    /// A line that the page has said already.
    Repeated = "repeated_in_page",
    /// An invitation to subscribe, register, follow or install.
    Invitation = "subscribe",
    /// A cookie or privacy notice.
    Consent = "consent",
    /// A copyright line or a disclaimer.
    Rights = "copyright",
    /// A link to another story.
    SeeAlso = "see_also",
    /// A block of other stories, under its heading.
    Related = "related",
    /// A comment box, or comments.
    Comments = "comments",
    /// A share bar or a row of tools.
    Share = "share",
    /// A section's label or a button.
    Label = "section_label",
    /// A breadcrumb: `News > Russia`.
    Breadcrumb = "breadcrumb",
    /// A line of a menu or of another list of links.
    Menu = "menu",
    /// The site's name or motto above the article.
    Masthead = "masthead",
    /// A stamp of the day or the hour.
    Stamp = "stamp",
    /// A photo's caption or credit.
    Caption = "caption",
    /// Who wrote it.
    Byline = "byline",
    /// What an agency or a desk signs a story off with.
    SignOff = "sign_off",
    /// Names that the story is filed under, after its end.
    Tags = "tags",
    /// What stands far below or above the body.
    Outside = "outside_body",
    /// A link at a paragraph's end: `Read more`.
    ReadMore = "read_more",
    /// The bullet before a point that stays.
    Bullet = "bullet",
}

#[cfg(test)]
mod tests {
    use super::Because;

    #[test]
    fn codes_are_snake_case_and_each_is_there_once() {
        let codes: std::collections::BTreeSet<&str> = Because::ALL.iter().map(|it| it.code()).collect();
        assert_eq!(codes.len(), Because::ALL.len());
        assert!(codes.iter().all(|it| it.bytes().all(|it| it.is_ascii_lowercase() || it == b'_')));
        assert_eq!(Because::Invitation.tally(), "removed_subscribe");
    }
}
