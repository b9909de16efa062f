//! Names that change with the bytes of a file, so that the file can be kept for ever.

/// The number of hexadecimal digits of a fingerprint.
const LENGTH: usize = 10;

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
    fingerprinted_by_hash(name, blake3::hash(bytes).as_bytes())
}

/// The same for a file by the hash of its bytes.
pub(crate) fn fingerprinted_by_hash(name: &str, hash: &[u8; 32]) -> String {
    let hash = blake3::Hash::from_bytes(*hash).to_hex();
    let mark = &hash[..LENGTH];
    let file_starts = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[file_starts..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, extension) = name.split_at(file_starts + dot);
            format!("{stem}.{mark}{extension}")
        }
        _ => format!("{name}.{mark}"),
    }
}

/// A path without its fingerprint: `/static/site.css` for `/static/site.3f9a1c2b07.css`. `None` where it has none.
pub(crate) fn without_fingerprint(path: &str) -> Option<String> {
    let file_starts = path.rfind('/').map_or(0, |slash| slash + 1);
    let (folder, file) = path.split_at(file_starts);
    let is_mark = |part: &str| {
        part.len() == LENGTH && part.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    };
    let (start, last) = file.rsplit_once('.')?;
    match start.rsplit_once('.') {
        Some((stem, mark)) if is_mark(mark) => Some(format!("{folder}{stem}.{last}")),
        _ => is_mark(last).then(|| format!("{folder}{start}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{fingerprinted, without_fingerprint};

    #[test]
    fn a_name_is_found_again_without_its_fingerprint() {
        for name in ["/static/site.css", "/static/v1.2/licence", "/cards/fr/home.png", "/static/a.0123456789.svg"] {
            assert_eq!(without_fingerprint(&fingerprinted(name, b"x")).as_deref(), Some(name));
        }
        for path in
            ["/fr/", "/static/site.css", "/static/site.0123.css", "/a.0123456789/b", "/static/site.ABCDEF0123.css"]
        {
            assert_eq!(without_fingerprint(path), None, "{path}");
        }
    }
}
