#![allow(clippy::unwrap_used, missing_docs)]
#[allow(dead_code)]
mod generate;
fn main() { let dir = std::path::PathBuf::from("/tmp/prof2"); std::fs::create_dir_all(&dir).unwrap(); generate::team(&dir, 100, 1); generate::maildir(&dir.join("mail"), 100_000, 7); }
