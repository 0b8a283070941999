//! Types as JSON Schema.

pub(crate) mod fields;

use weixin_spec::{EnumValue, EnumValues, Json, Limits, Range, Spanned, Type, Variant};

use crate::markdown;
use crate::object::{Object, reference};

/// The schema of a type, without its description.
pub(crate) struct Typed {
    /// The keyword `type`; `None` for any type, or a reference.
    pub(crate) kind: Option<&'static str>,
    /// The other keywords.
    pub(crate) rest: Object,
    /// What keywords can't express.
    pub(crate) text: String,
}

impl Typed {
    fn of(kind: &'static str) -> Self {
        Self { kind: Some(kind), rest: Object::new(), text: String::new() }
    }

    fn format(self, format: &str) -> Self {
        self.set("format", format)
    }

    fn set(self, key: &str, value: impl Into<Json>) -> Self {
        Self { rest: self.rest.set(key, value), ..self }
    }

    fn text(self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self }
    }

    /// Adds the spec language's name of the type, which JSON Schema doesn't have.
    fn unit(self, word: &str) -> Self {
        self.set("x-weixin-type", word)
    }

    fn reference(name: &str) -> Self {
        Self { kind: None, rest: reference(name), text: String::new() }
    }

    /// Returns the complete schema.
    pub(crate) fn json(self) -> Json {
        let kind = self.kind.map(|kind| Object::new().set("type", kind)).unwrap_or_default();
        kind.and(self.rest).set_text("description", &self.text).json()
    }
}

pub(crate) fn typed(ty: &Type) -> Typed {
    match ty {
        Type::String => Typed::of("string"),
        Type::Integer => Typed::of("integer").format("int64"),
        Type::Number => Typed::of("number").format("double"),
        Type::Boolean => Typed::of("boolean"),
        Type::Url => Typed::of("string").format("uri"),
        Type::UnixSeconds => {
            let text = "Seconds since 1970 (UTC).";
            Typed::of("integer").format("int64").unit("unix_seconds").text(text)
        }
        Type::Date(format) => {
            let text = format!("A date as `{}`.", format.value);
            Typed::of("string")
                .unit("date")
                .set("x-weixin-format", format.value.as_str())
                .text(text)
        }
        Type::Fen => {
            let text = "Money in fen, a hundredth of a yuan.";
            Typed::of("integer").format("int64").unit("fen").text(text)
        }
        Type::Yuan => Typed::of("string").unit("yuan").text("Money in yuan, as decimal text."),
        Type::Base64 => Typed::of("string").set("contentEncoding", "base64"),
        Type::Json => {
            Typed { kind: None, rest: Object::new(), text: "JSON of any shape.".to_owned() }
        }
        Type::File(part) => {
            let content_type = part.content_type.as_ref().map(|ty| ty.value.as_str());
            let media = content_type.unwrap_or("application/octet-stream");
            // `format` is from version 3.0; tools still use it to offer a file chooser.
            Typed::of("string").format("binary").set("contentMediaType", media)
        }
        Type::List(item) => Typed::of("array").set("items", typed(item).json()),
        Type::Map(item) => Typed::of("object").set("additionalProperties", typed(item).json()),
        Type::Object(object) => {
            Typed { rest: fields::object(&object.fields), ..Typed::of("object") }
        }
        Type::Enum(values) => open_enum(values),
        Type::Named(name) => Typed::reference(name),
    }
}

/// The known values of an open enum, without `enum`, which would refuse a new value.
pub(crate) fn open_enum(values: &EnumValues) -> Typed {
    let typed = if values.is_integer() {
        Typed::of("integer").format("int64")
    } else {
        Typed::of("string")
    };
    let value = |variant: &Variant| match &variant.value.value {
        EnumValue::Integer(number) => Json::from(*number),
        EnumValue::String(text) => text.as_str().into(),
    };
    let known: Json = values.variants.iter().map(value).collect();
    let meanings = values.variants.iter().map(|variant| variant.about.as_str());
    let lines = values.variants.iter().map(|variant| {
        let value = variant.value.value.to_string();
        format!("- {}: {}", markdown::code(&value), markdown::line(&variant.about))
    });
    let text = format!("Known values:\n\n{}", lines.collect::<Vec<_>>().join("\n"));
    typed
        .set("x-extensible-enum", known)
        .set("x-enum-descriptions", meanings.collect::<Json>())
        .text(text)
}

/// Returns documented limits as keywords, and as text if there is no keyword.
pub(crate) fn limits(limits: &Limits, ty: &Type) -> (Object, Vec<String>) {
    let mut texts = Vec::new();
    let mut out = Object::new();
    let items = if matches!(ty, Type::Map(_)) {
        ("minProperties", "maxProperties")
    } else {
        ("minItems", "maxItems")
    };
    let keywords = [
        (&limits.chars, ("minLength", "maxLength")),
        (&limits.items, items),
        (&limits.value, ("minimum", "maximum")),
    ];
    for (limit, (least, most)) in keywords {
        if let Some(Spanned { value: Range { min, max }, .. }) = limit {
            out = out.set_some(least, *min).set_some(most, *max);
        }
    }
    if let Some(limit) = &limits.bytes {
        let Range { min, max } = limit.value;
        let range = Object::new().set_some("min", min).set_some("max", max);
        out = out.set("x-weixin-bytes", range.json());
        texts.push(match (min, max) {
            (Some(min), Some(max)) => format!("From {min} to {max} bytes."),
            (Some(min), None) => format!("At least {min} bytes."),
            (None, Some(max)) => format!("At most {max} bytes."),
            (None, None) => String::new(),
        });
    }
    (out, texts)
}
