//! Reads tables with known keys, and describes them for the reference and the JSON Schemas.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::ops::Range;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::{DeTable, DeValue};

use super::kind::kebab;
use super::{
    FieldDeclaration, FieldKind, FieldShape, Node, Reader, Shape, Slot, TableDeclaration, Tables,
};
use crate::message::Message;
use crate::model::fields::{Declaration, Declared, FromField, FromFields};

/// A table with known keys, declared with [`shape!`] or the model's `fields!`.
pub(crate) trait TableShape: Declared {
    /// Reads the keys of the table at `range`. Returns `None` only if an error was reported.
    fn read_table(table: &DeTable, range: Range<usize>, reader: &mut Reader) -> Option<Self>;

    /// Reads a plain text in place of a table that sets only `key`.
    fn read_text(key: &'static str, text: &Node, reader: &mut Reader) -> Option<Self>;

    /// Describes the keys for the JSON Schema and the reference.
    fn describe(generator: &mut SchemaGenerator) -> Vec<(KeyDoc, Schema)>;

    /// Describes the keys for the reference.
    fn keys() -> Vec<KeyDoc> {
        let described = Self::describe(&mut SchemaSettings::draft07().into_generator());
        described.into_iter().map(|(key, _)| key).collect()
    }
}

impl<T> TableShape for T
where
    T: Declared + for<'a> FromFields<TableSource<'a>> + for<'a> FromFields<Descriptions<'a>>,
{
    fn read_table(table: &DeTable, range: Range<usize>, reader: &mut Reader) -> Option<Self> {
        let misspelt = reader.unknown_keys(table, &range, Self::declarations());
        Self::from_fields(&mut TableSource { keys: Keys::Table(table), range, misspelt, reader })
    }

    fn read_text(key: &'static str, text: &Node, reader: &mut Reader) -> Option<Self> {
        let keys = Keys::Text(key, text, reader.key.clone());
        let (range, misspelt) = (text.span(), vec![]);
        Self::from_fields(&mut TableSource { keys, range, misspelt, reader })
    }

    fn describe(generator: &mut SchemaGenerator) -> Vec<(KeyDoc, Schema)> {
        let mut descriptions = Descriptions { generator, keys: vec![] };
        // Describing needs only the types; there are no values to collect.
        let _ = Self::from_fields(&mut descriptions);
        descriptions.keys
    }
}

/// The documentation of a key in the reference.
#[derive(Debug, Clone)]
pub(crate) struct KeyDoc {
    /// The declaration of the key.
    pub(crate) declaration: &'static Declaration,
    /// Whether the key is required.
    pub(crate) required: bool,
    /// The accepted values.
    pub(crate) accepts: String,
    /// Returns the kind of its value, for forms.
    pub(crate) kind: fn(&mut Tables) -> FieldKind,
}

/// A table of a file that supplies fields.
pub(crate) struct TableSource<'a> {
    keys: Keys<'a>,
    /// The range of the table.
    pub(crate) range: Range<usize>,
    /// The known keys of which unknown keys are probably typos.
    misspelt: Vec<String>,
    reader: &'a mut Reader,
}

/// The keys of a table, or the single key that a plain text sets.
enum Keys<'a> {
    Table(&'a DeTable<'a>),
    /// A plain text in place of the table: the key that it sets, the text, and the key of the
    /// table, which findings name.
    Text(&'static str, &'a Node<'a>, String),
}

impl<T: FieldShape> FromField<TableSource<'_>> for T {
    fn from_field(source: &mut TableSource<'_>, declaration: &'static Declaration) -> Option<T> {
        let key = declaration.key.as_str();
        let (key, value) = match &source.keys {
            Keys::Table(table) => (key, table.get(key)),
            Keys::Text(known, node, outer) if *known == key => (outer.as_str(), Some(*node)),
            Keys::Text(..) => (key, None),
        };
        let misspelt = source.misspelt.iter().any(|meant| meant == key);
        T::read(&Slot { key, value, table: &source.range, misspelt }, source.reader)
    }
}

/// A source of fields that describes the keys and supplies no values.
pub(crate) struct Descriptions<'a> {
    generator: &'a mut SchemaGenerator,
    keys: Vec<(KeyDoc, Schema)>,
}

impl<T: FieldShape> FromField<Descriptions<'_>> for T {
    fn from_field(source: &mut Descriptions<'_>, declaration: &'static Declaration) -> Option<T> {
        let (required, accepts) = (T::REQUIRED, T::accepts().to_string());
        let key = KeyDoc { declaration, required, accepts, kind: T::field_kind };
        source.keys.push((key, T::schema(source.generator)));
        None
    }
}

