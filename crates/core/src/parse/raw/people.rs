//! The raw shape of people and organisations, in records and in the directory.

use super::OrganisationName;
use crate::model::{NameOrder, PersonRole, Presence, Text};
use crate::parse::picture::PictureFile;
use crate::reader::{ShortList, shape};

shape! {
    /// A person. In a record, an entry whose id the directory has says only what differs.
    struct RawPerson {
        /// The name as printed, without honorifics.
        name: Option<Text> ["S name", "\"Ben Adeyemi\""],
        /// The name in the person's own script.
        native_name: Option<Text> ["S alternateName", "\"李泰康\""],
        /// Other names of the same person.
        aliases: ShortList<Text> ["S alternateName", "[\"B. Adeyemi\"]"],
        /// The order of the parts of the name.
        name_order: Option<NameOrder> ["", "\"family-first\""],
        /// The short form used after the first mention.
        short_name: Option<Text> ["", "\"Adeyemi\""],
        /// The form used for sorting.
        sort_key: Option<Text> ["", "\"Adeyemi, Ben\""],
        /// Honorifics, printed in this order.
        honorifics: ShortList<Text> ["S honorificPrefix", "[\"Dato’\", \"Dr.\"]"],
        /// The job title.
        title: Option<Text> ["S jobTitle", "\"Harbour Master\""],
        /// The organisation for which they work.
        affiliation: Option<OrganisationName> ["S affiliation", "\"City of Westhaven\""],
        /// The nationality.
        nationality: Option<Text> ["S nationality", "\"Nigerian\""],
        /// The role at the event as a whole.
        role: ShortList<PersonRole> ["", "\"guest-of-honour\""],
        /// How they took part.
        presence: Option<Presence> ["", "\"remote\""],
    }

    /// An organisation. In a record, an entry whose id the directory has says only what differs.
    struct RawOrganisation {
        /// The name as printed.
        name: Option<Text> ["S name", "\"Institute for Coastal Studies\""],
        /// The abbreviation, printed after the name.
        abbreviation: Option<Text> ["S alternateName", "\"ICS\""],
        /// Other names of the same organisation.
        aliases: ShortList<Text> ["S alternateName", "[\"Coastal Institute\"]"],
        /// Former names.
        former_names: ShortList<Text> ["S alternateName", "[\"Tide Office\"]"],
        /// The parent organisation.
        part_of: Option<OrganisationName> ["S parentOrganization", "\"Ministry of Science\""],
        /// The country.
        country: Option<Text> ["S location", "\"Malaysia\""],
        /// The logo.
        logo: Option<RawLogo> ["S logo", "{ file = \"ics.png\", alt = \"ICS\" }"],
    }

    /// A logo.
    struct RawLogo {
        /// The file, relative to the folder of the file that names it.
        file: PictureFile ["", "\"logos/ics.png\""],
        /// A description for readers who cannot see the logo.
        alt: Text ["I Alt Text", "\"The letters ICS over a wave\""],
    }
}
