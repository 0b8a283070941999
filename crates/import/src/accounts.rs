//! Kinds of accounts by the names that the vendor's pages use.

use weixin_spec::{Account, Api};

/// The kind of account that a column of a scope table is about.
pub(crate) fn account<'a>(api: &'a Api, column: &str) -> Option<&'a Account> {
    let column = fold(column);
    api.accounts.iter().find(|account| {
        [&account.vendor, &account.title, &account.id.value].iter().any(|name| fold(name) == column)
    })
}

/// Makes names comparable: `Mini-Program`, `mini_program` and `Mini Programs` are the same.
fn fold(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let folded: String = letters.flat_map(char::to_lowercase).collect();
    folded.strip_suffix('s').map_or(folded.clone(), str::to_owned)
}
