//! The look that a site chooses: its logo, and colours that everyone can read.

use aimf::edition::Route;
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{TestSite, base, check, publish, replace, shipped_files, with};

/// The shipped site with a look.
fn with_look(lines: &str) -> Files {
    with("content/site.toml", "[home]", &format!("{lines}\n\n[home]"))
}

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 40\"><path d=\"M0 0h120v40z\"/></svg>";

fn with_logo(lines: &str) -> Files {
    let mut files = with_look(lines);
    files.insert("static/logo.svg", LOGO);
    files.insert("static/logo-dark.svg", LOGO.replace("<path", "<path fill=\"#fff\""));
    files
}

#[test]
fn the_logo_stands_in_the_header_with_the_name_of_the_association_and_room_kept_for_it() {
    let site = TestSite::start(
        &with_logo("[look]\nlogo = \"logo.svg\"\nlogo_dark = \"logo-dark.svg\""),
        &base("https://example.org"),
    );
    for (path, name) in [
        ("/fr/contact/", "Association Internationale des Maires Francophones"),
        ("/en/contact/", "International Association of Francophone Mayors"),
        ("/fr/nope/", "Association Internationale des Maires Francophones"),
        ("/nope/", "Association Internationale des Maires Francophones"),
        ("/fr-en/contact/", "Association Internationale des Maires Francophones"),
    ] {
        let page = site.get(path).page();
        let logo = |name| page.attribute(".wordmark img", name);
        assert_eq!([logo("alt"), logo("width"), logo("height")], [name, "120", "40"], "{path}");
        let (light, dark) = (logo("src"), page.attribute(".wordmark source", "srcset"));
        assert!(light.starts_with("/static/logo.") && dark.starts_with("/static/logo-dark."), "{path}: {light} {dark}");
        assert_eq!((site.get(&light).status, site.get(&dark).status), (200, 200));
        assert_eq!(page.attribute(".wordmark source", "media"), "screen and (prefers-color-scheme: dark)");
        assert_eq!(page.texts(".wordmark"), [""], "{path}");
    }
    let page = site.get("/fr/contact/").page();
    let data: serde_json::Value = serde_json::from_str(&page.texts("script[type='application/ld+json']")[0]).unwrap();
    let address = format!("https://example.org{}", page.attribute(".wordmark img", "src"));
    assert_eq!(data["@graph"][0]["logo"], address);
    // One picture for both by day and in the dark has a light ground there.
    let alone = TestSite::start(&with_logo("[look]\nlogo = \"logo.svg\""), &base("https://example.org"));
    assert_eq!(alone.get("/fr/").page().attributes(".wordmark source", "srcset"), Vec::<String>::new());
}

#[test]
fn a_logo_that_is_not_there_or_of_another_kind_is_answered_with_the_name_to_write() {
    for (lines, place, says) in [
        ("[look]\nlogo = \"static/logo.svg\"", "content/site.toml:27:8", "write \"logo.svg\""),
        ("[look]\nlogo = \"file:logo.svg\"", "content/site.toml:27:8", "write \"logo.svg\""),
        ("[look]\nlogo = \"logos.svg\"", "content/site.toml:27:8", "write \"logo.svg\""),
        ("[look]\nlogo = \"mairie.png\"", "content/site.toml:27:8", "put the file into ‘static’, or correct its name"),
        ("[look]\nlogo = \"logo.jpg\"", "content/site.toml:27:8", "save the logo as SVG, or else as PNG"),
        (
            "[look]\nlogo_dark = \"logo-dark.svg\"",
            "content/site.toml:27:13",
            "logo = \"logo-dark.svg\" in place of logo_dark",
        ),
    ] {
        let told = check(&with_logo(lines), Reporter::English);
        assert!(told.contains(place) && told.contains(says), "{lines}: {told}");
        assert_eq!(told.matches("-->").count(), 1, "{told}");
    }
    assert_eq!(check(&with_logo("[look]\nlogo = \"logo.svg\""), Reporter::English), "");
}

const GREEN: &str = "[look.light]\nground = \"#FFFFFF\"\nink = \"#10201A\"\naccent = \"#00563B\"\n\n\
                     [look.dark]\nground = \"#0E1512\"\nink = \"#EAF3EE\"\naccent = \"#7FE0B5\"";

fn body(files: &Files, path: &str) -> Vec<u8> {
    let edition = publish(files, &base("https://example.org"));
    match edition.get(path) {
        Some(Route::Resource(resource)) => resource.identity().body.to_vec(),
        other => panic!("{path}: {other:?}"),
    }
}

