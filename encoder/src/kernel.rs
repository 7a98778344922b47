//! Sums of products of whole numbers, as wide as the machine's registers. Whole numbers add up to the same in any order.

/// How rows of weights and rows of inputs are multiplied.
pub trait Kernel: Copy {
    /// Two rows of weights times four rows of inputs, all of one length.
    fn products(self, weights: [&[i16]; 2], inputs: [&[i16]; 4]) -> [[i32; 4]; 2];
}

/// For any machine.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Kernel for Plain {
    #[inline(always)]
    fn products(self, weights: [&[i16]; 2], inputs: [&[i16]; 4]) -> [[i32; 4]; 2] {
        weights.map(|row| inputs.map(|input| row.iter().zip(input).map(|(&w, &x)| i32::from(w) * i32::from(x)).sum()))
    }
}

/// For machines with AVX2, whose `vpmaddwd` multiplies sixteen pairs and adds neighbours.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy, Debug)]
pub struct Wide(pub pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Kernel for Wide {
    #[inline(always)]
    fn products(self, [v, w]: [&[i16]; 2], [a, b, c, d]: [&[i16]; 4]) -> [[i32; 4]; 2] {
        let Self(simd) = self;
        let sixteens = |row| <[i16]>::as_chunks::<16>(row).0.iter();
        let mut sums = [[pulp::i32x8(0, 0, 0, 0, 0, 0, 0, 0); 4]; 2];
        let inputs = sixteens(a).zip(sixteens(b)).zip(sixteens(c)).zip(sixteens(d));
        for ((&v, &w), (((&a, &b), &c), &d)) in sixteens(v).zip(sixteens(w)).zip(inputs) {
            let inputs = [a, b, c, d];
            for (sums, weights) in sums.iter_mut().zip([v, w]) {
                for (sum, input) in sums.iter_mut().zip(inputs) {
                    let products = simd.multiply_wrapping_add_adjacent_i16x16(pulp::cast(weights), pulp::cast(input));
                    *sum = simd.wrapping_add_i32x8(*sum, products);
                }
            }
        }
        sums.map(|row| row.map(|sum| pulp::cast::<_, [i32; 8]>(sum).into_iter().sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn every_kernel_gives_the_same_sums() {
        let row = |seed: i16| (0..96_i16).map(|at| (at * 37 + seed * 101) % 2047 * if at % 3 == 0 { -1 } else { 1 }).collect::<Vec<_>>();
        let rows: Vec<Vec<i16>> = (0..6).map(row).collect();
        let [v, w, a, b, c, d] = [0, 1, 2, 3, 4, 5].map(|at| rows[at].as_slice());
        let plain = Plain.products([v, w], [a, b, c, d]);
        assert_eq!(plain[1][2], rows[1].iter().zip(&rows[4]).map(|(&x, &y)| i32::from(x) * i32::from(y)).sum::<i32>());
        if let Some(simd) = pulp::x86::V3::try_new() {
            assert_eq!(Wide(simd).products([v, w], [a, b, c, d]), plain);
        }
    }
}
