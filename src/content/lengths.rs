//! The lengths of texts beside those of their translations.

use super::Language;
use super::texts::{TranslatedText, Version};
use crate::diagnostic::{Problem, Report};

/// Warns of a text that is much longer in one language than in another: something was left out, or added.
pub fn lengths<'t>(texts: &'t [TranslatedText], languages: &[Language], report: &mut Report) {
    const TIMES: f64 = 2.0;
    for language in languages.iter().skip(1) {
        let sides = |text: &'t TranslatedText| {
            // What waits in a language that its page is not in is no translation yet.
            let shown: Vec<_> = text.shown().collect();
            let translation = shown[language.index].filter(|version| !version.is_copy)?;
            Some((&text.key, shown[0]?, translation))
        };
        let sides: Vec<_> = texts.iter().filter_map(sides).collect();
        let usual = usual_ratio(&sides);
        for (key, source, version) in sides {
            let mut sides = [(length(version), version, language), (length(source), source, &languages[0])];
            let ratio = sides[0].0 / sides[1].0 / usual;
            sides.sort_by(|a, b| a.0.total_cmp(&b.0));
            let [(short, shortest, shorter), (long, _, longer)] = sides;
            if long > SHORT && !(1.0 / TIMES..=TIMES).contains(&ratio) {
                let problem = Problem::TextMuchLonger {
                    key: key.clone(),
                    longer: longer.code.clone(),
                    long: long.to_string(),
                    shorter: shorter.code.clone(),
                    short: short.to_string(),
                };
                report.warning(shortest.place.clone(), problem);
            }
        }
    }
}

/// Of shorter texts nothing is said: they differ by more.
const SHORT: f64 = 60.0;

/// How long a translation usually is, in lengths of its source: of most languages one, within a third; of Chinese or Japanese much less,
/// which the site's own texts tell, once there are enough of them.
fn usual_ratio(sides: &[(&String, &Version, &Version)]) -> f64 {
    const ENOUGH: usize = 10;
    let long = sides.iter().filter(|(_, source, _)| length(source) > SHORT);
    let mut ratios: Vec<_> = long.map(|(_, source, version)| length(version) / length(source)).collect();
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(ratios.len() / 2).copied().unwrap_or(1.0);
    if ratios.len() < ENOUGH || (2.0 / 3.0..=1.5).contains(&median) { 1.0 } else { median }
}

/// The count of a text's characters.
fn length(version: &Version) -> f64 {
    u32::try_from(version.words.chars().count()).map_or(f64::MAX, f64::from)
}
