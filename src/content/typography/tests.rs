//! What readers are promised of a text's typography. In the expectations `⍽` stands for U+00A0 and `▯` for U+202F.

use proptest::prelude::*;

use super::*;
use TypographyRules::{English, French, Neutral};

fn visible(text: &str) -> String {
    text.replace('\u{A0}', "⍽").replace('\u{202F}', "▯")
}

#[track_caller]
fn assert_set(rules: TypographyRules, typed: &str, expected: &str) {
    assert_eq!(visible(&set(rules, typed)), expected, "typed: {typed}");
}

fn french(typed: &str, expected: &str) {
    assert_set(French, typed, expected);
}

fn english(typed: &str, expected: &str) {
    assert_set(English, typed, expected);
}

#[test]
fn a_language_tag_chooses_its_convention() {
    let of = ["fr", "fr-CA", "FR", "en", "en-GB", "ar", "frp", ""].map(TypographyRules::of);
    assert_eq!(of, [French, French, French, English, English, Neutral, Neutral, Neutral]);
}

#[test]
fn punctuation_gets_the_spaces_of_its_language() {
    // High punctuation in French gets its no-break space.
    french("Oui; non! Quoi? Voici: tout", "Oui▯; non▯! Quoi▯? Voici⍽: tout");
    french("Oui ; non ! Quoi ? Voici : tout", "Oui▯; non▯! Quoi▯? Voici⍽: tout");
    french("Quoi ?! Non...!", "Quoi▯?! Non…▯!");
    french("(?) [!]", "(?) [!]");
    // A character within a word is no punctuation.
    french("à 10:30, a:b, x!important, std::fmt, ?page=2", "à 10:30, a:b, x!important, std::fmt, ?page=2");
    // English has no space before punctuation.
    english("What ? No ! First : this ; then that", "What? No! First: this; then that");
    english("1,600 members", "1,600⍽members");
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    // Straight quotation marks become guillemets, and nested ones curly.
    french("un \"projet\", dit-elle", "un «⍽projet⍽», dit-elle");
    french("\"Il dit \"oui\" deux fois\"", "«⍽Il dit “oui” deux fois⍽»");
    french("« Il dit \"oui\" »", "«⍽Il dit “oui”⍽»");
    // English marks in French are guillemets, but for those within a quotation.
    french("l'agence “essentielle” ici", "l’agence «⍽essentielle⍽» ici");
    french("“Il dit \"oui\" et “non””", "«⍽Il dit “oui” et “non”⍽»");
    french("« Il dit “oui” »", "«⍽Il dit “oui”⍽»");
    english("the “essential” one", "the “essential” one");
    french("dire 'cela' et 'l'été', c'est tout", "dire «⍽cela⍽» et «⍽l’été⍽», c’est tout");
    french("\"dire 'cela'\"", "«⍽dire “cela”⍽»");
    french("l'été d'une 'ville", "l’été d’une ’ville");
    french("l'\"agence\"", "l’«⍽agence⍽»");
    french("(\"agence\")", "(«⍽agence⍽»)");
    // A quotation may end in another paragraph.
    french("\"Un projet.", "«⍽Un projet.");
    french("des défis.\"", "des défis.⍽»");
    english("\"A project.", "‘A project.");
    english("of challenges.\"", "of challenges.’");
    // A mark that stands alone keeps its space.
    french("«⍽".replace('⍽', "\u{A0}").as_str(), "«⍽");
    french("\u{A0}»", "⍽»");
    // English quotation marks are single outside and double inside.
    english("a \"technical\" or 'technical' agency", "a ‘technical’ or ‘technical’ agency");
    english("\"She said 'go' to us\"", "‘She said “go” to us’");
    english("'She said \"go\" to us'", "‘She said “go” to us’");
    english("\"'Go', she said\"", "‘“Go”, she said’");
    // An English apostrophe is none of the quotation marks.
    english("'tis the mayors' and the city's '90s", "’tis the mayors’ and the city’s ’90s");
    english("\"the mayors' words\" and 'don't'", "‘the mayors’ words’ and ‘don’t’");
    // Feet and inches get primes.
    english("6' by 12\"", "6′ by 12″");
    french("un écran de 12\" et un de 5\"", "un écran de 12″ et un de 5″");
    french("« depuis 2021 »", "«⍽depuis 2021⍽»");
    french("\"article 19\"", "«⍽article⍽19⍽»");
}

