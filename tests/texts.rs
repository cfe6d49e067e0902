//! What somebody types or pastes comes out right on paper, or a finding says what to write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{Project, SMALL};

/// Builds a report with a lead and returns the project.
fn with_lead(lead: &str) -> Project {
    let project = Project::new();
    project.write("records/a.toml", format!("{SMALL}lead = '''\n{lead}'''\n"));
    project
}

/// Returns the words of the report with a lead.
fn printed(lead: &str) -> String {
    let project = with_lead(lead);
    project.build();
    project.words("output/a-report.pdf")
}

#[test]
fn apostrophes_feet_and_inches_are_printed() {
    for (lead, words) in [
        ("In the '90s, rock 'n' roll.", "In the ’90s, rock ’n’ roll."),
        ("A 6' 2\" mast, a 3' x 4' board.", "A 6′ 2″ mast, a 3′ x 4′ board."),
        ("'Twas the class of '98; get 'em.", "’Twas the class of ’98; get ’em."),
        (
            "Health (MOH)'s plan. \"I say, 'tis a pity,\" he said.",
            "Health (MOH)’s plan. “I say, ’tis a pity,” he said.",
        ),
        (
            "*Tide*'s end, **Board**'s seat; the \"Forum\"'s",
            "Tide’s end, Board’s seat; the “Forum”’s",
        ),
        (
            "\"What's 'new'?\" 50%'s; C++'s; 中国's port.",
            "“What’s ‘new’?” 50%’s; C++’s; 中国’s port.",
        ),
        (
            "\"He said 'it's the workers' turn' twice.\"",
            "“He said ‘it’s the workers’ turn’ twice.”",
        ),
        ("\"We loved 'the '90s' best.\"", "“We loved ‘the ’90s’ best.”"),
        ("\"Kata 'Dato' Sri hadir' tadi.\"", "“Kata ‘Dato’ Sri hadir’ tadi.”"),
    ] {
        let text = printed(lead);
        // An address may go on in the next line.
        assert!(text.replace("@ ", "@").contains(words), "{words}: {text}");
    }
}

/// Managers read prints: the address of a link is on paper, once.
#[test]
fn addresses_of_links_are_on_paper() {
    let text = printed(
        "Sign [the pledge](https://forms.example/pledge-2025) or [write to us]\
         (mailto:press@westport.example?subject=Pledge). See <https://tide.example/> and \
         [tide.example](https://tide.example).",
    );
    for words in [
        "the pledge (forms.example/pledge-2025)",
        "write to us (press@westport.example).",
        "See https://tide.example/ and tide.example.",
    ] {
        // An address may go on in the next line.
        assert!(text.replace("@ ", "@").contains(words), "{words}: {text}");
    }
}

/// Each finding is at its place, and shows what was meant.
#[test]
fn garbled_text_is_found_with_what_was_meant() {
    for (lead, place, hints) in [
        (
            "Old words.\nCafÃ© owners said â€œyesâ€, as everyâ€¦",
            "6:1",
            ["`Café`", "`“yes”,`", "`every…`"],
        ),
        (
            "Q&amp;A with the Minister&#8217;s&nbsp;team &ndash; 2025.",
            "5:1",
            ["`Q&A`", "`Minister’s team`", "`–`"],
        ),
        (
            "The Minister\u{fffd}s Caf\u{fffd}.",
            "5:5",
            ["`Minister’s`", "`Caf\u{fffd}.` anew", "restored"],
        ),
    ] {
        let run = with_lead(lead).byline(&["check"]);
        assert!(run.stderr.contains("warning[garbled-text]"), "{}", run.stderr);
        assert!(run.stderr.contains(&format!("records/a.toml:{place}")), "{}", run.stderr);
        for hint in hints {
            assert!(run.stderr.contains(hint), "{hint}: {}", run.stderr);
        }
    }
    let run = with_lead("“CAFÉ”, „MENÜ“, R&D; Q&A, «España»…\n").byline(&["check"]);
    assert!(!run.stderr.contains("garbled"), "{}", run.stderr);
}

/// Nobody finds a word with soft hyphens in it.
#[test]
fn soft_hyphens_are_not_in_the_text() {
    let text = printed("Our com\u{ad}mu\u{ad}ni\u{ad}ca\u{ad}tion office.");
    assert!(text.contains("Our communication office."), "{text}");
}

