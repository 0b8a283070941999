//! Names that spec files can't have, because Rust or the generated code itself needs them.

/// Groups become modules beside these.
pub const MODULES: &[&str] = &["account", "api", "error_code", "rt", "settings", "types"];

/// Endpoints become methods of the client beside these, and modules beside `client`.
pub const METHODS: &[&str] =
    &["account", "any", "builder", "call", "client", "clone", "new", "raw", "rt"];

/// Fields become methods of a request beside its constructor.
pub const FIELDS: &[&str] = &["new"];

/// Files that Windows can't have, in any folder and with any extension.
pub const DEVICES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1",
    "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Values become variants, which are always mentioned with the name of their enum.
pub const VARIANTS: &[&str] = &["Self"];

/// Types that generated code mentions by these names.
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
