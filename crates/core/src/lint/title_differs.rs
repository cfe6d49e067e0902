//! `title-differs`: one person with two titles.

use super::linter::{Check, Lint, Linter};
use super::people::{mentioned, same};
use crate::diagnostic::{Code, Level, Rule};
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "title-differs",
        level: Level::Warning,
        meaning: "One person has two titles in the record.",
        remedy: "Give them one entry, and name its id.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [
  { speaker = { name = "Ada King", title = "Countess" } },
  { speaker = { name = "Ada King", title = "Analyst" } },
]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [
  { speaker = { name = "Ada King", title = "Countess" } },
  { speaker = { name = "Ada Kong", title = "Analyst" } },
]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let mut described = mentioned(event);
    described.retain(|person| person.title.is_some());
    for (index, one) in described.iter().enumerate() {
        for other in &described[index + 1..] {
            let (Some(title), Some(second)) = (&one.title, &other.title) else { continue };
            if same(one, other) && title.as_str() != second.as_str() {
                let message = format!("`{}` is `{title}` elsewhere, and `{second}` here", one.name);
                let hint = "give them one entry under `people`, and name its id";
                linter.report(&LINT, second.origin(), message, hint);
            }
        }
    }
}
