//! The messages of one FTL file, which are all there and use only their own variables.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::content::did_you_mean;
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

/// The messages of one locale: every one that was declared, and no other.
pub(crate) struct Catalog {
    bundle: FluentBundle<FluentResource>,
}

impl Catalog {
    /// Reads a file, and holds it against what the program needs.
    ///
    /// Reports junk, missing, unknown and double messages, unknown variables and references; then there is no
    /// catalog.
    pub fn new(code: &str, file: &Arc<TextFile>, messages: &[Message<'_>], report: &mut Report) -> Option<Self> {
        let (resource, mut problems) = match FluentResource::try_new(file.text.to_string()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => {
                let problem = |error: fluent_syntax::parser::ParserError| {
                    (error.pos, Problem::FluentSyntax { detail: error.kind.to_string() })
                };
                (resource, errors.into_iter().map(problem).collect())
            }
        };
        let found = FoundMessages::new(&resource, &file.text);
        problems.extend(found.problems(messages));
        let sound = problems.is_empty();
        for (span, problem) in problems {
            report.error(Place::new(file, span), problem);
        }
        if !sound {
            return None;
        }
        let mut bundle = FluentBundle::new_concurrent(vec![code.parse().unwrap_or_default()]);
        // Without this, invisible isolation marks (U+2068, U+2069) stand around every value, in attributes too.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).ok()?;
        Some(Self { bundle })
    }

    /// The words of a message; empty for one that was not declared.
    pub fn value(&self, id: &str, values: &FluentArgs<'_>) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        pattern.map_or_else(String::new, |pattern| self.format(pattern, values))
    }

    /// The words of a message's attribute; empty for one that was not declared.
    pub fn attribute(&self, id: &str, name: &str, values: &FluentArgs<'_>) -> String {
        let message = self.bundle.get_message(id);
        let attribute = message.and_then(|message| message.get_attribute(name));
        attribute.map_or_else(String::new, |attribute| self.format(attribute.value(), values))
    }

    fn format(&self, pattern: &Pattern<&str>, values: &FluentArgs<'_>) -> String {
        // `new` has found every variable and reference to be there: nothing is left that could fail.
        self.bundle.format_pattern(pattern, Some(values), &mut Vec::new()).into_owned()
    }
}

/// What a message of the file uses.
#[derive(Default)]
struct Uses {
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    attributes: BTreeSet<String>,
    has_value: bool,
}

/// What the file holds.
struct FoundMessages<'a> {
    text: &'a str,
    /// Messages, and terms with the `-` that their names begin with.
    messages: BTreeMap<String, Uses>,
    twice: Vec<String>,
}

impl<'a> FoundMessages<'a> {
    fn new(resource: &FluentResource, text: &'a str) -> Self {
        let mut found = Self { text, messages: BTreeMap::new(), twice: Vec::new() };
        for entry in resource.entries() {
            let (id, uses) = match entry {
                Entry::Message(message) => {
                    let mut uses = Uses { has_value: message.value.is_some(), ..Uses::default() };
                    message.value.iter().for_each(|value| uses.pattern(value));
                    for attribute in &message.attributes {
                        uses.attributes.insert(attribute.id.name.to_owned());
                        uses.pattern(&attribute.value);
                    }
                    (message.id.name.to_owned(), uses)
                }
                Entry::Term(term) => {
                    let mut uses = Uses::default();
                    uses.pattern(&term.value);
                    (format!("-{}", term.id.name), uses)
                }
                _ => continue,
            };
            if found.messages.insert(id.clone(), uses).is_some() {
                found.twice.push(id);
            }
        }
        found
    }

    /// Where a message begins: fluent-syntax keeps no places, and a message begins its line.
    fn span(&self, id: &str) -> Range<usize> {
        self.lines_of(id).next().unwrap_or(0..0)
    }

