//! Which forms mean the same: sets that only grow, and the entities that come of them.

use super::Found;
use super::forms::Forms;
use super::titles;
use super::words::{each_piece, is_initials};
use crate::article::{Entity, Kind, Mention};

/// Disjoint sets of forms, and of the bearers that share a form with another.
pub struct Clusters {
    parents: Vec<usize>,
    /// Of each set, by its root: how many members it has.
    sizes: Vec<usize>,
    /// The set that each mention belongs to, by any of its members.
    of_mention: Vec<usize>,
}

impl Clusters {
    /// Every form for itself.
    pub fn new(forms: &Forms<'_>) -> Self {
        let count = forms.list.len();
        Self { parents: (0..count).collect(), sizes: vec![1; count], of_mention: forms.of_mention.clone() }
    }

    /// The member that stands for the set.
    pub fn root(&self, mut member: usize) -> usize {
        while let Some(&parent) = self.parents.get(member).filter(|parent| **parent != member) {
            member = parent;
        }
        member
    }

    /// Makes one set of two; the smaller hangs on the larger, so that no way to a root is long.
    pub fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (root, joined) = if self.sizes[one] >= self.sizes[other] { (one, other) } else { (other, one) };
        if root != joined {
            self.parents[joined] = root;
            self.sizes[root] += self.sizes[joined];
        }
    }

    /// Whether nothing has been found to be the same as `member`.
    pub fn is_alone(&self, member: usize) -> bool {
        self.sizes[self.root(member)] == 1
    }

    /// A set without a form of its own, for mentions that are to leave theirs.
    pub fn add(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.sizes.push(1);
        self.parents.len() - 1
    }

    /// Puts a mention into the set of `member`, whatever its form.
    pub fn assign(&mut self, mention: usize, member: usize) {
        self.of_mention[mention] = member;
    }

    /// Mentions with their entities; entities in order of first mention.
    pub fn entities(&self, forms: &Forms<'_>, found: &[Found], text: &str) -> (Vec<Mention>, Vec<Entity>) {
        let mut numbers = vec![u32::MAX; self.parents.len()];
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        let mut mentions = Vec::with_capacity(found.len());
        let fullness: Vec<Measure> =
            forms.spellings.iter().map(|(spelling, form)| measure(forms, *form, spelling)).collect();
        for (mention, one) in found.iter().enumerate() {
            let root = self.root(self.of_mention[mention]);
            if numbers[root] == u32::MAX {
                numbers[root] = drafts.len() as u32;
                drafts.push(Draft::default());
            }
            let entity = numbers[root];
            let spelling = one.span.of(text);
            drafts[entity as usize].add(one.kind, spelling, fullness[forms.spelling_of[mention]]);
            mentions.push(Mention { span: one.span, kind: one.kind, entity });
        }
        (mentions, drafts.into_iter().map(Draft::finish).collect())
    }
}

/// How much of a name a form gives.
type Measure = (usize, usize);

/// Words that are more than initials, then length. A person's titles are no words.
fn measure(forms: &Forms<'_>, form: usize, spelling: &str) -> Measure {
    let mut words = 0;
    if forms.list[form].kind == Kind::Person {
        words = forms.words(form).iter().filter(|word| !forms.vocabulary.is_initial(**word)).count();
    } else {
        each_piece(spelling, |piece| words += usize::from(!is_initials(piece.raw)));
    }
    (words, spelling.len())
}

#[derive(Default)]
struct Draft<'t> {
    name: &'t str,
    fullness: Measure,
    kinds: [usize; Kind::ALL.len()],
}

impl<'t> Draft<'t> {
    fn add(&mut self, kind: Kind, spelling: &'t str, fullness: Measure) {
        self.kinds[kind as usize] += 1;
        if self.name.is_empty() || fullness > self.fullness {
            self.name = spelling;
            self.fullness = fullness;
        }
    }

    fn finish(self) -> Entity {
        let most = self.kinds.iter().max().copied().unwrap_or_default();
        let kind = Kind::ALL.into_iter().find(|kind| self.kinds[*kind as usize] == most).unwrap_or(Kind::Other);
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let words = if kind == Kind::Person { titles::without(&words) } else { &words };
        Entity { name: words.join(" "), kind }
    }
}
