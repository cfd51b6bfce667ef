//! Names that are asked for: what stands behind `person:`, `org:`, `place:` and `other:`.

use super::Parser;
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

    /// Refuses a token that is the name of a field of names with nothing behind it: `person: asif`.
    pub(super) fn has_value(at: usize, token: &str) -> Result<(), QueryError> {
        match token.strip_suffix(':').map(str::to_lowercase).filter(|name| kind_of(name).is_some()) {
            Some(name) => refuse(
                at,
                format!("`{name}:` without a name"),
                format!(
                    "write {name}:word, {name}:\"some words\" or {name}:*; to search for the word, quote it: \"{name}\""
                ),
            ),
            None => Ok(()),
        }
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
