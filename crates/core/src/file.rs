//! Reads ordinary files of bounded size, creates temporary files, and reports what cannot be read
//! or written.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Take};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[cfg(unix)]
use rustix::fs::{Mode, OFlags};
use tempfile::{Builder, NamedTempFile};

use crate::diagnostic::{Code, Diagnostic};
use crate::encoding::decode;
use crate::fingerprint::Fingerprint;
use crate::io_words::io_words;
use crate::message::{Message, message};
use crate::source::{Place, Source};
use crate::walls::Walls;

/// The maximum size of a record or project file, in bytes.
///
/// Typst stores positions in files that are not its own in 23 bits, so it could not point into a
/// larger record. The longest real record has one per cent of this size.
pub const MAX_BYTES: u64 = (1 << 23) - 1;

/// The maximum size in bytes of a file whose fingerprint is taken: four times that of the largest
/// fonts and documents. Some system files look ordinary and have no end.
pub const MAX_INPUT_BYTES: u64 = 2 << 30;

/// Reads a file as UTF-8, without its byte order mark.
///
/// `name` is the name of the file in findings.
///
/// # Errors
/// Returns [`Code::UNREADABLE`] if the file is missing, a folder, a device or too large,
/// [`Code::OUTSIDE_PROJECT`] if it lies outside the walls, and [`Code::UNREADABLE`] or
/// [`Code::SYNTAX`] for an encoding or line ends that TOML does not know.
pub fn read_source(
    path: &Path,
    name: impl Into<String>,
    walls: &Walls,
) -> Result<Arc<Source>, Diagnostic> {
    let name = name.into();
    let bytes = read_inside(path, MAX_BYTES, walls).map_err(|error| error.finding(&name))?;
    decode(name, &bytes)
}

/// Returns the fix for a link that leads out of a project.
pub fn outside_remedy() -> Message {
    message!(
        "copy the file into the project, or list its folder under `extra-folders` in byline.toml"
    )
}

/// Returns the fix for a pipe, a socket or a device.
pub(crate) fn special_remedy() -> Message {
    message!("save its contents as an ordinary file: this is a pipe, a socket or a device")
}

/// Returns the fix for a path that does not exist and contains backslashes.
pub(crate) fn with_slashes(path: &str) -> Message {
    message!("write / instead of \\ in paths: `{path}`", path = path.replace('\\', "/"))
}

/// The reason why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// The file does not exist.
    Missing,
    /// The path is a link to something that does not exist, or to itself.
    BrokenLink,
    /// The path is a folder.
    Folder,
    /// The path is a pipe, a socket or a device, or a file that the kernel makes up.
    Special,
    /// The file is too large.
    TooLarge,
    /// The path cannot be a file name: it is too long or contains a null character.
    Name,
    /// A link leads out of the project.
    Outside,
    /// The system reported another error.
    Io(io::Error),
}

impl ReadError {
    /// Returns the finding about a text file with this name.
    pub fn finding(self, name: &str) -> Diagnostic {
        let unreadable = |message: Message| Diagnostic::new(Code::UNREADABLE, message);
        match self {
            Self::Missing | Self::Name => unreadable(message!("there is no file `{name}`"))
                .hint(message!("check the spelling of the name and the folder")),
            Self::BrokenLink => unreadable(message!("`{name}` is a broken link"))
                .hint(message!("replace the link with the file, or remove it")),
            Self::Folder => unreadable(message!("`{name}` is a folder, not a file"))
                .hint(message!("name a file in this folder")),
            Self::Special => {
                unreadable(message!("`{name}` is not an ordinary file")).hint(special_remedy())
            }
            Self::Outside => {
                let message = message!("a link leads from `{name}` out of the project");
                Diagnostic::new(Code::OUTSIDE_PROJECT, message)
                    .at(Place::of_file(name))
                    .hint(outside_remedy())
            }
            Self::TooLarge => {
                let limit = MAX_BYTES.div_ceil(1 << 20);
                unreadable(message!("`{name}` is larger than {limit} MB"))
                    .hint(message!("keep only text in it; photos belong in separate files"))
            }
            Self::Io(error) => {
                let message = message!("`{name}` cannot be read: {why}", why = io_words(&error));
                let hint = match error.kind() {
                    io::ErrorKind::PermissionDenied => {
                        message!("ask its owner for permission to read it")
                    }
                    _ => message!("ask your administrator; the disk may be damaged"),
                };
                Diagnostic::new(Code::NO_ACCESS, message).at(Place::of_file(name)).hint(hint)
            }
        }
    }
}

