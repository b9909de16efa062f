//! One connection -> its requests answered, within the times that [`Limits`] give it.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use super::accept::Peer;
use super::conversation::{Broken, Conversation, Service};
use super::fast_path::FastPath;
use super::limits::Limits;
use super::observe::Observed;
use super::service::Site;
use super::stream::{Guarded, Phase, Progress};

/// How long a connection on which nothing has arrived yet may still bring its request after the server was told to stop.
const GRACE: Duration = Duration::from_millis(500);

/// How long a client may go on sending what nobody reads before its connection is cut: closing with bytes unread would make the
/// kernel throw the answer away (RFC 9112 §9.6).
const LINGER: Duration = Duration::from_secs(1);

/// What connections are told about the end of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Go on.
    NotYet,
    /// End after the present request.
    InOrder,
    /// End now.
    AtOnce,
}

/// Answers the requests of `stream` until it ends, is too slow, or the server stops.
pub(super) async fn attend<S>(stream: S, peer: Peer, site: Arc<Site>, limits: Limits, mut stop: watch::Receiver<Stop>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let progress = Arc::new(Progress::new());
    let observed = site.observer().map(|observer| Arc::new(Observed::new(Arc::clone(observer), peer)));
    let fast_path = FastPath::new(Arc::clone(&site), limits.header_fields);
    let guarded = Guarded::new(stream, Arc::clone(&progress), observed.clone(), limits.head_bytes, fast_path);
    let service = Service { site, progress: Arc::clone(&progress), observed: observed.clone() };
    let mut conversation = Conversation::new(guarded, service, limits);
    let mut patience = Patience::new(&progress, &limits);
    let period = limits.tick();
    let mut tick = pin!(sleep(period));
    let mut heard = Stop::NotYet;
    loop {
        tokio::select! {
            biased;
            result = &mut conversation => {
                if let Err(error) = result {
                    if let Some(observed) = &observed && matches!(&error, Broken::Http(error) if error.is_parse()) {
                        observed.malformed();
                    }
                    tracing::debug!(%error, "connection ended early");
                }
                return;
            }
            () = &mut tick => {
                tick.as_mut().reset(Instant::now() + period);
                if patience.is_over() {
                    tracing::debug!(phase = ?progress.phase(), "connection was too slow");
                    return;
                }
            }
            told = next(&mut stop, heard) => {
                heard = told;
                if heard == Stop::AtOnce {
                    return;
                }
                progress.end();
                let grace = GRACE.min(limits.drain / 2);
                tokio::select! {
                    biased;
                    _ = &mut conversation => return,
                    _ = next(&mut stop, heard) => return,
                    () = request_has_come(&progress, grace) => {}
                }
                conversation.graceful_shutdown();
            }
        }
    }
}

/// Ready when no request is on the way: its header has come, or none begins within `grace` on a connection that is new. A connection
/// on which one is under way would be closed otherwise.
async fn request_has_come(progress: &Progress, grace: Duration) {
    let start = Instant::now();
    while progress.phase() == Phase::Head && !(progress.is_fresh() && start.elapsed() >= grace) {
        sleep(Duration::from_millis(10)).await;
    }
}

/// What is said next. Without anyone to say it, the server itself is gone.
async fn next(stop: &mut watch::Receiver<Stop>, heard: Stop) -> Stop {
    let told = stop.wait_for(|stop| *stop != heard).await;
    told.map_or(Stop::AtOnce, |stop| *stop)
}

impl Limits {
    /// How often a connection is looked at: a limit is kept to within this.
    fn tick(&self) -> Duration {
        let shortest = self.head.min(self.idle).min(self.response);
        (shortest / 4).max(Duration::from_millis(10))
    }

    fn of(&self, phase: Phase) -> Duration {
        match phase {
            Phase::Idle => self.idle,
            Phase::Head => self.head,
            Phase::Response => self.response,
            Phase::Closing => LINGER.min(self.response),
        }
    }
}

/// Measures how long the present phase has lasted. Bytes that trickle in do not make a phase new, only its end does.
struct Patience<'a> {
    progress: &'a Progress,
    limits: &'a Limits,
    seen: u32,
    since: Instant,
}

impl<'a> Patience<'a> {
    fn new(progress: &'a Progress, limits: &'a Limits) -> Self {
        Self { progress, limits, seen: progress.count(), since: Instant::now() }
    }

    /// Whether the phase that was met at the last look still lasts, and has lasted too long.
    fn is_over(&mut self) -> bool {
        let count = self.progress.count();
        if count != self.seen {
            self.seen = count;
            self.since = Instant::now();
        }
        self.since.elapsed() >= self.limits.of(self.progress.phase())
    }
}
