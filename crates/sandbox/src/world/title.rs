//! The invoice title that a user fills in on the authorization page.

use weixin_spec::{Json, JsonKind};

use crate::json;

/// An invoice title of a person or a company.
///
/// ```
/// use weixin_sandbox::Title;
///
/// let person = Title::personal("张三").with("phone", "13800000000").with("email", "a@b.cn");
/// let company = Title::company("某某公司")
///     .with("tax_no", "91110000MA00000000")
///     .custom("部门", "财务部");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    is_company: bool,
    fields: Vec<(String, String)>,
    custom: Vec<(String, String)>,
}

impl Title {
    /// Creates the title of a person.
    #[must_use]
    pub fn personal(name: impl Into<String>) -> Self {
        Self::new(false, name)
    }

    /// Creates the title of a company.
    #[must_use]
    pub fn company(name: impl Into<String>) -> Self {
        Self::new(true, name)
    }

    /// Sets a field by its name on the wire: `phone` and `email` for a person; `tax_no`, `addr`, `phone`,
    /// `bank_type` and `bank_no` for a company. Replaces an earlier value of the field.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, value: impl Into<String>) -> Self {
        let (field, value) = (field.into(), value.into());
        match self.fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, before)) => *before = value,
            None => self.fields.push((field, value)),
        }
        self
    }

    /// Adds a custom field of the merchant.
    #[must_use]
    pub fn custom(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.custom.push((key.into(), value.into()));
        self
    }

    fn new(is_company: bool, name: impl Into<String>) -> Self {
        let fields = vec![("title".to_owned(), name.into())];
        Self { is_company, fields, custom: Vec::new() }
    }

    /// Returns the title itself, which is the first field.
    pub(crate) fn name(&self) -> &str {
        self.fields.first().map_or("", |(_, name)| name)
    }

    /// Converts the title to `user_auth_info` of the wire.
    pub(crate) fn to_json(&self) -> Json {
        let field = |(name, value): &(String, String)| (name.clone(), json::text(value));
        let mut fields = json::object(self.fields.iter().map(field));
        if !self.custom.is_empty() {
            let pair = |(key, value): &(String, String)| {
                json::object([
                    ("key".to_owned(), json::text(key)),
                    ("value".to_owned(), json::text(value)),
                ])
            };
            let custom = JsonKind::List(self.custom.iter().map(pair).collect());
            json::set(&mut fields, "custom_field", json::value(custom));
        }
        let kind = if self.is_company { "biz_field" } else { "user_field" };
        json::object([(kind.to_owned(), fields)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_value_replaces_an_earlier_one() {
        let title =
            Title::company("前").with("tax_no", "1").with("title", "后").with("tax_no", "2");
        assert_eq!(title.name(), "后");
        assert_eq!(title.to_json().to_string(), r#"{"biz_field":{"title":"后","tax_no":"2"}}"#);
    }
}
