//! Outcomes -> a table for people, and the same in Markdown.

use std::fmt::Write as _;

use crate::contest::{Outcome, Round};
use crate::server::Server;
use crate::start::Starts;
use crate::statistics::{median, range, ratios};
use crate::weights::{CODINGS, FIRST_FLIGHT, Weights};

/// A figure of a round.
struct Metric {
    title: &'static str,
    of: fn(&Round) -> f64,
    digits: usize,
    /// Whether it says nothing of the server where the load generator is the bottleneck.
    depends_on_load: bool,
}

const METRICS: [Metric; 5] = [
    Metric { title: "CPU µs/request", of: |round| round.cpu, digits: 2, depends_on_load: false },
    Metric { title: "requests/s", of: |round| round.rate, digits: 0, depends_on_load: true },
    Metric { title: "p50 µs", of: |round| round.p50, digits: 0, depends_on_load: true },
    Metric { title: "p99 µs", of: |round| round.p99, digits: 0, depends_on_load: true },
    Metric { title: "memory MiB", of: |round| round.memory, digits: 1, depends_on_load: false },
];

/// Whose ratios within each round are told, from the smallest to the largest.
const PAIRS: [(&str, Server, Server); 3] = [
    ("Two identical servers", Server::AimfAgain, Server::Aimf),
    ("With a log of requests on both sides", Server::AimfLogged, Server::NginxLogged),
    ("Beside a server of files in the same language", Server::Aimf, Server::Sws),
];

/// A table, its first row the titles.
type Table = Vec<Vec<String>>;

impl Outcome {
    /// Why a server's figures are not reported; nothing where they are.
    fn refusal(&self, server: Server, accept_noise: bool) -> Option<String> {
        let rounds = self.of(server)?;
        let doubted: Vec<_> = rounds.iter().filter_map(|round| round.doubts.first()).collect();
        let first = doubted.first().filter(|_| !accept_noise)?;
        Some(format!("refused: in {} of {} rounds {first}", doubted.len(), rounds.len()))
    }

    /// Why the whole case is not reported: there is nothing to compare with.
    fn whole_refusal(&self, accept_noise: bool) -> Option<String> {
        let needed = [Server::Aimf, Server::AimfAgain, Server::Nginx];
        let failed = self.failures.iter().find(|(server, _)| needed.contains(server));
        let failed = failed.map(|(server, failure)| format!("{server}: {failure}"));
        failed.or_else(|| {
            needed.iter().find_map(|server| Some(format!("{server}: {}", self.refusal(*server, accept_noise)?)))
        })
    }

    /// Whether all of it is reported.
    pub fn is_whole(&self, accept_noise: bool) -> bool {
        self.failures.is_empty() && self.rounds.iter().all(|(server, _)| self.refusal(*server, accept_noise).is_none())
    }

    fn of(&self, server: Server) -> Option<&[Round]> {
        self.rounds.iter().find(|(of, _)| *of == server).map(|(_, rounds)| rounds.as_slice())
    }

    /// A figure in each round; none where they are the load generator's.
    fn numbers(&self, server: Server, metric: &Metric) -> Vec<f64> {
        let rounds = self.of(server).unwrap_or_default();
        let is_other = metric.depends_on_load && rounds.iter().any(|round| round.is_load_bound);
        if is_other { Vec::new() } else { rounds.iter().map(metric.of).collect() }
    }

    /// The median of a server's figure, and of its ratios to nginx and to the floor within each round.
    fn cell(&self, server: Server, metric: &Metric, accept_noise: bool) -> String {
        let numbers = self.numbers(server, metric);
        let Some(value) = median(numbers.iter().copied()) else { return "–".to_owned() };
        let value = format!("{value:.*}", metric.digits);
        let ratio = |to| {
            let to = if self.refusal(to, accept_noise).is_none() { self.numbers(to, metric) } else { Vec::new() };
            median(ratios(&numbers, &to)).map_or_else(|| "–".to_owned(), |ratio| format!("{ratio:.2}"))
        };
        format!("{value} ({} / {})", ratio(Server::Nginx), ratio(Server::Floor))
    }

    fn table(&self, accept_noise: bool) -> Table {
        let mut table: Table = vec![vec![String::new()]];
        table[0].extend(METRICS.iter().map(|metric| metric.title.to_owned()));
        for (server, _) in &self.rounds {
            let mut row = vec![server.to_string()];
            match self.refusal(*server, accept_noise) {
                Some(refusal) => row.push(refusal),
                None => row.extend(METRICS.iter().map(|metric| self.cell(*server, metric, accept_noise))),
            }
            table.push(row);
        }
        for (server, failure) in &self.failures {
            let failure = failure.lines().next().unwrap_or_default();
            table.push(vec![server.to_string(), format!("refused: {failure}")]);
        }
        table
    }

