//! The page of the history.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use super::events::{EventEntry, events};
use super::parts::{self, Link, RulerEntry};
use crate::content::ComposedPage;
use crate::html::PlainText;
use crate::i18n::Messages;

/// The page of the history: the ruler, the events, the same as open data.
#[derive(Template)]
#[template(path = "history.html")]
pub struct HistoryPage<'a> {
    t: &'a Messages,
    heading: PlainText,
    period: (String, String),
    ruler: RulerEntry,
    events: Vec<EventEntry>,
    data: Vec<Link>,
}

pub fn page<'a>(context: &RenderContext<'a>) -> HistoryPage<'a> {
    HistoryPage {
        t: context.t,
        heading: context.head(ComposedPage::History).title.clone(),
        period: parts::period(context),
        ruler: parts::ruler(context),
        events: events(context, true),
        data: data(context),
    }
}

/// The files of open data.
pub fn data(context: &RenderContext<'_>) -> Vec<Link> {
    let file = |label: String, path: &str| Link::new(label, context.routes.within(path));
    vec![file(context.t.data_timeline(), "/data/timeline.csv"), file(context.t.data_site(), "/data/aimf.json")]
}
