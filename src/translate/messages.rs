//! The interface's words that a new language starts with.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey};
use fluent_syntax::{parser, serializer};

use super::KnownLanguage;
use crate::content::TO_TRANSLATE;

/// The words of another language as those to translate, with the plural categories of the new one.
pub fn to_translate(text: &str, language: &KnownLanguage) -> String {
    let mut resource = parser::parse(text).unwrap_or_else(|(resource, _)| resource);
    // What is said of the file is said of the other language.
    resource.body.retain(|entry| !matches!(entry, Entry::ResourceComment(_)));
    let categories = language.plural_categories();
    each_pattern(&mut resource, &categories);
    format!(
        "{TO_TRANSLATE}\n\
         # Remplacez chaque texte, gardez les noms et ce qui est entre accolades, puis enlevez ces lignes.\n\
         # Replace each text, keep the names and what stands in braces, then take these lines away.\n\n{}",
        serializer::serialize(&resource).trim_start()
    )
}

fn each_pattern(resource: &mut Resource<&str>, categories: &[&'static str]) {
    for entry in &mut resource.body {
        let (value, attributes) = match entry {
            Entry::Message(message) => (message.value.as_mut(), &mut message.attributes),
            Entry::Term(term) => (Some(&mut term.value), &mut term.attributes),
            _ => continue,
        };
        for pattern in value.into_iter().chain(attributes.iter_mut().map(|attribute| &mut attribute.value)) {
            pluralised(pattern, categories);
        }
    }
}

/// Gives every choice by number in a pattern the categories.
fn pluralised(pattern: &mut Pattern<&str>, categories: &[&'static str]) {
    for element in &mut pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, categories);
        }
    }
}

fn in_expression(expression: &mut Expression<&str>, categories: &[&'static str]) {
    match expression {
        Expression::Inline(InlineExpression::Placeable { expression }) => in_expression(expression, categories),
        Expression::Inline(_) => {}
        Expression::Select { variants, .. } => {
            for variant in variants.iter_mut() {
                pluralised(&mut variant.value, categories);
            }
            if variants.iter().any(is_plural) {
                *variants = with_categories(variants, categories);
            }
        }
    }
}

/// Whether a variant is for a category of numbers; `other` alone may also be what is left of words or of single numbers.
fn is_plural(variant: &Variant<&str>) -> bool {
    matches!(variant.key, VariantKey::Identifier { name: "zero" | "one" | "two" | "few" | "many" })
}

/// A variant for each category: its own where there is one, else a copy of the one that was left for all others. Variants for single
/// numbers stay.
fn with_categories<'s>(variants: &[Variant<&'s str>], categories: &[&'static str]) -> Vec<Variant<&'s str>> {
    let named = |wanted: &str| {
        variants.iter().find(|variant| matches!(variant.key, VariantKey::Identifier { name } if name == wanted))
    };
    let numbers = variants.iter().filter(|variant| matches!(variant.key, VariantKey::NumberLiteral { .. })).cloned();
    let default = variants.iter().find(|variant| variant.default);
    let of_category = |category: &&'static str| {
        let variant = named(category).or(default)?;
        let key = VariantKey::Identifier { name: *category };
        Some(Variant { key, value: variant.value.clone(), default: *category == "other" })
    };
    numbers.chain(categories.iter().filter_map(of_category)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_by_number_gets_the_categories_of_the_new_language() {
        let text = "### Mots de l’interface, en français.\n\n## Nombres\n\n# sous une durée\n\
                    years = { $n ->\n    [one] { $n } an\n   *[other] { $n } ans\n}\n\
                    state = { $status ->\n    [full] oui\n   *[none] non\n}\n\
                    word = { $n ->\n    [1] un\n   *[other] { $n }\n}\n";
        let words = to_translate(text, &KnownLanguage::of("ar").unwrap());
        let years = ["one] { $n } an", "two] { $n } ans", "few] { $n } ans", "many] { $n } ans"];
        let years = years.map(|variant| format!("        [{variant}\n")).concat();
        let years = format!("        [zero] {{ $n }} ans\n{years}       *[other] {{ $n }} ans\n");
        assert!(words.contains(&years), "{words}");
        assert!(words.contains("[full] oui\n") && words.contains("*[none] non\n"), "{words}");
        assert_eq!(words.matches("[1] un").count(), 1);
        assert!(words.contains("## Nombres\n\n# sous une durée\nyears ="), "{words}");
        assert!(words.starts_with("# à traduire / to translate\n") && !words.contains("en français"), "{words}");
        let japanese = to_translate(text, &KnownLanguage::of("ja").unwrap());
        assert!(!japanese.contains("[one]") && japanese.contains("*[other] { $n } ans"), "{japanese}");
    }
}
