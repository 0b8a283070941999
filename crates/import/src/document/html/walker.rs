//! Turns tags and text into blocks in one pass. No tree is built, so deep nesting costs nothing.

use html5gum::{EndTag, StartTag};

use super::flow::Flow;
use super::listing::Listing;
use super::table::TableMaker;
use super::tags::{self, Tag};
use crate::Problem;
use crate::document::BlockKind;
use crate::document::raw_block::RawBlocks;

/// The state between two tags.
#[derive(Default)]
pub(super) struct Walker {
    pub(super) raw_blocks: RawBlocks,
    /// The ranges of raw blocks that belong to articles.
    pub(super) articles: Vec<std::ops::Range<usize>>,
    /// Whether navigation is read too, because there is no heading outside of it.
    everything: bool,
    flow: Flow,
    /// The element that is being skipped, and how many elements with its name are open.
    skipped: Option<(Vec<u8>, u32)>,
    heading: Option<u8>,
    item: bool,
    table: Option<TableMaker>,
    listing: Option<Listing>,
    /// The programming language that an element around a code block names.
    language: Option<String>,
    /// How many articles are open, and the index of the first raw block of the outermost one.
    article: (u32, usize),
    /// How many `div`s are open. Their end tags, unlike those of other elements, are never left out.
    divisions: u32,
}

impl Walker {
    /// A walker that adds to these blocks.
    pub(super) fn new(raw_blocks: RawBlocks, everything: bool) -> Self {
        Self { raw_blocks, everything, ..Self::default() }
    }

    /// Adds text that begins in `line`; `source` is the same text as written in the file.
    pub(super) fn text(&mut self, text: &str, source: &str, line: u32) {
        if self.skipped.is_some() {
        } else if let Some(listing) = &mut self.listing {
            listing.push(text, source);
        } else if ends(text) > ends(source) {
            // `&#10;` is a line break in the text, but not in the file.
            self.flow.push(&text.replace('\n', " "), line);
        } else {
            self.flow.push(text, line);
        }
    }

