//! The interface's words, each a method.

use fluent::{FluentArgs, FluentValue};
use std::sync::Arc;

use super::{Catalog, Message, StandIns};
use crate::content::{Language, TypographyRules};
use crate::diagnostic::{Report, TextFile};
use crate::html::PlainText;

/// Declares messages of `site.ftl`, the method that says each, and how they are said.
macro_rules! messages {
    ($list:ident, $say:ident: $( $(#[$doc:meta])* $method:ident ( $($variable:ident : $kind:ty),* ) = $id:literal; )+) => {
        const $list: &[Message<'_>] =
            &[ $( Message { id: $id, variables: &[$(stringify!($variable)),*], attribute: None } ),+ ];

        impl ShownMessages<'_> {
            $(
                #[doc = concat!("The words of `", $id, "`.")]
                $(#[$doc])*
                #[must_use]
                #[allow(clippy::wrong_self_convention, reason = "a method is named as its message")]
                pub fn $method(&self $(, $variable: $kind)*) -> PlainText {
                    PlainText { plain: self.0.$method($($variable),*), place: self.0.place($id) }
                }
            )+
        }

        impl Messages {
            $(
                #[doc = concat!("The words of `", $id, "`.")]
                $(#[$doc])*
                #[must_use]
                #[allow(clippy::wrong_self_convention, reason = "a method is named as its message")]
                pub fn $method(&self $(, $variable: $kind)*) -> String {
                    #[allow(unused_mut, reason = "most messages have no variable")]
                    let mut values = FluentArgs::new();
                    $( values.set(stringify!($variable), FluentValue::from($variable)); )*
                    self.$say($id, &values)
                }
            )+
        }
    };
}

/// The interface's words in one language.
pub struct Messages {
    catalog: Catalog,
    rules: TypographyRules,
    /// Whether words that are shown say where they stand, for a preview.
    says_places: bool,
}

/// The same as they are shown in element content, where a preview says which file and line they come from.
pub struct ShownMessages<'a>(&'a Messages);

impl Messages {
    /// Reads the words of a language from its `site.ftl`; what is wrong with it is in `report`.
    pub(super) fn new(
        language: &Language,
        file: &Arc<TextFile>,
        others: &[StandIns],
        report: &mut Report,
    ) -> Option<Self> {
        let catalog = Catalog::new(&language.code, file, others, &[SET, AS_WRITTEN].concat(), report)?;
        Some(Self { catalog, rules: TypographyRules::of(&language.code), says_places: false })
    }

    /// The same for a preview, which says where words stand.
    pub(crate) fn with_places(self) -> Self {
        Self { says_places: true, ..self }
    }

    /// The words as they are shown in element content.
    #[must_use]
    pub fn shown(&self) -> ShownMessages<'_> {
        ShownMessages(self)
    }

    fn place(&self, id: &str) -> Option<String> {
        let place = self.catalog.place(id).filter(|_| self.says_places)?;
        Some(format!("{}:{}:{}", place.path(), place.line(), place.column()))
    }

    /// All that is written in them, without the values.
    pub(crate) fn text(&self) -> &str {
        self.catalog.text()
    }

    /// Words that the program carries, in place of a language's own.
    pub(super) fn of_program(language: &Language, text: &str) -> Option<Self> {
        Self::new(language, &TextFile::new("locales", text.to_owned()), &[], &mut Report::default())
    }

    /// Words set by the typography of their language.
    fn set(&self, id: &str, values: &FluentArgs<'_>) -> String {
        crate::content::set(self.rules, &self.as_written(id, values))
    }

    /// Words as they are written: in a parenthesis of their own, with the spaces of their language.
    fn as_written(&self, id: &str, values: &FluentArgs<'_>) -> String {
        self.catalog.format(id, None, values)
    }
}

messages! {
    SET, set:
    skip_link() = "skip-link";
    main_navigation() = "main-navigation";
    languages() = "languages";
    /// A language and the page that the link to it leads to, where the page that it stands on is not in that language.
    language_elsewhere(language: &str, page: &str) = "language-elsewhere";
    /// The same, and why.
    language_elsewhere_name(label: &str) = "language-elsewhere-name";
    breadcrumb() = "breadcrumb";
    footer_navigation() = "footer-navigation";
    on_this_page() = "on-this-page";
    /// The heading of the links to the pages that stand under one.
    pages_below() = "pages-below";
    /// The name of what every page says for some days.
    notice() = "notice";

    preview_draft() = "preview-draft";
    preview_not_yet(date: &str) = "preview-not-yet";
    preview_over(date: &str) = "preview-over";

    /// A number of years, in words where they are few.
    number_word(n: u32) = "number-word";
    /// The years between an event and the one before it.
    years_later(n: u32) = "years-later";
    /// The years that something was announced to last.
    years_long(n: u32) = "years-long";
    /// A number of years on the ruler, in digits.
    years_count(n: u32) = "years-count";

    rosace_title(members: u32, countries: u32) = "rosace-title";
    rosace_key() = "rosace-key";
    rosace_caveat() = "rosace-caveat";
    rosace_empty_title(members: u32, countries: u32) = "rosace-empty-title";
    ruler_title(events: u32, first: &str, last: &str) = "ruler-title";
    ruler_key() = "ruler-key";
    ruler_spans() = "ruler-spans";
    ruler_lengths() = "ruler-lengths";

    key_figures() = "key-figures";
    figure_members(members: u32, year: &str) = "figure-members";
    figure_countries(countries: u32, year: &str) = "figure-countries";
    figure_founded() = "figure-founded";
    from_to(first: &str, last: &str) = "from-to";
    offices_as_of(year: &str) = "offices-as-of";
    offices_since(year: &str, from: &str) = "offices-since";
    offices_until(until: &str) = "offices-until";
    offices_between(from: &str, until: &str) = "offices-between";
    quote_open() = "quote-open";
    quote_close() = "quote-close";
    cite_paragraph(id: &str) = "cite-paragraph";
    objectives_in_full() = "objectives-in-full";
    projects_in_full() = "projects-in-full";
    partners() = "partners";
    data() = "data";
    data_lede() = "data-lede";
    data_timeline() = "data-timeline";
    data_site() = "data-site";

    telephone() = "telephone";
    fax() = "fax";
    email() = "email";
    see_on_map() = "see-on-map";
    vcard() = "vcard";
    social_networks() = "social-networks";
    paris_time() = "paris-time";
    /// A label and its value on one line.
    labelled(label: &str, value: &str) = "labelled";
    /// A day, in words.
    date(day: u8, month: u8, year: &str) = "date";
    day_number(day: u8) = "day-number";
    month_name(month: u8) = "month-name";
    month_year(month: u8, year: &str) = "month-year";
    /// The beginning of a range; `form` is what it says: `day`, `day-month`, `day-month-year`, `month`, `month-year` or `year`.
    date_from(form: &str, day: u8, month: u8, year: &str) = "date-from";
    /// The end of a range: `day-month-year`, `month-year` or `year`.
    date_to(form: &str, day: u8, month: u8, year: &str) = "date-to";

    /// The state of conformity with the RGAA: `full`, `partial` or `none`.
    conformity(status: &str) = "conformity";
    accessibility_state(status: &str) = "accessibility-state";
    content_date(year: &str) = "content-date";
    /// The weight of a page, in thousands of bytes.
    page_weight(kilobytes: &u32) = "page-weight";
    side_by_side_link(first: &str, second: &str) = "side-by-side-link";

    dossier_how() = "dossier-how";
    /// Before the names of the pages that the dossier does not hold.
    dossier_except() = "dossier-except";
    side_by_side_lede() = "side-by-side-lede";
    side_by_side_title(title: &str, first: &str, second: &str) = "side-by-side-title";
    side_by_side_description(title: &str, first: &str, second: &str) = "side-by-side-description";
    reference() = "reference";
    site_map_pages() = "site-map-pages";
    site_map_data() = "site-map-data";
    site_map_side_by_side() = "site-map-side-by-side";

    not_found_title() = "not-found-title";
    not_found_lede() = "not-found-lede";
    card_alternative(title: &str, members: u32, countries: u32, year: &str) = "card-alternative";
    card_line(members: u32, countries: u32, year: &str) = "card-line";

    /// The format of a document, by the extension of its name.
    document_format(format: &str) = "document-format";
}

messages! {
    AS_WRITTEN, as_written:
    /// The size of a document: so many thousands (`kb`) or millions (`mb`) of bytes, and tenths of them.
    document_size(unit: &str, whole: u64, tenth: u64) = "document-size";
    /// Format and size of a document; the size alone where `format` is `none`.
    document_details(format: &str, size: &str) = "document-details";
}
