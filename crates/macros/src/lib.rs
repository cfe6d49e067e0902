//! The macro [`message!`], which notes a sentence and its values, as `format!` takes them.

use std::collections::BTreeSet;

use proc_macro::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, Ident, LitStr, Result, Token, parse_macro_input};

/// Creates a `byline_core::message::Message` from an English sentence.
///
/// `{name}` stands for the variable of this name, or for the value of an argument `name = …`;
/// there are no other forms. A brace of the sentence is written twice. The sentence is also the
/// key of its translations, so whatever can be said in words of another language has to stand in
/// it, or be a message itself.
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
    let text = sentence.value();
    let names = names(&text).map_err(|why| Error::new(sentence.span(), why))?;
    if let Some(unused) = arguments.iter().find(|given| !names.contains(&given.name.to_string())) {
        return Err(Error::new(unused.name.span(), "the sentence has no such name"));
    }
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

/// Returns the names in braces.
fn names(sentence: &str) -> std::result::Result<BTreeSet<String>, &'static str> {
    let mut names = BTreeSet::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{', '}']) {
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            rest = after;
            continue;
        }
        let (name, after) = after.split_once('}').ok_or("a brace is not closed")?;
        if brace == "}" || syn::parse_str::<Ident>(name).is_err() {
            return Err("only a name can stand in braces");
        }
        names.insert(name.to_owned());
        rest = after;
    }
    Ok(names)
}

/// What stands between the brackets of the macro.
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
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, value: input.parse()? })
    }
}
