//! Parts that several pages show.

use super::context::RenderContext;
use crate::content::site::{Event, Sentence};
use crate::drawing::{self, rosace::Rosace};
use crate::html::{Html, Words};

/// A link with its words.
pub struct Link {
    pub label: Words,
    pub href: String,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
    /// The language of the page that it leads to, where it is another.
    pub language: Option<String>,
}

impl Link {
    /// A link to something in the language of the page.
    pub fn new(label: impl Into<Words>, href: String) -> Self {
        Self { label: label.into(), href, current: false, language: None }
    }
}

/// A paragraph that can be cited by its anchor.
pub struct Paragraph {
    pub id: String,
    pub html: Html,
    /// Whether it is set larger.
    pub hinge: bool,
}

impl Paragraph {
    pub fn new(context: &RenderContext<'_>, sentence: &Sentence) -> Self {
        Self {
            id: sentence.id.to_string(),
            html: context.html(sentence.text.of(context.language)),
            hinge: sentence.hinge.unwrap_or_default(),
        }
    }

    /// What the anchor is called: « V2 ».
    pub fn label(&self) -> String {
        self.id.to_uppercase()
    }
}

/// The paragraphs of some sentences.
pub fn paragraphs(context: &RenderContext<'_>, sentences: &[Sentence]) -> Vec<Paragraph> {
    sentences.iter().map(|sentence| Paragraph::new(context, sentence)).collect()
}

/// The association's name, in the lines of a poster.
pub fn name(context: &RenderContext<'_>) -> Vec<Html> {
    context.site.profile.name.of(context.language).iter().map(|line| context.html(line)).collect()
}

/// A number and what it counts.
pub struct Figure {
    pub value: String,
    pub label: String,
}

/// The figures of the association, each with its year.
pub fn figures(context: &RenderContext<'_>) -> Vec<Figure> {
    let (profile, t) = (&context.site.profile, context.t);
    let membership = &profile.membership;
    let year = membership.as_of.to_string();
    vec![
        Figure { value: membership.members.to_string(), label: t.figure_members(membership.members, &year) },
        Figure { value: membership.countries.to_string(), label: t.figure_countries(membership.countries, &year) },
        Figure { value: profile.founded.to_string(), label: t.figure_founded() },
    ]
}

/// The assembly drawn: a seat a member, a ray a country.
pub fn rosace(context: &RenderContext<'_>) -> Html {
    let membership = &context.site.profile.membership;
    let title = context.t.rosace_title(membership.members, membership.countries);
    Rosace::new(membership.members, membership.countries).svg(&title)
}

pub fn ruler(context: &RenderContext<'_>) -> Html {
    let events = &context.site.timeline.events;
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let (first, last) = period(context);
    let title = context.t.ruler_title(count, &first, &last);
    let marks: Vec<_> = events.iter().map(|event| (event.year.0, event.duration_years)).collect();
    let is_rtl = context.language.direction == crate::content::Direction::RightToLeft;
    drawing::ruler(&marks, &title, &|years| context.t.years_count(years), is_rtl)
}

/// The first and the last year of the history.
pub fn period(context: &RenderContext<'_>) -> (String, String) {
    let events = &context.site.timeline.events;
    let year = |event: Option<&Event>| event.map(|event| event.year.to_string()).unwrap_or_default();
    (year(events.first()), year(events.last()))
}

/// What happened in one year, as the list of events shows it.
pub struct EventEntry {
    pub year: String,
    /// How long after the event before it.
    pub later: Option<Drawn>,
    pub paragraphs: Vec<Paragraph>,
    /// How long it was announced to last.
    pub duration: Option<Drawn>,
}

/// A number of years, in words and drawn to scale.
pub struct Drawn {
    pub words: String,
    pub svg: Html,
}

/// The list of events. `drawn` is whether the years between them are drawn too, down the page.
pub fn events(context: &RenderContext<'_>, drawn: bool) -> Vec<EventEntry> {
    let mut previous = None;
    let entry = |event: &Event| {
        let year = event.year.0;
        let later = previous.replace(year).map(|before: u16| Drawn {
            words: context.t.years_later(year.saturating_sub(before).into()),
            svg: if drawn { drawing::silence(before..year) } else { Html::default() },
        });
        let duration = |years| Drawn { words: context.t.years_long(years), svg: drawing::duration(years) };
        EventEntry {
            year: year.to_string(),
            later,
            paragraphs: paragraphs(context, &event.sentences),
            duration: event.duration_years.map(duration),
        }
    };
    context.site.timeline.events.iter().map(entry).collect()
}

/// The quotation and who said it.
pub struct QuotationEntry {
    pub html: Html,
    pub person: String,
    /// What stands between the person and the offices, and between them.
    pub comma: &'static str,
    pub roles: Html,
    pub as_of: String,
}

pub fn quotation(context: &RenderContext<'_>) -> QuotationEntry {
    let quotation = &context.site.profile.quotation;
    let sentences: Vec<_> = quotation.sentences.iter().map(|one| context.html(one.text.of(context.language))).collect();
    let roles: Vec<_> = quotation.roles.of(context.language).iter().map(|role| context.html(role)).collect();
    QuotationEntry {
        html: Html::joined(&sentences, " "),
        person: quotation.person.to_string(),
        comma: context.language.comma(),
        roles: Html::joined(&roles, context.language.comma()),
        as_of: quotation.as_of.to_string(),
    }
}

/// The sentence of the objectives: its beginning, and its members.
pub struct ObjectivesEntry {
    pub lead: Paragraph,
    pub items: Vec<Paragraph>,
}

pub fn objectives(context: &RenderContext<'_>) -> ObjectivesEntry {
    let objectives = &context.site.objectives;
    ObjectivesEntry { lead: Paragraph::new(context, &objectives.lead), items: paragraphs(context, &objectives.members) }
}

/// A telephone number, as it is read and as it is dialled.
pub struct Number {
    /// In groups that no line's end tears apart.
    pub display: String,
    /// As `tel:` has it (RFC 3966).
    pub uri: String,
}

/// How to reach the association.
pub struct ContactEntry {
    /// The address, a line of a letter each.
    pub lines: Vec<Words>,
    /// The address on one line.
    pub address: String,
    pub telephone: Number,
    pub fax: Number,
    pub email: Option<String>,
    pub map: Option<String>,
    pub vcard: String,
}

pub fn contact(context: &RenderContext<'_>) -> ContactEntry {
    let contact = &context.site.contact;
    let address = &contact.address;
    let set = |text: String| context.set(&text);
    let number = |phone: &crate::content::Phone| Number { display: set(phone.to_string()), uri: phone.digits() };
    ContactEntry {
        lines: vec![
            set(address.street.to_string()).into(),
            set(format!("{} {}", address.postal_code, address.city)).into(),
            context.words(address.country.of(context.language)),
        ],
        address: set(address.on_one_line(context.language)),
        telephone: number(&contact.phone),
        fax: number(&contact.fax),
        email: contact.email.as_ref().map(ToString::to_string),
        map: contact.map.as_ref().map(ToString::to_string),
        vcard: context.routes.within("/contact.vcf"),
    }
}
