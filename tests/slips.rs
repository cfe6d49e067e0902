//! Messages at the moment of need: what is wrong with a line, and the line to write.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::Project;

/// Checks a record and returns what byline says of it.
fn said_of(record: &str) -> String {
    let project = Project::new();
    project.write("records/a.toml", record);
    let run = project.byline(&["check"]);
    assert_eq!(run.code, 1, "{record}: {}", run.stderr);
    run.stderr
}

#[test]
fn a_line_that_is_not_toml_gets_the_line_to_write() {
    for (line, fault, write) in [
        (
            "title = “Harbour Day”",
            "“ and ” are quotation marks for print",
            "title = \"Harbour Day\"",
        ),
        ("title = 「海港日」", "「 and 」 are quotation marks for print", "title = \"海港日\""),
        ("title = \"The \"Open\" Day\"", "quotes inside quotes", "title = 'The \"Open\" Day'"),
        ("title = 'Nu'man's Day'", "an apostrophe ends text", "title = \"Nu'man's Day\""),
        ("title = Harbour Day", "text must be in quotation marks", "title = \"Harbour Day\""),
        ("title\u{a0}= \"H\"", "no-break space (U+00A0)", "title = \"H\""),
        ("ti\u{200b}tle = \"H\"", "invisible space (U+200B)", "title = \"H\""),
        ("title ＝ \"H\"", "＝ is a full-width sign", "title = \"H\""),
        ("title：\"H\"", "joined by =, not by ：", "title = \"H\""),
        ("title = \"H\"，", "`，` stands behind the value", "title = \"H\""),
        ("start = 14 May 2025", "not the form of a date", "start = 2025-05-14"),
        ("start = 2025–05–14", "not the form of a date", "start = 2025-05-14"),
        ("start = 2025年5月14日", "not the form of a date", "start = 2025-05-14"),
        ("keywords = [\"a\" \"b\"]", "a comma is missing", "keywords = [\"a\", \"b\"]"),
        ("活动名称 = \"海港日\"", "keys are English", "title = \"海港日\""),
        ("日期 = 2025年5月14日", "`日期` is `start`", "start = 2025-05-14"),
        ("tarikh mula = 14 Mei 2025", "`tarikh mula` is `start`", "start = 2025-05-14"),
        (
            "作者 = \"陈伟\"",
            "`作者` is `writer` under `[credits]`",
            "writer = \"陈伟\"` under `[credits]",
        ),
        (
            "next-steps = { action = \"Pilot\", due = 30 Sept 2025 }",
            "not the form of a date",
            "next-steps = { action = \"Pilot\", due = 2025-09-30 }",
        ),
        (
            "next-steps = [{ action = \"A, b = c\", due = 30-09-2025 }]",
            "not the form of a date",
            "next-steps = [{ action = \"A, b = c\", due = 2025-09-30 }]",
        ),
        (
            "organiser = [\"JPS\", \"UM",
            "the list that opens here is not closed",
            "organiser = [\"JPS\", \"UM\"]",
        ),
    ] {
        let said = said_of(&format!("{line}\nmode = \"offline\"\n"));
        assert!(said.contains("error[syntax]") && said.contains(fault), "{line}: {said}");
        assert!(said.contains(&format!("hint: write `{write}`\n")), "{line}: {said}");
        assert!(said.contains("more may be found"), "{line}: {said}");
    }
}

/// A line with a mistake hides no other.
#[test]
fn every_line_that_is_not_toml_is_found() {
    let said = said_of(
        "标题：“海港日”\n日期 = 2025年5月14日\nmode = “offline”\nlead = \"first line\nsecond line\"\n\
         keywords = [\n  \"a\"\n  \"b\",\n]\n[contact]\nphone = +60 3-8888 1234\n\
         [people.ana]\nname = \"A\"\n[people.ana]\nname = \"B\"\n",
    );
    for place in [
        "a.toml:1:",
        "a.toml:2:",
        "a.toml:3:",
        "a.toml:4:",
        "a.toml:7:",
        "a.toml:11:",
        "a.toml:14:",
    ] {
        assert!(said.contains(place), "{place}: {said}");
    }
    assert!(said.contains("text of several lines stands between three quotes"), "{said}");
    assert!(said.contains("hint: write `\"a\",`"), "{said}");
    assert!(said.contains("`[people.ana]` is defined twice"), "{said}");
    assert!(said.contains("such as `[people.ana-2]`"), "{said}");
    // The keys of the second table are not reported, too.
    assert!(!said.contains("a.toml:15:"), "{said}");
}

