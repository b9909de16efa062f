//! Each page, in each language, says what it is to readers, to their devices and to machines.

use std::collections::HashSet;

use aimf::content::{ComposedPage, Menu};

use crate::harness::{PAGES, Page, SHIPPED, publication, shipped_files};
use serde_json::Value;

const BASE: &str = "http://127.0.0.1:8080";

/// Every page in every language: its language, its path, its path in the other language, the page.
fn each(mut check: impl FnMut(&str, &str, &str, &Page)) {
    for (_, fr, en) in PAGES {
        for (language, path, other) in [("fr", fr, en), ("en", en, fr)] {
            let answer = SHIPPED.get(path);
            assert_eq!(answer.status, 200, "{path}");
            check(language, path, other, &answer.page());
        }
    }
}

#[test]
fn each_page_names_its_language_and_has_one_title() {
    each(|language, path, _, page| {
        assert_eq!(page.attribute("html", "lang"), language, "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path}");
        assert_eq!(SHIPPED.get(path).header("content-language"), language);
    });
}

#[test]
fn titles_and_descriptions_are_unique() {
    let (mut titles, mut descriptions) = (HashSet::new(), HashSet::new());
    each(|language, path, _, page| {
        let title = format!("{language} {}", page.texts("title").join(""));
        let description = page.attribute("meta[name=description]", "content");
        assert!((50..=170).contains(&description.chars().count()), "{path}: {description}");
        assert!(titles.insert(title.clone()), "{path}: {title}");
        assert!(descriptions.insert(description.clone()), "{path}: {description}");
    });
}

#[test]
fn each_page_gives_its_own_address_and_that_of_its_translations() {
    each(|language, path, other, page| {
        assert_eq!(page.attribute("link[rel=canonical]", "href"), format!("{BASE}{path}"));
        let (fr, en) = if language == "fr" { (path, other) } else { (other, path) };
        let default = if fr == "/fr/" { "/" } else { fr };
        for (code, path) in [("fr", fr), ("en", en), ("x-default", default)] {
            let href = page.attribute(&format!("link[rel=alternate][hreflang={code}]"), "href");
            assert_eq!(href, format!("{BASE}{path}"));
        }
    });
}

#[test]
fn the_language_switch_leads_to_the_same_page() {
    each(|_, path, other, page| {
        assert_eq!(page.attribute(".languages a[hreflang]", "href"), other, "{path}");
        assert_eq!(page.attributes(".languages a", "lang"), page.attributes(".languages a", "hreflang"));
    });
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    each(|_, path, _, page| {
        assert_eq!(page.attributes("body a", "href")[0], "#main", "{path}");
        assert_eq!(page.attributes("main", "id"), ["main"]);
    });
}

#[test]
fn pages_below_the_home_page_show_the_way_to_them() {
    each(|_, path, _, page| {
        let way = page.attributes("nav.breadcrumb a", "href");
        if page.attributes("nav .menu a[aria-current=page]", "href") == [path] {
            // The navigation marks the page.
            assert!(way.is_empty());
        } else {
            assert_eq!(way, [&path[..4], path]);
            assert_eq!(page.attribute("nav.breadcrumb a[aria-current=page]", "href"), path);
        }
    });
}

#[test]
fn shared_links_have_a_title_a_description_and_a_picture_with_its_words() {
    each(|language, path, _, page| {
        let property = |name: &str| page.attribute(&format!("meta[property='{name}']"), "content");
        assert_eq!(property("og:url"), format!("{BASE}{path}"));
        assert_eq!(property("og:locale"), if language == "fr" { "fr_FR" } else { "en_GB" });
        assert_eq!(property("og:locale:alternate"), if language == "fr" { "en_GB" } else { "fr_FR" });
        for name in ["og:type", "og:site_name", "og:title", "og:description", "og:image:alt"] {
            assert!(!property(name).is_empty(), "{path}: {name}");
        }
        let picture = property("og:image");
        let answer = SHIPPED.get(picture.strip_prefix(BASE).unwrap());
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
        for name in ["twitter:card", "twitter:title", "twitter:description"] {
            assert!(!page.attribute(&format!("meta[name='{name}']"), "content").is_empty(), "{path}: {name}");
        }
    });
}

