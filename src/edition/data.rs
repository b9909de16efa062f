//! The content as open data: everything as JSON, the timeline as CSV.

use std::collections::BTreeMap;

use bytestring::ByteString;
use serde_json::{Map, Value, json};

use crate::content::site::{FreePage, Section, Sentence, Site};
use crate::content::{Language, Line, Passage, Translated};
use crate::pages::Setting;

/// What data is made of: the site, and each language's setting, which knows the words of facts.
pub(super) struct Data<'a> {
    pub site: &'a Site,
    pub settings: &'a [Setting<'a>],
}

/// The free pages' parts of the open data by their keys, as they stand in there: a page that did not change has the same part in
/// the next edition.
pub(super) type PagesData = BTreeMap<String, ByteString>;

impl Data<'_> {
    /// A free page's part.
    pub fn page(&self, page: &FreePage) -> ByteString {
        let section =
            |section: &Section| json!({"title": self.line(&section.title), "text": self.passage(&section.text)});
        let sections: Vec<_> = page.sections.iter().map(section).collect();
        let part = json!({"title": self.line(&page.page.title), "sections": sections});
        // As deep as it will stand. No string of JSON holds a line's end.
        format!("{part:#}").replace('\n', "\n    ").into()
    }

    /// The whole content (RFC 8259), each text in every language under its code, with the free pages' `parts`; and these parts
    /// again, as places in it.
    pub fn json(&self, parts: PagesData) -> (ByteString, PagesData) {
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
        with_pages(&format!("{topics:#}"), parts)
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

/// An object of JSON, with one more member of the free pages' parts; and these as places in it.
fn with_pages(topics: &str, parts: PagesData) -> (ByteString, PagesData) {
    // With what stands around each part.
    let pages: usize = parts.iter().map(|(key, part)| key.len() + part.len() + 16).sum();
    let mut whole = String::with_capacity(topics.len() + pages + 64);
    whole.push_str(topics.strip_suffix("\n}").unwrap_or(topics));
    whole.push_str(",\n  \"pages\": {");
    let mut places = Vec::with_capacity(parts.len());
    for (key, part) in parts {
        whole.push_str(if places.is_empty() { "\n    " } else { ",\n    " });
        whole.push_str(&Value::from(key.as_str()).to_string());
        whole.push_str(": ");
        let start = whole.len();
        whole.push_str(&part);
        places.push((key, start..whole.len()));
    }
    whole.push_str("\n  }\n}\n");
    whole.shrink_to_fit();
    let whole = ByteString::from(whole);
    let parts = places.into_iter().map(|(key, place)| (key, whole.slice_ref(&whole[place]))).collect();
    (whole, parts)
}
