//! The model file: little-endian counts, floats, 8-bit tables and text, one after the other.

/// What is wrong with a model file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken(pub &'static str);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the model file can't be read: {}", self.0)
    }
}

impl std::error::Error for Broken {}

const MAGIC: &[u8] = b"wentdark-signals-5\n";
/// Nothing in the file has more of anything.
const MOST: usize = 1 << 26;

/// Reads a file from its start.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A whole file.
    pub fn new(file: &'a [u8]) -> Result<Self, Broken> {
        file.strip_prefix(MAGIC).map(Self::bare).ok_or(Broken("it begins otherwise"))
    }

    /// A part of a file.
    pub fn bare(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8], Broken> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Broken("it ends too soon"))?;
        self.rest = rest;
        Ok(taken)
    }

    pub fn count(&mut self) -> Result<usize, Broken> {
        let four = self.bytes(4)?.first_chunk().copied().unwrap_or_default();
        let count = u32::from_le_bytes(four) as usize;
        if count > MOST { Err(Broken("a count is too large")) } else { Ok(count) }
    }

    pub fn floats(&mut self, count: usize) -> Result<Vec<f32>, Broken> {
        let bytes = self.bytes(count.saturating_mul(4))?;
        Ok(bytes.as_chunks().0.iter().map(|&four| f32::from_le_bytes(four)).collect())
    }

    pub fn text(&mut self) -> Result<&'a str, Broken> {
        let length = self.count()?;
        std::str::from_utf8(self.bytes(length)?).map_err(|_| Broken("its words are no UTF-8"))
    }
}
