//! The free pages as they were read for the last edition -> the same for the next: an edit pays for the files that it changes.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use super::Language;
use super::site::FreePage;
use super::texts::Text;

/// What a site's free pages were read as.
#[derive(Default)]
pub struct Memory(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    languages: Vec<Language>,
    pages: HashMap<String, PageRead>,
}

/// A page's file that nothing was wrong with, as it was read.
#[derive(Clone)]
pub(super) struct PageRead {
    /// The hash of the file.
    pub digest: [u8; 32],
    pub page: Arc<FreePage>,
    /// Its texts in all languages.
    pub texts: Arc<[Text]>,
}

impl Memory {
    /// What was read in these languages, published ones and drafts, to be given back by [`Memory::keep`].
    pub(super) fn take(&self, languages: &[Language]) -> HashMap<String, PageRead> {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.languages != languages {
            languages.clone_into(&mut remembered.languages);
            remembered.pages.clear();
        }
        mem::take(&mut remembered.pages)
    }

    pub(super) fn keep(&self, pages: HashMap<String, PageRead>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages = pages;
    }
}
