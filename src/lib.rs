//! The website of AIMF, the international association of French-speaking mayors.
//!
//! One idea carries the whole program: **the site changes when an editor saves a file, not when a visitor asks for a
//! page.** So everything is done once per change, and a request only picks up what is ready.
//!
//! ```text
//!  content/*.toml ─▶ content: Site ──┐
//!                                    ├─▶ pages: HTML ─▶ edition: Edition ─┬─▶ live ─▶ server    (over HTTP)
//!  locales/*/*.ftl ▶ language: Wording┘                    ▲              └──────▶ export    (plain files)
//!  static/ ─────────── source: Files ──────────────────────┘
//!  (a directory, or what is embedded in the binary)                         ▲
//!  a file changes, SIGHUP ───────────── the whole way again ────────────────┘
//! ```
//!
//! The arrows run one way: `content` knows nothing of `pages`, `pages` nothing of `server`. The modules, in the order of
//! the flow:
//!
//! - [`source`]: where files come from. Nothing after it reads the disk.
//! - [`diagnostic`]: what is wrong with a site, and where.
//! - [`content`]: what editors wrote, as types that are valid by construction.
//! - [`language`]: the interface's words, each a method.
//! - [`speaker`]: the words that tell editors what is wrong, in French and in English.
//! - [`pages`]: the HTML of every page.
//! - [`edition`]: all that visitors get, ready: bytes, entity-tags, headers. [`edition::Publisher`] runs the flow so far.
//! - [`live`]: the current edition, behind one atomic pointer, and what makes the next one when a file changes.
//! - [`metrics`]: what is counted of requests, the site and the process.
//! - [`server`]: an edition over HTTP: [`server::app`] has the layers and routes in one place, [`server::admin`] what those who run
//!   the site ask for.
//! - [`preview`]: the same for its editor, as it changes.
//! - [`export`]: an edition as files, and its headers and redirects in the forms of servers of files.
//! - [`folder`]: where commands write files.
//! - [`init`]: the site that the binary carries, as a directory to start from.
//! - [`schema`]: JSON Schemas of the content files, for editors' programs.
//! - [`translate`]: the places to translate for one more language.
//! - [`cli`]: the commands.
#![forbid(unsafe_code)]

pub mod base_url;
pub mod cli;
pub mod content;
pub mod diagnostic;
pub mod edition;
pub mod export;
pub mod folder;
pub mod init;
pub mod language;
pub mod live;
pub mod metrics;
pub mod pages;
pub mod preview;
pub mod schema;
pub mod server;
pub mod source;
pub mod speaker;
pub mod translate;
