//! A page as blocks of text, whatever form it was saved in.

/// A page's blocks, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A heading, a paragraph, an item of a list, a table or a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of the saved file that it begins in, from 1.
    pub line: u32,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; reader modes lose the levels and make each of them 1.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: Inline,
    },
    /// Running text.
    Paragraph(Inline),
    /// An item of a list, without its mark.
    Item(Inline),
    /// A table.
    Table(Table),
    /// A listing, fenced or indented.
    Code {
        /// What the fence calls it, such as `json`.
        language: Option<String>,
        /// Its text, line for line.
        text: String,
    },
}

/// Words without the marks around them: no `**`, no `\_`, no entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// The links among them.
    pub links: Vec<Link>,
    /// What of it is marked as code, such as `Query String Parameters` in a heading.
    pub code: Vec<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads, as written.
    pub target: String,
}

/// A table, as pipes, as HTML or as a JSON array of objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<Inline>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table. It may have fewer cells than the header, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line that it begins in, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Inline>,
}