    /// How far two identical servers are apart: no smaller difference means anything. And two pairs that belong together.
    fn pairs(&self, accept_noise: bool) -> Vec<String> {
        PAIRS
            .iter()
            .filter(|(_, of, to)| self.refusal(*of, accept_noise).or(self.refusal(*to, accept_noise)).is_none())
            .filter_map(|(title, of, to)| {
                let ratios = METRICS.iter().filter_map(|metric| {
                    let apart = ratios(&self.numbers(*of, metric), &self.numbers(*to, metric));
                    let (middle, (least, most)) = (median(apart.iter().copied())?, range(apart)?);
                    Some(format!("{} {middle:.2} ({least:.2} to {most:.2})", metric.title))
                });
                let ratios = ratios.collect::<Vec<_>>().join(", ");
                (!ratios.is_empty()).then(|| format!("{title} ({of} : {to}): {ratios}."))
            })
            .collect()
    }

    fn length(&self) -> String {
        let load = median(self.of(Server::Aimf).unwrap_or_default().iter().map(|round| round.load)).unwrap_or_default();
        let (whole, body) = self.length;
        format!(
            "An answer has {whole} bytes, of which {body} are its body; asking for it took the load generator {load:.2} µs of CPU time."
        )
    }

    /// For people.
    pub fn text(&self, accept_noise: bool) -> String {
        let title = format!("{}: {}", self.case, self.case.words());
        if let Some(refusal) = self.whole_refusal(accept_noise) {
            return format!("{title}\nNot reported. {refusal}\n");
        }
        let words = [vec![self.length()], self.pairs(accept_noise)].concat().join("\n");
        format!("{title}\n{}{words}\n", aligned(&self.table(accept_noise)))
    }

    /// For a page.
    pub fn markdown(&self) -> String {
        let title = format!("### `{}`: {}", self.case, self.case.words());
        if let Some(refusal) = self.whole_refusal(false) {
            return format!("{title}\n\nNot reported. {refusal}.\n");
        }
        let words = [vec![self.length()], self.pairs(false)].concat().join("\n- ");
        format!("{title}\n\n{}\n- {words}\n", pipes(&self.table(false)))
    }
}

impl Starts {
    fn table(&self) -> Table {
        let mut table: Table = vec![["", "median ms", "smallest", "largest", "starts"].map(str::to_owned).into()];
        for (title, times) in &self.0 {
            let milliseconds: Vec<_> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
            if let (Some(middle), Some((least, most))) = (median(milliseconds.iter().copied()), range(milliseconds)) {
                let mut row = vec![(*title).to_owned()];
                row.extend([middle, least, most].map(|time| format!("{time:.1}")));
                row.push(times.len().to_string());
                table.push(row);
            }
        }
        table
    }

    /// For people.
    pub fn text(&self) -> String {
        format!("start: from the start of the process\n{}", aligned(&self.table()))
    }

    /// For a page.
    pub fn markdown(&self) -> String {
        format!("### `start`: from the start of the process\n\n{}", pipes(&self.table()))
    }
}

impl Weights {
    const TITLE: &str = "`weights`: bytes on the wire, from the status line to the last byte of the body";

    fn table(&self) -> Table {
        let mut table: Table = vec![vec![String::new()]];
        table[0].extend(CODINGS.map(str::to_owned));
        for (path, lengths) in &self.0 {
            let mut row = vec![path.clone()];
            row.extend(lengths.map(|length| length.map_or_else(|| "–".to_owned(), |length| length.to_string())));
            table.push(row);
        }
        table
    }

    /// How many pages fit, and which do not.
    fn words(&self) -> String {
        let pages = || self.0.iter().filter(|(path, _)| path.ends_with('/'));
        let fits = |length: Option<usize>| length.is_some_and(|length| length <= FIRST_FLIGHT);
        let too_large: Vec<_> =
            pages().filter(|(_, lengths)| !fits(lengths[0])).map(|(path, _)| path.as_str()).collect();
        let (all, fit) = (pages().count(), pages().count() - too_large.len());
        let others = if too_large.is_empty() { String::new() } else { format!(", but not {}", too_large.join(", ")) };
        format!("In brotli, {fit} of {all} pages fit in one first flight of {FIRST_FLIGHT} bytes (RFC 6928){others}.")
    }

    /// For people.
    pub fn text(&self) -> String {
        format!("{}\n{}{}\n", Self::TITLE.replace('`', ""), aligned(&self.table()), self.words())
    }

