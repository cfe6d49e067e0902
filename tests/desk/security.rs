//! Who is answered: the desk's own pages in the browser that was let in, and nobody else.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use super::client::{Desk, WRITE, arguments, send_raw};
use super::common::{Project, SMALL};

fn project() -> Project {
    Project::small("templates = ['report']\n")
}

/// All that can be asked, with a right question to each.
const READS: [&str; 18] = [
    "/",
    "/new",
    "/people",
    "/record/a",
    "/assets/main.js",
    "/api/words",
    "/api/project",
    "/api/record/a",
    "/api/view?record=a&template=report",
    "/api/first-page/a?scale=0.1&png=true",
    "/api/at?record=a&template=report&page=1&x=1&y=1",
    "/api/places?record=a&template=report&file=records/a.toml&offset=0",
    "/api/file?name=records/a.toml",
    "/api/uses?file=people.toml",
    "/api/form?file=records/a.toml",
    "/api/form/values?file=records/a.toml",
    "/api/names?file=records/a.toml",
    "/api/photos?record=a&template=report",
];

/// All that writes, with a right body to each.
fn writes() -> [(&'static str, &'static str, Value); 9] {
    let file = "records/a.toml";
    let event = json!({ "kind": "event", "title": "B", "date": "2025-05-14", "mode": "online" });
    let silence = json!({ "file": file, "base": 1, "start": 0, "code": "x", "reason": "y" });
    let edits = json!([{ "op": "set", "path": "title", "value": "written" }]);
    let edits = json!({ "file": file, "base": 1, "edits": edits });
    [
        ("PUT", "/api/file/text", json!({ "file": file, "base": 1, "text": "written = 1\n" })),
        ("POST", "/api/file/decide", json!({ "file": file, "mine": true })),
        ("POST", "/api/file/silence", silence),
        ("POST", "/api/form/edit", json!({ "changes": [edits] })),
        ("POST", "/api/form/read", json!({ "kind": "date", "text": "14 May 2025" })),
        ("POST", "/api/complete", json!({ "file": file, "text": "", "offset": 0 })),
        ("POST", "/api/build", json!({})),
        ("POST", "/api/new", event.clone()),
        ("POST", "/api/new/preview", event),
    ]
}

/// Returns the answer to a request that is right but for what a closure changes.
fn spoilt(
    desk: &Desk,
    spoil: impl Fn(super::client::Request) -> super::client::Request,
) -> Vec<(String, u16)> {
    let reads = READS.into_iter().chain(["/api/news"]);
    let reads = reads.map(|path| (path.to_owned(), spoil(desk.own("GET", path)).send().status));
    let writes = writes().into_iter().map(|(method, path, body)| {
        (path.to_owned(), spoil(desk.own(method, path)).json(&body).send().status)
    });
    reads.chain(writes).collect()
}

#[track_caller]
fn expect_refused(
    desk: &Desk,
    what: &str,
    spoil: impl Fn(super::client::Request) -> super::client::Request,
) {
    for (path, status) in spoilt(desk, spoil) {
        assert_eq!(status, 403, "{what}: {path}");
    }
}

