//! Time zones by the names that calendars give them: IANA, Windows, and paths that end in an IANA name.

use jiff::tz::TimeZone;

/// The zone of a TZID and the name that stands for it, `None` when the name tells nothing.
pub fn zone(tzid: &str) -> Option<(TimeZone, String)> {
    let name = tzid.trim().trim_matches('"').trim_start_matches('/');
    let by_name = |name: &str| {
        let zone = (name.len() < 64).then(|| TimeZone::get(name).ok()).flatten()?;
        let name = zone.iana_name().unwrap_or(name).to_owned();
        Some((zone, name))
    };
    if let Some(found) = by_name(name) {
        return Some(found);
    }
    if let Some((_, iana)) = WINDOWS.iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name)) {
        return by_name(iana);
    }
    // Mozilla: "/mozilla.org/20071231_1/Europe/Berlin"; others have three parts: ".../America/Argentina/Salta".
    let tail: Vec<&str> = name.rsplit('/').take(3).collect();
    let two = match tail.as_slice() {
        [city, area, ..] => by_name(&format!("{area}/{city}")),
        _ => None,
    };
    let three = || match tail.as_slice() {
        [city, state, area] => by_name(&format!("{area}/{state}/{city}")),
        _ => None,
    };
    two.or_else(three)
}

/// The zone that Outlook shows as "(UTC+01:00) Amsterdam, Berlin, ..." or "(GMT-06.00) Central Time": that of a city of its offset,
/// which has its summer time, else what the offset says, all year round. A body that the calendar brings along says more.
pub(super) fn by_display_name(shown: &str) -> Option<(TimeZone, String)> {
    let (inside, names) = shown.strip_prefix('(')?.split_once(')')?;
    let digits = inside.strip_prefix("UTC").or_else(|| inside.strip_prefix("GMT"))?.replace(['.', ':'], "");
    let east = if digits.is_empty() { 0 } else { super::value::offset(&digits)? };
    let fits = |(zone, _): &(TimeZone, String)| standard(zone).is_some_and(|offset| offset.seconds() == east);
    if let Some(found) = places(names).find(fits) {
        return Some(found);
    }
    let zone = TimeZone::fixed(jiff::tz::Offset::from_seconds(east).ok()?);
    let (sign, east) = (if east > 0 { "-" } else { "+" }, east.abs());
    Some((zone, format!("<STD>{sign}{}:{:02}", east / 3600, east / 60 % 60)))
}

/// The zones that a display name may mean: "Eastern Time (US & Canada)" is the Eastern Standard Time, others name cities.
fn places(names: &str) -> impl Iterator<Item = (TimeZone, String)> {
    let names = names.split('(').next().unwrap_or(names).split([',', ';', '/']).take(10).map(str::trim);
    names.flat_map(|name| {
        let standard = name.strip_suffix(" Time").or_else(|| name.strip_suffix(" time"));
        let standard = standard.map(|name| format!("{name} Standard Time")).and_then(|name| zone(&name));
        let city = name.replace(' ', "_");
        standard.into_iter().chain(AREAS.iter().filter_map(move |area| zone(&format!("{area}/{city}"))))
    })
}

/// The areas in which the IANA has cities.
const AREAS: &[&str] = &["Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic"];

/// A zone's offset without summer time.
fn standard(zone: &TimeZone) -> Option<jiff::tz::Offset> {
    let at = |month| zone.to_timestamp(jiff::civil::date(2026, month, 1).at(12, 0, 0, 0)).ok().map(|at| zone.to_offset(at));
    Some(at(1)?.min(at(7)?))
}

