//! All problems of all files are told in one run, none that comes of another, and following the help leads to a clean check.

use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{BASE, PUBLISHER, TestSite, base, publication, replace, shipped_files, with};

/// The errors by their files, lines and names, in their order.
fn errors(files: &Files) -> Vec<String> {
    let report = publication(files).report;
    report.errors().map(|one| format!("{}:{} {}", one.place.path(), one.place.line(), one.problem.id())).collect()
}

/// What is said in English of all that is wrong.
fn told(files: &Files) -> String {
    Reporter::English.report(&publication(files).report)
}

fn warnings(files: &Files, id: &str) -> Vec<String> {
    let report = publication(files).report;
    let of_id = report.warnings().filter(|one| one.problem.id() == id);
    of_id.map(|one| format!("{}: {}", one.place.path(), Reporter::English.message_and_help(&one.problem).1)).collect()
}

/// The shipped files with a link to a page, an anchor and a file that are not there.
fn with_broken_links() -> Files {
    let link = "[page de contact](page:contact)";
    let broken = "[a](page:contacts) [b](page:history#1991) [c](file:rapport.pdf) {contact.phon}";
    with("content/pages/privacy.toml", link, broken)
}

const BROKEN: [&str; 4] = ["page-unknown", "anchor-unknown", "static-unknown", "fact-unknown"];

#[test]
fn no_problem_of_one_file_hides_the_broken_links_of_another() {
    for (path, from, to, id) in [
        ("content/projects.toml", "title.fr = \"Projets clés\"", "title.fr = \"\"", "text-empty"),
        ("content/profile.toml", "acronym = \"AIMF\"\n", "", "key-missing"),
        ("content/profile.toml", "members = 305", "members = \"305\"", "wrong-type"),
        ("content/contact.toml", "phone = \"+33 1 44 88 22 88\"", "phone = \"01\"", "not-a-phone"),
        ("content/legal.toml", "status = \"non\"", "status = \"oui\"", "not-one-of"),
        ("content/vision.toml", "title.en = \"Vision\"\n", "", "language-missing"),
        (
            "content/projects.toml",
            "dans le développement institutionnel",
            "dans le <b>développement institutionnel",
            "raw-html",
        ),
        ("content/site.toml", "as_of = 2021", "as_of = 20210", "year-impossible"),
        ("locales/en/site.ftl", "skip-link =", "skip-link", "fluent-syntax"),
        ("static/site.css", "/*", "@import 'https://example.org/a.css';\n/*", "stylesheet-foreign"),
    ] {
        let mut files = with_broken_links();
        replace(&mut files, path, from, to);
        let errors = errors(&files);
        assert!(errors.iter().any(|one| one.ends_with(id)), "{id}: {errors:?}");
        for broken in BROKEN {
            // Where an anchor may be wrong itself, nothing is said of a link to it.
            let is_hidden = broken == "anchor-unknown"
                && matches!(id, "key-missing" | "wrong-type" | "language-missing" | "year-impossible");
            assert_eq!(errors.iter().any(|one| one.ends_with(broken)), !is_hidden, "{id}, {broken}: {errors:?}");
        }
        assert_eq!(
            errors.len(),
            4 + usize::from(errors.iter().any(|one| one.ends_with("anchor-unknown"))),
            "{errors:?}"
        );
    }
}

#[test]
fn a_file_that_is_missing_or_no_toml_hides_nothing_of_the_others() {
    let mut files = with_broken_links();
    files.remove("content/vision.toml");
    files.insert("content/contact.toml", "phone = “+33”\n");
    let errors = errors(&files);
    for wanted in ["content/vision.toml:1 file-missing", "content/contact.toml:1 toml-curly-quote"] {
        assert!(errors.iter().any(|one| one == wanted), "{wanted}: {errors:?}");
    }
    for broken in ["page-unknown", "static-unknown", "fact-unknown"] {
        assert!(errors.iter().any(|one| one.ends_with(broken)), "{broken}: {errors:?}");
    }
    assert_eq!(errors.len(), 5, "{errors:?}");
}

