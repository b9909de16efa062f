//! An [`Edition`] -> what nginx needs to send its files as the program does, with no module beside its own.
//!
//! Each request gets a path, `$aimf_path`. Maps say of which kind the content there is, in which codings there is a file, and which
//! entity-tag each has; a location for each kind holds its headers. nginx's own entity-tags, of size and time, differ from machine to
//! machine, and its own choice among ready-made files knows no Zstandard.

use std::fmt::Write as _;

use http::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, LOCATION, VARY};

use super::kinds::{Item, Kind, Kinds, texts};
use super::{not_found_path, root_of};
use crate::edition::{Coding, Edition, LanguageChoice, LanguageOption, Redirect, Route};

/// What stands before the path of a kind's location; no page can be there, as no address begins with `_`.
const INSIDE: &str = "/_aimf/";

/// Within `http`.
pub(super) fn http(edition: &Edition, kinds: &Kinds<'_>) -> String {
    let mut text = String::from(
        "# What the site's files are, written by `aimf export`. To be included within `http`; the other file within `server`.\n",
    );
    let keys = kinds.items().map(|(_, item)| item.path.len() + " zstd".len());
    // nginx wants to be told how long the longest name is.
    let bucket = (keys.max().unwrap_or_default() + 64).next_power_of_two();
    let _ = writeln!(text, "map_hash_bucket_size {bucket};\nmap_hash_max_size 16384;\n");

    map(
        &mut text,
        "$aimf_path",
        "$aimf_kind",
        kinds.items().map(|(number, item)| (key(&item.path), number.to_string())),
    );
    let codings = kinds.items().filter_map(|(_, item)| Some((key(&item.path), codings(item)?)));
    map(&mut text, "$aimf_path", "$aimf_codings", codings);
    text.push_str(CODING);
    let tags = kinds.items().filter(|(_, item)| item.is_found).flat_map(|(_, item)| {
        item.resource.representations().iter().map(|one| {
            let coding = if one.coding() == Coding::Identity { "" } else { one.coding().token() };
            (key(&format!("{} {coding}", item.path)), quoted(one.etag().to_str().unwrap_or_default()))
        })
    });
    map(&mut text, "\"$aimf_path $aimf_coding\"", "$aimf_etag", tags);
    text.push_str(FRESH);
    let of_kinds = |name| {
        kinds.all.iter().enumerate().filter_map(move |(number, kind)| {
            Some((number.to_string(), quoted(kind.headers.get(&name)?.to_str().ok()?)))
        })
    };
    map(&mut text, "$aimf_kind", "$aimf_cache_control", of_kinds(CACHE_CONTROL));
    map(&mut text, "$aimf_kind", "$aimf_vary", of_kinds(VARY));
    let root = root_of(edition);
    text.push_str("map $uri $aimf_nothing {\n");
    for (prefix, _) in edition.not_found_pages() {
        let pattern = if prefix.is_empty() { "default".to_owned() } else { quoted(&format!("~^{prefix}")) };
        let _ = writeln!(text, "    {pattern} {};", quoted(&not_found_path(root, prefix)));
    }
    text.push_str("}\n");
    for (number, (_, choice)) in choices(edition).enumerate() {
        text.push_str(&languages(number, choice));
    }
    text
}

/// The best coding that the browser accepts and that there is; weights but for 0 are not looked at.
const CODING: &str = r#"
map "$aimf_codings|$http_accept_encoding" $aimf_coding {
    volatile;
    default "";
    "~*^[^|]*b[^|]*\|(?:.*,)?\s*(?:br|\*)\s*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?:[,;]|$)" br;
    "~*^[^|]*z[^|]*\|(?:.*,)?\s*(?:zstd|\*)\s*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?:[,;]|$)" zstd;
    "~*^[^|]*g[^|]*\|(?:.*,)?\s*(?:(?:x-)?gzip|\*)\s*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?:[,;]|$)" gzip;
}
map $aimf_coding $aimf_extension {
    volatile;
    default "";
    br .br;
    zstd .zst;
    gzip .gz;
}
map $aimf_path $aimf_index {
    volatile;
    default "";
    "~/$" index.html;
}

"#;

