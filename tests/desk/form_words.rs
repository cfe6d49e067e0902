//! The words of forms: readers of a form meet no word of TOML in what findings say.

use std::collections::BTreeSet;

use byline_core::lint::LINTS;
use serde_json::Value;

use super::client::Desk;
use super::examples::examples_of_checks;

/// Returns the keys that have a field.
fn keys_with_fields(form: &Value) -> BTreeSet<String> {
    let tables = form["tables"].as_object().unwrap().values();
    let fields = tables.flat_map(|table| table["fields"].as_array().unwrap());
    fields.map(|field| field["key"].as_str().unwrap().to_owned()).collect()
}

/// Returns the keys in code of a text. A file and a value in braces have no field.
fn keys_in_code(text: &str) -> Vec<String> {
    let code = text.split('`').skip(1).step_by(2);
    code.filter(|code| !code.contains(['/', '{']))
        .flat_map(|code| {
            let path = code.split('=').next().unwrap_or_default();
            let keys = path.split(|char: char| !(char.is_ascii_alphanumeric() || char == '-'));
            keys.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn findings_speak_of_fields_in_a_form() {
    let project = examples_of_checks();
    let desk = Desk::of(&project);
    let mut said = BTreeSet::new();
    for lint in LINTS {
        let name = format!("{}-bad", lint.code);
        let keys = keys_with_fields(&desk.json(&format!("/api/form?file=records/{name}.toml")));
        let view = desk.json(&format!("/api/view?record={name}&template=summary&language=en"));
        for finding in view["findings"].as_array().unwrap() {
            let words = &finding["inForm"];
            let lists = [&words["hints"], &words["relatedMessages"]];
            let texts = lists.into_iter().flat_map(|list| list.as_array().unwrap());
            for text in texts.chain([&words["message"], &words["explanation"]]) {
                let text = text.as_str().unwrap();
                let left: Vec<_> =
                    keys_in_code(text).into_iter().filter(|key| keys.contains(key)).collect();
                assert!(left.is_empty(), "{name}: {left:?} in {text}");
                // Files and commands are not for those who fill in forms.
                let is_of_files = text.contains(".toml") || text.contains("`byline ");
                assert!(!is_of_files, "{name}: {text}");
            }
            said.insert(finding["code"].as_str().unwrap().to_owned());
        }
    }
    let silent: Vec<_> =
        LINTS.iter().map(|lint| lint.code.name()).filter(|c| !said.contains(*c)).collect();
    // These need readers of another language, or a whole project.
    assert!(silent.len() < 5, "{silent:?}");
}
