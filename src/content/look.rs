//! The look of a site as its editors choose it: a logo, and colours by day and by night.
//!
//! Of each scheme three colours are chosen. The others follow: each is the program's own as long as it is read on the chosen ground, or
//! else the nearest that is. So no choice that passes the check here gives a page that fails it elsewhere.

use super::colour::{Colour, ENOUGH};
use super::from_toml::records;
use super::value::{At, LogoFile};
use super::word_list::is_in;
use crate::diagnostic::{Place, Problem, Report};

records! {
    /// The logo and the colours.
    pub struct Look {
        /// The logo in the header, a file of `static`: SVG or PNG.
        pub logo: Option<At<LogoFile>>,
        /// The logo on a dark ground.
        pub logo_dark: Option<At<LogoFile>>,
        /// The colours by day.
        pub light: Option<ColourChoice>,
        /// The colours where the visitor's device is set to dark.
        pub dark: Option<ColourChoice>,
    }

    /// The colours of a scheme; those that are not chosen are the program's own.
    pub struct ColourChoice {
        /// The ground of the pages.
        pub ground: Option<At<Colour>>,
        /// The text.
        pub ink: Option<At<Colour>>,
        /// The links, and what is counted.
        pub accent: Option<At<Colour>>,
    }
}

/// Declares the colours of all pages: each with its custom property, and the program's own by day and in the dark.
macro_rules! colours {
    ($($field:ident = $property:literal: $light:literal, $dark:literal;)+) => {
        /// The colours of all pages in one scheme, each as the stylesheet names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct ColourScheme {
            $(pub $field: Colour,)+
        }

        /// The program's own colours by day: those of the stylesheet.
        pub const LIGHT: ColourScheme = ColourScheme { $($field: Colour::of_number($light),)+ };

        /// The program's own colours in the dark.
        pub const DARK: ColourScheme = ColourScheme { $($field: Colour::of_number($dark),)+ };

        impl ColourScheme {
            /// Each colour with the name of its custom property.
            pub fn names(&self) -> [(&'static str, Colour); 13] {
                [$(($property, self.$field)),+]
            }
        }
    };
}

colours! {
    paper = "paper": 0xFA_F8_F9, 0x14_10_1B;
    veil = "veil": 0xF1_EB_F0, 0x1F_18_29;
    ink = "ink": 0x1A_14_23, 0xF4_EF_F6;
    grey = "grey": 0x4B_43_57, 0xC6_BB_CF;
    accent = "accent": 0x7A_11_40, 0xFF_A9_C9;
    visited = "visited": 0x56_0A_2C, 0xF3_CF_E0;
    span = "span": 0x0B_57_54, 0x83_DB_D0;
    panel = "panel": 0x1D_1A_5B, 0x2A_1F_3A;
    on_panel = "on-panel": 0xFA_F8_F9, 0xF4_EF_F6;
    mango = "mango": 0xFF_B3_1A, 0xFF_C2_4D;
    echo = "echo": 0x4A_46_A8, 0x5D_4A_7E;
    tick = "tick": 0x8A_80_96, 0x7F_73_8E;
    hair = "hair": 0xDC_D4_DE, 0x38_2D_45;
}

impl Look {
    /// The colours by day.
    pub fn light(&self) -> ColourScheme {
        self.light.as_ref().map_or(LIGHT, |choice| choice.scheme(LIGHT))
    }

    /// The colours in the dark.
    pub fn dark(&self) -> ColourScheme {
        self.dark.as_ref().map_or(DARK, |choice| choice.scheme(DARK))
    }
}

impl ColourChoice {
    /// The chosen ground, ink and accent; where one is not, that of the program.
    fn chosen(&self, own: ColourScheme) -> [Colour; 3] {
        let of = |chosen: &Option<At<Colour>>, own: Colour| chosen.as_ref().map_or(own, |chosen| **chosen);
        [of(&self.ground, own.paper), of(&self.ink, own.ink), of(&self.accent, own.accent)]
    }