#[test]
fn invisible_characters_are_named_with_their_place() {
    let run = with_lead("A first line.\nA se\u{200b}cond.\n").byline(&["check"]);
    assert!(run.stderr.contains("zero-width space U+200B"), "{}", run.stderr);
    assert!(run.stderr.contains("records/a.toml:6:5"), "{}", run.stderr);
    assert!(run.stderr.contains("between `se` and `cond.`"), "{}", run.stderr);
    // It shows where a line of Thai may break. No font here has Thai letters.
    let run = with_lead("Over its door: ชุม\u{200b}ชน.\n").byline(&["check"]);
    assert!(!run.stderr.contains("no width"), "{}", run.stderr);
}

/// Lists from a word processor become lists; numbers that prose does not know keep their lines.
#[test]
fn pasted_lists_keep_their_items_apart() {
    let project = with_lead(
        "Agreed:\n• First point\n\u{f0b7}\tSecond point\n– Third point\n\n(a) alpha\n(b) beta\n\n\
         He came\n– as ever – late.",
    );
    project.build();
    let path = project.path("output/a-report.pdf");
    let text = common::tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"]).stdout;
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    for line in [
        "– First point",
        "– Second point",
        "– Third point",
        "(a) alpha",
        "(b) beta",
        "He came – as ever – late.",
    ] {
        assert!(lines.contains(&line), "{line}: {text}");
    }
    let document = common::tool("pdfinfo", &["-struct", path.to_str().unwrap()]).stdout;
    assert_eq!(document.matches("LI (block)").count(), 3, "{document}");
}