#[test]
fn keys_that_people_try_first_lead_to_the_right_ones() {
    for (line, write) in [
        ("date = \"14 May 2025\"", "Write `start = 2025-05-14`"),
        ("tarikh = 2025-05-14", "Write `start = 2025-05-14`"),
        ("\"日期\" = 2025-05-14", "Write `start = 2025-05-14`"),
        ("location = \"Hall\"", "Write `venue = \"Hall\"`"),
        ("tempat = \"Dewan\"", "Write `venue = \"Dewan\"`"),
        ("subtitle = \"x\"", "Write `standfirst = \"x\"`"),
        ("summary = \"x\"", "Write `lead = \"x\"`"),
        ("author = \"E\"", "write `writer = \"E\"` under `[credits]`"),
        ("penulis = \"E\"", "write `writer = \"E\"` under `[credits]`"),
        ("participants = [\"Ana\"]", "write `people = [\"Ana\"]` under `[attendance]`"),
        ("speakers = \"Ben\"", "write `speaker = \"Ben\"` under `[[programme.sessions]]`"),
        ("photographr = \"N\"", "write `photographer = \"N\"` under `[credits]`"),
    ] {
        let said =
            said_of(&format!("{line}\ntitle = \"H\"\nstart = 2025-05-14\nmode = \"offline\"\n"));
        assert!(said.contains("error[unknown-key]") && said.contains(write), "{line}: {said}");
        assert!(!said.contains("the keys are"), "{line}: {said}");
    }
    // Words of vocabularies, too.
    let said = said_of("title = \"H\"\nstart = 2025-05-14\nmode = \"bersemuka\"\n");
    assert!(said.contains("hint: write `mode = \"offline\"`\n"), "{said}");
}

#[test]
fn a_key_of_the_record_after_a_table_is_moved_up() {
    let said =
        said_of("title = \"H\"\nstart = 2025-05-14\n[contact]\nname = \"P\"\nmode = \"offline\"\n");
    assert!(said.contains("a.toml:5:1"), "{said}");
    assert!(said.contains("move this above the first [ ]"), "{said}");
    assert!(said.contains("`mode = \"offline\"`"), "{said}");
    assert!(!said.contains("missing-key"), "{said}");
}

/// The line that a finding shows can be pasted over the one that is wrong.
#[test]
fn values_of_another_form_get_the_line_to_write() {
    let head = "title = \"H\"\nmode = \"offline\"\nstart = 2025-05-14\n";
    let session = "[[programme]]\ntitle = \"P\"\n[[programme.sessions]]\ntitle = \"S\"\n";
    for (above, line, write) in [
        ("", "organiser = \"A\", \"B\"", "organiser = [\"A\", \"B\"]"),
        ("", "organiser = “A” dan “B”,", "organiser = [\"A\", \"B\"]"),
        ("", "keywords = \"a\"、\"b\"", "keywords = [\"a\", \"b\"]"),
        ("", "attendance = 120", "attendance = { count = 120 }"),
        ("", "attendance = 120 orang", "attendance = { count = 120, label = \"orang\" }"),
        ("", "attendance = \"1,200 people\"", "attendance = { count = 1200, label = \"people\" }"),
        (
            "",
            "kehadiran = lebih 120 orang",
            "attendance = { count = \"lebih 120\", label = \"orang\" }",
        ),
        ("", "人数 = 120人", "attendance = { count = 120, label = \"人\" }"),
        ("[attendance]\n", "count = 120 orang", "count = 120"),
        ("", "photo = \"a.jpg\"", "photos = { file = \"a.jpg\" }"),
        (
            "",
            "gambar = [\"a.jpg\", \"b.jpg\"]",
            "photos = [{ file = \"a.jpg\" }, { file = \"b.jpg\" }]",
        ),
        ("", "photos = \"a.jpg\"", "photos = { file = \"a.jpg\" }"),
        ("", "contact = \"Press office\"", "contact = { name = \"Press office\" }"),
        (session, "time = 9am", "start = 09:00:00"),
        (session, "speaker = \"Ana Lopez\", \"Ben Lim\"", "speaker = [\"Ana Lopez\", \"Ben Lim\"]"),
    ] {
        let said = said_of(&format!("{head}{above}{line}\n"));
        assert!(
            said.to_lowercase().contains(&format!("write `{}`", write.to_lowercase())),
            "{line}: {said}"
        );
        assert_eq!(said.matches("error[").count(), 1, "{line}: {said}");
        let project = Project::new();
        project.write("records/a.toml", format!("{head}{above}{write}\n"));
        let said = project.byline(&["check"]).stderr;
        assert!(!said.contains("error[syntax]") && !said.contains("error[wrong-type]"), "{said}");
        assert!(!said.contains("error[unknown-key]"), "{said}");
    }
    // A time of the event is on its day, and a number under `[attendance]` leaves its label.
    for line in ["time = 9am", "masa = 9 pagi", "time = \"9.00 am\""] {
        let said = said_of(&format!("{head}{line}\n"));
        assert!(said.contains("rite `start = 2025-05-14T09:00:00`"), "{line}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{line}: {said}");
    }
    for line in ["count = 120 orang", "count = \"120 orang\""] {
        let said = said_of(&format!("{head}[attendance]\n{line}\n"));
        assert!(said.contains("`label = \"orang\"`"), "{line}: {said}");
    }
    // Quotes inside quotes are no list.
    let said = said_of(&format!("{head}lead = \"The \"Open\" Day\"\n"));
    assert!(said.contains("write `lead = 'The \"Open\" Day'`"), "{said}");
}

