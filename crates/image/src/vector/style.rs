//! Limits the work that the style sheets of an SVG require.
//!
//! The parser is the one that the drawing library uses, so both interpret them identically. Its
//! time grows with the square of its input, and it tries all paths from an element to the root
//! for a selector such as `g g g path`.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, Declaration, PseudoClass, Rule, StyleSheet};

use byline_core::model::ArtProblem;

/// The maximum number of style sheets in a drawing, and of comments in them.
const MAX_SHEETS: usize = 64;
const MAX_COMMENTS: usize = 1000;

/// The maximum number of bytes that may be scanned to find the positions of declarations: the
/// cost of each grows with the text before it. A thousand classes take a tenth of this.
const MAX_LOOKS: usize = 400_000_000;

/// The maximum number of declarations kept: each selector of a list has its own copy of all of
/// them.
const MAX_COPIES: usize = 10_000_000;

/// The maximum number of comparisons of an element with a part of a selector.
const MAX_TRIES: u64 = 50_000_000;

/// The style rules with addresses, and the work that matching all rules takes.
pub(super) struct Styles<'a> {
    /// The rules that contain an address.
    linking: Vec<Rule<'a>>,
    /// The maximum number of comparisons needed to find the rules for one element.
    tries: u64,
}

impl<'a> Styles<'a> {
    /// Reads the style sheets of a drawing whose elements are nested `depth` levels deep.
    ///
    /// # Errors
    /// Fails if reading them takes more than a drawing needs.
    pub(super) fn read(document: &'a Document<'_>, depth: u32) -> Result<Self, ArtProblem> {
        let mut styles = Self { linking: Vec::new(), tries: 0 };
        let sheets = document.descendants().filter(|node| {
            let kind = node.attribute("type").unwrap_or("text/css");
            node.has_tag_name("style") && kind == "text/css"
        });
        let texts: Vec<_> = sheets.filter_map(|sheet| sheet.text()).take(MAX_SHEETS + 1).collect();
        if texts.len() > MAX_SHEETS || !are_readable(&texts) {
            return Err(ArtProblem::TooLarge);
        }
        for text in texts {
            for rule in StyleSheet::parse(text).rules {
                styles.tries = styles.tries.saturating_add(tries(&rule, depth));
                if rule.declarations.iter().any(|declaration| declaration.value.contains("url(")) {
                    styles.linking.push(rule);
                }
            }
        }
        Ok(styles)
    }

    /// Returns whether matching the rules for `elements` elements stays within the limit.
    pub(super) fn suffices(&self, elements: u64) -> bool {
        self.tries.saturating_mul(elements) <= MAX_TRIES
    }

    /// Iterates over the declarations for an element from rules with addresses.
    pub(super) fn of(&self, node: Node<'_, '_>) -> impl Iterator<Item = &Declaration<'a>> {
        let rules = self.linking.iter().filter(move |rule| rule.selector.matches(&Element(node)));
        rules.flat_map(|rule| &rule.declarations)
    }
}

/// Returns whether style sheets can be read in bounded time, memory and stack.
fn are_readable(texts: &[&str]) -> bool {
    let (mut comments, mut looks, mut copies) = (0, 0usize, 0usize);
    for text in texts {
        let count = |mark: u8| text.bytes().filter(|byte| *byte == mark).count();
        let declarations = count(b':') + count(b'{') + count(b'@');
        comments += text.matches("/*").count();
        looks = looks.saturating_add(declarations * text.len());
        copies = copies.saturating_add((count(b',') + 1) * count(b':'));
    }
    comments <= MAX_COMMENTS && looks <= MAX_LOOKS && copies <= MAX_COPIES
}

/// Returns the maximum number of comparisons of a rule with an element at a depth. For each
/// space in its selector, any of the ancestors may match.
fn tries(rule: &Rule<'_>, depth: u32) -> u64 {
    let selector = rule.selector.to_string();
    let parts = selector.split(" > ").flat_map(|part| part.split(" + "));
    let spaces = parts.map(|part| part.matches(' ').count() as u64).sum();
    let (mut ways, mut sum) = (1u64, 1u64);
    for taken in 1..=u64::from(depth).min(spaces) {
        // Computes each binomial coefficient from the one before.
        ways = ways.saturating_mul(u64::from(depth) + 1 - taken) / taken;
        sum = sum.saturating_add(ways);
    }
    sum
}

struct Element<'a, 'input>(Node<'a, 'input>);

impl simplecss::Element for Element<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Self)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Self)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        class == PseudoClass::FirstChild && self.0.prev_sibling_element().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_with_addresses_are_found_for_their_elements() {
        let css = "rect { fill: red } g .a, #b { mask: url(#m); fill: none }";
        let svg =
            format!("<svg><style>{css}</style><g><rect class='a c'/></g><rect id='b'/></svg>");
        let document = Document::parse(&svg).unwrap();
        let styles = Styles::read(&document, 3).unwrap();
        let of = |node| styles.of(node).map(|d| (d.name, d.value)).collect::<Vec<_>>();
        for node in document.descendants().filter(|node| node.has_tag_name("rect")) {
            assert_eq!(of(node), [("mask", "url(#m)"), ("fill", "none")]);
        }
        assert!(of(document.root_element()).is_empty());
    }

    #[test]
    fn selectors_with_many_ways_up_are_counted() {
        let tries = |selector: &str, depth| {
            let css = format!("{selector} {{ fill: red }}");
            tries(&StyleSheet::parse(&css).rules[0], depth)
        };
        assert_eq!(tries("path", 100), 1);
        assert_eq!(tries("g > g > path", 100), 1);
        assert_eq!(tries("g path", 100), 1 + 100);
        assert_eq!(tries("svg g path", 100), 1 + 100 + 4950);
        assert!(tries("g g g g g g g g g path", 100) > MAX_TRIES);
        assert_eq!(tries(&"g ".repeat(100), 5), 32);
    }

    #[test]
    fn endless_style_sheets_are_not_read() {
        let font = format!("@font-face{{src:url(data:font;base64,{})}}", "A".repeat(1 << 20));
        assert!(are_readable(&[&font, &".a{fill:#fff;stroke:#000}".repeat(2000)]));
        let lists = format!("{}{{{}}}", "a,".repeat(2000), "a:b;".repeat(2000));
        assert!(are_readable(&[&lists]) && !are_readable(&[lists.as_str(); 3]));
        assert!(!are_readable(&[&".a{b:c}".repeat(20_000)]));
        assert!(!are_readable(&[&"/**/".repeat(MAX_COMMENTS + 1)]));
    }
}
