//! Facts are written once: finds in texts what repeats one, and would be false once it changes.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::site::Site;
use super::slug::slug_from;
use super::texts::TranslatedText;
use super::word_list::is_in;
use crate::diagnostic::{Place, Problem, Report};

/// What members and countries are called. A number of two digits is that of a fact only before one of these: 54 may count anything.
const COUNTED: &str = "membre membres ville villes maire maires pays états member members city cities mayors country \
    countries states";
/// What the events of the history are called.
const EVENTS: &str = "date dates événements évènements events milestones";
/// Small numbers in words, from two on.
const WORDS: [&str; 2] = [
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf \
     vingt",
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
     nineteen twenty",
];
/// What a number follows that counts nothing.
const NUMBERED: &str = "article articles art. n° no no. page p. résolution resolution chapitre chapter salle room";
/// What follows a number that measures.
const UNITS: &str = "% ‰ € $ km m m² kg euros dollars ans years";
/// Parts of a street's name that say that it is one.
const STREETS: &str = "rue avenue av boulevard bd place quai allee chemin impasse cours square route esplanade street \
    road lane drive avenida calle";

/// Warns of facts that were typed into texts, of a wrong count of the history's dates, and of a map that shows another street.
pub(super) fn check(site: &Site, texts: &[TranslatedText], report: &mut Report) {
    let membership = &site.profile.membership;
    let numbers = [(*membership.members, "membership.members"), (*membership.countries, "membership.countries")];
    let contact = &site.contact;
    let mut typed = vec![(contact.phone.to_string(), "contact.phone")];
    typed.extend(contact.email.as_ref().map(|email| (email.to_string(), "contact.email")));
    for text in texts {
        for (language, version) in site.languages.iter().zip(text.shown()) {
            let Some(version) = version else { continue };
            let (words, place) = (version.words.as_str(), &version.place);
            for (at, number) in numbers_in(words) {
                let fact = numbers.iter().find(|(value, _)| *value == number && repeats(words, &at, number));
                if let Some((_, fact)) = fact {
                    warn(place, words, at, report, |found| Problem::FactTyped { found, fact: (*fact).into() });
                }
            }
            let address = (contact.address.on_one_line(language), "contact.address");
            for (value, fact) in typed.iter().chain([&address]) {
                if let Some(at) = find_typed(words, value) {
                    warn(place, words, at, report, |found| Problem::FactTyped { found, fact: (*fact).into() });
                }
            }
            if contact.fax.is_none() && text.key.starts_with("contact:") {
                absent_fax(words, place, report);
            }
            if text.key.starts_with("timeline:page.") {
                dates(site, words, place, report);
            }
        }
    }
    map(site, report);
}

