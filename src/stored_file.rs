//! Files that are too large to be held in memory: copies that this program alone can reach.
//!
//! An edition never changes, while an editor may replace, cut short or delete a file at any moment. So what is sent is never read from
//! the site's folder: the file is copied once, into a temporary file without a name, which nobody else can open and which the system
//! removes with the program, however that ends. A memory map of the original would end the program where that is cut short (SIGBUS),
//! and a handle of it would send bytes of two versions under one entity-tag. All editions share one copy of a content.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

/// How many bytes are copied, or sent, at once.
pub(crate) const PIECE: usize = 64 * 1024;

/// A file that was changed less long ago may change again without another time on it: file systems count in steps of up to two seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// A file's content. Copies share it; it is the same as long as anybody has it.
#[derive(Clone)]
pub struct StoredFile(Arc<Stored>);

struct Stored {
    hash: [u8; 32],
    length: u64,
    place: StoragePlace,
}

/// Where a content is.
enum StoragePlace {
    /// In a temporary file without a name.
    Disk(File),
    /// In memory, where no temporary file can be written.
    Memory(Bytes),
}

/// The content of a file of any size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileContent {
    /// A small one, in memory.
    Memory(Bytes),
    /// A large one.
    Stored(StoredFile),
}

impl StoredFile {
    /// The content of the file at `path`, as it was read before where nothing says that it has changed since; `None` where it has more
    /// than `limit` bytes.
    pub(crate) fn read(path: &Path, limit: u64) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let stamp = Stamp::of(path, &file.metadata()?);
        if let Some((known, true)) =
            known().get(&stamp).and_then(|(known, is_settled)| Some((known.upgrade()?, *is_settled)))
        {
            return Ok(Some(Self(known)));
        }
        let is_settled = stamp.is_settled();
        let Some(copy) = Self::copy(&mut file, limit)? else { return Ok(None) };
        let mut known = known();
        known.retain(|_, (stored, _)| stored.strong_count() > 0);
        let same = known.values().filter_map(|(stored, _)| stored.upgrade()).find(|one| one.hash == copy.0.hash);
        let stored = same.map_or(copy, Self);
        known.insert(stamp, (Arc::downgrade(&stored.0), is_settled));
        Ok(Some(stored))
    }

    fn copy(file: &mut File, limit: u64) -> io::Result<Option<Self>> {
        let (mut hasher, mut length, mut storage) = (blake3::Hasher::new(), 0, Storage::new());
        let mut buffer = vec![0; PIECE];
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            length += read as u64;
            if length > limit {
                return Ok(None);
            }
            hasher.update(&buffer[..read]);
            storage = storage.with(&buffer[..read], length)?;
        }
        let place = match storage {
            Storage::Disk(file) => StoragePlace::Disk(file),
            Storage::Memory(bytes) => StoragePlace::Memory(bytes.into()),
        };
        Ok(Some(Self(Arc::new(Stored { hash: *hasher.finalize().as_bytes(), length, place }))))
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        self.0.length
    }

    /// The hash of its bytes.
    pub fn hash(&self) -> &[u8; 32] {
        &self.0.hash
    }

    /// Some of its bytes.
    ///
    /// # Errors
    ///
    /// The disk fails, or the range lies beyond the end.
    pub fn bytes(&self, range: Range<u64>) -> io::Result<Bytes> {
        let [start, end] = [range.start, range.end].map(|place| usize::try_from(place).unwrap_or(usize::MAX));
        match &self.0.place {
            StoragePlace::Memory(bytes) if start <= end && end <= bytes.len() => Ok(bytes.slice(start..end)),
            StoragePlace::Memory(_) => Err(io::ErrorKind::UnexpectedEof.into()),
            StoragePlace::Disk(file) => read_exactly(file, range.start, end.saturating_sub(start)).map(Bytes::from),
        }
    }

    /// All of it.
    pub fn to_bytes(&self) -> io::Result<Bytes> {
        self.bytes(0..self.length())
    }

    /// Writes all of it.
    pub(crate) fn write_to(&self, mut writer: impl io::Write) -> io::Result<()> {
        let mut from = 0;
        while from < self.length() {
            let to = self.length().min(from + PIECE as u64);
            writer.write_all(&self.bytes(from..to)?)?;
            from = to;
        }
        Ok(())
    }
}

/// The same bytes.
impl PartialEq for StoredFile {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
    }
}

impl Eq for StoredFile {}

impl std::fmt::Debug for StoredFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "StoredFile({} bytes)", self.length())
    }
}

impl From<Bytes> for StoredFile {
    /// The same for bytes that are in memory already.
    fn from(bytes: Bytes) -> Self {
        let (hash, length) = (*blake3::hash(&bytes).as_bytes(), bytes.len() as u64);
        Self(Arc::new(Stored { hash, length, place: StoragePlace::Memory(bytes) }))
    }
}

impl FileContent {
    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Stored(file) => file.length(),
        }
    }

    /// All of its bytes.
    pub fn to_bytes(&self) -> io::Result<Bytes> {
        match self {
            Self::Memory(bytes) => Ok(bytes.clone()),
            Self::Stored(file) => file.to_bytes(),
        }
    }

    /// Its first bytes, by which a kind of file is known.
    pub fn beginning(&self) -> io::Result<Bytes> {
        match self {
            Self::Memory(bytes) => Ok(bytes.slice(..bytes.len().min(64))),
            Self::Stored(file) => file.bytes(0..file.length().min(64)),
        }
    }

    /// The hash of its bytes.
    pub fn hash(&self) -> [u8; 32] {
        match self {
            Self::Memory(bytes) => *blake3::hash(bytes).as_bytes(),
            Self::Stored(file) => *file.hash(),
        }
    }
}

