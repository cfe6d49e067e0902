//! Rules: the kinds of findings. Each is declared once, with its code, its level and its texts.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::message::{Message, message, same_in_every_language};

/// The declaration of a kind of finding. `docs/findings.md` is generated from it.
#[derive(Debug)]
pub struct Rule {
    /// The stable name, as printed. Scripts and `# allow` comments rely on it.
    pub name: &'static str,
    /// The severity.
    pub level: Level,
    /// Who can fix findings of this kind.
    pub fault: Fault,
    /// Whether a template causes findings of this kind, whatever the record says.
    pub of_template: bool,
    /// Whether findings of this kind ask for something that is still to be filled in, which nobody
    /// wants to keep as it is.
    pub asks: bool,
    /// The meaning of such a finding, in Markdown.
    pub meaning: &'static str,
    /// The remedy, in Markdown; may be empty.
    pub remedy: &'static str,
    /// An example of what causes such a finding; may be empty.
    pub example: &'static str,
    /// The language that the example is written in.
    pub syntax: &'static str,
}

impl Rule {
    /// The values that most rules share. Its texts are empty.
    pub(crate) const BLANK: Self = Self {
        name: "",
        level: Level::Warning,
        fault: Fault::Content,
        of_template: false,
        asks: false,
        meaning: "",
        remedy: "",
        example: "",
        syntax: "toml",
    };
}

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// Worth knowing, but no action is required.
    Information,
    /// Doubtful: the document is built all the same.
    Warning,
    /// Wrong: the document is not built.
    Error,
}

impl Level {
    /// Returns the stable name of the level, for programs.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the name of the level for people.
    pub fn message(self) -> Message {
        match self {
            Self::Information => message!("information"),
            Self::Warning => message!("warning"),
            Self::Error => message!("error"),
        }
    }
}

/// Who can fix a finding. This decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The author of a record, or the designer of a template.
    Content,
    /// Whoever wrote the command line or the project file.
    Usage,
    /// Whoever maintains the machine, or byline's own developers.
    Machine,
}

/// The code of a finding: a reference to its rule, compared, ordered and serialised by name.
///
/// The lints parse it from its name, since they have codes of their own.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(&'static Rule);

impl Code {
    /// Returns the code of a rule.
    pub const fn new(rule: &'static Rule) -> Self {
        Self(rule)
    }

    /// Returns the declaration.
    pub const fn rule(self) -> &'static Rule {
        self.0
    }

    /// Returns the stable name, as printed.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Returns the severity of findings of this kind.
    pub const fn level(self) -> Level {
        self.0.level
    }

    /// Returns who can fix findings of this kind.
    pub const fn fault(self) -> Fault {
        self.0.fault
    }

    /// Returns whether a template causes findings of this kind, whatever the record says.
    pub const fn is_of_template(self) -> bool {
        self.0.of_template
    }

    /// Returns whether findings of this kind ask for something that is still to be filled in.
    pub const fn asks(self) -> bool {
        self.0.asks
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.name().to_owned()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

same_in_every_language!(Code);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
