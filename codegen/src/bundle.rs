//! A whole output as one text, for crates that generate code in their build script.

use crate::format::MARK;
use crate::output::Output;

impl Output {
    /// The Rust files as one, modules within modules. A build script writes it to `OUT_DIR`, where
    /// modules in files of their own can't be reached.
    ///
    /// The crate takes it in with `mod api { include!(concat!(env!("OUT_DIR"), "/api.rs")); }`. It
    /// must be the output for [`Runtime::Outside`](crate::Runtime::Outside), and the crate must
    /// depend on `weixin` and `serde`.
    #[must_use]
    pub fn bundle(&self) -> String {
        let mut text = format!("{MARK}\n");
        self.nest("mod.rs", "", &mut text);
        text
    }

    fn nest(&self, path: &str, indent: &str, out: &mut String) {
        let text = self.files.get(path).map_or("", String::as_str);
        for line in text.lines().filter(|line| *line != MARK) {
            // What is included can't document the module that includes it.
            if indent.is_empty() && line.starts_with("//!") {
                continue;
            }
            if !line.is_empty() {
                out.push_str(indent);
            }
            match self.declared(path, line) {
                Some(inner) => {
                    out.push_str(line.trim_end_matches(';'));
                    out.push_str(" {\n");
                    self.nest(inner, &format!("{indent}    "), out);
                    out.push_str(indent);
                    out.push_str("}\n");
                }
                None => {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }

    /// The file of the module that a line of a `mod.rs` declares.
    fn declared(&self, path: &str, line: &str) -> Option<&str> {
        let folder = path.strip_suffix("mod.rs")?;
        let name = line.strip_prefix("pub ").unwrap_or(line);
        let name = name.strip_prefix("mod ")?.strip_suffix(';')?;
        let name = name.strip_prefix("r#").unwrap_or(name);
        let places = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
        let found = places.iter().find_map(|place| self.files.get_key_value(place));
        found.map(|(place, _)| place.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{MARK, Output};

    #[test]
    fn modules_stand_where_they_are_declared() {
        let files = [
            ("mod.rs", "//! Tea.\n\n/// Cups.\npub mod cup;\nmod pot;\n\npub use cup::Cup;\n"),
            ("cup.rs", "//! A cup.\n\npub struct Cup;\n"),
            ("pot/mod.rs", "//! Pots.\n\nmod r#in;\n"),
            ("pot/in.rs", "use super::super::cup;\n"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), format!("{MARK}\n{text}")));
        let bundle = Output { files: files.into(), ..Output::default() }.bundle();
        let expected = "
/// Cups.
pub mod cup {
    //! A cup.

    pub struct Cup;
}
mod pot {
    //! Pots.

    mod r#in {
        use super::super::cup;
    }
}

pub use cup::Cup;
";
        assert_eq!(bundle, format!("{MARK}\n{expected}"));
    }
}
