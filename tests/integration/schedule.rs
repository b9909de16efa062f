//! The site's day: pages from a day on or until one, drafts, the notice, the expiry of security.txt, in the site's time zone.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use aimf::clock::Clock;
use aimf::diagnostic::{Report, Severity};
use aimf::edition::Edition;
use aimf::live::{Live, PublishResult, Republisher, Watch};
use aimf::publish::{Publication, Publisher};
use aimf::reporter::Reporter;
use aimf::source::{Files, Source};
use aimf::state::StateFolder;
use jiff::Timestamp;

use crate::support::program::{PATIENCE, aimf, text};
use crate::support::shipped_site::{Answer, TestSite, base, publisher, replace, shipped_files, with};
use crate::support::site_folder::{edit, shipped_folder};

const BASE: &str = "https://example.org";
const PAGE: &str = "content/pages/congress.toml";
const SITE: &str = "content/site.toml";

/// A page that is there for two days of March; the lines before its head are `days`.
fn congress(days: &str) -> String {
    format!(
        "{days}
[page]
slug.fr = \"congres-de-tunis\"
slug.en = \"tunis-congress\"
title.fr = \"Congrès de Tunis\"
title.en = \"Tunis congress\"
description.fr = \"Le congrès de l'AIMF à Tunis : les dates, le lieu, le programme et les inscriptions.\"
description.en = \"The AIMF's congress in Tunis: its dates, its place, its programme, and how to register.\"

[[sections]]
anchor.fr = \"programme\"
anchor.en = \"programme\"
title.fr = \"Programme\"
title.en = \"Programme\"
text.fr = \"Deux jours de travail.\"
text.en = \"Two days of work.\"
"
    )
}

const DAYS: &str = "publish_from = 2027-03-27\npublish_until = 2027-03-28\n";

/// The shipped files with that page.
fn linked(days: &str) -> Files {
    let mut files = shipped_files();
    files.insert(PAGE, congress(days));
    files
}

fn at(moment: &str) -> Clock {
    Clock::stopped_at(moment.parse::<Timestamp>().unwrap())
}

fn made(publisher: Publisher, files: &Files, moment: &str) -> Publication {
    publisher.with_clock(at(moment)).publish(files, Report::default(), &base(BASE)).unwrap()
}

/// What `check` says of the files at a moment.
fn checked(files: &Files, moment: &str) -> Report {
    publisher().with_clock(at(moment)).check(files, Report::default(), &base(BASE)).unwrap().report
}

fn edition(files: &Files, moment: &str) -> Edition {
    let made = made(publisher(), files, moment);
    let report = Reporter::English.report(&made.report);
    made.edition.unwrap_or_else(|| panic!("{report}"))
}

fn previewed(files: &Files, moment: &str) -> TestSite {
    TestSite::serve(Arc::new(Live::new(made(Publisher::for_preview(), files, moment).edition.unwrap())))
}

/// What of an edition speaks of the congress: the paths whose text has its address or its title.
fn mentions(edition: &Edition) -> Vec<String> {
    let all = edition.not_found_pages().chain(edition.resources());
    let says = |body: &[u8]| {
        let text = String::from_utf8_lossy(body);
        ["congres-de-tunis", "tunis-congress", "Congrès de Tunis", "Tunis congress"]
            .iter()
            .any(|one| text.contains(one))
    };
    all.filter(|(path, resource)| path.contains("congress") || says(&resource.identity().body))
        .map(|(path, _)| path.to_owned())
        .collect()
}

/// The problems of a report in a file: severity, line, id.
fn problems(report: &Report, path: &str) -> Vec<(Severity, usize, &'static str)> {
    let of_file = report.all().filter(|one| one.place.path() == path);
    of_file
        .filter(|one| !one.problem.id().starts_with("translation") && one.problem.id() != "fact-to-fill")
        .map(|one| (one.severity, one.place.line(), one.problem.id()))
        .collect()
}

