//! The stable codes of diagnostics: one for each rule.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal,)+) => {
        /// A rule of the spec language. The number never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Returns its id, such as `S0103`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)+ }
            }
        }
    };
}

impl Code {
    /// Returns how severe it is to break the rule.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::UnknownPermissionSet
            | Self::Todo
            | Self::Review
            | Self::OwnErrorCode
            | Self::EmptyGroup => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Code is generated, but something in the spec is still to be done.
    Warning,
}

codes! {
    /// A file is larger than 1 MiB.
    TooLarge = "S0001",
    /// A file is not UTF-8.
    NotUtf8 = "S0002",
    /// A file is not YAML.
    Syntax = "S0003",
    /// More than 32 levels of nesting, in a file or of shared types.
    TooDeep = "S0004",
    /// Anchors, aliases and merge keys.
    Anchor = "S0005",
    /// Tags.
    Tag = "S0006",
    /// A key twice in one mapping.
    DuplicateKey = "S0007",
    /// Control characters and characters that reorder text.
    ForbiddenCharacter = "S0008",
    /// A file that has no place in a spec folder, or leads out of it.
    StrayFile = "S0009",
    /// `api.yaml` or `errors.yaml` is missing.
    MissingFile = "S0010",
    /// No document, or more than one.
    Documents = "S0011",
    /// A tab character.
    Tab = "S0012",
    /// A value of a kind that the key doesn't take.
    WrongKind = "S0101",
    /// A required key is missing.
    MissingKey = "S0102",
    /// A key that the language doesn't have.
    UnknownKey = "S0103",
    /// A word that the language doesn't have.
    UnknownWord = "S0104",
    /// A `call:` that isn't `METHOD /path?name=value`.
    BadCall = "S0105",
    /// A date that isn't `yyyy-mm-dd`.
    BadDate = "S0106",
    /// A URL that isn't `https://…`.
    BadAddress = "S0107",
    /// A range without limits, with the minimum above the maximum, or negative where it can't be.
    BadRange = "S0108",
    /// A name that isn't valid as a file, wire or Rust name.
    BadName = "S0109",
    /// A text that is empty or too long, or has several lines where one is allowed.
    BadText = "S0110",
    /// Two endpoints with the same call.
    SameCall = "S0201",
    /// Names that are the same in Rust.
    NameCollision = "S0202",
    /// A type that isn't defined.
    UnknownType = "S0203",
    /// A type that contains itself.
    TypeCycle = "S0204",
    /// A token kind that `api.yaml` doesn't have.
    UnknownToken = "S0205",
    /// An account kind that `api.yaml` doesn't have.
    UnknownAccount = "S0206",
    /// A permission set that `api.yaml` doesn't have; a warning.
    UnknownPermissionSet = "S0207",
    /// An error code that neither `errors.yaml` nor the endpoint explains.
    UnknownErrorCode = "S0208",
    /// An error class that `api.yaml` doesn't have.
    UnknownErrorClass = "S0209",
    /// `keyed` without keys, or with keys that aren't request fields.
    BadKey = "S0210",
    /// A derived field whose source isn't there, or that is in a request.
    BadDerivation = "S0211",
    /// A GET with a body.
    BodyOnGet = "S0212",
    /// An enum without values, or with values of two kinds.
    BadEnum = "S0213",
    /// A key that doesn't suit the field's type, or contradicts another key.
    Unsuitable = "S0214",
    /// A name that the envelope or the token already has.
    ReservedName = "S0215",
    /// Two spellings that name the same field.
    AliasCollision = "S0216",
    /// Too many fields, counting those of shared types.
    TooManyFields = "S0217",
    /// A `verified_by` whose endpoint doesn't exist or isn't `read_only`, or that isn't needed.
    BadVerification = "S0218",
    /// A type for requests in a response, or the other way round.
    WrongSide = "S0219",
    /// A field of a type for requests and responses that doesn't say whether it is required.
    PresenceUnspecified = "S0220",
    /// Error codes that contradict `error_table`.
    BadErrorSource = "S0221",
    /// A quirk about something that the endpoint doesn't have.
    BadQuirk = "S0222",
    /// An example that doesn't fit the fields.
    ExampleMismatch = "S0301",
    /// A secret in an example that looks real.
    RealSecret = "S0302",
    /// An example that shows nothing, or a response and an error at once.
    BadExample = "S0303",
    /// A default, fixed or example value that doesn't fit its field.
    ValueMismatch = "S0304",
    /// A text that is still to be written; a warning.
    Todo = "S0401",
    /// A quirk that is not decided yet; a warning.
    Review = "S0402",
    /// An error code that the endpoint explains, but `errors.yaml` doesn't; a warning.
    OwnErrorCode = "S0403",
    /// A group in `api.yaml` that has no endpoint; a warning.
    EmptyGroup = "S0404",
    /// A bug in the generator.
    Defect = "S0901",
}
