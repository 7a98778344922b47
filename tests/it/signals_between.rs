//! Answers that stand between the lines of a quotation.

use std::sync::LazyLock;

use jiff::civil::date;
use wentdark::domain::signal::SignalKind;
use wentdark::reading::message;
use wentdark::signals::{Dating, Detectors, Named, NewText, detect};

use crate::signals_abroad::INBOUND;

/// Compiled once for all tests.
static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::builtin);

/// What is heard in a body that answers between the lines of a quotation.
fn heard_between(body: &str) -> Vec<SignalKind> {
    let mail = format!("From: Pat <pat@acme.example>\r\nTo: dana@northfield.example\r\nSubject: Re: Line 4\r\n\r\n{body}");
    let read = message::read(mail.as_bytes(), None, false);
    let dating = Dating { written: date(2026, 5, 4), order: None };
    let (text, answers) = (read.new_text.as_str(), read.answers.as_slice());
    let message = NewText { subject: None, text, answers, roles: INBOUND, dating, closely: true, named: Named::default() };
    detect(&DETECTORS, &message).into_iter().map(|signal| signal.kind).collect()
}

#[test]
fn answers_between_quoted_questions_are_to_these_alone() {
    let between = "Hi Dana, see below.\n\n> Do you want the second pump as well?\nNo thanks.\n\n> Is the old housing still in use?\nNot any more, no.\n\n\
        > Shall I bring the drawings on Tuesday?\nYes please, go ahead.\n";
    assert_eq!(heard_between(between), []);
    // What says by itself that it refuses or binds does so wherever it stands.
    let refused = "> Do you want the second pump as well?\nNo.\n\n> Have you decided?\nYes, we have decided to buy from another supplier.\n";
    assert_eq!(heard_between(refused), [SignalKind::Decline]);
    let bound = "> Which colour?\nGrey.\n\n> And the offer?\nWe accept your offer, the signed contract is attached.\n";
    assert_eq!(heard_between(bound), [SignalKind::Commitment]);
    let asked = "> May I call next week?\nCall me after the 15th of December.\n\n> And the crane?\n   Grey will do.\n";
    assert_eq!(heard_between(asked), [SignalKind::Deferral]);
    let indented = "> Do you want a crane?\n   No thanks.\n\n> A second pump?\n   No, not now.\n";
    assert_eq!(heard_between(indented), []);
    // What a client broke off a quoted line is no answer.
    let broken = "We have gone with Beck & Sons.\n\n> We could come on the eighth of\nMay\n> or any other day. Or the ninth of\nJune\n> if you like.\n";
    assert_eq!(heard_between(broken), [SignalKind::Decline]);
    // An answer above or below all that it quotes is one.
    assert!(heard_between("> Have you had time to look at our offer?\n\nNo thanks.\n").contains(&SignalKind::Decline));
}
