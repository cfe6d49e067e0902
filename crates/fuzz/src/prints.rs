//! Harnesses for pictures: each is opened, looked at and printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::model::{Form, Metadata, Original, Raster};
use byline_image::{Crop, Darkroom, Target, open};
use image::{DynamicImage, ImageFormat};
use tempfile::TempDir;

use crate::mutate::{bytes, chunks, tiff, tokens};
use crate::pictures::{
    corners, encode, exif, pdf, press_jpeg, profiled_jpeg, telling_jpeg, telling_png,
};
use crate::{Chance, Harness};

/// The maximum number of pixels that is tried: a header with a large number costs time, and
/// tells nothing.
const MAX_PIXELS: u64 = 250_000;

/// JPEG.
pub(crate) const JPEG: Harness = Harness {
    name: "jpeg",
    seeds: || {
        let photo = corners(90, 60);
        let profile = moxcms::ColorProfile::new_display_p3().encode().expect("it is a profile");
        vec![
            telling_jpeg(&photo, 6, CAPTION),
            press_jpeg(&photo),
            profiled_jpeg(&photo, profile),
            progressive(&photo),
        ]
    },
    mutate: |file, chance| structured(file, chance, chunks::jpeg),
    run: picture,
};

/// PNG.
pub(crate) const PNG: Harness = Harness {
    name: "png",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(90, 60));
        let kinds =
            [plain.to_luma8().into(), plain.to_rgba16().into(), plain.to_luma_alpha8().into()];
        let kinds = kinds.map(|kind: DynamicImage| encode(&kind, ImageFormat::Png));
        [telling_png(&corners(90, 60))].into_iter().chain(kinds).collect()
    },
    mutate: |file, chance| structured(file, chance, chunks::png),
    run: picture,
};

/// TIFF.
pub(crate) const TIFF: Harness = Harness {
    name: "tiff",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(40, 30));
        let kinds = [
            plain.clone(),
            plain.to_luma8().into(),
            plain.to_rgba16().into(),
            plain.to_rgb32f().into(),
        ];
        kinds.iter().map(|kind| encode(kind, ImageFormat::Tiff)).collect()
    },
    mutate: tiff::change,
    run: picture,
};

/// WebP.
pub(crate) const WEBP: Harness = Harness {
    name: "webp",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(90, 60));
        let flat = DynamicImage::ImageRgba8(image::RgbaImage::from_fn(40, 30, |x, _| {
            image::Rgba([if x < 20 { 0 } else { 200 }, 9, 9, 128])
        }));
        [plain, flat].iter().map(|kind| encode(kind, ImageFormat::WebP)).collect()
    },
    mutate: |file, chance| structured(file, chance, chunks::webp),
    run: picture,
};

/// GIF.
pub(crate) const GIF: Harness = Harness {
    name: "gif",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(40, 30));
        [plain.clone(), plain.to_rgba8().into()]
            .iter()
            .map(|kind| encode(kind, ImageFormat::Gif))
            .collect()
    },
    mutate: bytes::change,
    run: picture,
};

/// SVG.
pub(crate) const SVG: Harness = Harness {
    name: "svg",
    seeds: || DRAWINGS.map(|drawing| drawing.as_bytes().to_vec()).to_vec(),
    mutate: |file, chance| tokens::change(file, &SVG_WORDS, chance),
    run: picture,
};

/// PDF.
pub(crate) const PDF: Harness = Harness {
    name: "pdf",
    seeds: || vec![pdf(), painted_pdf()],
    mutate: |file, chance| {
        if chance.one_in(4) {
            bytes::change(file, chance)
        } else {
            tokens::change(file, &PDF_WORDS, chance)
        }
    },
    run: picture,
};

