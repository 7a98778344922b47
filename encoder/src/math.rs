//! The little floating point there is, added in one order on every machine.

use crate::format::{Broken, Reader};

/// Adding and subtracting this rounds to a whole number.
const ROUND: f32 = 12_582_912.0;

/// e to the x, within a few units in the last place, for any x (beyond 80 either way as at 80).
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let scaled = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let shifted = scaled + ROUND;
    let f = (scaled - (shifted - ROUND)) * std::f32::consts::LN_2;
    let series = 1.0 + f * (1.0 + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f * (1.0 / 720.0))))));
    let power = f32::from_bits(shifted.to_bits().wrapping_add(127) << 23);
    series * power
}

/// The Gaussian error linear unit, by the error function of Abramowitz and Stegun, 7.1.26.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let series = t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = 1.0 - series * exp(-z * z);
    0.5 * x * (1.0 + erf.copysign(x))
}

/// The nearest whole number, of numbers that fit 16 bits.
#[inline(always)]
pub fn round(x: f32) -> i16 {
    (x + ROUND).to_bits() as i16
}

/// A sum in sixteen lanes, and what is left over after it.
#[inline(always)]
pub fn sum(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (whole, rest) = values.as_chunks::<16>();
    for some in whole {
        lanes.iter_mut().zip(some).for_each(|(lane, &value)| *lane += of(value));
    }
    lanes.iter_mut().zip(rest).for_each(|(lane, &value)| *lane += of(value));
    let mut eight = [0.0_f32; 8];
    eight.iter_mut().zip(lanes.as_chunks().0).for_each(|(sum, [a, b])| *sum = a + b);
    eight.iter().sum()
}

/// Scores to shares that sum to one.
#[inline(always)]
pub fn softmax(row: &mut [f32]) {
    let most = row.iter().fold(f32::MIN, |most, &value| if value > most { value } else { most });
    row.iter_mut().for_each(|value| *value = exp(*value - most));
    let total = sum(row, |value| value);
    row.iter_mut().for_each(|value| *value /= total);
}

/// Layer normalisation.
#[derive(Debug)]
pub struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Broken> {
        let width = reader.count()?;
        Ok(Self { weight: reader.floats(width)?, bias: reader.floats(width)? })
    }

    pub fn width(&self) -> usize {
        self.weight.len()
    }

    #[inline(always)]
    pub fn apply(&self, row: &mut [f32]) {
        let width = row.len() as f32;
        let mean = sum(row, |x| x) / width;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / width;
        let scale = 1.0 / (variance + 1e-12).sqrt();
        for ((value, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *value = (*value - mean) * scale * weight + bias;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_functions_are_near_the_true_ones() {
        for step in -400..400 {
            let x = step as f32 / 20.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
        assert!((gelu(1.0) - 0.841_344_8).abs() < 1e-5);
        assert!((gelu(-0.5) + 0.154_268_8).abs() < 1e-5);
        assert_eq!([round(-3.4), round(2.6), round(0.0), round(-2047.0)], [-3, 3, 0, -2047]);
    }
}
