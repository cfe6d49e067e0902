//! Lists, tables and links as they come from other programs.
//!
//! Lists pasted from a word processor become lists of Markdown; numbered lines that Markdown does
//! not know keep to lines of their own. For what prose cannot hold, a remark shows the right form.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::markup::Remark;
use crate::message::message;

/// Returns prose with pasted lists as lists of Markdown. Adds remarks about what prints as
/// written.
pub(super) fn tidied(markdown: &str, remarks: &mut Vec<Remark>) -> String {
    let mut tidied = String::with_capacity(markdown.len());
    let lines: Vec<&str> = markdown.lines().collect();
    for paragraph in lines.chunk_by(|one, next| !one.trim().is_empty() && !next.trim().is_empty()) {
        let rows = rows(paragraph);
        if let Some(row) = example(&rows) {
            remarks.push(Remark {
                excerpt: paragraph[0].trim().to_owned(),
                message: message!("tables are not allowed in this text"),
                hint: message!(
                    "write each row as an item of a list: `{item}`",
                    item = as_item(row),
                ),
            });
        }
        let apart = !rows.is_empty();
        let marks = list_marks(paragraph);
        let numbers = counted(&marks);
        let mut in_list = false;
        for (at, line) in paragraph.iter().enumerate() {
            let next = paragraph.get(at + 1);
            let after_colon = at > 0 && paragraph[at - 1].trim_end().ends_with([':', '：']);
            let may_be_dash = in_list || after_colon || next.is_some_and(|next| is_dash(next));
            let item = bullet(line).or_else(|| dash(line).filter(|_| may_be_dash));
            if let Some((deep, text)) = item {
                tidied.push_str(if deep && in_list { "  - " } else { "- " });
                tidied.push_str(text);
                in_list = true;
            } else if let (Some(mark), Some(number)) = (marks[at], numbers[at]) {
                tidied.push_str(&mark.replacen('1', &number.to_string(), 1));
                tidied.push_str(&line[mark.len()..]);
            } else {
                tidied.push_str(line);
            }
            // Two spaces at its end keep a line apart from the next.
            if next.is_some() && (apart || marks.get(at + 1).is_some_and(Option::is_some)) {
                tidied.push_str("  ");
            }
            tidied.push('\n');
        }
    }
    remark_on_links(markdown, remarks);
    remark_on_notes(markdown, remarks);
    tidied
}

/// The bullets of word processors, each with whether it begins an item inside another.
const BULLETS: [(char, bool); 16] = [
    ('•', false),
    ('●', false),
    ('○', true),
    ('◦', true),
    ('‣', false),
    ('▪', false),
    ('▫', true),
    ('■', false),
    ('◆', false),
    ('➢', false),
    ('✓', false),
    ('\u{f0b7}', false),
    ('\u{f0a7}', true),
    ('\u{f0d8}', false),
    ('\u{f0fc}', false),
    ('\u{f02d}', false),
];

/// The bullets that are also letters and signs: those that a tab follows. Word writes the bullets
/// of its fonts Symbol, Courier and Wingdings so.
const WITH_TAB: [(char, bool); 5] =
    [('·', false), ('o', true), ('§', true), ('Ø', false), ('ü', false)];

/// Returns the text of a line that begins with a bullet, and whether it is an item inside another.
fn bullet(line: &str) -> Option<(bool, &str)> {
    let text = line.trim_start();
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let of = |list: &[(char, bool)]| list.iter().find(|(char, _)| *char == first).copied();
    let inside = if let Some((_, inside)) = of(&BULLETS) {
        inside
    } else {
        let follows = rest.starts_with('\t') || (first == '·' && rest.starts_with(' '));
        of(&WITH_TAB).filter(|_| follows)?.1
    };
    let text = rest.trim_start();
    (!text.is_empty()).then_some((inside, text))
}

/// Returns the text of a line that begins with a dash, which may also be a dash of a sentence.
fn dash(line: &str) -> Option<(bool, &str)> {
    let rest = line.trim_start().strip_prefix(['–', '−'])?;
    let text = rest.trim_start();
    (rest.len() > text.len() && !text.is_empty()).then_some((false, text))
}

fn is_dash(line: &str) -> bool {
    dash(line).is_some()
}

