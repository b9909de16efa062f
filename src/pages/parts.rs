//! Parts that several pages show.

use super::context::RenderContext;
use crate::content::site::{Event, Quotation, Sentence, SocialNetwork};
use crate::content::{At, Name, Phone, Year, YearCount};
use crate::drawing::{self, Mark, rosace::Rosace};
use crate::html::{Html, PlainText};

/// A link with its words.
#[derive(Clone)]
pub struct Link {
    pub label: PlainText,
    pub href: String,
    /// Whether it leads to the page that it stands on.
    pub current: bool,
    /// The language of the page that it leads to, where it is another.
    pub language: Option<String>,
    /// Its accessible name, where that says more than its label.
    pub name: Option<String>,
}

impl Link {
    /// A link to something in the language of the page.
    pub fn new(label: impl Into<PlainText>, href: String) -> Self {
        Self { label: label.into(), href, current: false, language: None, name: None }
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
            hinge: sentence.hinge.as_ref().is_some_and(|hinge| **hinge),
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
    pub value: PlainText,
    pub label: PlainText,
}

/// The figures of the association, each with its year.
pub fn figures(context: &RenderContext<'_>) -> Vec<Figure> {
    let (profile, t) = (&context.site.profile, context.t.shown());
    let membership = &profile.membership;
    let (members, countries, year) = (&membership.members, &membership.countries, membership.as_of.to_string());
    vec![
        Figure { value: context.value(members), label: t.figure_members(**members, &year) },
        Figure { value: context.value(countries), label: t.figure_countries(**countries, &year) },
        Figure { value: context.value(&profile.founded), label: t.figure_founded() },
    ]
}

/// The assembly drawn: a seat a member, a ray a country.
pub fn rosace(context: &RenderContext<'_>) -> Html {
    let membership = &context.site.profile.membership;
    let title = context.t.rosace_title(*membership.members, *membership.countries);
    Rosace::new(*membership.members, *membership.countries).svg(&title)
}

/// The ruler of years, and its caption.
pub struct RulerEntry {
    pub svg: Html,
    /// What its thick lines are.
    pub spans: String,
}

pub fn ruler(context: &RenderContext<'_>) -> RulerEntry {
    let (events, t) = (&context.site.timeline.events, context.t);
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let (first, last) = period(context);
    let title = t.ruler_title(count, &first, &last);
    let mut previous = None;
    let mark = |event: &Event| {
        let date = event.date();
        let later = previous.replace(date).map_or(0, |before| date.years_since(before));
        let announced = event.duration_years.map(|YearCount(years)| date.months() + 12 * u32::from(years));
        Mark { at: date.months(), until: lasted(event).or(announced), later: later.into() }
    };
    let marks: Vec<_> = events.iter().map(mark).collect();
    let is_rtl = context.language.direction == crate::content::Direction::RightToLeft;
    let are_announced = events.iter().all(|event| lasted(event).is_none());
    RulerEntry {
        svg: drawing::ruler(&marks, &title, &|years| context.italic(t.years_count(years)), is_rtl),
        spans: if are_announced { t.ruler_spans() } else { t.ruler_lengths() },
    }
}

/// The end of an event that lasted a year or longer; a shorter one is a point on the ruler.
fn lasted(event: &Event) -> Option<u32> {
    let end = event.end()?.months();
    (end >= event.date().months() + 12).then_some(end)
}

/// The first and the last year of the history.
pub fn period(context: &RenderContext<'_>) -> (String, String) {
    let events = &context.site.timeline.events;
    let year = |event: Option<&Event>| event.map(|event| event.date().year.to_string()).unwrap_or_default();
    (year(events.first()), year(events.last()))
}

/// The quotation and who said it.
pub struct QuotationEntry {
    pub html: Html,
    pub person: String,
    /// What stands between the person and the offices, and between them.
    pub comma: &'static str,
    pub roles: Html,
    /// When the person held these offices.
    pub term: String,
}

/// The quotation, where there is one.
pub fn quotation(context: &RenderContext<'_>) -> Option<QuotationEntry> {
    let quotation = context.site.profile.quotation.as_ref()?;
    let sentences: Vec<_> = quotation.sentences.iter().map(|one| context.html(one.text.of(context.language))).collect();
    let roles: Vec<_> = quotation.roles.of(context.language).iter().map(|role| context.html(role)).collect();
    Some(QuotationEntry {
        html: Html::joined(&sentences, " "),
        person: quotation.person.to_string(),
        comma: context.language.comma(),
        roles: Html::joined(&roles, context.language.comma()),
        term: term(context, quotation),
    })
}

fn term(context: &RenderContext<'_>, quotation: &Quotation) -> String {
    let t = context.t;
    let year = |year: &At<Year>| year.to_string();
    match (quotation.from.as_ref().map(year), quotation.until.as_ref().map(year)) {
        (None, None) => t.offices_as_of(&year(&quotation.as_of)),
        (Some(from), None) => t.offices_since(&year(&quotation.as_of), &from),
        (None, Some(until)) => t.offices_until(&until),
        (Some(from), Some(until)) => t.offices_between(&from, &until),
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
    pub display: PlainText,
    /// As `tel:` has it (RFC 3966).
    pub uri: String,
}

/// How to reach the association.
pub struct ContactEntry {
    /// The address, a line of a letter each.
    pub lines: Vec<PlainText>,
    /// The address on one line.
    pub address: PlainText,
    pub telephone: Number,
    pub fax: Option<Number>,
    pub email: Option<PlainText>,
    pub map: Option<String>,
    pub vcard: String,
    /// Its pages in social networks.
    pub networks: Vec<Link>,
}

fn network(network: &SocialNetwork) -> Link {
    Link::new(network.name().to_owned(), network.url.to_string())
}

pub fn contact(context: &RenderContext<'_>) -> ContactEntry {
    let contact = &context.site.contact;
    let address = &contact.address;
    // What is set from several values stands where the first of them stands.
    let from = |first: &At<Name>, text: String| PlainText { plain: context.set(&text), ..context.value(first) };
    let number = |phone: &At<Phone>| Number { display: context.value(phone), uri: phone.digits() };
    ContactEntry {
        lines: vec![
            context.value(&address.street),
            from(&address.postal_code, format!("{} {}", address.postal_code, address.city)),
            context.text(address.country.of(context.language)),
        ],
        address: from(&address.street, address.on_one_line(context.language)),
        telephone: number(&contact.phone),
        fax: contact.fax.as_ref().map(number),
        email: contact.email.as_ref().map(|email| context.value(email)),
        map: contact.map.as_ref().map(ToString::to_string),
        vcard: context.routes.within("/contact.vcf"),
        networks: contact.networks.iter().flatten().map(network).collect(),
    }
}
