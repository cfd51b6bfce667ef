//! Training: a conditional random field over runs of candidates, by `AdaGrad` with regularised dual averaging (Duchi, Hazan and Singer,
//! 2011; Xiao, 2010), whose L1 term leaves most weights at nought. One thread, one order: the same input gives the same bytes.

use morgue::extract::names::tagger::labels::{LABELS, Label, OUTSIDE, PADDED, may_follow};
use morgue::extract::names::tagger::model::Row;

/// A run of candidates.
pub struct Run {
    /// The features of each word, as numbers of rows.
    pub features: Vec<Vec<u32>>,
    /// The labels that each word may have, a bit a label; one where it is known.
    pub allowed: Vec<u32>,
    /// What is added to the scores of each word before any weight; empty for nothing.
    pub base: Vec<Weights>,
}

/// A number for each label.
pub type Weights = [f32; PADDED];

/// How training goes.
pub struct Settings {
    /// Times that every run is looked at.
    pub epochs: usize,
    /// The step.
    pub step: f32,
    /// The L1 term, a run.
    pub sparsity: f32,
}

/// A sum of gradients, and of their squares.
#[derive(Clone)]
struct Slope {
    sum: Weights,
    squares: Weights,
}

impl Slope {
    fn new() -> Self {
        Self { sum: [0.0; PADDED], squares: [1e-2; PADDED] }
    }

    fn weights(&self, settings: &Settings, threshold: f32) -> Weights {
        std::array::from_fn(|label| {
            let beyond = (self.sum[label].abs() - threshold).max(0.0);
            -self.sum[label].signum() * settings.step * beyond / self.squares[label].sqrt()
        })
    }

    fn add(&mut self, gradient: &Weights) {
        for ((sum, squares), gradient) in self.sum.iter_mut().zip(&mut self.squares).zip(gradient) {
            *sum += gradient;
            *squares += gradient * gradient;
        }
    }
}

/// What was learnt.
pub struct Learnt {
    /// Rows of weights by number.
    pub rows: Vec<Weights>,
    /// Weights between labels.
    pub transitions: Vec<Weights>,
}

impl Learnt {
    /// What a whole number of the model stands for: the largest weight is 127 of it.
    pub fn unit(&self) -> f32 {
        /// Larger weights are cut: they are few, and would coarsen all others.
        const LARGEST: f32 = 6.0;
        let all = self.rows.iter().flatten().chain(self.transitions.iter().flatten());
        all.fold(0.0_f32, |largest, weight| largest.max(weight.abs())).min(LARGEST) / 127.0
    }

    /// The weights in whole numbers of `unit`: rows, and those between labels.
    pub fn rounded(&self, unit: f32) -> (Vec<Row>, Vec<Row>) {
        let round = |row: &Weights| -> Row {
            std::array::from_fn(|label| (row[label] / unit).round().clamp(-127.0, 127.0) as i8)
        };
        (self.rows.iter().map(round).collect(), self.transitions.iter().map(round).collect())
    }
}

/// Trains on `runs`, whose features are numbers below `features`.
pub fn train(runs: &[Run], features: usize, settings: &Settings, mut progress: impl FnMut(usize, f64)) -> Learnt {
    let mut trainer = Trainer {
        settings,
        rows: vec![Slope::new(); features],
        transitions: vec![Slope::new(); LABELS],
        seen: 0.0,
        chain: Chain::default(),
    };
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let mut random = Random(88_172_645_463_325_252);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let likelihood = order.iter().map(|run| trainer.learn(&runs[*run])).sum();
        progress(epoch + 1, likelihood);
    }
    trainer.learnt()
}

struct Trainer<'a> {
    settings: &'a Settings,
    rows: Vec<Slope>,
    transitions: Vec<Slope>,
    seen: f32,
    chain: Chain,
}

impl Trainer<'_> {
    fn learn(&mut self, run: &Run) -> f64 {
        self.seen += 1.0;
        let threshold = self.settings.sparsity * self.seen;
        self.chain.reset(run);
        for (scores, features) in self.chain.scores.iter_mut().zip(&run.features) {
            for feature in features {
                let weights = self.rows[*feature as usize].weights(self.settings, threshold);
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
        }
        for (label, slope) in self.transitions.iter().enumerate() {
            self.chain.transitions[label] = slope.weights(self.settings, 0.0);
        }
        let all = vec![(1 << LABELS) - 1; run.allowed.len()];
        let expected = self.chain.marginals(&all);
        let observed = self.chain.marginals(&run.allowed);
        self.step(run, &expected, &observed);
        observed.likelihood - expected.likelihood
    }

    fn step(&mut self, run: &Run, expected: &Marginals, observed: &Marginals) {
        const NEGLIGIBLE: f32 = 1e-4;
        for (at, features) in run.features.iter().enumerate() {
            let gradient: Weights = std::array::from_fn(|label| {
                let difference = expected.labels[at][label] - observed.labels[at][label];
                if difference.abs() < NEGLIGIBLE { 0.0 } else { difference }
            });
            if gradient.iter().any(|difference| *difference != 0.0) {
                for feature in features {
                    self.rows[*feature as usize].add(&gradient);
                }
            }
        }
        for (label, slope) in self.transitions.iter_mut().enumerate() {
            slope.add(&std::array::from_fn(|next| expected.pairs[label][next] - observed.pairs[label][next]));
        }
    }

    fn learnt(&self) -> Learnt {
        let threshold = self.settings.sparsity * self.seen;
        Learnt {
            rows: self.rows.iter().map(|slope| slope.weights(self.settings, threshold)).collect(),
            transitions: self.transitions.iter().map(|slope| slope.weights(self.settings, 0.0)).collect(),
        }
    }
}

