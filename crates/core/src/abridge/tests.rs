//! What stories of each length tell of small records.

use std::sync::Arc;

use super::*;
use crate::model::{Slug, Sources};
use crate::parse::{Context, Directory, Draft, Pictures};
use crate::source::Source;

/// A story about the event of a record.
fn story(record: &str, length: StoryLength) -> Story {
    let text = format!("title = 'T'\nstart = 2025-05-14\nmode = 'offline'\n{record}");
    let source = Source::new("records/t.toml", &text);
    let (id, language, directory): (Slug, _, _) =
        ("t".parse().unwrap(), Language::english(), Directory::empty());
    let context =
        Context { id: &id, language: &language, directory: &directory, translations: &[] };
    let reading = Draft::read(&source, &context).complete(&context, &Pictures::default());
    let event = reading.value.unwrap_or_else(|| panic!("{:?}", reading.findings));
    Story {
        event: Arc::new(event),
        sources: Sources::of(source),
        lead: true,
        length,
        headline: None,
        deck: None,
        text: None,
    }
}

/// So many sentences of five words each.
fn sentences(count: usize) -> String {
    "Two harbours kept their records. ".repeat(count)
}

fn session(speaker: &str, summary: &str) -> String {
    format!("[[programme.sessions]]\nspeaker = '{speaker}'\nsummary = '{summary}'\n")
}

/// Everything that is told, in order.
fn words(told: &Told<'_>) -> String {
    let text = |passage: &Passage<'_>| Block::plain(&passage.blocks);
    let sessions = told.parts.iter().flat_map(|part| &part.sessions);
    let summaries = sessions.filter_map(|session| session.summary.as_ref());
    told.text.iter().chain(&told.outcomes).chain(summaries).map(text).collect()
}

#[test]
fn a_brief_is_two_sentences_and_says_what_it_leaves() {
    let record = format!(
        "lead = 'One came. Two came. Three came.'\n[[programme]]\ntitle = 'P'\n{}",
        session("Ana", &sentences(4))
    );
    let story = story(&record, StoryLength::Brief);
    let told = told(&story, &Language::english());
    assert_eq!(words(&told), "One came. Two came.\n");
    assert_eq!(told.left, [(Left::Summary, 1), (Left::Speeches, 1)]);
    assert!(told.photos.is_empty());
}

#[test]
fn a_story_ends_with_its_room_and_in_a_sentence() {
    let speeches: String = ["Ana", "Ben", "Cem", "Dee", "Eva", "Fay"]
        .iter()
        .map(|name| session(name, &sentences(30)))
        .collect();
    let record = format!("lead = '{}'\n[[programme]]\ntitle = 'P'\n{speeches}", sentences(20));
    let story = story(&record, StoryLength::Story);
    let told = told(&story, &Language::english());
    let text = words(&told);
    assert!((250..=350).contains(&length(&text)), "{}", length(&text));
    assert!(text.lines().all(|line| line.trim_end().ends_with("records.")), "{text}");
    let speakers: Vec<_> = told.parts[0].sessions.iter().map(|session| session.place).collect();
    assert_eq!(speakers, [0, 1, 2]);
    // Those of whom a part is told are in the report as well.
    assert_eq!(told.left, [(Left::Speeches, 6)]);
}

#[test]
fn lines_of_minutes_are_no_story() {
    let record = format!(
        "lead = 'They met.'\n[[programme]]\ntitle = 'P'\n{}{}[[programme]]\ntitle = 'Q'\n{}",
        session("Ana", "Asked for closer cooperation."),
        session("Ben", &sentences(4)),
        session("Cem", "Spoke for the university.")
    );
    let story = story(&record, StoryLength::Story);
    let told = told(&story, &Language::english());
    // A part that lost all its sessions goes, too.
    assert_eq!(told.parts.len(), 1);
    assert_eq!(told.parts[0].sessions.iter().map(|session| session.place).collect::<Vec<_>>(), [1]);
    assert_eq!(told.left, [(Left::Speeches, 2)]);
}

#[test]
fn a_record_of_names_alone_tells_who_spoke() {
    let record = "[[programme]]\ntitle = 'P'\n[[programme.sessions]]\nspeaker = 'Ana'\n";
    let story = story(record, StoryLength::Story);
    assert_eq!(told(&story, &Language::english()).parts[0].sessions.len(), 1);
}

#[test]
fn the_best_quotation_is_a_sentence_and_its_speech_is_told() {
    let quoted = |speaker: &str, quote: &str| {
        format!(
            "[[programme.sessions]]\nspeaker = '{speaker}'\nquote = '{quote}'\nsummary = '{}'\n",
            sentences(10)
        )
    };
    let record = format!(
        "[[programme]]\ntitle = 'P'\n{}{}{}{}{}{}",
        quoted("Ana", "a century of our tides"),
        quoted("Ben", "No record is lost that two harbours have kept."),
        quoted("Cem", "Tides"),
        session("Dee", &sentences(10)),
        session("Eva", &sentences(10)),
        session("Fay", &sentences(10)),
    );
    let story = story(&record, StoryLength::Story);
    let told = told(&story, &Language::english());
    let quotes: Vec<_> = told.parts[0]
        .sessions
        .iter()
        .filter_map(|session| Some((session.place, session.quote?)))
        .collect();
    assert_eq!(quotes, [(1, 0)]);
    assert_eq!(told.parts[0].sessions.len(), 4);
}

#[test]
fn outcomes_come_before_speeches_and_the_background_last() {
    let outcome = sentences(3);
    let record = format!(
        "lead = '{}'\nbackground = 'Long ago.'\noutcomes = ['{outcome}', '{outcome}', '{outcome}', 'More.']\n[[programme]]\ntitle = 'P'\n{}",
        sentences(58),
        session("Ana", &sentences(10))
    );
    let story = story(&record, StoryLength::Story);
    let told = told(&story, &Language::english());
    assert_eq!((told.text.len(), told.outcomes.len(), told.parts.len()), (1, 3, 0));
    assert_eq!(told.left, [(Left::Background, 1), (Left::Outcomes, 1), (Left::Speeches, 1)]);
}

#[test]
fn a_chinese_story_is_counted_in_characters() {
    let record = format!("lead = '{}'\n", "七个港口公布百年潮汐记录。".repeat(100));
    let story = story(&record, StoryLength::Story);
    let told = told(&story, &Language::english());
    let characters = words(&told).chars().count();
    assert!((500..=760).contains(&characters), "{characters}");
}

#[test]
fn a_full_story_tells_all_that_a_page_holds() {
    let speeches: String =
        (0..6).map(|place| session(&format!("Ana {place}"), &sentences(20))).collect();
    let record = format!(
        "lead = '{}'\nbackground = 'Long ago.'\n[[programme]]\ntitle = 'P'\n{speeches}",
        sentences(20)
    );
    let story = story(&record, StoryLength::Full);
    let told = told(&story, &Language::english());
    assert_eq!((told.text.len(), told.parts[0].sessions.len()), (2, 6));
    assert_eq!(told.left, [(Left::Speeches, 1)]);
}
