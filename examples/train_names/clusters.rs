//! Clusters of words that are used alike, from unlabelled news: the exchange algorithm over a class bigram model (Kneser and Ney, 1993;
//! Martin, Liermann and Ney, 1998). Each word in turn moves to the cluster where the text becomes likeliest.

use std::collections::{BTreeMap, HashMap};

use morgue::extract::names::tagger::model::folded_words;
use morgue::extract::names::tagger::words::zeros;
use morgue::text::sentences::each_sentence;

/// Numbers of clusters, from coarse to fine.
const GRAINS: [usize; 3] = [64, 256, 800];
/// Words that occur less often get no cluster.
const OFTEN: u32 = 8;
/// Times that each word may move, at most.
const ROUNDS: usize = 10;
/// Stands for the border of a sentence, and for words without cluster.
const BORDER: u32 = 0;
const RARE: u32 = 1;
const FIXED: usize = 2;

/// Words counted pair by pair.
#[derive(Default)]
pub struct Pairs {
    words: Vec<String>,
    ids: HashMap<String, u32>,
    counts: Vec<u32>,
    sentences: Vec<Vec<u32>>,
}

impl Pairs {
    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        for line in text.lines() {
            each_sentence(line, 0..line.len(), |sentence| {
                let words = folded_words(&line[sentence]);
                let ids = words.into_iter().map(|word| self.id(zeros(&word))).collect();
                self.sentences.push(ids);
            });
        }
    }

    fn id(&mut self, word: String) -> u32 {
        let next = self.words.len() as u32;
        let id = *self.ids.entry(word.clone()).or_insert(next);
        if id == next {
            self.words.push(word);
            self.counts.push(0);
        }
        self.counts[id as usize] += 1;
        id
    }

    /// The clusters of the frequent words, sorted by word.
    pub fn clusters(&self) -> Vec<(String, [u16; 3])> {
        let vocabulary = self.vocabulary();
        let graph = self.graph(&vocabulary);
        let grains = GRAINS.map(|clusters| Exchange::new(&graph, clusters).run());
        let mut list: Vec<(String, [u16; 3])> = vocabulary
            .iter()
            .enumerate()
            .map(|(at, word)| {
                (self.words[*word as usize].clone(), std::array::from_fn(|grain| grains[grain][at + FIXED] as u16))
            })
            .collect();
        list.sort();
        list
    }

    /// The frequent words, the most frequent first.
    fn vocabulary(&self) -> Vec<u32> {
        let mut vocabulary: Vec<u32> =
            (0..self.words.len() as u32).filter(|word| self.counts[*word as usize] >= OFTEN).collect();
        vocabulary.sort_by_key(|word| (u32::MAX - self.counts[*word as usize], &self.words[*word as usize]));
        vocabulary
    }

    fn graph(&self, vocabulary: &[u32]) -> Graph {
        let mut number = vec![RARE; self.words.len()];
        for (at, word) in vocabulary.iter().enumerate() {
            number[*word as usize] = (at + FIXED) as u32;
        }
        let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for sentence in &self.sentences {
            let mut before = BORDER;
            for word in sentence.iter().map(|word| number[*word as usize]).chain([BORDER]) {
                *pairs.entry((before, word)).or_default() += 1;
                before = word;
            }
        }
        Graph::new(vocabulary.len() + FIXED, &pairs)
    }
}

/// How often which word follows which.
struct Graph {
    after: Vec<Vec<(u32, i64)>>,
    before: Vec<Vec<(u32, i64)>>,
    doubled: Vec<i64>,
    counts: Vec<i64>,
}

impl Graph {
    fn new(words: usize, pairs: &BTreeMap<(u32, u32), u32>) -> Self {
        let mut graph = Self {
            after: vec![Vec::new(); words],
            before: vec![Vec::new(); words],
            doubled: vec![0; words],
            counts: vec![0; words],
        };
        for (&(first, second), &count) in pairs {
            let count = i64::from(count);
            graph.counts[second as usize] += count;
            if first == second {
                graph.doubled[first as usize] = count;
            } else {
                graph.after[first as usize].push((second, count));
                graph.before[second as usize].push((first, count));
            }
        }
        graph
    }
}

/// n ln n, the only function of the model.
fn information(count: i64) -> f64 {
    if count <= 1 { 0.0 } else { count as f64 * (count as f64).ln() }
}

/// Values of [`information`] for the counts that are asked for most.
struct Information(Vec<f64>);

