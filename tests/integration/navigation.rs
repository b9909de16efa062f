//! The navigation: which pages the menu and the footer name, in which order, and where a page stands under another.

use aimf::export::{CADDY, NGINX, REDIRECTS, export};
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{TestSite, base, check, publish, replace, shipped_files, with};

/// The shipped site with lines at the head of `site.toml`.
fn with_settings(lines: &str) -> Files {
    with("content/site.toml", "as_of = 2021", &format!("as_of = 2021\n{lines}"))
}

fn start(files: &Files) -> TestSite {
    TestSite::start(files, &base("https://example.org"))
}

#[test]
fn the_menu_and_the_footer_have_the_pages_that_the_site_names_in_its_order() {
    let lists = "menu = [\"history\", \"association\", \"privacy\", \"dossier\"]\nfooter = [\"contact\", \"accessibility\", \"home\"]";
    let site = start(&with_settings(lists));
    for (path, menu, footer) in [
        (
            "/fr/contact/",
            ["/fr/histoire/", "/fr/association/", "/fr/donnees-personnelles/", "/fr/dossier/"],
            ["/fr/contact/", "/fr/accessibilite/", "/fr/", "/fr-en/contact/"],
        ),
        (
            "/en/contact/",
            ["/en/history/", "/en/about/", "/en/privacy/", "/en/dossier/"],
            ["/en/contact/", "/en/accessibility/", "/en/", "/fr-en/contact/"],
        ),
    ] {
        let page = site.get(path).page();
        assert_eq!(page.attributes(".menu a", "href"), menu, "{path}");
        assert_eq!(page.attributes("footer nav a", "href"), footer, "{path}");
        // It is not in the menu any more, so the way to it is shown.
        assert_eq!(page.attributes(".breadcrumb a", "href").len(), 2, "{path}");
    }
    let page = site.get("/fr/donnees-personnelles/").page();
    assert_eq!(page.attributes(".menu [aria-current=page]", "href"), ["/fr/donnees-personnelles/"]);
    assert_eq!(page.attributes(".breadcrumb a", "href"), Vec::<String>::new());
    assert_eq!(page.texts("footer nav a")[1], "Accessibilité\u{a0}: non conforme");
    // A page that is in neither is in the site map all the same, which begins with the menu.
    let map = site.get("/fr/plan-du-site/").page().attributes("main section:first-of-type a", "href");
    assert_eq!(map[..4], ["/fr/histoire/", "/fr/association/", "/fr/donnees-personnelles/", "/fr/dossier/"]);
    assert_eq!(map.len(), 11);
    for path in ["/fr/mentions-legales/", "/fr/projets-cles/", "/fr/vision-et-objectifs/"] {
        assert!(map.iter().any(|href| href == path), "{path}");
        assert!(site.get("/sitemap.xml").text().contains(&format!("https://example.org{path}</loc>")), "{path}");
    }
}

#[test]
fn the_footer_says_how_far_the_site_is_accessible_whatever_pages_it_names() {
    let page = start(&with_settings("footer = [\"site-map\"]")).get("/fr/").page();
    assert_eq!(page.attributes("footer nav a", "href"), ["/fr/accessibilite/", "/fr/plan-du-site/", "/fr-en/"]);
}

#[test]
fn a_name_in_the_menu_that_is_no_pages_is_answered_with_the_one_that_was_meant() {
    for (typed, meant) in [
        ("histoire", "history"),
        ("Histoire", "history"),
        ("about", "association"),
        ("acceuil", "home"),
        ("page:contact", "contact"),
        ("privacy.toml", "privacy"),
        ("projets-clés", "projects"),
        ("vison", "vision"),
        ("mentions légales", "legal-notice"),
    ] {
        let list = |name: &str| with_settings(&format!("menu = [\"association\", \"{name}\"]"));
        let [en, fr] = [Reporter::English, Reporter::French].map(|reporter| check(&list(typed), reporter));
        if typed != meant {
            assert!(en.contains("content/site.toml:8:24"), "{en}");
            assert!(en.contains(&format!("‘{typed}’, in ‘menu’, is the name of no page")), "{en}");
            assert!(en.contains(&format!("write \"{meant}\"\n")), "{typed}: {en}");
            assert!(fr.contains(&format!("écrivez \"{meant}\"\n")), "{typed}: {fr}");
        }
        if meant != "association" {
            assert_eq!(check(&list(meant), Reporter::English), "", "{meant}");
        }
    }
    let told = check(&with_settings("footer = [\"xyz\"]"), Reporter::French);
    let names = "home, association, history, vision, projects, contact, site-map, dossier, accessibility, legal-notice, privacy";
    assert!(told.contains(&format!("les noms des pages sont\u{a0}: {names}\n")), "{told}");
}

