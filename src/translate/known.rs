//! What is known of a language by its code: ISO 639 has the codes and the names, CLDR the directions and the usual territories.

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};

use crate::content::{Direction, LanguageCode, did_you_mean, slug_from};

/// A language that has a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownLanguage {
    /// Its code, in the form that browsers use: `pt` for `por` and for `PT`.
    pub code: String,
    /// Its name, in itself: « Português ».
    pub name: String,
    /// The direction of its script.
    pub direction: Direction,
    /// Its locale for Open Graph, with the territory where most of its readers are: `pt_BR`.
    pub locale: String,
}

/// The categories that plurals have (CLDR), in their usual order.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// How many languages are proposed at most.
const FEW: usize = 4;

impl KnownLanguage {
    /// The language of a code (BCP 47); nothing where no language has it.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let mut locale: Locale = code.replace('_', "-").parse().ok()?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        let id = locale.id;
        let name = name(&id)?;
        let code = id.to_string();
        let mut full = id.clone();
        LocaleExpander::new_extended().maximize(&mut full);
        let territory = full.region.map(|region| format!("_{region}")).unwrap_or_default();
        let is_rtl = LocaleDirectionality::new_extended().is_right_to_left(&id);
        let direction = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let language = Self { name, direction, locale: format!("{}{territory}", id.language), code };
        LanguageCode::is_valid(&language.code).then_some(language)
    }

    /// The languages that somebody may have meant by what is no code: by a language's name or its beginning, by a country's code, or by
    /// a name with a slip. `names` are names as editors type them, each with the language's code.
    #[must_use]
    pub fn meant_by(typed: &str, names: &[(String, String)]) -> Vec<Self> {
        let typed = slug_from(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let own =
            isolang::languages().filter_map(|one| Some((slug_from(one.to_autonym()?), one.to_639_1()?.to_owned())));
        let names: Vec<_> = names.iter().map(|(name, code)| (slug_from(name), code.clone())).chain(own).collect();
        let codes = |is_meant: &dyn Fn(&str) -> bool| -> Vec<String> {
            let mut codes = Vec::new();
            for (_, code) in names.iter().filter(|(name, _)| is_meant(name)) {
                if !codes.contains(code) {
                    codes.push(code.clone());
                }
            }
            codes
        };
        let mut meant = codes(&|name| name == typed);
        if meant.is_empty() {
            meant = codes(&|name| name.starts_with(&typed));
        }
        if meant.is_empty() {
            meant.extend(language_of_country(&typed));
        }
        if meant.is_empty()
            && let Some(near) = did_you_mean(&typed, names.iter().map(|(name, _)| name.as_str()))
        {
            meant = codes(&|name| name == near);
        }
        meant.iter().take(FEW).filter_map(|code| Self::of(code)).collect()
    }

    /// The plural categories that the language's whole numbers have, in their usual order.
    ///
    /// Fluent itself is asked, by the numbers that tell the languages apart: a message then has the variants that it will be asked for.
    pub(super) fn plural_categories(&self) -> Vec<&'static str> {
        let variants = CATEGORIES.map(|category| format!("    [{category}] {category}\n")).concat();
        let text = format!("category = {{ $n ->\n{variants}   *[none] none\n}}\n");
        let mut bundle = FluentBundle::new_concurrent(vec![self.code.parse().unwrap_or_default()]);
        if let Ok(resource) = FluentResource::try_new(text) {
            bundle.add_resource_overriding(resource);
        }
        let category = |n: u32| {
            let mut values = FluentArgs::new();
            values.set("n", n);
            let pattern = bundle.get_message("category").and_then(|message| message.value())?;
            Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
        };
        let found: Vec<_> = (0..=200).chain([1_000, 1_000_000]).filter_map(category).collect();
        CATEGORIES.into_iter().filter(|one| *one == "other" || found.iter().any(|found| found == one)).collect()
    }
}