/// A block of metadata: its first byte says which kind it is, and so in which file it is tried.
pub(crate) const METADATA: Harness = Harness {
    name: "metadata",
    seeds: || {
        let telling = telling_jpeg(&corners(16, 16), 6, CAPTION);
        let segment = |mark: &[u8]| {
            let start = telling.windows(mark.len()).position(|window| window == mark);
            let start = start.expect("the photo has the block");
            let length = usize::from(u16::from_be_bytes([telling[start - 2], telling[start - 1]]));
            telling[start..start + length - 2].to_vec()
        };
        vec![
            [b"E".as_slice(), &exif(6)[6..]].concat(),
            [b"T".as_slice(), &encode(&corners(8, 8).into(), ImageFormat::Tiff)].concat(),
            [b"X".as_slice(), &segment(XMP)[XMP.len()..]].concat(),
            [b"I".as_slice(), &segment(IPTC)].concat(),
        ]
    },
    mutate: |file, chance| {
        let mut block = file.split_off(1.min(file.len()));
        match file.first() {
            Some(b'X') => tokens::change(&mut block, &XMP_WORDS, chance),
            Some(b'E' | b'T') => tiff::change(&mut block, chance),
            _ => bytes::change(&mut block, chance),
        }
        file.extend(block);
    },
    run: metadata,
};

/// A file of the cache of prints: whatever it holds, the next run makes the same print.
pub(crate) const CACHE: Harness = Harness {
    name: "cache",
    seeds: || {
        let stage = Stage::new();
        let original = stage.open(&telling_png(&corners(32, 24))).expect("the picture is sound");
        stage.print(&original);
        stage.cached().iter().filter_map(|path| fs::read(path).ok()).collect()
    },
    mutate: bytes::change,
    run: |file| {
        let stage = Stage::new();
        let original = stage.open(&telling_png(&corners(32, 24))).expect("the picture is sound");
        let fresh = stage.print(&original);
        for path in stage.cached() {
            fs::write(path, file).expect("the cache can be written to");
        }
        assert_eq!(fresh, stage.print(&original), "a damaged entry was printed");
    },
};

const CAPTION: &str = "<dc:description>The pier</dc:description>\
    <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>";

/// The beginnings of the blocks in the segments of a JPEG.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const IPTC: &[u8] = b"Photoshop 3.0\0";

const XMP_WORDS: [&str; 24] = [
    "<rdf:Alt>",
    "</rdf:Alt>",
    "<rdf:Seq>",
    "<rdf:li>",
    "</rdf:li>",
    "xml:lang='x-default'",
    "<dc:description>",
    "</dc:description>",
    "<dc:creator>",
    "<dc:rights>",
    "rdf:parseType='Resource'",
    "photoshop:Credit='x'",
    "photoshop:DateCreated='2024-02-30'",
    "Iptc4xmpCore:AltTextAccessibility",
    "<rdf:Description",
    "rdf:about=''",
    "xmlns:a='b'",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&#x0;",
    "&amp;",
    "\0",
];

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

const SVG_WORDS: [&str; 60] = [
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

/// Damages the structure of a file, or once in four times any bytes.
fn structured(file: &mut Vec<u8>, chance: &mut Chance, change: fn(&mut Vec<u8>, &mut Chance)) {
    if chance.one_in(4) { bytes::change(file, chance) } else { change(file, chance) }
}

/// Returns a progressive JPEG.
fn progressive(photo: &image::RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 80);
    encoder.set_progressive(true);
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let (width, height) = (side(photo.width()), side(photo.height()));
    encoder.encode(photo, width, height, jpeg_encoder::ColorType::Rgb).expect("it has pixels");
    file
}

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

/// Opens and prints a picture.
fn picture(file: &[u8]) {
    let stage = Stage::without_cache();
    let Some(original) = stage.open(file) else { return };
    match &original.form {
        Form::Raster(raster) => {
            assert!(u64::from(raster.width) * u64::from(raster.height) <= MAX_PIXELS);
            drop(stage.darkroom().look(&original));
            drop(stage.print(&original));
        }
        Form::Art(art) => {
            assert!(art.width.is_finite() && art.width > 0.0, "its width is {}", art.width);
            assert!(art.height.is_finite() && art.height > 0.0, "its height is {}", art.height);
        }
    }
    are_lines(&original.metadata);
}

