//! What somebody pastes into a form: a list of names, a programme with times, paragraphs. Each is
//! read as the values that it will become, so that it can be shown before it is accepted.
//!
//! Tables come from spreadsheets and word processors as lines whose cells are divided by tabs;
//! everything else as people write lists.

mod cells;
mod columns;
mod paragraphs;
mod people;
mod programme;

pub use paragraphs::paragraphs;
pub use people::{PastedPeople, PastedPerson, people};
pub use programme::{PastedPart, PastedProgramme, PastedSession, programme};

/// Returns whether a text has several lines or cells, so that it is more than a line of text.
pub fn is_list(text: &str) -> bool {
    text.trim().contains(['\n', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_is_no_list() {
        assert!(!is_list("Siti Rahman\n"));
        assert!(is_list("Siti Rahman\nBen Adeyemi") && is_list("Siti Rahman\tDirector"));
    }
}
