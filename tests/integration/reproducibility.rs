//! Reproducibility: the same files give the same edition.

use aimf::base_url::BaseUrlChoice;
use aimf::diagnostic::Report;
use aimf::edition::Edition;
use aimf::source::Files;

use crate::support::program::Program;
use crate::support::shipped_site::{base, publish, publisher, replace, shipped_files};

const PRIVACY: &str = "content/pages/privacy.toml";

#[test]
fn an_edition_is_the_same_whatever_was_published_before() {
    let base = base("https://aimf.example");
    let publisher = publisher();
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
        replace(&mut files, path, from, to);
        assert_eq!(again(&files).id(), publish(&files, &base).id(), "after {to}");
    }
}

#[test]
fn two_editions_of_the_same_files_are_equal() {
    let base = base("https://example.org");
    let [a, b] = [publish(&shipped_files(), &base), publish(&shipped_files(), &base)];
    assert_eq!(a.id(), b.id());
    assert_eq!(a.iter().len(), b.iter().len());
    for ((path, one), (other_path, other)) in a.resources().zip(b.resources()) {
        assert_eq!(path, other_path);
        for (one, other) in one.representations.iter().zip(&other.representations) {
            assert_eq!(one.etag, other.etag, "{path}");
            assert_eq!(one.body, other.body, "{path}");
            assert_eq!(one.headers, other.headers, "{path}");
        }
    }
}

#[test]
fn the_first_answers_after_a_start_have_the_etag_of_every_later_one() {
    let program = Program::serve(&[]);
    let address = program.address().trim_end_matches('/');
    let edition = publish(&shipped_files(), &BaseUrlChoice { asked: None, otherwise: address.parse().unwrap() });
    for (path, resource) in edition.resources() {
        let answer = ureq::get(format!("{address}{path}")).header("Accept-Encoding", "identity").call().unwrap();
        assert_eq!(answer.headers()["etag"], resource.identity().etag, "{path}");
    }
}
