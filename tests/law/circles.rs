//! Files that need each other are one thing in two places.

use std::collections::{BTreeMap, BTreeSet};

use super::holds;
use super::source::{Source, sources};

type Module = Vec<String>;

/// For each module those that it imports from, apart from its parents and children.
fn imports(sources: &[Source]) -> BTreeMap<Module, BTreeSet<Module>> {
    let modules: BTreeSet<Module> = sources.iter().map(Source::module).collect();
    // What a module passes on under a name of its own.
    let mut passed: BTreeMap<(Module, String), Module> = BTreeMap::new();
    let named: Vec<_> = sources.iter().map(|file| (file.module(), file.named())).collect();
    for (module, named) in &named {
        for one in named.iter().filter(|one| one.imported) {
            if let Some(name) = one.name.clone().filter(|name| name != "self") {
                passed.insert((module.clone(), name), within(module, &one.full, &modules));
            }
        }
    }
    let mut all = BTreeMap::new();
    for (module, named) in &named {
        let used = named.iter().map(|one| within(module, &one.full, &modules));
        let used: BTreeSet<Module> = used
            .filter_map(|path| owner(path, &modules, &passed))
            .filter(|other| !other.starts_with(module) && !module.starts_with(other))
            .collect();
        all.insert(module.clone(), used);
    }
    all
}

/// A path from the root, if it begins with a child of the module.
fn within(module: &Module, path: &[String], modules: &BTreeSet<Module>) -> Module {
    let inner: Module = module.iter().chain(path.first()).cloned().collect();
    if path.first().is_some_and(|first| first != "crate") && modules.contains(&inner) {
        return module.iter().chain(path).cloned().collect();
    }
    path.to_vec()
}

/// The file in which something stands, whoever passes it on.
fn owner(
    mut path: Module,
    modules: &BTreeSet<Module>,
    passed: &BTreeMap<(Module, String), Module>,
) -> Option<Module> {
    for _ in 0..8 {
        let length = (1..=path.len()).rev().find(|&length| modules.contains(&path[..length]))?;
        let (module, rest) = (path[..length].to_vec(), &path[length..]);
        let Some(name) = rest.first() else { return Some(module) };
        match passed.get(&(module.clone(), name.clone())) {
            Some(from) if from.first().is_some_and(|first| first == "crate") => {
                path = from.iter().chain(&rest[1..]).cloned().collect();
            }
            _ => return Some(module),
        }
    }
    None
}

/// Circles, each as its modules.
fn circles(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let reached = |from: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(module) = next.pop() {
            for other in imports.get(module).into_iter().flatten() {
                if seen.insert(other) {
                    next.push(other);
                }
            }
        }
        seen
    };
    let all: BTreeMap<_, _> = imports.keys().map(|module| (module, reached(module))).collect();
    let mut circles = BTreeSet::new();
    for (module, reached) in &all {
        let circle: Vec<_> = reached
            .iter()
            .filter(|other| all.get(**other).is_some_and(|back| back.contains(module)))
            .map(|other| other[1..].join("::"))
            .collect();
        if !circle.is_empty() {
            circles.insert(circle.join(", "));
        }
    }
    circles.into_iter().collect()
}

#[test]
fn no_files_import_from_each_other_in_a_circle() {
    let found = circles(&imports(&sources()));
    holds(&found);
}

#[test]
fn a_circle_is_seen_through_what_a_parent_passes_on() {
    let sources = [
        Source::new("store/mod.rs", "mod one; mod two; mod three;\npub use two::Two;"),
        Source::new("store/one.rs", "use super::Two;"),
        Source::new("store/two.rs", "fn of() { crate::store::three::three(); }"),
        Source::new("store/three.rs", "use super::{one::One, two};"),
    ];
    assert_eq!(circles(&imports(&sources)), ["store::one, store::three, store::two"]);
    assert_eq!(circles(&imports(&sources[..3])), Vec::<String>::new());
}
