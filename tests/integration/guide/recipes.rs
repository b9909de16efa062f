//! The guide for editors, read strictly: headings, and under each the steps that it asks for.
//!
//! A step is a paragraph of its own in one of a few wordings ([`WORDINGS`]), with the block of code that follows it. A block that no wording
//! announces fails the test, as a wording without its block does.

use std::collections::BTreeSet;

/// A part of the guide: what stands under a heading, as far as the next one.
#[derive(Debug)]
pub struct Recipe {
    pub title: String,
    /// The recipes that it asks to be followed first.
    pub first: Vec<String>,
    pub steps: Vec<Step>,
}

/// What an editor does.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Create {
        file: String,
        text: String,
    },
    Append {
        file: String,
        text: String,
    },
    Above {
        file: String,
        line: String,
        text: String,
    },
    Below {
        file: String,
        line: String,
        text: String,
    },
    Replace {
        file: String,
        from: String,
        to: String,
    },
    Remove {
        file: String,
        text: String,
    },
    /// Removes a line and all that stands below it.
    Cut {
        file: String,
        line: String,
    },
    Delete {
        file: String,
    },
    Rename {
        from: String,
        to: String,
    },
    /// Puts a file of one's own under a name into `static/`.
    Put {
        name: String,
    },
    /// Takes the program into a folder and goes on there.
    Enter {
        folder: String,
    },
    Run {
        commands: String,
    },
    /// What the last command says, a problem, or another as it stands.
    Answer {
        text: String,
    },
}

/// The wordings of the steps, in French and in English; `{}` is a piece of code.
const WORDINGS: [(&str, &str, &str); 14] = [
    ("first", "Faites d’abord la recette {}.", "First follow the recipe {}."),
    ("create", "Créez {} :", "Create {}:"),
    ("append", "À la fin de {}, ajoutez :", "At the end of {}, add:"),
    ("above", "Dans {}, au-dessus de la ligne {}, ajoutez :", "In {}, above the line {}, add:"),
    ("below", "Dans {}, sous la ligne {}, ajoutez :", "In {}, below the line {}, add:"),
    ("replace", "Dans {}, remplacez :", "In {}, replace:"),
    ("remove", "Dans {}, supprimez :", "In {}, delete:"),
    (
        "cut",
        "Dans {}, supprimez tout, de la ligne {} à la fin.",
        "In {}, delete everything, from the line {} to the end.",
    ),
    ("delete", "Supprimez le fichier {}.", "Delete the file {}."),
    ("rename", "Renommez {} en {}.", "Rename {} to {}."),
    ("put", "Mettez votre fichier dans {}, sous le nom {}.", "Put your file into {}, under the name {}."),
    (
        "enter",
        "Copiez le programme dans le dossier {}, et ouvrez un terminal dans ce dossier.",
        "Copy the program into the folder {}, and open a terminal in that folder.",
    ),
    ("run", "Dans le terminal :", "In the terminal:"),
    ("answer", "Le programme répond :", "The program answers:"),
];

/// What stands between the two blocks of a replacement.
const BY: [&str; 2] = ["par :", "with:"];

/// The recipes of a guide, in their order: all headings under which something is to be done.
pub fn recipes(guide: &str) -> Vec<Recipe> {
    let mut recipes = vec![Recipe { title: String::new(), first: Vec::new(), steps: Vec::new() }];
    let mut pieces = pieces(guide).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let recipe = recipes.last_mut().expect("one is there from the start");
        let paragraph = match piece {
            Piece::Heading(title) => {
                recipes.push(Recipe { title, first: Vec::new(), steps: Vec::new() });
                continue;
            }
            Piece::Block(text) => panic!("{}: nothing says what to do with\n{text}", recipe.title),
            Piece::Paragraph(paragraph) => paragraph,
        };
        let (wording, code) = worded(&paragraph);
        let Some((kind, ..)) = WORDINGS.iter().find(|(_, fr, en)| wording == *fr || wording == *en) else { continue };
        let mut block = || pieces.next_if(|piece| matches!(piece, Piece::Block(_) | Piece::Paragraph(_)));
        match *kind {
            "first" => recipe.first.extend(code),
            kind => {
                let step = step(kind, &code, &mut block);
                recipe.steps.push(step.unwrap_or_else(|| panic!("{}: what follows {paragraph}?", recipe.title)));
            }
        }
    }
    recipes.retain(|recipe| !recipe.steps.is_empty());
    let titles: BTreeSet<_> = recipes.iter().map(|recipe| &recipe.title).collect();
    assert_eq!(titles.len(), recipes.len(), "two recipes of one name");
    recipes
}

