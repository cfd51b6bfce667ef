#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]
use morgue::backend::{Backend, Wanted};
use morgue::index::LocalIndex;
use morgue::query::{Options, parse};
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let q = std::env::args().nth(2).unwrap();
    let ix = LocalIndex::open(std::path::Path::new(&dir)).unwrap();
    let all = ix.find(&parse(&q, Options::default()).unwrap(), Wanted { depth: 10, ..Wanted::default() }).unwrap();
    for c in all.best {
        let a = ix.article(c.place).unwrap();
        println!("== {}", a.id);
        for (i, e) in a.names.entities.iter().enumerate() {
            let m: Vec<_> = a
                .names
                .mentions
                .iter()
                .filter(|m| m.entity as usize == i)
                .map(|m| m.span.of(&a.text).replace('\n', " "))
                .collect();
            println!("  {:?} {} <- {}", e.kind, e.name, m.join(" | "));
        }
    }
}
