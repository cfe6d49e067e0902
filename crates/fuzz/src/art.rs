//! Harnesses for vector art: drawings with everything that costs an effort to draw.
//!
//! Run in one process, they end at the first drawing that takes too much memory. `cargo test`
//! therefore draws in processes of their own, as byline does.

use crate::Harness;
use crate::mutate::{bytes, tokens};
use crate::pictures::pdf;
use crate::prints::picture;

/// SVG.
pub(crate) const SVG: Harness = Harness {
    name: "svg",
    seeds: || DRAWINGS.map(|drawing| drawing.as_bytes().to_vec()).to_vec(),
    mutate: |file, rng| tokens::change(file, &SVG_WORDS, rng),
    run: picture,
};

/// PDF.
pub(crate) const PDF: Harness = Harness {
    name: "pdf",
    seeds: || vec![pdf(), painted_pdf()],
    mutate: |file, rng| {
        if rng.one_in(4) {
            bytes::change(file, rng);
        } else {
            tokens::change(file, &PDF_WORDS, rng);
        }
    },
    run: picture,
};

const DRAWINGS: [&str; 4] = [
    "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><defs><linearGradient id='a'>\
     <stop stop-color='#123'/></linearGradient><g id='b'><path d='M0 0L9 9Z' fill='url(#a)'/></g>\
     </defs><use href='#b' x='9'/><text>Tides</text></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'><style>.a{fill:red;stroke:#00f}\
     g rect{opacity:.5}</style><filter id='f'><feGaussianBlur stdDeviation='2'/><feOffset dx='1'/>\
     </filter><mask id='m'><rect width='50%' height='9' fill='#fff'/></mask><g filter='url(#f)' \
     mask='url(#m)'><rect class='a' width='30' height='20' rx='3'/><circle r='9' cx='40' cy='20'/></g></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9cm' \
     height='6cm'><pattern id='p' width='4' height='4' patternUnits='userSpaceOnUse'><path d='M0 0h2v2z'/>\
     </pattern><clipPath id='c'><ellipse rx='9' ry='7'/></clipPath><symbol id='s' viewBox='0 0 9 9'>\
     <polygon points='0,0 9,9 0,9'/></symbol><use xlink:href='#s' width='20' height='20' \
     clip-path='url(#c)' transform='rotate(30) scale(2)'/><rect fill='url(#p)' width='90' height='60' \
     stroke-dasharray='1 2'/></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><image width='9' height='9' \
     href='data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'/>\
     <marker id='k'><path d='M0 0A5 3 20 0 1 9 9C1 2 3 4 5 6'/></marker><polyline points='0 0 5 5 9 0' \
     marker-mid='url(#k)'/><switch><g requiredFeatures='x'/><text><tspan dx='1 2'>a</tspan></text></switch></svg>",
];

const SVG_WORDS: [&str; 62] = [
    "<g>",
    "</g>",
    "<defs>",
    "</defs>",
    "<use href='#b'/>",
    "<use href='#s'/>",
    "href='#a'",
    "<svg",
    "</svg>",
    "<symbol id='b'>",
    "</symbol>",
    "<pattern id='a'>",
    "</pattern>",
    "<mask id='m'>",
    "</mask>",
    "<filter id='f'>",
    "</filter>",
    "<feMerge>",
    "<feTile/>",
    "<feImage href='#b'/>",
    "<feTurbulence numOctaves='99'/>",
    "<feMorphology radius='99'/>",
    "<feConvolveMatrix order='9'/>",
    "<feDisplacementMap/>",
    "<clipPath id='c' clip-path='url(#c)'>",
    "</clipPath>",
    "<marker id='k'>",
    "<image href='data:,x'/>",
    "<style>",
    "</style>",
    "*{",
    "}",
    "/*",
    "*/",
    "fill='url(#p)'",
    "stroke='url(#a)'",
    "mask='url(#m)'",
    "filter='url(#f)'",
    "filter='blur(9px)'",
    "clip-path='url(#c)'",
    "transform='scale(1e9)'",
    "viewBox='0 0 0 0'",
    "width='1e9'",
    "height='100%'",
    "stroke-width='1e9'",
    "stroke-dasharray='0.001'",
    "font-size='1e9'",
    "<text>",
    "</text>",
    "<tspan>",
    "<textPath href='#b'>",
    "<switch>",
    "<a href='https://a.example'>",
    "<script>",
    "<foreignObject>",
    "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
    "&a;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "style='fill:inherit'",
];

const PDF_WORDS: [&str; 70] = [
    "obj",
    "endobj",
    "stream",
    "endstream",
    "1 0 R",
    "3 0 R",
    "4 0 R",
    "6 0 R",
    "7 0 R",
    "<<",
    ">>",
    "[",
    "]",
    "/Type",
    "/Pages",
    "/Page",
    "/Kids",
    "/Count",
    "/Parent",
    "/Contents",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/UserUnit",
    "/Filter",
    "/FlateDecode",
    "/ASCIIHexDecode",
    "/LZWDecode",
    "/RunLengthDecode",
    "/DCTDecode",
    "/JBIG2Decode",
    "/CCITTFaxDecode",
    "/JPXDecode",
    "/DecodeParms",
    "/Length",
    "/XObject",
    "/Subtype",
    "/Form",
    "/Image",
    "/Width",
    "/Height",
    "/ColorSpace",
    "/Indexed",
    "/Separation",
    "/ICCBased",
    "/DeviceCMYK",
    "/Pattern",
    "/PatternType 1",
    "/Shading",
    "/ShadingType 7",
    "/Function",
    "/FunctionType 4",
    "/ExtGState",
    "/SMask",
    "/Font",
    "/Type3",
    "/CharProcs",
    "/Encrypt",
    "/ObjStm",
    "/XRef",
    "/Prev",
    "q",
    "Q",
    "cm",
    "re",
    "W n",
    "f",
    "Do",
    "BI ID EI",
];

/// Returns a PDF with a form, a pattern, a shading, a function, a soft mask, a glyph and a
/// picture, without a table of its objects: readers look for them themselves.
fn painted_pdf() -> Vec<u8> {
    let stream = |dictionary: &str, content: &str| {
        format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
    };
    let resources = "/Resources << /XObject << /F 5 0 R /I 8 0 R >> /Pattern << /P 6 0 R >> \
        /Shading << /S 7 0 R >> /ExtGState << /G << /SMask << /S /Luminosity /G 5 0 R >> /ca 0.5 >> >> \
        /Font << /T 9 0 R >> >>";
    let content = "q /G gs 2 0 0 2 5 5 cm /F Do Q /Pattern cs /P scn 0 0 60 40 re f /S sh q 9 0 0 9 0 0 \
        cm /I Do Q BT /T 9 Tf (a) Tj ET 0 0 m 9 9 l 1 2 3 4 5 6 c h S";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 120 80] /Contents 4 0 R {resources} >>"),
        stream("", content),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency >>", "1 0 0 rg 0 0 9 9 re f"),
        stream("/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>", "0 1 0 rg 1 1 5 5 re f"),
        "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 50 50] /Function << /FunctionType 2 \
         /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> >>".to_owned(),
        stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace \
            /DeviceGray /Filter /ASCIIHexDecode", "00FF80FF>"),
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << \
         /a 10 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] \
         /Resources << >> >>".to_owned(),
        stream("", "9 0 0 0 9 9 d1 0 0 5 5 re f"),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    for (number, object) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    file.extend(b"trailer\n<< /Size 11 /Root 1 0 R >>\n%%EOF");
    file
}
