//! Findings about pictures.

use super::declare::rules;

rules! {
    MISSING_ALT: "missing-alt", Error, Content {
        meaning: "Neither the record nor the photo's metadata describes the photo for readers who \
                  cannot see it. PDF/UA requires an alternative text.",
        remedy: "Add an `alt` that describes what the picture shows. The caption says what it is \
                 about.",
        example: r#"
[[photos]]
file = "hall.jpg"
"#,
    }
    UNUSABLE_PHOTO: "unusable-photo", Error, Content {
        meaning: "The file exists but cannot be printed. It is not a picture, or it is damaged or \
                  incomplete; it is outside the project; it has more than 100 million pixels, \
                  50,000 pixels per side, 256 MB, or 16 MB of data in addition to its pixels; it \
                  is vector art that depends on another file or address, has more than 16 MB or \
                  500,000 points and shapes, or takes more than 2 seconds of processor time or \
                  300 MB of memory to read; it is in a format that must be exported first, such \
                  as HEIC from a phone; or it changed while the document was being built.",
        remedy: "Follow the hint. byline prints JPEG, PNG, WebP, GIF, TIFF, SVG and PDF, in CMYK, \
                 too.",
    }
    MISSING_PHOTO: "missing-photo", Warning, Content {
        meaning: "The file of a photo does not exist yet. byline prints a placeholder with the \
                  caption.",
        remedy: "Put the file in the place that the entry names, and add its `alt`.",
        example: r#"
[[photos]]
file = "photos/to-come.jpg"
"#,
    }
    PHOTO_METADATA: "photo-metadata", Information, Content {
        meaning: "byline takes the caption, creator, credit, copyright notice or alternative text \
                  from the photo's own metadata (IPTC), because the record does not state it.",
        remedy: "Check it; a value in the record takes precedence.",
    }
    ART_TEXT: "art-text", Warning, Content {
        meaning: "An SVG contains text that is not converted to outlines. byline draws it in the \
                  font that the file names if the project has that font, and in one of its own \
                  otherwise.",
        remedy: "Export it with its text converted to outlines; drawing programs also call them \
                 paths or curves.",
    }
    INCOMPLETE_PHOTO: "incomplete-photo", Warning, Content {
        meaning: "The file of a photo lacks the mark of its end, as some programs leave it. All of \
                  its pixels are there, and it is printed.",
        remedy: "Copy the original again, or ask whoever sent it to send it again.",
    }
    UNUSABLE_PROFILE: "unusable-profile", Warning, Content {
        meaning: "The colour profile (ICC) of a picture cannot be used: it is damaged, part of it \
                  is missing, it has more than 8 MB, it is for another kind of picture, such as a \
                  CMYK profile in an RGB picture, or the picture is a TIFF in CMYK. byline prints \
                  the picture as if it had none: RGB as sRGB, and CMYK as if the inks were ideal.",
        remedy: "Open the picture in an image editor, compare its colours with those in the \
                 document, and save it again as sRGB.",
    }
    LOW_RESOLUTION: "low-resolution", Warning, Content {
        meaning: "A picture has too few pixels for the size at which the document prints it: \
                  fewer than 150 per inch, or 75 if the project is set to screen resolution. Only \
                  `build` knows the size.",
        remedy: "Ask for the original, or print it narrower: `width = \"half\"`.",
    }
}
