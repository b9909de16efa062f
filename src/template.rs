//! What askama makes of a template.

use askama::{DynTemplate, NO_VALUES, Values};

/// What a template gives.
pub(crate) fn render(template: &dyn DynTemplate) -> String {
    render_with_values(template, NO_VALUES)
}

/// What a template that uses runtime values gives. Writing into a string cannot fail, and no template calls what can.
pub(crate) fn render_with_values(template: &dyn DynTemplate, values: &dyn Values) -> String {
    match template.dyn_render_with_values(values) {
        Ok(mut html) => {
            // All pages are there at once.
            html.shrink_to_fit();
            html
        }
        Err(error) => unreachable!("a template that only writes strings failed: {error}"),
    }
}
