//! Photographs and documents that editors put into `static/`: which are taken, what is said of them, and how they are served.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;

use aimf::diagnostic::Report;
use aimf::publish::Publication;
use aimf::reporter::Reporter;
use aimf::source::{Files, Source};
use bytes::Bytes;

use crate::support::client::{Connection, RawAnswer};
use crate::support::program::{Program, Signal, run, text, wait_until};
use crate::support::shipped_site::{TestSite, base, publication, replace, shipped_files, with};
use crate::support::site_folder::{edit, shipped_folder};

const PAGE: &str = "content/pages/privacy.toml";

/// The files of a site in a folder.
fn read(folder: &Path) -> Files {
    let mut report = Report::default();
    let files = Source::Directory(folder.to_owned()).read(&mut report);
    assert!(report.is_empty(), "{}", Reporter::English.report(&report));
    files
}

/// The shipped site with a document that a page leads to in both languages.
fn with_document(name: &str, length: u64) -> tempfile::TempDir {
    let folder = shipped_folder();
    let file = fs::File::create(folder.path().join("static").join(name)).unwrap();
    file.set_len(length).unwrap();
    let text = fs::read_to_string(folder.path().join(PAGE)).unwrap();
    assert_eq!(text.matches("(page:contact)").count(), 2);
    fs::write(folder.path().join(PAGE), text.replace("(page:contact)", &format!("(file:{name})"))).unwrap();
    folder
}

/// Bytes of which no two pieces are the same.
fn bytes(length: u32, seed: u32) -> Vec<u8> {
    (0..length / 4).flat_map(|at| at.wrapping_mul(2_654_435_761).wrapping_add(seed).to_le_bytes()).collect()
}

/// The path of a file of `static` as the page of the tests links it.
fn linked(program: &Program, name: &str) -> String {
    let mut page = ureq::get(format!("{}fr/donnees-personnelles/", program.address())).call().unwrap();
    let page = page.body_mut().read_to_string().unwrap();
    let start = page.find(&format!("/static/{name}.")).unwrap_or_else(|| panic!("{name}: {page}"));
    page[start..].split('"').next().unwrap().to_owned()
}

fn ask(program: &Program, method: &str, path: &str, headers: &[(&str, &str)]) -> RawAnswer {
    Connection::open(program.socket()).ask(method, path, headers)
}

#[test]
fn a_document_of_up_to_30_mb_is_published_and_a_larger_one_is_the_only_error() {
    let report = |folder: &tempfile::TempDir| publication(&read(folder.path())).report;
    assert!(!report(&with_document("rapport.pdf", 30 << 20)).has_errors());
    for (length, size) in [((30 << 20) + 1, "32"), (90 << 20, "95")] {
        for (name, help) in [
            ("rapport.pdf", "exportez-le de nouveau en PDF"),
            ("budget.xlsx", "enlevez-en les images"),
            ("discours.mp3", "débit plus faible"),
            ("film.mp4", "service de vidéos"),
        ] {
            let report = report(&with_document(name, length));
            let errors: Vec<_> = report.errors().map(|one| one.problem.id()).collect();
            assert_eq!(errors, ["document-too-large"], "{name} {length}");
            let told = Reporter::French.errors(&report);
            let words = format!("« {name} » pèse {size} Mo ; la limite est de 30 Mo");
            assert!(told.replace(['\u{a0}', '\u{202f}'], " ").contains(&words) && told.contains(help), "{told}");
        }
    }
}

#[test]
fn a_file_with_a_problem_of_its_own_is_not_said_to_be_missing_where_it_is_linked() {
    for (name, content, problem) in [
        ("rapport.doc", "x", "file-kind"),
        ("rapport.tif", "x", "file-kind"),
        ("photo.jpg", "x", "picture-unreadable"),
        ("dessin.svg", "<svg", "picture-unreadable"),
    ] {
        let mut files = with(PAGE, "(page:contact)", &format!("(file:{name})"));
        files.insert(format!("static/{name}"), content);
        let errors: Vec<_> = publication(&files).report.errors().map(|one| one.problem.id()).collect();
        assert_eq!(errors, [problem], "{name}");
    }
    let folder = with_document("dessin.svg", 5 << 20);
    let mut report = Report::default();
    let files = Source::Directory(folder.path().to_owned()).read(&mut report);
    let Publication { report, .. } =
        aimf::publish::Publisher::new().check(&files, report, &base("https://a.test")).unwrap();
    let errors: Vec<_> = report.errors().map(|one| one.problem.id()).collect();
    assert_eq!(errors, ["file-too-large"]);
}

