//! The messages in full: where, what, and what to write instead. Each snapshot is French, then English.

use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{check, publication, replace, shipped_files, with};

/// The errors of the files in both languages. A warning is no error: `a_message_that_is_missing` has one.
fn both(files: &Files) -> String {
    let [french, english] = [Reporter::French, Reporter::English].map(|reporter| check(files, reporter));
    assert!(!french.is_empty() && !english.is_empty(), "they have no error");
    format!("{french}\n---\n\n{english}")
}

/// The shipped files with one text replaced, and what is said of them.
macro_rules! wrong {
    ($name:ident, $path:literal, $from:literal => $to:literal) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(both(&with($path, $from, $to)));
        }
    };
}

wrong!(a_curly_quotation_mark_around_a_value, "content/timeline.toml", "slug.fr = \"histoire\"" => "slug.fr = “histoire”");
wrong!(a_text_without_quotation_marks, "content/profile.toml", "acronym = \"AIMF\"" => "acronym = AIMF");
wrong!(a_text_without_its_last_quotation_mark, "content/vision.toml", "title.fr = \"Vision\"" => "title.fr = \"Vision");
wrong!(a_quotation_mark_inside_of_a_text, "content/projects.toml", "text.fr = \"**Cette réflexion" => "text.fr = \"**Cette \"réflexion\"");
wrong!(a_value_that_is_missing, "content/contact.toml", "fax = \"+33 1 40 39 06 62\"" => "fax =");
wrong!(a_year_with_a_leading_zero, "content/timeline.toml", "year = 1979" => "year = 01979");
wrong!(the_same_key_twice, "content/contact.toml", "fax = " => "phone = \"+33 1 44 88 22 88\"\nfax = ");
wrong!(a_word_in_place_of_true, "content/vision.toml", "hinge = true" => "hinge = Vrai");
wrong!(a_year_as_a_text, "content/timeline.toml", "year = 1990" => "year = \"1990\"");
wrong!(a_misspelt_key, "content/profile.toml", "title.fr = \"L'association\"" => "titel.fr = \"L'association\"");
wrong!(a_key_that_is_missing, "content/contact.toml", "phone = \"+33 1 44 88 22 88\"\n" => "");
wrong!(a_language_that_is_missing, "content/timeline.toml", "text.en = \"The AIMF is created in Québec.\"\n" => "");
wrong!(a_language_that_the_site_does_not_have, "content/vision.toml", "title.en = \"Vision\"" => "title.en = \"Vision\"\ntitle.de = \"Vision\"");
wrong!(years_out_of_order, "content/timeline.toml", "year = 1995" => "year = 1985");
wrong!(an_end_before_its_start, "content/timeline.toml", "year = 1995" => "year = 1995\nend = \"1994-12\"");
wrong!(an_impossible_year, "content/timeline.toml", "year = 1995" => "year = 19950");
wrong!(a_telephone_number_that_is_none, "content/contact.toml", "+33 1 44 88 22 88" => "01 44 88 22 88");
wrong!(an_address_that_is_none, "content/contact.toml", "https://www.openstreetmap.org" => "www.openstreetmap.org");
wrong!(a_slug_with_capitals_and_accents, "content/projects.toml", "slug.fr = \"projets-cles\"" => "slug.fr = \"Projets clés\"");
wrong!(a_slug_that_another_page_has, "content/projects.toml", "slug.fr = \"projets-cles\"" => "slug.fr = \"histoire\"");
wrong!(an_anchor_twice, "content/projects.toml", "id = \"p2\"" => "id = \"p1\"");
wrong!(a_link_to_a_page_that_is_not_there, "content/pages/privacy.toml", "[page de contact](page:contact)" => "[page de contact](page:contacts)");
wrong!(a_link_to_an_anchor_that_is_not_there, "content/pages/privacy.toml", "[page de contact](page:contact)" => "[histoire](page:history#1991)");
wrong!(a_link_to_a_file_that_is_not_there, "content/pages/privacy.toml", "[page de contact](page:contact)" => "[rapport](file:rapport.pdf)");
wrong!(a_picture_without_words, "content/pages/privacy.toml", "[page de contact](page:contact)" => "![](file:photo.jpg)");
wrong!(a_decoration_with_words, "content/pages/privacy.toml", "[page de contact](page:contact)" => "![Une ligne](decoration:ligne.svg)");
wrong!(a_link_that_runs_javascript, "content/pages/privacy.toml", "[page de contact](page:contact)" => "[page](javascript:alert)");
wrong!(a_stylesheet_that_imports_another_from_elsewhere, "static/site.css", "/*" => "@import url(https://example.org/a.css);\n/*");
wrong!(a_stylesheet_that_fetches_a_picture_from_elsewhere, "static/site.css", "/*" => "body { background: url(//example.org/a.png) }\n/*");
wrong!(a_link_whose_javascript_is_written_by_reference, "content/pages/privacy.toml", "[page de contact](page:contact)" => "[page](java&#115;cript:alert(1))");
wrong!(an_event_handler_in_a_text, "content/pages/privacy.toml", "[page de contact](page:contact)" => "<img src=x onerror=alert(1)>");
wrong!(a_link_that_holds_a_page_as_a_data_url, "content/pages/privacy.toml", "[page de contact](page:contact)" => "[page](data:text/html,x)");
wrong!(html_in_a_text, "content/profile.toml", "L'AIMF est un projet partagé." => "L'AIMF est un <b>projet</b> partagé.");
wrong!(a_fact_that_is_not_known, "content/profile.toml", "{membership.members} membres" => "{membership.member} membres");
wrong!(a_list_in_a_sentence, "content/profile.toml", "text.fr = \"L'AIMF est un projet partagé.\"" => "text.fr = \"- L'AIMF est un projet partagé.\"");
wrong!(a_state_that_is_none, "content/legal.toml", "status = \"non\"" => "status = \"oui\"");
wrong!(a_text_that_is_empty, "content/profile.toml", "person = \"Anne Hidalgo\"" => "person = \"\"");
wrong!(a_message_that_is_not_known, "locales/en/site.ftl", "skip-link =" => "skip-lnk =");
wrong!(a_variable_that_is_not_known, "locales/fr/site.ftl", "Fonctions en\u{a0}{ $year }" => "Fonctions en\u{a0}{ $an }");
wrong!(a_line_that_is_not_fluent, "locales/fr/site.ftl", "skip-link = Aller" => "skip-link Aller");