/// Reads an ordinary file of a project, of at most `limit` bytes.
///
/// # Errors
/// As [`open_inside`].
pub fn read_inside(path: &Path, limit: u64, walls: &Walls) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    read_into(open_inside(path, limit, walls)?, limit, &mut bytes)?;
    Ok(bytes)
}

/// Returns the path of a file or folder of a project, with all links resolved.
///
/// # Errors
/// When it does not exist, or a link leads out of the project.
pub(crate) fn find_inside(path: &Path, walls: &Walls) -> Result<PathBuf, ReadError> {
    match walls.find(path) {
        Ok(found) => found.ok_or(ReadError::Outside),
        Err(error) if path.is_symlink() && error.kind() != io::ErrorKind::PermissionDenied => {
            Err(ReadError::BrokenLink)
        }
        Err(error) => Err(error.into()),
    }
}

/// Opens an ordinary file of a project, as [`open_regular`] does.
///
/// # Errors
/// When a link leads out of the project, and as [`read_regular`].
pub fn open_inside(
    path: &Path,
    limit: u64,
    walls: &Walls,
) -> Result<(Take<File>, Metadata), ReadError> {
    let found = find_inside(path, walls)?;
    let (file, metadata) = open_regular(&found, limit)?;
    if walls.contains_open(file.get_ref(), &found) {
        Ok((file, metadata))
    } else {
        Err(ReadError::Outside)
    }
}

/// Reads an ordinary file of at most `limit` bytes.
///
/// # Errors
/// When it is missing, not ordinary, larger, or cannot be read.
pub fn read_regular(path: &Path, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    read_regular_into(path, limit, &mut bytes)?;
    Ok(bytes)
}

/// Reads such a file into an existing buffer, replacing its content.
///
/// # Errors
/// As [`read_regular`].
pub fn read_regular_into(path: &Path, limit: u64, bytes: &mut Vec<u8>) -> Result<(), ReadError> {
    read_into(open_regular(path, limit)?, limit, bytes)
}

/// Opens an ordinary file of at most `limit` bytes. Never waits for a pipe or a device, even if
/// one takes the place of the file at this very moment. If the file grows meanwhile, at most one
/// byte more than the limit can be read.
///
/// # Errors
/// As [`read_regular`].
pub fn open_regular(path: &Path, limit: u64) -> Result<(Take<File>, Metadata), ReadError> {
    let file = open(path).map_err(|error| match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => ReadError::Folder,
        Ok(metadata) if !metadata.is_file() => ReadError::Special,
        _ => error.into(),
    })?;
    regular(file, limit)
}

