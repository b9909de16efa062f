//! Notices of the changes in a site's directory, from the system or by reading it again and again.
//!
//! A site changes in more ways than one: an editor's program writes a file anew or puts another in its place by rename; a
//! deployment swaps a link above the directory, or inside of it (Kubernetes' `..data`). So besides the three folders every
//! step of the way to them is watched, links included, and all of it is looked up anew before each publication.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::changes::Changes;
use crate::source::{FOLDERS, Files, Source};

/// How often a site is read anew where the system gives no notice.
const POLL: Duration = Duration::from_secs(1);

/// More symbolic links than this on the way to a folder are taken for a loop, as on Linux.
const MOST_LINKS: usize = 40;

/// How changes are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Watch {
    /// By the system's notices.
    Auto,
    // For network mounts, where the system does not learn of the changes that other machines make.
    /// By reading the files every second.
    Poll,
}

/// The system's notices of one directory.
#[derive(Debug)]
pub(super) struct Watcher {
    root: PathBuf,
    changes: Arc<Changes>,
    current: Option<RecommendedWatcher>,
}

impl Watcher {
    /// Watches nothing until [`Watcher::renew`].
    pub(super) fn new(root: PathBuf, changes: Arc<Changes>) -> Self {
        Self { root, changes, current: None }
    }

    /// Looks up what is to be watched now, and watches it. To be called before the files are read, so that no change
    /// after the reading goes unseen.
    pub(super) fn renew(&mut self) -> notify::Result<()> {
        let plan = Plan::of(&self.root);
        let (changes, relevant) = (Arc::clone(&self.changes), plan.clone());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // An error (an overflowed queue, a deleted folder) may hide a change.
            if event.map_or(true, |event| relevant.concerns(&event)) {
                changes.notice();
            }
        })?;
        let steps = plan.steps.iter().filter_map(|step| step.parent()).collect::<BTreeSet<_>>();
        let all = steps
            .into_iter()
            .map(|step| (step, RecursiveMode::NonRecursive))
            .chain(plan.folders.iter().map(|folder| (folder.as_path(), RecursiveMode::Recursive)));
        for (path, mode) in all {
            match watcher.watch(path, mode) {
                Err(error) if !is_gone(&error) => return Err(error),
                // If a folder has just gone, the watch above it gives notice of that.
                _ => {}
            }
        }
        // The watcher before this one goes only now: there is no moment without one.
        self.current = Some(watcher);
        Ok(())
    }
}

fn is_gone(error: &notify::Error) -> bool {
    use notify::ErrorKind::{Io, PathNotFound};
    match &error.kind {
        PathNotFound => true,
        // A folder that this user may not look into, such as one above the site's.
        Io(error) => matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied),
        _ => false,
    }
}

/// The folders to be watched, as real paths.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    /// The folders with the site's files.
    folders: BTreeSet<PathBuf>,
    /// Each folder and link on the way to them.
    steps: BTreeSet<PathBuf>,
}

impl Plan {
    fn of(root: &Path) -> Self {
        let mut plan = Self { folders: BTreeSet::new(), steps: BTreeSet::new() };
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        for folder in FOLDERS {
            let folder = resolve(&root.join(folder), &mut plan.steps, &mut 0);
            plan.folders.extend(Some(folder).filter(|folder| folder.is_dir()));
        }
        plan
    }

    fn concerns(&self, event: &Event) -> bool {
        match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
            // Reads are not changes, and the program itself reads these files.
            EventKind::Access(_) => return false,
            _ => {}
        }
        let is_own =
            |path: &PathBuf| self.steps.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder));
        event.need_rescan() || event.paths.iter().any(is_own)
    }
}

/// The real path of `path`. Each step on the way to it is added to `steps`, as the real path of a folder and a name in it; `links` counts
/// the links that were followed.
fn resolve(path: &Path, steps: &mut BTreeSet<PathBuf>, links: &mut usize) -> PathBuf {
    let mut here = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                here.pop();
            }
            Component::Normal(name) => {
                let next = here.join(name);
                steps.insert(next.clone());
                here = match std::fs::read_link(&next) {
                    Ok(target) if *links < MOST_LINKS => {
                        *links += 1;
                        resolve(&here.join(target), steps, links)
                    }
                    _ => next,
                };
            }
            Component::RootDir | Component::Prefix(_) | Component::CurDir => here.push(component),
        }
    }
    here
}

/// Reads the site again and again, and gives notice when it has changed; `seen` is how it was at first.
pub(super) async fn poll(source: Source, mut seen: Files, changes: Arc<Changes>) {
    loop {
        tokio::time::sleep(POLL).await;
        let source = source.clone();
        // The publication reports what cannot be read.
        let read = tokio::task::spawn_blocking(move || source.read(&mut crate::diagnostic::Report::default()));
        if let Ok(files) = read.await
            && files != seen
        {
            seen = files;
            changes.notice();
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn every_link_on_the_way_is_watched() {
        let folder = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(folder.path()).unwrap();
        for path in ["releases/1/content", "releases/1/..2026/locales", "releases/1/static"] {
            fs::create_dir_all(top.join(path)).unwrap();
        }
        symlink("releases/1", top.join("current")).unwrap();
        symlink("..2026", top.join("releases/1/..data")).unwrap();
        symlink("..data/locales", top.join("releases/1/locales")).unwrap();
        let plan = Plan::of(&top.join("current"));
        for step in
            ["current", "releases", "releases/1", "releases/1/locales", "releases/1/..data", "releases/1/..2026"]
        {
            assert!(plan.steps.contains(&top.join(step)), "{step}: {plan:?}");
        }
        assert!(plan.folders.contains(&top.join("releases/1/..2026/locales")));
        assert_eq!(plan.folders.len(), 3);
    }

    #[test]
    fn a_loop_of_links_ends() {
        let folder = tempfile::tempdir().unwrap();
        symlink("content", folder.path().join("content")).unwrap();
        assert!(Plan::of(folder.path()).folders.is_empty());
    }

    #[test]
    fn what_lies_beside_the_site_does_not_concern_it() {
        let folder = tempfile::tempdir().unwrap();
        let top = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(top.join("content")).unwrap();
        let plan = Plan::of(&top);
        let event = |path: &str| Event::new(EventKind::Any).add_path(top.join(path));
        assert!(plan.concerns(&event("content/site.toml")));
        assert!(plan.concerns(&event("content")));
        assert!(!plan.concerns(&event("target/debug")));
        assert!(!plan.concerns(&event("contentious")));
    }
}
