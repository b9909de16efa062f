//! The picture that appears where a page's address is shared.
//!
//! A card is a PNG of 1200 × 630 pixels (networks do not take SVG): the title, the association's name, one line of facts,
//! and the rosace, in the site's own type. It is drawn with nothing but the embedded faces, so that the same page gives
//! the same bytes on every machine. The rosace takes longest and is the same on all cards, so a [`CardRenderer`] draws it once.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use askama::Template;
use bytes::Bytes;
use rayon::prelude::*;
use resvg::tiny_skia::Transform;
use resvg::usvg::{self, fontdb};

use super::canvas::{self, Canvas, DrawError, KAOLIN, MANGO};
use super::colours::PictureColours;
use super::face::{FAMILY, Face};
use super::line_breaking::{self, Word};
use super::rosace::Numbers;
use crate::cache::Cache;
use crate::template;

/// Width of a card in pixels, for `og:image:width`.
pub const WIDTH: u16 = 1200;

/// Height of a card in pixels, for `og:image:height`.
pub const HEIGHT: u16 = 630;

/// The distance of everything from the edges: a rosace of 520 pixels leaves as much above and below it.
const MARGIN: u16 = 55;

/// How far the rosace reaches, in its own units, of which 250 are the height.
const REACH: f32 = 250.0 * (0.5 - MARGIN as f32 / HEIGHT as f32);

/// Width of the column of text, which stays as far from the rays as all else from the edges.
const COLUMN: u16 = 514;

/// Height of the capitals of Libertinus Serif, in ems (OS/2, `sCapHeight`: 0.645 to 0.658).
const CAPITAL: f32 = 0.65;

/// Width of its space, in ems.
const SPACE: f32 = 0.25;

/// The texts of a card. They come set in their language's typography.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Card {
    /// The page's title.
    pub title: String,
    /// The association's name; not said twice where it is the title.
    pub name: String,
    /// One line of facts, such as « 305 membres dans 54 pays · 2021 ».
    pub line: String,
    /// The language, as a BCP 47 tag, for letters whose form depends on it.
    pub lang: String,
    /// Whether the language is written from right to left: the card is mirrored.
    pub rtl: bool,
}

impl Card {
    /// All its texts.
    pub fn texts(&self) -> [&str; 3] {
        [&self.title, &self.name, &self.line]
    }

    /// The card without each text that has one of these letters, which the type lacks: it would be a row of boxes. The acronym stands in
    /// for the name, so that the card still says whose it is.
    pub fn without(mut self, missing: &BTreeSet<char>, acronym: &str) -> Self {
        let is_legible = |text: &str| !text.contains(|letter| missing.contains(&letter));
        if !is_legible(&self.name) {
            acronym.clone_into(&mut self.name);
        }
        for text in [&mut self.title, &mut self.name, &mut self.line] {
            if !is_legible(text) {
                text.clear();
            }
        }
        self
    }
}

/// The cards of the last edition, each with the numbers that its rosace shows and its colours.
pub(crate) type Cards = Cache<(Card, Numbers, PictureColours), Bytes>;

/// A PNG for each of `wanted`.
///
/// # Errors
///
/// If there is no memory for a picture.
pub(crate) fn pictures(
    wanted: HashSet<Card>,
    numbers: Numbers,
    colours: PictureColours,
    cards: &Cards,
) -> Result<HashMap<Card, Bytes>, DrawError> {
    let mut pictures = HashMap::with_capacity(wanted.len());
    let mut new = Vec::new();
    for key in wanted.into_iter().map(|card| (card, numbers, colours)) {
        match cards.get(&key) {
            Some(picture) => drop(pictures.insert(key.0, picture)),
            None => new.push(key),
        }
    }
    // The rosace is drawn only where a card needs it.
    if !new.is_empty() {
        let renderer = CardRenderer::new(numbers, colours)?;
        let draw = |key: (Card, Numbers, PictureColours)| {
            let picture = Bytes::from(renderer.draw(&key.0)?);
            cards.insert(key.clone(), picture.clone());
            Ok((key.0, picture))
        };
        pictures.extend(new.into_par_iter().map(draw).collect::<Result<Vec<_>, DrawError>>()?);
    }
    Ok(pictures)
}

/// How one of the three texts is set. Lengths are in pixels, but `tracking` and `leading` in ems.
struct Style {
    weight: u16,
    ink: &'static str,
    tracking: f32,
    leading: f32,
    /// The size to begin with, and the one not to go under.
    sizes: (u16, u16),
    /// The room from the top of the first line's capitals to the last line's baseline.
    room: f32,
}

