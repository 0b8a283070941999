//! Finds the file of a call: the existing one, or a new one with an unused name.

use std::collections::{HashMap, HashSet};

use crate::Problem;
use weixin_spec::{Endpoint, Model};

use super::{bare, names};
use weixin_spec::load::{Source, Sources};
use weixin_spec::names::camel_case;

/// The identity of a call: method, path, and sorted fixed query values.
type Key = (&'static str, String, Vec<(String, String)>);

/// The files of the folder, including the new ones.
pub(super) struct Assigned<'a> {
    /// Group and id of each call.
    calls: HashMap<Key, (String, String)>,
    /// Type names of the endpoints, which must be unique in the folder.
    names: HashSet<String>,
    shared: HashSet<&'a str>,
    existing: &'a [Endpoint],
    /// Specs that can't be read, so their calls are unknown.
    pub(super) unread: Vec<&'a Source>,
}

impl<'a> Assigned<'a> {
    pub(super) fn new(folder: &'a Sources, model: &'a Model, existing: &'a [Endpoint]) -> Self {
        let calls = existing.iter().map(|endpoint| {
            (key(endpoint), (endpoint.group.value.clone(), endpoint.id.value.clone()))
        });
        let specs = || folder.iter().filter(|(_, source)| stem(source).is_some());
        let read: HashSet<u32> = existing.iter().map(|endpoint| endpoint.id.span.file).collect();
        let unread = specs().filter(|(file, _)| !read.contains(file)).map(|(_, source)| source);
        Self {
            calls: calls.collect(),
            names: specs().filter_map(|(_, source)| stem(source)).map(camel_case).collect(),
            shared: model.types.iter().map(|ty| ty.name.value.as_str()).collect(),
            existing,
            unread: unread.collect(),
        }
    }

    /// Sets the group, the id and the Rust names of the endpoint; returns the path of its file.
    ///
    /// # Errors
    ///
    /// Returns an error if the call may be in a file that can't be read.
    pub(super) fn path(&mut self, endpoint: &mut Endpoint) -> Result<String, Problem> {
        let key = key(endpoint);
        let (group, id) = match self.calls.get(&key) {
            Some(known) => known.clone(),
            None => {
                self.not_unread(&endpoint.id.value)?;
                let (group, id) = (endpoint.group.value.clone(), self.free_id(endpoint));
                self.names.insert(camel_case(&id));
                self.calls.insert(key, (group.clone(), id.clone()));
                (group, id)
            }
        };
        let path = format!("{group}/{id}.yaml");
        (endpoint.group, endpoint.id) = (bare(group), bare(id));
        names::settle(endpoint, &self.shared);
        Ok(path)
    }

    /// A message about a spec with the same vendor's name, if no spec has the call: the call may have moved.
    pub(super) fn namesake(&self, endpoint: &Endpoint) -> Option<String> {
        let name = endpoint.vendor.name.as_ref()?;
        if self.calls.contains_key(&key(endpoint)) {
            return None;
        }
        let mut existing = self.existing.iter();
        let other = existing.find(|other| other.vendor.name.as_ref() == Some(name))?;
        let (group, id, call) = (&other.group.value, &other.id.value, other.call());
        Some(format!(
            "{group}/{id}.yaml is also named {name}, but calls {call}: check whether it has moved"
        ))
    }

    fn not_unread(&self, id: &str) -> Result<(), Problem> {
        let mut unread = self.unread.iter();
        match unread.find(|source| stem(source).map(camel_case) == Some(camel_case(id))) {
            None => Ok(()),
            Some(source) => Err(Problem {
                message: format!("{} can't be read, and may be the spec of this call", source.name),
                line: None,
                help: "correct the spec, then import the page again".to_owned(),
            }),
        }
    }

    /// The endpoint's id, with its group or a number if it is taken.
    fn free_id(&self, endpoint: &Endpoint) -> String {
        let id = &endpoint.id.value;
        let with_group = format!("{}_{id}", endpoint.group.value);
        let numbered = (2..).map(|number| format!("{id}_{number}"));
        let mut all = [id.clone(), with_group].into_iter().chain(numbered);
        let fits = |id: &String| id.len() <= 64 && !self.names.contains(&camel_case(id));
        all.find(fits).unwrap_or_else(|| id.clone())
    }
}

/// The name of an endpoint's file without its extension.
fn stem(source: &Source) -> Option<&str> {
    let (group, name) = source.path.split_once('/')?;
    (group != "types").then(|| name.strip_suffix(".yaml").unwrap_or(name))
}

fn key(endpoint: &Endpoint) -> Key {
    let mut fixed = endpoint.fixed_query.clone();
    fixed.sort();
    (endpoint.method.as_str(), endpoint.path.value.clone(), fixed)
}