/// Returns for each line of a paragraph the number or the letter of a list with which it begins,
/// such as `(a)`, `2)` or `三、`. A single such line may be a sentence.
pub(crate) fn list_marks<'l>(paragraph: &[&'l str]) -> Vec<Option<&'l str>> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        let han = "[一二三四五六七八九十]{1,3}";
        let label = format!(
            r"^\s*(?:(?<open>[(（])(?<in>[a-zA-Z]|[ivx]{{1,5}}|\d{{1,2}}|{han})[)）]\s*|(?<free>[a-zA-Z]|[ivx]{{1,5}}|\d{{1,2}})[.)]\s+|(?<close>\d{{1,2}}[.．、）)]|{han}、|[①-⑳]|[０-９]{{1,2}}[．、）.)])\s*[^\d\s])"
        );
        Regex::new(&label).expect("the pattern is fixed")
    });
    // Lines of one list have marks of one form.
    let forms: Vec<_> =
        paragraph.iter().map(|line| LABEL.captures(line).as_ref().map(form)).collect();
    let mut lists: HashMap<(u8, u8), (usize, bool)> = HashMap::new();
    for form in forms.iter().flatten() {
        let (count, begins) = lists.entry(form.class).or_default();
        *count += 1;
        *begins |= form.is_first;
    }
    let is_list =
        |form: &LabelForm| lists.get(&form.class).is_some_and(|(n, begins)| *n > 1 && *begins);
    let marks = forms.iter().zip(paragraph).map(|(form, line)| {
        let form = form.as_ref().filter(|form| is_list(form))?;
        Some(&line[..form.end])
    });
    marks.collect()
}

/// Returns the number of each line if all marks of a list are 1, as in text from programs that
/// number the items themselves.
fn counted(marks: &[Option<&str>]) -> Vec<Option<usize>> {
    let figure = |mark: &str| mark.trim_matches(|char: char| !char.is_alphanumeric()).to_owned();
    let is_one = |mark: &str| figure(mark) == "1";
    if marks.iter().flatten().filter(|mark| is_one(mark)).count() < 2
        || !marks.iter().flatten().all(|mark| is_one(mark))
    {
        return vec![None; marks.len()];
    }
    let mut number = 0;
    let count = |mark: Option<&str>| {
        number += usize::from(mark.is_some());
        mark.map(|_| number)
    };
    marks.iter().copied().map(count).collect()
}

/// The form of a mark of a list.
struct LabelForm {
    /// Where the mark ends in its line.
    end: usize,
    /// What marks of one list share.
    class: (u8, u8),
    /// Whether a list begins with it.
    is_first: bool,
}

fn form(captures: &Captures<'_>) -> LabelForm {
    let groups = ["in", "free", "close"];
    let (group, mark) = (0..)
        .zip(groups)
        .find_map(|(number, group)| Some((number, captures.name(group)?.as_str())))
        .unwrap_or_default();
    let class = match mark.chars().next() {
        Some(char) if char.is_ascii_lowercase() => 0,
        Some(char) if char.is_ascii_uppercase() => 1,
        Some(char) if char.is_ascii_digit() => 2,
        _ => 3,
    };
    let is_first = mark.starts_with(['a', 'A', 'i', 'I', '1', '一', '①', '１']);
    // Behind some marks, the pattern has the first character of the text.
    let end = captures.name("close").map_or(captures[0].len(), |close| close.end());
    LabelForm { end, class: (group, class), is_first }
}

/// Returns the cells of each row if a paragraph is a table: lines that begin with `|`, or that
/// have tabs between their words.
fn rows(paragraph: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str, mark: char| -> Vec<String> {
        let line = line.trim().trim_matches('|');
        line.split(mark).map(|cell| cell.trim().to_owned()).collect()
    };
    let is_row = |line: &&str| line.trim().starts_with('|') && line.trim()[1..].contains('|');
    if paragraph.iter().filter(|line| is_row(line)).count() > 1 {
        return paragraph.iter().map(|line| cells(line, '|')).collect();
    }
    let has_tab = |line: &&str| line.trim().contains('\t') && bullet(line).is_none();
    if paragraph.len() > 1 && paragraph.iter().all(has_tab) {
        return paragraph.iter().map(|line| cells(line, '\t')).collect();
    }
    vec![]
}

/// Returns the first row of a table that is not its head.
fn example(rows: &[Vec<String>]) -> Option<&Vec<String>> {
    let said = |row: &&Vec<String>| row.iter().any(|cell| is_word(cell));
    // A line under the head parts it from the others.
    let head = rows.iter().position(|row| !said(&row));
    rows.iter().skip(head.unwrap_or_default()).find(said).or_else(|| rows.iter().find(said))
}

fn is_word(cell: &str) -> bool {
    cell.contains(char::is_alphanumeric)
}

/// Writes a row of a table as an item of a list.
fn as_item(row: &[String]) -> String {
    let mut cells = row.iter().filter(|cell| is_word(cell)).map(String::as_str);
    let first = cells.next().unwrap_or_default();
    let rest: Vec<_> = cells.collect();
    if rest.is_empty() { format!("- {first}") } else { format!("- {first}: {}", rest.join(", ")) }
}

