//! The facts that a page of the template states.

use std::fmt;

use serde::Serialize;

use crate::Json;

/// One page about one endpoint, or about several.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// Its heading.
    pub title: String,
    /// The vendor's name of the call, such as `setinvoiceurl`.
    pub name: Option<String>,
    /// Its address, where the saved file tells.
    pub address: Option<String>,
    /// The description between the name and the first section, paragraphs apart by empty lines.
    pub prose: String,
    /// The remarks of the section of notes, the same way; empty where it says that there are none.
    pub notes: String,
    /// What is called; more than one where the page describes several calls.
    pub calls: Vec<Call>,
    /// Calls from the vendor's own cloud.
    pub cloud_call: CloudCall,
    /// Calls by third-party platforms.
    pub third_party: ThirdParty,
    /// The tokens that the row of the token's parameter names, such as `authorizer_access_token`.
    pub tokens: Vec<String>,
    /// Query parameters, the token's row aside.
    pub query: Vec<Field>,
    /// What is sent.
    pub body: Body,
    /// What comes back.
    pub response: Response,
    /// Its own error codes, each once; 0, which is success, is left out.
    pub errors: Vec<ErrorRow>,
    /// Who may call; `None` where the page has no such table.
    pub accounts: Option<Vec<Account>>,
    /// Whether the kinds of account that the table doesn't name may not call, as most pages say. Without a
    /// table: only third-party platforms may.
    pub others_excluded: bool,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Where the page contradicts itself, or something had to be repaired.
    pub findings: Vec<Finding>,
    /// 16 hex digits over what the page says, prose included, the same for the same words in another form
    /// of saving as far as that can be.
    pub fingerprint: String,
}

/// A line `METHOD address`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Call {
    /// `GET` or `POST`, as written.
    pub method: String,
    /// Scheme and host, such as `https://api.weixin.qq.com`.
    pub host: String,
    /// Path, beginning with `/`.
    pub path: String,
    /// Its query as written, the token's parameter included, in its order.
    pub query: Vec<(String, String)>,
    /// What of the query never varies, such as `action=set_contact`; these have no row in [`Page::query`].
    pub fixed: Vec<(String, String)>,
    /// Where it stands.
    pub line: u32,
}

/// As one speaks of it, such as `POST /card/invoice/setbizattr?action=set_contact`.
impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)?;
        for (number, (name, value)) in self.fixed.iter().enumerate() {
            write!(f, "{}{name}={value}", if number == 0 { '?' } else { '&' })?;
        }
        Ok(())
    }
}

/// Whether the vendor's own cloud may call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CloudCall {
    /// The page doesn't say.
    #[default]
    Unknown,
    /// It may not.
    No,
    /// It may, by this name where one is given, such as `wxacode.createQRCode`.
    Yes(Option<String>),
}

/// Whether a third-party platform may call for a merchant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThirdParty {
    /// The page doesn't say.
    #[default]
    Unknown,
    /// It may not.
    No,
    /// With one of these permission sets; none where the page says yes and names no set.
    Yes(Vec<u32>),
}

/// What a request carries beside its query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The page says that there is nothing, or has no such section.
    #[default]
    Nothing,
    /// JSON fields.
    Json(Vec<Field>),
    /// Parts of a form, files among them.
    Form(Vec<Field>),
}

/// What a success brings.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// JSON fields, those of the envelope left out.
    Json(Vec<Field>),
    /// A file, such as a picture; the fields are those of the refusal, the envelope left out.
    File(Vec<Field>),
}

impl Default for Response {
    fn default() -> Self {
        Self::Json(Vec::new())
    }
}

/// A row of a table of parameters, with the rows of the sub-section that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// Its type as written, such as `objarray` or `Int`.
    pub ty: String,
    /// Whether it must be there.
    pub presence: Presence,
    /// What the page says about it.
    pub about: String,
    /// The cell of the column of examples, if there is one and it isn't empty or `-`.
    pub example: Option<String>,
    /// Its known values, from a table of an `Enum` section or a cell of the column of enumerations.
    pub values: Vec<Value>,
    /// What the object, or each object of the list, consists of.
    pub fields: Vec<Field>,
    /// Where it stands.
    pub line: u32,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// The page doesn't say, as in every reply.
    #[default]
    Unknown,
    /// 是, yes.
    Required,
    /// 否, no.
    Optional,
}

/// A known value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// On the wire.
    pub value: String,
    /// What it means.
    pub about: String,
    /// Where it stands.
    pub line: u32,
}

/// A row of the table of error codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorRow {
    /// The number.
    pub code: i64,
    /// What it means.
    pub meaning: String,
    /// What to do, where there is such a column.
    pub remedy: String,
    /// Where it stands.
    pub line: u32,
}

/// A column of the table of who may call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The vendor's word, such as 小程序 or Service Account.
    pub name: String,
    /// Whether it may.
    pub admission: Admission,
}

/// How a kind of account is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// ✔
    Yes,
    /// 需申请
    OnApplication,
    /// 仅认证: verified accounts only.
    Verified,
    /// An empty cell, or ✘.
    No,
}

/// An exchange of the section of examples.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Example {
    /// The words of its heading, such as 5.1 HTTP示例, without the number.
    pub name: String,
    /// What is sent.
    pub request: Option<Sample>,
    /// What comes back.
    pub reply: Option<Sample>,
}

/// A listing of an example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// As written.
    pub text: String,
    /// As JSON, where it is or could be repaired; each kind of repair is a finding.
    pub json: Option<Json>,
    /// What the address in it carries, where it is a request line or `curl`; the token's parameter aside.
    pub query: Vec<(String, String)>,
    /// The parts of the form that it sends, where it is `curl`, such as `img` and `@test.jpg`.
    pub form: Vec<(String, String)>,
    /// Where it stands.
    pub line: u32,
}

/// Something about a page that a human must look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of thing.
    pub kind: FindingKind,
    /// In one sentence, with the names concerned in backticks; no vendor prose.
    pub words: String,
    /// Where it stands.
    pub line: u32,
}

/// What kind of thing a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// An example shows a field that no table has, or lacks one that must be there.
    TableAgainstExample,
    /// An example's value isn't of the type that the table states.
    TypeAgainstExample,
    /// The code of a reply is documented as text.
    CodeAsString,
    /// An example isn't JSON, or became it by a repair that is said.
    BrokenExample,
    /// A table doesn't say whether its fields must be there.
    MissingRequiredMark,
    /// The page describes several calls.
    SeveralCalls,
    /// A row lacks its name or its type, or has too many cells.
    BrokenTable,
    /// Something of the template is missing, empty or said twice.
    Template,
    /// The file ends in the middle.
    Truncated,
}

/// Why a file can't be read as a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What is wrong, in one sentence.
    pub message: String,
    /// The line, from 1, where one can be named.
    pub line: Option<u32>,
    /// What to do.
    pub help: String,
}
