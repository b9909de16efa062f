//! What a publication costs, and how that grows with the site: `cargo bench --bench publish`.
//!
//! `cold`: the first edition of a program that remembers nothing. `edit`: the next edition, after one sentence of one page has
//! changed. `title`: after the title of a page that every page names has changed. Sites have so many free pages, half of them in
//! each language; `0` is the shipped site alone. Each page is as long as the page on privacy.

use std::sync::LazyLock;

use aimf::base_url::BaseUrlChoice;
use aimf::diagnostic::Report;
use aimf::publish::Publisher;
use aimf::source::{Files, Source};
use divan::Bencher;

fn main() {
    divan::main();
}

/// Pages in both languages, beside the site's own.
const PAGES: [usize; 3] = [0, 100, 500];

static SITES: [LazyLock<Files>; 3] =
    [LazyLock::new(|| site(PAGES[0])), LazyLock::new(|| site(PAGES[1])), LazyLock::new(|| site(PAGES[2]))];

#[divan::bench(args = PAGES, sample_count = 3, sample_size = 1)]
fn cold(bencher: Bencher<'_, '_>, pages: usize) {
    let files = of(pages);
    bencher.bench_local(|| publish(&Publisher::new(), files));
}

#[divan::bench(args = PAGES, sample_count = 10, sample_size = 1)]
fn edit(bencher: Bencher<'_, '_>, pages: usize) {
    edited(bencher, pages, "text.fr = \"\"\"\n", |edit| format!("text.fr = \"\"\"\nEn {}, ", 2000 + edit));
}

#[divan::bench(args = [PAGES[0], PAGES[2]], sample_count = 3, sample_size = 1)]
fn title(bencher: Bencher<'_, '_>, pages: usize) {
    edited(bencher, pages, "title.en = \"", |edit| format!("title.en = \"{edit} "));
}

/// Publishes the site again and again, each time with something else in the place of `from` in the page on privacy.
fn edited(bencher: Bencher<'_, '_>, pages: usize, from: &str, to: impl Fn(usize) -> String) {
    let mut files = of(pages).clone();
    let publisher = Publisher::new();
    publish(&publisher, &files);
    let (mut edits, path) = (0, "content/pages/privacy.toml");
    let text = String::from_utf8(files.get(path).expect("the site has it").to_vec()).expect("it is text");
    bencher.bench_local(|| {
        edits += 1;
        files.insert(path, text.replacen(from, &to(edits), 1));
        publish(&publisher, &files);
    });
}

fn publish(publisher: &Publisher, files: &Files) {
    let base = "https://www.example.org".parse().expect("it is an address");
    let base = BaseUrlChoice { asked: None, otherwise: base };
    let made = publisher.publish(files, Report::default(), &base).expect("the machine is in order");
    assert!(made.edition.is_some(), "the files are in order");
}

fn of(pages: usize) -> &'static Files {
    &SITES[PAGES.iter().position(|known| *known == pages).expect("it is one of them")]
}

/// The shipped site with so many pages more, half of them in each language.
fn site(pages: usize) -> Files {
    let mut files = Source::Embedded.read(&mut Report::default());
    // A ledger of so many texts is another question.
    files.remove("content/translations.lock");
    let model = String::from_utf8(files.get("content/pages/privacy.toml").expect("it is there").to_vec());
    let model = model.expect("it is text");
    for number in 0..pages / 2 {
        files.insert(format!("content/pages/page-{number}.toml"), numbered(&model, number));
    }
    files
}

/// A page's file with an address, a title and a description of its own, which the footer does not name.
fn numbered(model: &str, number: usize) -> String {
    let mut head = true;
    let lines = model.lines().map(|line| {
        head &= !line.starts_with("[[sections]]");
        let is_named = ["slug.", "title.", "description."].iter().any(|key| line.starts_with(key));
        match line.strip_suffix('"') {
            Some(open) if head && is_named => format!("{open}-{number}\"\n"),
            _ if line.starts_with("footer") || line.starts_with("former_slugs") || line.starts_with("shortcuts") => {
                String::new()
            }
            _ => format!("{line}\n"),
        }
    });
    lines.collect()
}