#[test]
fn publish_from_and_publish_until_are_the_first_and_the_last_day_in_the_time_zone_of_the_site() {
    // In Paris, summer time begins in the night before the last of these days.
    for (moment, is_there) in [
        ("2027-03-26T22:59:59Z", false),
        ("2027-03-26T23:00:00Z", true),
        ("2027-03-28T21:59:59Z", true),
        ("2027-03-28T22:00:00Z", false),
    ] {
        let edition = edition(&linked(DAYS), moment);
        let found = mentions(&edition);
        for path in [
            "/fr/congres-de-tunis/",
            "/en/tunis-congress/",
            "/fr-en/congres-de-tunis/",
            "/sitemap.xml",
            "/data/aimf.json",
        ] {
            assert_eq!(found.iter().any(|one| one == path), is_there, "{moment}: {path}: {found:?}");
        }
        // Neither menu nor map, redirect or suggestion names it on other days.
        assert!(is_there || found.is_empty(), "{moment}: {found:?}");
        let site = TestSite::serve(Arc::new(Live::new(edition)));
        let (with_slash, without) = (site.get("/fr/congres-de-tunis/").status, site.get("/en/congres-de-tunis").status);
        assert_eq!((with_slash, without), if is_there { (200, 301) } else { (404, 404) }, "{moment}");
    }
}

#[test]
fn a_notice_and_a_page_whose_days_have_passed_are_noted_at_their_last_day() {
    let mut files = shipped_files();
    files.insert(PAGE, congress("publish_until = 2027-03-28\n"));
    let notice = "[notice]\ntext.fr = \"Fermé.\"\ntext.en = \"Closed.\"\nuntil = 2027-03-28\n\n[home]";
    replace(&mut files, SITE, "[home]", notice);
    for (moment, is_over) in [("2027-03-28T12:00:00Z", false), ("2027-03-30T12:00:00Z", true)] {
        let report = checked(&files, moment);
        let over: Vec<_> = report.notes().map(|one| one.problem.id()).filter(|id| id.ends_with("-over")).collect();
        assert_eq!(over, if is_over { vec!["page-over", "notice-over"] } else { vec![] }, "{moment}");
    }
}

#[test]
fn the_time_zone_is_that_of_site_toml_else_that_of_the_contact() {
    let mut files = linked(DAYS);
    replace(&mut files, SITE, "as_of = 2021\n", "as_of = 2021\ntime_zone = \"Pacific/Auckland\"\n");
    for (moment, is_there) in
        [("2027-03-26T10:59:59Z", false), ("2027-03-26T11:00:00Z", true), ("2027-03-28T11:00:00Z", false)]
    {
        assert_eq!(!mentions(&edition(&files, moment)).is_empty(), is_there, "{moment}");
    }
    let mut files = linked(DAYS);
    replace(&mut files, "content/contact.toml", "\"Europe/Paris\"", "\"America/Port-au-Prince\"");
    for (moment, is_there) in [("2027-03-27T03:59:59Z", false), ("2027-03-27T04:00:00Z", true)] {
        assert_eq!(!mentions(&edition(&files, moment)).is_empty(), is_there, "{moment}");
    }
    // As it could be anything before the site had days.
    replace(&mut files, "content/contact.toml", "\"America/Port-au-Prince\"", "\"Paris\"");
    let report = checked(&files, "2027-01-01T00:00:00Z");
    assert_eq!(problems(&report, "content/contact.toml"), [(Severity::Warning, 14, "time-zone-unknown")]);
}

#[test]
fn a_time_zone_that_is_none_is_an_error_with_the_name_that_was_meant() {
    let files = with(SITE, "as_of = 2021\n", "as_of = 2021\ntime_zone = \"Pariss\"\n");
    let report = checked(&files, "2027-01-01T00:00:00Z");
    assert_eq!(problems(&report, SITE), [(Severity::Error, 8, "time-zone-unknown")]);
    let said = Reporter::French.errors(&report);
    assert!(said.contains("= aide\u{a0}: écrivez \"Europe/Paris\"\n"), "{said}");
}

