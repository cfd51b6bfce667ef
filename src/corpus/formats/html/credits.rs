//! The lines around a headline that say who wrote the report and when. What they say is read where a page states it nowhere else; whether
//! a line is one of them is told by its words alone, in the languages of much of the press. Knows nothing of zones.

use jiff::civil::Date;

use super::authors::{is_preposition, of_several};
use super::headline::same;
use super::lines::PageLine;
use crate::article::Meta;
use crate::corpus::dates::parse_day;

/// What a line says of author and day.
#[derive(Default)]
pub struct Credit {
    published: Option<Date>,
    updated: Option<Date>,
    /// The name behind a `By`.
    author: Option<String>,
    /// What may be a name beside the day.
    beside: Option<String>,
    /// Whether a time, a day or a word of those stands there.
    timed: bool,
    /// How many words say something else.
    others: usize,
}

impl Credit {
    /// Whether the line says little else.
    pub fn is_whole(&self) -> bool {
        /// A place, a desk, how long it takes to read.
        const MOST: usize = 2;
        match (self.day(), &self.author) {
            (Some(_), _) => self.others <= MOST,
            (None, Some(_)) => self.others == 0,
            (None, None) => self.timed && self.others == 0,
        }
    }

    fn day(&self) -> Option<Date> {
        self.published.or(self.updated)
    }
}

/// Adds what the lines around the headline say of author and day to what the page states.
pub fn add(meta: &mut Meta, lines: &[PageLine], headline: Option<usize>) {
    /// So many lines below the headline, and above.
    const APART: [usize; 2] = [8, 5];
    let Some(place) = headline else {
        return;
    };
    let below = place + 1..lines.len().min(place + 1 + APART[0]);
    let above = (place.saturating_sub(APART[1])..place).rev();
    let near = below.chain(above).filter(|index| may_be_credit(&lines[*index]));
    let read = |index: usize| (index, credit(&lines[index].text, meta.language.as_deref()));
    let credits: Vec<(usize, Credit)> = near.map(read).filter(|(_, credit)| credit.is_whole()).collect();
    add_days(meta, &credits, |index| lines[index].around.byline);
    if meta.byline.is_none() {
        let first = credits.first().filter(|(index, _)| *index == place + 1);
        let beside = || first.and_then(|(_, credit)| credit.beside.clone());
        let author = credits.iter().find_map(|(_, credit)| credit.author.clone()).or_else(beside);
        meta.byline = author.filter(|author| !same(author, &meta.source));
    }
}

/// A line that the site names so goes before others.
fn add_days(meta: &mut Meta, credits: &[(usize, Credit)], is_named: impl Fn(usize) -> bool) {
    let dated = || credits.iter().filter(|(_, credit)| credit.day().is_some());
    let found = dated().find(|(index, _)| is_named(*index)).or_else(|| dated().next());
    let Some((_, credit)) = found else {
        return;
    };
    if meta.published.is_none() {
        meta.published = credit.day();
    }
    let later = credit.updated.filter(|updated| Some(*updated) != meta.published && credit.published.is_some());
    meta.updated = meta.updated.or(later);
}

fn may_be_credit(line: &PageLine) -> bool {
    /// In words.
    const LONGEST: usize = 20;
    let around = &line.around;
    line.words() <= LONGEST && around.aside.is_none() && !around.control && !around.hidden && around.heading != 1
}

/// Reads a line on a page in `language`.
pub fn credit(line: &str, language: Option<&str>) -> Credit {
    let spaced = spaced(line);
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let day_first = language.is_some_and(|language| !language.to_ascii_lowercase().starts_with("en"));
    let mut read = Reader { language, ..Reader::default() };
    let mut at = 0;
    while at < words.len() {
        if let Some((length, day)) = day_at(&words[at..], day_first) {
            read.day(day);
            at += length;
        } else {
            read.word(words[at]);
            at += 1;
        }
    }
    read.close();
    read.credit
}

/// With a space around the signs between parts, and where only style parts them: `6 min read·Jun 3, 2025Updated`.
fn spaced(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    for next in line.chars() {
        let is_glued = next.is_uppercase() && text.ends_with(|last: char| last.is_ascii_digit());
        match next {
            '|' | '\u{b7}' | '\u{2022}' | '\u{2014}' | '(' | ')' => text.extend([' ', next, ' ']),
            _ if is_glued => text.extend([' ', next]),
            _ => text.push(next),
        }
    }
    text
}

/// A line while its words are read.
#[derive(Default)]
struct Reader<'l> {
    credit: Credit,
    language: Option<&'l str>,
    /// Whether the day that follows is that of a change.
    updating: bool,
    /// The words that are no day, no time and no word of those, since the last such.
    run: Vec<&'l str>,
    /// Whether a preposition stands before them.
    signed: bool,
}

impl<'l> Reader<'l> {
    fn day(&mut self, day: Date) {
        self.close();
        let place = if self.updating { &mut self.credit.updated } else { &mut self.credit.published };
        *place = place.or(Some(day));
        self.credit.timed = true;
    }

    fn word(&mut self, word: &'l str) {
        let bare = word.trim_matches([',', ':', ';', '.', '(', ')']).to_lowercase();
        let is_changed = is_one_of(UPDATED, &bare);
        let is_label = is_changed || is_one_of(LABELS, &bare);
        let is_small = is_one_of(SMALL, &bare) || is_number(&bare);
        if !bare.chars().any(char::is_alphanumeric) {
            self.close();
        } else if self.run.is_empty() && is_preposition(&bare, self.language) {
            self.signed = true;
        } else if is_label || (!self.signed || self.run.is_empty()) && (is_small || is_time(&bare)) {
            self.close();
            self.credit.timed |= !is_small;
            self.updating = is_changed || self.updating && !is_label;
        } else {
            self.run.push(word);
        }
    }

