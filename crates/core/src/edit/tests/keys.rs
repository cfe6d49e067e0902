//! Keys and their values.

use super::*;

#[test]
fn a_value_is_replaced_and_nothing_else() {
    let before = "# Top\n\ntitle   =  'Tides' # as printed\nstart = 2025-05-14\n\n[venue]\nname = \"Hall\"\n";
    check(before, set("title", text("Harbours")), &before.replace("Tides", "Harbours"));
    check(before, set("title", text("O'Brien")), &before.replace("'Tides'", "\"O'Brien\""));
    check(
        before,
        set("venue.name", text("A \"b\" \\")),
        &before.replace("Hall", "A \\\"b\\\" \\\\"),
    );
    check(
        before,
        set("start", TomlValue::Datetime("2025-06-01".parse().unwrap())),
        &before.replace("05-14", "06-01"),
    );
    check(before, set("title", TomlValue::Integer(3)), &before.replace("'Tides'", "3"));
    check(before, set("title", text("Tides")), before);
}

#[test]
fn what_is_inside_is_changed_one_by_one() {
    let before =
        "venue = { name = 'Hall', city = 'Westhaven' } # there\nspeaker = ['a', \"b\", 'c']\n";
    let venue = table([("city", text("Easthaven")), ("name", text("Hall"))]);
    check(before, set("venue", venue), &before.replace("West", "East"));
    let speakers = TomlValue::Array(vec![text("a"), text("x"), text("c")]);
    check(before, set("speaker", speakers), &before.replace("\"b\"", "\"x\""));
    let speakers = TomlValue::Array(vec![text("a"), text("c")]);
    check(before, set("speaker", speakers), &before.replace("\"b\", ", ""));
}

#[test]
fn a_new_key_comes_behind_the_last_of_its_table() {
    let before =
        "title = 'Tides'\n\n# The place\n[venue]\nname = 'Hall'\n\n[venue.map]\nsheet = 3\n";
    check(
        before,
        set("mode", text("online")),
        &before.replace("'Tides'\n", "'Tides'\nmode = \"online\"\n"),
    );
    check(
        before,
        set("venue.city", text("W")),
        &before.replace("'Hall'\n", "'Hall'\ncity = \"W\"\n"),
    );
    check(
        before,
        set("venue.map.\"a b\"", TomlValue::Boolean(true)),
        &format!("{before}\"a b\" = true\n"),
    );
}

#[test]
fn a_new_key_follows_the_order_of_the_schema() {
    let order = ["title", "start", "end", "mode"];
    let before = "# Top\ntitle = 'Tides'\n\nstart = 2025-05-14 # first\n\nmode = 'online'\n";
    let end = TomlValue::Datetime("2025-05-15".parse().unwrap());
    let after = before.replace("first\n", "first\nend = 2025-05-15\n");
    check_in_order(before, set("end", end), &order, &after);
    let before = "# Top\nmode='online'\n\n[a]\n";
    check_in_order(
        before,
        set("title", text("T")),
        &order,
        &before.replace("mode", "title=\"T\"\nmode"),
    );
}

#[test]
fn equals_signs_stay_aligned() {
    let before = "  title = 'Tides'\n  mode  = 'online'\n";
    check(before, set("end", TomlValue::Integer(1)), &format!("{before}  end   = 1\n"));
}

#[test]
fn the_first_key_stands_above_the_headers() {
    check("", set("title", text("T")), "title = \"T\"\n");
    check("# Top\n", set("title", text("T")), "# Top\n\ntitle = \"T\"\n");
    check("# Top\n\n[a]\n", set("title", text("T")), "# Top\n\ntitle = \"T\"\n\n[a]\n");
    check("#:schema x\n[a]\n", set("title", text("T")), "#:schema x\n\ntitle = \"T\"\n\n[a]\n");
    check("[a] # empty\n[b]\n", set("a.k", TomlValue::Integer(1)), "[a] # empty\nk = 1\n[b]\n");
}

