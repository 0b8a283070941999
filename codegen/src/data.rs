//! The catalog as JSON files, which the sandbox reads.

use rayon::prelude::*;
use serde::Serialize;
use weixin_catalog::Catalog;

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

fn json(value: &impl Serialize) -> String {
    // The catalog's types have text keys and no failing serializers, so this can't fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
