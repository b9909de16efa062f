//! Links to the site itself by its web address, or by that of a preview, which nobody else can open.

use super::Routes;
use crate::base_url::{is_of_this_machine, parse_strictly};
use crate::content::Site;
use crate::diagnostic::Problem;

/// What is wrong with a web address in a text: it is one of this machine, or one of the site's own pages.
pub(super) fn problem(address: &str, site: &Site, routes: &Routes<'_>) -> Option<Problem> {
    let url = parse_strictly(address)?;
    let is_local = is_of_this_machine(address);
    let is_own = routes.base.absolute("") == url.origin().ascii_serialization();
    if !is_local && !is_own {
        return None;
    }
    let right = page_at(url.path(), site, routes).map(|page| match url.fragment() {
        Some(fragment) if !fragment.is_empty() => format!("page:{page}#{fragment}"),
        _ => format!("page:{page}"),
    });
    let target = address.to_owned();
    match right {
        Some(right) if !is_local => Some(Problem::LinkToItself { target, right }),
        right => is_local.then(|| Problem::LinkLocal { target, right: right.unwrap_or_default() }),
    }
}

/// The name of the page at a path, with or without the path under which the site stands.
fn page_at(path: &str, site: &Site, routes: &Routes<'_>) -> Option<String> {
    let path = path.trim_end_matches('/');
    let is_at = |route: &str| {
        let route = route.trim_end_matches('/');
        route == path || route.strip_prefix(routes.base.path()) == Some(path)
    };
    if is_at(&routes.within("/")) {
        return Some("home".to_owned());
    }
    let mut pages = site.languages.iter().flat_map(|language| routes.keys().map(move |key| (key, language)));
    let page = pages.find(|(key, language)| routes.path(*key, language).is_some_and(|route| is_at(&route)));
    page.map(|(key, _)| key.as_str().to_owned())
}
