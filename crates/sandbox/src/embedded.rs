//! The model that the sandbox serves by default.

use weixin_spec::Model;

use crate::Error;

/// Reads the model of the spec that this version was built from.
pub(crate) fn model() -> Result<Model, Error> {
    Model::from_jsonl(include_str!("../model.jsonl")).map_err(Error::Model)
}