    pub(super) fn start(&mut self, tag: &StartTag<usize>, line: u32) -> Result<(), Problem> {
        let name = &**tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += u32::from(skipped == name && !tag.self_closing);
            return Ok(());
        }
        let kind = tags::tag(name);
        let frame = kind == Tag::Frame && !self.everything && self.article.0 == 0;
        if kind == Tag::Skipped || frame || tags::is_aside(tag) {
            // An element without an end tag must not hide the rest of the page.
            if !tag.self_closing && !tags::is_void(name) {
                self.skipped = Some((name.to_vec(), 1));
            }
            return Ok(());
        }
        self.divisions += u32::from(name == b"div");
        self.language = tags::language(tag).or(self.language.take());
        match kind {
            Tag::Link => {
                if let Some(target) = tags::attribute(tag, b"href") {
                    self.flow.open_link(target);
                }
            }
            Tag::Code => match &mut self.listing {
                Some(listing) => {
                    listing.language = listing.language.take().or(self.language.take())
                }
                None => self.flow.open_code(),
            },
            Tag::Break => self.break_line(),
            Tag::Cell => self.begin_cell(tag, line)?,
            Tag::Row => self.begin_row(line)?,
            Tag::RowGroup => self.end_row()?,
            Tag::Table => self.begin_table(line)?,
            Tag::Inline | Tag::About | Tag::Skipped => {}
            Tag::Article | Tag::Block | Tag::Frame | Tag::Heading(_) | Tag::Item | Tag::Listing => {
                self.boundary()?;
                self.begin(kind, line);
            }
        }
        Ok(())
    }

    pub(super) fn end(&mut self, tag: &EndTag<usize>) -> Result<(), Problem> {
        let name = &**tag.name;
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= u32::from(skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return Ok(());
        }
        self.divisions = self.divisions.saturating_sub(u32::from(name == b"div"));
        match tags::tag(name) {
            Tag::Link => self.flow.close_link(),
            Tag::Code => self.flow.close_code(),
            Tag::Break => self.break_line(),
            Tag::Cell => self.end_cell()?,
            Tag::Row | Tag::RowGroup => self.end_row()?,
            Tag::Table => self.end_table()?,
            Tag::Listing => self.end_listing()?,
            Tag::Article => {
                self.boundary()?;
                self.end_article();
            }
            Tag::Block | Tag::Frame | Tag::Heading(_) | Tag::Item => self.boundary()?,
            Tag::Inline | Tag::About | Tag::Skipped => {}
        }
        Ok(())
    }

    /// Ends the file; returns whether an element was still open.
    pub(super) fn finish(&mut self) -> Result<bool, Problem> {
        let inside = self.table.is_some() || self.listing.is_some() || self.skipped.is_some();
        let open = inside || self.divisions > 0;
        self.end_listing()?;
        while self.table.is_some() {
            self.end_table()?;
        }
        self.boundary()?;
        while self.article.0 > 0 {
            self.end_article();
        }
        Ok(open)
    }

    fn begin(&mut self, kind: Tag, line: u32) {
        match kind {
            Tag::Listing if !self.in_cell() && self.listing.is_none() => {
                self.listing = Some(Listing::new(line, self.language.take()));
            }
            Tag::Heading(level) if !self.in_cell() => self.heading = Some(level),
            Tag::Item => self.item = true,
            Tag::Article => {
                if self.article.0 == 0 {
                    self.article.1 = self.raw_blocks.all.len();
                }
                self.article.0 += 1;
            }
            _ => {}
        }
    }

    fn end_article(&mut self) {
        if self.article.0 == 1 {
            self.articles.push(self.article.1..self.raw_blocks.all.len());
        }
        self.article.0 = self.article.0.saturating_sub(1);
    }

    fn in_cell(&self) -> bool {
        self.table.as_ref().is_some_and(TableMaker::in_cell)
    }

    fn break_line(&mut self) {
        match &mut self.listing {
            Some(listing) => listing.end_line(),
            None => self.flow.break_line(),
        }
    }

    /// Ends the current block, or the current line of a cell or of code.
    fn boundary(&mut self) -> Result<(), Problem> {
        if let Some(listing) = &mut self.listing {
            listing.own_line();
            return Ok(());
        }
        if self.in_cell() {
            self.flow.break_line();
            return Ok(());
        }
        let heading = self.heading.take();
        let Some((inline, lines)) = self.flow.take() else {
            return Ok(());
        };
        self.language = None;
        let item = std::mem::take(&mut self.item);
        match (heading, lines.first()) {
            (Some(level), Some(&line)) => {
                self.raw_blocks.push(line, BlockKind::Heading { level, text: inline })
            }
            (None, Some(&line)) if item => self.raw_blocks.push(line, BlockKind::Item(inline)),
            _ => self.raw_blocks.paragraph(&lines, inline),
        }
    }

    fn end_listing(&mut self) -> Result<(), Problem> {
        match self.listing.take() {
            Some(listing) => self.raw_blocks.push(listing.line, listing.kind()),
            None => self.boundary(),
        }
    }

    fn begin_table(&mut self, line: u32) -> Result<(), Problem> {
        self.boundary()?;
        match &mut self.table {
            Some(table) => table.nested += 1,
            None => self.table = Some(TableMaker::new(line)),
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Problem> {
        if let Some(table) = self.table.as_mut().filter(|table| table.nested > 0) {
            table.nested -= 1;
            return self.boundary();
        }
        self.end_row()?;
        match self.table.take().and_then(TableMaker::table) {
            Some((line, table)) => self.raw_blocks.push(line, BlockKind::Table(table)),
            None => self.boundary(),
        }
    }

    /// The table whose rows and cells are read. The rows of a nested table are lines of the outer cell.
    fn outer(&mut self) -> Option<&mut TableMaker> {
        self.table.as_mut().filter(|table| table.nested == 0)
    }

    fn begin_row(&mut self, line: u32) -> Result<(), Problem> {
        self.end_row()?;
        if let Some(table) = self.outer() {
            table.begin_row(line);
        }
        Ok(())
    }

    fn begin_cell(&mut self, tag: &StartTag<usize>, line: u32) -> Result<(), Problem> {
        self.end_cell()?;
        if !self.in_cell() {
            // Text between the cells, such as a caption.
            self.boundary()?;
        }
        let span = |name| {
            tags::attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
        };
        let (columns, rows) = (span(b"colspan"), span(b"rowspan"));
        if let Some(table) = self.outer() {
            table.begin_cell(line, columns, rows);
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Problem> {
        let Some(table) = self.table.as_mut().filter(|table| table.nested == 0 && table.in_cell())
        else {
            return self.boundary();
        };
        let inline = self.flow.take().map(|(inline, _)| inline).unwrap_or_default();
        table.end_cell(inline, &mut self.raw_blocks)
    }

    fn end_row(&mut self) -> Result<(), Problem> {
        self.end_cell()?;
        match self.table.as_mut().filter(|table| table.nested == 0) {
            Some(table) => table.end_row(&mut self.raw_blocks),
            None => Ok(()),
        }
    }
}

fn ends(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