#[test]
fn the_colours_are_in_the_stylesheet_the_icons_the_manifest_and_the_sharing_cards() {
    let files = with_look(GREEN);
    let edition = publish(&files, &base("https://example.org"));
    let of = |start: &str, end: &str| {
        let mut found = edition.resources().filter(|(path, _)| path.starts_with(start) && path.ends_with(end));
        found.next().unwrap_or_else(|| panic!("{start}…{end}")).1.identity().body.to_vec()
    };
    let css = String::from_utf8(of("/static/site.", ".css")).unwrap();
    let (_, rules) = css.rsplit_once("@layer tokens {").unwrap();
    let (light, dark) = rules.split_once("(prefers-color-scheme: dark)").unwrap();
    for (rules, colours) in [
        (
            light,
            ["--paper: #FFFFFF;", "--ink: #10201A;", "--accent: #00563B;", "--panel: #00563B;", "--on-panel: #FFFFFF;"],
        ),
        (
            dark,
            ["--paper: #0E1512;", "--ink: #EAF3EE;", "--accent: #7FE0B5;", "--on-panel: #EAF3EE;", "--ground: #FFFFFF"],
        ),
    ] {
        assert_eq!(colours.into_iter().find(|colour| !rules.contains(colour)), None, "{rules}");
    }
    let mark = String::from_utf8(of("/favicon.svg", "")).unwrap();
    for colour in ["fill=\"#00563B\"", "stroke=\"#10201A\"", "circle{fill:#7FE0B5}", "path{stroke:#EAF3EE}"] {
        assert!(mark.contains(colour), "{colour}: {mark}");
    }
    let manifest: serde_json::Value = serde_json::from_slice(&of("/fr/manifest", "")).unwrap();
    assert_eq!((&manifest["theme_color"], &manifest["background_color"]), (&"#FFFFFF".into(), &"#FFFFFF".into()));
    for (start, end) in [("/cards/fr/home.", ".png"), ("/apple-touch-icon.png", "")] {
        let decoder = png::Decoder::new(std::io::Cursor::new(of(start, end)));
        let palette = decoder.read_info().unwrap().info().palette.clone().unwrap();
        let colour = |index: usize| palette[3 * index..3 * index + 3].to_vec();
        assert_eq!([colour(0), colour(8)], [vec![0x00, 0x56, 0x3B], vec![0xFF, 0xFF, 0xFF]], "{start}");
    }
}

#[test]
fn without_a_look_nothing_that_is_served_changes() {
    for path in ["/favicon.svg", "/apple-touch-icon.png", "/fr/manifest.webmanifest", "/fr/"] {
        let (own, empty) = (body(&shipped_files(), path), body(&with_look("[look]"), path));
        assert_eq!(own.len(), empty.len(), "{path}");
    }
    assert!(String::from_utf8(body(&shipped_files(), "/favicon.svg")).unwrap().contains("#7A1140"));
}

#[test]
fn colours_that_not_everyone_can_read_are_refused_and_the_help_leads_to_a_clean_check() {
    for (lines, place, says) in [
        (
            "[look.light]\naccent = \"#E05A00\"",
            "content/site.toml:27:10",
            "accent = \"#E05A00\" on the ground #FAF8F9 has a contrast of 3.52 only",
        ),
        (
            "[look.light]\nink = \"#777777\"",
            "content/site.toml:27:7",
            "ink = \"#777777\" on the ground #FAF8F9 has a contrast of 4.2",
        ),
        ("[look.dark]\naccent = \"#7A1140\"", "content/site.toml:27:10", "accent = \"#7A1140\" on the ground #14101B"),
        ("[look.light]\nground = \"#E3B7C6\"", "content/site.toml:27:10", "accent = \"#7A1140\" on the ground #E3B7C6"),
        ("[look.light]\nground = \"#777777\"", "content/site.toml:27:10", "neither light nor dark"),
    ] {
        let mut files = with_look(lines);
        let told = check(&files, Reporter::English);
        assert!(told.contains(place) && told.contains(says), "{lines}: {told}");
        assert_eq!(told.matches("-->").count(), 1, "{told}");
        let help = told.split_once("write ").unwrap().1.lines().next().unwrap().split(", the").next().unwrap();
        let (key, _) = help.split_once(" = ").unwrap();
        let (head, line) = lines.split_once('\n').unwrap();
        let mended = if line.starts_with(key) { format!("{head}\n{help}") } else { format!("{lines}\n{help}") };
        replace(&mut files, "content/site.toml", lines, &mended);
        assert_eq!(check(&files, Reporter::English), "", "{mended}");
    }
    let told = check(&with_look("[look.light]\naccent = \"#E05A00\""), Reporter::French);
    assert!(told.contains("n’a qu’un contraste de 3,52\u{a0}: il en faut 7"), "{told}");
}

#[test]
fn what_is_no_colour_is_answered_with_the_colour_that_was_meant() {
    for (typed, help) in [
        ("7a1140", "write accent = \"#7A1140\""),
        ("#713", "write accent = \"#771133\""),
        ("rouge", "write a hash and six signs"),
        ("rgb(122, 17, 64)", "write a hash and six signs"),
        ("#7a11400", "write a hash and six signs"),
        ("#é1140a", "write a hash and six signs"),
    ] {
        let told = check(&with_look(&format!("[look.light]\naccent = \"{typed}\"")), Reporter::English);
        assert!(told.contains(help) && told.contains(&format!("‘{typed}’ is not a colour")), "{typed}: {told}");
        assert_eq!(told.matches("-->").count(), 1, "{told}");
    }
}