#[test]
fn dotted_keys_and_implied_tables_are_met_in_their_style() {
    check(
        "venue . name = 'Hall'\nx = 1\n",
        set("venue.city", text("W")),
        "venue . name = 'Hall'\nvenue.city = \"W\"\nx = 1\n",
    );
    check(
        "a = { b.c = 1, d = 2 }\n",
        set("a.b.x", TomlValue::Integer(3)),
        "a = { b.c = 1, b.x = 3, d = 2 }\n",
    );
    check("[a.b]\nc = 1\n", set("a.x", TomlValue::Integer(3)), "[a]\nx = 3\n\n[a.b]\nc = 1\n");
    check("a = {}\n", set("a.b", TomlValue::Integer(3)), "a = { b = 3 }\n");
    check("a = {b=1}\n", set("a.c", TomlValue::Integer(3)), "a = {b=1, c=3}\n");
}

#[test]
fn a_removed_key_takes_its_line_and_its_comment() {
    let before = "# Top\ntitle = 'T'\n# stays\nend = 1 # goes\nmode = 2\n";
    check(before, remove("end"), &before.replace("end = 1 # goes\n", ""));
    check("a = 1\n\nb = 2\n\nc = 3\n", remove("b"), "a = 1\n\nc = 3\n");
    check("a = 1\n\nb = 2\n", remove("b"), "a = 1\n");
    check("a = 1\n", remove("x.y"), "a = 1\n");
    check("a = { b = 1, c = 2 }\n", remove("a.b"), "a = { c = 2 }\n");
    check("a = { b = 1, c = 2 }\n", remove("a.c"), "a = { b = 1 }\n");
    check("a = { b.c = 1, d = 2, b.e = 3 }\n", remove("a.b"), "a = { d = 2 }\n");
}

#[test]
fn what_is_left_empty_goes_unless_it_holds_a_comment() {
    check("x = 1\n\n[venue]\nname = 'H'\n\n[y]\n", remove("venue.name"), "x = 1\n\n[y]\n");
    check("x = 1\nvenue = { name = 'H' }\n", remove("venue.name"), "x = 1\n");
    check("x = 1\nvenue.name = 'H'\n", remove("venue.name"), "x = 1\n");
    check("x = 1\nspeaker = ['a'] # only\n", remove("speaker[0]"), "x = 1\n");
    check(
        "x = 1\n\n[venue] # note\nname = 'H'\n",
        remove("venue.name"),
        "x = 1\n\n[venue] # note\n",
    );
    check("[[photos]]\nfile = 'a'\n", remove("photos[0].file"), "[[photos]]\n");
    check("x = 1\n\n[a.b.c]\nk = 1\n", remove("a.b.c.k"), "x = 1\n");
}

#[test]
fn a_value_alone_is_a_list_of_one() {
    check("venue = 'Hall' # c\n", set("venue[0]", text("Quay")), "venue = 'Quay' # c\n");
    check("[venue]\nname = 'H'\n", set("venue[0].name", text("Q")), "[venue]\nname = 'Q'\n");
    check("speaker = 'ben'\n", insert("speaker", 1, text("x")), "speaker = ['ben', \"x\"]\n");
    check("speaker = 'ben'\n", insert("speaker", 0, text("x")), "speaker = [\"x\", 'ben']\n");
    check("speaker = 'ben'\n", remove("speaker[0]"), "");
    check(
        "[v]\na = 1\n\n[v.s]\nb = 2\n",
        insert("v", 1, table([("a", TomlValue::Integer(3))])),
        "[[v]]\na = 1\n\n[v.s]\nb = 2\n\n[[v]]\na = 3\n",
    );
}

#[test]
fn a_header_below_its_tables_moves_above_them_to_head_an_item() {
    check(
        "[v.s] # sub\nb = 2\n\n[x]\n\n# On v.\n[v] # c\na = 1\n",
        insert("v", 1, table([("a", TomlValue::Integer(3))])),
        "# On v.\n[[v]] # c\na = 1\n\n[v.s] # sub\nb = 2\n\n[[v]]\na = 3\n\n[x]\n",
    );
}

#[test]
fn what_cannot_be_written_is_refused() {
    refuse("title = ", set("title", text("x")));
    refuse("title = 'x'\n", set("title.en", text("x")));
    refuse("a = [1]\n", insert("a", 3, text("x")));
    refuse("a = [1]\n", shift("a", 0, 1));
    refuse("[[a]]\n", insert("a", 1, text("x")));
}
