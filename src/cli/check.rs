//! `aimf check`: every problem of a site, with its place and what to write instead.

use std::path::PathBuf;

use clap::ValueEnum;

use super::output::{complain, print, print_line};
use super::{Failure, SiteArgs, schedule};
use crate::state::StateFolder;

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    site: SiteArgs,

    /// Fail on warnings too
    #[arg(long)]
    strict: bool,

    /// The state folder of the server, to be told which edition it serves while there are errors
    #[arg(long, value_name = "DIR", env = "AIMF_STATE")]
    state: Option<PathBuf>,

    /// How problems are told
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, on the standard error stream
    Text,
    /// A JSON object a line
    Json,
    /// Annotations in a workflow of GitHub
    Github,
}

pub(super) fn run(args: &CheckArgs) -> Result<(), Failure> {
    let publication = args.site.check()?;
    let (reporter, report) = (args.site.reporter(), &publication.report);
    let warnings = report.warnings().count();
    let is_good = !(report.has_errors() || args.strict && warnings > 0);
    match args.format {
        Format::Json => print(reporter.json(report))?,
        Format::Github => print(reporter.github(report, &args.folder()))?,
        Format::Text => {
            complain(reporter.report(report));
            if is_good {
                let [pages, languages] = [publication.pages, publication.languages].map(|count| count.to_string());
                // What the association has yet to give is no mistake of its editors.
                let mistakes = report.mistakes().count();
                let id = if mistakes == 0 { "all-well" } else { "publishable" };
                let (site, mistakes) = (args.site.name(), mistakes.to_string());
                let values = [("site", &site), ("pages", &pages), ("languages", &languages), ("warnings", &mistakes)];
                print_line(reporter.say(id, &values.map(|(name, value)| (name, value.as_str()))))?;
                if args.site.path().is_none() {
                    print_line(reporter.say("carried-checked", &[]))?;
                }
                print(schedule::outlook(reporter, &publication.schedule))?;
            } else if !report.has_errors() {
                complain(reporter.say("strict", &[("warnings", &warnings.to_string())]) + "\n");
            } else if let Some(Ok(Some(kept))) = args.state.clone().map(|folder| StateFolder::at(folder).kept()) {
                let since = humantime::format_rfc3339_seconds(kept.since).to_string();
                complain(reporter.say("kept-site", &[("since", &since)]) + "\n");
            }
        }
    }
    if is_good { Ok(()) } else { Err(Failure::Site) }
}

impl CheckArgs {
    /// The site's folder, with which the paths of annotations begin; empty for the repository's own.
    fn folder(&self) -> String {
        let folder = self.site.path().unwrap_or_default();
        let folder = folder.to_string_lossy().replace('\\', "/");
        let folder = folder.trim_start_matches("./").trim_end_matches('/');
        if matches!(folder, "" | ".") { String::new() } else { format!("{folder}/") }
    }
}
