//! The same files, the same edition.

use aimf::base_url::BaseUrlChoice;
use aimf::diagnostic::Report;
use aimf::edition::Edition;
use aimf::publish::Publisher;
use aimf::source::Files;

use crate::harness::{base, publish, shipped_files};
use crate::program::Program;

const PRIVACY: &str = "content/pages/privacy.toml";

fn replaced(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    assert!(text.contains(from), "{path} does not hold {from}");
    files.insert(path, text.replacen(from, to, 1));
}

#[test]
fn an_edition_is_the_same_whatever_was_published_before() {
    let base = base("https://aimf.example");
    let publisher = Publisher::new();
    let again =
        |files: &Files| -> Edition { publisher.publish(files, Report::default(), &base).unwrap().edition.unwrap() };
    let mut files = shipped_files();
    again(&files);
    let edits: [(&str, &str, &str); 6] = [
        // A text, a letter that no page has had, a title that the footer names, an address, a word of all pages,
        // a fact that the pages name.
        (PRIVACY, "text.fr = \"\"\"\n", "text.fr = \"\"\"\nUne phrase de plus. "),
        (PRIVACY, "Une phrase", "Ŵne phrase"),
        ("content/pages/legal-notice.toml", "title.en = \"Legal notice\"", "title.en = \"Legal notices\""),
        (PRIVACY, "slug.en = \"privacy\"", "slug.en = \"your-data\""),
        ("locales/en/site.ftl", "This page weighs about", "This page has about"),
        ("content/contact.toml", "44 88 22 88", "44 88 22 89"),
    ];
    for (path, from, to) in edits {
        replaced(&mut files, path, from, to);
        assert_eq!(again(&files).id(), publish(&files, &base).id(), "after {to}");
    }
}

#[test]
fn the_first_answers_after_a_start_have_the_bytes_of_every_later_one() {
    let program = Program::serve(&[]);
    let address = program.address().trim_end_matches('/');
    let edition = publish(&shipped_files(), &BaseUrlChoice { asked: None, otherwise: address.parse().unwrap() });
    for (path, resource) in edition.resources() {
        let answer = ureq::get(format!("{address}{path}")).header("Accept-Encoding", "identity").call().unwrap();
        assert_eq!(answer.headers()["etag"], resource.identity().etag, "{path}");
    }
}

#[test]
fn the_foot_of_a_large_site_names_the_pages_that_ask_for_it() {
    let mut files = shipped_files();
    let model = String::from_utf8(files.get(PRIVACY).unwrap().to_vec()).unwrap();
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
    let Some(aimf::edition::Route::Resource(home)) = edition.get("/fr/") else { panic!("no home page") };
    let html = std::str::from_utf8(&home.identity().body).unwrap();
    let foot = html.split_once("<footer").unwrap().1;
    assert!(foot.contains("/fr/donnees-personnelles/") && foot.contains("/fr/mentions-legales/"));
    assert!(!foot.contains("/fr/donnees-personnelles-"), "{foot}");
    let Some(aimf::edition::Route::Resource(map)) = edition.get("/fr/plan-du-site/") else { panic!("no site map") };
    assert!(std::str::from_utf8(&map.identity().body).unwrap().contains("/fr/donnees-personnelles-7/"));
}
