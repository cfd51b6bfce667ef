//! The text of the article as the page states it for machines, and what of it the page does not show. Pages that are built by scripts
//! show nothing of it, shortened ones the beginning; what is shown is not taken a second time.

use std::collections::HashMap;

use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use super::lines::PageLine;
use super::linked_data::plain;

/// The stated text, by its paragraphs.
#[derive(Default)]
pub struct Stated {
    pub paragraphs: Vec<String>,
}

/// What came of comparing the stated text with the lines of the page.
pub struct Compared {
    /// What the page does not show, by paragraphs.
    pub unshown: Vec<String>,
    /// For each line, whether some of the stated text stands in it.
    pub shares: Vec<bool>,
}

impl Stated {
    /// The body of the article, or the posts of a live blog, as the JSON-LD has it.
    pub fn of(article: Option<&Value>) -> Self {
        let Some(article) = article else {
            return Self::default();
        };
        let body = ["articleBody", "text"].into_iter().find_map(|key| article[key].as_str());
        let posts = article["liveBlogUpdate"].as_array().into_iter().flatten();
        let posts = posts.flat_map(|post| ["headline", "articleBody"].map(|key| post[key].as_str())).flatten();
        Self { paragraphs: body.into_iter().chain(posts).flat_map(paragraphs).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    pub fn compared(&self, lines: &[PageLine]) -> Compared {
        if self.is_empty() {
            return Compared { unshown: Vec::new(), shares: vec![false; lines.len()] };
        }
        let mut text = Text::of(&self.paragraphs);
        let shares = text.strike(lines.iter().map(|line| line.text.as_str()));
        Compared { unshown: text.left(&self.paragraphs), shares }
    }
}

/// Sites write the text with line breaks, or with its markup.
fn paragraphs(text: &str) -> Vec<String> {
    let unescaped = (text.contains("&lt;") && !text.contains('<')).then(|| plain(text));
    let text = unescaped.as_deref().unwrap_or(text);
    let marked = ["<p", "<br", "<div", "<li", "<h"].iter().any(|tag| text.contains(tag)) && text.contains('>');
    if marked {
        return super::shown_lines(text).into_iter().map(|line| without_addresses(&line.text)).collect();
    }
    text.lines().map(plain).map(|line| without_addresses(&line)).filter(|line| !line.is_empty()).collect()
}

/// Pictures are stated by their addresses.
fn without_addresses(line: &str) -> String {
    line.split(' ').filter(|word| !word.contains("://")).collect::<Vec<_>>().join(" ")
}

/// What is compared: runs of letters and digits in small letters, and each sign of the scripts that write no spaces.
struct Word {
    hash: u64,
    /// The paragraph, and where in it the word begins.
    paragraph: usize,
    start: usize,
}

fn words(text: &str, paragraph: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<usize> = None;
    let mut close = |start: usize, end: usize| {
        let hash = xxh3_64(text[start..end].to_lowercase().as_bytes());
        words.push(Word { hash, paragraph, start });
    };
    for (at, next) in text.char_indices() {
        let alone = is_alone(next);
        if open.is_some() && (alone || !next.is_alphanumeric()) {
            open.take().into_iter().for_each(|start| close(start, at));
        }
        if alone {
            close(at, at + next.len_utf8());
        } else if next.is_alphanumeric() {
            open = open.or(Some(at));
        }
    }
    if let Some(start) = open {
        close(start, text.len());
    }
    words
}

fn is_alone(next: char) -> bool {
    next.is_alphanumeric() && ('\u{2E80}'..='\u{D7FF}').contains(&next) && !('\u{AC00}'..='\u{D7A3}').contains(&next)
}

/// So many words in the order of both texts begin a comparison.
const RUN: usize = 4;

/// The stated text while the lines of the page are struck out of it.
struct Text {
    words: Vec<Word>,
    shown: Vec<bool>,
    /// Where each run of words stands.
    runs: HashMap<u64, Vec<usize>>,
}

impl Text {
    /// A run that stands in more places is a set phrase.
    const MOST_PLACES: usize = 8;

    fn of(paragraphs: &[String]) -> Self {
        let words: Vec<Word> =
            paragraphs.iter().enumerate().flat_map(|(number, paragraph)| words(paragraph, number)).collect();
        let mut runs: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, run) in words.windows(RUN).enumerate() {
            let places = runs.entry(hash_of(run)).or_default();
            if places.len() < Self::MOST_PLACES {
                places.push(at);
            }
        }
        Self { shown: vec![false; words.len()], words, runs }
    }

    /// Strikes out what the lines of the page show; for each, whether any of it stands here. Whole lines count, or a long piece of one: a
    /// few words in a row stand in many texts.
    fn strike<'l>(&mut self, lines: impl Iterator<Item = &'l str>) -> Vec<bool> {
        const LONG: usize = 12;
        let by_line: Vec<Vec<Word>> = lines.enumerate().map(|(number, line)| words(line, number)).collect();
        let mut shares = vec![false; by_line.len()];
        // The last word of a line may be cut off.
        let whole: Vec<usize> = by_line.iter().map(|line| line.len().saturating_sub(1).clamp(RUN, LONG)).collect();
        let shown: Vec<Word> = by_line.into_iter().flatten().collect();
        let mut at = 0;
        while at + RUN <= shown.len() {
            let begins = at == 0 || shown[at - 1].paragraph != shown[at].paragraph;
            let fewest = if begins { whole[shown[at].paragraph] } else { LONG };
            let longest = self.strike_at(&shown[at..], fewest);
            shown[at..at + longest].iter().for_each(|word| shares[word.paragraph] = true);
            at += longest.max(1);
        }
        shares
    }

