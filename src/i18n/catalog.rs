//! The messages of one FTL file, which are all there and use only their own variables.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};
use fluent_syntax::ast::Entry;
use fluent_syntax::parser::ParserError;

use super::found::FoundMessages;
use super::meant::{message_meant, wrong_cases};
use crate::diagnostic::{Place, Problem, Report, TextFile};

/// A message that the program needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    /// Its identifier in the FTL file.
    pub id: &'a str,
    /// The variables that it is given.
    pub variables: &'static [&'static str],
    /// The attribute that it must have beside its value, if any.
    pub attribute: Option<&'static str>,
}

/// Messages that stand in for those that a locale does not have.
#[derive(Clone)]
pub(crate) struct StandIns {
    /// The language that they are from, for editors; `program` for the program's own.
    pub from: String,
    resource: Arc<FluentResource>,
}

impl StandIns {
    /// Those of a text in Fluent; what is wrong in it is left out.
    pub fn new(from: &str, text: &str) -> Self {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
        Self { from: from.to_owned(), resource: Arc::new(resource) }
    }
}

/// Whether an entry is the message of this identifier, with a value.
fn is_message(entry: &Entry<&str>, id: &str) -> bool {
    matches!(entry, Entry::Message(message) if message.id.name == id && message.value.is_some())
}

/// A file of words, held against what the program needs.
struct WordsFile<'a> {
    file: &'a Arc<TextFile>,
    found: &'a FoundMessages<'a>,
    others: &'a [StandIns],
    messages: &'a [Message<'a>],
}

impl<'a> WordsFile<'a> {
    /// The first of the others that has a message.
    fn stand_in(&self, id: &str) -> Option<String> {
        let is_there = |other: &&StandIns| other.resource.entries().any(|entry| is_message(entry, id));
        self.others.iter().find(is_there).map(|other| other.from.clone())
    }

    /// The messages that are missing, by what they are taken from.
    fn standing_in(&self) -> BTreeMap<String, Vec<&'a str>> {
        let mut missing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for message in self.messages.iter().filter(|message| !self.found.messages.contains_key(message.id)) {
            if let Some(from) = self.stand_in(message.id) {
                missing.entry(from).or_default().push(message.id);
            }
        }
        missing
    }

    /// Whether nothing is wrong in the file; reports what is, and what is most likely not meant.
    fn is_in_order(
        &self,
        errors: Vec<ParserError>,
        standing_in: BTreeMap<String, Vec<&str>>,
        report: &mut Report,
    ) -> bool {
        let Self { file, found, others, messages } = *self;
        let is_known = |id: &&String| id.starts_with('-') || messages.iter().any(|message| message.id == **id);
        let known = found.messages.keys().filter(is_known).count();
        if known < found.messages.len() - known + errors.len() {
            // The text of another file: a problem at each of its lines would say nothing.
            let problem = Problem::FileFormat { kind: "words".into(), what: String::new() };
            report.error(Place::new(file, 0..0), problem);
            return false;
        }
        let syntax = |error: ParserError| (error.pos, Problem::FluentSyntax { detail: error.kind.to_string() });
        let mut problems: Vec<_> = errors.into_iter().map(syntax).collect();
        let others: Vec<_> = others.iter().map(|other| FoundMessages::new(&other.resource)).collect();
        problems.extend(found.problems(messages, &|id| self.stand_in(id).is_some()));
        for (_, problem) in &mut problems {
            if let Problem::MessageUnknown { message, near } = problem {
                *near = message_meant(found, message, messages, &others);
            }
        }
        let own = found.messages.iter().filter(|(id, _)| is_known(id));
        problems.extend(own.flat_map(|(id, message)| wrong_cases(id, message, &others)));
        // A line or a name that is wrong may be the message that is missing, or the variable that is lost.
        if problems.is_empty() {
            let missing = |(from, messages): (_, Vec<_>)| {
                (found.end(), Problem::MessagesStandIn { messages: messages.join(", "), from })
            };
            let missing = standing_in.into_iter().map(missing);
            for (span, problem) in missing.chain(found.slips()).chain(found.lost(messages, &others)) {
                report.warning(Place::new(file, span), problem);
            }
            return true;
        }
        for (span, problem) in problems {
            report.error(Place::new(file, span), problem);
        }
        false
    }
}

