//! Measures how names are compared: `cargo run --release --example names -- variants GOLD_DIR`, a folder with `name_pairs.csv`,
//! `ofac_alias_pairs.tsv` and `un_alias_pairs.tsv`. Prints precision, recall and F1 of pairs, first places of aliases among all primary
//! names, precision of what is High, recall of the keys, and speed. `docs/data.md` says what the files are. A name after the folder
//! (`pairs`, `ofac`, `un`) asks for one of them and for a list of its errors.
#![allow(clippy::print_stdout, reason = "a tool prints its result")]

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use morgue::article::{Certainty, Kind};
use morgue::extract::names::variants::{Name, compare, keys, similarity};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let (folder, only) = match given[..] {
        ["variants", folder] => (folder, None),
        ["variants", folder, only] => (folder, Some(only)),
        _ => return Err("usage: names variants GOLD_DIR [pairs|ofac|un]".into()),
    };
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    let folder = Path::new(folder);
    if wanted("pairs") {
        pairs(&folder.join("name_pairs.csv"), only.is_some())?;
    }
    for (name, columns) in [("ofac", [1, 3, 4]), ("un", [1, 3, 4])] {
        if wanted(name) {
            let list = Aliases::read(&folder.join(format!("{name}_alias_pairs.tsv")), columns)?;
            list.measure(name, only.is_some());
        }
    }
    Ok(())
}

// ---- Pairs ----

#[derive(Default, Clone, Copy)]
struct Counts {
    hit: u32,
    wrong: u32,
    missed: u32,
}

impl Counts {
    fn count(&mut self, same: bool, found: bool) {
        self.hit += u32::from(same && found);
        self.wrong += u32::from(!same && found);
        self.missed += u32::from(same && !found);
    }

    fn print(self, label: &str) {
        let (hit, wrong, missed) = (f64::from(self.hit), f64::from(self.wrong), f64::from(self.missed));
        let (precision, recall) = (hit / (hit + wrong), hit / (hit + missed));
        println!("{label:<24} P {precision:.3}  R {recall:.3}  F1 {:.3}", 2.0 * hit / (2.0 * hit + wrong + missed));
    }
}

/// The kind that a schema of the file stands for.
fn kind_of(schema: &str) -> Option<Kind> {
    match schema {
        "Person" | "individual" => Some(Kind::Person),
        "Company" | "Organization" | "entity" => Some(Kind::Org),
        "Vessel" | "vessel" => Some(Kind::Other),
        _ => None,
    }
}

fn pairs(path: &Path, list: bool) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let mut counts: HashMap<(&str, Certainty), Counts> = HashMap::new();
    let (mut shared, mut same_pairs) = (0, 0);
    for row in reader.records() {
        let row = row?;
        let (kind, one, two, same) = (kind_of(&row[1]), &row[2], &row[3], &row[4] == "true");
        let found = compare(&Name::new(one, kind), &Name::new(two, kind)).map(|verdict| verdict.certainty);
        let group = if kind == Some(Kind::Person) { "persons" } else { "organisations" };
        for least in [Certainty::High, Certainty::Medium, Certainty::Low] {
            for group in ["all", group] {
                counts.entry((group, least)).or_default().count(same, found >= Some(least));
            }
        }
        if same != found.is_some() && list {
            println!("{} {found:?} {one} | {two}", if same { "missed" } else { "wrong " });
        }
        if same {
            same_pairs += 1;
            let share = share_a_key(&keys(one), &keys(two));
            shared += u32::from(share);
            if list && !share {
                println!("keys {found:?} {one} | {two}");
            }
        }
    }
    println!("name pairs: the same at this certainty or above");
    for group in ["all", "persons", "organisations"] {
        for least in [Certainty::Low, Certainty::Medium, Certainty::High] {
            counts[&(group, least)].print(&format!("  {group}, {least:?}"));
        }
    }
    println!("  keys shared by {shared} of {same_pairs} same pairs");
    Ok(())
}

fn share_a_key(one: &[String], two: &[String]) -> bool {
    one.iter().any(|key| two.contains(key))
}