#[test]
fn a_last_day_before_the_first_is_an_error_with_both_places_and_the_help_mends_it() {
    let files = linked("publish_from = 2027-03-27\npublish_until = 2027-03-26\n");
    let report = checked(&files, "2027-01-01T00:00:00Z");
    assert_eq!(problems(&report, PAGE), [(Severity::Error, 2, "dates-inverted")]);
    let said = Reporter::English.errors(&report);
    assert!(
        said.contains("‘publish_until’ (2027-03-26), comes before the first, ‘publish_from’ (2027-03-27, line 1)"),
        "{said}"
    );
    assert!(said.contains("write ‘publish_until = 2027-03-27’"), "{said}");
    let mended = linked("publish_from = 2027-03-27\npublish_until = 2027-03-27\n");
    assert!(!checked(&mended, "2027-01-01T00:00:00Z").has_errors());
    let notice = notice("from = 2027-02-02\nuntil = 2027-02-01\n", "");
    let report = checked(&notice, "2027-01-01T00:00:00Z");
    assert_eq!(problems(&report, SITE).iter().map(|one| one.2).collect::<Vec<_>>(), ["dates-inverted"]);
}

/// The shipped files with a notice that has these days, and a link to the congress where the page is there, with `days`.
fn notice(until: &str, days: &str) -> Files {
    let mut files = if days.is_empty() { shipped_files() } else { linked(days) };
    let link = if days.is_empty() { "(page:contact)" } else { "(page:congress#programme)" };
    let own = format!(
        "\n[notice]\ntext.fr = \"Fermé en *août* : [écrivez]{link}.\"\ntext.en = \"Closed in *August*: [write]{link}.\"\n{until}"
    );
    let text = String::from_utf8(files.get(SITE).unwrap().to_vec()).unwrap();
    files.insert(SITE, text + &own);
    files
}

#[test]
fn a_link_to_a_page_that_is_not_there_yet_is_its_words_alone_and_a_note_says_so() {
    let files = notice("until = 2027-12-31\n", DAYS);
    let words = |moment: &str| {
        let made = made(publisher(), &files, moment);
        assert!(!made.report.has_errors(), "{}", Reporter::English.report(&made.report));
        let notes: Vec<_> = made
            .report
            .notes()
            .map(|one| (one.place.excerpt().unwrap().split(' ').next().unwrap().to_owned(), one.problem.id()))
            .collect();
        let site = TestSite::serve(Arc::new(Live::new(made.edition.unwrap())));
        let page = site.get("/fr/").page();
        (page.texts(".notice p").remove(0), page.attributes(".notice a", "href"), notes)
    };
    let link = ("text.fr".to_owned(), "page-absent");
    let english = ("text.en".to_owned(), "page-absent");
    let said = "Fermé en août\u{a0}: écrivez.".to_owned();
    assert_eq!(words("2027-03-26T12:00:00Z"), (said.clone(), Vec::new(), vec![link.clone(), english.clone()]));
    assert_eq!(
        words("2027-03-27T12:00:00Z"),
        (said.clone(), vec!["/fr/congres-de-tunis/#programme".into()], Vec::new())
    );
    assert_eq!(words("2027-03-29T12:00:00Z"), (said, Vec::new(), vec![link, english]));
}

#[test]
fn a_line_for_the_head_of_a_file_that_was_added_at_its_end_is_sent_there() {
    for (path, line) in
        [(PAGE, "draft = true\n"), (PAGE, "publish_until = 2027-03-28\n"), (SITE, "time_zone = \"Europe/Paris\"\n")]
    {
        let mut files = linked("");
        let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
        files.insert(path, format!("{text}{line}"));
        let report = checked(&files, "2027-03-01T00:00:00Z");
        let found: Vec<_> = problems(&report, path).into_iter().map(|one| one.2).collect();
        assert_eq!(found, ["key-elsewhere"], "{line}");
        files.insert(path, format!("{line}{text}"));
        assert!(!checked(&files, "2027-03-01T00:00:00Z").has_errors(), "{line}");
    }
}

