//! Words as they can be typed into a shell.

/// A word for a command line: as it is where a shell reads it as one plain word, else in quotes.
///
/// ```
/// use unmentor::text::typed;
///
/// assert_eq!(typed("rounds/05"), "rounds/05");
/// assert_eq!(typed("Jo's sheet.csv"), r"'Jo'\''s sheet.csv'");
/// ```
pub fn typed(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:=@,…".contains(c);
    let windows = |c: char| cfg!(windows) && "\\~".contains(c);
    if !word.is_empty() && word.chars().all(|c| plain(c) || windows(c)) {
        return word.to_owned();
    }
    if cfg!(windows) { format!("\"{word}\"") } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