#[test]
fn a_link_to_a_page_whose_file_is_only_misnamed_is_no_second_problem() {
    let mut files = with("content/pages/privacy.toml", "[page de contact](page:contact)", "[a](page:publications)");
    let page = String::from_utf8(files.get("content/pages/privacy.toml").unwrap().to_vec()).unwrap();
    files.insert("content/Publications.toml", page);
    assert_eq!(errors(&files), ["content/Publications.toml:1 file-unknown"]);
}

#[test]
fn a_copied_page_is_one_error_in_the_copy() {
    let mut files = shipped_files();
    let page = files.get("content/pages/privacy.toml").unwrap().clone();
    // In the order of the files the copy comes first.
    files.insert("content/pages/a-page.toml", page.to_vec());
    let told = told(&files);
    assert_eq!(errors(&files), ["content/pages/a-page.toml:12 page-copied"], "{told}");
    let words = "this page still has the same slug.fr, slug.en, title.fr, title.en, description.fr, description.en as \
                 content/pages/privacy.toml";
    assert!(told.contains(words), "{told}");
}

#[test]
fn of_two_new_pages_the_copy_is_the_one_whose_name_has_the_others_in_it() {
    for copy in ["publications-2", "copie-de-publications", "publications-copie"] {
        let mut files = shipped_files();
        let page = std::str::from_utf8(files.get("content/pages/privacy.toml").unwrap()).unwrap().to_owned();
        let lines = page.lines().map(|line| match line.split_once(" = ") {
            Some((key, _)) if key.starts_with("slug") => format!("{key} = \"publications\""),
            Some((key, _)) if key.starts_with("title") || key.starts_with("description") => {
                format!("{key} = \"Publications, {key}\"")
            }
            _ => line.to_owned(),
        });
        let page = lines.collect::<Vec<_>>().join("\n");
        files.insert("content/pages/publications.toml", page.clone());
        files.insert(format!("content/pages/{copy}.toml").as_str(), page);
        let errors = errors(&files);
        assert!(errors.len() == 1 && errors[0].starts_with(&format!("content/pages/{copy}.toml:")), "{errors:?}");
    }
}

#[test]
fn an_id_twice_is_told_in_the_file_that_is_new_with_the_place_of_the_other() {
    // The ledger knows the sentences of the vision, which come after those of the profile.
    let event = "[[sentences]]\nid = \"v1\"\ntext.fr = \"Une phrase.\"\ntext.en = \"A sentence.\"\n\n[quotation]\n";
    let files = with("content/profile.toml", "[quotation]\n", event);
    let told = told(&files);
    assert!(errors(&files)[0].starts_with("content/profile.toml:") && errors(&files).len() == 1, "{told}");
    assert!(told.contains("the anchor ‘v1’ is taken already, at content/vision.toml:"), "{told}");
}

#[test]
fn a_group_that_is_missing_is_named_with_its_header() {
    let sentences = "[[events.sentences]]\nid = \"t1\"\ntext.fr = \"L'AIMF est créée au Québec.\"\ntext.en = \"The AIMF is created in Québec.\"\n";
    for (path, from, to, help) in [
        ("content/timeline.toml", sentences, "", "write [[events.sentences]] and below it id, text.fr and text.en"),
        (
            "content/profile.toml",
            "[membership]\nmembers = 305\ncountries = 54\nas_of = 2021\n",
            "",
            "write [membership] on a line",
        ),
        (
            "content/timeline.toml",
            "[[events]]\nyear = 1990",
            "year = 1990",
            "for one more, write [[events]] on a line above first",
        ),
        (
            "content/timeline.toml",
            "year = 1979\n",
            "year = 1979\nmembers = 305\n",
            "it belongs to the group [membership] of content/profile.toml",
        ),
        (
            "content/contact.toml",
            "country_code = \"FR\"",
            "country_code = \"FR\"\nemail = \"a@example.org\"",
            "it belongs to the head of the file",
        ),
        (
            "content/projects.toml",
            "title.fr = \"Projets clés\"\ntitle.en = \"Key projects\"\n",
            "",
            "add a line for each language (fr, en): title.fr = \"…\"",
        ),
    ] {
        let told = told(&with(path, from, to));
        assert!(told.contains(help), "{help}: {told}");
    }
}

