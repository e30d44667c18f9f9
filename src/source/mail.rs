//! The first bytes of a file in; whether it is an e-mail out.

/// Lines at the start of a mail; two of them are certain enough.
const HEADERS: [&str; 12] = [
    "from",
    "to",
    "subject",
    "date",
    "mime-version",
    "message-id",
    "received",
    "return-path",
    "content-type",
    "delivered-to",
    "reply-to",
    "x-mailer",
];
/// Headers of which a mail that a program wrote has at least one, and notes that a person typed seldom have.
const MACHINE: [&str; 6] = ["mime-version", "message-id", "received", "return-path", "content-type", "delivered-to"];

/// Whether the text opens with the headers of a mail.
pub(super) fn looks_like_mail(text: &str) -> bool {
    let (mut known, mut by_machine) = (0, false);
    for line in text.trim_start_matches('\u{feff}').lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(HEADERS.contains(&name.as_str()));
        by_machine |= MACHINE.contains(&name.as_str());
    }
    known >= 2 && by_machine
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_are_known_by_their_headers() {
        assert!(looks_like_mail("Received: from a\n\tby b\nFrom: a@b\nSubject: x\n\nDag"));
        assert!(looks_like_mail("MIME-Version: 1.0\r\nDate: x\r\n\r\n"));
        for text in
            ["From: jan\nSubject: koffie\n\nDag", "Promotor: A\nOordeel: positief\n", "Date: x\ngewoon\nReceived: y\n"]
        {
            assert!(!looks_like_mail(text), "{text}");
        }
    }
}