/// A step, with the blocks that follow its wording; nothing where one is absent.
fn step(kind: &str, code: &[String], next: &mut dyn FnMut() -> Option<Piece>) -> Option<Step> {
    let mut block = || if let Some(Piece::Block(text)) = next() { Some(text) } else { None };
    let name = |at: usize| code[at].clone();
    Some(match kind {
        "create" => Step::Create { file: name(0), text: block()? },
        "append" => Step::Append { file: name(0), text: block()? },
        "above" => Step::Above { file: name(0), line: name(1), text: block()? },
        "below" => Step::Below { file: name(0), line: name(1), text: block()? },
        "replace" => {
            let from = block()?;
            let Some(Piece::Paragraph(by)) = next() else { return None };
            let Some(Piece::Block(to)) = next().filter(|_| BY.contains(&plain(&by).as_str())) else { return None };
            Step::Replace { file: name(0), from, to }
        }
        "remove" => Step::Remove { file: name(0), text: block()? },
        "cut" => Step::Cut { file: name(0), line: name(1) },
        "delete" => Step::Delete { file: name(0) },
        "rename" => Step::Rename { from: name(0), to: name(1) },
        "put" if code[0] == "static/" => Step::Put { name: name(1) },
        "enter" => Step::Enter { folder: name(0) },
        "run" => Step::Run { commands: block()? },
        "answer" => Step::Answer { text: block()? },
        _ => return None,
    })
}

#[derive(Debug)]
enum Piece {
    Heading(String),
    Paragraph(String),
    /// A block of code, whose lines all end with a line's end.
    Block(String),
}

/// The headings, paragraphs and blocks of a guide.
fn pieces(guide: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let heading = line.trim_start_matches('#');
        let is_fence = line.trim_start().starts_with("```");
        let ends = line.is_empty() || heading.len() < line.len() || is_fence;
        if ends && !paragraph.is_empty() {
            pieces.push(Piece::Paragraph(std::mem::take(&mut paragraph).join("\n")));
        }
        if is_fence {
            assert!(line.starts_with("```"), "a block that stands in a list: {line}");
            let text: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            pieces.push(Piece::Block(text.join("\n") + "\n"));
        } else if heading.len() < line.len() {
            pieces.push(Piece::Heading(heading.trim().to_owned()));
        } else if !ends {
            paragraph.push(line);
        }
    }
    if !paragraph.is_empty() {
        pieces.push(Piece::Paragraph(paragraph.join("\n")));
    }
    pieces
}

/// A paragraph's wording, and the pieces of code and the links in it.
fn worded(paragraph: &str) -> (String, Vec<String>) {
    let paragraph = plain(paragraph);
    let (mut wording, mut code) = (String::new(), Vec::new());
    let mut rest = paragraph.as_str();
    while let Some(start) = rest.find(['`', '[']) {
        let is_code = rest[start..].starts_with('`');
        let inner = &rest[start + 1..];
        let Some((piece, after)) = (if is_code { inner.split_once('`') } else { inner.split_once("](") }) else {
            break;
        };
        let after = if is_code { Some(after) } else { after.split_once(')').map(|(_, after)| after) };
        let Some(after) = after else { break };
        wording += &rest[..start];
        wording += "{}";
        code.push(piece.to_owned());
        rest = after;
    }
    (wording + rest, code)
}

/// A text with plain spaces.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\n'], " ")
}
