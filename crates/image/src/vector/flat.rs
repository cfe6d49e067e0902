//! Writes a drawing as a flat SVG.
//!
//! Everything is written in the coordinates of the whole drawing: a shape carries its transform,
//! and a group exists only to clip, blend or fade what is in it. The number of parts, their
//! nesting and the length of the text are bounded, and so is the work of whoever reads it.

use usvg::{BlendMode, ClipPath, Group, Image, ImageKind, Node, Opacity, Path, Transform, Tree};

use super::sheet::Sheet;
use super::{outline, paint, pixels};
use crate::address::picture_address;
use byline_core::message::message;
use byline_core::model::{Art, ArtProblem};

/// The maximum length of a side of a drawing, in CSS pixels: 5 m, more than presses can print.
const MAX_SIDE: f32 = 19_000.0;

/// The maximum depth of groups in groups. The typesetter draws them recursively.
const MAX_DEPTH: usize = 100;

/// Writes a drawing as a flat SVG of the given width and height in CSS pixels.
///
/// # Errors
/// Fails if it is too large or has too many parts.
pub(super) fn flatten(tree: &Tree, (width, height): (f32, f32)) -> Result<Art, ArtProblem> {
    let fits = width <= MAX_SIDE && height <= MAX_SIDE;
    if !fits {
        return Err(ArtProblem::Undrawable(message!("it is larger than any sheet of paper")));
    }
    let size = (tree.size().width(), tree.size().height());
    let mut flattener = Flattener { sheet: Sheet::default(), size };
    // The typesetter looks for the address of the namespace at the very beginning.
    flattener.sheet.put(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {} {}\">",
        size.0, size.1
    ));
    flattener.group(tree.root(), Transform::identity(), 0)?;
    flattener.sheet.put(format_args!("</svg>"));
    Ok(Art { svg: flattener.sheet.into_svg(), width, height, has_text: false })
}

/// Writes a drawing.
struct Flattener {
    sheet: Sheet,
    /// The size of the drawing in its own coordinates.
    size: (f32, f32),
}

impl Flattener {
    /// Writes a group. `outer` is the transform around it.
    fn group(&mut self, group: &Group, outer: Transform, depth: usize) -> Result<(), ArtProblem> {
        let inner = outer.pre_concat(group.transform());
        let mut open = 0;
        if group.opacity() != Opacity::ONE || group.isolate() || blends(group) {
            self.sheet.put(format_args!(
                "<g opacity=\"{}\" style=\"mix-blend-mode:{};isolation:isolate\">",
                group.opacity().get(),
                group.blend_mode()
            ));
            open += 1;
        }
        let mut clip = group.clip_path();
        while let Some(path) = clip {
            let Some(number) = self.clip(path, inner)? else {
                // Nothing is left of the group.
                break;
            };
            self.sheet.put(format_args!("<g clip-path=\"url(#d{number})\">"));
            open += 1;
            clip = path.clip_path();
        }
        self.sheet.count(open)?;
        if depth + open > MAX_DEPTH {
            let why = message!("more than {most} nested groups", most = MAX_DEPTH);
            return Err(ArtProblem::TooIntricate(why));
        }
        if clip.is_none() {
            self.children(group.children(), inner, depth + open)?;
        }
        for _ in 0..open {
            self.sheet.put(format_args!("</g>"));
        }
        Ok(())
    }

    /// Writes nodes. Adjacent ones that must be rasterised become one picture.
    fn children(
        &mut self,
        nodes: &[Node],
        outer: Transform,
        depth: usize,
    ) -> Result<(), ArtProblem> {
        let joins = |one: &Node, next: &Node| {
            [one, next].into_iter().all(|node| {
                pixels::are_needed(node) && !matches!(node, Node::Group(group) if blends(group))
            })
        };
        for run in nodes.chunk_by(joins) {
            match &run[0] {
                node if pixels::are_needed(node) => self.picture_of(run, outer)?,
                Node::Group(group) => self.group(group, outer, depth)?,
                Node::Path(path) => self.path(path, outer)?,
                Node::Image(image) => self.image(image, outer, depth)?,
                Node::Text(text) => self.group(text.flattened(), outer, depth)?,
            }
        }
        Ok(())
    }

