//! Why a command failed, in the language of who reads it.

use std::io::ErrorKind;

use super::Failure;
use super::settings::SettingsError;
use crate::base_url::InvalidBaseUrl;
use crate::diagnostic::reason as system_reason;
use crate::reporter::Reporter;
use crate::server::{BindError, ListenAddress};

impl Failure {
    /// The reason in words.
    pub(super) fn message(&self, reporter: Reporter) -> String {
        let reason = |id: &str, reason: &dyn ToString| reporter.say(id, &[("reason", &reason.to_string())]);
        match self {
            // They are told already, or by the command line itself.
            Self::Site | Self::Reported | Self::CommandLine(_) => self.to_string(),
            Self::NoSuchCommand(command) => reporter.say("failure-no-command", &[("command", command)]),
            Self::WatchEmbedded => reporter.say("failure-watch", &[]),
            Self::NotLoopback(address) => reporter.say("failure-not-loopback", &[("address", &address.to_string())]),
            Self::BaseUrl(InvalidBaseUrl::NotAnAddress(value)) => {
                reporter.say("failure-base-url", &[("value", value), ("ascii", "none")])
            }
            Self::BaseUrl(InvalidBaseUrl::NotAscii { text, ascii }) => {
                reporter.say("failure-base-url", &[("value", text), ("ascii", ascii)])
            }
            Self::Bind(error) => bind(error, reporter),
            Self::NoAdminAddress => reporter.say("failure-admin", &[]),
            Self::NotReady { address, reason } => {
                reporter.say("failure-not-ready", &[("address", &address.to_string()), ("reason", reason)])
            }
            Self::SettingsFile(SettingsError::Read { path, source }) => {
                let (path, reason) = (path.display().to_string(), system_reason(source));
                reporter.say("failure-settings", &[("path", &path), ("reason", &reason)])
            }
            Self::SettingsFile(SettingsError::Wrong(problems)) => problems.clone(),
            Self::Publish(error) => reason("failure-publish", error),
            Self::Output(error) => reason("failure-output", &system_reason(error)),
            Self::System(error) => reason("failure-system", &system_reason(error)),
        }
    }
}

/// Why nobody can listen at an address.
fn bind(error: &BindError, reporter: Reporter) -> String {
    match error {
        BindError::ListenAddress { address, source } => {
            let kind = match (source.kind(), address) {
                (ErrorKind::AddrInUse, _) => "in-use",
                (ErrorKind::AlreadyExists, ListenAddress::Unix(_)) => "no-socket",
                (ErrorKind::AddrNotAvailable, ListenAddress::Tcp(_)) => "elsewhere",
                (ErrorKind::PermissionDenied, ListenAddress::Tcp(_)) => "forbidden",
                _ => "other",
            };
            let (ip, port, path) = match address {
                ListenAddress::Tcp(address) => (address.ip().to_string(), address.port().to_string(), String::new()),
                ListenAddress::Unix(path) => (String::new(), String::new(), path.display().to_string()),
            };
            let values = [("kind", kind.to_owned()), ("ip", ip), ("port", port), ("path", path)];
            let more = [("address", address.to_string()), ("reason", system_reason(source))];
            let values: Vec<_> = values.iter().chain(&more).map(|(name, value)| (*name, value.as_str())).collect();
            reporter.say("failure-bind", &values)
        }
        BindError::InheritedSocket { number, source } => {
            reporter.say("failure-socket", &[("number", &number.to_string()), ("reason", &system_reason(source))])
        }
    }
}
