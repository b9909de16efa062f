//! The guide for editors and the recipes for contributors, followed to the letter.

use std::fs;
use std::path::Path;

use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::{Files, Source};

use crate::documents::document;
use crate::support::program::{binary, without_settings};
use crate::support::shipped_site::{BASE, TestSite, base, check, publication, publish, with};

/// The blocks of code of a guide, in their order.
fn blocks(guide: &str) -> Vec<String> {
    let text = guide.split("```").skip(1).step_by(2);
    text.map(|block| block.split_once('\n').map_or("", |(_, rest)| rest).trim_start().to_owned()).collect()
}

#[test]
fn an_event_a_page_and_a_picture_come_of_following_the_guide() {
    for (guide, words) in [("LISEZMOI.md", "Les maires"), ("README.md", "The mayors")] {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path();
        aimf::init::init(site).unwrap();
        let text = fs::read_to_string(site.join("content").join(guide)).unwrap();
        let blocks = blocks(&text);
        let find = |start: &str| blocks.iter().find(|block| block.starts_with(start)).unwrap().trim_end().to_owned();
        let event = blocks.iter().find(|block| block.contains("year = 2021")).unwrap();
        let timeline = site.join("content/timeline.toml");
        fs::write(&timeline, format!("{}\n{event}", fs::read_to_string(&timeline).unwrap())).unwrap();
        let picture = find(&format!("![{words}"));
        fs::write(site.join("static/tunis-1990.jpg"), jpeg()).unwrap();
        let page = find("#:schema").replace("\n\"\"\"\n", &format!("\n\n{picture}\n\"\"\"\n")) + "\n";
        let page = page.replace("(title:fr).\n\"\"\"", &format!("(title:fr).\n\n{picture}\n\"\"\""));
        fs::write(site.join("content/pages/publications.toml"), page).unwrap();
        let edition = published(site);
        assert!(edition.contains(&"/fr/publications/".to_owned()), "{edition:?}");
    }
}

#[test]
fn the_error_that_the_guide_shows_is_the_one_that_is_told() {
    for (guide, reporter, key, from, to) in [
        ("LISEZMOI.md", Reporter::French, "title.fr", "\"Histoire\"", "“Histoire”"),
        ("README.md", Reporter::English, "title.en", "\"History\"", "“History”"),
    ] {
        let files = with("content/timeline.toml", &format!("{key} = {from}"), &format!("{key} = {to}"));
        let told = check(&files, reporter);
        let text = String::from_utf8(files.get(&format!("content/{guide}")).unwrap().to_vec()).unwrap();
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let shown = blocks(&text).into_iter().find(|block| block.contains("-->")).unwrap();
        let shown = shown.split('…').next().unwrap();
        assert!(plain(&told).starts_with(plain(shown).trim_end()), "{told}\n{shown}");
    }
}

#[test]
fn a_page_of_text_comes_of_following_the_recipe() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    aimf::init::init(site).unwrap();
    let text = document("CONTRIBUTING.md");
    let recipe = text.split_once("\n### Add a page of text\n").unwrap().1;
    let commands = blocks(recipe)[0].replace("cargo run --", "\"$PROGRAM\"");
    let mut shell = without_settings(std::process::Command::new("sh"));
    let output = shell.args(["-ec", &commands]).env("PROGRAM", binary()).current_dir(site).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let files = read(site);
    let report = publication(&files).report;
    assert!(report.warnings().all(|one| one.problem.id() == "fact-to-fill"), "{}", Reporter::English.report(&report));
    let served = TestSite::start(&files, &base(BASE));
    assert!(served.get("/fr/donateurs/").text().contains("L’AIMF remercie ses donateurs."));
    assert_eq!(served.get("/fr-en/donateurs/").status, 200);
    assert!(served.get("/sitemap.xml").text().contains("/en/donors/"));
    for (page, links) in [("/en/", "footer a"), ("/en/site-map/", "main a")] {
        assert!(served.get(page).page().attributes(links, "href").contains(&"/en/donors/".to_owned()), "{page}");
    }
}

/// The files of a site in a folder.
fn read(site: &Path) -> Files {
    let mut report = Report::default();
    let files = Source::Directory(site.to_owned()).read(&mut report);
    assert!(report.is_empty());
    files
}

/// The paths of the site's pages; it is in order.
fn published(site: &Path) -> Vec<String> {
    publish(&read(site), &base(BASE)).iter().map(|(path, _)| path.to_owned()).collect()
}

/// A photograph of 8 by 6 pixels.
fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80).encode(&[90; 48], 8, 6, jpeg_encoder::ColorType::Luma).unwrap();
    bytes
}
