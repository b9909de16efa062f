//! Makes an edition of files: the whole flow, from what editors saved to what visitors get.

mod active_content;
mod braces;
mod build;
mod document_kinds;
mod file_names;
mod letters;
mod look;
mod pictures;
mod placement;
mod static_files;

use build::Build;
use static_files::StaticFiles;

use crate::base_url::BaseUrlChoice;
use crate::clock::Clock;
use crate::content::{self, ContentTexts, Drafts, Schedule, Site};
use crate::diagnostic::Report;
use crate::drawing::card::Cards;
use crate::drawing::fonts::{self, Cuts, FontError};
use crate::drawing::icons::Icons;
use crate::edition::{CompressionCache, CompressionLevel, Edition, EditionError};
use crate::i18n;
use crate::pages::Routes;
use crate::pictures::{PictureProgress, Pictures};
use crate::source::{Files, lacks_folder};

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
    /// nothing is stored by the browser, and compression takes no time from whoever waits to see what was saved.
    #[must_use]
    pub fn for_preview() -> Self {
        Self { is_preview: true, ..Self::default() }.with_compression(CompressionLevel::Fast)
    }

    /// The same, which compresses at this level.
    #[must_use]
    pub fn with_compression(self, level: CompressionLevel) -> Self {
        Self { compression: CompressionCache::at(level), ..self }
    }

    /// The same, which tells how many photographs of how many are prepared, where that takes long.
    #[must_use]
    pub fn with_progress(mut self, tell: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        self.pictures.progress = PictureProgress::new(tell);
        self
    }

    /// The same for somebody who asks for the texts: of photographs only the heads are read.
    #[must_use]
    pub fn without_photographs(mut self) -> Self {
        self.pictures.is_unseen = true;
        self
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
        let mut publication = Publication::new(report, base);
        if lacks_folder(&publication.report) {
            return Ok(publication);
        }
        let drafts = if self.is_preview { Drafts::Shown } else { Drafts::Hidden };
        let texts = ContentTexts::read(files);
        let content = texts.parse();
        let (languages, site) = content::load_in(&content, drafts, &mut publication.report);
        let messages = i18n::load(files, &languages, &mut publication.report);
        let static_files = StaticFiles::load(files, &self.pictures, &mut publication.report);
        publication.languages = languages.len();
        if let (Some(site), Some(messages)) = (site, messages) {
            publication.has_own_address |= site.settings.base_url.is_some();
            let now = self.clock.now();
            publication.schedule = site.schedule(now);
            let own = site.settings.base_url.clone();
            let (base, site) = (base.of(own.as_ref()), site.at(now));
            let with_absent = site.has_absent_texts().then(|| site.clone());
            let hidden = with_absent.as_ref().filter(|_| !self.is_preview);
            let site = if self.is_preview { site } else { site.without_absent() };
            let routes = Routes::new(&site, base);
            let variables = |site: &Site| site.languages.iter().map(|language| site.variables(language)).collect();
            let messages =
                messages.into_iter().map(|messages| if self.is_preview { messages.with_places() } else { messages });
            let (messages, routes, static_files) = (&messages.collect(), &routes, &static_files);
            let build =
                Build { publisher: self, site: &site, messages, variables: variables(&site), routes, static_files };
            // Links are checked where something is wrong too: what stands in for it leads to nothing false.
            let (doubts, mut wrong_links) = (content::Doubts::of(&publication.report), Report::default());
            let (heads, documents) = build.drafted(&mut wrong_links);
            if let Some(site) = hidden {
                // What is not there today comes by itself, when nobody looks: its links have to be in order now.
                let routes = &Routes::new(site, base);
                Build { site, variables: variables(site), routes, ..build }.drafted(&mut wrong_links);
            }
            doubts.append(&mut publication.report, wrong_links);
            if !publication.report.has_errors() {
                publication.pages = documents.iter().filter(|one| one.is_listed()).count();
                let letters = letters::of(&content, &languages, messages, &documents);
                letters::warn(files, &fonts::missing(&letters)?, &mut publication.report);
                content::to_fill(&site, &mut publication.report);
                publication.edition = is_wanted.then(|| build.edition(&heads, documents, &letters)).transpose()?;
            }
            if let Some(site) = &with_absent {
                site.review_passed(&mut publication.report);
            }
            site.review_expiry(now, &mut publication.report);
        }
        publication.report.sort();
        Ok(publication)
    }
}

impl Publication {
    /// A publication of which nothing is made yet.
    fn new(report: Report, base: &BaseUrlChoice) -> Self {
        Self {
            edition: None,
            report,
            pages: 0,
            languages: 0,
            has_own_address: base.asked.is_some(),
            schedule: Schedule::default(),
        }
    }
}

/// A file that makes the publication panic, so that a test sees what follows.
#[cfg(test)]
pub(crate) const FAULT: &str = "static/fault.txt";

#[cfg(test)]
mod tests;
