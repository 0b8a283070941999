//! Turns the facts of a page into an endpoint of the spec language.

mod access;
mod examples;
mod fields;
mod files;
mod fit;
mod infer;
mod json;
mod request;
mod reviews;
mod types;

use crate::{Call, Json, Page, Problem};
use weixin_spec::{
    Api, Differs, Endpoint, EndpointError, ErrorSource, ErrorTable, Evidence, Field, FilePart,
    Idempotency, Limits, Method, Model, Range, Response, Type, Vendor,
};

use super::bare;
use super::text::scalar::{clean, one_line};
use fields::{Place, Within, blank, fields};
use reviews::Reviews;
use weixin_spec::load::parse::{is_address, is_call};

/// The limit of a downloaded file until a maintainer sets another: 64 MiB.
const DOWNLOAD: i64 = 64 << 20;

/// Maximum length of a title in the spec language.
const MAX_TITLE: usize = 200;

/// Options of an import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The group of every endpoint; by default it is derived from the page's URL or from the path of the call.
    pub group: Option<String>,
    /// Copies the vendor's descriptions.
    pub keep_prose: bool,
    /// The URL of the page, if the saved file doesn't contain it.
    pub page: Option<String>,
    /// The day on which the pages were read, `yyyy-mm-dd`.
    pub read: Option<String>,
}

/// One call of a page as an endpoint. Texts that are still to be written are empty; names in Rust aren't
/// chosen yet.
///
/// # Errors
///
/// Returns an error if the spec language can't express the call.
pub fn endpoint(
    model: &Model,
    page: &Page,
    call: &Call,
    options: &Options,
) -> Result<Endpoint, Problem> {
    let api = &model.api;
    let mut reviews = Reviews::of(page);
    let method = method(call)?;
    if page.calls.len() > 1 {
        reviews.remark(
            "which of the fields, codes and examples belong to which call of the page is not told apart: \
             what you take away stays away once a quirk says that it is missing",
        );
    }
    host(api, call, &mut reviews);
    let access = access::access(api, page, call, &mut reviews);
    let (query, body) = request::request(api, page, call, method, options, &mut reviews);
    let address = options.page.as_deref().or(page.address.as_deref());
    let errors = errors(model, page, options);
    let mut endpoint = Endpoint {
        group: bare(options.group.clone().unwrap_or_else(|| super::names::group(address, call))),
        id: bare(super::names::id(page, call)),
        title: title(page),
        about: if options.keep_prose { prose(page) } else { String::new() },
        vendor: vendor(page, options, &mut reviews),
        evidence: Evidence::Vendor,
        legacy: false,
        method,
        path: bare(call.path.clone()),
        fixed_query: call.fixed.clone(),
        query,
        body,
        response: response(api, page, options, &mut reviews),
        access,
        idempotency: bare(Idempotency::Unjudged),
        verified_by: Vec::new(),
        error_table: if errors.is_empty() { ErrorTable::None } else { ErrorTable::Listed },
        errors,
        examples: Vec::new(),
        quirks: Vec::new(),
        notes: Vec::new(),
    };
    let text = endpoint.call();
    if !is_call(&text) {
        return Err(Problem {
            message: format!("a spec can't have the call `{}`", one_line(&text)),
            line: Some(call.line),
            help: "a path and its fixed query values may contain only letters, digits, `_`, `-` and `.`"
                .to_owned(),
        });
    }
    examples::add(model, page, &mut endpoint, &mut reviews);
    endpoint.quirks = reviews.into_quirks(model, &endpoint);
    Ok(endpoint)
}

fn method(call: &Call) -> Result<Method, Problem> {
    match call.method.as_str() {
        "GET" => Ok(Method::Get),
        "POST" => Ok(Method::Post),
        other => Err(Problem {
            message: format!(
                "`{other} {}`: a spec supports only GET and POST",
                one_line(&call.path)
            ),
            line: Some(call.line),
            help: "use `client.raw(…)` for this call".to_owned(),
        }),
    }
}

