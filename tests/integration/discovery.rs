//! What search engines, social networks and browsers find: sitemap, robots.txt, canonical, hreflang, Open Graph, JSON-LD, the web
//! manifest, security.txt.

use std::collections::HashSet;

use serde_json::Value;

use crate::support::shipped_site::{BASE, PAGES, SHIPPED, TestSite, base, each_page, with};

#[test]
fn the_sitemap_lists_every_page_with_its_hreflang_and_each_is_there() {
    let answer = SHIPPED.get("/sitemap.xml");
    assert_eq!(answer.header("content-type"), "application/xml; charset=utf-8");
    let locations: Vec<_> =
        answer.text().split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    let unique: HashSet<_> = locations.iter().collect();
    assert_eq!((locations.len(), unique.len()), (PAGES.len() * 2, PAGES.len() * 2));
    for location in &locations {
        let path = location.strip_prefix(BASE).unwrap();
        assert_eq!(SHIPPED.get(path).status, 200, "{path}");
    }
    // Each page, in each language: French, English, and the default.
    assert_eq!(answer.text().matches("hreflang=").count(), locations.len() * 3);
}

#[test]
fn robots_txt_shows_the_sitemap() {
    assert!(SHIPPED.get("/robots.txt").text().contains("Sitemap: http://127.0.0.1:8080/sitemap.xml\n"));
}

#[test]
fn titles_and_meta_descriptions_are_unique() {
    let (mut titles, mut descriptions) = (HashSet::new(), HashSet::new());
    each_page(|language, path, _, page| {
        let title = format!("{language} {}", page.texts("title").join(""));
        let description = page.attribute("meta[name=description]", "content");
        assert!((50..=170).contains(&description.chars().count()), "{path}: {description}");
        assert!(titles.insert(title.clone()), "{path}: {title}");
        assert!(descriptions.insert(description.clone()), "{path}: {description}");
    });
}

#[test]
fn each_page_gives_its_canonical_address_and_hreflang_of_its_translations() {
    each_page(|language, path, other, page| {
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
fn open_graph_gives_shared_links_a_title_a_description_and_a_picture_with_its_words() {
    each_page(|language, path, _, page| {
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
fn json_ld_tells_machines_of_the_association_the_page_and_the_way_to_it() {
    each_page(|language, path, _, page| {
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
fn the_web_manifest_names_icons_that_are_there() {
    let page = SHIPPED.get("/en/").page();
    let answer = SHIPPED.get(&page.attribute("link[rel=manifest]", "href"));
    assert_eq!(answer.header("content-type"), "application/manifest+json");
    let manifest: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!(manifest["lang"], "en");
    for icon in manifest["icons"].as_array().unwrap() {
        let file = SHIPPED.get(icon["src"].as_str().unwrap());
        assert_eq!((file.status, file.header("content-type")), (200, icon["type"].as_str().unwrap()));
    }
    for path in ["/favicon.ico", "/apple-touch-icon.png"] {
        assert_eq!(SHIPPED.get(path).status, 200, "{path}");
    }
}

#[test]
fn security_txt_is_there_once_its_contact_is_filled_in() {
    assert_eq!(SHIPPED.get("/.well-known/security.txt").status, 404);
    let files = with(
        "content/legal.toml",
        "[security]\n",
        "[security]\ncontact = \"mailto:securite@example.org\"\nexpires = 2027-01-31\n",
    );
    let answer = TestSite::start(&files, &base("https://example.org")).get("/.well-known/security.txt");
    assert_eq!(answer.status, 200);
    for line in [
        "Contact: mailto:securite@example.org",
        "Expires: 2027-01-31T00:00:00Z",
        "Preferred-Languages: fr, en",
        "Canonical: https://example.org/.well-known/security.txt",
    ] {
        assert!(answer.text().lines().any(|one| one == line), "{line}");
    }
}
