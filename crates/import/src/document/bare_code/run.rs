//! A code block that is being collected line by line.

use super::kind::{Kind, continues_json};
use crate::document::{Block, BlockKind};

pub(super) struct Run {
    kind: Kind,
    first: u32,
    last: u32,
    text: String,
    /// How many brackets are open.
    depth: u32,
    /// Whether it is complete; then only a matching line directly below continues it.
    complete: bool,
}

impl Run {
    /// The code block that begins in this line, if one does.
    pub(super) fn begin(number: u32, line: &str) -> Option<Self> {
        let kind = Kind::of(line.trim())?;
        let text = String::new();
        let mut run = Self { kind, first: number, last: number, text, depth: 0, complete: false };
        run.push(number, line);
        Some(run)
    }

    /// Whether it is incomplete.
    pub(super) fn is_open(&self) -> bool {
        !self.complete
    }

    /// Adds the line if it belongs to this code block; returns whether it does.
    pub(super) fn takes(&mut self, number: u32, line: &str) -> bool {
        let begins = Kind::of(line.trim());
        if self.complete {
            let below = number == self.last.saturating_add(1);
            let more = match self.kind {
                Kind::Request => begins == Some(Kind::Json),
                Kind::Script => begins == Some(Kind::Script),
                Kind::Remnant => begins == Some(Kind::Remnant),
                _ => false,
            };
            if !below || !more {
                return false;
            }
            self.kind = begins.unwrap_or(self.kind);
        } else if !self.continues(line.trim(), begins) {
            return false;
        }
        self.push(number, line);
        true
    }

    /// Whether the line continues an incomplete code block.
    fn continues(&self, line: &str, begins: Option<Kind>) -> bool {
        match self.kind {
            Kind::Json | Kind::Request | Kind::Remnant => continues_json(line),
            Kind::Command => {
                continues_json(line) || line.starts_with('-') || self.text.ends_with('\\')
            }
            // A line of prose ends the script: it begins with a letter and isn't all ASCII.
            Kind::Script => line.is_ascii() || !line.starts_with(char::is_alphabetic),
            Kind::Xml => begins.is_none_or(|kind| kind == Kind::Remnant),
        }
    }

    fn push(&mut self, number: u32, line: &str) {
        if number > self.first || !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(line.trim_end());
        self.last = number;
        if self.kind != Kind::Request {
            self.depth = depth(self.depth, line);
        }
        self.complete = match self.kind {
            Kind::Request | Kind::Remnant => true,
            Kind::Json | Kind::Script => self.depth == 0,
            Kind::Command => self.depth == 0 && !self.text.ends_with('\\'),
            Kind::Xml => line.contains("</xml>"),
        };
    }

    pub(super) fn block(self) -> Block {
        // A line with nothing but invisible characters is empty by now.
        let text = self.text.trim_end_matches('\n').to_owned();
        Block { line: self.first, kind: BlockKind::Code { language: None, text } }
    }
}

/// How many brackets are open after the line; those in strings and comments don't count.
fn depth(before: u32, line: &str) -> u32 {
    let mut depth = before;
    let mut string = false;
    let mut escaped = false;
    let mut last = ' ';
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if string => escaped = true,
            '"' => string = !string,
            '/' if !string && last == '/' => return depth,
            '{' | '[' if !string => depth += 1,
            '}' | ']' if !string => depth = depth.saturating_sub(1),
            _ => {}
        }
        last = c;
    }
    depth
}
