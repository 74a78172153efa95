//! Points of a per cent, as they are typed.

/// `10`, `+10`, `10 %` and `0.1` are ten points, `0.5 %` is half a one; none are no change.
pub fn or_none(text: &str) -> Result<f64, String> {
    let plain = text.trim();
    let (plain, of_hundred) =
        plain.strip_suffix('%').map_or((plain, false), |plain| (plain.trim_end(), true));
    let number: Option<f64> = plain.strip_prefix('+').unwrap_or(plain).parse().ok();
    let is_share = |number: f64| number.abs() < 1.0 && !of_hundred;
    let share = number.map(|number| if is_share(number) { number } else { number / 100.0 });
    let share = share.filter(|share| share.is_finite() && share.abs() < 1.0);
    share.ok_or_else(|| "write points of a per cent such as 10, for 54 % instead of 44 %".into())
}

/// The same, but not none.
pub fn some(text: &str) -> Result<f64, String> {
    let share = or_none(text)?;
    if share == 0.0 {
        Err("write points of a per cent such as 10, and not 0".into())
    } else {
        Ok(share)
    }
}

/// Points as they can be typed.
pub fn typed(share: f64) -> String {
    let points = (share * 1000.0).round() / 10.0;
    if points.abs() < 1.0 { format!("{points}%") } else { points.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_read_back_as_they_are_typed() {
        for (text, share) in [
            ("10", 0.1),
            ("+10", 0.1),
            ("10 %", 0.1),
            ("0.1", 0.1),
            ("-12.5", -0.125),
            ("0.5%", 0.005),
        ] {
            assert!((or_none(text).unwrap() - share).abs() < 1e-12, "{text}");
            assert!((some(&typed(share)).unwrap() - share).abs() < 1e-12, "{text}");
        }
        assert!(some("0").is_err() && or_none("150").is_err() && or_none("many").is_err());
    }
}
