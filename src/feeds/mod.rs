//! Files that programs read: open data, the contact card, the sitemap, robots, manifest and security contact.

pub mod discovery;
pub mod open_data;
pub mod vcard;
