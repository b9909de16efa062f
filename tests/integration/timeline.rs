//! Events of the history: several in a year, with a month, a day or an end, in texts of any form.

use aimf::reporter::Reporter;
use aimf::source::Files;
use serde_json::Value;

use crate::support::shipped_site::{BASE, TestSite, base, check, publication, shipped_files, with};

/// The shipped timeline with further events at its end.
fn with_events(events: &str) -> Files {
    let mut files = shipped_files();
    let timeline = String::from_utf8(files.get("content/timeline.toml").unwrap().to_vec()).unwrap();
    files.insert("content/timeline.toml", format!("{timeline}\n{events}"));
    files
}

/// An event with these lines, and a text.
fn event(lines: &str) -> String {
    format!("[[events]]\n{lines}\ntext.fr = \"Un congrès.\"\ntext.en = \"A congress.\"\n\n")
}

fn served(files: &Files) -> TestSite {
    TestSite::start(files, &base(BASE))
}

#[test]
fn a_date_is_written_as_each_language_writes_it() {
    #[rustfmt::skip]
    let dates: &[(&str, &str, &str, &[&str])] = &[
        ("year = 2018", "2018", "2018", &["2018"]),
        ("date = \"2018-05\"", "mai 2018", "May 2018", &["2018-05"]),
        ("date = \"2018-05-12\"", "12\u{a0}mai 2018", "12\u{a0}May 2018", &["2018-05-12"]),
        ("date = 2018-06-01", "1er\u{a0}juin 2018", "1\u{a0}June 2018", &["2018-06-01"]),
        ("date = \"2018-07-03\"\nend = \"2018-07-05\"", "du 3 au 5\u{a0}juillet 2018", "3 to 5\u{a0}July 2018", &["2018-07-03", "2018-07-05"]),
        ("date = \"2018-08-01\"\nend = \"2018-08-31\"", "du 1er au 31\u{a0}août 2018", "1 to 31\u{a0}August 2018", &["2018-08-01", "2018-08-31"]),
        ("date = \"2018-09-30\"\nend = \"2018-10-02\"", "du 30\u{a0}septembre au 2\u{a0}octobre 2018", "30\u{a0}September to 2\u{a0}October 2018", &["2018-09-30", "2018-10-02"]),
        ("date = \"2018-10\"\nend = \"2018-12\"", "d’octobre à décembre 2018", "October to December 2018", &["2018-10", "2018-12"]),
        ("date = \"2018-12-30\"\nend = \"2019-01-02\"", "du 30\u{a0}décembre 2018 au 2\u{a0}janvier 2019", "30\u{a0}December 2018 to 2\u{a0}January 2019", &["2018-12-30", "2019-01-02"]),
        ("date = \"2019-03\"\nend = \"2020-04\"", "de mars 2019 à avril 2020", "March 2019 to April 2020", &["2019-03", "2020-04"]),
        ("date = \"2019-04-02\"\nend = \"2019-06\"", "du 2\u{a0}avril à juin 2019", "2\u{a0}April to June 2019", &["2019-04-02", "2019-06"]),
        ("year = 2019\nend = 2021", "de 2019 à 2021", "2019 to 2021", &["2019", "2021"]),
        ("date = 2020\nend = \"2020\"", "2020", "2020", &["2020"]),
    ];
    let events: String = dates.iter().map(|(lines, ..)| event(lines)).collect();
    let site = served(&with_events(&events));
    let (french, english) = (site.get("/fr/histoire/").page(), site.get("/en/history/").page());
    let [fr, en] = [&french, &english].map(|page| page.texts("h3.year"));
    assert_eq!(fr[..5], ["1979", "1990", "1995", "2015", "2017"]);
    for (index, (lines, in_french, in_english, _)) in dates.iter().enumerate() {
        assert_eq!((fr[index + 5].as_str(), en[index + 5].as_str()), (*in_french, *in_english), "{lines}");
    }
    let datetimes: Vec<_> = dates.iter().flat_map(|(.., datetimes)| datetimes.iter().copied()).collect();
    assert_eq!(french.attributes("h3.year time", "datetime")[5..], datetimes[..]);
}

