//! What somebody types or pastes comes out right on paper, or a finding says what to write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, SMALL};

/// Builds a report with a lead and returns the project.
fn with_lead(lead: &str) -> Project {
    let project = Project::new();
    project.write("records/a.toml", format!("{SMALL}lead = '''\n{lead}'''\n"));
    project
}

/// Returns the words of the report with a lead.
fn printed(lead: &str) -> String {
    let project = with_lead(lead);
    project.build();
    project.words("output/a-report.pdf")
}

#[test]
fn apostrophes_feet_and_inches_are_printed() {
    for (lead, words) in [
        ("In the '90s, rock 'n' roll.", "In the ’90s, rock ’n’ roll."),
        ("A 6' 2\" mast, a 3' x 4' board.", "A 6′ 2″ mast, a 3′ x 4′ board."),
        ("'Twas the class of '98; get 'em.", "’Twas the class of ’98; get ’em."),
        (
            "Health (MOH)'s plan. \"I say, 'tis a pity,\" he said.",
            "Health (MOH)’s plan. “I say, ’tis a pity,” he said.",
        ),
        (
            "*Tide*'s end, **Board**'s seat; the \"Forum\"'s",
            "Tide’s end, Board’s seat; the “Forum”’s",
        ),
        (
            "\"What's 'new'?\" 50%'s; C++'s; 中国's port.",
            "“What’s ‘new’?” 50%’s; C++’s; 中国’s port.",
        ),
    ] {
        let text = printed(lead);
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// Managers read prints: the address of a link is on paper, once.
#[test]
fn addresses_of_links_are_on_paper() {
    let text = printed(
        "Sign [the pledge](https://forms.example/pledge-2025) or [write to us]\
         (mailto:press@westport.example?subject=Pledge). See <https://tide.example/> and \
         [tide.example](https://tide.example).",
    );
    for words in [
        "the pledge (forms.example/pledge-2025)",
        "write to us (press@westport.example).",
        "See https://tide.example/ and tide.example.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
