//! Well-formed documents, mail and rules: the parts of which `making.rs` makes files, and what is read as it stands.

use morgue::corpus::Format;

use super::making::BETWEEN;

/// A seed of each kind, with the format it is read as and the target it belongs to.
pub fn documents() -> Vec<(Format, &'static str, Vec<u8>)> {
    let texts = TEXTS.iter().map(|(format, target, text)| (*format, *target, text.as_bytes().to_vec()));
    let made = [
        (Format::Pdf, "pdf", joined(STORY)),
        (Format::Pdf, "pdf", joined(DRAWN)),
        (Format::Pdf, "pdf", joined(FONTS)),
        (Format::Zip, "office", [&[0], joined(WORD).as_slice()].concat()),
        (Format::Zip, "office", [&[1], joined(OPEN).as_slice()].concat()),
        (Format::Zip, "office", [&[2], joined(BOOK).as_slice()].concat()),
    ];
    texts.chain(made).collect()
}

fn joined(parts: &[&str]) -> Vec<u8> {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    parts.join(BETWEEN)
}

/// Two pages, a head and a foot they share, a word broken at the end of a line, and what is known of it.
const STORY: &[&str] = &[
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Count 2/Kids[4 0 R 6 0 R]>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>",
    "<<>>\nstream\nBT /F1 8 Tf 72 810 Td (The Ledger) Tj ET\nBT /F1 24 Tf 72 760 Td (Dam talks fail) Tj ET\nBT /F1 11 Tf 72 720 Td \
     (Talks on the dam ended without agree-) Tj 0 -14 Td (ment on Monday, 3 November 2025.) Tj T* [(W) 80 (e) -250 (wait)] TJ ET\n\
     BT 1 0 0 1 290 30 Tm /F1 8 Tf (1) Tj ET",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 90/Contents [7 0 R]/Resources<</Font<</F1 3 0 R>>>>>>",
    "<<>>\nstream\nq BT /F1 8 Tf 72 810 Td (The Ledger) Tj ET\nBT /F1 11 Tf 14 TL 72 760 Td <4E6F> Tj (body \\251\\n answered.) ' 1 2 (x) \" ET Q\n\
     BT /F1 8 Tf 290 30 Td (2) Tj ET",
    "<</Title(ledger.indd)/Author<FEFF004A006F>/Keywords(dams, water)/CreationDate(D:20251101120000+05'00')/ModDate(D:20251102)>>",
    "/Info 8 0 R",
];
/// Text in a form that is drawn twice, and a picture.
const DRAWN: &[&str] = &[
    "<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
    "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 300 300]/Resources<</XObject<</A 5 0 R/Im 6 0 R>>/ExtGState<</G 8 0 R>>>>>>",
    "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
    "<<>>\nstream\n/G gs 0 0 1 rg q 1 0 0 1 0 40 cm /A Do Q 2 0 0 2 5 5 cm /A Do /Im Do 0 0 9 9 re W n 1 1 m 2 2 l 3 3 4 4 5 5 c h f*",
    "<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 0 0]/Resources<</Font<</F 7 0 R>>>>>>\nstream\nBT /F 9 Tf (Drawn) Tj ET",
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>\nstream\n.",
    "<</Type/Font/Subtype/TrueType/BaseFont/Arial/FirstChar 32/LastChar 34/Widths[250 300 400]/Encoding<</BaseEncoding/MacRomanEncoding\
     /Differences[65/B/C 70/eacute]>>>>",
    "<</Type/ExtGState/CA 0.5/Font[7 0 R 8]>>",
    "",
];
/// Letters that only a map of the font tells, of one and of two bytes.
const FONTS: &[&str] = &[
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R/T 8 0 R>>>>>>",
    "<<>>\nstream\nBT /F 12 Tf 1 0 0 1 20 200 Tm <000100020003> Tj /T 12 Tf 0 -20 Td (abc) Tj ET",
    "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
    "<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500/W[1[600 500] 3 9 700]\
     /FontDescriptor 9 0 R>>",
    "<<>>\nstream\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n1 begincodespacerange <0000> <FFFF> \
     endcodespacerange\n2 beginbfchar <0001> <0044> <0002> <00660069> endbfchar\n2 beginbfrange <0003> <0009> <0061> <000A> <000B> [<0041> <D83DDE00>] \
     endbfrange endcmap end end",
    "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a/b/c]>>\
     /FirstChar 97/LastChar 99/Widths[500 500 500]/Resources<<>>>>",
    "<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 9/Descent 0/CapHeight 9/StemV 9>>",
    "",
];

