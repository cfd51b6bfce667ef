//! The model that the program carries.

use std::sync::OnceLock;

use super::model::{Model, Parts};

/// Written by `cargo run --release --example train_names`.
static FILE: &[u8] = include_bytes!("../data/names.model");

/// The model that the program carries, unpacked at its first use.
#[must_use]
pub fn shipped() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        // A file that cannot be read would be a build that was never tested: it finds no names rather than stopping a run.
        let parts = Parts::read(FILE).unwrap_or_default();
        Model::new(&parts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_whole() {
        let parts = Parts::read(FILE).unwrap();
        assert!(parts.rows.len() > 10_000 && parts.phrases.len() > 10_000 && parts.clusters.len() > 1_000);
    }
}
