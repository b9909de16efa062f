//! The options that say which site is meant, and who reads what is said of it.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::output::{complain, print_line};
use super::{Failure, LISTEN, calling, schedule};
use crate::base_url::{BaseUrl, BaseUrlChoice, InvalidBaseUrl};
use crate::content::Schedule;
use crate::diagnostic::Report;
use crate::edition::Edition;
use crate::folder::{NewFolderError, WriteError, as_typed};
use crate::publish::{Publication, Publisher};
use crate::reporter::Reporter;
use crate::source::{Source, is_meant, lacks_folder};

#[derive(Debug, clap::Args)]
pub(super) struct SiteArgs {
    /// The folder of the site, which holds `content`, `locales` and `static`
    /// [default: the current folder if it is a site's, else the site that the program carries]
    #[arg(long, value_name = "DIR", env = "AIMF_SITE")]
    pub(super) site: Option<PathBuf>,

    /// The site's public address, such as <https://www.example.org>, which absolute links are made of
    /// [default: that of `site.toml`, else the listening address, except for `export`]
    #[arg(long, value_name = "URL", env = "AIMF_BASE_URL")]
    base_url: Option<BaseUrl>,

    #[command(flatten)]
    pub(super) reader: ReaderArgs,
}

/// Who reads what the command says.
#[derive(Debug, clap::Args)]
pub(super) struct ReaderArgs {
    /// The language in which problems are told [default: that of the terminal]
    #[arg(long, value_name = "LANGUAGE", env = "AIMF_LANG", value_parser = PossibleValuesParser::new(["fr", "en"])
        .map(|code| if code == "fr" { Reporter::French } else { Reporter::English }))]
    lang: Option<Reporter>,
}

impl SiteArgs {
    pub(super) fn source(&self) -> Source {
        self.path().map_or(Source::Embedded, Source::Directory)
    }

    /// The folder of the site, if it is not the one that the program carries.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let here = Path::new(".");
        self.site.clone().or_else(|| is_meant(here).then(|| here.to_owned()))
    }

    /// Which site is meant, for people: by the whole path of its folder, if it has one.
    pub(super) fn name(&self) -> String {
        match self.path() {
            Some(path) => path.canonicalize().unwrap_or(path).display().to_string(),
            None => self.reporter().say("carried-site", &[]),
        }
    }

    /// How the public address is chosen for a server that listens at `listening`: an address and a port.
    pub(super) fn base(&self, listening: impl Display) -> Result<BaseUrlChoice, InvalidBaseUrl> {
        // Visitors of a server that listens on every address come by that of this machine.
        let listening = listening.to_string().replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]");
        Ok(BaseUrlChoice { asked: self.base_url.clone(), otherwise: format!("http://{listening}").parse()? })
    }

    /// Every problem of the site.
    pub(super) fn check(&self) -> Result<Publication, Failure> {
        self.check_by(&self.publisher()?)
    }

    fn check_by(&self, publisher: &Publisher) -> Result<Publication, Failure> {
        let mut report = Report::default();
        let files = self.source().read(&mut report);
        Ok(publisher.check(&files, report, &self.base(LISTEN)?)?)
    }

    /// Refuses a site whose texts are not in order, with every problem on the standard error stream.
    pub(super) fn in_order(&self) -> Result<(), Failure> {
        let Publication { report, .. } = self.check_by(&self.publisher()?.without_photographs())?;
        if report.has_errors() { Err(self.refused(&report)) } else { Ok(()) }
    }

    /// What makes editions by the clock of the commands.
    fn publisher(&self) -> Result<Publisher, Failure> {
        let odd = |value: String| self.reader.failure("epoch-odd", &[("value", &value)]);
        Ok(Publisher::new().with_progress(self.reader.progress()).with_clock(schedule::clock().map_err(odd)?))
    }

    /// The edition for the site's public address, and until when it is good; or every problem on the standard error stream.
    pub(super) fn edition(&self) -> Result<(Edition, Schedule), Failure> {
        let mut report = Report::default();
        let files = self.source().read(&mut report);
        let publication = self.publisher()?.publish(&files, report, &self.base(LISTEN)?)?;
        let edition = publication.edition.filter(|_| !publication.report.has_errors());
        let edition = edition.ok_or_else(|| self.refused(&publication.report))?;
        // The links of files lead to where they will be, which nobody listens to yet.
        if publication.has_own_address {
            Ok((edition, publication.schedule))
        } else {
            Err(self.reader.failure("no-address", &[]))
        }
    }

    /// Tells every problem on the standard error stream.
    pub(super) fn refused(&self, report: &Report) -> Failure {
        complain(self.reporter().report(report));
        Failure::Site
    }

    pub(super) fn reporter(&self) -> Reporter {
        self.reader.reporter()
    }

    /// The folder of the site, for a command that writes into it: the site that the program carries cannot be changed.
    pub(super) fn folder(&self) -> Result<PathBuf, Failure> {
        let folder = self.path().ok_or_else(|| self.reader.failure("embedded-site", &[]))?;
        let mut report = Report::default();
        let _ = self.source().read(&mut report);
        if lacks_folder(&report) { Err(self.refused(&report)) } else { Ok(folder) }
    }
}

impl ReaderArgs {
    /// Tells in the editor's language why the command cannot be done.
    pub(super) fn failure(&self, id: &str, values: &[(&'static str, &str)]) -> Failure {
        complain(self.reporter().say(id, values) + "\n");
        Failure::Reported
    }

    /// Tells which file could not be written, and why.
    pub(super) fn not_written(&self, error: &WriteError) -> Failure {
        let (path, reason) = (error.path.to_string_lossy(), error.source.to_string());
        self.failure("write-failed", &[("path", &path), ("reason", &reason)])
    }

    /// Tells in the editor's language how many files there are in a new folder, with the message `done`, or why it is not there.
    pub(super) fn filled(
        &self,
        folder: &Path,
        result: Result<usize, NewFolderError>,
        done: &str,
        site: &str,
    ) -> Result<(), Failure> {
        let typed = as_typed(folder);
        match result {
            Ok(files) => {
                let values = [("folder", typed.as_str()), ("files", &files.to_string()), ("site", site)];
                print_line(self.reporter().say(done, &values))
            }
            Err(NewFolderError::NotEmpty(_)) => Err(self.failure("folder-not-empty", &[("folder", &typed)])),
            Err(NewFolderError::Write(error)) => Err(self.not_written(&error)),
        }
    }

    /// Tells in the editor's language how many photographs of how many are prepared.
    pub(super) fn progress(&self) -> impl Fn(usize, usize) + Send + Sync + use<> {
        let reporter = self.reporter();
        move |done, all| {
            let [done, all] = [done, all].map(|number| number.to_string());
            complain(reporter.say("photographs", &[("done", &done), ("all", &all)]) + "\n");
        }
    }

    /// In which language problems are told: as asked, else as the terminal's locale says.
    pub(super) fn reporter(&self) -> Reporter {
        self.lang.unwrap_or_else(calling::of_terminal)
    }
}
