//! Promises to visitors, editors and ops, kept over real HTTP by the real program. `tests/README.md` says where each has its place.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic is how a test speaks")]
#![expect(clippy::disallowed_methods, reason = "tests wait on threads of their own")]

mod accessibility;
mod bad_requests;
mod caching;
mod command_line;
mod connections;
mod content;
mod diagnostics;
mod discovery;
mod documents;
mod export;
mod feeds;
mod graceful_shutdown;
mod guide;
mod json_schema;
mod languages;
mod links;
mod listeners;
mod look;
mod methods;
mod navigation;
mod negotiation;
mod networks;
mod not_found;
mod observability;
mod optional_facts;
mod page_languages;
mod pages;
mod partners;
mod pasted;
mod preview;
mod ranges;
mod redirects;
mod reload;
mod representations;
mod reproducibility;
#[cfg(target_os = "linux")]
mod resource_usage;
mod restarts;
mod schedule;
mod security_headers;
mod settings;
mod slow_clients;
#[cfg(target_os = "linux")]
mod standard_streams;
mod state;
mod static_files;
mod support;
mod systemd;
mod timeline;
mod translations;
mod typography;
mod urls;
