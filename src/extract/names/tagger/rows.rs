//! The rows of weights of a model, found by their feature. Knows nothing of what a feature is.

use super::labels::PADDED;
use super::model::Row;

/// Rows by feature: an open table, probed in order. Key and row stand side by side, so that a look costs one line of the cache.
///
/// The table is larger than what the processor keeps near it. So a bit for each hash, several times as many bits as rows, tells of nearly
/// every feature without weights that a look at the table is not worth it.
pub struct Rows {
    slots: Vec<Slot>,
    known: Vec<u64>,
    /// By how much a feature is shifted to give its bit.
    shift: u32,
}

/// Two in three slots are taken at most, so at least eleven in twelve features without a row are told by their bit.
const BITS_A_SLOT: usize = 8;

#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    taken: bool,
    row: Row,
}

impl Rows {
    /// A table of rows.
    pub fn new(list: &[(u32, Row)]) -> Self {
        // At least a third of the slots stays free.
        let size = (list.len() * 3 / 2).next_power_of_two().max(2);
        let slots = vec![Slot { key: 0, taken: false, row: [0; PADDED] }; size];
        let bits = (size * BITS_A_SLOT).clamp(64, 1 << 31);
        let mut rows = Self { slots, known: vec![0; bits / 64], shift: u32::BITS - bits.trailing_zeros() };
        for (key, row) in list {
            let bit = (*key >> rows.shift) as usize;
            rows.known[bit / 64] |= 1 << (bit % 64);
            let slot = rows.slot(*key);
            rows.slots[slot] = Slot { key: *key, taken: true, row: *row };
        }
        rows
    }

    /// Where the feature stands, or the free place where it would.
    fn slot(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = feature as usize & mask;
        while self.slots[slot].taken && self.slots[slot].key != feature {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Whether it may have a row.
    fn may_know(&self, feature: u32) -> bool {
        let bit = (feature >> self.shift) as usize;
        self.known[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The row of a feature.
    pub fn get(&self, feature: u32) -> Option<&Row> {
        if !self.may_know(feature) {
            return None;
        }
        let slot = &self.slots[self.slot(feature)];
        slot.taken.then_some(&slot.row)
    }
}
