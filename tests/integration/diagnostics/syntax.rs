//! A slip of the syntax is one problem, at its line, and what is advised is right at once.

use aimf::reporter::Reporter;

use crate::support::shipped_site::{publication, with};

/// Holds that a change is one error, at this line and of this name, with these words in English, and that no warning is made of it.
fn one_error(path: &str, from: &str, to: &str, error: &str, words: &str) {
    let path = format!("content/{path}");
    let report = publication(&with(&path, from, to)).report;
    let told = Reporter::English.report(&report);
    let found: Vec<_> = report.errors().map(|one| format!("{} {}", one.place.line(), one.problem.id())).collect();
    assert_eq!(found, [error], "{to}: {told}");
    assert!(told.contains(words), "{to}: {told}");
    let warnings: Vec<_> = report.warnings().filter(|one| !one.problem.id().starts_with("translation")).collect();
    assert!(warnings.is_empty(), "{to}: {told}");
}

#[test]
fn an_unbalanced_bracket_or_mark_is_one_error_where_it_opens() {
    let roles = "[\"présidente de l'AIMF\", \"maire de Paris\"]";
    let right = "brackets: roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]\n";
    let menu = "brackets: menu = [\"home\", \"about\", \"contact\"]\n";
    let motto = "\"Un espace d'échange et de solidarité accueillant pour les maires des villes francophones.\"";
    let link = "[page de contact](page:contact)";
    for (path, from, to, error, words) in [
        ("site.toml", "as_of = 2021", "as_of = 2021\nmenu = [\"home\", \"about\", \"contact\"", "8 toml-list", menu),
        (
            "site.toml",
            "as_of = 2021",
            "as_of = 2021\nmenu = [\n\"home\",\n\"about\", \"contact\"\n",
            "8 toml-list",
            menu,
        ),
        ("profile.toml", roles, roles.trim_end_matches(']'), "58 toml-list", right),
        ("profile.toml", roles, roles.trim_end_matches("\"]"), "58 toml-list", right),
        ("profile.toml", motto, &format!("\"\"{motto}"), "17 toml-block-end", "\"\"\" at the beginning and at the end"),
        (
            "pages/privacy.toml",
            link,
            "un \"\"\"mot\"\"\" à tous",
            "125 toml-inner-quote",
            "‘text.fr’ ends it too early",
        ),
    ] {
        one_error(path, from, to, error, words);
    }
}

#[test]
fn a_text_of_several_lines_whose_first_marks_are_too_few_is_told_to_have_three() {
    let block = "text.fr = \"\"\"";
    for (to, words) in [
        ("text.fr = \"\"", "after the sign =, in place of \"\"\n"),
        ("text.fr = \"", "after the sign =, in place of \"\n"),
        ("text.fr =", "\"\"\" after the sign =\n"),
    ] {
        one_error("pages/privacy.toml", block, to, "26 toml-block-start", words);
    }
    one_error("pages/privacy.toml", block, "text.fr = '''", "26 toml-block-end", "at the beginning and at the end");
}

#[test]
fn nothing_more_is_told_of_a_file_that_is_read_in_part() {
    for (path, from, to, error) in [
        ("timeline.toml", "[[events]]\nyear = 1990", "[[events]\nyear = 1990", "21 toml-header"),
        ("contact.toml", "street = \"9 rue des Halles\"", "street = 9 rue des Halles", "29 toml-unquoted"),
    ] {
        one_error(path, from, to, error, "");
        let report = publication(&with(&format!("content/{path}"), from, to)).report;
        assert_eq!(report.warnings().count(), 0, "{}", Reporter::English.report(&report));
    }
}

