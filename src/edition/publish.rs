//! Files -> an edition: the whole flow, from what editors saved to what visitors get.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use rayon::prelude::*;

use super::card::{Card, Painter};
use super::data::Data;
use super::fonts::{Cutter, Face, FontError};
use super::statics::{STYLESHEET, Statics};
use super::words::Words;
use super::{
    Builder, CachePolicy, CompressionCache, Content, Edition, EditionError, Effort, Permanence, SecurityHeaders,
    discovery, fallback, fingerprinted, icons, vcard,
};
use crate::base_url::{BaseUrl, BaseUrlChoice};
use crate::content::{self, Direction, Language, Site};
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::language::{self, Wording};
use crate::pages::{self, Assets, Document, Head, Material, Picture, Routes, Setting, Standing};
use crate::source::Files;

/// The policy of a preview's pages: the site's, and the program's own script.
const PREVIEW_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// The faces that every page shows at once. Italics come later: few pages have any, and asking for a third file at the same
/// time would make the first two wait.
const PRELOADED: [Face; 2] = [Face::Regular, Face::Semibold];

const HTML: &str = "text/html; charset=utf-8";

/// Makes editions, and remembers between them what costs time: compressed bodies, cut fonts, drawn cards and icons. An
/// edit pays only for what it changes.
#[derive(Default)]
pub struct Publisher {
    compression: CompressionCache,
    fonts: Cutter,
    cards: Mutex<HashMap<CardKey, Bytes>>,
    icons: Mutex<Option<Icons>>,
    weights: Mutex<HashMap<String, usize>>,
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

/// The numbers of members and countries, and the icons that show them: path, media type and bytes.
type Icons = ((u32, u32), Vec<(&'static str, &'static str, Bytes)>);

/// All that a card shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct CardKey {
    title: String,
    name: String,
    line: String,
    language: String,
    is_rtl: bool,
    numbers: (u32, u32),
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
        let (languages, site) = content::load(files, &mut report);
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
    stylesheet: String,
    preloaded: Vec<String>,
    cards: HashMap<(String, String), String>,
}