    /// Strikes out the longest piece with which `shown` begins, in every place; its length, and 0 for less than `fewest` words.
    fn strike_at(&mut self, shown: &[Word], fewest: usize) -> usize {
        let places = self.runs.get(&hash_of(&shown[..RUN])).map(Vec::as_slice).unwrap_or_default();
        let common = |place: usize| {
            self.words[place..].iter().zip(shown).take_while(|(one, other)| one.hash == other.hash).count()
        };
        let lengths: Vec<(usize, usize)> = places.iter().map(|place| (*place, common(*place))).collect();
        let longest = lengths.iter().map(|(_, length)| *length).max().filter(|longest| *longest >= fewest);
        let longest = longest.unwrap_or_default();
        for (place, _) in lengths.into_iter().filter(|(_, length)| *length == longest) {
            self.shown[place..place + longest].fill(true);
        }
        longest
    }

    /// What was not struck out. Some words between what was are another writing of it, and no text of their own.
    fn left(&self, paragraphs: &[String]) -> Vec<String> {
        const FEWEST: usize = 6;
        let all: Vec<usize> = (0..self.words.len()).collect();
        let runs = all.chunk_by(|one, other| self.shown[*one] == self.shown[*other]);
        let left = runs.filter(|run| !self.shown[run[0]] && (run.len() >= FEWEST || run.len() == all.len()));
        let pieces =
            left.flat_map(|run| run.chunk_by(|one, other| self.words[*one].paragraph == self.words[*other].paragraph));
        pieces.map(|piece| self.text_of(piece, paragraphs)).collect()
    }

    /// The text of words of one paragraph, with the marks behind them.
    fn text_of(&self, piece: &[usize], paragraphs: &[String]) -> String {
        let (first, last) = (piece[0], piece[piece.len() - 1]);
        let word = &self.words[first];
        let inside =
            |at: Option<usize>| at.and_then(|at| self.words.get(at)).filter(|next| next.paragraph == word.paragraph);
        let paragraph = &paragraphs[word.paragraph];
        let start = if inside(first.checked_sub(1)).is_none() { 0 } else { word.start };
        let end = inside(Some(last + 1)).map_or(paragraph.len(), |next| next.start);
        paragraph[start..end].trim().to_owned()
    }
}

fn hash_of(run: &[Word]) -> u64 {
    run.iter().fold(0, |hash: u64, word| hash.rotate_left(7).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ word.hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "The harbour office said on Monday that the ships would wait outside until the storm had passed.";
    const TWO: &str = "Nobody knew how long it would be, and the crews had eaten the last of their bread.";

    fn left(stated: &str, shown: &[&str]) -> Vec<String> {
        let paragraphs = paragraphs(stated);
        let mut text = Text::of(&paragraphs);
        text.strike(shown.iter().copied());
        text.left(&paragraphs)
    }

    #[test]
    fn what_is_shown_is_struck_out_wherever_it_stands() {
        let both = format!("{ONE}\n\n{TWO}");
        assert_eq!(left(&both, &[]), [ONE, TWO]);
        assert_eq!(left(&both, &[TWO]), [ONE]);
        assert!(left(&both, &["Menu", TWO, "Advertisement", ONE]).is_empty());
        assert!(left(&format!("{ONE} {TWO}"), &[&format!("{} {TWO}", ONE.to_uppercase())]).is_empty());
        assert!(left(&format!("{ONE} {ONE}"), &[ONE]).is_empty());
        let list = ["A slime block", "An iron door", "A sea lantern", "Red sandstone"];
        assert!(left(&list.join("\n"), &list).is_empty());
    }

    #[test]
    fn a_line_that_breaks_off_leaves_the_rest() {
        let rest = "until the storm had passed.";
        let shown = "The harbour office said on Monday that the ships would wait outs\u{2026}";
        assert_eq!(left(&format!("{ONE}\n{TWO}"), &[shown]), [&format!("outside {rest}"), TWO]);
    }

    #[test]
    fn a_set_phrase_is_no_sign_and_a_changed_word_no_text() {
        let phrase = "He said so on Monday that the ships were his.";
        assert_eq!(left(ONE, &[phrase]), [ONE]);
        assert!(left(ONE, &[&ONE.replace("storm", "gale")]).is_empty());
    }

    #[test]
    fn markup_and_scripts_without_spaces_are_read() {
        assert_eq!(left(&format!("<p>{ONE}</p><p>Bread &amp; {TWO}</p>"), &[ONE]), [format!("Bread & {TWO}")]);
        let pictured = format!("{ONE}\n[Image: {TWO} https://gazette.example/one/two/three/four/five/six.jpg]");
        assert!(left(&pictured, &[ONE, TWO]).is_empty());
        let (one, two) = ("港务局星期一表示，船只将在外等候直到风暴过去。", "没有人知道要等多久。");
        assert_eq!(left(&format!("{one}{two}"), &[one]), [two]);
    }
}
