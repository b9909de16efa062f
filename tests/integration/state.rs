//! The state folder: the last good site outlives the program; where there is none, visitors get a 503 until the files are fixed.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::program::{Program, Signal, get_url, run, text, wait_until};
use crate::support::site_folder::{FILE, shipped_folder, shipped_into, titled, wait_until_kept};

/// The site, served with an admin listener and these arguments.
fn serve(site: &Path, arguments: &[&str]) -> Program {
    let own =
        ["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--lang", "fr", "--site", site.to_str().unwrap()];
    Program::start(&[&own, arguments].concat(), 2)
}

fn readyz(program: &Program) -> (u16, Value) {
    let (status, text) = get_url(&format!("{}readyz", program.greetings[1]));
    (status, serde_json::from_str(&text).unwrap())
}

fn metric(program: &Program, name: &str) -> String {
    let (_, metrics) = get_url(&format!("{}metrics", program.greetings[1]));
    let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name}: {metrics}")).to_owned()
}

/// `aimf health`: its exit code, and what it says.
fn health(program: &Program) -> (i32, String) {
    let admin = program.greetings[1].trim_start_matches("http://").trim_end_matches('/');
    let said = run(&["health", "--admin-listen", admin]);
    (said.status.code().unwrap(), text(&said.stdout) + &text(&said.stderr))
}

#[test]
fn a_restart_on_a_broken_site_serves_the_last_good_one_and_says_so_and_since_when() {
    let (site, state) = (shipped_folder(), tempfile::tempdir().unwrap());
    let state_of = ["--state", state.path().to_str().unwrap()];
    let good = titled(site.path(), "Kept");
    fs::write(site.path().join(FILE), &good).unwrap();
    let program = serve(site.path(), &state_of);
    wait_until_kept(state.path(), &good);
    assert_eq!(metric(&program, "aimf_edition_kept"), "0");
    program.stop();

    fs::write(site.path().join(FILE), "title = \n").unwrap();
    let program = serve(site.path(), &state_of);
    assert!(program.titled_page().contains("Kept"));
    let log = program.log_until("which was kept, is served");
    assert!(log.contains("content/vision.toml") && log.contains("since"), "{log}");
    let (status, ready) = readyz(&program);
    assert_eq!(
        (status, &ready["ready"], &ready["last_publication"]["outcome"]),
        (200, &true.into(), &"refused".into())
    );
    assert!(ready["kept_since"].as_str().unwrap().ends_with('Z'), "{ready}");
    assert_eq!([metric(&program, "aimf_edition_kept"), metric(&program, "aimf_ready")], ["1", "1"]);
    assert_eq!(health(&program).0, 0);
    let [site_of, state_folder] = [site.path(), state.path()].map(|path| path.to_str().unwrap());
    let checked = run(&["check", "--lang", "fr", "--site", site_of, "--state", state_folder]);
    assert_eq!(checked.status.code(), Some(1));
    let said = text(&checked.stderr);
    assert!(said.contains("le serveur montre le dernier site sans erreur, gardé le 20"), "{said}");

    // The very files that were kept come back, then others.
    fs::write(site.path().join(FILE), &good).unwrap();
    program.signal(Signal::HUP);
    wait_until("the site is in order again", || readyz(&program).1["kept_since"].is_null());
    assert_eq!(metric(&program, "aimf_edition_kept"), "0");
    fs::write(site.path().join(FILE), titled(site.path(), "Another")).unwrap();
    program.signal(Signal::HUP);
    program.wait_for_title("Another");
}

#[test]
fn without_a_kept_site_visitors_get_a_503_with_retry_after_until_the_files_are_fixed() {
    let site = tempfile::tempdir().unwrap();
    let program = serve(site.path(), &["--watch"]);
    program.log_until("visitors get a 503 until they are fixed");
    for path in ["", "fr/", "static/site.css"] {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let mut answer = agent.get(format!("{}{path}", program.address())).call().unwrap();
        assert_eq!(answer.status(), 503, "{path}");
        assert_eq!(answer.headers()["retry-after"], "30");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let page = answer.body_mut().read_to_string().unwrap();
        for words in ["lang=\"fr\"", "Le site revient bientôt", "lang=\"en\"", "The site will be back"] {
            assert!(page.contains(words), "{page}");
        }
    }
    assert_eq!((readyz(&program).0, metric(&program, "aimf_ready").as_str()), (503, "0"));
    let (code, said) = health(&program);
    assert!(code == 1 && said.contains("is not ready: 503"), "{code} {said}");

    shipped_into(site.path());
    wait_until("the site is never served", || readyz(&program).0 == 200);
    assert!(program.titled_page().contains("<h1"));
    let (code, said) = health(&program);
    assert!(code == 0 && said.starts_with("{\"ready\":true"), "{code} {said}");
    let address = program.greetings[1].trim_start_matches("http://").trim_end_matches('/').to_owned();
    program.stop();
    let gone = run(&["health", "--admin-listen", &address]);
    assert_eq!(gone.status.code(), Some(1));
    assert!(text(&gone.stderr).contains("it cannot be reached"), "{}", text(&gone.stderr));
}

#[test]
fn a_state_folder_that_cannot_be_written_is_told_and_the_site_is_served() {
    let (site, other) = (shipped_folder(), tempfile::NamedTempFile::new().unwrap());
    let program = serve(site.path(), &["--watch", "--state", other.path().join("state").to_str().unwrap()]);
    let log = program.log_until("will not outlive the program");
    assert!(log.contains("cannot write"), "{log}");
    assert_eq!(readyz(&program).0, 200);
    fs::write(site.path().join(FILE), titled(site.path(), "Published")).unwrap();
    program.wait_for_title("Published");
}

#[test]
fn what_was_kept_is_not_served_where_it_is_not_whole_or_of_a_newer_version() {
    let (site, state) = (shipped_folder(), tempfile::tempdir().unwrap());
    fs::write(site.path().join(FILE), "title = \n").unwrap();
    let arguments = ["--watch", "--state", state.path().to_str().unwrap()];
    let kept = state.path().join("site-1");
    shipped_into(&kept);
    let vision = fs::read_to_string(kept.join(FILE)).unwrap();
    fs::write(kept.join(FILE), vision + "\n[new]\nkey = 1\n").unwrap();
    let program = serve(site.path(), &arguments);
    program.log_until("has problems for this version, and is not served");
    assert_eq!(readyz(&program).0, 503);
    program.stop();

    fs::remove_dir_all(kept.join("locales")).unwrap();
    let program = serve(site.path(), &arguments);
    program.log_until("is not a whole site, and is not served");
    assert_eq!(readyz(&program).0, 503);
    shipped_into(site.path());
    wait_until("the site is never served", || readyz(&program).0 == 200);
}
