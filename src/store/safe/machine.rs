//! Which computer this is.

/// The name of this computer, as those that share a folder know it; where none can be had, all of
/// them seem to be one.
#[cfg(unix)]
pub fn name() -> String {
    let name = rustix::system::uname().nodename().to_string_lossy().trim().to_owned();
    if name.is_empty() { "this computer".into() } else { name }
}

#[cfg(not(unix))]
pub fn name() -> String {
    "this computer".into()
}
