//! The functions that templates are given: `located` preserves the place in the record when a
//! template prints part of a text separately, `divisible` lets an address break, `plain` and
//! `lines-of` tell how long content is, `direction` tells where its lines begin, and `release`
//! frees memory in a long document.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use super::breaks::run;
use super::direction::direction;
use super::lengths::{lines_of, plain, words};
use byline_core::model::Language;
use typst::comemo::{self, Tracked};
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, CastInfo, Content, Context, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope, Str,
    Value,
};
use typst::layout::Dir;
use typst::syntax::Span;
use typst::text::TextElem;

/// All functions.
pub(super) static FUNCTIONS: [NativeFuncData; 6] = [
    function("located", "A string as content that leads to where a content is said.", &located),
    function("divisible", "A string as content that breaks as an address does.", &divisible),
    function("plain", "The bare words of content.", &plain),
    function("lines-of", "About how many lines content takes.", &lines_of),
    function("direction", "The direction of the lines of content.", &direction_of),
    function("release", "Lets go of the memory of what has been laid out.", &release),
];

/// Returns the functions by their names.
pub(super) fn functions() -> impl Iterator<Item = (Str, Value)> {
    FUNCTIONS.iter().map(|data| (data.name.into(), Value::Func(Func::from(data))))
}

type Implementation = dyn Fn(&mut Engine<'_>, Tracked<'_, Context<'_>>, &mut Args) -> SourceResult<Value>
    + Send
    + Sync;

const fn function(
    name: &'static str,
    docs: &'static str,
    implementation: &'static Implementation,
) -> NativeFuncData {
    NativeFuncData {
        function: NativeFuncPtr(implementation),
        name,
        title: name,
        docs,
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&Scope::new),
        params: LazyLock::new(&Vec::new),
        returns: LazyLock::new(&|| CastInfo::Any),
    }
}

/// Given a string and content, returns the string as content with the place of that content.
/// Returns any other value unchanged.
fn located(
    _: &mut Engine<'_>,
    _: Tracked<'_, Context<'_>>,
    args: &mut Args,
) -> SourceResult<Value> {
    let string = args.expect::<Value>("string")?;
    let body = args.expect::<Value>("body")?;
    Ok(match (string, body) {
        (Value::Str(string), Value::Content(body)) => {
            Value::Content(TextElem::packed(string).spanned(first_span(&body)))
        }
        (string, _) => string,
    })
}

/// Returns a string, such as the name of a file, as content that breaks where a reader expects it.
/// Returns any other value unchanged.
fn divisible(
    _: &mut Engine<'_>,
    _: Tracked<'_, Context<'_>>,
    args: &mut Args,
) -> SourceResult<Value> {
    Ok(match args.expect::<Value>("string")? {
        Value::Str(string) => {
            Value::Content(Content::sequence(run(&string, args.span, &Language::english())))
        }
        other => other,
    })
}

/// Returns the direction of a value among lines in another: `direction(body, around: ltr)`.
fn direction_of(
    _: &mut Engine<'_>,
    _: Tracked<'_, Context<'_>>,
    args: &mut Args,
) -> SourceResult<Value> {
    let around: Option<Dir> = args.named("around")?;
    let body = args.expect("body")?;
    Ok(direction(&words(&body), around.unwrap_or(Dir::LTR)).into_value())
}

/// Empties the typesetter's memo, which otherwise holds every layout that a template tries until
/// the document is done. The result of a document never depends on the memo.
#[expect(clippy::unnecessary_wraps, reason = "every function for templates may fail")]
fn release(_: &mut Engine<'_>, _: Tracked<'_, Context<'_>>, _: &mut Args) -> SourceResult<Value> {
    comemo::evict(0);
    Ok(Value::None)
}

/// Returns the span of the first text in the content.
fn first_span(content: &Content) -> Span {
    let found = content.traverse(&mut |part: Content| {
        let span = part.span();
        if part.is::<TextElem>() && !span.is_detached() {
            ControlFlow::Break(span)
        } else {
            ControlFlow::Continue(())
        }
    });
    found.break_value().unwrap_or(Span::detached())
}
