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
    /// Other names of the organisation.
    pub aliases: Vec<Text>,
    /// Its former names.
    pub former_names: Vec<Text>,
    /// The parent organisation.
    pub parent: Option<Arc<Organisation>>,
    /// The country.
    pub country: Option<Text>,
    /// The logo; `None` while its file is missing.
    pub logo: Option<Picture>,
}

impl Organisation {
    /// Creates an organisation of which only the name is known.
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

    /// Returns all names of the organisation.
    pub fn names(&self) -> impl Iterator<Item = &Text> {
        let names = [&self.name].into_iter().chain(&self.abbreviation).chain(&self.aliases);
        names.chain(&self.former_names)
    }
}

/// A sponsor with its tier.
#[derive(Debug, Clone, PartialEq)]
pub struct Sponsor {
    /// The organisation.
    pub organisation: Arc<Organisation>,
    /// The tier ("gold").
    pub tier: Option<Text>,
}
