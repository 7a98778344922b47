//! Grants that are sealed on disk: with a key of the machine's or of systemd's that lies elsewhere, a copy of the state folder opens no
//! mailbox. ChaCha20-Poly1305 (RFC 8439) with a key that HKDF (RFC 5869) makes of whatever the credential holds.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::rand::{SecureRandom, SystemRandom};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

/// The name of the credential, or of the secret beside the others.
pub const CREDENTIAL: &str = "grants-key";
/// So many octets nobody guesses, however they are written.
const SHORTEST: usize = 32;

/// A key.
#[derive(Clone, Debug)]
pub struct Seal(SecretString);

impl Seal {
    /// Of what the credential holds.
    ///
    /// # Errors
    /// When it is too short to be a key.
    pub fn new(credential: SecretString) -> Result<Self, String> {
        match credential.expose_secret().len() {
            0..SHORTEST => Err(format!(
                "the credential `{CREDENTIAL}` is too short for a key: make one with `head -c 32 /dev/urandom | base64 -w0`"
            )),
            _ => Ok(Self(credential)),
        }
    }

    fn key(&self) -> Option<LessSafeKey> {
        let salt = Salt::new(HKDF_SHA256, b"wentdark grants 1");
        let made = salt.extract(self.0.expose_secret().as_bytes());
        let key = made.expand(&[b"chacha20-poly1305"], &CHACHA20_POLY1305).ok()?;
        Some(LessSafeKey::new(UnboundKey::from(key)))
    }

    /// Seals a text that stands under `name`, and nowhere else can be opened. `None` when the system gives no random numbers.
    pub fn close(&self, name: &str, text: &[u8]) -> Option<String> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).ok()?;
        let mut octets = text.to_vec();
        let (key, aad) = (self.key()?, Aad::from(name.as_bytes()));
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut octets).ok()?;
        Some(STANDARD.encode([&nonce[..], &octets].concat()))
    }

    /// Opens what was sealed under `name`; `None` when that was with another key, or it was changed.
    pub fn open(&self, name: &str, sealed: &str) -> Option<Zeroizing<Vec<u8>>> {
        let octets = STANDARD.decode(sealed).ok()?;
        let (nonce, rest) = octets.split_first_chunk::<NONCE_LEN>()?;
        let mut rest = Zeroizing::new(rest.to_vec());
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let length = self.key()?.open_in_place(nonce, Aad::from(name.as_bytes()), &mut rest).ok()?.len();
        rest.truncate(length);
        Some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_with_its_key_under_its_name_unchanged_and_not_otherwise() {
        let seal = |key: &str| Seal::new(SecretString::from(key.repeat(4))).unwrap();
        let (own, other) = (seal("a key of ours"), seal("someone else's"));
        let sealed = own.close("dana.json", b"a-refresh-token").unwrap();
        assert!(!sealed.contains("refresh") && sealed != own.close("dana.json", b"a-refresh-token").unwrap());
        assert_eq!(own.open("dana.json", &sealed).unwrap().as_slice(), b"a-refresh-token");
        assert!(own.open("lee.json", &sealed).is_none() && other.open("dana.json", &sealed).is_none());
        let mut changed = STANDARD.decode(&sealed).unwrap();
        changed[20] ^= 1;
        assert!(own.open("dana.json", &STANDARD.encode(changed)).is_none() && own.open("dana.json", "AAAA").is_none());
        assert!(Seal::new(SecretString::from("short")).unwrap_err().contains("too short"));
    }
}
