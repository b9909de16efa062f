//! Proactive negotiation: the coding and the language that a client likes best, by their weights (RFC 9110 §12.4.2, §12.5.3,
//! §12.5.4).
//!
//! Pure functions on the lines of header fields. They allocate nothing, look at a bounded number of elements, and skip what they
//! cannot read. No crate does this correctly: tower-http knows weights but not `*` or a refusal of identity, `fluent-langneg` ignores
//! weights.

use std::cmp::Reverse;

use crate::edition::Coding;

/// How many elements of a list are looked at; no well-behaved client sends as many.
const MAX_ELEMENTS: usize = 64;

/// A weight in thousandths: 0 means "not acceptable".
type Weight = u16;

/// The coding for a client, among those that `available` says there are; identity is always there.
///
/// The highest weight wins; of equal ones, the first of [`Coding::ALL`]. A coding that the client does not name has the weight of `*`,
/// else none; identity has it too, but stays acceptable as the last resort where it is not named. Where nothing is acceptable at all
/// (`identity;q=0, *;q=0`), identity is sent: RFC 9110 lets a server disregard the field, and a page is of more use than a 406.
///
/// ```
/// use aimf::{edition::Coding, server::negotiation::coding};
/// let sent = http::HeaderValue::from_static("gzip, deflate, br, zstd");
/// assert_eq!(coding([&sent], |_| true), Coding::Brotli);
/// assert_eq!(coding([&sent], |coding| coding != Coding::Brotli), Coding::Zstd);
/// ```
pub fn coding<'a, V: AsRef<[u8]> + ?Sized + 'a>(
    accept_encoding: impl IntoIterator<Item = &'a V>,
    available: impl Fn(Coding) -> bool,
) -> Coding {
    // In the order of `Coding::ALL`.
    let mut named: [Option<Weight>; 4] = [None; 4];
    let mut any = None;
    for (token, weight) in elements(accept_encoding) {
        if token == b"*" {
            any = Some(weight);
        } else if let Some(position) = position_of(token) {
            named[position] = Some(weight);
        }
    }
    let mut best = (Coding::Identity, 0);
    for (coding, named) in Coding::ALL.into_iter().zip(named) {
        let weight = named.or(any).unwrap_or(0);
        if weight > best.1 && available(coding) {
            best = (coding, weight);
        }
    }
    best.0
}

/// Where the coding of this name is in [`Coding::ALL`]; `x-gzip` is another name of gzip (RFC 9110 §8.4.1.3).
fn position_of(token: &[u8]) -> Option<usize> {
    let token = if token.eq_ignore_ascii_case(b"x-gzip") { b"gzip" } else { token };
    Coding::ALL.iter().position(|coding| token.eq_ignore_ascii_case(coding.token().as_bytes()))
}

/// The index of the language in `available` (BCP 47 tags) that a visitor prefers; `None` where none of them is acceptable.
///
/// Each language gets the weight of the range that says most about it: itself; else a longer range that begins with it (`fr-CA` for
/// `fr`: the lookup of RFC 4647 §3.4); else a shorter range that it begins with (`pt` for `pt-BR`: the filtering of §3.3.1); else `*`. The
/// highest weight wins, of equal ones the one named first. `q=0` refuses.
///
/// ```
/// use aimf::server::negotiation::language;
/// let sent = http::HeaderValue::from_static("de, en;q=0.1, fr-CA;q=0.9");
/// assert_eq!(language([&sent], ["fr", "en"]), Some(0));
/// ```
pub fn language<'a, 'b, H, V>(accept_language: H, available: impl IntoIterator<Item = &'b str>) -> Option<usize>
where
    H: IntoIterator<Item = &'a V> + Copy,
    V: AsRef<[u8]> + ?Sized + 'a,
{
    let weights = available.into_iter().map(|tag| language_weight(elements(accept_language), tag)).enumerate();
    let acceptable =
        weights.filter_map(|(index, found)| found.filter(|(weight, _)| *weight > 0).map(|found| (index, found)));
    acceptable.min_by_key(|(_, (weight, place))| (Reverse(*weight), *place)).map(|(index, _)| index)
}

/// The weight of one language, and the place in the list of the range that gave it.
fn language_weight<'a>(ranges: impl Iterator<Item = (&'a [u8], Weight)>, tag: &str) -> Option<(Weight, usize)> {
    /// How much a range says about a language, the least first.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Fit {
        Any,
        Shorter(usize),
        Longer,
        Exact,
    }
    let tag = tag.as_bytes();
    let fits = ranges.enumerate().filter_map(|(place, (range, weight))| {
        let fit = if range == b"*" {
            Fit::Any
        } else if range.eq_ignore_ascii_case(tag) {
            Fit::Exact
        } else if begins_with(range, tag) && weight > 0 {
            // To refuse Canadian French is not to refuse French.
            Fit::Longer
        } else if begins_with(tag, range) {
            Fit::Shorter(range.len())
        } else {
            return None;
        };
        Some((fit, weight, place))
    });
    // The first of the best.
    fits.min_by_key(|(fit, weight, _)| Reverse((*fit, *weight))).map(|(_, weight, place)| (weight, place))
}

/// Whether `tag` is `prefix` with further subtags.
fn begins_with(tag: &[u8], prefix: &[u8]) -> bool {
    tag.len() > prefix.len() && tag[prefix.len()] == b'-' && tag[..prefix.len()].eq_ignore_ascii_case(prefix)
}

/// The elements of a list with their weights, over all its lines; malformed ones are left out.
fn elements<'a, V: AsRef<[u8]> + ?Sized + 'a>(
    lines: impl IntoIterator<Item = &'a V>,
) -> impl Iterator<Item = (&'a [u8], Weight)> {
    lines.into_iter().flat_map(|line| line.as_ref().split(|&byte| byte == b',')).take(MAX_ELEMENTS).filter_map(element)
}

/// `token [;q=weight]`; other parameters are none that these fields know, and make the element malformed.
fn element(element: &[u8]) -> Option<(&[u8], Weight)> {
    let mut parts = element.splitn(2, |&byte| byte == b';');
    let token = parts.next()?.trim_ascii();
    let sound =
        !token.is_empty() && token.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-*_.+!#$%&'^`|~".contains(byte));
    if !sound {
        return None;
    }
    match parts.next() {
        None => Some((token, 1000)),
        Some(parameter) => {
            let parameter = parameter.trim_ascii();
            let value = parameter.strip_prefix(b"q=").or_else(|| parameter.strip_prefix(b"Q="))?;
            Some((token, weight(value)?))
        }
    }
}

/// `qvalue` (RFC 9110 §12.4.2): 0 to 1, in thousandths.
fn weight(value: &[u8]) -> Option<Weight> {
    let is_plain = value.len() <= 5
        && matches!(value.first(), Some(b'0' | b'1'))
        && value.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    let value: f32 = std::str::from_utf8(value).ok().filter(|_| is_plain)?.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 1000")]
    (0.0..=1.0).contains(&value).then_some((value * 1000.0).round() as Weight)
}