#[test]
fn what_is_offered_for_a_number_or_a_date_is_the_editors_own_and_its_key_takes_it() {
    let number = "without spaces, commas and quotation marks: ";
    for (path, from, to, error, words) in [
        ("legal.toml", "# rate = 0", "rate = 72,5 %", "121 toml-number", "marks: rate = 72.5\n"),
        ("legal.toml", "# rate = 0", "rate = \"72,5\"", "121 wrong-type", "marks: rate = 72.5\n"),
        ("legal.toml", "# rate = 0", "rate = 725", "121 number-outside", "from 0 to 100\n"),
        ("site.toml", "as_of = 2021", "as_of = 01/01/2027", "7 toml-not-a-year", "write as_of = 2027\n"),
        ("site.toml", "as_of = 2021", "as_of = 2027-01-01", "7 not-a-year", "write as_of = 2027\n"),
        ("profile.toml", "members = 305", "members = environ 312", "33 toml-number", "members = 312\n"),
        ("profile.toml", "members = 305", "members = 3e2", "33 wrong-type", "members = 300\n"),
        ("profile.toml", "members = 305", "members = \"trois\"", "33 wrong-type", "for example members = 305\n"),
        (
            "timeline.toml",
            "duration_years = 7",
            "duration_years = sept",
            "48 toml-number",
            "for example duration_years = 7\n",
        ),
        ("timeline.toml", "year = 1979", "year = l979", "14 toml-number", &format!("{number}year = 1979\n")),
        ("timeline.toml", "year = 1979", "year = 1979-05", "14 toml-not-a-year", "write date = \"1979-05\"\n"),
        ("profile.toml", "founded = 1979", "founded = en 1979", "13 toml-number", &format!("{number}founded = 1979\n")),
        ("vision.toml", "hinge = true", "hinge = on", "27 toml-boolean", "write hinge = true,"),
        ("legal.toml", "status = \"non\"", "status = non", "75 toml-unquoted", "status = \"non\"\n"),
        ("legal.toml", "status = \"non\"", "status = false", "75 wrong-type", "status = \"non\"\n"),
        ("projects.toml", "id = \"p1\"", "id = 1", "14 not-an-anchor", "\"n-1\""),
        ("timeline.toml", "year = 1990\n", "date = \"1990-05-32\"\n", "22 no-such-day", "is date = \"1990-05-31\"\n"),
        (
            "legal.toml",
            "# established = 2027-01-31",
            "established = 26-01-31",
            "79 toml-date",
            "established = 2026-01-31\n",
        ),
        ("legal.toml", "# established = 2027-01-31", "established = 31.12.2026", "79 toml-date", "= 2026-12-31\n"),
        (
            "profile.toml",
            "as_of = 2021\n\n[[quotation",
            "as_of = 2021\nuntil = 2028-06\n\n[[quotation",
            "61 toml-not-a-year",
            "write until = 2028\n",
        ),
        (
            "profile.toml",
            "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]",
            "roles.fr = maire, élue",
            "58 toml-list",
            "roles.fr = [\"maire\", \"élue\"]\n",
        ),
    ] {
        one_error(path, from, to, error, words);
    }
    let files = with("content/legal.toml", "# rate = 0", "rate = 72.5");
    let pages = publication(&files);
    assert!(!pages.report.has_errors(), "{}", Reporter::English.report(&pages.report));
}

#[test]
fn a_text_without_marks_is_answered_with_the_whole_of_it() {
    let (from, to) = (
        "text.fr = \"L'AIMF est un projet partagé.\"",
        "text.fr = L'AIMF est [un projet](page:vision#v1), dit \"on\".",
    );
    one_error(
        "profile.toml",
        from,
        to,
        "64 toml-unquoted",
        "\"L'AIMF est [un projet](page:vision#v1), dit \\\"on\\\".\"\n",
    );
}

#[test]
fn a_language_that_is_forgotten_or_wrong_is_one_error_at_its_line() {
    for (path, from, to, error, words) in [
        ("contact.toml", "title.fr = ", "title = ", "23 toml-language", "write title.fr =\n"),
        ("contact.toml", "title.en = ", "title = ", "24 toml-language", "write title.en =\n"),
        ("profile.toml", "roles.fr = ", "roles = ", "58 toml-language", "write roles.fr =\n"),
        ("site.toml", "code = \"fr\"", "code = \"fra\"", "17 language-code-other", "write code = \"fr\"\n"),
        ("site.toml", "code = \"fr\"", "code = \"fr-FR\"", "17 language-code-other", "write code = \"fr\"\n"),
        ("site.toml", "code = \"en\"", "code = \"en-GB\"", "22 language-code-other", "write code = \"en\"\n"),
    ] {
        one_error(path, from, to, error, words);
    }
}

