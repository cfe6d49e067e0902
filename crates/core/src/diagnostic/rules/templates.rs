//! Findings about templates, fonts and pages.

use super::declare::rules;

rules! {
    TEMPLATE: "template", Error, Content {
        meaning: "Something in a template does not compile, or it has no function `main`. The \
                  finding stands in the template's file.",
        remedy: "See the documentation of Typst.",
        of_template: true,
    }
    TEMPLATE_WARNING: "template-warning", Warning, Content {
        meaning: "The typesetter has a remark on a template.",
        remedy: "See the documentation of Typst.",
        of_template: true,
    }
    OUTDATED_TEMPLATE: "outdated-template", Warning, Content {
        meaning: "A template of the project was made for another version of the contract than \
                  this byline gives. It may still work; look at its pages.",
        remedy: "Change the template as docs/contract-4.md says, and raise `contract` \
                 in its `template.toml`; or move it aside and copy it afresh with `byline \
                 templates copy`.",
        of_template: true,
        example: r"contract = 1",
    }
    TEMPLATE_LIMIT: "template-limit", Error, Content {
        meaning: "A template of the project takes longer than 30 seconds over one record, asks \
                  for more than 2 GB of memory (on Linux), or nests values too deeply. It was \
                  stopped; all other documents are made.",
        of_template: true,
        example: r"#for a in range(100000) { for b in range(100000) { } }",
        syntax: "typst",
    }
    TEMPLATE_STOPPED: "template-stopped", Error, Content {
        meaning: "A template of the project exceeded its limits on three records (see \
                  `template-limit`), so byline did not try it on the others in this run. The \
                  documents of all other templates are made.",
        remedy: "Correct the template, then build again: byline makes the documents that are \
                 missing.",
        of_template: true,
    }
    UNKNOWN_TEMPLATE: "unknown-template", Error, Usage {
        meaning: "Neither the project nor byline has a template of this name.",
        remedy: "run `byline templates` to list all templates.",
    }
    UNKNOWN_FONT: "unknown-font", Error, Content {
        meaning: "A template asks for a font that is not there. The text could vanish.",
        remedy: "The hint lists the fonts.",
        of_template: true,
    }
    UNUSABLE_FONT: "unusable-font", Warning, Usage {
        meaning: "A file in `fonts/` is damaged, or is no font that can be used. Fonts for the \
                  web (`.woff`, `.woff2`) cannot.",
        remedy: "Get it as `.ttf` or `.otf`.",
    }
    OFF_PAGE: "off-page", Error, Content {
        meaning: "Some text would be printed off its page, and lost.",
        remedy: "Shorten or divide it. In a template of your own, let its block break across \
                 pages.",
        of_template: true,
    }
    OVERPRINT: "overprint", Error, Content {
        meaning: "A text is printed over another text, a picture or a line, or a coloured area is \
                  printed over it: nobody could read it.",
        remedy: "Shorten the text, or divide it. In a template of your own, give it more room. \
                 Where a text is meant to stand over a picture, label its block: \
                 `#block[…] <overlay>`.",
        of_template: true,
    }
    OUTSIDE_BLOCK: "outside-block", Error, Content {
        meaning: "A text is wider or higher than the block that the template gives it, and sticks \
                  out of it or is cut off.",
        remedy: "Shorten the text, or divide it. In a template of your own, give it more room. \
                 Where it is meant to stick out, label its block: `#block[…] <overlay>`.",
        of_template: true,
    }
    PAGE_BUDGET: "page-budget", Error, Content {
        meaning: "A document takes more pages than its template allows, even at the last step \
                  towards fewer: the summary is one page, always. The hints name the texts of \
                  the record to shorten, and by how much.",
        example: r#"bottom-line = "Two sentences, not two paragraphs.""#,
    }
    PAGE_DIFFERS: "page-differs", Error, Content {
        meaning: "`byline templates test` set a page of a test record, and it is not as it was \
                  stored. A picture of the difference lies beside the test records, in \
                  `output/differences`.",
        remedy: "If the page is as it should be, store it: `byline templates test --update`.",
    }
    PDF_STANDARD: "pdf-standard", Error, Content {
        meaning: "The document cannot be written as PDF/A-2a and PDF/UA-1.",
        remedy: "The message says what stands in the way.",
        of_template: true,
    }
}
