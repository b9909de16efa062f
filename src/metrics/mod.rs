//! Figures for Prometheus: of requests and connections, of the state of the site, and of what the program takes of the machine.

#[cfg(target_os = "linux")]
mod process;
mod site;

use std::fmt::Error;
use std::sync::Arc;
use std::time::Duration;

use bytestring::ByteString;
use http::{Method, StatusCode};
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeLabelSet, EncodeLabelValue, EncodeMetric, LabelValueEncoder, prometheus_text,
};
use prometheus_client::metrics::counter::{ConstCounter, Counter};
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Metric, Registry, Unit};
use tracing_appender::non_blocking::ErrorCounter;

use crate::edition::Coding;
use crate::live::Live;

/// The media type of the text.
pub const MEDIA_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The upper bounds of the histogram's buckets, in seconds.
const BUCKETS: [f64; 13] =
    [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

/// The figures that are counted since the start. Another metric is a field here, and a line of [`Metrics::new`].
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Histogram,
    response_bytes: Counter,
    /// Responses that clients are still taking.
    pub requests_in_flight: Gauge,
    /// Open connections.
    pub connections: Gauge,
    /// Connections beyond the most that are served.
    pub refused_connections: Counter,
    /// Malformed requests, rejected by hyper.
    pub malformed_requests: Counter,
}

/// The name, in logs and metrics, of what answered a request. A site has few: the key of a page (one for all languages), or else a
/// kind: `style`, `font`, `redirect`, `not-found`. Whoever answers sets it as an extension of the response.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RouteName(pub ByteString);

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    route: RouteName,
    method: &'static str,
    status: u16,
    coding: &'static str,
}

impl EncodeLabelValue for RouteName {
    fn encode(&self, encoder: &mut LabelValueEncoder<'_>) -> Result<(), Error> {
        (&*self.0).encode(encoder)
    }
}

impl Metrics {
    /// Nothing is counted yet; where there is a log, the lines that it lost are among the figures.
    #[must_use]
    pub fn new(lost_lines: Option<ErrorCounter>) -> Self {
        let mut registry = Registry::with_prefix("aimf");
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION")), ("commit", crate::COMMIT)]);
        registry.register("build", "The program, by its version and the commit that it was built from", build);
        let durations = Histogram::new(BUCKETS);
        let help = "From the end of a request's header until the kernel has taken the whole response";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, durations.clone());
        if let Some(lost_lines) = lost_lines {
            registry.register_collector(Box::new(LostLines(lost_lines)));
        }
        let all = &mut registry;
        Self {
            requests: metric(all, "http_requests", "Requests that were answered"),
            durations,
            response_bytes: metric(all, "http_response_bytes", "Bytes of content in responses, without headers"),
            requests_in_flight: metric(all, "http_requests_in_flight", "Responses that clients are still taking"),
            connections: metric(all, "http_connections", "Open connections"),
            refused_connections: metric(all, "http_connections_refused", "Connections beyond the most that are served"),
            malformed_requests: metric(all, "http_requests_malformed", "Malformed requests, rejected by hyper"),
            registry,
        }
    }

    /// Counts a request that has been answered with so many `bytes` of content.
    pub fn observe(&self, request: (RouteName, &Method), answer: (StatusCode, Coding, u64), duration: Duration) {
        let ((route, method), (status, coding, bytes)) = (request, answer);
        let method = match *method {
            Method::GET => "GET",
            Method::HEAD => "HEAD",
            // Clients can make up any number of methods.
            _ => "other",
        };
        let (status, coding) = (status.as_u16(), coding.token());
        self.requests.get_or_create(&RequestLabels { route, method, status, coding }).inc();
        self.durations.observe(duration.as_secs_f64());
        self.response_bytes.inc_by(bytes);
    }

    /// All figures, those of the site and of the process included, in Prometheus' text format 0.0.4, of the type [`MEDIA_TYPE`].
    ///
    /// # Errors
    ///
    /// If a collector cannot encode its figures.
    pub fn exposition(&self, live: Option<&Arc<Live>>) -> Result<String, Error> {
        let mut text = String::with_capacity(16 * 1024);
        prometheus_text::encode(&mut text, &self.registry)?;
        if let Some(live) = live {
            let mut site = Registry::with_prefix("aimf");
            site.register_collector(Box::new(Arc::clone(live)));
            prometheus_text::encode(&mut text, &site)?;
        }
        // The metrics of a process have names that Prometheus defines, without a prefix.
        #[cfg(target_os = "linux")]
        {
            let mut process = Registry::default();
            process.register_collector(Box::new(process::Process));
            prometheus_text::encode(&mut text, &process)?;
        }
        Ok(text)
    }
}

fn metric<M: Metric + Clone + Default>(registry: &mut Registry, name: &str, help: &str) -> M {
    let metric = M::default();
    registry.register(name, help, metric.clone());
    metric
}

/// Encodes a figure that is known at the time of the scrape.
fn gauge(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), Error> {
    let gauge = ConstGauge::new(value);
    gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)
}

/// The same for a figure that only grows.
fn counter(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), Error> {
    let counter = ConstCounter::new(value);
    counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)
}

#[derive(Debug)]
struct LostLines(ErrorCounter);

impl Collector for LostLines {
    #[expect(clippy::cast_precision_loss, reason = "2^53 lost lines are more than a disk has room for")]
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let help = "Lines of the log that were lost, because the writer fell behind";
        counter(&mut encoder, "log_lost_lines", help, self.0.dropped_lines() as f64)
    }
}
