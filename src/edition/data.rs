//! The content as open data: everything as JSON, the timeline as CSV.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use crate::content::site::{FreePage, Section, Sentence, Site};
use crate::content::{Language, Line, Passage, Translated};
use crate::pages::Setting;

/// What data is made of: the site, and each language's setting, which knows the words of facts.
pub(super) struct Data<'a> {
    pub site: &'a Site,
    pub settings: &'a [Setting<'a>],
}

/// A free page's part of the open data, as it stands in there: a page that did not change has the same part in the next edition.
pub(super) type PageData = Arc<RawValue>;

/// The parts of all free pages, by their keys.
pub(super) type PagesData = BTreeMap<String, PageData>;

/// What stands in the file.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    topics: Value,
    pages: BTreeMap<&'a str, &'a RawValue>,
}

impl Data<'_> {
    /// A free page's part.
    pub fn page(&self, page: &FreePage) -> PageData {
        let section =
            |section: &Section| json!({"title": self.line(&section.title), "text": self.passage(&section.text)});
        let sections: Vec<_> = page.sections.iter().map(section).collect();
        let part = json!({"title": self.line(&page.page.title), "sections": sections});
        // As deep as it will stand. No string of JSON holds a line's end.
        let part = format!("{part:#}").replace('\n', "\n    ");
        RawValue::from_string(part).expect("what was just written as JSON is JSON").into()
    }

    /// The whole content (RFC 8259), each text in every language under its code, with the free pages' `parts`.
    pub fn json(&self, parts: &PagesData) -> String {
        let site = self.site;
        let profile = &site.profile;
        let contact = &site.contact;
        let address = &contact.address;
        let events: Vec<_> = site
            .timeline
            .events
            .iter()
            .map(|event| {
                let mut value = json!({"year": event.year.0, "sentences": self.sentences(&event.sentences)});
                if let Some(years) = event.duration_years {
                    value["duration_years"] = json!(years);
                }
                value
            })
            .collect();
        let topics = json!({
            "as_of": site.settings.as_of.0,
            "languages": site.languages.iter().map(|one| json!({"code": one.code, "name": one.name})).collect::<Vec<_>>(),
            "profile": {
                "acronym": profile.acronym.as_str(),
                "name": self.each(|language| profile.name.of(language).plain().into()),
                "founded": profile.founded.0,
                "motto": self.line(&profile.motto),
                "membership": {
                    "members": profile.membership.members,
                    "countries": profile.membership.countries,
                    "as_of": profile.membership.as_of.0,
                },
                "sentences": self.sentences(&profile.sentences),
                "quotation": {
                    "person": profile.quotation.person.as_str(),
                    "roles": self.each(|language| {
                        profile.quotation.roles.of(language).iter().map(Line::plain).collect::<Value>()
                    }),
                    "as_of": profile.quotation.as_of.0,
                    "sentences": self.sentences(&profile.quotation.sentences),
                },
            },
            "timeline": events,
            "vision": {"title": self.line(&site.vision.title), "sentences": self.sentences(&site.vision.sentences)},
            "objectives": {
                "title": self.line(&site.objectives.title),
                "opening": self.sentences(&site.objectives.opening),
                "lead": self.line(&site.objectives.lead.text),
                "objectives": self.sentences(&site.objectives.members),
                "closing": self.sentences(&site.objectives.closing),
            },
            "projects": {
                "title": self.line(&site.projects.page.title),
                "sentences": self.sentences(&site.projects.sentences),
            },
            "contact": {
                "telephone": contact.phone.as_str(),
                "fax": contact.fax.as_str(),
                "email": contact.email.as_ref().map(crate::content::Email::as_str),
                "time_zone": contact.time_zone.as_str(),
                "address": {
                    "street": address.street.as_str(),
                    "postal_code": address.postal_code.as_str(),
                    "city": address.city.as_str(),
                    "country_code": address.country_code.as_str(),
                    "country": self.line(&address.country),
                },
            },
        });
        let pages = parts.iter().map(|(key, part)| (key.as_str(), &**part)).collect();
        let whole = serde_json::to_string_pretty(&Whole { topics, pages });
        whole.expect("keys are strings, and writing into memory does not fail") + "\n"
    }

    /// The timeline (RFC 4180): the year, the announced duration, what happened in each language.
    pub fn csv(&self) -> String {
        let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let languages = &self.site.languages;
        let head = ["year", "duration_years"].into_iter().map(str::to_owned);
        let mut write = |row: Vec<String>| rows.write_record(row);
        let mut written = write(head.chain(languages.iter().map(|language| language.code.clone())).collect());
        for event in &self.site.timeline.events {
            let text = |language: &Language| {
                let setting = &self.settings[language.index];
                event.sentences.iter().map(|one| one.text.of(language).text(setting)).collect::<Vec<_>>().join(" ")
            };
            let duration = event.duration_years.map(|years| years.to_string()).unwrap_or_default();
            let row = [event.year.to_string(), duration].into_iter().chain(languages.iter().map(text));
            written = written.and_then(|()| write(row.collect()));
        }
        // Rows of one length, into memory: nothing that could fail.
        let bytes = written.ok().and_then(|()| rows.into_inner().ok()).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    fn each(&self, value: impl Fn(&Language) -> Value) -> Value {
        self.site
            .languages
            .iter()
            .map(|language| (language.code.clone(), value(language)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn line(&self, line: &Translated<Line>) -> Value {
        self.each(|language| line.of(language).text(&self.settings[language.index]).into())
    }

    fn passage(&self, passage: &Translated<Passage>) -> Value {
        self.each(|language| passage.of(language).text(&self.settings[language.index]).into())
    }

    fn sentences(&self, sentences: &[Sentence]) -> Value {
        sentences.iter().map(|one| json!({"id": one.id.as_str(), "text": self.line(&one.text)})).collect()
    }
}
