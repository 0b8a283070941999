//! The model that the sandbox serves unless it is given another.

use weixin_spec::Catalog;

use crate::Error;

/// Reads the model of the spec that this version was made with.
pub(crate) fn catalog() -> Result<Catalog, Error> {
    Catalog::from_jsonl(include_str!("../model.jsonl")).map_err(Error::Catalog)
}
