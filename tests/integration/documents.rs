//! What can be checked of every document: links, paths, names, settings.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::support::program::{run, text};

/// What the documents have their readers create.
const CREATED: [&str; 4] = [
    "content/pages/publications.toml",
    "content/pages/team.toml",
    "content/pages/bulletin.toml",
    "locales/pt/site.ftl",
];

/// Folders of what programs make, which a fresh copy of the sources does not have.
const MADE: [&str; 3] = ["target", "node_modules", "artifacts"];

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
            let is_rust = Path::new(path).extension().is_some_and(|extension| extension == "rs");
            for name in named(&pieces[index + 1..]) {
                let text = document(path);
                let words: BTreeSet<_> = text.split(|c: char| !(c.is_alphanumeric() || "_-".contains(c))).collect();
                let is_there = |word: &str| if is_rust { defines(&text, word) } else { words.contains(word) };
                if !name.split("::").all(is_there) {
                    untrue.push(format!("{from}: {path} has no {name}"));
                }
                names += 1;
            }
        }
    }
    assert!(untrue.is_empty(), "{untrue:#?}");
    assert!(names > 10, "{names}");
}

/// Whether a file in Rust defines a name: an item, a field or a variant, not a variable of a function.
fn defines(text: &str, name: &str) -> bool {
    let items = ["fn", "struct", "enum", "trait", "type", "const", "static", "mod", "macro_rules!"];
    let words: Vec<_> =
        text.split(|c: char| !(c.is_alphanumeric() || "_!".contains(c))).filter(|word| !word.is_empty()).collect();
    let is_item = words.windows(2).any(|pair| items.contains(&pair[0]) && pair[1] == name);
    let is_part = |line: &str| {
        let line = line
            .trim_start()
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ")
            .trim_start_matches("pub ");
        line.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ',', ' ', '(', '!']))
    };
    is_item || text.lines().any(is_part)
}

#[test]
fn every_setting_of_the_server_is_in_the_table_of_settings() {
    let help = text(&run(&["serve", "--help"]).stdout);
    let option = |text: &str| {
        let name = text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next().unwrap_or_default();
        name.starts_with("--").then(|| name.to_owned())
    };
    // The file of settings cannot be named in it: the text above the table has it.
    let offered: BTreeSet<_> =
        help.lines().filter_map(|line| option(line.trim())).filter(|one| one != "--config").collect();
    let operations = document("docs/operations.md");
    let table = operations.lines().filter_map(|line| line.strip_prefix("| `--")?.split(" | ").next());
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
pub fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The paths of all documents.
fn documents() -> Vec<String> {
    let folders = ["", "benches", "content", "deploy", "docs", "tests"];
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
        // The program itself, in the folder that it is used in.
        let is_program = path == "./aimf";
        let is_pattern = code.contains('*') || code.contains("NAME") || CREATED.contains(&code.as_str());
        (is_here && !is_made && !is_program && !is_pattern).then_some(path)
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
