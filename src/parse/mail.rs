//! Reads an e-mail: its bytes in, one `Document` with the message, and the files that hang on it, out.

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::{Member, html, text};
use crate::document::{Document, Reason, Warning};
use crate::dutch::dates;

/// Most files that one mail may carry.
const MAX_ATTACHMENTS: usize = 1_000;

/// Reads who wrote what to whom and when; HTML where the mail has it, as that keeps its tables.
pub(super) fn read(bytes: &[u8]) -> Document {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Document::unread(damaged());
    };
    let head = head(&message);
    let bodies: Vec<&PartType<'_>> = message.html_bodies().map(|part| &part.body).collect();
    if bodies.iter().any(|body| matches!(body, PartType::Html(_))) {
        let paragraphs: String = head.iter().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        let bodies: String = bodies.into_iter().map(as_html).collect();
        return html::read(format!("{paragraphs}<hr>{bodies}").as_bytes());
    }
    let bodies = bodies.into_iter().filter_map(|body| match body {
        PartType::Text(words) => Some(words.replace("\r\n", "\n")),
        _ => None,
    });
    let words = [head.join("\n")].into_iter().chain(bodies).collect::<Vec<_>>().join("\n\n");
    text::read(words.as_bytes())
}

/// The files that hang on a mail; pictures that are part of how it looks aside.
pub(super) fn attachments(bytes: &[u8]) -> Vec<Member> {
    let Some(message) = MessageParser::default().parse(bytes) else { return Vec::new() };
    let mut members = Vec::new();
    for part in message.attachments().filter(|part| !is_picture(part)) {
        let number = members.len() + 1;
        if number > MAX_ATTACHMENTS {
            let message = format!("de mail heeft meer dan {MAX_ATTACHMENTS} bijlagen; de rest is niet gelezen");
            members.push(Member { name: "rest".to_owned(), bytes: Err(Warning::new(Reason::TooLarge, message)) });
            break;
        }
        let (name, bytes) = match &part.body {
            PartType::Message(inner) => (inner.subject().map(|subject| format!("{subject}.eml")), inner.raw_message()),
            _ => (part.attachment_name().map(str::to_owned), part.contents()),
        };
        let name = name.unwrap_or_else(|| format!("bijlage-{number}"));
        let name = name.chars().map(|symbol| if symbol.is_control() || symbol == '/' { '-' } else { symbol }).collect();
        members.push(Member { name, bytes: Ok(bytes.to_vec()) });
    }
    members
}

fn head(message: &Message<'_>) -> Vec<String> {
    let people = |label: &str, people: Option<&Address<'_>>| {
        let named: Vec<&str> =
            people.into_iter().flat_map(Address::iter).filter_map(|one| one.name().or(one.address())).collect();
        (!named.is_empty()).then(|| format!("{label}: {}", named.join("; ")))
    };
    let day = message.date().and_then(|date| dates::in_words(date.day, date.month, date.year));
    let day = day.map(|day| format!("Datum: {day}"));
    let subject = message.subject().filter(|subject| !subject.trim().is_empty());
    let subject = subject.map(|subject| format!("Onderwerp: {}", subject.trim()));
    [people("Van", message.from()), people("Aan", message.to()), day, subject].into_iter().flatten().collect()
}

fn as_html(body: &PartType<'_>) -> String {
    match body {
        PartType::Html(page) => page.to_string(),
        PartType::Text(words) => {
            words.split("\n\n").map(|words| format!("<p>{}</p>", escaped(words).replace('\n', "<br>"))).collect()
        }
        _ => String::new(),
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn is_picture(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| kind.ctype().eq_ignore_ascii_case("image"))
}

fn damaged() -> Warning {
    let message =
        "de mail is beschadigd en er kon niets van gelezen worden; bewaar ze opnieuw vanuit het mailprogramma";
    Warning::new(Reason::Damaged, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;

    const MAIL: &str = "From: =?utf-8?q?Dienst_Subsidi=C3=ABn?= <dienst@voorbeeld.be>\r\nTo: vzw@voorbeeld.be\r\n\
        Subject: Beslissing over uw aanvraag\r\nDate: Wed, 27 Jun 2018 10:00:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: KIND; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nBODY\r\n--x\r\n\
        Content-Type: text/plain\r\nContent-Disposition: attachment; filename=lijst.txt\r\n\r\nPromotor A\r\n\
        --x\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=logo.png\r\n\r\nx\r\n--x--\r\n";

    #[test]
    fn a_message_says_who_when_and_what() {
        let mail = MAIL.replace("KIND", "text/plain").replace("BODY", "Uw ori=EBntatie is goed=\r\ngekeurd.");
        let expected = "Van: Dienst Subsidiën\nAan: vzw@voorbeeld.be\nDatum: 27 juni 2018\n\
                        Onderwerp: Beslissing over uw aanvraag\n\nUw oriëntatie is goedgekeurd.";
        assert_eq!(read(mail.as_bytes()).text.trim_end(), expected);
    }

    #[test]
    fn a_table_in_a_message_is_a_table() {
        let table = "<table><tr><td>Promotor A</td><td>Positief</td></tr><tr><td>B</td><td>Negatief</td></tr></table>";
        let document = read(MAIL.replace("KIND", "text/html").replace("BODY", table).as_bytes());
        assert!(document.text.starts_with("Van: Dienst Subsidiën\n"), "{}", document.text);
        assert!(document.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.rows.len() == 2)));
    }

    #[test]
    fn attachments_are_files_and_pictures_are_not() {
        let files = attachments(MAIL.replace("KIND", "text/plain").as_bytes());
        assert_eq!(files.len(), 1);
        assert_eq!((files[0].name.as_str(), files[0].bytes.as_deref()), ("lijst.txt", Ok(b"Promotor A".as_slice())));
    }
}
