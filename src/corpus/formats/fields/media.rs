//! What stands before and beside the text of a record: summaries, and the captions of its pictures and films.

use serde_json::Value;

use super::markup;
use super::values::texts;
use super::{Fields, keys};
use crate::article::Zone;
use crate::corpus::formats::html::Line;

impl Fields {
    /// What introduces the text, and the captions of what goes with it.
    pub(super) fn introduction(&mut self, headlines: impl Iterator<Item = String>) -> (Vec<Line>, Vec<Line>) {
        let kind = self.0.get("type").and_then(Value::as_str).unwrap_or_default();
        let is_picture = matches!(kind, "picture" | "graphic" | "photo" | "image");
        let zone = if is_picture { Zone::Caption } else { Zone::Standfirst };
        let mut introduction: Vec<Line> = headlines.map(|text| Line { text, zone: Zone::Standfirst }).collect();
        introduction.extend(keys::INTRODUCTION.iter().flat_map(|key| self.lines(key, zone)));
        let mut captions: Vec<Line> = keys::CAPTION.iter().flat_map(|key| self.lines(key, Zone::Caption)).collect();
        captions.extend(self.lines("main", Zone::Body).into_iter().filter(|line| line.zone == Zone::Caption));
        let media = keys::MEDIA.iter().filter_map(|key| self.0.remove(*key));
        media.for_each(|media| captions_of(media, &mut captions));
        if is_picture {
            captions.splice(0..0, introduction.drain(..));
        }
        (introduction, captions)
    }

    pub(super) fn lines(&mut self, key: &str, zone: Zone) -> Vec<Line> {
        let texts = self.0.remove(key).map(texts).unwrap_or_default();
        texts.iter().flat_map(|text| markup::lines(text, zone)).collect()
    }
}

/// The captions of pictures and films: one, a list, or by name. Texts that go with an article are articles of their own.
fn captions_of(media: Value, captions: &mut Vec<Line>) {
    match media {
        Value::Array(list) => list.into_iter().for_each(|one| captions_of(one, captions)),
        Value::Object(object) => {
            let is_one = object.values().any(|value| !value.is_object());
            if !is_one {
                return object.into_iter().for_each(|(_, one)| captions_of(one, captions));
            }
            if matches!(object.get("type").and_then(Value::as_str), Some("text" | "composite" | "planning" | "event")) {
                return;
            }
            let mut fields = Fields(object.into_iter().map(|(key, value)| (keys::plain(&key), value)).collect());
            let of_media = ["descriptiontext", "descriptions", "description"];
            let keys = keys::CAPTION.iter().chain(&of_media);
            let found: Vec<Line> = keys.flat_map(|key| fields.lines(key, Zone::Caption)).collect();
            captions.extend(found);
        }
        _ => {}
    }
}
