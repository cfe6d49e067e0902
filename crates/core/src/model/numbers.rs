//! Figures: attendance, numbers, survey results, budget and media coverage.

use std::sync::Arc;

use chrono::NaiveDate;

use super::fields::fields;
use super::{Basis, Count, Organisation, Person, Text};

/// The attendance of an event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attendance {
    /// The number of people.
    pub count: Option<Count>,
    /// Which people the count covers.
    pub basis: Option<Basis>,
    /// A description of the people ("guests", "officials and business executives").
    pub label: Option<Text>,
    /// Counts of other moments and of other things.
    pub counts: Vec<Headcount>,
    /// The people in the attendance list, in its order.
    pub people: Vec<Arc<Person>>,
    /// The institutions represented, such as ministries and companies.
    pub institutions: Vec<Arc<Organisation>>,
    /// Breakdowns by gender, country, institution or rank.
    pub breakdowns: Vec<Breakdown>,
}

impl Attendance {
    /// Returns the count of the event as a whole and those of its moments.
    pub fn all_counts(&self) -> impl Iterator<Item = &Count> {
        self.count.iter().chain(self.counts.iter().map(|entry| &entry.count))
    }
}

fields! {
    /// How many there were at a moment of an event, or of something other than people.
    pub struct Headcount {
        /// How many.
        count: Count ["", "39"],
        /// What they were.
        label: Option<Text> ["", "\"participants\""],
        /// The moment, if not the event as a whole.
        at: Option<Text> ["", "\"closing ceremony\""],
    }

    /// What was counted, asked and spent, and who reported.
    pub struct Figures {
        /// Other numbers worth printing.
        numbers: Vec<Number> ["", "[{ count = 112, label = \"years of records\" }]"],
        /// What a survey found.
        survey: Vec<Survey> ["", "[{ question = \"Was it useful?\", sample = 40 }]"],
        /// What was spent.
        budget: Vec<BudgetLine> ["", "[{ item = \"Hall\", amount = \"RM 1,200\" }]"],
        /// Who reported on it.
        coverage: Vec<Coverage> ["", "[{ outlet = \"Westhaven Post\" }]"],
    }

    /// A number worth printing.
    pub struct Number {
        /// The number.
        count: Count ["", "\"about 1,200\""],
        /// What it counts.
        label: Text ["", "\"tide gauges\""],
    }

    /// A number, divided.
    pub struct Breakdown {
        /// By what: gender, country, institution, rank.
        by: Text ["", "\"gender\""],
        /// The parts, which should add up.
        parts: Vec<Number> ["", "[{ label = \"women\", count = 41 }]"],
    }

    /// A question of a survey.
    pub struct Survey {
        /// The question.
        question: Text ["", "\"Was it useful?\""],
        /// The scale of the answers.
        scale: Option<Text> ["", "\"per cent\""],
        /// How many answered.
        sample: Option<u64> ["n", "40"],
        /// The answers, each with its count.
        results: Vec<Number> ["", "[{ label = \"yes\", count = 36 }]"],
    }

    /// A line of the budget.
    pub struct BudgetLine {
        /// What the money was for.
        item: Text ["", "\"Hall\""],
        /// How much, with the currency.
        amount: Text ["S MonetaryAmount", "\"RM 1,200\"", name],
    }

    /// A report in the media.
    pub struct Coverage {
        /// The newspaper, the station, the site.
        outlet: Text ["S publisher", "\"Westhaven Post\"", name],
        /// The headline there.
        title: Option<Text> ["S headline", "\"Harbours compare notes\"", name],
        /// When it appeared.
        date: Option<NaiveDate> ["S datePublished", "2025-05-15"],
        /// Where it can be read.
        url: Option<Text> ["S url", "\"https://post.example/tides\"", name],
    }
}