static TITLE: Style = Style { weight: 600, ink: KAOLIN, tracking: -0.018, leading: 1.06, sizes: (72, 40), room: 316.0 };
static NAME: Style = Style { weight: 600, ink: MANGO, tracking: 0.0, leading: 1.25, sizes: (30, 22), room: 60.0 };
static LINE: Style = Style { weight: 400, ink: KAOLIN, tracking: 0.0, leading: 1.25, sizes: (30, 22), room: 60.0 };

/// A text with its size and its breaks.
#[derive(Default)]
struct TitleLayout {
    size: f32,
    lines: Vec<String>,
}

/// Draws cards that share one rosace. It can draw on several threads at once.
pub struct CardRenderer {
    options: usvg::Options<'static>,
    /// The card with nothing but the rosace: at right, and at left.
    grounds: [Canvas; 2],
    colours: PictureColours,
}

impl CardRenderer {
    /// Loads the faces and draws the rosace of so many members and countries.
    pub fn new(numbers: Numbers, colours: PictureColours) -> Result<Self, DrawError> {
        let mut faces = fontdb::Database::new();
        for face in Face::ALL {
            faces.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        let options = usvg::Options { fontdb: Arc::new(faces), ..usvg::Options::default() };
        let drawing = canvas::rosace(HEIGHT, REACH, numbers, (115.0, 2))?;
        let ground = |x: u16| {
            let mut canvas = Canvas::new(WIDTH, HEIGHT);
            canvas.paint(&drawing, Transform::from_translate(f32::from(x), 0.0))?;
            Ok::<_, DrawError>(canvas)
        };
        let grounds = [ground(WIDTH - HEIGHT)?, ground(0)?];
        Ok(Self { options, grounds, colours })
    }

    /// Draws a card as PNG. The same card gives the same bytes.
    ///
    /// The title is set as large as it fits, 72 pixels at most, in lines of about equal length; one that is too long at the
    /// smallest size ends in an ellipsis. A letter that the faces lack shows as a box: [`Card::without`] leaves its text out.
    ///
    /// # Errors
    ///
    /// If there is no memory for the picture.
    pub fn draw(&self, card: &Card) -> Result<Vec<u8>, DrawError> {
        let mut canvas = self.grounds[usize::from(card.rtl)].clone();
        let text = usvg::Tree::from_str(&self.text(card)?, &self.options)?;
        canvas.paint(&text, Transform::identity())?;
        canvas.png(&self.colours)
    }

    /// The card's text as SVG: name above, facts below, the title between them at the height of the rosace's centre.
    fn text(&self, card: &Card) -> Result<String, DrawError> {
        let title = self.set(&TITLE, &card.title)?;
        let name = if card.name == card.title { TitleLayout::default() } else { self.set(&NAME, &card.name)? };
        let line = self.set(&LINE, &card.line)?;
        let (top, bottom) = (f32::from(MARGIN), f32::from(HEIGHT - MARGIN));

        let (anchor, x) = if card.rtl { ("end", WIDTH - MARGIN) } else { ("start", MARGIN) };
        let mut texts = Texts { lang: &card.lang, anchor, x, is_rtl: card.rtl, lines: Vec::new() };
        texts.add(&NAME, &name, top);
        texts.add(&TITLE, &title, (top + bottom - TITLE.depth(title.size, title.lines.len())) / 2.0);
        texts.add(&LINE, &line, bottom - LINE.depth(line.size, line.lines.len()));
        Ok(template::render(&texts))
    }

    /// Sets a text as large as its style and its room allow.
    fn set(&self, style: &'static Style, text: &str) -> Result<TitleLayout, DrawError> {
        // XML 1.0 has no way to write control characters.
        let text = text.replace(char::is_control, " ");
        let words = self.measure(style, &text)?;
        let space = SPACE + style.tracking;
        let (largest, smallest) = style.sizes;
        let fitting = (smallest..=largest).rev().step_by(2).map(f32::from).find_map(|size| {
            let lines = line_breaking::balanced(&words, space, f32::from(COLUMN) / size)?;
            (style.depth(size, lines.len()) <= style.room).then_some(TitleLayout { size, lines })
        });
        if let Some(layout) = fitting {
            return Ok(layout);
        }
        let size = f32::from(smallest);
        let (lines, widest) = line_breaking::cut_short(&words, space, f32::from(COLUMN) / size, style.most_lines(size));
        Ok(TitleLayout { size: size.min(f32::from(COLUMN) / widest), lines })
    }

    /// The words of a text with their widths in ems, as they will be drawn: kerned and tracked.
    fn measure<'t>(&self, style: &'static Style, text: &'t str) -> Result<Vec<Word<'t>>, DrawError> {
        let text_of = |word: &str| CardText { style, size: 100.0, baseline: 0.0, words: word.to_owned() };
        let lines = line_breaking::unbreakable_parts(text).map(text_of).collect();
        let svg = template::render(&Texts { lang: "", anchor: "start", x: 0, is_rtl: false, lines });
        let tree = usvg::Tree::from_str(&svg, &self.options)?;
        let width = |i| tree.node_by_id(&format!("t{i}")).map_or(0.0, |node| node.bounding_box().width() / 100.0);
        Ok(line_breaking::unbreakable_parts(text).enumerate().map(|(i, text)| Word { text, width: width(i) }).collect())
    }
}

impl Style {
    /// From the top of the first line's capitals to the last line's baseline.
    fn depth(&self, size: f32, lines: usize) -> f32 {
        let leadings = u16::try_from(lines.saturating_sub(1)).unwrap_or(u16::MAX);
        size * (CAPITAL + self.leading * f32::from(leadings))
    }