/// Windows zone names, as Outlook and Exchange write them, with the IANA name that the CLDR gives for the whole world.
const WINDOWS: &[(&str, &str)] = &[
    ("Dateline Standard Time", "Etc/GMT+12"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Mountain Standard Time", "America/Denver"),
    ("Central America Standard Time", "America/Guatemala"),
    ("Central Standard Time", "America/Chicago"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("Canada Central Standard Time", "America/Regina"),
    ("SA Pacific Standard Time", "America/Bogota"),
    ("Eastern Standard Time", "America/New_York"),
    ("US Eastern Standard Time", "America/Indianapolis"),
    ("Venezuela Standard Time", "America/Caracas"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("SA Western Standard Time", "America/La_Paz"),
    ("Pacific SA Standard Time", "America/Santiago"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("E. South America Standard Time", "America/Sao_Paulo"),
    ("SA Eastern Standard Time", "America/Cayenne"),
    ("Argentina Standard Time", "America/Argentina/Buenos_Aires"),
    ("Azores Standard Time", "Atlantic/Azores"),
    ("UTC", "Etc/UTC"),
    ("Coordinated Universal Time", "Etc/UTC"),
    ("GMT Standard Time", "Europe/London"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("W. Central Africa Standard Time", "Africa/Lagos"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("Egypt Standard Time", "Africa/Cairo"),
    ("South Africa Standard Time", "Africa/Johannesburg"),
    ("Israel Standard Time", "Asia/Jerusalem"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("Belarus Standard Time", "Europe/Minsk"),
    ("Arab Standard Time", "Asia/Riyadh"),
    ("Arabic Standard Time", "Asia/Baghdad"),
    ("E. Africa Standard Time", "Africa/Nairobi"),
    ("Iran Standard Time", "Asia/Tehran"),
    ("Arabian Standard Time", "Asia/Dubai"),
    ("Pakistan Standard Time", "Asia/Karachi"),
    ("West Asia Standard Time", "Asia/Tashkent"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Bangladesh Standard Time", "Asia/Dhaka"),
    ("SE Asia Standard Time", "Asia/Bangkok"),
    ("China Standard Time", "Asia/Shanghai"),
    ("Singapore Standard Time", "Asia/Singapore"),
    ("Taipei Standard Time", "Asia/Taipei"),
    ("W. Australia Standard Time", "Australia/Perth"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("Korea Standard Time", "Asia/Seoul"),
    ("Cen. Australia Standard Time", "Australia/Adelaide"),
    ("AUS Central Standard Time", "Australia/Darwin"),
    ("E. Australia Standard Time", "Australia/Brisbane"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
    ("New Zealand Standard Time", "Pacific/Auckland"),
    ("UTC-11", "Etc/GMT+11"),
    ("Aleutian Standard Time", "America/Adak"),
    ("Marquesas Standard Time", "Pacific/Marquesas"),
    ("UTC-09", "Etc/GMT+9"),
    ("Pacific Standard Time (Mexico)", "America/Tijuana"),
    ("UTC-08", "Etc/GMT+8"),
    ("Mountain Standard Time (Mexico)", "America/Mazatlan"),
    ("Yukon Standard Time", "America/Whitehorse"),
    ("Easter Island Standard Time", "Pacific/Easter"),
    ("Eastern Standard Time (Mexico)", "America/Cancun"),
    ("Haiti Standard Time", "America/Port-au-Prince"),
    ("Cuba Standard Time", "America/Havana"),
    ("Turks And Caicos Standard Time", "America/Grand_Turk"),
    ("Paraguay Standard Time", "America/Asuncion"),
    ("Central Brazilian Standard Time", "America/Cuiaba"),
    ("Tocantins Standard Time", "America/Araguaina"),
    ("Greenland Standard Time", "America/Godthab"),
    ("Montevideo Standard Time", "America/Montevideo"),
    ("Magallanes Standard Time", "America/Punta_Arenas"),
    ("Saint Pierre Standard Time", "America/Miquelon"),
    ("Bahia Standard Time", "America/Bahia"),
    ("UTC-02", "Etc/GMT+2"),
    ("Cape Verde Standard Time", "Atlantic/Cape_Verde"),
    ("Sao Tome Standard Time", "Africa/Sao_Tome"),
    ("Jordan Standard Time", "Asia/Amman"),
    ("Middle East Standard Time", "Asia/Beirut"),
    ("Syria Standard Time", "Asia/Damascus"),
    ("West Bank Standard Time", "Asia/Hebron"),
    ("South Sudan Standard Time", "Africa/Juba"),
    ("Kaliningrad Standard Time", "Europe/Kaliningrad"),
    ("Sudan Standard Time", "Africa/Khartoum"),
    ("Libya Standard Time", "Africa/Tripoli"),
    ("Namibia Standard Time", "Africa/Windhoek"),
    ("Volgograd Standard Time", "Europe/Volgograd"),
    ("Astrakhan Standard Time", "Europe/Astrakhan"),
    ("Azerbaijan Standard Time", "Asia/Baku"),
    ("Russia Time Zone 3", "Europe/Samara"),
    ("Mauritius Standard Time", "Indian/Mauritius"),
    ("Saratov Standard Time", "Europe/Saratov"),
    ("Georgian Standard Time", "Asia/Tbilisi"),
    ("Caucasus Standard Time", "Asia/Yerevan"),
    ("Afghanistan Standard Time", "Asia/Kabul"),
    ("Ekaterinburg Standard Time", "Asia/Yekaterinburg"),
    ("Qyzylorda Standard Time", "Asia/Qyzylorda"),
    ("Sri Lanka Standard Time", "Asia/Colombo"),
    ("Nepal Standard Time", "Asia/Kathmandu"),
    ("Central Asia Standard Time", "Asia/Bishkek"),
    ("Omsk Standard Time", "Asia/Omsk"),
    ("Myanmar Standard Time", "Asia/Yangon"),
    ("Altai Standard Time", "Asia/Barnaul"),
    ("W. Mongolia Standard Time", "Asia/Hovd"),
    ("North Asia Standard Time", "Asia/Krasnoyarsk"),
    ("N. Central Asia Standard Time", "Asia/Novosibirsk"),
    ("Tomsk Standard Time", "Asia/Tomsk"),
    ("North Asia East Standard Time", "Asia/Irkutsk"),
    ("Ulaanbaatar Standard Time", "Asia/Ulaanbaatar"),
    ("Aus Central W. Standard Time", "Australia/Eucla"),
    ("Transbaikal Standard Time", "Asia/Chita"),
    ("North Korea Standard Time", "Asia/Pyongyang"),
    ("Yakutsk Standard Time", "Asia/Yakutsk"),
    ("West Pacific Standard Time", "Pacific/Port_Moresby"),
    ("Tasmania Standard Time", "Australia/Hobart"),
    ("Vladivostok Standard Time", "Asia/Vladivostok"),
    ("Lord Howe Standard Time", "Australia/Lord_Howe"),
    ("Bougainville Standard Time", "Pacific/Bougainville"),
    ("Russia Time Zone 10", "Asia/Srednekolymsk"),
    ("Magadan Standard Time", "Asia/Magadan"),
    ("Norfolk Standard Time", "Pacific/Norfolk"),
    ("Sakhalin Standard Time", "Asia/Sakhalin"),
    ("Central Pacific Standard Time", "Pacific/Guadalcanal"),
    ("Russia Time Zone 11", "Asia/Kamchatka"),
    ("UTC+12", "Etc/GMT-12"),
    ("Fiji Standard Time", "Pacific/Fiji"),
    ("Chatham Islands Standard Time", "Pacific/Chatham"),
    ("UTC+13", "Etc/GMT-13"),
    ("Tonga Standard Time", "Pacific/Tongatapu"),
    ("Samoa Standard Time", "Pacific/Apia"),
    ("Line Islands Standard Time", "Pacific/Kiritimati"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_windows_name_leads_somewhere() {
        for (windows, iana) in WINDOWS {
            assert!(zone(windows).is_some(), "{windows} -> {iana}");
        }
        for name in ["/mozilla.org/20071231_1/Europe/Berlin", "/x.org/America/Argentina/Salta"] {
            assert!(zone(name).is_some(), "{name}");
        }
        assert!(zone("(UTC+01:00) Amsterdam, Bern").is_none());
        let shown = |name: &str| by_display_name(name).map(|(_, name)| name).unwrap_or_default();
        assert_eq!(shown("(UTC+01:00) Bern, Stockholm"), "Europe/Stockholm");
        assert_eq!(shown("(GMT+01.00) Sarajevo"), "Europe/Sarajevo");
        assert_eq!(shown("(UTC-05:00) Eastern Time (US & Canada)"), "America/New_York");
        assert_eq!(shown("(GMT-06.00) Central Time"), "America/Chicago");
        assert_eq!(shown("(UTC+10:00) Canberra, Melbourne, Sydney"), "Australia/Canberra");
        assert_eq!(shown("(UTC-03:30) Newfoundland"), "<STD>+3:30");
        // A city of another offset is another one.
        assert_eq!(shown("(UTC+05:00) Berlin"), "<STD>-5:00");
        assert_eq!(shown("(UTC) Coordinated Universal Time"), "<STD>+0:00");
        assert!(zone("Customized Time Zone").is_none());
    }
}
