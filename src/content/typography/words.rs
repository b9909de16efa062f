//! The words that the rules know, per language, in lower case unless a list says otherwise.

use super::Convention;

/// Lists of words, each as a function that says whether a word is in it.
macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $name:ident: $($word:literal)+;)+) => {
        $($(#[doc = $doc])+ fn $name(word: &str) -> bool {
            matches!(word, $($word)|+)
        })+
    };
}

lists! {
    /// What never belongs to the number before it.
    function_fr:
        "a" "ainsi" "au" "aux" "avec" "car" "ce" "ces" "comme" "contre" "d" "dans" "de" "depuis" "des"
        "donc" "dont" "du" "elle" "elles" "en" "entre" "est" "et" "furent" "fut" "il" "ils" "jusqu" "l" "la"
        "le" "les" "lors" "mais" "ne" "ni" "ont" "ou" "où" "par" "pour" "puis" "qu" "quand" "que" "qui"
        "sans" "se" "selon" "si" "soit" "sont" "sous" "sur" "un" "une" "vers" "y" "à" "était" "étaient";

    /// The same in English.
    function_en:
        "a" "after" "an" "and" "are" "as" "at" "before" "between" "but" "by" "during" "for" "from" "has"
        "have" "if" "in" "into" "is" "it" "its" "nor" "of" "on" "or" "since" "so" "than" "that" "the" "then"
        "there" "they" "this" "to" "until" "was" "we" "were" "when" "where" "which" "while" "who" "with";

    /// What has a number after it.
    labels_fr:
        "alinéa" "annexe" "art." "article" "articles" "chap." "chapitre" "décision" "décret" "délibération"
        "fig." "figure" "h" "loi" "n°" "nº" "nos" "numéro" "p." "page" "pages" "pp." "partie" "point"
        "recommandation" "règlement" "résolution" "résolutions" "section" "t." "tableau" "titre" "tome"
        "vol." "volume" "§" "étape";

    /// The same in English.
    labels_en:
        "act" "annex" "art." "article" "articles" "chap." "chapter" "decision" "decree" "fig." "figure"
        "law" "loi" "n°" "no." "nos." "number" "p." "page" "pages" "part" "pp." "recommendation"
        "regulation" "resolution" "resolutions" "section" "step" "table" "vol." "volume" "§";

    /// What has a person's name after it; here case counts.
    titles_fr:
        "M." "MM." "Mme" "Mmes" "Mlle" "Mlles" "Dr" "Drs" "Pr" "Me" "Mgr" "St" "Ste";

    /// The same in English.
    titles_en:
        "Mr" "Mr." "Mrs" "Mrs." "Ms" "Ms." "Dr" "Dr." "Prof." "Mx" "St" "St.";

    /// Numbers in words.
    counts_fr:
        "un" "une" "deux" "trois" "quatre" "cinq" "six" "sept" "huit" "neuf" "dix" "onze" "douze" "treize"
        "quatorze" "quinze" "seize" "vingt" "trente" "quarante" "cinquante" "soixante" "cent" "cents"
        "mille";

    /// The same in English.
    counts_en:
        "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve" "thirteen"
        "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen" "twenty" "thirty" "forty" "fifty"
        "sixty" "seventy" "eighty" "ninety" "hundred" "thousand";

    /// What time is counted in.
    times_fr:
        "an" "ans" "année" "années" "mois" "semaine" "semaines" "jour" "jours" "heure" "heures" "minute"
        "minutes" "seconde" "secondes" "siècle" "siècles" "décennies";

    /// The same in English.
    times_en:
        "year" "years" "month" "months" "week" "weeks" "day" "days" "hour" "hours" "minute" "minutes"
        "second" "seconds" "century" "centuries" "decades";

    /// Months, where a language writes them with a capital (French has them in lower case, like anything that is counted).
    months_en:
        "January" "February" "March" "April" "May" "June" "July" "August" "September" "October" "November"
        "December";

    /// Units of measure; here case counts.
    units:
        "ko" "Ko" "Mo" "Go" "To" "kB" "KB" "MB" "GB" "TB" "KiB" "MiB" "km" "m" "cm" "mm" "km²" "m²" "m³"
        "kg" "g" "t" "l" "ha" "h" "min" "s" "ms" "W" "kW" "MW" "GW" "Wh" "kWh" "MWh" "V" "Hz" "kHz" "MHz"
        "px" "pt" "k€" "M€" "Md€" "CO₂";

    /// English words whose beginning an apostrophe stands for.
    cut_en:
        "tis" "twas" "twere" "twill" "em" "til" "cause" "bout" "round" "n";
}

/// A word without the brackets, quotation marks and elided article before it: `(l’article` -> `article`.
pub(super) fn stem(word: &str) -> &str {
    word.rsplit(['(', '[', '{', '«', '“', '‘', '’', '"', '\'', '–', '—', '/']).next().unwrap_or(word)
}

/// The letters that a word begins with, and whether an apostrophe cuts it there: `l’AIMF,` -> `l`, true.
pub(super) fn leading_word(word: &str) -> (&str, bool) {
    let end = word.find(|sign: char| !sign.is_alphabetic()).unwrap_or(word.len());
    (&word[..end], word[end..].starts_with(['’', '\'']))
}

pub(super) fn is_function(convention: Convention, word: &str) -> bool {
    in_list(convention, function_fr, function_en, word)
}

pub(super) fn is_label(convention: Convention, word: &str) -> bool {
    in_list(convention, labels_fr, labels_en, &word.to_lowercase())
}

pub(super) fn is_title(convention: Convention, word: &str) -> bool {
    in_list(convention, titles_fr, titles_en, word)
}

/// `sept ans`, `vingt-sept ans`, and in French `XXe siècle`, `1er janvier`.
pub(super) fn is_count_of_time(convention: Convention, count: &str, word: &str) -> bool {
    let is_counted = || {
        let lower = count.to_lowercase();
        in_list(convention, counts_fr, counts_en, lower.rsplit('-').next().unwrap_or_default())
    };
    (in_list(convention, times_fr, times_en, word) && is_counted())
        || (convention == Convention::French && is_ordinal(count) && !word.is_empty() && !is_function(convention, word))
}

/// `XXe`, `XIXᵉ`, `1er`, `2e`; but `Le`, `Ce` and `De` are words.
fn is_ordinal(word: &str) -> bool {
    let Some(number) = ["ère", "re", "er", "e", "ᵉ", "ᵉʳ"].iter().find_map(|ending| word.strip_suffix(ending))
    else {
        return false;
    };
    let all = |signs: &str| number.chars().all(|sign| signs.contains(sign));
    !number.is_empty() && (all("0123456789") || all("IVX"))
}

/// Whether a word is a unit, punctuation after it left aside.
pub(super) fn is_unit(word: &str) -> bool {
    let unit = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '»', '”', '’', '…', '"', '\'']);
    units(unit)
}

pub(super) fn is_month(word: &str) -> bool {
    months_en(leading_word(word).0)
}

/// Whether an apostrophe before this word stands for letters: ’tis, ’90s.
pub(super) fn leaves_out_a_beginning(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        let rest = word[digits..].trim_start_matches('s');
        return !rest.starts_with(char::is_alphanumeric);
    }
    let (letters, _) = leading_word(word);
    cut_en(&letters.to_lowercase())
}

fn in_list(convention: Convention, french: fn(&str) -> bool, english: fn(&str) -> bool, word: &str) -> bool {
    match convention {
        Convention::French => french(word),
        Convention::English => english(word),
        Convention::Neutral => false,
    }
}
