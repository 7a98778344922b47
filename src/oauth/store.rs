//! Files of grants: whole or not at all, readable by the service alone, one writer at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::GrantError;

/// So much is written before a provider is asked for what will stand there: then the disk isn't full when it has answered.
const ROOM: usize = 64 << 10;
/// Longer than anybody asks a provider for.
const PATIENCE: Duration = Duration::from_secs(90);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A lock on one grant; the system lets it go when its process ends, however it ends.
pub(super) struct Lock(#[expect(dead_code, reason = "held, not looked at")] File);

/// Waits until nobody else changes the grant at `path`.
pub(super) async fn lock(path: &Path) -> Result<Lock, GrantError> {
    make_folder(path)?;
    let name = path.with_added_extension("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(&name);
    let file = file.map_err(|cause| unusable(&name, &cause))?;
    give_to_owner(&name)?;
    let until = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => sleep(LOOK_AGAIN).await,
            Err(TryLockError::WouldBlock) => {
                return Err(GrantError::Retry("another wentdark takes long to renew the access".to_owned()));
            }
            Err(TryLockError::Error(cause)) => return Err(unusable(&name, &cause)),
        }
    }
}

/// What stands at `path`; `None` when nothing does.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, GrantError> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(path, &error)),
        Ok(meta) if meta.permissions().mode() & 0o077 != 0 => {
            let path = path.display();
            return Err(GrantError::Mend(format!("the tokens in {path} can be read by others; run: chmod 600 {path}")));
        }
        Ok(_) => {}
    }
    fs::read(path).map(Some).map_err(|error| unusable(path, &error))
}

/// A file that is to take the place of another.
pub(super) struct Draft {
    file: File,
    path: PathBuf,
    to: PathBuf,
}

impl Draft {
    /// Makes room for what will stand at `to`. The lock is held meanwhile.
    pub(super) fn begin(to: &Path) -> Result<Self, GrantError> {
        let path = to.with_added_extension("new");
        // One that was left over may belong to somebody else.
        let _ = fs::remove_file(&path);
        let file = OpenOptions::new().create_new(true).write(true).mode(0o600).open(&path);
        let mut draft = Self { file: file.map_err(|cause| unusable(&path, &cause))?, path, to: to.to_owned() };
        give_to_owner(&draft.path)?;
        let written = draft.file.write_all(&[b' '; ROOM]).and_then(|()| draft.file.sync_all());
        written.map_err(|cause| unusable(&draft.path, &cause))?;
        Ok(draft)
    }

    /// Puts `text` there, to stay.
    pub(super) fn finish(mut self, text: &[u8]) -> Result<(), GrantError> {
        let mut put = || {
            self.file.rewind()?;
            self.file.write_all(text)?;
            self.file.set_len(text.len() as u64)?;
            self.file.sync_all()?;
            fs::rename(&self.path, &self.to)?;
            File::open(self.to.parent().unwrap_or(Path::new("/")))?.sync_all()
        };
        put().map_err(|cause| unusable(&self.to, &cause))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After `finish` it is there no more.
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes the folder of `path`, which nobody else may enter.
fn make_folder(path: &Path) -> Result<(), GrantError> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(state) = folder.parent() {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(state);
        made.map_err(|cause| unusable(state, &cause))?;
    }
    match DirBuilder::new().mode(0o700).create(folder) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(unusable(folder, &cause)),
        Ok(()) | Err(_) => give_to_owner(folder),
    }
}

/// Gives what root has made to whom the folder around it belongs: the service, whose user systemd may have made up.
fn give_to_owner(path: &Path) -> Result<(), GrantError> {
    let around = path.parent().unwrap_or(Path::new("/"));
    let owned = || {
        let (around, own) = (fs::metadata(around)?, fs::metadata(path)?);
        match own.uid() == around.uid() {
            true => Ok(()),
            false => chown(path, Some(around.uid()), Some(around.gid())),
        }
    };
    owned().map_err(|cause| unusable(path, &cause))
}

fn unusable(path: &Path, cause: &std::io::Error) -> GrantError {
    GrantError::Mend(format!("{} can't be used: {cause}. Is the state folder that of whoever runs this?", path.display()))
}
