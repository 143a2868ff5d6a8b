//! Eight 16-bit numbers that are multiplied and added at once: on wasm by the instruction for it, which the compiler does not
//! find by itself; elsewhere in a form that it does turn into one.

/// How many numbers.
pub(super) const LANES: usize = 8;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod machine {
    use core::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, v128};

    /// Eight numbers.
    #[derive(Clone, Copy, Debug)]
    pub struct Lanes(v128);

    impl Lanes {
        pub fn new(v: [i16; super::LANES]) -> Self {
            Self(i16x8(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]))
        }
    }

    pub fn dot(a: &[Lanes], b: &[Lanes]) -> i32 {
        let sum = a.iter().zip(b).fold(i32x4_splat(0), |sum, (a, b)| i32x4_add(sum, i32x4_dot_i16x8(a.0, b.0)));
        let low = i32x4_extract_lane::<0>(sum).wrapping_add(i32x4_extract_lane::<1>(sum));
        low.wrapping_add(i32x4_extract_lane::<2>(sum)).wrapping_add(i32x4_extract_lane::<3>(sum))
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod machine {
    /// Eight numbers.
    #[derive(Clone, Copy, Debug)]
    pub struct Lanes([i16; super::LANES]);

    impl Lanes {
        pub fn new(v: [i16; super::LANES]) -> Self {
            Self(v)
        }
    }

    // Inlined into its loops it is no more turned into the instructions for eight numbers at once.
    #[inline(never)]
    pub fn dot(a: &[Lanes], b: &[Lanes]) -> i32 {
        // One sum a lane: with fewer the compiler multiplies one by one, at a sixth of the speed.
        let mut sums = [0i32; super::LANES];
        for (a, b) in a.iter().zip(b) {
            for (i, sum) in sums.iter_mut().enumerate() {
                *sum = sum.wrapping_add(i32::from(a.0[i]) * i32::from(b.0[i]));
            }
        }
        sums.iter().fold(0, |all, &sum| all.wrapping_add(sum))
    }
}

pub(super) use machine::{Lanes, dot};

/// Numbers in lanes; their count is a multiple of [`LANES`], what is over is left out.
pub(super) fn lanes(values: &[i16]) -> impl Iterator<Item = Lanes> + '_ {
    values.chunks_exact(LANES).map(|chunk| Lanes::new(std::array::from_fn(|i| chunk[i])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_added_over_all_lanes() {
        let a: Vec<i16> = (0..64).map(|i| i * 37 - 1000).collect();
        let b: Vec<i16> = (0..64).map(|i| 127 - i * 4).collect();
        let plain: i32 = a.iter().zip(&b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        let (a, b): (Vec<Lanes>, Vec<Lanes>) = (lanes(&a).collect(), lanes(&b).collect());
        assert_eq!(dot(&a, &b), plain);
    }
}