#[test]
fn a_date_in_quotation_marks_is_answered_with_the_date_to_write() {
    for typed in ["2027-03-27", "27/03/2027"] {
        let report = checked(&linked(&format!("publish_from = \"{typed}\"\n")), "2027-01-01T00:00:00Z");
        let said = Reporter::French.errors(&report);
        assert!(said.contains("année, mois, jour\u{a0}: publish_from = 2027-03-27\n"), "{said}");
    }
}

#[test]
fn what_is_not_there_yet_is_checked_today() {
    let moment = "2027-03-01T00:00:00Z";
    for days in [DAYS, "draft = true\n", "publish_until = 2027-01-01\n"] {
        let mut files = linked(days);
        replace(&mut files, PAGE, "Deux jours de travail.", "Deux [jours](page:congress#programe).");
        let made = made(publisher(), &files, moment);
        let line = days.lines().count() + 15;
        let errors: Vec<_> = problems(&made.report, PAGE).into_iter().filter(|one| one.0 == Severity::Error).collect();
        assert_eq!(errors, [(Severity::Error, line, "anchor-unknown")], "{days}");
        assert!(made.edition.is_none());
    }
    let files = notice("from = 2027-06-01\nuntil = 2027-07-01\n", "");
    let mut broken = files.clone();
    replace(&mut broken, SITE, "page:contact", "page:contacts");
    assert!(made(publisher(), &files, moment).edition.is_some());
    assert!(made(publisher(), &broken, moment).edition.is_none());
}

#[test]
fn a_page_under_another_comes_and_goes_with_it() {
    let mut files = linked(DAYS);
    replace(&mut files, "content/pages/privacy.toml", "footer = true", "footer = true\nparent = \"congress\"");
    for (moment, path, status) in [
        ("2027-03-26T12:00:00Z", "/fr/donnees-personnelles/", 404),
        ("2027-03-27T12:00:00Z", "/fr/congres-de-tunis/donnees-personnelles/", 200),
        ("2027-03-29T12:00:00Z", "/fr/donnees-personnelles/", 404),
    ] {
        let site = TestSite::serve(Arc::new(Live::new(edition(&files, moment))));
        assert_eq!(site.get(path).status, status, "{moment}");
    }
}

#[test]
fn a_draft_is_in_the_preview_alone_with_a_mark() {
    let (files, moment) = (linked("draft = true\n"), "2027-03-01T00:00:00Z");
    assert_eq!(mentions(&edition(&files, moment)), [""; 0]);
    let mark = |files: &Files, path: &str| previewed(files, moment).get(path).page().texts(".preview-mark").join("|");
    assert_eq!(mark(&files, "/fr/congres-de-tunis/"), "Aperçu\u{a0}: brouillon, que les visiteurs ne voient pas.");
    assert_eq!(mark(&files, "/fr-en/congres-de-tunis/"), "Aperçu\u{a0}: brouillon, que les visiteurs ne voient pas.");
    assert_eq!(mark(&files, "/fr/contact/"), "");
    let later = linked(DAYS);
    assert_eq!(mark(&later, "/en/tunis-congress/"), "Preview: visible to visitors from 27\u{a0}March 2027 on.");
    let over = linked("publish_until = 2027-02-28\n");
    assert_eq!(
        mark(&over, "/fr/congres-de-tunis/"),
        "Aperçu\u{a0}: plus visible des visiteurs depuis la fin du 28\u{a0}février 2027."
    );
    let notice = notice("from = 2027-06-01\nuntil = 2027-07-01\n", "");
    assert_eq!(mark(&notice, "/fr/contact/"), "Aperçu\u{a0}: visible des visiteurs à partir du 1er\u{a0}juin 2027.");
}