    /// All colours of the scheme, which is the program's `own` where nothing is chosen.
    fn scheme(&self, own: ColourScheme) -> ColourScheme {
        let [paper, ink, accent] = self.chosen(own);
        let is_read = |colour: Colour, grounds: &[Colour]| grounds.iter().all(|ground| colour.is_read_on(*ground));
        // Of what is only chosen in part the rest stays as it is, as far as it is read.
        let has_own_ground = (paper, ink) == (own.paper, own.ink);
        let nearest = |own: Option<Colour>, [from, to]: [Colour; 2], most: u16, is_right: &dyn Fn(&Colour) -> bool| {
            own.filter(is_right).unwrap_or_else(|| from.towards(to, most, is_right))
        };
        let own_with_ground = |own: Colour| has_own_ground.then_some(own);
        let veil = nearest(own_with_ground(own.veil), [paper, ink], 6, &|veil| is_read(*veil, &[ink, accent]));
        let grounds = [paper, veil];
        let grey = nearest(own_with_ground(own.grey), [ink, paper], 28, &|grey| is_read(*grey, &grounds));
        let is_seen = |tick: &Colour| grounds.iter().all(|ground| tick.contrast(*ground) >= 3.0);
        let tick = nearest(own_with_ground(own.tick), [ink, paper], 55, &is_seen);
        let own_visited = (accent == own.accent).then_some(own.visited);
        let visited = nearest(own_visited, [accent, ink], 35, &|visited| is_read(*visited, &grounds));
        let with_ground = ColourScheme {
            paper,
            veil,
            ink,
            grey,
            accent,
            visited,
            span: own.span.closest(|span| is_read(span, &grounds)).unwrap_or(ink),
            tick,
            hair: if has_own_ground { own.hair } else { paper.with(14, ink) },
            ..own
        };
        if has_own_ground && accent == own.accent { with_ground } else { with_ground.with_panel(own) }
    }
}

impl ColourScheme {
    /// The same with a field for the quotation: by day the accent with the ground upon it; in the dark the ground, a little nearer to the
    /// accent, which marks what is marked upon it.
    fn with_panel(self, own: Self) -> Self {
        let Self { paper, ink, accent, .. } = self;
        let is_read = |panel: &Colour| ink.is_read_on(*panel) && accent.is_read_on(*panel);
        let panel = paper.towards(accent, 12, is_read);
        let is_dark = own == DARK;
        let (panel, on_panel, mango) = if is_dark { (panel, ink, accent) } else { (accent, paper, paper) };
        Self { panel, on_panel, mango, echo: panel.with(28, on_panel), ..self }
    }
}

/// What the colours are called here, and what they are called elsewhere.
const OTHER_NAMES: [(&str, &str); 3] =
    [("accent", "link links lien liens"), ("ground", "background fond"), ("ink", "text texte")];

/// Says of a colour by another name which one is meant: `link` is no misspelt `ink`.
pub(super) fn explain(report: &mut Report) {
    report.rewrite(|_, problem| {
        if let Problem::KeyUnknown { key, near, known } = problem
            && ["ground", "ink", "accent"].iter().all(|own| known.contains(own))
            && let Some((own, _)) = OTHER_NAMES.iter().find(|(_, others)| is_in(others, &key.to_lowercase()))
        {
            (*own).clone_into(near);
        }
    });
}

/// Checks the contrast of the chosen colours, and that a logo for the dark is not alone.
pub(super) fn check(look: &Look, report: &mut Report) {
    if let (Some(dark), None) = (&look.logo_dark, &look.logo) {
        report.error(dark.place.clone(), Problem::LogoAlone { file: dark.to_string() });
    }
    for (choice, own) in [(&look.light, LIGHT), (&look.dark, DARK)] {
        if let Some(choice) = choice {
            contrast(choice, own, report);
        }
    }
}

/// Text and links are read on the ground by all.
fn contrast(choice: &ColourChoice, own: ColourScheme, report: &mut Report) {
    let [ground, ink, accent] = choice.chosen(own);
    let inks = [("ink", ink, &choice.ink), ("accent", accent, &choice.accent)];
    let ground_place = choice.ground.as_ref().map_or(&choice.table_place, |ground| &ground.place);
    if ground.closest_ground() != Some(ground) {
        // On a ground that is neither light nor dark no colour is read.
        let with_inks = ground.closest(|ground| inks.iter().all(|(_, ink, _)| ink.is_read_on(ground)));
        let near = with_inks.or_else(|| ground.closest_ground()).map(|near| near.to_string()).unwrap_or_default();
        report.error(ground_place.clone(), Problem::GroundBetween { value: ground.to_string(), near });
        return;
    }
    for (key, colour, chosen) in inks {
        let Some(near) = colour.closest(|ink| ink.is_read_on(ground)).filter(|near| *near != colour) else { continue };
        let place: &Place = chosen.as_ref().map_or(ground_place, |chosen| &chosen.place);
        let (units, hundredths) = parts(colour.contrast(ground));
        let [line, near] = [colour, near].map(|colour| format!("{key} = \"{colour}\""));
        let problem = Problem::ContrastLow { line, ground: ground.to_string(), units, hundredths, near };
        report.error(place.clone(), problem);
    }
}