/// Opens the picture that has a block of metadata.
fn metadata(file: &[u8]) {
    let Some((kind, block)) = file.split_first() else { return };
    let app = |marker: u8, mark: &[u8]| {
        let mut jpeg = encode(&corners(8, 8).into(), ImageFormat::Jpeg);
        let length = u16::try_from(2 + mark.len() + block.len()).ok()?;
        let head = [&[0xff, marker], length.to_be_bytes().as_slice(), mark, block].concat();
        jpeg.splice(2..2, head);
        Some(jpeg)
    };
    let whole = match kind {
        b'E' => app(0xe1, b"Exif\0\0"),
        b'X' => app(0xe1, XMP),
        b'I' => app(0xed, b""),
        _ => Some(block.to_vec()),
    };
    if let Some(original) = whole.and_then(|whole| Stage::without_cache().open(&whole)) {
        are_lines(&original.metadata);
    }
}

/// Asserts that each text is one line with words.
fn are_lines(metadata: &Metadata) {
    let Metadata { alt, caption, credit, copyright, source, digital_source, .. } = metadata;
    let single = [alt, caption, credit, copyright, source, digital_source].into_iter().flatten();
    for text in single.chain(&metadata.creators).chain(&metadata.people) {
        assert!(!text.trim().is_empty() && !text.contains('\n'), "{text:?} is no line");
    }
}

/// A folder with a picture and, perhaps, a cache.
struct Stage {
    folder: TempDir,
    root: PathBuf,
}

impl Stage {
    fn new() -> Self {
        let folder = TempDir::new().expect("there is a folder for temporary files");
        Self { root: folder.path().to_owned(), folder }
    }

    /// Makes a stage whose cache has no folder, which saves time.
    fn without_cache() -> Self {
        Self { root: PathBuf::from("/dev/null"), ..Self::new() }
    }

    fn open(&self, file: &[u8]) -> Option<Arc<Original>> {
        let path = self.folder.path().join("picture");
        fs::write(&path, file).expect("the folder can be written to");
        open(&path, MAX_PIXELS).ok().map(Arc::new)
    }

    fn darkroom(&self) -> Darkroom {
        Darkroom::new(&self.root, 1 << 20)
    }

    /// Prints all of a picture, and a part of it in grey and smaller.
    fn print(&self, original: &Arc<Original>) -> Vec<Option<Vec<u8>>> {
        let Form::Raster(Raster { width, height, .. }) = original.form else { return vec![] };
        let whole = Crop { left: 0, top: 0, width, height };
        let part = Crop {
            left: width / 3,
            top: height / 3,
            width: (width / 2).max(1),
            height: (height / 2).max(1),
        };
        let small = (part.width.div_ceil(2), part.height.div_ceil(3));
        let targets = [
            Target { crop: whole, size: (width, height), grey: false, quality: 90 },
            Target { crop: part, size: small, grey: true, quality: 97 },
        ];
        let prints = targets.map(|target| {
            let print = self.darkroom().prints(&[(Arc::clone(original), target)]).pop()?.ok()?;
            let printed = image::load_from_memory(&print.file).expect("a print can be opened");
            assert_eq!((printed.width(), printed.height()), target.size);
            Some(print.file)
        });
        prints.into()
    }

    /// Returns the entries of the cache.
    fn cached(&self) -> Vec<PathBuf> {
        fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    gather(&entry.path(), found);
                } else {
                    found.push(entry.path());
                }
            }
        }
        let mut found = Vec::new();
        gather(&self.root.join(byline_core::cache_folder::CACHE_FOLDER).join("photos"), &mut found);
        found.sort();
        found
    }
}
