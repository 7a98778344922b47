//! Signals (SPEC section 4): what a phrase in newly written text means.

use jiff::civil::Date;

/// What a signal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum SignalKind {
    Urgency,
    Overpromise,
    Celebration,
    Allocation,
    Commitment,
    Leverage,
    Doubt,
    Decline,
    Deferral,
    /// The prospect takes back what it had bound itself to. SPEC has no word for it: it is kept, but in no printed list of signals.
    Revocation,
}

impl SignalKind {
    /// Every kind, in SPEC's order; last the one that is not printed.
    pub const ALL: [Self; 10] = [
        Self::Urgency,
        Self::Overpromise,
        Self::Celebration,
        Self::Allocation,
        Self::Commitment,
        Self::Leverage,
        Self::Doubt,
        Self::Decline,
        Self::Deferral,
        Self::Revocation,
    ];

    /// SPEC's word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Urgency => "urgency",
            Self::Overpromise => "overpromise",
            Self::Celebration => "celebration",
            Self::Allocation => "allocation",
            Self::Commitment => "commitment",
            Self::Leverage => "leverage",
            Self::Doubt => "doubt",
            Self::Decline => "decline",
            Self::Deferral => "deferral",
            Self::Revocation => "revocation",
        }
    }

    /// Whether reports list it.
    pub fn is_listed(self) -> bool {
        self != Self::Revocation
    }

    /// The kind that SPEC's word names.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether mail from `writer` to `addressee` can carry this kind (the columns of SPEC section 4).
    pub fn fits(self, roles: Roles) -> bool {
        match self {
            Self::Urgency
            | Self::Commitment
            | Self::Leverage
            | Self::Doubt
            | Self::Decline
            | Self::Deferral
            | Self::Revocation => roles.writer == Party::Prospect && roles.addressee == Party::Team,
            Self::Overpromise => roles.writer == Party::Team && roles.addressee == Party::Prospect,
            Self::Celebration => roles.writer == Party::Team && roles.addressee == Party::Team,
            Self::Allocation => roles.writer == Party::Team && matches!(roles.addressee, Party::Team | Party::Supplier),
        }
    }
}

/// Who writes or is written to, as far as signals care. Anybody outside who is no supplier may turn out to be the prospect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Party {
    Team,
    Supplier,
    Prospect,
}

/// The writer of a message and the one it is addressed to. One outside recipient makes the addressee `Prospect`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub struct Roles {
    pub writer: Party,
    pub addressee: Party,
}

/// One phrase that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// What it means.
    pub kind: SignalKind,
    /// The phrase as written, at most 300 characters.
    pub phrase: String,
    /// Byte offsets into the new text, `None` where the phrase stands in the subject.
    pub span: Option<(usize, usize)>,
    /// The date it gives: a deadline (urgency) or when to come back (deferral).
    pub until: Option<Date>,
    /// Whom and what the signal's own sentence names: roster names, folded (see [`crate::domain::names`]), amounts of money (see
    /// [`crate::domain::amounts`]), and somebody else whom it is said of.
    pub names: Vec<String>,
}