#[test]
fn requests_that_are_not_the_desk_s_own_are_refused_one_and_all() {
    let project = project();
    let desk = Desk::of(&project);
    let before = project.read("records/a.toml");
    for path in READS {
        desk.get(path).expect(200);
    }
    let own = desk.address.to_string();
    let port = desk.address.port();
    expect_refused(&desk, "no cookie", |request| request.without("cookie"));
    let name = desk.cookie.split('=').next().unwrap();
    for cookie in [
        format!("{name}="),
        format!("{name}=00000000000000000000000000000000"),
        format!("{}0", desk.cookie),
        desk.cookie[..desk.cookie.len() - 1].to_owned(),
        desk.cookie.replace("desk", "disk"),
        format!("{name}={}", desk.token()),
    ] {
        expect_refused(&desk, &cookie, |request| request.header("cookie", &cookie));
    }
    // A name that was made to point at this machine, and another server on it.
    for host in
        ["evil.example".into(), format!("evil.example:{port}"), format!("127.0.0.1:{}", port ^ 1)]
    {
        expect_refused(&desk, &host, |request| request.header("host", &host));
    }
    expect_refused(&desk, "no host", |request| request.header("host", ""));
    for origin in [
        "null".into(),
        "http://evil.example".into(),
        format!("http://evil.example:{port}"),
        format!("http://{own}.evil.example"),
        format!("http://127.0.0.1:{}", port ^ 1),
        format!("file://{own}"),
        own.clone(),
    ] {
        expect_refused(&desk, &origin, |request| request.header("origin", &origin));
    }
    // Another port of this machine is the same site to a browser, and gets the cookie.
    for site in ["cross-site", "same-site"] {
        expect_refused(&desk, site, |request| request.header("sec-fetch-site", site));
    }
    assert_eq!(project.read("records/a.toml"), before);
    // None of this has locked out the user.
    let host = format!("localhost:{port}");
    let origin = format!("http://{host}");
    let request = desk.own("GET", "/api/project").header("host", &host).header("origin", &origin);
    request.send().expect(200);
    desk.own("GET", "/").header("sec-fetch-site", "none").send().expect(200);
    desk.own("GET", "/").without("sec-fetch-site").send().expect(200);
    let others = format!("other=1; {}; another=2", desk.cookie);
    desk.own("GET", "/").header("cookie", &others).send().expect(200);
}

#[test]
fn writes_need_their_header() {
    let project = project();
    let desk = Desk::of(&project);
    for (method, path, body) in writes() {
        desk.own(method, path).without(WRITE.0).json(&body).send().expect(403);
        // What a form of another page could send.
        let form = desk.own(method, path).without(WRITE.0).json(&body);
        form.header("content-type", "text/plain").send().expect(403);
        let form = desk.own(method, path).json(&body).header("content-type", "text/plain").send();
        assert_eq!(form.status, 415, "{path}");
    }
    // Other methods do not get round it.
    for method in ["PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"] {
        desk.own(method, "/api/project").without(WRITE.0).send().expect(403);
        let status = desk.own(method, "/api/project").send().status;
        assert_eq!(status, 405, "{method}");
    }
}

#[test]
fn a_token_works_once_and_for_the_right_host_only() {
    let project = project();
    let desk = Desk::new(project.command(&arguments()));
    let path = desk.path_to_open();
    let gives = |answer: &super::client::Answer| answer.headers.contains_key("set-cookie");
    let elsewhere = desk.bare("GET", path).header("host", "evil.example").send();
    assert!(elsewhere.status == 403 && !gives(&elsewhere));
    let foreign = desk.bare("GET", path).header("origin", "http://evil.example").send();
    assert!(foreign.status == 403 && !gives(&foreign));
    for wrong in ["/open", "/open?token=", "/open?token=00000000000000000000000000000000"] {
        assert!(!gives(&desk.bare("GET", wrong).send()), "{wrong}");
    }
    // Whoever looks whether an address is alive does not use it up.
    assert!(!gives(&desk.bare("HEAD", path).send()));
    // The user may follow a link from a page of the other program's.
    let opened = desk.bare("GET", path).header("sec-fetch-site", "cross-site").send();
    assert_eq!(opened.headers["location"], "/");
    let cookie = opened.headers["set-cookie"].to_lowercase();
    for rule in ["httponly", "samesite=strict", "path=/"] {
        assert!(cookie.contains(rule), "{cookie}");
    }
    assert!(!cookie.contains("domain"), "{cookie}");
    let again = desk.bare("GET", path).send();
    assert!(!gives(&again), "{again:?}");
    // The page says what to do.
    let said = desk.bare("GET", "/").send().expect(403).text();
    assert!(said.contains("Start byline again"), "{said}");
}