#[test]
fn a_page_twice_in_the_menu_is_told_with_both_places() {
    let told = check(&with_settings("menu = [\"history\", \"contact\",\n  \"history\"]"), Reporter::English);
    assert_eq!(told.matches("error: ").count(), 2, "one, and the count: {told}");
    assert!(told.contains("content/site.toml:9:3"), "{told}");
    assert!(told.contains("the page ‘history’ is in ‘menu’ already, at content/site.toml:8:9"), "{told}");
}

#[test]
fn without_lists_of_its_own_a_site_has_the_menu_of_the_pages_that_the_program_composes() {
    let page = start(&shipped_files()).get("/fr/").page();
    let menu =
        ["/fr/", "/fr/association/", "/fr/histoire/", "/fr/vision-et-objectifs/", "/fr/projets-cles/", "/fr/contact/"];
    assert_eq!(page.attributes(".menu a", "href"), menu);
}

/// A page's file; `top` are the lines above its head, `more` those at the end of it.
fn page(slugs: [&str; 2], top: &str, more: &str) -> String {
    let [fr, en] = slugs;
    format!(
        "{top}\n[page]\nslug.fr = \"{fr}\"\nslug.en = \"{en}\"\ntitle.fr = \"Page {fr}\"\ntitle.en = \"Page {en}\"\n\
         description.fr = \"Ce que dit la page {fr}.\"\ndescription.en = \"What the page {en} says.\"\n{more}\n\
         [[sections]]\nanchor.fr = \"un\"\nanchor.en = \"one\"\ntitle.fr = \"Un\"\ntitle.en = \"One\"\n\
         text.fr = \"Un texte.\"\ntext.en = \"A text.\"\n"
    )
}

/// The shipped site with these pages, by their keys.
fn with_pages(pages: &[(&str, String)]) -> Files {
    let mut files = shipped_files();
    for (key, text) in pages {
        files.insert(format!("content/pages/{key}.toml"), text.clone());
    }
    files.remove("content/translations.lock");
    files
}