/// Numbers that were pasted with a list print once, and count.
#[test]
fn pasted_numbers_count_and_print_once() {
    let text = printed("Agreed:\n1. First point\n1. Second point\n\n1) Alpha\n1) Beta");
    for words in ["1. First point", "2. Second point", "1) Alpha", "2) Beta"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    for (items, write) in [
        ("\"1. First\", \"2. Second\"", Some("write `Second`")),
        ("\"1) First\", \"2) Second\"", Some("write `First`")),
        ("\"(i) First\", \"(ii) Second\"", Some("write `First`")),
        ("\"一、甲\", \"二、乙\"", Some("write `乙`")),
        ("\"First\", \"2. Fassung\"", None),
        ("\"5 boats\", \"6 boats\"", None),
    ] {
        let project = with_lead("It opened.");
        let record = String::from_utf8(project.read("records/a.toml")).unwrap();
        let (head, tables) = record.split_at(record.find("\n[").map_or(record.len(), |at| at + 1));
        project.write("records/a.toml", format!("{head}outcomes = [{items}]\n{tables}"));
        let said = project.byline(&["check"]).stderr;
        assert_eq!(said.contains("warning[numbered-item]"), write.is_some(), "{items}: {said}");
        assert!(write.is_none_or(|write| said.contains(write)), "{items}: {said}");
    }
}

/// For what prose cannot hold, a finding shows another form.
#[test]
fn tables_notes_and_broken_links_are_found() {
    for (lead, hint) in [
        ("| Item | Cost |\n|---|---|\n| Hall | 5 |", "`- Hall: 5`"),
        ("Hall\t5\nBoat\t6", "`- Hall: 5`"),
        ("See note[^1].\n\n[^1]: Page 5", "`(Page 5)`"),
        ("[the map](https://x.example/a map)", "`[the map](https://x.example/a%20map)`"),
        ("[the map](www.x.example/a)", "`[the map](https://www.x.example/a)`"),
        ("[us](press@x.example)", "`[us](mailto:press@x.example)`"),
    ] {
        let run = with_lead(lead).byline(&["check"]);
        assert!(run.stderr.contains("warning[unsupported-markup]"), "{}", run.stderr);
        assert!(run.stderr.contains(&format!("{hint}\n")), "{hint}: {}", run.stderr);
    }
}

#[test]
fn an_address_keeps_its_lines() {
    let project = Project::new();
    let contact =
        "[contact]\nname = 'Press'\naddress = '''1 Quay Road\n50480  Westport\nMalaysia'''\n";
    project.write("records/a.toml", format!("{SMALL}{contact}"));
    project.build();
    let path = project.path("output/a-report.pdf");
    let text = common::tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"]).stdout;
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    for line in ["1 Quay Road", "50480 Westport", "Malaysia"] {
        assert!(lines.contains(&line), "{line}: {text}");
    }
}

/// A typesetter without the joined sign prints a part of it, and hides the loss.
#[test]
fn a_joined_sign_that_no_font_has_is_an_error() {
    let project = with_lead("First words.\nAsk the volunteer 🙋‍♀️ or 👍🏽 at the door.\n");
    for verb in ["check", "build"] {
        let run = project.byline(&[verb]);
        assert_eq!(run.code, 1, "{verb}: {}", run.stderr);
        assert!(run.stderr.contains("error[missing-glyph]"), "{verb}: {}", run.stderr);
        assert!(run.stderr.contains("(U+1F64B U+200D U+2640 U+FE0F)"), "{verb}: {}", run.stderr);
        assert!(run.stderr.contains("(U+1F44D U+1F3FD)"), "{verb}: {}", run.stderr);
        assert!(run.stderr.contains("records/a.toml:6:19"), "{verb}: {}", run.stderr);
    }
    // A sign of one character is drawn, if by whichever font.
    let run = with_lead("A tick ✓ and a phone ☎.\n").byline(&["check"]);
    assert!(!run.stderr.contains("missing-glyph"), "{}", run.stderr);
}

/// Dates and telephone numbers keep their order among letters that run to the left.
#[test]
fn figures_keep_their_order_in_arabic() {
    let project = Project::new();
    project.write(
        "records/a.toml",
        "title = 'منتدى النقل'\nstart = 2025-05-14\nend = 2025-05-15\nmode = 'offline'\n\
         languages = ['ar']\nlead = 'للاستفسار: +971 4 123 4567.'\n\
         [contact]\nname = 'الإعلام'\nphone = '+971 4 123 4567'\n",
    );
    project
        .write("records/b.toml", format!("{SMALL}lead = 'Call الإعلام: +971 4 123 4567 today.'\n"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // From left to right, as they are on the page.
    for (name, words) in [
        ("output/a-report.pdf", "+971 4 123 4567"),
        ("output/a-report.pdf", "14–15 May 2025"),
        ("output/b-report.pdf", "+971 4 123 4567 "),
    ] {
        let path = project.path(name);
        let page = common::tool("pdftotext", &["-layout", path.to_str().unwrap(), "-"]).stdout;
        assert!(page.contains(words), "{words}: {page}");
        let parts: Vec<_> = words.trim().split(' ').rev().collect();
        assert!(!page.contains(&parts[..2].join(" ")), "{words} is turned round: {page}");
    }
    let fonts = common::tool("pdffonts", &[project.path("output/a-report.pdf").to_str().unwrap()]);
    assert!(!fonts.stdout.contains("Mono"), "{}", fonts.stdout);
}

/// A text in Arabic runs to the left, whatever the language of its document: paragraphs, titles and
/// captions; the marks of its items stand on the right.
#[test]
fn a_text_in_arabic_runs_to_the_left() {
    let project =
        with_lead("راجع www.westport.example أو press@westport.example بمبلغ RM1,250 للمزيد.");
    project.write(
        "records/b.toml",
        "title = 'منتدى Quay النقل Berth'\nstart = 2025-05-14\nmode = 'offline'\n\
         lead = '''\nبلغ 2.5, 45.5% أمس.\n\n- اتفقوا Alpha غدا\n- They agreed Beta'''\n\
         outcomes = ['اتفقوا Gamma غدا', 'They agreed Delta']\n\
         [[programme]]\ntitle = 'جلسة Pier البيانات Mole'\n\
         [[programme.sessions]]\ntitle = 'كلمة Dock الوزير Lock'\nsummary = 'Spoke.'\n",
    );
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = |name: &str| {
        let path = project.path(&format!("output/{name}-report.pdf"));
        common::tool("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]).stdout
    };
    let side = |page: &str, word: &str, side: &str| {
        let line = page.lines().find(|line| line.contains(word)).expect(word);
        let value =
            line.split(&format!("{side}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse::<f64>().ok()).expect("words have places")
    };
    let left = |page: &str, word: &str| side(page, &format!(">{word}"), "xMin");
    let first = page("a");
    assert!(left(&first, "www.westport") > left(&first, "press@"), "{first}");
    assert!(first.contains(">RM1,250<"), "{first}");
    let page = page("b");
    for (before, after) in [("Quay", "Berth"), ("Pier", "Mole"), ("Dock", "Lock"), ("2.5", "45.5%")]
    {
        assert!(left(&page, before) > left(&page, after), "{before}: {page}");
    }
    // Of the two lists, each has its first mark on the right and its second on the left.
    let line = |word: &str| side(&page, &format!(">{word}"), "yMax");
    for (item, mark) in [("Alpha", "–"), ("Beta", "–"), ("Gamma", "1"), ("Delta", "2")] {
        let mark = page.lines().find(|found| {
            let is_mark = [format!(">{mark}<"), format!(">{mark}.<")];
            let is_mark = is_mark.iter().any(|mark| found.contains(mark));
            is_mark && (side(found, "<word", "yMax") - line(item)).abs() < 3.0
        });
        let mark = side(mark.expect(item), "<word", "xMin");
        let is_right = mark > left(&page, item);
        assert_eq!(is_right, ["Alpha", "Gamma"].contains(&item), "{item}: {page}");
    }
}
