//! Makes the edition of a site whose pages are drafted: the files that pages load, the pages, the files for programs, all else.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bytes::Bytes;
use rayon::prelude::*;

use super::placement::Placements;
use super::static_files::{STYLESHEET, StaticFile, StaticFiles};
use super::{PublishError, Publisher, look};
use crate::content::{Direction, Site};
use crate::diagnostic::Report;
use crate::drawing::card::{self, Card};
use crate::drawing::colours::PictureColours;
use crate::drawing::face::Face;
use crate::drawing::letters::Letters;
use crate::drawing::rosace::Numbers;
use crate::drawing::{fonts, icons};
use crate::edition::{Builder, CachePolicy, CompressionCache, Content, Edition, SecurityHeaders, fingerprinted, tight};
use crate::feeds::open_data::OpenData;
use crate::feeds::{discovery, vcard};
use crate::i18n::Messages;
use crate::pages::{
    self, Assets, Collector, Document, DocumentFile, Heads, PageFiles, Picture, RenderContext, RenderInput, Routes,
    Variables,
};
use crate::stored_file::FileContent;

/// The policy of a preview's pages: the site's, and the program's own script.
const PREVIEW_CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// A site whose files are each in order, on its way to an edition.
pub struct Build<'a> {
    pub publisher: &'a Publisher,
    pub site: &'a Site,
    pub messages: &'a Arc<[Messages]>,
    pub variables: Vec<Variables>,
    pub routes: &'a Routes<'a>,
    pub static_files: &'a StaticFiles,
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
    /// The heads of all pages, and the pages as values. Reports their links that lead nowhere.
    pub fn drafted(&self, wrong_links: &mut Report) -> (Heads, Vec<Document>) {
        let heads = pages::heads(self.input(&Heads::default()), self.routes);
        let documents = pages::render(self.input(&heads));
        pages::report_links(&heads.collected, &documents, wrong_links);
        (heads, documents)
    }

    /// Makes the files that pages load, completes the pages with their addresses, and adds all else.
    pub fn edition(&self, heads: &Heads, documents: Vec<Document>, letters: &Letters) -> Result<Edition, PublishError> {
        let mut builder = Builder::new(self.security());
        let fonts = fonts::faces(letters, &self.publisher.fonts)?;
        let (files, shared) = self.page_files(heads, fonts, &mut builder)?;
        // A page says what it weighs: it is weighed once without these digits.
        let complete = |document: Document| {
            let own = self.publisher.compression.estimate(&document.html(self.messages, &files, 0))
                + self.pictures_weigh(&document);
            let html = document.html(self.messages, &files, kilobytes(shared + own));
            (document, html)
        };
        let pages = || documents.into_par_iter().map(complete).collect::<Vec<_>>();
        let (pages, data) = rayon::join(pages, || self.data(heads));

        let policy = if self.publisher.is_preview { CachePolicy::Uncached } else { CachePolicy::Page };
        let (languages, files) = (self.site.languages.as_slice(), Arc::new(files));
        let placements = Placements { languages, messages: self.messages, routes: self.routes, files, policy };
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
        builder.resource(address.clone(), Content { media_type, language: None, policy, robots: None, body });
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

    pub fn input<'b>(&'b self, heads: &'b Heads) -> RenderInput<'b> {
        let base = self.routes.base;
        RenderInput {
            site: self.site,
            messages: self.messages,
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
        let security = SecurityHeaders::new(&self.routes.base.to_string());
        if self.publisher.is_preview { security.with_page_policy(PREVIEW_CSP) } else { security }
    }

    fn picture_colours(&self) -> PictureColours {
        look::picture_colours(self.site.settings.look.as_ref())
    }

    /// Members and countries.
    fn numbers(&self) -> Numbers {
        let membership = &self.site.profile.membership;
        (*membership.members, *membership.countries)
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
        let path = format!("/static/{}", fingerprinted(STYLESHEET, &stylesheet));
        let files = PageFiles {
            stylesheet: self.add(&path, "text/css; charset=utf-8", CachePolicy::Immutable, stylesheet, builder),
            fonts: [Face::Regular, Face::Semibold].map(|face| addresses[&face].clone()),
            cards: self.cards(heads, builder)?,
        };
        Ok((files, shared))
    }

    /// The bytes of all pictures that a page shows, each once: those too that are loaded only when they come into view.
    fn pictures_weigh(&self, document: &Document) -> usize {
        let shown = document.collected.pictures.iter().filter_map(|name| self.static_files.files.get(name));
        shown.map(|file| picture_weight(file, &self.publisher.compression)).sum()
    }

    /// Adds a sharing card for each page, and returns their addresses.
    fn cards(&self, heads: &Heads, builder: &mut Builder) -> Result<HashMap<(usize, String), String>, PublishError> {
        let (numbers, membership) = (self.numbers(), &self.site.profile.membership);
        let mut wanted = Vec::new();
        for language in &self.site.languages {
            let name = self.site.profile.full_name(language);
            let line = self.messages[language.index].card_line(numbers.0, numbers.1, &membership.as_of.to_string());
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
            (key, self.routes.base.absolute(&address))
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
        let home = self.routes.base.absolute(&self.routes.within("/"));
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

/// The bytes of a picture as it is sent: a drawing is text, which is compressed.
fn picture_weight(file: &StaticFile, compression: &CompressionCache) -> usize {
    match &file.content {
        FileContent::Memory(body) if file.media_type == "image/svg+xml" => compression.smallest(body),
        content => usize::try_from(content.length()).unwrap_or(usize::MAX),
    }
}

/// Bytes in thousands.
fn kilobytes(bytes: usize) -> u32 {
    u32::try_from((bytes + 500) / 1000).unwrap_or(u32::MAX)
}
