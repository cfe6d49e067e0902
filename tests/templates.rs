//! Templates: brand, options, page budgets, copies, proofs, and how byline handles faulty ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "runs are waited for")]

#[path = "common/pictures.rs"]
mod pictures;

#[path = "common/runs.rs"]
mod runs;

#[path = "common/strangers.rs"]
mod strangers;

mod common;

use std::fs;

use common::{COLOURFUL, Project, SMALL, repository, test_tools, tool};
use pictures::{corners, telling_png};
use strangers::contents;

#[test]
fn mistakes_in_brand_and_options_are_told_before_anything_is_built() {
    for (file, code, place, words) in [
        ("brand = { accent = 'red' }", "invalid-value", "2:20", "#8a1c33"),
        ("brand = { acent = '#123456' }", "unknown-key", "2:11", "did you mean `accent`?"),
        (
            "brand = { serif = 'Libertinus Seriff' }",
            "unknown-font",
            "2:19",
            "did you mean `Libertinus Serif`?",
        ),
        ("brand = { paper = 'a5' }", "invalid-value", "2:19", "did you mean `a4`?"),
        ("brand = { logo = { file = 'logo.txt', alt = 'A' } }", "unusable-photo", "2:27", ""),
        (
            "brand = { logo = { file = '../logo.png', alt = 'A' } }",
            "unusable-photo",
            "2:27",
            "outside",
        ),
        ("[options.report]\nduplexx = true", "unknown-key", "3:1", "did you mean `duplex`?"),
        ("[options.report]\nduplex = 'yes'", "wrong-type", "3:10", "true or false"),
        ("[options.reprot]\nduplex = true", "unknown-template", "2:10", "did you mean `report`?"),
        ("[options.newsletter]\ncolumns = 7", "invalid-value", "3:11", "use `2` or `3`"),
        ("options = { report = true }", "wrong-type", "2:22", ""),
    ] {
        let project = Project::small(file);
        project.write("logo.txt", "no picture");
        let run = project.byline(&["build"]);
        assert!(run.code > 0, "{file}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("error[{code}]")), "{file}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("byline.toml:{place}")), "{file}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{file}: {}", run.stderr);
        assert!(!project.path("output").exists(), "{file}: something was built");
    }
    let file = "brand = { logo = { file = 'to-come.png', alt = 'A' } }";
    let run = Project::small(file).byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[missing-photo]"), "{}", run.stderr);
    assert!(Project::small(file).byline(&["check", "--strict"]).code > 0);
    // The pages have a darker shade of a pale colour.
    let run = Project::small("brand = { accent = '#ffcc00' }").byline(&["check", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("information[low-contrast]"), "{}", run.stderr);
    let good = Project::small(
        "brand = { accent = '#00507a', ink = '#222', headings = 'strong', paper = 'us-letter' }",
    );
    good.build();
    let info = tool("pdfinfo", &[good.path("output/a-report.pdf").to_str().unwrap()]).stdout;
    assert!(info.contains("612 x 792"), "{info}");
}

/// Whatever is wrong with it: only some damage shows before the pixels are decoded.
#[test]
fn a_logo_that_cannot_be_printed_is_reported_once() {
    let project = Project::small("[brand]\nlogo = { file = 'logo.png', alt = 'Ours' }");
    let record = project.read("records/a.toml");
    project.write("records/b.toml", record);
    let sound = telling_png(&corners(300, 200));
    project.write("logo.png", &sound).build();
    let before = contents(&project.path("output"));
    let mut blotted = sound.clone();
    let middle = sound.len() / 2;
    blotted[middle..middle + 20].fill(0);
    for damaged in [b"no picture".to_vec(), sound[..middle].to_vec(), blotted] {
        project.write("logo.png", damaged);
        for verb in ["build", "check", "build"] {
            let run = project.byline(&[verb]);
            assert_eq!(run.code, 2, "{run:?}");
            assert_eq!(run.stderr.matches("`logo.png` cannot be printed").count(), 1, "{run:?}");
            assert!(run.stderr.contains("--> byline.toml:3:17"), "{run:?}");
            assert!(!run.stderr.contains("failed:"), "{run:?}");
        }
        assert_eq!(contents(&project.path("output")), before);
    }
}

/// A font of the project's own is found by its family name.
#[test]
fn fonts_of_the_project_are_used() {
    let project = Project::small("brand = { sans = 'DejaVu Sans Mono' }");
    project.build();
    let fonts = tool("pdffonts", &[project.path("output/a-report.pdf").to_str().unwrap()]).stdout;
    assert!(fonts.contains("DejaVuSansMono") && !fonts.contains("NotoSans"), "{fonts}");
    // A broken file in the folder does no harm.
    project.write("fonts/broken.ttf", "no font");
    project.build();
}

