//! Secrets: from systemd's credentials, else from files beside the configuration; never from the configuration.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

/// A password is short; more than this is the wrong file.
const LONGEST: u64 = 64 * 1024;

/// Why there is no secret of that name; the text says how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It is nowhere.
    #[error("no secret `{name}`: looked for {}; put it into the last of them (chmod 600), alone", list(.looked))]
    Missing {
        /// Its name.
        name: String,
        /// The files that were looked for, in order.
        looked: Vec<PathBuf>,
    },
    /// Others can read it.
    #[error("the secret in {path} can be read by others (mode {mode:03o}); run: chmod 600 {path}", path = .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is there and no secret can be had from it.
    #[error("the secret in {} cannot be used: {why}", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

/// The secret `name`: from `$CREDENTIALS_DIRECTORY/NAME`, else `$CREDENTIALS_DIRECTORY/secrets_NAME` (what systemd makes of
/// `LoadCredential=secrets:DIRECTORY`), else `DIR/secrets/NAME`, where `dir` is the configuration's directory. A trailing newline is no part of it.
pub fn secret(name: &str, dir: &Path) -> Result<SecretString, SecretError> {
    let credentials = std::env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from);
    find(name, credentials.as_deref(), dir)
}

fn find(name: &str, credentials: Option<&Path>, dir: &Path) -> Result<SecretString, SecretError> {
    let mut looked = Vec::new();
    if let Some(credentials) = credentials {
        for path in [credentials.join(name), credentials.join(format!("secrets_{name}"))] {
            if path.is_file() {
                return read(&path);
            }
            looked.push(path);
        }
    }
    let path = dir.join("secrets").join(name);
    match std::fs::metadata(&path) {
        // Under systemd the directory may be root's alone: what is in there would have come as a credential.
        Err(error)
            if error.kind() == std::io::ErrorKind::NotFound
                || (credentials.is_some() && error.kind() == std::io::ErrorKind::PermissionDenied) =>
        {
            looked.push(path);
            Err(SecretError::Missing { name: name.to_owned(), looked })
        }
        Err(error) => Err(SecretError::Unusable { path, why: error.to_string() }),
        Ok(meta) if meta.permissions().mode() & 0o077 != 0 => {
            Err(SecretError::Open { path, mode: meta.permissions().mode() & 0o777 })
        }
        Ok(_) => read(&path),
    }
}

fn read(path: &Path) -> Result<SecretString, SecretError> {
    let unusable = |why: &str| SecretError::Unusable { path: path.to_owned(), why: why.to_owned() };
    let file = std::fs::File::open(path).map_err(|error| unusable(&error.to_string()))?;
    let mut text = String::new();
    file.take(LONGEST + 1).read_to_string(&mut text).map_err(|error| unusable(&error.to_string()))?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    match line {
        "" => Err(unusable("it is empty")),
        line if line.len() as u64 > LONGEST => Err(unusable("it is larger than 64 KiB")),
        line if line.contains(['\n', '\r', '\0']) => Err(unusable("it has several lines")),
        line => Ok(SecretString::from(line.to_owned())),
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, create_dir, set_permissions, write};

    use secrecy::ExposeSecret;

    use super::*;

    fn put(path: &Path, text: &str, mode: u32) {
        write(path, text).unwrap();
        set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_credential_outranks_a_file_and_a_directory_of_credentials_works_too() {
        let dir = tempfile::tempdir().unwrap();
        let credentials = tempfile::tempdir().unwrap();
        create_dir(dir.path().join("secrets")).unwrap();
        put(&dir.path().join("secrets/smtp"), "from the file\n", 0o600);
        let get = || find("smtp", Some(credentials.path()), dir.path()).unwrap().expose_secret().to_owned();
        assert_eq!(get(), "from the file");
        put(&credentials.path().join("secrets_smtp"), "from the directory\r\n", 0o440);
        assert_eq!(get(), "from the directory");
        put(&credentials.path().join("smtp"), "its own", 0o440);
        assert_eq!(get(), "its own");
        assert!(!format!("{:?}", find("smtp", Some(credentials.path()), dir.path())).contains("own"));
    }

    #[test]
    fn what_is_missing_or_open_to_others_says_how_to_mend_it() {
        let dir = tempfile::tempdir().unwrap();
        let error = find("smtp", None, dir.path()).unwrap_err().to_string();
        assert!(error.contains("secrets/smtp") && error.contains("chmod 600"), "{error}");
        create_dir(dir.path().join("secrets")).unwrap();
        put(&dir.path().join("secrets/smtp"), "hunter2", 0o644);
        let error = find("smtp", None, dir.path()).unwrap_err().to_string();
        assert!(error.contains("mode 644") && error.contains("chmod 600 ") && !error.contains("hunter2"), "{error}");
        put(&dir.path().join("secrets/smtp"), "\n", 0o600);
        assert!(find("smtp", None, dir.path()).unwrap_err().to_string().contains("empty"));
    }
}
