//! Booking services, and the notices of video meetings: machines of third parties that invite and answer for people.

use crate::domain::address::Address;

/// Names in the domains of services that send calendar parts in their own name.
const SERVICES: &[&str] = &[
    "acuityscheduling",
    "appointlet",
    "bookafy",
    "cal",
    "calendly",
    "chilipiper",
    "cronofy",
    "doodle",
    "gotomeeting",
    "harmonizely",
    "meetergo",
    "meetfox",
    "oncehub",
    "savvycal",
    "scheduleonce",
    "setmore",
    "simplybook",
    "squareup",
    "teams",
    "tidycal",
    "webex",
    "youcanbook",
    "zcal",
    "zeeg",
    "zoom",
];

/// Whether `author` sends invitations and answers for others: a known service, or a machine of a house that says so in its name.
/// Only what a calendar part then names decides whom its mail concerns.
pub fn is_booking_service(author: &Address) -> bool {
    let mut labels = author.domain().split('.');
    let named = |label: &str| ["booking", "schedul", "calendar", "appointment", "termin"].iter().any(|word| label.contains(word));
    labels.any(|label| SERVICES.contains(&label) || named(label)) || author.local().contains("calendar-notification")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_told_from_people() {
        let is = |text: &str| is_booking_service(&Address::parse(text).unwrap());
        assert!(is("notifications@calendly.com") && is("no-reply@zoom.us") && is("calendar-notification@google.com"));
        assert!(is("notify@booking.example") && is("hello@mail.cal.com"));
        assert!(!is("pat@acme.example") && !is("pat@calder.example") && !is("sales@zoomtown.example"));
    }
}