#[test]
fn a_notice_is_a_labelled_region_of_every_page_until_its_last_day_and_nothing_after_it() {
    let files = notice("from = 2027-02-01\nuntil = 2027-02-02\n", "");
    let without = edition(&shipped_files(), "2027-02-03T12:00:00Z");
    for (moment, is_there) in [
        ("2027-01-31T22:59:59Z", false),
        ("2027-01-31T23:00:00Z", true),
        ("2027-02-02T22:59:59Z", true),
        ("2027-02-02T23:00:00Z", false),
    ] {
        let edition = edition(&files, moment);
        // On other days it is as if it had never been written.
        assert_eq!(edition.id() == without.id(), !is_there, "{moment}");
        let all = edition.not_found_pages().chain(edition.resources());
        let pages = all.filter_map(|(path, resource)| {
            let text = String::from_utf8(resource.identity().body.to_vec()).ok()?;
            text.starts_with("<!doctype html>").then(|| (path.to_owned(), text))
        });
        let pages: Vec<_> = pages.collect();
        assert!(pages.len() > 30, "{}", pages.len());
        for (path, text) in &pages {
            let page = crate::support::shipped_site::Page(scraper::Html::parse_document(text));
            let labels = page.attributes("section.notice", "aria-label");
            assert_eq!(labels.len(), usize::from(is_there), "{moment}: {path}");
            assert_eq!(text.contains("Closed in") || text.contains("Fermé en"), is_there, "{moment}: {path}");
            if is_there {
                assert!(["Annonce", "Notice"].contains(&labels[0].as_str()), "{path}: {labels:?}");
            }
        }
    }
    let site = TestSite::serve(Arc::new(Live::new(edition(&files, "2027-02-01T12:00:00Z"))));
    let french = "Fermé en août\u{a0}: écrivez.";
    let both = [french, "Closed in August: write."];
    for (path, words) in [
        ("/fr/", &both[..1]),
        ("/en/", &both[1..]),
        ("/fr/zzz", &both[..1]),
        ("/zzz", &both),
        ("/", &both),
        ("/fr-en/contact/", &both),
    ] {
        let page = site.get(path).page();
        assert_eq!(page.texts(".notice p"), words, "{path}");
        if words.len() == 2 {
            assert_eq!(page.attributes(".notice p", "lang"), ["fr", "en"], "{path}");
        }
    }
    assert_eq!(site.get("/en/").page().attribute(".notice a", "href"), "/en/contact/");
    let data: serde_json::Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    assert_eq!(data["notice"], serde_json::json!({ "text": { "fr": french, "en": both[1] }, "until": "2027-02-02" }));
}

#[test]
fn a_site_that_is_older_than_the_notice_has_its_label_all_the_same() {
    let mut files = notice("until = 2027-02-02\n", "");
    replace(&mut files, "locales/fr/site.ftl", "\nnotice = Annonce\n", "\n");
    replace(&mut files, "locales/en/site.ftl", "\nnotice = Notice\n", "\nnotice = Announcement\n");
    let site = TestSite::serve(Arc::new(Live::new(edition(&files, "2027-02-01T12:00:00Z"))));
    assert_eq!(site.get("/fr/").page().attribute(".notice", "aria-label"), "Annonce");
    assert_eq!(site.get("/en/").page().attribute(".notice", "aria-label"), "Announcement");
}

/// The shipped files with a security.txt.
fn secured() -> Files {
    with(
        "content/legal.toml",
        "[security]\n",
        "[security]\ncontact = \"mailto:securite@example.org\"\nexpires = 2027-06-01\n",
    )
}

#[test]
fn security_txt_is_told_of_for_thirty_days_before_it_expires_and_is_an_error_after_that() {
    for (moment, told, is_served) in [
        ("2027-05-01T23:59:59Z", None, true),
        ("2027-05-02T00:00:01Z", Some((Severity::Warning, "security-expires-soon")), true),
        ("2027-05-31T23:59:59Z", Some((Severity::Warning, "security-expires-soon")), true),
        ("2027-06-01T00:00:00Z", Some((Severity::Error, "security-expired")), false),
    ] {
        let made = made(publisher(), &secured(), moment);
        let found = made.report.all().find(|one| one.problem.id().starts_with("security-"));
        assert_eq!(found.map(|one| (one.severity, one.problem.id())), told, "{moment}");
        let said = Reporter::English.report(&made.report);
        assert!(told.is_none() || said.contains("expires = 2028-0"), "{moment}: {said}");
        let site = TestSite::serve(Arc::new(Live::new(made.edition.unwrap())));
        assert_eq!(site.get("/.well-known/security.txt").status == 200, is_served, "{moment}");
        assert_eq!(site.get("/fr/").status, 200);
    }
}

