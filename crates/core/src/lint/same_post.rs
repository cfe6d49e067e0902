//! `same-post`: two people who hold the same leading post.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::iter;
use std::sync::Arc;

use super::linter::{Check, Lint, Linter};
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::organisation_forms;
use crate::message::message;
use crate::model::{Event, Organisation, Person};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "same-post",
        level: Level::Warning,
        meaning: "Two people have the same leading post at one organisation. Often they are one \
                  person under two names.",
        remedy: "Make them one entry with `aliases`.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [{ speaker = "samuel-lee" }, { speaker = "li-taikang" }]

[people.samuel-lee]
name = "Samuel Lee"
title = "CEO"
affiliation = "MCBC"

[people.li-taikang]
name = "Li Taikang"
title = "CEO"
affiliation = "MCBC"
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [{ speaker = "Samuel Lee" }, { speaker = "Li Taikang" }]

[people.samuel-lee]
name = "Samuel Lee"
aliases = ["Li Taikang"]
title = "CEO"
affiliation = "MCBC"
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let heads = &linter.words().heads;
    let mut first: BTreeMap<(String, Vec<String>), &Arc<Person>> = BTreeMap::new();
    for person in all_people(linter, event) {
        let (Some(title), Some(at)) = (&person.title, &person.affiliation) else { continue };
        if !heads.contains(&title.as_str().to_lowercase()) {
            continue;
        }
        match first.entry((title.as_str().to_lowercase(), departments(at))) {
            Entry::Vacant(post) => _ = post.insert(person),
            Entry::Occupied(post) => {
                let (one, other) = (&post.get().name, &person.name);
                let message =
                    message!("`{one}` and `{other}` are both {title} of {at}", at = at.name);
                let hint = message!("if they are one person, make them one entry with `aliases`");
                linter.report(&LINT, other.origin(), message, hint);
            }
        }
    }
}

/// Returns the names of an organisation and of those that it is a part of: each faculty has a
/// dean of its own.
fn departments(organisation: &Arc<Organisation>) -> Vec<String> {
    let all = iter::successors(Some(organisation), |one| one.parent.as_ref());
    all.filter_map(|one| organisation_forms(one.name.as_str()).into_iter().next_back()).collect()
}