#[test]
fn dates_in_quotes_get_the_line_to_write() {
    for (line, write) in [
        ("end = \"14 Mei 2025\"", "write `end = 2025-05-14`"),
        ("end = \"May 14th, 2025\"", "write `end = 2025-05-14`"),
        ("end = \"2025年5月14日\"", "write `end = 2025-05-14`"),
        ("end = \"5/6/2025\"", "write `end = 2025-06-05`, or `end = 2025-05-06`"),
        ("end = 20250514", "write `end = 2025-05-14`"),
    ] {
        let said =
            said_of(&format!("title = \"H\"\nstart = 2025-05-14\nmode = \"offline\"\n{line}\n"));
        assert!(said.contains("error[wrong-type]") && said.contains(write), "{line}: {said}");
    }
    let said = said_of("title = \"H\"\nstart = \"14–16 May 2025\"\nmode = \"offline\"\n");
    assert!(said.contains("write `start = 2025-05-14` and `end = 2025-05-16`"), "{said}");
}

#[test]
fn several_names_in_one_get_the_list_written_out() {
    let said = |line: &str| {
        let project = Project::new();
        let record = format!("title = \"H\"\nstart = 2025-05-14\nmode = \"offline\"\n{line}\n");
        project.write("records/a.toml", record);
        project.byline(&["check"]).stderr
    };
    for (line, hint) in [
        (
            "organiser = \"Ministry of Trade, Ministry of Health and City Hall\"",
            "write `organiser = [\"Ministry of Trade\", \"Ministry of Health\", \"City Hall\"]`",
        ),
        (
            "[attendance]\npeople = \"Ana Lopez, Ben Adeyemi, Chen Wei\"",
            "write `people = [\"Ana Lopez\", \"Ben Adeyemi\", \"Chen Wei\"]`",
        ),
        (
            "[attendance]\npeople = [\"Ana Lopez and Ben Adeyemi\"]",
            "write `\"Ana Lopez\", \"Ben Adeyemi\"`",
        ),
        ("[attendance]\npeople = \"陈伟、李泰康\"", "write `people = [\"陈伟\", \"李泰康\"]`"),
    ] {
        let said = said(line);
        assert!(said.contains("warning[listed-names]") && said.contains(hint), "{line}: {said}");
    }
    for name in ["TBA", "-", "None", "To be confirmed"] {
        let said =
            said(&format!("[[programme]]\ntitle = \"P\"\nsessions = [{{ speaker = \"{name}\" }}]"));
        assert!(said.contains(&format!("`{name}` is not a name")), "{name}: {said}");
    }
    let said = said(
        "organiser = \"Ministry of Science, Technology and Innovation\"\n[attendance]\npeople = [\"Ana Lopez, PhD\"]",
    );
    assert!(!said.contains("listed-names"), "{said}");
}

