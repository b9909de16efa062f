//! The content as open data: everything as JSON, the timeline as CSV.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::content::site::{Contact, Event, FreePage, Profile, Quotation, Section, Sentence, Site};
use crate::content::{Email, Language, Line, Passage, Translated};
use crate::pages::RenderContext;

/// What data is made of: the site, and each language's context, which knows the words of facts.
pub(crate) struct OpenData<'a> {
    pub site: &'a Site,
    pub contexts: &'a [RenderContext<'a>],
}

/// Says that a file is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A value for each language, by its code.
type Each<'a, T = String> = BTreeMap<&'a str, T>;

/// The whole content. The fields of this and of what it holds are in the order of the file.
#[derive(Serialize)]
struct ContentData<'a> {
    as_of: u16,
    contact: ContactData<'a>,
    languages: Vec<LanguageData<'a>>,
    objectives: ObjectivesData<'a>,
    profile: ProfileData<'a>,
    projects: TopicData<'a>,
    timeline: Vec<EventData<'a>>,
    vision: TopicData<'a>,
    pages: BTreeMap<&'a str, PageData<'a>>,
}

#[derive(Serialize)]
struct ContactData<'a> {
    address: AddressData<'a>,
    email: Option<&'a str>,
    fax: &'a str,
    telephone: &'a str,
    time_zone: &'a str,
}

#[derive(Serialize)]
struct AddressData<'a> {
    city: &'a str,
    country: Each<'a>,
    country_code: &'a str,
    postal_code: &'a str,
    street: &'a str,
}

#[derive(Serialize)]
struct LanguageData<'a> {
    code: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct ObjectivesData<'a> {
    closing: Vec<SentenceData<'a>>,
    lead: Each<'a>,
    objectives: Vec<SentenceData<'a>>,
    opening: Vec<SentenceData<'a>>,
    title: Each<'a>,
}

#[derive(Serialize)]
struct PageData<'a> {
    sections: Vec<SectionData<'a>>,
    title: Each<'a>,
}

#[derive(Serialize)]
struct SectionData<'a> {
    text: Each<'a>,
    title: Each<'a>,
}

#[derive(Serialize)]
struct ProfileData<'a> {
    acronym: &'a str,
    founded: u16,
    membership: MembershipData,
    motto: Each<'a>,
    name: Each<'a>,
    quotation: QuotationData<'a>,
    sentences: Vec<SentenceData<'a>>,
}

#[derive(Serialize)]
struct MembershipData {
    as_of: u16,
    countries: u32,
    members: u32,
}

#[derive(Serialize)]
struct QuotationData<'a> {
    as_of: u16,
    person: &'a str,
    roles: Each<'a, Vec<String>>,
    sentences: Vec<SentenceData<'a>>,
}

#[derive(Serialize)]
struct TopicData<'a> {
    sentences: Vec<SentenceData<'a>>,
    title: Each<'a>,
}

#[derive(Serialize)]
struct EventData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_years: Option<u32>,
    sentences: Vec<SentenceData<'a>>,
    year: u16,
}

#[derive(Serialize)]
struct SentenceData<'a> {
    id: &'a str,
    text: Each<'a>,
}

