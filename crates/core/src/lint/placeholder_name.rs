//! `placeholder-name`: "TBA" or a dash in the place of a name.

use super::linter::{Check, Lint, Linter};
use super::people::mentioned;
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "placeholder-name",
        level: Level::Warning,
        meaning: "A name is not that of a person or an organisation, but says that there is none \
                  yet: \"TBA\", \"None\", a dash. It would be printed as a name.",
        remedy: "Write the name, or remove the key.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [{ title = "Tides", speaker = "TBA" }]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [{ title = "Tides", speaker = "Tab Hunter" }]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let people = mentioned(event).into_iter().map(|person| &person.name);
    let members = event.organisations.iter().flat_map(|(_, members)| members);
    let all = members.chain(&event.attendance.institutions).map(|one| &one.name);
    for name in people.chain(all).collect::<Vec<_>>() {
        let bare = name.as_str().trim_end_matches('.').to_lowercase();
        let is_blank = !bare.contains(char::is_alphanumeric);
        if is_blank || linter.words().placeholders.contains(&bare) {
            let message = message!("`{name}` is not a name");
            let hint = message!("write the name, or remove the key");
            linter.report(&LINT, name.origin(), message, hint);
        }
    }
}
