//! The guide for editors and the recipes for contributors, followed to the letter.

mod effects;
mod following;
mod recipes;
mod samples;
mod slips;

use std::mem::discriminant;
use std::sync::Mutex;

use aimf::reporter::Reporter;

use self::effects::{EFFECTS, Effect, expect_effects};
use self::following::{Editor, Guide, read};
use self::recipes::{Recipe, Step, recipes};
use crate::documents::document;
use crate::support::program::{binary, without_settings};
use crate::support::shipped_site::{BASE, TestSite, base, publication, shipped_files};

/// The guide in each of its languages.
const GUIDES: [Guide; 2] = [
    Guide { file: "content/LISEZMOI.md", locale: "fr_FR.UTF-8" },
    Guide { file: "content/README.md", locale: "en_GB.UTF-8" },
];

/// The recipe after which an editor has a site's folder; all others begin with it.
const BEGIN: [&str; 2] = ["Essayer sans rien risquer", "Try it without any risk"];

fn recipes_of(guide: Guide) -> Vec<Recipe> {
    recipes(&document(guide.file))
}

#[test]
fn both_guides_have_the_same_recipes_with_the_same_steps_in_the_same_order() {
    let [french, english] = GUIDES.map(recipes_of);
    let titles = |recipes: &[Recipe]| recipes.iter().map(|recipe| recipe.title.clone()).collect::<Vec<_>>();
    assert_eq!(titles(&french), EFFECTS.iter().map(|(fr, ..)| *fr).collect::<Vec<_>>());
    assert_eq!(titles(&english), EFFECTS.iter().map(|(_, en, _)| *en).collect::<Vec<_>>());
    for (fr, en) in french.iter().zip(&english) {
        let kinds = |recipe: &Recipe| recipe.steps.iter().map(discriminant).collect::<Vec<_>>();
        assert_eq!(kinds(fr), kinds(en), "{} and {}", fr.title, en.title);
        assert_eq!(fr.first.len(), en.first.len(), "{} and {}", fr.title, en.title);
        for (fr, en) in fr.steps.iter().zip(&en.steps) {
            // What is written into the site is the same word for word: both languages stand in it.
            if !matches!(fr, Step::Enter { .. } | Step::Run { .. } | Step::Answer { .. }) {
                assert_eq!(fr, en);
            }
        }
    }
}

#[test]
fn each_recipe_of_the_guide_alone_does_what_it_says_and_leaves_nothing_to_be_mended() {
    let recipes = GUIDES.map(recipes_of);
    let after = |titles: [&[&str]; 2]| [0, 1].map(|which| editor_after(titles[which], GUIDES[which], &recipes[which]));
    let begun = after([&BEGIN[..1], &BEGIN[1..]]);
    let before = [0, 1].map(|which| begun[which].warnings(BEGIN[which]));
    let fails = |titles: [&str; 2], effects| {
        let alone = || {
            let editors = after([&[BEGIN[0], titles[0]], &[BEGIN[1], titles[1]]]);
            for (which, editor) in editors.iter().enumerate() {
                expect_nothing_new(titles[which], &before[which], effects, editor);
            }
            // Both guides write the same, so that what comes of it is looked at once.
            let [french, english] = editors.each_ref().map(|editor| read(&editor.folder));
            assert!(french == english, "{titles:?} write different files");
            expect_effects(titles[0], effects, &editors[0].folder);
        };
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(alone)).is_err()
    };
    let rest = Mutex::new(EFFECTS.iter());
    let next = || rest.lock().unwrap().next();
    let fails_of = || -> Vec<_> {
        std::iter::from_fn(next).filter(|(french, english, effects)| fails([french, english], effects)).collect()
    };
    let failed: Vec<_> = std::thread::scope(|scope| {
        let running = [scope.spawn(fails_of), scope.spawn(fails_of)];
        running.into_iter().flat_map(|one| one.join().unwrap()).map(|(french, ..)| french).collect()
    });
    assert!(failed.is_empty(), "{failed:#?}");
}

/// An editor who has followed recipes, each once.
fn editor_after(titles: &[&str], guide: Guide, recipes: &[Recipe]) -> Editor {
    let (mut editor, mut followed) = (Editor::new(guide), Vec::new());
    for title in titles {
        editor.follow(title, recipes, &mut followed);
    }
    editor
}

#[test]
fn the_whole_guide_from_its_first_line_to_its_last_ends_with_a_clean_check() {
    for (guide, begin) in GUIDES.into_iter().zip(BEGIN) {
        let recipes = recipes_of(guide);
        let before = editor_after(&[begin], guide, &recipes).warnings(begin);
        let titles: Vec<_> = recipes.iter().map(|recipe| recipe.title.as_str()).collect();
        let editor = editor_after(&titles, guide, &recipes);
        expect_nothing_new(guide.file, &before, &[], &editor);
    }
}

#[test]
fn with_git_a_change_is_pushed_and_an_earlier_version_comes_back() {
    let (guide, begin) = (GUIDES[0], BEGIN[0]);
    let recipes = recipes_of(guide);
    // The version to begin with and a change of it are there before.
    assert_eq!(editor_after(&[begin, "Publier avec git"], guide, &recipes).pushed_versions(), 3);
    let editor = editor_after(&[begin, "Revenir en arrière avec git"], guide, &recipes);
    let shipped = shipped_files().get("content/vision.toml").unwrap().to_vec();
    assert_eq!(std::fs::read(editor.folder.join("content/vision.toml")).unwrap(), shipped);
}

/// What `check --strict` tells that it did not tell before is what the recipe says, and nothing else. The facts that the association has yet
/// to give may have become fewer.
fn expect_nothing_new(place: &str, before: &[String], effects: &[Effect], editor: &Editor) {
    let mut told: Vec<_> = editor.warnings(place).into_iter().filter(|one| !before.contains(one)).collect();
    for effect in effects {
        if let Effect::Warns(id) = effect {
            let said = told.iter().position(|one| one.contains(&format!("\"id\":\"{id}\"")));
            told.remove(said.unwrap_or_else(|| panic!("{place}: {told:#?} without {id}")));
        }
    }
    assert!(told.is_empty(), "{place}: {told:#?}");
}

#[test]
fn a_page_of_text_comes_of_following_the_recipe() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path();
    aimf::init::init(site).unwrap();
    let text = document("CONTRIBUTING.md");
    let recipe = text.split_once("\n### Add a page of text\n").unwrap().1;
    let block = recipe.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands = block.replace("cargo run --", "\"$PROGRAM\"");
    let mut shell = without_settings(std::process::Command::new("sh"));
    let output = shell.args(["-ec", &commands]).env("PROGRAM", binary()).current_dir(site).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let files = read(site);
    let report = publication(&files).report;
    assert!(report.warnings().all(|one| one.problem.id() == "fact-to-fill"), "{}", Reporter::English.report(&report));
    let served = TestSite::start(&files, &base(BASE));
    assert!(served.get("/fr/donateurs/").text().contains("L’AIMF remercie ses donateurs."));
    assert_eq!(served.get("/fr-en/donateurs/").status, 200);
    assert!(served.get("/sitemap.xml").text().contains("/en/donors/"));
    for (page, links) in [("/en/", "footer a"), ("/en/site-map/", "main a")] {
        assert!(served.get(page).page().attributes(links, "href").contains(&"/en/donors/".to_owned()), "{page}");
    }
}
