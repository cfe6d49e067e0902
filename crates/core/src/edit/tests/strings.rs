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

#[test]
fn what_is_the_same_stays_as_it_is_written() {
    let old = "One. \\\nTwo\\u00a0words. \\\n   Three.\n\nEnd \\\"here\\\".\n";
    let file = |text: &str| format!("a = \"\"\"\n{text}\"\"\"\n");
    let edited = |new: &str, written: &str| check(&file(old), set("a", text(new)), &file(written));
    let now = "One. Two\u{a0}words. Three.\n\nEnd \"here\".\n";
    edited(now, old);
    edited(&now.replace("Three", "Four"), &old.replace("Three", "Four"));
    edited(&now.replace("\".\n", "\".\n\nNew."), &old.replace("\".\n", "\".\n\nNew.\n"));
    edited(&now.replace("Two\u{a0}words. ", ""), &old.replace("Two\\u00a0words. \\\n   ", ""));
    edited(&now.replace("One. ", "One.\n\n"), &old.replace("One. \\\n", "One.\n\n"));
    edited("One. \n", "One. \n");
    check("a = \"caf\\u00e9 x\"\n", set("a", text("café y")), "a = \"caf\\u00e9 y\"\n");
}
