//! Writes the inputs of a template as Typst source, with which a template can be previewed in any
//! editor without byline. Photos are placeholders with the right proportions, as in the template's
//! real inputs.

use std::fmt::Write;

use super::{LOCALE, SECOND};
use typst::foundations::{Content, Dict, IntoValue, Repr, SequenceElem, Smart, StyledElem, Value};
use typst::layout::{BoxElem, HElem};
use typst::model::{
    Destination, EmphElem, EnumElem, LinkElem, LinkTarget, ListElem, ParElem, QuoteElem, StrongElem,
};
use typst::text::{LinebreakElem, SmartQuoteElem, SpaceElem, TextElem};

/// Returns a module that binds each input to its name.
pub fn to_typst(inputs: &Dict) -> String {
    let mut source = String::from(
        "// What byline gives this template for its sample record: `byline templates sample`\n\
         // writes it. Do not edit it; edit the record.\n",
    );
    // Words are in a separate file, which templates load themselves.
    let words = [LOCALE, SECOND];
    for (name, value) in inputs.iter().filter(|(name, _)| !words.contains(&name.as_str())) {
        let _ = write!(source, "\n#let {name} = ");
        write_value(&mut source, value, 0);
        source.push('\n');
    }
    source
}

fn write_value(source: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth + 1);
    let close = "  ".repeat(depth);
    match value {
        Value::Array(items) if items.is_empty() => source.push_str("()"),
        Value::Array(items) => {
            source.push_str("(\n");
            for item in items {
                source.push_str(&indent);
                write_value(source, item, depth + 1);
                source.push_str(",\n");
            }
            let _ = write!(source, "{close})");
        }
        Value::Dict(entries) if entries.is_empty() => source.push_str("(:)"),
        Value::Dict(entries) => {
            source.push_str("(\n");
            for (key, item) in entries {
                let _ = write!(source, "{indent}\"{key}\": ");
                write_value(source, item, depth + 1);
                source.push_str(",\n");
            }
            let _ = write!(source, "{close})");
        }
        Value::Content(content) => {
            source.push('[');
            write_content(source, content);
            source.push(']');
        }
        Value::Bytes(bytes) => {
            let _ = write!(source, "bytes({})", bytes.as_str().unwrap_or_default().repr());
        }
        other => source.push_str(&other.repr()),
    }
}

fn write_content(source: &mut String, content: &Content) {
    match content.label() {
        None => write_unlabelled(source, content),
        Some(label) => {
            source.push_str("#[");
            write_unlabelled(source, content);
            let _ = write!(source, "]<{}>", label.resolve());
        }
    }
}

fn write_unlabelled(source: &mut String, content: &Content) {
    let call = |source: &mut String, function: &str, body: &Content| {
        let _ = write!(source, "#{function}[");
        write_content(source, body);
        // The semicolon ends the call, so that Typst never reads the following text as code.
        source.push_str("];");
    };
    if let Some(styled) = content.to_packed::<StyledElem>() {
        write_content(source, &styled.child);
    } else if let Some(unbroken) = content.to_packed::<BoxElem>() {
        if let Some(body) = unbroken.body.as_option().as_ref().and_then(Option::as_ref) {
            call(source, "box", body);
        }
    } else if let Some(sequence) = content.to_packed::<SequenceElem>() {
        for child in &sequence.children {
            write_content(source, child);
        }
    } else if let Some(text) = content.to_packed::<TextElem>() {
        write_words(source, &text.text);
    } else if let Some(space) = content.to_packed::<HElem>() {
        let _ = write!(source, "#h({});", space.amount.into_value().repr());
    } else if content.is::<SpaceElem>() {
        source.push(' ');
    } else if content.is::<LinebreakElem>() {
        source.push_str("#linebreak();");
    } else if let Some(quote) = content.to_packed::<SmartQuoteElem>() {
        let double = quote.double.as_option().unwrap_or(true);
        source.push(if double { '"' } else { '\'' });
    } else if let Some(emphasis) = content.to_packed::<EmphElem>() {
        call(source, "emph", &emphasis.body);
    } else if let Some(strong) = content.to_packed::<StrongElem>() {
        call(source, "strong", &strong.body);
    } else if let Some(link) = content.to_packed::<LinkElem>() {
        let target = match &link.dest {
            LinkTarget::Dest(Destination::Url(url)) => url.as_str(),
            _ => "",
        };
        call(source, &format!("link({})", target.repr()), &link.body);
    } else if let Some(paragraph) = content.to_packed::<ParElem>() {
        call(source, "par", &paragraph.body);
    } else if let Some(quote) = content.to_packed::<QuoteElem>() {
        call(source, "quote(block: true)", &quote.body);
    } else {
        write_list(source, content);
    }
}

/// Writes a list as a call.
fn write_list(source: &mut String, content: &Content) {
    if let Some(list) = content.to_packed::<ListElem>() {
        source.push_str("#list(");
        for item in &list.children {
            source.push('[');
            write_content(source, &item.body);
            source.push_str("], ");
        }
        source.push_str(");");
    } else if let Some(list) = content.to_packed::<EnumElem>() {
        source.push_str("#enum(");
        if let Some(numbering) = list.numbering.as_option() {
            let _ = write!(source, "numbering: {}, ", numbering.clone().into_value().repr());
        }
        for item in &list.children {
            let number = item.number.as_option().unwrap_or(Smart::Auto);
            match number {
                Smart::Custom(number) => {
                    let _ = write!(source, "enum.item({number})[");
                }
                Smart::Auto => source.push('['),
            }
            write_content(source, &item.body);
            source.push_str("], ");
        }
        source.push_str(");");
    }
}

/// Writes words as markup that prints them.
fn write_words(source: &mut String, words: &str) {
    for char in words.chars() {
        if char.is_ascii_punctuation() && !",.;:!?()%&".contains(char) {
            source.push('\\');
        }
        // Escape dots that Typst would read as an ellipsis or a numbered list item.
        if char == '.' && source.ends_with(|before: char| before == '.' || before.is_ascii_digit())
        {
            source.push('\\');
        }
        source.push(char);
    }
}
