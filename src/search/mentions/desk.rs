//! One article against many names: which of them have a form in it, what each has there, and what is written of it. A [`Desk`] is
//! what all threads share; a [`Clerk`] is what one of them keeps.

use super::forms::Forms;
use super::judge::{Found, Held, Judge, Sheet};
use super::many::{Sheaf, Write};
use super::page::Page;
use super::tally::Tallies;
use super::{Request, given};
use crate::article::Article;
use crate::query::phrases::Phrases;
use crate::text::axis::Axis;

/// What is needed to read articles for many names.
pub struct Desk<'a> {
    judges: Vec<Judge<'a>>,
    phrases: Phrases,
    /// For each phrase who looks for it.
    askers: Vec<Vec<Asker>>,
    request: &'a Request,
    write: Option<&'a Write<'a>>,
}

/// A name that looks for a phrase.
#[derive(Debug, Clone, Copy)]
struct Asker {
    name: u32,
    /// The number of the form among those that the name looks for.
    form: u32,
    /// Whether the form tells by itself that the name may be meant in an article.
    tells: bool,
}

impl<'a> Desk<'a> {
    pub fn new(names: &'a [Forms], request: &'a Request, write: Option<&'a Write<'a>>) -> Self {
        let judges: Vec<Judge<'a>> = names.iter().map(Judge::new).collect();
        let mut phrases = Phrases::default();
        let mut askers: Vec<Vec<Asker>> = Vec::new();
        for (name, judge) in (0..).zip(&judges) {
            for (form, sought) in (0..).zip(&judge.sought) {
                let number = phrases.add(&sought.folded);
                if number == askers.len() {
                    askers.push(Vec::new());
                }
                askers[number].push(Asker { name, form, tells: sought.alone });
            }
        }
        Self { judges, phrases, askers, request, write }
    }
}

/// Nothing of a name has been seen in the article.
const NONE: u32 = u32::MAX;

/// Reads articles at a desk. What it keeps between two of them saves the asking for memory.
pub struct Clerk<'a> {
    desk: &'a Desk<'a>,
    /// For each name the number of its sheet.
    numbers: Vec<u32>,
    /// The names that have a sheet.
    names: Vec<u32>,
    sheets: Vec<Sheet>,
    found: Found,
    /// What was counted.
    pub tallies: Tallies,
}

impl<'a> Clerk<'a> {
    pub fn new(desk: &'a Desk<'a>) -> Self {
        let names = desk.judges.len();
        Self {
            desk,
            numbers: vec![NONE; names],
            names: Vec::new(),
            sheets: Vec::new(),
            found: Found::default(),
            tallies: Tallies::new(names),
        }
    }

    /// Reads an article.
    pub fn read(&mut self, article: Article) -> Sheaf {
        let axis = Axis::of(&article);
        let page = Page::new(&article, &axis, &self.desk.phrases);
        self.choose(&page);
        self.fill(&page);
        let (mut written, mut pieces) = (Vec::new(), Vec::new());
        self.names.sort_unstable();
        for at in 0..self.names.len() {
            let name = self.names[at] as usize;
            let number = std::mem::replace(&mut self.numbers[name], NONE);
            let judge = &self.desk.judges[name];
            judge.judge(&page, &self.sheets[number as usize], &mut self.found);
            let mentions = self.tallies.count(name, &page, &self.found, self.desk.request);
            if mentions > 0 {
                let start = written.len();
                if let Some(write) = self.desk.write {
                    let list = given(judge, &page, &self.found, (&axis, self.desk.request));
                    write(name, &article, &list, &mut written);
                }
                pieces.push((name, start..written.len(), mentions));
            }
        }
        Sheaf { article, written, pieces }
    }

    /// Gives a blank sheet to each name of which a form stands in the article that tells by itself.
    fn choose(&mut self, page: &Page<'_>) {
        self.names.clear();
        for spots in &page.found {
            for asker in self.desk.askers[spots.phrase].iter().filter(|asker| asker.tells) {
                let number = &mut self.numbers[asker.name as usize];
                if *number == NONE {
                    *number = self.names.len() as u32;
                    self.names.push(asker.name);
                }
            }
        }
        let all = self.names.len().max(self.sheets.len());
        self.sheets.resize_with(all, Sheet::default);
        for sheet in &mut self.sheets[..self.names.len()] {
            sheet.places.clear();
            sheet.held.clear();
        }
    }

    /// Writes onto the sheets what the article has of the forms of their names.
    fn fill(&mut self, page: &Page<'_>) {
        for spots in &page.found {
            for asker in &self.desk.askers[spots.phrase] {
                if let Some(sheet) = self.sheets.get_mut(self.numbers[asker.name as usize] as usize) {
                    sheet.places.push((asker.form as usize, spots.range.clone()));
                }
            }
        }
        for (phrase, entity) in &page.held {
            for asker in &self.desk.askers[*phrase] {
                if let Some(sheet) = self.sheets.get_mut(self.numbers[asker.name as usize] as usize) {
                    sheet.held.push(Held { entity: *entity, form: asker.form as usize, phrase: *phrase });
                }
            }
        }
    }
}
