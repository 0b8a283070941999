//! Examples as OpenAPI has them: a name, and a value.

use weixin_spec::{self as model, Endpoint, Json};

use crate::object::Object;

/// One example's value, and what it shows.
pub(crate) struct Example {
    value: Json,
    summary: Option<&'static str>,
}

impl Example {
    pub(crate) fn of(value: Json) -> Self {
        Self { value, summary: None }
    }

    pub(crate) fn refusal(value: Json) -> Self {
        Self { value, summary: Some("A refusal") }
    }
}

/// What `pick` takes of each example of those calls of an operation that suit, by names that are the same
/// for a request and its reply.
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

/// With the call's id before it, where several calls share an operation.
fn name(call: &Endpoint, number: usize, example: &model::Example, together: bool) -> String {
    let own = match &example.name {
        Some(name) => name.value.clone(),
        None => format!("example-{number}"),
    };
    if together { format!("{}.{own}", call.id.value) } else { own }
}
