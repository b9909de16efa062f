//! Counters -> the text that Prometheus reads (its exposition format 0.0.4).

use std::fmt::{Display, Write as _};

use super::Observer;
use super::metrics::BUCKETS;
use super::process::Usage;
use crate::live::{Live, Outcome};

/// The media type of the text.
pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

impl Observer {
    /// All that was counted, and the state of the site and of the process.
    #[must_use]
    pub fn exposition(&self, live: Option<&Live>) -> String {
        let mut text = Exposition(String::with_capacity(16 * 1024));
        text.one(
            "aimf_build_info",
            Kind::Gauge,
            "The program, by its version.",
            &[("version", env!("CARGO_PKG_VERSION"))],
            1,
        );
        self.requests(&mut text);
        self.connections(&mut text);
        if let Some(live) = live {
            site(&mut text, live);
        }
        if let Some(usage) = Usage::now() {
            process(&mut text, &usage);
        }
        text.0
    }

    fn requests(&self, text: &mut Exposition) {
        let metrics = self.metrics();
        let name = "aimf_http_requests_total";
        text.head(name, Kind::Counter, "Requests that were answered; status 0 is any other.");
        for series in metrics.series() {
            let status = series.status.to_string();
            let labels =
                [("route", series.route), ("method", series.method), ("status", &status), ("coding", series.coding)];
            text.sample(name, &labels, series.count);
        }
        let name = "aimf_http_request_duration_seconds";
        let help = "From the end of a request's header until the kernel has taken the whole response.";
        text.head(name, Kind::Histogram, help);
        let mut total = 0;
        let bounds = BUCKETS.iter().map(|bound| seconds(*bound)).chain(["+Inf".to_owned()]);
        for (count, bound) in metrics.durations().into_iter().zip(bounds) {
            total += count;
            text.sample(&format!("{name}_bucket"), &[("le", &bound)], total);
        }
        text.sample(&format!("{name}_sum"), &[], seconds(metrics.microseconds()));
        text.sample(&format!("{name}_count"), &[], total);
        let help = "Responses that clients are still taking.";
        text.one("aimf_http_requests_in_flight", Kind::Gauge, help, &[], metrics.in_flight());
        let help = "Bytes of content in responses, without headers.";
        text.one("aimf_http_response_bytes_total", Kind::Counter, help, &[], metrics.bytes());
        let help = "What was no request, and was answered 400 or 431 by the HTTP library.";
        text.one("aimf_http_requests_malformed_total", Kind::Counter, help, &[], metrics.requests_malformed());
    }

    fn connections(&self, text: &mut Exposition) {
        let metrics = self.metrics();
        text.one("aimf_http_connections", Kind::Gauge, "Open connections.", &[], metrics.connections());
        let help = "Connections for which there was no room.";
        text.one("aimf_http_connections_refused_total", Kind::Counter, help, &[], metrics.connections_refused());
        let help = "Lines of the log of requests that were lost, as nobody took them off fast enough.";
        text.one("aimf_access_log_lost_lines_total", Kind::Counter, help, &[], self.lost_lines());
    }
}

fn site(text: &mut Exposition, live: &Live) {
    let (now, last) = (live.load(), live.attempt());
    let id = now.edition().id();
    text.one("aimf_edition_info", Kind::Gauge, "The edition that is served.", &[("edition", id)], 1);
    let age = now.since().elapsed().as_secs();
    text.one("aimf_edition_age_seconds", Kind::Gauge, "For how long it has been served.", &[], age);
    let name = "aimf_publications_total";
    text.head(name, Kind::Counter, "Tries to publish the site, by what came of them.");
    for (outcome, count) in live.publications() {
        text.sample(name, &[("outcome", outcome)], count);
    }
    let is_up_to_date = u8::from(matches!(last.outcome, Outcome::Published | Outcome::Unchanged));
    let help = "1 where what is served is what the files say, 0 where the last try to publish came to nothing.";
    text.one("aimf_edition_up_to_date", Kind::Gauge, help, &[], is_up_to_date);
    let name = "aimf_site_problems";
    text.head(name, Kind::Gauge, "What is wrong with the files, as the last try to publish found it.");
    text.sample(name, &[("severity", "error")], last.report.errors().count());
    text.sample(name, &[("severity", "warning")], last.report.warnings().count());
}

fn process(text: &mut Exposition, usage: &Usage) {
    let cpu = format!("{:.2}", usage.cpu_seconds);
    text.one("process_cpu_seconds_total", Kind::Counter, "Processor time, user and system.", &[], cpu);
    text.one("process_resident_memory_bytes", Kind::Gauge, "Memory that is held.", &[], usage.resident_bytes);
    text.one("process_virtual_memory_bytes", Kind::Gauge, "Addresses that are reserved.", &[], usage.virtual_bytes);
    text.one("process_open_fds", Kind::Gauge, "Open file descriptors.", &[], usage.open_descriptors);
    if let Some(most) = usage.most_descriptors {
        text.one("process_max_fds", Kind::Gauge, "File descriptors that there may be.", &[], most);
    }
    let start = format!("{:.2}", usage.start_seconds);
    text.one("process_start_time_seconds", Kind::Gauge, "When the program started, since 1970.", &[], start);
    text.one("process_threads", Kind::Gauge, "Threads.", &[], usage.threads);
}

/// Microseconds as seconds.
fn seconds(microseconds: u64) -> String {
    let text = format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[derive(Clone, Copy)]
enum Kind {
    Counter,
    Gauge,
    Histogram,
}

struct Exposition(String);

impl Exposition {
    fn head(&mut self, name: &str, kind: Kind, help: &str) {
        let kind = match kind {
            Kind::Counter => "counter",
            Kind::Gauge => "gauge",
            Kind::Histogram => "histogram",
        };
        // Here and below: writing into a text does not fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.0.push_str(name);
        for (number, (label, text)) in labels.iter().enumerate() {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.0, "{}{label}=\"{text}\"", if number == 0 { '{' } else { ',' });
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }

    fn one(&mut self, name: &str, kind: Kind, help: &str, labels: &[(&str, &str)], value: impl Display) {
        self.head(name, kind, help);
        self.sample(name, labels, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_holds_any_text() {
        let mut text = Exposition(String::new());
        text.sample("a", &[("b", "c\"\\\n")], 1);
        assert_eq!(text.0, "a{b=\"c\\\"\\\\\\n\"} 1\n");
    }

    #[test]
    fn microseconds_are_told_as_seconds() {
        assert_eq!([50, 1_000_000, 2_500_000, 0].map(seconds), ["0.00005", "1", "2.5", "0"]);
    }
}
