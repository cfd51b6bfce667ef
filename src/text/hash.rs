//! Hashing for tables that are asked millions of times a second. Not for keys that an enemy may choose to collide: what is put in
//! is the asker's own.

use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The hasher of a table.
pub type Quick = BuildHasherDefault<QuickHasher>;

/// Hashes words and small numbers.
#[derive(Debug, Default, Clone, Copy)]
pub struct QuickHasher(u64);

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    /// The byte that ends a string tells nothing that its length, which is hashed with it, does not.
    fn write_u8(&mut self, _: u8) {}

    fn write_u32(&mut self, number: u32) {
        // The golden ratio, as Fibonacci hashing takes it (Knuth, The Art of Computer Programming 3, 6.4); the high half is the mixed one.
        let mixed = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
