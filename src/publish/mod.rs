//! Makes an edition of files: the whole flow, from what editors saved to what visitors get.

mod absent;
mod active_content;
mod braces;
mod document_kinds;
mod file_names;
mod letters;
mod look;
mod pictures;
mod placement;
mod static_files;
mod warnings;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;

use placement::Placements;
use static_files::{STYLESHEET, StaticFile, StaticFiles};

use crate::base_url::BaseUrlChoice;
use crate::clock::Clock;
use crate::content::{self, Direction, Drafts, Schedule, Site};
use crate::diagnostic::Report;
use crate::drawing::card::{self, Card, Cards};
use crate::drawing::colours::PictureColours;
use crate::drawing::face::Face;
use crate::drawing::fonts::{self, Cuts, FontError};
use crate::drawing::icons::{self, Icons};
use crate::drawing::letters::Letters;
use crate::drawing::rosace::Numbers;
use crate::edition::{
    Builder, CachePolicy, CompressionCache, Content, Edition, EditionError, SecurityHeaders, estimate, fingerprinted,
    tight,
};
use crate::feeds::open_data::OpenData;
use crate::feeds::{discovery, vcard};
use crate::i18n::{self, Messages};
use crate::pages::{
    self, Assets, Collector, Document, DocumentFile, Heads, PageFiles, Picture, RenderContext, RenderInput, Routes,
    Variables,
};
use crate::pictures::Pictures;
use crate::source::{Files, lacks_folder};
use crate::stored_file::FileContent;

/// The policy of a preview's pages: the site's, and the program's own script.
const PREVIEW_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// Makes editions, and remembers between them what costs time: compressed bodies, cut fonts, drawn cards and icons, photographs. All
/// else is made anew for each.
#[derive(Debug, Default)]
pub struct Publisher {
    compression: CompressionCache,
    fonts: Cuts,
    cards: Cards,
    icons: Icons,
    pictures: Pictures,
    is_preview: bool,
    clock: Clock,
}

/// The outcome of a publication.
pub struct Publication {
    /// The edition, where one was asked for and nothing prevents it. That `security.txt` has expired does not: the edition does without
    /// it, and whether that is good enough is a matter of who asks.
    pub edition: Option<Edition>,
    /// All problems, in the order of the files.
    pub report: Report,
    /// How many pages it has, in all languages.
    pub pages: usize,
    /// How many languages the site is written in.
    pub languages: usize,
    /// Whether its public address was asked for or is the site's own, and not just where a server listens.
    pub has_own_address: bool,
    /// What will change without anybody changing a file, seen from the moment for which it was made.
    pub schedule: Schedule,
}

