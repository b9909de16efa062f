//! The messages of an FTL file as they were found, and everything in them that cannot be resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent::FluentResource;
use fluent_syntax::ast::{
    CallArguments, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement, VariantKey,
};

use super::Message;
use crate::diagnostic::Problem;

/// A message of the file, or a term.
pub(super) struct FoundMessage {
    span: Range<usize>,
    has_value: bool,
    attributes: Vec<String>,
    uses: Vec<Use>,
    /// What it says in each case of a variable.
    pub(super) cases: Vec<Case>,
    /// All that is written in its values, in every variant.
    pub(super) words: String,
    /// Its own value, with a sign for each placeable.
    value: String,
}

/// A case of a variable.
pub(super) struct Case {
    pub variable: String,
    pub name: String,
    pub span: Range<usize>,
    /// Whether it is that of every other value too, whatever its name.
    pub is_default: bool,
}

/// Whether quotation marks stand around the whole of a message, as in TOML.
fn is_quoted(words: &str) -> bool {
    let inner = [('"', '"'), ('“', '”')].iter().find_map(|(opening, closing)| {
        words.strip_prefix(*opening)?.strip_suffix(*closing).filter(|inner| !inner.contains([*opening, *closing]))
    });
    inner.is_some_and(|inner| !inner.trim().is_empty())
}

/// The first tag of HTML in a message.
fn tag(words: &str) -> Option<&str> {
    words.match_indices('<').find_map(|(start, _)| {
        let end = start + words[start..].find('>')? + 1;
        let name = words[start + 1..end - 1].trim_start_matches('/');
        name.starts_with(|sign: char| sign.is_ascii_alphabetic()).then_some(&words[start..end])
    })
}

/// Something that a message uses, with its place.
struct Use {
    what: Used,
    span: Range<usize>,
}

enum Used {
    /// `$years`.
    Variable(String),
    /// `years-later`, `-term`, and the attribute that is meant, with the arguments that a term is given.
    Reference { name: String, attribute: Option<String>, given: Vec<String> },
    /// `NUMBER()`. The locales are given no function.
    Function(String),
}

/// The messages of a file.
pub(super) struct FoundMessages<'a> {
    text: &'a str,
    /// Messages, and terms with the `-` that their names begin with.
    pub messages: BTreeMap<String, FoundMessage>,
    twice: Vec<(Range<usize>, Problem)>,
}

/// A value with a sign for each placeable.
fn as_written(pattern: &Pattern<&str>) -> String {
    let parts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => *value,
        PatternElement::Placeable { .. } => "\u{FFFC}",
    });
    parts.collect()
}

type FoundProblems = Vec<(Range<usize>, Problem)>;

