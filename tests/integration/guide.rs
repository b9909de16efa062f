//! The documents: the guide for editors and the recipes for contributors are followed to the letter, and all else that can be
//! checked is: links, paths, names, settings.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::{Files, Source};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::harness::{TestSite, base, publication, publish};
use crate::program::{aimf, binary, without_settings};

/// What the documents have their readers create.
const CREATED: [&str; 2] = ["content/pages/publications.toml", "locales/pt/site.ftl"];

/// Folders of what programs make, which a fresh copy of the sources does not have.
const MADE: [&str; 3] = ["target", "node_modules", "artifacts"];

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
        let files = crate::harness::with("content/timeline.toml", &format!("{key} = {from}"), &format!("{key} = {to}"));
        let told = crate::harness::check(&files, reporter);
        let text = String::from_utf8(files.get(&format!("content/{guide}")).unwrap().to_vec()).unwrap();
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let shown = blocks(&text).into_iter().find(|block| block.contains("-->")).unwrap();
        let shown = shown.split('…').next().unwrap();
        assert!(plain(&told).starts_with(plain(shown).trim_end()), "{told}\n{shown}");
    }
}

#[cfg(unix)]
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
    let served = TestSite::start(&files, &base("http://127.0.0.1:8080"));
    assert!(served.get("/fr/donateurs/").text().contains("L’AIMF remercie ses donateurs."));
    assert_eq!(served.get("/fr-en/donateurs/").status, 200);
    assert!(served.get("/sitemap.xml").text().contains("/en/donors/"));
    for (page, links) in [("/en/", "footer a"), ("/en/site-map/", "main a")] {
        assert!(served.get(page).page().attributes(links, "href").contains(&"/en/donors/".to_owned()), "{page}");
    }
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    for from in documents() {
        for link in links(&document(&from)) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            if file.contains(':') {
                continue;
            }
            let to = if file.is_empty() { root().join(&from) } else { root().join(&from).parent().unwrap().join(file) };
            assert!(to.exists(), "{from} links to {link}");
            if !anchor.is_empty() {
                let anchors = anchors(&fs::read_to_string(to).unwrap());
                assert!(anchors.iter().any(|one| one == anchor), "{from} links to {link}, which has {anchors:?}");
            }
        }
    }
}

#[test]
fn every_path_in_a_document_exists_and_holds_the_names_beside_it() {
    let (mut names, mut untrue) = (0, Vec::new());
    for from in documents().iter().filter(|one| *one != "CHANGELOG.md") {
        let pieces = pieces(&document(from));
        for (index, piece) in pieces.iter().enumerate() {
            let Some(path) = piece.path() else { continue };
            if !root().join(path).exists() {
                untrue.push(format!("{from} names {path}, which is not there"));
                continue;
            }
            for name in named(&pieces[index + 1..]) {
                let text = document(path);
                let words: BTreeSet<_> = text.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).collect();
                if !name.split("::").all(|word| words.contains(word)) {
                    untrue.push(format!("{from}: {path} has no {name}"));
                }
                names += 1;
            }
        }
    }
    assert!(untrue.is_empty(), "{untrue:#?}");
    assert!(names > 10, "{names}");
}

#[test]
fn every_setting_of_the_server_is_in_the_table_of_settings() {
    let help = String::from_utf8(aimf().args(["serve", "--help"]).output().unwrap().stdout).unwrap();
    let option = |text: &str| {
        let name = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next().unwrap_or_default();
        name.starts_with("--").then(|| name.to_owned())
    };
    // The file of settings cannot be named in it: the text above the table has it.
    let offered: BTreeSet<_> =
        help.lines().filter_map(|line| option(line.trim())).filter(|one| one != "--config").collect();
    let text = document("docs/operations.md");
    let table = text.lines().filter_map(|line| line.strip_prefix("| `--")?.split(" | ").next());
    let told = table.flat_map(|cell| format!("`--{cell}").split('`').filter_map(option).collect::<Vec<_>>()).collect();
    assert_eq!(offered, told);
}

#[test]
fn the_readme_has_at_most_120_lines() {
    assert!(document("README.md").lines().count() <= 120);
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the sources.
fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The paths of all documents.
fn documents() -> Vec<String> {
    let folders = ["", "benches", "content", "deploy", "docs"];
    let files = folders.into_iter().flat_map(|folder| fs::read_dir(root().join(folder)).unwrap());
    let paths = files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "md"));
    paths.map(|path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned()).collect()
}

/// Where the links and pictures of a document lead.
fn links(text: &str) -> Vec<String> {
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    parser(text).filter_map(target).collect()
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(text: &str) -> Vec<String> {
    let mut anchors = Vec::new();
    let mut heading = None;
    for event in parser(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => heading.iter_mut().for_each(|one| one.push_str(&words)),
            Event::End(TagEnd::Heading(_)) => anchors.extend(heading.take().map(|one| {
                let kept = one.to_lowercase().replace(' ', "-");
                kept.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect::<String>()
            })),
            _ => {}
        }
    }
    anchors
}

/// A piece of a document's running text.
#[derive(Debug)]
enum Piece {
    Code(String),
    Text(String),
}

impl Piece {
    /// The path within the sources that it is.
    fn path(&self) -> Option<&str> {
        let Self::Code(code) = self else { return None };
        let path = code.split_whitespace().next()?;
        let mut parts = path.split('/');
        let is_here = code.contains('/') && !code.starts_with('/') && root().join(parts.next()?).is_dir();
        let is_made = path.split('/').any(|part| MADE.contains(&part));
        let is_pattern = code.contains('*') || code.contains("NAME") || CREATED.contains(&code.as_str());
        (is_here && !is_made && !is_pattern).then_some(path)
    }
}

/// The names after a path: "`path`: `name`, `name` and `name`".
fn named(after: &[Piece]) -> Vec<&str> {
    let mut names = Vec::new();
    for pair in after.chunks_exact(2) {
        let (Piece::Text(text), Piece::Code(name)) = (&pair[0], &pair[1]) else { break };
        let goes_on = if names.is_empty() { text == ": " } else { text == ", " || text == " and " };
        if !goes_on {
            break;
        }
        names.push(name.as_str());
    }
    names
}

/// The running text of a document, code and what is between it; the end of a paragraph or a cell ends a piece.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_block = false;
    for event in parser(text) {
        let words = match event {
            Event::Start(Tag::CodeBlock(_)) => {
                is_block = true;
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                is_block = false;
                continue;
            }
            _ if is_block => continue,
            Event::Code(code) => {
                pieces.push(Piece::Code(code.into_string()));
                continue;
            }
            Event::Text(words) => words.into_string(),
            Event::SoftBreak => " ".to_owned(),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => "\n".to_owned(),
            _ => continue,
        };
        match pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(&words),
            _ => pieces.push(Piece::Text(words)),
        }
    }
    pieces
}

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES)
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
    publish(&read(site), &base("http://127.0.0.1:8080")).iter().map(|(path, _)| path.to_owned()).collect()
}

/// The head of a photograph of 8 by 6 pixels: what is read of it.
fn jpeg() -> Vec<u8> {
    let start = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice();
    [start, b"\xFF\xC0\0\x0B\x08\0\x06\0\x08\x01\x01\x11\0", b"\xFF\xD9"].concat()
}
