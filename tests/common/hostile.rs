//! Hostile vector art: small files that ask for unlimited time, memory or stack.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use lopdf::{Dictionary, Stream};

/// A picture file: its name and its bytes.
pub(crate) type File = (&'static str, Vec<u8>);

/// Returns data compressed in the format of zlib. It must be long enough for that to be shorter.
pub(crate) fn deflate(data: Vec<u8>) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), data);
    stream.compress().unwrap();
    assert!(stream.dict.has(b"Filter"));
    stream.content
}

pub(crate) fn svg(content: &str) -> Vec<u8> {
    let root = "<svg xmlns='http://www.w3.org/2000/svg' width='5000' height='5000'>";
    format!("{root}{content}</svg>").into_bytes()
}

/// Returns ten levels of ten parts, each of which draws the next level.
fn levels(level: impl Fn(usize, String) -> String) -> String {
    let all: String = (0..10).map(|number| level(number, format!("l{}", number + 1))).collect();
    all + "<rect id='l10' width='9' height='9'/>"
}

/// Returns SVGs that cannot be printed.
pub(crate) fn drawings() -> Vec<File> {
    let rect = "<rect width='5000' height='5000'";
    let filtered =
        |steps: &str| svg(&format!("<filter id='f'>{steps}</filter>{rect} filter='url(#f)'/>"));
    let inside = |tag: &'static str, by: &'static str| {
        move |number, next| {
            let part = format!("<rect width='9' height='9' {by}='url(#{next})'/>").repeat(10);
            format!("<{tag} id='l{number}' width='1' height='1'>{part}</{tag}>")
        }
    };
    let uses = |number, next| {
        format!("<g id='l{number}'>{}</g>", format!("<use href='#{next}'/>").repeat(10))
    };
    let ten = |level: usize| format!("&l{level};").repeat(10);
    let entities = (1..10).map(|level| format!("<!ENTITY l{level} '{}'>", ten(level - 1)));
    let entities = entities.collect::<Vec<_>>().concat();
    let laughs = format!("<!DOCTYPE svg [<!ENTITY l0 'ha'>{entities}]><svg>&l9;</svg>");
    let marker = "<path d='M0 0h1v1z'/>".repeat(1000);
    vec![
        ("blurs.svg", filtered(&"<feGaussianBlur stdDeviation='9'/>".repeat(600))),
        (
            "displacement.svg",
            filtered(&"<feDisplacementMap in2='SourceGraphic' scale='50'/>".repeat(300)),
        ),
        ("turbulence.svg", filtered("<feTurbulence baseFrequency='.5' numOctaves='1000000000'/>")),
        ("images.svg", filtered(&"<feImage href='#f'/>".repeat(1000))),
        ("deep.svg", svg(&("<g>".repeat(200_000) + &"</g>".repeat(200_000)))),
        ("faded.svg", svg(&("<g opacity='.9'>".repeat(900) + rect + "/>" + &"</g>".repeat(900)))),
        ("uses.svg", svg(&levels(uses))),
        ("patterns.svg", svg(&(levels(inside("pattern", "fill")) + rect + " fill='url(#l0)'/>"))),
        ("masks.svg", svg(&(levels(inside("mask", "mask")) + rect + " mask='url(#l0)'/>"))),
        ("laughs.svg", laughs.into_bytes()),
        (
            "huge.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='1e30' height='1e30'/>".into(),
        ),
        ("dashes.svg", svg("<path d='M0 0h1e9' stroke='red' stroke-dasharray='.001'/>")),
        ("path.svg", svg(&format!("<path d='M0 0{}'/>", "L1 1".repeat(4_000_000)))),
        (
            "markers.svg",
            svg(&format!(
                "<marker id='m'>{marker}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
                "L1 1".repeat(100_000)
            )),
        ),
        ("marks.svg", svg(&format!("<text>a{}</text>", "\u{301}".repeat(300_000)))),
        ("letters.svg", svg(&format!("<text>{}</text>", "a\u{301}".repeat(300_000)))),
    ]
}

