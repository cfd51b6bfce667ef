//! Whom each mention of a person means where a name has several bearers: the title before it, who was last named, who is named
//! most. Walks the mentions once, in the order of the text.

use super::clusters::Clusters;
use super::forms::Forms;
use super::persons::{Bearer, Persons};
use super::titles::{Gender, Title};

/// A full name that stands further back is not near, though no line ends between: a bound on what is read again for each mention.
const LONGEST_PARAGRAPH: usize = 2000;

/// What the mentions stand in.
pub struct Scene<'s, 't> {
    /// The article.
    pub text: &'t str,
    /// Its names.
    pub forms: &'s Forms<'t>,
    /// Where each mention starts.
    pub starts: &'s [usize],
}

/// What is known of a bearer so far.
#[derive(Clone, Default)]
struct Standing<'t> {
    gender: Gender,
    roles: Vec<&'t str>,
    named: usize,
    last: Option<usize>,
    /// The last mention by full name.
    introduced: Option<usize>,
    kin: bool,
}

struct Walk<'s, 't> {
    scene: &'s Scene<'s, 't>,
    standings: Vec<Standing<'t>>,
    bearers: Vec<Bearer>,
}

/// Puts every mention of a person into its bearer's set.
pub fn settle(scene: &Scene<'_, '_>, persons: Persons, clusters: &mut Clusters) {
    let Persons { bearers, mut choices, .. } = persons;
    let of = |bearer: &Bearer| Standing { gender: bearer.gender, ..Standing::default() };
    let mut walk = Walk { scene, standings: bearers.iter().map(of).collect(), bearers };
    for (mention, &form) in scene.forms.of_mention.iter().enumerate() {
        if choices[form].is_empty() {
            continue;
        }
        let bearer = match walk.choose(mention, &choices[form]) {
            Some(bearer) => bearer,
            None => walk.stranger(&mut choices[form], clusters),
        };
        walk.note(mention, bearer);
        clusters.assign(mention, walk.bearers[bearer].node);
    }
}

impl<'t> Walk<'_, 't> {
    /// The bearer that fits best; none if the title contradicts all.
    fn choose(&self, mention: usize, choices: &[usize]) -> Option<usize> {
        let title = self.scene.forms.titles[mention];
        let fits = |bearer: &usize| !self.standings[*bearer].gender.contradicts(title.gender);
        if let [only] = choices {
            return Some(*only).filter(fits);
        }
        let fitting = choices.iter().copied().filter(fits);
        fitting.max_by_key(|bearer| self.likelihood(mention, &title, *bearer))
    }

    /// In order of weight: the same office; no mere relative; named in full in this paragraph; named most; named last; the
    /// earlier bearer.
    fn likelihood(&self, mention: usize, title: &Title<'t>, bearer: usize) -> impl Ord + use<> {
        let standing = &self.standings[bearer];
        let role = title.role.is_some_and(|role| standing.roles.iter().any(|known| known.eq_ignore_ascii_case(role)));
        let near = standing.introduced.filter(|at| self.is_one_paragraph(*at, mention));
        let told = title.gender != Gender::Unknown && standing.gender == title.gender;
        (role, told, !standing.kin, near, standing.named, standing.last, std::cmp::Reverse(bearer))
    }

    fn is_one_paragraph(&self, earlier: usize, later: usize) -> bool {
        let [start, end] = [earlier, later].map(|mention| self.scene.starts[mention]);
        let between = self.scene.text.as_bytes().get(start..end).filter(|between| between.len() <= LONGEST_PARAGRAPH);
        between.is_some_and(|between| !between.contains(&b'\n'))
    }

    /// Somebody of the same name who has not been introduced: Mrs. Orlen where only Mr. Orlen was.
    fn stranger(&mut self, choices: &mut Vec<usize>, clusters: &mut Clusters) -> usize {
        let bearer = self.standings.len();
        self.standings.push(Standing::default());
        self.bearers.push(Bearer::apart(clusters.add()));
        choices.push(bearer);
        bearer
    }

    fn note(&mut self, mention: usize, bearer: usize) {
        let title = self.scene.forms.titles[mention];
        let full = self.scene.forms.words(self.scene.forms.of_mention[mention]).len() > 1;
        let standing = &mut self.standings[bearer];
        standing.gender = standing.gender.or(title.gender);
        standing.kin |= title.kin && full && standing.named == 0;
        standing.roles.extend(title.role.filter(|role| !standing.roles.contains(role)));
        standing.named += 1;
        standing.last = Some(mention);
        if full {
            standing.introduced = Some(mention);
        }
    }
}