#[test]
fn the_address_leads_nowhere_else() {
    let project = project();
    let desk = Desk::new(project.command(&arguments()));
    for to in [
        "http://evil.example",
        "//evil.example",
        "%2F%2Fevil.example",
        "/%5Cevil.example",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "/%0A/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "%20//evil.example",
        "/%0D%0Aset-cookie:%20a=b",
    ] {
        let answer = desk.bare("GET", &format!("/open?token=0&to={to}")).send();
        assert_eq!(answer.headers["location"], "/", "{to}");
        assert!(!answer.headers.contains_key("set-cookie"));
    }
    let to = desk.path_to_open().replace("to=/", "to=/%5Cevil.example");
    assert_eq!(desk.bare("GET", &to).send().headers["location"], "/");
    let desk = Desk::new(project_with("--pages", &project));
    let answer = desk.bare("GET", desk.path_to_open()).send();
    assert_eq!(answer.headers["location"], "/record/a?pages");
}

fn project_with(option: &str, project: &Project) -> std::process::Command {
    // The desk that is still running holds the project.
    project.command(&[&arguments()[..], &["a", option, "--read-only"]].concat())
}

#[test]
fn another_name_is_answered_if_it_is_allowed() {
    let project = project();
    let desk =
        Desk::with(&project, &["--allow-host", "Desk.example", "--allow-host", "b.example:8443"]);
    for (host, status) in [
        ("desk.example", 200),
        ("DESK.EXAMPLE", 200),
        ("desk.example:8443", 200),
        ("b.example:8443", 200),
        ("b.example", 403),
        ("b.example:8444", 403),
        ("desk.example.evil.example", 403),
        ("evil-desk.example", 403),
        ("desk.example:80:90", 403),
        ("user@desk.example", 403),
    ] {
        let answer = desk.own("GET", "/api/words").header("host", host).send();
        assert_eq!(answer.status, status, "{host}");
        let origin = format!("https://{host}");
        let answer = desk.own("GET", "/api/words").header("origin", &origin).send();
        assert_eq!(answer.status, status, "{origin}");
    }
}

#[test]
fn with_read_only_nothing_is_written() {
    let project = project();
    let before = super::trouble::files_of(&project);
    let desk = Desk::with(&project, &["--read-only"]);
    for path in READS {
        desk.get(path).expect(200);
    }
    for (method, path, body) in writes() {
        let answer = desk.own(method, path).json(&body).send().expect(403);
        assert!(answer.text().contains("--read-only"), "{path}");
    }
    assert_eq!(desk.json("/api/project")["readOnly"], true);
    let document = desk.get("/api/document?record=a&template=report").expect(200);
    assert!(document.body.starts_with(b"%PDF-"));
    assert_eq!(desk.stop().code, 0);
    assert_eq!(super::trouble::files_of(&project), before);
}

