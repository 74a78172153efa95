//! Words as they can be typed into a shell.

/// A word for a command line: as it is where a shell reads it as one plain word, else in quotes.
///
/// ```
/// use unmentor::text::shell_word;
///
/// assert_eq!(shell_word("rounds/05"), "rounds/05");
/// assert_eq!(shell_word("Jo's sheet.csv"), r"'Jo'\''s sheet.csv'");
/// ```
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:=@,…".contains(c);
    let windows = |c: char| cfg!(windows) && "\\~".contains(c);
    if !word.is_empty() && word.chars().all(|c| plain(c) || windows(c)) {
        return word.to_owned();
    }
    if cfg!(windows) { format!("\"{word}\"") } else { format!("'{}'", word.replace('\'', r"'\''")) }
}
