//! The key that was meant by another name: in capitals, in French, with its language joined in another way.

use super::slug::slug_from;

/// Keys by the French words that people type for them, without accents; of several the first that is known where it stands.
const FRENCH: [(&str, &[&str]); 31] = [
    ("titre", &["title"]),
    ("texte", &["text"]),
    ("nom", &["name", "title"]),
    ("adresse", &["address", "street", "url", "slug"]),
    ("rue", &["street"]),
    ("ville", &["city"]),
    ("code_postal", &["postal_code"]),
    ("cp", &["postal_code"]),
    ("pays", &["country", "countries"]),
    ("code_pays", &["country_code"]),
    ("annee", &["year"]),
    ("an", &["year"]),
    ("jusque", &["until"]),
    ("jusqu_a", &["until"]),
    ("jusqu_au", &["until"]),
    ("depuis", &["from"]),
    ("fin", &["end", "until"]),
    ("duree", &["duration_years"]),
    ("courriel", &["email"]),
    ("e_mail", &["email"]),
    ("telephone", &["phone"]),
    ("tel", &["phone"]),
    ("carte", &["map"]),
    ("fuseau", &["time_zone"]),
    ("membres", &["members"]),
    ("personne", &["person"]),
    ("fonctions", &["roles"]),
    ("devise", &["motto"]),
    ("sigle", &["acronym"]),
    ("identifiant", &["id"]),
    ("ancre", &["anchor"]),
];

/// The known key that a name stands for, and the language at its end; nothing where it is none of these.
pub fn key_meant(
    typed: &str,
    is_known: impl Fn(&str) -> bool,
    is_language: impl Fn(&str) -> bool,
) -> Option<(String, Option<String>)> {
    let name = plain(typed);
    let of = |name: &str| {
        let french = FRENCH.iter().find(|(word, _)| *word == name).map_or(&[][..], |(_, keys)| keys);
        std::iter::once(name).chain(french.iter().copied()).find(|key| is_known(key)).map(str::to_owned)
    };
    if let Some(key) = of(&name) {
        return Some((key, None));
    }
    let (name, code) = name.rsplit_once('_').filter(|(_, code)| is_language(code))?;
    Some((of(name)?, Some(code.to_owned())))
}

/// The known name that is most like the one typed, where one is like it.
pub fn did_you_mean<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed = typed.to_lowercase();
    known
        .map(|name| (strsim::normalized_damerau_levenshtein(&typed, name), name))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}

/// A name in small letters without accents, with `_` between its parts.
fn plain(typed: &str) -> String {
    slug_from(typed).replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_the_one_that_was_meant() {
        for (typed, meant) in [("titel", Some("title")), ("Slug", Some("slug")), ("xyz", None)] {
            assert_eq!(did_you_mean(typed, ["title", "description", "slug"].into_iter()).as_deref(), meant);
        }
    }

    #[test]
    fn a_key_is_known_by_its_french_name_its_capitals_and_its_language() {
        let known = ["title", "text", "street", "postal_code", "year", "phone"];
        for (typed, key, code) in [
            ("Title", "title", None),
            ("titre", "title", None),
            ("title_fr", "title", Some("fr")),
            ("title-fr", "title", Some("fr")),
            ("title.fr", "title", Some("fr")),
            ("Titre fr", "title", Some("fr")),
            ("adresse", "street", None),
            ("code_postal", "postal_code", None),
            ("année", "year", None),
            ("téléphone", "phone", None),
        ] {
            let meant = key_meant(typed, |key| known.contains(&key), |code| ["fr", "en"].contains(&code));
            assert_eq!(meant, Some((key.to_owned(), code.map(str::to_owned))), "{typed}");
        }
    }
}