/// Returns SVGs that are strange, but that may be printed.
pub(crate) fn strange_drawings() -> Vec<File> {
    let bomb = [b"x\0\0".as_slice(), &deflate(vec![0; 100 << 20])].concat();
    let picture = super::rasters::png(&[(b"iCCP", &bomb)]);
    let picture = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, picture);
    let own = "<pattern id='p' width='1' height='1'><rect width='9' height='9' fill='url(#p)'/>\
               </pattern><rect width='9' height='9' fill='url(#p)'/>";
    let far = "<g transform='matrix(1e38 0 0 1e38 1e38 1e38)'><rect width='9e37' height='9' \
               opacity='.5' filter='url(#f)'/></g><filter id='f'><feOffset dx='1e38'/></filter>";
    vec![
        ("own.svg", svg(own)),
        ("far.svg", svg(far)),
        ("comments.svg", svg(&"<!---->".repeat(500_000))),
        ("profile.svg", svg(&format!("<image href='data:image/png;base64,{picture}'/>"))),
    ]
}

/// Returns a PDF of numbered objects: its catalogue, its pages, and so on.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let (mut file, mut places) = (b"%PDF-1.7\n".to_vec(), Vec::new());
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, count) = (file.len(), objects.len() + 1);
    file.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    file.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    let trailer = format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.extend(trailer.bytes());
    file
}

fn stream(head: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{head}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// Returns a stream that is compressed if it is long.
fn deflated(head: &str, content: Vec<u8>) -> Vec<u8> {
    if content.len() < 1000 {
        return stream(head, &content);
    }
    stream(&format!("{head}/Filter/FlateDecode"), &deflate(content))
}

/// Returns a PDF of one page. Further objects have numbers from 5 on.
fn page(resources: &str, content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<{resources}>>>>"
    );
    let first = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        page.into_bytes(),
        content,
    ];
    pdf(&[&first[..], more].concat())
}

fn painted(resources: &str, content: &str, more: &[Vec<u8>]) -> Vec<u8> {
    page(resources, deflated("", content.into()), more)
}

