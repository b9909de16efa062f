//! The association's logo in the header, where the site has one.

use super::Picture;
use super::context::RenderContext;
use crate::content::{At, LogoFile, did_you_mean};
use crate::diagnostic::Problem;

/// A logo, with the room that it takes while it loads.
#[derive(Clone, Debug)]
pub struct Logo {
    pub address: String,
    /// The one for a dark ground.
    pub dark: Option<String>,
    pub width: u32,
    pub height: u32,
    /// The association's name.
    pub alternative: String,
}

/// The logo; nothing where the site has none. A file that is not there is remembered as a problem.
pub fn logo(context: &RenderContext<'_>) -> Option<Logo> {
    let look = context.site.settings.look.as_ref()?;
    let dark = look.logo_dark.as_ref().and_then(|file| picture(context, file));
    let light = picture(context, look.logo.as_ref()?)?;
    let (width, height) = light.size?;
    let alternative = context.set(&context.site.profile.full_name(context.language));
    Some(Logo { address: light.address, dark: dark.map(|dark| dark.address), width, height, alternative })
}

fn picture(context: &RenderContext<'_>, file: &At<LogoFile>) -> Option<Picture> {
    let name = file.as_str();
    let picture = context.assets.file(name);
    if picture.is_none() {
        let names = context.assets.file_names();
        // What texts write before a name, and the folder, are no part of it.
        let typed = name.trim_start_matches("file:").trim_start_matches("static/");
        let near = did_you_mean(typed, names.into_iter().filter(|name| LogoFile::is_valid(name))).unwrap_or_default();
        context.remember(file.place.clone(), Problem::LogoUnknown { file: name.to_owned(), near });
    }
    picture
}
