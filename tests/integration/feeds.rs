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
    assert_eq!(rows.headers().unwrap(), vec!["year", "duration_years", "fr", "en", "date", "end"]);
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    assert_eq!((&rows[3][0], &rows[3][1], &rows[3][4], &rows[3][5]), ("2015", "7", "2015", ""));
    assert_eq!(&rows[0][2], "L’AIMF est créée au Québec.");
}

#[test]
fn the_vcard_says_what_the_contact_page_says() {
    let answer = SHIPPED.get("/contact.vcf");
    assert_eq!(answer.header("content-type"), "text/vcard; charset=utf-8");
    // That address books read it, `tests/deploy/vcard.test.mjs` shows.
    let lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Association Internationale des Maires Francophones;;;;",
        "FN:Association Internationale des Maires Francophones",
        "ORG:Association Internationale des Maires Francophones",
        "NICKNAME:AIMF",
        "ADR;TYPE=WORK:;;9 rue des Halles;Paris;;75001;France",
        "TEL;TYPE=WORK,VOICE:+33 1 44 88 22 88",
        "TEL;TYPE=WORK,FAX:+33 1 40 39 06 62",
        "TZ;VALUE=text:Europe/Paris",
        "URL:http://127.0.0.1:8080/",
        "END:VCARD",
        "",
    ];
    assert_eq!(answer.text(), lines.join("\r\n"));
}

#[test]
fn a_value_with_the_signs_of_a_vcard_is_escaped_and_its_line_folded() {
    let street = r"9, rue des Halles ; escalier \ B, à l’entresol de l’immeuble du fond, côté cour";
    let files = with("content/contact.toml", "\"9 rue des Halles\"", &format!("'{street}'"));
    let answer = TestSite::start(&files, &base("https://example.org")).get("/contact.vcf");
    assert!(answer.text().split("\r\n").all(|line| line.len() <= 75), "{}", answer.text());
    // RFC 2426 §2.6 (folding) and §4 (escaping).
    let unfolded = answer.text().replace("\r\n ", "");
    let escaped = r"9\, rue des Halles \; escalier \\ B\, à l’entresol de l’immeuble du fond\, côté cour";
    let expected = format!("ADR;TYPE=WORK:;;{escaped};Paris;;75001;France");
    assert!(unfolded.lines().any(|line| line == expected), "{unfolded}");
}
