//! What tests share: sites to ask, the program to run, clients that ask.

pub mod client;
pub mod program;
pub mod shipped_site;
pub mod site_folder;
pub mod small_site;
