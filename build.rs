//! Three font files in `OUT_DIR`, and `AIMF_VERSION` and `AIMF_COMMIT`: the version, and the commit that it was built from.
//!
//! The crate `typst-assets` publishes seventeen faces. The site is set in three of them, so that only these are copied to
//! where `include_bytes!` finds them, and the binary carries no other. They are found by what their own tables say, not by
//! their place in the crate's list, which may change with its version.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs, io};

use ttf_parser::{Style, Weight, name_id};

/// The family that the whole site is set in.
const FAMILY: &str = "Libertinus Serif";

/// File to write, weight and style of each face that the site uses.
const WANTED: [(&str, Weight, Style); 3] = [
    ("regular.otf", Weight::Normal, Style::Normal),
    ("italic.otf", Weight::Normal, Style::Italic),
    ("semibold.otf", Weight::SemiBold, Style::Normal),
];

#[derive(Debug, thiserror::Error)]
enum FontCopyError {
    #[error("cargo sets OUT_DIR and CARGO_PKG_VERSION for build scripts, but one is missing: {0}")]
    NotByCargo(#[from] env::VarError),
    #[error(
        "typst-assets holds no face of « {FAMILY} » with weight {weight:?} and style {style:?} (wanted for {file}); \
         pin the version of typst-assets that does, or choose another face in build.rs"
    )]
    Missing { file: &'static str, weight: Weight, style: Style },
    #[error("cannot write {path}: {source}")]
    Write { path: PathBuf, source: io::Error },
}

fn main() -> Result<(), FontCopyError> {
    println!("cargo::rerun-if-changed=build.rs");
    let commit = commit().unwrap_or_default();
    // As semantic versioning writes it: 0.1.0+1c8cf240b357.
    let separator = if commit.is_empty() { "" } else { "+" };
    println!("cargo::rustc-env=AIMF_VERSION={}{separator}{commit}", env::var("CARGO_PKG_VERSION")?);
    println!("cargo::rustc-env=AIMF_COMMIT={commit}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for (file, weight, style) in WANTED {
        let face = typst_assets::fonts().find(|bytes| is_face(bytes, weight, style)).ok_or(FontCopyError::Missing {
            file,
            weight,
            style,
        })?;
        let path = out.join(file);
        fs::write(&path, face).map_err(|source| FontCopyError::Write { path, source })?;
    }
    Ok(())
}

/// Whether these bytes are the face of [`FAMILY`] with this weight and style. The typographic family (name 16) goes before
/// the legacy one (name 1), which for a semibold reads « Libertinus Serif Semibold ».
fn is_face(bytes: &[u8], weight: Weight, style: Style) -> bool {
    let Ok(face) = ttf_parser::Face::parse(bytes, 0) else { return false };
    let name = |id| face.names().into_iter().find(|n| n.name_id == id && n.is_unicode()).and_then(|n| n.to_string());
    let family = name(name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(name_id::FAMILY));
    family.as_deref() == Some(FAMILY) && face.weight() == weight && face.style() == style
}

/// The commit, in twelve digits: that of the variable `AIMF_COMMIT`, for a build where git is not, such as in a container; else that
/// of the working copy. A build for development has none, as each commit would have it compiled anew; nor has one from an archive of
/// the sources.
fn commit() -> Option<String> {
    const LENGTH: usize = 12;
    println!("cargo::rerun-if-env-changed=AIMF_COMMIT");
    let given = env::var("AIMF_COMMIT").unwrap_or_default();
    if !given.is_empty() {
        return Some(given.chars().take(LENGTH).collect());
    }
    if env::var("PROFILE").ok()? != "release" {
        return None;
    }
    // The prefix tells a working copy of this program from one of another, in which its sources merely lie. The log grows with each
    // commit and each switch to another.
    let asked = ["rev-parse", "--show-prefix", "--git-path", "logs/HEAD", "HEAD"];
    let output = Command::new("git").args(asked).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    let mut lines = said.lines();
    let (prefix, log, commit) = (lines.next()?, lines.next()?, lines.next()?);
    if !output.status.success() || !prefix.is_empty() {
        return None;
    }
    println!("cargo::rerun-if-changed={log}");
    Some(commit.chars().take(LENGTH).collect())
}
