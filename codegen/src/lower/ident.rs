//! Names as identifiers of Rust.

use proc_macro2::{Ident, Span};
use weixin_spec::names::is_keyword;

/// An identifier; a keyword becomes a raw one, and one that can't be raw gets an underscore.
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
        // `gen` is one since the edition 2024, which the parser doesn't ask for.
        assert_eq!((sorted, accepted), (true, vec![&"gen"]));
    }
}
