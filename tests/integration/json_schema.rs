//! The JSON Schemas judge a file as the program does, by a validator that knows nothing of it.

use std::fs;
use std::path::Path;

use aimf::content::load;
use aimf::diagnostic::Report;
use aimf::json_schema::schemas;
use aimf::source::Files;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

use crate::support::shipped_site::{shipped_files, with};

/// A change of a file, and whether the file is good after it.
#[rustfmt::skip]
const CHANGES: &[(&str, &str, &str, bool)] = &[
    ("content/timeline.toml", "year = 1990", "year = 1991", true),
    ("content/timeline.toml", "year = 1990", "year = \"1990\"", false),
    ("content/timeline.toml", "year = 1990", "year = 19900", false),
    ("content/timeline.toml", "year = 1990\n", "", false),
    ("content/timeline.toml", "year = 1990\n", "date = \"1990-05\"\n", true),
    ("content/timeline.toml", "year = 1990\n", "date = 1990-05-12\nend = 1990\n", true),
    ("content/timeline.toml", "year = 1990\n", "date = \"1990-13\"\n", false),
    ("content/timeline.toml", "year = 1990\n", "date = \"mai 1990\"\n", false),
    ("content/contact.toml", "fax = \"+33 1 40 39 06 62\"\n", "", true),
    ("content/timeline.toml", "duration_years = 7", "duration_years = 0", false),
    ("content/timeline.toml", "duration_years = 7", "", true),
    ("content/timeline.toml", "slug.fr = ", "slugg.fr = ", false),
    ("content/timeline.toml", "slug.fr = \"histoire\"", "slug.fr = \"Histoire\"", false),
    ("content/timeline.toml", "title.en = \"History\"\n", "", false),
    ("content/timeline.toml", "title.en = \"History\"", "title.en = \"History\"\ntitle.de = \"Geschichte\"", false),
    ("content/timeline.toml", "title.en = \"History\"", "title.en = \"\"", false),
    ("content/timeline.toml", "id = \"t1\"", "id = \"1t\"", false),
    ("content/vision.toml", "hinge = true", "hinge = false", true),
    ("content/vision.toml", "hinge = true", "hinge = \"true\"", false),
    ("content/vision.toml", "hinge = true", "hinges = true", false),
    ("content/profile.toml", "members = 305", "members = 305.5", false),
    ("content/profile.toml", "members = 305", "members = -1", false),
    ("content/profile.toml", "acronym = \"AIMF\"", "acronym = 1", false),
    ("content/profile.toml", "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]", "roles.fr = []", false),
    ("content/profile.toml", "roles.fr = [\"présidente de l'AIMF\", \"maire de Paris\"]", "roles.fr = \"maire\"", false),
    ("content/contact.toml", "+33 1 44 88 22 88", "01 44 88 22 88", false),
    ("content/contact.toml", "fax = ", "email = \"contact@example.org\"\nfax = ", true),
    ("content/contact.toml", "fax = ", "email = \"contact\"\nfax = ", false),
    ("content/contact.toml", "country_code = \"FR\"", "country_code = \"fr\"", false),
    ("content/contact.toml", "https://www.openstreetmap.org", "www.openstreetmap.org", false),
    ("content/legal.toml", "status = \"non\"", "status = \"partielle\"", true),
    ("content/legal.toml", "status = \"non\"", "status = \"oui\"", false),
    ("content/legal.toml", "# established = 2027-01-31", "established = 2027-01-31", true),
    ("content/legal.toml", "# established = 2027-01-31", "established = \"31 janvier 2027\"", false),
    ("content/legal.toml", "# rate = 0", "rate = \"80\"", false),
    ("content/site.toml", "locale = \"fr_FR\"", "locale = \"fr_FR\"\ndirection = \"ltr\"", true),
    ("content/site.toml", "locale = \"fr_FR\"", "locale = \"fr_FR\"\ndirection = \"gauche\"", false),
    ("content/site.toml", "# base_url = \"\"", "base_url = \"https://www.example.org\"", true),
    ("content/site.toml", "# base_url = \"\"", "base_url = \"www.example.org\"", false),
    ("content/pages/privacy.toml", "[[sections]]\nanchor.fr", "[[section]]\nanchor.fr", false),
    ("content/pages/privacy.toml", "title.en = ", "# title.en = ", false),
    ("content/pages/privacy.toml", "footer = true", "footer = true\nparent = \"association\"", true),
    ("content/pages/privacy.toml", "footer = true", "footer = true\nlanguages = [\"fr\"]", true),
    ("content/pages/privacy.toml", "footer = true", "footer = true\nlanguages = [\"français\"]", false),
    ("content/site.toml", "as_of = 2021\n", "as_of = 2021\ntime_zone = \"Europe/Paris\"\n", true),
    ("content/site.toml", "as_of = 2021\n", "as_of = 2021\ntime_zone = \"heure de Paris\"\n", false),
    ("content/site.toml", "[home]", "[notice]\ntext.fr = \"Un\"\ntext.en = \"One\"\nuntil = 2027-01-31\n[home]", true),
    ("content/site.toml", "[home]", "[notice]\ntext.fr = \"Un\"\ntext.en = \"One\"\n[home]", false),
    ("content/pages/privacy.toml", "[page]", "publish_from = 2027-01-31\ndraft = true\n[page]", true),
    ("content/pages/privacy.toml", "[page]", "publish_until = \"15 mars 2027\"\n[page]", false),
];

