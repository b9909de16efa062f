//! Ended exchanges -> counters, each thread's beside the others', summed up when somebody asks.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

use http::StatusCode;

use super::Answered;
use crate::edition::Coding;

/// More names of routes than this are counted together, as [`OTHER`].
const ROUTES: usize = 64;

/// The last slot.
const OTHER: &str = "other";

/// The statuses that this server gives; another one is counted as 0.
const STATUSES: [u16; 18] = [200, 204, 206, 301, 302, 304, 400, 404, 405, 412, 413, 414, 416, 421, 500, 501, 503, 0];

/// The upper bounds of the histogram's buckets, in microseconds; there is one more without a bound.
pub(super) const BUCKETS: [u64; 13] =
    [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 500_000, 2_500_000, 10_000_000];

const CODINGS: usize = Coding::ALL.len();
const METHODS: usize = 3;
const CELLS: usize = STATUSES.len() * CODINGS * METHODS;

/// The methods that are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Other,
}

impl Method {
    const ALL: [Self; METHODS] = [Self::Get, Self::Head, Self::Other];

    pub(super) fn of(method: &http::Method) -> Self {
        match *method {
            http::Method::GET => Self::Get,
            http::Method::HEAD => Self::Head,
            _ => Self::Other,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Other => "other",
        }
    }
}

/// What was counted since the start.
#[derive(Debug)]
pub struct Metrics {
    /// Names of routes, in the order in which they were first asked for; the last one is [`OTHER`].
    routes: [OnceLock<Box<str>>; ROUTES],
    shards: Box<[Shard]>,
    refused: AtomicU64,
    malformed: AtomicU64,
}

/// One thread's counters, far from the others' in memory.
#[derive(Debug)]
#[repr(align(128))]
struct Shard {
    /// By route, and within it by [`cell`]. A route's are made when it is first asked for.
    requests: [OnceLock<Box<[AtomicU64; CELLS]>>; ROUTES],
    bytes: AtomicU64,
    durations: [AtomicU64; BUCKETS.len() + 1],
    microseconds: AtomicU64,
    in_flight: AtomicI64,
    connections: AtomicI64,
}

