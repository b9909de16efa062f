//! Files -> an edition: the whole flow, from what editors saved to what visitors get.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use rayon::prelude::*;

use super::card::Card;
use super::cards::Cards;
use super::data::{Data, PagesData};
use super::fonts::{Cutter, Face, FontError};
use super::icons::Icons;
use super::kept::{Inputs, KeptPages};
use super::places::Places;
use super::statics::{STYLESHEET, Statics};
use super::weights::Weights;
use super::words::Words;
use super::{
    Builder, CachePolicy, CompressionCache, Content, Edition, EditionError, Effort, Permanence, SecurityHeaders,
    discovery, estimate, fallback, fingerprinted, gaps, tight, vcard,
};
use crate::base_url::{BaseUrl, BaseUrlChoice};
use crate::content::site::FreePage;
use crate::content::{self, Direction, Language, Site};
use crate::diagnostic::Report;
use crate::language::{self, Wording};
use crate::pages::{
    self, Assets, Document, Heads, Html, Kept, Late, Links, Material, Picture, Routes, Setting, Standing,
};
use crate::source::Files;

/// The policy of a preview's pages: the site's, and the program's own script.
const PREVIEW_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// Makes editions, and remembers between them what costs time: compressed bodies, cut fonts, drawn cards and icons. An
/// edit pays only for what it changes.
#[derive(Default)]
pub struct Publisher {
    compression: CompressionCache,
    fonts: Cutter,
    cards: Cards,
    icons: Icons,
    weights: Weights,
    content: content::Memory,
    pages: KeptPages,
    is_preview: bool,
}

/// What came of a publication.
pub struct Publication {
    /// The edition, where nothing prevents it.
    pub edition: Option<Edition>,
    /// All problems, in the order of the files.
    pub report: Report,
    /// How many pages it has, in all languages.
    pub pages: usize,
    /// How many languages the site is written in.
    pub languages: usize,
}

/// Why an edition cannot be made of files that are in order: never an editor's doing.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The fonts that the program carries could not be cut.
    #[error("the fonts cannot be cut: {0}")]
    Font(#[from] FontError),
    /// A picture could not be drawn.
    #[error("a picture cannot be drawn: {0}")]
    Drawing(#[from] super::canvas::DrawError),
    /// Two things want the same address, or an address is none.
    #[error("the edition cannot be put together: {0}")]
    Edition(#[from] EditionError),
    /// Whoever asked for it wants another one instead.
    #[error("the files changed before the edition was ready")]
    Overtaken,
}

impl Publisher {
    /// One that remembers nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One whose pages are for the editor alone: each text says where it stands, a script of the program's own reloads the page,
    /// and nothing is stored by the browser.
    #[must_use]
    pub fn for_preview() -> Self {
        Self { is_preview: true, ..Self::default() }
    }

    /// Makes an edition of the files of a site, whose public address is chosen by `base`.
    ///
    /// What is wrong with the files is in the publication's report, and then there is no edition.
    ///
    /// # Errors
    ///
    /// What is wrong with the program or the machine rather than with the files.
    pub fn publish(
        &self,
        files: &Files,
        report: Report,
        base: &BaseUrlChoice,
        effort: Effort,
    ) -> Result<Publication, PublishError> {
        self.publish_unless(files, report, base, effort, &AtomicBool::new(false))
    }

    /// The same, given up with [`PublishError::Overtaken`] as soon as may be once `overtaken` is set. What was compressed by then
    /// is remembered.
    ///
    /// # Errors
    ///
    /// As [`Publisher::publish`], and that it was overtaken.
    pub fn publish_unless(
        &self,
        files: &Files,
        mut report: Report,
        base: &BaseUrlChoice,
        effort: Effort,
        overtaken: &AtomicBool,
    ) -> Result<Publication, PublishError> {
        #[cfg(test)]
        super::fail_where_asked(files);
        let (languages, site) = content::load_again(files, &self.content, &mut report);
        let words = language::load(files, &languages, &mut report);
        let statics = Statics::load(files, &mut report);
        let mut publication = Publication { edition: None, report, pages: 0, languages: languages.len() };
        if let (Some(site), Some(words), Some(statics)) = (site, words, statics) {
            let base = base.of(site.settings.base_url.as_ref());
            let press = Press { publisher: self, files, site: &site, words: &words, base, effort, overtaken };
            press.run(statics, &mut publication)?;
        }
        publication.report.sort();
        Ok(publication)
    }
}

impl fmt::Debug for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publisher").field("compressed", &self.compression.len()).finish_non_exhaustive()
    }
}

