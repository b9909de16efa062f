//! The content as open data: everything as JSON, the timeline as CSV.

use std::collections::BTreeMap;
use std::iter;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::content::site::{Contact, Event, FreePage, Profile, Section, Sentence, Site};
use crate::content::{Email, Language, Line, Translated};
use crate::pages::RenderContext;

/// The source of the data: the site, and each language's context, which knows the words of facts.
pub(crate) struct OpenData<'a> {
    pub site: &'a Site,
    pub contexts: &'a [RenderContext<'a>],
}

/// Says that a file is in UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A value for each language, by its code.
type Each<'a, T = String> = BTreeMap<&'a str, T>;

/// The whole content: what every site has, in alphabetical order like all objects here, then the pages of text.
#[derive(Serialize)]
struct ContentData<'a> {
    #[serde(flatten)]
    composed: Value,
    pages: BTreeMap<&'a str, Value>,
}

#[derive(Serialize)]
struct EventData {
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_years: Option<u32>,
    sentences: Value,
    year: u16,
}

impl OpenData<'_> {
    /// The whole content (RFC 8259), each text in every language under its code.
    pub fn json(&self) -> String {
        let site = self.site;
        let mut composed = json!({
            "as_of": site.settings.as_of.0,
            "contact": self.contact(&site.contact),
            "languages": site.languages.iter().map(language).collect::<Value>(),
            "objectives": {
                "closing": self.sentences(&site.objectives.closing),
                "lead": self.line(&site.objectives.lead.text),
                "objectives": self.sentences(&site.objectives.members),
                "opening": self.sentences(&site.objectives.opening),
                "title": self.line(&site.objectives.title),
            },
            "profile": self.profile(&site.profile),
            "projects": {
                "sentences": self.sentences(&site.projects.sentences),
                "title": self.line(&site.projects.page.title),
            },
            "timeline": site.timeline.events.iter().map(|event| self.event(event)).collect::<Vec<_>>(),
            "vision": {
                "sentences": self.sentences(&site.vision.sentences),
                "title": self.line(&site.vision.title),
            },
        });
        if let Some(notice) = &site.settings.notice {
            composed["notice"] = json!({ "text": self.line(&notice.text), "until": notice.until.to_string() });
        }
        let pages = site.pages.par_iter().map(|(key, page)| (key.as_str(), self.page(page))).collect();
        // Writing strings and numbers to memory cannot fail.
        serde_json::to_string_pretty(&ContentData { composed, pages }).unwrap_or_default() + "\n"
    }

    fn contact(&self, contact: &Contact) -> Value {
        let address = &contact.address;
        json!({
            "address": {
                "city": address.city.as_str(),
                "country": self.line(&address.country),
                "country_code": address.country_code.as_str(),
                "postal_code": address.postal_code.as_str(),
                "street": address.street.as_str(),
            },
            "email": contact.email.as_ref().map(Email::as_str),
            "fax": contact.fax.as_str(),
            "telephone": contact.phone.as_str(),
            "time_zone": contact.time_zone.as_str(),
        })
    }

    fn profile(&self, profile: &Profile) -> Value {
        let (membership, quotation) = (&profile.membership, &profile.quotation);
        let roles = |language: &Language| quotation.roles.of(language).iter().map(Line::plain).collect::<Vec<_>>();
        json!({
            "acronym": profile.acronym.as_str(),
            "founded": profile.founded.0,
            "membership": {
                "as_of": membership.as_of.0,
                "countries": membership.countries,
                "members": membership.members,
            },
            "motto": self.line(&profile.motto),
            "name": self.each(|language| profile.full_name(language)),
            "quotation": {
                "as_of": quotation.as_of.0,
                "person": quotation.person.as_str(),
                "roles": self.each(roles),
                "sentences": self.sentences(&quotation.sentences),
            },
            "sentences": self.sentences(&profile.sentences),
        })
    }

    fn event(&self, event: &Event) -> EventData {
        let Event { duration_years, sentences, year, .. } = event;
        EventData { duration_years: *duration_years, sentences: self.sentences(sentences), year: year.0 }
    }

    fn page(&self, page: &FreePage) -> Value {
        let section = |section: &Section| {
            let text = self.each(|language| section.text.of(language).text(&self.contexts[language.index]));
            json!({ "text": text, "title": self.line(&section.title) })
        };
        let sections: Value = page.sections.iter().map(section).collect();
        json!({ "sections": sections, "title": self.line(&page.page.title) })
    }

    /// The timeline (RFC 4180): the year, the announced duration, what happened in each language. Without the byte-order mark that it
    /// begins with, Excel would read it in the encoding of its system and garble every accent.
    pub fn csv(&self) -> String {
        let languages = &self.site.languages;
        let head =
            ["year", "duration_years"].into_iter().chain(languages.iter().map(|language| language.code.as_str()));
        let row = |event: &Event| {
            let text = |language: &Language| {
                let context = &self.contexts[language.index];
                event.sentences.iter().map(|one| one.text.of(language).text(context)).collect::<Vec<_>>().join(" ")
            };
            let duration = event.duration_years.map(|years| years.to_string()).unwrap_or_default();
            [event.year.to_string(), duration].into_iter().chain(languages.iter().map(text)).collect()
        };
        let mut rows = iter::once(head.map(str::to_owned).collect()).chain(self.site.timeline.events.iter().map(row));
        let mut table = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        let written = rows.try_for_each(|row: Vec<String>| table.write_record(row));
        // Writing rows of one length to memory cannot fail.
        let bytes = written.ok().and_then(|()| table.into_inner().ok()).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn each<T>(&self, value: impl Fn(&Language) -> T) -> Each<'_, T> {
        self.site.languages.iter().map(|language| (language.code.as_str(), value(language))).collect()
    }

    fn line(&self, line: &Translated<Line>) -> Each<'_> {
        self.each(|language| line.of(language).text(&self.contexts[language.index]))
    }

    fn sentences(&self, sentences: &[Sentence]) -> Value {
        sentences.iter().map(|one| json!({ "id": one.id.as_str(), "text": self.line(&one.text) })).collect()
    }
}

fn language(language: &Language) -> Value {
    json!({ "code": language.code, "name": language.name })
}
