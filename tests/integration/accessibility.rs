//! Accessibility that the markup must have: languages, headings, the skip link, breadcrumbs, lists. `tests/browser` looks at the rest.

use crate::support::shipped_site::{SHIPPED, each_page};

#[test]
fn each_page_names_its_language_in_lang_and_has_one_h1() {
    each_page(|language, path, _, page| {
        assert_eq!(page.attribute("html", "lang"), language, "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path}");
        assert_eq!(SHIPPED.get(path).header("content-language"), language);
    });
}

#[test]
fn foreign_passages_say_their_language_in_lang() {
    let page = SHIPPED.get("/en/about/").page();
    assert_eq!(page.texts("main span[lang=fr]"), ["loi\u{a0}1901"]);
    let page = SHIPPED.get("/en/key-projects/").page();
    assert_eq!(page.texts("main cite[lang=fr]"), ["Raisonnance"]);
    let page = SHIPPED.get("/fr/projets-cles/").page();
    assert_eq!(page.texts("main cite"), ["Raisonnance"]);
    assert!(page.attributes("main cite", "lang").is_empty());
}

#[test]
fn the_skip_link_comes_first_and_leads_to_the_content() {
    each_page(|_, path, _, page| {
        assert_eq!(page.attributes("body a", "href")[0], "#main", "{path}");
        assert_eq!(page.attributes("main", "id"), ["main"]);
    });
}

#[test]
fn a_breadcrumb_shows_the_way_to_pages_below_the_home_page() {
    each_page(|_, path, _, page| {
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
fn the_language_switch_leads_to_the_same_page_with_lang_and_hreflang() {
    each_page(|_, path, other, page| {
        assert_eq!(page.attribute(".languages a[hreflang]", "href"), other, "{path}");
        assert_eq!(page.attributes(".languages a", "lang"), page.attributes(".languages a", "hreflang"));
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
