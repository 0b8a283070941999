//! Names that specs can't use, because Rust or the generated code needs them.

/// Modules of the generated code, beside those of groups.
pub const MODULES: &[&str] = &["account", "api", "error_code", "rt", "settings", "types"];

/// Methods of the generated client, beside those of endpoints, and the module `client`, beside the
/// modules of endpoints.
pub const METHODS: &[&str] =
    &["account", "any", "builder", "call", "client", "clone", "new", "raw", "rt"];

/// Methods of a request, beside those of fields: its constructor.
pub const FIELDS: &[&str] = &["new"];

/// File names that Windows reserves, in any folder and with any extension.
pub const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Names that a variant can't have. Others don't collide: generated code qualifies variants with their
/// enum.
pub const VARIANTS: &[&str] = &["Self"];

/// Types that generated code uses by these names.
pub const TYPES: &[&str] = &[
    "Box",
    "BTreeMap",
    "Clone",
    "Cow",
    "Debug",
    "Default",
    "Err",
    "From",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];
