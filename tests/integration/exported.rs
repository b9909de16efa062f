//! An export is what the server sends, byte for byte; two editions of the same files are equal.

use std::fs;

use aimf::edition::Route;

use crate::harness::{SHIPPED, base, publish, shipped_files};

#[test]
fn the_exported_files_are_what_the_server_sends() {
    let folder = tempfile::tempdir().unwrap();
    let edition = SHIPPED.live.current();
    aimf::export::export(&edition, folder.path()).unwrap();
    let mut compared = 0;
    for (path, _) in edition.iter().filter(|(_, route)| matches!(route, Route::Resource(_))) {
        let name = path.trim_start_matches('/');
        let name = if path.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
        for (coding, extension) in [("identity", ""), ("br", ".br"), ("zstd", ".zst"), ("gzip", ".gz")] {
            let answer = SHIPPED.ask("GET", path, &[("accept-encoding", coding)]);
            let sent = answer.header("content-encoding");
            let file = folder.path().join(format!("{name}{extension}"));
            if sent == coding || (sent.is_empty() && coding == "identity") {
                assert_eq!(fs::read(&file).unwrap(), answer.body, "{path} {coding}");
                compared += 1;
            } else {
                assert!(!file.exists(), "{path} has no {coding}");
            }
        }
    }
    assert!(compared > 100, "{compared}");
    for (path, file) in
        [("/fr/rien", "fr/404.html"), ("/en/rien", "en/404.html"), ("/rien", "404.html"), ("/", "index.html")]
    {
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), SHIPPED.get(path).body, "{path}");
    }
    // Real servers read these in `tests/deploy`; here, that each redirect is in each of them.
    let forms = [aimf::export::NGINX_SERVER, aimf::export::CADDY, aimf::export::REDIRECTS];
    let forms = forms.map(|file| fs::read_to_string(folder.path().join(file)).unwrap());
    for from in ["/en/histoire/", "/en/histoire"] {
        let lines = [
            format!(
                "location = \"{from}\" {{ error_page 301 @aimf_empty_0; return 301 \"/en/history/$is_args$args\"; }}"
            ),
            format!("redir \"{from}\" \"/en/history/{{aimf_query}}\" 301"),
            format!("{from} /en/history/ 301"),
        ];
        for (text, line) in forms.iter().zip(lines) {
            assert!(text.lines().any(|one| one == line), "{line}: {text}");
        }
    }
}

#[test]
fn an_export_is_never_mixed_with_other_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let error = aimf::export::export(&SHIPPED.live.current(), folder.path()).unwrap_err();
    assert!(error.to_string().contains("is not empty"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
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
