//! What each recipe of the guide for editors comes to in the served site.

use std::path::Path;

use super::following::read;
use super::recipes::plain;
use crate::support::shipped_site::{BASE, SHIPPED, TestSite, base};

use Effect::{Has, HasNoMore, Keeps, LeadsTo};

/// What a recipe comes to, at a path of the served site.
pub enum Effect {
    /// The page has these words.
    Has(&'static str, &'static str),
    /// The page does not have these words, which it has before.
    HasNoMore(&'static str, &'static str),
    /// The page still has these words.
    Keeps(&'static str, &'static str),
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
        "Corriger une date",
        "Correct a date",
        &[Has("/fr/histoire/", "id=\"1991\""), HasNoMore("/en/history/", "id=\"1990\"")],
    ),
    (
        "Ajouter un événement",
        "Add an event",
        &[
            Has("/fr/histoire/", "L’AIMF compte 305 membres dans 54 pays."),
            Has("/en/history/", "The AIMF has 305 members in 54 countries."),
            Has("/data/timeline.csv", "2021"),
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
        "Changer l’adresse d’une page",
        "Change the address of a page",
        &[
            Has("/fr/nos-publications/", "Raisonnance"),
            LeadsTo("/fr/publications/", "/fr/nos-publications/"),
            LeadsTo("/en/publications/", "/en/our-publications/"),
        ],
    ),
    (
        "Supprimer une page",
        "Delete a page",
        &[LeadsTo("/fr/publications/", "/fr/projets-cles/"), LeadsTo("/en/publications/", "/en/key-projects/")],
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
];

/// Expects of the site in a folder what a recipe comes to.
pub fn expect_effects(title: &str, effects: &[Effect], folder: &Path) {
    let site = TestSite::start(&read(folder), &base(BASE));
    let shipped = |path: &str| SHIPPED.get(path).text().to_owned();
    for effect in effects {
        match effect {
            Has(path, words) => {
                assert!(plain(site.get(path).text()).contains(words), "{title}: {path} does not have {words}");
                assert!(!plain(&shipped(path)).contains(words), "{title}: {path} has {words} without it too");
            }
            Keeps(path, words) => assert!(plain(site.get(path).text()).contains(words), "{title}: {path}"),
            HasNoMore(path, words) => {
                assert!(plain(&shipped(path)).contains(words), "{title}: {path} does not have {words} before");
                assert!(!plain(site.get(path).text()).contains(words), "{title}: {path} still has {words}");
            }
            LeadsTo(path, to) => {
                let answer = site.get(path);
                assert_eq!((answer.status, answer.header("location")), (301, *to), "{title}: {path}");
            }
        }
    }
}
