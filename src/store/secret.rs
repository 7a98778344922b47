//! The secret by which the service knows its own tokens again. It lies beside the database, readable by the service alone.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::{Store, StoreError, belongs_to_folder};

/// How many octets it has: as many as the hash gives (RFC 2104, section 3).
pub const OCTETS: usize = 32;
const FILE: &str = "answers.key";

impl Store {
    /// The secret in the state folder; `make` gives a new one where there is none. Of several processes that make one at the same
    /// time, one wins.
    ///
    /// # Errors
    /// [`StoreError::File`].
    pub fn answers_key(dir: &Path, make: &dyn Fn() -> Option<[u8; OCTETS]>) -> Result<[u8; OCTETS], StoreError> {
        let path = dir.join(FILE);
        let file = |what| {
            let path = path.clone();
            move |cause| StoreError::File { path, what, cause }
        };
        let read = || -> std::io::Result<[u8; OCTETS]> {
            let bytes = fs::read(&path)?;
            bytes.try_into().map_err(|_| std::io::Error::other("it is damaged: remove it, and a new one is made"))
        };
        match read() {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => return other.map_err(file("can't be read")),
        }
        let secret = make().ok_or_else(|| std::io::Error::other("the system gives no random numbers"));
        let secret = secret.map_err(file("can't be made"))?;
        super::make(dir).map_err(file("can't be made"))?;
        // Whole or not at all, and never in place of one that is there.
        let part = dir.join(format!(".{FILE}.{}", std::process::id()));
        let written = (|| {
            let mut open = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
            open.write_all(&secret)?;
            open.sync_all()?;
            belongs_to_folder(dir, &part);
            match fs::hard_link(&part, &path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
                other => other,
            }
        })();
        let _ = fs::remove_file(&part);
        written.and_then(|()| read()).map_err(file("can't be written"))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn it_is_made_once_and_nobody_else_may_read_it() {
        let dir = tempfile::tempdir().unwrap();
        let first = Store::answers_key(dir.path(), &|| Some([7; OCTETS])).unwrap();
        assert_eq!(Store::answers_key(dir.path(), &|| panic!("there is one")).unwrap(), first);
        let path = dir.path().join(FILE);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        fs::write(&path, "short").unwrap();
        let error = Store::answers_key(dir.path(), &|| None).unwrap_err().to_string();
        assert!(error.contains("answers.key") && error.contains("damaged"), "{error}");
    }
}
