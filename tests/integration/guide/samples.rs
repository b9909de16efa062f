//! Files that an editor has: a photograph, a document, a logo.

/// A file that fits a name.
pub fn of(name: &str) -> Vec<u8> {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("jpg") => jpeg(),
        Some("svg") => br##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40"><path fill="#123" d="M0 0h120v40H0z"/></svg>"##.to_vec(),
        Some("pdf") => b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".to_vec(),
        _ => panic!("no sample of {name}"),
    }
}

/// The head of a photograph of 8 by 6 pixels: what is read of it.
pub fn jpeg() -> Vec<u8> {
    let start = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".as_slice();
    [start, b"\xFF\xC0\0\x0B\x08\0\x06\0\x08\x01\x01\x11\0", b"\xFF\xD9"].concat()
}
