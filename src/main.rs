//! Arguments to a command, and its outcome to an exit code.

fn main() {}
