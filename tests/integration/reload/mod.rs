//! Live reload: an edit on the disk becomes the next edition, by every way in which files change; SIGHUP does it without watching.

#[cfg(target_os = "linux")]
mod unreadable_files;

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use aimf::live::{PublishResult, PublishStatus, Republisher, Watch};
use aimf::reporter::Reporter;
use aimf::source::Source;

use crate::support::program::{PATIENCE, Program, SetOnDrop, Signal, kibibytes, run, text};
use crate::support::shipped_site::{BASE, TestSite, base};
use crate::support::site_folder::{FILE, shipped_folder, shipped_into, titled};

/// A served directory that is watched.
struct Watched {
    site: TestSite,
    runtime: tokio::runtime::Runtime,
}

impl Watched {
    fn start(folder: &Path, watch: Watch) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let source = Source::Directory(folder.to_owned());
        let mut republisher = Republisher::new(source, base(BASE), Reporter::English, Some(watch));
        let live = Arc::new(republisher.start().unwrap());
        let site = TestSite::serve(Arc::clone(&live));
        runtime.spawn(republisher.run(live));
        Self { site, runtime }
    }

    fn title(&self) -> String {
        self.site.get("/en/vision-and-objectives/").page().texts("h1").remove(0)
    }

    /// Waits until the page has a title.
    fn wait_for(&self, title: &str) {
        let start = Instant::now();
        while self.title() != title {
            assert!(start.elapsed() < PATIENCE, "the page still says {}", self.title());
            self.pause(5);
        }
    }

    /// Waits for a try to publish with this outcome.
    fn wait_for_attempt(&self, outcome: &PublishResult) -> Arc<PublishStatus> {
        let mut statuses = self.site.live.statuses();
        let wanted = statuses.wait_for(|status| status.result == *outcome);
        let found = self.runtime.block_on(async { tokio::time::timeout(PATIENCE, wanted).await });
        Arc::clone(&found.unwrap().unwrap())
    }

    fn pause(&self, milliseconds: u64) {
        self.runtime.block_on(async { tokio::time::sleep(Duration::from_millis(milliseconds)).await });
    }
}

#[test]
fn a_saved_file_is_reloaded_and_served() {
    let folder = shipped_folder();
    let watched = Watched::start(folder.path(), Watch::Auto);
    for title in ["Where we are going", "Where to"] {
        fs::write(folder.path().join(FILE), titled(folder.path(), title)).unwrap();
        watched.wait_for(title);
    }
}

#[test]
fn a_file_put_in_place_by_rename_is_served() {
    let folder = shipped_folder();
    let watched = Watched::start(folder.path(), Watch::Auto);
    for title in ["Where we are going", "Where to"] {
        let new = folder.path().join("content/.vision.toml.new");
        fs::write(&new, titled(folder.path(), title)).unwrap();
        fs::rename(new, folder.path().join(FILE)).unwrap();
        watched.wait_for(title);
    }
}

#[test]
fn a_folder_put_in_place_by_rename_is_served_and_watched() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let next = folder.path().join("next");
    shipped_into(&site);
    let watched = Watched::start(&site, Watch::Auto);
    shipped_into(&next);
    fs::write(next.join(FILE), titled(&next, "Where we are going")).unwrap();
    fs::rename(&site, folder.path().join("before")).unwrap();
    fs::rename(&next, &site).unwrap();
    watched.wait_for("Where we are going");
    fs::write(site.join(FILE), titled(&site, "Where to")).unwrap();
    watched.wait_for("Where to");
}

#[test]
fn a_deployment_that_swaps_a_symlink_above_the_site_is_served_and_watched() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path();
    for release in ["releases/1/site", "releases/2/site"] {
        shipped_into(&top.join(release));
    }
    let second = top.join("releases/2/site");
    fs::write(second.join(FILE), titled(&second, "Where we are going")).unwrap();
    symlink("releases/1", top.join("current")).unwrap();
    let watched = Watched::start(&top.join("current/site"), Watch::Auto);
    symlink("releases/2", top.join("next")).unwrap();
    fs::rename(top.join("next"), top.join("current")).unwrap();
    watched.wait_for("Where we are going");
    fs::write(second.join(FILE), titled(&second, "Where to")).unwrap();
    watched.wait_for("Where to");
}

