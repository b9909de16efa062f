//! A page in two languages, sentence facing sentence, for those who check or cite a translation.

use askama::Template;

use super::context::RenderContext;
use super::events::dates;
use super::head::Head;
use super::layout::{Layout, language_link};
use super::parts::{self, ContactEntry, Link};
use super::{Document, Placement, notice, partners};
use crate::content::site::{Event, FreePage, Sentence};
use crate::content::{ComposedPage, Line, PageKey, Passage, Translated};
use crate::html::Html;
use crate::i18n::Messages;

/// Both languages in two columns.
#[derive(Template)]
#[template(path = "side_by_side.html")]
struct SideBySidePage<'a> {
    t: &'a Messages,
    key: PageKey<'a>,
    columns: [&'a RenderContext<'a>; 2],
    rows: Vec<Row>,
}

/// A sentence and its translation.
struct Row {
    id: String,
    label: String,
    is_heading: bool,
    cells: [Html; 2],
}

/// The path of a page in this context's language and the first one; from the first, in it and the second.
pub fn links(context: &RenderContext<'_>) -> Vec<Link> {
    let source = &context.site.languages[0];
    context
        .routes
        .translations(context.language)
        .flat_map(|other| {
            context.routes.keys().filter_map(move |key| {
                let href = context.routes.side_by_side(key, other)?;
                let label = format!("{} ({}–{})", context.head(key).label.plain, source.name, other.name);
                Some(Link::new(label, href))
            })
        })
        .collect()
}

/// A page of the table in the first language and in this context's; nothing for a page without texts of its own.
pub fn document(translation: &RenderContext<'_>, key: PageKey<'_>) -> Option<Document> {
    let path = translation.routes.side_by_side(key, translation.language)?;
    let source = translation.in_language(&translation.site.languages[0]);
    let pair = [&source, translation];
    let heads = pair.map(|context| context.head(key));
    let [title, translated] = heads.each_ref().map(|head| head.title.plain.clone());
    let title = if title == translated { title } else { format!("{title} / {translated}") };
    let t = source.t;
    let names = [source.language.name.as_str(), translation.language.name.as_str()];
    let mut layout = Layout::bare(
        &source,
        &Head {
            tab: Some(t.side_by_side_title(&title, names[0], names[1])),
            description: t.side_by_side_description(&title, names[0], names[1]).into(),
            label: title.clone().into(),
            title: title.into(),
        },
    );
    layout.robots = Some("noindex");
    layout.notice = notice::region(&pair);
    layout.preview_mark = notice::mark(&source, Some(key));
    layout.address = Some(source.routes.base.absolute(&path));
    layout.switch = pair.map(|context| language_link(context.language, context.path(key))).into();
    layout.footer.is_weighed = true;
    let page = SideBySidePage { t, key, columns: pair, rows: Rows { pair, rows: Vec::new() }.of_page(key) };
    let languages = format!("{}, {}", source.language.code, translation.language.code);
    Some(Document::new(Placement::At(path), source.language, languages, layout, Html::of(&page)).unlisted())
}

struct Rows<'a, 'b> {
    pair: [&'a RenderContext<'b>; 2],
    rows: Vec<Row>,
}

impl Rows<'_, '_> {
    fn of_page(mut self, key: PageKey<'_>) -> Vec<Row> {
        let site = self.pair[0].site;
        match key {
            PageKey::Composed(ComposedPage::Home) => {
                self.plain("name", |context| site.profile.full_name(context.language));
                self.line("motto", false, &site.profile.motto);
            }
            PageKey::Composed(ComposedPage::Association) => {
                self.sentences(&site.profile.sentences);
                if let Some(quotation) = &site.profile.quotation {
                    self.sentences(&quotation.sentences);
                    self.plain("qa", |context| {
                        let roles: Vec<_> = quotation.roles.of(context.language).iter().map(Line::plain).collect();
                        let comma = context.language.comma();
                        format!("{}{comma}{}", quotation.person, roles.join(comma))
                    });
                }
            }
            PageKey::Composed(ComposedPage::History) => self.events(),
            PageKey::Composed(ComposedPage::Vision) => {
                let objectives = &site.objectives;
                self.line("vision", true, &site.vision.title);
                self.sentences(&site.vision.sentences);
                self.line("objectives", true, &objectives.title);
                self.sentences(&objectives.opening);
                self.sentences(std::slice::from_ref(&objectives.lead));
                self.sentences(&objectives.members);
                self.sentences(&objectives.closing);
            }
            PageKey::Composed(ComposedPage::Projects) => {
                self.sentences(&site.projects.sentences);
                self.partners();
            }
            PageKey::Composed(ComposedPage::Contact) => {
                let ContactEntry { telephone, fax, .. } = parts::contact(self.pair[0]);
                self.plain("c1", |context| parts::contact(context).address.plain);
                self.plain("c2", |context| context.t.labelled(&context.t.telephone(), &telephone.display.plain));
                if let Some(fax) = fax {
                    self.plain("c3", |context| context.t.labelled(&context.t.fax(), &fax.display.plain));
                }
            }
            // What they show stands on other pages.
            PageKey::Composed(ComposedPage::SiteMap | ComposedPage::Dossier) => {}
            PageKey::Free(key) => {
                if let Some(page) = self.pair[0].routes.tree.free(key) {
                    self.free(page);
                }
            }
        }
        self.rows
    }

