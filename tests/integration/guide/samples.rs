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

/// A photograph of 8 by 6 pixels.
fn jpeg() -> Vec<u8> {
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80).encode(&[90; 48], 8, 6, jpeg_encoder::ColorType::Luma).unwrap();
    bytes
}