#[test]
fn an_address_is_judged_by_one_judge_and_the_right_one_is_offered() {
    let map = "https://www.openstreetmap.org/search?query=9%20rue%20des%20Halles%2075001%20Paris";
    for (typed, help) in
        [("www.paris.fr", "write \"https://www.paris.fr\""), ("paris", "an address begins with https://")]
    {
        let told = told(&with("content/contact.toml", map, typed));
        assert!(told.contains(help), "{typed}: {told}");
    }
    let quebec = "https://fr.wikipedia.org/wiki/Québec";
    assert_eq!(errors(&with("content/contact.toml", map, quebec)), Vec::<String>::new());
    let link = format!("[Québec]({quebec})");
    assert_eq!(
        errors(&with("content/pages/privacy.toml", "[page de contact](page:contact)", &link)),
        Vec::<String>::new()
    );
}

#[test]
fn the_anchor_that_is_offered_is_one() {
    let privacy = std::str::from_utf8(shipped_files().get("content/pages/privacy.toml").unwrap()).unwrap().to_owned();
    let line = privacy.lines().find(|line| line.starts_with("anchor.fr = ")).unwrap();
    for (typed, meant) in [("2026-01-15", "n-2026-01-15"), ("3. L'été", "n-3-l-ete"), ("his\\u200Btoire", "histoire")]
    {
        let files = with("content/pages/privacy.toml", line, &format!("anchor.fr = \"{typed}\""));
        assert!(told(&files).contains(&format!("write for example \"{meant}\"")), "{typed}: {}", told(&files));
        let files = with("content/pages/privacy.toml", line, &format!("anchor.fr = \"{meant}\""));
        assert_eq!(errors(&files), Vec::<String>::new());
    }
}

#[test]
fn what_cannot_be_resolved_in_the_words_of_the_interface_is_an_error_at_its_place() {
    for (to, id, line) in [
        ("skip-link = { years-later }", "reference-needs", "years-later }"),
        ("skip-link = { on-this-page.nope }", "reference-unknown", "on-this-page.nope"),
        ("skip-link = { -nope }", "reference-unknown", "-nope"),
        ("skip-link = { NUMBER(3) }", "reference-unknown", "NUMBER"),
        ("skip-link = { skip-link }", "reference-cycle", "skip-link }"),
        ("skip-link = { breadcrumb }\nbreadcrumb = { skip-link }", "reference-cycle", "breadcrumb }"),
        ("-a = { -b }\n-b = { -a }\nskip-link = { -a }", "reference-cycle", "-b }"),
        ("-a = { $n }\nskip-link = { -a }", "variable-unknown", "$n"),
    ] {
        let mut files = shipped_files();
        let text = std::str::from_utf8(files.get("locales/fr/site.ftl").unwrap()).unwrap();
        let lines = text.lines().filter(|line| {
            !(line.starts_with("skip-link =") || to.contains("\nbreadcrumb") && line.starts_with("breadcrumb ="))
        });
        let text = format!("{to}\n{}\n", lines.collect::<Vec<_>>().join("\n"));
        files.insert("locales/fr/site.ftl", text.clone());
        let report = publication(&files).report;
        let first = report.errors().next().unwrap_or_else(|| panic!("{to}: nothing is said"));
        assert_eq!(first.problem.id(), id, "{to}");
        assert!(text.lines().nth(first.place.line() - 1).unwrap().contains(line), "{to}: {:?}", first.place);
    }
    // A term that is given what it needs.
    let files =
        with("locales/en/site.ftl", "skip-link = Skip", "-to = { $what }\nskip-link = { -to(what: \"x\") }Skip");
    assert_eq!(errors(&files), Vec::<String>::new());
}

#[test]
fn a_message_that_an_upgrade_brings_is_the_programs_own_until_the_site_has_it() {
    let files = with("locales/en/site.ftl", "skip-link = Skip to content\n", "");
    let publication = publication(&files);
    assert!(!publication.report.has_errors(), "{}", Reporter::English.report(&publication.report));
    let told = Reporter::French.report(&publication.report);
    assert!(told.contains("il manque ici skip-link\u{a0}: le programme met ses propres mots à la place"), "{told}");
    let site = TestSite::start(&files, &base(BASE));
    assert!(site.get("/en/").text().contains("Skip to content"));
}