/// Three levels: the association, its team, its office, and the office's history.
fn three_levels() -> [(&'static str, String); 3] {
    [
        ("team", page(["equipe", "team"], "parent = \"association\"", "")),
        ("office", page(["bureau", "office"], "parent = \"team\"", "")),
        ("archive", page(["archives", "archive"], "parent = \"office\"", "")),
    ]
}

#[test]
fn a_page_under_another_has_its_address_breadcrumb_and_place_in_the_site_map() {
    let site = start(&with_pages(&three_levels()));
    let (fr, en) = ("/fr/association/equipe/bureau/", "/en/about/team/office/");
    let page = site.get(fr).page();
    let above = ["/fr/", "/fr/association/", "/fr/association/equipe/", fr];
    assert_eq!(page.attributes(".breadcrumb a", "href"), above);
    assert_eq!(page.texts(".breadcrumb a"), ["Accueil", "L’association", "Page equipe", "Page bureau"]);
    assert_eq!(page.attributes(".breadcrumb [aria-current=page]", "href"), [fr]);
    let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
    let list = data["@graph"][1]["breadcrumb"]["itemListElement"].as_array().unwrap();
    let items: Vec<_> = list.iter().map(|item| (item["position"].as_u64(), item["item"].as_str().unwrap())).collect();
    let absolute = above.map(|path| format!("https://example.org{path}"));
    assert_eq!(items, (1..).zip(&absolute).map(|(n, url)| (Some(n), url.as_str())).collect::<Vec<_>>());

    assert_eq!(page.attribute(".languages a", "href"), en);
    assert_eq!(page.attributes("link[hreflang=en]", "href"), [format!("https://example.org{en}")]);
    assert_eq!(site.get("/fr-en/association/equipe/bureau/").status, 200);
    assert!(site.get("/sitemap.xml").text().contains(&format!("<loc>https://example.org{en}</loc>")));
    let open: serde_json::Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    assert_eq!((&open["pages"]["office"]["parent"], &open["pages"]["privacy"]["parent"]), (&"team".into(), &().into()));

    // Nested as deep as the pages, and each page once.
    let map = site.get("/en/site-map/").page();
    let under = |depth: usize| map.attributes(&format!(".map > li {} > a", "> ul > li".repeat(depth)), "href");
    assert_eq!([under(1), under(2), under(3)], [["/en/about/team/"], [en], ["/en/about/team/office/archive/"]]);
    assert_eq!(map.attributes(".map a", "href").iter().filter(|href| *href == en).count(), 1);
    // Each page names those right under it, and the footer does not.
    for (path, below) in [("/fr/association/", "/fr/association/equipe/"), ("/fr/association/equipe/", fr)] {
        let page = site.get(path).page();
        assert_eq!(page.attributes("main nav[aria-label='Dans cette partie'] a", "href"), [below], "{path}");
        assert!(!page.attributes("footer a", "href").iter().any(|href| href == below), "{path}");
    }
}

#[test]
fn a_moved_page_is_still_found_at_its_former_addresses() {
    let mut pages = three_levels();
    pages[0].1 =
        page(["equipe", "team"], "parent = \"association\"", "former_slugs.fr = [\"nos-equipes\", \"qui/equipe\"]");
    let mut files = with_pages(&pages);
    replace(
        &mut files,
        "content/profile.toml",
        "slug.fr = \"association\"",
        "slug.fr = \"association\"\nformer_slugs.fr = [\"presentation\"]",
    );
    let site = start(&files);
    let (team, office) = ("/fr/association/equipe/", "/fr/association/equipe/bureau/");
    for (from, to) in [
        // Before it was under another, and before that was named as it is now.
        ("/fr/equipe/", team),
        ("/fr/equipe", team),
        ("/fr/nos-equipes/", team),
        ("/fr/association/nos-equipes/", team),
        ("/fr/qui/equipe", team),
        ("/fr/presentation/equipe/", team),
        ("/fr/presentation/equipe/bureau/", office),
        ("/fr/association/nos-equipes/bureau", office),
        ("/fr/qui/equipe/bureau/", office),
        ("/fr/bureau/", office),
        // With another language in front, or none, and side by side.
        ("/en/association/equipe/", "/en/about/team/"),
        ("/en/equipe/", "/en/about/team/"),
        ("/about/team", "/en/about/team/"),
        ("/bureau", office),
        ("/fr-en/equipe/", "/fr-en/association/equipe/"),
        ("/fr/association/equipe", team),
    ] {
        let answer = site.get(from);
        assert_eq!((answer.status, answer.header("location")), (301, to), "{from}");
    }
    assert_eq!((site.get(team).status, site.get("/fr/association/bureau/").status), (200, 404));
}

#[test]
fn an_export_leads_from_a_pages_former_addresses_to_it_in_each_of_its_forms() {
    let mut pages = three_levels();
    pages[1].1 = page(["bureau", "office"], "parent = \"team\"", "former_slugs.fr = [\"projets-cles/bureau\"]");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    export(&publish(&with_pages(&pages), &base("https://example.org")), &out).unwrap();
    let to = "/fr/association/equipe/bureau/";
    assert!(out.join(&to[1..]).join("index.html").is_file());
    for form in [REDIRECTS, NGINX, CADDY] {
        let text = std::fs::read_to_string(out.join(form)).unwrap().replace(['"', ';'], " ");
        for from in ["/fr/projets-cles/bureau", "/fr/projets-cles/bureau/", "/fr/bureau"] {
            // The address, and within the next words where it leads.
            let words: Vec<_> = text.split_whitespace().collect();
            let leads = |at: usize| words[at + 1..].iter().take(8).any(|word| *word == to);
            assert!((0..words.len()).any(|at| words[at] == from && leads(at)), "{form}: {from}");
        }
    }
}

#[test]
fn pages_under_different_ones_may_have_the_same_slug() {
    let mut files = with_pages(&[
        ("team", page(["equipe", "team"], "parent = \"association\"", "")),
        ("project-team", page(["equipe", "team"], "parent = \"projects\"", "")),
    ]);
    let of_projects = "content/pages/project-team.toml";
    for (from, to) in [
        ("title.fr = \"Page equipe\"", "title.fr = \"L'équipe des projets\""),
        ("title.en = \"Page team\"", "title.en = \"The projects' team\""),
        ("description.fr = \"Ce", "description.fr = \"Tout ce"),
        ("description.en = \"What", "description.en = \"All that"),
    ] {
        replace(&mut files, of_projects, from, to);
    }
    let site = start(&files);
    assert_eq!((site.get("/fr/association/equipe/").status, site.get("/fr/projets-cles/equipe/").status), (200, 200));
    // Which one is meant?
    assert_eq!(site.get("/fr/equipe/").status, 404);
    let told = check(
        &with_pages(&[
            ("a", page(["equipe", "a"], "parent = \"association\"", "")),
            ("b", page(["b", "b"], "parent = \"association\"", "former_slugs.fr = [\"equipe\"]")),
        ]),
        Reporter::English,
    );
    assert!(told.contains("the address /fr/association/equipe/ is taken already, at content/pages/a.toml:"), "{told}");
    assert_eq!(told.matches("error: ").count(), 2, "{told}");
}

#[test]
fn a_parent_that_is_no_page_and_a_circle_of_pages_are_errors() {
    // The page itself and what stands under it are no help.
    for (typed, help) in [("histoire", "écrivez \"history\"\n"), ("equipes", "les noms des pages sont\u{a0}: home,")] {
        let mut pages = three_levels();
        pages[0].1 = page(["equipe", "team"], &format!("parent = \"{typed}\""), "");
        let told = check(&with_pages(&pages), Reporter::French);
        assert!(told.contains("content/pages/team.toml:1:10") && told.contains(help), "{told}");
        assert!(!told.contains("archive") && told.matches("-->").count() == 1, "{told}");
    }
    let mut pages = three_levels();
    pages[0].1 = page(["equipe", "team"], "parent = \"archive\"", "");
    for (reporter, way) in [
        (
            Reporter::French,
            "ces pages sont rangées en cercle, chacune sous la suivante\u{a0}: archive → office → team → archive",
        ),
        (
            Reporter::English,
            "these pages stand in a circle, each under the next one: archive → office → team → archive",
        ),
    ] {
        let told = check(&with_pages(&pages), reporter);
        assert!(told.contains(way), "{told}");
        assert!(told.contains("content/pages/archive.toml:1:10"), "{told}");
        assert_eq!(told.matches("-->").count(), 1, "{told}");
    }
    let itself = with_pages(&[("team", page(["equipe", "team"], "parent = \"team\"", ""))]);
    assert!(check(&itself, Reporter::English).contains("under the next one: team → team"));
}

#[test]
fn a_former_address_that_was_copied_whole_is_answered_with_the_path_to_write() {
    for (typed, right) in [
        ("https://www.aimf.asso.fr/fr/association/equipe/", "association/equipe"),
        ("/fr/association/equipe/", "association/equipe"),
        ("Équipe", "equipe"),
        ("equipe/", "equipe"),
    ] {
        let more = |typed: &str| format!("former_slugs.fr = [\"{typed}\"]");
        let files = |typed| with_pages(&[("office", page(["bureau", "office"], "", &more(typed)))]);
        let told = check(&files(typed), Reporter::English);
        assert!(told.contains(&format!("write \"{right}\": ")), "{typed}: {told}");
        assert_eq!(check(&files(right), Reporter::English), "");
    }
}
