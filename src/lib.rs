//! The website of AIMF, the international association of French-speaking mayors.
//!
//! One idea carries the whole program: **the site changes when an editor saves a file, not when a visitor asks for a
//! page.** So everything is done once per change, and a request only picks up what is ready.
//!
//! ```text
//!  content/*.toml ──▶ content: Site ───┐
//!                                      ├─▶ pages: HTML ─▶ publish ─▶ edition: Edition ─┬─▶ server   (over HTTP)
//!  locales/*/*.ftl ─▶ i18n: Messages ──┘                   ▲  ▲                         └─▶ export   (plain files)
//!  static/ ──────────── source: Files ─────────────────────┘  └─ drawing, feeds
//!  a file changes, SIGHUP, a day begins ──▶ live: the whole way again, then one atomic swap; a bad edit leaves the last good edition
//! ```
//!
//! The arrows run one way: `content` knows nothing of `pages`, `pages` nothing of `edition`, `edition` nothing of `server`. The
//! modules, in the order of the flow:
//!
//! - [`source`]: where files come from, a folder or the binary. Nothing after it reads the disk.
//! - `stored_file`: a large file of it, as a copy on disk that nobody else can change.
//! - [`diagnostic`]: what is wrong with a site, and where. [`reporter`] says it to editors, in French and in English.
//! - [`content`]: what editors wrote, as types that are valid by construction.
//! - [`i18n`]: the interface's messages, each a method.
//! - `drawing`: the rosace and the ruler, sharing cards, icons, and the type cut to the letters in use.
//! - `pages`: the HTML of every page; `html` is what a template takes as it stands.
//! - `feeds`: what programs read: open data, sitemap, contact card, manifest.
//! - `pictures`: photographs as they are published: upright, light, without their position.
//! - [`publish`]: runs the flow so far: [`publish::Publisher`] makes an edition of files.
//! - [`edition`]: all that visitors get, ready: bodies in their codings, entity-tags, headers, redirects.
//! - [`live`]: the current edition, behind one atomic pointer, and what makes the next one when a file changes.
//! - [`state`]: the files of the last good site, which outlive the program.
//! - [`metrics`]: what is counted of requests, the site and the process.
//! - [`server`]: an edition over HTTP: [`server::app`] has the layers and routes in one place, [`server::admin`] what those who run
//!   the site ask for.
//! - `preview`: the same for its editor, as it changes.
//! - [`export`]: an edition as files, and its headers and redirects in the forms of static file servers.
//! - `folder`: where commands write files.
//! - [`clock`]: what day it is, for those who make editions.
//! - [`init`]: the site that the binary carries, as a folder to start from.
//! - [`json_schema`]: JSON Schemas of the content files, for editors' programs.
//! - [`translate`]: one more language, with all its places to translate; and the way back.
//! - [`cli`]: the commands.
//!
//! Three small ones serve all: [`base_url`] (the public address), `cache` (what the edition before has made already) and `template`
//! (what askama makes of a template).
//!
//! The way of one edit, by its functions:
//!
//! 1. The system tells the watcher of a file (`live::watch`); `Changes::notice` remembers it, `Changes::settle` waits for the last of a burst.
//! 2. `Republisher::run` reads the files again ([`source::Source::read`]) and calls [`publish::Publisher::publish`].
//! 3. That parses the content (`content::load_in`) and the messages ([`i18n::load`]), renders the pages (`pages::render`) and checks their
//!    links (`pages::report_links`). Where there is an error, it ends here, and the last good edition stays.
//! 4. `Build::edition` cuts fonts, draws, completes the pages and hands all of it to [`edition::Builder`], whose `finish` compresses.
//! 5. `Live::publish` swaps the pointer.
//! 6. A request passes the layers of [`server::app::site`]; `EditionService` finds its resource in the edition, chooses the coding and the
//!    range, and answers 200, 206 or 304. What the edition does not have goes to `server::app::router`.
#![forbid(unsafe_code)]

/// The version of the program, with the commit that a release was built from: `0.1.0+1c8cf240b357`.
pub const VERSION: &str = env!("AIMF_VERSION");

/// The commit alone; empty where it is not known, as in a build for development.
pub const COMMIT: &str = env!("AIMF_COMMIT");

pub mod base_url;
mod cache;
pub mod cli;
pub mod clock;
pub mod content;
pub mod diagnostic;
mod drawing;
pub mod edition;
pub mod export;
mod feeds;
mod folder;
mod html;
pub mod i18n;
pub mod init;
pub mod json_schema;
pub mod live;
pub mod metrics;
mod pages;
mod pictures;
mod preview;
pub mod publish;
pub mod reporter;
pub mod server;
pub mod source;
pub mod state;
mod stored_file;
mod template;
pub mod translate;
