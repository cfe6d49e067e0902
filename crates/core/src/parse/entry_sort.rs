//! The sorts of entries that a name can refer to, and what is said of each.

use crate::message::{Message, message};
use crate::model::Text;

/// What an entry describes. Each sort has whole sentences of its own, which other languages can say.
#[derive(Clone, Copy)]
pub(super) enum Sort {
    Person,
    Organisation,
}

impl Sort {
    /// Says that several entries have a name.
    pub(super) fn ambiguous(self, name: &Text) -> Message {
        match self {
            Self::Person => message!("the name `{name}` could mean more than one person"),
            Self::Organisation => {
                message!("the name `{name}` could mean more than one organisation")
            }
        }
    }

    /// Says that no entry has an id.
    pub(super) fn unknown(self, id: &Text) -> Message {
        match self {
            Self::Person => message!("no person has the id `{id}`"),
            Self::Organisation => message!("no organisation has the id `{id}`"),
        }
    }

    /// Says what to do about an id that no entry has.
    pub(super) fn to_add(self) -> Message {
        match self {
            Self::Person => message!(
                "add a table for the person with this id, or write the name itself: \
                 {{ name = \"…\" }}"
            ),
            Self::Organisation => message!(
                "add a table for the organisation with this id, or write the name itself: \
                 {{ name = \"…\" }}"
            ),
        }
    }

    /// Says what to do about a name that is nearly that of an entry.
    pub(super) fn similar(self, name: &str) -> Message {
        match self {
            Self::Person => {
                message!("did you mean `{name}`? If not, give this person an entry too")
            }
            Self::Organisation => {
                message!("did you mean `{name}`? If not, give this organisation an entry too")
            }
        }
    }
}
