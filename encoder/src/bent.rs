//! Matrices that serve two readings: as they are for a sentence, and bent a little for a whole mail. What bends a matrix is the product of
//! two thin ones (LoRA, Hu et al. 2021), so that the second reading takes a twenty-fourth of the file and changes nothing of the first.

use std::ops::Range;

use crate::format::{Broken, Reader};
use crate::kernel::Kernel;
use crate::linear::{Linear, Whole};

/// What is read: a sentence, or a whole mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Sentence,
    Whole,
}

/// A matrix with what bends it.
#[derive(Debug)]
pub struct Bent {
    plain: Linear,
    /// From what goes in to a few numbers, and from these to what is added to what comes out.
    thin: Option<(Linear, Linear)>,
}

/// Room for what is computed on the way.
#[derive(Debug, Default)]
pub struct Aside {
    few: Vec<f32>,
    whole: Whole,
    more: Vec<f32>,
}

impl Bent {
    /// Reads the matrix; what bends it comes later in the file.
    pub fn read(reader: &mut Reader<'static>) -> Result<Self, Broken> {
        Ok(Self { plain: Linear::read(reader)?, thin: None })
    }

    /// Reads what bends it.
    pub fn bend(&mut self, reader: &mut Reader<'static>) -> Result<(), Broken> {
        let (down, up) = (Linear::read(reader)?, Linear::read(reader)?);
        if down.width() != self.plain.width() || down.rows() != up.width() || up.rows() != self.plain.rows() {
            return Err(Broken("what bends a matrix is of another size"));
        }
        self.thin = Some((down, up));
        Ok(())
    }

    /// How many numbers come out for each row that goes in.
    pub fn rows(&self) -> usize {
        self.plain.rows()
    }

    /// As [`Linear::apply`].
    pub fn apply<K: Kernel>(
        &self,
        kernel: K,
        (reading, aside): (Reading, &mut Aside),
        inputs: &Whole,
        wanted: Range<usize>,
        out: &mut Vec<f32>,
    ) {
        self.plain.apply(kernel, inputs, wanted.clone(), out);
        let (Reading::Whole, Some((down, up))) = (reading, &self.thin) else { return };
        down.apply(kernel, inputs, 0..down.rows(), &mut aside.few);
        aside.whole.read(kernel, &aside.few, down.rows());
        up.apply(kernel, &aside.whole, wanted, &mut aside.more);
        out.iter_mut().zip(&aside.more).for_each(|(sum, more)| *sum += more);
    }
}
