//! Which key means what, in the words of many programs. Keys are compared in small letters without what parts their words
//! (`datePublished`, `date_published` and `Date-Published` are one), and without the prefix of a vocabulary.

pub const ID: [&str; 11] =
    ["id", "guid", "uid", "_id", "uri", "@id", "storyid", "articleid", "documentid", "messageid", "storiesid"];
pub const HEADLINE: [&str; 10] = [
    "headline",
    "headlines",
    "title",
    "hed",
    "hedline",
    "webtitle",
    "articletitle",
    "pagetitle",
    "subjectline",
    "posttitle",
];
pub const BODY: [&str; 28] = [
    "body",
    "text",
    "content",
    "articlebody",
    "bodytext",
    "bodies",
    "contenttext",
    "fulltext",
    "textcontent",
    "maintext",
    "articletext",
    "plaintext",
    "cleanedtext",
    "bodyhtml",
    "bodyxhtml",
    "contenthtml",
    "encoded",
    "articlehtml",
    "html",
    "bodycontent",
    "storybody",
    "articlecontent",
    "fullcontent",
    "storytext",
    "postcontent",
    "contents",
    "paragraphs",
    "transcript",
];
/// Under these stands a tree of blocks, where nothing else is the text.
pub const BLOCKS: [&str; 2] = ["contentelements", "blocks"];
/// What stands before the text. All of these are kept as far as the text does not say them.
pub const INTRODUCTION: [&str; 24] = [
    "standfirst",
    "subtitle",
    "subheadline",
    "subheadlines",
    "subheading",
    "secondaryheadline",
    "alternativeheadline",
    "dek",
    "deck",
    "trailtext",
    "descriptiontext",
    "descriptionsummary",
    "descriptions",
    "summary",
    "abstract",
    "teaser",
    "excerpt",
    "customexcerpt",
    "postexcerpt",
    "highlights",
    "intro",
    "snippet",
    "lead",
    "leadparagraph",
];
/// Of a record with a headline or a text it is a summary; of anything else it says nothing.
pub const DESCRIPTION: &str = "description";
pub const CAPTION: [&str; 9] = [
    "fullcaption",
    "caption",
    "captions",
    "descriptioncaption",
    "imagecaption",
    "photocaption",
    "picturecaption",
    "mediacaption",
    "thumbnailcaption",
];
/// Under these stand pictures and films, each with its caption.
pub const MEDIA: [&str; 14] = [
    "associations",
    "image",
    "images",
    "leadimage",
    "mainimage",
    "featuredimage",
    "photo",
    "photos",
    "pictures",
    "media",
    "multimedia",
    "videos",
    "promoitems",
    "featuredmedia",
];
/// Under these stand lists of what readers wrote.
pub const COMMENTS: [&str; 2] = ["comments", "replies"];
pub const SOURCE: [&str; 19] = [
    "source",
    "publisher",
    "provider",
    "copyrightholder",
    "sourcename",
    "medianame",
    "pubtitle",
    "outlet",
    "publication",
    "newspaper",
    "sitename",
    "site",
    "website",
    "infosources",
    "organisation",
    "organization",
    "sourcedomain",
    "domain",
    "ispartof",
];
pub const BYLINE: [&str; 15] = [
    "author",
    "byline",
    "authors",
    "bylines",
    "creator",
    "authorname",
    "writer",
    "writers",
    "reporter",
    "reporters",
    "writtenby",
    "by",
    "contributors",
    "postauthor",
    "primaryauthor",
];
pub const PUBLISHED: [&str; 28] = [
    "firstpublishdate",
    "date",
    "published",
    "datepublished",
    "datepublish",
    "publishedat",
    "publishedon",
    "publisheddate",
    "publishdate",
    "publishtime",
    "pubdate",
    "publicationdate",
    "webpublicationdate",
    "publishedtime",
    "firstpublished",
    "firstpublishedat",
    "firstcreated",
    "contentcreated",
    "issued",
    "postdate",
    "posted",
    "postedat",
    "seendate",
    "versioncreated",
    "datecreated",
    "createdat",
    "created",
    "datetime",
];
/// Where nothing else tells a day: moments of which it is not known what happened then.
pub const MOMENT: [&str; 7] = ["createdutc", "timestamp", "@timestamp", "time", "day", "warcdate", "displaydate"];
pub const UPDATED: [&str; 19] = [
    "updated",
    "updatedat",
    "updateddate",
    "dateupdated",
    "modified",
    "modifiedat",
    "datemodified",
    "datemodify",
    "modifieddate",
    "modifiedtime",
    "lastmodified",
    "lastmod",
    "lastupdated",
    "lastupdate",
    "versioncreated",
    "contentmodified",
    "postmodified",
    "lastupdateddate",
    "changed",
];
pub const URL: [&str; 16] = [
    "url",
    "link",
    "weburl",
    "mainentityofpage",
    "canonicalurl",
    "canonical",
    "permalink",
    "articleurl",
    "originalurl",
    "sourceurl",
    "pageurl",
    "targeturi",
    "warctargeturi",
    "href",
    "shorturl",
    "documenturl",
];
pub const LANGUAGE: [&str; 6] = ["language", "lang", "inlanguage", "languagecode", "locale", "langcode"];
pub const SECTION: [&str; 13] = [
    "primarysection",
    "section",
    "sectionname",
    "sectiontitle",
    "articlesection",
    "sections",
    "category",
    "categories",
    "desk",
    "newsdesk",
    "rubric",
    "primarytag",
    "service",
];
/// As [`SECTION`], where nothing else names one.
pub const SECTION_CODE: [&str; 3] = ["sectionid", "fixture", "pillarname"];
pub const KEYWORDS: [&str; 14] = [
    "keywords",
    "keyword",
    "tags",
    "tag",
    "newskeywords",
    "subject",
    "subjects",
    "topics",
    "topic",
    "labels",
    "hashtags",
    "genres",
    "themes",
    "slugline",
];
/// Under these an object holds the article itself, where it is none of its own.
pub const ENVELOPES: [&str; 9] =
    ["_source", "article", "newsarticle", "attributes", "fields", "document", "doc", "story", "post"];
/// Under these an object holds what is known of the article.
pub const ABOUT: [&str; 9] =
    ["meta", "metadata", "properties", "frontmatter", "info", "headers", "credits", "taxonomy", "thread"];

/// Vocabularies whose names are plain ones.
const PREFIXES: [&str; 11] =
    ["dc", "dcterms", "schema", "og", "article", "prism", "content", "media", "wp", "atom", "parsely"];

/// A key as it is compared. What begins with `_` or `@` keeps that mark, which tells it from a word.
pub fn plain(key: &str) -> String {
    let key = match key.split_once([':', '.']) {
        Some((prefix, name)) if PREFIXES.contains(&prefix.to_lowercase().as_str()) => name,
        _ => key,
    };
    let mark = key.chars().next().filter(|first| *first == '_');
    let letters = key.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ' | '.'));
    mark.into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// Whether a key names a headline or a text.
pub fn is_of_article(key: &str) -> bool {
    let key = plain(key);
    HEADLINE.contains(&key.as_str()) || BODY.contains(&key.as_str()) || matches!(&*key, "article" | "story")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_however_its_words_are_parted() {
        for key in ["datePublished", "date_published", "Date-Published", "DATE PUBLISHED", "schema:datePublished"] {
            assert_eq!(plain(key), "datepublished");
        }
        assert_eq!((plain("_source"), plain("_id"), plain("@id")), ("_source".into(), "_id".into(), "@id".into()));
    }
}
