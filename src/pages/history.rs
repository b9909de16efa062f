//! The page of the history.

use askama::Template;

use super::parts::{self, EventEntry, Link};
use super::setting::Setting;
use crate::language::Wording;

/// The page of the history: the ruler, the events, the same as open data.
#[derive(Template)]
#[template(path = "history.html")]
pub struct HistoryPage<'a> {
    t: &'a Wording,
    heading: String,
    period: (String, String),
    ruler: String,
    events: Vec<EventEntry>,
    data: Vec<Link>,
}

pub fn page<'a>(setting: &Setting<'a>) -> HistoryPage<'a> {
    HistoryPage {
        t: setting.t,
        heading: setting.head("history").title.clone(),
        period: parts::period(setting),
        ruler: parts::ruler(setting),
        events: parts::events(setting, true),
        data: data(setting),
    }
}

/// The files of open data.
pub fn data(setting: &Setting<'_>) -> Vec<Link> {
    let file = |label: String, path: &str| Link::new(label, setting.routes.within(path));
    vec![file(setting.t.data_timeline(), "/data/timeline.csv"), file(setting.t.data_site(), "/data/aimf.json")]
}