#[test]
fn a_header_that_is_wrong_or_missing_is_one_error_with_the_right_one() {
    let notice = "text.fr = \"Fermé.\"\ntext.en = \"Closed.\"\nuntil = 2099-01-31\n";
    let audit = "[accessibility.audit]\n# by.fr = \"\"\n# by.en = \"\"\n# date = 2027-01-31\n# rate = 0";
    let header = |right: &str| format!("write {right} on a line of its own\n");
    for (path, from, to, error, words) in [
        ("contact.toml", "[address]", "[address]:", "28 toml-header", &*header("[address]")),
        ("contact.toml", "[address]", "[[address]", "28 toml-header", &header("[address]")),
        (
            "timeline.toml",
            "[[events]]\nyear = 1990",
            "[[events]] // x\nyear = 1990",
            "21 toml-header",
            &header("[[events]]"),
        ),
        ("timeline.toml", "[[events]]\nyear = 1990", "events]]\nyear = 1990", "21 toml-header", &header("[[events]]")),
        ("pages/privacy.toml", "[[sections]]", "sections]]", "21 toml-header", &header("[[sections]]")),
        ("site.toml", "[home]", &format!("notice\n{notice}\n[home]"), "26 toml-header", &header("[notice]")),
        ("site.toml", "[home]", &format!("[[notice]]\n{notice}\n[home]"), "26 wrong-type", "write [notice] on a line,"),
        (
            "site.toml",
            "[home]",
            &format!("[notice]\n{notice}[notice]\n{notice}\n[home]"),
            "30 toml-table-twice",
            "join the two",
        ),
        (
            "site.toml",
            "[home]",
            "[home]\n[look]\n[look.light]\naccent = \"#00563B\"",
            "27 group-too-high",
            "the lines 27 to 29",
        ),
        ("profile.toml", "[quotation]", "[Quotation]", "56 key-unknown", "did you mean ‘quotation’?"),
        ("profile.toml", "[quotation]", "#[quotation]", "57 group-missing", "write [quotation] on a line"),
        ("profile.toml", "[quotation]\n", "", "56 group-missing", "write [quotation] on a line"),
        (
            "legal.toml",
            audit,
            "[Accessibility.audit]\ndate = 2026-01-31",
            "117 key-unknown",
            "did you mean ‘accessibility’?",
        ),
        (
            "timeline.toml",
            "year = 1979\n\n[[events.sentences]]\n",
            "\n[[events.sentences]]\nyear = 1979\n",
            "16 key-elsewhere",
            "put the line above [[events.sentences]]\n",
        ),
    ] {
        one_error(path, from, to, error, words);
    }
}

#[test]
fn a_key_by_another_name_is_one_error_with_the_right_one() {
    let title = |typed: &str, error: &str, words: &str| {
        one_error("contact.toml", "title.fr =", &format!("{typed} ="), &format!("23 {error}"), words);
    };
    for typed in ["Title.fr", "TITLE.fr", "titre.fr", "titel.fr", "nom.fr", "title_fr", "title-fr", "\"title.fr\""] {
        title(typed, "key-unknown", "did you mean ‘title.fr’?");
    }
    title("title.FR", "language-unknown", "write title.fr =\n");
    title("title.fr_FR", "language-unknown", "write title.fr =\n");
    title("title fr", "toml-key", "write title.fr =\n");
    for (path, from, to, error, words) in [
        ("contact.toml", "street = ", "adresse = ", "29 key-unknown", "did you mean ‘street’?"),
        ("contact.toml", "city = ", "ville = ", "31 key-unknown", "did you mean ‘city’?"),
        ("contact.toml", "country.fr = ", "pays.fr = ", "33 key-unknown", "did you mean ‘country.fr’?"),
        ("timeline.toml", "year = 1990", "annee = 1990", "22 key-unknown", "did you mean ‘year’?"),
        ("contact.toml", "phone = ", "téléphone = ", "5 toml-key", "write phone =\n"),
        ("profile.toml", "countries = 54\n", "", "32 key-missing", "add a line countries = 305\n"),
    ] {
        one_error(path, from, to, error, words);
    }
}

#[test]
fn what_is_advised_for_a_line_is_that_line_as_it_is_to_be_written() {
    let (phone, fax) = ("\"+33 1 44 88 22 88\"", "\"+33 1 40 39 06 62\"");
    let (acronym, email) = ("acronym = \"AIMF\"", "# email = \"\"");
    let right = "write \"+33 1 44 88 22 88\", with";
    let street = "street = \"9 rue des Halles\"";
    for (path, from, to, error, words) in [
        ("contact.toml", phone, "\"+33 (0)1 44 88 22 88\"", "5 not-a-phone", right),
        ("contact.toml", phone, "\"0033.1.44.88.22.88\"", "5 not-a-phone", right),
        ("contact.toml", phone, "01 44 88 22 88", "5 toml-unquoted", "phone = \"+33 1 44 88 22 88\"\n"),
        ("contact.toml", fax, "\"néant\"", "6 value-none", "delete the line\n"),
        ("contact.toml", email, "email = \"mailto:a @example.org\"", "10 not-an-email", "write \"a@example.org\"\n"),
        ("contact.toml", street, "street = \"9 rue\nCour B\"", "29 toml-one-line", "street = \"9 rue, Cour B\"\n"),
        ("profile.toml", "partagé.\"", "partagé.\"\"", "64 toml-trailing", "the line ends with the value"),
        ("profile.toml", acronym, "acronym = \"AIMF\"\u{a0}", "5 toml-space", "type a plain space"),
        ("profile.toml", acronym, "acronym == \"AIMF\"", "5 toml-equals", "write acronym = \"AIMF\"\n"),
        ("profile.toml", acronym, "acronym => \"AIMF\"", "5 toml-equals", "write acronym = \"AIMF\"\n"),
        ("profile.toml", acronym, "\"acronym\": \"AIMF\",", "5 toml-colon", "write acronym = \"AIMF\"\n"),
    ] {
        one_error(path, from, to, error, words);
    }
}