fn host(api: &Api, call: &Call, reviews: &mut Reviews) {
    let known = std::iter::once(&api.hosts.main).chain(&api.hosts.alternates);
    let host = call.host.replacen("http://", "https://", 1);
    if !host.is_empty() && !known.into_iter().any(|known| known.value == host) {
        let text = format!(
            "the page's call goes to `{}`, which api.yaml doesn't list as a host",
            one_line(&call.host)
        );
        reviews.add("call", Differs::Place, Some(&call.host), &text);
    }
}

fn title(page: &Page) -> String {
    let title = one_line(&page.title);
    if title.chars().count() > MAX_TITLE { String::new() } else { title }
}

/// The page's description and its notes.
fn prose(page: &Page) -> String {
    let texts = [&page.prose, &page.notes].map(|text| clean(text).trim().to_owned());
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn vendor(page: &Page, options: &Options, reviews: &mut Reviews) -> Vendor {
    let address = options.page.as_ref().or(page.address.as_ref());
    let address = address.map(|address| address.replacen("http://", "https://", 1));
    let usable = address.filter(|address| {
        let usable = is_address(address);
        if !usable {
            let text =
                format!("the page's address `{}` is none that a spec can have", one_line(address));
            reviews.add("vendor", Differs::Place, Some(address), &text);
        }
        usable
    });
    Vendor {
        name: page.name.as_deref().map(one_line).filter(|name| !name.is_empty()),
        page: usable.map(bare),
        read: options.read.clone().map(bare),
        fingerprint: Some(page.fingerprint.clone()).filter(|digits| digits.len() == 16).map(bare),
        also: Vec::new(),
    }
}

fn response(api: &Api, page: &Page, options: &Options, reviews: &mut Reviews) -> Response {
    let rows = match &page.response {
        crate::Response::Json(rows) => rows,
        crate::Response::File(rows) => {
            for row in rows {
                let name = one_line(&row.name);
                let text = format!(
                    "the reply is a file, and its table has `{name}` beside it: it was left out"
                );
                reviews.add(&format!("response.{name}"), Differs::Missing, None, &text);
            }
            let bytes = Some(bare(Range { min: None, max: Some(DOWNLOAD) }));
            let limits = Limits { bytes, ..Limits::default() };
            let file = Field { limits, ..blank("file", Type::File(FilePart::default())) };
            let text =
                "how large the file of the reply may be is not documented: 64 MiB is a guess";
            reviews.add("download", Differs::Limits, None, text);
            return Response::Whole(file.into());
        }
    };
    let envelope = [api.envelope.code.value.as_str(), api.envelope.message.value.as_str()];
    let replies = page.examples.iter().filter_map(|example| example.reply.as_ref()?.json.as_ref());
    // The keys of an error response are not fields of a successful one.
    let success = |json: &&Json| {
        json.get(envelope[0]).is_none_or(|code| {
            let text = code.as_str().and_then(|text| text.parse().ok());
            code.as_i64().or(text).is_none_or(|code| code == api.envelope.success)
        })
    };
    let within = Within {
        place: Place::Response,
        samples: replies.filter(success).collect(),
        parts: &[],
        path: "",
        reserved: &envelope,
        keep_prose: options.keep_prose,
    };
    Response::Json(fields(rows, &within, reviews))
}

/// The error codes of the page. A code that errors.yaml explains needs no text of its own.
fn errors(model: &Model, page: &Page, options: &Options) -> Vec<EndpointError> {
    let kept =
        |text: &str| Some(clean(text.trim())).filter(|text| options.keep_prose && !text.is_empty());
    let rows = page.errors.iter().filter(|row| row.code != model.api.envelope.success);
    rows.map(|row| {
        let known = model.error(row.code).is_some();
        let meaning = kept(&row.meaning).or_else(|| (!known).then(String::new));
        let remedy = kept(&row.remedy);
        EndpointError {
            code: bare(row.code),
            source: ErrorSource::Page,
            meaning,
            remedy,
            class: None,
        }
    })
    .collect()
}
