//! Values put into a TOML file without losing the comments around them.

use toml_edit::{DocumentMut, Item, Value};

/// Puts a value that may be missing, below the comment that explains it, or takes it out.
pub fn put_optional(document: &mut DocumentMut, key: &str, value: Option<Value>) {
    uncomment(document, key);
    put_or_remove(document, key, value);
}

/// Puts a value and keeps the comments beside and above the old one.
pub fn put_value(document: &mut DocumentMut, key: &str, mut value: Value) {
    match document.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            document.insert(key, Item::Value(value));
        }
    }
}

/// Makes a setting of the comment that shows it, so that its value stands below its explanation.
fn uncomment(document: &mut DocumentMut, key: &str) {
    let text = document.to_string().replacen(&format!("\n# {key} = "), &format!("\n{key} = "), 1);
    if let Ok(with) = text.parse::<DocumentMut>()
        && with.contains_key(key)
    {
        *document = with;
    }
}

/// Puts a value, or takes the key out when there is none.
fn put_or_remove(document: &mut DocumentMut, key: &str, value: Option<Value>) {
    match value {
        Some(value) => put_value(document, key, value),
        None => drop(document.remove(key)),
    }
}
