//! What the page may do: show its own style sheet, run its own script, and nothing else.

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

/// The script of the page. The marks around it hide its signs from readers of XML.
pub const SCRIPT: &str = concat!("/*<![CDATA[*/\n", include_str!("page.js"), "/*]]>*/");

/// The content policy of a page with this style sheet (Content Security Policy Level 3): style
/// sheet and script are named by their hashes, so that nothing else on the page could act.
pub fn of(style: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(style),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_as_the_standard_writes_them() {
        // The example of CSP Level 2, section 7.17.1.
        let known = "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=";
        assert_eq!(hash("alert('Hello, world.');"), known);
    }
}