#[test]
fn a_large_document_has_its_type_an_etag_ranges_if_range_head_and_304() {
    let folder = with_document("rapport.pdf", 1);
    let document = bytes(5_000_000, 1);
    fs::write(folder.path().join("static/rapport.pdf"), &document).unwrap();
    let program = Program::serve(&["--site", folder.path().to_str().unwrap()]);
    let path = linked(&program, "rapport");
    let whole = ask(&program, "GET", &path, &[("Accept-Encoding", "br, gzip")]);
    assert!(whole.status == 200 && whole.body == document);
    for (name, value) in [
        ("content-type", "application/pdf"),
        ("content-length", "5000000"),
        ("x-content-type-options", "nosniff"),
        ("accept-ranges", "bytes"),
        ("cache-control", "public, max-age=31536000, immutable"),
    ] {
        assert_eq!(whole.header(name), Some(value));
    }
    let etag = whole.header("etag").unwrap();
    assert!(etag.starts_with('"') && etag.len() == 26, "{etag}");
    let head = ask(&program, "HEAD", &path, &[]);
    assert_eq!((head.status, head.lasting_headers(), head.body.len()), (200, whole.lasting_headers(), 0));
    assert_eq!(ask(&program, "GET", &path, &[("If-None-Match", etag)]).status, 304);
    for (range, part) in
        [("bytes=0-9", 0..10), ("bytes=4999990-", 4_999_990..5_000_000), ("bytes=65530-140000", 65_530..140_001)]
    {
        for condition in [None, Some(("If-Range", etag))] {
            let headers: Vec<_> = [("Range", range)].into_iter().chain(condition).collect();
            let answer = ask(&program, "GET", &path, &headers);
            assert!(answer.status == 206 && answer.body == document[part.clone()], "{range}");
            let content_range = format!("bytes {}-{}/5000000", part.start, part.end - 1);
            assert_eq!(
                (answer.header("content-range"), answer.header("etag")),
                (Some(content_range.as_str()), Some(etag))
            );
        }
    }
    assert_eq!(ask(&program, "GET", &path, &[("Range", "bytes=5000000-")]).status, 416);
    let other = ask(&program, "GET", &path, &[("Range", "bytes=0-9"), ("If-Range", "\"x\"")]);
    assert!(other.status == 200 && other.body == document);
    // Two answers on one connection, and the log has each with all its bytes.
    let mut connection = Connection::open(program.socket());
    for _ in 0..2 {
        assert!(connection.ask("GET", &path, &[]).body == document);
    }
}

#[test]
fn documents_of_each_kind_have_their_media_type_and_those_for_other_programs_are_saved() {
    let kinds = [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Some("attachment")),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Some("attachment")),
        ("odt", "application/vnd.oasis.opendocument.text", Some("attachment")),
        ("ods", "application/vnd.oasis.opendocument.spreadsheet", Some("attachment")),
        ("ics", "text/calendar; charset=utf-8", Some("attachment")),
        ("csv", "text/csv; charset=utf-8", None),
        ("pdf", "application/pdf", None),
        ("mp3", "audio/mpeg", None),
        ("mp4", "video/mp4", None),
    ];
    let folder = shipped_folder();
    let out = folder.path().join("out");
    for (kind, ..) in kinds {
        fs::write(folder.path().join(format!("static/small.{kind}")), kind).unwrap();
        fs::write(folder.path().join(format!("static/large.{kind}")), bytes(1_100_000, kind.as_bytes()[0].into()))
            .unwrap();
    }
    let site = folder.path().to_str().unwrap();
    let exported = run(&["export", out.to_str().unwrap(), "--base-url", "https://a.test", "--site", site]);
    assert!(exported.status.success(), "{}", text(&exported.stderr));
    let program = Program::serve(&["--site", site]);
    for (kind, media_type, disposition) in kinds {
        for size in ["small", "large"] {
            let original = fs::read(folder.path().join(format!("static/{size}.{kind}"))).unwrap();
            let entries = fs::read_dir(out.join("static"))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let name =
                entries.into_iter().find(|name| name.starts_with(size) && name.ends_with(&format!(".{kind}"))).unwrap();
            assert!(fs::read(out.join("static").join(&name)).unwrap() == original, "{name}");
            let answer = ask(&program, "GET", &format!("/static/{name}"), &[]);
            assert!(answer.body == original);
            assert_eq!(
                (answer.header("content-type"), answer.header("content-disposition")),
                (Some(media_type), disposition)
            );
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        }
    }
}