#[test]
fn every_answer_binds_the_browser() {
    let project = project();
    let desk = Desk::of(&project);
    let view = desk.json("/api/view?record=a&template=report");
    let picture = format!("/api/page/{}?scale=0.1", view["pages"][0]["picture"].as_str().unwrap());
    let mut answers: Vec<_> = READS.map(|path| (path.to_owned(), desk.get(path))).into();
    answers.push((picture.clone(), desk.get(&picture).expect(200)));
    let unknown =
        ["/nothing", "/api/file?name=x", "/api/record/UPPER", "/api/view", "/assets/none"];
    for path in unknown {
        let answer = desk.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        answers.push((path.into(), answer));
    }
    answers.push(("open".into(), desk.bare("GET", "/open?token=0").send()));
    answers.push(("403".into(), desk.bare("GET", "/").send().expect(403)));
    answers.push(("405".into(), desk.own("DELETE", "/").send().expect(405)));
    let broken = desk.own("PUT", "/api/file/text").json(&json!(1)).send();
    answers.push(("422".into(), broken.expect(422)));
    let tag = desk.get("/assets/main.js").headers["etag"].clone();
    let same = desk.own("GET", "/assets/main.js").header("if-none-match", &tag).send();
    answers.push(("304".into(), same.expect(304)));
    let preflight = desk.bare("OPTIONS", "/api/file/text").header("origin", "http://evil.example");
    let preflight = preflight.header("access-control-request-method", "PUT");
    answers.push(("preflight".into(), preflight.send().expect(403)));
    for (path, answer) in answers {
        let header = |name: &str| answer.headers.get(name).map(String::as_str);
        let policy = header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'self'"), "{path}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{path}");
        assert_eq!(header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(header("referrer-policy"), Some("no-referrer"), "{path}");
        let cors = answer.headers.keys().find(|name| name.starts_with("access-control"));
        assert_eq!(cors, None, "{path}");
    }
}

#[test]
fn no_name_leads_to_a_file_that_is_not_the_desk_s_business() {
    let beside = tempfile::tempdir().unwrap();
    let secret = beside.path().join("secret.toml");
    fs::write(&secret, format!("{SMALL}lead = 'secret'\n")).unwrap();
    let project = project();
    symlink(&secret, project.path("records/linked.toml")).unwrap();
    symlink(beside.path(), project.path("records/folder")).unwrap();
    project.write("notes.toml", "title = 'Mine'\n").write(".byline/secret", "x");
    project.write("records/photo.png", "x").write("templates/own/main.typ", "");
    let desk = Desk::of(&project);
    let outside = secret.to_str().unwrap().to_owned();
    let up = format!("../{}/secret.toml", beside.path().file_name().unwrap().to_str().unwrap());
    for name in [
        &*outside,
        &*up,
        "/etc/passwd",
        "../../../../etc/passwd",
        "records/../byline.toml",
        "records/../../secret.toml",
        "./records/a.toml",
        "records//a.toml",
        "records%5Ca.toml",
        "records/a.toml%00",
        "records/linked.toml",
        "records/folder/secret.toml",
        "records/photo.png",
        "records",
        "notes.toml",
        ".byline/secret",
        ".byline/desk",
        "templates/own/main.typ",
        "Cargo.toml",
        "",
    ] {
        let answer = desk.get(&format!("/api/file?name={name}"));
        assert_eq!(answer.status, 404, "{name}: {}", answer.text());
        let body = json!({ "file": name, "base": 1, "text": "x = 1\n" });
        let answer = desk.own("PUT", "/api/file/text").json(&body).send();
        assert_eq!(answer.status, 404, "{name}: {}", answer.text());
        assert_eq!(
            desk.post("/api/file/decide", &json!({ "file": name, "mine": true })).status,
            404
        );
        let silence = json!({ "file": name, "base": 1, "start": 0, "code": "x", "reason": "y" });
        assert_eq!(desk.post("/api/file/silence", &silence).status, 404, "{name}");
    }
    assert_eq!(fs::read_dir(beside.path()).unwrap().count(), 1);
    assert!(fs::read_to_string(&secret).unwrap().contains("secret"));
    assert!(!String::from_utf8(desk.get("/api/project").body).unwrap().contains("secret'"));
}

#[test]
fn no_address_leads_out_of_the_desk_s_own_files() {
    let project = project();
    let desk = Desk::of(&project);
    for path in [
        "/assets/../Cargo.toml",
        "/assets/../src/lib.rs",
        "/assets/..%2fsrc/lib.rs",
        "/assets/%2e%2e/src/lib.rs",
        "/assets//etc/passwd",
        "/assets/%2fetc/passwd",
        "/assets/..%5csrc%5clib.rs",
        "/assets/./../../../Cargo.toml",
        "/assets/editor",
        "/assets/",
    ] {
        let status = desk.get(path).status;
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
    for path in
        ["/api/record/..", "/api/record/..%2fa", "/api/page/..%2f..", "/api/first-page/..%2fa"]
    {
        let status = desk.get(path).status;
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
}

#[test]
fn a_build_takes_no_options_from_a_browser() {
    let beside = tempfile::tempdir().unwrap();
    let project = project();
    let desk = Desk::of(&project);
    // Neither an option of the command line is a record, nor a folder a template.
    let away = format!("--output={}", beside.path().join("away").display());
    for body in [
        json!({ "records": [away] }),
        json!({ "records": ["../a"] }),
        json!({ "records": ["a"], "template": "--output" }),
        json!({ "records": ["a"], "template": "../own" }),
        json!({ "records": ["a"], "language": "--output" }),
        json!({ "records": ["a"], "folder": beside.path() }),
    ] {
        assert_eq!(desk.post("/api/build", &body).status, 422, "{body}");
    }
    assert_eq!(fs::read_dir(beside.path()).unwrap().count(), 0);
    assert!(!project.path("output").exists());
}

#[test]
fn senseless_requests_harm_nothing() {
    let project = project();
    let mut desk = Desk::of(&project);
    let large = "x".repeat(30 << 20);
    let status = desk.put("records/a.toml", 1, &large).status;
    assert_eq!(status, 413);
    for bytes in [
        &b"\0\x01\x02\xff\xfe garbage \r\n\r\n"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PUT /api/file/text HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"PUT /api/file/text HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"",
    ] {
        let answer = send_raw(desk.address, bytes);
        assert!(!answer.starts_with(b"HTTP/1.1 2"), "{}", String::from_utf8_lossy(&answer));
    }
    let long = "y".repeat(2 << 20);
    if let Some(answer) = desk.own("GET", "/").header("x-long", &long).try_send() {
        assert_eq!(answer.status, 431);
    }
    let answer = desk.own("GET", &format!("/{}", "z".repeat(100_000))).try_send();
    assert!(answer.is_none_or(|answer| [404, 414, 431].contains(&answer.status)));
    let document = "record=a&template=report";
    let picture = desk.json(&format!("/api/view?{document}"))["pages"][0]["picture"].clone();
    let picture = picture.as_str().unwrap();
    for scale in ["NaN", "inf", "-inf", "-1", "0", "1e30", "1e-30"] {
        for png in [false, true] {
            let path = format!("/api/page/{picture}?scale={scale}&png={png}");
            let answer = desk.get(&path);
            assert!([200, 400].contains(&answer.status), "{path}: {}", answer.status);
            assert!(answer.body.len() < 100 << 20);
        }
    }
    for (page, x, y) in [
        ("0", "1", "1"),
        ("18446744073709551615", "1", "1"),
        ("1", "NaN", "NaN"),
        ("1", "inf", "-inf"),
        ("1", "1e308", "-1e308"),
    ] {
        let answer = desk.get(&format!("/api/at?{document}&page={page}&x={x}&y={y}"));
        assert_eq!(answer.status, 200, "{page} {x} {y}");
    }
    for offset in ["0", "999999999", "18446744073709551615"] {
        let file = "file=records/a.toml";
        desk.get(&format!("/api/places?{document}&{file}&offset={offset}")).expect(200);
        let body = format!(r#"{{"file":"records/a.toml","text":"é","offset":{offset}}}"#);
        desk.post("/api/complete", &serde_json::from_str(&body).unwrap()).expect(200);
    }
    let silence = |start: u64, code: &str| json!({ "file": "records/a.toml", "base": 999, "start": start, "code": code, "reason": "y" });
    desk.post("/api/file/silence", &silence(u64::MAX, "x")).expect(409);
    desk.get("/api/project").expect(200);
    assert!(desk.is_alive());
    let said = desk.stop();
    assert_eq!((said.code, &*said.stderr), (0, ""));
}