#[test]
fn machines_learn_of_the_association_the_page_and_the_way_to_it() {
    each(|language, path, _, page| {
        let text = page.texts("script[type='application/ld+json']").join("");
        let data: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(data["@context"], "https://schema.org");
        let [association, web_page] = data["@graph"].as_array().unwrap().as_slice() else { panic!("{path}: {text}") };
        assert_eq!(association["@type"], "NGO");
        assert_eq!(association["foundingDate"], "1979");
        assert_eq!(association["telephone"], "+33 1 44 88 22 88");
        assert_eq!(association["faxNumber"], "+33 1 40 39 06 62");
        assert_eq!(association["address"]["streetAddress"], "9 rue des Halles");
        assert_eq!(association["address"]["postalCode"], "75001");
        assert_eq!(web_page["url"], format!("{BASE}{path}"));
        assert_eq!(web_page["inLanguage"], language);
        let steps = web_page["breadcrumb"]["itemListElement"].as_array().map_or(0, Vec::len);
        assert_eq!(steps, if path.len() == 4 { 0 } else { 2 });
    });
}

#[test]
fn the_history_is_an_ordered_list_of_years_each_with_an_anchor() {
    for path in ["/fr/histoire/", "/en/history/", "/fr/", "/en/dossier/"] {
        let page = SHIPPED.get(path).page();
        let years = ["1979", "1990", "1995", "2015", "2017"];
        assert_eq!(page.attributes("ol.events > li", "id"), years, "{path}");
        assert_eq!(page.attributes("ol.events > li time", "datetime"), years, "{path}");
    }
}

#[test]
fn each_sentence_can_be_cited_by_its_anchor() {
    for (path, ids) in [
        ("/fr/association/", &["s01", "s02", "s03"][..]),
        ("/en/history/", &["t1", "t2a", "t2b", "t3", "t4", "t5"]),
        (
            "/fr/vision-et-objectifs/",
            &["vision", "v1", "v2", "v3", "v4", "objectifs", "o1", "o2", "o2a", "o2b", "o2c", "o3", "o4"],
        ),
        ("/en/vision-and-objectives/", &["vision", "objectives"]),
        ("/en/key-projects/", &["p1", "p2", "p3", "p4", "p5"]),
    ] {
        let anchors = SHIPPED.get(path).page().attributes("[id]", "id");
        for id in ids {
            assert_eq!(anchors.iter().filter(|anchor| anchor == id).count(), 1, "{path}#{id}");
        }
    }
}

#[test]
fn a_page_that_is_not_there_says_so_in_the_language_of_its_address() {
    for (path, language, words) in
        [("/fr/rien/", "fr", "Cette place est vide."), ("/en/nothing", "en", "This seat is empty.")]
    {
        let answer = SHIPPED.get(path);
        assert_eq!((answer.status, answer.header("content-language")), (404, language));
        let page = answer.page();
        assert_eq!(page.attribute("html", "lang"), language);
        assert_eq!(page.texts("h1"), [words]);
        assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
    }
    let page = SHIPPED.get("/rien").page();
    assert_eq!(page.texts("h1 [lang=fr]"), ["Cette place est vide."]);
    assert_eq!(page.texts("h1 [lang=en]"), ["This seat is empty."]);
}

#[test]
fn a_slip_in_an_address_is_answered_with_a_link_to_the_page_that_was_meant() {
    let ways = |path: &str| {
        let answer = SHIPPED.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-length"), answer.text().len().to_string(), "{path}");
        answer.page().attributes("main .links a", "href")
    };
    let (fr, en) = (["/fr/", "/fr/plan-du-site/"], ["/en/", "/en/site-map/"]);
    assert_eq!(ways("/fr/rien/"), fr);
    assert_eq!(ways("/fr/histoir/"), [&["/fr/histoire/"], &fr[..]].concat());
    assert_eq!(ways("/en/Projects.html"), [&["/en/key-projects/"], &en[..]].concat());
    assert_eq!(ways("/histoir"), [&["/fr/histoire/"], &fr[..], &en].concat());
    assert_eq!(ways("/contacts"), [&["/fr/contact/"], &fr[..], &["/en/contact/"], &en].concat());
    assert_eq!(ways("/key-project/"), [&fr[..], &["/en/key-projects/"], &en].concat());
}