#[test]
fn what_should_not_pass_is_a_warning() {
    let t1 = "text.en = \"The AIMF is created in Québec.\"";
    assert_eq!(
        warnings(&with("content/timeline.toml", t1, "text.en = \"L'AIMF est créée au Québec.\""), "text-same").len(),
        1
    );
    let link = "[page de contact](page:contact)";
    let lacking = warnings(&with("content/pages/privacy.toml", link, "page de contact"), "link-in-one-language");
    assert_eq!(lacking.len(), 1, "{lacking:?}");
    assert_eq!(warnings(&with("content/legal.toml", "# siret = \"\"", "siret = \"abc\""), "not-a-siret").len(), 1);
    let partial = with("content/legal.toml", "status = \"non\"", "status = \"partielle\"");
    assert_eq!(warnings(&partial, "conformity-without-audit").len(), 1);
    let mut audited = partial;
    let audit = "[accessibility.audit]\nby.fr = \"Une société\"\nby.en = \"A company\"\ndate = 2026-01-31\nrate = 72\n";
    replace(&mut audited, "content/legal.toml", "[accessibility.audit]\n", audit);
    assert_eq!(warnings(&audited, "conformity-without-audit"), Vec::<String>::new());
    let css = with("static/site.css", "/*", "a { color: red }}}\n/*");
    assert_eq!(warnings(&css, "stylesheet-brace").len(), 2);
    for id in ["text-same", "link-in-one-language", "not-a-siret", "conformity-without-audit", "stylesheet-brace"] {
        assert_eq!(warnings(&shipped_files(), id), Vec::<String>::new());
    }
}

#[test]
fn a_fact_that_is_typed_into_a_text_is_answered_with_its_placeholder() {
    let fixed = |text: &str| with("content/profile.toml", "L'AIMF est un projet partagé.", text);
    for (text, help) in [
        ("Nos 305 membres.", "write {membership.members} in its place"),
        ("Dans 54 pays.", "write {membership.countries} in its place"),
        ("Appelez le +33 1 44 88 22 88.", "write {contact.phone} in its place"),
        ("Au 9 rue des Halles, 75001 Paris, France.", "write {contact.address} in its place"),
    ] {
        let told = warnings(&fixed(text), "fact-typed");
        assert!(told.len() == 1 && told[0].contains(help), "{text}: {told:?}");
    }
    for text in ["Depuis 1954.", "En 2021, au 54 rue de Paris.", "L'article 54, la page 305.", "1305 membres."] {
        assert_eq!(warnings(&fixed(text), "fact-typed"), Vec::<String>::new(), "{text}");
    }
    assert_eq!(warnings(&shipped_files(), "fact-typed"), Vec::<String>::new());
}

#[test]
fn facts_are_usable_in_titles_descriptions_and_other_facts() {
    let mut files = with(
        "content/projects.toml",
        "title.fr = \"Projets clés\"",
        "title.fr = \"Projets de {membership.members} membres\"",
    );
    replace(&mut files, "content/timeline.toml", "cinq dates", "{timeline.events} dates");
    replace(&mut files, "content/legal.toml", "# registered_seat = \"\"", "registered_seat = \"{contact.address}\"");
    let site = TestSite::start(&files, &base(BASE));
    assert!(
        site.get("/fr/projets-cles/").text().contains("<h1>Projets de 305\u{a0}membres</h1>"),
        "{}",
        site.get("/fr/projets-cles/").text()
    );
    assert!(site.get("/fr/histoire/").text().contains("2017\u{a0}: cinq dates, et les années"));
    assert!(site.get("/fr/mentions-legales/").text().contains("9\u{a0}rue des Halles, 75001\u{a0}Paris, France"));
    let seat = with("content/legal.toml", "# registered_seat = \"\"", "registered_seat = \"{contact.adress}\"");
    assert_eq!(self::errors(&seat), ["content/legal.toml:28 fact-unknown"]);
    let empty = with("content/projects.toml", "title.fr = \"Projets clés\"", "title.fr = \"{contact.email}\"");
    assert_eq!(self::errors(&empty), ["content/projects.toml:8 fact-needed"]);
    // Two pages that name the same fact are told apart by their other words.
    replace(
        &mut files,
        "content/vision.toml",
        "title.fr = \"Vision et objectifs\"",
        "title.fr = \"Vision de {membership.members} membres\"",
    );
    assert_eq!(errors(&files), Vec::<String>::new());
    let told = told(&with("content/profile.toml", "L'AIMF est un projet partagé.", "{members} membres."));
    assert!(told.contains("did you mean {membership.members}?"), "{told}");
}