/// The messages of one locale: every one that was declared, and no other.
pub(crate) struct Catalog {
    bundle: FluentBundle<Arc<FluentResource>>,
    text: String,
    /// Where the messages stand that the file has.
    places: BTreeMap<String, Place>,
}

impl Catalog {
    /// Reads a file, and holds it against what the program needs. A message that it does not have is that of the first of `others` that
    /// has it, if one has: an upgrade of the program brings messages that no site has yet.
    ///
    /// Reports junk, missing, unknown and double messages, unknown variables, and references that cannot be resolved; then there is no
    /// catalog.
    pub fn new(
        code: &str,
        file: &Arc<TextFile>,
        others: &[StandIns],
        messages: &[Message<'_>],
        report: &mut Report,
    ) -> Option<Self> {
        let (resource, errors) = match FluentResource::try_new(file.text.to_string()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let found = FoundMessages::new(&resource);
        let words = WordsFile { file, found: &found, others, messages };
        let standing_in = words.standing_in();
        let mut text = found.text();
        for other in others.iter().filter(|other| standing_in.contains_key(&other.from)) {
            text += &FoundMessages::new(&other.resource).text();
        }
        if !words.is_in_order(errors, standing_in, report) {
            return None;
        }
        let place = |message: &Message<'_>| Some((message.id.to_owned(), Place::new(file, found.place(message.id)?)));
        let places = messages.iter().filter_map(place).collect();
        let mut bundle = FluentBundle::new_concurrent(vec![code.parse().unwrap_or_default()]);
        // Without this, invisible isolation marks (U+2068, U+2069) stand around every value, in attributes too.
        bundle.set_use_isolating(false);
        bundle.add_resource(Arc::new(resource)).ok()?;
        for other in others {
            // What is there already stays; that is said as an error, and is none here.
            let _ = bundle.add_resource(Arc::clone(&other.resource));
        }
        Some(Self { bundle, text, places })
    }

    /// Reads a file that the binary carries, `locales/CODE/NAME.ftl`; a mistake in it is a panic, which tests find.
    pub fn embedded(code: &str, name: &str, text: &'static str, messages: &[Message<'_>]) -> Self {
        let mut report = Report::default();
        let file = TextFile::new(&format!("locales/{code}/{name}.ftl"), text);
        let catalog = Self::new(code, &file, &[], messages, &mut report);
        catalog.unwrap_or_else(|| {
            let problems = report.errors().map(|one| format!("{:?}: {:?}", one.place, one.problem));
            panic!("the words that the binary carries are not complete:\n{}", problems.collect::<Vec<_>>().join("\n"))
        })
    }

    /// All that is written in the messages, in every variant, without the values.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a message stands in the file; nothing where another's stands in for it.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }

    /// The words of a message, or of an attribute of it; empty for one that was not declared.
    pub fn format(&self, id: &str, attribute: Option<&str>, values: &FluentArgs<'_>) -> String {
        let message = self.bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            None => message.value(),
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
        });
        // `new` has found every variable and reference to be there: nothing is left that could fail.
        let format = |pattern| self.bundle.format_pattern(pattern, Some(values), &mut Vec::new()).into_owned();
        pattern.map(format).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_a_message_is_not_given_is_found_in_every_variant_of_it() {
        let messages = [Message { id: "years-later", variables: &["years"], attribute: None }];
        let text = "years-later = { $years ->\n    [one] un an\n   *[other] { $annees } ans\n }\n";
        let mut report = Report::default();
        assert!(Catalog::new("fr", &TextFile::new("locales/fr/site.ftl", text), &[], &messages, &mut report).is_none());
        let found: Vec<_> = report.errors().map(|one| (one.place.line(), one.place.text(), one.problem.id())).collect();
        assert_eq!(found, [(3, "$annees", "variable-unknown")]);
    }
}
