//! What somebody pastes into a form: a list of names, a programme with times, a list of texts. Each
//! is read as the values that it will become, so that it can be shown before it is accepted.
//!
//! Tables come from spreadsheets and word processors as lines whose cells are divided by tabs;
//! everything else as people write lists.

mod cells;
mod columns;
mod people;
mod programme;
mod signing;
mod times;
mod topic;

pub use people::{PastedPeople, PastedPerson, people};
pub use programme::{PastedPart, PastedProgramme, programme};
pub use signing::PastedSigning;
pub use topic::PastedSession;

/// Reads a list of texts, one in a line, without the marks of the list.
pub fn texts(text: &str) -> Vec<String> {
    let lines = cells::cells(text).into_iter().map(|row| row.join(" "));
    let texts = lines.map(|line| people::without_mark(&line).trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_texts_lose_their_marks() {
        assert_eq!(texts("•\tfirst\n2. second\n\n– third\n"), ["first", "second", "third"]);
        assert_eq!(texts("2.5 million boats"), ["2.5 million boats"]);
    }
}
