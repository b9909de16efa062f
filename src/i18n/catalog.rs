//! The messages of one FTL file, which are all there and use only their own variables.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::ParserError;

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
    text: String,
}

impl Catalog {
    /// Reads a file, and holds it against what the program needs.
    ///
    /// Reports junk, missing, unknown and double messages, unknown variables and references; then there is no
    /// catalog.
    pub fn new(code: &str, file: &Arc<TextFile>, messages: &[Message<'_>], report: &mut Report) -> Option<Self> {
        let (resource, errors) = match FluentResource::try_new(file.text.to_string()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let syntax = |error: ParserError| (error.pos, Problem::FluentSyntax { detail: error.kind.to_string() });
        let mut problems: Vec<_> = errors.into_iter().map(syntax).collect();
        let found = FoundMessages::new(&resource);
        let text = found.words.clone();
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
        Some(Self { bundle, text })
    }

    /// Adds a message that the binary carries, for a file that lacks it.
    pub fn add(&mut self, message: &'static str) {
        // Whole: a test reads it, and all others, from the file that it is taken from.
        if let Ok(resource) = FluentResource::try_new(message.to_owned()) {
            // What the file has itself goes before it.
            let _ = self.bundle.add_resource(resource);
        }
    }

    /// Reads a file that the binary carries, `locales/CODE/NAME.ftl`; a mistake in it is a panic, which tests find.
    pub fn embedded(code: &str, name: &str, text: &'static str, messages: &[Message<'_>]) -> Self {
        let mut report = Report::default();
        let file = TextFile::new(&format!("locales/{code}/{name}.ftl"), text);
        let catalog = Self::new(code, &file, messages, &mut report);
        catalog.unwrap_or_else(|| panic!("the words that the binary carries are not complete: {report:?}"))
    }

    /// All that is written in the messages, in every variant, without the values.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a message, or of an attribute of it; empty for one that was not declared.
    pub fn words(&self, id: &str, attribute: Option<&str>, values: &FluentArgs<'_>) -> String {
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

/// A message of the file, or a term.
struct FoundMessage {
    span: Range<usize>,
    has_value: bool,
    attributes: Vec<String>,
    /// Everything it uses, as it is written (`$variable`, `message`, `-term`, `FUNCTION()`), with the first place of each.
    uses: BTreeMap<String, Range<usize>>,
}

/// The messages of a file.
struct FoundMessages<'a> {
    text: &'a str,
    /// Messages, and terms with the `-` that their names begin with.
    messages: BTreeMap<String, FoundMessage>,
    twice: Vec<(Range<usize>, Problem)>,
    /// All that is written in their values.
    words: String,
}

impl<'a> FoundMessages<'a> {
    fn new(resource: &'a FluentResource) -> Self {
        let (text, messages) = (resource.source(), BTreeMap::new());
        let mut found = Self { text, messages, twice: Vec::new(), words: String::new() };
        for entry in resource.entries() {
            let (id, prefix, value, attributes) = match entry {
                Entry::Message(message) => (&message.id, "", message.value.as_ref(), &message.attributes),
                Entry::Term(term) => (&term.id, "-", Some(&term.value), &term.attributes),
                _ => continue,
            };
            let mut one = FoundMessage {
                span: found.span(id, prefix),
                has_value: value.is_some(),
                attributes: attributes.iter().map(|attribute| attribute.id.name.to_owned()).collect(),
                uses: BTreeMap::new(),
            };
            for pattern in value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value)) {
                found.pattern(pattern, &mut one);
            }
            let message = format!("{prefix}{}", id.name);
            if found.messages.contains_key(&message) {
                found.twice.push((one.span.clone(), Problem::MessageTwice { message: message.clone() }));
            }
            found.messages.entry(message).or_insert(one);
        }
        found
    }

    /// The place of an identifier in the file, with the sign before it: fluent-syntax keeps no places, but its
    /// identifiers are slices of the text.
    fn span(&self, id: &Identifier<&str>, prefix: &str) -> Range<usize> {
        let start = id.name.as_ptr().addr() - self.text.as_ptr().addr();
        start - prefix.len()..start + id.name.len()
    }

    fn pattern(&mut self, pattern: &Pattern<&str>, one: &mut FoundMessage) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression, one),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>, one: &mut FoundMessage) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, one),
            Expression::Select { selector, variants } => {
                self.inline(selector, one);
                for variant in variants {
                    self.pattern(&variant.value, one);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, one: &mut FoundMessage) {
        let (prefix, id, suffix) = match inline {
            InlineExpression::VariableReference { id } => ("$", id, ""),
            InlineExpression::MessageReference { id, .. } => ("", id, ""),
            InlineExpression::TermReference { id, .. } => ("-", id, ""),
            // No function is given to the locales: a call of one is a reference to nothing.
            InlineExpression::FunctionReference { id, .. } => ("", id, "()"),
            InlineExpression::Placeable { expression } => return self.expression(expression, one),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => return,
        };
        let span = self.span(id, prefix);
        one.uses.entry(format!("{prefix}{}{suffix}", id.name)).or_insert(span);
    }

    fn problems(self, messages: &[Message<'_>]) -> Vec<(Range<usize>, Problem)> {
        let mut problems = self.twice;
        for message in messages {
            let found = self.messages.get(message.id);
            let is_complete = |found: &FoundMessage| {
                found.has_value && message.attribute.is_none_or(|name| found.attributes.iter().any(|own| own == name))
            };
            if !found.is_some_and(is_complete) {
                let end = self.text.trim_end().len();
                let span = found.map_or(end..end, |found| found.span.clone());
                problems.push((span, Problem::MessageMissing { message: message.id.into() }));
            }
        }
        for (id, found) in &self.messages {
            let declared = messages.iter().find(|message| message.id == id);
            if declared.is_none() && !id.starts_with('-') {
                let near = did_you_mean(id, messages.iter().map(|message| message.id)).unwrap_or_default();
                problems.push((found.span.clone(), Problem::MessageUnknown { message: id.clone(), near }));
                continue;
            }
            let known = declared.map_or(&[][..], |message| message.variables);
            let known: Vec<_> = known.iter().map(|name| format!("${name}")).collect();
            for (name, span) in &found.uses {
                let (message, name) = (id.clone(), name.clone());
                if name.starts_with('$') {
                    if !known.contains(&name) {
                        let known = known.join(", ");
                        problems.push((span.clone(), Problem::VariableUnknown { message, variable: name, known }));
                    }
                } else if !self.messages.contains_key(&name) {
                    problems.push((span.clone(), Problem::ReferenceUnknown { message, reference: name }));
                }
            }
        }
        problems
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
        assert!(Catalog::new("fr", &TextFile::new("locales/fr/site.ftl", text), &messages, &mut report).is_none());
        let found: Vec<_> = report.errors().map(|one| (one.place.line(), one.place.text(), one.problem.id())).collect();
        assert_eq!(found, [(3, "$annees", "variable-unknown")]);
    }
}
