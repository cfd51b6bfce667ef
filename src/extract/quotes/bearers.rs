//! Who a speaker is: the entity of a name, the last person for `he`, the person whose title the text gives.
//!
//! What is not clear stays without an entity: a wrong one makes a checker blame the wrong man.

use std::collections::HashMap;

use crate::article::{Article, Kind, Mention, Span};
use crate::extract::names::linking::titles::{Gender, before};

/// How many names before a pronoun are looked at, and how many bytes back at most.
const NAMES_BACK: usize = 24;
const BYTES_BACK: usize = 1500;
/// A name that begins its paragraph, titles before it, begins no later than this.
const FIRST_WORDS: usize = 60;

/// The persons of one article, by their titles; built when first asked for.
pub struct Bearers<'a> {
    article: &'a Article,
    /// The entity that bears an office, none where several do.
    offices: Option<HashMap<String, Option<u32>>>,
    /// What the text says of an entity, man or woman; filled as far as `gendered` mentions.
    genders: HashMap<u32, Gender>,
}

impl<'a> Bearers<'a> {
    /// Those of `article`.
    pub fn new(article: &'a Article) -> Self {
        Self { article, offices: None, genders: HashMap::new() }
    }

    /// Who the pronoun at `span` stands for; `last` is the person who spoke last, and `quoted` tells what stands in quotations.
    pub fn of_pronoun(&mut self, span: Span, last: Option<Span>, quoted: impl Fn(usize) -> bool) -> Option<u32> {
        let wanted = match span.of(&self.article.text).to_lowercase().as_str() {
            "he" => Gender::Man,
            "she" => Gender::Woman,
            _ => return None,
        };
        self.learn();
        let persons = self.persons_before(span, wanted, quoted);
        let nearest = *persons.first()?;
        let block = self.article.blocks.partition_point(|block| block.span.end() <= nearest.span.start());
        let block = self.article.blocks.get(block)?.span;
        let near: Vec<Mention> = persons.into_iter().filter(|one| block.contains(one.span)).collect();
        let spoke = last.and_then(|last| near.iter().find(|one| one.span == last));
        let first = near.last().filter(|one| one.span.start() < block.start() + FIRST_WORDS);
        let only = Some(&nearest).filter(|nearest| near.iter().all(|one| one.entity == nearest.entity));
        only.or(spoke).or(first).map(|one| one.entity)
    }

    /// The persons named before a pronoun who may be meant, the nearest first.
    fn persons_before(&self, span: Span, wanted: Gender, quoted: impl Fn(usize) -> bool) -> Vec<Mention> {
        let mentions = &self.article.names.mentions;
        let end = mentions.partition_point(|mention| mention.span.end() <= span.start());
        let nearby = mentions[..end].iter().rev().take(NAMES_BACK);
        let nearby = nearby.take_while(|mention| mention.span.start() + BYTES_BACK > span.start());
        let meant = |mention: &&Mention| {
            let fits = !self.genders.get(&mention.entity).copied().unwrap_or_default().contradicts(wanted);
            fits && self.article.names.kind(mention) == Kind::Person && !quoted(mention.span.start())
        };
        nearby.filter(meant).copied().collect()
    }

    /// Who bears the office that a description ends with (`the Defence Minister`), where the text gives it to one person.
    pub fn of_office(&mut self, description: &str) -> Option<u32> {
        if !description.to_lowercase().starts_with("the ") {
            return None;
        }
        self.learn();
        let last = description.split_whitespace().next_back()?.to_lowercase();
        self.offices.as_ref()?.get(&last).copied().flatten()
    }

    /// Reads the titles before all persons, once.
    fn learn(&mut self) {
        if self.offices.is_some() {
            return;
        }
        let mut offices: HashMap<String, Option<u32>> = HashMap::new();
        let names = &self.article.names;
        for mention in names.mentions.iter().filter(|mention| names.kind(mention) == Kind::Person) {
            let title = before(&self.article.text, mention.span.start());
            let gender = self.genders.entry(mention.entity).or_default();
            *gender = gender.or(title.gender);
            if let Some(role) = title.role {
                let bearer = offices.entry(role.to_lowercase()).or_insert(Some(mention.entity));
                *bearer = bearer.filter(|bearer| *bearer == mention.entity);
            }
        }
        self.offices = Some(offices);
    }
}