    /// For a page.
    pub fn markdown(&self) -> String {
        format!("### {}\n\n{}\n{}\n", Self::TITLE, pipes(&self.table()), self.words())
    }
}

fn aligned(table: &Table) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    // A row that is a sentence makes no column wider.
    let width = |column: usize| {
        let rows = table.iter().filter(|row| row.len() == columns);
        rows.map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<_> = (0..columns).map(width).collect();
    table.iter().fold(String::new(), |mut text, row| {
        for (index, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if index == 0 { write!(text, "  {cell:<width$}") } else { write!(text, "  {cell:>width$}") };
        }
        text.push('\n');
        text
    })
}

fn pipes(table: &Table) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or_default();
    let line = |row: &[String]| {
        let empty = "| ".repeat(columns - row.len());
        format!("| {} {empty}|\n", row.join(" | "))
    };
    let mut lines = table.iter().map(|row| line(row));
    let first = lines.next().unwrap_or_default();
    format!("{first}| --- {}|\n{}", "| ---: ".repeat(columns.saturating_sub(1)), lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doubt::Doubt;

    fn round(cpu: f64, doubts: &[Doubt]) -> Round {
        Round {
            cpu,
            rate: 1e6 / cpu,
            p50: 100.0,
            p99: 200.0,
            memory: 10.0,
            load: 5.0,
            is_load_bound: false,
            doubts: doubts.to_vec(),
        }
    }

    fn outcome(floor: &[Doubt], nginx: &[Doubt]) -> Outcome {
        let rounds = vec![
            (Server::Aimf, vec![round(6.0, &[]), round(12.0, &[])]),
            (Server::AimfAgain, vec![round(6.3, &[]), round(12.0, &[])]),
            (Server::Nginx, vec![round(8.0, nginx), round(16.0, &[])]),
            (Server::Floor, vec![round(5.0, floor), round(10.0, floor)]),
        ];
        Outcome { case: "brotli-64".parse().unwrap(), rounds, failures: Vec::new(), length: (6000, 4900) }
    }

    #[test]
    fn figures_stand_beside_their_ratios_to_nginx_and_the_floor_within_rounds() {
        let text = outcome(&[], &[]).text(false);
        assert!(text.contains("  aimf          9.00 (0.75 / 1.20)"), "{text}");
        assert!(text.contains("CPU µs/request 1.02 (1.00 to 1.05)"), "{text}");
    }

    #[test]
    fn a_rate_that_is_the_load_generators_is_not_reported_and_a_cost_is() {
        let mut outcome = outcome(&[], &[]);
        outcome.rounds[0].1[1].is_load_bound = true;
        let markdown = outcome.markdown();
        assert!(markdown.contains("| aimf | 9.00 (0.75 / 1.20) | – | – | – | 10.0 (1.00 / 1.00) |"), "{markdown}");
        assert!(!markdown.contains("requests/s 0.98"), "{markdown}");
    }

    #[test]
    fn a_page_that_does_not_fit_in_one_flight_is_named() {
        let page = |path: &str, brotli| (path.to_owned(), [Some(brotli), None, Some(2 * brotli), Some(5 * brotli)]);
        let weights = Weights(vec![page("/fr/", 6000), page("/fr/dossier/", 14_601), page("/a.css", 20_000)]);
        let text = weights.text();
        assert!(text.contains("1 of 2 pages fit") && text.contains(", but not /fr/dossier/."), "{text}");
        assert!(weights.markdown().contains("| /fr/ | 6000 | – | 12000 | 30000 |"), "{}", weights.markdown());
    }

    #[test]
    fn what_may_not_be_believed_is_not_reported() {
        let bound = Doubt::LoadBound(0.99, 0.8);
        let outcome_of_floor = outcome(&[bound], &[]);
        let markdown = outcome_of_floor.markdown();
        assert!(!outcome_of_floor.is_whole(false));
        assert!(
            markdown.contains("| floor | refused: in 2 of 2 rounds the load generator was the bottleneck"),
            "{markdown}"
        );
        assert!(markdown.contains("| aimf | 9.00 (0.75 / –)"), "{markdown}");
        let mut outcome_without = outcome(&[], &[]);
        outcome_without.failures = vec![(Server::Caddy, "Caddy does not start\nlast words".to_owned())];
        assert!(!outcome_without.is_whole(false));
        assert!(
            outcome_without.text(false).contains("refused: Caddy does not start\n"),
            "{}",
            outcome_without.text(false)
        );
        let without = outcome(&[], &[Doubt::Foreign(0.5)]).text(false);
        assert!(without.contains("Not reported. nginx: refused: in 1 of 2 rounds others used 50 %"), "{without}");
        assert!(!without.contains("9.00"), "{without}");
    }
}
