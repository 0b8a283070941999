//! Converts names to Rust identifiers.

use proc_macro2::{Ident, Span};
use weixin_spec::names::is_keyword;

/// Returns an identifier. A keyword becomes a raw identifier, or gets an underscore if it can't be raw.
pub(crate) fn ident(name: &str) -> Ident {
    match name {
        "self" | "super" | "crate" | "Self" | "_" => {
            Ident::new(&format!("{name}_"), Span::call_site())
        }
        keyword if is_keyword(keyword) => Ident::new_raw(keyword, Span::call_site()),
        name => Ident::new(name, Span::call_site()),
    }
}

#[cfg(test)]
mod tests {
    use weixin_spec::names::KEYWORDS;

    #[test]
    fn keywords_are_those_that_the_parser_refuses() {
        let sorted = KEYWORDS.is_sorted();
        let refused = |word: &&&str| syn::parse_str::<syn::Ident>(word).is_err();
        let accepted: Vec<_> = KEYWORDS.iter().filter(|word| !refused(word)).collect();
        // `gen` is a keyword since the 2024 edition; the parser doesn't use editions.
        assert_eq!((sorted, accepted), (true, vec![&"gen"]));
    }
}
