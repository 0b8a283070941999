//! Rust names for the names on the wire and of files.

pub mod reserved;

use crate::{EnumValue, Field, Variant};

/// Converts names such as `MiniProgramInfo`, `order-id` and `nick_name` to `snake_case`.
pub fn snake_case(name: &str) -> String {
    let mut out = String::new();
    let mut previous = '_';
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let next_is_lower = chars.peek().is_some_and(char::is_ascii_lowercase);
        if !c.is_ascii_alphanumeric() {
            if previous != '_' && !out.is_empty() {
                out.push('_');
            }
            previous = '_';
            continue;
        }
        let starts_word = c.is_ascii_uppercase()
            && previous != '_'
            && (!previous.is_ascii_uppercase() || next_is_lower);
        if starts_word {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        previous = c;
    }
    let tidy = out.trim_end_matches('_');
    match tidy.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => tidy.to_owned(),
        _ => format!("n{tidy}"),
    }
}

/// Converts names such as `set_invoice_url` and `INVOICE_REIMBURSE_INIT` to `UpperCamelCase`.
pub fn camel_case(name: &str) -> String {
    let snake = snake_case(name);
    let words = snake.split('_');
    words
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(chars).collect::<String>()
        })
        .collect()
}

/// The keywords of every edition, reserved ones too.
pub const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether a name is a keyword of Rust.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.binary_search(&name).is_ok()
}

/// Returns the name of a field in Rust.
pub fn field_name(field: &Field) -> String {
    let name = match &field.rust {
        Some(name) => name.value.clone(),
        None => snake_case(&field.name),
    };
    match name.as_str() {
        // The keywords that can't be raw identifiers.
        "self" | "super" | "crate" => name + "_",
        _ => name,
    }
}

/// Returns the name of the type that a field defines.
pub fn type_name(field: &Field) -> String {
    match &field.type_name {
        Some(name) => name.value.clone(),
        None => camel_case(&field.name),
    }
}

/// Returns the name of an enum's variant, if one is given or can be derived from the value.
pub fn variant_name(variant: &Variant) -> Option<String> {
    if let Some(name) = &variant.name {
        return Some(name.value.clone());
    }
    let EnumValue::String(value) = &variant.value.value else {
        return None;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.' | '/');
    let usable = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.chars().all(plain)
        && value.len() <= 64;
    usable.then(|| camel_case(value))
}

#[cfg(test)]
mod tests {
    use super::{camel_case, snake_case};

    #[test]
    fn wire_names_become_snake_case() {
        let cases = [
            ("nick_name", "nick_name"),
            ("MiniProgramInfo", "mini_program_info"),
            ("RequestDomain", "request_domain"),
            ("order-id", "order_id"),
            ("openID", "open_id"),
            ("HTTPServer", "http_server"),
            ("_x", "x"),
            ("a..b", "a_b"),
            ("x__", "x"),
            ("@type", "type"),
            ("_1", "n1"),
        ];
        for (wire, rust) in cases {
            assert_eq!(snake_case(wire), rust, "{wire}");
        }
    }

    #[test]
    fn ids_and_values_become_camel_case() {
        let cases = [
            ("set_invoice_url", "SetInvoiceUrl"),
            ("INVOICE_REIMBURSE_INIT", "InvoiceReimburseInit"),
            ("auth success", "AuthSuccess"),
            ("web", "Web"),
        ];
        for (wire, rust) in cases {
            assert_eq!(camel_case(wire), rust, "{wire}");
        }
    }
}
