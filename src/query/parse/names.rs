//! Names that are asked for: what stands behind `person:`, `org:`, `place:`, `other:` and `speaker:`.

use super::{Parser, figures};
use crate::article::Kind;
use crate::query::ast::{Atom, Bearer, Spans};
use crate::query::error::{QueryError, refuse};
use crate::query::node::Node;
use crate::query::typed::is_wild;
use crate::text::fold::phrase;

impl Parser {
    /// `person:"khawaja asif"`, `person:*`
    pub(super) fn named(&mut self, at: usize, name: &str, kind: Kind) -> Result<Node, QueryError> {
        let (place, value) = self.value(at, name)?;
        let forms = if value == "*" { Vec::new() } else { vec![form(place, name, &value)?] };
        let atom = Atom::name(Bearer { kind, forms }, self.options.parts);
        Ok(Node::Spans(Spans::Atom(self.atoms.of(atom))))
    }

    /// `speaker:"khawaja asif"`, `speaker:*`
    pub(super) fn speaker(&mut self, at: usize) -> Result<Node, QueryError> {
        let (place, value) = self.value(at, "speaker")?;
        let forms = if value == "*" { Vec::new() } else { vec![form(place, "speaker", &value)?] };
        Ok(Node::Spans(Spans::Atom(self.atoms.of(Atom::speaker(forms, self.options.parts)))))
    }

    /// Refuses a token that is the name of a field with nothing behind it: `person: asif`, `count: 58`.
    pub(super) fn has_value(at: usize, token: &str) -> Result<(), QueryError> {
        let Some(name) = token.strip_suffix(':').map(str::to_lowercase) else { return Ok(()) };
        let (what, how) = match name.as_str() {
            "speaker" => ("a name", "word, {}:\"some words\" or {}:*"),
            "date" => ("a date", "2025-10-19, {}:2025-10 or {}:2024..2025"),
            _ if kind_of(&name).is_some() => ("a name", "word, {}:\"some words\" or {}:*"),
            _ if figures::is_of_figures(&name) => ("a number", "58, {}:>=10m or {}:50..60"),
            _ => return Ok(()),
        };
        refuse(
            at,
            format!("`{name}:` without {what}"),
            format!("write {name}:{}; to search for the word, quote it: \"{name}\"", how.replace("{}", &name)),
        )
    }
}

/// What the names are of that a field asks for.
pub(super) fn kind_of(field: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.word() == field)
}

/// The form of a name as typed. A name is looked for as a whole and in all its spellings, so there is nothing to be left open in it.
fn form(at: usize, field: &str, value: &str) -> Result<String, QueryError> {
    let open = value.contains('*') || is_wild(value) || (value.ends_with('?') && !value.contains(' '));
    if open || value.starts_with(['/', '~', '=']) {
        return refuse(
            at,
            "a name is written as it is: no wildcard, regular expression, `~` or `=`",
            format!(
                "write {field}:word or {field}:\"some words\", which finds its other spellings too, or {field}:* for any"
            ),
        );
    }
    let form = phrase(value);
    if form.is_empty() {
        return refuse(
            at,
            format!("`{field}:` without a name"),
            format!("write {field}:word, {field}:\"some words\", or {field}:* for any"),
        );
    }
    Ok(form)
}
