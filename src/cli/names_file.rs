//! Files of names: a name a row, in text, CSV or TSV. Names are data: nothing in them is an operator.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::failure::Failure;
use crate::text::fold::phrase;

/// A name of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id that the row states, else its number.
    pub id: String,
    pub name: String,
    /// Other forms that the row states.
    pub aliases: Vec<String>,
}

impl Row {
    /// Why it cannot be looked for.
    pub fn fault(&self) -> Option<String> {
        phrase(&self.name).is_empty().then(|| "the row holds no word".to_owned())
    }
}

/// Which columns hold what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    id: Option<usize>,
    name: usize,
    aliases: Option<usize>,
}

impl Columns {
    /// The columns that a first row names, if it names one `name`.
    fn named(row: &csv::StringRecord) -> Option<Self> {
        let at = |wanted: &str| {
            row.iter().position(|cell| cell.trim().trim_start_matches('\u{FEFF}').eq_ignore_ascii_case(wanted))
        };
        Some(Self { id: at("id"), name: at("name")?, aliases: at("aliases") })
    }

    /// Without such a row: a name; an id and a name; an id, a name and aliases.
    fn by_number(columns: usize) -> Self {
        match columns {
            0 | 1 => Self { id: None, name: 0, aliases: None },
            2 => Self { id: Some(0), name: 1, aliases: None },
            _ => Self { id: Some(0), name: 1, aliases: Some(2) },
        }
    }
}

/// What stands between two columns; none where a row is a name, whatever stands in it.
fn separator(path: &Path, first: &str) -> Option<u8> {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    match extension.as_deref() {
        Some("csv") => Some(b','),
        _ if first.contains('\t') => Some(b'\t'),
        Some("tsv" | "tab") => Some(b'\t'),
        _ => None,
    }
}

/// Reads a file of names row by row, `-` for standard input.
pub fn read(path: &Path) -> Result<Box<dyn Iterator<Item = Result<Row, Failure>>>, Failure> {
    let fault = |error: &io::Error| {
        Failure::usage(format!("{}: {error}", path.display()), "name a file with a name a row, or - for standard input")
    };
    let input: Box<dyn Read> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| fault(&error))?)
    };
    let mut input = BufReader::new(input);
    let mut first = Vec::new();
    input.read_until(b'\n', &mut first).map_err(|error| fault(&error))?;
    let separator = separator(path, &String::from_utf8_lossy(&first));
    let whole = io::Cursor::new(first).chain(input);
    Ok(match separator {
        Some(separator) => Box::new(table(whole, separator)),
        None => Box::new(plain(whole)),
    })
}

/// A name a line. Blank lines are rows too, so that every row of the list has its answer; but the end of the file is none.
fn plain(input: impl BufRead) -> impl Iterator<Item = Result<Row, Failure>> {
    input.split(b'\n').enumerate().map(|(index, line)| {
        let line = line?;
        let name = String::from_utf8_lossy(&line).trim_start_matches('\u{FEFF}').trim().to_owned();
        Ok(Row { id: (index + 1).to_string(), name, aliases: Vec::new() })
    })
}

fn table(input: impl Read, separator: u8) -> impl Iterator<Item = Result<Row, Failure>> {
    // Quotes are part of names in files that are no CSV.
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(separator).quoting(separator == b',').has_headers(false).flexible(true);
    let mut columns = None;
    let mut number = 0_usize;
    reader.from_reader(input).into_byte_records().filter_map(move |record| {
        let record = match record {
            Ok(record) => csv::StringRecord::from_byte_record_lossy(record),
            Err(error) => return Some(Err(Failure::usage(error.to_string(), "mend the row, or write a name a line"))),
        };
        if columns.is_none() {
            let named = Columns::named(&record);
            columns = Some(named.unwrap_or_else(|| Columns::by_number(record.len())));
            if named.is_some() {
                return None;
            }
        }
        number += 1;
        columns.map(|columns| Ok(row(&record, columns, number)))
    })
}

fn row(record: &csv::StringRecord, columns: Columns, number: usize) -> Row {
    let cell = |column: Option<usize>| column.and_then(|column| record.get(column)).map(str::trim).unwrap_or_default();
    // A row of one cell in a file of several columns is a name all the same.
    let name = if record.len() == 1 { cell(Some(0)) } else { cell(Some(columns.name)) };
    let id = if record.len() == 1 { "" } else { cell(columns.id) };
    let aliases = cell(columns.aliases).split([';', '|']).map(str::trim).filter(|alias| !alias.is_empty());
    Row {
        id: if id.is_empty() { number.to_string() } else { id.to_owned() },
        name: name.trim_start_matches('\u{FEFF}').to_owned(),
        aliases: aliases.map(ToOwned::to_owned).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(name: &str, text: &str) -> Vec<(String, String, Vec<String>)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let rows = read(&path).map_err(|_| ()).unwrap();
        rows.map(|row| row.map_err(|_| ()).unwrap()).map(|row| (row.id, row.name, row.aliases)).collect()
    }

    fn plain_row(id: &str, name: &str) -> (String, String, Vec<String>) {
        (id.into(), name.into(), Vec::new())
    }

    #[test]
    fn a_line_of_text_is_a_name_whatever_stands_in_it() {
        let expected = [plain_row("1", "Doe, John"), plain_row("2", ""), plain_row("3", "\"A\" OR (B")];
        assert_eq!(rows("names.txt", "Doe, John\n\n\"A\" OR (B\n"), expected);
    }

    #[test]
    fn tables_may_name_their_columns_or_not() {
        let named =
            rows("names.csv", "aliases,name\nIWSB;Safety Board,Inland Waterways Safety Board\n,\"Doe, John\"\n");
        assert_eq!(
            named[0],
            ("1".into(), "Inland Waterways Safety Board".into(), vec!["IWSB".into(), "Safety Board".into()])
        );
        assert_eq!(named[1], plain_row("2", "Doe, John"));
        assert_eq!(rows("names.tsv", "q7\tOdile Strandmoor\n"), [plain_row("q7", "Odile Strandmoor")]);
        assert_eq!(rows("list", "q7\t\"Odile\" Strandmoor\n"), [plain_row("q7", "\"Odile\" Strandmoor")]);
    }
}