    fn lines_of<'b>(&self, id: &'b str) -> impl Iterator<Item = Range<usize>> + use<'a, 'b> {
        let mut start = 0;
        self.text.split_inclusive('\n').filter_map(move |line| {
            let at = start;
            start += line.len();
            let rest = line.strip_prefix(id)?;
            rest.trim_start().starts_with('=').then_some(at..at + id.len())
        })
    }

    /// Where, after a message's beginning, something stands.
    fn span_in(&self, id: &str, what: &str) -> Range<usize> {
        let message = self.span(id);
        match self.text[message.start..].find(what) {
            Some(at) => message.start + at..message.start + at + what.len(),
            None => message,
        }
    }

    fn problems(&self, messages: &[Message<'_>]) -> Vec<(Range<usize>, Problem)> {
        let mut problems = Vec::new();
        for id in &self.twice {
            let span = self.lines_of(id).nth(1).unwrap_or(0..0);
            problems.push((span, Problem::MessageTwice { message: id.clone() }));
        }
        for message in messages {
            let complete = self.messages.get(message.id).is_some_and(|uses| {
                uses.has_value && message.attribute.is_none_or(|name| uses.attributes.contains(name))
            });
            if !complete {
                let end = self.text.trim_end().len();
                let span = if self.messages.contains_key(message.id) { self.span(message.id) } else { end..end };
                problems.push((span, Problem::MessageMissing { message: message.id.into() }));
            }
        }
        for (id, uses) in &self.messages {
            let declared = messages.iter().find(|message| message.id == id);
            if declared.is_none() && !id.starts_with('-') {
                let near = did_you_mean(id, messages.iter().map(|message| message.id)).unwrap_or_default();
                problems.push((self.span(id), Problem::MessageUnknown { message: id.clone(), near }));
                continue;
            }
            let known = declared.map_or(&[][..], |message| message.variables);
            for variable in uses.variables.iter().filter(|name| !known.contains(&name.as_str())) {
                let span = self.span_in(id, &format!("${variable}"));
                let known = known.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
                let variable = format!("${variable}");
                problems.push((span, Problem::VariableUnknown { message: id.clone(), variable, known }));
            }
            for reference in uses.references.iter().filter(|name| !self.messages.contains_key(*name)) {
                let (span, reference) = (self.span_in(id, reference), reference.clone());
                problems.push((span, Problem::ReferenceUnknown { message: id.clone(), reference }));
            }
        }
        problems
    }
}

impl Uses {
    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            InlineExpression::MessageReference { id, .. } => {
                self.references.insert(id.name.to_owned());
            }
            InlineExpression::TermReference { id, .. } => {
                self.references.insert(format!("-{}", id.name));
            }
            InlineExpression::FunctionReference { id, .. } => {
                // No function is given to the locales: a call of one is a reference to nothing.
                self.references.insert(format!("{}()", id.name));
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: &[Message] = &[
        Message { id: "skip-link", variables: &[], attribute: None },
        Message { id: "years-later", variables: &["years"], attribute: None },
    ];

    fn problems(text: &str) -> Vec<(usize, &'static str)> {
        let mut report = Report::default();
        let file = Arc::new(TextFile { path: "locales/fr/site.ftl".into(), text: text.into() });
        let catalog = Catalog::new("fr", &file, MESSAGES, &mut report);
        assert_eq!(catalog.is_none(), report.has_errors());
        report.errors().map(|one| (one.place.line(), one.problem.id())).collect()
    }

    #[test]
    fn what_is_wrong_with_a_locale_is_reported_where_it_stands() {
        for (text, found) in [
            ("skip-link = Aller au contenu\nyears-later = { $years } ans plus tard\n", &[][..]),
            (
                "skip-link = A\nskip-lien = B\nskip-link = C\n",
                &[(3, "message-twice"), (3, "message-missing"), (2, "message-unknown")],
            ),
            // A variable that the message is not given.
            (
                "skip-link = A\nyears-later = { $years ->\n    [one] un an\n   *[other] { $annees } ans\n }\n",
                &[(4, "variable-unknown")],
            ),
            ("skip-link = A\nyears-later = { -years } ans\n", &[(2, "reference-unknown")]),
        ] {
            assert_eq!(problems(text), found, "{text}");
        }
        assert!(problems("skip-link = A\nyears-later { ans\n").contains(&(2, "fluent-syntax")));
    }
}