/// One publication of a site whose files are each in order.
struct Press<'a> {
    publisher: &'a Publisher,
    files: &'a Files,
    site: &'a Site,
    words: &'a [Wording],
    base: &'a BaseUrl,
    effort: Effort,
    overtaken: &'a AtomicBool,
}

/// A file that the program makes.
struct Made {
    path: String,
    media_type: &'static str,
    policy: CachePolicy,
    body: Bytes,
}

/// The addresses of all files, for pages.
struct AssetTable<'a> {
    routes: &'a Routes<'a>,
    statics: Statics,
    cards: HashMap<(String, String), String>,
}

impl Assets for AssetTable<'_> {
    fn file(&self, name: &str) -> Option<Picture> {
        self.statics.picture(name, |path| self.routes.within(path))
    }

    fn file_names(&self) -> Vec<&str> {
        self.statics.files.keys().map(String::as_str).collect()
    }

    fn card(&self, page: &str, language: &Language) -> Option<String> {
        self.cards.get(&(page.to_owned(), language.code.clone())).cloned()
    }
}

impl Press<'_> {
    fn run(&self, statics: Statics, publication: &mut Publication) -> Result<(), PublishError> {
        let routes = Routes::new(self.site, self.base);
        let mut assets = AssetTable { routes: &routes, statics, cards: HashMap::new() };
        let mut made = Vec::new();
        let heads = Heads::new(self.material(&assets, &Heads::default(), &Kept::new()), &routes);
        self.cards(&heads, &mut assets, &mut made)?;
        let sources = (self.files, self.site, self.base);
        let inputs = Inputs::new(sources, &routes, &heads, |page, language| assets.card(page, language));
        let last = self.publisher.pages.last();
        let kept = last.unchanged(&inputs, self.effort);
        let documents = self.render(&assets, &heads, &kept, &mut publication.report);
        if publication.report.has_errors() {
            return Ok(());
        }
        publication.pages =
            documents.iter().filter(|one| matches!(one.place, Standing::At(_)) && one.robots.is_none()).count();
        let fonts = self.fonts(&documents, &mut made, &mut publication.report)?;
        gaps::facts(self.site, &mut publication.report);
        let face_url = |face: Face| Some(fonts[&face].rsplit('/').next()?.to_owned());
        let stylesheet = Bytes::from(format!("{}{}", fallback::font_faces(face_url), assets.statics.stylesheet));
        let late = Late {
            stylesheet: &routes.within(&format!("/static/{}", fingerprinted(STYLESHEET, &stylesheet))),
            regular: &fonts[&Face::Regular],
            semibold: &fonts[&Face::Semibold],
            weight: "",
        };
        let documents = if kept.is_empty() || last.loads(&late) {
            documents
        } else {
            self.render(&assets, &heads, &Kept::new(), &mut Report::default())
        };
        let type_weighs: usize =
            made.iter().filter(|one| one.media_type == "font/woff2").map(|one| one.body.len()).sum();
        let shared = type_weighs + self.on_the_wire(&stylesheet)?;
        made.push(Made {
            path: late.stylesheet.to_owned(),
            media_type: "text/css; charset=utf-8",
            policy: CachePolicy::Immutable,
            body: stylesheet,
        });
        let data = || {
            let pages = self.pages_data(&assets, &heads, &last.data(&inputs));
            self.data(&assets, &heads, pages)
        };
        let (documents, (data, pages_data)) = rayon::join(|| self.completed(documents, late, shared), data);
        let documents = documents?;
        made.extend(data);
        self.icons(&routes, &mut made)?;

        let mut builder = Builder::new(self.security());
        for file in assets.statics.files.values() {
            let made = Made {
                path: routes.within(&file.path),
                media_type: file.media_type,
                policy: CachePolicy::Immutable,
                body: file.body.clone(),
            };
            made.add(&mut builder);
        }
        for one in made {
            one.add(&mut builder);
        }
        let policy = if self.publisher.is_preview { CachePolicy::Uncached } else { CachePolicy::Page };
        let places = Places { languages: &self.site.languages, routes: &routes, policy, last: &last };
        places.add(&documents, &mut builder);
        let (none, links) = (Kept::new(), RefCell::default());
        places.add_ways(&settings(self.material(&assets, &heads, &none), &routes, &links), &mut builder);
        for (from, to) in routes.redirects() {
            builder.redirect(from, to, Permanence::Permanent);
        }
        let edition = builder.finish(&self.publisher.compression, self.effort)?;
        if !self.publisher.is_preview {
            self.publisher.pages.keep((inputs, self.effort), &late, documents, pages_data, &edition);
        }
        publication.edition = Some(edition);
        Ok(())
    }

    fn material<'b>(&'b self, assets: &'b AssetTable<'_>, heads: &'b Heads, kept: &'b Kept) -> Material<'b> {
        Material { site: self.site, words: self.words, base: self.base, assets, heads, kept, preview: false }
    }

    fn render(&self, assets: &AssetTable<'_>, heads: &Heads, kept: &Kept, report: &mut Report) -> Vec<Document> {
        if !self.publisher.is_preview {
            return pages::render(self.material(assets, heads, kept), report);
        }
        let none = Kept::new();
        let material = Material { preview: true, ..self.material(assets, heads, &none) };
        let heads = Heads::new(material, assets.routes);
        pages::render(Material { heads: &heads, ..material }, report)
    }

    /// The pages with the addresses of their files, each saying what it weighs with the `shared` bytes of these.
    fn completed(
        &self,
        documents: Vec<Document>,
        late: Late<'_>,
        shared: usize,
    ) -> Result<Vec<Document>, PublishError> {
        let weighing = self.publisher.weights.weigh(shared);
        let complete = |document: Document| {
            if matches!(document.html, Html::Whole(_)) {
                return Ok(document);
            }
            let words = &self.words[document.key.words()];
            let saying = |kilobytes: u32| {
                Bytes::from(document.completed(&Late { weight: &words.page_weight(&kilobytes), ..late }))
            };
            let page = document.completed(&late);
            let mut weighed = None;
            let kilobytes = weighing.kilobytes(
                &page,
                || estimate(page.as_bytes()),
                |kilobytes| match self.effort {
                    // A quick edition lives for a second: what its pages may weigh is near enough.
                    Effort::Quick => Ok::<_, PublishError>(None),
                    Effort::Best => {
                        let page = saying(kilobytes);
                        let size = self.on_the_wire(&page)?;
                        weighed = Some((kilobytes, page));
                        Ok(Some(size))
                    }
                },
            )?;
            // The very bytes that were compressed, where they are what is said in the end: pages are there once.
            let weighed = weighed.filter(|(said, _)| *said == kilobytes).map(|(_, page)| page);
            let html = Html::Whole(weighed.unwrap_or_else(|| saying(kilobytes)));
            Ok(Document { html, ..document })
        };
        documents.into_par_iter().map(complete).collect()
    }

    fn security(&self) -> SecurityHeaders {
        let security = SecurityHeaders::new(&self.base.to_string());
        if self.publisher.is_preview { security.with_page_policy(PREVIEW_CSP) } else { security }
    }

    /// The size of a body in the coding that nearly all visitors get.
    fn on_the_wire(&self, body: &Bytes) -> Result<usize, PublishError> {
        if self.overtaken.load(Ordering::Acquire) {
            return Err(PublishError::Overtaken);
        }
        Ok(self.publisher.compression.smallest(body, self.effort))
    }

    fn fonts(
        &self,
        documents: &[Document],
        made: &mut Vec<Made>,
        report: &mut Report,
    ) -> Result<BTreeMap<Face, String>, FontError> {
        let collect = |mut words: Words, document: &Document| {
            words.collect(document.html.as_str(), &self.site.languages[document.key.words()].code);
            words
        };
        let mut words = documents.par_iter().fold(Words::default, collect).reduce(Words::default, Words::and);
        for (language, wording) in self.site.languages.iter().zip(self.words) {
            words.collect(&format!("<body>{}", wording.page_weight(&0)), &language.code);
        }
        let faces = self.publisher.fonts.cut(&words, self.effort)?;
        gaps::letters(self.files, &faces.missing, report);
        let mut paths = BTreeMap::new();
        for (face, body) in faces.files {
            let name = fingerprinted(&format!("{}.woff2", face.stem()), &body);
            let path = format!("{}/static/{name}", self.base.path());
            paths.insert(face, path.clone());
            made.push(Made { path, media_type: "font/woff2", policy: CachePolicy::Immutable, body });
        }
        Ok(paths)
    }

    /// A sharing card for each page; `heads` are the pages' keys and heads in each language.
    fn cards(&self, heads: &Heads, assets: &mut AssetTable<'_>, made: &mut Vec<Made>) -> Result<(), PublishError> {
        let membership = &self.site.profile.membership;
        let numbers = (membership.members, membership.countries);
        let mut wanted = Vec::new();
        for language in &self.site.languages {
            let name = self.site.profile.name.of(language).plain();
            let line = self.words[language.index].card_line(numbers.0, numbers.1, &membership.as_of.to_string());
            for key in assets.routes.keys() {
                let head = heads.of(key, language);
                // The name is not said twice: on the home page's card it is the title, and the acronym stands above it.
                let above = if head.title == name { self.site.profile.acronym.as_str() } else { &name };
                let card = Card {
                    title: head.title.clone(),
                    name: above.to_owned(),
                    line: line.clone(),
                    lang: language.code.clone(),
                    rtl: language.direction == Direction::RightToLeft,
                };
                wanted.push((key, card));
            }
        }
        let cards = wanted.iter().map(|(_, card)| card.clone()).collect();
        let pictures = self.publisher.cards.pictures(cards, numbers, self.effort)?;
        for (key, card) in wanted {
            let Some(body) = pictures.get(&card).cloned() else { continue };
            let name = fingerprinted(&format!("{key}.png"), &body);
            let path = assets.routes.within(&format!("/cards/{}/{name}", card.lang));
            assets.cards.insert((key.to_owned(), card.lang), path.clone());
            made.push(Made { path, media_type: "image/png", policy: CachePolicy::Immutable, body });
        }
        Ok(())
    }

    fn icons(&self, routes: &Routes<'_>, made: &mut Vec<Made>) -> Result<(), PublishError> {
        let membership = &self.site.profile.membership;
        let icons = self.publisher.icons.drawn(membership.members, membership.countries)?;
        made.extend(icons.into_iter().map(|icon| Made {
            path: routes.within(icon.path),
            media_type: icon.media_type,
            policy: CachePolicy::Icon,
            body: icon.body,
        }));
        Ok(())
    }

    /// The free pages' parts of the open data: those that are `known`, and the others made now.
    fn pages_data(&self, assets: &AssetTable<'_>, heads: &Heads, known: &PagesData) -> PagesData {
        let none = Kept::new();
        let material = self.material(assets, heads, &none);
        let part = |(key, page): &(String, Arc<FreePage>)| {
            let links = RefCell::default();
            let data = || Data { site: self.site, settings: &settings(material, assets.routes, &links) }.page(page);
            (key.clone(), known.get(key).cloned().unwrap_or_else(data))
        };
        self.site.pages.par_iter().map(part).collect()
    }

    /// The files for programs; and the free pages' parts of the open data, as places in it.
    fn data(&self, assets: &AssetTable<'_>, heads: &Heads, pages: PagesData) -> (Vec<Made>, PagesData) {
        let mut made = Vec::new();
        let (routes, links) = (assets.routes, RefCell::default());
        let none = Kept::new();
        let settings = settings(self.material(assets, heads, &none), routes, &links);
        let settings = settings.as_slice();
        let data = Data { site: self.site, settings };
        let mut add = |path: &str, media_type, body| {
            made.push(Made { path: routes.within(path), media_type, policy: CachePolicy::Data, body });
        };
        let (whole, pages) = data.json(pages);
        add("/data/aimf.json", "application/json", whole.into_bytes());
        let mut file = |path: &str, media_type, body: String| add(path, media_type, tight(body.into_bytes()));
        let home = self.base.absolute(&routes.within("/"));
        file("/data/timeline.csv", "text/csv; charset=utf-8; header=present", data.csv());
        file("/contact.vcf", "text/vcard; charset=utf-8", vcard::vcard(self.site, &home));
        file("/sitemap.xml", "application/xml; charset=utf-8", discovery::sitemap(self.site, routes));
        file("/robots.txt", "text/plain; charset=utf-8", discovery::robots(routes));
        if let Some(security) = discovery::security(self.site, routes) {
            file("/.well-known/security.txt", "text/plain; charset=utf-8", security);
        }
        for setting in settings {
            let path = format!("/{}/manifest.webmanifest", setting.language.code);
            file(&path, "application/manifest+json", discovery::manifest(setting));
        }
        (made, pages)
    }
}

/// A setting for each language of the site.
fn settings<'a>(material: Material<'a>, routes: &'a Routes<'a>, links: &'a RefCell<Links>) -> Vec<Setting<'a>> {
    material.site.languages.iter().map(|language| Setting::new(material, routes, language, links)).collect()
}

impl Made {
    fn add(self, builder: &mut Builder) {
        let Self { path, media_type, policy, body } = self;
        builder.page(path, Content { media_type, language: None, policy, robots: None, body });
    }
}
