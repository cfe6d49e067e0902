//! Text over text: what a template prints over something else, or outside its block, is an error
//! that names the words and their place.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, Run};

const LEAD: &str = "Engineers and harbour masters compared a century of tide records from seven \
                    harbours, and agreed to publish them together, in a single day of much typing.";

const PICTURE: &str = "image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='100' \
    height='20'><rect width='100' height='20' fill='#ccc'/></svg>\"), alt: \"Fog\", width: 100%)";

/// Builds a record with a template of the project's own, which prints this.
fn printed(body: &str) -> Run {
    let project = Project::new();
    project.write("byline.toml", "organisation = 'Office'\ntemplates = ['own']\n");
    let record = format!(
        "title = 'Harbour Day at Westhaven'\nstart = 2025-05-14\nmode = 'offline'\n\
         standfirst = 'A day on the pier.'\nlead = \"{LEAD}\"\n[credits]\nwriter = 'Ada'\n"
    );
    project.write("records/a.toml", record);
    let manifest = "contract = 4\npurpose = 'A page.'\nrecord = 'event'\n";
    project.write("templates/own/template.toml", manifest);
    project.write(
        "templates/own/main.typ",
        format!("#let picture = {PICTURE}\n#let main(event, project) = {{\n  title(event.title)\n{body}\n}}\n"),
    );
    project.byline(&["build"])
}

/// What a template prints, the finding about it, what that says, and its place.
const PLANTED: [(&str, &str, &str, &str); 10] = [
    (
        "  block(height: 6mm, width: 60mm, event.lead)\n  event.standfirst",
        "overprint",
        "“from seven harbours,” and “A day on the pier.” are printed over each other on page 1",
        "records/a.toml:5",
    ),
    (
        "  place(top, event.standfirst)",
        "overprint",
        "“Harbour Day” and “A day on the pier.” are printed over each other",
        "records/a.toml:1",
    ),
    (
        "  grid(columns: (30mm, 40mm), [Internationalisierungsstrategie], event.standfirst)",
        "overprint",
        "“Internationalisierungsstrategie” and “A day",
        "templates/own/main.typ:4",
    ),
    (
        "  picture\n  v(-12mm)\n  event.lead",
        "overprint",
        "is printed over a picture on page 1 of `own`",
        "records/a.toml:5",
    ),
    (
        "  event.standfirst\n  v(-5mm)\n  line(length: 60mm)",
        "overprint",
        "“A day on the pier.” is printed over a line",
        "records/a.toml:4",
    ),
    (
        "  table(columns: (12mm, 20mm), [Internationalisierung], [x])",
        "overprint",
        "“Internationalisierung” is printed over a line",
        "templates/own/main.typ:4",
    ),
    (
        "  event.standfirst\n  v(-9mm)\n  rect(width: 100%, height: 8mm, fill: red)",
        "overprint",
        "“A day on the pier.” is printed under a coloured area",
        "records/a.toml:4",
    ),
    (
        "  block(clip: true, height: 7mm, width: 60mm, event.lead)",
        "outside-block",
        "does not fit into its block",
        "records/a.toml:5",
    ),
    (
        "  box(width: 20mm)[Internationalisierungsstrategie]",
        "outside-block",
        "“Internationalisierungsstrategie” does not fit into its block",
        "templates/own/main.typ:4",
    ),
    (
        "  move(dx: 160mm, event.standfirst)",
        "off-page",
        "“A day on the pier.” would be printed off page 1",
        "records/a.toml:4",
    ),
];

#[test]
fn what_is_printed_over_something_is_an_error() {
    for (body, code, message, place) in PLANTED {
        let run = printed(body);
        assert_eq!(run.code, 1, "{body}: {run:?}");
        let error = run.stderr.split("\n\n").find(|part| part.contains(&format!("error[{code}]")));
        let error = error.unwrap_or_else(|| panic!("{body}: {run:?}"));
        assert!(error.contains(message), "{body}: {error}");
        assert!(error.contains(place), "{body}: {error}");
    }
}

#[test]
fn what_is_set_tight_or_drawn_on_is_no_error() {
    let run = printed(
        "  set page(background: rotate(30deg, text(60pt, luma(90%))[DRAFT]), \
             foreground: rotate(-45deg, text(50pt, luma(80%))[COPY]))\n\
         { set par(leading: 0.2em); event.lead }\n\
         parbreak()\n\
         for drawn in (underline, strike, overline, highlight) { drawn(event.title) + parbreak() }\n\
         underline(stroke: 3pt, offset: 0pt, event.title)\n\
         block(fill: luma(220), event.lead)\n\
         block(fill: luma(220), inset: 1pt, stroke: 0.5pt, event.lead)\n\
         block(stroke: (y: 1pt), inset: (y: 1pt), event.lead)\n\
         table(columns: 3, inset: 1pt, fill: (x, y) => if calc.odd(y) { luma(230) }, table.header[a][b][c], \
             [a], [gypsy], [c], [d], event.title, [f])\n\
         [H#sub[2]O x#super[2] #emph[f]) *fj*#footnote[A note.]]\n\
         grid(columns: 2, text(60pt)[“], event.lead)\n\
         place(left, dx: -8mm, text(40pt)[“])\n\
         event.lead\n\
         pad(left: -20mm, event.lead)\n\
         box(circle(radius: 6pt, stroke: 1pt, align(center + horizon, text(8pt)[7])))\n\
         columns(2, event.lead + event.lead)\n\
         stack(dir: ttb, spacing: 2pt, event.title, line(length: 50%), event.title)\n\
         rotate(90deg, reflow: true, event.title)\n\
         scale(80%, reflow: true, event.title)",
    );
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn a_template_may_mean_to_print_over_a_picture() {
    let over = |body: &str| printed(&format!("  picture\n  v(-12mm)\n  {body}"));
    assert_eq!(over("block(event.lead)").code, 1);
    assert_eq!(over("[#block(event.lead) <overlay>]").code, 0);
    // What is on the picture must still not stand over itself.
    let twice = "block(height: 4mm, width: 50mm, event.lead) + event.standfirst";
    assert_eq!(over(&format!("[#block({{ {twice} }}) <overlay>]")).code, 1);
}