/// Remarks on what looks like a link and is none.
fn remark_on_links(markdown: &str, remarks: &mut Vec<Remark>) {
    static LINK: LazyLock<Regex> = LazyLock::new(|| {
        let address = r"\s*(?:https?://|mailto:|www\.)[^()\n]*(?:\([^()\n]*\)[^()\n]*)*";
        let link =
            format!(r"\[([^\[\]\n]+)\]([ \t]*)\(({address})\)|\(([^()\n]+)\)\[({address})\]");
        Regex::new(&link).expect("the pattern is fixed")
    });
    for link in LINK.captures_iter(markdown) {
        let part = |number| link.get(number).map_or("", |part| part.as_str());
        let (words, address, message) = if part(5).is_empty() {
            let address = part(3).trim();
            let has_title = address
                .split_once(' ')
                .is_some_and(|(_, title)| title.trim().starts_with(['"', '\'']));
            if !part(2).is_empty() {
                let message =
                    message!("there is a space between the text and the address of this link");
                (part(1), address, message)
            } else if address.contains(char::is_whitespace) && !has_title {
                (part(1), address, message!("the address of this link contains a space"))
            } else {
                continue;
            }
        } else {
            let message = message!("the round and square brackets of this link are swapped");
            (part(4), part(5).trim(), message)
        };
        let hint = message!("write `{text}`", text = format!("[{words}]({})", typed(address)));
        remarks.push(Remark { excerpt: link[0].to_owned(), message, hint });
    }
}

/// Returns an address as a link takes it.
pub(super) fn typed(address: &str) -> String {
    let address = address.split_whitespace().collect::<Vec<_>>().join("%20");
    if address.starts_with("www.") { format!("https://{address}") } else { address }
}

/// Remarks on footnotes.
fn remark_on_notes(markdown: &str, remarks: &mut Vec<Remark>) {
    static NOTE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\[\^([^\]\n]+)\](:?)").expect("the pattern is fixed"));
    // All of them make one finding.
    if let Some(note) = NOTE.captures(markdown) {
        let definition = format!("[^{}]:", &note[1]);
        let text = markdown.split_once(&definition).map(|(_, text)| text.trim_start());
        let text = text.and_then(|text| text.lines().next()).map_or("…", str::trim);
        let message = message!("footnotes are not allowed in this text");
        let hint = message!("write the note in brackets in place of its mark: `({text})`");
        remarks.push(Remark { excerpt: note[0].to_owned(), message, hint });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<String>) {
        let mut remarks = Vec::new();
        let tidied = tidied(text, &mut remarks);
        (tidied, remarks.into_iter().map(|remark| remark.hint.to_string()).collect())
    }

    #[test]
    fn pasted_lists_become_lists() {
        for (text, meant) in [
            ("Agreed:\n• a\n• b\n– c", "Agreed:\n- a\n- b\n- c\n"),
            ("\u{f0b7}\ta\no\tb\n\u{f0b7} c", "- a\n  - b\n- c\n"),
            ("·\ta\n§\tb", "- a\n  - b\n"),
            ("He came\n– as ever – late.", "He came\n– as ever – late.\n"),
            ("Two:\n– a\n– b", "Two:\n- a\n- b\n"),
            ("over there, o my", "over there, o my\n"),
            ("Agreed:\n(a) alpha\n(b) beta\nmore", "Agreed:  \n(a) alpha  \n(b) beta\nmore\n"),
            ("a. alpha\nb. beta", "a. alpha  \nb. beta\n"),
            ("一、甲\n二、乙", "一、甲  \n二、乙\n"),
            ("(1)甲\n(2)乙", "(1)甲  \n(2)乙\n"),
            ("1.甲\n2.乙", "1.甲  \n2.乙\n"),
            ("1. a\n1. b\n1. c", "1. a  \n2. b  \n3. c\n"),
            ("So:\n1) a\n1) b", "So:  \n1) a  \n2) b\n"),
            ("(1) 11 a\n(1) 11 b", "(1) 11 a  \n(2) 11 b\n"),
            ("said Clause\n(b) holds", "said Clause\n(b) holds\n"),
            ("in\n2.5 million\n3.5 million", "in\n2.5 million\n3.5 million\n"),
        ] {
            assert_eq!(read(text), (meant.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn what_prose_cannot_hold_is_shown_in_another_form() {
        for (text, hint) in [
            ("| Item | Cost |\n|---|---|\n| Hall | 5 |", "`- Hall: 5`"),
            ("Hall\t5\nBoat\t6", "`- Hall: 5`"),
            ("[the map](https://x.example/a map)", "`[the map](https://x.example/a%20map)`"),
            ("[the map] (www.x.example)", "`[the map](https://www.x.example)`"),
            ("(the map)[https://x.example]", "`[the map](https://x.example)`"),
            ("See[^1].\n\n[^1]: Page 5", "`(Page 5)`"),
        ] {
            let (_, hints) = read(text);
            assert!(hints.len() == 1 && hints[0].contains(hint), "{text}: {hints:?}");
        }
        for fine in ["[a](https://x.example/a_(b))", "[a] (b)", "a\tb", "[a](https://x \"t\")"] {
            assert_eq!(read(fine).1, Vec::<String>::new(), "{fine}");
        }
    }
}
