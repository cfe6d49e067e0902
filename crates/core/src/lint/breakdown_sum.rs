//! `breakdown-sum`: parts that do not add up to the whole.

use super::counts::{agrees, sum};
use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::message;
use crate::model::{Event, Number, Qualifier, Text};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "breakdown-sum",
        level: Level::Warning,
        meaning: "Parts do not add up to the whole.",
        remedy: "Check both.",
        ..Rule::BLANK
    }),
    bad: r#"
[attendance]
count = 59
breakdown = { by = "gender", parts = [{ label = "women", count = 30 }, { label = "men", count = 28 }] }
"#,
    good: r#"
[attendance]
count = "over 57"
breakdown = { by = "gender", parts = [{ label = "women", count = 30 }, { label = "men", count = 28 }] }
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    attendance(linter, event);
    surveys(linter, event);
}

fn attendance(linter: &mut Linter<'_>, event: &Event) {
    let exact =
        |parts: &[Number]| parts.iter().all(|part| part.count.qualifier == Qualifier::Exact);
    let counts: Vec<_> = event.attendance.all_counts().collect();
    let Some(first) = counts.first().and_then(|count| count.whole()) else { return };
    let institutions = &linter.words().institutions;
    for breakdown in &event.attendance.breakdowns {
        let Some(total) = sum(&breakdown.parts) else { continue };
        // Institutions of several kinds are no people.
        let counted = |text: &Text| {
            let text = text.as_str().to_lowercase();
            text.split(' ').any(|word| institutions.begins(word)) || institutions.is_part_of(&text)
        };
        let is_of_institutions = total < first
            && (breakdown.parts.iter().all(|part| counted(&part.label))
                || counted(&breakdown.by) && total * 2 < first);
        // Parts may divide those of one moment only.
        let agrees = counts.iter().any(|count| agrees(count, total));
        if exact(&breakdown.parts) && !agrees && !is_of_institutions {
            let by = &breakdown.by;
            let message =
                message!("by {by}, the parts add up to {total}, but the count is {first}");
            let hint = message!("check the parts and the count");
            linter.report(&LINT, by.origin(), message, hint);
        }
    }
}

fn surveys(linter: &mut Linter<'_>, event: &Event) {
    let per_cent = &linter.words().per_cent;
    for survey in &event.figures.survey {
        // Means and percentages do not add up to anything.
        let Some(total) = sum(&survey.results) else { continue };
        let asked = survey.sample.filter(|_| !survey.results.is_empty());
        let percent =
            survey.scale.as_ref().is_some_and(|scale| per_cent.is_part_of(scale.as_str()));
        if let Some(asked) = asked.filter(|asked| total != *asked && !percent) {
            let message = message!("the answers add up to {total}, but the sample is {asked}");
            let hint = message!("check the answers and the `sample`");
            linter.report(&LINT, survey.question.origin(), message, hint);
        }
    }
}
