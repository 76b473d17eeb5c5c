//! Shares and their 95 % intervals: Wilson's for one share, Newcombe's for the difference of two.
//!
//! Both hold for few ads and for shares near 0 or 1, where the textbook interval does not. Must not know what is counted.

use schemars::JsonSchema;
use serde::Serialize;

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Below this many ads a share says little, and reports say so.
pub const TOO_FEW: u64 = 10;

/// A share of ads with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Share {
    /// How many ads.
    pub count: u64,
    /// Of how many.
    pub of: u64,
    /// The share, from 0 to 1; null where there is no ad.
    pub share: Option<f64>,
    /// The lower end of the 95 % interval (Wilson).
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// So few ads that only the interval says something.
    pub too_few: bool,
}

impl Share {
    /// `count` ads of `of`.
    pub fn new(count: u64, of: u64) -> Self {
        let interval = wilson(count, of);
        Self {
            count,
            of,
            share: (of > 0).then(|| ratio(count, of)),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
            too_few: of < TOO_FEW,
        }
    }
}

/// The difference of two shares with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Difference {
    /// The second share less the first, from -1 to 1; null where one of them is of no ad.
    pub difference: Option<f64>,
    /// The lower end of the 95 % interval (Newcombe).
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// Whether the interval leaves out 0: chance alone would rarely show this much.
    pub clear: bool,
}

impl Difference {
    /// `second` less `first`.
    pub fn new(first: &Share, second: &Share) -> Self {
        let parts = |share: &Share| Some((share.share?, share.low?, share.high?));
        let (Some((p1, low1, high1)), Some((p2, low2, high2))) = (parts(first), parts(second)) else {
            return Self {
                difference: None,
                low: None,
                high: None,
                clear: false,
            };
        };
        let difference = p2 - p1;
        let low = (difference - ((p2 - low2).powi(2) + (high1 - p1).powi(2)).sqrt()).max(-1.0);
        let high = (difference + ((high2 - p2).powi(2) + (p1 - low1).powi(2)).sqrt()).min(1.0);
        Self {
            difference: Some(difference),
            low: Some(low),
            high: Some(high),
            clear: low > 0.0 || high < 0.0,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 ads")]
fn ratio(count: u64, of: u64) -> f64 {
    count as f64 / of as f64
}

/// Wilson's score interval; `None` for no ads.
#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 ads")]
fn wilson(count: u64, of: u64) -> Option<(f64, f64)> {
    if of == 0 {
        return None;
    }
    let n = of as f64;
    let p = ratio(count.min(of), of);
    let z2 = Z * Z;
    let middle = p + z2 / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // The ends are exactly 0 and 1 there; rounding would leave them a hair away.
    let low = if count == 0 { 0.0 } else { ((middle - half) / scale).max(0.0) };
    let high = if count >= of { 1.0 } else { ((middle + half) / scale).min(1.0) };
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::{Difference, Share};

    fn near(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 0.000_05)
    }

    #[test]
    fn shares_have_the_intervals_of_the_literature() {
        // Newcombe 1998, table I: 81/263, 15/148, 0/20, 1/29.
        for (count, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let share = Share::new(count, of);
            assert!(near(share.low, low) && near(share.high, high), "{share:?}");
        }
        assert_eq!(Share::new(0, 0).share, None);
        assert_eq!(Share::new(7, 7).high, Some(1.0));
        assert!(Share::new(3, 9).too_few && !Share::new(3, 10).too_few);
    }

    #[test]
    fn differences_have_the_intervals_of_the_literature() {
        // Newcombe 1998, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 10/10 - 0/10.
        for ((a, m), (b, n), low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ] {
            let difference = Difference::new(&Share::new(b, n), &Share::new(a, m));
            assert!(near(difference.low, low) && near(difference.high, high), "{difference:?}");
            assert!(difference.clear);
        }
        assert_eq!(Difference::new(&Share::new(0, 0), &Share::new(1, 2)).difference, None);
    }
}
