//! Letters with their places, as the crate finds them, put together to lines. Knows no paragraph.

use std::time::{Duration, Instant};

use pdf_extract::{ColorSpace, MediaBox, OutputDev, OutputError, Path, Transform};

/// The most letters of a document; the largest encyclopedias stay below.
const MOST_LETTERS: usize = 50_000_000;
/// And the longest that looking for them may take. A book of a thousand pages takes some ten seconds on a busy machine.
const LONGEST: Duration = Duration::from_secs(120);

/// A line, or the piece of one that stands in a column.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub text: String,
    /// The page, from 0, and how high it is.
    pub page: usize,
    pub height: f64,
    /// Where it begins and ends, along its direction.
    pub left: f64,
    pub right: f64,
    /// Its base line, growing upwards, and the size of its letters.
    pub base: f64,
    pub size: f64,
}

/// Takes the letters of a document.
pub struct Glyphs {
    lines: Vec<Line>,
    pages: usize,
    bottom: f64,
    height: f64,
    /// Whether the next letter begins a string of the document, before which a gap may stand for a space.
    at_string: bool,
    letters: usize,
    started: Instant,
}

impl Default for Glyphs {
    fn default() -> Self {
        let (lines, started) = (Vec::new(), Instant::now());
        Self { lines, pages: 0, bottom: 0.0, height: 0.0, at_string: true, letters: 0, started }
    }
}

impl Glyphs {
    /// Whether a bound was reached.
    pub fn is_spent(&self) -> bool {
        self.letters > MOST_LETTERS || self.started.elapsed() > LONGEST
    }

    /// The lines in the order of the document, without empty ones.
    pub fn into_lines(self) -> Vec<Line> {
        let tidy = |line: Line| Line { text: line.text.split_whitespace().collect::<Vec<_>>().join(" "), ..line };
        self.lines.into_iter().map(tidy).filter(|line| !line.text.is_empty()).collect()
    }

    fn bounded(&self) -> Result<(), OutputError> {
        if self.letters.is_multiple_of(1024) && self.is_spent() {
            Err(OutputError::FormatError(std::fmt::Error))
        } else {
            Ok(())
        }
    }

    fn take(&mut self, at: (f64, f64), advance: f64, (size, text): (f64, &str)) {
        let (left, base) = at;
        let (page, height) = (self.pages, self.height);
        if let Some(line) = self.lines.last_mut().filter(|line| line.page == page && goes_on(line, at, size)) {
            // The gap between words is a quarter of the size; letters of one word stand closer than a tenth.
            if self.at_string && left > line.right + size * 0.12 && !line.text.ends_with(' ') {
                line.text.push(' ');
            }
            line.text.push_str(text);
            line.right = left + advance;
            return;
        }
        if text.trim().is_empty() {
            return;
        }
        self.lines.push(Line { text: text.to_owned(), page, height, left, right: left + advance, base, size });
    }
}

/// Whether a letter belongs to a line: on its base line, raised and lowered ones included, and not beyond a gap between columns.
fn goes_on(line: &Line, (left, base): (f64, f64), size: f64) -> bool {
    let larger = line.size.max(size);
    (line.base - base).abs() < larger * 0.5 && left > line.right - larger * 1.5 && left < line.right + larger * 2.5
}

impl OutputDev for Glyphs {
    fn begin_page(&mut self, _: u32, page: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.pages += 1;
        (self.bottom, self.height) = (page.lly, page.ury - page.lly);
        self.at_string = true;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.letters += 1;
        self.bounded()?;
        let along = place.m11.hypot(place.m12);
        let size = (font_size * place.m21.hypot(place.m22)).abs();
        let text = text.replace(|letter: char| letter.is_control(), " ");
        if along > 0.0 && size.is_finite() && size > 0.0 {
            let (cos, sin) = (place.m11 / along, place.m12 / along);
            let (x, y) = (place.m31, place.m32 - self.bottom);
            // Along the direction of the line, and across it: a line that stands on end is a line too.
            let at = (x * cos + y * sin, y * cos - x * sin);
            self.take(at, width * font_size * along, (size, &text));
        }
        self.at_string = false;
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.at_string = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn stroke(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        self.letters += 1;
        self.bounded()
    }

    fn fill(&mut self, _: &Transform, _: &ColorSpace, _: &[f64], _: &Path) -> Result<(), OutputError> {
        self.letters += 1;
        self.bounded()
    }
}
