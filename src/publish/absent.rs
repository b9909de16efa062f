//! Looks ahead: what is not there today comes by itself, when nobody looks, so that it has to be in order now.

use crate::base_url::BaseUrl;
use crate::content::Site;
use crate::diagnostic::Report;
use crate::i18n::Messages;
use crate::pages::{self, Assets, Heads, RenderInput, Routes};

/// Reports the links that would lead nowhere if all of a site was there: drafts, and what has its first day before it or its last behind
/// it.
pub(super) fn look_ahead(
    whole: &Site,
    messages: &[Messages],
    base: &BaseUrl,
    assets: &dyn Assets,
    report: &mut Report,
) {
    let routes = Routes::new(whole, base);
    let variables: Vec<_> = whole.languages.iter().map(|language| whole.variables(language)).collect();
    let none = Heads::default();
    let input =
        RenderInput { site: whole, messages, base, assets, variables: &variables, heads: &none, preview: false };
    let heads = pages::heads(input, &routes);
    let documents = pages::render(RenderInput { heads: &heads, ..input });
    pages::check_links(&heads, &documents, report);
}
