//! What is counted of many names: by several threads apart, and put together at the end. Sums do not depend on who counted what.

use std::collections::HashMap;

use super::judge::{Found, Judged};
use super::page::Page;
use super::{Request, Summary, is_given};
use crate::text::hash::Quick;
use crate::text::printable::one_line;

/// Counts for some names, by their numbers.
#[derive(Debug)]
pub struct Tallies {
    list: Vec<Tally>,
    /// How mentions are written, each way once.
    writings: HashMap<Box<str>, u32, Quick>,
}

/// What is counted for one name.
#[derive(Debug, Default, Clone)]
struct Tally {
    mentions: u64,
    articles: u64,
    certainties: [u64; 3],
    boilerplate: u64,
    others: u64,
    /// How often it is written in which way, by the number of the way.
    written: Vec<(u32, u64)>,
}

impl Tally {
    fn write(&mut self, way: u32, times: u64) {
        match self.written.binary_search_by_key(&way, |(way, _)| *way) {
            Ok(at) => self.written[at].1 += times,
            Err(at) => self.written.insert(at, (way, times)),
        }
    }
}

impl Tallies {
    /// Counts for so many names.
    pub fn new(names: usize) -> Self {
        Self { list: vec![Tally::default(); names], writings: HashMap::default() }
    }

    /// Counts what was found of a name in an article, and gives the number of mentions that are given.
    pub fn count(&mut self, name: usize, page: &Page<'_>, found: &Found, request: &Request) -> u64 {
        let mut given = 0;
        for judged in &found.list {
            let tally = &mut self.list[name];
            let boilerplate = !page.reads(judged.first, judged.span);
            tally.boilerplate += u64::from(boilerplate);
            if !boilerplate || request.boilerplate {
                tally.certainties[judged.certainty as usize] += 1;
            }
            if is_given(page, judged, request) {
                given += 1;
                self.write(name, page, judged);
            }
        }
        let tally = &mut self.list[name];
        tally.others += found.others;
        tally.mentions += given;
        tally.articles += u64::from(given > 0);
        given
    }

    fn write(&mut self, name: usize, page: &Page<'_>, judged: &Judged) {
        if page.sentence(judged.first, judged.span).is_some() {
            let way = self.way(&one_line(judged.span.of(&page.article.text)));
            self.list[name].write(way, 1);
        }
    }

    fn way(&mut self, written: &str) -> u32 {
        if let Some(way) = self.writings.get(written) {
            return *way;
        }
        let way = self.writings.len() as u32;
        self.writings.insert(written.into(), way);
        way
    }

    /// Adds what another has counted of the same names.
    pub fn add(&mut self, other: Self) {
        let mut ways = vec![0; other.writings.len()];
        for (written, way) in &other.writings {
            ways[*way as usize] = self.way(written);
        }
        for (all, one) in self.list.iter_mut().zip(other.list) {
            all.mentions += one.mentions;
            all.articles += one.articles;
            all.boilerplate += one.boilerplate;
            all.others += one.others;
            for (all, one) in all.certainties.iter_mut().zip(one.certainties) {
                *all += one;
            }
            one.written.into_iter().for_each(|(way, times)| all.write(ways[way as usize], times));
        }
    }

    /// The summaries, name by name; `blank` says what is true of each.
    pub fn summed_up(self, blank: &Summary) -> Vec<Summary> {
        let mut writings = vec![""; self.writings.len()];
        for (written, way) in &self.writings {
            writings[*way as usize] = written;
        }
        let summed_up = |tally: Tally| {
            let written = |(way, times): (u32, u64)| (writings[way as usize].to_owned(), times);
            let mut forms: Vec<(String, u64)> = tally.written.into_iter().map(written).collect();
            forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            Summary {
                mentions: tally.mentions,
                articles: tally.articles,
                certainties: tally.certainties,
                boilerplate: tally.boilerplate,
                others: tally.others,
                forms,
                ..blank.clone()
            }
        };
        self.list.into_iter().map(summed_up).collect()
    }
}
