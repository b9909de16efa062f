//! Parts that several pages show.

use super::drawing::{self, rosace::Rosace};
use super::setting::Setting;
use crate::content::site::{Event, Sentence};

/// A link with its words.
pub struct Link {
    pub label: String,
    pub href: String,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
}

/// A paragraph that can be cited by its anchor.
pub struct Paragraph {
    pub id: String,
    pub html: String,
    /// Whether it is set larger.
    pub hinge: bool,
}

impl Paragraph {
    pub fn new(setting: &Setting<'_>, sentence: &Sentence) -> Self {
        Self {
            id: sentence.id.to_string(),
            html: setting.html(sentence.text.of(setting.language)),
            hinge: sentence.hinge.unwrap_or_default(),
        }
    }

    /// What the anchor is called: « V2 ».
    pub fn label(&self) -> String {
        self.id.to_uppercase()
    }
}

/// The paragraphs of some sentences.
pub fn paragraphs(setting: &Setting<'_>, sentences: &[Sentence]) -> Vec<Paragraph> {
    sentences.iter().map(|sentence| Paragraph::new(setting, sentence)).collect()
}

/// The association's name, in the lines of a poster.
pub fn name(setting: &Setting<'_>) -> Vec<String> {
    setting.site.profile.name.of(setting.language).iter().map(|line| setting.html(line)).collect()
}

/// A number and what it counts.
pub struct Figure {
    pub value: String,
    pub label: String,
}

/// The figures of the association, each with its year.
pub fn figures(setting: &Setting<'_>) -> Vec<Figure> {
    let (profile, t) = (&setting.site.profile, setting.t);
    let membership = &profile.membership;
    let year = membership.as_of.to_string();
    vec![
        Figure { value: membership.members.to_string(), label: t.figure_members(membership.members, &year) },
        Figure { value: membership.countries.to_string(), label: t.figure_countries(membership.countries, &year) },
        Figure { value: profile.founded.to_string(), label: t.figure_founded() },
    ]
}

/// The assembly drawn: a seat a member, a ray a country.
pub fn rosace(setting: &Setting<'_>) -> String {
    let membership = &setting.site.profile.membership;
    let title = setting.t.rosace_title(membership.members, membership.countries);
    Rosace::new(membership.members, membership.countries).svg(&title)
}

/// The ruler of years.
pub fn ruler(setting: &Setting<'_>) -> String {
    let events = &setting.site.timeline.events;
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let (first, last) = period(setting);
    let title = setting.t.ruler_title(count, &first, &last);
    let marks: Vec<_> = events.iter().map(|event| (event.year.0, event.duration_years)).collect();
    let is_rtl = setting.language.direction == crate::content::Direction::RightToLeft;
    drawing::ruler(&marks, &title, &|years| setting.t.years_count(years), is_rtl)
}

/// The first and the last year of the history.
pub fn period(setting: &Setting<'_>) -> (String, String) {
    let events = &setting.site.timeline.events;
    let year = |event: Option<&Event>| event.map(|event| event.year.to_string()).unwrap_or_default();
    (year(events.first()), year(events.last()))
}

/// What happened in one year, as the list of events shows it.
pub struct EventEntry {
    pub id: String,
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
    pub svg: String,
}

/// The list of events. `drawn` is whether the years between them are drawn too, down the page.
pub fn events(setting: &Setting<'_>, drawn: bool) -> Vec<EventEntry> {
    let events = &setting.site.timeline.events;
    let mut previous = None;
    let mut entries = Vec::new();
    for event in events {
        let year = event.year.0;
        let later = previous.replace(year).map(|before: u16| {
            let years = u32::from(year.saturating_sub(before));
            let svg = if drawn { drawing::silence(before..year) } else { String::new() };
            Drawn { words: setting.t.years_later(years), svg }
        });
        let duration = event
            .duration_years
            .map(|years| Drawn { words: setting.t.years_long(years), svg: drawing::duration(years) });
        entries.push(EventEntry {
            id: year.to_string(),
            year: year.to_string(),
            later,
            paragraphs: paragraphs(setting, &event.sentences),
            duration,
        });
    }
    entries
}

/// The quotation and who said it.
pub struct QuotationEntry {
    pub html: String,
    pub person: String,
    pub roles: String,
    pub as_of: String,
}

/// The quotation.
pub fn quotation(setting: &Setting<'_>) -> QuotationEntry {
    let quotation = &setting.site.profile.quotation;
    let sentences: Vec<_> = quotation.sentences.iter().map(|one| setting.html(one.text.of(setting.language))).collect();
    let roles: Vec<_> = quotation.roles.of(setting.language).iter().map(|role| setting.html(role)).collect();
    QuotationEntry {
        html: sentences.join(" "),
        person: quotation.person.to_string(),
        roles: roles.join(", "),
        as_of: quotation.as_of.to_string(),
    }
}

/// The sentence of the objectives: its beginning, and its members.
pub struct ObjectivesEntry {
    pub lead: Paragraph,
    pub items: Vec<Paragraph>,
}

/// The objectives.
pub fn objectives(setting: &Setting<'_>) -> ObjectivesEntry {
    let objectives = &setting.site.objectives;
    ObjectivesEntry { lead: Paragraph::new(setting, &objectives.lead), items: paragraphs(setting, &objectives.members) }
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
    pub lines: Vec<String>,
    /// The address on one line.
    pub address: String,
    pub telephone: Number,
    pub fax: Number,
    pub email: Option<String>,
    pub map: Option<String>,
    pub vcard: String,
}

/// How to reach the association.
pub fn contact(setting: &Setting<'_>) -> ContactEntry {
    let contact = &setting.site.contact;
    let address = &contact.address;
    let set = |text: String| setting.set(&text);
    let number = |phone: &crate::content::Phone| Number { display: set(phone.to_string()), uri: phone.digits() };
    ContactEntry {
        lines: vec![
            set(address.street.to_string()),
            set(format!("{} {}", address.postal_code, address.city)),
            setting.text(address.country.of(setting.language)),
        ],
        address: set(address.on_one_line(setting.language)),
        telephone: number(&contact.phone),
        fax: number(&contact.fax),
        email: contact.email.as_ref().map(ToString::to_string),
        map: contact.map.as_ref().map(ToString::to_string),
        vcard: setting.routes.within("/contact.vcf"),
    }
}
