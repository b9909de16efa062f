//! Unix sockets that have their permissions from the first moment, and whose files go with them.

use std::fs::{self, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

/// The file of a listening socket; removed when this is dropped, unless another socket has taken its place.
#[derive(Debug)]
pub struct SocketFile {
    pub(super) path: PathBuf,
    identity: (u64, u64),
}

impl Drop for SocketFile {
    fn drop(&mut self) {
        if fs::symlink_metadata(&self.path).is_ok_and(|metadata| identity(&metadata) == self.identity) {
            // Where this fails, the file has gone, or stays until the next start replaces it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn identity(metadata: &Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

/// Listens at `path`, for those whom the permissions `mode` (such as `0o660`) let in. A socket that nobody listens on any more is
/// replaced.
///
/// # Errors
///
/// `AddrInUse` where somebody listens there, `AlreadyExists` where the file is no socket; otherwise the system's own.
pub(super) fn bind(path: &Path, mode: u32) -> io::Result<(UnixListener, SocketFile)> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if !metadata.file_type().is_socket() => return Err(ErrorKind::AlreadyExists.into()),
        Ok(_) => match UnixStream::connect(path).map_err(|error| error.kind()) {
            Err(ErrorKind::ConnectionRefused | ErrorKind::NotFound) => {}
            // A full backlog: somebody is very busy there.
            Ok(_) | Err(ErrorKind::WouldBlock) => return Err(ErrorKind::AddrInUse.into()),
            Err(other) => return Err(other.into()),
        },
        Err(_) => {}
    }
    // It is made under another name, and renamed when it has its permissions: so nobody finds it without them, and a socket that is
    // replaced is never missing.
    let beside = path.with_file_name(format!(".{:x}", std::process::id()));
    let _ = fs::remove_file(&beside);
    let listener = UnixListener::bind(&beside)?;
    let placed = fs::set_permissions(&beside, Permissions::from_mode(mode))
        .and_then(|()| fs::symlink_metadata(&beside))
        .and_then(|metadata| fs::rename(&beside, path).map(|()| identity(&metadata)));
    if placed.is_err() {
        let _ = fs::remove_file(&beside);
    }
    Ok((listener, SocketFile { path: path.to_owned(), identity: placed? }))
}
