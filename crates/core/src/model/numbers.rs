//! Numbers: who came, what was counted, asked, spent, and who reported.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Basis, Count, Organisation, Person, Text};

/// Who came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attendance {
    /// How many.
    pub count: Option<Count>,
    /// Whom the count counts.
    pub basis: Option<Basis>,
    /// What they were ("guests", "officials and business executives").
    pub label: Option<Text>,
    /// The people that the attendance list names, in its order.
    pub people: Vec<Arc<Person>>,
    /// The ministries and companies that they came from.
    pub institutions: Vec<Arc<Organisation>>,
    /// How they are divided, by gender, country, institution, rank.
    pub breakdowns: Vec<Breakdown>,
}

/// A number worth printing.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The number.
    pub count: Count,
    /// What it counts.
    pub label: Text,
}

/// A number, divided.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// By what ("gender").
    pub by: Text,
    /// The parts, which should add up.
    pub parts: Vec<Number>,
}

/// A question of a survey and its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// The question.
    pub question: Text,
    /// The scale of the answers ("1 to 5", "per cent").
    pub scale: Option<Text>,
    /// How many answered (n).
    pub sample: Option<u64>,
    /// The answers.
    pub results: Vec<Number>,
}

/// A line of the budget.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetLine {
    /// What the money was for.
    pub item: Text,
    /// How much, with the currency ("RM 12,000").
    pub amount: Text,
}

/// A report in the media.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// The newspaper, the station, the site.
    pub outlet: Text,
    /// The headline there.
    pub title: Option<Text>,
    /// When it appeared.
    pub date: Option<NaiveDate>,
    /// Where it can be read.
    pub url: Option<Text>,
}
