//! A glossary in a CSV file: the first line names the languages by their codes, each other line is a term. Several
//! wordings are parted by `|`, one to be avoided begins with `!`. A column `note` is told; all other columns are kept.
//!
//! A new term is one new line, the rest of the file stays as it is to the byte, so that what two people add merges.

use super::{Entry, GlossaryError, Wording};

/// More than any glossary.
const MOST: usize = 32 * 1024 * 1024;

/// Reads a table; fields are parted by what the first line parts them with: comma, semicolon or tab.
///
/// # Errors
/// When it is too large, not UTF-8, or names fewer than two languages.
pub fn read_table(bytes: &[u8]) -> Result<Vec<Entry>, GlossaryError> {
    let text = text(bytes)?;
    let mut reader = reader(text);
    let columns = columns(&mut reader)?;
    let mut found = Vec::new();
    for record in reader.records().flatten() {
        let mut entry = Entry::default();
        for (field, column) in record.iter().zip(&columns) {
            match column {
                Column::Language(code) => {
                    let said = wordings(field);
                    if !said.is_empty() {
                        entry.wordings.entry(code.clone()).or_default().extend(said);
                    }
                }
                Column::Note => entry.note = field.trim().to_owned(),
                Column::Other => {}
            }
        }
        if !entry.wordings.is_empty() {
            found.push(entry);
        }
    }
    Ok(found)
}

/// The file with a term added: in a table sorted by its first column at its place, else at the end. `said` are
/// languages and words; a language without a column gets none. A file without text becomes a table.
///
/// # Errors
/// When the file cannot be read as a table.
pub fn add(bytes: &[u8], said: &[(&str, &str)]) -> Result<String, GlossaryError> {
    let whole = text(bytes)?;
    if whole.trim_matches(['\u{feff}', '\n', '\r', ' ']).is_empty() {
        let heads: Vec<&str> = said.iter().map(|(code, _)| *code).chain(["note"]).collect();
        let fields: Vec<&str> = said.iter().map(|(_, text)| *text).chain([""]).collect();
        return Ok(format!("{}\n{}\n", line(&heads, b','), line(&fields, b',')));
    }
    let mut reader = reader(whole);
    let separator = separator(whole);
    let fields = fields(&columns(&mut reader)?, said);
    let mut rows: Vec<(usize, String)> = Vec::new();
    for record in reader.records().flatten() {
        let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(whole.len());
        rows.push((at, record.get(0).unwrap_or("").to_lowercase()));
    }
    let new = fields.first().map_or(String::new(), |field| field.to_lowercase());
    let behind = rows.iter().find(|(_, first)| *first > new).map(|(at, _)| *at);
    // The reader tells where it stood: blank lines before the row belong to what is above.
    let skip = |at: usize| at + whole[at..].len() - whole[at..].trim_start_matches(['\n', '\r']).len();
    let at = behind.filter(|_| rows.is_sorted_by_key(|(_, first)| first.clone())).map_or(whole.len(), skip);
    let ending = if whole.contains("\r\n") { "\r\n" } else { "\n" };
    let open = if whole[..at].ends_with('\n') { "" } else { ending };
    Ok(format!("{}{open}{}{ending}{}", &whole[..at], line(&fields, separator), &whole[at..]))
}

/// The file without a term as it was added; the file as it is where there is none.
///
/// # Errors
/// As [`add`].
pub fn take_back(bytes: &[u8], said: &[(&str, &str)]) -> Result<String, GlossaryError> {
    let whole = text(bytes)?;
    let mut reader = reader(whole);
    let fields = fields(&columns(&mut reader)?, said);
    let at = |record: &csv::StringRecord| record.position().and_then(|place| usize::try_from(place.byte()).ok());
    let mut records = reader.records().flatten();
    let found = records.by_ref().find(|record| record.iter().map(str::trim).eq(fields.iter().copied()));
    let Some(start) = found.as_ref().and_then(at) else { return Ok(whole.to_owned()) };
    let end = records.next().as_ref().and_then(at).unwrap_or(whole.len());
    Ok(format!("{}{}", &whole[..start], &whole[end..]))
}

/// What a term says in each column.
fn fields<'a>(columns: &[Column], said: &[(&str, &'a str)]) -> Vec<&'a str> {
    let said =
        |code: &str| said.iter().find(|(of, _)| crate::language::is_same(code, of)).map_or("", |(_, text)| *text);
    columns.iter().map(|column| if let Column::Language(code) = column { said(code) } else { "" }).collect()
}

enum Column {
    Language(String),
    Note,
    Other,
}

