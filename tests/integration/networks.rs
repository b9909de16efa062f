//! The association's pages in social networks: on the contact page, at the foot of every page, and for programs.

use aimf::reporter::Reporter;
use aimf::source::Files;
use serde_json::Value;

use crate::support::shipped_site::{BASE, SHIPPED, TestSite, base, check, shipped_files};

const LINKEDIN: &str = "https://www.linkedin.com/company/aimf";
const MASTODON: &str = "https://mastodon.example/@aimf";

/// The shipped site with these lines at the end of its contact.
fn with_lines(lines: &str) -> Files {
    let mut files = shipped_files();
    let contact = String::from_utf8(files.get("content/contact.toml").unwrap().to_vec()).unwrap();
    files.insert("content/contact.toml", format!("{contact}\n{lines}"));
    files
}

fn networks() -> String {
    format!("[[networks]]\nurl = \"{LINKEDIN}\"\n\n[[networks]]\nurl = \"{MASTODON}\"\nname = \"Mastodon\"\n")
}

#[test]
fn networks_are_links_of_rel_me_in_the_footer_and_on_the_contact_page_by_their_names() {
    let site = TestSite::start(&with_lines(&networks()), &base(BASE));
    for (path, label) in [("/fr/contact/", "Réseaux sociaux"), ("/en/contact/", "Social networks")] {
        let page = site.get(path).page();
        for place in [".facts", "footer"] {
            assert_eq!(page.attributes(&format!("{place} a[rel=me]"), "href"), [LINKEDIN, MASTODON], "{path}: {place}");
            assert_eq!(page.texts(&format!("{place} a[rel=me]")), ["LinkedIn", "Mastodon"], "{path}: {place}");
        }
        assert_eq!(page.texts(".facts dt").last().unwrap(), label);
        assert_eq!(page.attribute(".imprint ul", "aria-label"), label);
    }
    for path in ["/fr/", "/en/history/", "/fr-en/histoire/"] {
        assert_eq!(site.get(path).page().texts("footer a[rel=me]"), ["LinkedIn", "Mastodon"], "{path}");
    }
}

#[test]
fn networks_are_same_as_in_json_ld_urls_of_the_vcard_and_open_data() {
    let site = TestSite::start(&with_lines(&networks()), &base(BASE));
    let linked: Value =
        serde_json::from_str(&site.get("/fr/").page().texts("script[type=\"application/ld+json\"]")[0]).unwrap();
    assert_eq!(linked["@graph"][0]["sameAs"], serde_json::json!([LINKEDIN, MASTODON]));
    let card = site.get("/contact.vcf");
    let urls: Vec<_> = card.text().lines().filter(|line| line.starts_with("URL:")).collect();
    assert_eq!(urls, [format!("URL:{BASE}/"), format!("URL:{LINKEDIN}"), format!("URL:{MASTODON}")]);
    let data: Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    assert_eq!(data["contact"]["networks"][0], serde_json::json!({ "name": "LinkedIn", "url": LINKEDIN }));
}

#[test]
fn a_site_without_networks_says_nothing_of_them() {
    for path in ["/fr/contact/", "/en/"] {
        let answer = SHIPPED.get(path);
        assert!(answer.page().texts("a[rel=me]").is_empty() && !answer.text().contains("sameAs"), "{path}");
    }
}

#[test]
fn the_help_for_an_address_of_a_network_leads_to_a_clean_check() {
    let told = |url: &str| check(&with_lines(&format!("[[networks]]\nurl = \"{url}\"\n")), Reporter::French);
    for typed in ["http://www.linkedin.com/company/aimf", "www.linkedin.com/company/aimf"] {
        assert!(told(typed).contains(&format!("écrivez \"{LINKEDIN}\"")), "{}", told(typed));
    }
    assert_eq!(told(LINKEDIN), "");
    assert!(told("@aimf").contains("ouvrez la page dans un navigateur"), "{}", told("@aimf"));
    let unnamed = told(MASTODON);
    assert!(unnamed.contains("«\u{a0}mastodon.example\u{a0}»") && unnamed.contains("name = \"…\""), "{unnamed}");
    assert_eq!(check(&with_lines(&networks()), Reporter::French), "");
}