// ---- Aliases ----

struct Alias {
    entity: usize,
    form: String,
    kind: Option<Kind>,
}

/// A list of entities, each with a primary name and aliases.
struct Aliases {
    /// Distinct primary names with the entities that bear them.
    primaries: Vec<(String, Option<Kind>, HashSet<usize>)>,
    aliases: Vec<Alias>,
}

impl Aliases {
    fn read(path: &Path, [kind, primary, alias]: [usize; 3]) -> Result<Self> {
        let (mut entities, mut places) = (HashMap::new(), HashMap::new());
        let mut list = Self { primaries: Vec::new(), aliases: Vec::new() };
        for line in fs::read_to_string(path)?.lines().skip(1) {
            let columns: Vec<&str> = line.split('\t').collect();
            let next = entities.len();
            let entity = *entities.entry(columns[0].to_owned()).or_insert(next);
            let place = *places.entry(columns[primary].to_owned()).or_insert_with(|| {
                list.primaries.push((columns[primary].to_owned(), kind_of(columns[kind]), HashSet::new()));
                list.primaries.len() - 1
            });
            list.primaries[place].2.insert(entity);
            list.aliases.push(Alias { entity, form: columns[alias].to_owned(), kind: kind_of(columns[kind]) });
        }
        Ok(list)
    }

    fn measure(&self, name: &str, list: bool) {
        println!("{name}: {} aliases of {} primary names", self.aliases.len(), self.primaries.len());
        let primaries: Vec<Name> = self.primaries.iter().map(|(form, kind, _)| Name::new(form, *kind)).collect();
        let aliases: Vec<Name> = self.aliases.iter().map(|alias| Name::new(&alias.form, alias.kind)).collect();
        let start = Instant::now();
        let pairs = aliases.iter().zip(&self.aliases);
        self.first_places(&pairs.map(|(one, alias)| self.is_first(one, alias, &primaries, list)).collect::<Vec<_>>());
        let ranked = start.elapsed().as_secs_f64();
        let start = Instant::now();
        self.precision(&aliases, &primaries, list);
        let compared = start.elapsed().as_secs_f64();
        let pairs = (aliases.len() * primaries.len()) as f64 / 1e6;
        println!("  {:.1} million pairs a second compared, {:.1} ranked", pairs / compared, pairs / ranked);
        self.blocking(&aliases, &primaries, list);
    }

    fn first_places(&self, first: &[bool]) {
        let print = |label: &str, wanted: &dyn Fn(&Alias) -> bool| {
            let of_them = self.aliases.iter().zip(first).filter(|(alias, _)| wanted(alias));
            let list: Vec<bool> = of_them.map(|(_, first)| *first).collect();
            let right = list.iter().filter(|first| **first).count();
            println!("  first place right {:.3} of {} {label}", right as f64 / list.len().max(1) as f64, list.len());
        };
        print("aliases", &|_| true);
        print("that share half of their words with the primary name", &|alias| self.is_findable(alias));
        print("people", &|alias| alias.kind == Some(Kind::Person));
        print("organisations", &|alias| alias.kind == Some(Kind::Org));
    }

    fn is_first(&self, one: &Name, alias: &Alias, primaries: &[Name], list: bool) -> bool {
        let scores = primaries.iter().map(|primary| similarity(one, primary));
        let best = scores.enumerate().fold((0, -1.0), |best, next| if next.1 > best.1 { next } else { best });
        let right = self.primaries[best.0].2.contains(&alias.entity);
        if list && !right && self.is_findable(alias) {
            let own = self.primaries.iter().position(|(_, _, entities)| entities.contains(&alias.entity)).unwrap_or(0);
            println!(
                "first\t{}\t{:.3} {}\t{:.3} {}",
                alias.form,
                similarity(one, &primaries[own]),
                self.primaries[own].0,
                best.1,
                self.primaries[best.0].0
            );
        }
        right
    }

