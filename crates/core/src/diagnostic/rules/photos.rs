//! Findings about pictures.

use super::declare::rules;

rules! {
    MISSING_ALT: "missing-alt", Error, Content {
        meaning: "A photo is there, and nothing says what it shows to those who cannot see it, \
                  neither the record nor the photo's own metadata. PDF/UA requires it.",
        remedy: "Say what the picture shows; the caption says what it is about.",
        example: r#"
[[photos]]
file = "hall.jpg"
"#,
    }
    UNUSABLE_PHOTO: "unusable-photo", Error, Content {
        meaning: "The file is there and cannot be printed. It is no picture, damaged or cut off; \
                  it is outside the project; it has more than 100 million pixels, 50,000 along a \
                  side, 256 MB, or 16 MB besides its pixels; it is vector art that needs another \
                  file or an address, has more than 16 MB or 500,000 points and shapes, or takes \
                  more than 2 seconds of processor time or 300 MB of memory to read; it is of a \
                  kind that has to be exported first, as the HEIC of a phone; or it changed while \
                  the document was made.",
        remedy: "The hint says what to do. JPEG, PNG, WebP, GIF, TIFF, SVG and PDF are printed, \
                 the colours of a press (CMYK) too.",
    }
    MISSING_PHOTO: "missing-photo", Warning, Content {
        meaning: "The file of a photo is not there yet. A placeholder with the caption is \
                  printed.",
        remedy: "Put the file where the entry says, and add its `alt`.",
        example: r#"
[[photos]]
file = "photos/to-come.jpg"
"#,
    }
    PHOTO_METADATA: "photo-metadata", Information, Content {
        meaning: "The record is silent, and the photo says it itself: photographers write \
                  caption, creator, credit, copyright notice and alternative text into their \
                  files (IPTC). These are printed.",
        remedy: "What the record says, wins.",
    }
    ART_TEXT: "art-text", Warning, Content {
        meaning: "An SVG has text as text, not as outlines. byline draws it in the font that the \
                  file asks for if the project has it, and in one of its own if not.",
        remedy: "Export it with its text as outlines; drawing programs call them paths or curves.",
    }
    UNUSABLE_PROFILE: "unusable-profile", Warning, Content {
        meaning: "A picture says by a colour profile (ICC) how its colours look, and the profile \
                  cannot be used: it is damaged, part of it is missing, it has more than 8 MB, it \
                  is for another kind of picture, such as a CMYK profile in an RGB picture, or \
                  the picture is a TIFF in CMYK. The picture is printed as if it had none: RGB as \
                  sRGB, and CMYK as if the inks were perfect.",
        remedy: "Open the picture in a program for pictures, compare its colours with those in \
                 the document, and save it again as sRGB.",
    }
    LOW_RESOLUTION: "low-resolution", Warning, Content {
        meaning: "A picture has too few pixels for the size at which the document prints it: less \
                  than 150 to an inch, or 75 where the project prints for screens. Only `build` \
                  knows the size.",
        remedy: "Ask for the original, or print it narrower: `width = \"half\"`.",
    }
}
