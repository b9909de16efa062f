//! The contact page.

use askama::Template;

use super::context::RenderContext;
use super::parts::{self, ContactEntry};
use crate::content::ComposedPage;
use crate::html::PlainText;
use crate::i18n::Messages;

/// The contact page: the address as on a letter.
#[derive(Template)]
#[template(path = "contact.html")]
pub struct ContactPage<'a> {
    t: &'a Messages,
    heading: PlainText,
    contact: ContactEntry,
}

pub fn page<'a>(context: &RenderContext<'a>) -> ContactPage<'a> {
    ContactPage {
        t: context.t,
        heading: context.head(ComposedPage::Contact).title.clone(),
        contact: parts::contact(context),
    }
}
