//! The catalog that the client carries: the one place that touches the crate `weixin`.

use weixin::api::catalog::{API, ENDPOINTS, ERRORS, TYPES};
use weixin_spec::{Catalog, CatalogFiles};

use crate::Error;

/// Reads the specification that this version of `weixin` was generated from.
pub(crate) fn catalog() -> Result<Catalog, Error> {
    Catalog::read(&CatalogFiles { api: API, errors: ERRORS, types: TYPES, endpoints: ENDPOINTS })
        .map_err(Error::Catalog)
}
