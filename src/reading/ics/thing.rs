//! Attendees that are no people: rooms and machines, whose acceptance means nothing.

use super::lines::Line;
use super::value;
use crate::domain::address::Address;

/// What an address calls a room or what stands in one, as one word.
const THINGS: &str = "|boardroom|meetingroom|conferenceroom|confroom|huddleroom|trainingroom|besprechungsraum|besprechungszimmer|\
    konferenzraum|konferenzzimmer|sitzungszimmer|seminarraum|sallereunion|salareuniones|salareunioni|salareunioes|vergaderzaal|\
    vergaderruimte|moterom|motesrum|modelokale|neuvotteluhuone|projector|beamer|";
/// What stands before "room" where it is a word of its own, and before what Romance languages call one.
const KINDS: &str = "|meeting|conference|conf|board|training|huddle|project|seminar|";
const ROMANCE: &str = "|salle|sala|";
const MEETINGS: &str = "|reunion|reunions|reuniones|riunioni|riunione|reunioes|juntas|conference|conferences|";

/// Whether an attendee is a thing. Exchange leaves CUTYPE out where a room answers.
pub fn is_thing(line: &Line<'_>) -> bool {
    let kind =
        line.parameter("CUTYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("ROOM") || kind.eq_ignore_ascii_case("RESOURCE"));
    kind || value::address(line).is_some_and(|address| is_of_thing(&address))
}

/// Whether an address is that of a room or a machine.
pub fn is_of_thing(address: &Address) -> bool {
    if address.domain() == "resource.calendar.google.com" {
        return true;
    }
    let words: Vec<&str> = address.local().split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let among = |list: &str, word: &str| list.split('|').any(|one| one == word);
    let pairs = words.windows(2).any(|pair| match pair {
        [kind, "room"] => among(KINDS, kind),
        _ => false,
    });
    let romance = match words.as_slice() {
        [room, "de" | "di" | "da" | "des", kind, ..] | [room, kind, ..] => among(ROMANCE, room) && among(MEETINGS, kind),
        _ => false,
    };
    let numbered = matches!(words.as_slice(), ["room"]);
    pairs || romance || numbered || words.iter().any(|word| among(THINGS, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_told_from_people_by_their_address() {
        let is = |local: &str| is_of_thing(&Address::parse(&format!("{local}@acme.example")).unwrap());
        for room in [
            "boardroom3",
            "meeting.room-2",
            "conf_room_berlin",
            "room101",
            "besprechungsraum.eg",
            "sala.reuniones2",
            "salle-de-reunion",
            "projector",
        ] {
            assert!(is(room), "{room}");
        }
        for person in
            ["pat", "adrian.room", "room.service", "sala", "m.sala", "pat.board", "meeting", "conference", "beam", "mroom"]
        {
            assert!(!is(person), "{person}");
        }
        assert!(is_of_thing(&Address::parse("acme.example_188a@resource.calendar.google.com").unwrap()));
    }
}
