//! Names in a document.

use weixin_spec::Endpoint;

/// The schema of the envelope of a success. No type's name has a dot.
pub(crate) const SUCCESS: &str = "Envelope.Success";

/// The schema of an error.
pub(crate) const ERROR: &str = "Envelope.Error";

/// Returns the name of the schema of an endpoint's JSON body or form.
pub(crate) fn request(endpoint: &Endpoint) -> String {
    camel_case(&endpoint.id) + "Request"
}

/// Returns the name of the schema of an endpoint's JSON response.
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

/// Returns the id of an operation for several calls. No endpoint's id has capitals.
pub(crate) fn shared_operation(endpoint: &Endpoint) -> String {
    let path = endpoint.path.replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    format!("{}{path}", endpoint.method.as_str())
}
