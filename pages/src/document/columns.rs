//! The template's names of columns, by which a table is told from a listing.

/// Columns that a table of the template begins with.
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

/// Columns that follow it.
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

/// What stands in a cell of the table of who may call.
const ADMISSIONS: &[&str] = &["✔", "✓", "✘", "✗", "×", "需申请", "仅认证", "-", ""];

/// Whether a table of the template may begin with this column.
pub(super) fn is_first(name: &str) -> bool {
    FIRST.contains(&name)
}

/// Whether a table of the template may have this column.
pub(super) fn is_known(name: &str) -> bool {
    is_first(name) || FURTHER.contains(&name)
}

/// Whether a cell says whether somebody may call.
pub(super) fn is_admission(cell: &str) -> bool {
    ADMISSIONS.contains(&cell.trim())
}
