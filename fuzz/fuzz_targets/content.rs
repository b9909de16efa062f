//! A site with one file that holds anything -> the site, or problems that can be told in both languages with their place.
#![no_main]

use std::sync::LazyLock;

use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::{Files, Source};
use aimf::{content, i18n};
use libfuzzer_sys::fuzz_target;

static SHIPPED: LazyLock<Files> = LazyLock::new(|| Source::Embedded.read(&mut Report::default()));

/// Beside the files of the registry.
const OTHERS: [&str; 4] =
    ["content/pages/new.toml", "content/translations.lock", "locales/fr/site.ftl", "locales/en/site.ftl"];

fuzz_target!(|input: (u8, bool, &[u8])| {
    let (file, adds, bytes) = input;
    let paths = [content::FILES, &OTHERS].concat();
    let path = paths[usize::from(file) % paths.len()];
    let mut files = SHIPPED.clone();
    // In place of the file, or after what it holds.
    let before = files.get(path).filter(|_| adds).cloned().unwrap_or_default();
    files.insert(path, [&before[..], bytes].concat());
    let mut report = Report::default();
    let (languages, site) = content::load(&files, &mut report);
    let _ = i18n::load(&files, &languages, &mut report);
    assert!(site.is_some() || report.has_errors());
    report.sort();
    for problem in report.errors() {
        assert!(problem.place.line() > 0 && problem.place.column() > 0);
        for reporter in [Reporter::French, Reporter::English] {
            assert!(!reporter.diagnostic(problem).is_empty());
        }
    }
});
