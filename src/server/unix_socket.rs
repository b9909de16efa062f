//! Unix sockets that have their permissions from the first moment, and whose files go with them.

use std::fs::{self, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

/// The file of a listening socket; removed when this is dropped, unless another socket has taken its place.
#[derive(Debug)]
pub struct SocketFile {
    path: PathBuf,
    identity: (u64, u64),
}

impl SocketFile {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if fs::symlink_metadata(&self.path).is_ok_and(|metadata| identity(&metadata) == self.identity) {
            // It has gone, or may not be removed: then the next start finds it, and replaces it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn identity(metadata: &Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

/// Why a path cannot be listened on.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotBound {
    /// Something else listens there.
    #[error("another program listens there")]
    InUse,
    /// There is another file, which is left as it is.
    #[error("there is a file that is no socket")]
    NotASocket,
    /// Another reason of the system's.
    #[error(transparent)]
    System(#[from] io::Error),
}

/// Listens at `path`, for those whom the permissions `mode` (such as `0o660`) let in. A socket that nobody listens on any more is
/// replaced, one that somebody listens on is not.
///
/// # Errors
///
/// The reason why the path cannot be listened on.
pub(super) fn bind_unix(path: &Path, mode: u32) -> Result<(UnixListener, SocketFile), NotBound> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.file_type().is_socket() => return Err(NotBound::NotASocket),
        Ok(_) if !is_left_over(path)? => return Err(NotBound::InUse),
        _ => {}
    }
    Ok(place(path, mode)?)
}

/// Whether nobody listens on the socket.
fn is_left_over(path: &Path) -> io::Result<bool> {
    match UnixStream::connect(path) {
        Ok(_) => Ok(false),
        Err(error) if matches!(error.kind(), ErrorKind::ConnectionRefused | ErrorKind::NotFound) => Ok(true),
        // Its backlog is full: somebody is very busy there.
        Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes the socket beside its place, and puts it there when it has its permissions: nobody finds it without them, and nobody
/// finds none where there was one.
fn place(path: &Path, mode: u32) -> io::Result<(UnixListener, SocketFile)> {
    let beside = path.with_file_name(format!(".{:x}", std::process::id()));
    let _ = fs::remove_file(&beside);
    let listener = UnixListener::bind(&beside)?;
    let placed = fs::set_permissions(&beside, Permissions::from_mode(mode))
        .and_then(|()| fs::symlink_metadata(&beside))
        .and_then(|metadata| fs::rename(&beside, path).map(|()| identity(&metadata)));
    match placed {
        Ok(identity) => Ok((listener, SocketFile { path: path.to_owned(), identity })),
        Err(error) => {
            let _ = fs::remove_file(&beside);
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_has_its_permissions_and_goes_with_its_listener() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("aimf.sock");
        let (listener, file) = bind_unix(&path, 0o620).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o620);
        assert_eq!(file.path(), path);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        drop((listener, file));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_socket_is_replaced_where_nobody_listens_and_left_where_somebody_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("aimf.sock");
        // As a program leaves it that was killed.
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let listener = bind_unix(&path, 0o660).unwrap();
        let error = bind_unix(&path, 0o660).unwrap_err();
        assert!(matches!(error, NotBound::InUse), "{error:?}");
        drop(listener);
        fs::write(&path, "mine").unwrap();
        let error = bind_unix(&path, 0o660).unwrap_err();
        assert!(matches!(error, NotBound::NotASocket), "{error:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn a_program_that_ends_leaves_the_socket_of_the_one_that_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("aimf.sock");
        let first = bind_unix(&path, 0o660).unwrap();
        fs::remove_file(&path).unwrap();
        let second = bind_unix(&path, 0o660).unwrap();
        drop(first);
        assert!(path.exists());
        drop(second);
        assert!(!path.exists());
    }
}
