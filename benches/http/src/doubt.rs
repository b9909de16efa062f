//! What was seen beside the figures -> why they may not be believed.

use std::fmt;
use std::time::Duration;

use crate::case::{Case, Cores};
use crate::load::Counted;

/// The share of a round from which the load generator counts as saturated.
const SATURATED: f64 = 0.97;
/// The share of a round from which a server does: with less than that it would have had more to do, had it been asked.
const BUSY: f64 = 0.9;

/// Why a round says nothing of a server.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// Others used the server's core, for this share of it.
    Foreign(f64),
    /// The load generator had no time left (first share), and the server had (second share): what was measured is the generator.
    LoadBound(f64, f64),
    /// So many requests had no right answer.
    Errors(u64),
    /// Answers had this length on average, in place of this.
    Length(f64, usize),
    /// There was no answer.
    Silence,
    /// After the round the answer was not right.
    Wrong(String),
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(share) => write!(f, "others used {:.0} % of the server's core", share * 100.0),
            Self::LoadBound(load, server) => {
                write!(
                    f,
                    "the load generator was the bottleneck ({:.0} % busy, the server {:.0} %)",
                    load * 100.0,
                    server * 100.0
                )
            }
            Self::Errors(number) => write!(f, "{number} requests had no right answer"),
            Self::Length(mean, right) => write!(f, "answers had {mean:.0} bytes and not {right}"),
            Self::Silence => f.write_str("there was no answer"),
            Self::Wrong(how) => f.write_str(how),
        }
    }
}

impl Doubt {
    /// Whether it may be otherwise in another try.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Foreign(_))
    }
}

/// What was seen in a round.
#[derive(Debug)]
pub struct Seen {
    /// The case.
    pub case: Case,
    /// The length of a right answer.
    pub answer: usize,
    /// How long it took, with the start and the end of the load generator.
    pub elapsed: Duration,
    /// For how long the server's cores together had nothing to do.
    pub idle: Duration,
    /// For how long the server ran.
    pub server: Duration,
    /// What the load generator counted.
    pub counted: Counted,
    /// The share of the cores that others may use.
    pub foreign_limit: f64,
}

impl Seen {
    /// All that speaks against the round.
    #[expect(clippy::cast_precision_loss, reason = "counts of a round are far below 2^52")]
    pub fn doubts(&self) -> Vec<Doubt> {
        let counted = &self.counted;
        if counted.requests == 0 || counted.duration == 0 {
            return vec![Doubt::Silence];
        }
        let mut doubts = Vec::new();
        // Where the load runs on the same cores, it is no stranger, and neither can wait for the other.
        let (number, known) = match self.case.cores {
            Cores::One => (1, self.server),
            Cores::Both => (2, self.server + counted.run_time),
        };
        let total = (self.elapsed * number).as_secs_f64();
        let foreign = (total - self.idle.as_secs_f64() - known.as_secs_f64()) / total;
        if foreign > self.foreign_limit {
            doubts.push(Doubt::Foreign(foreign));
        }
        let share = |time: Duration| time.as_secs_f64() * 1e6 / counted.duration as f64;
        let (load, server) = (share(counted.run_time), share(self.server));
        if self.case.cores == Cores::One && load >= SATURATED && server < BUSY {
            doubts.push(Doubt::LoadBound(load, server));
        }
        if counted.errors > 0 {
            doubts.push(Doubt::Errors(counted.errors));
        }
        // At the end each connection may have the start of an answer that is not counted.
        let (bytes, least) = (counted.bytes as f64, counted.requests as f64 * self.answer as f64);
        let begun = (self.case.connections.at_once() * self.answer) as f64;
        if bytes < least || bytes > least + begun {
            doubts.push(Doubt::Length(bytes / counted.requests as f64, self.answer));
        }
        doubts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A round of a second in which the server was busy, the load generator was not, and nobody else was there.
    fn quiet() -> Seen {
        Seen {
            case: "brotli-64".parse().unwrap(),
            answer: 6000,
            elapsed: Duration::from_millis(1050),
            idle: Duration::from_millis(40),
            server: Duration::from_secs(1),
            counted: Counted {
                requests: 100_000,
                duration: 1_000_000,
                bytes: 600_000_000,
                errors: 0,
                p50: 600,
                p99: 900,
                run_time: Duration::from_millis(700),
            },
            foreign_limit: 0.05,
        }
    }

    #[test]
    fn a_quiet_round_is_believed() {
        assert_eq!(quiet().doubts(), []);
    }

    #[test]
    fn a_round_is_not_believed_while_another_program_uses_the_core() {
        let mut seen = quiet();
        seen.server = Duration::from_millis(900);
        assert!(matches!(seen.doubts()[..], [Doubt::Foreign(share)] if share > 0.1));
    }

    #[test]
    fn a_round_in_which_only_the_load_generator_is_saturated_measures_that() {
        let mut seen = quiet();
        seen.counted.run_time = Duration::from_millis(990);
        assert_eq!(seen.doubts(), []);
        seen.server = Duration::from_millis(800);
        seen.idle = Duration::from_millis(240);
        assert!(matches!(seen.doubts()[..], [Doubt::LoadBound(..)]));
    }

    #[test]
    fn on_both_cores_the_load_is_no_stranger() {
        let mut seen = quiet();
        seen.case = "brotli-both".parse().unwrap();
        seen.server = Duration::from_millis(1050);
        seen.counted.run_time = Duration::from_secs(1);
        assert_eq!(seen.doubts(), []);
    }

    #[test]
    fn an_answer_of_another_length_or_status_is_found() {
        let mut seen = quiet();
        // Sixty-four answers may have begun; ten too short may not be.
        seen.counted.bytes += 63 * 6000;
        assert_eq!(seen.doubts(), []);
        seen.counted.bytes += 2 * 6000;
        assert!(matches!(seen.doubts()[..], [Doubt::Length(_, 6000)]));
        seen.counted.bytes = 600_000_000 - 10;
        seen.counted.errors = 1;
        assert!(matches!(seen.doubts()[..], [Doubt::Errors(1), Doubt::Length(..)]));
        seen.counted.requests = 0;
        assert_eq!(seen.doubts(), [Doubt::Silence]);
    }
}
