//! Tables and lists with headers.

use super::*;

const PARTS: &str = "\
title = 'T'

# On the first.
[[parts]]
name = 'one' # c

[[parts.talks]]
by = 'a'

# Between.

[[parts]]
name = 'two'
# left = 'out'

[[photos]]
file = 'p'

# End.
";

#[test]
fn an_item_is_added_behind_the_last_and_what_is_in_it() {
    let part = table([
        ("talks", TomlValue::Array(vec![table([("by", text("x"))])])),
        ("name", text("new")),
    ]);
    let new = "[[parts]]\nname = \"new\"\n\n[[parts.talks]]\nby = \"x\"\n";
    check(
        PARTS,
        insert("parts", 2, part.clone()),
        &PARTS.replace("'out'\n", &format!("'out'\n\n{new}")),
    );
    check(
        PARTS,
        insert("parts", 1, part.clone()),
        &PARTS.replace("'a'\n", &format!("'a'\n\n{new}")),
    );
    check(PARTS, insert("parts", 0, part), &PARTS.replace("# On", &format!("{new}\n# On")));
    check(
        PARTS,
        insert("parts[1].talks", 0, table([("by", text("x"))])),
        &PARTS.replace("'out'\n", "'out'\n\n[[parts.talks]]\nby = \"x\"\n"),
    );
    check(
        PARTS,
        insert("photos", 1, table([("file", text("x"))])),
        &PARTS.replace("'p'\n", "'p'\n\n[[photos]]\nfile = \"x\"\n"),
    );
}

#[test]
fn an_item_is_removed_with_all_that_is_in_it() {
    let first = "# On the first.\n[[parts]]\nname = 'one' # c\n\n[[parts.talks]]\nby = 'a'\n\n";
    check(PARTS, remove("parts[0]"), &PARTS.replace(first, ""));
    check(
        PARTS,
        remove("parts[1]"),
        &PARTS.replace("[[parts]]\nname = 'two'\n# left = 'out'\n\n", ""),
    );
    check(PARTS, remove("photos"), &PARTS.replace("[[photos]]\nfile = 'p'\n\n", ""));
    check("[[a]]\n[[a.b]]\nk = 1\n[[a]]\n", remove("a[0].b[0].k"), "[[a]]\n[[a.b]]\n[[a]]\n");
}

#[test]
fn an_item_moves_with_all_that_is_in_it() {
    let after = "title = 'T'\n\n# Between.\n\n[[parts]]\nname = 'two'\n# left = 'out'\n\n# On the first.\n[[parts]]\nname = 'one' # c\n\n[[parts.talks]]\nby = 'a'\n\n[[photos]]\nfile = 'p'\n\n# End.\n";
    check(PARTS, shift("parts", 0, 1), after);
    let after = "title = 'T'\n\n[[parts]]\nname = 'two'\n# left = 'out'\n\n# On the first.\n[[parts]]\nname = 'one' # c\n\n[[parts.talks]]\nby = 'a'\n\n# Between.\n\n[[photos]]\nfile = 'p'\n\n# End.\n";
    check(PARTS, shift("parts", 1, 0), after);
    check("[[a]]\nk = 1\n[[a]]\nk = 2\n", shift("a", 0, 1), "[[a]]\nk = 2\n[[a]]\nk = 1\n");
    check("[[a]]\nk = 1\n\n[[a]]\nk = 2\n", shift("a", 1, 0), "[[a]]\nk = 2\n\n[[a]]\nk = 1\n");
}

#[test]
fn items_that_are_scattered_are_gathered() {
    let before = "[[a]]\nk = 1\n\n[other]\nx = 1\n\n[a.sub]\ny = 1\n\n[[a]]\nk = 2\n";
    check(
        before,
        shift("a", 0, 1),
        "[other]\nx = 1\n\n[[a]]\nk = 2\n\n[[a]]\nk = 1\n\n[a.sub]\ny = 1\n",
    );
    check(
        before,
        duplicate("a", 0),
        "[[a]]\nk = 1\n\n[other]\nx = 1\n\n[a.sub]\ny = 1\n\n[[a]]\nk = 1\n\n[a.sub]\ny = 1\n\n[[a]]\nk = 2\n",
    );
    check(before, remove("a[0]"), "[other]\nx = 1\n\n[[a]]\nk = 2\n");
}

#[test]
fn a_new_table_comes_where_the_schema_has_it() {
    let order = ["title", "parts", "photos", "credits", "people"];
    let before = "title = 'T'\n\n[[photos]]\nfile = 'p'\n\n[people.a]\nname = 'A'\n";
    let credits = set("credits.writer", text("W"));
    check_in_order(
        before,
        credits,
        &order,
        &before.replace("'p'\n", "'p'\n\n[credits]\nwriter = \"W\"\n"),
    );
    let part = insert("parts", 0, table([("name", text("N"))]));
    check_in_order(
        before,
        part,
        &order,
        &before.replace("[[photos", "[[parts]]\nname = \"N\"\n\n[[photos"),
    );
    let person = set("people.b", table([("name", text("B"))]));
    check_in_order(before, person, &order, &format!("{before}\n[people.b]\nname = \"B\"\n"));
}

#[test]
fn entries_are_written_like_their_neighbours() {
    let person = || table([("name", text("B"))]);
    check("[a]\nname = 'A'\n", set("b", person()), "[a]\nname = 'A'\n\n[b]\nname = \"B\"\n");
    check("x = 1\n", set("people.b", person()), "x = 1\n\n[people.b]\nname = \"B\"\n");
    check(
        "[people]\na = { name = 'A' }\n",
        set("people.b", person()),
        "[people]\na = { name = 'A' }\nb = { name = \"B\" }\n",
    );
    check(
        "  [people.\"a.b\"]\n    name = 'A'\n",
        set("people.b", person()),
        "  [people.\"a.b\"]\n    name = 'A'\n\n  [people.b]\n    name = \"B\"\n",
    );
}

#[test]
fn a_list_grows_in_the_style_of_the_file() {
    let new = || insert("parts[1].talks", 0, table([("by", text("x"))]));
    check(
        "[[parts]]\ntalks = [{ by = 'a' }]\n\n[[parts]]\nname = 'two'\n",
        new(),
        "[[parts]]\ntalks = [{ by = 'a' }]\n\n[[parts]]\nname = 'two'\ntalks = [{ by = \"x\" }]\n",
    );
    check(
        "parts = [{ name = 'a' }, { name = 'b' }]\n",
        new(),
        "parts = [{ name = 'a' }, { name = 'b', talks = [{ by = \"x\" }] }]\n",
    );
}