/// A ratio in its whole part and its hundredths, cut and not rounded: 6.999 is not enough.
fn parts(ratio: f64) -> (String, String) {
    let text = format!("{:.4}", ratio.min(ENOUGH));
    let (units, rest) = text.split_once('.').unwrap_or((&text, "00"));
    (units.to_owned(), rest.chars().take(2).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn choice([ground, ink, accent]: [Option<[u8; 3]>; 3]) -> ColourChoice {
        let at =
            |colour: Option<[u8; 3]>| colour.map(|colour| At::new(Colour(colour), Place::file("content/site.toml")));
        let table_place = Place::file("content/site.toml");
        ColourChoice { ground: at(ground), ink: at(ink), accent: at(accent), table_place }
    }

    /// Every pair of a text and its ground (7:1) and of a mark and its ground (3:1).
    fn all_is_read(scheme: ColourScheme) -> Result<(), TestCaseError> {
        let ColourScheme { paper, veil, ink, grey, accent, visited, span, panel, on_panel, mango, tick, .. } = scheme;
        for text in [ink, grey, accent, visited, span] {
            for ground in [paper, veil] {
                prop_assert!(text.is_read_on(ground), "{text} on {ground}: {scheme:?}");
            }
        }
        for text in [on_panel, mango] {
            prop_assert!(text.is_read_on(panel), "{text} on {panel}: {scheme:?}");
        }
        prop_assert!(tick.contrast(paper) >= 3.0 && tick.contrast(veil) >= 3.0, "{scheme:?}");
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// Of any three colours, once the program's own help is followed, all that follows from them is read.
        #[test]
        fn all_colours_that_follow_from_chosen_ones_have_the_contrast_of_wcag_aaa(
            chosen in any::<[Option<[u8; 3]>; 3]>(), own in prop_oneof![Just(LIGHT), Just(DARK)]
        ) {
            let mut chosen = choice(chosen);
            let mut report = Report::default();
            contrast(&chosen, own, &mut report);
            // Twice: a ground first, where no colour is read on the chosen one.
            for _ in 0..2 {
                for one in std::mem::take(&mut report).errors() {
                    let colour = |text: &str| {
                        let text = text.rsplit(' ').next().unwrap().trim_matches('"');
                        Some(At::new(Colour::parse(text).unwrap(), Place::file("x")))
                    };
                    match &one.problem {
                        Problem::GroundBetween { near, .. } => chosen.ground = colour(near),
                        Problem::ContrastLow { near, .. } if near.starts_with("ink") => chosen.ink = colour(near),
                        Problem::ContrastLow { near, .. } => chosen.accent = colour(near),
                        other => panic!("{other:?}"),
                    }
                }
                contrast(&chosen, own, &mut report);
            }
            prop_assert!(report.is_empty(), "{report:?}");
            all_is_read(chosen.scheme(own))?;
        }
    }

    #[test]
    fn nothing_chosen_changes_nothing_and_an_accent_alone_leaves_the_ground() {
        assert_eq!([choice([None; 3]).scheme(LIGHT), choice([None; 3]).scheme(DARK)], [LIGHT, DARK]);
        let green = choice([None, None, Some([0x0A, 0x55, 0x2B])]).scheme(LIGHT);
        let kept = [green.paper, green.veil, green.ink, green.grey, green.span, green.tick, green.hair];
        assert_eq!(kept, [LIGHT.paper, LIGHT.veil, LIGHT.ink, LIGHT.grey, LIGHT.span, LIGHT.tick, LIGHT.hair]);
        assert_eq!(
            [green.accent, green.panel, green.on_panel].map(|colour| colour.to_string()),
            ["#0A552B", "#0A552B", "#FAF8F9"]
        );
    }

    #[test]
    fn the_colours_of_the_program_are_those_of_its_stylesheet() {
        let css = include_str!("../../static/site.css");
        let (light, rest) = css.split_once("@media (prefers-color-scheme: dark)").unwrap();
        let dark = rest.split_once("/* Joined").unwrap().0;
        for (css, scheme) in [(light, LIGHT), (dark, DARK)] {
            for (name, colour) in scheme.names() {
                assert!(
                    css.contains(&format!("--{name}: {};", colour.to_string().to_lowercase())),
                    "--{name}: {colour}"
                );
            }
        }
    }
}