#[test]
fn dashes_and_dots_are_those_that_were_meant() {
    // A dash between words is an en dash that begins no line.
    french("un mot - ou deux -- ici", "un mot⍽– ou deux⍽– ici");
    french("de 2014--2020, un porte-parole, --option", "de 2014–2020, un porte-parole, --option");
    english("cities - all of them - agree", "cities⍽– all of them⍽– agree");
    french("- tiret", "- tiret");
    // Three dots are an ellipsis, and four are not.
    french("etc... ou ....", "etc… ou ....");
}

#[test]
fn a_number_or_a_title_stays_with_what_belongs_to_it() {
    // A number stays with what it counts.
    french("305 membres, 54 pays, dix ans, vingt-sept jours", "305⍽membres, 54⍽pays, dix⍽ans, vingt-sept⍽jours");
    french("10 % de 5 €, 12 ko, 3 Mo, 20 °C, 2000 km", "10⍽% de 5⍽€, 12⍽ko, 3⍽Mo, 20⍽°C, 2000⍽km");
    french("10%, 5€", "10⍽%, 5⍽€");
    french(
        "Le siècle, le 8 mars 2021, le 1er mai, au XXIe siècle, à 10 h 30",
        "Le siècle, le 8⍽mars 2021, le 1er⍽mai, au XXIe⍽siècle, à 10⍽h⍽30",
    );
    english("seven years, 12 cities, 8 March 2021", "seven⍽years, 12⍽cities, 8⍽March 2021");
    // A number stays with what it numbers.
    french(
        "l'article 6, la loi 1901, n° 5, p. 12, Résolution 19",
        "l’article⍽6, la loi⍽1901, n°⍽5, p.⍽12, Résolution⍽19",
    );
    english("Resolution 19, p. 12, No. 5", "Resolution⍽19, p.⍽12, No.⍽5");
    // A title stays with its name and a postcode with its town.
    french("M. Hidalgo, Mme Hidalgo, 75001 Paris", "M.⍽Hidalgo, Mme⍽Hidalgo, 75001⍽Paris");
    english("Mr Hidalgo and Dr. Who", "Mr⍽Hidalgo and Dr.⍽Who");
    // A year may end its line.
    french("Entre 2014 et 2020, en 2021 le prix, en 2021 elle", "Entre 2014 et 2020, en 2021 le prix, en 2021 elle");
    french("de 5 à 10 et 54 ou 55", "de 5 à 10 et 54 ou 55");
    english("in 2021 the cities", "in 2021 the cities");
    // Thousands and telephone numbers do not break.
    french("1 600 villes, 12 000 000 habitants", "1▯600⍽villes, 12▯000▯000⍽habitants");
    french("en 2021 1 600 villes", "en 2021 1▯600⍽villes");
    french("+33 1 44 88 22 88 ou 01 44 88 22 88", "+33⍽1⍽44⍽88⍽22⍽88 ou 01⍽44⍽88⍽22⍽88");
    french("SIRET 784 123 456 00012", "SIRET 784⍽123⍽456⍽00012");
    french("0 800 123 456", "0⍽800⍽123⍽456");
}

#[test]
fn addresses_dates_and_times_are_left_alone() {
    for kept in [
        "https://example.org/l'x?a=b;c:d--e...f",
        "o'brien@example.org",
        "tel:+33-1;ext=2",
        "www.example.org/a--b",
        "2021-05-01",
        "14:30",
        "2021-05-01T14:30:00Z",
    ] {
        french(kept, kept);
        english(kept, kept);
    }
    french("(voir \"https://example.org/?q=1\"!)", "(voir «⍽https://example.org/?q=1⍽»▯!)");
}

#[test]
fn another_language_keeps_its_quotation_marks_and_punctuation() {
    assert_set(Neutral, "„Ja\" 'nein': was? - 1 600 km, 10 %...", "„Ja\" 'nein': was?⍽– 1▯600⍽km, 10⍽%…");
}

