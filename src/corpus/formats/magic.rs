//! Files that are no text, known by their first bytes: what a report calls them. Knows no format that is read.

/// What is packed once is unpacked before it is looked at.
const TWICE: &str = "a file packed twice; unpack it once";

/// Where a mark stands, the mark, and what a file with it is. Longer marks go before shorter ones of the same start.
const MARKS: [(usize, &[u8], &str); 56] = [
    (0, b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (0, b"\xFF\xD8\xFF", "a JPEG picture"),
    (0, b"GIF87a", "a GIF picture"),
    (0, b"GIF89a", "a GIF picture"),
    (8, b"WEBP", "a WebP picture"),
    (0, b"II*\0", "a TIFF picture"),
    (0, b"MM\0*", "a TIFF picture"),
    (0, b"8BPS", "a Photoshop picture"),
    (0, b"\0\0\x01\0", "an icon"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftypheic", "a HEIC picture"),
    (4, b"ftypmif1", "a HEIC picture"),
    (4, b"ftypM4A", "a sound recording (M4A)"),
    (4, b"ftyp", "a film (MP4)"),
    (0, b"\0\0\0\x0CjP  ", "a JPEG 2000 picture"),
    (0, b"AT&TFORM", "a DjVu document"),
    (0, b"ID3", "a sound recording (MP3)"),
    (0, b"\xFF\xFB", "a sound recording (MP3)"),
    (0, b"\xFF\xF3", "a sound recording (MP3)"),
    (0, b"OggS", "a sound recording (Ogg)"),
    (0, b"fLaC", "a sound recording (FLAC)"),
    (0, b"#!AMR", "a sound recording (AMR)"),
    (0, b"FORM", "a sound recording (AIFF)"),
    (8, b"WAVE", "a sound recording (WAV)"),
    (8, b"AVI ", "a film (AVI)"),
    (0, b"\x1A\x45\xDF\xA3", "a film (Matroska)"),
    (0, b"FLV\x01", "a film (Flash)"),
    (0, b"\0\0\x01\xBA", "a film (MPEG)"),
    (0, b"\x30\x26\xB2\x75\x8E\x66\xCF\x11", "a film (Windows Media)"),
    (
        0,
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "a document of an old office program (.doc, .xls, .ppt), or one with a password; save it as .docx without one",
    ),
    (0, b"{\\rtf", "a document in RTF; save it as .docx or .txt"),
    (0, b"%!PS", "a PostScript program; turn it into a PDF"),
    (0, b"7z\xBC\xAF\x27\x1C", "an archive file in 7z; unpack it, or pack it as .zip or .tar.gz"),
    (0, b"Rar!\x1A\x07", "an archive file in RAR; unpack it, or pack it as .zip or .tar.gz"),
    (0, b"MSCF", "an archive file in CAB; unpack it"),
    (0, b"\x1F\x8B\x08", TWICE),
    (0, b"\x28\xB5\x2F\xFD", TWICE),
    (0, b"\xFD7zXZ\0", TWICE),
    (4, b"1AY&SY", TWICE),
    (0, b"\x1F\x9D", "a file packed by compress; unpack it, or pack it with gzip"),
    (0, b"LZIP", "a file packed by lzip; unpack it, or pack it with gzip"),
    (0, b"\x04\x22\x4D\x18", "a file packed by LZ4; unpack it, or pack it with gzip"),
    (0, b"\xFF\x06\0\0sNaPpY", "a file packed by Snappy; unpack it, or pack it with gzip"),
    (60, b"BOOKMOBI", "a book for the Kindle"),
    (0, b"SQLite format 3\0", "a SQLite database"),
    (0, b"PAR1", "a table in Parquet; save it as .csv or .jsonl"),
    (0, b"ARROW1", "a table in Arrow; save it as .csv or .jsonl"),
    (0, b"ORC", "a table in ORC; save it as .csv or .jsonl"),
    (0, b"Obj\x01", "a table in Avro; save it as .csv or .jsonl"),
    (0, b"\x89HDF\r\n\x1A\n", "data in HDF5"),
    (0, b"wOFF", "a typeface"),
    (0, b"wOF2", "a typeface"),
    (0, b"OTTO", "a typeface"),
    (0, b"\x7FELF", "a program"),
    (0, b"MZ\x90\0", "a program"),
    (0, b"bplist00", "a property list"),
];

/// What a file with these first bytes is, if it is one of these. A mark of few letters may open a text; what is behind it then tells.
pub fn known(head: &[u8]) -> Option<&'static str> {
    /// With fewer bytes, or in letters alone, a mark must be followed by what no text holds.
    const SURE: usize = 6;
    let stands = |at: usize, mark: &[u8]| head.get(at..at + mark.len()) == Some(mark);
    let found = MARKS.iter().find(|(at, mark, _)| {
        let is_plain = mark.iter().all(u8::is_ascii_graphic) && (*at > 0 || mark.len() < SURE);
        let opens_text = mark.starts_with(b"{\\rtf") || mark.starts_with(b"%!PS");
        stands(*at, mark) && (opens_text || !is_plain || head.iter().take(256).any(|byte| matches!(byte, 0..=8)))
    });
    found.map(|(_, _, what)| *what)
}

/// What a file is by the ending of a program. A server hands out pages under such names too.
pub const PROGRAM: &str = "a program or a style sheet";

/// Endings of files that hold text and are no articles.
const OTHERS: [(&[&str], &str); 5] = [
    (&["bak", "old", "orig", "tmp", "temp", "part", "swp", "crdownload", "rej"], "a copy or an unfinished file"),
    (
        &[
            "c", "h", "cc", "cpp", "hpp", "cs", "css", "scss", "less", "go", "java", "js", "mjs", "cjs", "ts", "tsx",
            "jsx", "kt", "lua", "php", "pl", "pm", "py", "r", "rb", "rs", "scala", "sh", "bash", "bat", "ps1", "cmd",
            "sql", "swift", "vue", "map", "wasm", "class", "m",
        ],
        PROGRAM,
    ),
    (
        &[
            "ini",
            "cfg",
            "conf",
            "toml",
            "yaml",
            "yml",
            "lock",
            "properties",
            "env",
            "desktop",
            "service",
            "plist",
            "gitignore",
        ],
        "settings of a program",
    ),
    (
        &["svg", "eps", "ai", "jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "bmp", "ico", "heic", "psd"],
        "a picture",
    ),
    (
        &["log", "pid", "sum", "md5", "sha1", "sha256", "sig", "pem", "crt", "key", "idx", "cdx", "cdxj"],
        "a log or a list of a program",
    ),
];

/// What a file is by the ending of its name, where it may hold text but no article.
pub fn by_ending(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    let ending = ending.to_lowercase();
    if name.starts_with('.') {
        return Some("settings of a program");
    }
    OTHERS.iter().find(|(endings, _)| endings.contains(&ending.as_str())).map(|(_, what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_letters_alone_does_not_make_a_text_a_recording() {
        assert_eq!(known(b"FORM and content: a talk"), None);
        assert_eq!(known(b"ID3 tags are how MP3 files tell of themselves"), None);
        assert_eq!(known(b"ID3\x03\0\0\0\0"), Some("a sound recording (MP3)"));
        assert_eq!(known(b"RIFF\x24\0\0\0WAVEfmt "), Some("a sound recording (WAV)"));
    }

    #[test]
    fn endings_tell_what_is_no_article() {
        assert_eq!(by_ending("site.CSS"), Some("a program or a style sheet"));
        assert_eq!((by_ending("README"), by_ending("story.1"), by_ending("a.dat")), (None, None, None));
    }
}
