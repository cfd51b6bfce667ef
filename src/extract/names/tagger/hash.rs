//! The hash that names features, words and phrases in the model. It is part of the model's format: a change needs a new model.

/// Mixes two values into one: multiply and fold, as in wyhash.
#[must_use]
pub fn mix(left: u64, right: u64) -> u64 {
    const ODD: u128 = 0x9E37_79B9_7F4A_7C15;
    let product = u128::from(left ^ right.rotate_left(29)) * ODD;
    (product as u64) ^ ((product >> 64) as u64)
}

/// The hash of a string.
#[must_use]
pub fn of(text: &str) -> u64 {
    let seed = 0xCBF2_9CE4_8422_2325 ^ text.len() as u64;
    text.as_bytes().chunks(8).fold(seed, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        mix(hash, u64::from_le_bytes(word))
    })
}