impl<'a> FoundMessages<'a> {
    pub fn new(resource: &'a FluentResource) -> Self {
        let mut found = Self { text: resource.source(), messages: BTreeMap::new(), twice: Vec::new() };
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
                uses: Vec::new(),
                cases: Vec::new(),
                words: String::new(),
                value: value.map(as_written).unwrap_or_default(),
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

    /// The variables that each message needs, over what it refers to too.
    pub(super) fn needed(&self, id: &str) -> BTreeSet<String> {
        let (mut reached, mut needed) = (BTreeSet::new(), BTreeSet::new());
        self.reach(id, &mut reached, &mut needed);
        needed
    }

    /// The variables that a message has in every other language and has lost here: their value is not shown.
    pub fn lost(&self, messages: &[Message<'_>], others: &[FoundMessages<'_>]) -> FoundProblems {
        let mut lost = Vec::new();
        for message in messages {
            let Some(found) = self.messages.get(message.id) else { continue };
            let needed = self.needed(message.id);
            let others: Vec<_> = others.iter().filter(|other| other.messages.contains_key(message.id)).collect();
            for variable in message.variables.iter().map(|name| format!("${name}")) {
                let is_elsewhere =
                    !others.is_empty() && others.iter().all(|o| o.needed(message.id).contains(&variable));
                if is_elsewhere && !needed.contains(&variable) {
                    let problem = Problem::VariableLost { message: message.id.into(), variable };
                    lost.push((found.span.clone(), problem));
                }
            }
        }
        lost
    }

    /// All that is written in the messages, without the values that they are given.
    pub fn text(&self) -> String {
        self.messages.values().map(|message| message.words.as_str()).collect()
    }

    /// The place of a message's name.
    pub fn place(&self, id: &str) -> Option<Range<usize>> {
        self.messages.get(id).map(|message| message.span.clone())
    }

    /// The place right after the last message.
    pub fn end(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        end..end
    }

    /// The place of an identifier in the file, with the sign before it: fluent-syntax keeps no places, but its
    /// identifiers are slices of the text.
    fn span(&self, id: &Identifier<&str>, prefix: &str) -> Range<usize> {
        let start = id.name.as_ptr().addr() - self.text.as_ptr().addr();
        start - prefix.len()..start + id.name.len()
    }

    fn pattern(&self, pattern: &Pattern<&str>, one: &mut FoundMessage) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => one.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression, one),
            }
        }
    }

    fn expression(&self, expression: &Expression<&str>, one: &mut FoundMessage) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, one),
            Expression::Select { selector, variants } => {
                self.inline(selector, one);
                for variant in variants {
                    if let (InlineExpression::VariableReference { id }, VariantKey::Identifier { name }) =
                        (selector, &variant.key)
                    {
                        let case = Identifier { name: *name };
                        one.cases.push(Case {
                            variable: format!("${}", id.name),
                            name: (*name).to_owned(),
                            span: self.span(&case, ""),
                            is_default: variant.default,
                        });
                    }
                    self.pattern(&variant.value, one);
                }
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&str>, one: &mut FoundMessage) {
        let reference = |prefix: &str, id: &Identifier<&str>, attribute: &Option<Identifier<&str>>, given| {
            let attribute = attribute.as_ref().map(|attribute| attribute.name.to_owned());
            (Used::Reference { name: format!("{prefix}{}", id.name), attribute, given }, self.span(id, prefix))
        };
        let (what, span) = match inline {
            InlineExpression::VariableReference { id } => (Used::Variable(format!("${}", id.name)), self.span(id, "$")),
            InlineExpression::MessageReference { id, attribute } => reference("", id, attribute, Vec::new()),
            InlineExpression::TermReference { id, attribute, arguments } => {
                let given = arguments.iter().flat_map(|arguments| self.arguments(arguments, one)).collect();
                reference("-", id, attribute, given)
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.arguments(arguments, one);
                (Used::Function(format!("{}()", id.name)), self.span(id, ""))
            }
            InlineExpression::Placeable { expression } => return self.expression(expression, one),
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => return,
        };
        one.uses.push(Use { what, span });
    }

    /// What a call uses, and the names of the arguments that it gives.
    fn arguments(&self, arguments: &CallArguments<&str>, one: &mut FoundMessage) -> Vec<String> {
        arguments.positional.iter().for_each(|argument| self.inline(argument, one));
        arguments.named.iter().for_each(|argument| self.inline(&argument.value, one));
        arguments.named.iter().map(|argument| format!("${}", argument.name.name)).collect()
    }

    /// What can be published and was most likely not meant: quotation marks around a whole message, and HTML, which shows as it is typed.
    pub fn slips(&self) -> FoundProblems {
        let mut slips = Vec::new();
        for (id, found) in &self.messages {
            let (span, words, message) = (found.span.clone(), found.value.trim(), id.clone());
            if is_quoted(words) {
                slips.push((span, Problem::MessageQuoted { message }));
            } else if let Some(found) = tag(words) {
                slips.push((span, Problem::MessageHtml { message, found: found.to_owned() }));
            }
        }
        slips
    }

    /// All problems; `stands_in` says whether another has a message that is missing here.
    pub fn problems(&self, messages: &[Message<'_>], stands_in: &dyn Fn(&str) -> bool) -> FoundProblems {
        let mut problems = self.missing(messages, stands_in);
        for (id, found) in &self.messages {
            let declared = messages.iter().find(|message| message.id == id);
            if declared.is_none() && !id.starts_with('-') {
                let (message, near) = (id.clone(), String::new());
                problems.push((found.span.clone(), Problem::MessageUnknown { message, near }));
                continue;
            }
            let known = match declared {
                Some(message) => message.variables.iter().map(|name| format!("${name}")).collect(),
                None => self.given_to(id),
            };
            self.unresolved(id, found, &known, messages, &mut problems);
        }
        problems.extend(self.twice.iter().cloned());
        problems
    }

    /// Messages that are not there, or not complete.
    fn missing(&self, messages: &[Message<'_>], stands_in: &dyn Fn(&str) -> bool) -> FoundProblems {
        let mut problems = Vec::new();
        for message in messages {
            let found = self.messages.get(message.id);
            let is_complete = |found: &FoundMessage| {
                found.has_value && message.attribute.is_none_or(|name| found.attributes.iter().any(|own| own == name))
            };
            if !found.map_or_else(|| stands_in(message.id), is_complete) {
                let span = found.map_or(self.end(), |found| found.span.clone());
                problems.push((span, Problem::MessageMissing { message: message.id.into() }));
            }
        }
        problems
    }

    /// What a message uses that cannot be resolved where it is given the variables `known`.
    fn unresolved(
        &self,
        id: &str,
        found: &FoundMessage,
        known: &BTreeSet<String>,
        messages: &[Message<'_>],
        problems: &mut FoundProblems,
    ) {
        for Use { what, span } in &found.uses {
            let message = id.to_owned();
            let problem = match what {
                Used::Variable(variable) if known.contains(variable) => None,
                Used::Variable(variable) => {
                    let known = known.iter().cloned().collect::<Vec<_>>().join(", ");
                    Some(Problem::VariableUnknown { message, variable: variable.clone(), known })
                }
                Used::Function(name) => Some(Problem::ReferenceUnknown { message, reference: name.clone() }),
                Used::Reference { name, attribute, .. } => {
                    self.wrong_reference(id, name, attribute.as_deref(), known, messages)
                }
            };
            // What is used in several variants is told once.
            let is_told = problems.iter().any(|(_, told)| Some(told) == problem.as_ref());
            problems.extend(problem.filter(|_| !is_told).map(|problem| (span.clone(), problem)));
        }
    }

    /// Why a reference cannot be resolved, if it cannot.
    fn wrong_reference(
        &self,
        id: &str,
        name: &str,
        attribute: Option<&str>,
        known: &BTreeSet<String>,
        messages: &[Message<'_>],
    ) -> Option<Problem> {
        let message = id.to_owned();
        let reference = attribute.map_or_else(|| name.to_owned(), |own| format!("{name}.{own}"));
        let is_there = |found: &FoundMessage| match attribute {
            Some(attribute) => found.attributes.iter().any(|own| own == attribute),
            None => found.has_value,
        };
        let declared = messages.iter().find(|message| message.id == name).map(|message| message.variables);
        if let (None, None, Some(variables)) = (self.messages.get(name), attribute, declared) {
            // Another stands in for it; that it is missing is told of itself.
            let variable =
                variables.iter().map(|name| format!("${name}")).find(|variable| !known.contains(variable))?;
            return Some(Problem::ReferenceNeeds { message, reference, variable });
        }
        if !self.messages.get(name).is_some_and(is_there) {
            return Some(Problem::ReferenceUnknown { message, reference });
        }
        let (mut reached, mut needed) = (BTreeSet::new(), BTreeSet::new());
        self.reach(name, &mut reached, &mut needed);
        if reached.contains(id) {
            return Some(Problem::ReferenceCycle { message, reference });
        }
        // A term is given variables by those who call it, and no others.
        if name.starts_with('-') {
            return None;
        }
        let declared = declared.unwrap_or_default();
        let is_declared = |variable: &String| declared.iter().any(|own| variable.strip_prefix('$') == Some(*own));
        let variable = needed.into_iter().find(|variable| is_declared(variable) && !known.contains(variable))?;
        Some(Problem::ReferenceNeeds { message, reference, variable })
    }

    /// All messages and terms that one refers to, over others too, itself included; and the variables that the messages need.
    fn reach(&self, name: &str, reached: &mut BTreeSet<String>, needed: &mut BTreeSet<String>) {
        let Some(found) = self.messages.get(name).filter(|_| reached.insert(name.to_owned())) else { return };
        for Use { what, .. } in &found.uses {
            match what {
                Used::Variable(variable) if !name.starts_with('-') => drop(needed.insert(variable.clone())),
                Used::Reference { name, .. } => self.reach(name, reached, needed),
                Used::Variable(_) | Used::Function(_) => {}
            }
        }
    }

    /// The variables that a term is given by everyone who refers to it.
    fn given_to(&self, term: &str) -> BTreeSet<String> {
        let uses = self.messages.values().flat_map(|found| &found.uses);
        let given = uses.filter_map(|one| match &one.what {
            Used::Reference { name, given, .. } if name == term => Some(given.iter().cloned().collect::<BTreeSet<_>>()),
            _ => None,
        });
        given.reduce(|all, one| all.intersection(&one).cloned().collect()).unwrap_or_default()
    }
}