#[test]
fn a_document_that_is_cut_short_replaced_or_deleted_while_it_is_served_stays_whole_under_its_etag() {
    let folder = with_document("rapport.pdf", 1);
    let path = folder.path().join("static/rapport.pdf");
    let document = bytes(20_000_000, 7);
    fs::write(&path, &document).unwrap();
    let program = Program::serve(&["--site", folder.path().to_str().unwrap()]);
    let address = linked(&program, "rapport");
    let begin = || {
        let mut stream = TcpStream::connect(program.socket()).unwrap();
        write!(stream, "GET {address} HTTP/1.1\r\nHost: aimf.test\r\nConnection: close\r\n\r\n").unwrap();
        let mut begun = vec![0; 1000];
        stream.read_exact(&mut begun).unwrap();
        (stream, begun)
    };
    let changes: [&dyn Fn(); 3] = [
        &|| fs::File::options().write(true).open(&path).unwrap().set_len(100).unwrap(),
        &|| fs::write(&path, vec![b'x'; 20_000_000]).unwrap(),
        &|| fs::remove_file(&path).unwrap(),
    ];
    for change in changes {
        let (mut stream, mut answer) = begin();
        change();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.ends_with(&document), "{} bytes", answer.len());
        assert!(ask(&program, "GET", &address, &[]).body == document);
    }
    // The next edition has the next content, and both are had by whoever began with the first.
    fs::write(&path, bytes(2_000_000, 8)).unwrap();
    let (mut stream, mut answer) = begin();
    program.signal(Signal::HUP);
    wait_until("the new report is never published", || linked(&program, "rapport") != address);
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.ends_with(&document));
    assert!(ask(&program, "GET", &linked(&program, "rapport"), &[]).body == bytes(2_000_000, 8));
}

#[test]
fn a_slow_visitor_has_the_time_for_a_response_for_each_megabyte_of_a_large_file() {
    let folder = with_document("rapport.pdf", 1);
    let document = bytes(6_000_000, 3);
    fs::write(folder.path().join("static/rapport.pdf"), &document).unwrap();
    let program = Program::serve(&["--site", folder.path().to_str().unwrap(), "--response-timeout", "1"]);
    let mut stream = TcpStream::connect(program.socket()).unwrap();
    write!(stream, "GET {} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", linked(&program, "rapport")).unwrap();
    let mut answer = Vec::new();
    let mut piece = vec![0; 600_000];
    // Ten pieces in three seconds, which is more than one and less than six.
    for _ in 0..10 {
        std::thread::sleep(std::time::Duration::from_millis(300));
        stream.read_exact(&mut piece).unwrap();
        answer.extend_from_slice(&piece);
    }
    stream.read_to_end(&mut answer).unwrap();
    assert!(answer.ends_with(&document));
}