/// Why an edition cannot be made of files that are in order: never an editor's doing.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The fonts that the program carries could not be cut.
    #[error("the fonts cannot be cut: {0}")]
    Font(#[from] FontError),
    /// A picture could not be drawn.
    #[error("a picture cannot be drawn: {0}")]
    Drawing(#[from] crate::drawing::canvas::DrawError),
    /// Two things have one address, or an address is not valid.
    #[error("the edition cannot be put together: {0}")]
    Edition(#[from] EditionError),
}

impl Publisher {
    /// A publisher that remembers nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A publisher whose pages are for the editor alone: each text says where it stands, a script of the program's own reloads the page,
    /// and nothing is stored by the browser.
    #[must_use]
    pub fn for_preview() -> Self {
        Self { is_preview: true, ..Self::default() }
    }

    /// Whether its pages are for the editor alone.
    pub(crate) fn is_preview(&self) -> bool {
        self.is_preview
    }

    /// The same by another clock than the machine's.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The clock by which it decides what is there.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Makes an edition of the files of a site, whose public address is chosen by `base`. The same files give the same edition
    /// at the same time, whatever was published before.
    ///
    /// What is wrong with the files is in the publication's report, and then there is no edition.
    ///
    /// # Errors
    ///
    /// If something is wrong with the program or the machine rather than with the files.
    pub fn publish(&self, files: &Files, report: Report, base: &BaseUrlChoice) -> Result<Publication, PublishError> {
        self.run(files, report, base, true)
    }

    /// Looks for every problem that a publication would report, and makes no edition.
    ///
    /// # Errors
    ///
    /// As [`Publisher::publish`].
    pub fn check(&self, files: &Files, report: Report, base: &BaseUrlChoice) -> Result<Publication, PublishError> {
        self.run(files, report, base, false)
    }

    /// Reads the files and drafts the pages; where nothing is wrong and an edition is wanted, makes it.
    fn run(
        &self,
        files: &Files,
        report: Report,
        base: &BaseUrlChoice,
        is_wanted: bool,
    ) -> Result<Publication, PublishError> {
        #[cfg(test)]
        assert!(files.get(FAULT).is_none(), "a fault, for a test");
        let mut publication = Publication {
            edition: None,
            report,
            pages: 0,
            languages: 0,
            has_own_address: base.asked.is_some(),
            schedule: Schedule::default(),
        };
        if lacks_folder(&publication.report) {
            return Ok(publication);
        }
        let drafts = if self.is_preview { Drafts::Shown } else { Drafts::Hidden };
        let (languages, site) = content::load_in(files, drafts, &mut publication.report);
        let words = i18n::load(files, &languages, &mut publication.report);
        let static_files = StaticFiles::load(files, &self.pictures, &mut publication.report);
        publication.languages = languages.len();
        if let (Some(site), Some(words)) = (site, words) {
            publication.has_own_address |= site.settings.base_url.is_some();
            let now = self.clock.now();
            publication.schedule = site.schedule(now);
            let own = site.settings.base_url.clone();
            let (base, site) = (base.of(own.as_ref()), site.at(now));
            let whole = (site.has_absent_texts() && !self.is_preview).then(|| site.clone());
            let site = if self.is_preview { site } else { site.without_absent() };
            let routes = Routes::new(&site, base);
            let variables = site.languages.iter().map(|language| site.variables(language)).collect();
            let (words, routes, static_files) = (&Arc::from(words), &routes, &static_files);
            let build = Build { publisher: self, site: &site, words, variables, routes, static_files };
            let heads = pages::heads(build.input(&Heads::default()), routes);
            let documents = pages::render(build.input(&heads));
            // Links are checked where something is wrong too: what stands in for it leads to nothing false.
            let (doubts, mut wrong_links) = (content::Doubts::of(&publication.report), Report::default());
            pages::check_links(&heads, &documents, &mut wrong_links);
            if let Some(whole) = &whole {
                absent::look_ahead(whole, words, base, &build, &mut wrong_links);
            }
            doubts.append(&mut publication.report, wrong_links);
            if !publication.report.has_errors() {
                publication.pages = documents.iter().filter(|one| one.is_listed()).count();
                let letters = letters::of(files, &languages, words, &documents);
                letters::warn(files, &fonts::missing(&letters)?, &mut publication.report);
                warnings::variables(&site, &mut publication.report);
                publication.edition = is_wanted.then(|| build.edition(&heads, documents, &letters)).transpose()?;
            }
            site.review_expiry(now, &mut publication.report);
        }
        publication.report.sort();
        Ok(publication)
    }
}

/// A site whose files are each in order, on its way to an edition.
struct Build<'a> {
    publisher: &'a Publisher,
    site: &'a Site,
    words: &'a Arc<[Messages]>,
    variables: Vec<Variables>,
    routes: &'a Routes<'a>,
    static_files: &'a StaticFiles,
}

impl Assets for Build<'_> {
    fn file(&self, name: &str) -> Option<Picture> {
        let file = self.static_files.files.get(name)?;
        Some(Picture { address: self.routes.within(&file.path), size: file.size })
    }

    fn document(&self, name: &str) -> Option<DocumentFile<'_>> {
        self.static_files.files.get(name).and_then(StaticFile::document)
    }

    fn file_names(&self) -> Vec<&str> {
        self.static_files.files.keys().map(String::as_str).collect()
    }

    fn is_refused(&self, name: &str) -> bool {
        self.static_files.refused.contains(name)
    }
}