    fn precision(&self, aliases: &[Name], primaries: &[Name], list: bool) {
        let mut counts = [[0_u32; 2]; 3];
        for (alias, given) in aliases.iter().zip(&self.aliases) {
            for (primary, (form, _, entities)) in primaries.iter().zip(&self.primaries) {
                if let Some(verdict) = compare(alias, primary) {
                    let right = entities.contains(&given.entity);
                    counts[verdict.certainty as usize][usize::from(right)] += 1;
                    if !right && verdict.certainty == Certainty::High {
                        println!("  High, but another: {} | {form}", given.form);
                    } else if !right && list && verdict.certainty == Certainty::Medium {
                        println!("medium\t{} | {form}", given.form);
                    }
                }
            }
        }
        for (level, [wrong, right]) in ["Low", "Medium", "High"].iter().zip(counts) {
            println!(
                "  {level}: {right} right, {wrong} wrong, precision {:.3}",
                f64::from(right) / f64::from(right + wrong).max(1.0)
            );
        }
    }

    /// How many of the pairs of one entity that `compare` accepts share a key, and how many pairs share one by chance.
    fn blocking(&self, aliases: &[Name], primaries: &[Name], list: bool) {
        let filed: Vec<Vec<String>> = self.primaries.iter().map(|(form, _, _)| keys(form)).collect();
        let mut holders: HashMap<&str, HashSet<usize>> = HashMap::new();
        for (place, keys) in filed.iter().enumerate() {
            for key in keys {
                holders.entry(key).or_default().insert(place);
            }
        }
        let (mut accepted, mut met, mut candidates) = (0, 0, 0);
        for (alias, given) in aliases.iter().zip(&self.aliases) {
            let keys = keys(&given.form);
            let found: HashSet<usize> =
                keys.iter().filter_map(|key| holders.get(key.as_str())).flatten().copied().collect();
            candidates += found.len();
            for (place, (form, _, entities)) in self.primaries.iter().enumerate() {
                if entities.contains(&given.entity) && compare(alias, &primaries[place]).is_some() {
                    accepted += 1;
                    met += u32::from(found.contains(&place));
                    if list && !found.contains(&place) {
                        println!("keys\t{} | {form}", given.form);
                    }
                }
            }
        }
        println!(
            "  keys shared by {met} of {accepted} accepted pairs of one entity ({:.4}); {:.0} candidates an alias",
            f64::from(met) / f64::from(accepted),
            candidates as f64 / aliases.len() as f64
        );
    }

    /// Whether an alias shares enough with the primary name of its entity for comparing spellings to find it: half of the words of the
    /// shorter, each with two thirds of its letters; most of the letters run together; or initials.
    fn is_findable(&self, alias: &Alias) -> bool {
        self.primaries
            .iter()
            .filter(|(_, _, entities)| entities.contains(&alias.entity))
            .any(|(form, _, _)| share_spelling(&alias.form, form))
    }
}

fn plain_words(form: &str) -> Vec<String> {
    let letters = form.to_lowercase().replace(['\'', '\u{2019}', '.'], "");
    letters.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn share_spelling(one: &str, two: &str) -> bool {
    let (one, two) = (plain_words(one), plain_words(two));
    let alike = |one: &str, two: &str| one.len().min(two.len()) >= 3 && edits(one, two) * 3 <= one.len().max(two.len());
    let (first, second) = (one.concat(), two.concat());
    let initials = |words: &[String]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let (short, long) = if one.len() <= two.len() { (&one, &two) } else { (&two, &one) };
    let words: Vec<&String> = short.iter().filter(|word| word.len() >= 3).collect();
    let met = words.iter().filter(|word| long.iter().any(|other| alike(word, other))).count();
    (met > 0 && met * 2 >= words.len())
        || alike(&first, &second)
        || (one.len() == 1 && initials(&two) == one[0])
        || (two.len() == 1 && initials(&one) == two[0])
}

/// Levenshtein distance.
fn edits(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (column, other) in two.iter().enumerate() {
            let replaced = corner + usize::from(letter != *other);
            corner = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(corner + 1);
        }
    }
    row[two.len()]
}
