//! The contact page.

use askama::Template;

use super::parts::{self, ContactEntry};
use super::setting::Setting;
use crate::language::Wording;

/// The contact page: the address as on a letter.
#[derive(Template)]
#[template(path = "contact.html")]
pub struct ContactPage<'a> {
    t: &'a Wording,
    heading: String,
    contact: ContactEntry,
}

pub fn page<'a>(setting: &Setting<'a>) -> ContactPage<'a> {
    ContactPage { t: setting.t, heading: setting.head("contact").title.clone(), contact: parts::contact(setting) }
}
