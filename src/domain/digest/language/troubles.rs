//! What went wrong with a mailbox or calendar, in German. A trouble is kept as the English sentence that logs and `status` tell; each
//! of our own sentences is a pattern here, in which `{}` stands for what was put in. In the translation `{0}` is the first of these,
//! told in German too where it is a sentence of ours; what a server said itself is quoted as it stands.

/// The first that fits holds: what is more special comes first.
pub(super) const GERMAN: &[(&str, &str)] = &[
    // While doing something.
    ("logging in at {}: {}", "Anmeldung bei {0}: {1}"),
    ("connecting to {}: {}", "Verbindung zu {0}: {1}"),
    ("fetching headers: {}", "beim Holen von Kopfzeilen: {0}"),
    ("fetching messages: {}", "beim Holen von Nachrichten: {0}"),
    ("listing the folders: {}", "beim Auflisten der Ordner: {0}"),
    ("asking for news: {}", "beim Fragen nach Neuem: {0}"),
    ("waiting for news: {}", "beim Warten auf Neues: {0}"),
    ("beginning compression: {}", "beim Beginn der Kompression: {0}"),
    ("asking for capabilities: {}", "beim Fragen nach den Fähigkeiten: {0}"),
    ("asking for TLS: {}", "beim Fragen nach TLS: {0}"),
    ("opening a folder: {}", "beim Öffnen eines Ordners: {0}"),
    ("searching a folder: {}", "beim Durchsuchen eines Ordners: {0}"),
    // What came instead of an answer.
    ("the server said no: {}", "der Server sagte nein: „{0}“"),
    ("the server did not understand: {}", "der Server hat nicht verstanden: „{0}“"),
    ("the server closed the session: {}", "der Server hat die Sitzung beendet: „{0}“"),
    ("a search found more messages than the folder holds", "eine Suche fand mehr Nachrichten, als der Ordner hat"),
    (
        "the server has message {} (UID) and gives neither it nor any other of its folder; it is tried again",
        "der Server hat die Nachricht {0} (UID) und gibt weder sie noch eine andere ihres Ordners her; es wird weiter versucht",
    ),
    (
        "the server has message {} (UID), nothing else in its folder, and doesn't give it; it is tried again",
        "der Server hat die Nachricht {0} (UID), sonst nichts in ihrem Ordner, und gibt sie nicht her; es wird weiter versucht",
    ),
    ("the answer to a search is not understood to its end", "die Antwort auf eine Suche ist nicht bis zum Ende zu verstehen"),
    (
        "the server ended a search without an answer, though the folder holds messages",
        "der Server beendete eine Suche ohne Antwort, obwohl der Ordner Nachrichten hat",
    ),
    ("the connection ended in the middle", "die Verbindung brach mittendrin ab"),
    ("the connection failed: {}", "die Verbindung misslang („{0}“)"),
    ("the server was silent or too slow for {} seconds", "der Server schwieg {0} Sekunden lang oder war zu langsam"),
    ("the server sent more than is let through", "der Server hat mehr gesendet, als durchgelassen wird"),
    ("the words of a status fill more than 64 KiB", "die Worte zu einem Status füllen mehr als 64 KiB"),
    ("the capabilities of the server fill more than 64 KiB", "die Fähigkeiten des Servers füllen mehr als 64 KiB"),
    (
        "the server lists more than 100,000 folders, or one in more than 16 KiB",
        "der Server führt mehr als 100.000 Ordner auf, oder einen mit mehr als 16 KiB",
    ),
    (
        "the server tells the status of more than 100,000 folders, or of one in more than 16 KiB",
        "der Server nennt den Status von mehr als 100.000 Ordnern, oder von einem mit mehr als 16 KiB",
    ),
    ("the server asks on and on at the login", "der Server fragt bei der Anmeldung immer weiter"),
    ("the server did not greet as an IMAP server does", "der Server grüßte nicht, wie es ein IMAP-Server tut"),
    ("the server spoke on before TLS began", "der Server sprach weiter, bevor TLS begann"),
    ("an earlier command was cut off", "ein früherer Befehl war abgebrochen"),
    ("a folder was renumbered while it was read", "ein Ordner wurde neu nummeriert, während er gelesen wurde"),
    ("the server gives a folder no UIDVALIDITY", "der Server gibt einem Ordner keine UIDVALIDITY"),
    // Logging in.
    (
        "{} offers no login with an access token (neither OAUTHBEARER nor XOAUTH2): use a password there",
        "{0} bietet keine Anmeldung mit Zugriffstoken (weder OAUTHBEARER noch XOAUTH2): dort ein Passwort verwenden",
    ),
    ("{} lets nobody in just now: {}", "{0} lässt im Augenblick niemanden hinein: „{1}“"),
    (
        "{}: the password was refused, or logging in with one is off ({}): {}",
        "{0}: das Passwort wurde abgelehnt, oder die Anmeldung damit ist abgeschaltet ({1}): „{2}“",
    ),
    ("put the right one where mailbox.secret says", "das richtige dort ablegen, wo mailbox.secret es sagt"),
    (
        "{}: this account may not be read by IMAP; see whether IMAP is on for it: {}",
        "{0}: dieses Konto darf nicht über IMAP gelesen werden; ist IMAP dafür eingeschaltet? „{1}“",
    ),
    ("{} refuses the access token: {}", "{0} lehnt das Zugriffstoken ab: „{1}“"),
    ("{} does not understand a login with an access token: {}", "{0} versteht keine Anmeldung mit Zugriffstoken: „{1}“"),
    ("{}: run `{}`, and log in as {} there", "{0}: `{1}` ausführen und sich dort als {2} anmelden"),
    ("{}: run `{}`", "{0}: `{1}` ausführen"),
    ("{} no longer grants access for {} ({})", "{0} gewährt keinen Zugriff mehr für {1} („{2}“)"),
    ("{} does not take what the browser brought ({})", "{0} nimmt nicht an, was der Browser brachte („{1}“)"),
    (
        "{} granted access for {} seconds only (it gave no refresh token)",
        "{0} gewährte nur für {1} Sekunden Zugriff (ohne Token zum Erneuern)",
    ),
    ("the renewal of the access was stopped", "die Erneuerung des Zugriffs wurde angehalten"),
    ("{} is unavailable ({})", "{0} ist nicht verfügbar („{1}“)"),
    (
        "{} does not accept the app: see client_id and secret of [[oauth]], and how the app is registered ({})",
        "{0} nimmt die App nicht an: client_id und secret unter [[oauth]] prüfen, und wie die App eingetragen ist („{1}“)",
    ),
    ("{} does not give the app what it asks for ({})", "{0} gibt der App nicht, worum sie bittet („{1}“)"),
    ("{} refused: {}", "{0} lehnte ab: „{1}“"),
    (
        "{} answered with status {} and no token: is oauth.token its token endpoint?",
        "{0} antwortete mit Status {1} und ohne Token: ist oauth.token die richtige Adresse dafür?",
    ),
    ("nobody has logged in to {} for {} yet", "bei {0} hat sich für {1} noch niemand angemeldet"),
    (
        "the login to {} for {} was with another app or endpoint",
        "die Anmeldung bei {0} für {1} war mit einer anderen App oder Adresse",
    ),
    ("the login to {} for {} did not ask for {} yet", "die Anmeldung bei {0} für {1} hat noch nicht um {2} gebeten"),
    ("the tokens in {} are damaged ({})", "die Token in {0} sind beschädigt („{1}“)"),
    (
        "the tokens in {} can be read by others; run: chmod 600 {}",
        "die Token in {0} können von anderen gelesen werden; ausführen: chmod 600 {1}",
    ),
    (
        "{} can't be used: {}. Is the state folder that of whoever runs this?",
        "{0} ist nicht benutzbar („{1}“). Gehört der Ordner des Dienstes dem, der ihn ausführt?",
    ),
    ("tokens can't be written: {}", "Token lassen sich nicht schreiben („{0}“)"),
    (
        "no secret `{}`: looked for {}; put it into the last of them (chmod 600), alone",
        "kein Geheimnis `{0}`: gesucht in {1}; es gehört allein in die letzte dieser Dateien (chmod 600)",
    ),
    (
        "the secret in {} can be read by others (mode {}); run: chmod 600 {}",
        "das Geheimnis in {0} kann von anderen gelesen werden (Modus {1}); ausführen: chmod 600 {2}",
    ),
    ("the secret in {} cannot be used: {}", "das Geheimnis in {0} ist nicht benutzbar: „{1}“"),
    // TLS.
    ("TLS with {} failed: {}", "TLS mit {0} misslang („{1}“)"),
    (
        "{}: the certificate of the server is issued by nobody that this machine trusts. If that authority is your own, set {}extra_ca to its certificate ({})",
        "{0}: das Zertifikat des Servers stammt von niemandem, dem dieser Rechner traut. Ist es die eigene Stelle, {1}extra_ca auf ihr Zertifikat setzen („{2}“)",
    ),
    (
        "{}: the certificate of the server is for another name: set {}host to the name that it is for ({})",
        "{0}: das Zertifikat des Servers gilt für einen anderen Namen: {1}host auf den Namen setzen, für den es gilt („{2}“)",
    ),
    (
        "{}: the certificate of the server has expired: it must be renewed there ({})",
        "{0}: das Zertifikat des Servers ist abgelaufen und muss dort erneuert werden („{1}“)",
    ),
    ("{}: the certificate of the server was not accepted ({})", "{0}: das Zertifikat des Servers wurde nicht angenommen („{1}“)"),
    (
        "{}: the server does not speak TLS on this port: see {}port and {}tls (\"implicit\" or \"starttls\") ({})",
        "{0}: der Server spricht auf diesem Port kein TLS: {1}port und {2}tls prüfen (\"implicit\" oder \"starttls\") („{3}“)",
    ),
    ("no certificate authority can be trusted: {}", "keiner Zertifizierungsstelle kann getraut werden („{0}“)"),
    ("{}extra_ca = \"{}\": {}", "{0}extra_ca = \"{1}\": {2}"),
    ("there is no certificate in it", "darin steht kein Zertifikat"),
    (
        "{}host = \"{}\" is neither a host name nor an IP address",
        "{0}host = \"{1}\" ist weder ein Rechnername noch eine IP-Adresse",
    ),
    ("the calendar's url names no host", "die url des Kalenders nennt keinen Rechner"),
    ("the {}url names no host", "{0}url nennt keinen Rechner"),
    // Folders and files.
    ("{} (folders there: {})", "{0} (Ordner dort: {1})"),
    (
        "mailbox.sent = \"{}\" names a folder that the server does not have",
        "mailbox.sent = \"{0}\" nennt einen Ordner, den der Server nicht hat",
    ),
    (
        "no folder could be recognised as the one that holds sent mail; set it: mailbox.sent = \"...\"",
        "in keinem Ordner war die gesendete Post zu erkennen; eintragen: mailbox.sent = \"...\"",
    ),
    (
        "{}: has neither a cur nor a new folder, so it is no Maildir",
        "{0} hat weder einen Ordner cur noch new und ist also kein Maildir",
    ),
    ("{}: no such folder; set the mailbox's path", "{0}: diesen Ordner gibt es nicht; path des Postfachs eintragen"),
    ("{}: no such file; set the mailbox's path", "{0}: diese Datei gibt es nicht; path des Postfachs eintragen"),
    (
        "{}: may not be read; give the user that wentdark runs as read access to it and its folders",
        "{0} darf nicht gelesen werden; dem Benutzer, unter dem wentdark läuft, Leserecht darauf und auf die Ordner darin geben",
    ),
    (
        "{}: may not be read; give the user that wentdark runs as read access",
        "{0} darf nicht gelesen werden; dem Benutzer, unter dem wentdark läuft, Leserecht geben",
    ),
    (
        "{}: is no mbox: it doesn't begin with a From_ line (\"From sender date\")",
        "{0} ist kein mbox: es beginnt nicht mit einer From_-Zeile",
    ),
    ("a reading thread stopped", "das Lesen brach ab"),
    // Calendars and HTTP.
    (
        "{} refuses the login: check the calendar's user and secret",
        "{0} lehnt die Anmeldung ab: user und secret des Kalenders prüfen",
    ),
    ("{} refuses the login", "{0} lehnt die Anmeldung ab"),
    ("{} does not let this user read the calendar (403)", "{0} lässt diesen Benutzer den Kalender nicht lesen (403)"),
    (
        "{} has no calendar at this address ({}): check its url",
        "{0} hat unter dieser Adresse keinen Kalender ({1}): seine url prüfen",
    ),
    ("{} answered with status {}", "{0} antwortete mit Status {1}"),
    ("{} asks to be left alone for {} seconds ({})", "{0} bittet, {1} Sekunden lang nicht gefragt zu werden ({2})"),
    (
        "{} shows only a part of the calendar at once (507), however little is asked for",
        "{0} zeigt immer nur einen Teil des Kalenders (507), so wenig man auch fragt",
    ),
    ("{} can't show an event: {}", "{0} kann einen Termin nicht zeigen: „{1}“"),
    (
        "the server shows this user no calendar: check the calendar's url",
        "der Server zeigt diesem Benutzer keinen Kalender: url des Kalenders prüfen",
    ),
    (
        "the calendar's url leads to {}, where the password is not sent: if that is the right place, write its address as url",
        "die url des Kalenders führt zu {0}; dorthin wird das Passwort nicht gesendet: ist das die richtige Stelle, ihre Adresse als url eintragen",
    ),
    (
        "{} names {} for calendars; a password is not sent there unasked: if that is right, write it as url",
        "{0} nennt {1} für Kalender; ungefragt wird dorthin kein Passwort gesendet: ist das richtig, als url eintragen",
    ),
    ("{} names {} for calendars, which is no address", "{0} nennt {1} für Kalender, und das ist keine Adresse"),
    ("{} points to a place without encryption", "{0} verweist auf eine Stelle ohne Verschlüsselung"),
    ("{} points from place to place without end", "{0} verweist endlos von einer Stelle zur nächsten"),
    (
        "{}: a password is not sent without encryption; use https://",
        "{0}: ohne Verschlüsselung wird kein Passwort gesendet; https:// verwenden",
    ),
    (
        "{} gives no calendar: it does not begin with BEGIN:VCALENDAR",
        "{0} liefert keinen Kalender: es beginnt nicht mit BEGIN:VCALENDAR",
    ),
    ("{} gives more than {} MiB, which is more than is read", "{0} liefert mehr als {1} MiB, und das ist mehr, als gelesen wird"),
    (
        "the tokens in {} are sealed, and the credential `{}` that opens them is missing: give it to the unit (LoadCredential={}:FILE), or put it into secrets/{}",
        "die Token in {0} sind versiegelt, und das Credential „{1}“, das sie öffnet, fehlt: der Unit geben (LoadCredential={2}:DATEI) oder als secrets/{3} ablegen",
    ),
    (
        "the tokens in {} were sealed with another credential `{}`",
        "die Token in {0} wurden mit einem anderen Credential als „{1}“ versiegelt",
    ),
    (
        "{} is empty: a calendar without events has a BEGIN:VCALENDAR and an END:VCALENDAR",
        "{0} ist leer: ein Kalender ohne Termine hat ein BEGIN:VCALENDAR und ein END:VCALENDAR",
    ),
    ("{} ends in the middle of the calendar: it has no END:VCALENDAR", "{0} endet mitten im Kalender: es hat kein END:VCALENDAR"),
    ("the answer of {} ends in the middle", "die Antwort von {0} bricht mittendrin ab"),
    ("what {} packed with gzip can't be unpacked: {}", "was {0} mit gzip gepackt hat, lässt sich nicht auspacken („{1}“)"),
    (
        "{} packs its answers with {}, though it is asked to send them as they are: have that switched off on {} or the proxy before it, for this address (of all packings gzip alone is read)",
        "{0} packt seine Antworten mit {1}, obwohl es sie ungepackt senden soll: das für diese Adresse auf {2} oder dem Proxy davor abschalten lassen (gepackt wird nur gzip gelesen)",
    ),
    (
        "{} tells neither which events repeat ({}) nor which it has at all ({}): meetings that repeat may be missing",
        "{0} sagt weder, welche Termine sich wiederholen ({1}), noch, welche es überhaupt hat ({2}): wiederkehrende Termine können fehlen",
    ),
    ("{} shows an event in part only", "{0} zeigt einen Termin nur zum Teil"),
    ("{} lists {}", "{0} führt {1} auf, und das ist keine Adresse"),
    ("{} is larger than {} MiB", "{0} ist größer als {1} MiB"),
    ("the calendar's url is no address: {}", "die url des Kalenders ist keine Adresse („{0}“)"),
    ("{} did not answer within {} seconds", "{0} hat {1} Sekunden lang nicht geantwortet"),
    ("{} did not answer in time", "{0} hat nicht rechtzeitig geantwortet"),
    ("the answer of {} could not be read: {}", "die Antwort von {0} war nicht lesbar („{1}“)"),
    ("{} broke off: {}", "{0} hat die Verbindung abgebrochen („{1}“)"),
    ("{} can't be reached: {}", "{0} ist nicht erreichbar („{1}“)"),
    ("{} can't be read: {}", "{0} ist nicht lesbar („{1}“)"),
    ("{} is no address: {}", "{0} ist keine Adresse („{1}“)"),
    ("{} is not encrypted", "{0} ist nicht verschlüsselt"),
    ("{} points from place to place", "{0} verweist von einer Stelle zur nächsten"),
    ("{} points to {}: {}", "{0} verweist auf {1}: {2}"),
    ("{} answers with {}", "{0} antwortet mit {1}"),
];

