//! Names within a document.

use weixin_spec::Endpoint;

/// The schema of a reply's envelope where the call worked. A dot, since no type's name has one.
pub(crate) const SUCCESS: &str = "Envelope.Success";

/// The schema of a refusal.
pub(crate) const ERROR: &str = "Envelope.Error";

/// The schema of an endpoint's JSON body or form.
pub(crate) fn request(endpoint: &Endpoint) -> String {
    camel_case(&endpoint.id) + "Request"
}

/// The schema of an endpoint's JSON reply.
pub(crate) fn response(endpoint: &Endpoint) -> String {
    camel_case(&endpoint.id) + "Response"
}

fn camel_case(id: &str) -> String {
    let words = id.split('_').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_uppercase() + rest
    });
    words.collect()
}

/// The id of an operation that stands for several calls. No endpoint's id has capitals.
pub(crate) fn shared_operation(endpoint: &Endpoint) -> String {
    let path = endpoint.path.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    format!("{}{path}", endpoint.method.as_str())
}