/// Whether the browser has the very bytes (RFC 9110 §13.1.2).
const FRESH: &str = r#"map "$aimf_etag $http_if_none_match" $aimf_fresh {
    volatile;
    default "";
    "~^\"[0-9a-f]+\" \s*\*\s*$" 1;
    "~^(\"[0-9a-f]+\") (?:.*,)?\s*(?:W/)?\1\s*(?:,|$)" 1;
}

"#;

/// Within `server`, after `root`.
pub(super) fn server(edition: &Edition, kinds: &Kinds<'_>) -> String {
    let mut text = String::from(SERVER);
    for (number, kind) in kinds.all.iter().enumerate() {
        text.push_str(&kind_location(number, kind));
    }
    for (number, (path, choice)) in choices(edition).enumerate() {
        text.push_str(&choice_location(number, path, choice));
    }
    text.push_str("\n# Redirects, whose headers are few: those of a named location, which sends nothing else.\n");
    let mut known = Vec::new();
    for (from, redirect) in edition.redirects() {
        let headers = redirect_headers(redirect);
        let number = known.iter().position(|other| *other == headers).unwrap_or_else(|| {
            let number = known.len();
            let _ = write!(text, "location @aimf_empty_{number} {{\n    internal;\n    default_type \"\";\n{headers}");
            text.push_str("    return 200 $aimf_empty;\n}\n");
            known.push(headers);
            number
        });
        text.push_str(&redirect_location(from, redirect, number));
    }
    text
}

const SERVER: &str = r#"# How the site's files are sent, written by `aimf export`. To be included within `server`, after `root`.

absolute_redirect off;
merge_slashes off;
port_in_redirect off;
gzip off;
# The program's entity-tags are among the maps; a date of modification says nothing of the content.
etag off;
if_modified_since off;
set $aimf_empty "";

location / {
    set $aimf_path $uri;
    error_page 404 @aimf_nothing;
    # The pages that say that there is nothing are at no address of their own.
    if ($aimf_path ~ "/404\.html$") { return 404; }
    # An encoded slash is none, whatever nginx makes of it.
    if ($request_uri ~* "^[^?]*%2f") { return 404; }
    # What an earlier export has left in the folder, for pages that are still open.
    set $aimf_left $aimf_kind$aimf_path;
    if ($aimf_left ~ "^/.*\.[0-9a-f]{10}\.[a-z0-9]+$") { rewrite ^ /_aimf/left$aimf_path last; }
    if ($aimf_kind = "") { return 404; }
    error_page 418 =304 @aimf_fresh;
    if ($aimf_fresh) { return 418; }
    rewrite ^ /_aimf/$aimf_kind$aimf_path$aimf_index$aimf_extension last;
}
location @aimf_nothing {
    set $aimf_path $aimf_nothing;
    rewrite ^ /_aimf/$aimf_kind$aimf_path$aimf_extension last;
}
location ^~ /_aimf/left/ {
    internal;
    error_page 404 @aimf_nothing;
    add_header Last-Modified "";
    add_header Cache-Control "public, max-age=31536000, immutable";
    add_header X-Content-Type-Options nosniff;
    rewrite ^/_aimf/left(/.*)$ $1 break;
}
# The very file, of which only the header is sent: `return 304` would say that it is empty (RFC 9110 §8.6).
location @aimf_fresh {
    types { }
    default_type "";
    max_ranges 0;
    add_header Last-Modified "";
    add_header ETag $aimf_etag;
    add_header Cache-Control $aimf_cache_control;
    add_header Vary $aimf_vary;
    rewrite ^ $aimf_path$aimf_index$aimf_extension break;
}
"#;

fn kind_location(number: usize, kind: &Kind<'_>) -> String {
    let mut text = format!(
        "location ^~ {INSIDE}{number}/ {{\n    internal;\n    error_page 404 @aimf_nothing;\n    types {{ }}\n"
    );
    let _ = writeln!(text, "    default_type {};", quoted(kind.media_type()));
    let _ = writeln!(text, "    max_ranges {};", u8::from(kind.ranges));
    text.push_str("    add_header Last-Modified \"\";\n    add_header ETag $aimf_etag;\n");
    text.push_str("    add_header Content-Encoding $aimf_coding always;\n");
    for (name, value) in kind.headers_without(&[ACCEPT_RANGES]) {
        text.push_str(&header(name.as_str(), value));
    }
    let _ = writeln!(text, "    rewrite ^{INSIDE}[0-9]+(/.*)$ $1 break;\n}}");
    text
}