#[cfg(target_os = "linux")]
#[test]
fn ten_documents_of_30_mb_are_not_held_in_memory_nor_copied_anew_for_an_edit() {
    use std::os::unix::fs::MetadataExt as _;
    let (folder, state) = (with_document("rapport.pdf", 1), tempfile::tempdir().unwrap());
    let arguments = ["--site", folder.path().to_str().unwrap(), "--state", state.path().to_str().unwrap()];
    let without = Program::serve(&arguments[..2]).memory();
    for number in 0..10 {
        fs::write(folder.path().join(format!("static/film-{number}.mp4")), bytes(30_000_000, number)).unwrap();
    }
    let program = Program::serve(&arguments);
    let kept = || {
        let generation = fs::read_dir(state.path())
            .ok()?
            .filter_map(Result::ok)
            .find(|entry| entry.file_name().to_string_lossy().starts_with("site-"))?;
        Some((fs::metadata(generation.path().join("static/film-9.mp4")).ok()?.ino(), generation.file_name()))
    };
    wait_until("it is never kept", || kept().is_some());
    let (inode, generation) = kept().unwrap();
    edit(folder.path(), PAGE, "title.fr = \"", "title.fr = \"Nos ");
    program.signal(Signal::HUP);
    wait_until("the edit is never kept", || kept().is_some_and(|(_, next)| next != generation));
    assert_eq!(kept().unwrap().0, inode, "it was copied");
    let with = program.memory();
    println!("memory: {without} KiB without, {with} KiB with ten documents of 30 MB");
    assert!(with < without + 40_000, "{without} KiB became {with} KiB");
}

#[test]
fn a_note_says_once_what_was_done_to_a_photograph_and_check_is_good() {
    let mut files = shipped_files();
    let mut photo = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut photo, 90);
    encoder.add_exif_metadata(b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1A\0\0\0\0\0\0\0\x01\0\x02\0\x05\0\x03\0\0\0\x2C\0\0\0\0\0\0\0\x30\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0").unwrap();
    encoder.encode(&vec![90; 2500 * 500], 2500, 500, jpeg_encoder::ColorType::Luma).unwrap();
    let before = photo.len().div_ceil(1000);
    files.insert("static/photo.jpg", Bytes::from(photo));
    let report = publication(&files).report;
    assert!(!report.has_errors() && report.notes().count() == 1);
    assert!(report.warnings().all(|one| one.problem.id() == "fact-to-fill"));
    for (reporter, words) in [
        (
            Reporter::French,
            format!(
                "Une photo est préparée pour le site ; l’original reste tel quel :\n  photo.jpg : 2500 × 500 → 2000 × 400 pixels, {before} → 7 ko ; position retirée\n"
            ),
        ),
        (
            Reporter::English,
            format!(
                "One photograph is prepared for the site; the original stays as it is:\n  photo.jpg: 2500 × 500 → 2000 × 400 pixels, {before} → 7 kB; position removed\n"
            ),
        ),
    ] {
        let told = reporter.report(&report).replace(['\u{a0}', '\u{202f}'], " ");
        assert!(told.contains(&words), "{told}\n{words}");
    }
}

#[test]
fn the_page_weight_counts_each_picture_that_a_page_shows_once() {
    let mut photo = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut photo, 90);
    encoder.encode(&bytes(500 * 400, 1), 500, 400, jpeg_encoder::ColorType::Luma).unwrap();
    let thousands = photo.len() / 1000;
    assert!((100..300).contains(&thousands), "{thousands}");
    let weight = |files: &Files| -> usize {
        let page = TestSite::start(files, &base("https://example.org")).get("/en/privacy/");
        let (_, weight) =
            page.text().split_once("This page weighs about ").unwrap_or_else(|| panic!("{}", page.text()));
        weight.split_once('\u{a0}').unwrap().0.parse().unwrap()
    };
    let before = weight(&shipped_files());
    let picture = "\n\n![A street](file:photo.jpg)";
    let mut files = shipped_files();
    for language in ["fr", "en"] {
        let text = format!("text.{language} = \"\"\"");
        replace(&mut files, PAGE, &text, &format!("{text}{picture}{picture}\n\n"));
    }
    files.insert("static/photo.jpg", Bytes::from(photo));
    assert!(weight(&files).abs_diff(before + thousands) < 3, "{} + {thousands}: {}", before, weight(&files));
}

