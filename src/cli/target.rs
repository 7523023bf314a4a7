//! Where a capture is written to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use same_file::Handle;
use tempfile::NamedTempFile;

use super::failure::Failure;
use super::name;
#[cfg(unix)]
use super::signals;

/// A file or standard output.
pub(crate) struct Target {
    pub(crate) writer: BufWriter<Box<dyn Write>>,
    path: PathBuf,
    /// The file that becomes the target once it is complete.
    unfinished: Option<Unfinished>,
}

impl Target {
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let target = |writer, unfinished| Self {
            writer: BufWriter::with_capacity(64 << 10, writer),
            path: path.to_owned(),
            unfinished,
        };
        if name::is_standard(path) {
            let stdout = io::stdout().lock();
            if stdout.is_terminal() {
                let message = "a capture is no text: give a file's name or redirect the output";
                return Err(Failure::File(message.to_owned()));
            }
            return Ok(target(Box::new(stdout), None));
        }
        let failed = |error| Failure::output(path, &error);
        // Where the path leads: a symbolic link stays, and what it points to is replaced.
        let (destination, replaced) = match fs::canonicalize(path) {
            Ok(destination) => {
                let metadata = fs::metadata(&destination).map_err(failed)?;
                (destination, Some(metadata))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => (path.to_owned(), None),
            Err(error) => return Err(failed(error)),
        };
        if let Some(metadata) = &replaced {
            if metadata.is_dir() {
                return Err(failed(io::ErrorKind::IsADirectory.into()));
            }
            if !metadata.is_file() {
                // A device or a pipe is written to, not replaced.
                let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
                return Ok(target(Box::new(file), None));
            }
        }
        let unfinished = Unfinished::create(destination, replaced).map_err(failed)?;
        let file = unfinished.file.as_file().try_clone().map_err(failed)?;
        Ok(target(Box::new(file), Some(unfinished)))
    }

    /// Puts the file, which is complete, in its place.
    pub(crate) fn keep(self) -> Result<(), Failure> {
        let path = self.path;
        match self.unfinished {
            Some(unfinished) => unfinished.keep().map_err(|error| Failure::output(&path, &error)),
            None => Ok(()),
        }
    }
}

/// A file next to its final place. It goes away unless it gets there: on an error, in a panic, and
/// when a signal ends the command.
struct Unfinished {
    file: NamedTempFile,
    destination: PathBuf,
    /// What is at the destination.
    replaced: Option<Metadata>,
}

impl Unfinished {
    fn create(destination: PathBuf, replaced: Option<Metadata>) -> io::Result<Self> {
        destination.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let folder = match destination.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".gatewire.").suffix(".part");
        #[cfg(unix)]
        if replaced.is_none() {
            use std::os::unix::fs::PermissionsExt;
            // As any new file, from which the system takes what the umask says. What replaces
            // another is the owner's alone until it is complete.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        #[cfg(unix)]
        let mut removed_by_signals = signals::unfinished()?;
        let file = builder.tempfile_in(folder)?;
        #[cfg(unix)]
        {
            *removed_by_signals = Some(file.path().to_owned());
        }
        Ok(Self { file, destination, replaced })
    }

    fn keep(self) -> io::Result<()> {
        if let Some(replaced) = &self.replaced {
            take_permissions(self.file.as_file(), replaced)?;
        }
        self.file.as_file().sync_all()?;
        #[cfg(unix)]
        let mut removed_by_signals = signals::unfinished()?;
        self.file.persist(&self.destination)?;
        #[cfg(unix)]
        {
            *removed_by_signals = None;
        }
        Ok(())
    }
}

/// Gives a file the owner and the mode of the one that it replaces, as far as the system allows.
#[cfg(unix)]
fn take_permissions(file: &File, replaced: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let (owner, group) = (replaced.uid(), replaced.gid());
    let _ = fchown(file, Some(owner), Some(group)).or_else(|_| fchown(file, None, Some(group)));
    let mut mode = replaced.mode() & 0o777;
    if file.metadata()?.gid() != group {
        // Another group gets no more than everyone does.
        mode &= !0o070 | (mode & 0o007) << 3;
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn take_permissions(file: &File, replaced: &Metadata) -> io::Result<()> {
    file.set_permissions(replaced.permissions())
}

/// Whether input and output are the same file, under whatever names.
pub(crate) fn is_same_file(input: &Path, output: &Path) -> bool {
    let input = regular_file(input, Handle::stdin);
    input.is_some() && input == regular_file(output, Handle::stdout)
}

/// A file that is neither a device nor a pipe, which can be read and written at once. Pipes are
/// not opened: that would take something from whoever writes to them.
fn regular_file(path: &Path, standard: fn() -> io::Result<Handle>) -> Option<Handle> {
    let handle = match name::is_standard(path) {
        true => standard(),
        false => {
            fs::metadata(path).ok().filter(Metadata::is_file).map(|_| Handle::from_path(path))?
        }
    };
    let is_file = |handle: &Handle| handle.as_file().metadata().is_ok_and(|data| data.is_file());
    handle.ok().filter(is_file)
}
