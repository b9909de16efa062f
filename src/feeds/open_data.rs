//! The content as open data: everything as JSON, the timeline as CSV.

use std::collections::BTreeMap;
use std::iter;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::content::site::{
    Contact, Event, FreePage, Partner, Profile, Projects, Quotation, Section, Sentence, Site, SocialNetwork,
};
use crate::content::{Language, Line, PageKey, Passage, Translated};
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

impl OpenData<'_> {
    /// The whole content (RFC 8259) but the facts of the law, each text in every language under its code.
    pub fn json(&self) -> String {
        // Without `..`: a record that is added does not compile until it is published here, or left out by name.
        let Site {
            languages,
            settings,
            profile,
            timeline,
            vision,
            objectives,
            projects,
            contact,
            legal: _,
            pages,
            absences: _,
        } = self.site;
        let mut composed = json!({
            "as_of": settings.as_of.0,
            "contact": self.contact(contact),
            "languages": languages.iter().map(language).collect::<Value>(),
            "objectives": {
                "closing": self.sentences(&objectives.closing),
                "lead": self.line(&objectives.lead.text),
                "objectives": self.sentences(&objectives.members),
                "opening": self.sentences(&objectives.opening),
                "title": self.line(&objectives.title),
            },
            "profile": self.profile(profile),
            "projects": self.projects(projects),
            "timeline": timeline.events.iter().map(|event| self.event(event)).collect::<Value>(),
            "vision": {
                "sentences": self.sentences(&vision.sentences),
                "title": self.line(&vision.title),
            },
        });
        if let Some(notice) = &settings.notice {
            composed["notice"] = json!({ "text": self.line(&notice.text), "until": notice.until.to_string() });
        }
        let pages = pages.par_iter().map(|(key, page)| (key.as_str(), self.page(key, page))).collect();
        // Writing strings and numbers to memory cannot fail.
        serde_json::to_string_pretty(&ContentData { composed, pages }).unwrap_or_default() + "\n"
    }

    fn contact(&self, contact: &Contact) -> Value {
        let address = &contact.address;
        let data = json!({
            "address": {
                "city": address.city.as_str(),
                "country": self.line(&address.country),
                "country_code": address.country_code.as_str(),
                "postal_code": address.postal_code.as_str(),
                "street": address.street.as_str(),
            },
            "email": contact.email.as_ref().map(|email| email.as_str()),
            "fax": contact.fax.as_ref().map(|fax| fax.as_str()),
            "telephone": contact.phone.as_str(),
            "time_zone": contact.time_zone.as_str(),
        });
        let network = |network: &SocialNetwork| json!({ "name": network.name(), "url": network.url.as_str() });
        let networks = contact.networks.as_ref().map(|networks| networks.iter().map(network).collect());
        with_given(data, [("networks", networks)])
    }

    fn projects(&self, projects: &Projects) -> Value {
        let data = json!({
            "sentences": self.sentences(&projects.sentences),
            "title": self.line(&projects.page.title),
        });
        let url = |partner: &Partner| partner.url.as_ref().map(|url| url.as_str().to_owned());
        let partner = |partner: &Partner| json!({ "name": self.line(&partner.name), "url": url(partner) });
        let partners = projects.partners.as_ref().map(|partners| partners.iter().map(partner).collect());
        with_given(data, [("partners", partners)])
    }

    fn profile(&self, profile: &Profile) -> Value {
        let membership = &profile.membership;
        json!({
            "acronym": profile.acronym.as_str(),
            "founded": profile.founded.0,
            "membership": {
                "as_of": membership.as_of.0,
                "countries": *membership.countries,
                "members": *membership.members,
            },
            "motto": self.line(&profile.motto),
            "name": self.each(|language| profile.full_name(language)),
            "quotation": profile.quotation.as_ref().map(|quotation| self.quotation(quotation)),
            "sentences": self.sentences(&profile.sentences),
        })
    }

    fn quotation(&self, quotation: &Quotation) -> Value {
        let roles = |language: &Language| quotation.roles.of(language).iter().map(Line::plain).collect::<Vec<_>>();
        let data = json!({
            "as_of": quotation.as_of.0,
            "person": quotation.person.as_str(),
            "roles": self.each(roles),
            "sentences": self.sentences(&quotation.sentences),
        });
        let given = [("from", &quotation.from), ("until", &quotation.until)];
        with_given(data, given.map(|(key, year)| (key, year.as_ref().map(|year| year.0.into()))))
    }

    fn event(&self, event: &Event) -> Value {
        // Without `..`, here and in `csv`, `pages::events` and `pages::side_by_side`: a field that is added does not compile until it
        // has its place there, or is left out by name.
        let Event { year: _, date: _, end: _, duration_years, sentences: _, text, table_place: _ } = event;
        let date = event.date();
        let always = json!({ "sentences": self.sentences(event.sentences()), "year": date.year });
        let given = [
            // Where more than its year is known.
            ("date", date.month.map(|_| date.to_string().into())),
            ("duration_years", duration_years.map(|years| years.0.into())),
            ("end", event.end().map(|end| end.to_string().into())),
            ("text", text.as_ref().map(|text| json!(self.passage(text)))),
        ];
        with_given(always, given)
    }

    /// A free page, in the languages that it is in.
    fn page(&self, key: &str, page: &FreePage) -> Value {
        let key = PageKey::Free(key);
        let contexts: Vec<_> =
            self.contexts.iter().filter(|context| context.routes.is_in(key, context.language)).collect();
        let each = |words: &dyn Fn(&RenderContext<'_>) -> String| -> Each<'_> {
            contexts.iter().map(|context| (context.language.code.as_str(), words(context))).collect()
        };
        let line = |line: &Translated<Line>| each(&|context| line.of(context.language).text(context));
        let section = |section: &Section| {
            let text = each(&|context| section.text.of(context.language).text(context));
            json!({ "text": text, "title": line(&section.title) })
        };
        let sections: Value = page.sections.iter().map(section).collect();
        let data = json!({ "sections": sections, "title": line(&page.page.title) });
        let parent = self.contexts.first().and_then(|context| context.routes.tree.parent(key));
        with_given(data, [("parent", parent.map(|parent| parent.as_str().into()))])
    }

    /// The timeline (RFC 4180): the year, the announced duration, what happened in each language, then the date and
    /// the end as far as they are known (ISO 8601: 2013, 2013-05 or 2013-05-12). Without the byte-order mark that it
    /// begins with, Excel would read it in the encoding of its system and garble every accent.
    pub fn csv(&self) -> String {
        let languages = &self.site.languages;
        let codes = languages.iter().map(|language| language.code.as_str());
        let head = ["year", "duration_years"].into_iter().chain(codes).chain(["date", "end"]);
        let row = |event: &Event| {
            let Event { year: _, date: _, end: _, duration_years, sentences: _, text: passage, table_place: _ } = event;
            let text = |language: &Language| {
                let context = &self.contexts[language.index];
                let sentences: Vec<_> =
                    event.sentences().iter().map(|one| one.text.of(language).text(context)).collect();
                let text = passage.as_ref().map(|passage| passage.of(language).text(context));
                let parts = [sentences.join(" "), text.unwrap_or_default()].into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join("\n")
            };
            let duration = duration_years.map(|years| years.0.to_string()).unwrap_or_default();
            let end = event.end().map(|end| end.to_string()).unwrap_or_default();
            let (date, year) = (event.date().to_string(), event.date().year.to_string());
            [year, duration].into_iter().chain(languages.iter().map(text)).chain([date, end]).collect()
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

    fn passage(&self, text: &Translated<Passage>) -> Each<'_> {
        self.each(|language| text.of(language).text(&self.contexts[language.index]))
    }

    fn sentences(&self, sentences: &[Sentence]) -> Value {
        sentences.iter().map(|one| json!({ "id": one.id.as_str(), "text": self.line(&one.text) })).collect()
    }
}

/// An object with those of these values that are given.
fn with_given<const COUNT: usize>(mut data: Value, given: [(&str, Option<Value>); COUNT]) -> Value {
    for (key, value) in given {
        if let Some(value) = value {
            data[key] = value;
        }
    }
    data
}

fn language(language: &Language) -> Value {
    json!({ "code": language.code, "name": language.name })
}
