//! The examples of a new project, which belong together: a record, an issue that carries it, and
//! the people and organisations in them.

/// The directory of people.
pub(super) const PEOPLE: &str = r#"#:schema ./schema/people.json

# People who appear in many records, each written once. A record names them by the id in
# brackets, and says under [people.id] only what was different at its event.

[ana-sorensen]
name = "Ana Sørensen"
honorifics = ["Prof.", "Dr."]
title = "Director"
affiliation = "ics"
"#;

/// The directory of organisations.
pub(super) const ORGANISATIONS: &str = r#"#:schema ./schema/organisations.json

[ics]
name = "Institute for Coastal Studies"
abbreviation = "ICS"
"#;

/// The record.
pub(super) const RECORD: &str = r#"#:schema ../schema/record.json

title = "Harbour Day: What the Tide Gauges Tell"
type = "workshop"
start = 2025-05-14
mode = "offline"
venue = { name = "Old Customs House", city = "Westhaven" }
organiser = "ics"
lead = """
Harbour masters put the tide records of seven harbours *side by side*. Where they differ, \
the gauges had been moved, not the sea.
"""

[attendance]
count = "nearly 80"
label = "engineers and harbour masters"

[[programme]]
title = "Welcome"

[[programme.sessions]]
speaker = "ana-sorensen"
summary = "Asked the guests to say plainly what the records are worth."
quote = "a gauge is only as honest as its keeper"

[credits]
writer = "Elin Berg"
"#;

/// The issue.
pub(super) const ISSUE: &str = r#"#:schema ../schema/issue.json

name = "Tidelines"
tagline = "News of harbours and their tides"
volume = 3
number = 2
date = 2025-06-02
period = "June 2025"

# Ids of records; or { from = 2025-05-01, to = 2025-05-31 }, or { keyword = "tides" }.
stories = ["harbour-day-2025-05-14"]

[[upcoming]]
title = "Gauge clinic"
start = 2025-07-02
venue = "Old Customs House, Westhaven"

[[board]]
role = "Editor"
people = "Elin Berg"

[imprint]
publisher = "Institute for Coastal Studies"
address = "1 Quay Road, Westhaven"
"#;
