//! What something is in, the identifier that it always gets out.

use uuid::Uuid;

/// The identifier of something with this name: the same in every run and on every machine, so that a project that was opened
/// before can be compared with a later one.
pub(super) fn identity(kind: &str, name: &str) -> String {
    let ours = Uuid::new_v5(&Uuid::NAMESPACE_OID, b"oordeel");
    Uuid::new_v5(&ours, format!("{kind}\u{0}{name}").as_bytes()).hyphenated().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_thing_is_always_the_same() {
        assert_eq!(identity("code", "plan"), identity("code", "plan"));
        assert_ne!(identity("code", "plan"), identity("user", "plan"));
        assert_eq!(identity("code", "plan").as_bytes()[14], b'5', "a version 5 identifier");
    }
}