#[test]
fn a_message_that_is_missing() {
    let files = with("locales/en/site.ftl", "skip-link = Skip to content\n", "");
    let publication = publication(&files);
    let warning = publication.report.warnings().find(|one| one.problem.id() == "messages-stand-in").unwrap();
    let told = [Reporter::French, Reporter::English].map(|reporter| reporter.diagnostic(warning));
    insta::assert_snapshot!(told.join("\n---\n\n"));
}

#[test]
fn an_empty_file() {
    let mut files = shipped_files();
    files.insert("content/vision.toml", "");
    insta::assert_snapshot!(both(&files));
}

#[test]
fn a_file_that_is_missing() {
    let mut files = shipped_files();
    files.remove("content/vision.toml");
    insta::assert_snapshot!(both(&files));
}

#[test]
fn a_file_with_a_name_that_nobody_reads() {
    let mut files = shipped_files();
    files.insert("content/Publications.toml", "year = 1");
    insta::assert_snapshot!(both(&files));
}

#[test]
fn a_file_in_another_encoding_than_utf_8() {
    let mut files = shipped_files();
    files.insert("content/contact.toml", b"# T\xE9l\xE9phone\nphone = \"+33 1 44 88 22 88\"\n".to_vec());
    insta::assert_snapshot!(both(&files));
}

#[test]
fn a_language_without_its_folder_of_words() {
    let mut files = shipped_files();
    files.remove("locales/en/site.ftl");
    insta::assert_snapshot!(both(&files));
}

#[test]
fn a_picture_of_an_unknown_kind() {
    let mut files = shipped_files();
    files.insert("static/archive.zip", "PK");
    files.insert("static/photo.tiff", "II");
    insta::assert_snapshot!(both(&files));
}

#[test]
fn pictures_that_no_page_may_show() {
    let mut files = shipped_files();
    let gif = |width: u16| [b"GIF89a".as_slice(), &width.to_le_bytes(), b"\x09\0\0\0\0;"].concat();
    let mut photo = Vec::new();
    jpeg_encoder::Encoder::new(&mut photo, 80).encode(&[90; 48], 8, 6, jpeg_encoder::ColorType::Luma).unwrap();
    files.insert("static/heavy.gif", [&gif(900)[..], &vec![b' '; 300_001], b";"].concat());
    files.insert("static/large.gif", gif(4000));
    files.insert("static/photo.png", photo.clone());
    files.insert("static/cut.jpg", photo[..photo.len() - 2].to_vec());
    files.insert("static/word.webp", "Bonjour");
    files.insert(
        "static/drawing.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script>\n<image href=\"https://example.org/a.png\"/></svg>",
    );
    insta::assert_snapshot!(both(&files));
}

#[test]
fn all_problems_of_all_files_are_told_in_one_run_in_the_order_of_the_files() {
    let mut files = with("content/timeline.toml", "year = 1990", "year = \"1990\"");
    replace(&mut files, "content/timeline.toml", "duration_years = 7", "duration = 7");
    for (path, from, to) in [
        ("content/contact.toml", "+33 1 40 39 06 62", "40 39 06 62"),
        ("content/site.toml", "[dossier]", "[dosier]"),
        ("locales/en/site.ftl", "telephone = Telephone\n", ""),
    ] {
        replace(&mut files, path, from, to);
    }
    insta::assert_snapshot!(both(&files));
}

#[test]
fn a_byte_order_mark_is_no_problem() {
    let mut files = shipped_files();
    let text = files.get("content/vision.toml").unwrap().to_vec();
    files.insert("content/vision.toml", [b"\xEF\xBB\xBF".to_vec(), text].concat());
    assert_eq!(check(&files, Reporter::English), "");
}

#[test]
fn a_letter_that_the_type_lacks_is_a_warning_where_it_stands() {
    let files = with("content/profile.toml", "un projet partagé", "un projet partagé 漢");
    let publication = publication(&files);
    let warning = publication.report.warnings().find(|one| one.problem.id() == "letter-missing").unwrap();
    insta::assert_snapshot!(format!(
        "{}\n---\n\n{}",
        Reporter::French.diagnostic(warning),
        Reporter::English.diagnostic(warning)
    ));
}

#[test]
fn a_script_that_the_type_lacks_is_one_warning() {
    let files = with("content/profile.toml", "un projet partagé", "un projet partagé 漢字文書");
    let publication = publication(&files);
    let said: Vec<_> = publication.report.warnings().filter(|one| one.problem.id().starts_with("letter")).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    let place = &said[0].place;
    assert_eq!((place.path(), place.line(), place.column()), ("content/profile.toml", 64, 41));
    let (message, help) = Reporter::English.message_and_help(&said[0].problem);
    assert_eq!(message, "the site’s type lacks 4 letters, among them ‘字文書漢’");
    assert!(help.contains("sharing pictures are without the titles"), "{help}");
}