#[test]
fn the_view_side_by_side_puts_each_sentence_beside_its_translation() {
    let answer = SHIPPED.get("/fr-en/histoire/");
    assert_eq!(answer.status, 200);
    let page = answer.page();
    assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    assert!(page.attributes("link[rel=canonical], link[hreflang]", "href").is_empty());
    assert_eq!(page.texts(".paper"), [format!("{BASE}/fr-en/histoire/"), format!("{BASE}/fr-en/histoire/")]);
    let row = |id: &str, language: &str| page.texts(&format!("tr#{id} td[lang={language}]")).join("");
    assert_eq!(row("t1", "fr"), "L’AIMF est créée au Québec.");
    assert_eq!(row("t1", "en"), "The AIMF is created in Québec.");
    for (_, fr, en) in PAGES.into_iter().filter(|(key, ..)| !matches!(*key, "site-map" | "dossier")) {
        let path = fr.replacen("/fr/", "/fr-en/", 1);
        let page = SHIPPED.get(&path).page();
        assert!(page.texts("tbody tr").len() > 1, "{path}");
        let links = page.attributes("a", "href");
        assert!(links.iter().any(|link| link == fr) && links.iter().any(|link| link == en), "{path}");
    }
}

#[test]
fn the_footer_says_what_the_page_weighs_to_within_a_kilobyte() {
    each(|_, path, _, page| {
        let ask = |path: &str| SHIPPED.ask("GET", path, &[("accept-encoding", "br")]).body.len();
        let stylesheet = page.attribute("link[rel=stylesheet]", "href");
        let css = SHIPPED.get(&stylesheet);
        let fonts = css.text().split("url(\"").skip(1).map(|rest| {
            let name = rest.split('"').next().unwrap();
            ask(&format!("/static/{name}"))
        });
        let weight = ask(path) + ask(&stylesheet) + fonts.sum::<usize>();
        let said = page.texts("footer .note").join(" ").replace('\u{a0}', " ");
        let kilobytes: usize = said.split(' ').filter_map(|word| word.parse().ok()).next_back().unwrap();
        assert!((kilobytes * 1000).abs_diff(weight) <= 1000, "{path} weighs {weight}: {said}");
    });
}

#[test]
fn a_page_of_the_registry_is_in_the_navigation_the_sitemap_and_side_by_side_and_its_key_is_taken() {
    let map = SHIPPED.get("/sitemap.xml");
    let feed = SHIPPED.get("/fr/plan-du-site/").page().attributes("main a", "href");
    for page in ComposedPage::ALL {
        let key = page.key();
        let (_, fr, _) = PAGES.iter().find(|(known, ..)| *known == key).unwrap_or_else(|| panic!("{key} is not tried"));
        let home = SHIPPED.get("/fr/").page();
        let navigation = if page.menu() == Menu::Main { "header nav a" } else { "footer a" };
        assert!(home.attributes(navigation, "href").iter().any(|href| href == fr), "{key}: {navigation}");
        assert!(map.text().contains(&format!("{BASE}{fr}</loc>")), "{key}: sitemap");
        assert!(feed.iter().any(|href| href == fr) || *page == ComposedPage::SiteMap, "{key}: site map");
        let beside = SHIPPED.get(&fr.replacen("/fr/", "/fr-en/", 1)).status;
        assert_eq!(beside == 200, page.menu() == Menu::Main, "{key}: side by side");
        let mut files = shipped_files();
        files.insert(format!("content/pages/{key}.toml"), files.get("content/pages/privacy.toml").unwrap().clone());
        let report = publication(&files).report;
        assert!(report.errors().any(|one| one.problem.id() == "page-key-taken"), "{key}: its key is not taken");
    }
}
