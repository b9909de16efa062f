//! The words that the rules know, per language, in lower case unless a list says otherwise.

use super::line::TypographyRules;
use crate::content::word_list::is_in;

/// Lists of words in some languages, each as a function that says whether a word is in it.
macro_rules! lists {
    ($(#[doc = $doc:literal] $visible:vis $name:ident: $($language:ident $($word:literal)+)+;)+) => {
        $(#[doc = $doc] $visible fn $name(rules: TypographyRules, word: &str) -> bool {
            match rules {
                $(TypographyRules::$language => matches!(word, $($word)|+),)+
                _ => false,
            }
        })+
    };
}

lists! {
    /// Words that never belong to the number before them.
    pub(super) is_function_word:
        French
            "a" "ainsi" "au" "aux" "avec" "car" "ce" "ces" "comme" "contre" "d" "dans" "de" "depuis" "des"
            "donc" "dont" "du" "elle" "elles" "en" "entre" "est" "et" "furent" "fut" "il" "ils" "jusqu" "l" "la"
            "le" "les" "lors" "mais" "ne" "ni" "ont" "ou" "où" "par" "pour" "puis" "qu" "quand" "que" "qui"
            "sans" "se" "selon" "si" "soit" "sont" "sous" "sur" "un" "une" "vers" "y" "à" "était" "étaient"
        English
            "a" "after" "an" "and" "are" "as" "at" "before" "between" "but" "by" "during" "for" "from" "has"
            "have" "if" "in" "into" "is" "it" "its" "nor" "of" "on" "or" "since" "so" "than" "that" "the" "then"
            "there" "they" "this" "to" "until" "was" "we" "were" "when" "where" "which" "while" "who" "with";

    /// Words that have a number after them.
    labels:
        French
            "alinéa" "annexe" "art." "article" "articles" "chap." "chapitre" "décision" "décret" "délibération"
            "fig." "figure" "h" "loi" "n°" "nº" "nos" "numéro" "p." "page" "pages" "pp." "partie" "point"
            "recommandation" "règlement" "résolution" "résolutions" "section" "t." "tableau" "titre" "tome"
            "vol." "volume" "§" "étape"
        English
            "act" "annex" "art." "article" "articles" "chap." "chapter" "decision" "decree" "fig." "figure"
            "law" "loi" "n°" "no." "nos." "number" "p." "page" "pages" "part" "pp." "recommendation"
            "regulation" "resolution" "resolutions" "section" "step" "table" "vol." "volume" "§";

    /// Titles before a person's name; here case counts.
    pub(super) is_title:
        French
            "M." "MM." "Mme" "Mmes" "Mlle" "Mlles" "Dr" "Drs" "Pr" "Me" "Mgr" "St" "Ste"
        English
            "Mr" "Mr." "Mrs" "Mrs." "Ms" "Ms." "Dr" "Dr." "Prof." "Mx" "St" "St.";

    /// Numbers in words.
    counts:
        French
            "un" "une" "deux" "trois" "quatre" "cinq" "six" "sept" "huit" "neuf" "dix" "onze" "douze" "treize"
            "quatorze" "quinze" "seize" "vingt" "trente" "quarante" "cinquante" "soixante" "cent" "cents"
            "mille"
        English
            "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve" "thirteen"
            "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen" "twenty" "thirty" "forty" "fifty"
            "sixty" "seventy" "eighty" "ninety" "hundred" "thousand";

    /// Units of time.
    times:
        French
            "an" "ans" "année" "années" "mois" "semaine" "semaines" "jour" "jours" "heure" "heures" "minute"
            "minutes" "seconde" "secondes" "siècle" "siècles" "décennies"
        English
            "year" "years" "month" "months" "week" "weeks" "day" "days" "hour" "hours" "minute" "minutes"
            "second" "seconds" "century" "centuries" "decades";
}

/// Months, where a language writes them with a capital: French counts days of them like of anything else.
const MONTHS: &str = "January February March April May June July August September October November December";

/// Units of measure; here case counts.
const UNITS: &str = "ko Ko Mo Go To kB KB MB GB TB KiB MiB km m cm mm km² m² m³ kg g t l ha h min s ms W kW MW GW Wh \
    kWh MWh V Hz kHz MHz px pt k€ M€ Md€ CO₂";

/// English words whose beginning an apostrophe stands for.
const CLIPPED: &str = "tis twas twere twill em til cause bout round n";

/// A word without the brackets, quotation marks and elided article before it: `article` of `(l’article`.
pub(super) fn stem(word: &str) -> &str {
    word.rsplit(['(', '[', '{', '«', '“', '‘', '’', '"', '\'', '–', '—', '/']).next().unwrap_or(word)
}

/// The letters that a word begins with, and whether an apostrophe cuts it there: `l` of `l’AIMF,`.
pub(super) fn leading_word(word: &str) -> (&str, bool) {
    let end = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    (&word[..end], word[end..].starts_with(['’', '\'']))
}

pub(super) fn is_label(rules: TypographyRules, word: &str) -> bool {
    labels(rules, &word.to_lowercase())
}

/// `sept ans`, `vingt-sept ans`, and in French `XXe siècle`, `1er janvier`.
pub(super) fn is_count_of_time(rules: TypographyRules, count: &str, word: &str) -> bool {
    let is_counted = || counts(rules, count.to_lowercase().rsplit('-').next().unwrap_or_default());
    (times(rules, word) && is_counted())
        || (rules == TypographyRules::French && is_ordinal(count) && !word.is_empty() && !is_function_word(rules, word))
}

/// `XXe`, `XIXᵉ`, `1er`, `2e`; but `Le`, `Ce` and `De` are words.
fn is_ordinal(word: &str) -> bool {
    let Some(number) = ["ère", "re", "er", "e", "ᵉ", "ᵉʳ"].iter().find_map(|ending| word.strip_suffix(ending))
    else {
        return false;
    };
    let all = |characters: &str| number.chars().all(|c| characters.contains(c));
    !number.is_empty() && (all("0123456789") || all("IVX"))
}

/// Says if a word is a unit, leaving aside the punctuation after it.
pub(super) fn is_unit(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '»', '”', '’', '…', '"', '\'']);
    is_in(UNITS, word)
}

pub(super) fn is_month(word: &str) -> bool {
    is_in(MONTHS, leading_word(word).0)
}

/// Says if an apostrophe before this word stands for missing letters: ’tis, ’90s.
pub(super) fn leaves_out_a_beginning(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let rest = word[digits..].trim_start_matches('s');
        return !rest.starts_with(char::is_alphanumeric);
    }
    let (letters, _) = leading_word(word);
    is_in(CLIPPED, &letters.to_lowercase())
}
