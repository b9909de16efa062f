//! The partners' logos, each a link to its partner.

use askama::Template;

use super::context::{Picture, RenderContext};
use crate::content::site::Partner;
use crate::html::{Html, PlainText};

/// A logo, named by its alternative text.
#[derive(Template)]
#[template(path = "partner_logo.html")]
struct PartnerLogo {
    name: PlainText,
    picture: Picture,
    url: Option<String>,
}

/// The logos of all partners. One whose picture is not there is left out, and told.
pub fn partners(context: &RenderContext<'_>) -> Vec<Html> {
    list(context).iter().filter_map(|partner| logo(context, partner)).collect()
}

/// The partners that editors listed.
pub fn list<'a>(context: &RenderContext<'a>) -> &'a [Partner] {
    context.site.projects.partners.as_deref().unwrap_or_default()
}

pub fn logo(context: &RenderContext<'_>, partner: &Partner) -> Option<Html> {
    // That its name is wrong is told already.
    if partner.logo.stands_in {
        return None;
    }
    let logo = PartnerLogo {
        name: context.text(partner.name.of(context.language)),
        picture: context.picture_of(&partner.logo)?,
        url: partner.url.as_ref().map(ToString::to_string),
    };
    Some(Html::of(&logo))
}
