//! What a team can set: its calendar, the limits of silence and what a sound deal shows.

use jiff::SignedDuration;

use super::time::Calendar;

/// The limits that `assess` goes by.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Business time.
    pub calendar: Calendar,
    /// Silence from which a deal is quiet, in business days.
    pub quiet_business_days: f64,
    /// Silence from which a deal is dark, in business days, unless the prospect's own rhythm is slower.
    pub dark_business_days: f64,
    /// How far coverage may end before the instant asked for.
    pub freshness: SignedDuration,
    /// The elements of a sound deal that this team asks for, in its order (SPEC section 6).
    pub foundation: Vec<Foundation>,
}

/// An element of a sound deal (SPEC section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Foundation {
    Discovery,
    DecisionMaker,
    SecondContact,
    Expert,
    WrittenOffer,
    NextStep,
}

impl Foundation {
    /// All of them, in SPEC's order.
    pub const ALL: [Self; 6] =
        [Self::Discovery, Self::DecisionMaker, Self::SecondContact, Self::Expert, Self::WrittenOffer, Self::NextStep];

    /// SPEC's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Discovery => "discovery",
            Self::DecisionMaker => "decision_maker",
            Self::SecondContact => "second_contact",
            Self::Expert => "expert",
            Self::WrittenOffer => "written_offer",
            Self::NextStep => "next_step",
        }
    }

    /// The element that SPEC's word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.as_str() == text)
    }
}
