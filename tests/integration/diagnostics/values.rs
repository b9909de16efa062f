//! A value that is wrong is one problem, and what is advised is right at once.

use aimf::reporter::Reporter;

use crate::support::shipped_site::{publication, with};

/// Holds that a change is one error of this name, with these words in English.
fn one_error(path: &str, from: &str, to: &str, id: &str, words: &str) {
    let report = publication(&with(path, from, to)).report;
    let told = Reporter::English.errors(&report);
    let found: Vec<_> = report.errors().map(|one| one.problem.id()).collect();
    assert_eq!(found, [id], "{to}: {told}");
    assert!(told.contains(words), "{to}: {told}");
}

#[test]
fn only_a_key_that_may_be_left_out_is_said_to_be() {
    let person = "person = \"Anne Hidalgo\"";
    one_error(
        "content/profile.toml",
        person,
        "person = \"\"",
        "text-empty",
        "write the text between the quotation marks\n",
    );
    let slug = "slug.fr = \"histoire\"";
    one_error(
        "content/timeline.toml",
        slug,
        "slug.fr = \"\"",
        "text-empty",
        "write the text between the quotation marks\n",
    );
    let fax = "fax = \"+33 1 40 39 06 62\"";
    one_error("content/contact.toml", fax, "fax = \"\"", "text-empty", "write the text, or delete the line\n");
}

#[test]
fn a_date_in_another_writing_is_answered_with_itself_and_a_day_that_is_none_with_the_last_of_its_month() {
    let legal = |typed: &str, id: &str, words: &str| {
        one_error("content/legal.toml", "# established = 2027-01-31", &format!("established = {typed}"), id, words);
    };
    legal("\"30 avril 2027\"", "wrong-type", ": established = 2027-04-30\n");
    legal("30/04/2027", "toml-date", ": established = 2027-04-30\n");
    legal("30 avril 2027", "toml-date", ": established = 2027-04-30\n");
    legal("2027-02-31", "toml-date", "there is no day ‘2027-02-31’\n");
    legal("31 avril 2027", "toml-date", "is established = 2027-04-30\n");
    legal("\"31 février 2027\"", "no-such-day", "the last day of that month is established = 2027-02-28\n");
    let event = |typed: &str, id: &str, words: &str| {
        one_error("content/timeline.toml", "year = 1990\n", &format!("{typed}\n"), id, words);
    };
    event("date = \"1990-02-31\"", "no-such-day", "is date = \"1990-02-28\"\n");
    event("year = \"mai 1990\"", "not-a-year", "write date = \"1990-05\"\n");
    let notice = "[notice]\ntext.fr = \"Fermé.\"\ntext.en = \"Closed.\"\nuntil = \"avril 2099\"\n\n[home]";
    one_error("content/site.toml", "[home]", notice, "wrong-type", ": until = 2099-04-30\n");
}

#[test]
fn a_bare_value_is_answered_as_its_key_has_it() {
    let members = |typed: &str, id: &str| {
        one_error("content/profile.toml", "members = 305\n", &format!("{typed}\n"), id, "write members = 305\n");
    };
    members("members: 305", "toml-colon");
    let number = "members = 305\n";
    one_error("content/profile.toml", number, "members = 312 membres\n", "toml-number", ": members = 312\n");
    let legal = ("content/legal.toml", "# established = 2027-01-31");
    one_error(legal.0, legal.1, "established = 2027-04", "toml-date", ": established = 2027-04-01\n");
    for (typed, id) in [
        ("00563B", "toml-unquoted"),
        ("#00563B", "toml-unquoted"),
        ("005630", "toml-unquoted"),
        ("105630", "not-a-colour"),
    ] {
        let right = format!("\"#{}\"\n", typed.trim_start_matches('#'));
        one_error("content/site.toml", "[home]", &format!("[look.light]\naccent = {typed}\n\n[home]"), id, &right);
    }
}

#[test]
fn years_of_a_term_that_contradict_each_other_are_one_error() {
    let years = "from = 2028\nas_of = 2021\nuntil = 2020\n\n[[quotation.sentences]]";
    let profile =
        std::str::from_utf8(crate::support::shipped_site::shipped_files().get("content/profile.toml").unwrap())
            .unwrap()
            .to_owned();
    let quotation = &profile[profile.find("[quotation]").unwrap()..];
    let start = quotation.find("as_of").unwrap();
    let end = quotation.find("[[quotation.sentences]]").unwrap() + "[[quotation.sentences]]".len();
    let from = &quotation[start..end];
    one_error("content/profile.toml", from, years, "term-reversed", "comes before that of ‘from’, 2028");
}

#[test]
fn two_brackets_are_advised_for_a_list_of_groups_only() {
    let page = "languages = \"fr\"\n\n[page]\n";
    one_error("content/pages/privacy.toml", "[page]\n", page, "wrong-type", "brackets: languages = [\"fr\"]\n");
    let partner =
        "[partners]\nname.fr = \"Une ville\"\nname.en = \"A city\"\nlogo = \"site.svg\"\n\n[[sentences]]\nid = \"p1\"";
    one_error(
        "content/projects.toml",
        "[[sentences]]\nid = \"p1\"",
        partner,
        "wrong-type",
        "write [[partners]], with two",
    );
    one_error("content/contact.toml", "[address]", "[page]", "toml-table-twice", "join the two in one\n");
}

/// Holds that a change is one warning of this name and no error.
fn one_warning(path: &str, from: &str, to: &str, id: &str) {
    let report = publication(&with(path, from, to)).report;
    let found: Vec<_> = report.errors().chain(report.warnings()).map(|one| one.problem.id()).collect();
    let found: Vec<_> = found.into_iter().filter(|id| !["translation-changed", "fact-to-fill"].contains(id)).collect();
    assert_eq!(found, [id], "{to}: {}", Reporter::English.report(&report));
}

#[test]
fn marks_that_would_show_around_words_are_a_warning() {
    let skip = ("locales/fr/site.ftl", "skip-link = Aller au contenu");
    one_warning(skip.0, skip.1, "skip-link = \"Aller au texte\"", "message-quoted");
    one_warning(skip.0, skip.1, "skip-link = <b>Aller</b> au contenu", "message-html");
    let sentence = "text.fr = \"L'AIMF est un projet partagé.\"";
    one_warning(
        "content/profile.toml",
        sentence,
        "text.fr = \"« L'AIMF est un projet partagé. »\"",
        "quotation-marked",
    );
}

#[test]
fn a_description_that_announces_a_fax_that_was_deleted_is_noted() {
    let report = publication(&with("content/contact.toml", "fax = \"+33 1 40 39 06 62\"\n", "")).report;
    let stale: Vec<_> = report.notes().filter(|one| one.problem.id() == "fax-absent").collect();
    assert_eq!(stale.len(), 2, "{}", Reporter::English.report(&report));
    assert!(stale.iter().all(|one| one.place.excerpt().unwrap().contains(" fax ")));
}