const WORD: &[&str] = &[
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Titel\"/></w:pPr>\
     <w:r><w:t>Dam talks fail</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">Talks on the </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>dam</w:t>\
     </w:r><w:r><w:tab/><w:t>ended.</w:t><w:br/></w:r><w:del><w:r><w:delText>Never.</w:delText></w:r></w:del><w:ins><w:r><w:t> No date.</w:t></w:r>\
     </w:ins></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>912 million</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val=\"Caption\"/>\
     </w:pPr><w:r><w:t>The Karrow Dam</w:t></w:r></w:p></w:body></w:document>",
    "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Titel\"/></w:style></w:styles>",
    "<w:hdr xmlns:w=\"w\"><w:p><w:r><w:t>The Ledger</w:t></w:r></w:p></w:hdr>",
    "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dc=\"dc\" xmlns:dcterms=\"t\"><dc:title>dam final</dc:title><dc:creator>Jo Pell</dc:creator>\
     <cp:keywords>dams; water</cp:keywords><cp:category>World</cp:category><dcterms:created>2025-11-01T10:00:00Z</dcterms:created></cp:coreProperties>",
];
const OPEN: &[&str] = &[
    "application/vnd.oasis.opendocument.text",
    "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\"><office:automatic-styles><style:style style:name=\"P1\" \
     style:parent-style-name=\"Title\"/></office:automatic-styles><office:body><office:text><text:p text:style-name=\"P1\">Dam talks fail</text:p>\
     <text:h text:outline-level=\"1\">Again</text:h><text:p>Talks<text:s text:c=\"3\"/>on the <text:span>dam</text:span> ended.<text:note><text:p>a\
     </text:p></text:note></text:p><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></office:text></office:body>\
     </office:document-content>",
    "<office:document-meta xmlns:office=\"o\"><office:meta><initial-creator>Jo Pell</initial-creator><keyword>dams</keyword>\
     <creation-date>2025-11-01T10:00:00</creation-date></office:meta></office:document-meta>",
    "<office:document-styles xmlns:style=\"s\"><style:style style:name=\"Title\" style:parent-style-name=\"Title\"/></office:document-styles>",
];
const BOOK: &[&str] = &[
    "application/epub+zip",
    "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>",
    "<package><metadata xmlns:dc=\"dc\"><dc:title>The Ledger</dc:title><dc:creator>Jo</dc:creator><dc:date>2025-11-01</dc:date></metadata>\
     <manifest><item id=\"a\" href=\"%61.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"b\" href=\"../OEBPS/b.xhtml#x\" \
     media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/><itemref idref=\"a\"/></spine></package>",
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h1>Dam talks fail</h1><p>Talks ended on Monday.</p></body></html>",
    "<html><body><p>Two &amp; three.<br/></p><img alt='x'/></body></html>",
];

