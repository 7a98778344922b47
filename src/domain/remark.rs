//! What is pointed out beside a state, as data: the words for it stand in the catalogues of the digest.

use jiff::civil::Date;

/// What a note says. The codes are SPEC's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Remark {
    Bounced {
        who: Vec<String>,
    },
    BouncedForNow {
        who: Vec<String>,
    },
    Delayed {
        who: Vec<String>,
    },
    /// Our calendar shows a call that nobody of theirs is named in.
    CallInOurCalendar {
        title: String,
        day: Date,
    },
    Departed {
        who: String,
    },
    DeputyNamed {
        who: String,
        deputy: String,
    },
    FollowedFallback,
    LanguageNotJudged {
        language: Option<String>,
    },
    MeetingCancelled {
        title: String,
        day: Date,
        by_us: bool,
    },
    MeetingCounter {
        title: String,
        day: Date,
    },
    MeetingDeclined {
        title: String,
        day: Date,
        by_us: bool,
    },
    MeetingMoved {
        title: String,
        day: Date,
        times: usize,
    },
    /// They promised nothing by accepting it.
    MeetingTentative {
        title: String,
        day: Date,
    },
    /// Who calls it marks it so.
    MeetingMarkedTentative {
        title: String,
        day: Date,
    },
    MeetingUnanswered {
        title: String,
        day: Date,
        silent: Silent,
    },
    /// `from` only when it is still to come.
    OwnerAway {
        owner: String,
        from: Option<Date>,
        last: Date,
    },
    /// Somebody who is called as one of theirs, or whose domain is called as theirs, wrote from an address that is nobody's.
    PossibleReply {
        who: String,
        address: String,
        subject: String,
        day: Date,
    },
    ReplyFromOtherAddress {
        who: String,
    },
    ReplyInJunk {
        who: String,
        mailbox: String,
    },
    SignalNamesNoDeal {
        phrases: Vec<String>,
    },
    StaleMailbox {
        mailbox: String,
        reason: Option<String>,
    },
    UntrackedFollowOn {
        phrase: String,
    },
}

/// How an invitation has gone unanswered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silent {
    /// Nobody answered, and it is over.
    Over,
    /// Our side alone has accepted.
    OursAlone,
    /// Nobody on their side has answered yet.
    Theirs,
}

impl Remark {
    /// SPEC's code for it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Bounced { .. } => "bounced",
            Self::BouncedForNow { .. } => "bounced_for_now",
            Self::CallInOurCalendar { .. } => "call_in_our_calendar",
            Self::Delayed { .. } => "delayed",
            Self::Departed { .. } => "departed",
            Self::DeputyNamed { .. } => "deputy_named",
            Self::FollowedFallback => "followed_fallback",
            Self::LanguageNotJudged { .. } => "language_not_judged",
            Self::MeetingCancelled { .. } => "meeting_cancelled",
            Self::MeetingCounter { .. } => "meeting_counter",
            Self::MeetingDeclined { .. } => "meeting_declined",
            Self::MeetingMoved { .. } => "meeting_moved",
            Self::MeetingTentative { .. } | Self::MeetingMarkedTentative { .. } => "meeting_tentative",
            Self::MeetingUnanswered { .. } => "meeting_unanswered",
            Self::OwnerAway { .. } => "owner_away",
            Self::PossibleReply { .. } => "possible_reply",
            Self::ReplyFromOtherAddress { .. } => "reply_from_other_address",
            Self::ReplyInJunk { .. } => "reply_in_junk",
            Self::SignalNamesNoDeal { .. } => "signal_names_no_deal",
            Self::StaleMailbox { .. } => "stale_mailbox",
            Self::UntrackedFollowOn { .. } => "untracked_follow_on",
        }
    }
}