impl<'a> OpenData<'a> {
    /// The whole content (RFC 8259), each text in every language under its code.
    pub fn json(&self) -> String {
        let site = self.site;
        let event = |event: &'a Event| EventData {
            duration_years: event.duration_years,
            sentences: self.sentences(&event.sentences),
            year: event.year.0,
        };
        let data = ContentData {
            as_of: site.settings.as_of.0,
            contact: self.contact(&site.contact),
            languages: site.languages.iter().map(|one| LanguageData { code: &one.code, name: &one.name }).collect(),
            objectives: ObjectivesData {
                closing: self.sentences(&site.objectives.closing),
                lead: self.line(&site.objectives.lead.text),
                objectives: self.sentences(&site.objectives.members),
                opening: self.sentences(&site.objectives.opening),
                title: self.line(&site.objectives.title),
            },
            profile: self.profile(&site.profile),
            projects: TopicData {
                sentences: self.sentences(&site.projects.sentences),
                title: self.line(&site.projects.page.title),
            },
            timeline: site.timeline.events.iter().map(event).collect(),
            vision: TopicData {
                sentences: self.sentences(&site.vision.sentences),
                title: self.line(&site.vision.title),
            },
            pages: site.pages.par_iter().map(|(key, page)| (key.as_str(), self.page(page))).collect(),
        };
        // Strings and numbers in memory: nothing that could fail.
        serde_json::to_string_pretty(&data).unwrap_or_default() + "\n"
    }

    fn contact(&self, contact: &'a Contact) -> ContactData<'a> {
        let address = &contact.address;
        ContactData {
            address: AddressData {
                city: address.city.as_str(),
                country: self.line(&address.country),
                country_code: address.country_code.as_str(),
                postal_code: address.postal_code.as_str(),
                street: address.street.as_str(),
            },
            email: contact.email.as_ref().map(Email::as_str),
            fax: contact.fax.as_str(),
            telephone: contact.phone.as_str(),
            time_zone: contact.time_zone.as_str(),
        }
    }

    fn profile(&self, profile: &'a Profile) -> ProfileData<'a> {
        let quotation: &Quotation = &profile.quotation;
        ProfileData {
            acronym: profile.acronym.as_str(),
            founded: profile.founded.0,
            membership: MembershipData {
                as_of: profile.membership.as_of.0,
                countries: profile.membership.countries,
                members: profile.membership.members,
            },
            motto: self.line(&profile.motto),
            name: self.each(|language| profile.full_name(language)),
            quotation: QuotationData {
                as_of: quotation.as_of.0,
                person: quotation.person.as_str(),
                roles: self.each(|language| quotation.roles.of(language).iter().map(Line::plain).collect()),
                sentences: self.sentences(&quotation.sentences),
            },
            sentences: self.sentences(&profile.sentences),
        }
    }

    fn page(&self, page: &FreePage) -> PageData<'a> {
        let section =
            |section: &Section| SectionData { text: self.passage(&section.text), title: self.line(&section.title) };
        PageData { sections: page.sections.iter().map(section).collect(), title: self.line(&page.page.title) }
    }

    /// The timeline (RFC 4180): the year, the announced duration, what happened in each language. Without the byte-order mark that it
    /// begins with, Excel would read it in the encoding of its system and garble every accent.
    pub fn csv(&self) -> String {
        let mut rows = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        let languages = &self.site.languages;
        let head = ["year", "duration_years"].into_iter().map(str::to_owned);
        let mut write = |row: Vec<String>| rows.write_record(row);
        let mut written = write(head.chain(languages.iter().map(|language| language.code.clone())).collect());
        for event in &self.site.timeline.events {
            let text = |language: &Language| {
                let context = &self.contexts[language.index];
                event.sentences.iter().map(|one| one.text.of(language).text(context)).collect::<Vec<_>>().join(" ")
            };
            let duration = event.duration_years.map(|years| years.to_string()).unwrap_or_default();
            let row = [event.year.to_string(), duration].into_iter().chain(languages.iter().map(text));
            written = written.and_then(|()| write(row.collect()));
        }
        // Rows of one length, into memory: nothing that could fail.
        let bytes = written.ok().and_then(|()| rows.into_inner().ok()).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn each<T>(&self, value: impl Fn(&Language) -> T) -> Each<'a, T> {
        self.site.languages.iter().map(|language| (language.code.as_str(), value(language))).collect()
    }

    fn line(&self, line: &Translated<Line>) -> Each<'a> {
        self.each(|language| line.of(language).text(&self.contexts[language.index]))
    }

    fn passage(&self, passage: &Translated<Passage>) -> Each<'a> {
        self.each(|language| passage.of(language).text(&self.contexts[language.index]))
    }

    fn sentences(&self, sentences: &'a [Sentence]) -> Vec<SentenceData<'a>> {
        sentences.iter().map(|one| SentenceData { id: one.id.as_str(), text: self.line(&one.text) }).collect()
    }
}
