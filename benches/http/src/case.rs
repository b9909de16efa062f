//! What is asked for, and over how many connections: the cases, each with a name.

use std::fmt;
use std::str::FromStr;

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The home page in brotli.
    Brotli,
    /// The home page as it is.
    Identity,
    /// The home page in brotli, which the client has already.
    NotModified,
    /// A font, which no coding makes smaller.
    Font,
}

/// Over which connections the requests come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connections {
    /// So many at once, kept open.
    Kept(usize),
    /// Each request over one of its own, so many at once.
    Each(usize),
}

/// Where the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cores {
    /// On one core, and the load on another.
    One,
    /// The server and the load together on both.
    Both,
}

/// One situation that all servers are put into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// What is asked for.
    pub asked: Asked,
    /// Over what.
    pub connections: Connections,
    /// On what.
    pub cores: Cores,
}

/// A name that no case has.
#[derive(Debug, thiserror::Error)]
#[error(
    "there is no case {0}; a case is brotli, identity, not-modified or font, then -1, -64, -1000, -each or -both: brotli-64"
)]
pub struct UnknownCase(String);

impl Asked {
    const ALL: [Self; 4] = [Self::Brotli, Self::Identity, Self::NotModified, Self::Font];

    const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "brotli",
            Self::Identity => "identity",
            Self::NotModified => "not-modified",
            Self::Font => "font",
        }
    }

    /// What `Accept-Encoding` says.
    pub const fn accepted(self) -> &'static str {
        match self {
            Self::Brotli | Self::NotModified | Self::Font => "br",
            Self::Identity => "identity",
        }
    }

    /// The status of the right answer.
    pub const fn status(self) -> u16 {
        match self {
            Self::NotModified => 304,
            _ => 200,
        }
    }
}

impl Connections {
    /// How many there are at once.
    pub const fn at_once(self) -> usize {
        match self {
            Self::Kept(number) | Self::Each(number) => number,
        }
    }
}

impl Case {
    const ENDINGS: [(&'static str, Connections, Cores); 5] = [
        ("64", Connections::Kept(64), Cores::One),
        ("1", Connections::Kept(1), Cores::One),
        ("1000", Connections::Kept(1000), Cores::One),
        ("each", Connections::Each(64), Cores::One),
        ("both", Connections::Kept(64), Cores::Both),
    ];

    /// Every case: each thing that is asked for, each way.
    pub fn all() -> Vec<Self> {
        let of = |(_, connections, cores)| Asked::ALL.map(|asked| Self { asked, connections, cores });
        Self::ENDINGS.into_iter().flat_map(of).collect()
    }

    /// The cases that are measured where none is named: everything over 64 connections and over one; the page in brotli also over
    /// a thousand, over one a request, and on both cores.
    pub fn usual() -> Vec<Self> {
        let is_usual = |case: &Self| {
            case.asked == Asked::Brotli
                || case.cores == Cores::One && matches!(case.connections, Connections::Kept(1 | 64))
        };
        Self::all().into_iter().filter(is_usual).collect()
    }

    /// In words, for a heading.
    pub fn words(self) -> String {
        let asked = match self.asked {
            Asked::Brotli => "the home page in brotli",
            Asked::Identity => "the home page, not compressed",
            Asked::NotModified => "the home page, 304",
            Asked::Font => "a font",
        };
        let connections = match self.connections {
            Connections::Kept(1) => "1 kept connection".to_owned(),
            Connections::Kept(number) => format!("{number} kept connections"),
            Connections::Each(number) => format!("a connection per request, {number} at once"),
        };
        let cores = match self.cores {
            Cores::One => "",
            Cores::Both => ", on both cores together with the load",
        };
        format!("{asked}, {connections}{cores}")
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = Self::ENDINGS
            .iter()
            .find(|(_, connections, cores)| (*connections, *cores) == (self.connections, self.cores));
        write!(f, "{}-{}", self.asked.name(), ending.map_or("?", |(ending, ..)| ending))
    }
}

impl FromStr for Case {
    type Err = UnknownCase;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::all().into_iter().find(|case| case.to_string() == name).ok_or_else(|| UnknownCase(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_has_a_name_of_its_own_that_finds_it() {
        for case in Case::all() {
            assert_eq!(case.to_string().parse::<Case>().unwrap(), case);
        }
        assert!("brotli-65".parse::<Case>().is_err());
    }

    #[test]
    fn the_usual_cases_are_those_of_the_page_on_results() {
        let names: Vec<_> = Case::usual().iter().map(ToString::to_string).collect();
        assert_eq!(
            names,
            [
                "brotli-64",
                "identity-64",
                "not-modified-64",
                "font-64",
                "brotli-1",
                "identity-1",
                "not-modified-1",
                "font-1",
                "brotli-1000",
                "brotli-each",
                "brotli-both"
            ]
        );
    }
}
