//! Pages in one language for now: what visitors of another one find in their place.

use aimf::content::ledger::{TranslationState, accept, translations};
use aimf::content::load;
use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{TestSite, base, check, publication, replace, shipped_files, with};

/// A page in French alone.
const FRENCH: &str = r#"parent = "association"
languages = ["fr"]

[page]
slug.fr = "equipe"
former_slugs.fr = ["bureau"]
title.fr = "L'équipe"
description.fr = "Celles et ceux qui font vivre l'AIMF."

[[sections]]
anchor.fr = "siege"
title.fr = "Au siège"
text.fr = "Neuf personnes."
"#;

fn site_files() -> Files {
    let mut files = shipped_files();
    files.insert("content/pages/team.toml", FRENCH);
    files
}

/// The same page in both languages, with the French words for English ones.
fn in_both(page: &str) -> String {
    let lines = page.lines().filter(|line| !line.starts_with("languages") && !line.starts_with("former"));
    let lines = lines.flat_map(|line| {
        let english = line.contains(".fr").then(|| line.replacen(".fr", ".en", 1));
        [Some(line.to_owned()), english].into_iter().flatten()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn start(files: &Files) -> TestSite {
    TestSite::start(files, &base("https://example.org"))
}

#[test]
fn a_page_in_one_language_is_there_and_the_switch_leads_to_the_nearest_page_and_says_so() {
    let site = start(&site_files());
    let page = site.get("/fr/association/equipe/").page();
    assert_eq!(page.texts("h1"), ["L’équipe"]);
    assert_eq!(page.attribute(".languages a", "href"), "/en/about/");
    assert_eq!(
        (page.attribute(".languages a", "hreflang"), page.attribute(".languages a", "lang")),
        ("en".into(), "en".into())
    );
    assert_eq!(page.texts(".languages a"), ["English\u{a0}– About"]);
    // The accessible name holds the label (WCAG 2.5.3).
    assert_eq!(
        page.attribute(".languages a", "aria-label"),
        "English\u{a0}– About: this page is not in this language yet"
    );
    // The page above is in both, and says nothing more than before.
    let above = site.get("/fr/association/").page();
    assert_eq!(
        (above.texts(".languages a"), above.attributes(".languages a", "aria-label")),
        (vec!["English".into()], vec![])
    );
    // At the top, the home page is the nearest.
    let mut files = site_files();
    replace(&mut files, "content/pages/team.toml", "parent = \"association\"\n", "");
    let page = start(&files).get("/fr/equipe/").page();
    assert_eq!(
        (page.texts(".languages a"), page.attribute(".languages a", "href")),
        (vec!["English\u{a0}– Home".into()], "/en/".into())
    );
    let mut files = with("content/site.toml", "as_of = 2021", "as_of = 2021\nmenu = [\"home\", \"team\"]");
    files.insert("content/pages/team.toml", FRENCH.replace("\"fr\"", "\"en\"").replace(".fr =", ".en ="));
    let page = start(&files).get("/en/about/equipe/").page();
    assert_eq!(
        page.attribute(".languages a", "aria-label"),
        "Français\u{a0}– L’association\u{a0}: cette page n’existe pas encore dans cette langue"
    );
    assert_eq!(page.attributes(".menu a", "href"), ["/en/", "/en/about/equipe/"]);
}

#[test]
fn what_lists_pages_lists_one_in_its_own_language_only() {
    let site = start(&site_files());
    let path = "/fr/association/equipe/";
    let page = site.get(path).page();
    assert_eq!(page.attributes("link[rel=alternate]", "hreflang"), ["fr", "x-default"]);
    let own = format!("https://example.org{path}");
    assert_eq!(page.attributes("link[rel=alternate]", "href"), [own.clone(), own.clone()]);
    assert_eq!(page.attributes("meta[property='og:locale:alternate']", "content"), Vec::<String>::new());
    assert!(!page.attributes("footer a", "href").iter().any(|href| href.starts_with("/fr-en/")));
    assert_eq!(site.get("/fr-en/association/equipe/").status, 404);
    let map = site.get("/sitemap.xml");
    let entry = map.text().split("<url>").find(|entry| entry.contains(&format!("<loc>{own}</loc>"))).unwrap();
    assert_eq!(entry.matches("hreflang").count(), 2, "{entry}");
    assert_eq!(map.text().matches("/equipe/</loc>").count(), 1);
    let linked = |path: &str| site.get(path).page().attributes("a", "href");
    let leads_there = |href: &String| href.contains("equipe") || href.contains("team");
    assert!(linked("/fr/plan-du-site/").iter().any(leads_there) && linked("/fr/association/").iter().any(leads_there));
    for path in ["/en/site-map/", "/en/about/", "/en/", "/fr-en/association/"] {
        assert!(!linked(path).iter().any(leads_there), "{path}");
    }
    let open: serde_json::Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    assert_eq!(open["pages"]["team"]["title"], serde_json::json!({ "fr": "L’équipe" }));
    let suggested = |path: &str| site.get(path).page().attributes(".ways a", "href");
    assert!(suggested("/fr/equip/").iter().any(leads_there) && !suggested("/en/equip/").iter().any(leads_there));
    let cards = site.live.current();
    assert!(!cards.resources().any(|(path, _)| path.starts_with("/cards/en/team")));
}

#[test]
fn an_address_or_a_link_in_the_other_language_leads_to_the_page_that_exists() {
    let mut files = site_files();
    replace(&mut files, "content/pages/privacy.toml", "[contact page](page:contact)", "[team](page:team#siege)");
    let site = start(&files);
    let page = site.get("/en/privacy/").page();
    assert_eq!(page.attributes("main a[hreflang]", "href"), ["/fr/association/equipe/#siege"]);
    assert_eq!(page.attributes("main a[hreflang]", "hreflang"), ["fr"]);
    for from in ["/en/association/equipe/", "/en/equipe", "/equipe/", "/fr/bureau", "/en/association/bureau/"] {
        let answer = site.get(from);
        assert_eq!((answer.status, answer.header("location")), (301, "/fr/association/equipe/"), "{from}");
    }
    let wrong = with("content/pages/privacy.toml", "[contact page](page:contact)", "[team](page:team#head-office)");
    let mut files = wrong;
    files.insert("content/pages/team.toml", FRENCH);
    assert!(check(&files, Reporter::English).contains("has no anchor ‘head-office’"));
}

#[test]
fn a_forgotten_text_is_still_an_error_and_one_of_a_language_that_the_page_is_not_in_waits() {
    let without = FRENCH.replace("languages = [\"fr\"]\n", "");
    let told = |text: &str| {
        let mut files = shipped_files();
        files.insert("content/pages/team.toml", text.to_owned());
        check(&files, Reporter::English)
    };
    let forgotten = told(&without);
    assert!(forgotten.contains("this page has nothing in ‘en’: "), "{forgotten}");
    assert_eq!(told(FRENCH), "");
    assert_eq!(
        told(&FRENCH.replace("title.fr = \"L'équipe\"", "title.fr = \"L'équipe\"\ntitle.en = \"The team\"")),
        ""
    );
    let missing = told(&FRENCH.replace("title.fr = \"L'équipe\"\n", "title.en = \"The team\"\n"));
    assert!(missing.contains("the text of ‘title’ is missing in the language ‘fr’"), "{missing}");
}

#[test]
fn a_wrong_list_of_languages_is_one_error_and_its_help_leads_to_a_clean_check() {
    for (list, place, says) in [
        ("[\"de\"]", "2:14", "the site’s languages are: fr, en"),
        ("[\"fr\", \"français\"]", "2:20", "write a code such as "),
        ("[\"FR\"]", "2:14", "write a code such as "),
        ("[]", "2:13", "put at least one thing into it"),
        ("\"fr\"", "2:13", "languages = [\"fr\"]"),
    ] {
        let mut files = shipped_files();
        files.insert("content/pages/team.toml", FRENCH.replace("[\"fr\"]", list));
        let told = check(&files, Reporter::English);
        assert_eq!(told.matches("-->").count(), 1, "{list}: {told}");
        assert!(told.contains(&format!("content/pages/team.toml:{place}\n")), "{list}: {told}");
        assert!(told.contains(says), "{list}: {told}");
    }
}

#[test]
fn a_page_under_one_that_is_not_in_its_language_is_an_error() {
    let mut files = site_files();
    let renamed = FRENCH.replace("équipe", "bureau").replace("equipe", "salle").replace("Celles", "Tous ceux");
    let both = in_both(&renamed.replace("\"association\"", "\"team\""));
    files.insert("content/pages/office.toml", both);
    let told = check(&files, Reporter::French);
    assert!(told.contains("la page «\u{a0}team\u{a0}» n’existe pas en «\u{a0}en\u{a0}»"), "{told}");
    assert!(told.contains("content/pages/office.toml:1:10") && told.matches("-->").count() == 1, "{told}");
    // As the help says.
    replace(&mut files, "content/pages/office.toml", "parent = \"team\"\n", "");
    assert_eq!(check(&files, Reporter::French), "");
}

#[test]
fn what_a_page_is_not_to_have_is_no_missing_translation() {
    let mut files = site_files();
    let (languages, _) = load(&files, &mut Report::default());
    let states = translations(&files, &languages).unwrap();
    assert!(states.iter().all(|one| one.state == TranslationState::Current && !one.key.starts_with("pages/team")));
    assert_eq!(accept(&files, &languages, &[]).unwrap().1, 0);
    let warnings = |files: &Files| {
        let report = publication(files).report;
        report.warnings().filter(|one| one.problem.id() != "fact-to-fill").count()
    };
    assert_eq!(warnings(&files), 0);
    // Once it is in both, its translations are to be accepted.
    let both = in_both(FRENCH);
    files.insert("content/pages/team.toml", both);
    assert_eq!(check(&files, Reporter::English), "");
    let report = publication(&files).report;
    assert_eq!(report.warnings().filter(|one| one.problem.id() == "translation-new").count(), 4, "{report:?}");
}

#[test]
fn a_page_without_a_word_in_one_language_is_one_problem_and_following_its_help_mends_it() {
    let mut files = crate::support::shipped_site::shipped_files();
    let page = "[page]\nslug.fr = \"dons\"\ntitle.fr = \"Les dons\"\ndescription.fr = \"Ce que les dons permettent de faire.\"\n\n\
                [[sections]]\nanchor.fr = \"merci\"\ntitle.fr = \"Merci\"\ntext.fr = \"L'AIMF remercie ses donateurs.\"\n";
    files.insert("content/pages/donors.toml", page);
    let report = crate::support::shipped_site::publication(&files).report;
    let told = aimf::reporter::Reporter::French.errors(&report);
    let found: Vec<_> = report.errors().map(|one| one.problem.id()).collect();
    assert_eq!(found, ["page-untranslated"], "{told}");
    assert!(told.contains("6 textes") && told.contains("languages = [\"fr\"]"), "{told}");
    files.insert("content/pages/donors.toml", format!("languages = [\"fr\"]\n\n{page}"));
    let report = crate::support::shipped_site::publication(&files).report;
    assert!(!report.has_errors(), "{}", aimf::reporter::Reporter::French.errors(&report));
}