fn text(bytes: &[u8]) -> Result<&str, GlossaryError> {
    if bytes.len() > MOST {
        return Err(GlossaryError::TooLarge);
    }
    std::str::from_utf8(bytes).map_err(|_| GlossaryError::NotUtf8)
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).delimiter(separator(text)).from_reader(text.as_bytes())
}

fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let most = |c: &u8| first.bytes().filter(|b| b == c).count();
    [b'\t', b';', b','].into_iter().max_by_key(most).unwrap_or(b',')
}

fn columns(reader: &mut csv::Reader<&[u8]>) -> Result<Vec<Column>, GlossaryError> {
    let heads = reader.headers().map_err(|_| GlossaryError::NotUtf8)?.clone();
    let columns: Vec<Column> = heads
        .iter()
        .map(|head| {
            let head = head.trim_start_matches('\u{feff}').trim();
            match head.to_lowercase().as_str() {
                "note" | "notes" | "备注" | "说明" => Column::Note,
                _ if is_code(head) => Column::Language(head.to_owned()),
                _ => Column::Other,
            }
        })
        .collect();
    let languages = columns.iter().filter(|column| matches!(column, Column::Language(_))).count();
    if languages < 2 { Err(GlossaryError::NoLanguages) } else { Ok(columns) }
}

/// `en`, `zh-CN`, `pt_br`: two or three letters, and what stands behind a dash.
fn is_code(head: &str) -> bool {
    let mut parts = head.split(['-', '_']);
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    parts.next().is_some_and(|main| matches!(main.len(), 2 | 3) && letters(main))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn wordings(field: &str) -> Vec<Wording> {
    let said = field.split('|').map(str::trim).filter(|text| !text.is_empty());
    said.map(|text| match text.strip_prefix(['!', '！']) {
        Some(avoided) => Wording { text: avoided.trim().to_owned(), avoid: true },
        None => Wording { text: text.to_owned(), avoid: false },
    })
    .collect()
}

fn line(fields: &[&str], separator: u8) -> String {
    let parted: Vec<String> = fields
        .iter()
        .map(|field| {
            let field = field.replace(['\n', '\r'], " ");
            let quoted = field.contains(char::from(separator)) || field.contains('"') || field.starts_with(' ');
            if quoted { format!("\"{}\"", field.replace('"', "\"\"")) } else { field }
        })
        .collect();
    parted.join(&char::from(separator).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_one_new_line_and_all_else_stays() {
        let sorted = "\u{feff}en;zh;owner\r\ncluster;集群;\"a;b\"\r\nnode;节点 | !结点;x\r\n";
        let added = add(sorted.as_bytes(), &[("zh", "容器"), ("en", "container")]).unwrap();
        assert_eq!(added, sorted.replace("node;", "container;容器;\r\nnode;"));
        let unsorted = "zh,note,en\n集群,,cluster\n\n\"a, \"\"b\"\"\",x,b";
        let added = add(unsorted.as_bytes(), &[("zh", "容器, 大"), ("en-US", "container"), ("tr", "kap")]).unwrap();
        assert_eq!(added, format!("{unsorted}\n\"容器, 大\",,container\n"));
        let made = add(b"", &[("zh", "容器"), ("en", "container")]).unwrap();
        assert_eq!(made, "zh,en,note\n容器,container,\n");
    }

    #[test]
    fn a_term_that_was_added_is_taken_back_and_no_other() {
        let said = [("zh", "容器"), ("en", "container")];
        for there in
            ["en;zh;owner\r\ncluster;集群;\"a;b\"\r\nnode;节点;x\r\n", "zh,note,en\n集群,,cluster\n\n卷,,volume\n"]
        {
            let added = add(there.as_bytes(), &said).unwrap();
            assert_eq!(take_back(added.as_bytes(), &said).unwrap(), there);
            assert_eq!(take_back(there.as_bytes(), &said).unwrap(), there);
        }
        let noted = "zh,en,note\n容器,container,somebody's\n";
        assert_eq!(take_back(noted.as_bytes(), &said).unwrap(), noted);
    }

    #[test]
    fn wordings_notes_and_faults_are_read() {
        let read = read_table("en\tzh\t备注\nnode\t节点|! 结点\t硬件\n\t\t\n".as_bytes()).unwrap();
        assert_eq!(read.len(), 1);
        let zh = &read[0].wordings["zh"];
        assert_eq!((zh[0].text.as_str(), zh[1].text.as_str(), zh[1].avoid), ("节点", "结点", true));
        assert_eq!(read[0].note, "硬件");
        assert_eq!(read_table(b"term,meaning\na,b\n"), Err(GlossaryError::NoLanguages));
        assert_eq!(read_table(b"\xff\xfe"), Err(GlossaryError::NotUtf8));
    }
}