fn choice_location(number: usize, path: &str, choice: &LanguageChoice) -> String {
    let mut text = format!(
        "\n# The way to the visitor's language.\nlocation = {} {{\n    error_page 302 @aimf_choice_{number};\n    return 302 $aimf_choice_{number}$is_args$args;\n}}\nlocation @aimf_choice_{number} {{\n",
        quoted(path)
    );
    let media_type = choice.page().media_type();
    let _ =
        writeln!(text, "    internal;\n    types {{ }}\n    default_type {};\n    max_ranges 0;", quoted(media_type));
    text.push_str("    add_header Last-Modified \"\";\n");
    for (name, value) in texts(choice.fallback().redirect().headers()) {
        if *name != LOCATION && *name != http::header::CONTENT_TYPE {
            text.push_str(&header(name.as_str(), value));
        }
    }
    let _ = writeln!(text, "    rewrite ^ {} break;\n}}", quoted(&format!("{path}index.html")));
    text
}

fn redirect_location(from: &str, redirect: &Redirect, empty: usize) -> String {
    let status = redirect.status().as_u16();
    let (to, fragment) = location_of(redirect);
    let to = quoted_with(&to, &format!("$is_args$args{fragment}"));
    format!("location = {} {{ error_page {status} @aimf_empty_{empty}; return {status} {to}; }}\n", quoted(from))
}

fn redirect_headers(redirect: &Redirect) -> String {
    texts(redirect.headers())
        .filter(|(name, _)| **name != LOCATION && **name != CONTENT_LENGTH)
        .map(|(name, value)| header(name.as_str(), value))
        .collect()
}

/// Where a redirect leads, before its fragment and from there.
fn location_of(redirect: &Redirect) -> (String, String) {
    let location = redirect.location().to_str().unwrap_or_default();
    let (to, fragment) = location.split_at(location.find('#').unwrap_or(location.len()));
    (to.to_owned(), fragment.to_owned())
}

fn choices(edition: &Edition) -> impl Iterator<Item = (&str, &LanguageChoice)> {
    edition
        .iter()
        .filter_map(|(path, route)| if let Route::LanguageChoice(choice) = route { Some((path, choice)) } else { None })
}

/// The first of the browser's languages that the site has; weights but for 0 are not looked at.
fn languages(number: usize, choice: &LanguageChoice) -> String {
    let target = |option: &LanguageOption| quoted(&location_of(option.redirect()).0);
    let any: Vec<_> = choice.options().iter().map(LanguageOption::tag).collect();
    let any = any.join("|");
    let mut text =
        format!("map $http_accept_language $aimf_choice_{number} {{\n    default {};\n", target(choice.fallback()));
    for option in choice.options() {
        let pattern =
            format!(r"~*^(?:\s*(?!(?:{any})\b)[^,]*,)*\s*{}\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", option.tag());
        let _ = writeln!(text, "    {} {};", quoted(&pattern), target(option));
    }
    text.push_str("}\n");
    text
}

/// The codings of a content, a letter each; nothing where there is only the content itself.
fn codings(item: &Item<'_>) -> Option<String> {
    let letters: String = item
        .resource
        .representations()
        .iter()
        .filter(|one| one.coding() != Coding::Identity)
        .filter_map(|one| one.coding().token().chars().next())
        .collect();
    (!letters.is_empty()).then_some(letters)
}

fn map(text: &mut String, from: &str, to: &str, lines: impl Iterator<Item = (String, String)>) {
    let _ = writeln!(text, "map {from} {to} {{\n    volatile;\n    default \"\";");
    for (key, value) in lines {
        let _ = writeln!(text, "    {key} {value};");
    }
    text.push_str("}\n\n");
}

fn header(name: &str, value: &str) -> String {
    format!("    add_header {name} {} always;\n", quoted(value))
}

fn key(text: &str) -> String {
    quoted(text)
}

fn quoted(text: &str) -> String {
    quoted_with(text, "")
}

/// A string of nginx, and variables after it.
fn quoted_with(text: &str, variables: &str) -> String {
    format!("\"{}{variables}\"", text.replace('"', "\\\""))
}