impl Build<'_> {
    /// Makes the files that pages load, completes the pages with their addresses, and adds all else.
    fn edition(&self, heads: &Heads, documents: Vec<Document>, letters: &Letters) -> Result<Edition, PublishError> {
        let mut builder = Builder::new(self.security());
        let fonts = fonts::faces(letters, &self.publisher.fonts)?;
        let (files, shared) = self.page_files(heads, fonts, &mut builder)?;
        // A page says what it weighs: it is weighed once without these digits.
        let complete = |document: Document| {
            let own = estimate(&document.html(self.words, &files, 0));
            let html = document.html(self.words, &files, kilobytes(shared + own));
            (document, html)
        };
        let pages = || documents.into_par_iter().map(complete).collect::<Vec<_>>();
        let (pages, data) = rayon::join(pages, || self.data(heads));

        let policy = if self.publisher.is_preview { CachePolicy::Uncached } else { CachePolicy::Page };
        let (languages, files) = (self.site.languages.as_slice(), Arc::new(files));
        let placements = Placements { languages, words: self.words, routes: self.routes, files, policy };
        for (document, html) in pages {
            placements.add(document, html, &mut builder);
        }
        for (path, media_type, body) in data {
            self.add(&path, media_type, CachePolicy::Data, tight(body.into_bytes()), &mut builder);
        }
        for icon in &*icons::all(self.numbers(), self.picture_colours(), &self.publisher.icons)? {
            self.add(icon.path, icon.media_type, CachePolicy::Icon, icon.body.clone(), &mut builder);
        }
        for file in self.static_files.files.values() {
            self.add_static(file, &mut builder);
        }
        for (from, to) in self.routes.redirects() {
            builder.redirect(from, to);
        }
        let edition = builder.finish(&self.publisher.compression)?;
        self.publisher.fonts.end_edition();
        self.publisher.cards.end_edition();
        self.publisher.icons.end_edition();
        self.publisher.pictures.end_edition();
        Ok(edition)
    }

    /// Adds a file at a path within the site, and returns its address.
    fn add(
        &self,
        path: &str,
        media_type: &'static str,
        policy: CachePolicy,
        body: Bytes,
        builder: &mut Builder,
    ) -> String {
        let address = self.routes.within(path);
        builder.page(address.clone(), Content { media_type, language: None, policy, robots: None, body });
        address
    }

    /// Adds a file of `static`.
    fn add_static(&self, file: &StaticFile, builder: &mut Builder) {
        match &file.content {
            FileContent::Memory(body) => {
                self.add(&file.path, file.media_type, CachePolicy::Immutable, body.clone(), builder);
            }
            FileContent::Stored(stored) => {
                let address = self.routes.within(&file.path);
                builder.file(address, file.media_type, CachePolicy::Immutable, stored.clone());
            }
        }
    }

    fn input<'b>(&'b self, heads: &'b Heads) -> RenderInput<'b> {
        let base = self.routes.base();
        RenderInput {
            site: self.site,
            words: self.words,
            base,
            assets: self,
            variables: &self.variables,
            heads,
            preview: self.publisher.is_preview,
        }
    }

    /// A context for each language of the site.
    fn contexts<'b>(&'b self, heads: &'b Heads, collector: &'b Collector) -> Vec<RenderContext<'b>> {
        let context = |language| RenderContext::new(self.input(heads), self.routes, language, collector);
        self.site.languages.iter().map(context).collect()
    }

    fn security(&self) -> SecurityHeaders {
        let security = SecurityHeaders::new(&self.routes.base().to_string());
        if self.publisher.is_preview { security.with_page_policy(PREVIEW_CSP) } else { security }
    }

    fn picture_colours(&self) -> PictureColours {
        look::picture_colours(self.site.settings.look.as_ref())
    }

    /// Members and countries.
    fn numbers(&self) -> Numbers {
        let membership = &self.site.profile.membership;
        (membership.members, membership.countries)
    }

    /// Adds the type, the stylesheet that names its files, and the sharing cards. Returns their addresses, and how many bytes of them
    /// each page loads.
    fn page_files(
        &self,
        heads: &Heads,
        fonts: Vec<(Face, Bytes)>,
        builder: &mut Builder,
    ) -> Result<(PageFiles, usize), PublishError> {
        let mut shared = 0;
        let mut addresses = BTreeMap::new();
        for (face, body) in fonts {
            shared += body.len();
            let path = format!("/static/{}", fingerprinted(&format!("{}.woff2", face.stem()), &body));
            addresses.insert(face, self.add(&path, "font/woff2", CachePolicy::Immutable, body, builder));
        }
        let name_of = |face| addresses[&face].rsplit('/').next().unwrap_or_default().to_owned();
        let look = look::rules(self.site.settings.look.as_ref());
        let stylesheet = Bytes::from(fonts::font_faces(name_of) + &self.static_files.stylesheet + &look);
        shared += self.publisher.compression.smallest(&stylesheet);
        let logo = self.site.settings.look.as_ref().and_then(|look| look.logo.as_ref());
        let logo = logo.and_then(|logo| self.static_files.files.get(logo.as_str()));
        shared += logo.map_or(0, |logo| match &logo.content {
            FileContent::Memory(body) => self.publisher.compression.smallest(body),
            FileContent::Stored(file) => usize::try_from(file.length()).unwrap_or(usize::MAX),
        });
        let path = format!("/static/{}", fingerprinted(STYLESHEET, &stylesheet));
        let files = PageFiles {
            stylesheet: self.add(&path, "text/css; charset=utf-8", CachePolicy::Immutable, stylesheet, builder),
            fonts: [Face::Regular, Face::Semibold].map(|face| addresses[&face].clone()),
            cards: self.cards(heads, builder)?,
        };
        Ok((files, shared))
    }

    /// Adds a sharing card for each page, and returns their addresses.
    fn cards(&self, heads: &Heads, builder: &mut Builder) -> Result<HashMap<(usize, String), String>, PublishError> {
        let (numbers, membership) = (self.numbers(), &self.site.profile.membership);
        let mut wanted = Vec::new();
        for language in &self.site.languages {
            let name = self.site.profile.full_name(language);
            let line = self.words[language.index].card_line(numbers.0, numbers.1, &membership.as_of.to_string());
            for key in self.routes.keys_in(language) {
                let title = heads.of(key, language).title.plain.clone();
                // The name is not said twice: on the home page's card it is the title, and the acronym stands above it.
                let above = if title == name { self.site.profile.acronym.as_str() } else { &name };
                let (name, line, lang) = (above.to_owned(), line.clone(), language.code.clone());
                let rtl = language.direction == Direction::RightToLeft;
                wanted.push(((language.index, key.as_str().to_owned()), Card { title, name, line, lang, rtl }));
            }
        }
        let missing = fonts::missing_in(wanted.iter().flat_map(|(_, card)| card.texts()))?;
        let acronym = self.site.profile.acronym.as_str();
        let wanted = wanted.into_iter().map(|(key, card)| (key, card.without(&missing, acronym))).collect::<Vec<_>>();
        let cards = wanted.iter().map(|(_, card)| card.clone()).collect();
        let pictures = card::pictures(cards, numbers, self.picture_colours(), &self.publisher.cards)?;
        let address = |(key, card): ((usize, String), Card)| {
            let body = pictures[&card].clone();
            let path = format!("/cards/{}/{}", card.lang, fingerprinted(&format!("{}.png", key.1), &body));
            let address = self.add(&path, "image/png", CachePolicy::Immutable, body, builder);
            (key, self.routes.base().absolute(&address))
        };
        Ok(wanted.into_iter().map(address).collect())
    }

    /// The files for programs: path, media type, content.
    fn data(&self, heads: &Heads) -> Vec<(String, &'static str, String)> {
        let collector = Collector::default();
        let contexts = self.contexts(heads, &collector);
        let data = OpenData { site: self.site, contexts: &contexts };
        let mut files = Vec::new();
        let mut file = |path: &str, media_type, body| files.push((path.to_owned(), media_type, body));
        file("/data/aimf.json", "application/json", data.json());
        file("/data/timeline.csv", "text/csv; charset=utf-8; header=present", data.csv());
        let home = self.routes.base().absolute(&self.routes.within("/"));
        file("/contact.vcf", "text/vcard; charset=utf-8", vcard::vcard(self.site, &home));
        file("/sitemap.xml", "application/xml; charset=utf-8", discovery::sitemap(self.routes));
        file("/robots.txt", "text/plain; charset=utf-8", discovery::robots(self.routes));
        if let Some(security) = discovery::security(self.site, self.routes) {
            file("/.well-known/security.txt", "text/plain; charset=utf-8", security);
        }
        for context in &contexts {
            let path = format!("/{}/manifest.webmanifest", context.language.code);
            file(&path, "application/manifest+json", discovery::manifest(context));
        }
        files
    }
}

/// Bytes in thousands.
fn kilobytes(bytes: usize) -> u32 {
    u32::try_from((bytes + 500) / 1000).unwrap_or(u32::MAX)
}

/// A file that makes the publication panic, so that a test sees what follows.
#[cfg(test)]
pub(crate) const FAULT: &str = "static/fault.txt";

#[cfg(test)]
mod tests;