#[test]
fn several_events_of_a_year_have_anchors_of_their_own_and_the_first_one_that_of_the_year() {
    let dates = ["year = 2021", "date = \"2021-05\"", "date = \"2021-05-12\"", "date = \"2021-05-12\"", "year = 2021"];
    let site = served(&with_events(&dates.map(event).concat()));
    let page = site.get("/fr/histoire/").page();
    let anchors = page.attributes(".events > li", "id");
    assert_eq!(anchors[4..], ["2017", "2021", "2021-05", "2021-05-12", "2021-05-12-2", "2021-2"]);
    // Nothing passed between two events of one year.
    let later = page.texts(".events .later");
    assert_eq!(later.last().unwrap(), "quatre\u{a0}ans plus tard", "{later:?}");
    assert_eq!(later.len(), 5);
    let link = "[l'autre](page:history#2021-05-12)";
    let linked = with_events(&dates.map(event).concat().replacen("Un congrès.", link, 1));
    assert_eq!(check(&linked, Reporter::English), "");
}

#[test]
fn events_out_of_order_are_told_with_both_places_unless_their_order_cannot_be_known() {
    let told = |dates: &[&str]| {
        let events: String = dates.iter().map(|date| event(&format!("date = \"{date}\""))).collect();
        check(&with_events(&events), Reporter::French)
    };
    let shipped = String::from_utf8(shipped_files().get("content/timeline.toml").unwrap().to_vec()).unwrap();
    let first = shipped.lines().count() + 3;
    for wrong in [["2021-06", "2021-05"], ["2021-05-13", "2021-05-12"], ["2022", "2021-12"]] {
        let told = told(&wrong);
        let [previous, date] = wrong;
        let line = format!("l’événement de {date} vient après celui de {previous} (ligne {first})");
        assert!(told.contains(&line) && told.contains(&format!("timeline.toml:{}:8", first + 5)), "{told}\n{line}");
    }
    // A month between two bare years of its own; the last one is still before the first.
    assert!(told(&["2021-06", "2021", "2021-03"]).contains("celui de 2021-06"));
    assert_eq!(told(&["2021", "2021-06", "2021", "2021-06-01"]), "");
}

#[test]
fn the_help_for_a_date_made_of_the_editors_own_value_leads_to_a_clean_check() {
    let typed =
        ["\"12 mai 2021\"", "\"12/05/2021\"", "\"2021/5\"", "\"mai 2021\"", "2021-05-12T10:00:00", "2021-05", "2021-5"];
    for typed in typed {
        for reporter in [Reporter::French, Reporter::English] {
            let mut files = with_events(&event(&format!("date = {typed}")));
            let report = publication(&files).report;
            let errors: Vec<_> = report.errors().collect();
            assert_eq!(errors.len(), 1, "{typed}: {}", reporter.report(&report));
            let mut line = errors[0].place.excerpt().unwrap().to_owned();
            let mut tries = 0;
            // An unquoted `2021-5` is first told its quotation marks, then its form.
            while let Some(one) = publication(&files).report.errors().next() {
                let (_, help) = reporter.message_and_help(&one.problem);
                let right = help.split("date = \"").nth(1).and_then(|rest| rest.split('"').next());
                let right = format!("date = \"{}\"", right.unwrap_or_else(|| panic!("{typed}: {help}")));
                let timeline = String::from_utf8(files.get("content/timeline.toml").unwrap().to_vec()).unwrap();
                files.insert("content/timeline.toml", timeline.replace(&line, &right));
                line = right;
                tries += 1;
                assert!(tries < 3, "{typed}: {help}");
            }
            assert!(["date = \"2021-05-12\"", "date = \"2021-05\""].contains(&line.as_str()), "{typed}: {line}");
        }
    }
}

#[test]
fn an_event_tells_its_story_in_paragraphs_lists_links_and_pictures_on_every_page_that_shows_it() {
    let text = |paragraph: &str, words: &str| {
        format!(
            "\"\"\"\n{paragraph}\n\n- [{words}](page:contact)\n- deux\n\n## Titre\n\n![{words}](file:photo.webp)\n\"\"\"\n"
        )
    };
    let (fr, en) = (text("Un *congrès*, à Tunis.", "Le contact"), text("A *congress*, in Tunis.", "The contact"));
    let event = format!("[[events]]\ndate = \"2021-05-12\"\ntext.fr = {fr}text.en = {en}");
    let mut files = with_events(&event);
    files.insert("static/photo.webp", include_bytes!("../../docs/home.webp").as_slice());
    let site = served(&files);
    for path in ["/fr/", "/fr/histoire/", "/fr/dossier/"] {
        let page = site.get(path).page();
        assert_eq!(page.texts(".events .prose p"), ["Un congrès, à Tunis."], "{path}");
        assert_eq!(page.texts(".events .prose li"), ["Le contact", "deux"], "{path}");
        assert_eq!(page.attributes(".events .prose a", "href"), ["/fr/contact/"], "{path}");
        assert_eq!(page.attributes(".events .prose img", "alt"), ["Le contact"], "{path}");
        // Under the date, which is a heading of the third level.
        assert_eq!((page.texts(".events h4"), page.texts(".events h3").len()), (vec!["Titre".to_owned()], 6), "{path}");
    }
    let beside = site.get("/fr-en/histoire/").page();
    let row = |id: &str, language: &str| beside.texts(&format!("tr[id=\"{id}\"] td[lang={language}]")).join("");
    assert_eq!((row("2021", "fr").as_str(), row("2021", "en").as_str()), ("12\u{a0}mai 2021", "12\u{a0}May 2021"));
    assert_eq!(
        (row("2021-1", "fr").as_str(), row("2021-1", "en").as_str()),
        ("Un congrès, à Tunis.", "A congress, in Tunis.")
    );
    assert_eq!(row("2021-2", "en"), "The contact");
    let told = check(&with_events(&event.replacen("\n- deux", "", 1)), Reporter::English);
    assert!(told.contains("the text ‘en’ has 5\u{a0}paragraphs, the text ‘fr’ has 4"), "{told}");
}

