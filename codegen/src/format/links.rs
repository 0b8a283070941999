//! Names of endpoints and error codes in documentation, as links.

use std::collections::HashMap;

use weixin_spec::Model;

use crate::emit::Runtime;
use crate::lower::ident;

/// What the code spans of documentation link to.
#[derive(Default)]
pub(crate) struct Links(HashMap<String, String>);

impl Links {
    /// The endpoints of a client and its error codes. The methods of another crate's client are those of traits,
    /// which rustdoc finds only where they are in scope: they are not linked.
    pub(crate) fn of(model: &Model, runtime: Runtime) -> Self {
        if runtime == Runtime::Outside {
            return Self::default();
        }
        let endpoints = model.endpoints.iter().map(|endpoint| {
            let id = &endpoint.id.value;
            (id.clone(), format!("crate::Client::{}", ident(id)))
        });
        // A short number may be any value.
        let codes = model.errors.iter().filter(|error| error.code.value > 9999).map(|error| {
            let path = format!("crate::api::ErrorCode::{}", ident(&error.name));
            (error.code.value.to_string(), path)
        });
        Self(endpoints.chain(codes).collect())
    }

    /// A line of documentation with its code spans linked, but for those that are links already.
    pub(super) fn linked(&self, line: &str) -> String {
        let mut out = String::with_capacity(line.len());
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('`') {
            let Some((code, after)) = after.split_once('`') else { break };
            let escaped = before.ends_with('\\');
            let target = self.0.get(code).filter(|_| !escaped && !before.ends_with('['));
            out.push_str(before);
            match target {
                Some(path) => out.push_str(&format!("[`{code}`]({path})")),
                None => out.push_str(&format!("`{code}`")),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}