/// The name of a language in itself, with the territory or the script where the code says one.
fn name(id: &LanguageIdentifier) -> Option<String> {
    let code = id.language.as_str();
    // What ISO 639 has for no language, several, an unknown one, one without a code.
    if ["zxx", "mul", "und", "mis"].contains(&code) {
        return None;
    }
    let language = isolang::Language::from_639_1(code).or_else(|| isolang::Language::from_639_3(code))?;
    // Some have several, in the order of their use.
    let own = language.to_autonym().and_then(|names| names.split(',').next()).unwrap_or(code);
    let mut letters = own.chars();
    let mut name: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    for part in [id.script.map(|script| script.to_string()), id.region.map(|region| region.to_string())] {
        name.extend(part.map(|part| format!(" ({part})")));
    }
    Some(name)
}

/// The language that is mostly read in a country: `gr` is Greece, whose language is `el`.
fn language_of_country(code: &str) -> Option<String> {
    let mut id: LanguageIdentifier = format!("und-{code}").parse().ok()?;
    id.region?;
    LocaleExpander::new_extended().maximize(&mut id);
    // What no country has is taken for English.
    let language = id.language.to_string();
    (language != "en" && language != "und").then_some(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name_direction_and_territory() {
        let facts = |code| KnownLanguage::of(code).map(|one| (one.code, one.name, one.direction.as_str(), one.locale));
        let known = |code: &str, name: &str, direction, locale: &str| {
            Some((code.to_owned(), name.to_owned(), direction, locale.to_owned()))
        };
        for (typed, expected) in [
            ("ar", known("ar", "العربية", "rtl", "ar_EG")),
            ("he", known("he", "עברית", "rtl", "he_IL")),
            ("iw", known("he", "עברית", "rtl", "he_IL")),
            ("fa", known("fa", "فارسی", "rtl", "fa_IR")),
            ("ur", known("ur", "اردو", "rtl", "ur_PK")),
            ("ckb", known("ckb", "کوردیی ناوەندی", "rtl", "ckb_IQ")),
            ("pt", known("pt", "Português", "ltr", "pt_BR")),
            ("por", known("pt", "Português", "ltr", "pt_BR")),
            ("pt_PT", known("pt-PT", "Português (PT)", "ltr", "pt_PT")),
            ("PT-br", known("pt-BR", "Português (BR)", "ltr", "pt_BR")),
            ("wo", known("wo", "Wolof", "ltr", "wo_SN")),
            ("vi", known("vi", "Tiếng Việt", "ltr", "vi_VN")),
        ] {
            assert_eq!(facts(typed), expected, "{typed}");
        }
        for typed in ["po", "xx", "anglais", "", "a", "p!", "und", "qqz", "123"] {
            assert_eq!(facts(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_finds_the_languages_that_may_be_meant() {
        let names = [("portugais", "pt"), ("polonais", "pl"), ("anglais", "en"), ("arabe", "ar"), ("grec", "el")];
        let names = names.map(|(name, code)| (name.to_owned(), code.to_owned()));
        let meant = |typed| KnownLanguage::meant_by(typed, &names).into_iter().map(|one| one.code).collect::<Vec<_>>();
        assert_eq!(meant("po"), ["pt", "pl"]);
        assert_eq!(meant("anglais"), ["en"]);
        assert_eq!(meant("Português"), ["pt"]);
        assert_eq!(meant("arbae"), ["ar"]);
        assert_eq!(meant("cn"), ["zh"]);
        assert_eq!(meant("jp"), ["ja"]);
        assert_eq!(meant("xx"), Vec::<String>::new());
        assert_eq!(meant("!"), Vec::<String>::new());
    }

    #[test]
    fn a_language_has_the_plural_categories_of_cldr() {
        for (code, categories) in [
            ("ar", &["zero", "one", "two", "few", "many", "other"][..]),
            ("pl", &["one", "few", "many", "other"]),
            ("he", &["one", "two", "many", "other"]),
            ("pt", &["one", "other"]),
            ("ja", &["other"]),
        ] {
            assert_eq!(KnownLanguage::of(code).unwrap().plural_categories(), categories, "{code}");
        }
    }
}