#[test]
fn the_same_files_at_the_same_time_are_the_same_edition() {
    let files = linked(DAYS);
    let id = |moment: &str| edition(&files, moment).id().to_owned();
    assert_eq!(id("2027-03-27T12:00:00Z"), id("2027-03-27T12:00:00Z"));
    // Nothing changes between these, so that no cache has to forget anything.
    assert_eq!(id("2027-03-27T00:00:00Z"), id("2027-03-28T12:00:00Z"));
    assert_ne!(id("2027-03-27T00:00:00Z"), id("2027-03-29T12:00:00Z"));
    assert_eq!(id("2027-03-01T00:00:00Z"), id("2027-03-29T12:00:00Z"));
}

/// A site that is served by a clock that tests set, and that goes on from there.
struct Clocked {
    site: TestSite,
    set: Arc<AtomicI64>,
    runtime: tokio::runtime::Runtime,
}

impl Clocked {
    fn start(folder: &Path, moment: &str, state: Option<&Path>) -> Self {
        let start = Instant::now();
        let set = Arc::new(AtomicI64::new(moment.parse::<Timestamp>().unwrap().as_millisecond()));
        let shown = Arc::clone(&set);
        let clock = Clock::by(move || {
            let passed = i64::try_from(start.elapsed().as_millis()).unwrap();
            Timestamp::from_millisecond(shown.load(Ordering::SeqCst) + passed).unwrap()
        });
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let source = Source::Directory(folder.to_owned());
        let mut republisher = Republisher::new(source, base(BASE), Reporter::English, Some(Watch::Auto))
            .with_publisher(publisher().with_clock(clock))
            .with_state(state.map(|path| StateFolder::at(path.to_owned())));
        let live = Arc::new(republisher.start().unwrap());
        let site = TestSite::serve(Arc::clone(&live));
        runtime.spawn(republisher.run(live));
        Self { site, set, runtime }
    }

    fn get(&self, path: &str) -> Answer {
        self.site.get(path)
    }

    fn wait_for(&self, path: &str, status: u16) {
        let start = Instant::now();
        while self.get(path).status != status {
            assert!(start.elapsed() < PATIENCE, "{path} is never {status}");
            self.runtime.block_on(async { tokio::time::sleep(Duration::from_millis(20)).await });
        }
    }

    fn wait_for_attempt(&self, outcome: &PublishResult) {
        let mut statuses = self.site.live.statuses();
        let wanted = statuses.wait_for(|status| status.result == *outcome);
        self.runtime.block_on(async { tokio::time::timeout(PATIENCE, wanted).await }).unwrap().unwrap();
    }
}

#[test]
fn the_running_server_publishes_at_midnight_and_follows_a_clock_that_is_set() {
    let folder = shipped_folder();
    fs::write(folder.path().join(PAGE), congress(DAYS)).unwrap();
    let served = Clocked::start(folder.path(), "2027-03-26T22:59:55Z", None);
    assert_eq!(served.get("/fr/congres-de-tunis/").status, 404);
    served.wait_for("/fr/congres-de-tunis/", 200);
    // The clock is set back by a day, and a notice makes the server look at it before its hour is over.
    served.set.fetch_sub(86_400_000, Ordering::SeqCst);
    fs::write(folder.path().join("content/notes.md"), "").unwrap();
    served.wait_for("/fr/congres-de-tunis/", 404);
}