#[test]
fn a_greyscale_document_has_no_coloured_pixel() {
    let project = Project::small("[brand]\naccent = '#c00000'\n");
    let mut colours = image::RgbImage::new(60, 40);
    for (x, y, pixel) in colours.enumerate_pixels_mut() {
        let ramp = |at: u32| u8::try_from(at * 4).unwrap();
        *pixel = image::Rgb([ramp(x), ramp(y), 90]);
    }
    for (name, format) in [("a.png", image::ImageFormat::Png), ("a.jpg", image::ImageFormat::Jpeg)]
    {
        fs::create_dir_all(project.path("records")).unwrap();
        colours.save_with_format(project.path(&format!("records/{name}")), format).unwrap();
    }
    project.write("records/a.svg", COLOURFUL).write(
        "records/a.toml",
        format!(
            "{SMALL}kicker = 'Kicker'\nnumbers = {{ count = 5, label = 'things' }}\n\
             photos = [{{ file = 'a.png', alt = 'A ramp' }}, {{ file = 'a.jpg', alt = 'The same' }},\
             {{ file = 'a.svg', alt = 'Shapes' }}]\n[credits]\nwriter = 'Ada'\n"
        ),
    );
    project.write("issues/i.toml", "name = 'Tides'\ndate = 2024-02-01\nstories = 'a'\n");
    let coloured = |name: &str| {
        let file = project.path(&format!("output/{name}.pdf"));
        let pages = project.path("page");
        let args = ["-r", "40", "-png", file.to_str().unwrap(), pages.to_str().unwrap()];
        assert_eq!(tool("pdftoppm", &args).code, 0);
        let page = image::open(project.path("page-1.png")).unwrap().to_rgb8();
        page.pixels().any(|pixel| pixel.0[0] != pixel.0[1] || pixel.0[1] != pixel.0[2])
    };
    assert_eq!(project.byline(&["build"]).code, 0);
    assert_eq!(project.byline(&["build", "--greyscale"]).code, 0);
    for name in ["a-report", "a-summary", "i-newsletter"] {
        assert!(coloured(name), "{name} has no colours to lose");
        assert!(!coloured(&format!("{name}-greyscale")), "{name}");
    }
}

#[test]
fn a_print_shop_finds_trim_and_bleed() {
    let project = Project::small("");
    assert_eq!(project.byline(&["build", "--print"]).code, 0);
    let file = project.path("output/a-report-print.pdf");
    let info = tool("pdfinfo", &["-box", file.to_str().unwrap()]).stdout;
    let box_of = |name: &str| -> Vec<f64> {
        let line = info.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().skip(1).map(|edge| edge.parse().unwrap()).collect()
    };
    let (media, bleed, trim) = (box_of("MediaBox"), box_of("BleedBox"), box_of("TrimBox"));
    let mm = |points: f64| points * 25.4 / 72.0;
    assert!((mm(trim[2] - trim[0]) - 210.0).abs() < 0.01, "{info}");
    assert!((mm(trim[3] - trim[1]) - 297.0).abs() < 0.01, "{info}");
    assert!((mm(trim[0] - bleed[0]) - 3.0).abs() < 0.01, "{info}");
    assert!((mm(bleed[0] - media[0]) - 7.0).abs() < 0.01, "{info}");
}

