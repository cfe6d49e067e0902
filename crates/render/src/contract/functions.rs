//! The template function `located`: preserves the place in the record when a template prints part
//! of a text separately.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, CastInfo, Content, Func, NativeFuncData, NativeFuncPtr, Scope, Value,
};
use typst::syntax::Span;
use typst::text::TextElem;

/// The key of the function in the inputs.
pub(super) const LOCATED: &str = "located";

/// Returns the function. Given a string and content, it returns the string as content with the
/// place of that content. It returns any other value unchanged.
pub(super) fn located() -> Func {
    Func::from(&DATA)
}

static DATA: NativeFuncData = NativeFuncData {
    function: NativeFuncPtr(&|_: &mut Engine<'_>, _, args: &mut Args| call(args)),
    name: LOCATED,
    title: "Located",
    docs: "A string as content that leads to where a content is said.",
    def_site: None,
    keywords: &[],
    contextual: false,
    scope: LazyLock::new(&Scope::new),
    params: LazyLock::new(&Vec::new),
    returns: LazyLock::new(&|| CastInfo::Any),
};

fn call(args: &mut Args) -> SourceResult<Value> {
    let string = args.expect::<Value>("string")?;
    let body = args.expect::<Value>("body")?;
    Ok(match (string, body) {
        (Value::Str(string), Value::Content(body)) => {
            Value::Content(TextElem::packed(string).spanned(first_span(&body)))
        }
        (string, _) => string,
    })
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