/// What is read as it stands.
const TEXTS: &[(Format, &str, &str)] = &[
    (
        Format::Mail,
        "mail",
        "Received: from a.example\r\nFrom: =?UTF-8?Q?Zo=C3=AB_Pell?= <z@g.example>\r\nTo: desk@g.example\r\nSubject: =?ISO-8859-1?B?Q2Fm6Q==?=\r\n  \
         closes\r\nDate: Sat, 1 Nov 2025 23:30:00 +0500\r\nKeywords: cafes, trade\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\
         \r\n--b\r\nContent-Type: multipart/alternative; boundary=\"c\"\r\n\r\n--c\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 closed=\r\n on Monday.\r\n--c\r\nContent-Type: text/html\r\n\r\n\
         <p>The cafe closed.</p>\r\n--c--\r\n--b\r\nContent-Type: image/png; name*=utf-8''a%20b.png\r\nContent-Disposition: attachment; \
         filename=\"a.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a\r\n\
         Subject: inside\r\n\r\nOne more.\r\n--b--\r\n",
    ),
    (
        Format::Mail,
        "mail",
        "MIME-Version: 1.0\r\nSubject: Dam\r\nContent-Type: text/html; charset=utf-7\r\n\r\n<p>One <b>and</b> +AGE-.</p><p>Three.</p>",
    ),
    (
        Format::Mail,
        "mail",
        "From a@b Sat Nov  1 10:00:00 2025\nFrom: Jo (desk) <j@g>\nNewsgroups: misc.news\nLines: 2\n\nDam talks fail.\n> quoted\n",
    ),
    (
        Format::Plain,
        "plain",
        "From: jo@g.example (Jo Pell)\nSubject: Re: Dam talks\nDate: 1 Nov 2025 10:00:00 GMT\nOrganization: The Ledger\nLines: 3\n\nTalks ended.\n\n\
         In article <7@g> Asif writes:\n> said\n--\nJo\n",
    ),
    (
        Format::Plain,
        "plain",
        "TITLE: Dam talks fail\nAUTHOR: Jo Pell\nDATE: November 1, 2025\nSOURCE: The Ledger\nSECTION: World\n\nTalks ended on Monday.\n",
    ),
    (
        Format::Plain,
        "plain",
        "---\ntitle: Dam talks fail\ndate: 2025-11-01\nauthor: [Jo, Mo]\n---\nTalks ended on Monday.\n",
    ),
    (
        Format::Markdown,
        "plain",
        "+++\ntitle = \"Dam\"\ndate = 2025-11-01T10:00:00+05:00\nauthors = [\"Jo\"]\n[extra]\nsource = 'Ledger'\n+++\n\n## Dam talks fail\n\n> One\n\n1. a\n\
         ![The quay](q.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx\n```\n[l]: http://g.example\n",
    ),
    (
        Format::Markdown,
        "plain",
        "---\ntitle: &a \"Dam\"\nsubtitle: *a\ntags:\n  - one\n  - {two: 2}\ndate: !!timestamp 2025-11-01\nbody: |\n  x\n---\nText <b>here</b> [a](b).\n",
    ),
    (
        Format::Plain,
        "rules",
        "# Rules\ntime_zone = \"Asia/Karachi\"\nskip = [\"private/**\", \"*.bak\"]\n\n[[source]]\nfolder = \"dawn/**\"\nname = \"Dawn\"\nlanguage = \"en\"\n\
         section = 'World'\ntime_zone = \"UTC\"\n\n[[source]]\nhost = [\"dawn.com\", \"*.g.example\"]\nname = \"\"\"D\"\"\"\n",
    ),
    (
        Format::Plain,
        "rules",
        "[keys]\nfiles = \"wire/*.jsonl\"\nheadline = \"title\"\npublished = [\"meta.pub.date\", 'b']\n\n[[boilerplate]]\nregex = '^Read also: '\nfolder = \"a\"\n\
         source = \"Dawn\"\n[[boilerplate]]\nline = [\"Share this\", \"\\u00e9\"]\n[[body]]\nregex = ['a.+', '(?i)x{2,9}[[:alpha:]]']\n",
    ),
    (Format::Plain, "rules", "\u{FEFF}skipp = \"a\"\r\n[[source]]\r\nnmae = 7\r\ntime_zone = \"Asia/Karachy\"\r\n"),
];
