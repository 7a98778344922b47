//! Files to a checked configuration; every mistake reported at once.
