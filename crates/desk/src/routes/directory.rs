//! Answers about the directory of people and organisations.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::{Answer, Desk};
use crate::studio::Uses;

#[derive(Deserialize)]
pub(super) struct UsesQuery {
    /// The file of the directory.
    file: String,
}

/// Says where each entry of a file is used. Reading all records for it may take a while, so it
/// gives way to whoever types.
pub(super) async fn uses(
    State(desk): State<Desk>,
    Query(UsesQuery { file }): Query<UsesQuery>,
) -> Answer<BTreeMap<String, Uses>> {
    let name = file.clone();
    let known = desk
        .workshop
        .ask_in_background(move |studio| (studio.used_in_directory(&name), studio.ids()));
    let (mut uses, ids) = known.await?;
    for id in ids {
        let (record, name) = (id.clone(), file.clone());
        let used =
            desk.workshop.ask_in_background(move |studio| studio.used_by(&record, &name)).await;
        // A record that byline fails on refers to nothing that is known.
        for entry in used.unwrap_or_default() {
            let of_entry: &mut Uses = uses.entry(entry.to_string()).or_default();
            of_entry.records.insert(id.clone());
        }
    }
    Ok(Json(uses))
}