    fn events(&mut self) {
        let timeline = &self.pair[0].site.timeline;
        for (event, anchor) in timeline.events.iter().zip(timeline.anchors()) {
            let Event { year: _, date: _, end: _, duration_years: _, sentences: _, text, table_place: _ } = event;
            let date = |context: &RenderContext<'_>| Html::escaped(&dates(context.t, event).text());
            self.push(&anchor, true, self.pair.map(date));
            self.sentences(event.sentences());
            if let Some(text) = text {
                let units = self.units(text);
                self.numbered(&anchor, units);
            }
        }
    }

    fn free(&mut self, page: &FreePage) {
        if let Some(lede) = &page.page.lede {
            self.line("lede", false, lede);
        }
        for section in &page.sections {
            let anchor = section.anchor.of(self.pair[0].language).to_string();
            let shown = self.units(&section.text);
            if shown.is_empty() {
                continue;
            }
            self.line(&anchor, true, &section.title);
            self.numbered(&anchor, shown);
        }
    }

    /// The paragraphs of a text, each in both languages; those that lack a fact are left out.
    fn units(&self, text: &Translated<Passage>) -> Vec<[Html; 2]> {
        let [a, b] = self.pair.map(|context| context.units(text.of(context.language)));
        a.into_iter().zip(b).filter(|(a, b)| !a.is_empty() || !b.is_empty()).map(|(a, b)| [a, b]).collect()
    }

    /// Paragraphs under an anchor, which have its name and their number.
    fn numbered(&mut self, anchor: &str, units: Vec<[Html; 2]>) {
        for (index, cells) in units.into_iter().enumerate() {
            self.push(&format!("{anchor}-{}", index + 1), false, cells);
        }
    }

    fn partners(&mut self) {
        let partners = partners::list(self.pair[0]);
        if !partners.is_empty() {
            self.push("partners", true, self.pair.map(|context| Html::escaped(&context.t.partners())));
        }
        let logos = |partner| self.pair.map(|context| partners::logo(context, partner).unwrap_or_default());
        let logos: Vec<_> = partners.iter().map(logos).collect();
        self.numbered("partners", logos);
    }

    fn line(&mut self, id: &str, is_heading: bool, line: &Translated<Line>) {
        let cells = self.pair.map(|context| context.html(line.of(context.language)));
        self.push(id, is_heading, cells);
    }

    fn sentences(&mut self, sentences: &[Sentence]) {
        for sentence in sentences {
            self.line(sentence.id.as_str(), false, &sentence.text);
        }
    }

    /// Plain words.
    fn plain(&mut self, id: &str, words: impl Fn(&RenderContext<'_>) -> String) {
        self.push(id, false, self.pair.map(|context| Html::escaped(&words(context))));
    }

    fn push(&mut self, id: &str, is_heading: bool, cells: [Html; 2]) {
        self.rows.push(Row { id: id.to_owned(), label: label(id), is_heading, cells });
    }
}

/// How a row is called: a sentence by its capitals, as it is cited; another by its anchor.
fn label(id: &str) -> String {
    let is_sentence = id.len() <= 3 && id.bytes().skip(1).any(|byte| byte.is_ascii_digit());
    if is_sentence { id.to_uppercase() } else { id.to_owned() }
}
