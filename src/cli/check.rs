//! `aimf check`: every problem of a site, with its place and what to write instead.

use super::{Failure, LISTEN, SiteArgs};
use crate::edition::{Effort, Publisher};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    site: SiteArgs,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let base = args.site.base(LISTEN)?;
    let publication = args.site.publish(&Publisher::new(), &base, Effort::Quick)?;
    let speaker = args.site.speaker();
    eprint!("{}", speaker.report(&publication.report));
    if publication.edition.is_none() {
        return Err(Failure::Site);
    }
    println!("{}", speaker.all_well(publication.pages, publication.languages));
    Ok(())
}
