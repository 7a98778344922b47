//! A digest as HTML for mail clients, phones first.

use maud::{DOCTYPE, html as page};

use crate::domain::digest::Digest;

/// The digest as a page that needs nothing from outside.
pub fn html(digest: &Digest) -> String {
    page! { (DOCTYPE) html lang="en" { body { h1 { (digest.headline) } } } }.into_string()
}
