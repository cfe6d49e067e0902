//! Arrays in one line or in many.

use super::*;

#[test]
fn an_item_is_added_in_the_layout_of_the_array() {
    let add =
        |before: &str, index, after: &str| check(before, insert("a", index, text("x")), after);
    add("a = []\n", 0, "a = [\"x\"]\n");
    add("a = [ ]\n", 0, "a = [\"x\"]\n");
    add("a = ['b', 'c']\n", 0, "a = [\"x\", 'b', 'c']\n");
    add("a = ['b','c'] # d\n", 1, "a = ['b',\"x\",'c'] # d\n");
    add("a = [ 'b', 'c', ]\n", 2, "a = [ 'b', 'c', \"x\", ]\n");
    add(
        "a = [\n  'b', # one\n  'c', # two\n]\n",
        2,
        "a = [\n  'b', # one\n  'c', # two\n  \"x\",\n]\n",
    );
    add(
        "a = [\n  'b', # one\n  'c' # two\n]\n",
        2,
        "a = [\n  'b', # one\n  'c', # two\n  \"x\"\n]\n",
    );
    add("a = [\n\t'b',\n\t# on c\n\t'c'\n]\n", 1, "a = [\n\t'b',\n\t\"x\",\n\t# on c\n\t'c'\n]\n");
    add("a = [\n  # none yet\n]\n", 0, "a = [\n  # none yet\n    \"x\",\n]\n");
    add("a = [ 'b'\n    , 'c'\n    ]\n", 2, "a = [ 'b'\n    , 'c', \"x\"\n    ]\n");
    add("b = 1\n", 0, "b = 1\na = [\"x\"]\n");
}

#[test]
fn an_item_is_removed_with_its_comma_and_comments() {
    let cut = |before: &str, index: usize, after: &str| {
        check(before, remove(&format!("a[{index}]")), after);
    };
    cut("a = ['b', 'c', 'd']\n", 0, "a = ['c', 'd']\n");
    cut("a = ['b', 'c', 'd']\n", 1, "a = ['b', 'd']\n");
    cut("a = ['b', 'c', 'd']\n", 2, "a = ['b', 'c']\n");
    cut("a = ['b', 'c', 'd', ]\n", 2, "a = ['b', 'c', ]\n");
    cut(
        "a = [\n  'b', # one\n  # on c\n  'c' # two\n  # end\n]\n",
        1,
        "a = [\n  'b' # one\n  # end\n]\n",
    );
    cut("a = [\n  'b', # one\n  'c', # two\n]\n", 0, "a = [\n  'c', # two\n]\n");
    cut("a = [ 'b' # one\n    , 'c'\n    ]\n", 1, "a = [ 'b' # one\n    ]\n");
}

#[test]
fn an_item_moves_with_its_comments() {
    let go = |before: &str, from, to, after: &str| check(before, shift("a", from, to), after);
    go(
        "a = ['b',  \"c\", d.e]\n".replace("d.e", "{ f = 1 }").as_str(),
        2,
        0,
        "a = [{ f = 1 },  'b', \"c\"]\n",
    );
    go(
        "a = [\n  # on b\n  'b', # one\n  'c' # two\n]\n",
        0,
        1,
        "a = [\n  'c', # two\n  # on b\n  'b' # one\n]\n",
    );
    go(
        "a = [\n  'b', # one\n  'c',\n  'd' # three\n]\n",
        2,
        0,
        "a = [\n  'd', # three\n  'b', # one\n  'c'\n]\n",
    );
    go("a = [\n  'b', # one\n  'c', # two\n]\n", 1, 0, "a = [\n  'c', # two\n  'b', # one\n]\n");
}

#[test]
fn inline_tables_are_items_like_others() {
    let before = "a = [\n  { n = 1 }, # one\n  { n = 2 },\n]\n";
    check(
        before,
        insert("a", 2, table([("n", TomlValue::Integer(3))])),
        "a = [\n  { n = 1 }, # one\n  { n = 2 },\n  { n = 3 },\n]\n",
    );
    check(before, duplicate("a", 0), "a = [\n  { n = 1 }, # one\n  { n = 1 },\n  { n = 2 },\n]\n");
    check(
        before,
        set("a[1].m", text("x")),
        "a = [\n  { n = 1 }, # one\n  { n = 2, m = \"x\" },\n]\n",
    );
    check("a = { n = 1 }\n", insert("a", 1, text("x")), "a = [{ n = 1 }, \"x\"]\n");
}

#[test]
fn a_shorter_list_keeps_the_items_that_stay() {
    let before = "a = [\n  'b', # one\n  \"\"\"\nc\n\"\"\", # two\n  {d = 1}, # three\n]\n";
    let shorter = TomlValue::Array(vec![text("c"), table([("d", TomlValue::Integer(1))])]);
    check(before, set("a", shorter), &before.replace("  'b', # one\n", ""));
}
