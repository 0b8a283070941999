//! The column names of the template, by which a table is recognised.

/// Names of the first column.
const FIRST: &[&str] = &[
    "参数名",
    "参数",
    "参数名称",
    "字段",
    "字段名",
    "属性",
    "属性名",
    "名称",
    "枚举值",
    "枚举",
    "值",
    "错误码",
    "返回码",
    "Parameter Name",
    "Parameter name",
    "Parameter",
    "Parameters",
    "Field",
    "Field Name",
    "Attribute",
    "Enumeration value",
    "Enumeration Value",
    "Enum value",
    "Enum Value",
    "Error code",
    "Error Code",
];

/// Names of the other columns.
const FURTHER: &[&str] = &[
    "类型",
    "必填",
    "是否必填",
    "示例",
    "示例值",
    "说明",
    "描述",
    "枚举",
    "默认值",
    "备注",
    "错误描述",
    "解决方案",
    "含义",
    "type",
    "Type",
    "Required to fill in",
    "Required",
    "required",
    "Example",
    "Examples",
    "example",
    "Introductions",
    "Introduction",
    "Description",
    "Descriptions",
    "describe",
    "Enumeration",
    "Enum",
    "Error Description",
    "Error description",
    "Solutions",
    "Solution",
    "Remark",
    "Remarks",
    "Default",
];

/// The possible cells of the scope table, which says which accounts may call.
const ADMISSIONS: &[&str] = &["✔", "✓", "✘", "✗", "×", "需申请", "仅认证", "-", ""];

/// Whether a table of the template may begin with this column.
pub(super) fn is_first(name: &str) -> bool {
    FIRST.contains(&name)
}

/// Whether a table of the template may have this column.
pub(super) fn is_known(name: &str) -> bool {
    is_first(name) || FURTHER.contains(&name)
}

/// Whether this is a cell of the scope table.
pub(super) fn is_admission(cell: &str) -> bool {
    ADMISSIONS.contains(&cell.trim())
}

/// The vendor's names for kinds of account.
const ACCOUNTS: &[&str] = &[
    "小程序",
    "公众号",
    "服务号",
    "订阅号",
    "企业号",
    "小游戏",
    "微信小店",
    "联盟带货机构",
    "带货助手",
    "小店供货商",
    "移动应用",
    "网站应用",
    "视频号助手",
    "多端应用",
    "第三方平台",
    "Official Account",
    "Service Account",
    "Subscription Account",
    "Mini Program",
    "Mini Game",
];

/// The vendor's names for types.
const TYPES: &[&str] = &[
    "string", "number", "object", "objarray", "array", "boolean", "numarray", "double", "float",
    "integer", "int", "bool", "formdata", "buffer", "String", "Number", "Object", "Array",
    "Boolean", "Double", "Float", "Integer", "Int", "Bool", "List",
];

/// Whether a column holds types.
pub(super) fn is_type(name: &str) -> bool {
    matches!(name, "类型" | "type" | "Type")
}

/// Whether a column says which parameters are required.
pub(super) fn is_required(name: &str) -> bool {
    matches!(name, "必填" | "是否必填" | "Required to fill in" | "Required" | "required")
}

/// Whether a column holds descriptions.
pub(super) fn is_about(name: &str) -> bool {
    matches!(name, "说明" | "描述" | "describe")
        || ["Introduction", "Description"].iter().any(|word| name.starts_with(word))
}

/// Whether a column is about a kind of account.
pub(super) fn is_account(name: &str) -> bool {
    ACCOUNTS.contains(&name)
}

/// The length of the kind of account that a text begins with.
pub(super) fn account_prefix(text: &str) -> Option<usize> {
    longest(text, &[ACCOUNTS])
}

/// The length of the column name that a text begins with.
pub(super) fn known_prefix(text: &str) -> Option<usize> {
    longest(text, &[FIRST, FURTHER])
}

/// The length of the type that a text begins with.
pub(super) fn type_prefix(text: &str) -> Option<usize> {
    longest(text, &[TYPES])
}

/// The length of the scope table's cell that a text begins with.
pub(super) fn admission_prefix(text: &str) -> Option<usize> {
    longest(text, &[ADMISSIONS]).filter(|length| *length > 0)
}

fn longest(text: &str, words: &[&[&str]]) -> Option<usize> {
    let words = words.iter().copied().flatten();
    words.filter(|word| text.starts_with(**word)).map(|word| word.len()).max()
}
