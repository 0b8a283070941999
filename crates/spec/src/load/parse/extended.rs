//! The APIs that a spec folder may add endpoints to, as they were when this generator was made.
//!
//! Their texts are the spec of the crate itself (`extended/weixin` links to `spec/`), so that the
//! two can't differ; in the package they are copies.

use crate::{Api, ErrorCode, Span};

use super::{api, errors};
use crate::load::diagnostic::Diagnostics;
use crate::load::yaml;

/// An API that a crate has compiled already.
struct Extended {
    name: &'static str,
    api: &'static str,
    errors: &'static str,
}

const ALL: &[Extended] = &[Extended {
    name: "weixin",
    api: include_str!("../../../extended/weixin/api.yaml"),
    errors: include_str!("../../../extended/weixin/errors.yaml"),
}];

/// What holds for every call of the API of this name.
pub(super) fn api(name: &str) -> Option<Api> {
    let text = ALL.iter().find(|extended| extended.name == name)?.api;
    let mut out = Diagnostics::default();
    let node = yaml::parse(Span::NOWHERE.file, text.as_bytes(), &mut out)?;
    api::whole(&node, &mut out)
}

/// Its error codes, by number.
pub(super) fn errors(name: &str) -> Vec<ErrorCode> {
    let Some(extended) = ALL.iter().find(|extended| extended.name == name) else {
        return Vec::new();
    };
    let mut out = Diagnostics::default();
    let node = yaml::parse(Span::NOWHERE.file, extended.errors.as_bytes(), &mut out);
    let mut errors = node.map(|node| errors::errors(&node, &mut out)).unwrap_or_default();
    errors.iter_mut().for_each(|error| error.inherited = true);
    errors
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::load::{Source, Sources};

    /// A checkout without symbolic links has the links' addresses in their place.
    #[test]
    fn every_one_is_a_good_spec() {
        for extended in ALL {
            let texts = [("api.yaml", extended.api), ("errors.yaml", extended.errors)];
            let sources = texts.map(|(path, text)| Source {
                name: format!("{}/{path}", extended.name),
                path: path.to_owned(),
                bytes: text.as_bytes().to_vec(),
            });
            let sources = Sources::new(sources.into());
            let model = crate::load::model(&sources);
            let drawn = model.map_err(|problems| crate::load::render(&problems, &sources, false));
            let model = drawn.unwrap();
            assert_eq!(super::api(extended.name), Some(model.api));
            let mut errors = super::errors(extended.name);
            assert!(!errors.is_empty());
            errors.iter_mut().for_each(|error| error.inherited = false);
            assert_eq!(errors, model.errors);
        }
    }
}
