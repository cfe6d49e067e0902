//! The macro [`message!`], which stores a sentence and its values apart, for translation.

mod placeholders;

use proc_macro::TokenStream;
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, Ident, LitStr, Result, Token, parse_macro_input};

use placeholders::placeholders;

/// Creates a `byline_core::message::Message` from an English sentence.
///
/// `{name}` stands for the variable of this name, or for the value of an argument `name = …`;
/// there are no other forms. A brace of the sentence is written twice.
///
/// The sentence is the key of its translations: put every word of it into the literal, or pass
/// words as a nested `Message`, never as a `String`.
///
/// ```ignore
/// message!("`{key}` is missing in {file}", file = place.source.name())
/// ```
#[proc_macro]
pub fn message(input: TokenStream) -> TokenStream {
    let Call { sentence, arguments } = parse_macro_input!(input as Call);
    expand(&sentence, &arguments).unwrap_or_else(|error| error.into_compile_error().into())
}

fn expand(sentence: &LitStr, arguments: &Punctuated<Argument, Token![,]>) -> Result<TokenStream> {
    let names = placeholders(&sentence.value()).map_err(|why| Error::new(sentence.span(), why))?;
    check(arguments, |name| names.contains(name))?;
    let values = names.iter().map(|name| {
        let given = arguments.iter().find(|given| given.name == name.as_str());
        let value = given.map_or_else(
            || {
                let variable = Ident::new(name, sentence.span());
                quote!(#variable)
            },
            |given| {
                let value = &given.value;
                quote!(#value)
            },
        );
        quote!((#name, ::byline_core::message::ToValue::to_value(&(#value))))
    });
    let message = quote! {
        ::byline_core::message::Message::new(#sentence, ::std::vec![#(#values),*])
    };
    Ok(message.into())
}

/// Checks that each argument is for a placeholder, and the only one for it.
fn check(
    arguments: &Punctuated<Argument, Token![,]>,
    is_placeholder: impl Fn(&str) -> bool,
) -> Result<()> {
    for (index, Argument { name, .. }) in arguments.iter().enumerate() {
        if !is_placeholder(&name.to_string()) {
            let why = format!("the sentence has no placeholder `{{{name}}}`");
            return Err(Error::new(name.span(), why));
        }
        if arguments.iter().take(index).any(|other| other.name == *name) {
            return Err(Error::new(name.span(), format!("the argument `{name}` is given twice")));
        }
    }
    Ok(())
}

/// The arguments of the macro.
struct Call {
    sentence: LitStr,
    arguments: Punctuated<Argument, Token![,]>,
}

/// `name = value`
struct Argument {
    name: Ident,
    value: Expr,
}

impl Parse for Call {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let sentence = input.parse()?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok(Self { sentence, arguments: Punctuated::parse_terminated(input)? })
    }
}

impl Parse for Argument {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    #[test]
    fn each_argument_is_for_one_placeholder() {
        let check = |call: &str| {
            let Call { sentence, arguments } = syn::parse_str(call).unwrap();
            let names = placeholders(&sentence.value()).map_err(str::to_owned)?;
            check(&arguments, |name| names.contains(name)).map_err(|error| error.to_string())
        };
        for (call, fault) in [
            ("\"{a}\", a = 1, a = 2", "the argument `a` is given twice"),
            ("\"{a}\", b = 1", "the sentence has no placeholder `{b}`"),
            ("\"{a.b}\"", "only a variable name can be in braces; write `{{` for a brace"),
            ("\"{type}\"", "only a variable name can be in braces; write `{{` for a brace"),
            ("\"a } b\"", "write a brace twice: `{{`, `}}`"),
            ("\"a { b\"", "write a brace twice: `{{`, `}}`"),
        ] {
            assert_eq!(check(call).unwrap_err(), fault, "{call}");
        }
        for call in ["\"{a} {a} {{b}}\", a = 1", "\"{a} {b}\", b = f(1, 2),"] {
            check(call).unwrap();
        }
    }
}