    /// How many lines of this size have room; one always has.
    fn most_lines(&self, size: f32) -> usize {
        (2..=usize::from(HEIGHT)).take_while(|&lines| self.depth(size, lines) <= self.room).last().unwrap_or(1)
    }
}

/// The texts of a card, a line each, as SVG.
#[derive(Template)]
#[template(path = "drawing/card.svg")]
struct Texts<'a> {
    lang: &'a str,
    anchor: &'a str,
    x: u16,
    is_rtl: bool,
    lines: Vec<CardText>,
}

struct CardText {
    style: &'static Style,
    size: f32,
    baseline: f32,
    words: String,
}

impl Texts<'_> {
    /// Adds the lines of a text, the capitals of the first beginning at `top`.
    fn add(&mut self, style: &'static Style, layout: &TitleLayout, top: f32) {
        let mut baseline = top + layout.size * CAPITAL;
        for line in &layout.lines {
            self.lines.push(CardText { style, size: layout.size, baseline, words: line.clone() });
            baseline += layout.size * style.leading;
        }
    }
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::Pixmap;

    use super::*;

    const NAME_FR: &str = "Association Internationale des Maires Francophones";
    const LINE_FR: &str = "305\u{A0}membres dans 54\u{A0}pays · 2021";

    fn card(title: &str) -> Card {
        Card { title: title.into(), name: NAME_FR.into(), line: LINE_FR.into(), lang: "fr".into(), rtl: false }
    }

    fn renderer() -> CardRenderer {
        CardRenderer::new((305, 54), PictureColours::default()).unwrap()
    }

    /// The box of the pixels that differ from a card without text: left, top, right, bottom.
    fn inked(renderer: &CardRenderer, card: &Card) -> (usize, usize, usize, usize) {
        let drawn = Pixmap::decode_png(&renderer.draw(card).unwrap()).unwrap();
        let bare =
            Pixmap::decode_png(&renderer.grounds[usize::from(card.rtl)].png(&renderer.colours).unwrap()).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (WIDTH.into(), HEIGHT.into()));
        let rows = drawn.pixels().chunks(WIDTH.into()).zip(bare.pixels().chunks(WIDTH.into()));
        let mut reached = (usize::MAX, usize::MAX, 0, 0);
        for (y, (drawn, bare)) in rows.enumerate() {
            let Some(left) = (0..drawn.len()).find(|&x| drawn[x] != bare[x]) else { continue };
            let Some(right) = (0..drawn.len()).rfind(|&x| drawn[x] != bare[x]) else { continue };
            reached = (reached.0.min(left), reached.1.min(y), reached.2.max(right), y);
        }
        reached
    }

    const LONG: &str = "Rapport d’activité de l’assemblée générale de Phnom Penh et comptes de l’exercice";
    const ENDLESS: &str = "La parole est à chacune des villes qui ont, à la suite de la précédente assemblée, demandé à prendre part \
        aux travaux de la commission permanente, puis à celles qui ne l’ont pas demandé, puis à toutes les autres, sans fin";

    #[test]
    fn a_card_is_light_enough_for_every_network() {
        for title in ["Histoire", NAME_FR, LONG, ENDLESS] {
            let bytes = renderer().draw(&card(title)).unwrap().len();
            assert!(bytes <= 60_000, "{title}: {bytes}");
        }
    }

    #[test]
    fn text_keeps_off_the_edges_and_off_the_rosace() {
        let renderer = renderer();
        for title in
            ["Histoire", "Vision et objectifs", NAME_FR, LONG, ENDLESS, "Anticonstitutionnellement", &"œ".repeat(90)]
        {
            let (left, top, right, bottom) = inked(&renderer, &card(title));
            // The shortest way from the column to a ray is 55 pixels; an overhanging letter may take two of them.
            assert!(left >= 53 && right <= 571, "{title}: {left} {right}");
            assert!(top >= 53 && bottom <= 590, "{title}: {top} {bottom}");
        }
    }

    #[test]
    fn a_language_from_right_to_left_has_its_text_at_right() {
        let hebrew = Card {
            title: "ראשי ערים".into(),
            name: "AIMF".into(),
            line: "305 · 54".into(),
            lang: "he".into(),
            rtl: true,
        };
        let (left, _, right, _) = inked(&renderer(), &hebrew);
        assert!(left >= 629 && (1140..=1147).contains(&right), "{left} {right}");
    }

    #[test]
    fn a_title_in_letters_that_the_type_lacks_is_left_out_instead_of_boxes() {
        let arabic = Card {
            title: "التاريخ".into(),
            name: "الرابطة الدولية لرؤساء البلديات الفرنكوفونيين".into(),
            line: "305 · 54".into(),
            lang: "ar".into(),
            rtl: true,
        };
        let missing = super::super::fonts::missing_in(arabic.texts().into_iter()).unwrap();
        let bare = arabic.clone().without(&missing, "AIMF");
        assert_eq!(bare.texts(), ["", "AIMF", "305 · 54"]);
        let renderer = renderer();
        // Nothing stands where the title would, at the height of the rosace's centre.
        let (_, top, _, bottom) = inked(&renderer, &Card { name: String::new(), line: String::new(), ..bare.clone() });
        assert_eq!((top, bottom), (usize::MAX, 0));
        let (left, _, right, _) = inked(&renderer, &bare);
        assert!(left >= 629 && (1140..=1147).contains(&right), "{left} {right}");
        // Hebrew, which the type has, stays.
        let hebrew = Card { title: "ראשי ערים".into(), ..bare };
        let missing = super::super::fonts::missing_in(hebrew.texts().into_iter()).unwrap();
        assert_eq!(hebrew.clone().without(&missing, "AIMF"), hebrew);
    }

    #[test]
    fn a_long_title_shrinks_before_it_is_cut() {
        let renderer = renderer();
        let long = renderer.set(&TITLE, LONG).unwrap();
        assert_eq!(long.lines.join(" "), LONG);
        assert!((40.0..72.0).contains(&long.size), "{}", long.size);
        assert!(renderer.set(&TITLE, ENDLESS).unwrap().lines.last().unwrap().ends_with('…'));
    }

    #[test]
    fn a_short_title_is_as_large_as_the_direction_says() {
        let title = renderer().set(&TITLE, NAME_FR).unwrap();
        assert!((title.size - 72.0).abs() < f32::EPSILON);
        assert_eq!(title.lines, ["Association", "Internationale", "des Maires", "Francophones"]);
    }

    #[test]
    fn a_name_is_not_said_twice() {
        let text = renderer().text(&card(NAME_FR)).unwrap();
        assert_eq!(text.matches("Francophones").count(), 1);
    }

    #[test]
    fn signs_that_mean_something_in_xml_are_only_signs() {
        let renderer = renderer();
        assert!(renderer.draw(&card("<b>Actes & « débats »</b> \u{0}\u{7}")).is_ok());
        assert!(renderer.draw(&card("")).is_ok());
    }

    #[test]
    fn a_card_is_drawn_once_and_again_when_the_numbers_change() {
        let cards = Cards::default();
        let draw = |titles: &[&str], numbers| {
            pictures(titles.iter().map(|title| card(title)).collect(), numbers, PictureColours::default(), &cards)
                .unwrap()
        };
        let first = draw(&["Contact"], (305, 54));
        let second = draw(&["Contact", "Histoire", "Histoire"], (305, 54));
        assert_eq!(second.len(), 2);
        assert_eq!(first[&card("Contact")].as_ptr(), second[&card("Contact")].as_ptr());
        let third = draw(&["Contact"], (306, 54));
        assert_ne!(third[&card("Contact")], first[&card("Contact")]);
    }
}
