//! `same-post`: two people who hold the same leading post.

use super::linter::{Check, Lint, Linter};
use super::people::everybody;
use crate::diagnostic::{Code, Level, Rule};
use crate::model::{Event, Text};

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
    let people = everybody(event);
    for (index, one) in people.iter().enumerate() {
        for other in &people[index + 1..] {
            let (Some(title), Some(at)) = (&one.title, &one.affiliation) else { continue };
            let head = title.as_str().to_lowercase();
            let post = other.title.as_ref().map(Text::as_str) == Some(title.as_str())
                && other.affiliation.as_ref().is_some_and(|a| a.name.as_str() == at.name.as_str());
            if post && heads.contains(&head) && one.name.as_str() != other.name.as_str() {
                let message =
                    format!("`{}` and `{}` are both {title} of {}", one.name, other.name, at.name);
                let hint = "if they are one person, make them one entry with `aliases`";
                linter.report(&LINT, other.name.origin(), message, hint);
            }
        }
    }
}