#[test]
fn an_edit_that_is_refused_does_not_hold_what_has_had_its_last_day() {
    let folder = shipped_folder();
    fs::write(folder.path().join(PAGE), congress(DAYS)).unwrap();
    let served = Clocked::start(folder.path(), "2027-03-28T21:59:50Z", None);
    assert_eq!(served.get("/fr/congres-de-tunis/").status, 200);
    edit(folder.path(), "content/vision.toml", "[page]", "[page]\ntitel = 1");
    served.wait_for_attempt(&PublishResult::Refused);
    assert_eq!(served.get("/fr/congres-de-tunis/").status, 200);
    served.wait_for("/fr/congres-de-tunis/", 404);
    assert_eq!(served.get("/fr/vision-et-objectifs/").status, 200);
    assert_eq!(served.site.live.status().result, PublishResult::Refused);
    edit(folder.path(), "content/vision.toml", "[page]\ntitel = 1", "[page]");
    served.wait_for_attempt(&PublishResult::Unchanged);
}

/// A folder with a security.txt.
fn secured_folder() -> tempfile::TempDir {
    let folder = shipped_folder();
    let (from, to) = ("[security]\n", "[security]\ncontact = \"mailto:securite@example.org\"\nexpires = 2027-06-01\n");
    edit(folder.path(), "content/legal.toml", from, to);
    folder
}

const SECURITY: &str = "/.well-known/security.txt";

#[test]
fn the_running_server_stops_serving_security_txt_when_it_expires_and_goes_on() {
    let folder = secured_folder();
    let served = Clocked::start(folder.path(), "2027-05-31T23:59:55Z", None);
    assert_eq!(served.get(SECURITY).status, 200);
    served.wait_for(SECURITY, 404);
    assert_eq!(served.get("/fr/").status, 200);
    // Other edits are published meanwhile, and so is a new date.
    edit(folder.path(), "content/vision.toml", "title.en = \"Vision and objectives\"", "title.en = \"Where to\"");
    let start = Instant::now();
    while !served.get("/en/vision-and-objectives/").text().contains("Where to") {
        assert!(start.elapsed() < PATIENCE);
    }
    edit(folder.path(), "content/legal.toml", "expires = 2027-06-01", "expires = 2028-05-01");
    served.wait_for(SECURITY, 200);
}

#[test]
fn a_restart_after_security_txt_has_expired_serves_the_kept_site_without_it() {
    let (folder, state) = (secured_folder(), tempfile::tempdir().unwrap());
    StateFolder::at(state.path().to_owned())
        .keep(&Source::Directory(folder.path().to_owned()).read(&mut Report::default()))
        .unwrap();
    let served = Clocked::start(folder.path(), "2027-07-01T00:00:00Z", Some(state.path()));
    assert_eq!((served.get("/fr/").status, served.get(SECURITY).status), (200, 404));
    assert_eq!(served.site.live.status().result, PublishResult::Refused);
    // With none kept, whoever starts it has to mend the date.
    let fresh = Clocked::start(folder.path(), "2027-07-01T00:00:00Z", None);
    assert!(fresh.site.live.is_waiting());
}

