//! Converts texts for readers of one language, or of two. A text that the record does not provide
//! in the language of the readers falls back to the record's own language.

use std::sync::LazyLock;

use typst::foundations::{Content, Label, NativeElement};
use typst::layout::{BlockBody, BlockElem};
use typst::model::ParElem;
use typst::syntax::Span;
use typst::text::SpaceElem;
use typst::utils::PicoStr;

use super::content::{
    TextLanguages, blocks, in_language, labelled, spoken, words, words_in_pieces,
};
use super::spot::Spot;
use super::values::Composer;
use byline_core::abridge::Passage;
use byline_core::lint::asked_for;
use byline_core::locale::Locale;
use byline_core::model::{Localised, Period, Prose, Text};

/// The label of a text that still has to be filled in.
const UNFILLED_LABEL: &str = "unfilled";

impl Composer<'_> {
    pub(super) fn optional(&self, text: Option<&Text>) -> Option<Content> {
        text.map(|text| self.text(text))
    }

    pub(super) fn text(&self, text: &Text) -> Content {
        let said = |locale: &Locale| {
            let Localised { text, foreign } = text.to_reader(self.main, &locale.language);
            self.note(text.as_str());
            let languages = (locale, foreign.unwrap_or(&locale.language));
            let span = self.span(text.origin());
            let content = match asked_for(text.as_str()) {
                None => words(text.as_str(), span, languages),
                Some(asked) => slot(asked, span, languages),
            };
            (text, in_language(content, foreign))
        };
        let (first, content) = said(self.locale);
        let second = self.second.and_then(|locale| {
            let (second, content) = said(locale);
            // Print the text once if it is the same in both languages.
            let differs = second.as_str() != first.as_str();
            differs.then(|| spoken(content, &locale.language).labelled(*SECOND_LABEL))
        });
        match second {
            None => content,
            Some(second) => content + SpaceElem::shared().clone() + second,
        }
    }

    pub(super) fn prose(&self, prose: Option<&Prose>) -> Option<Content> {
        let said = |prose: &Prose, locale: &Locale| {
            let Localised { text, foreign } = prose.to_reader(self.main, &locale.language);
            let (plain, span) = (text.plain(), self.span(text.origin()));
            self.note(&plain);
            match asked_for(&plain) {
                None => blocks(text.blocks(), span, (locale, foreign)),
                Some(asked) => {
                    let languages = (locale, foreign.unwrap_or(&locale.language));
                    let paragraph = ParElem::new(slot(asked, span, languages)).pack();
                    in_language(paragraph.spanned(span), foreign)
                }
            }
        };
        prose.map(|prose| {
            let first = said(prose, self.locale);
            let Some(second) = self.second else { return first };
            let given = |locale: &Locale| prose.to_reader(self.main, &locale.language).text;
            // Print the text once if it is the same in both languages.
            if given(second) == given(self.locale) {
                return first;
            }
            let second = spoken(said(prose, second), &second.language);
            block(Content::sequence([first, second].map(block))).labelled(*PAIR_LABEL)
        })
    }

    /// Converts a text as far as a story tells it.
    pub(super) fn blocks(&self, passage: &Passage<'_>) -> Content {
        let Localised { text, foreign } = passage.of.to_reader(self.main, &self.locale.language);
        blocks(&passage.blocks, self.span(text.origin()), (self.locale, foreign))
    }

    /// Formats a value in each language. `format` returns pieces, each with its place.
    pub(super) fn formatted(&self, format: impl Fn(&Locale) -> Vec<(String, Span)>) -> Content {
        let text = |pieces: &[(String, Span)]| -> String {
            pieces.iter().map(|(text, _)| text.as_str()).collect()
        };
        let first = format(self.locale);
        let second = self.second.map(|locale| (locale, format(locale)));
        let content = words_in_pieces(&first, (self.locale, &self.locale.language));
        match second.filter(|(_, second)| text(second) != text(&first)) {
            None => content,
            Some((locale, second)) => {
                let second = words_in_pieces(&second, (locale, &locale.language));
                let second = spoken(second, &locale.language);
                content + SpaceElem::shared().clone() + second.labelled(*SECOND_LABEL)
            }
        }
    }

    /// Formats a period whose ends are keys of a table.
    pub(super) fn when(&self, period: &Period, table: &Spot) -> Content {
        let (start, end) = (table.key("start"), table.key("end"));
        self.formatted(|locale| self.pieces(&locale.period(period), &start, &end))
    }
}

/// The label of inline text in the second language.
pub(super) static SECOND_LABEL: LazyLock<Label> = LazyLock::new(|| label("second"));
/// The label of prose in two languages, which consists of two blocks.
static PAIR_LABEL: LazyLock<Label> = LazyLock::new(|| label("pair"));

/// Returns what is printed where something is still to be filled in.
fn slot(asked: &str, span: Span, languages: TextLanguages<'_>) -> Content {
    let asked = format!("[{}]", if asked.is_empty() { "…" } else { asked });
    labelled(words(&asked, span, languages), UNFILLED_LABEL)
}

fn label(name: &str) -> Label {
    Label::new(PicoStr::intern(name)).expect("a name that is not empty is a label")
}

fn block(body: Content) -> Content {
    BlockElem::new().with_body(Some(BlockBody::Content(body))).pack()
}