impl Information {
    fn of(&self, count: i64) -> f64 {
        usize::try_from(count).ok().and_then(|count| self.0.get(count)).copied().unwrap_or_else(|| information(count))
    }
}

struct Exchange<'a> {
    graph: &'a Graph,
    clusters: usize,
    cluster: Vec<usize>,
    pairs: Vec<i64>,
    counts: Vec<i64>,
    information: Information,
}

/// A word's neighbours by cluster.
#[derive(Default)]
struct Neighbours {
    after: Vec<(usize, i64)>,
    before: Vec<(usize, i64)>,
    doubled: i64,
    count: i64,
}

impl<'a> Exchange<'a> {
    fn new(graph: &'a Graph, clusters: usize) -> Self {
        let words = graph.counts.len();
        let spread = |word: usize| if word < FIXED { word } else { FIXED + (word - FIXED) % (clusters - FIXED) };
        let mut exchange = Self {
            graph,
            clusters,
            cluster: (0..words).map(spread).collect(),
            pairs: vec![0; clusters * clusters],
            counts: vec![0; clusters],
            information: Information((0..2_000_000).map(information).collect()),
        };
        for word in 0..words {
            let own = exchange.cluster[word];
            exchange.counts[own] += graph.counts[word];
            exchange.pairs[own * clusters + own] += graph.doubled[word];
            for (next, count) in &graph.after[word] {
                exchange.pairs[own * clusters + exchange.cluster[*next as usize]] += count;
            }
        }
        exchange
    }

    fn run(mut self) -> Vec<usize> {
        for _ in 0..ROUNDS {
            let words = self.cluster.len();
            let moved = (FIXED..words).filter(|word| self.exchange(*word)).count();
            if moved * 100 < words {
                break;
            }
        }
        self.cluster
    }

    fn exchange(&mut self, word: usize) -> bool {
        let old = self.cluster[word];
        let neighbours = self.neighbours(word);
        self.count(&neighbours, old, -1);
        let mut best = (f64::MIN, old);
        for cluster in FIXED..self.clusters {
            let gain = self.gain(&neighbours, cluster);
            if gain > best.0 + 1e-9 {
                best = (gain, cluster);
            }
        }
        self.count(&neighbours, best.1, 1);
        self.cluster[word] = best.1;
        best.1 != old
    }

    fn neighbours(&self, word: usize) -> Neighbours {
        Neighbours {
            after: self.by_cluster(&self.graph.after[word]),
            before: self.by_cluster(&self.graph.before[word]),
            doubled: self.graph.doubled[word],
            count: self.graph.counts[word],
        }
    }

    fn by_cluster(&self, words: &[(u32, i64)]) -> Vec<(usize, i64)> {
        let mut sums = vec![0; self.clusters];
        let mut met = Vec::new();
        for (word, count) in words {
            let cluster = self.cluster[*word as usize];
            if sums[cluster] == 0 {
                met.push(cluster);
            }
            sums[cluster] += count;
        }
        met.into_iter().map(|cluster| (cluster, sums[cluster])).collect()
    }

    fn count(&mut self, neighbours: &Neighbours, cluster: usize, sign: i64) {
        let row = cluster * self.clusters;
        for (next, count) in &neighbours.after {
            self.pairs[row + next] += sign * count;
        }
        for (previous, count) in &neighbours.before {
            self.pairs[previous * self.clusters + cluster] += sign * count;
        }
        self.pairs[row + cluster] += sign * neighbours.doubled;
        self.counts[cluster] += sign * neighbours.count;
    }

    /// What the likelihood gains if the word stood in `cluster`.
    fn gain(&self, neighbours: &Neighbours, cluster: usize) -> f64 {
        let row = cluster * self.clusters;
        let grown = |pair: i64, by: i64| self.information.of(pair + by) - self.information.of(pair);
        let (mut gain, mut own) = (0.0, neighbours.doubled);
        for (next, count) in &neighbours.after {
            if *next == cluster {
                own += count;
            } else {
                gain += grown(self.pairs[row + next], *count);
            }
        }
        for (previous, count) in &neighbours.before {
            if *previous == cluster {
                own += count;
            } else {
                gain += grown(self.pairs[previous * self.clusters + cluster], *count);
            }
        }
        gain + grown(self.pairs[row + cluster], own) - 2.0 * grown(self.counts[cluster], neighbours.count)
    }
}
