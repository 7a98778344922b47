//! Sums of products of whole numbers, as wide as the machine's registers. Whole numbers add up to the same in any order.

/// Rows of weights that are multiplied together, and so many outputs come out at once.
pub const PANEL: usize = 16;

/// Two neighbouring weights of each row of a panel, as they stand in the file: signed octets.
pub type Weights = [u8; PANEL * 2];
/// Two neighbouring numbers of a row of inputs.
pub type Pair = [i16; 2];

/// How a panel of weights and some rows of inputs are multiplied.
pub trait Kernel: Copy {
    /// Does some work, compiled for the registers that the kernel knows. What the work calls is inlined, or it is not compiled so: work
    /// is small, and each part of the network one of its own.
    fn run<R>(self, work: impl FnOnce() -> R) -> R;

    /// The sums for each of the rows that `inputs` hold side by side.
    fn products<const N: usize>(self, weights: &[Weights], inputs: &[[Pair; N]]) -> [[i32; PANEL]; N];
}

/// For any machine.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Kernel for Plain {
    #[inline(always)]
    fn run<R>(self, work: impl FnOnce() -> R) -> R {
        work()
    }

    #[inline(always)]
    fn products<const N: usize>(self, weights: &[Weights], inputs: &[[Pair; N]]) -> [[i32; PANEL]; N] {
        let mut sums = [[0; PANEL]; N];
        for (weights, inputs) in weights.iter().zip(inputs) {
            for (sums, [a, b]) in sums.iter_mut().zip(inputs) {
                for (sum, [v, w]) in sums.iter_mut().zip(weights.as_chunks().0) {
                    *sum += i32::from(*v as i8) * i32::from(*a) + i32::from(*w as i8) * i32::from(*b);
                }
            }
        }
        sums
    }
}

