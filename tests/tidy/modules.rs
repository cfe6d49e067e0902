//! The modules of a crate and their dependencies, read from the syntax tree, so that an import
//! counts in whatever form it is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::buffer::{Cursor, TokenBuffer};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, MetaList, UseTree};

/// The path of a module: the names of its ancestors, and its own.
type Name = Vec<String>;

/// The uses that make a circle, each as "module -> module".
pub(crate) type Circle = Vec<String>;

/// The modules of a crate.
pub(crate) struct Crate {
    modules: BTreeMap<Name, Module>,
}

/// A module in a file of its own.
#[derive(Default)]
struct Module {
    /// The paths that it imports, by the names that it imports them under.
    imports: BTreeMap<String, Vec<String>>,
    /// The names of the items that it defines.
    items: BTreeSet<String>,
    /// The paths that its code mentions.
    paths: Vec<Vec<String>>,
}

impl Crate {
    /// Reads the files of a crate.
    pub(crate) fn read(folder: &Path) -> Self {
        let mut modules = BTreeMap::new();
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let path = entry.unwrap().into_path();
            if path.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let file = syn::parse_file(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let mut module = Module::default();
            file.items.iter().for_each(|item| module.visit_item(item));
            modules.insert(name_of(path.strip_prefix(folder).unwrap()), module);
        }
        Self { modules }
    }

    /// Returns how often one module uses another.
    pub(crate) fn uses(&self) -> usize {
        self.modules.keys().map(|name| self.used_by(name).len()).sum()
    }

    /// Returns the modules at the root of the crate, each with the others that it uses.
    pub(crate) fn at_root(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for name in self.modules.keys() {
            let Some(own) = name.first() else { continue };
            let used = self.used_by(name).into_iter().filter_map(|used| used.first().cloned());
            uses.entry(own.clone()).or_default().extend(used.filter(|used| used != own));
        }
        uses
    }

    /// Returns the circular dependencies among the parts of a module, for the whole crate and for
    /// each folder: a part is a file, or a folder with everything in it. What a module uses from
    /// one of its ancestors counts as a use of the ancestor's other parts only if the ancestor
    /// re-exports it from them.
    pub(crate) fn circles(&self) -> Vec<Circle> {
        let mut uses: BTreeMap<Name, BTreeMap<Name, Vec<String>>> = BTreeMap::new();
        for name in self.modules.keys() {
            for used in self.used_by(name) {
                let common = name.iter().zip(&used).take_while(|(own, other)| own == other).count();
                // A parent may use its parts.
                if common < name.len() {
                    let [from, to] = [name, &used].map(|name| name[..=common].to_vec());
                    let why = format!("{} -> {}", name.join("::"), used.join("::"));
                    uses.entry(from).or_default().entry(to).or_default().push(why);
                }
            }
        }
        let circles = uses.keys().filter_map(|start| {
            let circle = reached(start, &uses);
            let circle: BTreeSet<_> =
                circle.into_iter().filter(|part| reached(part, &uses).contains(start)).collect();
            let within = circle.iter().flat_map(|part| &uses[*part]);
            let within = within.filter(|(to, _)| circle.contains(to));
            let within: Circle = within.flat_map(|(_, why)| why.clone()).collect();
            (!within.is_empty()).then_some(within)
        });
        circles.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Returns the modules that a module uses, apart from its ancestors: a part may use what its
    /// parent defines.
    fn used_by(&self, name: &Name) -> BTreeSet<Name> {
        let module = &self.modules[name];
        let paths = module.imports.values().chain(&module.paths);
        let used = paths.filter_map(|path| self.resolve(name, path, 0));
        used.filter(|used| used != name && !name.starts_with(used)).collect()
    }

    /// Returns the module that defines the item at a path; `None` if it is outside the crate.
    fn resolve(&self, from: &Name, path: &[String], depth: usize) -> Option<Name> {
        if depth > 8 {
            return None;
        }
        let mut at = from.clone();
        let mut rest = path.iter();
        let first = rest.next()?;
        match first.as_str() {
            "crate" => at.clear(),
            "self" => {}
            "super" => {
                at.pop()?;
            }
            name => return self.resolve_name(from, name, &path[1..], depth),
        }
        let mut rest: Vec<String> = rest.cloned().collect();
        while rest.first().is_some_and(|part| part == "super") {
            at.pop()?;
            rest.remove(0);
        }
        match rest.split_first() {
            None => Some(at),
            Some((name, rest)) => self.resolve_name(&at, name, rest, depth),
        }
    }

    /// Resolves a name inside a module, followed by the rest of a path.
    fn resolve_name(&self, at: &Name, name: &str, rest: &[String], depth: usize) -> Option<Name> {
        let module = self.modules.get(at)?;
        let child: Name = at.iter().cloned().chain([name.to_owned()]).collect();
        if self.modules.contains_key(&child) {
            return match rest.split_first() {
                Some((name, rest)) if self.knows(&child, name) => {
                    self.resolve_name(&child, name, rest, depth + 1)
                }
                _ => Some(child),
            };
        }
        if module.items.contains(name) {
            return Some(at.clone());
        }
        let import = module.imports.get(name)?;
        let path: Vec<String> = import.iter().chain(rest).cloned().collect();
        // `use name;` of another crate would resolve to itself.
        (path.first().map(String::as_str) != Some(name) || path.len() > 1 + rest.len())
            .then(|| self.resolve(at, &path, depth + 1))?
    }

    fn knows(&self, module: &Name, name: &str) -> bool {
        let child: Name = module.iter().cloned().chain([name.to_owned()]).collect();
        let Module { imports, items, .. } = &self.modules[module];
        self.modules.contains_key(&child) || imports.contains_key(name) || items.contains(name)
    }
}

/// Returns the parts that a part uses, directly or through others.
fn reached<'a>(
    start: &Name,
    uses: &'a BTreeMap<Name, BTreeMap<Name, Vec<String>>>,
) -> BTreeSet<&'a Name> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Name> = uses.get(start).into_iter().flatten().map(|(to, _)| to).collect();
    while let Some(name) = next.pop() {
        if reached.insert(name) {
            next.extend(uses.get(name).into_iter().flatten().map(|(to, _)| to));
        }
    }
    reached
}