#[test]
fn a_configmap_of_kubernetes_that_swaps_its_data_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    shipped_into(folder.path());
    // As the kubelet lays a ConfigMap out: each file a link into `..data`, itself a link to the folder of the day.
    for day in ["..2026_11_23", "..2026_11_24"] {
        fs::create_dir(content.join(day)).unwrap();
        fs::copy(folder.path().join(FILE), content.join(day).join("vision.toml")).unwrap();
    }
    fs::write(content.join("..2026_11_24/vision.toml"), titled(folder.path(), "Where we are going")).unwrap();
    symlink("..2026_11_23", content.join("..data")).unwrap();
    fs::remove_file(content.join("vision.toml")).unwrap();
    symlink("..data/vision.toml", content.join("vision.toml")).unwrap();
    let watched = Watched::start(folder.path(), Watch::Auto);
    symlink("..2026_11_24", content.join("..data_tmp")).unwrap();
    fs::rename(content.join("..data_tmp"), content.join("..data")).unwrap();
    watched.wait_for("Where we are going");
}

#[test]
fn a_burst_of_changes_is_debounced_to_one_edition() {
    let folder = shipped_folder();
    let watched = Watched::start(folder.path(), Watch::Auto);
    let published = watched.runtime.block_on(async {
        let mut statuses = watched.site.live.statuses();
        let path = folder.path().to_owned();
        let burst = tokio::task::spawn_blocking(move || {
            for number in 1..=40 {
                fs::write(path.join(FILE), titled(&path, &format!("Title {number}"))).unwrap();
            }
        });
        let mut published = Vec::new();
        let mut patience = PATIENCE;
        while let Ok(changed) = tokio::time::timeout(patience, statuses.changed()).await {
            changed.unwrap();
            patience = Duration::from_secs(2);
            published.push(statuses.borrow_and_update().result.clone());
        }
        burst.await.unwrap();
        published
    });
    assert_eq!(published, [PublishResult::Published]);
    assert_eq!(watched.title(), "Title 40");
}

#[test]
fn a_bad_edit_leaves_the_last_good_edition_and_says_why_until_it_is_mended() {
    let folder = shipped_folder();
    let watched = Watched::start(folder.path(), Watch::Auto);
    let good = fs::read_to_string(folder.path().join(FILE)).unwrap();
    let title = watched.title();
    fs::write(folder.path().join(FILE), good.replacen("title.en = \"", "title.en = \u{201c}", 1)).unwrap();
    let attempt = watched.wait_for_attempt(&PublishResult::Refused);
    assert!(Reporter::English.errors(&attempt.report).contains("content/vision.toml:"));
    assert_eq!(watched.title(), title);
    // The very same files again: nothing to publish, and the site is up to date.
    fs::write(folder.path().join(FILE), good).unwrap();
    let attempt = watched.wait_for_attempt(&PublishResult::Unchanged);
    assert!(!attempt.report.has_errors());
    assert_eq!(watched.title(), title);
}

#[test]
fn a_change_that_the_system_does_not_tell_of_is_found_by_polling() {
    let folder = shipped_folder();
    let watched = Watched::start(folder.path(), Watch::Poll);
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where we are going")).unwrap();
    watched.wait_for("Where we are going");
    let broken = "title.en = ".to_owned();
    fs::write(folder.path().join(FILE), broken).unwrap();
    watched.wait_for_attempt(&PublishResult::Refused);
}

