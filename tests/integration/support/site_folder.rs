//! The shipped site as a folder that tests change.

use std::fs;
use std::path::Path;

use aimf::source::FOLDERS;

use super::program::wait_until;
use super::shipped_site::shipped_files;

/// The file whose page's title an editor changes.
pub const FILE: &str = "content/vision.toml";

/// The shipped site in a directory.
pub fn shipped_into(folder: &Path) {
    let files = shipped_files();
    for (path, bytes) in FOLDERS.into_iter().flat_map(|folder| files.under(folder)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The same in a folder of its own.
pub fn shipped_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    folder
}

/// The text of the vision's file with another English title of its page.
pub fn titled(folder: &Path, title: &str) -> String {
    let text = fs::read_to_string(folder.join(FILE)).unwrap();
    let head = text.find("[page]").unwrap();
    let line = text[head..].lines().find(|line| line.starts_with("title.en = ")).unwrap();
    text[..head].to_owned() + &text[head..].replacen(line, &format!("title.en = \"{title}\""), 1)
}

/// Replaces one text in one of the files.
pub fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Waits until a state folder holds the vision's file with this text, whole.
pub fn wait_until_kept(state: &Path, text: &str) {
    wait_until("the site is never kept", || {
        let generations = fs::read_dir(state).into_iter().flatten().filter_map(Result::ok);
        let mut generations = generations.filter(|entry| entry.file_name().to_string_lossy().starts_with("site-"));
        generations.any(|entry| fs::read_to_string(entry.path().join(FILE)).is_ok_and(|kept| kept == text))
    });
}