impl Assets for AssetTable<'_> {
    fn stylesheet(&self) -> &str {
        &self.stylesheet
    }

    fn preloaded_fonts(&self) -> &[String] {
        &self.preloaded
    }

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
        let mut assets = AssetTable {
            routes: &routes,
            statics,
            stylesheet: String::new(),
            preloaded: Vec::new(),
            cards: HashMap::new(),
        };
        // A first time, for the words that the pages show; whatever is wrong with a page is found here.
        let drafts = self.render(&assets, &HashMap::new(), &mut publication.report);
        if publication.report.has_errors() {
            return Ok(());
        }
        let mut made = Vec::new();
        let fonts = self.fonts(&drafts, &mut made, &mut publication.report)?;
        let face_url = |face: Face| Some(fonts[&face].rsplit('/').next()?.to_owned());
        let stylesheet = format!("{}{}", fallback::font_faces(face_url), assets.statics.stylesheet);
        assets.stylesheet = routes.within(&format!("/static/{}", fingerprinted(STYLESHEET, stylesheet.as_bytes())));
        assets.preloaded = PRELOADED.iter().map(|face| fonts[face].clone()).collect();
        made.push(Made {
            path: assets.stylesheet.clone(),
            media_type: "text/css; charset=utf-8",
            policy: CachePolicy::Immutable,
            body: stylesheet.into(),
        });
        let heads = self.with_settings(&assets, &routes, |settings| {
            self.data(settings, &routes, &mut made);
            settings.iter().map(Setting::heads).collect::<Vec<_>>()
        });
        self.cards(&heads, &mut assets, &mut made)?;
        self.icons(&routes, &mut made)?;

        let shared: usize = made
            .iter()
            .filter(|one| one.policy == CachePolicy::Immutable)
            .map(|one| match one.media_type {
                "font/woff2" => Ok(one.body.len()),
                media_type if media_type.starts_with("text/css") => self.on_the_wire(&one.body),
                _ => Ok(0),
            })
            .sum::<Result<_, _>>()?;
        let documents = self.weighed(&assets, shared, &drafts)?;
        publication.pages =
            documents.iter().filter(|one| matches!(one.place, Standing::At(_)) && one.robots.is_none()).count();

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
        self.add_documents(documents, &routes, &mut builder);
        for (from, to) in routes.redirects() {
            builder.redirect(from, to, Permanence::Permanent);
        }
        publication.edition = Some(builder.finish(&self.publisher.compression, self.effort)?);
        Ok(())
    }

    /// Each language's words and facts, for what is no page.
    fn with_settings<T>(
        &self,
        assets: &AssetTable<'_>,
        routes: &Routes<'_>,
        then: impl FnOnce(&[Setting<'_>]) -> T,
    ) -> T {
        let (weights, links) = (HashMap::new(), RefCell::default());
        let material = self.material(assets, &weights);
        let settings: Vec<_> =
            self.site.languages.iter().map(|language| Setting::new(material, routes, language, &links)).collect();
        then(&settings)
    }

    fn material<'b>(&'b self, assets: &'b AssetTable<'_>, weights: &'b HashMap<String, usize>) -> Material<'b> {
        Material { site: self.site, words: self.words, base: self.base, assets, weights, preview: None }
    }

    fn render(&self, assets: &AssetTable<'_>, weights: &HashMap<String, usize>, report: &mut Report) -> Vec<Document> {
        // What a translation lacks will be known by the ledger of translations.
        let states = |_: &Place| None;
        let preview: Option<pages::States<'_>> = self.publisher.is_preview.then_some(&states);
        pages::render(Material { preview, ..self.material(assets, weights) }, report)
    }

    fn security(&self) -> SecurityHeaders {
        let security = SecurityHeaders::new(&self.base.to_string());
        if self.publisher.is_preview { security.with_page_policy(PREVIEW_CSP) } else { security }
    }

    /// The pages, each saying what it weighs on the wire with its stylesheet and fonts.
    ///
    /// What a page says of its weight is part of its weight: so it is rendered with what it weighed last time, or may
    /// weigh, and again where that rounds to another number.
    fn weighed(
        &self,
        assets: &AssetTable<'_>,
        shared: usize,
        drafts: &[Document],
    ) -> Result<Vec<Document>, PublishError> {
        let mut weights = self.publisher.weights.lock().unwrap_or_else(PoisonError::into_inner);
        let mut report = Report::default();
        if weights.is_empty() {
            let weigh = |draft: &Document| (draft.key.clone(), shared + super::estimate(draft.html.as_bytes()));
            *weights = drafts.par_iter().map(weigh).collect();
        }
        // A quick edition lives for a second: what its pages may weigh is near enough.
        let rounds = if self.effort == Effort::Quick { 0 } else { 3 };
        for _ in 0..rounds {
            let documents = self.render(assets, &weights, &mut report);
            let now: HashMap<_, _> = documents
                .par_iter()
                .map(|one| Ok((one.key.clone(), shared + self.on_the_wire(&Bytes::from(one.html.clone()))?)))
                .collect::<Result<_, PublishError>>()?;
            let is_true = now.iter().all(|(key, weight)| {
                weights.get(key).is_some_and(|said| pages::kilobytes(*said) == pages::kilobytes(*weight))
            });
            *weights = now;
            if is_true {
                return Ok(documents);
            }
        }
        Ok(self.render(assets, &weights, &mut report))
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
        drafts: &[Document],
        made: &mut Vec<Made>,
        report: &mut Report,
    ) -> Result<BTreeMap<Face, String>, FontError> {
        let collect = |mut words: Words, draft: &Document| {
            words.collect(&draft.html, draft.languages.split(',').next().unwrap_or_default());
            words
        };
        let words = drafts.par_iter().fold(Words::default, collect).reduce(Words::default, Words::and);
        let faces = self.publisher.fonts.cut(&words)?;
        self.report_missing(&faces.missing, report);
        let mut paths = BTreeMap::new();
        for (face, body) in faces.files {
            let name = fingerprinted(&format!("{}.woff2", face.stem()), &body);
            let path = format!("{}/static/{name}", self.base.path());
            paths.insert(face, path.clone());
            made.push(Made { path, media_type: "font/woff2", policy: CachePolicy::Immutable, body });
        }
        Ok(paths)
    }

    /// Warns of letters that the type lacks, where they stand.
    fn report_missing(&self, letters: &[char], report: &mut Report) {
        for &letter in letters {
            let texts = self.files.under("content/").chain(self.files.under("locales/"));
            let texts = texts.filter(|(path, _)| *path != content::ledger::LEDGER);
            let found = texts.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?))).find_map(
                |(path, text)| {
                    let at = text.find(letter)?;
                    let file = std::sync::Arc::new(TextFile { path: path.to_owned(), text: text.to_owned() });
                    Some(Place::new(&file, at..at + letter.len_utf8()))
                },
            );
            let code = format!("U+{:04X}", u32::from(letter));
            let place = found.unwrap_or_else(|| Place::file("content"));
            report.warning(place, Problem::LetterMissing { letter: letter.to_string(), code });
        }
        let place = Place::file("content/legal.toml");
        for fact in content::missing_facts(self.site) {
            let place = if fact.starts_with("contact.") {
                Place::file("content/contact.toml")
            } else if fact.starts_with("site.") {
                Place::file("content/site.toml")
            } else {
                place.clone()
            };
            report.warning(place, Problem::FactToFill { fact });
        }
    }

    /// A sharing card for each page; `heads` are the pages' keys and heads in each language.
    fn cards(
        &self,
        heads: &[Vec<(String, Head)>],
        assets: &mut AssetTable<'_>,
        made: &mut Vec<Made>,
    ) -> Result<(), PublishError> {
        let membership = &self.site.profile.membership;
        let numbers = (membership.members, membership.countries);
        let mut wanted = Vec::new();
        for (language, heads) in self.site.languages.iter().zip(heads) {
            let name = self.site.profile.name.of(language).plain();
            let line = self.words[language.index].card_line(numbers.0, numbers.1, &membership.as_of.to_string());
            for (key, head) in heads {
                // The name is not said twice: on the home page's card it is the title, and the acronym stands above it.
                let above = if head.title == name { self.site.profile.acronym.as_str() } else { &name };
                let card = CardKey {
                    title: head.title.clone(),
                    name: above.to_owned(),
                    line: line.clone(),
                    language: language.code.clone(),
                    is_rtl: language.direction == Direction::RightToLeft,
                    numbers,
                };
                wanted.push((key.clone(), card));
            }
        }
        let mut cards = self.publisher.cards.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<_> = wanted.iter().map(|(_, card)| card).filter(|card| !cards.contains_key(*card)).collect();
        if !new.is_empty() {
            let painter = Painter::new(numbers.0, numbers.1)?;
            let drawn = new
                .par_iter()
                .map(|card| Ok(((*card).clone(), Bytes::from(painter.draw(&card.as_card())?))))
                .collect::<Result<Vec<_>, super::canvas::DrawError>>()?;
            cards.extend(drawn);
        }
        cards.retain(|card, _| wanted.iter().any(|(_, other)| other == card));
        for (key, card) in wanted {
            let body = cards[&card].clone();
            let path = assets.routes.within(&format!(
                "/cards/{}/{}",
                card.language,
                fingerprinted(&format!("{key}.png"), &body)
            ));
            assets.cards.insert((key, card.language), path.clone());
            made.push(Made { path, media_type: "image/png", policy: CachePolicy::Immutable, body });
        }
        Ok(())
    }

    fn icons(&self, routes: &Routes<'_>, made: &mut Vec<Made>) -> Result<(), PublishError> {
        use icons::Purpose::{Any, Maskable};
        let membership = &self.site.profile.membership;
        let (members, countries) = (membership.members, membership.countries);
        let mut icons = self.publisher.icons.lock().unwrap_or_else(PoisonError::into_inner);
        let drawn = match icons.take() {
            Some((numbers, drawn)) if numbers == (members, countries) => drawn,
            _ => {
                let png = |size, purpose| icons::png(size, purpose, members, countries).map(Bytes::from);
                vec![
                    ("/favicon.svg", "image/svg+xml", icons::mark_svg(countries).into()),
                    ("/favicon.ico", "image/vnd.microsoft.icon", icons::favicon_ico(countries)?.into()),
                    ("/apple-touch-icon.png", "image/png", png(180, Maskable)?),
                    ("/icon-192.png", "image/png", png(192, Any)?),
                    ("/icon-512.png", "image/png", png(512, Any)?),
                    ("/icon-maskable-512.png", "image/png", png(512, Maskable)?),
                ]
            }
        };
        made.extend(drawn.iter().map(|(path, media_type, body)| Made {
            path: routes.within(path),
            media_type,
            policy: CachePolicy::Icon,
            body: body.clone(),
        }));
        *icons = Some(((members, countries), drawn));
        Ok(())
    }

    fn data(&self, settings: &[Setting<'_>], routes: &Routes<'_>, made: &mut Vec<Made>) {
        let data = Data { site: self.site, settings };
        let mut file = |path: &str, media_type, body: String| {
            made.push(Made { path: routes.within(path), media_type, policy: CachePolicy::Data, body: body.into() });
        };
        let home = self.base.absolute(&routes.within("/"));
        file("/data/aimf.json", "application/json", data.json());
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
    }

    fn add_documents(&self, documents: Vec<Document>, routes: &Routes<'_>, builder: &mut Builder) {
        for document in documents {
            let content = Content {
                media_type: HTML,
                language: Some(document.languages),
                policy: if self.publisher.is_preview { CachePolicy::Uncached } else { CachePolicy::Page },
                robots: document.robots,
                body: document.html.into(),
            };
            match document.place {
                Standing::At(path) => {
                    builder.page(path, content);
                }
                Standing::NotFound(prefix) => {
                    // The page in all languages is for every path, also for those outside of the site's own.
                    let prefix = (prefix != routes.within("/")).then_some(prefix);
                    builder.not_found(prefix, content);
                }
                Standing::Root(path) => {
                    let home = |language: &Language| Some((language.code.clone(), routes.path("home", language)?));
                    let options = self.site.languages.iter().filter_map(home).collect();
                    builder.language_choice(path, options, 0, content);
                }
            }
        }
    }
}

impl CardKey {
    fn as_card(&self) -> Card<'_> {
        Card { title: &self.title, name: &self.name, line: &self.line, lang: &self.language, rtl: self.is_rtl }
    }
}

impl Made {
    fn add(self, builder: &mut Builder) {
        let Self { path, media_type, policy, body } = self;
        builder.page(path, Content { media_type, language: None, policy, robots: None, body });
    }
}
