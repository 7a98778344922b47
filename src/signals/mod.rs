//! New text to signals with their spans. Pure.
