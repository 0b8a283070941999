//! The documented limits of a request, checked before anything is sent.

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Write},
    ops::{Bound, RangeBounds},
};

/// An object in a request that has documented limits, or a list or map of such objects.
pub trait CheckLimits {
    /// Records the values that exceed their limits.
    fn check_limits(&self, check: &mut LimitCheck);
}

impl<T: CheckLimits> CheckLimits for Vec<T> {
    fn check_limits(&self, check: &mut LimitCheck) {
        for (index, item) in self.iter().enumerate() {
            check.enter(Segment::Item(index), item);
        }
    }
}

impl<T: CheckLimits> CheckLimits for BTreeMap<String, T> {
    fn check_limits(&self, check: &mut LimitCheck) {
        for (key, item) in self {
            check.enter(Segment::Key(key.clone()), item);
        }
    }
}

/// Collects the values of a request that exceed their documented limits.
#[derive(Debug, Default)]
pub struct LimitCheck {
    path: Vec<Segment>,
    violations: Vec<LimitViolation>,
}

#[derive(Debug)]
enum Segment {
    Field(&'static str),
    Item(usize),
    Key(String),
}

/// A value that exceeds its documented limit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LimitViolation {
    /// The path of the value in the request, such as `card_ext.user_card.info[2].name`.
    pub path: String,
    /// What is wrong with it, such as `has 12 characters, but may have at most 9`. Does not contain text
    /// of the request.
    pub problem: String,
}

impl Display for LimitViolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path, self.problem)
    }
}

impl LimitCheck {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Checks the length of a text in Unicode characters.
    pub fn chars(&mut self, field: &'static str, text: &str, range: impl RangeBounds<usize>) {
        let count = text.chars().count();
        if !range.contains(&count) {
            self.report(field, "has", &count, " characters", "have", &range);
        }
    }

    /// Checks the length of a text in bytes of UTF-8.
    pub fn bytes(
        &mut self,
        field: &'static str,
        text: impl AsRef<[u8]>,
        range: impl RangeBounds<usize>,
    ) {
        let count = text.as_ref().len();
        if !range.contains(&count) {
            self.report(field, "has", &count, " bytes", "have", &range);
        }
    }

    /// Checks the number of items of a list or map.
    pub fn items(&mut self, field: &'static str, count: usize, range: impl RangeBounds<usize>) {
        if !range.contains(&count) {
            self.report(field, "has", &count, " items", "have", &range);
        }
    }

    /// Checks an integer.
    pub fn value(&mut self, field: &'static str, value: i64, range: impl RangeBounds<i64>) {
        if !range.contains(&value) {
            self.report(field, "is", &value, "", "be", &range);
        }
    }

    /// Checks a number that may have a fraction. NaN exceeds all limits.
    pub fn number(&mut self, field: &'static str, value: f64, range: impl RangeBounds<f64>) {
        if !range.contains(&value) {
            self.report(field, "is", &value, "", "be", &range);
        }
    }

    /// Checks the objects in a field: one object, or a list or map of them.
    pub fn within(&mut self, field: &'static str, value: &(impl CheckLimits + ?Sized)) {
        self.enter(Segment::Field(field), value);
    }

    fn enter(&mut self, segment: Segment, value: &(impl CheckLimits + ?Sized)) {
        self.path.push(segment);
        value.check_limits(self);
        self.path.pop();
    }

    pub(crate) fn into_violations(self) -> Vec<LimitViolation> {
        self.violations
    }

    fn report<T: Display>(
        &mut self,
        field: &str,
        has: &str,
        actual: &T,
        unit: &str,
        have: &str,
        range: &impl RangeBounds<T>,
    ) {
        let unit = if unit.is_empty() || actual.to_string() != "1" {
            unit
        } else {
            &unit[..unit.len() - 1]
        };
        let problem = format!("{has} {actual}{unit}, but {}", allowed(have, range));
        let path = self.path_to(field);
        self.violations.push(LimitViolation { path, problem });
    }