    fn path(&mut self, path: &Path, outer: Transform) -> Result<(), ArtProblem> {
        if !path.is_visible() || !outer.is_valid() {
            return Ok(());
        }
        self.sheet.count(1 + path.data().len())?;
        let fill = paint::fill(path.fill(), &mut self.sheet)?;
        let stroke = paint::stroke(path, &mut self.sheet)?;
        self.sheet.put(format_args!("<path"));
        self.transform(outer);
        self.sheet.put(format_args!("{fill}{stroke} d=\"{}\"/>", outline::of(path.data())));
        Ok(())
    }

    fn transform(&mut self, transform: Transform) {
        if !transform.is_identity() {
            self.sheet.put(format_args!(" transform=\"{}\"", outline::matrix(transform)));
        }
    }

    /// Returns the number of a clip, or `None` if it leaves nothing visible.
    fn clip(&mut self, clip: &ClipPath, around: Transform) -> Result<Option<usize>, ArtProblem> {
        let mut shapes = String::from(">");
        let parts = outline::shapes(clip.root(), around.pre_concat(clip.transform()), &mut shapes);
        self.sheet.count(parts)?;
        if parts == 0 {
            return Ok(None);
        }
        self.sheet.define("clipPath", shapes).map(Some)
    }

    /// Writes a picture.
    fn image(&mut self, image: &Image, outer: Transform, depth: usize) -> Result<(), ArtProblem> {
        if !image.is_visible() || !outer.is_valid() {
            return Ok(());
        }
        let (width, height) = (image.size().width(), image.size().height());
        let file = match image.kind() {
            ImageKind::PNG(file) | ImageKind::JPEG(file) => file,
            ImageKind::SVG(tree) => return self.drawing(tree, outer, depth),
            // These were encoded anew as one of the others.
            ImageKind::GIF(_) | ImageKind::WEBP(_) => return Ok(()),
        };
        self.sheet.count_pixels(width * height)?;
        self.sheet.put(format_args!("<image width=\"{width}\" height=\"{height}\""));
        self.transform(outer);
        self.put_picture(file)
    }

    /// Writes a drawing in the drawing, clipped to its size.
    fn drawing(&mut self, tree: &Tree, outer: Transform, depth: usize) -> Result<(), ArtProblem> {
        let (width, height) = (tree.size().width(), tree.size().height());
        let matrix = outline::matrix(outer);
        let shape = format!("><path transform=\"{matrix}\" d=\"M0 0H{width}V{height}H0Z\"/>");
        let number = self.sheet.define("clipPath", shape)?;
        self.sheet.put(format_args!("<g clip-path=\"url(#d{number})\">"));
        self.sheet.count(1)?;
        self.group(tree.root(), outer, depth + 1)?;
        self.sheet.put(format_args!("</g>"));
        Ok(())
    }

