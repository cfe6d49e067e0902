//! Sound files of the repository, and what every finding about a damaged one must be.

use std::fs;
use std::path::Path;

use byline_core::diagnostic::Diagnostic;

/// Reads files of the repository.
pub(crate) fn read(names: &[&str]) -> Vec<Vec<u8>> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |name: &&str| {
        fs::read(repository.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    names.iter().map(read).collect()
}

/// Asserts that findings have words, and that their places are in their files.
pub(crate) fn examine(findings: &[Diagnostic]) {
    for finding in findings {
        assert!(!finding.message.is_empty(), "a finding says nothing: {finding:?}");
        assert_ne!(finding.code.name(), "internal", "{finding:?}");
        let places = finding.place.iter().chain(finding.related.iter().map(|(place, _)| place));
        for place in places {
            let text = place.source.text();
            assert!(text.get(place.range.clone()).is_some(), "it points nowhere: {finding:?}");
        }
        if let Some(place) = &finding.place {
            assert!(place.line_column() <= place.end_line_column(), "{finding:?}");
            place.key_path();
        }
    }
}
