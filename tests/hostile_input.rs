//! Hostile input: files made to exhaust memory or time, to reach out of the archive, or to be read for ever. Each stands in an archive
//! between two sound articles; the built program indexes it as a process of its own. It must end in time, within the memory stated, say
//! what was wrong, find both sound articles, and touch nothing but its index. `-- --nocapture` prints what was measured; `docs/hostile.md`
//! holds that table.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot prepare its archive has failed")]
#![allow(clippy::print_stdout, reason = "what was measured is printed")]

mod common;

#[path = "../fuzz/seeds.rs"]
#[allow(dead_code, reason = "only the makers of archive files are of use here")]
mod seeds;

#[path = "hostile/harness.rs"]
mod harness;

#[path = "hostile/files.rs"]
mod files;
#[path = "hostile/folders.rs"]
mod folders;
#[path = "hostile/mail.rs"]
mod mail;
#[path = "hostile/markup.rs"]
mod markup;
#[path = "hostile/office.rs"]
mod office;
#[path = "hostile/packed.rs"]
mod packed;
#[path = "hostile/pdf.rs"]
mod pdf;
#[path = "hostile/queries.rs"]
mod queries;
#[path = "hostile/records.rs"]
mod records;