impl<T: Declared + TableShape> Shape for T {
    fn expected() -> Message {
        <T as Declared>::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match (node.get_ref(), T::TEXT_FOR) {
            (DeValue::Table(table), _) => T::read_table(table, node.span(), reader),
            (DeValue::String(_), Some(key)) => T::read_text(key, node, reader),
            _ => {
                let first = T::declarations().first().map_or("", |first| &first.key);
                reader.not_a_table(node, &<T as Declared>::expected(), first);
                None
            }
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<Table<T>>();
        match T::TEXT_FOR {
            Some(_) => json_schema!({ "anyOf": [{ "type": "string" }, table] }),
            None => table,
        }
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        FieldKind::Table(tables.add::<T>())
    }
}

impl Tables {
    /// Adds a table, and those that its keys take. Returns its name.
    pub(crate) fn add<T: TableShape>(&mut self) -> String {
        let name = kebab(T::NAME.trim_start_matches("Raw").trim_end_matches("Table"));
        if !self.0.contains_key(&name) {
            // Tables may hold others of their own kind.
            self.0.insert(name.clone(), TableDeclaration::default());
            let fields = T::keys().into_iter().map(|key| {
                let KeyDoc { declaration, required, kind, .. } = key;
                FieldDeclaration { declaration, required, kind: kind(self) }
            });
            let fields = fields.collect();
            self.0.insert(name.clone(), TableDeclaration { fields, text_for: T::TEXT_FOR });
        }
        name
    }
}

/// The JSON Schema of a table.
struct Table<T>(PhantomData<T>);

impl<T: TableShape> JsonSchema for Table<T> {
    fn schema_name() -> Cow<'static, str> {
        T::NAME.trim_start_matches("Raw").into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut required = Vec::new();
        let mut properties = serde_json::Map::new();
        for (KeyDoc { declaration, required: needed, .. }, mut schema) in T::describe(generator) {
            let Declaration { key, meaning, term, example } = declaration;
            let term = if term.is_empty() { String::new() } else { format!(" ({term})") };
            let description = format!("{meaning}{term}\n\n{key} = {example}");
            schema.insert("description".into(), description.into());
            properties.insert(key.clone(), schema.into());
            if needed {
                required.push(key.as_str());
            }
        }
        json_schema!({
            "type": "object",
            "description": T::MEANING.trim(),
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }
}

/// Declares a table that is read in this shape and then converted to another type. The
/// declaration lists its keys (the field names, with hyphens for underscores), the meaning of
/// each, the standard's term and an example. The macro generates the struct, its reader, its
/// JSON Schema and its section of the reference.
///
/// A field without a term and an example is a group of keys: a table declared with `fields!`,
/// whose keys are inlined into this table.
macro_rules! shape {
    ($($(#[doc = $doc:literal])* struct $name:ident { $(
        $(#[doc = $field_doc:literal])*
        $field:ident: $type:ty $([$term:literal, $example:literal])?,
    )* })*) => {$(
        $(#[doc = $doc])*
        pub(crate) struct $name {
            /// The range of the table.
            #[allow(dead_code, reason = "not every table is pointed at as a whole")]
            pub(crate) range: std::ops::Range<usize>,
            $($(#[doc = $field_doc])* pub(crate) $field: $type,)*
        }

        impl $crate::model::fields::Declared for $name {
            const NAME: &'static str = stringify!($name);
            const MEANING: &'static str = concat!($($doc),*);

            fn declarations() -> &'static [$crate::model::fields::Declaration] {
                #[allow(clippy::vec_init_then_push, reason = "a group pushes several")]
                static ALL: std::sync::LazyLock<Vec<$crate::model::fields::Declaration>> =
                    std::sync::LazyLock::new(|| {
                        let mut all = Vec::new();
                        $($crate::reader::shape!(
                            @declare all $field [$($field_doc)*] $type $([$term, $example])?
                        );)*
                        all
                    });
                &ALL
            }
        }

        $crate::reader::shape!(
            @from $crate::reader::TableSource<'_>, |source| source.range.clone(),
            $name { $($field: $type [$($term)?],)* }
        );
        $crate::reader::shape!(
            @from $crate::reader::Descriptions<'_>, |_source| 0..0,
            $name { $($field: $type [$($term)?],)* }
        );
    )*};
    (@declare $all:ident $field:ident [$($doc:literal)*] $type:ty [$term:literal, $example:literal]) => {
        $all.push($crate::model::fields::Declaration {
            key: $crate::model::fields::key(stringify!($field)),
            meaning: concat!($($doc),*).trim().to_owned(),
            term: $term,
            example: $example,
        });
    };
    (@declare $all:ident $field:ident [$($doc:literal)*] $type:ty) => {
        $all.extend_from_slice(<$type as $crate::model::fields::Declared>::declarations());
    };
    (@from $source:ty, |$bound:ident| $range:expr, $name:ident { $(
        $field:ident: $type:ty [$($term:literal)?],
    )* }) => {
        impl $crate::model::fields::FromFields<$source> for $name {
            fn from_fields($bound: &mut $source) -> Option<Self> {
                let mut next = <Self as $crate::model::fields::Declared>::declarations().iter();
                $(let $field = $crate::reader::shape!(@field $bound next $type [$($term)?]);)*
                Some(Self { $($field: $field?,)* range: $range })
            }
        }
    };
    (@field $source:ident $next:ident $type:ty [$term:literal]) => {
        $next.next().and_then(|declaration| {
            <$type as $crate::model::fields::FromField<_>>::from_field($source, declaration)
        })
    };
    (@field $source:ident $next:ident $type:ty []) => {{
        for _ in <$type as $crate::model::fields::Declared>::declarations() {
            $next.next();
        }
        <$type as $crate::model::fields::FromFields<_>>::from_fields($source)
    }};
}
pub(crate) use shape;
