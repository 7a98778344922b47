//! The passes over the mailboxes and the loop that ties the rooms together.