    /// Ends a run of words.
    fn close(&mut self) {
        let (run, signed) = (std::mem::take(&mut self.run), std::mem::take(&mut self.signed));
        let name = of_several(&run);
        if signed && self.credit.author.is_none() && name.is_some() {
            self.credit.author = name;
        } else if !run.is_empty() {
            self.credit.beside = self.credit.beside.take().or(name.filter(|_| run.len() <= 4));
            self.credit.others += run.len();
        }
    }
}

/// The day with which `words` begin, and in how many of them.
fn day_at(words: &[&str], day_first: bool) -> Option<(usize, Date)> {
    let first = words[0].trim_matches([',', ';', '(', ')']);
    if let Some(day) = numeric(first, day_first) {
        return Some((1, day));
    }
    let starts = first.starts_with(|next: char| next.is_ascii_digit());
    let lengths = if starts { 3..=5 } else { 3..=3 };
    if first.len() < if starts { 1 } else { 3 } || starts && first.len() > 4 {
        return None;
    }
    let day = |length: usize| parse_day(words.get(..length)?.join(" ").trim_end_matches(['.', ',', ';', ':']));
    lengths.into_iter().find_map(|length| Some((length, day(length)?)))
}

/// `03.06.2025`, where the day comes first, as it does between strokes in every language but English; `2025-06-03`.
fn numeric(word: &str, day_first: bool) -> Option<Date> {
    let sign = ['.', '/', '-'].into_iter().find(|sign| word.matches(*sign).count() == 2)?;
    let mut parts = word.split(sign);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() == 4 && (sign == '.' || day_first) && day.len() <= 2 {
        return Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    }
    parse_day(word)
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number too.
fn is_time(word: &str) -> bool {
    let digits = word.starts_with(|next: char| next.is_ascii_digit());
    let rest = word.trim_start_matches(|next: char| next.is_ascii_digit() || matches!(next, ':' | '.'));
    digits
        && matches!(rest.trim_end_matches(|next: char| next.is_ascii_digit()), "" | "h" | "am" | "pm" | "a.m" | "p.m")
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// What stands before the day of a change.
const UPDATED: &str = "\
    updated update modified edited aktualisiert modifié modifiée mis actualizado actualizada aggiornato modifica \
    atualizado bijgewerkt gewijzigd uppdaterad oppdatert opdateret güncelleme обновлено";

/// What stands before the day of publication, and the words of times.
const LABELS: &str = "\
    published posted created submitted filed date first last publié publiée publicado publicada pubblicato \
    veröffentlicht stand erstellt gepubliceerd publicerad publisert udgivet ago hours hour minutes minute min mins \
    yesterday today uhr gmt bst est edt et ist utc cet cest pkt pst pdt pt cst cdt am pm a.m p.m monday tuesday \
    wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun read";

/// Small words between them, and the days of the week in other languages.
const SMALL: &str = "\
    on at le à a las el il alle ore às em den der um vom op om kl the of and und et y e jour time web montag \
    dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes \
    martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica \
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag \
    zaterdag";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, language: &str) -> (String, String, String) {
        let credit = credit(line, Some(language));
        assert!(credit.is_whole(), "{line}");
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        (day(credit.published), day(credit.updated), credit.author.or(credit.beside).unwrap_or_default())
    }

    #[test]
    fn author_and_day_are_read_from_a_line_in_many_languages() {
        for (line, language, author) in [
            (
                "By Jo Pell and Ada Orr, Correspondents | June 3, 2025 14:02",
                "en",
                "Jo Pell and Ada Orr, Correspondents",
            ),
            ("Jo Pell | June 3, 2025", "en", "Jo Pell"),
            ("By JO PELL Published: 3 June 2025", "en", "JO PELL"),
            ("Posted on June 3, 2025 by Jo Pell", "en", "Jo Pell"),
            ("Tuesday, June 3, 2025", "en", ""),
            ("June 03, 2025 at 11:33 am EDT", "en", ""),
            ("6 min read\u{b7}Jun 3, 2025", "en", ""),
            ("Publié le mardi 3 juin 2025 à 14h02 par Jo Pell", "fr", "Jo Pell"),
            ("Por Jo Pell | 3 de junio de 2025", "es", "Jo Pell"),
            ("Von Jo Pell, 03.06.2025, 14:02 Uhr", "de", "Jo Pell"),
            ("Stand: 03.06.2025 22:10 Uhr", "de", ""),
            ("di Jo Pell - 3 giugno 2025", "it", "Jo Pell"),
            ("Por Jo Pell \u{2014} 03/06/2025 20h02", "pt", "Jo Pell"),
        ] {
            assert_eq!(read(line, language), ("2025-06-03".to_owned(), String::new(), author.to_owned()), "{line}");
        }
        let both = read("Published 3 June 2025 Updated 5 June 2025", "en");
        assert_eq!(both, ("2025-06-03".to_owned(), "2025-06-05".to_owned(), String::new()));
        assert_eq!(read("By JO PELL", "en").2, "JO PELL");
    }

    #[test]
    fn a_sentence_with_a_day_or_a_preposition_is_no_credit() {
        for line in [
            "The harbour was closed on June 3, 2025",
            "By the time the ships came",
            "Ships wait",
            "By Jo Pell, who was there when the ships came in",
            "102",
            "1 / 5",
            "Programme for June 3, 2025 at the quay of the harbour",
        ] {
            assert!(!credit(line, Some("en")).is_whole(), "{line}");
        }
        assert_eq!(credit("03/06/2025", Some("en")).day(), None);
    }
}
