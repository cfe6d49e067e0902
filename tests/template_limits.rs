//! Templates that never end, exhaust memory or fail again and again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::process::Stdio;

use common::{Project, Run, SMALL};

/// Returns how often a finding was reported.
fn count(run: &Run, code: &str) -> usize {
    run.stderr.matches(&format!("error[{code}]")).count()
}

#[test]
fn a_template_without_end_is_stopped_and_the_others_are_built() {
    let project = Project::small("templates = ['endless', 'greedy', 'deep', 'report']\n");
    let endless = "for a in range(100000) { for b in range(100000) { } }";
    let greedy = "range(1000000000000).len()";
    let deep = "let list = (); for number in range(1000000) { list = (list,) }";
    for (name, body) in [("endless", endless), ("greedy", greedy), ("deep", deep)] {
        let main = format!("#let main(event, project) = {{ {body} }}\n");
        project.write(&format!("templates/{name}/main.typ"), main);
    }
    project.write("records/b.toml", format!("{SMALL}[credits]\nwriter = 'Ada'\n"));
    let run = project.byline(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`endless` took longer than 30 s"), "{}", run.stderr);
    assert!(run.stderr.contains("`greedy` used more than 2 GB"), "{}", run.stderr);
    assert!(run.stderr.contains("`deep` nests its values too deeply"), "{}", run.stderr);
    assert!(run.stderr.contains("2 documents built, 6 failed"), "{}", run.stderr);
    let built = |id: &str| project.path(&format!("output/{id}-report.pdf")).exists();
    assert!(built("a") && built("b"));
}

/// A template that never ends costs three records, on any number of threads.
#[test]
fn a_template_that_fails_again_and_again_is_stopped_for_the_run() {
    let project = Project::small("templates = ['greedy', 'report']\n");
    let greedy = "#let main(event, project) = { range(1000000000000).len() }\n";
    project.write("templates/greedy/main.typ", greedy);
    for number in 0..19 {
        project.write(&format!("records/r{number:02}.toml"), SMALL);
    }
    for jobs in ["1", "2", "8"] {
        let run = project.byline(&["build", "--force", "--jobs", jobs]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert_eq!(count(&run, "template-limit"), 3, "{}", run.stderr);
        assert_eq!(count(&run, "template-stopped"), 1, "{}", run.stderr);
        let said = "the template `greedy` exceeded its limits on 3 records: 17 documents \
                    were not tried\n--> templates/greedy/main.typ";
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert!(
            run.stderr.contains("20 documents built, 3 failed, 17 documents not started"),
            "{}",
            run.stderr
        );
    }
    // The next build makes the documents that are missing.
    project.write("templates/greedy/main.typ", "#let main(event, project) = [#event.title]\n");
    let run = project.byline(&["build"]);
    assert!(run.stderr.contains("20 documents built, 20 up to date, 0 failed"), "{}", run.stderr);
}

/// A template that fails on two records may be right about the others.
#[test]
fn a_template_that_fails_now_and_then_goes_on() {
    let project = Project::small("languages = ['en', 'ms']\ntemplates = ['picky']\n");
    let picky = "#let main(event, project) = {\n\
                 if event.id in (\"x\", \"y\") { range(1000000000000).len() }\n[#event.title]\n}\n";
    project.write("templates/picky/main.typ", picky);
    for id in ["x", "y"] {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    project.write("records/z.toml", SMALL);
    let run = project.byline(&["build", "--jobs", "1"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(count(&run, "template-stopped"), 0, "{}", run.stderr);
    assert!(run.stderr.contains("4 documents built, 4 failed"), "{}", run.stderr);
}

/// What is wrong in a record is reported, even if its template was stopped.
#[test]
fn a_stopped_template_hides_no_mistake_of_a_record() {
    let project = Project::small("templates = ['greedy']\n");
    let greedy = "#let main(event, project) = { range(1000000000000).len() }\n";
    project.write("templates/greedy/main.typ", greedy);
    for id in ["b", "c", "d"] {
        project.write(&format!("records/{id}.toml"), SMALL);
    }
    project.write("records/e.toml", format!("{SMALL}titel = 1\n"));
    let run = project.byline(&["build", "--jobs", "1"]);
    assert!(run.stderr.contains("there is no key `titel` here"), "{}", run.stderr);
    assert!(run.stderr.contains("1 document was not tried"), "{}", run.stderr);
    assert!(
        run.stderr.contains("0 documents built, 4 failed, 1 document not started"),
        "{}",
        run.stderr
    );
}

/// What ends a helper is sent on the pipe of its answers, and not written to standard error.
#[test]
fn a_helper_that_cannot_begin_says_why_on_the_pipe() {
    let project = Project::new();
    let args = ["--message-format", "json", "helper", "--template", "none"];
    let mut helper = project.command(&args);
    let mut helper =
        helper.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A helper whose requests end does not wait to be heard.
    let requests = helper.stdin.take();
    let ended = helper.wait_with_output().unwrap();
    drop(requests);
    let said = String::from_utf8(ended.stdout).unwrap();
    assert!(said.lines().next().unwrap().contains("there is no template `none`"), "{said}");
    assert_eq!((ended.status.code(), &*ended.stderr), (Some(2), &b""[..]));
}

/// With fewer records than threads, each document is made on a thread of its own.
#[test]
fn the_errors_of_several_templates_come_in_the_order_of_the_project() {
    let project = Project::small("templates = ['d', 'b', 'a', 'c']\n");
    for (name, rounds) in [("d", 900_000), ("b", 300_000), ("a", 1), ("c", 100_000)] {
        let main = format!(
            "#let main(event, project) = {{ for number in range({rounds}) {{ }}; panic(\"{name}\") }}\n"
        );
        project.write(&format!("templates/{name}/main.typ"), main);
    }
    let run = project.byline(&["build", "--jobs", "4"]);
    let order: Vec<_> = ["d", "b", "a", "c"]
        .map(|name| run.stderr.find(&format!("templates/{name}/main.typ")).unwrap())
        .into();
    assert!(order.is_sorted(), "{}", run.stderr);
}

/// An editor asks again after each change: a template that never ends must not take it along.
#[test]
fn locate_keeps_within_the_limits_too() {
    let project = Project::small("templates = ['own']\n");
    let locate = |args: &[&str]| {
        let named = ["locate", "a", "--template", "own"];
        project.byline_within(9_000, &[&named[..], args].concat())
    };
    for (body, told) in [
        ("range(1000000000000).len()", "`own` used more than 2 GB"),
        ("let list = (); for number in range(1000000) { list = (list,) }", "nests its values"),
    ] {
        project
            .write("templates/own/main.typ", format!("#let main(event, project) = {{ {body} }}"));
        let run = locate(&["--key", "title"]);
        assert_eq!((run.code, count(&run, "template-limit")), (1, 1), "{run:?}");
        assert!(run.stderr.contains(told) && run.stdout.is_empty(), "{run:?}");
    }
    project.write("templates/own/main.typ", "#let main(event, project) = [#event.title]");
    for args in [&["--key", "title"][..], &["--key", "title", "--lang", "ms"]] {
        let run = locate(args);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.contains("\"page\":1"), "{run:?}");
    }
}
