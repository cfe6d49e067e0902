//! `ambiguous-name`: a shortened name that could refer to more than one person.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::linter::{Check, Lint, Linter};
use super::name_parts::NameParts;
use super::people::all_people;
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "ambiguous-name",
        level: Level::Warning,
        meaning: "A name cut short in prose could mean more than one person of the record.",
        remedy: "Write the whole name.",
        ..Rule::BLANK
    }),
    bad: r#"
lead = "Then Lee spoke."

[[programme]]
title = "Talks"
sessions = [{ speaker = "Samuel Lee" }, { speaker = "David Lee" }]
"#,
    good: r#"
lead = "Then Samuel Lee spoke, and Ada."

[[programme]]
title = "Talks"
sessions = [{ speaker = "Samuel Lee" }, { speaker = "David Lee" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let people = all_people(linter, event);
    let parts = NameParts::of(&people, linter.words());
    for (plain, origin) in linter.proses().iter() {
        let found = parts.parts_outside_full_names(plain);
        let named = if found.is_empty() { HashMap::new() } else { parts.named_in_full(plain) };
        // Parts that stand together are one name: "Muhammad Hafiz".
        let runs = found.chunk_by(|(one, _), (next, _)| plain[one.end..next.start] == *" ");
        for run in runs {
            let (place, token) = &run[0];
            let is_meant =
                |(_, part): &(_, &str)| named.get(part).is_some_and(|start| *start < place.start);
            if run.iter().any(is_meant) {
                continue;
            }
            // Three names are enough to show the ambiguity, even if there are a hundred.
            let who: Vec<_> = bearers(&parts, run).into_iter().take(3).collect();
            let message = match *who {
                [one, other] => message!("`{token}` could be `{one}` or `{other}`"),
                [one, other, third] => {
                    message!("`{token}` could be `{one}` or `{other}` or `{third}`")
                }
                _ => continue,
            };
            let hint = message!("write the whole name");
            linter.report_words(&LINT, origin, token, message, hint);
        }
    }
}

/// The maximum number of people of one name for whom the words beside it are taken into account.
const MAX_NAMESAKES: usize = 64;

/// Returns the names of the people who have all these parts of a name.
fn bearers<'a>(parts: &NameParts<'a>, run: &[(Range<usize>, &'a str)]) -> BTreeSet<&'a str> {
    let all = run.iter().map(|(_, part)| parts.people_named(part));
    let fewest = all.min_by_key(|people| people.len()).unwrap_or_default();
    let people = fewest.iter().take(MAX_NAMESAKES).map(|person| person.name.as_str());
    let has = |name: &str| run.iter().all(|(_, part)| name.split(' ').any(|word| word == *part));
    people.filter(|name| has(name)).collect()
}
