//! Markup in a line of text, which prints as written: only prose has any.

use std::sync::LazyLock;

use regex::Regex;

use super::super::markup::Remark;
use crate::message::message;

/// Returns remarks about the markup in a line of text, each with the words to write instead.
pub(crate) fn markup_in_line(line: &str) -> Vec<Remark> {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        let link = r"\[(?<words>[^\[\]]+)\]\((?<address>(?:https?://|mailto:)[^()]*)\)";
        let strong = r"\*\*(?<strong>[^*]+)\*\*";
        let tag =
            r"</?(?i:a|b|br|div|em|font|h[1-6]|i|li|ol|p|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>";
        Regex::new(&format!("{link}|{strong}|{tag}")).expect("the pattern is fixed")
    });
    if !line.contains("](") && !line.contains("**") && !line.contains('<') {
        return vec![];
    }
    let found = MARKUP.captures_iter(line).map(|found| {
        let part = |name| found.name(name).map(|part| part.as_str());
        let (message, hint) = if let (Some(words), Some(address)) = (part("words"), part("address"))
        {
            let address = address.split("//").last().unwrap_or_default();
            let address = address.trim_start_matches("mailto:");
            let hint = message!("write `{text}`", text = format!("{words} ({address})"));
            (message!("links are not allowed in a line of text"), hint)
        } else if let Some(words) = part("strong") {
            (
                message!("emphasis is not allowed in a line of text"),
                message!("write `{text}`", text = words),
            )
        } else {
            (
                message!("HTML is not allowed in a line of text"),
                message!("remove `{text}`", text = found[0]),
            )
        };
        Remark { excerpt: found[0].to_owned(), message, hint }
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_found_and_signs_are_left_alone() {
        for (line, hint) in [
            ("[the form](https://x.example/a)", "write `the form (x.example/a)`"),
            ("[us](mailto:a@x.example)", "write `us (a@x.example)`"),
            ("a **big** day", "write `big`"),
            ("one<br>two", "remove `<br>`"),
        ] {
            assert_eq!(markup_in_line(line)[0].hint, hint);
        }
        for line in ["2 ** 3", "a < b > c", "[draft] (x)", "<3 people>"] {
            assert_eq!(markup_in_line(line), [], "{line}");
        }
    }
}