/// Notes words that announce a fax where there is none any more. A fact in the text leaves it out by itself.
fn absent_fax(words: &str, place: &Place, report: &mut Report) {
    const NAMES: [&str; 3] = ["fax", "télécopie", "télécopieur"];
    let mut at = 0;
    for word in words.split(|sign: char| !sign.is_alphanumeric()) {
        if NAMES.contains(&word.to_lowercase().as_str()) && !words.contains("{contact.fax}") {
            let (place, found) = part(place, words, at..at + word.len());
            return report.note(place, Problem::FaxAbsent { found });
        }
        at += word.len() + words[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
}

/// Warns at a part of a text, or at the whole where escapes make it another than what stands in the file.
fn warn(place: &Place, words: &str, at: Range<usize>, report: &mut Report, problem: impl Fn(String) -> Problem) {
    let (place, found) = part(place, words, at);
    report.warning(place, problem(found));
}

/// The place of a part of a text, and its words.
fn part(place: &Place, words: &str, at: Range<usize>) -> (Place, String) {
    let found = words[at].to_owned();
    let start = place.text().find(&found).map(|start| place.start() + start);
    (start.map_or_else(|| place.clone(), |start| place.at(start..start + found.len())), found)
}

/// The text without its addresses and code, which are not words: each of their bytes is a stop.
fn without_addresses(text: &str) -> String {
    let mut plain = text.to_owned();
    for (opening, closing) in [("](", ')'), ("`", '`'), ("{", '}'), ("<", '>'), ("://", ' ')] {
        let mut from = 0;
        while let Some(start) = plain[from..].find(opening).map(|at| from + at) {
            let inner = start + opening.len();
            let end = plain[inner..].find(closing).map_or(plain.len(), |at| inner + at);
            plain.replace_range(inner..end, &".".repeat(end - inner));
            from = end.min(plain.len());
        }
    }
    plain
}

/// Every whole number of a text, with its place: « 305 », « 1 305 », “1,305”; no part of a word, of a date or of another number.
fn numbers_in(text: &str) -> Vec<(Range<usize>, u32)> {
    let plain = without_addresses(text);
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let digits = |from: usize| plain[from..].bytes().take_while(u8::is_ascii_digit).count();
    let (mut numbers, mut at) = (Vec::new(), 0);
    while let Some(start) = plain[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let mut end = start + digits(start);
        let grouped = end - start <= 3;
        while let Some(sign) =
            plain[end..].chars().next().filter(|sign| grouped && (is_space(*sign) || ",.".contains(*sign)))
            && digits(end + sign.len_utf8()) == 3
        {
            end += sign.len_utf8() + 3;
        }
        at = end;
        let before = plain[..start].chars().next_back();
        let mut after = plain[end..].chars();
        let (next, second) = (after.next(), after.next());
        let joins = |sign: char| sign.is_alphanumeric() || "-–/.,'’+#_:".contains(sign);
        let goes_on = next.is_some_and(|next| {
            next.is_alphanumeric() || ("-–/.,:_".contains(next) && second.is_some_and(char::is_alphanumeric))
        });
        if before.is_some_and(joins) || goes_on {
            continue;
        }
        let number: String = plain[start..end].chars().filter(char::is_ascii_digit).collect();
        numbers.extend(number.parse().ok().map(|number| (start..end, number)));
    }
    numbers
}

/// Whether a number that is that of a fact stands for it: by what it counts, or as it is large enough to be no other.
fn repeats(text: &str, at: &Range<usize>, number: u32) -> bool {
    let trimmed =
        |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && !"%‰€$.°".contains(c)).to_lowercase();
    let next = text[at.end..].split_whitespace().next().map(trimmed).unwrap_or_default();
    let is_counted = |word: &str| is_in(COUNTED, word.trim_end_matches('.'));
    let soon = text[at.end..].split_whitespace().take(3).map(trimmed).any(|word| is_counted(&word));
    let before = text[..at.start].split_whitespace().next_back().map(trimmed).unwrap_or_default();
    let follows = text[at.end..].trim_start().chars().next();
    if is_in(NUMBERED, &before) || is_in(UNITS, &next) || follows.is_some_and(|c| "%‰€$".contains(c)) {
        return false;
    }
    let is_year = (1900..=2100).contains(&number);
    soon || number >= 100 && !is_year
}

/// The place of a value in a text, whatever spaces stand in it, where it is no part of a longer word.
fn find_typed(text: &str, value: &str) -> Option<Range<usize>> {
    let mut starts = text.char_indices().filter(|(_, c)| value.starts_with(*c)).map(|(start, _)| start);
    starts.find_map(|start| {
        let mut rest = text[start..].chars();
        let mut length = 0;
        for wanted in value.chars() {
            let found = rest.next()?;
            let is_same = found == wanted || wanted == ' ' && found.is_whitespace() || wanted == '\'' && found == '’';
            length += if is_same { found.len_utf8() } else { return None };
        }
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "@-_".contains(c));
        let is_word = !is_part(text[..start].chars().next_back()) && !is_part(rest.next());
        is_word.then(|| start..start + length)
    })
}

/// Warns of a number of dates, in digits or in words, that is not that of the events.
fn dates(site: &Site, words: &str, place: &Place, report: &mut Report) {
    let count = site.timeline.events.len();
    // One without a date may be no event at all.
    if site.timeline.events.iter().any(|event| event.dated().is_none()) {
        return;
    }
    let plain = without_addresses(words);
    let mut before: Option<(&str, usize)> = None;
    for word in plain.split([' ', '\u{a0}', '\u{202f}', '\n']) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if let Some((number, counted)) = before.take().filter(|_| is_in(EVENTS, &bare))
            && counted != count
            && let Some(at) = plain.find(number)
        {
            let (count, fact) = (count.to_string(), "timeline.events".to_owned());
            let problem = |found| Problem::CountWrong { found, count: count.clone(), fact: fact.clone() };
            warn(place, words, at..at + number.len(), report, problem);
        }
        let typed = word.trim_matches(|c: char| !c.is_alphanumeric());
        before = number_of(&typed.to_lowercase()).map(|number| (typed, number));
    }
}

