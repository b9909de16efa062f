//! What an editor does who follows the guide, in a folder, with the real program.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::recipes::{Recipe, Step, plain};
use super::{effects, samples};
use crate::support::program::{binary, get_url, without_settings};

/// A language of the guide, as the editor's computer says it.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    pub file: &'static str,
    pub locale: &'static str,
}

/// An editor: the folder that the terminal is in, and what the last command said.
pub struct Editor {
    guide: Guide,
    /// Kept as long as the editor; the site and what it is pushed to are in it.
    _home: tempfile::TempDir,
    pub folder: PathBuf,
    said: Option<Output>,
}

impl Editor {
    /// One who has unpacked the program into a folder, and nothing else.
    pub fn new(guide: Guide) -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("aimf-archive");
        fs::create_dir(&folder).unwrap();
        let editor = Self { guide, _home: home, folder, said: None };
        editor.take_program();
        editor
    }

    fn take_program(&self) {
        let (from, to) = (binary(), self.folder.join("aimf"));
        if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to).unwrap();
        }
    }

    /// Follows a recipe and, before it, those that it asks for; none is followed twice.
    pub fn follow(&mut self, title: &str, recipes: &[Recipe], followed: &mut Vec<String>) {
        let recipe = recipes.iter().find(|recipe| recipe.title == title);
        let recipe = recipe.unwrap_or_else(|| panic!("{}: no recipe {title}", self.guide.file));
        for first in &recipe.first {
            self.follow(first, recipes, followed);
        }
        if followed.contains(&recipe.title) {
            return;
        }
        for step in &recipe.steps {
            self.take(title, step);
        }
        self.expect_no_failure(title);
        followed.push(title.to_owned());
    }

    fn take(&mut self, title: &str, step: &Step) {
        let place = format!("{}, {title}: {step:?}", self.guide.file);
        if !matches!(step, Step::Answer { .. }) {
            self.expect_no_failure(&place);
        }
        match step {
            Step::Create { file, text } => {
                let path = self.folder.join(file);
                assert!(!path.exists(), "{place}");
                fs::write(path, text).unwrap();
            }
            Step::Append { file, text } => self.edit(file, |before| {
                let gap = if before.is_empty() || before.ends_with("\n\n") { "" } else { "\n" };
                format!("{before}{gap}{text}")
            }),
            Step::Above { file, line, text } => {
                self.replace(&place, file, &format!("{line}\n"), &format!("{text}{line}\n"));
            }
            Step::Below { file, line, text } => {
                self.replace(&place, file, &format!("{line}\n"), &format!("{line}\n{text}"));
            }
            Step::Replace { file, from, to } => self.replace(&place, file, from, to),
            Step::Remove { file, text } => self.replace(&place, file, text, ""),
            Step::Cut { file, line } => self.edit(file, |text| {
                let (before, _) = text.split_once(&format!("\n{line}\n")).unwrap_or_else(|| panic!("{place}"));
                before.to_owned() + "\n"
            }),
            Step::Delete { file } => fs::remove_file(self.folder.join(file)).unwrap(),
            Step::Rename { from, to } => fs::rename(self.folder.join(from), self.folder.join(to)).unwrap(),
            Step::Put { name } => {
                fs::write(self.folder.join("static").join(name), samples::of(name)).unwrap();
            }
            Step::Enter { folder } => {
                self.folder.push(folder);
                self.take_program();
            }
            Step::Run { commands } => self.run(&place, commands),
            Step::Answer { text } => self.expect_answer(&place, text),
        }
    }

    /// Changes a file's text.
    fn edit(&self, file: &str, change: impl FnOnce(&str) -> String) {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        fs::write(path, change(&text)).unwrap();
    }

    /// Replaces whole lines, which must stand once in the file.
    fn replace(&self, place: &str, file: &str, from: &str, to: &str) {
        self.edit(file, |text| {
            let starts = text.match_indices(from).map(|(at, _)| at);
            let found: Vec<_> = starts.filter(|at| *at == 0 || text[..*at].ends_with('\n')).collect();
            let [at] = found[..] else { panic!("{place}: stands {} times in {file}", found.len()) };
            format!("{}{to}{}", &text[..at], &text[at + from.len()..])
        });
    }

    /// Runs commands as they are printed.
    fn run(&mut self, place: &str, commands: &str) {
        if commands.trim() == "./aimf preview" {
            return self.preview(place);
        }
        if commands.starts_with("git ") && !self.folder.join(".git").exists() {
            self.keep_with_git();
        }
        self.said = Some(self.shell(commands).output().unwrap());
    }

    fn shell(&self, commands: &str) -> Command {
        let mut shell = without_settings(Command::new("sh"));
        shell.args(["-ec", commands]).current_dir(&self.folder).env("LANG", self.guide.locale);
        shell.env("SOURCE_DATE_EPOCH", effects::day());
        for who in ["AUTHOR", "COMMITTER"] {
            shell.env(format!("GIT_{who}_NAME"), "Editor").env(format!("GIT_{who}_EMAIL"), "editor@example.org");
        }
        shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        shell
    }

    /// A folder that git keeps, as whoever runs the site gives it: pushed twice, and with a change of the editor's.
    fn keep_with_git(&self) {
        let setup =
            "git init --quiet --bare --initial-branch=main ../site.git && git init --quiet --initial-branch=main
            git remote add origin ../site.git && git add content locales static && git commit --quiet --message=Start
            echo '# A change.' >> content/vision.toml && git commit --quiet --all --message=Change
            git push --quiet --set-upstream origin main
            echo '# Another.' >> content/vision.toml";
        let output = self.shell(setup).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
    }

    /// Starts the preview, and sees the site in it.
    fn preview(&self, place: &str) {
        let mut child = self.shell("exec ./aimf preview").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let page = get_url(&format!("{}fr/", address.trim()));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(page.0, 200, "{place}: {address}");
    }

    fn expect_no_failure(&mut self, place: &str) {
        if let Some(output) = self.said.take() {
            assert!(output.status.success(), "{place}: before that, the program said\n{}", said(&output));
        }
    }

    /// The last command has said this; where that is a problem, it is the one to be mended next.
    fn expect_answer(&mut self, place: &str, text: &str) {
        let output = self.said.take().unwrap_or_else(|| panic!("{place}: nothing was run"));
        let (told, expected) = (tidy(&said(&output)), tidy(text));
        let mut rest = told.as_str();
        for part in expected.split('…') {
            let found = rest.find(part.trim()).unwrap_or_else(|| panic!("{place}: the program says\n{told}"));
            rest = &rest[found + part.trim().len()..];
        }
    }

    /// The warnings that `check --strict` tells of the site, a line each; there is no error.
    pub fn warnings(&self, place: &str) -> Vec<String> {
        let output = self.shell("./aimf check --strict --format json").output().unwrap();
        let told = said(&output);
        assert!(!told.contains("\"severity\":\"error\""), "{place}: {told}");
        told.lines().filter(|line| line.contains("\"severity\":\"warning\"")).map(str::to_owned).collect()
    }

    /// How many versions of the site have been pushed.
    pub fn pushed_versions(&self) -> usize {
        let output = self.shell("git --git-dir ../site.git log --oneline").output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        said(&output).lines().count()
    }
}

/// What a command printed.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A text as people compare it: plain spaces, and no space at the end of a line.
fn tidy(text: &str) -> String {
    text.lines().map(|line| plain(line).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Reads the folder of a site.
pub fn read(site: &Path) -> aimf::source::Files {
    let mut report = aimf::diagnostic::Report::default();
    let files = aimf::source::Source::Directory(site.to_owned()).read(&mut report);
    assert!(report.is_empty());
    files
}
