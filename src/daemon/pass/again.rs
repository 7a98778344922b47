//! What is queued of a mailbox: what the past holds of something that matters since, and what the lexicon alone has judged.

use std::collections::HashSet;

use tokio::time::Instant;
use tracing::debug;

use super::batch::portions;
use super::{MESSAGE_LIMIT, OnePass, PassError, Passes, Shut, Step, failed, lock, source_problem, tell};
use crate::daemon::point;
use crate::daemon::source::Source;
use crate::sources::Folder;
use crate::store::{Batch, FolderEnd, Reread};

impl Passes<'_> {
    /// Reads again, whole and closely, what is queued. The folders that are refused, which keep the others from nothing.
    pub(super) async fn reread(
        &self,
        source: &mut Source,
        pass: &OnePass<'_>,
        queued: Vec<Reread>,
        hurry: bool,
        shut: &mut Shut,
    ) -> Result<Vec<(i64, FolderEnd)>, PassError> {
        let mut refused = Vec::new();
        for one in queued {
            let (folder, name) = (one.folder, one.name.clone());
            if let Some(refusal) = shut.rests(folder, Step::Again, Instant::now()) {
                refused.push((folder, refusal));
                continue;
            }
            let Some(problem) = source_problem(self.reread_folder(source, pass, one, hurry).await)? else {
                shut.read(folder, Step::Again);
                continue;
            };
            if !source.is_usable() {
                return Err(problem.into());
            }
            let refusal = failed(&problem);
            let first = shut.refused(folder, Step::Again, &refusal, Instant::now());
            tell(&pass.mailbox.owner, &name, &problem, !first);
            refused.push((folder, refusal));
        }
        Ok(refused)
    }

    /// Reads again what is queued of one folder.
    async fn reread_folder(&self, source: &mut Source, pass: &OnePass<'_>, queued: Reread, hurry: bool) -> Result<(), PassError> {
        let Reread { folder: folder_id, name, role, cursor, places } = queued;
        let folder = Folder { name, role };
        source.reopen(&folder, cursor).await?;
        debug!(messages = places.len(), "reading again");
        let wanted: Vec<(String, u64)> = places.into_iter().map(|place| (place, 64 << 10)).collect();
        for part in portions(&wanted) {
            self.may_go_on(pass)?;
            let mark = lock(self.followed).mark();
            let raws = source.whole(&folder, &part, MESSAGE_LIMIT).await?;
            point::reached("reread");
            let came: HashSet<&str> = raws.iter().map(|raw| raw.place.as_str()).collect();
            let gone = part.iter().filter(|place| !came.contains(place.as_str())).cloned().collect();
            let mut batch = Batch { detectors: self.context.detectors(), reread: part, gone, ..Batch::default() };
            for (raw, mut one) in raws.iter().zip(self.examine(&raws, hurry).await) {
                one.mail.seen_in = [(pass.mailbox.owner.clone(), role)].into();
                self.keep(&mut batch, raw.place.clone(), one, hurry);
            }
            self.commit(folder_id, batch, mark)?;
            point::reached("reread-committed");
        }
        Ok(())
    }
}
