//! Organisations.

use std::sync::Arc;

use super::{Picture, Text};

/// An organisation.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Organisation {
    /// The name as printed.
    pub name: Text,
    /// The abbreviation ("CROSS").
    pub abbreviation: Option<Text>,
    /// Other names of the same organisation.
    pub aliases: Vec<Text>,
    /// What it was called before.
    pub former_names: Vec<Text>,
    /// The organisation that it is part of.
    pub parent: Option<Arc<Organisation>>,
    /// The country.
    pub country: Option<Text>,
    /// The logo; none while its file is not there.
    pub logo: Option<Picture>,
}

impl Organisation {
    /// One of which only the name is known.
    pub fn named(name: Text) -> Self {
        Self {
            name,
            abbreviation: None,
            aliases: vec![],
            former_names: vec![],
            parent: None,
            country: None,
            logo: None,
        }
    }

    /// The names that the organisation goes by.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        let names = [&self.name].into_iter().chain(&self.abbreviation).chain(&self.aliases);
        names.chain(&self.former_names)
    }
}

/// A sponsor and the tier of its support.
#[derive(Debug, Clone, PartialEq)]
pub struct Sponsor {
    /// The organisation.
    pub organisation: Arc<Organisation>,
    /// The tier ("gold").
    pub tier: Option<Text>,
}
