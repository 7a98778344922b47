//! Thresholds: those of the model file, and those that a team's own labelled lines moved, within bounds that keep a verdict safe.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use serde::Deserialize;

use super::model;
use crate::domain::signal::SignalKind;

/// The least scores, 0 to 1, at which the network is believed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// Without a phrase of the lexicon. Above 1: never.
    pub alone: f32,
    /// Beside a phrase of the lexicon: below it the network overrules the phrase.
    pub beside: f32,
}

/// What was learnt from a team's own lines: thresholds in place of the model file's, by kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Learnt {
    kinds: BTreeMap<SignalKind, Threshold>,
}

/// Why a file of learnt thresholds is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LearntError {
    /// Nobody wrote it so.
    #[error("it can't be read: {0}")]
    Broken(String),
    /// Its scores are another model's.
    #[error("it was learnt with another model: learn again")]
    OtherModel,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    model: String,
    #[serde(default)]
    threshold: BTreeMap<String, RawThreshold>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawThreshold {
    alone: f32,
    beside: f32,
}

impl Learnt {
    /// Takes thresholds over, each moved into its bounds; kinds that the network doesn't know are left out.
    pub fn new(thresholds: impl IntoIterator<Item = (SignalKind, Threshold)>) -> Self {
        let kinds = thresholds.into_iter().filter_map(|(kind, threshold)| Some((kind, bounded(kind, threshold)?)));
        Self { kinds: kinds.collect() }
    }

    /// Reads what [`Learnt::to_toml`] wrote.
    ///
    /// # Errors
    /// [`LearntError`]; the model file's thresholds hold then.
    pub fn from_toml(text: &str) -> Result<Self, LearntError> {
        let file: File = toml::from_str(text).map_err(|error| LearntError::Broken(error.message().to_owned()))?;
        if file.model != version_of_model() {
            return Err(LearntError::OtherModel);
        }
        let known = |name: &str| SignalKind::parse(name).ok_or_else(|| LearntError::Broken(format!("no kind is called {name}")));
        let read = file.threshold.into_iter().map(|(name, raw)| {
            if !(raw.alone.is_finite() && raw.beside.is_finite()) {
                return Err(LearntError::Broken(format!("a threshold of {name} is no number")));
            }
            Ok((known(&name)?, Threshold { alone: raw.alone, beside: raw.beside }))
        });
        Ok(Self::new(read.collect::<Result<Vec<_>, _>>()?))
    }

    /// The file's text.
    pub fn to_toml(&self) -> String {
        let mut out = format!(
            "# Written by `wentdark signals learn`; `wentdark signals learn --reset` deletes it, and the model's own thresholds hold again.\n\
             model = \"{}\"\n",
            version_of_model()
        );
        for (kind, Threshold { alone, beside }) in &self.kinds {
            // Writing to a string can't fail.
            let _ = write!(out, "\n[threshold.{}]\nalone = {alone:.3}\nbeside = {beside:.3}\n", kind.as_str());
        }
        out
    }

    /// Whether nothing differs from the model file.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Changes with every threshold; 0 where nothing was learnt.
    pub(super) fn version(&self) -> u64 {
        let mix = |hash: u64, value: u64| (hash ^ value).wrapping_mul(0x0100_0000_01b3).rotate_left(17);
        let values =
            self.kinds.iter().flat_map(|(kind, t)| [*kind as u64 + 1, t.alone.to_bits().into(), t.beside.to_bits().into()]);
        values.fold(0, mix)
    }

    /// What holds for a kind; `None` where the network doesn't know it.
    pub fn threshold(&self, kind: SignalKind) -> Option<Threshold> {
        self.kinds.get(&kind).copied().or_else(|| model::threshold(kind))
    }
}

/// How far the threshold without a phrase may be learnt. A commitment or a decline ends what the product watches for, so no lines make
/// the network freer there than its file; a celebration opens the digest, so little more is granted.
pub(super) fn alone(kind: SignalKind, file: f32) -> RangeInclusive<f32> {
    let (freer, stricter) = match kind {
        SignalKind::Commitment | SignalKind::Decline => (0.0, 0.98),
        SignalKind::Celebration | SignalKind::Allocation => (0.1, 0.97),
        SignalKind::Urgency
        | SignalKind::Overpromise
        | SignalKind::Leverage
        | SignalKind::Doubt
        | SignalKind::Deferral
        | SignalKind::Revocation => (0.2, 0.95),
    };
    (file - freer).max(LEAST.min(file))..=file.max(stricter)
}

/// How far the threshold beside a phrase may be learnt: never below the file, and not at all where dropping a phrase would hide that
/// they bound themselves or went away.
pub(super) fn beside(kind: SignalKind, file: f32) -> RangeInclusive<f32> {
    let fixed = matches!(kind, SignalKind::Commitment | SignalKind::Decline | SignalKind::Revocation);
    file..=if fixed { file } else { file + 0.25 }
}

/// Less than this is no opinion.
const LEAST: f32 = 0.25;

fn bounded(kind: SignalKind, threshold: Threshold) -> Option<Threshold> {
    let file = model::threshold(kind)?;
    let into = |value: f32, bounds: RangeInclusive<f32>| value.clamp(*bounds.start(), *bounds.end());
    Some(Threshold {
        alone: into(threshold.alone, alone(kind, file.alone)),
        beside: into(threshold.beside, beside(kind, file.beside)),
    })
}

fn version_of_model() -> String {
    format!("{:016x}", model::VERSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(alone: f32, beside: f32) -> Learnt {
        Learnt::new(SignalKind::ALL.map(|kind| (kind, Threshold { alone, beside })))
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let learnt = Learnt::new([(SignalKind::Celebration, Threshold { alone: 0.8125, beside: 0.125 })]);
        let read = Learnt::from_toml(&learnt.to_toml()).unwrap();
        let threshold = read.threshold(SignalKind::Celebration).unwrap();
        assert!((threshold.alone - 0.8125).abs() < 0.001 && (threshold.beside - 0.125).abs() < 0.001, "{threshold:?}");
        assert_eq!(read.threshold(SignalKind::Doubt), model::threshold(SignalKind::Doubt));
        assert_ne!(read.version(), 0);
        assert_eq!(Learnt::default().version(), 0);
    }

    #[test]
    fn no_lines_make_the_network_free_to_close_a_deal() {
        for kind in [SignalKind::Commitment, SignalKind::Decline] {
            let (file, loose) = (model::threshold(kind).unwrap(), all(0.0, 1.0).threshold(kind).unwrap());
            assert_eq!(loose, file, "{kind:?}");
        }
        let celebration = all(0.0, 0.0).threshold(SignalKind::Celebration).unwrap();
        let file = model::threshold(SignalKind::Celebration).unwrap();
        assert!(celebration.alone >= file.alone - 0.11 && celebration.beside >= file.beside, "{celebration:?}");
        assert_eq!(all(0.5, 0.5).threshold(SignalKind::Revocation), None);
    }

    #[test]
    fn a_file_of_another_model_is_not_used() {
        let text = all(0.9, 0.0).to_toml();
        let other = text.replace(&version_of_model(), "0123456789abcdef");
        assert_eq!(Learnt::from_toml(&other), Err(LearntError::OtherModel));
        assert!(matches!(Learnt::from_toml(&text.replace("alone", "lonely")), Err(LearntError::Broken(_))));
        assert!(matches!(Learnt::from_toml(&text.replace("celebration", "joy")), Err(LearntError::Broken(_))));
    }
}
