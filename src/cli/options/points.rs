//! Points of a per cent, as they are typed.

/// `10`, `+10`, `10 %` and `0.1` are ten points; none are no change.
pub fn or_none(text: &str) -> Result<f64, String> {
    let plain = text.trim().trim_end_matches('%').trim_end();
    let number: Option<f64> = plain.strip_prefix('+').unwrap_or(plain).parse().ok();
    let share = number.map(|number| if number.abs() < 1.0 { number } else { number / 100.0 });
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