/// The flags with which byline opens files that others may have put in place: opening a pipe
/// does not wait for its other end, and opening a terminal does not make it byline's own.
#[cfg(unix)]
pub(crate) const NEVER_WAIT: OFlags = OFlags::NONBLOCK.union(OFlags::NOCTTY).union(OFlags::CLOEXEC);

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    Ok(rustix::fs::open(path, OFlags::RDONLY | NEVER_WAIT, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Checks that an open file is ordinary and has at most `limit` bytes.
pub(crate) fn regular(file: File, limit: u64) -> Result<(Take<File>, Metadata), ReadError> {
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(ReadError::Folder);
    }
    if !metadata.is_file() || is_of_kernel(&file) {
        return Err(ReadError::Special);
    }
    if metadata.len() > limit {
        return Err(ReadError::TooLarge);
    }
    Ok((file.take(limit.saturating_add(1)), metadata))
}

/// Returns whether a file is one of those that Linux makes up when they are read, such as
/// `/proc/self/mem`. They seem to be ordinary, and may have no end.
#[cfg(target_os = "linux")]
fn is_of_kernel(file: &File) -> bool {
    // From linux/magic.h.
    const SYSFS_MAGIC: rustix::fs::FsWord = 0x6265_6572;
    let kinds = [rustix::fs::PROC_SUPER_MAGIC, SYSFS_MAGIC];
    rustix::fs::fstatfs(file).is_ok_and(|system| kinds.contains(&system.f_type))
}

#[cfg(not(target_os = "linux"))]
fn is_of_kernel(_: &File) -> bool {
    false
}

/// Reads an open file into a buffer, replacing its content.
pub(crate) fn read_into(
    (mut file, metadata): (Take<File>, Metadata),
    limit: u64,
    bytes: &mut Vec<u8>,
) -> Result<(), ReadError> {
    bytes.clear();
    bytes.reserve(usize::try_from(metadata.len()).unwrap_or_default() + 1);
    file.read_to_end(bytes)?;
    if bytes.len() as u64 > limit { Err(ReadError::TooLarge) } else { Ok(()) }
}

/// Returns the fingerprint of an ordinary file of at most [`MAX_INPUT_BYTES`].
///
/// # Errors
/// As [`read_regular`].
pub fn fingerprint(path: &Path) -> Result<Fingerprint, ReadError> {
    let (file, _) = open_regular(path, MAX_INPUT_BYTES)?;
    Ok(Fingerprint::of_reader(file)?)
}

/// The beginning of the name of a temporary file, before a random number.
pub const TEMPORARY: &str = ".byline-";

/// Creates a temporary file in a folder. It is deleted unless it is given a name, so a file is
/// either complete or absent.
///
/// # Errors
/// When the folder cannot be written to.
pub fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    temporary_named(folder, TEMPORARY)
}

/// As [`temporary_in`], with a beginning of the file's name, before six random letters and digits.
///
/// # Errors
/// When the folder cannot be written to.
pub fn temporary_named(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(prefix).rand_bytes(6);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The file is as readable as any other, not only by its owner; the umask applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The full error names the temporary file, which means nothing to the user.
    builder.tempfile_in(folder).map_err(|error| error.kind().into())
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::Name,
            _ => Self::Io(error),
        }
    }
}

/// Returns the finding for a file that could not be written, with the remedy if one is known.
pub fn not_written(name: &str, error: &io::Error) -> Diagnostic {
    use io::ErrorKind as Kind;
    let message = match error.kind() {
        Kind::AlreadyExists | Kind::NotADirectory => message!(
            "`{name}` cannot be written: its folder does not exist, because a file or link has \
             the same name"
        ),
        _ => message!("`{name}` cannot be written: {why}", why = io_words(error)),
    };
    let remedy = match error.kind() {
        Kind::AlreadyExists | Kind::NotADirectory => {
            Some(message!("rename or remove the file or link"))
        }
        Kind::IsADirectory => Some(message!("rename or remove the folder")),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            Some(message!("ask for permission to write there"))
        }
        Kind::StorageFull | Kind::QuotaExceeded => Some(message!("free some space on the disk")),
        _ => None,
    };
    let finding = Diagnostic::new(Code::OUTPUT, message);
    remedy.into_iter().fold(finding, Diagnostic::hint)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn only_ordinary_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let read = |name: &str| read_regular(&at(name), 3);
        fs::write(at("file"), "123").unwrap();
        fs::write(at("large"), "1234").unwrap();
        let _socket = UnixListener::bind(at("socket")).unwrap();
        assert_eq!(read("file").unwrap(), b"123");
        assert!(matches!(read("large"), Err(ReadError::TooLarge)));
        assert!(matches!(read("."), Err(ReadError::Folder)));
        assert!(matches!(read("socket"), Err(ReadError::Special)));
        assert!(matches!(read("none"), Err(ReadError::Missing)));
        for special in ["/dev/zero", "/dev/null"] {
            assert!(matches!(read_regular(Path::new(special), 3), Err(ReadError::Special)));
        }
        #[cfg(target_os = "linux")]
        for made_up in
            ["/proc/self/mem", "/proc/self/maps", "/sys/kernel/mm/transparent_hugepage/enabled"]
        {
            let found = read_regular(Path::new(made_up), 1 << 40);
            assert!(matches!(found, Err(ReadError::Special | ReadError::Missing)), "{made_up}");
        }
    }
}
