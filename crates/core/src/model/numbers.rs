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
    /// A count taken at one moment of an event, or of something other than people.
    pub struct Headcount {
        /// The count.
        count: Count ["", "39"],
        /// The people or things counted.
        label: Option<Text> ["", "\"participants\""],
        /// The moment at which they were counted. Default: the event as a whole.
        at: Option<Text> ["", "\"closing ceremony\""],
    }

    /// Numbers, survey results, budget and media coverage.
    pub struct Figures {
        /// Other numbers worth printing.
        numbers: Vec<Number> ["", "[{ count = 112, label = \"years of records\" }]"],
        /// The survey results.
        survey: Vec<Survey> ["", "[{ question = \"Was it useful?\", sample = 40 }]"],
        /// The budget.
        budget: Vec<BudgetLine> ["", "[{ item = \"Hall\", amount = \"RM 1,200\" }]"],
        /// The media coverage.
        coverage: Vec<Coverage> ["", "[{ outlet = \"Westhaven Post\" }]"],
    }

    /// A number worth printing.
    pub struct Number {
        /// The number.
        count: Count ["", "\"about 1,200\""],
        /// What it counts.
        label: Text ["", "\"tide gauges\""],
    }

    /// A number, broken down.
    pub struct Breakdown {
        /// The criterion, such as gender, country, institution or rank.
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
        /// The number of people who answered.
        sample: Option<u64> ["n", "40"],
        /// The answers, each with its count.
        results: Vec<Number> ["", "[{ label = \"yes\", count = 36 }]"],
    }

    /// A line of the budget.
    pub struct BudgetLine {
        /// The item.
        item: Text ["", "\"Hall\""],
        /// The amount, with the currency.
        amount: Text ["S MonetaryAmount", "\"RM 1,200\"", name],
    }

    /// A report in the media.
    pub struct Coverage {
        /// The newspaper, station or website.
        outlet: Text ["S publisher", "\"Westhaven Post\"", name],
        /// The headline of the article.
        title: Option<Text> ["S headline", "\"Harbours compare notes\"", name],
        /// The date of publication.
        date: Option<NaiveDate> ["S datePublished", "2025-05-15"],
        /// The web address.
        url: Option<Text> ["S url", "\"https://post.example/tides\"", name],
    }
}
