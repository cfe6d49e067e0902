//! Quotation marks and line breaks.

use super::*;

#[test]
fn a_string_keeps_its_quotation_marks() {
    let quoted = |old: &str, new: &str, written: &str| {
        let file = |value: &str| format!("a = {value} # c\nb = 1\n");
        check(&file(old), set("a", text(new)), &file(written));
    };
    quoted("'x'", "C:\\y", "'C:\\y'");
    quoted("'x'", "it's", "\"it's\"");
    quoted("\"x\"", "é \u{7f}\t", "\"é \\u007F\\t\"");
    quoted("\"x\"", "one\ntwo", "\"\"\"\none\ntwo\n\"\"\"");
    quoted("\"\"\"\nx\n\"\"\"", "one", "\"\"\"\none\n\"\"\"");
    quoted("\"\"\"\nx\n\"\"\"", "one\n\ntwo\n", "\"\"\"\none\n\ntwo\n\"\"\"");
    quoted("\"\"\"x\"\"\"", "one\ntwo", "\"\"\"one\ntwo\"\"\"");
    quoted("\"\"\"x\"\"\"", "\none", "\"\"\"\n\none\"\"\"");
    quoted("\"\"\"x\"\"\"", "a \"\"\"\"b\"\" \\ \"", "\"\"\"a \"\"\\\"\"b\"\" \\\\ \\\"\"\"\"");
    quoted("'''\nx\n'''", "a\\b\n'c'", "'''\na\\b\n'c'\n'''");
    quoted("'''\nx\n'''", "a'''b", "\"\"\"\na'''b\n\"\"\"");
    quoted("\"\"\"\nx\n\"\"\"", "", "\"\"\"\n\"\"\"");
    quoted("\"\"\"\n\"\"\"", "y", "\"\"\"\ny\n\"\"\"");
}