/// A content that is being copied.
enum Storage {
    Disk(File),
    Memory(Vec<u8>),
}

impl Storage {
    fn new() -> Self {
        tempfile::tempfile().map_or_else(|error| Self::in_memory(&error, Vec::new()), Self::Disk)
    }

    fn in_memory(error: &io::Error, bytes: Vec<u8>) -> Self {
        static TOLD: Once = Once::new();
        let folder = std::env::temp_dir();
        let folder = folder.display();
        TOLD.call_once(|| tracing::warn!(%error, "no temporary file in {folder}: large files are held in memory"));
        Self::Memory(bytes)
    }

    /// The same with one more piece, which makes it `length` bytes. Where the disk has no room for it, all moves to memory.
    fn with(self, piece: &[u8], length: u64) -> io::Result<Self> {
        let (mut bytes, file) = match self {
            Self::Disk(file) => (Vec::new(), Some(file)),
            Self::Memory(bytes) => (bytes, None),
        };
        if let Some(mut file) = file {
            let Err(error) = file.write_all(piece) else { return Ok(Self::Disk(file)) };
            let before = usize::try_from(length).unwrap_or(usize::MAX).saturating_sub(piece.len());
            bytes = read_exactly(&file, 0, before)?;
            Self::in_memory(&error, Vec::new());
        }
        bytes.extend_from_slice(piece);
        Ok(Self::Memory(bytes))
    }
}

/// So many bytes of a file from a place on, whatever else reads it.
fn read_exactly(file: &File, mut from: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    let mut rest = bytes.as_mut_slice();
    while !rest.is_empty() {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(file, rest, from);
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(file, rest, from);
        match read {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                from += read as u64;
                rest = &mut rest[read..];
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(bytes)
}

/// What tells one state of a file from another without reading it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    path: PathBuf,
    length: u64,
    modified: Option<SystemTime>,
    /// Device, number and time of the last change of any kind, which nobody can set.
    #[cfg(unix)]
    inode: (u64, u64, i64, i64),
}

impl Stamp {
    fn of(path: &Path, about: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt as _;
            (about.dev(), about.ino(), about.ctime(), about.ctime_nsec())
        };
        Self {
            path: path.to_owned(),
            length: about.len(),
            modified: about.modified().ok(),
            #[cfg(unix)]
            inode,
        }
    }

    /// Whether the next change will leave another stamp.
    fn is_settled(&self) -> bool {
        #[expect(clippy::disallowed_methods, reason = "it decides only whether a file is read again")]
        let now = SystemTime::now();
        #[cfg(unix)]
        let changed =
            u64::try_from(self.inode.2).ok().map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        #[cfg(not(unix))]
        let changed = self.modified;
        changed.and_then(|changed| now.duration_since(changed).ok()).is_some_and(|age| age > SETTLED)
    }
}

/// Each with whether its stamp will change with it.
type Known = BTreeMap<Stamp, (Weak<Stored>, bool)>;

/// The files that somebody in this program has, so that a large one is read once and not at each publication.
fn known() -> std::sync::MutexGuard<'static, Known> {
    static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
    // A panic leaves the map whole, as each change is one call.
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn stored(bytes: &[u8]) -> (tempfile::TempDir, PathBuf, StoredFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.pdf");
        fs::write(&path, bytes).unwrap();
        let file = StoredFile::read(&path, 1 << 20).unwrap().unwrap();
        (folder, path, file)
    }

    #[test]
    fn a_stored_file_stays_as_it_was_read_whatever_becomes_of_the_original() {
        let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        let (folder, path, file) = stored(&bytes);
        fs::File::options().write(true).open(&path).unwrap().set_len(10).unwrap();
        assert!(file.to_bytes().unwrap() == bytes);
        fs::write(&path, vec![7; bytes.len()]).unwrap();
        assert_eq!(file.bytes(100_000..100_004).unwrap(), bytes[100_000..100_004]);
        drop(folder);
        let mut written = Vec::new();
        file.write_to(&mut written).unwrap();
        assert!(written == bytes);
        assert_eq!(file.hash(), blake3::hash(&bytes).as_bytes());
        assert!(file.bytes(0..bytes.len() as u64 + 1).is_err());
    }

    #[test]
    fn a_file_is_read_anew_where_it_has_changed_without_another_size_or_time() {
        let (_folder, path, file) = stored(b"one");
        let time = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(&path, b"two").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(time).unwrap();
        assert_eq!(StoredFile::read(&path, 9).unwrap().unwrap().to_bytes().unwrap(), "two");
        fs::write(&path, b"one").unwrap();
        let again = StoredFile::read(&path, 9).unwrap().unwrap();
        assert!(Arc::ptr_eq(&again.0, &file.0), "one copy of a content");
        assert!(StoredFile::read(&path, 2).unwrap().is_none());
    }

    #[test]
    fn a_content_whose_copy_finds_no_room_on_the_disk_is_held_in_memory() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"first").unwrap();
        // Opened to read only: it refuses the next piece, as a full disk does.
        let storage = Storage::Disk(File::open(file.path()).unwrap());
        let Storage::Memory(bytes) = storage.with(b" second", 12).unwrap() else { panic!("it is on the disk") };
        assert_eq!(bytes, b"first second");
    }
}