/// Returns the path of the module in a file.
fn name_of(file: &Path) -> Name {
    let parts = file.with_extension("");
    let mut name: Name = parts.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if name.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        name.pop();
    }
    name
}

impl Module {
    fn import(&mut self, tree: &UseTree, path: &mut Vec<String>) {
        match tree {
            UseTree::Path(part) => {
                path.push(part.ident.to_string());
                self.import(&part.tree, path);
                path.pop();
            }
            UseTree::Name(name) => self.add(name.ident.to_string(), &name.ident.to_string(), path),
            UseTree::Rename(renamed) => {
                self.add(renamed.rename.to_string(), &renamed.ident.to_string(), path);
            }
            UseTree::Glob(_) => self.paths.push(path.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, path)),
        }
    }

    /// Collects the paths among the tokens of a macro or an attribute. A name by itself may be
    /// anything, and what is imported under it counts already.
    fn scan(&mut self, mut tokens: Cursor<'_>) {
        while !tokens.eof() {
            if let Some((path, rest)) = path_at(tokens) {
                self.paths.extend(Some(path).filter(|path| path.len() > 1));
                tokens = rest;
                continue;
            }
            if let Some((inner, _, _, _)) = tokens.any_group() {
                self.scan(inner);
            }
            let Some((_, rest)) = tokens.token_tree() else { return };
            tokens = rest;
        }
    }

    fn add(&mut self, name: String, item: &str, path: &[String]) {
        let mut whole = path.to_vec();
        // `use a::{self}` is the same as `use a`.
        let own = item == "self";
        if !own {
            whole.push(item.to_owned());
        }
        let name =
            if own && name == "self" { whole.last().cloned().unwrap_or_default() } else { name };
        self.imports.insert(name, whole);
    }
}

/// Returns the path at the beginning of tokens, and the tokens after it. A `$crate` begins with
/// its second token.
fn path_at(tokens: Cursor<'_>) -> Option<(Vec<String>, Cursor<'_>)> {
    let (first, mut rest) = tokens.ident()?;
    let mut path = vec![first.to_string()];
    while let Some((name, after)) =
        sign(rest, ':').and_then(|rest| sign(rest, ':')).and_then(Cursor::ident)
    {
        path.push(name.to_string());
        rest = after;
    }
    Some((path, rest))
}

fn sign(tokens: Cursor<'_>, sign: char) -> Option<Cursor<'_>> {
    tokens.punct().filter(|(punct, _)| punct.as_char() == sign).map(|(_, rest)| rest)
}

/// Returns whether an item exists for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|ident| ident == "test")
    })
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        let name = match item {
            Item::Const(item) => Some(&item.ident),
            Item::Enum(item) => Some(&item.ident),
            Item::Fn(item) => Some(&item.sig.ident),
            Item::Macro(item) => item.ident.as_ref(),
            Item::Static(item) => Some(&item.ident),
            Item::Struct(item) => Some(&item.ident),
            Item::Trait(item) => Some(&item.ident),
            Item::Type(item) => Some(&item.ident),
            _ => None,
        };
        self.items.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !is_test(&item.attrs) {
            self.import(&item.tree, &mut vec![]);
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.scan(TokenBuffer::new2(call.tokens.clone()).begin());
        visit::visit_macro(self, call);
    }

    fn visit_meta_list(&mut self, attribute: &'ast MetaList) {
        self.scan(TokenBuffer::new2(attribute.tokens.clone()).begin());
        visit::visit_meta_list(self, attribute);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts = path.segments.iter().map(|part| part.ident.to_string());
        self.paths.push(parts.collect());
        visit::visit_path(self, path);
    }
}