#[test]
fn a_description_that_counts_the_dates_wrongly_and_a_map_of_another_street_are_warnings() {
    let six = "[[events]]\nyear = 2020\n[[events.sentences]]\nid = \"t6\"\ntext.fr = \"Un événement.\"\ntext.en = \"An event.\"\n";
    let mut files = shipped_files();
    let timeline = std::str::from_utf8(files.get("content/timeline.toml").unwrap()).unwrap();
    files.insert("content/timeline.toml", format!("{timeline}\n{six}"));
    let counts = warnings(&files, "count-wrong");
    assert_eq!(counts.len(), 2, "{counts:?}");
    assert!(counts[0].contains("write {timeline.events} in its place"), "{counts:?}");
    for street in ["12 rue de Rivoli", "11 rue des Halles"] {
        let maps = warnings(
            &with("content/contact.toml", "street = \"9 rue des Halles\"", &format!("street = \"{street}\"")),
            "map-elsewhere",
        );
        assert_eq!(maps.len(), 1, "{street}");
        let right = maps[0].split('"').nth(1).unwrap().to_owned();
        let mut fixed =
            with("content/contact.toml", "street = \"9 rue des Halles\"", &format!("street = \"{street}\""));
        replace(
            &mut fixed,
            "content/contact.toml",
            "https://www.openstreetmap.org/search?query=9%20rue%20des%20Halles%2075001%20Paris",
            &right,
        );
        assert_eq!(warnings(&fixed, "map-elsewhere"), Vec::<String>::new());
    }
    for map in [
        "https://www.openstreetmap.org/#map=19/48.86/2.34",
        "https://maps.example.org/place?q=9+rue+des+Halles",
        "https://osm.org/go/0BOd",
    ] {
        let map = with(
            "content/contact.toml",
            "https://www.openstreetmap.org/search?query=9%20rue%20des%20Halles%2075001%20Paris",
            map,
        );
        assert_eq!(warnings(&map, "map-elsewhere"), Vec::<String>::new());
    }
}

#[test]
fn the_dossier_names_every_page_that_it_does_not_hold() {
    let page = "[page]\nslug.fr = \"donateurs\"\nslug.en = \"donors\"\ntitle.fr = \"Nos donateurs\"\ntitle.en = \"Our donors\"\n\
                description.fr = \"Qui donne.\"\ndescription.en = \"Who gives.\"\n\n[[sections]]\nanchor.fr = \"merci\"\n\
                anchor.en = \"thanks\"\ntitle.fr = \"Merci\"\ntitle.en = \"Thanks\"\ntext.fr = \"Merci.\"\ntext.en = \"Thanks.\"\n";
    let mut files = shipped_files();
    files.insert("content/pages/donors.toml", page);
    let site = TestSite::start(&files, &base(BASE));
    for (path, words, link) in [
        ("/fr/dossier/", "N’y sont pas, et se lisent à leur adresse\u{a0}:", "/fr/donateurs/"),
        ("/en/dossier/", "Not in it, and to be read at their own addresses:", "/en/donors/"),
    ] {
        let answer = site.get(path);
        let note = answer.page().texts("p.note").into_iter().find(|note| note.starts_with(words));
        assert!(note.is_some(), "{path}: {}", answer.text());
        let links = answer.page().attributes("nav p.note + .links a", "href");
        assert_eq!((links.len(), links.iter().any(|href| href == link)), (4, true), "{path}: {links:?}");
    }
}