/// What is probably said with a key that is not there becomes lines that can be pasted.
#[test]
fn keys_of_other_tables_get_whole_lines() {
    let head = "title = \"H\"\nstart = 2025-05-14\nmode = \"offline\"\n";
    for (line, write) in [
        ("guests = 60", "under `[attendance]`, write `count = 60` and `label = \"guests\"`"),
        ("hadirin = \"about 60\"", "write `count = \"about 60\"` and `label = \"hadirin\"`"),
        ("hadirin = about 60", "write `count = \"about 60\"` and `label = \"hadirin\"`"),
        (
            "officiated by = YB Datuk Seri Dr. Amirah binti Osman",
            "under `[people.amirah]`, write `name = \"Amirah binti Osman\"`, \
             `honorifics = [\"YB\", \"Datuk Seri\", \"Dr.\"]` and `role = \"officiator\"`",
        ),
        (
            "guest-of-honour = \"Datuk Lim Wei\"",
            "under `[people.lim]`, write `name = \"Lim Wei\"`, `honorifics = [\"Datuk\"]` and \
             `role = \"guest-of-honour\"`",
        ),
        ("saksi = \"Ana Lopez\"", "write `witness = \"Ana Lopez\"` under `[[signings]]`"),
        ("bandar = \"Tuaran\"", "write `city = \"Tuaran\"` under `[venue]`"),
        ("pegawai = \"JPS\"", "write `owner = \"JPS\"` under `[[next-steps]]`"),
        ("ucapan = \"Datuk Lim\"", "write `kind = \"speech\"` and `speaker = \"Datuk Lim\"`"),
        ("perasmian = \"Datuk Lim\"", "write `kind = \"officiating\"` and `speaker"),
        (
            "tindakan = \"Pilot in Tuaran by 30 Sept 2025, owner JPS Sabah\"",
            "`next-steps = { action = \"Pilot in Tuaran\", owner = \"JPS Sabah\", due = 2025-09-30 }`",
        ),
        ("zzqqxx = 1", "`credits`; docs/record.md has all"),
    ] {
        let said = said_of(&format!("{head}{line}\n"));
        assert!(said.contains(write), "{line}: {said}");
        assert_eq!(said.matches("error[").count(), 1, "{line}: {said}");
    }
    let said = said_of(&format!("{head}[attendance]\npeople = 60\n"));
    assert!(said.contains("write `count = 60`"), "{said}");
    let said = said_of(&format!("{head}[attendance]\nguests = \"about 60\"\n"));
    assert!(said.contains("write `count = \"about 60\"` and `label = \"guests\"`"), "{said}");
    let said = said_of(&format!(
        "{head}[attendance]\ncount = \"kira-kira 60 orang\"\nlabel = \"orang\"\n"
    ));
    assert!(said.contains("`label` already") && !said.contains("`label ="), "{said}");
    let said = said_of(&format!("{head}[attendance]\ncount = about 60\n"));
    assert!(said.contains("write `count = \"about 60\"`"), "{said}");
    assert!(!said.contains("two keys"), "{said}");
}

/// A half-written entry is one mistake.
#[test]
fn half_written_entries_are_reported_once() {
    let head = "title = \"H\"\nmode = \"offline\"\n";
    for (lines, said_once) in [
        ("start =\nlead = \"L\"\n", "no value stands behind the ="),
        ("start = 2025-05-14\norganiser = [\"\n[contact]\nname = \"P\"\n", "is not closed"),
        ("start = 2025-05-14\nlead = \"\"\"\nA \"b\" c\n\n[contact]\nname = \"P\"\n", "once more"),
    ] {
        let said = said_of(&format!("{head}{lines}"));
        assert_eq!(said.matches("error[").count(), 1, "{lines}: {said}");
        assert!(said.contains(said_once), "{lines}: {said}");
    }
}

#[test]
fn files_that_are_no_records_are_named() {
    let project = Project::new();
    project
        .write("records/a.toml.txt", "title = 'T'\n")
        .write("records/mou-ums.toml", common::SMALL);
    project.write("records/MoU UMS.toml", common::SMALL).write("records/w.toml", b"PK\x03\x04\xff");
    let run = project.byline(&["check", "records/a.toml.txt"]);
    assert!(run.stderr.contains("rename the file to `records/a.toml`"), "{}", run.stderr);
    let run = project.byline(&["check"]);
    assert!(run.stderr.contains("rename the file to `mou-ums-2.toml`"), "{}", run.stderr);
    assert!(run.stderr.contains("this is a document of Word"), "{}", run.stderr);
}