/// Sets runs: `#` for a word that is never altered.
fn runs(rules: TypographyRules, parts: &[&str]) -> String {
    let mut texts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    let mut runs: Vec<Run<'_>> =
        texts.iter_mut().map(|text| if text == "#" { Run::Word } else { Run::Text { rules, text } }).collect();
    set_runs(&mut runs);
    visible(&texts.join("|"))
}

#[test]
fn markup_does_not_hide_what_stands_beside_it() {
    assert_eq!(runs(French, &["le ", "#", ": voici"]), "le |#|⍽: voici");
    assert_eq!(runs(French, &["dit \"", "oui", "\" !"]), "dit «⍽|oui|⍽»▯!");
    assert_eq!(runs(French, &["les ", "305", " membres de l'", "AIMF"]), "les |305|⍽membres de l’|AIMF");
    assert_eq!(runs(English, &["\"", "The", "\" city", "'s"]), "‘|The|’ city|’s");
    assert_eq!(runs(French, &["un mot ", "-", " un autre"]), "un mot⍽|–| un autre");
    assert_eq!(runs(French, &["\"", "#", "\""]), "«⍽|#|⍽»");
}

#[test]
fn each_run_is_set_in_its_own_language() {
    let mut parts = [(English, "the \"law\" ".to_owned()), (French, "c'est la loi 1901 ;".to_owned())];
    let mut runs: Vec<Run<'_>> = parts.iter_mut().map(|(rules, text)| Run::Text { rules: *rules, text }).collect();
    set_runs(&mut runs);
    assert_eq!(visible(&parts[0].1), "the ‘law’ ");
    assert_eq!(visible(&parts[1].1), "c’est la loi⍽1901▯;");
}

/// Text with much that the rules look at.
fn prose_like() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[ \u{A0}\u{202F}\u{2009}\n]",
        "[-–—.…,;:!?%€()/@+]",
        "[\"'’‘“”«»]",
        "[0-9]{1,5}",
        "[a-zA-Zé]{1,6}",
        Just("https://x.y".to_owned()),
        Just("ans".to_owned()),
        Just("article".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(token, 0..40).prop_map(|tokens| tokens.concat())
}

fn rules() -> impl Strategy<Value = TypographyRules> {
    prop_oneof![Just(French), Just(English), Just(Neutral)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn only_spaces_quotation_marks_dashes_and_dots_change(text in prose_like(), rules in rules()) {
        let rest = |text: &str| {
            text.chars().filter(|c| !" \u{A0}\u{202F}\u{2009}\"'’‘“”«»′″-–.…".contains(*c)).collect::<String>()
        };
        prop_assert_eq!(rest(&set(rules, &text)), rest(&text));
    }

    #[test]
    fn what_is_set_already_stays_as_it_is(parts in proptest::collection::vec((rules(), prose_like(), any::<bool>()), 0..6)) {
        let set_parts = |parts: &[(TypographyRules, String, bool)]| {
            let mut parts = parts.to_vec();
            let mut runs: Vec<Run<'_>> = Vec::new();
            for (rules, text, has_word) in &mut parts {
                runs.push(Run::Text { rules: *rules, text });
                runs.extend(has_word.then_some(Run::Word));
            }
            set_runs(&mut runs);
            parts
        };
        let once = set_parts(&parts);
        prop_assert_eq!(set_parts(&once), once);
    }
}

#[test]
fn a_telephone_number_among_arabic_letters_keeps_its_order() {
    for (typed, set_) in [
        ("والهاتف +33 1 44 88 22 88.", "والهاتف \u{200E}+33\u{A0}1\u{A0}44\u{A0}88\u{A0}22\u{A0}88."),
        // In an isolate it needs no mark, nor where nothing runs from the right.
        ("והטלפון \u{2068}+33\u{2069}", "והטלפון \u{2068}+33\u{2069}"),
        ("tel +33 1", "tel +33 1"),
        ("ثم C++ و2+2", "ثم C++ و2+2"),
    ] {
        assert_eq!(set(TypographyRules::of("ar"), typed), set_);
        assert_eq!(set(TypographyRules::of("ar"), set_), set_);
    }
}