/// The sums over all rows of labels, by the forward and backward recursion.
#[derive(Default)]
struct Chain {
    scores: Vec<Weights>,
    transitions: [Weights; LABELS],
}

struct Marginals {
    labels: Vec<Weights>,
    pairs: [Weights; LABELS],
    likelihood: f64,
}

impl Chain {
    fn reset(&mut self, run: &Run) {
        self.scores.clone_from(&run.base);
        self.scores.resize(run.features.len(), [0.0; PADDED]);
    }

    /// The expectations over the rows of labels that `allowed` admits. A word outside any name stands before and after.
    fn marginals(&self, allowed: &[u32]) -> Marginals {
        let length = self.scores.len();
        let between = self.factors();
        let (emitted, mut likelihood) = self.emitted(allowed);
        let mut forward = vec![[0.0_f32; PADDED]; length];
        let mut scale = vec![0.0_f32; length + 1];
        for at in 0..length {
            let mut sums = if at == 0 { between[OUTSIDE as usize] } else { times(&forward[at - 1], &between) };
            for label in 0..PADDED {
                sums[label] *= emitted[at][label];
            }
            scale[at] = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            forward[at] = sums.map(|sum| sum / scale[at]);
            likelihood += f64::from(scale[at]).ln();
        }
        let last = &forward[length - 1];
        let end =
            (0..LABELS).map(|label| last[label] * between[label][OUTSIDE as usize]).sum::<f32>().max(f32::MIN_POSITIVE);
        scale[length] = end;
        likelihood += f64::from(end).ln();
        Self::backward(&between, &emitted, (forward, scale), likelihood)
    }

    fn backward(
        between: &[Weights; LABELS],
        emitted: &[Weights],
        (forward, scale): (Vec<Weights>, Vec<f32>),
        likelihood: f64,
    ) -> Marginals {
        let length = forward.len();
        let outside = OUTSIDE as usize;
        let mut backward: Weights =
            std::array::from_fn(|label| if label < LABELS { between[label][outside] / scale[length] } else { 0.0 });
        let mut marginals =
            Marginals { labels: vec![[0.0; PADDED]; length], pairs: [[0.0; PADDED]; LABELS], likelihood };
        for label in 0..LABELS {
            marginals.pairs[label][outside] += forward[length - 1][label] * backward[label];
        }
        for at in (0..length).rev() {
            marginals.labels[at] = std::array::from_fn(|label| forward[at][label] * backward[label]);
            let next: Weights = std::array::from_fn(|label| emitted[at][label] * backward[label] / scale[at]);
            let mut before = [0.0; PADDED];
            for label in 0..LABELS {
                let reached = if at == 0 { f32::from(u8::from(label == outside)) } else { forward[at - 1][label] };
                for (following, value) in next.iter().enumerate() {
                    let pair = between[label][following] * value;
                    before[label] += pair;
                    marginals.pairs[label][following] += reached * pair;
                }
            }
            backward = before;
        }
        marginals
    }

    fn factors(&self) -> [Weights; LABELS] {
        std::array::from_fn(|label| {
            std::array::from_fn(|next| {
                let may = next < LABELS && may_follow(label as Label, next as Label);
                if may { self.transitions[label][next].exp() } else { 0.0 }
            })
        })
    }

    /// Factors of the words, each divided by the largest that is allowed, and the logarithm of what was divided by.
    fn emitted(&self, allowed: &[u32]) -> (Vec<Weights>, f64) {
        let mut divided = 0.0;
        let emitted = self.scores.iter().zip(allowed).map(|(scores, allowed)| {
            let admits = |label: &usize| allowed >> label & 1 == 1;
            let largest = (0..LABELS).filter(admits).map(|label| scores[label]).fold(f32::MIN, f32::max);
            divided += f64::from(largest);
            std::array::from_fn(
                |label| if label < LABELS && admits(&label) { (scores[label] - largest).exp() } else { 0.0 },
            )
        });
        (emitted.collect(), divided)
    }
}

fn times(row: &Weights, matrix: &[Weights; LABELS]) -> Weights {
    let mut sums = [0.0; PADDED];
    for label in 0..LABELS {
        for next in 0..PADDED {
            sums[next] += row[label] * matrix[label][next];
        }
    }
    sums
}

/// Xorshift: a fixed row of numbers, the same everywhere.
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((u128::from(self.0) * bound as u128) >> 64) as usize
    }

    /// Puts a list into a random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}