/// How many edits are made under load; `AIMF_TEST_EDITS=1000` asks for the whole promise.
fn edits() -> usize {
    std::env::var("AIMF_TEST_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(16)
}

/// Kibibytes of memory that the process holds.
fn memory() -> Option<usize> {
    kibibytes("self", "VmRSS")
}

#[test]
fn good_and_bad_edits_under_load_fail_no_request_and_tear_no_page() {
    let folder = shipped_folder();
    let watched = Watched::start(folder.path(), Watch::Auto);
    let good: Vec<_> = (0..2).map(|number| titled(folder.path(), &format!("Edition {number}"))).collect();
    let css = fs::read_to_string(folder.path().join("static/site.css")).unwrap();
    let done = AtomicBool::new(false);
    let asked = std::thread::scope(|scope| {
        let visitor = scope.spawn(|| {
            let mut asked = 0;
            while !done.load(Ordering::Relaxed) {
                let answer = watched.site.get("/en/vision-and-objectives/");
                assert_eq!(answer.status, 200);
                let page = answer.page();
                // The heading and the tab's title are one text: two of them would be two editions in one page.
                let heading = page.texts("h1").remove(0);
                let tab = page.texts("title").remove(0);
                assert!(tab.starts_with(&heading), "{heading}: {tab}");
                let stylesheet = page.attribute("link[rel=stylesheet]", "href");
                let styled = watched.site.get(&stylesheet);
                assert_eq!(styled.status, 200, "{stylesheet}");
                asked += 2;
            }
            asked
        });
        // A failure here ends the visitor too.
        let visiting = SetOnDrop(&done);
        let mut at_first = None;
        for edit in 0..edits() {
            let number = edit / 2 % 2;
            if edit % 2 == 0 {
                // Another stylesheet, with another name.
                fs::write(folder.path().join("static/site.css"), format!("{css}\n.e{number} {{ color: red }}"))
                    .unwrap();
                fs::write(folder.path().join(FILE), &good[number]).unwrap();
                watched.wait_for(&format!("Edition {number}"));
            } else {
                fs::write(folder.path().join(FILE), &good[number][..good[number].len() / 2]).unwrap();
                watched.wait_for_attempt(&PublishResult::Refused);
            }
            if edit == edits() / 3 {
                at_first = memory();
            }
        }
        drop(visiting);
        if let (Some(before), Some(after)) = (at_first, memory()) {
            println!("memory: {before} KiB after a third of {} edits, {after} KiB at the end", edits());
            // Other tests of this process run meanwhile: the whole promise is looked at alone.
            if edits() >= 1000 {
                assert!(after < before + before / 5, "{before} KiB became {after} KiB");
            }
        }
        visitor.join().unwrap()
    });
    println!("{asked} requests");
    assert!(asked > 0);
}

#[test]
fn a_sighup_publishes_without_watching() {
    let folder = shipped_folder();
    let program = Program::serve(&["--site", folder.path().to_str().unwrap()]);
    let page = format!("{}en/vision-and-objectives/", program.address());
    let page = || ureq::get(&page).call().unwrap().body_mut().read_to_string().unwrap();
    program.signal(Signal::HUP);
    program.log_until("nothing has changed");
    let good = titled(folder.path(), "Where we are going");
    fs::write(folder.path().join(FILE), &good).unwrap();
    program.signal(Signal::HUP);
    program.log_until("published");
    assert!(page().contains("Where we are going"));

    let mut file = fs::OpenOptions::new().append(true).open(folder.path().join(FILE)).unwrap();
    file.write_all(b"titel = 1\n").unwrap();
    program.signal(Signal::HUP);
    let log = program.log_until("le site public n\u{2019}a pas chang\u{e9}");
    assert!(log.contains("--> content/vision.toml:"), "{log}");
    assert!(page().contains("Where we are going"));

    fs::write(folder.path().join(FILE), &good).unwrap();
    program.signal(Signal::HUP);
    program.log_until("le site est \u{e0} jour");
}

#[test]
fn what_the_binary_carries_cannot_be_watched() {
    let output = run(&["serve", "--watch"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--site"));
}
