//! What the editor's preview shows, and that visitors see nothing of it.

use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use aimf::diagnostic::Report;
use aimf::edition::{Edition, Resource};
use aimf::publish::Publisher;
use scraper::Selector;

use crate::support::program::{PATIENCE, Program, aimf, get_url, run};
use crate::support::shipped_site::{Page, base, publish, shipped_files};
use crate::support::site_folder::shipped_folder;

const BASE: &str = "https://example.org";

/// What only a preview may hold.
const TRACES: [&str; 5] = ["_preview", "data-place", "data-state", "\u{e000}", "\u{e001}"];

fn previewed() -> Edition {
    let made = Publisher::for_preview().publish(&shipped_files(), Report::default(), &base(BASE));
    made.unwrap().edition.unwrap()
}

fn text(resource: &Resource) -> Option<&str> {
    std::str::from_utf8(&resource.identity().body).ok()
}

#[test]
fn nothing_of_the_preview_is_in_what_visitors_get() {
    let served = Publisher::new().publish(&shipped_files(), Report::default(), &base(BASE)).unwrap().edition.unwrap();
    let pages = served.not_found_pages().chain(served.resources());
    for (path, text) in pages.filter_map(|(path, resource)| Some((path, text(resource)?))) {
        for trace in TRACES {
            assert!(!text.contains(trace), "{path} holds {trace:?}");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let exported = run(&["export", out.to_str().unwrap(), "--base-url", BASE]);
    assert!(exported.status.success());
    for (path, resource) in served.resources() {
        let file = out.join(path.trim_start_matches('/'));
        let file = if path.ends_with('/') { file.join("index.html") } else { file };
        for representation in &resource.representations {
            let mut name = file.clone().into_os_string();
            name.push(representation.coding.extension());
            assert!(fs::read(&name).unwrap() == *representation.body, "{}", name.display());
        }
    }
}

#[test]
fn the_preview_changes_no_file_but_the_pages() {
    let (served, previewed) = (publish(&shipped_files(), &base(BASE)), previewed());
    assert_eq!(served.iter().len(), previewed.iter().len());
    for ((path, ours), (other, theirs)) in previewed.resources().zip(served.resources()) {
        assert_eq!(path, other);
        if !ours.media_type.starts_with("text/html") {
            assert!(ours.identity().body == theirs.identity().body, "{path}");
        }
    }
}

#[test]
fn each_text_of_a_page_says_where_it_stands() {
    let files = shipped_files();
    let edition = previewed();
    let texts = Selector::parse("[data-place]").unwrap();
    let mut found = 0;
    for (path, html) in edition.resources().filter(|(_, one)| one.media_type.starts_with("text/html")) {
        let html = text(html).unwrap();
        assert!(!html.contains(['\u{e000}', '\u{e001}', '\u{e002}']), "{path} shows marks");
        let page = Page(scraper::Html::parse_document(html));
        assert!(page.0.errors.is_empty(), "{path}: {:?}", page.0.errors);
        for element in page.0.select(&texts) {
            let place: Vec<_> = element.attr("data-place").unwrap().rsplitn(3, ':').collect();
            let [column, line, file] = place[..] else { panic!("{place:?}") };
            let source = files.get(file).unwrap_or_else(|| panic!("{place:?}"));
            let source = std::str::from_utf8(source).unwrap();
            let line = source.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
            let value: String = line.chars().skip(column.parse::<usize>().unwrap() - 1).collect();
            let is_text_or_number = value.starts_with(|first: char| first == '"' || first.is_ascii_digit());
            let is_message = file.starts_with("locales/") && value.contains(" =");
            assert!(is_text_or_number || is_message, "{path}: {file}: {line}");
            found += 1;
        }
    }
    assert!(found > 500, "{found}");
    let page = |path: &str| match edition.get(path) {
        Some(aimf::edition::Route::Resource(page)) => Page(scraper::Html::parse_document(text(page).unwrap())),
        _ => panic!("{path}"),
    };
    let history = page("/en/history/");
    assert!(history.attribute("h1 [data-place]", "data-place").starts_with("content/timeline.toml:"));
    let association = page("/fr/association/");
    let places =
        [".figures dd [data-place]", ".figures dt [data-place]"].map(|at| association.attributes(at, "data-place"));
    let [numbers, labels] =
        places.map(|places| places.iter().map(|at| at.split(':').next().unwrap().to_owned()).collect::<Vec<_>>());
    assert_eq!(numbers, ["content/profile.toml"; 3]);
    assert_eq!(labels, ["locales/fr/site.ftl"; 3]);
    let contact = page("/fr/contact/");
    assert_eq!(contact.texts("dt [data-place^=\"locales/fr/site.ftl:\"]").len(), contact.texts("dt").len());
    assert_eq!(contact.texts("dd a[href^=\"tel:\"] [data-place^=\"content/contact.toml:\"]").len(), 1);
    assert_eq!(history.attributes("script[src]", "src"), ["/_preview/script.js"]);
}

#[test]
fn a_preview_listens_on_loopback_for_this_computer_alone() {
    for address in ["0.0.0.0:8080", "192.0.2.1:8080", "[::]:8080"] {
        let output = run(&["preview", "--listen", address]);
        assert_eq!(output.status.code(), Some(2), "{address}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("is not an address of this computer alone"), "{said}");
    }
}

/// The real program's preview of a directory, and the state that it showed last.
struct Previewed {
    program: Program,
    shown: String,
}

impl Previewed {
    fn start(folder: &Path) -> Self {
        let mut command = aimf();
        command.args(["preview", "--listen", "127.0.0.1:0", "--lang", "fr", "--site"]).arg(folder);
        Self { program: Program::run(command, 1), shown: String::new() }
    }

    /// The state that comes after the one that it showed last.
    fn next_state(&mut self) -> serde_json::Value {
        let start = Instant::now();
        loop {
            let (status, state) = self.get("_preview/state");
            assert_eq!(status, 200, "{state}");
            if state != self.shown {
                self.shown = state;
                return serde_json::from_str(&self.shown).unwrap();
            }
            assert!(start.elapsed() < PATIENCE, "nothing has changed");
            thread::sleep(Duration::from_millis(50));
        }
    }

    fn get(&self, path: &str) -> (u16, String) {
        get_url(&format!("{}{path}", self.program.address()))
    }
}

#[test]
fn an_editor_who_starts_on_a_bad_site_sees_why_and_then_the_site() {
    let folder = shipped_folder();
    let file = folder.path().join("content/vision.toml");
    let good = fs::read_to_string(&file).unwrap();
    fs::write(&file, good.replacen("title.fr = \"Vision\"", "title.fr = Vision", 1)).unwrap();
    let mut preview = Previewed::start(folder.path());
    let state = preview.next_state();
    let problem = &state["problems"][0];
    assert_eq!(problem["place"], "content/vision.toml:5:12");
    assert_eq!(problem["excerpt"], "title.fr = Vision");
    assert_eq!(state["lang"], "fr");
    assert!(state["summary"].as_str().unwrap().contains("le site public n\u{2019}a pas chang\u{e9}"));
    let (status, page) = preview.get("fr/");
    assert_eq!(status, 503);
    assert!(page.contains("<html lang=\"fr\">") && page.contains("/_preview/script.js"), "{page}");

    fs::write(&file, good).unwrap();
    let mended = preview.next_state();
    assert_eq!(mended["problems"].as_array().unwrap().len(), 0);
    assert_ne!(mended["edition"], state["edition"]);
    let (status, page) = preview.get("fr/vision-et-objectifs/");
    assert_eq!(status, 200);
    assert!(page.contains("data-place=\"content/vision.toml:"));
}

#[test]
fn dns_rebinding_shows_nothing_of_the_preview_to_another_site() {
    let folder = shipped_folder();
    let preview = Previewed::start(folder.path());
    let address = preview.program.socket();
    let port = address.port();
    let ask = |path: &str, host: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
        answer
    };
    for path in ["/fr/", "/_preview/script.js", "/_preview/state", "/nothing/"] {
        let answer = ask(path, &format!("evil.example:{port}"));
        assert!(answer.starts_with("HTTP/1.1 421 "), "{path}: {answer}");
        assert!(!answer.contains("AIMF") && answer.contains("only its editor"), "{path}: {answer}");
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        assert!(ask("/fr/", &format!("{host}:{port}")).starts_with("HTTP/1.1 200 "), "{host}");
    }
}