#[test]
fn the_date_and_the_end_of_an_event_are_open_data_and_what_was_there_stays_where_it_was() {
    let more = event("date = \"2018-05-12\"\nend = \"2018-05-14\"") + &event("year = 2019\nduration_years = 2");
    let site = served(&with_events(&more));
    let csv = site.get("/data/timeline.csv");
    let mut rows = csv::Reader::from_reader(csv.text().trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<Vec<String>> = rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows[5], ["2018", "", "Un congrès.", "A congress.", "2018-05-12", "2018-05-14"]);
    assert_eq!(rows[6], ["2019", "2", "Un congrès.", "A congress.", "2019", ""]);
    let data: Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    let dated = &data["timeline"][5];
    assert_eq!(
        (&dated["year"], &dated["date"], &dated["end"]),
        (&2018.into(), &"2018-05-12".into(), &"2018-05-14".into())
    );
    assert_eq!(dated["text"]["en"], "A congress.");
    assert_eq!(dated["sentences"], Value::Array(Vec::new()));
    assert_eq!(data["timeline"][6].get("date"), None);
}

#[test]
fn the_ruler_calls_its_lines_durations_where_an_event_says_its_end() {
    let caption = |files: &Files| served(files).get("/fr/histoire/").page().texts(".measure figcaption span").remove(1);
    assert_eq!(caption(&with_events(&event("year = 2019\nend = 2021"))), "Les traits épais sont des durées.");
    let announced = "Les traits épais sont les durées annoncées des partenariats.";
    assert_eq!(caption(&with("content/timeline.toml", "year = 1990", "date = \"1990-05-12\"")), announced);
}

#[test]
fn events_with_a_date_are_events_of_the_association_in_json_ld_on_the_page_of_the_history() {
    let more = event("date = \"2018-05-12\"\nend = \"2018-05-14\"") + &event("year = 2019");
    let site = served(&with_events(&more));
    let linked = |path: &str| -> Value {
        serde_json::from_str(&site.get(path).page().texts("script[type=\"application/ld+json\"]")[0]).unwrap()
    };
    let expected = serde_json::json!([{
        "@type": "Event",
        "name": "A congress.",
        "startDate": "2018-05-12",
        "endDate": "2018-05-14",
        "url": format!("{BASE}/en/history/#2018"),
    }]);
    assert_eq!(linked("/en/history/")["@graph"][0]["event"], expected);
    assert_eq!(linked("/en/")["@graph"][0].get("event"), None);
}

#[test]
fn a_hinge_is_set_larger_in_the_history_and_told_where_it_does_nothing() {
    let hinged =
        |path: &str, id: &str| with(path, &format!("id = \"{id}\"\n"), &format!("id = \"{id}\"\nhinge = true\n"));
    let page = served(&hinged("content/timeline.toml", "t1")).get("/fr/histoire/").page();
    assert_eq!(page.attribute("#t1", "class"), "lede");
    for (path, id) in [
        ("content/projects.toml", "p1"),
        ("content/profile.toml", "q1"),
        ("content/objectives.toml", "o2"),
        ("content/objectives.toml", "o2a"),
    ] {
        let report = publication(&hinged(path, id)).report;
        let told: Vec<_> = report.warnings().filter(|one| one.problem.id() == "hinge-idle").collect();
        assert_eq!((told.len(), told[0].place.excerpt()), (1, Some("hinge = true")), "{id}");
        assert!(!report.has_errors());
    }
    assert!(publication(&shipped_files()).report.warnings().all(|one| one.problem.id() == "fact-to-fill"));
}