#[test]
fn what_only_comes_of_a_slip_is_not_told_beside_it() {
    let vision = "[[sentences]]\nid = \"v3\"";
    for (path, from, to, told) in [
        // The header of a group, of an item of a list, and one too many.
        ("content/contact.toml", "[address]\n", "", "content/contact.toml:28 key-elsewhere"),
        ("content/profile.toml", "[membership]\n", "", "content/profile.toml:32 key-elsewhere"),
        ("content/vision.toml", vision, "id = \"v3\"", "content/vision.toml:31 toml-header-missing"),
        (
            "content/vision.toml",
            vision,
            "[[sentences]]\n[[sentences]]\nid = \"v3\"",
            "content/vision.toml:31 group-empty",
        ),
        ("content/site.toml", "[dossier]\n", "", "content/site.toml:42 toml-header-missing"),
        // A partner without the name of its logo has no logo that is not there.
        (
            "content/projects.toml",
            "[[sentences]]\nid = \"p1\"",
            "[[partners]]\nname.fr = \"Une ville\"\nname.en = \"A city\"\n\n[[sentences]]\nid = \"p1\"",
            "content/projects.toml:13 key-missing",
        ),
        // A language that is not listed, in a site whose texts have it.
        (
            "content/site.toml",
            "[[languages]]\ncode = \"en\"\nname = \"English\"\nlocale = \"en_GB\"\n",
            "",
            "content/site.toml:16 language-unlisted",
        ),
        (
            "content/site.toml",
            "[[languages]]\ncode = \"en\"",
            "code = \"en\"",
            "content/site.toml:21 toml-header-missing",
        ),
        // The first line of a text of several lines.
        ("content/pages/privacy.toml", "text.fr = \"\"\"\n", "", "content/pages/privacy.toml:26 toml-unopened-block"),
        (
            "content/pages/privacy.toml",
            "text.fr = \"\"\"\n",
            "text.fr = 12\n",
            "content/pages/privacy.toml:27 toml-unopened-block",
        ),
    ] {
        assert_eq!(errors(&with(path, from, to)), [told], "{to:?}");
    }
    // A message that others refer to.
    let told = errors(&with("locales/fr/site.ftl", "number-word = {", "number-word {"));
    assert!(told.len() == 1 && told[0].ends_with(" fluent-syntax"), "{told:?}");
}

#[test]
fn a_conflict_is_the_only_error_of_its_file_wherever_its_marks_stand() {
    for (path, from) in [
        ("content/pages/privacy.toml", "text.fr = \"\"\"\n"),
        ("content/pages/privacy.toml", "text.en = \"\"\"\n"),
        ("content/timeline.toml", "[[events]]\n"),
        ("content/profile.toml", ""),
        ("locales/fr/site.ftl", "skip-link = Aller au contenu\n"),
    ] {
        let conflict = "<<<<<<< HEAD\nUn.\n\nDeux.\n=======\nTrois.\n>>>>>>> origin/main\n";
        let files = with(path, from, &format!("{from}{conflict}"));
        let bytes = files.get(path).unwrap();
        let line = 1 + std::str::from_utf8(bytes).unwrap().split("<<<<").next().unwrap().matches('\n').count();
        assert_eq!(errors(&files), [format!("{path}:{line} toml-conflict")]);
        let said = told(&files);
        assert!(!said.lines().any(|one| one.starts_with("warning: ")), "{said}");
    }
}

#[test]
fn of_a_text_with_an_error_nothing_is_said_beside_its_other_version() {
    let link = "[page de contact](page:contact)";
    for (to, id) in [
        ("![](file:logo.png)", "alternative-missing"),
        ("[page de contact](page:contact", "link-meant"),
        ("[page de contact] (page:contact)", "link-broken"),
        ("\u{7}\\u0007", "control-sign"),
        ("une \"\"\"page\"\"\" de", "toml-"),
    ] {
        let files = with("content/pages/privacy.toml", link, to);
        assert!(errors(&files).iter().all(|one| one.contains(id)), "{to}: {:?}", errors(&files));
        assert_eq!(warnings(&files, "link-in-one-language"), [""; 0], "{to}");
        assert_eq!(warnings(&files, "text-much-longer"), [""; 0], "{to}");
    }
    let motto = "motto.fr = \"Un espace d'échange";
    let files = with("content/profile.toml", motto, "motto.fr = \"Un \"espace\" d'échange");
    assert_eq!(errors(&files).len(), 1, "{:?}", errors(&files));
    assert_eq!(warnings(&files, "text-much-longer"), [""; 0]);
}