    /// Rasterises nodes.
    fn picture_of(&mut self, nodes: &[Node], outer: Transform) -> Result<(), ArtProblem> {
        let Some(picture) = pixels::draw(nodes, outer, self.size)? else { return Ok(()) };
        self.sheet.count_pixels(picture.pixels)?;
        let blend = match nodes {
            [Node::Group(group)] if blends(group) => Some(group.blend_mode()),
            _ => None,
        };
        if let Some(blend) = blend {
            self.sheet.put(format_args!("<g style=\"mix-blend-mode:{blend}\">"));
        }
        let [x, y, width, height] = picture.place;
        self.sheet
            .put(format_args!("<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""));
        self.put_picture(&picture.file)?;
        if blend.is_some() {
            self.sheet.put(format_args!("</g>"));
        }
        Ok(())
    }

    fn put_picture(&mut self, file: &[u8]) -> Result<(), ArtProblem> {
        self.sheet.put(format_args!(
            " preserveAspectRatio=\"none\" href=\"{}\"/>",
            picture_address(file)
        ));
        self.sheet.count(1)
    }
}

fn blends(group: &Group) -> bool {
    group.blend_mode() != BlendMode::Normal
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{MAX_DEFINITIONS, MAX_PARTS};
    use super::*;

    /// Returns the content of a drawing of 10 by 10, flat.
    fn flat(content: &str) -> Result<String, ArtProblem> {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>{content}</svg>"
        );
        let art = super::super::draw(svg.as_bytes(), &Vec::new)?;
        let content = art.svg.split_once("viewBox=\"0 0 10 10\">").unwrap().1;
        Ok(content.strip_suffix("</svg>").unwrap().to_owned())
    }

    /// Returns the number of times that a text occurs in a flat drawing.
    fn count(content: &str, what: &str) -> usize {
        flat(content).unwrap().matches(what).count()
    }

    #[test]
    fn styles_copies_and_transforms_are_resolved() {
        let drawing = "<style>.a { fill: #f00 }</style><defs><path id='p' d='M0 0h1v1z'/></defs>\
            <g class='a' transform='scale(2)'><g><use href='#p' x='1'/></g></g>";
        let path = "<path transform=\"matrix(2 0 0 2 2 0)\" fill=\"#ff0000\" d=\"M0 0L1 0L1 1Z\"/>";
        assert_eq!(flat(drawing).unwrap(), path);
        // Parts without a visible effect are omitted.
        assert_eq!(flat("<g><g/><metadata>Anna</metadata></g>").unwrap(), "");
    }

    #[test]
    fn paints_and_strokes_keep_their_properties() {
        let drawing = "<linearGradient id='l' gradientUnits='userSpaceOnUse' x2='5' \
            spreadMethod='reflect'><stop stop-color='red'/><stop offset='1' stop-opacity='.5'/>\
            </linearGradient><path d='M0 0h1' fill='none' stroke='url(#l)' stroke-width='2' \
            stroke-linecap='round' stroke-linejoin='bevel' stroke-dasharray='1 2' \
            stroke-dashoffset='3' stroke-opacity='.5'/><path d='M0 0h2v2z' fill='url(#l)' \
            fill-rule='evenodd'/>";
        let drawn = flat(drawing).unwrap();
        // A flat drawing is its own flat form.
        assert_eq!(flat(&drawn).unwrap(), drawn);
        assert_eq!(drawn.matches("<linearGradient").count(), 1);
        for part in [
            "x2=\"5\"",
            "spreadMethod=\"reflect\"",
            "<stop offset=\"0\" stop-color=\"#ff0000\" stop-opacity=\"1\"/>",
            "fill=\"none\" stroke=\"url(#d0)\" stroke-opacity=\"0.5\" stroke-width=\"2\"",
            "stroke-linecap=\"round\" stroke-linejoin=\"bevel\"",
            "stroke-dasharray=\"1 2\" stroke-dashoffset=\"3\"",
            "fill=\"url(#d0)\" fill-rule=\"evenodd\"",
        ] {
            assert!(drawn.contains(part), "{part} in {drawn}");
        }
    }

    #[test]
    fn groups_that_clip_and_fade_are_kept() {
        let drawing = "<clipPath id='c' clip-path='url(#d)'><path d='M0 0h5v5z'/></clipPath>\
            <clipPath id='d'><path d='M0 0h4v4z' clip-rule='evenodd'/></clipPath>\
            <g opacity='.5' style='mix-blend-mode:multiply' clip-path='url(#c)'>\
            <rect width='9' height='9'/></g>";
        let drawn = flat(drawing).unwrap();
        assert_eq!(drawn.matches("<clipPath").count(), 2, "{drawn}");
        assert_eq!(drawn.matches("<g clip-path=").count(), 2, "{drawn}");
        assert!(drawn.contains("<g opacity=\"0.5\" style=\"mix-blend-mode:multiply;"), "{drawn}");
        assert!(!drawn.contains("<image"), "{drawn}");
        // Nothing is left of what is clipped away.
        let nothing = "<clipPath id='c'/><g clip-path='url(#c)'><rect width='9' height='9'/></g>";
        assert_eq!(flat(nothing).unwrap(), "");
    }

    #[test]
    fn filters_masks_and_patterns_become_pictures() {
        let rect = "<rect x='2' y='2' width='4' height='4'";
        for drawing in [
            format!(
                "<filter id='a'><feGaussianBlur stdDeviation='1'/></filter>{rect} filter='url(#a)'/>"
            ),
            format!("<mask id='a'><circle r='9' fill='#fff'/></mask>{rect} mask='url(#a)'/>"),
            format!(
                "<pattern id='a' width='.1' height='.1'><path d='M0 0h1v1z'/></pattern>{rect} fill='url(#a)'/>"
            ),
            format!(
                "<clipPath id='a'><path d='M0 0h5v5z' clip-path='url(#b)'/></clipPath>\
                     <clipPath id='b'><circle r='9'/></clipPath>{rect} clip-path='url(#a)'/>"
            ),
        ] {
            let drawn = flat(&drawing).unwrap();
            assert!(drawn.starts_with("<image x=\"1"), "{drawn}");
            assert_eq!(drawn.matches('<').count(), 1);
        }
        // Neighbours share a picture; a picture is not larger than the drawing.
        let mask = "<mask id='a'><rect width='99' height='99' fill='#fff'/></mask>";
        let two = format!("{mask}{rect} mask='url(#a)'/><circle r='30' mask='url(#a)'/>");
        let drawn = flat(&two).unwrap();
        assert!(drawn.starts_with("<image x=\"0\" y=\"0\" width=\"10\" height=\"10\""), "{drawn}");
        // Without neighbours of its kind, each has its own, in order.
        let between = format!("{mask}{rect} mask='url(#a)'/>{rect}/>{rect} mask='url(#a)'/>");
        assert_eq!(count(&between, "<image"), 2);
        let thin = "<pattern id='a' width='1' height='1' patternUnits='userSpaceOnUse'>\
                    <path d='M0 0h1v1z'/></pattern><path d='M0 2h9' stroke='url(#a)'/>";
        assert!(matches!(flat(thin), Err(ArtProblem::Undrawable(_))));
        // What is outside of the drawing is left out.
        assert_eq!(
            flat(&format!("{mask}<g transform='translate(20)'>{rect} mask='url(#a)'/></g>"))
                .unwrap(),
            ""
        );
    }

    #[test]
    fn parts_nesting_and_definitions_are_bounded() {
        let lines = |count| format!("<path d='M0 0{}' stroke='red'/>", "L9 9L0 0".repeat(count));
        assert!(flat(&lines(MAX_PARTS / 2 - 2)).is_ok());
        let too_intricate = |content: &str, expected: &str| {
            let Err(ArtProblem::TooIntricate(why)) = flat(content) else { panic!("{expected}") };
            assert_eq!(why, expected);
        };
        too_intricate(&lines(MAX_PARTS / 2), "more than 500,000 points and shapes");
        let groups = |count| {
            let open = "<g opacity='.9'>".repeat(count);
            format!("{open}<path d='M0 0h1v1'/>{}", "</g>".repeat(count))
        };
        assert!(flat(&groups(MAX_DEPTH)).is_ok());
        too_intricate(&groups(MAX_DEPTH + 1), "more than 100 nested groups");
        let dashes = "<path d='M0 0h1000000' stroke='red' stroke-dasharray='.1'/>";
        too_intricate(dashes, "more than 500,000 points and shapes");
        let gradients = |count| {
            let gradient = "<linearGradient id='l'><stop stop-color='red'/><stop offset='1'/></linearGradient>";
            let rects =
                (0..count).map(|x| format!("<rect x='{x}' width='1' height='1' fill='url(#l)'/>"));
            format!("{gradient}{}", rects.collect::<String>())
        };
        assert!(flat(&gradients(MAX_DEFINITIONS)).is_ok());
        too_intricate(
            &gradients(MAX_DEFINITIONS + 1),
            "more than 5,000 gradients and clipping paths",
        );
    }
}