/// The `a` of a document in a page, with U+00A0 and U+202F shown as `⍽` and `▯`.
fn link_in(page: &str) -> String {
    let start = page.find("<a href=\"/static/").unwrap_or_else(|| panic!("{page}"));
    let end = start + page[start..].find("</a>").unwrap();
    page[start..end].split_once('>').unwrap().1.replace('\u{a0}', "⍽").replace('\u{202f}', "▯")
}

#[test]
fn a_link_to_a_document_says_its_format_and_size_in_the_language_of_the_page_once() {
    let lead = |french: &str, english: &str| {
        let mut files = shipped_files();
        let text = String::from_utf8(files.get(PAGE).unwrap().to_vec()).unwrap();
        let mut links = [french, english].into_iter();
        let text: String = text
            .split("(page:contact)")
            .enumerate()
            .map(|(at, part)| {
                let start = part.rfind('[').filter(|_| at < 2).map_or(part, |bracket| &part[..bracket]);
                start.to_owned() + if at < 2 { links.next().unwrap() } else { "" }
            })
            .collect();
        files.insert(PAGE, text);
        files.insert("static/rapport.pdf", vec![b' '; 312_000]);
        files.insert("static/Budget-2026.XLSX", vec![b' '; 45_200]);
        files
    };
    for (french, english, in_french, in_english) in [
        (
            "[le rapport](file:rapport.pdf)",
            "[the report](file:rapport.pdf)",
            "le rapport (PDF, 0,3▯Mo)",
            "the report (PDF, 0.3⍽MB)",
        ),
        (
            "[le rapport (PDF, 0,3 Mo)](file:rapport.pdf)",
            "[the report](file:rapport.pdf) (PDF)",
            "le rapport (PDF, 0,3⍽Mo)",
            "the report",
        ),
        (
            "[le rapport PDF](file:rapport.pdf)",
            "[the report (PDF)](file:rapport.pdf)",
            "le rapport PDF (0,3▯Mo)",
            "the report (PDF)",
        ),
        (
            "[le **budget**](file:Budget-2026.XLSX)",
            "[the budget](file:Budget-2026.XLSX)",
            "le <strong>budget</strong> (XLSX, 46▯ko)",
            "the budget (XLSX, 46⍽kB)",
        ),
    ] {
        let site = TestSite::start(&lead(french, english), &base("https://a.test"));
        let [fr, en, both] = ["/fr/donnees-personnelles/", "/en/privacy/", "/fr-en/donnees-personnelles/"]
            .map(|path| site.get(path).text().to_owned());
        assert_eq!((link_in(&fr).as_str(), link_in(&en).as_str()), (in_french, in_english));
        let second = both.rfind("<a href=\"/static/").unwrap();
        assert_eq!((link_in(&both).as_str(), link_in(&both[second..]).as_str()), (in_french, in_english));
        assert_eq!(fr.contains(" download=\"Budget-2026.XLSX\">"), french.contains("Budget"));
    }
    // In a sentence, which the dossier has too.
    let mut files = lead("x", "x");
    let history = String::from_utf8(files.get("content/timeline.toml").unwrap().to_vec()).unwrap();
    let start = history.find("text.fr = \"").unwrap() + "text.fr = \"".len();
    files.insert(
        "content/timeline.toml",
        format!("{}[Acte](file:rapport.pdf). {}", &history[..start], &history[start..]),
    );
    let site = TestSite::start(&files, &base("https://a.test"));
    for page in ["/fr/histoire/", "/fr/dossier/"] {
        assert_eq!(link_in(site.get(page).text()), "Acte (PDF, 0,3▯Mo)", "{page}");
    }
}

