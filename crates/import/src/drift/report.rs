//! Differences as people read them.

use std::fmt::Write;

use super::{Comparison, Difference};

/// What was found about one page, as a diff: `-` is in the spec alone, `+` on the page alone, `~` on
/// both, but not the same. Empty where there is nothing to say.
#[must_use]
pub fn text(page: &str, comparison: &Comparison) -> String {
    let Comparison { call, endpoint, differences, recorded, changed, cut_off } = comparison;
    let agree = differences.is_empty() && recorded.is_empty();
    if agree && *changed != Some(true) && cut_off.is_none() {
        return String::new();
    }
    let spec = endpoint.as_deref().unwrap_or("no spec");
    let mut out = format!("{call}\n    spec  {spec}\n    page  {page}\n");
    if let Some(end) = cut_off {
        // Writing to a String can't fail.
        let _ = writeln!(
            out,
            "  the page is cut off in line {end}: what the spec has beyond it isn't compared"
        );
    }
    for difference in differences {
        line(difference, &mut out);
    }
    if differences.is_empty() && *changed == Some(true) {
        out.push_str("  its words have changed since it was accepted, its facts have not\n");
    }
    if !recorded.is_empty() {
        out.push_str("  recorded as quirks:\n");
        for difference in recorded {
            line(difference, &mut out);
        }
    }
    out
}

fn line(difference: &Difference, out: &mut String) {
    let place = |line: Option<u32>| line.map_or(String::new(), |line| format!(" (line {line})"));
    let Difference { at, page, spec, page_line, spec_line, .. } = difference;
    let (page_line, spec_line) = (place(*page_line), place(*spec_line));
    // Writing to a String can't fail.
    let _ = match (spec, page) {
        (Some(spec), Some(page)) => {
            writeln!(out, "  ~ {at}: spec says {spec}{spec_line}, page says {page}{page_line}")
        }
        (Some(spec), None) => writeln!(out, "  - {at}: {spec}{spec_line}"),
        (None, Some(page)) => writeln!(out, "  + {at}: {page}{page_line}"),
        (None, None) => Ok(()),
    };
}