/// One series of the requests' counter.
pub(super) struct Series<'a> {
    pub(super) route: &'a str,
    pub(super) method: &'static str,
    pub(super) status: u16,
    pub(super) coding: &'static str,
    pub(super) count: u64,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let shard = |_| Shard {
            requests: [const { OnceLock::new() }; ROUTES],
            bytes: AtomicU64::new(0),
            durations: [const { AtomicU64::new(0) }; BUCKETS.len() + 1],
            microseconds: AtomicU64::new(0),
            in_flight: AtomicI64::new(0),
            connections: AtomicI64::new(0),
        };
        Self {
            routes: [const { OnceLock::new() }; ROUTES],
            shards: (0..threads).map(shard).collect(),
            refused: AtomicU64::new(0),
            malformed: AtomicU64::new(0),
        }
    }

    /// The number of a route's name: where it was put first, or the next free one.
    pub(super) fn slot(&self, route: &str) -> usize {
        // Most are found where the hash says.
        let hash = route.bytes().fold(5381_usize, |hash, byte| hash.wrapping_mul(33) ^ usize::from(byte));
        let all = ROUTES - 1;
        for step in 0..all {
            let slot = (hash + step) % all;
            if &**self.routes[slot].get_or_init(|| route.into()) == route {
                return slot;
            }
        }
        all
    }

    pub(super) fn route(&self, slot: usize) -> &str {
        self.routes[slot].get().map_or(OTHER, |name| name)
    }

    pub(super) fn connected(&self) {
        self.shard().connections.fetch_add(1, Relaxed);
    }

    pub(super) fn disconnected(&self) {
        self.shard().connections.fetch_sub(1, Relaxed);
    }

    pub(super) fn answered(&self) {
        self.shard().in_flight.fetch_add(1, Relaxed);
    }

    pub(super) fn ended(&self, answered: &Answered, duration: Duration) {
        let shard = self.shard();
        let requests = shard.requests[answered.route].get_or_init(|| Box::new([const { AtomicU64::new(0) }; CELLS]));
        requests[cell(answered.exchange.method, answered.coding, answered.status)].fetch_add(1, Relaxed);
        let microseconds = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|bound| microseconds <= *bound).unwrap_or(BUCKETS.len());
        shard.durations[bucket].fetch_add(1, Relaxed);
        shard.microseconds.fetch_add(microseconds, Relaxed);
        shard.bytes.fetch_add(answered.bytes, Relaxed);
        shard.in_flight.fetch_sub(1, Relaxed);
    }

    /// A connection was turned away because there was no room.
    pub(crate) fn refused(&self) {
        self.refused.fetch_add(1, Relaxed);
    }

    pub(super) fn malformed(&self) {
        self.malformed.fetch_add(1, Relaxed);
    }

    /// The present thread's counters. More threads than there are shards share them.
    fn shard(&self) -> &Shard {
        static THREADS: AtomicUsize = AtomicUsize::new(0);
        thread_local!(static THREAD: Cell<Option<usize>> = const { Cell::new(None) });
        let thread = THREAD.with(|own| {
            own.get().unwrap_or_else(|| {
                let number = THREADS.fetch_add(1, Relaxed);
                own.set(Some(number));
                number
            })
        });
        &self.shards[thread % self.shards.len()]
    }

    /// All series that have been counted at all, in the order of routes.
    pub(super) fn series(&self) -> Vec<Series<'_>> {
        let mut series = Vec::new();
        for slot in 0..ROUTES {
            let shards: Vec<_> = self.shards.iter().filter_map(|shard| shard.requests[slot].get()).collect();
            for (cell, (method, coding, status)) in cells().enumerate() {
                let count = shards.iter().map(|shard| shard[cell].load(Relaxed)).sum();
                if count > 0 {
                    let (route, method, coding) = (self.route(slot), method.name(), coding.token());
                    series.push(Series { route, method, status, coding, count });
                }
            }
        }
        series.sort_by_key(|series| (series.route, series.method, series.status, series.coding));
        series
    }

    pub(super) fn durations(&self) -> [u64; BUCKETS.len() + 1] {
        std::array::from_fn(|bucket| self.shards.iter().map(|shard| shard.durations[bucket].load(Relaxed)).sum())
    }

    pub(super) fn microseconds(&self) -> u64 {
        self.shards.iter().map(|shard| shard.microseconds.load(Relaxed)).sum()
    }

    pub(super) fn bytes(&self) -> u64 {
        self.shards.iter().map(|shard| shard.bytes.load(Relaxed)).sum()
    }

    pub(super) fn in_flight(&self) -> i64 {
        self.shards.iter().map(|shard| shard.in_flight.load(Relaxed)).sum()
    }

    pub(super) fn connections(&self) -> i64 {
        self.shards.iter().map(|shard| shard.connections.load(Relaxed)).sum()
    }

    pub(super) fn connections_refused(&self) -> u64 {
        self.refused.load(Relaxed)
    }

    pub(super) fn requests_malformed(&self) -> u64 {
        self.malformed.load(Relaxed)
    }
}

fn cell(method: Method, coding: Coding, status: StatusCode) -> usize {
    let position = STATUSES.iter().position(|known| *known == status.as_u16()).unwrap_or(STATUSES.len() - 1);
    (method as usize * CODINGS + coding as usize) * STATUSES.len() + position
}

/// What the cells count, in their order.
fn cells() -> impl Iterator<Item = (Method, Coding, u16)> {
    let statuses = |(method, coding)| STATUSES.into_iter().map(move |status| (method, coding, status));
    let codings = |method| Coding::ALL.into_iter().map(move |coding| (method, coding));
    Method::ALL.into_iter().flat_map(codings).flat_map(statuses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_many_routes_there_are_their_counters_are_bounded() {
        let metrics = Metrics::new();
        let slots: Vec<_> = (0..200).map(|number| metrics.slot(&format!("page-{number}"))).collect();
        assert_eq!(metrics.route(slots[0]), "page-0");
        assert_eq!(metrics.route(slots[199]), OTHER);
        assert_eq!(metrics.slot("page-0"), slots[0]);
    }

    #[test]
    fn each_method_coding_and_status_has_a_cell_of_its_own() {
        let seen = cells().map(|(method, coding, status)| {
            let status = StatusCode::from_u16(if status == 0 { 599 } else { status }).unwrap();
            cell(method, coding, status)
        });
        assert!(seen.eq(0..CELLS));
    }
}