/// `aimf` for a folder at a moment.
fn run_at(moment: &str, folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = aimf();
    command.args(arguments).arg("--site").arg(folder).env("SOURCE_DATE_EPOCH", moment);
    let output = command.output().unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The second of a moment, as `SOURCE_DATE_EPOCH` has it.
fn epoch(moment: &str) -> String {
    moment.parse::<Timestamp>().unwrap().as_second().to_string()
}

#[test]
fn check_tells_what_will_change_by_itself_and_counts_drafts() {
    let folder = shipped_folder();
    fs::write(folder.path().join(PAGE), congress(DAYS)).unwrap();
    let draft = congress("draft = true\n").replace("congres-de-tunis", "appel").replace("tunis-congress", "call");
    let draft =
        draft.replace("Congrès de Tunis", "Appel").replace("Tunis congress", "Call").replace("Le congrès", "L'appel");
    let draft = draft.replace("The AIMF's congress", "The AIMF's call");
    fs::write(folder.path().join("content/pages/call.toml"), draft).unwrap();
    let (code, out, _) = run_at(&epoch("2027-03-27T12:00:00Z"), folder.path(), &["check", "--lang", "fr"]);
    assert_eq!(code, Some(0));
    let lines: Vec<_> = out.lines().skip(1).collect();
    let expected = [
        "Un brouillon, que seul «\u{a0}aimf preview\u{a0}» montre\u{a0}: call",
        "Le site changera de lui-même (fuseau horaire Europe/Paris)\u{a0}:",
        "  2027-03-29\u{a0}: la page «\u{a0}congress\u{a0}» disparaît",
    ];
    assert_eq!(lines, expected);
    let (_, out, _) = run_at(&epoch("2027-03-29T12:00:00Z"), folder.path(), &["check", "--lang", "en"]);
    assert_eq!(out.lines().skip(1).collect::<Vec<_>>(), ["One draft, which only ‘aimf preview’ shows: call"]);
}

#[test]
fn export_goes_by_source_date_epoch_and_says_until_when_it_is_good() {
    let folder = shipped_folder();
    fs::write(folder.path().join(PAGE), congress(DAYS)).unwrap();
    let out = folder.path().join("out");
    let arguments = ["export", out.to_str().unwrap(), "--base-url=https://example.org", "--lang=en"];
    let (code, said, _) = run_at("", folder.path(), &arguments);
    assert_eq!(code, Some(0), "an empty variable is none: {said}");
    fs::remove_dir_all(&out).unwrap();
    let (code, said, _) = run_at(&epoch("2027-03-27T12:00:00Z"), folder.path(), &arguments);
    assert_eq!(code, Some(0));
    let after: Vec<_> = said.lines().skip(1).collect();
    let expected = [
        "It stays the same until 2027-03-29 (Europe/Paris): export again on that day. What will change:",
        "  2027-03-29: the page ‘congress’ disappears",
    ];
    assert_eq!(after, expected);
    assert!(out.join("fr/congres-de-tunis/index.html").exists());
    fs::remove_dir_all(&out).unwrap();
    let (_, said, _) = run_at(&epoch("2027-03-29T12:00:00Z"), folder.path(), &arguments);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!out.join("fr/congres-de-tunis").exists());
    let (code, _, complaint) = run_at("tomorrow", folder.path(), &["check", "--lang=en"]);
    assert_eq!(code, Some(2));
    assert!(complaint.starts_with("SOURCE_DATE_EPOCH is ‘tomorrow’, which is no number of seconds."), "{complaint}");
    let secured = secured_folder();
    let other = secured.path().join("other");
    let arguments = ["export", other.to_str().unwrap(), "--base-url=https://example.org", "--lang=en"];
    let (code, _, complaint) = run_at(&epoch("2027-07-01T00:00:00Z"), secured.path(), &arguments);
    assert_eq!((code, other.exists()), (Some(1), false));
    assert!(complaint.contains("security.txt expired on 2027-06-01"), "{complaint}");
}

#[test]
fn an_anchor_that_pages_use_themselves_is_refused_with_another_one() {
    for (path, from, to) in [
        (PAGE, "anchor.fr = \"programme\"", "anchor.fr = \"main\""),
        ("content/timeline.toml", "id = \"t1\"", "id = \"seats\""),
    ] {
        let mut files = linked("");
        replace(&mut files, path, from, to);
        let report = checked(&files, "2027-01-01T00:00:00Z");
        assert_eq!(problems(&report, path).iter().map(|one| one.2).collect::<Vec<_>>(), ["anchor-reserved"]);
        let anchor = to.split('"').nth(1).unwrap();
        assert!(Reporter::English.errors(&report).contains(&format!("write for example \"{anchor}-1\"")));
        replace(&mut files, path, anchor, &format!("{anchor}-1"));
        assert!(!checked(&files, "2027-01-01T00:00:00Z").has_errors());
    }
    // The dossier has the slug of a page for its anchor.
    let files = with("content/vision.toml", "anchor.fr = \"vision\"", "anchor.fr = \"histoire\"");
    let report = checked(&files, "2027-01-01T00:00:00Z");
    assert_eq!(problems(&report, "content/vision.toml").iter().map(|one| one.2).collect::<Vec<_>>(), ["anchor-twice"]);
}
