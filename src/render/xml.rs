//! Text in XML: the one way into a picture or an XML export.

use std::fmt;

use crate::text::clean;

/// Text as XML content or attribute value: cleaned, then escaped.
///
/// ```
/// use unmentor::render::xml::Text;
/// assert_eq!(Text("O'Shea & <Co>").to_string(), "O&#39;Shea &amp; &lt;Co&gt;");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Text<'a>(pub &'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = clean(self.0);
        let mut rest = text.as_ref();
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#39;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}
