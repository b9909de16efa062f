//! Why the system refuses a file, by the name that the messages to editors know it by.

use std::io::{Error, ErrorKind};

/// The reasons that `system-reason` has words for, by the names of [`ErrorKind`].
pub(crate) const REASONS: [&str; 18] = [
    "NotFound",
    "PermissionDenied",
    "AlreadyExists",
    "NotADirectory",
    "IsADirectory",
    "DirectoryNotEmpty",
    "ReadOnlyFilesystem",
    "StorageFull",
    "QuotaExceeded",
    "FileTooLarge",
    "FilesystemLoop",
    "InvalidFilename",
    "ResourceBusy",
    "StaleNetworkFileHandle",
    "TimedOut",
    "ConnectionRefused",
    "ConnectionReset",
    "AddrInUse",
];

/// The reason as the value of `$reason`: the name of a kind that there are words for, else the system's own words.
pub(crate) fn reason(error: &Error) -> String {
    known(error.kind()).map_or_else(|| error.to_string(), str::to_owned)
}

/// The name of a kind that there are words for. It is taken from how the kind is printed, as not all of them can be named yet.
fn known(kind: ErrorKind) -> Option<&'static str> {
    let name = format!("{kind:?}");
    REASONS.into_iter().find(|one| *one == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_of_the_system_has_words_in_both_languages_and_an_unknown_one_is_the_systems_own() {
        assert_eq!(reason(&ErrorKind::NotFound.into()), "NotFound");
        assert_eq!(reason(&Error::from_raw_os_error(40)), "FilesystemLoop");
        assert_eq!(reason(&Error::other("odd")), "odd");
        for messages in [include_str!("../../locales/fr/check.ftl"), include_str!("../../locales/en/check.ftl")] {
            let own = messages.split_once("\nsystem-reason = ").unwrap().1.split_once("\n}").unwrap().0;
            let told: Vec<_> =
                own.lines().filter_map(|line| Some(line.trim().strip_prefix('[')?.split_once(']')?.0)).collect();
            assert_eq!(told, REASONS);
        }
    }
}