#[test]
fn a_name_that_is_wrong_is_not_also_missing_or_written_twice() {
    let files = with("content/profile.toml", "[membership]", "[membership");
    assert_eq!(errors(&files).len(), 1, "{:?}", errors(&files));
    for wrong in ["skip link =", "skip-link :", "skip-lnk ="] {
        let files = with("locales/en/site.ftl", "skip-link =", wrong);
        assert_eq!(errors(&files).len(), 1, "{:?}", errors(&files));
        assert_eq!(warnings(&files, "messages-stand-in"), [""; 0], "{wrong}");
    }
}

#[test]
fn wrong_marks_around_several_lines_are_one_error_whose_help_leads_to_a_clean_check() {
    let page = |french: [&str; 2], english: [&str; 2]| {
        let [[a, b], [c, d]] = [french, english];
        format!(
            "[page]\nslug.fr = \"lettre\"\nslug.en = \"letter\"\ntitle.fr = \"La lettre\"\ntitle.en = \"The letter\"\n\
             description.fr = \"Une lettre.\"\ndescription.en = \"A letter.\"\n\n[[sections]]\nanchor.fr = \"un\"\n\
             anchor.en = \"one\"\ntitle.fr = \"Un\"\ntitle.en = \"One\"\ntext.fr = {a}\nUn mot, l'autre.\n\n- Deux.\n\
             {b}\ntext.en = {c}\nOne word.\n\n- Two.\n{d}\n"
        )
    };
    let right = ["\"\"\"", "\"\"\""];
    let found = |french, english| {
        let mut files = shipped_files();
        files.insert("content/pages/letter.toml", page(french, english));
        errors(&files)
    };
    assert_eq!(found(right, right), [""; 0]);
    let curly = "content/pages/letter.toml:14 toml-curly-block";
    for marks in [["“““", "”””"], ["\"““", "\"””"], ["“““", "\"\"\""], ["«««", "»»»"]] {
        assert_eq!(found(marks, right), [curly], "{marks:?}");
    }
    assert_eq!(found(["“““", "”””"], ["“““", "”””"]), [curly, "content/pages/letter.toml:19 toml-curly-block"]);
    assert_eq!(found(["\"", "\""], right), ["content/pages/letter.toml:14 toml-several-lines"]);
    assert_eq!(found(["\"Le début", "La fin.\""], right), ["content/pages/letter.toml:14 toml-several-lines"]);
}

#[test]
fn a_page_that_the_law_asks_for_is_missed_unless_it_has_another_name() {
    let (legal, accessibility) = ("content/pages/legal-notice.toml", "content/pages/accessibility.toml");
    let mut files = shipped_files();
    assert_eq!(warnings(&files, "legal-page-missing"), Vec::<String>::new());
    let page = files.remove(legal).unwrap();
    let found = publication(&files).report;
    let found: Vec<_> = found.warnings().filter(|one| one.problem.id() == "legal-page-missing").collect();
    assert_eq!(found.iter().map(|one| one.place.path()).collect::<Vec<_>>(), [legal]);
    assert!(Reporter::French.diagnostic(found[0]).contains("ses mentions légales"));
    files.remove(accessibility);
    assert_eq!(warnings(&files, "legal-page-missing").len(), 2);
    files.insert("content/pages/who-we-are.toml", page);
    assert_eq!(warnings(&files, "legal-page-missing").len(), 1);
}

#[test]
fn marks_around_the_whole_quotation_are_a_warning_and_those_within_it_are_none() {
    let first = "L'AIMF est un projet partagé.";
    let last = "dans un monde face à des défis majeurs.";
    for (begin, end, is_told) in [
        ("« ", " »", true),
        ("\\\"", "\\\"", true),
        ("“", "”", true),
        ("« ", "", false),
        ("« Un » projet, ", " « deux »", false),
    ] {
        let mut files = with("content/profile.toml", first, &format!("{begin}{first}"));
        replace(&mut files, "content/profile.toml", last, &format!("{last}{end}"));
        assert_eq!(warnings(&files, "quotation-marked").len(), usize::from(is_told), "{begin}…{end}");
    }
}

