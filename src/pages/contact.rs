//! The contact page.

use askama::Template;

use super::parts::{self, ContactEntry};
use super::setting::Setting;
use super::shell::Shell;
use crate::language::Wording;

/// The contact page: the address as on a letter.
#[derive(Template)]
#[template(path = "contact.html")]
pub struct ContactPage<'a> {
    shell: Shell,
    t: &'a Wording,
    contact: ContactEntry,
}

pub fn page<'a>(setting: &Setting<'a>) -> ContactPage<'a> {
    ContactPage { shell: Shell::of_page(setting, "contact"), t: setting.t, contact: parts::contact(setting) }
}
