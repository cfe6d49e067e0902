//! Answers what a layout asks about content: its bare words, about how many lines it takes, and
//! where two parts of a line need a space between them.

use byline_core::scripts::is_unspaced;
use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Args, Content, Context, IntoValue, SequenceElem, StyledElem, Value};
use typst::model::{EnumItem, ListItem, ParElem};
use typst::text::TextElem;

/// Returns the bare words of a value: `plain(body)`.
pub(super) fn plain(
    _: &mut Engine<'_>,
    _: Tracked<'_, Context<'_>>,
    args: &mut Args,
) -> SourceResult<Value> {
    Ok(words(&args.expect("body")?).into_value())
}

/// Returns about how many lines a value takes with so many letters in each: `lines-of(body,
/// letters: 62)`. Each paragraph begins a line and has some space after it.
pub(super) fn lines_of(
    _: &mut Engine<'_>,
    _: Tracked<'_, Context<'_>>,
    args: &mut Args,
) -> SourceResult<Value> {
    let letters: Option<f64> = args.named("letters")?;
    let letters = letters.unwrap_or(LETTERS_PER_LINE);
    Ok(match args.expect("body")? {
        Value::Content(body) => lines(&body, letters),
        other => breadth(&words(&other)) / letters,
    }
    .into_value())
}

/// The letters of the reading face in a line of the reading column.
const LETTERS_PER_LINE: f64 = 62.0;

/// The space after a paragraph, in lines.
const PARAGRAPH_GAP: f64 = 0.4;

pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Str(text) => text.as_str().to_owned(),
        Value::Content(body) => body.plain_text().into(),
        _ => String::new(),
    }
}

fn lines(body: &Content, letters: f64) -> f64 {
    let within = |body: &Content| lines(body, letters);
    let of_paragraph = |body: &Content| within(body).ceil() + PARAGRAPH_GAP;
    if let Some(text) = body.to_packed::<TextElem>() {
        breadth(&text.text) / letters
    } else if let Some(sequence) = body.to_packed::<SequenceElem>() {
        sequence.children.iter().map(within).sum()
    } else if let Some(styled) = body.to_packed::<StyledElem>() {
        within(&styled.child)
    } else if let Some(paragraph) = body.to_packed::<ParElem>() {
        of_paragraph(&paragraph.body)
    } else if let Some(item) = body.to_packed::<ListItem>() {
        of_paragraph(&item.body)
    } else if let Some(item) = body.to_packed::<EnumItem>() {
        of_paragraph(&item.body)
    } else {
        match (body.get_by_name("children"), body.get_by_name("body")) {
            (Ok(Value::Array(items)), _) => items
                .into_iter()
                .filter_map(|item| item.cast().ok())
                .map(|item| within(&item))
                .sum(),
            (_, Ok(Value::Content(body))) => within(&body),
            _ => 0.0,
        }
    }
}

/// Returns the width of a text in letters of average width. A full-width character is as wide as
/// two.
fn breadth(text: &str) -> f64 {
    text.chars().map(|char| if is_full(char) { 2.0 } else { 1.0 }).sum()
}

/// Returns whether a character takes a square, as the punctuation of Chinese and Japanese does.
pub(crate) fn is_full(char: char) -> bool {
    is_unspaced(char) || matches!(char, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
}
