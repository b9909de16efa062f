//! The association's logo in the header, where the site has one.

use super::Picture;
use super::context::RenderContext;
use crate::content::{At, LogoFile};

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
    let taken: Vec<_> = look.logo.iter().map(|file| file.as_str()).collect();
    let dark = look.logo_dark.as_ref().and_then(|file| picture(context, file, &taken));
    let file = look.logo.as_ref()?;
    let light = picture(context, file, &[])?;
    let (width, height) = light.size?;
    context.show(file.as_str());
    let alternative = context.set(&context.site.profile.full_name(context.language));
    Some(Logo { address: light.address, dark: dark.map(|dark| dark.address), width, height, alternative })
}

/// The picture of a file; where it is not there, none of `taken` is meant by its name.
fn picture(context: &RenderContext<'_>, file: &At<LogoFile>, taken: &[&str]) -> Option<Picture> {
    let name = file.as_str();
    let picture = context.assets.file(name);
    if picture.is_none()
        && let Some(problem) = context.unknown_logo(name, |name| LogoFile::is_valid(name) && !taken.contains(&name))
    {
        context.remember(file.place.clone(), problem);
    }
    picture
}
