//! What each recipe of the guide for editors comes to in the served site.

use std::cell::LazyCell;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use aimf::clock::Clock;
use aimf::diagnostic::Report;
use aimf::live::Live;
use aimf::publish::Publisher;

use super::following::read;
use super::recipes::plain;
use crate::support::shipped_site::{BASE, SHIPPED, TestSite, base, publisher};

use Effect::{Has, HasNoMore, Keeps, LeadsTo, NotFound, NotFoundLater, Says, SaysNotLater, Warns};

/// What a recipe comes to, at a path of the served site.
pub enum Effect {
    /// The page has these words.
    Has(&'static str, &'static str),
    /// The page does not have these words, which it has before.
    HasNoMore(&'static str, &'static str),
    /// Visitors read these words on the page.
    Says(&'static str, &'static str),
    /// The page still has these words.
    Keeps(&'static str, &'static str),
    /// There is no such page.
    NotFound(&'static str),
    /// There is no such page after the day that the recipe names.
    NotFoundLater(&'static str),
    /// Visitors read these words no more after the day that the recipe names.
    SaysNotLater(&'static str, &'static str),
    /// `check` tells of it by a warning of this kind, as the recipe says.
    Warns(&'static str),
    /// Whoever asks for it is led to another path.
    LeadsTo(&'static str, &'static str),
}

/// The recipes, in their order: their names in French and in English, and what a visitor sees of them.
pub const EFFECTS: &[(&str, &str, &[Effect])] = &[
    ("Essayer sans rien risquer", "Try it without any risk", &[Keeps("/fr/", "<h1")]),
    ("Voir ce que vous faites", "See what you do", &[]),
    ("Vérifier", "Check", &[]),
    ("Publier avec git", "Publish with git", &[]),
    ("Revenir en arrière avec git", "Go back with git", &[]),
    ("Lire une erreur et la corriger", "Read an error and mend it", &[Keeps("/fr/histoire/", "Histoire</h1>")]),
    (
        "Le nombre de membres et de pays",
        "The numbers of members and countries",
        &[
            Has("/fr/association/", "En 2027, l’AIMF compte 312 membres dans 55 pays."),
            Has("/en/about/", "As of 2027, the AIMF has 312 members in 55 countries."),
            Has("/fr/", "312 points, un par membre, entourés de 55 rayons"),
        ],
    ),
    (
        "L’année au pied des pages",
        "The year at the foot of the pages",
        &[Has("/fr/histoire/", "Textes et chiffres de 2027"), Has("/en/history/", "2027")],
    ),
    (
        "La présidence et sa citation",
        "The president and the quotation",
        &[
            Has("/fr/association/", "La première phrase de la citation."),
            Has("/en/about/", "The first sentence of the quotation."),
            Has("/fr/", "Prénom Nom"),
            HasNoMore("/fr/", "Anne Hidalgo"),
        ],
    ),
    (
        "La citation d’une ancienne présidence",
        "The quotation of a former president",
        &[Has("/fr/association/", "de 2020 à 2028"), Has("/en/about/", "2020")],
    ),
    (
        "Aucune citation pour le moment",
        "No quotation for the moment",
        &[HasNoMore("/fr/", "Anne Hidalgo"), HasNoMore("/en/about/", "shared project")],
    ),
    (
        "L’adresse",
        "The address",
        &[
            Has("/fr/contact/", "1 rue de l’Exemple"),
            Has("/fr/contact/", "1%20rue%20de%20l%27Exemple"),
            HasNoMore("/en/history/", "rue des Halles"),
        ],
    ),
    (
        "Le téléphone et le courriel",
        "The telephone and the e-mail address",
        &[Has("/fr/contact/", "+33 1 23 45 67 89"), Has("/en/contact/", "mailto:contact@example.org")],
    ),
    ("Plus de fax", "No fax any more", &[HasNoMore("/fr/contact/", "Fax"), HasNoMore("/contact.vcf", "FAX")]),
    (
        "Ce que la loi demande",
        "What the law asks for",
        &[
            Has("/fr/mentions-legales/", "Prénom Nom"),
            Has("/fr/accessibilite/", "31 janvier 2027"),
            Has("/en/accessibility/", "31 January 2027"),
        ],
    ),
    (
        "Les réseaux sociaux",
        "Social networks",
        &[Has("/fr/", "href=\"https://www.linkedin.com/company/exemple\""), Has("/en/contact/", "Mastodon")],
    ),
    (
        "Les logos des partenaires",
        "The logos of partners",
        &[
            Has("/fr/projets-cles/", "alt=\"Nom du partenaire\""),
            Has("/en/key-projects/", "href=\"https://www.example.org\""),
        ],
    ),
    (
        "Un logo et des couleurs à vous",
        "A logo and colours of your own",
        &[
            Has("/fr/contact/", "alt=\"Association Internationale des Maires Francophones\""),
            Has("/en/", "src=\"/static/logo."),
            Has("/favicon.svg", "#00563B"),
        ],
    ),
    (
        "Corriger une date",
        "Correct a date",
        &[Has("/fr/histoire/", "id=\"1991\""), HasNoMore("/en/history/", "id=\"1990\"")],
    ),
    (
        "Ajouter un événement",
        "Add an event",
        &[
            Has("/fr/histoire/", "Les maires des villes francophones se réunissent."),
            Has("/en/history/", "The mayors of French-speaking cities meet."),
            Has("/data/timeline.csv", "2021"),
        ],
    ),
    (
        "Un événement avec un mois ou un jour, et une fin",
        "An event with a month or a day, and an end",
        &[
            Has("/fr/histoire/", "mai 2027"),
            Says("/fr/histoire/", "du 14 au 16 septembre 2027"),
            Says("/en/history/", "14 to 16 September 2027"),
            Has("/data/timeline.csv", "2027-09-14"),
        ],
    ),
    (
        "Une image, une liste, un lien dans un événement",
        "A picture, a list, a link in an event",
        &[
            Has("/fr/histoire/", "<li>du climat"),
            Has("/en/history/", "href=\"/en/vision-and-objectives/#objectives\""),
            Has("/en/history/", "alt=\"The mayors gathered in a room\""),
        ],
    ),
    (
        "Une page de texte",
        "A page of text",
        &[
            Has("/fr/publications/", "L’AIMF publie la revue <cite>Raisonnance</cite>."),
            Has("/en/publications/", "The AIMF publishes the review <cite lang=\"fr\">Raisonnance</cite>."),
            Has("/en/", "href=\"/en/publications/\""),
            Has("/sitemap.xml", "/fr/publications/"),
        ],
    ),
    (
        "Des sous-titres, des listes, un tableau, une citation",
        "Sub-headings, lists, a table, a quotation",
        &[
            Has("/fr/publications/", "Un sous-titre</h3>"),
            Has("/fr/publications/", "<li>à puces</li>"),
            Has("/en/publications/", "<li>with numbers</li>"),
            Has("/en/publications/", "<blockquote>"),
            Has("/fr/publications/", "<table>"),
        ],
    ),
    (
        "Des liens",
        "Links",
        &[
            Has("/fr/publications/", "href=\"/fr/histoire/#1979\""),
            Has("/en/publications/", "<a href=\"/en/history/\">our history</a>"),
            Has("/fr/publications/", "href=\"https://www.francophonie.org/\""),
            Has("/en/publications/", "href=\"https://www.example.org\""),
            Has("/en/publications/", "href=\"mailto:info@example.org\""),
        ],
    ),
    (
        "Une photographie",
        "A photograph",
        &[
            Has("/fr/publications/", "alt=\"Les maires réunis à Tunis\""),
            Has("/en/publications/", "<figcaption>Tunis, 1990, in a photograph</figcaption>"),
        ],
    ),
    (
        "Un document à télécharger",
        "A document to download",
        &[Has("/fr/publications/", "/rapport-2027"), Has("/en/publications/", "The report of the year")],
    ),
    (
        "Une page sous une autre",
        "A page under another",
        &[Has("/fr/association/equipe/", "Écrivez ici qui fait quoi."), Has("/en/about/", "href=\"/en/about/team/\"")],
    ),
    (
        "Une page dans une seule langue",
        "A page in one language",
        &[Has("/fr/bulletin/", "Écrivez ici les nouvelles."), LeadsTo("/en/bulletin/", "/fr/bulletin/")],
    ),
    ("Un brouillon", "A draft", &[NotFound("/fr/association/equipe/"), NotFound("/en/about/team/")]),
    (
        "Une page qui vient et s’en va à un jour dit",
        "A page that comes and goes on a day",
        &[Has("/fr/publications/", "Raisonnance"), NotFoundLater("/fr/publications/")],
    ),
    (
        "L’ordre du menu",
        "The order of the menu",
        &[HasNoMore("/fr/", "<a href=\"/fr/vision-et-objectifs/\">Vision et objectifs</a>")],
    ),
    (
        "Renommer une page",
        "Rename a page",
        &[
            Has("/fr/lectures/", "Nos lectures"),
            LeadsTo("/fr/publications/", "/fr/lectures/"),
            LeadsTo("/en/publications/", "/en/reading/"),
        ],
    ),
    (
        "Supprimer une page",
        "Delete a page",
        &[LeadsTo("/fr/publications/", "/fr/projets-cles/"), LeadsTo("/en/publications/", "/en/key-projects/")],
    ),
    (
        "Un avis sur toutes les pages",
        "A notice on every page",
        &[
            Says("/fr/histoire/", "Nos bureaux sont fermés cette semaine : écrivez-nous."),
            Says("/en/contact/", "Our offices are closed this week: write to us."),
            SaysNotLater("/en/contact/", "Our offices"),
        ],
    ),
    (
        "Un mot de l’interface",
        "A word of the interface",
        &[Has("/fr/", "Aller au texte"), Has("/en/", "Skip to the text")],
    ),
    (
        "Quand le français change",
        "When the French changes",
        &[Has("/fr/histoire/", "L’AIMF est fondée au Québec."), Has("/en/history/", "The AIMF is founded in Québec.")],
    ),
    ("Ajouter une langue", "Add a language", &[NotFound("/pt/"), Warns("language-draft")]),
    ("Retirer une langue", "Remove a language", &[NotFound("/pt/")]),
];

/// A day on which the pages and the notice of the recipes are there, and one after it.
const DAYS: [&str; 2] = ["2027-04-25T10:00:00Z", "2027-05-25T10:00:00Z"];

/// What publishes on each of these days, for all recipes.
static PUBLISHERS: LazyLock<[Publisher; 2]> =
    LazyLock::new(|| DAYS.map(|day| publisher().with_clock(Clock::stopped_at(day.parse().unwrap()))));

/// The first of these days, as the program is told it.
pub fn day() -> String {
    DAYS[0].parse::<jiff::Timestamp>().unwrap().as_second().to_string()
}

/// Serves the site in a folder as on one of these days.
fn serve(folder: &Path, day: usize) -> TestSite {
    let publication = PUBLISHERS[day].publish(&read(folder), Report::default(), &base(BASE)).unwrap();
    TestSite::serve(Arc::new(Live::new(publication.edition.unwrap())))
}

/// What visitors read of a page.
fn words(site: &TestSite, path: &str) -> String {
    plain(&site.get(path).page().texts("body").join(" "))
}

/// Expects of the site in a folder what a recipe comes to.
pub fn expect_effects(title: &str, effects: &[Effect], folder: &Path) {
    let [site, later] = [0, 1].map(|day| LazyCell::new(move || serve(folder, day)));
    let shipped = |path: &str| SHIPPED.get(path).text().to_owned();
    for effect in effects {
        match effect {
            Has(path, words) => {
                assert!(plain(site.get(path).text()).contains(words), "{title}: {path} does not have {words}");
                assert!(!plain(&shipped(path)).contains(words), "{title}: {path} has {words} without it too");
            }
            Says(path, said) => {
                assert!(words(&site, path).contains(said), "{title}: {path} does not say {said}");
                assert!(!words(&SHIPPED, path).contains(said), "{title}: {path} says {said} without it too");
            }
            NotFoundLater(path) => assert_eq!(later.get(path).status, 404, "{title}: {path}"),
            SaysNotLater(path, said) => {
                assert!(!words(&later, path).contains(said), "{title}: {path} still says {said}");
            }
            Keeps(path, words) => assert!(plain(site.get(path).text()).contains(words), "{title}: {path}"),
            HasNoMore(path, words) => {
                assert!(plain(&shipped(path)).contains(words), "{title}: {path} does not have {words} before");
                assert!(!plain(site.get(path).text()).contains(words), "{title}: {path} still has {words}");
            }
            Warns(_) => {}
            NotFound(path) => assert_eq!(site.get(path).status, 404, "{title}: {path}"),
            LeadsTo(path, to) => {
                let answer = site.get(path);
                assert_eq!((answer.status, answer.header("location")), (301, *to), "{title}: {path}");
            }
        }
    }
}