/// For machines with AVX2, whose `vpmaddwd` multiplies sixteen numbers and adds neighbours.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy, Debug)]
pub struct Wide(pub pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Kernel for Wide {
    #[inline(always)]
    fn run<R>(self, work: impl FnOnce() -> R) -> R {
        self.0.vectorize(work)
    }

    #[inline(always)]
    fn products<const N: usize>(self, weights: &[Weights], inputs: &[[Pair; N]]) -> [[i32; PANEL]; N] {
        // Sixteen registers hold the sums of four rows beside what they are made of.
        let mut all = [[0; PANEL]; N];
        for (at, all) in all.chunks_mut(4).enumerate() {
            let mut sums = [[self.0.splat_i32x8(0); 2]; 4];
            for (weights, inputs) in weights.iter().zip(inputs) {
                let halves: [pulp::i8x16; 2] = pulp::cast(*weights);
                let halves = halves.map(
                    #[inline(always)]
                    |half| self.0.convert_i8x16_to_i16x16(half),
                );
                for (sums, pair) in sums.iter_mut().zip(inputs.as_chunks::<4>().0.get(at).unwrap_or(&[[0; 2]; 4])) {
                    let pair = pulp::cast(self.0.splat_i32x8(pulp::cast(*pair)));
                    for (sum, half) in sums.iter_mut().zip(halves) {
                        *sum = self.0.wrapping_add_i32x8(*sum, self.0.multiply_wrapping_add_adjacent_i16x16(half, pair));
                    }
                }
            }
            all.iter_mut().zip(sums).for_each(|(all, sums)| *all = pulp::cast(sums));
        }
        all
    }
}

/// For machines with AVX-512 and its products of whole numbers (VNNI): a panel is one register, and of multiplying and adding the
/// compiler makes one instruction.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy, Debug)]
pub struct Widest(pulp::x86::V4, Vnni);

#[cfg(target_arch = "x86_64")]
impl Widest {
    /// The kernel, on machines that have it.
    pub fn try_new() -> Option<Self> {
        Some(Self(pulp::x86::V4::try_new()?, Vnni::try_new()?))
    }

    /// Adds the products of two weights of each row and the pair of each input.
    #[inline(always)]
    fn add<const N: usize>(self, sums: &mut [pulp::i32x16; N], weights: &Weights, inputs: &[Pair; N]) {
        let weights = self.0.convert_i8x32_to_i16x32(pulp::cast(*weights));
        for (sum, pair) in sums.iter_mut().zip(inputs) {
            let pair = pulp::cast(self.0.splat_i32x16(pulp::cast(*pair)));
            *sum = self.0.wrapping_add_i32x16(*sum, self.0.multiply_wrapping_add_adjacent_i16x32(weights, pair));
        }
    }
}

#[cfg(target_arch = "x86_64")]
impl Kernel for Widest {
    #[inline(always)]
    fn run<R>(self, work: impl FnOnce() -> R) -> R {
        self.1.vectorize(work)
    }

    #[inline(always)]
    fn products<const N: usize>(self, weights: &[Weights], inputs: &[[Pair; N]]) -> [[i32; PANEL]; N] {
        // Even and odd ones apart: an instruction need not wait for the one before it.
        let mut even = [self.0.splat_i32x16(0); N];
        let mut odd = even;
        let (weights, last) = weights.as_chunks::<2>();
        let (inputs, rest) = inputs.as_chunks::<2>();
        for ([weights, more], [inputs, next]) in weights.iter().zip(inputs) {
            self.add(&mut even, weights, inputs);
            self.add(&mut odd, more, next);
        }
        last.iter().zip(rest).for_each(
            #[inline(always)]
            |(weights, inputs)| self.add(&mut even, weights, inputs),
        );
        let mut all = [[0; PANEL]; N];
        for (all, (even, odd)) in all.iter_mut().zip(even.into_iter().zip(odd)) {
            *all = pulp::cast(self.0.wrapping_add_i32x16(even, odd));
        }
        all
    }
}

#[cfg(target_arch = "x86_64")]
pulp::simd_type!({
    /// AVX-512 with whole-number products (VNNI).
    struct Vnni {
        sse: f!("sse"),
        sse2: f!("sse2"),
        fxsr: f!("fxsr"),
        sse3: f!("sse3"),
        ssse3: f!("ssse3"),
        sse4_1: f!("sse4.1"),
        sse4_2: f!("sse4.2"),
        popcnt: f!("popcnt"),
        avx: f!("avx"),
        avx2: f!("avx2"),
        bmi1: f!("bmi1"),
        bmi2: f!("bmi2"),
        fma: f!("fma"),
        lzcnt: f!("lzcnt"),
        avx512f: f!("avx512f"),
        avx512bw: f!("avx512bw"),
        avx512cd: f!("avx512cd"),
        avx512dq: f!("avx512dq"),
        avx512vl: f!("avx512vl"),
        avx512vnni: f!("avx512vnni"),
    }
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_arch = "x86_64")]
    fn every_kernel_gives_the_same_sums() {
        let number = |at: usize| ((at * 7919 % 4093) as i16 - 2046) * if at.is_multiple_of(3) { -1 } else { 1 };
        let weights: Vec<Weights> = (0..49).map(|k| std::array::from_fn(|at| (number(k * 32 + at) % 128) as u8)).collect();
        let inputs: Vec<[Pair; 8]> =
            (0..49).map(|k| std::array::from_fn(|at| [number(k * 16 + at), number(k + at * 5)])).collect();
        let plain = Plain.products(&weights, &inputs);
        let of = |row: usize, lane: usize| -> i32 {
            let one = |k: usize, half: usize| i32::from(weights[k][row * 2 + half] as i8) * i32::from(inputs[k][lane][half]);
            (0..49).map(|k| one(k, 0) + one(k, 1)).sum()
        };
        assert_eq!([plain[0][0], plain[7][15], plain[3][9]], [of(0, 0), of(15, 7), of(9, 3)]);
        if let Some(simd) = pulp::x86::V3::try_new() {
            assert_eq!(Wide(simd).products(&weights, &inputs), plain);
        }
        if let Some(kernel) = Widest::try_new() {
            assert_eq!(kernel.products(&weights, &inputs), plain);
        }
    }
}
