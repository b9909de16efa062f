//! What pages hold beside their text: the registry's places for them, the footer, the view side by side.

use aimf::content::{ComposedPage, Menu};
use aimf::edition::Route;

use crate::support::shipped_site::{BASE, PAGES, SHIPPED, base, each_page, publication, publish, shipped_files};

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
    each_page(|_, path, _, page| {
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
fn the_footer_of_a_large_site_names_the_pages_that_ask_for_it() {
    let mut files = shipped_files();
    let model = String::from_utf8(files.get("content/pages/privacy.toml").unwrap().to_vec()).unwrap();
    for number in 0..20 {
        let head = model.split("[[sections]]").next().unwrap();
        let numbered: String = head
            .lines()
            .filter(|line| !line.starts_with("footer"))
            .map(|line| match line.strip_suffix('"') {
                Some(open) if !line.starts_with("lede") => format!("{open}-{number}\"\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let sections = model.split_once("[[sections]]").unwrap().1;
        files.insert(format!("content/pages/page-{number}.toml"), format!("{numbered}[[sections]]{sections}"));
    }
    files.remove("content/translations.lock");
    let edition = publish(&files, &base("https://aimf.example"));
    let Some(Route::Resource(home)) = edition.get("/fr/") else { panic!("no home page") };
    let html = std::str::from_utf8(&home.identity().body).unwrap();
    let foot = html.split_once("<footer").unwrap().1;
    assert!(foot.contains("/fr/donnees-personnelles/") && foot.contains("/fr/mentions-legales/"));
    assert!(!foot.contains("/fr/donnees-personnelles-"), "{foot}");
    let Some(Route::Resource(map)) = edition.get("/fr/plan-du-site/") else { panic!("no site map") };
    assert!(std::str::from_utf8(&map.identity().body).unwrap().contains("/fr/donnees-personnelles-7/"));
}
