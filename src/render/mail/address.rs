//! Addresses as the post can carry them.

use unicode_normalization::UnicodeNormalization;

use crate::domain::{Person, Programme};
use crate::text::clean;

/// The address as it stands in a header: its domain in letters that every server knows. `None`
/// where a server would have to take more than ASCII before the `@`, and for no address at all.
pub fn carried(address: &str) -> Option<String> {
    let (local, domain) = address.trim().rsplit_once('@')?;
    let sound = !local.is_empty() && local.bytes().all(|byte| byte.is_ascii_graphic());
    if !sound || local.contains(['<', '>', ',', ';', ':', '(', ')', '[', ']', '\\']) {
        return None;
    }
    if domain.is_ascii() {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
        let sound = !domain.is_empty() && domain.bytes().all(plain);
        return sound.then(|| format!("{local}@{domain}"));
    }
    let labels: Option<Vec<String>> = domain.split(['.', '。']).map(label).collect();
    Some(format!("{local}@{}", labels?.join(".")))
}

/// Whether GOV.UK Notify takes an address: it has no quotes before the `@`, and is short.
pub fn notify_takes(address: &str) -> bool {
    address.len() <= 320
        && carried(address).is_some()
        && !address.contains('"')
        && !address.contains("..")
}

/// Names and addresses in a row, as people read them.
pub fn people(programme: &Programme, people: &[Person]) -> String {
    let one = |&person: &Person| {
        let participant = programme.roster.get(person);
        let name = clean(participant.shown_name()).trim().to_owned();
        format!("{name} <{}>", clean(&participant.email))
    };
    people.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A part of a domain (RFC 5891): in lower case and in ASCII.
fn label(label: &str) -> Option<String> {
    let label: String = label.to_lowercase().nfc().collect();
    let fits = |label: &str| !label.is_empty() && label.len() <= 63;
    if label.is_ascii() {
        return fits(&label).then_some(label);
    }
    if !label.chars().all(|c| c.is_alphanumeric() || c == '-' || !c.is_ascii()) {
        return None;
    }
    let encoded = format!("xn--{}", punycode(&label)?);
    fits(&encoded).then_some(encoded)
}

/// RFC 3492, with its own names for the numbers.
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const T_MIN: u32 = 1;
    const T_MAX: u32 = 26;
    let digit = |value: u32| {
        let value = u8::try_from(value).unwrap_or(0);
        char::from(if value < 26 { b'a' + value } else { b'0' + value - 26 })
    };
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }
    let (mut n, mut delta, mut bias, mut handled) = (128_u32, 0_u32, 72_u32, basic);
    let length = u32::try_from(label.chars().count()).ok()?;
    while handled < length {
        let next = label.chars().map(u32::from).filter(|&c| c >= n).min()?;
        delta = delta.checked_add((next - n).checked_mul(handled + 1)?)?;
        n = next;
        for c in label.chars().map(u32::from) {
            if c < n {
                delta = delta.checked_add(1)?;
            }
            if c == n {
                let (mut q, mut k) = (delta, BASE);
                loop {
                    let t = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
                    if q < t {
                        break;
                    }
                    output.push(digit(t + (q - t) % (BASE - t)));
                    q = (q - t) / (BASE - t);
                    k += BASE;
                }
                output.push(digit(q));
                delta = if handled == basic { delta / 700 } else { delta / 2 };
                delta += delta / (handled + 1);
                let mut k = 0;
                while delta > (BASE - T_MIN) * T_MAX / 2 {
                    delta /= BASE - T_MIN;
                    k += BASE;
                }
                bias = k + (BASE - T_MIN + 1) * delta / (delta + 38);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        n += 1;
    }
    Some(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_in_letters_of_its_own_becomes_one_that_servers_know() {
        for (address, expected) in [
            ("ada@north.example", "ada@north.example"),
            ("ada+coffee@north.example", "ada+coffee@north.example"),
            ("jo@BÜCHER.example", "jo@xn--bcher-kva.example"),
            ("jo@münchen.example", "jo@xn--mnchen-3ya.example"),
            ("jo@例え.テスト", "jo@xn--r8jz45g.xn--zckzah"),
            ("jo@llŷn.example", "jo@xn--lln-k2a.example"),
        ] {
            let carried = carried(address);
            assert_eq!(carried.as_deref(), Some(expected), "{address}");
        }
        for bad in ["", "ada", "é@north.example", "a b@north.example", "a@b,c", "a@x\r\nBcc: b"] {
            assert_eq!(carried(bad), None, "{bad:?}");
        }
    }
}
