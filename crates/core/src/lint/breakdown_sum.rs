//! `breakdown-sum`: parts that do not add up to the whole.

use super::counts::agrees;
use super::linter::{Check, Lint, Linter};
use crate::diagnostic::{Code, Level, Rule};
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

fn sum(parts: &[Number]) -> u64 {
    parts.iter().map(|part| part.count.value).sum()
}

fn attendance(linter: &mut Linter<'_>, event: &Event) {
    let exact =
        |parts: &[Number]| parts.iter().all(|part| part.count.qualifier == Qualifier::Exact);
    let Some(count) = event.attendance.count else { return };
    let institutions = &linter.words().institutions;
    for breakdown in &event.attendance.breakdowns {
        let total = sum(&breakdown.parts);
        // Institutions of several kinds are no people.
        let counts = |text: &Text| {
            let text = text.as_str().to_lowercase();
            text.split(' ').any(|word| institutions.begins(word)) || institutions.is_part_of(&text)
        };
        let is_of_institutions = total < count.value
            && (breakdown.parts.iter().all(|part| counts(&part.label))
                || counts(&breakdown.by) && total * 2 < count.value);
        if exact(&breakdown.parts) && !agrees(count, total) && !is_of_institutions {
            let message =
                format!("by {}, they add up to {total}, and {} came", breakdown.by, count.value);
            let hint = "check the parts and the count";
            linter.report(&LINT, breakdown.by.origin(), message, hint);
        }
    }
}

fn surveys(linter: &mut Linter<'_>, event: &Event) {
    let per_cent = &linter.words().per_cent;
    for survey in &event.figures.survey {
        let total = sum(&survey.results);
        let asked = survey.sample.filter(|_| !survey.results.is_empty());
        let percent =
            survey.scale.as_ref().is_some_and(|scale| per_cent.is_part_of(scale.as_str()));
        if let Some(asked) = asked.filter(|asked| total != *asked && !percent) {
            let message = format!("the answers add up to {total}, and {asked} answered");
            let hint = "check the answers and the `sample`";
            linter.report(&LINT, survey.question.origin(), message, hint);
        }
    }
}
