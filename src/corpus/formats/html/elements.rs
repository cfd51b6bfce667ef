//! What the elements of a page are to a reader: shown or not, on lines of their own or within one. Knows nothing of news.

/// Whether an element is never shown.
pub fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "iframe"
            | "object"
            | "math"
            | "select"
            | "datalist"
    )
}

/// Whether an element stands on lines of its own.
pub fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "img"
            | "picture"
            | "source"
    )
}

/// White space as a browser shows it.
pub fn collapsed(text: &str) -> String {
    let mut words = text.split([' ', '\t', '\n', '\r', '\u{0C}']).filter(|word| !word.is_empty());
    let mut line = String::with_capacity(text.len());
    if let Some(first) = words.next() {
        line.push_str(first);
    }
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    line
}

/// How deep elements are nested that have to be closed, at a glance at the tags.
pub fn nesting(page: &str) -> usize {
    const UNCLOSED: [&str; 22] = [
        "p", "li", "td", "th", "tr", "option", "dt", "dd", "br", "img", "hr", "input", "link", "meta", "source",
        "area", "base", "col", "embed", "param", "track", "wbr",
    ];
    let (mut depth, mut deepest, mut raw) = (0_usize, 0, None);
    for tag in page.split('<').skip(1) {
        let closing = tag.strip_prefix('/');
        let name = name_of(closing.unwrap_or(tag));
        // Tags inside scripts are none.
        if raw.as_ref().is_some_and(|raw| closing.is_none() || *raw != name) {
            continue;
        }
        raw = (closing.is_none() && matches!(name.as_str(), "script" | "style")).then(|| name.clone());
        if name.is_empty() || UNCLOSED.contains(&name.as_str()) || is_closed_at_once(tag) {
            continue;
        }
        if closing.is_some() {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The name at the start of a tag, in small letters; empty where no tag begins.
fn name_of(tag: &str) -> String {
    if !tag.starts_with(|next: char| next.is_ascii_alphabetic()) {
        return String::new();
    }
    tag.split(|next: char| !next.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase()
}

/// A shape of a drawing, `<path … />`: the slash closes nothing else.
fn is_closed_at_once(tag: &str) -> bool {
    const SHAPES: [&str; 12] = [
        "path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "use", "stop", "image", "animate",
        "femerge",
    ];
    SHAPES.contains(&name_of(tag).as_str()) && tag.split('>').next().is_some_and(|inside| inside.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_to_be_closed_nests() {
        assert_eq!(nesting("<div><p>a<br><p>b<img></div><div></div>"), 1);
        assert_eq!(nesting(&"<svg><path d='M0'/></svg>".repeat(500)), 1);
        assert_eq!(nesting(&"<script>'<div>'</script>".repeat(500)), 1);
        assert_eq!(nesting(&"<div/>".repeat(500)), 500);
        assert_eq!(nesting("a < b and c <"), 0);
    }
}
