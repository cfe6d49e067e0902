//! The modules of a crate and their dependencies, read from the syntax tree, so that an import
//! counts in whatever form it is written.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree};

/// The path of a module: the names of its ancestors, and its own.
type Name = Vec<String>;

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

    /// Returns the circular dependencies among modules. What a module uses from one of its
    /// ancestors counts as a use of the ancestor's other parts only if the ancestor re-exports
    /// it from them.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let used: BTreeMap<&Name, BTreeSet<Name>> =
            self.modules.keys().map(|name| (name, self.used_by(name))).collect();
        let mut circles = BTreeSet::new();
        for start in self.modules.keys() {
            let mut reached = BTreeSet::new();
            let mut next: Vec<&Name> = used[start].iter().collect();
            while let Some(name) = next.pop() {
                if reached.insert(name) {
                    next.extend(&used[name]);
                }
            }
            if reached.contains(start) {
                let back = |name: &&&Name| {
                    let mut seen = BTreeSet::new();
                    let mut next: Vec<&Name> = used[**name].iter().collect();
                    while let Some(name) = next.pop() {
                        if seen.insert(name) {
                            next.extend(&used[name]);
                        }
                    }
                    seen.contains(start)
                };
                let circle = reached.iter().filter(back);
                circles.insert(circle.map(|name| name.join("::")).collect::<Vec<_>>());
            }
        }
        circles.into_iter().collect()
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

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts = path.segments.iter().map(|part| part.ident.to_string());
        self.paths.push(parts.collect());
        visit::visit_path(self, path);
    }
}