struct Judge {
    schemas: Schemas,
    indices: Vec<(String, SchemaIndex)>,
}

impl Judge {
    fn new(files: &Files) -> Self {
        let (languages, _) = load(files, &mut Report::default());
        let (mut compiler, mut all, mut indices) = (Compiler::new(), Schemas::new(), Vec::new());
        compiler.enable_format_assertions();
        for (name, text) in schemas(&languages, &[]) {
            compiler.add_resource(&name, serde_json::from_str(&text).unwrap()).unwrap();
            let index = compiler.compile(&name, &mut all).unwrap();
            indices.push((name, index));
        }
        Self { schemas: all, indices }
    }

    /// What is wrong with a file; `None` for nothing.
    fn wrong(&self, files: &Files, path: &str) -> Option<String> {
        let text = std::str::from_utf8(files.get(path).unwrap()).unwrap();
        let named = text.lines().next().unwrap().rsplit('/').next().unwrap();
        let (_, index) = self.indices.iter().find(|(name, _)| name == named).unwrap();
        let Ok(table) = text.parse::<toml::Table>() else { return Some("no TOML".into()) };
        self.schemas.validate(&json(toml::Value::Table(table)), *index).err().map(|error| format!("{error:#}"))
    }
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(value) => Value::from(value),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

#[test]
fn every_shipped_file_names_its_schema_and_is_good_by_it() {
    let files = shipped_files();
    let judge = Judge::new(&files);
    let paths = files.under("content/").filter(|(path, _)| path.contains(".toml"));
    for (path, bytes) in paths {
        let first = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
        let up = if path.contains("/pages/") { "../../schemas/" } else { "../schemas/" };
        assert!(first.starts_with(&format!("#:schema {up}")), "{path}: {first}");
        assert_eq!(judge.wrong(&files, path), None, "{path}");
    }
}

#[test]
fn the_schemas_in_the_repository_are_those_that_the_program_writes() {
    let (languages, _) = load(&shipped_files(), &mut Report::default());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    for (name, text) in schemas(&languages, &[]) {
        let written = fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert!(written == text, "{name} is missing, or not of today: cargo run -- schema .");
    }
}

#[test]
fn the_schemas_and_the_program_judge_every_file_alike() {
    let judge = Judge::new(&shipped_files());
    for (path, from, to, is_good) in CHANGES {
        let files = with(path, from, to);
        let mut report = Report::default();
        let _ = load(&files, &mut report);
        // A year that is out of order, or an anchor that is there twice, is no matter of one value.
        let says_good = !report.errors().any(|one| one.place.path() == *path);
        let wrong = judge.wrong(&files, path);
        assert_eq!((says_good, wrong.is_none()), (*is_good, *is_good), "{path}: {from} => {to}\n{wrong:?}\n{report:?}");
    }
}
