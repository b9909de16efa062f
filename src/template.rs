//! What askama makes of a template.

/// What a template gives. Writing into a string cannot fail, and no template calls what can.
pub(crate) fn render(template: &dyn askama::DynTemplate) -> String {
    match template.dyn_render() {
        Ok(mut html) => {
            // All pages are there at once.
            html.shrink_to_fit();
            html
        }
        Err(error) => unreachable!("a template that only writes strings failed: {error}"),
    }
}
