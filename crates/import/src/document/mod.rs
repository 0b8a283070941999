//! Reads a saved page of any form into blocks.
//!
//! The bytes are decoded (`bytes`) and the form is recognised (`form`). The text is read into raw blocks (`text`,
//! `html`). Then the structure that a form has lost is restored, in the same way for all forms: code without a fence
//! (`bare_code`), tables without bars (`plain_tables`), headings whose parts were joined (`headings`), and white
//! space.

mod bare_code;
mod bytes;
mod columns;
mod form;
mod headings;
mod html;
mod inline;
mod model;
mod plain_tables;
mod raw_block;
mod text;

pub use bytes::LARGEST;
pub use form::Form;
pub use model::{Block, BlockKind, Document, Inline, Link, Row, Table};

use crate::Problem;
use raw_block::RawBlocks;

impl Document {
    /// Reads a saved page of any form, in time linear in its size. Nothing in it is executed or fetched.
    ///
    /// # Errors
    ///
    /// Returns an error if the file is not text, has an unknown encoding or is too large.
    pub fn read(bytes: &[u8]) -> Result<Self, Problem> {
        let decoded = bytes::decode(bytes)?;
        let form = form::of(&decoded.text);
        let mut raw_blocks = match form {
            Form::Html => html::read(&decoded.text)?,
            Form::Markdown | Form::VendorMarkdown => text::read(&decoded.text, false)?,
            Form::Reader => text::read(&decoded.text, true)?,
        };
        plain_tables::find(&mut raw_blocks)?;
        let form = if raw_blocks.has_json_tables { Form::VendorMarkdown } else { form };
        let mut document = finish(raw_blocks, form)?;
        if decoded.cut || document.truncated.is_some() {
            let last = decoded.text.lines().count();
            document.truncated = Some(u32::try_from(last).unwrap_or(u32::MAX));
        }
        Ok(document)
    }
}

/// The steps that are the same for all forms.
fn finish(mut raw_blocks: RawBlocks, form: Form) -> Result<Document, Problem> {
    let (mut blocks, open) = bare_code::find(&mut raw_blocks)?;
    let RawBlocks { truncated, address, .. } = raw_blocks;
    for block in &mut blocks {
        match &mut block.kind {
            BlockKind::Heading { text, .. } => {
                inline::tidy(text);
                headings::part(text);
            }
            BlockKind::Paragraph(text) | BlockKind::Item(text) => inline::tidy(text),
            BlockKind::Table(table) => {
                let rows = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                table.header.iter_mut().chain(rows).for_each(inline::tidy);
            }
            BlockKind::Code { .. } => {}
        }
    }
    blocks.retain(|block| match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) | BlockKind::Item(text) => {
            !text.text.is_empty()
        }
        BlockKind::Table(_) | BlockKind::Code { .. } => true,
    });
    let truncated = truncated.or(open.then_some(0));
    Ok(Document { form, address, truncated, blocks })
}
