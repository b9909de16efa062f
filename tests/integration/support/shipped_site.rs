//! The site that the program carries, or one made of its files: published, and served on a free port.

use std::sync::{Arc, LazyLock};
use std::thread;

use aimf::base_url::BaseUrlChoice;
use aimf::diagnostic::Report;
use aimf::edition::{CompressionLevel, Edition};
use aimf::live::Live;
use aimf::publish::{Publication, Publisher};
use aimf::reporter::Reporter;
use aimf::server::app::{self, Layers};
use aimf::server::{self, Limits, Listener};
use aimf::source::{Files, Source};
use scraper::{Html, Selector};

/// A served site. It is served as long as the test program runs.
pub struct TestSite {
    pub live: Arc<Live>,
    /// `http://127.0.0.1:PORT`.
    pub origin: String,
    agent: ureq::Agent,
}

/// The public address of [`SHIPPED`].
pub const BASE: &str = "http://127.0.0.1:8080";

/// One for all tests, which remembers what most of their sites share: the same files give the same edition, whatever was published before.
pub static PUBLISHER: LazyLock<Publisher> = LazyLock::new(publisher);

/// One that remembers nothing yet. The tests of what visitors download choose the best compression.
pub fn publisher() -> Publisher {
    Publisher::new().with_compression(CompressionLevel::Fast)
}

/// The site that the program carries, served once for all tests.
pub static SHIPPED: LazyLock<TestSite> = LazyLock::new(|| TestSite::start(&shipped_files(), &base(BASE)));

/// The pages of the site that the program carries: keys and paths in French and in English.
pub const PAGES: [(&str, &str, &str); 11] = [
    ("home", "/fr/", "/en/"),
    ("association", "/fr/association/", "/en/about/"),
    ("history", "/fr/histoire/", "/en/history/"),
    ("vision", "/fr/vision-et-objectifs/", "/en/vision-and-objectives/"),
    ("projects", "/fr/projets-cles/", "/en/key-projects/"),
    ("contact", "/fr/contact/", "/en/contact/"),
    ("legal-notice", "/fr/mentions-legales/", "/en/legal-notice/"),
    ("privacy", "/fr/donnees-personnelles/", "/en/privacy/"),
    ("accessibility", "/fr/accessibilite/", "/en/accessibility/"),
    ("site-map", "/fr/plan-du-site/", "/en/site-map/"),
    ("dossier", "/fr/dossier/", "/en/dossier/"),
];

/// A response, whole.
pub struct Answer {
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn page(&self) -> Page {
        Page(Html::parse_document(self.text()))
    }
}

/// A page as a browser reads it.
pub struct Page(pub Html);

impl Page {
    /// The values of an attribute of all elements that a selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.0.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// The value of an attribute of the only element that a selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let mut found = self.attributes(selector, name);
        assert_eq!(found.len(), 1, "{selector}: {found:?}");
        found.remove(0)
    }

    /// The words of all elements that a selector finds, without the marks that lead to anchors.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.0.select(&selector).map(|element| words(&element)).collect()
    }
}

fn words(element: &scraper::ElementRef<'_>) -> String {
    let text: String = element.text().filter(|text| *text != "¶").collect();
    // A browser shows a run of spaces and line ends as one space; the other spaces are the text's own.
    text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl TestSite {
    pub fn start(files: &Files, base: &BaseUrlChoice) -> Self {
        Self::serve(Arc::new(Live::new(publish(files, base))))
    }

    /// Serves what is live, whoever publishes it.
    pub fn serve(live: Arc<Live>) -> Self {
        let limits = Limits::default();
        let layers = Layers { limits, observer: None, trusted_proxies: Arc::default(), live: Some(Arc::clone(&live)) };
        let app = app::site(&live, &layers);
        let (sender, receiver) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = Listener::tcp("127.0.0.1:0".parse().unwrap()).unwrap();
                sender.send(listener.address().unwrap()).unwrap();
                server::serve([listener], app, limits, None, std::future::pending()).await
            })
        });
        let address = receiver.recv().unwrap();
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .accept(ureq::config::AutoHeaderValue::None)
            .accept_encoding(ureq::config::AutoHeaderValue::None)
            .user_agent(ureq::config::AutoHeaderValue::None)
            .build()
            .new_agent();
        Self { live, origin: format!("http://{address}"), agent }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.origin));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self.agent.run(request.body(()).unwrap()).unwrap();
        Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_vec().unwrap(),
        }
    }
}

/// Asks the shipped site for something, with these header fields.
pub fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    SHIPPED.ask("GET", path, headers)
}

/// Every page of the shipped site in every language: its language, its path, its path in the other language, the page.
pub fn each_page(mut check: impl FnMut(&str, &str, &str, &Page)) {
    for (_, fr, en) in PAGES {
        for (language, path, other) in [("fr", fr, en), ("en", en, fr)] {
            let answer = SHIPPED.get(path);
            assert_eq!(answer.status, 200, "{path}");
            check(language, path, other, &answer.page());
        }
    }
}

/// The public address that a site under test is made for.
pub fn base(url: &str) -> BaseUrlChoice {
    BaseUrlChoice { asked: Some(url.parse().unwrap()), otherwise: url.parse().unwrap() }
}

/// The files of the site that the program carries.
pub fn shipped_files() -> Files {
    Source::Embedded.read(&mut Report::default())
}

/// The edition of files that are in order.
pub fn publish(files: &Files, base: &BaseUrlChoice) -> Edition {
    let publication = PUBLISHER.publish(files, Report::default(), base).unwrap();
    let report = Reporter::English.report(&publication.report);
    publication.edition.unwrap_or_else(|| panic!("{report}"))
}

/// The errors that `check` tells of files, in a language, and no warnings.
pub fn check(files: &Files, reporter: Reporter) -> String {
    let publication = publication(files);
    reporter.errors(&publication.report)
}

pub fn publication(files: &Files) -> Publication {
    PUBLISHER.check(files, Report::default(), &base(BASE)).unwrap()
}

/// The shipped files with one text replaced in one of them.
pub fn with(path: &str, from: &str, to: &str) -> Files {
    let mut files = shipped_files();
    replace(&mut files, path, from, to);
    files
}

/// Replaces one text in one of the files.
pub fn replace(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    assert!(text.contains(from), "{path} does not hold {from}");
    files.insert(path, text.replacen(from, to, 1));
}
