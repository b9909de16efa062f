//! What is counted, as Prometheus reads it.

use std::fmt::Error;
use std::sync::Arc;
use std::time::Duration;

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

use super::observability::{Exchange, RouteName};
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
    /// Nothing is counted yet, but the lines of the log that were lost where there is one.
    #[must_use]
    pub fn new(lost_lines: Option<ErrorCounter>) -> Self {
        let mut registry = Registry::with_prefix("aimf");
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The program, by its version", build);
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
            malformed_requests: metric(
                all,
                "http_requests_malformed",
                "What was no request, and was answered by hyper",
            ),
            registry,
        }
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

    /// All of it, the state of the site and that of the process, in Prometheus' text format 0.0.4, of the type [`MEDIA_TYPE`].
    ///
    /// # Errors
    ///
    /// A collector cannot encode what it has.
    pub fn exposition(&self, live: Option<&Arc<Live>>) -> Result<String, Error> {
        let mut text = String::with_capacity(16 * 1024);
        prometheus_text::encode(&mut text, &self.registry)?;
        if let Some(live) = live {
            let mut site = Registry::with_prefix("aimf");
            site.register_collector(Box::new(Arc::clone(live)));
            prometheus_text::encode(&mut text, &site)?;
        }
        // The names of the process's metrics are Prometheus' own, without the program's.
        #[cfg(target_os = "linux")]
        {
            let mut process = Registry::default();
            process.register_collector(Box::new(super::process::Process));
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
pub(super) fn gauge(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), Error> {
    let gauge = ConstGauge::new(value);
    gauge.encode(encoder.encode_descriptor(name, help, None, gauge.metric_type())?)
}

/// The same for a figure that only grows.
pub(super) fn counter(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: f64) -> Result<(), Error> {
    let counter = ConstCounter::new(value);
    counter.encode(encoder.encode_descriptor(name, help, None, counter.metric_type())?)
}

#[derive(Debug)]
struct LostLines(ErrorCounter);

impl Collector for LostLines {
    #[expect(clippy::cast_precision_loss, reason = "2^53 lost lines are more than a disk has room for")]
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let help = "Lines of the log that were lost, as nobody took them off fast enough";
        counter(&mut encoder, "log_lost_lines", help, self.0.dropped_lines() as f64)
    }
}
