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
    check(
        before,
        set("a[1].m", text("x")),
        "a = [\n  { n = 1 }, # one\n  { n = 2, m = \"x\" },\n]\n",
    );
    check("a = { n = 1 }\n", insert("a", 1, text("x")), "a = [{ n = 1 }, \"x\"]\n");
}

#[test]
fn a_copy_has_the_comments_of_its_item() {
    let before = "a = [\n  { n = 1 }, # one\n  # The last.\n  { n = 2 } # two\n]\n";
    check(
        before,
        duplicate("a", 0),
        "a = [\n  { n = 1 }, # one\n  { n = 1 }, # one\n  # The last.\n  { n = 2 } # two\n]\n",
    );
    check(
        before,
        duplicate("a", 1),
        "a = [\n  { n = 1 }, # one\n  # The last.\n  { n = 2 }, # two\n  # The last.\n  { n = 2 } # two\n]\n",
    );
    check("a = [1, 2] # all\n", duplicate("a", 1), "a = [1, 2, 2] # all\n");
}

#[test]
fn a_shorter_list_keeps_the_items_that_stay() {
    let before = "a = [\n  'b', # one\n  \"\"\"\nc\n\"\"\", # two\n  {d = 1}, # three\n]\n";
    let shorter = TomlValue::Array(vec![text("c"), table([("d", TomlValue::Integer(1))])]);
    check(before, set("a", shorter), &before.replace("  'b', # one\n", ""));
}

/// Makes edits one by one, each in a call of its own.
fn one_by_one(before: &str, edits: &[TomlEdit]) -> Result<String, super::super::Unwritable> {
    edits.iter().try_fold(before.to_owned(), |text, edit| apply(&text, std::slice::from_ref(edit)))
}

#[test]
fn many_items_are_added_as_if_one_by_one() {
    let person = |name: &str| table([("name", text(name)), ("title", text("Chair"))]);
    let nested = table([("name", text("x")), ("venue", table([("city", text("W"))]))]);
    let texts = [text("x"), text("y"), text("long\nand longer"), text("z")];
    let people = [person("x"), person("y"), person("z")];
    let mixed = [text("x"), person("y"), nested.clone(), text("z")];
    let odd = [person("x"), nested, table([]), person("z")];
    for before in [
        "",
        "b = 1\n",
        "a = 'b'\n",
        "a = []\n",
        "a = [\n  # none yet\n]\n",
        "a = ['b']\n",
        "a = ['b','c'] # d\n",
        "a = [ 'b', 'c', ]\n",
        "a = [\n  'b', # one\n  # on c\n  'c', # two\n]\n",
        "a = [\n\t'b', # one\n\t# on c\n\t'c' # two\n\t# end\n]\nd = 1",
        "a = [ 'b'\n    , 'c'\n    ]\n",
        "a = [{ name = 'b' }, { name = 'c' }]\n",
        "[a]\nname = 'b'\n",
        "[[a]]\nname = 'b'\n# on it\n\n# on c\n[[a]]\n  name = 'c'\n\n# end\n[d]\ne = 1\n",
        "  [[a]]\n    name = 'b'\n  [[a]]\n    name = 'c'\n    [a.venue]\n    city = 'E'",
        "[[a]]\n[[a]]\nvenue = { city = 'E' }\n",
    ] {
        for (values, index) in [&texts[..], &people, &mixed, &odd]
            .into_iter()
            .flat_map(|values| (0..3).map(move |index| (values, index)))
        {
            let edits: Vec<_> = (index..)
                .zip(values)
                .map(|(index, value)| insert("a", index, value.clone()))
                .collect();
            assert_eq!(apply(before, &edits), one_by_one(before, &edits), "{before}");
        }
    }
}

#[test]
fn many_entries_are_added_as_if_one_by_one() {
    let person = |name: &str| table([("name", text(name)), ("title", text("Chair"))]);
    let nested = table([("name", text("x")), ("venue", table([("city", text("W"))]))]);
    for before in [
        "",
        "b = 1\n",
        "[a]\n",
        "[a]\nb = { name = 'b' }\n",
        "[a]\nname = 'b'\n\n[a.c]\nname = 'c'\n",
        "[a.b]\nname = 'b'\n# on it\n\n# on c\n[a.c]\nname = 'c'\n# end\n\n# d\n[d]\ne = 1\n",
        "  [a.b]\n    name = 'b'\n  [d]\n  e = 1\n  [a.c]\n  name = 'c'",
        "[a.z]\nname = 'b'\n",
        "a = { b = { name = 'b' } }\n",
        "a.b.name = 'b'\n",
    ] {
        for last in [person("z"), nested.clone(), table([]), text("z")] {
            let new = |key: &str, value: &TomlValue| set(&format!("a.{key}"), value.clone());
            let edits = [
                new("x", &person("x")),
                new("y", &person("y")),
                new("z", &last),
                new("w", &person("w")),
            ];
            assert_eq!(apply(before, &edits), one_by_one(before, &edits), "{before}");
        }
    }
}