/// A number in digits, or a small one in words.
fn number_of(word: &str) -> Option<usize> {
    let in_words = WORDS.iter().find_map(|names| names.split(' ').position(|name| name == word)).map(|at| at + 2);
    in_words.or_else(|| word.parse().ok())
}

/// Warns of a map whose address names a street that is not the association's.
fn map(site: &Site, report: &mut Report) {
    let contact = &site.contact;
    let Some(map) = contact.map.as_ref() else { return };
    let address = &contact.address;
    let street = slug_from(address.street.as_str());
    let shown = slug_from(&decoded(map.as_str()));
    let words = |slug: &str| slug.split('-').map(str::to_owned).collect::<Vec<_>>();
    let (street_words, shown_words) = (words(&street), words(&shown));
    // Without its number the street may stand in the map's address too.
    let name: Vec<_> =
        street_words.iter().skip_while(|word| word.bytes().all(|byte| byte.is_ascii_digit())).cloned().collect();
    let number = street_words.first().filter(|_| name.len() < street_words.len());
    let names_a_street = shown_words.iter().any(|word| is_in(STREETS, word) || name.first() == Some(word));
    let there = shown_words.windows(name.len().max(1)).position(|part| part == name);
    let is_right = match there {
        Some(at) => {
            let before = at.checked_sub(1).map(|before| &shown_words[before]);
            let is_number = |word: &&String| word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() < 5;
            before.filter(is_number).is_none_or(|before| number.is_none_or(|number| before == number))
        }
        None => !names_a_street,
    };
    if !is_right && !street.is_empty() {
        let query = format!("{} {} {}", address.street, address.postal_code, address.city);
        let right = format!("https://www.openstreetmap.org/search?query={}", encoded(&query));
        let street = address.street.to_string();
        report.warning(map.place.clone(), Problem::MapElsewhere { street, right });
    }
}

/// The words of an address: its escapes resolved, and what stands for a space in a query.
fn decoded(address: &str) -> String {
    percent_decode_str(&address.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// A text as the query of an address has it (RFC 3986).
fn encoded(text: &str) -> String {
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, number: u32) -> Vec<String> {
        let all = numbers_in(text).into_iter().filter(|(at, value)| *value == number && repeats(text, at, number));
        all.map(|(at, _)| text[at].to_owned()).collect()
    }

    #[test]
    fn a_number_of_a_fact_is_found_where_it_stands_for_the_fact_and_nowhere_else() {
        for text in [
            "305 membres",
            "Nos 305 maires.",
            "l'AIMF (305 villes)",
            "de 305\u{a0}membres",
            "305, en 2021",
            "**305** membres",
        ] {
            assert_eq!(found(text, 305), ["305"], "{text}");
        }
        for text in [
            "1305 membres",
            "305 000 euros",
            "3051",
            "305,5",
            "305 %",
            "305 km",
            "B305",
            "305-A",
            "article 305",
            "[a](https://a.org/305)",
        ] {
            assert_eq!(found(text, 305), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found("dans 54 pays", 54), ["54"]);
        assert_eq!(found("1 305 membres, 1,305 members", 1305), ["1 305", "1,305"]);
        for text in
            ["en 1954", "54 rue de Paris", "l'article 54", "54 projets", "le 54e pays", "1954–1990", "54 % des pays"]
        {
            assert_eq!(found(text, 54), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_value_is_found_whatever_spaces_stand_in_it() {
        let phone = "+33 1 44 88 22 88";
        let text = "Appelez le +33\u{a0}1\u{202f}44 88 22 88.";
        assert_eq!(find_typed(text, phone).map(|at| text[at].chars().count()), Some(17));
        assert_eq!(find_typed("+33 1 44 88 22 880", phone), None);
        assert_eq!(find_typed("contact@example.org.", "contact@example.org"), Some(0..19));
        assert_eq!(find_typed("a.contact@example.org", "t@example.org"), None);
    }

    #[test]
    fn an_address_is_read_and_written_with_its_escapes() {
        assert_eq!(decoded("query=9%20rue+des%20Halles%2"), "query=9 rue des Halles%2");
        assert_eq!(encoded("9 rue de l'Été"), "9%20rue%20de%20l%27%C3%89t%C3%A9");
    }
}