/// All that is said, errors and warnings, by lines and names, and its words in English.
fn all(files: &Files) -> (Vec<String>, String) {
    let report = publication(files).report;
    let is_left_out = |id: &str| id.starts_with("translation") || id == "fact-to-fill";
    let all = report.all().filter(|one| !is_left_out(one.problem.id()));
    let ids = all.map(|one| format!("{} {}", one.place.line(), one.problem.id())).collect();
    (ids, Reporter::English.report(&report))
}

#[test]
fn a_link_that_is_wrong_is_one_problem_with_an_answer_that_fits() {
    let link = "[page de contact](page:contact)";
    for (typed, id, words) in [
        ("[a](http://127.0.0.1:8080/fr/histoire/#t2)", "link-local", "write page:history#t2 in its place"),
        ("[a](http://localhost:8080/en/)", "link-local", "write page:home in its place"),
        ("[a](http://localhost:8080/en/nothing/)", "link-local", "write page: and the name of the page"),
        ("[a](page:publications)", "page-unknown", "if the page is no more, take the link away"),
        ("[a](page:histoire)", "page-unknown", "did you mean page:history?"),
        ("[a](page:mentions-legales)", "page-unknown", "did you mean page:"),
        ("[a](titre:)", "link-scheme", "write title: between"),
        ("[a](courriel:a@example.org)", "link-scheme", "write mailto:a@example.org between"),
        ("{timeline.events dates", "fact-meant", "write {timeline.events};"),
        ("{ contact.phone }", "fact-meant", "write {contact.phone};"),
    ] {
        let (found, told) = all(&with("content/pages/privacy.toml", link, typed));
        assert!(found.len() == 1 && found[0].ends_with(id) && told.contains(words), "{typed}: {told}");
    }
}

#[test]
fn a_link_to_the_public_address_of_a_page_of_the_site_is_a_warning_with_its_name() {
    let mut files = shipped_files();
    for link in ["[page de contact](page:contact)", "[contact page](page:contact)"] {
        let own = "[a](https://www.example.org/fr/histoire/)";
        replace(&mut files, "content/pages/privacy.toml", link, own);
    }
    let report = PUBLISHER.check(&files, Report::default(), &base("https://www.example.org")).unwrap().report;
    let found: Vec<_> = report.warnings().filter(|one| one.problem.id() == "link-to-itself").collect();
    let told = Reporter::English.report(&report);
    assert!(found.len() == 2 && !report.has_errors(), "{told}");
    assert!(told.contains("write page:history in its place"), "{told}");
}

#[test]
fn a_page_that_is_gone_is_not_answered_with_another() {
    let listed = "menu = [\"association\", \"publications\", \"history\"]\nas_of = ";
    let files = with("content/site.toml", "as_of = ", listed);
    let (_, told) = all(&files);
    assert!(told.contains("if the page is no more, take its name away"), "{told}");
}

#[test]
fn what_is_there_twice_or_empty_is_one_problem() {
    let network = "[[networks]]\nurl = \"https://www.linkedin.com/company/aimf\"\n\n";
    let address = "[address]";
    for (path, from, to, expected) in [
        ("content/contact.toml", address, format!("{network}{network}{address}"), "network-twice"),
        (
            "content/contact.toml",
            address,
            format!("[[networks]]\nurl = \"https://mastodon.example/@aimf\"\nname = \"\"\n\n{address}"),
            "text-empty",
        ),
        (
            "content/projects.toml",
            "slug.fr = \"projets-cles\"",
            "former_slugs.fr = [\"projets-cles\"]\nslug.fr = \"projets-cles\"".to_owned(),
            "address-own",
        ),
    ] {
        let (found, told) = all(&with(path, from, &to));
        assert!(found.len() == 1 && found[0].ends_with(expected), "{told}");
    }
}
