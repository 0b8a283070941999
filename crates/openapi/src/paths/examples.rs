//! Examples in OpenAPI's form: a name and a value.

use weixin_spec::{self as model, Endpoint, Json};

use crate::object::Object;

/// An example's value and summary.
pub(crate) struct Example {
    value: Json,
    summary: Option<&'static str>,
}

impl Example {
    pub(crate) fn of(value: Json) -> Self {
        Self { value, summary: None }
    }

    pub(crate) fn refusal(value: Json) -> Self {
        Self { value, summary: Some("An error") }
    }
}

/// Applies `pick` to each example of the calls that satisfy `suits`. The names are the same for a request and
/// its response.
pub(crate) fn collect(
    calls: &[&Endpoint],
    suits: impl Fn(&Endpoint) -> bool,
    pick: impl Fn(&model::Example) -> Option<Example>,
) -> Json {
    let together = calls.len() > 1;
    let all = calls.iter().filter(|call| suits(call)).flat_map(|call| {
        let named = (1..).zip(&call.examples);
        named.map(move |(number, example)| (name(call, number, example, together), example))
    });
    let picked = all.filter_map(|(name, example)| {
        let Example { value, summary } = pick(example)?;
        Some((name, Object::new().set_some("summary", summary).set("value", value).json()))
    });
    Json::object(picked)
}

/// Returns the name of an example, after the call's id if several calls share an operation.
fn name(call: &Endpoint, number: usize, example: &model::Example, together: bool) -> String {
    let own = match &example.name {
        Some(name) => name.value.clone(),
        None => format!("example-{number}"),
    };
    if together { format!("{}.{own}", call.id.value) } else { own }
}
