//! The references in the attributes and style sheets of an SVG.

/// Iterates over the targets of all `url(…)` in a value or a style sheet (CSS Values 4, 4.5).
///
/// The text is scanned once: the content of the brackets is not scanned again.
fn urls(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, after) = rest.split_once("url(")?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let (open, close) = quote.map_or((0, ')'), |quote| (1, quote));
        let target = after[open..].split(close).next().unwrap_or_default();
        rest = &after[open + target.len()..];
        Some(target.trim())
    })
}

/// Returns whether an address is that of a part of the drawing.
pub(super) fn is_inside(address: &str) -> bool {
    address.trim_start().starts_with('#')
}

/// Returns the first address in a value or a style sheet that leads outside the drawing.
///
/// Embedded fonts are accepted but not used, so ignoring them loses nothing.
pub(super) fn outside(text: &str) -> Option<&str> {
    if let Some((_, import)) = text.split_once("@import") {
        let import = import.split(';').next().unwrap_or_default();
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '\'');
        return urls(import).next().or(Some(import.trim_matches(quotes)));
    }
    let inside = |address: &str| {
        let font = address.split(',').next().unwrap_or_default();
        address.is_empty()
            || is_inside(address)
            || font.starts_with("data:") && font.contains("font")
    };
    urls(text).find(|address| !inside(address))
}

/// Returns the address in a style sheet instruction.
pub(super) fn stylesheet(instruction: &str) -> &str {
    let (_, address) = instruction.split_once("href").unwrap_or_default();
    address.trim_start_matches(['=', ' ', '"', '\'']).split(['"', '\'']).next().unwrap_or_default()
}

/// Returns whether an address is a `data:` address.
pub(super) fn is_data(address: &str) -> bool {
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_with_and_without_quotes() {
        let found: Vec<_> = urls("url(#a) red; b: url( '#b c' ); url(\"d)\") url(e").collect();
        assert_eq!(found, ["#a", "#b c", "d)", "e"]);
        assert_eq!(urls("none").count(), 0);
        assert_eq!(urls(&"url(".repeat(1_000_000)).count(), 1);
    }

    #[test]
    fn only_ids_and_typefaces_stay_inside() {
        for inside in ["fill:url(#a)", "url()", "src:url(data:font/woff2;base64,AA)", "red", ""] {
            assert_eq!(outside(inside), None, "{inside}");
        }
        for (text, address) in [
            ("a{fill:url(#a)}b{cursor:url(b.png)}", "b.png"),
            ("@import 'https://a.example/b.css'; a{}", "https://a.example/b.css"),
            ("url( \"https://a.example\" )", "https://a.example"),
            ("url(data:image/png;base64,AA)", "data:image/png;base64,AA"),
        ] {
            assert_eq!(outside(text), Some(address));
        }
    }

    #[test]
    fn the_address_of_a_style_sheet_is_told() {
        assert_eq!(stylesheet("type='text/css' href=\"a.css\""), "a.css");
        assert_eq!(stylesheet("alternate"), "");
    }
}
