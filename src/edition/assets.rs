//! A file's name and bytes -> a name that changes with the bytes, so that it can be kept for ever.

/// `site.css` and its bytes give `site.3f9a1c2b07.css`: the first 40 bits of the content's hash, before the last extension.
///
/// A file without an extension gets the hash at its end.
///
/// ```
/// let name = aimf::edition::fingerprinted("fonts/text.woff2", b"...");
/// assert!(name.starts_with("fonts/text.") && name.ends_with(".woff2"));
/// assert_ne!(name, aimf::edition::fingerprinted("fonts/text.woff2", b"other"));
/// ```
#[must_use]
pub fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let mark = &hash[..10];
    let file_starts = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[file_starts..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, extension) = name.split_at(file_starts + dot);
            format!("{stem}.{mark}{extension}")
        }
        _ => format!("{name}.{mark}"),
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprinted;

    #[test]
    fn a_dot_in_a_folder_is_not_an_extension() {
        let name = fingerprinted("v1.2/licence", b"text");
        assert!(name.starts_with("v1.2/licence."), "{name}");
    }

    #[test]
    fn the_same_bytes_have_the_same_name() {
        assert_eq!(fingerprinted("a.css", b"x"), fingerprinted("a.css", b"x"));
        assert_ne!(fingerprinted("a.css", b"x"), fingerprinted("a.css", b"y"));
    }
}
