//! The name of a control word in; the character it stands for, or where the words of its group go, out.

use super::state::Destination;

/// The character that a control word stands for.
pub(super) fn character(name: &str) -> Option<&'static str> {
    Some(match name {
        "emdash" => "—",
        "endash" => "–",
        "emspace" | "enspace" | "qmspace" => " ",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        _ => return None,
    })
}

/// The character that a backslash with a sign stands for.
pub(super) fn sign(sign: u8) -> Option<&'static str> {
    Some(match sign {
        b'~' => "\u{a0}",
        b'_' => "-",
        b'\\' => "\\",
        b'{' => "{",
        b'}' => "}",
        _ => return None,
    })
}

/// Where the words of a group go that begins with this control word; `None` where it changes nothing.
pub(super) fn destination(name: &str, is_optional: bool) -> Option<Destination> {
    Some(match name {
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "listtext" | "pntext" => Destination::Mark,
        "nesttableprops" => Destination::NestedRow,
        "fldinst" => Destination::Instruction,
        "upr" => Destination::SkippedForUnicode,
        // Boxes and embedded objects as they show.
        "shpinst" | "do" | "result" | "ud" | "shptxt" | "dptxbxtext" => return None,
        _ if is_optional => Destination::Skipped,
        "info" | "colortbl" | "filetbl" | "revtbl" | "listtable" | "listoverridetable" | "rsidtbl" | "xmlnstbl" => {
            Destination::Skipped
        }
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Skipped
        }
        "footnote" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" => Destination::Skipped,
        "annotation" | "atnid" | "atnauthor" | "atndate" | "atntime" | "atnicn" | "atnref" | "atnparent" => {
            Destination::Skipped
        }
        "formfield" | "xe" | "rxe" | "tc" | "tcn" | "txe" | "bkmkstart" | "bkmkend" => Destination::Skipped,
        // The same again for programs that know no boxes or no tables in tables.
        "shprslt" | "nonshppict" | "nonesttables" => Destination::Skipped,
        "pict" | "sp" | "objdata" | "objclass" | "objname" | "mmath" | "moMath" => Destination::Skipped,
        "pntxta" | "pntxtb" | "template" | "generator" | "comment" | "private" | "docvar" => Destination::Skipped,
        _ => return None,
    })
}
