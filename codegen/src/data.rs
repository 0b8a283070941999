//! The catalog as JSON files, which the sandbox reads.

use rayon::prelude::*;
use serde::Serialize;
use weixin_spec::{Api, Catalog, Endpoint, ErrorCode, NamedType};

/// Paths and texts: one file for each endpoint, so that an edit of one changes one.
pub(crate) fn files(catalog: &Catalog) -> Vec<(String, String)> {
    let mut files = vec![
        ("catalog/api.json".to_owned(), json(&catalog.api)),
        ("catalog/errors.json".to_owned(), json(&catalog.errors)),
        ("catalog/types.json".to_owned(), json(&catalog.types)),
    ];
    files.par_extend(catalog.endpoints.par_iter().map(|endpoint| {
        let path = format!("catalog/{}/{}.json", endpoint.group.value, endpoint.id.value);
        (path, json(endpoint))
    }));
    files
}

/// The catalog as one text, for the sandbox of somebody with a spec of their own.
///
/// What it inherits from an API that it extends is that API's to say.
pub(crate) fn whole(catalog: &Catalog) -> (String, String) {
    #[derive(Serialize)]
    struct Whole<'a> {
        api: &'a Api,
        errors: Vec<&'a ErrorCode>,
        types: &'a [NamedType],
        endpoints: &'a [Endpoint],
    }
    let Catalog { api, errors, types, endpoints } = catalog;
    let errors = errors.iter().filter(|error| !error.inherited).collect();
    (WHOLE.to_owned(), json(&Whole { api, errors, types, endpoints }))
}

/// Where the one text stands among the files of a run.
pub(crate) const WHOLE: &str = "catalog/whole.json";

fn json(value: &impl Serialize) -> String {
    // The catalog's types have text keys and no failing serializers, so this can't fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