#[test]
fn a_copy_of_a_standard_template_is_the_projects_own() {
    let project = Project::small("");
    project.build();
    let standard = project.read("output/a-summary.pdf");
    let run = project.byline(&["templates", "copy", "summary"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("templates/summary/main.typ: written"), "{}", run.stderr);
    assert!(run.stderr.contains("templates/design/tokens.typ: written"), "{}", run.stderr);
    project.build();
    assert!(project.read("output/a-summary.pdf") == standard, "the copy sets other pages");
    let run = project.byline(&["templates", "copy", "summary"]);
    assert!(run.stderr.contains("already exists, not changed"), "{}", run.stderr);
    let run = project.byline(&["templates"]);
    assert!(run.stdout.contains("summary          pdf        templates/summary"), "{}", run.stdout);

    let manifest = String::from_utf8(project.read("templates/summary/template.toml")).unwrap();
    project
        .write("templates/summary/template.toml", manifest.replace("contract = 4", "contract = 1"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[outdated-template]"), "{}", run.stderr);
    assert!(run.stderr.contains("templates/summary/template.toml:1:12"), "{}", run.stderr);
    project.write("templates/summary/template.toml", "contract = 'two'\nbudget = 1\n");
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("there is no key `budget` here"), "{}", run.stderr);
    assert_eq!(project.byline(&["templates", "copy", "nothing"]).code, 2);
}

/// A template is evaluated once per run, and yet no document shows the date of another.
#[test]
fn the_day_of_a_template_is_that_of_each_event() {
    let project = Project::small("templates = ['own']\n");
    project.write(
        "templates/own/main.typ",
        "#let day = datetime.today().display()\n\
         #let main(event, project) = [#day, #datetime.today().display(), #event.when.text]\n",
    );
    let later = SMALL.replacen("2024-01-01", "2025-06-15", 1);
    assert_ne!(later, SMALL);
    project.write("records/b.toml", later);
    let run = project.byline(&["build", "--jobs", "1"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.words("output/a-own.pdf"), "2024-01-01, 2024-01-01, 1 January 2024");
    assert_eq!(project.words("output/b-own.pdf"), "2025-06-15, 2025-06-15, 15 June 2025");
}

#[test]
fn an_error_of_a_template_names_the_value_that_it_met() {
    let project = Project::small("templates = ['own']\n");
    let main = |expression| format!("#let main(event, project) = [\n\n#{expression}\n]\n");
    project.write("templates/own/main.typ", main("(event.title + 1)"));
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("templates/own/main.typ:3:3"), "{}", run.stderr);
    assert!(run.stderr.contains("records/a.toml:1:9"), "{}", run.stderr);
    assert!(run.stderr.contains("`event.title` was the text “Small”"), "{}", run.stderr);
    project.write("templates/own/main.typ", main("event.tittle"));
    let run = project.byline(&["build"]);
    assert!(
        run.stderr.contains("`event` was a dictionary; did you mean `title`?"),
        "{}",
        run.stderr
    );
    project.write("templates/own/main.typ", main("(event.attendance.count.value)"));
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("`event.attendance.count` was none"), "{}", run.stderr);
}

/// The pages of the standard templates equal the stored ones, which the gallery shows.
#[test]
fn the_pages_of_the_standard_templates_are_as_stored() {
    let project = Project::new();
    let args = ["templates", "test", "--project", repository().to_str().unwrap()];
    let run = project.byline(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for name in ["report", "summary", "newsletter"] {
        assert!(run.stderr.contains(&format!("{name}: ")), "{}", run.stderr);
    }
    assert!(!run.stderr.contains(" 0 pages"), "{}", run.stderr);
}

#[test]
fn a_page_that_is_not_as_stored_fails_its_test() {
    let project = Project::small("");
    let main = |more| {
        let page = "#set page(width: 50mm, height: 30mm)";
        format!("#let main(event, project) = [{page}\n#event.title{more}]")
    };
    project.write("templates/own/main.typ", main(""));
    project.write("templates/own/tests/byline.toml", "organisation = 'Test'\n");
    project.write("templates/own/tests/records/t.toml", SMALL);
    let test = |more: &[&str]| project.byline(&[&["templates", "test", "own"], more].concat());
    let run = test(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("there is no stored picture `t-1.png` of this page"),
        "{}",
        run.stderr
    );
    assert_eq!(test(&["--update"]).code, 0);
    assert_eq!(test(&[]).code, 0);
    project.write("templates/own/main.typ", main("."));
    let run = test(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("the page differs from `t-1.png`"), "{}", run.stderr);
    assert!(
        project.path("templates/own/tests/output/differences/own/t-1.png").exists(),
        "{}",
        run.stderr
    );
    project.write("templates/own/main.typ", main("\n#pagebreak()\nmore"));
    assert_eq!(test(&["--update"]).code, 0);
    project.write("templates/own/main.typ", main(""));
    let run = test(&[]);
    assert!(
        run.stderr.contains("the document has only 1 page, but more are stored"),
        "{}",
        run.stderr
    );
    assert_eq!(test(&["--update"]).code, 0);
    assert!(!project.path("templates/own/tests/pages/own/t-2.png").exists());
    assert_eq!(project.byline(&["templates", "test", "report"]).code, 2);
}

/// The template that the designers' page opens with works as it stands there.
#[test]
fn the_template_of_the_designers_page_makes_a_document() {
    let page = fs::read_to_string(repository().join("templates/README.md")).unwrap();
    let block = |opening: &str| {
        let (_, rest) = page.split_once(opening).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    let project = Project::with_examples();
    project
        .write("byline.toml", "organisation = 'Examples'\ntemplates = ['notice']\n")
        .write("templates/notice/main.typ", block("```typst\n"))
        .write("templates/notice/template.toml", block("# templates/notice/template.toml\n"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let words = project.words("output/forum-2024-10-31-notice.pdf");
    assert!(words.contains("over 100 guests"), "{words}");
    let lines = block("```typst\n").lines().count();
    assert!(lines <= 37, "{lines} lines are no short example");
}

/// The samples are byline's output for the test records; with them, the templates open in any
/// Typst editor and result in the same pages as in byline.
#[test]
fn the_samples_are_fresh_and_open_in_another_typst() {
    for (template, record) in
        [("report", "typical"), ("summary", "typical"), ("newsletter", "tidelines-typical")]
    {
        let tests = repository().join("templates/tests");
        let project = Project::new();
        let args = ["templates", "sample", template, record, "--project", tests.to_str().unwrap()];
        let run = project.byline(&args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let path = repository().join(format!("templates/{template}/sample.typ"));
        #[expect(clippy::disallowed_methods, reason = "how the files are written anew")]
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &run.stdout).unwrap();
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == run.stdout, "{template}: UPDATE=1 cargo test --test templates");

        let script =
            "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3])";
        let templates = repository().join("templates");
        let output = project.path("sample.pdf");
        let run = std::process::Command::new("python3")
            .env("PYTHONPATH", test_tools())
            .args(["-c", script])
            .arg(templates.join(format!("{template}/main.typ")))
            .args([&output, &templates])
            .output()
            .expect("python3; run tests/install-tools first");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let words = project.words("sample.pdf");
        assert!(words.contains("What the Tide Gauges Tell"), "{words}");
    }
}
