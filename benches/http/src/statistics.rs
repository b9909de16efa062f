//! Numbers of several rounds -> one, and how far apart they are.

/// The median; nothing where there are no numbers.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut numbers: Vec<_> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    Some(if numbers.len() % 2 == 1 { upper } else { f64::midpoint(numbers[middle - 1], upper) })
}

/// The smallest and the largest; nothing where there are no numbers.
pub fn range(numbers: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.into_iter().fold(None, |range, number| {
        let (least, most) = range.unwrap_or((number, number));
        Some((least.min(number), most.max(number)))
    })
}

/// Ratios of numbers of the same round.
pub fn ratios(numbers: &[f64], to: &[f64]) -> Vec<f64> {
    numbers.iter().zip(to).map(|(number, to)| number / to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_does_not_mind_an_excursion() {
        assert_eq!(median([1.0, 900.0, 3.0]), Some(3.0));
        assert_eq!(median([4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median([]), None);
    }

    #[test]
    fn ratios_are_taken_within_a_round() {
        // The second round was twice as slow for both, which tells nothing of either.
        assert_eq!(ratios(&[1.0, 2.0], &[2.0, 4.0]), [0.5, 0.5]);
        assert_eq!(range([0.5, 2.0, 1.0]), Some((0.5, 2.0)));
        assert_eq!(range([]), None);
    }
}
