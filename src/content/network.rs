//! The names of social networks, by their addresses.

use super::comparison::repeated;
use super::site::SocialNetwork;
use super::value::Name;
use crate::diagnostic::{Problem, Report};

/// Hosts of networks, with the names by which these call themselves.
const NETWORKS: [(&str, &str); 16] = [
    ("bsky.app", "Bluesky"),
    ("dailymotion.com", "Dailymotion"),
    ("facebook.com", "Facebook"),
    ("flickr.com", "Flickr"),
    ("instagram.com", "Instagram"),
    ("linkedin.com", "LinkedIn"),
    ("mastodon.social", "Mastodon"),
    ("soundcloud.com", "SoundCloud"),
    ("t.me", "Telegram"),
    ("threads.com", "Threads"),
    ("threads.net", "Threads"),
    ("tiktok.com", "TikTok"),
    ("twitter.com", "X"),
    ("vimeo.com", "Vimeo"),
    ("x.com", "X"),
    ("youtube.com", "YouTube"),
];

impl SocialNetwork {
    /// Its name: as editors wrote it, or else that of the network at this address.
    pub fn name(&self) -> &str {
        self.name.as_ref().map(Name::as_str).or_else(|| known(&self.host())).unwrap_or_default()
    }

    fn host(&self) -> String {
        let url = url::Url::parse(self.url.as_str()).ok();
        url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// The name of the network at a host.
fn known(host: &str) -> Option<&'static str> {
    let is_of = |network: &str| host.strip_suffix(network).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    NETWORKS.iter().find(|(network, _)| is_of(network)).map(|(_, name)| *name)
}

/// Each network has a name, and is there once.
pub(super) fn check(networks: &[SocialNetwork], report: &mut Report) {
    for network in networks.iter().filter(|network| !network.url.stands_in && network.name().is_empty()) {
        report.error(network.url.place.clone(), Problem::NetworkUnnamed { host: network.host() });
    }
    let addresses = networks.iter().filter(|network| !network.url.stands_in).map(|network| {
        let address = network.url.as_str().trim_end_matches('/').to_lowercase();
        let address = address.trim_start_matches("https://").trim_start_matches("www.").to_owned();
        (address, &network.url.place)
    });
    for (_, place, other) in repeated(addresses) {
        report.warning(place.clone(), Problem::NetworkTwice { other });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_known_by_its_host_whatever_stands_before_it() {
        for (host, name) in [
            ("www.linkedin.com", Some("LinkedIn")),
            ("fr.linkedin.com", Some("LinkedIn")),
            ("x.com", Some("X")),
            ("netflix.com", None),
            ("linkedin.com.example.org", None),
        ] {
            assert_eq!(known(host), name, "{host}");
        }
    }
}
