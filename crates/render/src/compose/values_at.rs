//! Finds the values of the template expressions that caused an error.

use std::ops::Range;

use typst::foundations::{Repr, Value};
use typst::syntax::{DiagSpan, LinkedNode, Span, SyntaxKind};
use typst::{World, WorldExt};

use super::compile::trace;
use super::world::EventWorld;
use byline_core::message::{Message, message};
use byline_core::spelling::nearest;

/// The maximum number of expressions to inspect: each takes another compilation.
const MAX_EXPRESSIONS: usize = 3;

/// The maximum number of characters to print of a text, of the keys of a dictionary, and of any
/// other value.
const TEXT_LENGTH: usize = 50;
const KEYS_LENGTH: usize = 42;
const LENGTH: usize = 60;

/// An expression of the template and its value.
pub(super) struct ExpressionValue {
    /// The source text of the expression.
    expression: String,
    /// A sentence that says what the value was.
    pub(super) message: Message,
    /// The place of the value in the record, if it is a text.
    pub(super) span: Span,
}

/// Returns the values of the expressions in a part of the template.
pub(super) fn expression_values(world: &EventWorld<'_>, span: DiagSpan) -> Vec<ExpressionValue> {
    let Some(source) = span.id().and_then(|id| world.source(id).ok()) else { return vec![] };
    let Some(range) = world.range(span) else { return vec![] };
    let Some(node) = node_at(LinkedNode::new(source.root()), &range) else { return vec![] };
    let mut parts = Vec::new();
    // For a missing field, inspect the value that lacks it.
    let missing = node.parent().filter(|parent| {
        parent.kind() == SyntaxKind::FieldAccess && node.kind() == SyntaxKind::Ident
    });
    match missing.and_then(|access| access.children().next()) {
        Some(target) if target.range() != node.range() => parts.push(target),
        _ => names_in(&node, &mut parts),
    }
    let mut found: Vec<ExpressionValue> = Vec::new();
    for part in parts.into_iter().take(MAX_EXPRESSIONS) {
        let expression = source.text()[part.range()].to_owned();
        // The last value is the one that caused the error, unless Typst recorded only some of
        // them.
        let values = trace(world, part.span());
        let Some((value, _)) =
            values.last().filter(|_| values.len() < typst::engine::Sink::MAX_VALUES)
        else {
            continue;
        };
        if matches!(value, Value::Func(_) | Value::Type(_) | Value::Module(_))
            || found.iter().any(|other| other.expression == expression)
        {
            continue;
        }
        let message = match value {
            Value::Dict(fields) if missing.is_some() => {
                let keys = fields.iter().map(|(key, _)| key.as_str());
                match nearest(&source.text()[range.clone()], keys) {
                    Some(near) => {
                        message!("`{expression}` was a dictionary; did you mean `{near}`?")
                    }
                    None => describe(&expression, value),
                }
            }
            _ => describe(&expression, value),
        };
        let span = first_span(value).unwrap_or(Span::detached());
        found.push(ExpressionValue { expression, message, span });
    }
    found
}

/// Returns the node that covers a range exactly.
fn node_at<'a>(node: LinkedNode<'a>, range: &Range<usize>) -> Option<LinkedNode<'a>> {
    if node.range() == *range {
        return Some(node);
    }
    let within = |child: &LinkedNode<'_>| {
        child.range().start <= range.start && range.end <= child.range().end
    };
    node.children().find(within).and_then(|child| node_at(child, range))
}

/// Collects the outermost names and field accesses in an expression.
fn names_in<'a>(node: &LinkedNode<'a>, parts: &mut Vec<LinkedNode<'a>>) {
    match node.kind() {
        SyntaxKind::Ident | SyntaxKind::FieldAccess => parts.push(node.clone()),
        SyntaxKind::FuncCall => {
            for child in node.children() {
                // For a method call, inspect the value that it is called on.
                if child.kind() == SyntaxKind::FieldAccess {
                    child.children().next().iter().for_each(|target| names_in(target, parts));
                } else {
                    names_in(&child, parts);
                }
            }
        }
        SyntaxKind::Closure | SyntaxKind::CodeBlock | SyntaxKind::ContentBlock => {}
        _ => node.children().for_each(|child| names_in(&child, parts)),
    }
}

/// Returns the span of the first text in a value.
fn first_span(value: &Value) -> Option<Span> {
    match value {
        Value::Content(content) => Some(content.span()).filter(|span| !span.is_detached()),
        Value::Array(items) => items.iter().find_map(first_span),
        Value::Dict(fields) => fields.iter().find_map(|(_, value)| first_span(value)),
        _ => None,
    }
}

/// Says what the value of an expression was.
fn describe(expression: &str, value: &Value) -> Message {
    match value {
        Value::Content(content) => {
            let text = shortened(content.plain_text().trim(), TEXT_LENGTH);
            message!("`{expression}` was the text “{text}”")
        }
        Value::Dict(fields) => {
            let keys: Vec<&str> = fields.iter().map(|(key, _)| key.as_str()).collect();
            let keys = shortened(&keys.join(", "), KEYS_LENGTH);
            message!("`{expression}` was a dictionary with {keys}")
        }
        Value::Array(items) => {
            message!("`{expression}` was an array of {count}", count = items.len())
        }
        other => {
            let value = shortened(&other.repr(), LENGTH);
            message!("`{expression}` was {value}")
        }
    }
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}
