//! What is counted, as Prometheus reads it.

use std::fmt::{self, Error};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeLabelSet, EncodeLabelValue, EncodeMetric, LabelValueEncoder, prometheus_text,
};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::observability::{Exchange, RouteName};
use super::process::Usage;
use crate::live::Live;

/// The media type of the text.
pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The upper bounds of the histogram's buckets, in seconds.
const BUCKETS: [f64; 13] =
    [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

/// What is counted since the start. Another metric is a field here, and a line of [`Metrics::new`].
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    site: Site,
    requests: Family<RequestLabels, Counter>,
    durations: Histogram,
    response_bytes: Counter,
    pub(super) requests_in_flight: Gauge,
    pub(super) connections: Gauge,
    pub(super) refused_connections: Counter,
    pub(super) malformed_requests: Counter,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: RouteName,
    method: &'static str,
    status: u16,
    coding: &'static str,
}

impl EncodeLabelValue for RouteName {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), Error> {
        self.as_str().encode(encoder)
    }
}

impl Metrics {
    /// Nothing is counted yet. `lost_lines` tells how many lines of the log were lost.
    #[must_use]
    pub fn new(lost_lines: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        let mut registry = Registry::with_prefix("aimf");
        let site = Site::default();
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program, by its version", build);
        let (requests, response_bytes) = (Family::default(), Counter::default());
        registry.register("http_requests", "Requests that were answered", Clone::clone(&requests));
        let durations = Histogram::new(BUCKETS);
        registry.register_with_unit(
            "http_request_duration",
            "From the end of a request's header until the kernel has taken the whole response",
            Unit::Seconds,
            durations.clone(),
        );
        let requests_in_flight = Gauge::default();
        registry.register(
            "http_requests_in_flight",
            "Responses that clients are still taking",
            requests_in_flight.clone(),
        );
        registry.register(
            "http_response_bytes",
            "Bytes of content in responses, without headers",
            response_bytes.clone(),
        );
        let (connections, refused_connections) = (Gauge::default(), Counter::default());
        registry.register("http_connections", "Open connections", connections.clone());
        registry.register(
            "http_connections_refused",
            "Connections beyond the most that are served",
            refused_connections.clone(),
        );
        let malformed_requests = Counter::default();
        registry.register(
            "http_requests_malformed",
            "What was no request, and was answered 400, 414 or 431 by hyper",
            malformed_requests.clone(),
        );
        registry.register_collector(Box::new(LostLines(lost_lines)));
        registry.register_collector(Box::new(site.clone()));
        Self {
            registry,
            site,
            requests,
            durations,
            response_bytes,
            requests_in_flight,
            connections,
            refused_connections,
            malformed_requests,
        }
    }

    /// From now on the state of `live` is told too.
    pub fn watch(&self, live: Arc<Live>) {
        // A program has one site: what is said a second time is the same.
        let _ = self.site.0.set(live);
    }

    pub(super) fn observe(&self, exchange: Exchange, duration: Duration) {
        let method = match exchange.method {
            http::Method::GET => "GET",
            http::Method::HEAD => "HEAD",
            // Anyone may make up a method.
            _ => "other",
        };
        let (status, coding) = (exchange.status.as_u16(), exchange.coding.token());
        self.requests.get_or_create(&RequestLabels { route: exchange.route, method, status, coding }).inc();
        self.durations.observe(duration.as_secs_f64());
        self.response_bytes.inc_by(exchange.bytes);
    }

    /// All of it in Prometheus' text format 0.0.4, of the media type [`MEDIA_TYPE`].
    ///
    /// # Errors
    ///
    /// None: writing into a text does not fail.
    pub fn exposition(&self) -> Result<String, Error> {
        let mut text = String::with_capacity(16 * 1024);
        prometheus_text::encode(&mut text, &self.registry)?;
        // The names of the process's metrics are Prometheus' own, without the program's.
        let mut process = Registry::default();
        process.register_collector(Box::new(Process));
        prometheus_text::encode(&mut text, &process)?;
        Ok(text)
    }
}

/// Encodes one figure that is known at the time of the scrape.
fn gauge(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), Error> {
    ConstGauge::new(value).encode(encoder.encode_descriptor(name, help, None, MetricType::Gauge)?)
}

fn counter(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), Error> {
    ConstCounter::new(value).encode(encoder.encode_descriptor(name, help, None, MetricType::Counter)?)
}

struct LostLines<F>(F);

impl<F> fmt::Debug for LostLines<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LostLines")
    }
}

impl<F: Fn() -> u64 + Send + Sync + 'static> Collector for LostLines<F> {
    #[expect(clippy::cast_precision_loss, reason = "2^53 lost lines are more than a disk has room for")]
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let help = "Lines of the log that were lost, as nobody took them off fast enough";
        counter(&mut encoder, "log_lost_lines", help, (self.0)() as f64)
    }
}

/// The state of the site, where it is known.
#[derive(Clone, Debug, Default)]
struct Site(Arc<OnceLock<Arc<Live>>>);

impl Collector for Site {
    #[expect(clippy::cast_precision_loss, reason = "seconds, tries and problems are far below 2^53")]
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let Some(live) = self.0.get() else { return Ok(()) };
        let (now, last) = (live.load(), live.attempt());
        let info = Info::new(vec![("edition", now.edition().id().to_owned())]);
        info.encode(encoder.encode_descriptor("edition", "The edition that is served", None, MetricType::Info)?)?;
        let age = now.since().elapsed().as_secs() as f64;
        gauge(&mut encoder, "edition_age_seconds", "For how long it has been served", age)?;
        let help = "1 where what is served is what the files say, 0 where the last try to publish came to nothing";
        gauge(&mut encoder, "edition_up_to_date", help, if last.is_up_to_date() { 1.0 } else { 0.0 })?;
        let help = "Tries to publish the site, by what came of them";
        let mut family = encoder.encode_descriptor("publications", help, None, MetricType::Counter)?;
        for (outcome, count) in live.publications() {
            ConstCounter::new(count).encode(family.encode_family(&[("outcome", outcome)])?)?;
        }
        let help = "What is wrong with the files, as the last try to publish found it";
        let mut family = encoder.encode_descriptor("site_problems", help, None, MetricType::Gauge)?;
        for (severity, count) in [("error", last.report.errors().count()), ("warning", last.report.warnings().count())]
        {
            ConstGauge::new(count as f64).encode(family.encode_family(&[("severity", severity)])?)?;
        }
        Ok(())
    }
}

/// What the program takes of the machine, under the names that Prometheus knows.
#[derive(Debug)]
struct Process;

impl Collector for Process {
    #[expect(clippy::cast_precision_loss, reason = "2^53 bytes are more than a machine has")]
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let Some(usage) = Usage::now() else { return Ok(()) };
        let encoder = &mut encoder;
        counter(encoder, "process_cpu_seconds", "Processor time, user and system", usage.cpu_seconds)?;
        gauge(encoder, "process_resident_memory_bytes", "Memory that is held", usage.resident_bytes as f64)?;
        gauge(encoder, "process_virtual_memory_bytes", "Addresses that are reserved", usage.virtual_bytes as f64)?;
        gauge(encoder, "process_open_fds", "Open file descriptors", usage.open_descriptors as f64)?;
        if let Some(most) = usage.most_descriptors {
            gauge(encoder, "process_max_fds", "File descriptors that there may be", most as f64)?;
        }
        gauge(encoder, "process_start_time_seconds", "When the program started, since 1970", usage.start_seconds)?;
        gauge(encoder, "process_threads", "Threads", usage.threads as f64)
    }
}
