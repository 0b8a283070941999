//! Names that spec files can't have, because Rust or the generated code itself needs them.

/// Groups become modules beside these.
pub(crate) const MODULES: &[&str] =
    &["account", "api", "catalog", "error_code", "example", "rt", "settings", "types"];

/// Endpoints become methods of the client beside these, and modules beside `client`.
pub(crate) const METHODS: &[&str] = &[
    "account", "any", "builder", "call", "client", "clone", "new", "raw", "rt",
];

/// Fields become methods of a request beside its constructor.
pub(crate) const FIELDS: &[&str] = &["new"];

/// Types that generated code mentions by these names.
pub(crate) const TYPES: &[&str] = &[
    "Box", "BTreeMap", "Clone", "Cow", "Debug", "Default", "Err", "From", "Into", "None", "Ok",
    "Option", "PartialEq", "Result", "Self", "Some", "String", "Vec",
];
