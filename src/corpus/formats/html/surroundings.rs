//! What the elements around a line say of it: by their names, and by the names that sites give them in `class`, `id` and `itemprop`,
//! which are words of English on sites of every language.

use dom_query::{NodeId, NodeRef};
use xxhash_rust::xxh3::xxh3_64;

use super::elements::is_block;

/// What is known of the place in which a text stands.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and any of them may hold together")]
pub struct Surroundings {
    /// In a link.
    pub link: bool,
    /// In the name of the site, or in a link to its front page.
    pub home: bool,
    /// Under a picture.
    pub caption: bool,
    /// In what the site calls the summary above the article.
    pub standfirst: bool,
    /// In what the site calls the author line, or the date.
    pub byline: bool,
    /// The level of the heading, 0 for none.
    pub heading: u8,
    /// In an element of running text: a paragraph, an item of a list, a quotation.
    pub paragraph: bool,
    /// In a cell of a table.
    pub cell: bool,
    /// Hidden from the reader.
    pub hidden: bool,
    /// In a button or another control.
    pub control: bool,
    /// The part of the page, told by its element or its name to be no article, in which it stands.
    pub aside: Option<NodeId>,
    /// In readers' comments, as the site names them.
    pub talk: bool,
    /// The innermost article or main part of the page.
    pub article: Option<NodeId>,
    /// The element in which the line's own block stands.
    pub parent: Option<NodeId>,
    /// The name and the classes of that element, as one number; none without classes.
    pub kind: Option<u64>,
}

/// What holds inside `node`, which stands in `around`.
pub fn of_element(around: Surroundings, node: NodeRef<'_>, name: &str) -> Surroundings {
    let mut inside = around;
    match name {
        "a" => {
            inside.link = node.has_attr("href");
            inside.home |= node.attr("href").is_some_and(|address| is_front(&address));
        }
        "figcaption" => inside.caption = true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => inside.heading = name.as_bytes()[1] - b'0',
        "p" | "li" | "blockquote" | "dd" | "pre" => inside.paragraph = true,
        "td" | "th" => inside.cell = true,
        "article" | "main" => inside.article = Some(node.id),
        "button" | "textarea" | "video" | "audio" | "canvas" => inside.control = true,
        "nav" | "footer" | "aside" | "form" | "dialog" => inside.aside = Some(node.id),
        _ => {}
    }
    if is_block(name) && name != "br" {
        let parent = node.parent();
        inside.parent = parent.map(|parent| parent.id);
        inside.kind = parent.as_ref().and_then(kind_of);
    }
    inside.hidden |= is_hidden(node);
    for attribute in ["class", "id", "itemprop", "role"] {
        if let Some(value) = node.attr(attribute) {
            names(&mut inside, node, &value);
            inside.home |= value.split_whitespace().any(is_name_of_site);
        }
    }
    // On these, `has-sidebar` and the like tell of the page, and not that it is none.
    if matches!(name, "html" | "body" | "main" | "article") {
        (inside.aside, inside.talk) = (around.aside, around.talk);
    }
    inside
}

/// What sites call the element that holds their own name.
fn is_name_of_site(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    let bare = class.replace(['-', '_'], "");
    matches!(
        bare.as_str(),
        "logo" | "sitetitle" | "sitename" | "sitelogo" | "blogtitle" | "navbarbrand" | "sitebranding"
    )
}

/// Whether an address is that of a front page: `/`, `https://gazette.example/`.
fn is_front(address: &str) -> bool {
    let behind = address.split_once("://").map_or(address, |(_, behind)| behind);
    let path = if behind.len() == address.len() { address } else { behind.find('/').map_or("/", |at| &behind[at..]) };
    matches!(path.trim(), "/" | "./" | "/index.html" | "index.html")
}

fn kind_of(node: &NodeRef<'_>) -> Option<u64> {
    let class = node.attr("class").filter(|class| !class.trim().is_empty())?;
    Some(xxh3_64(format!("{}.{}", node.node_name()?, class.trim()).as_bytes()))
}

fn is_hidden(node: NodeRef<'_>) -> bool {
    let styled = |style: &str| {
        let style = style.replace(' ', "").to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || node.attr("style").is_some_and(|style| styled(&style))
}

/// Names longer than this are no names.
const LONGEST: usize = 400;

fn names(inside: &mut Surroundings, node: NodeRef<'_>, value: &str) {
    if value.len() > LONGEST || value.is_empty() {
        return;
    }
    for word in parts(value) {
        let word = word.to_ascii_lowercase();
        match word.as_str() {
            "caption" | "imagecaption" | "photocaption" | "cutline" => inside.caption = true,
            "standfirst"
            | "dek"
            | "subtitle"
            | "subheadline"
            | "subhed"
            | "lede"
            | "sapo"
            | "alternativeheadline"
            | "excerpt"
            | "deck"
            | "subhead"
            | "preamble"
            | "vorspann" => {
                inside.standfirst = true;
            }
            "byline" | "dateline" | "author" | "timestamp" | "datepublished" | "datemodified" | "pubdate"
            | "publishdate" => inside.byline = true,
            _ if TALK.contains(&word.as_str()) => (inside.aside, inside.talk) = (Some(node.id), true),
            _ if ASIDES.contains(&word.as_str()) => inside.aside = Some(node.id),
            _ => {}
        }
    }
}

/// The words of names like `article__related-links shareBar`.
fn parts(value: &str) -> impl Iterator<Item = &str> {
    value.split(|next: char| !next.is_ascii_alphanumeric()).flat_map(humps).filter(|word| !word.is_empty())
}

/// `shareBar` gives `share` and `Bar`, and itself.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let bytes = word.as_bytes();
    let cuts = (1..bytes.len()).filter(|at| bytes[at - 1].is_ascii_lowercase() && bytes[*at].is_ascii_uppercase());
    let mut cuts: Vec<usize> = cuts.collect();
    cuts.push(bytes.len());
    let mut start = 0;
    let whole = (cuts.len() > 1).then_some(word);
    let pieces = cuts.into_iter().map(move |cut| {
        let piece = &word[start..cut];
        start = cut;
        piece
    });
    whole.into_iter().chain(pieces)
}

/// What sites, and the systems that they take them from, call the comments of their readers.
const TALK: [&str; 12] = [
    "comments",
    "disqus",
    "conversation",
    "viafoura",
    "coral",
    "spotim",
    "kommentare",
    "leserkommentare",
    "comentarios",
    "commentaires",
    "commenti",
    "reacties",
];

/// What sites call the parts of a page that are not the article.
const ASIDES: [&str; 33] = [
    "share",
    "sharing",
    "sharebar",
    "sharetools",
    "addthis",
    "addtoany",
    "sharedaddy",
    "social",
    "socials",
    "related",
    "relatedposts",
    "relatedlinks",
    "recommended",
    "recommendations",
    "outbrain",
    "taboola",
    "newsletter",
    "newsletters",
    "subscribe",
    "signup",
    "promo",
    "promotion",
    "advert",
    "advertisement",
    "ads",
    "sponsored",
    "breadcrumb",
    "breadcrumbs",
    "sidebar",
    "cookie",
    "navigation",
    "paywall",
    "trending",
];
