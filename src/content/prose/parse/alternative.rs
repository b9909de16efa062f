//! Whether the words for those who do not see a picture are only a name that a camera, a telephone or a program gave its file.

/// What cameras, telephones and programs begin the names of pictures with, before numbers. Each alone says nothing either.
const BEGINNINGS: &str = "capture d'écran, capture, cimg, dcim, dji, dsc, dscf, dscn, gopr, image, img, mvimg, \
    photo, photographie, pic, picture, pxl, sam, scan, screenshot, sans titre, whatsapp image";

/// The extensions of pictures.
const EXTENSIONS: [&str; 12] =
    ["avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp", "jfif"];

/// Whether these words are the name of a file, or one that says nothing.
pub(super) fn is_name(words: &str) -> bool {
    let words = words.trim().to_lowercase().replace('’', "'");
    let (stem, has_extension) = match words.rsplit_once('.') {
        Some((stem, extension)) if EXTENSIONS.contains(&extension) => (stem, true),
        _ => (words.as_str(), false),
    };
    let is_number = |rest: &str| rest.chars().all(|sign| sign.is_ascii_digit() || "-_ .():".contains(sign));
    let numbered =
        |beginning: &str| stem.strip_prefix(beginning).is_some_and(|rest| is_number(&rest.replace("wa", "")));
    !words.is_empty() && (has_extension || is_number(stem) || BEGINNINGS.split(", ").any(numbered))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn an_alternative_that_is_the_name_of_a_file_or_says_nothing_is_found() {
        for name in [
            "IMG_4032.jpg",
            "DSC_0001",
            "image1.png",
            "photo",
            "Photo 2",
            "IMG-20240101-WA0003",
            "PXL_20240612_101530",
            "image (1)",
            "tunis-1990.JPG",
            "20240612_101530",
            "Capture d’écran 2024-06-12",
            "Sans titre",
            "WhatsApp Image 2024-06-12",
        ] {
            assert!(is_name(name), "{name}");
        }
        for words in [
            "Les maires réunis à Tunis",
            "Photo du conseil",
            "Image de la ville en 1990",
            "Logo de la Ville de Québec",
            "Tunis",
            "Picture of the assembly",
            "Scan de la charte de 1979",
            "Samarcande",
            "La place du 11 novembre.",
            "",
        ] {
            assert!(!is_name(words), "{words}");
        }
    }
}