/// Returns a PDF whose page is in an object stream with this head and content.
fn packed(head: &str, content: Vec<u8>) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = [0; 7];
    let objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec()),
        (5, deflated(&format!("/Type/ObjStm{head}"), content)),
    ];
    for (number, object) in objects {
        places[number] = file.len();
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    places[6] = start;
    let entries = places.iter().enumerate().flat_map(|(number, place)| match number {
        3 => [2, 0, 0, 0, 5, 0, 0],
        0 | 4 => [0; 7],
        _ => {
            let [a, b, c, d] = u32::try_from(*place).unwrap().to_be_bytes();
            [1, a, b, c, d, 0, 0]
        }
    });
    let entries: Vec<u8> = entries.collect();
    file.extend(b"6 0 obj\n");
    file.extend(stream("/Type/XRef/Size 7/W[1 4 2]/Root 1 0 R", &entries));
    file.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

fn form(resources: &str, content: &str) -> Vec<u8> {
    let head = format!("/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<<{resources}>>");
    stream(&head, content.as_bytes())
}

fn image(head: &str, content: &[u8]) -> Vec<u8> {
    stream(&format!("/Type/XObject/Subtype/Image{head}"), content)
}

/// Returns PDFs that cannot be printed.
pub(crate) fn pages() -> Vec<File> {
    const PATTERN: &str = "/Pattern<</P 5 0 R>>";
    const FONT: &str = "/Font<</F 5 0 R>>";
    const IMAGE: &str = "/XObject<</I 5 0 R>>";
    let paint = "/Pattern cs /P scn 0 0 99 99 re f";
    let tiling = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9";
    let tiling = stream(&format!("{tiling}/Resources<<{PATTERN}>>"), paint.as_bytes());
    let glyph = stream("", b"9 0 d0 BT /F 1 Tf (aa) Tj ET");
    let font = "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs\
                <</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]\
                /Resources<</Font<</F 5 0 R>>>>>>";
    let forms: Vec<_> = (6..18)
        .map(|next| form(&format!("/XObject<</X {next} 0 R>>"), &"/X Do ".repeat(10)))
        .chain([form("", "0 0 9 9 re f")])
        .collect();
    let shading =
        "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]/Function 5 0 R>>>>";
    let function = "/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1]";
    let function = deflated(function, ("{".repeat(500_000) + &"}".repeat(500_000)).into());
    let twice = deflate(deflate(vec![b' '; 300 << 20]));
    // A JPEG 2000 of 60,000 by 60,000 pixels (ISO/IEC 15444-1, A.5.1) without content.
    let side = 60_000_u32.to_be_bytes();
    let codestream = [
        &b"\xff\x4f\xff\x51\0\x29\0\0"[..],
        &[side, side, [0; 4], [0; 4], side, side, [0; 4], [0; 4]].concat(),
        b"\0\x01\x07\x01\x01\xff\x52\0\x0c\0\0\0\x01\0\x05\x04\x04\0\x01\xff\x5c\0\x13",
        &[0x40; 17],
        b"\xff\x90\0\x0a\0\0\0\0\0\0\0\x01\xff\x93\0\xff\xd9",
    ]
    .concat();
    let grey = "/Width 10/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray";
    let fax = "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000/Rows 2000000000>>";
    let rows = "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000/Colors 30>>";
    vec![
        ("stack.pdf", painted("", &"[".repeat(2_000_000), &[])),
        ("packed.pdf", packed("/N 1/First 4", format!("3 0 {}", "<</A".repeat(7_500_000)).into())),
        ("functions.pdf", painted(shading, "/S sh", &[function])),
        ("tiling-self.pdf", painted(PATTERN, paint, &[tiling])),
        ("type3-self.pdf", painted(FONT, "BT /F 9 Tf (a) Tj ET", &[font.into(), glyph])),
        ("bomb.pdf", page("", stream("/Filter[/FlateDecode/FlateDecode]", &twice), &[])),
        ("clips.pdf", painted("", &"q 0 0 1 1 re W n ".repeat(2_000_000), &[])),
        ("states.pdf", painted("", &"q ".repeat(3_000_000), &[])),
        ("forms.pdf", painted("/XObject<</X 5 0 R>>", "/X Do", &forms)),
        ("dashes.pdf", painted("", "[.0001] 0 d 0 0 m 1000000 0 l S", &[])),
        ("shapes.pdf", painted("", &"0 0 9 9 re f ".repeat(300_000), &[])),
        (
            "jpx.pdf",
            painted(IMAGE, "/I Do", &[image("/Width 10/Height 10/Filter/JPXDecode", &codestream)]),
        ),
        ("fax.pdf", painted(IMAGE, "/I Do", &[image(&format!("{grey}{fax}"), &[0xff; 99])])),
        (
            "rows.pdf",
            painted(IMAGE, "/I Do", &[image(&format!("{grey}{rows}"), &deflate(vec![0; 999]))]),
        ),
    ]
}

/// Returns PDFs that are strange, but that may be printed.
pub(crate) fn strange_pages() -> Vec<File> {
    const IMAGE: &str = "/XObject<</I 5 0 R>>";
    let huge = "/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB";
    let masked = "/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 5 0 R";
    let shading = |function: &str| {
        let resources = "/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]/Function 5 0 R>>>>";
        painted(resources, "/S sh", &[function.into()])
    };
    let twice = "<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[.5]/Encode[0 1 0 1]>>";
    let mesh = "/ShadingType 5/ColorSpace/DeviceRGB/BitsPerCoordinate 32/BitsPerComponent 16\
                /VerticesPerRow 2000000000/Decode[0 200 0 200 0 1 0 1 0 1]";
    let soft = form("/Group<</S/Transparency>>/ExtGState<</G 5 0 R>>", "/G gs 0 0 9 9 re f");
    let state = b"<</SMask<</S/Luminosity/G 6 0 R>>>>".to_vec();
    let nowhere = b"%PDF-1.7\nxref\n0 4000000000\n0000000000 65535 f \ntrailer\n\
                    <</Size 2000000000/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF";
    vec![
        ("mask-self.pdf", painted("/ExtGState<</G 5 0 R>>", "/G gs 0 0 9 9 re f", &[state, soft])),
        ("image-self.pdf", painted(IMAGE, "/I Do", &[image(masked, &[9; 81])])),
        ("function-self.pdf", shading(twice)),
        ("mesh.pdf", painted("/Shading<</S 5 0 R>>", "/S sh", &[stream(mesh, b"x")])),
        ("huge.pdf", painted(IMAGE, "/I Do", &[image(huge, b"x")])),
        ("inline.pdf", painted("", "BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI", &[])),
        ("count.pdf", packed("/N 2000000000/First 2000000000", b"3 0 <</Type/Page>>".to_vec())),
        (
            "pages-self.pdf",
            pdf(&[b"<</Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[2 0 R 2 0 R]>>".to_vec()]),
        ),
        ("tables-self.pdf", nowhere.to_vec()),
        ("objects-self.pdf", pdf(&[b"2 0 R".to_vec(), b"1 0 R".to_vec()])),
    ]
}