    fn path_to(&self, field: &str) -> String {
        let mut path = String::new();
        for segment in &self.path {
            // Writing to a String can't fail.
            let _ = match segment {
                Segment::Field(name) if path.is_empty() => write!(path, "{name}"),
                Segment::Field(name) => write!(path, ".{name}"),
                Segment::Item(index) => write!(path, "[{index}]"),
                Segment::Key(key) => write!(path, "[{key:?}]"),
            };
        }
        let dot = if path.is_empty() { "" } else { "." };
        path + dot + field
    }
}

fn allowed<T: Display>(have: &str, range: &impl RangeBounds<T>) -> String {
    let least = match range.start_bound() {
        Bound::Included(least) => Some(format!("at least {least}")),
        Bound::Excluded(least) => Some(format!("more than {least}")),
        Bound::Unbounded => None,
    };
    let most = match range.end_bound() {
        Bound::Included(most) => Some(format!("at most {most}")),
        Bound::Excluded(most) => Some(format!("less than {most}")),
        Bound::Unbounded => None,
    };
    match (least, most) {
        (Some(least), Some(most)) => format!("must {have} {least} and {most}"),
        (Some(least), None) => format!("must {have} {least}"),
        (None, Some(most)) => format!("may {have} {most}"),
        (None, None) => format!("may {have} anything"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(check: impl FnOnce(&mut LimitCheck)) -> Vec<String> {
        let mut limits = LimitCheck::new();
        check(&mut limits);
        limits.into_violations().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn values_within_their_limits_are_not_reported() {
        let none: [&str; 0] = [];
        assert_eq!(
            violations(|check| {
                check.chars("title", "增值税发票", ..=5);
                check.bytes("title", "发票", ..=6);
                check.items("list", 1, 1..=10);
                check.value("n", 0, 0..);
                check.number("rate", 0.5, 0.0..=1.0);
            }),
            none
        );
    }

    #[test]
    fn a_value_that_exceeds_its_limit_is_reported_with_the_limit() {
        assert_eq!(
            violations(|check| {
                check.chars("title", "增值税发票", ..=4);
                check.bytes("title", "发票", 1..=5);
                check.items("list", 0, 1..);
                check.items("one", 1, 2..);
                check.value("n", -1, 0..=9);
                check.number("rate", f64::NAN, 0.0..=1.0);
            }),
            [
                "`title` has 5 characters, but may have at most 4",
                "`title` has 6 bytes, but must have at least 1 and at most 5",
                "`list` has 0 items, but must have at least 1",
                "`one` has 1 item, but must have at least 2",
                "`n` is -1, but must be at least 0 and at most 9",
                "`rate` is NaN, but must be at least 0 and at most 1",
            ]
        );
    }

    struct Named(&'static str);

    impl CheckLimits for Named {
        fn check_limits(&self, check: &mut LimitCheck) {
            check.chars("name", self.0, ..=2);
        }
    }

    struct Card(Vec<Named>);

    impl CheckLimits for Card {
        fn check_limits(&self, check: &mut LimitCheck) {
            check.within("info", &self.0);
        }
    }

    #[test]
    fn nested_values_are_reported_with_their_path() {
        let card = Card(vec![Named("a"), Named("ab"), Named("abc")]);
        let seats = vec![vec![], vec![Named("abc")]];
        let notes = BTreeMap::from([("a \"b\"".to_owned(), vec![Named("abc")])]);
        assert_eq!(
            violations(|check| {
                check.within("card", &card);
                check.within("seats", &seats);
                check.within("notes", &notes);
                check.value("n", 1, 2..3);
            }),
            [
                "`card.info[2].name` has 3 characters, but may have at most 2",
                "`seats[1][0].name` has 3 characters, but may have at most 2",
                r#"`notes["a \"b\""][0].name` has 3 characters, but may have at most 2"#,
                "`n` is 1, but must be at least 2 and less than 3",
            ]
        );
    }
}