#[test]
fn a_site_from_before_these_words_says_them_as_the_carried_site_does_and_another_language_is_warned() {
    let mut files = with(PAGE, "(page:contact)", "(file:rapport.pdf)");
    files.insert("static/rapport.pdf", vec![b' '; 312_000]);
    for language in ["fr", "en"] {
        let path = format!("locales/{language}/site.ftl");
        let text = String::from_utf8(files.get(&path).unwrap().to_vec()).unwrap();
        let (before, rest) = text.split_once("## Documents\n").unwrap();
        files.insert(path, format!("{before}## {}", rest.split_once("\n## ").unwrap().1));
    }
    let report = publication(&files).report;
    let told = |report: &Report, path: &str| {
        report.all().filter(|one| one.place.path() == path).map(|one| one.problem.id()).collect::<Vec<_>>()
    };
    assert!(!report.has_errors(), "{}", Reporter::English.report(&report));
    for path in ["locales/fr/site.ftl", "locales/en/site.ftl"] {
        assert_eq!(told(&report, path), ["messages-stand-in"], "{}", Reporter::English.report(&report));
    }
    let site = TestSite::start(&files, &base("https://a.test"));
    assert!(link_in(site.get("/fr/donnees-personnelles/").text()).ends_with(" (PDF, 0,3▯Mo)"));
    let english = files.get("locales/en/site.ftl").unwrap().clone();
    files.insert("locales/pt/site.ftl", english);
    let site_toml = String::from_utf8(files.get("content/site.toml").unwrap().to_vec()).unwrap();
    let at = site_toml.rfind("[[languages]]").unwrap();
    files.insert(
        "content/site.toml",
        format!("{}{}{}", &site_toml[..at], site_toml[at..].replace("\"en\"", "\"pt\""), &site_toml[at..]),
    );
    let report = publication(&files).report;
    assert_eq!(told(&report, "locales/pt/site.ftl"), ["messages-stand-in"], "{}", Reporter::English.report(&report));
}

#[test]
fn an_alternative_that_is_the_name_of_a_file_is_a_warning_and_following_its_help_mends_it() {
    let photo = {
        let mut bytes = Vec::new();
        jpeg_encoder::Encoder::new(&mut bytes, 80).encode(&[90; 48], 8, 6, jpeg_encoder::ColorType::Luma).unwrap();
        bytes
    };
    let warnings = |words: &str| {
        let mut files = with(PAGE, "(page:contact)", &format!("(page:contact) ![{words}](file:tunis.jpg)"));
        files.insert("static/tunis.jpg", photo.clone());
        let report = publication(&files).report;
        assert!(!report.has_errors(), "{}", Reporter::French.report(&report));
        let found: Vec<_> =
            report.warnings().filter(|one| one.problem.id() == "alternative-is-name").cloned().collect();
        found
    };
    for name in ["IMG_4032.jpg", "DSC_0001", "image1.png", "photo"] {
        let warned = warnings(name);
        assert_eq!(warned.len(), 1, "{name}");
        assert_eq!((warned[0].place.path(), warned[0].place.line()), (PAGE, 125));
        let told = Reporter::French.diagnostic(&warned[0]);
        assert!(told.contains("![Les maires réunis à Tunis](file:tunis.jpg)"), "{told}");
    }
    assert!(warnings("Les maires réunis à Tunis").is_empty());
}

#[test]
fn a_document_that_is_none_or_is_shown_as_a_picture_is_one_error() {
    let link = "[page de contact](page:contact)";
    for (to, bytes, found) in [
        ("[le rapport](file:rapport.pdf)", &b""[..], "static/rapport.pdf document-empty"),
        ("[le rapport](file:rapport.pdf)", b"<html>", "static/rapport.pdf document-kind"),
        ("[le rapport](file:rapport.docx)", b"%PDF-1.7", "static/rapport.docx document-kind"),
        ("![Le rapport](file:rapport.pdf)", b"%PDF-1.7", "content/pages/privacy.toml picture-is-document"),
        ("![Le maire](file:rapport.jpg)", b"", "static/rapport.jpg document-empty"),
    ] {
        let mut files = with("content/pages/privacy.toml", link, to);
        let name = to.split_once("file:").unwrap().1.trim_end_matches(')');
        files.insert(format!("static/{name}"), bytes);
        let report = publication(&files).report;
        let errors: Vec<_> = report.errors().map(|one| format!("{} {}", one.place.path(), one.problem.id())).collect();
        assert_eq!(errors, [found], "{to}");
    }
    let mut files = shipped_files();
    files.insert("content/pages/nouvelle.toml", "");
    let told = Reporter::French.errors(&publication(&files).report);
    assert!(told.contains("une copie d’une autre page") && !told.contains("historique"), "{told}");
}
