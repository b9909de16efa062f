//! The state of the site as metrics.

use std::fmt::Error;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::metrics::info::Info;

use super::gauge;
use crate::live::Live;

impl Collector for Live {
    #[expect(clippy::cast_precision_loss, reason = "seconds and problems are far below 2^53")]
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let (now, last) = (self.load(), self.status());
        let info = Info::new(vec![("edition", now.edition.id().to_owned())]);
        info.encode(encoder.encode_descriptor("edition", "The edition that is served", None, MetricType::Info)?)?;
        let age = now.since.elapsed().as_secs() as f64;
        let help = "For how long it has been served";
        gauge(&mut encoder, "edition_age_seconds", help, age)?;
        let help = "1 where visitors get pages, 0 where the program waits for files without problems";
        boolean(&mut encoder, "ready", help, !self.is_waiting())?;
        let help =
            "1 where the edition that is served is the last good one of an earlier run, as the files have problems";
        boolean(&mut encoder, "edition_kept", help, self.kept_since().is_some())?;
        let help = "1 where what is served is what the files say, 0 where the last try to publish came to nothing";
        boolean(&mut encoder, "edition_up_to_date", help, last.is_up_to_date())?;
        let help = "Tries to publish the site, by what came of them";
        let mut family = encoder.encode_descriptor("publications", help, None, MetricType::Counter)?;
        for (result, count) in self.publications() {
            ConstCounter::new(count).encode(family.encode_family(&[("outcome", result)])?)?;
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

fn boolean(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, is: bool) -> Result<(), Error> {
    ConstGauge::new(i64::from(is)).encode(encoder.encode_descriptor(name, help, None, MetricType::Gauge)?)
}
