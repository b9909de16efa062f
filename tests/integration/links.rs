//! No link of the site leads nowhere, and every passage can be linked to.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::support::shipped_site::{BASE, Page, SHIPPED};

#[test]
fn every_link_and_anchor_that_can_be_reached_is_there() {
    let mut pages: BTreeMap<String, Page> = BTreeMap::new();
    let mut links: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut queue: VecDeque<(String, String)> =
        VecDeque::from([("/".into(), "/fr/".into()), ("/".into(), "/en/".into())]);
    while let Some((from, path)) = queue.pop_front() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let answer = SHIPPED.get(&path);
        assert_eq!(answer.status, 200, "{path}, linked from {from}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let page = answer.page();
        let targets = page
            .attributes("a", "href")
            .into_iter()
            .chain(page.attributes("link", "href"))
            .chain(page.attributes("img", "src"));
        for target in targets {
            let target = target.strip_prefix(BASE).map_or(target.clone(), str::to_owned);
            if target == "/"
                || target.starts_with("https:")
                || target.starts_with("tel:")
                || target.starts_with("mailto:")
            {
                continue;
            }
            let absolute = if target.starts_with('#') { format!("{path}{target}") } else { target };
            links.push((path.clone(), absolute.clone()));
            queue.push_back((path.clone(), absolute.split('#').next().unwrap().to_owned()));
        }
        pages.insert(path, page);
    }
    assert!(pages.len() > 30, "{}", pages.len());
    for (from, link) in links {
        if let Some((path, anchor)) = link.split_once('#') {
            let anchors = pages[path].attributes("[id]", "id");
            assert!(anchors.iter().any(|id| id == anchor), "{from} links to {link}");
        }
    }
}

#[test]
fn anchors_are_unique_on_their_page() {
    for path in SHIPPED.live.current().resources().map(|(path, _)| path).filter(|path| path.ends_with('/')) {
        let mut anchors = SHIPPED.get(path).page().attributes("[id]", "id");
        let count = anchors.len();
        anchors.sort();
        anchors.dedup();
        assert_eq!(anchors.len(), count, "{path}");
    }
}

#[test]
fn each_sentence_can_be_cited_by_its_anchor() {
    for (path, ids) in [
        ("/fr/association/", &["s01", "s02", "s03"][..]),
        ("/en/history/", &["t1", "t2a", "t2b", "t3", "t4", "t5"]),
        (
            "/fr/vision-et-objectifs/",
            &["vision", "v1", "v2", "v3", "v4", "objectifs", "o1", "o2", "o2a", "o2b", "o2c", "o3", "o4"],
        ),
        ("/en/vision-and-objectives/", &["vision", "objectives"]),
        ("/en/key-projects/", &["p1", "p2", "p3", "p4", "p5"]),
    ] {
        let anchors = SHIPPED.get(path).page().attributes("[id]", "id");
        for id in ids {
            assert_eq!(anchors.iter().filter(|anchor| anchor == id).count(), 1, "{path}#{id}");
        }
    }
}
