//! What programs read: open data in JSON and CSV, and the contact card, a vCard.

use serde_json::Value;

use crate::support::shipped_site::{SHIPPED, TestSite, base, with};

#[test]
fn the_whole_content_is_open_data_in_json() {
    let data: Value = serde_json::from_str(SHIPPED.get("/data/aimf.json").text()).unwrap();
    assert_eq!(data["profile"]["membership"]["members"], 305);
    assert_eq!(data["profile"]["membership"]["as_of"], 2021);
    assert_eq!(data["timeline"][3]["duration_years"], 7);
    assert_eq!(data["timeline"][0]["sentences"][0]["text"]["en"], "The AIMF is created in Québec.");
    let sentence = &data["profile"]["sentences"][2]["text"];
    assert_eq!(sentence["fr"], "En 2021, l’AIMF compte 305\u{a0}membres dans 54\u{a0}pays.");
}

#[test]
fn the_history_is_a_csv_whose_accents_excel_reads() {
    let answer = SHIPPED.get("/data/timeline.csv");
    // Without the byte-order mark Excel takes it for the encoding of its system.
    let table = answer.text().strip_prefix('\u{feff}').unwrap();
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(rows.headers().unwrap(), vec!["year", "duration_years", "fr", "en"]);
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    assert_eq!((&rows[3][0], &rows[3][1]), ("2015", "7"));
    assert_eq!(&rows[0][2], "L’AIMF est créée au Québec.");
}

#[test]
fn the_vcard_can_be_read_by_an_address_book() {
    let answer = SHIPPED.get("/contact.vcf");
    assert_eq!(answer.header("content-type"), "text/vcard; charset=utf-8");
    let text = answer.text();
    assert!(text.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\n") && text.ends_with("END:VCARD\r\n"));
    // Two more parsers read it in `tests/deploy`.
    let card = calcard::vcard::VCard::parse(text).unwrap();
    let name = "Association Internationale des Maires Francophones";
    let values = |name: &str| -> Vec<String> {
        let entries = card.entries.iter().filter(|entry| entry.name.as_str() == name);
        let value = |entry: &calcard::vcard::VCardEntry| {
            let parts = entry.values.iter().map(|value| value.as_text().unwrap_or_default());
            parts.collect::<Vec<_>>().join("|")
        };
        entries.map(value).collect()
    };
    for (property, expected) in [
        ("N", format!("{name}||||")),
        ("FN", name.to_owned()),
        ("ORG", name.to_owned()),
        ("NICKNAME", "AIMF".to_owned()),
        ("ADR", "||9 rue des Halles|Paris||75001|France".to_owned()),
        ("TZ", "Europe/Paris".to_owned()),
    ] {
        assert_eq!(values(property), [expected], "{property}\n{text}");
    }
    assert_eq!(values("TEL"), ["+33 1 44 88 22 88", "+33 1 40 39 06 62"]);
    for line in ["TEL;TYPE=WORK,VOICE:+33 1 44 88 22 88", "TEL;TYPE=WORK,FAX:+33 1 40 39 06 62"] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
}

#[test]
fn a_value_with_the_signs_of_a_vcard_is_read_as_it_was_written() {
    let street = r"9, rue des Halles ; escalier \ B, à l’entresol de l’immeuble du fond, côté cour";
    let files = with("content/contact.toml", "\"9 rue des Halles\"", &format!("'{street}'"));
    let answer = TestSite::start(&files, &base("https://example.org")).get("/contact.vcf");
    assert!(answer.text().split("\r\n").all(|line| line.len() <= 75), "{}", answer.text());
    let card = calcard::vcard::VCard::parse(answer.text()).unwrap();
    let address = card.entries.iter().find(|entry| entry.name.as_str() == "ADR").unwrap();
    assert_eq!(address.values[2].as_text(), Some(street));
}
