//! `outside-parent`: an event whose dates are outside those of its series.

use super::linter::{Check, Lint, Linter};
use crate::diagnostic::Code;
use crate::message::message;
use crate::model::Event;

pub(super) static LINT: Lint = Lint {
    code: Code::OUTSIDE_PARENT,
    bad: r#"
start = 2024-10-31
series = { title = "Week of tides", start = 2024-11-01, end = 2024-11-07 }
"#,
    good: r#"
start = 2024-10-31
series = { title = "Week of tides", start = 2024-10-31, end = 2024-11-07 }
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let Some(series) = &event.occasion.series else { return };
    let start = event.period.start().date;
    let end = event.period.end().map_or(start, |end| end.date);
    if series.start.is_some_and(|first| start < first) || series.end.is_some_and(|last| end > last)
    {
        let title = &series.title;
        let message = message!("the event lies outside `{title}`, which it is part of");
        let hint = message!("check the dates of both");
        linter.report(&LINT, title.origin(), message, hint);
    }
}
