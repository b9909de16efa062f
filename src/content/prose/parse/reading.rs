//! One pass over the events of a text, and the problems met on the way.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser};

use crate::content::prose::{Problem, Target, tree::Problems};

/// The deepest nesting of a text: far more than a reader can follow, far less than a stack can hold.
const DEEPEST: usize = 24;

/// What of GitHub's Markdown is read: some of it only to say that the site does not use it, so that it never shows as typed.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS);

/// One pass over a text.
pub struct Reading<'a> {
    pub(super) source: &'a str,
    pub(super) events: Peekable<OffsetIter<'a>>,
    pub(super) references: Vec<(Range<usize>, Target)>,
    /// Text that stands before what comes next.
    pub(super) gathered: Vec<Sign>,
    /// The number of `#` of the first heading, 1 or 2: some count the page's title, some do not.
    pub(super) first_heading: u8,
    /// The number of `#` of the heading before; 0 if there is none.
    pub(super) last_heading: u8,
    pub(super) within_link: bool,
    /// Whether the text is a single paragraph, in which no block can stand.
    pub(super) is_phrase: bool,
    /// Where the tags of HTML end that are told with the one that opens them.
    pub(super) closed_tags: Vec<usize>,
    /// What can be published and would be better otherwise.
    pub(super) warnings: Problems,
    problems: Problems,
    depth: usize,
}

/// A character of the text, with the place where it was typed.
pub struct Sign {
    pub is: char,
    pub at: Range<usize>,
    /// Typed as `\{` or as an entity: never the beginning of a placeholder.
    pub escaped: bool,
}

impl<'a> Reading<'a> {
    pub fn new(source: &'a str) -> Self {
        let events = Parser::new_ext(source, EXTENSIONS).into_offset_iter().peekable();
        let controls = source.char_indices().filter(|(_, character)| is_control_character(*character));
        let problems =
            controls.map(|(at, character)| (at..at + character.len_utf8(), Problem::ControlSign {})).collect();
        let (references, gathered) = (Vec::new(), Vec::new());
        Self {
            source,
            events,
            problems,
            closed_tags: Vec::new(),
            warnings: Problems::new(),
            references,
            gathered,
            first_heading: 0,
            last_heading: 0,
            depth: 0,
            within_link: false,
            is_phrase: false,
        }
    }

    /// Everything that the text refers to, or all its problems.
    pub fn finish(mut self) -> Result<Vec<(Range<usize>, Target)>, Problems> {
        self.problems.sort_by_key(|(at, _)| at.start);
        if self.problems.is_empty() { Ok(self.references) } else { Err(self.problems) }
    }

    pub fn problem(&mut self, at: Range<usize>, problem: Problem) {
        self.problems.push((at, problem));
    }

    /// Leaves out what has just begun.
    pub fn refuse(&mut self, at: Range<usize>, problem: Problem) {
        self.problem(at, problem);
        self.skip(|_, _, _| {});
    }

    /// The place of what begins next, if it is no end.
    pub fn next_start(&mut self) -> Option<Range<usize>> {
        self.events.next_if(|(event, _)| matches!(event, Event::Start(_))).map(|(_, at)| at)
    }

    /// Goes on past the end of what has just begun, and shows every event on the way that neither begins nor ends anything.
    pub fn skip(&mut self, mut show: impl FnMut(&mut Self, Event<'a>, Range<usize>)) {
        let mut open = 1;
        while open > 0
            && let Some((event, at)) = self.events.next()
        {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                event => show(self, event, at),
            }
        }
    }

    /// Reads what has just begun, past its end; nothing of it if it is nested too deeply.
    pub fn within<T: Default>(&mut self, at: &Range<usize>, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth == DEEPEST {
            self.refuse(at.clone(), Problem::MarkupUnknown {});
            return T::default();
        }
        self.depth += 1;
        let content = read(self);
        self.depth -= 1;
        self.skip(|_, _, _| {});
        content
    }
}

/// Controls and non-characters of Unicode, which HTML has no place for (section 13.2.3.5).
pub fn is_control_character(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\t' | '\n' | '\r');
    is_control || matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}