/// How deep sentences may lie in one another.
const DEPTH: usize = 3;

/// A trouble in the language of the patterns; what none of them fits is given as it is.
pub(super) fn told(patterns: &[(&str, &str)], text: &str) -> String {
    within(patterns, text, DEPTH)
}

fn within(patterns: &[(&str, &str)], text: &str, depth: usize) -> String {
    let fitting = patterns.iter().find_map(|(ours, theirs)| fit(ours, text).map(|parts| (parts, theirs)));
    let Some((parts, theirs)) = fitting.filter(|_| depth > 0) else { return text.to_owned() };
    let mut out = String::new();
    let mut rest = *theirs;
    // What is put in may hold braces of its own: it is never looked at again.
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let (number, after) = behind.split_once('}').unwrap_or((behind, ""));
        let part = number.parse().ok().and_then(|number: usize| parts.get(number));
        out.extend(part.map(|part| within(patterns, part, depth - 1)));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands where `pattern` has `{}`, when the whole of `text` is so.
fn fit<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut fixed = pattern.split("{}");
    let mut rest = text.strip_prefix(fixed.next()?)?;
    let mut parts = Vec::new();
    let mut fixed = fixed.peekable();
    while let Some(piece) = fixed.next() {
        let last = fixed.peek().is_none();
        let (part, behind) = if last { (rest.strip_suffix(piece)?, "") } else { rest.split_once(piece)? };
        parts.push(part);
        rest = behind;
    }
    rest.is_empty().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_words_are_german_and_the_servers_are_quoted() {
        let german = |text: &str| told(GERMAN, text);
        assert_eq!(
            german("logging in at imap.example: the server closed the session: Try again {0} later"),
            "Anmeldung bei imap.example: der Server hat die Sitzung beendet: „Try again {0} later“"
        );
        assert_eq!(
            german(
                "dav.example tells neither which events repeat (500) nor which it has at all (503): meetings that repeat may be missing"
            ),
            "dav.example sagt weder, welche Termine sich wiederholen (500), noch, welche es überhaupt hat (503): wiederkehrende Termine können fehlen"
        );
        let packed = german(
            "dav.example packs its answers with br, though it is asked to send them as they are: have that switched off on dav.example or the proxy \
             before it, for this address (of all packings gzip alone is read)",
        );
        assert!(packed.starts_with("dav.example packt seine Antworten mit br, obwohl"), "{packed}");
        assert_eq!(german("dav.example answered with status 500"), "dav.example antwortete mit Status 500");
        assert_eq!(
            german("Google no longer grants access for dana@x (invalid_grant): run `wentdark login dana@x`"),
            "Google gewährt keinen Zugriff mehr für dana@x („invalid_grant“): `wentdark login dana@x` ausführen"
        );
        assert_eq!(german("something that nobody foresaw"), "something that nobody foresaw");
        assert_eq!(german(""), "");
    }

    #[test]
    fn every_part_is_told_and_no_pattern_hides_a_later_one() {
        for (at, (ours, theirs)) in GERMAN.iter().enumerate() {
            let parts = ours.matches("{}").count();
            assert!((0..parts).all(|part| theirs.contains(&format!("{{{part}}}"))), "{ours}: {theirs}");
            assert_eq!(theirs.matches('{').count(), parts, "{theirs}");
            let sample = ours.replace("{}", "X7");
            let first = GERMAN.iter().position(|(pattern, _)| fit(pattern, &sample).is_some());
            assert_eq!(first, Some(at), "{ours} is hidden by {:?}", first.map(|first| GERMAN[first].0));
        }
    }
}
