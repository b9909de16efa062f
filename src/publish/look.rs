//! The look that a site chooses, for what cannot be told by its pages: the stylesheet, pictures, icons.

use askama::Template;

use crate::content::Colour;
use crate::content::look::{ColourScheme, DARK, LIGHT, Look};
use crate::drawing::colours::PictureColours;
use crate::template;

/// What stands at the end of the stylesheet.
#[derive(Template)]
#[template(path = "look.css", escape = "none")]
struct LookRules {
    light: Option<ColourScheme>,
    dark: Option<ColourScheme>,
    /// The ground of pictures that are drawn for a light one, in the dark.
    picture_ground: Colour,
}

/// The rules for a look; none where the site has none of its own.
pub(super) fn rules(look: Option<&Look>) -> String {
    let Some(look) = look else { return String::new() };
    let light = look.light.as_ref().map(|_| look.light());
    let dark = look.dark.as_ref().map(|_| look.dark());
    template::render(&LookRules { light, dark, picture_ground: light.unwrap_or(LIGHT).paper })
}

/// The colours of sharing cards and icons: those of the field by day, and of the assembly in a page.
pub(super) fn picture_colours(look: Option<&Look>) -> PictureColours {
    let (light, dark) = look.map_or((LIGHT, DARK), |look| (look.light(), look.dark()));
    let has_own_dark = look.is_some_and(|look| look.dark.is_some());
    let night = if has_own_dark { dark.accent } else { dark.mango };
    PictureColours {
        ground: light.panel.0,
        ink: light.on_panel.0,
        dots: light.mango.0,
        tab: [[light.accent.0, light.ink.0], [night.0, dark.ink.0]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_look_pictures_have_the_colours_of_the_program() {
        assert_eq!(picture_colours(None), PictureColours::default());
        assert_eq!(rules(None), "");
    }
}
