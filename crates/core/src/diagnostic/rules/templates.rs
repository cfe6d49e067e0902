//! Findings about templates, fonts and pages.

use super::declare::rules;

rules! {
    TEMPLATE: "template", Error, Content {
        meaning: "Something in a template does not compile, or it has no function `main`. The \
                  finding is placed in the template's file.",
        remedy: "See the Typst documentation.",
        of_template: true,
    }
    TEMPLATE_WARNING: "template-warning", Warning, Content {
        meaning: "The typesetter warns about a template.",
        remedy: "See the Typst documentation.",
        of_template: true,
    }
    OUTDATED_TEMPLATE: "outdated-template", Warning, Content {
        meaning: "A template of the project was made for another version of the contract than \
                  that of this byline. It may still work; look at its pages.",
        remedy: "Change the template as described in docs/contract-4.md and set `contract` in its \
                 `template.toml` to the new version, or move it away and copy a fresh one with \
                 `byline templates copy`.",
        of_template: true,
        example: r"contract = 1",
    }
    TEMPLATE_LIMIT: "template-limit", Error, Content {
        meaning: "A template of the project took longer than 30 seconds for one record, used more \
                  than 2 GB of memory (on Linux), or nested values too deeply. byline stopped it, \
                  and builds all other documents.",
        of_template: true,
        example: r"#for a in range(100000) { for b in range(100000) { } }",
        syntax: "typst",
    }
    TEMPLATE_STOPPED: "template-stopped", Error, Content {
        meaning: "A template of the project exceeded its limits on three records (see \
                  `template-limit`), so byline did not try it on the others in this run. byline \
                  builds the documents of all other templates.",
        remedy: "Correct the template, then build again; byline builds only the missing documents.",
        of_template: true,
    }
    UNKNOWN_TEMPLATE: "unknown-template", Error, Usage {
        meaning: "Neither the project nor byline has a template of this name.",
        remedy: "Run `byline templates` to list all templates.",
    }
    UNKNOWN_FONT: "unknown-font", Error, Content {
        meaning: "A template uses a font that is not available, so text could be missing.",
        remedy: "Use one of the fonts that the hint lists.",
        of_template: true,
    }
    UNUSABLE_FONT: "unusable-font", Warning, Usage {
        meaning: "A file in `fonts/` is damaged or is not a usable font. Web fonts (`.woff`, \
                  `.woff2`) cannot be used.",
        remedy: "Get the font as `.ttf` or `.otf`.",
    }
    OFF_PAGE: "off-page", Error, Content {
        meaning: "Some text would run off its page and be lost.",
        remedy: "Shorten or split it. In a template of your own, let its block break across pages.",
        of_template: true,
    }
    OVERPRINT: "overprint", Error, Content {
        meaning: "A text overlaps another text, a picture or a line, or is covered by a coloured \
                  area, so it cannot be read.",
        remedy: "Shorten or split the text. In a template of your own, give it more room. If a \
                 text is meant to be printed over a picture, label its block: `#block[…] \
                 <overlay>`.",
        of_template: true,
    }
    OUTSIDE_BLOCK: "outside-block", Error, Content {
        meaning: "A text is wider or higher than the block that the template reserves for it, and \
                  overflows or is cut off.",
        remedy: "Shorten or split the text. In a template of your own, give it more room. If it \
                 is meant to overflow, label its block: `#block[…] <overlay>`.",
        of_template: true,
    }
    PAGE_BUDGET: "page-budget", Error, Content {
        meaning: "A document has more pages than its template allows, even at the tightest \
                  setting; the summary, for example, always has one page. The hints name the \
                  texts of the record to shorten, and by how much.",
        example: r#"bottom-line = "Two sentences, not two paragraphs.""#,
    }
    PAGE_DIFFERS: "page-differs", Error, Content {
        meaning: "`byline templates test` typeset a page of a test record that differs from the \
                  stored picture. A picture of the difference is next to the test records, in \
                  `output/differences`.",
        remedy: "If the page is correct, store it with `byline templates test --update`.",
    }
    PDF_STANDARD: "pdf-standard", Error, Content {
        meaning: "The document cannot be written as PDF/A-2a and PDF/UA-1.",
        remedy: "See the message for the reason.",
        of_template: true,
    }
}
