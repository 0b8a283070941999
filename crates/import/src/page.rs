//! The facts that a page states.

use std::fmt;

use serde::Serialize;

use crate::Json;

/// A page about one endpoint, or about several.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// Its heading.
    pub title: String,
    /// The vendor's name of the call, such as `setinvoiceurl`.
    pub name: Option<String>,
    /// Its URL, if the saved file contains it.
    pub address: Option<String>,
    /// The description between the name and the first section; blank lines separate the paragraphs.
    pub prose: String,
    /// The notes, separated in the same way; empty if the page says that there are none.
    pub notes: String,
    /// The calls that the page describes.
    pub calls: Vec<Call>,
    /// Whether the vendor's own cloud may call.
    pub cloud_call: CloudCall,
    /// Whether third-party platforms may call.
    pub third_party: ThirdParty,
    /// The tokens that the row of the token parameter names, such as `authorizer_access_token`.
    pub tokens: Vec<String>,
    /// Query parameters without the token parameter.
    pub query: Vec<Field>,
    /// The request body.
    pub body: Body,
    /// The response.
    pub response: Response,
    /// The error codes that the page lists, each once, without 0, which is success.
    pub errors: Vec<ErrorRow>,
    /// Which kinds of account may call; `None` if the page has no scope table.
    pub accounts: Option<Vec<Account>>,
    /// Whether all kinds of account that the table doesn't name are excluded, as on most pages. Without a table, only
    /// third-party platforms may call.
    pub others_excluded: bool,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Contradictions in the page, and repairs.
    pub findings: Vec<Finding>,
    /// A hash of the page's text, including prose, as 16 hex digits. As far as possible, it is the same for every form in
    /// which the page can be saved.
    pub fingerprint: String,
}

impl Page {
    /// The rows of a part: `query`, `body` or `response`.
    pub(crate) fn rows(&self, part: &str) -> &[Field] {
        match (part, &self.body, &self.response) {
            ("query", ..) => &self.query,
            ("body", Body::Json(fields) | Body::Form(fields), _) => fields,
            ("response", _, Response::Json(fields) | Response::File(fields)) => fields,
            _ => &[],
        }
    }

    /// The row of a field, such as `body.goods.price`.
    pub(crate) fn row(&self, path: &str) -> Option<&Field> {
        let (part, path) = path.split_once('.')?;
        row_at(self.rows(part), path)
    }
}

/// A row by its path. A name may hold dots itself.
fn row_at<'a>(rows: &'a [Field], path: &str) -> Option<&'a Field> {
    rows.iter().find_map(|row| match path.strip_prefix(row.name.as_str())? {
        "" => Some(row),
        rest => row_at(&row.fields, rest.strip_prefix('.')?),
    })
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
    /// The query parameters as written, in order, including the token parameter.
    pub query: Vec<(String, String)>,
    /// Query parameters with a fixed value, such as `action=set_contact`; they are not in [`Page::query`].
    pub fixed: Vec<(String, String)>,
    /// The line of the saved file, from 1.
    pub line: u32,
}

/// Shows a call such as `POST /card/invoice/setbizattr?action=set_contact`.
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
    /// The page doesn't say so.
    #[default]
    Unknown,
    /// No.
    No,
    /// Yes, with this name if the page gives one, such as `wxacode.createQRCode`.
    Yes(Option<String>),
}

/// Whether a third-party platform may call on behalf of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThirdParty {
    /// The page doesn't say so.
    #[default]
    Unknown,
    /// No.
    No,
    /// Yes, with one of these permission sets; empty if the page names none.
    Yes(Vec<u32>),
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// The page says that there is no body, or has no section about it.
    #[default]
    Nothing,
    /// JSON fields.
    Json(Vec<Field>),
    /// Parts of a form, including files.
    Form(Vec<Field>),
}

/// A successful response.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// JSON fields without those of the envelope.
    Json(Vec<Field>),
    /// A file, such as a picture. The fields are those of an error response, without the envelope.
    File(Vec<Field>),
}

impl Default for Response {
    fn default() -> Self {
        Self::Json(Vec::new())
    }
}

/// A row of a table of parameters, with the rows of the sub-section that it refers to.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Field {
    /// Its name in requests or responses.
    pub name: String,
    /// Its type as written, such as `objarray` or `Int`.
    pub ty: String,
    /// Whether it is required.
    pub presence: Presence,
    /// Its description.
    pub about: String,
    /// The cell in the column of examples, unless it is empty or `-`.
    pub example: Option<String>,
    /// Its known values, from the table of an `Enum` section or from the column of enumerations.
    pub values: Vec<Value>,
    /// The fields of the object, or of each object of the list.
    pub fields: Vec<Field>,
    /// The line of the saved file, from 1.
    pub line: u32,
}

/// Whether a field is required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// The page doesn't say so, as in all responses.
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
    /// The value as requests or responses have it.
    pub value: String,
    /// What it means.
    pub about: String,
    /// The line of the saved file, from 1.
    pub line: u32,
}

/// A row of the table of error codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorRow {
    /// The number.
    pub code: i64,
    /// What it means.
    pub meaning: String,
    /// The remedy, if the table has a column for it.
    pub remedy: String,
    /// The line of the saved file, from 1.
    pub line: u32,
}

/// A kind of account in the scope table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The vendor's name, such as 小程序 or Service Account.
    pub name: String,
    /// Whether it may call.
    pub admission: Admission,
}

/// Whether a kind of account may call.
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

/// An example of a request and its response.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Example {
    /// Its heading without the number, such as HTTP示例 in 5.1 HTTP示例.
    pub name: String,
    /// The request.
    pub request: Option<Sample>,
    /// The response.
    pub reply: Option<Sample>,
}

/// The request or the response of an example.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sample {
    /// The text as written.
    pub text: String,
    /// The JSON, if the text is valid JSON or could be repaired; each kind of repair is a finding.
    pub json: Option<Json>,
    /// The query parameters without the token parameter, if the text has a request line or is a `curl` command.
    pub query: Vec<(String, String)>,
    /// The form parts that a `curl` command sends, such as `img` and `@test.jpg`.
    pub form: Vec<(String, String)>,
    /// The line of the saved file, from 1.
    pub line: u32,
}

/// A remark about a page that must be reviewed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The kind of the finding.
    pub kind: FindingKind,
    /// The field that it is about, such as `body.goods.price`, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// In one sentence, with the names concerned in backticks; no vendor prose.
    pub message: String,
    /// The line of the saved file, from 1.
    pub line: u32,
}

/// The kind of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// An example has a field that is in no table, or lacks a required one.
    TableAgainstExample,
    /// The value of an example doesn't have the type in the table.
    TypeAgainstExample,
    /// The error code is documented or shown as a string.
    CodeAsString,
    /// An example is not valid JSON, or had to be repaired.
    BrokenExample,
    /// A table doesn't say whether its fields must be there, or a row doesn't say it plainly.
    MissingRequiredMark,
    /// A row lacks its type.
    NoType,
    /// A cell of the column of enumerations doesn't name plain values.
    UnclearValues,
    /// An object's fields are on no table.
    UnlistedFields,
    /// The page describes several calls.
    SeveralCalls,
    /// A row lacks its name, or has too many cells.
    BrokenTable,
    /// A part of the template is missing, empty or given twice.
    Template,
    /// The file is cut off.
    Truncated,
}

/// Why a file can't be read as a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The message: one sentence.
    pub message: String,
    /// The line, from 1, if there is one.
    pub line: Option<u32>,
    /// The remedy.
    pub help: String,
}
