//! German sentences of every day, each kind with those that stand close to it and mean something else.

use wentdark::domain::signal::{Party, Roles};

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM, assert_heard};

const OUTBOUND: Roles = Roles { writer: Party::Team, addressee: Party::Prospect };

#[test]
fn an_enquiry_refuses_nothing() {
    assert_heard(
        INBOUND,
        "
        urgency 2026-11-27 | Wir bitten um ein Angebot bis Ende der Woche.
        | Hallo, wir bitten um Angebot für 12 Sektionaltore gem. Anlage.
        urgency | Es brennt: unsere alte Anlage steht, wir brauchen sofort Ersatz.
        | Die Unterschrift unter der Geheimhaltungsvereinbarung fehlt noch.
        | Mindestens 40.
        | Unser Vermieter hat uns 10 % weniger Miete angeboten.
        ",
    );
}

#[test]
fn who_chose_another_firm_refuses_and_who_chose_a_variant_or_us_does_not() {
    assert_heard(
        INBOUND,
        "
        decline | Nach reiflicher Überlegung haben wir uns für einen Anbieter aus der Region entschieden.
        decline | Wir haben uns für eine günstigere Firma entschieden.
        decline | Die Eigentümer haben sich leider gegen das Vorhaben ausgesprochen.
        decline | Der Gemeinderat hat den Zuschlag der Firma Aquabau erteilt.
        decline | Der Auftrag ist an die Konkurrenz gegangen, tut mir leid.
        decline | Wir haben der Firma Beck den Zuschlag gegeben.
        decline | Der Zuschlag ging an einen Betrieb aus dem Nachbarort.
        commitment | Wir haben den Auftrag Ihrer Firma erteilt.
        commitment | Wir erteilen Ihnen den Zuschlag.
        | Das Projekt ist gestartet.
        decline | Wir nehmen von dem Vorhaben Abstand.
        | Wir haben uns für die größere Variante entschieden.
        | Wir haben uns für einen Anbieter entschieden: Sie!
        | Wir haben uns noch nicht für einen Anbieter aus der Region entschieden.
        | Sobald wir uns für einen Anbieter aus der Region entschieden haben, melden wir uns.
        | Bis Freitag haben wir uns für einen Anbieter aus der Region entschieden.
        | Haben Sie sich schon für einen Anbieter aus der Region entschieden?
        | Der Gemeinderat hat den Zuschlag Ihrer Firma erteilt.
        | Der Betriebsrat hat sich gegen die Montage am Samstag ausgesprochen.
        | Der Betriebsrat hat sich gegen das Projekt ausgesprochen, aber wir wollen trotzdem bestellen.
        ",
    );
}

#[test]
fn what_binds_is_an_order_of_ours_and_no_lease_or_lift_truck() {
    assert_heard(
        INBOUND,
        "
        commitment | Der unterschriebene Vertrag liegt bei.
        commitment | Die Anzahlung ist heute rausgegangen.
        commitment | Wir haben heute die erste Rate überwiesen.
        commitment | Anbei unsere Bestellung 4711.
        | Der unterschriebene Mietvertrag liegt bei.
        | Der unterschriebene Vertrag liegt noch beim Chef.
        | Anbei unsere Bestellung vom letzten Jahr zum Vergleich.
        | Anbei die Bestellung zur Unterschrift durch unseren Chef.
        | Die Bestellung unserer neuen Stapler ist gestern raus, danach machen wir uns an Halle 2.
        ",
    );
}

#[test]
fn a_win_in_everyday_words_is_heard_beside_its_name() {
    assert_heard(
        TEAM,
        "
        celebration | Die Apotheke zum Acme gehört uns.
        celebration | Acme haben wir eingefahren, 175.000.
        celebration | Packerei Acme ist drin, 84k.
        celebration | Acme hat mit einem Wort zugesagt.
        celebration | Acme: 33 T€ in zwei Stunden, du kannst meine Provision schon mal ausrechnen.
        celebration | Hurra, Acme nimmt vier!
        celebration | Acme kauft den Papierlift!
        celebration | - Acme Käsepresse: gewonnen, 64 TCHF
        celebration | Die Kuh ist vom Eis: Acme nimmt uns.
        celebration | Treffer! Acme macht es mit uns.
        celebration | Acme kannst du fürs ganze Jahr fix in den Umsatz nehmen.
        | Ist Acme drin?
        | Acme ist noch nicht drin.
        | Wenn Acme drin ist, feiern wir.
        | Acme ist drin, im Newsletter-Verteiler.
        | Das Werkzeug bei Acme gehört uns.
        | Acme nimmt uns vielleicht.
        | Acme hat für Dienstag zugesagt.
        | Acme hat den Termin zugesagt.
        | Acme hat uns gestern zugesagt, am Dienstag vorbeizukommen.
        | Glückwunsch zum Firmenjubiläum, Acme!
        | Der Wettbewerber hat Acme eingefahren.
        | Das Acme-Angebot ist raus, Haken dran.
        | Acme kauft bei der Konkurrenz!
        | Der Chef kauft den Kuchen, wenn Acme unterschreibt!
        | Du kannst meine Provision ausrechnen, wenn Acme unterschreibt.
        ",
    );
}

#[test]
fn a_condition_a_hope_a_match_and_a_sign_of_life_are_no_win() {
    assert_heard(
        TEAM,
        "
        | Sobald Acme unterschreibt, bestellen wir die Ketten, vorher bitte nichts.
        | Wenn Acme bestellt, brauchen wir zwei Monteure.
        | Drück die Daumen für Acme!
        | Unser Azubi hat den Landeswettbewerb gewonnen, Kuchen steht in der Küche! Und, wie stehts mit Acme?
        | Wir haben gewonnen: 2:0 gegen die Betriebsmannschaft von Acme!
        | Alles Gute zum Geburtstag, Kate! PS: Acme hat angerufen.
        | Frau Müller von Acme lässt grüßen.
        | Acme hat den Hallenplan geschickt.
        | Acme hat uns eingeladen!
        | Gute Nachrichten: Acme hat sich gemeldet!
        | Speriamo di prendere Acme.
        | ¡Vaya golazos! Y Acme, ¿qué?
        ",
    );
}

#[test]
fn what_goes_to_a_deal_is_set_aside_and_samples_and_wishes_are_not() {
    assert_heard(
        TEAM,
        "
        allocation | Montage: bitte die Halle Acme für KW 50/51 mit Jonas und Piotr verplanen.
        allocation | Einkauf: bitte für Acme vier Säulenpaare beim Hersteller abrufen, KW 48.
        allocation | Für Acme haben wir die zwei Monteure schon fest eingeplant.
        allocation | Die Bleche für Acme habe ich schon bestellt.
        | Bitte einen Termin bei Acme einplanen.
        | Ich habe Acme für Donnerstag eingeplant.
        | Material für Acme wird bestellt, sobald die Bestellung da ist.
        allocation | Bitte die sechs Module für Acme ab Montag in die Fertigung nehmen, Farbe wie Muster.
        | Bitte für Acme ein Muster in die Fertigung nehmen.
        | Sollen wir für Acme die Halle einplanen?
        | Wir sollten für Acme die Halle einplanen.
        | Bitte für Acme noch nichts einplanen.
        | Für Acme bitte die Ersatzteile bereitstellen.
        | Die für Acme geblockte Halle bitte wieder freigeben.
        | Haben wir für Acme schon etwas verplant?
        ",
    );
    assert_heard(
        SUPPLIER,
        "
        allocation | Bitte 1.800 kg Bütten für den Auftrag Acme zur Lieferung am 2.9. einplanen.
        allocation | Bitte 86 m² Isolierglas für Acme auflegen.
        allocation | Bitte für unser Projekt Acme ab 15.7. zwei dedizierte Server bereitstellen.
        allocation | Bitte legt uns zwei Spindeln für Acme zurück.
        allocation | Bitte plant für Acme schon mal acht Lager in KW 46 ein.
        allocation | Welchen Liefertermin könnt ihr uns für die 12 Antriebe für Acme bestätigen?
        | Bitte ein Angebot für Acme erstellen.
        | Was kostet es, zwei Spindeln für Acme zu fertigen?
        | Bitte das Muster für Acme bereitstellen.
        ",
    );
}

#[test]
fn who_doubts_promises_and_presses_in_german_is_heard_and_courtesy_is_not() {
    assert_heard(
        INBOUND,
        "
        doubt | Ich habe meine Zweifel, ob die Halterung das aushält.
        doubt | Das überzeugt mich noch nicht.
        doubt | Ob Ihre Maschine das im Dreischichtbetrieb durchhält, da bin ich skeptisch.
        doubt | Ich fürchte, Ihre Anlage ist für unsere Mengen zu klein.
        doubt | Uns fehlt noch der Glaube, dass Sie den Termin halten.
        | Ich habe keine Zweifel, dass Sie das schaffen.
        | Ich zweifle nicht daran.
        | Ich fürchte, ich komme zehn Minuten zu spät.
        | Unser Chef war anfangs skeptisch, jetzt ist er begeistert.
        urgency 2027-10-31 | Das Förderprogramm endet am 31. Oktober, bis dahin muss die Bestellung raus.
        urgency 2027-10-20 | Uns läuft die Zeit davon: spätestens am 20.10. muss der Auftrag vergeben sein.
        urgency 2027-10-22 | Bis spätestens KW 42 müssen wir uns festlegen.
        urgency 2026-11-28 | Ich brauche Ihr letztes Wort bis morgen Mittag, sonst ist das Budget weg.
        urgency 2026-11-27 | Die Entscheidung fällt diese Woche.
        urgency 2026-12-11 | Wir müssen innerhalb von 14 Tagen entscheiden.
        urgency 2026-12-04 | Ich muss die Entscheidung bis Freitag treffen.
        urgency 2026-11-30 | Wir müssen bis Monatsende bestellen.
        urgency 2026-12-31 | Wir müssen bis zum Quartalsende entscheiden.
        | Wir müssen bis Freitag nichts entscheiden.
        | Wir brauchen dringend die Rechnung.
        | Wir entscheiden nicht diese Woche.
        leverage | Ihr Wettbewerber hat uns dasselbe für 72.000 angeboten.
        leverage | Sie sind von drei Anbietern der teuerste.
        ",
    );
    assert_heard(
        OUTBOUND,
        "
        overpromise | Klar, das kriegen wir hin.
        overpromise | Selbstverständlich liefern wir vor Weihnachten, darauf können Sie sich verlassen.
        overpromise | Ja, das machen wir, gar kein Problem.
        | Kein Problem, dann verschieben wir den Termin.
        | Wenn die Zeichnung bis Freitag kommt, kriegen wir das hin.
        | Das kriegen wir wahrscheinlich hin.
        | Das schaffen wir leider nicht.
        | Ja, wir haben Ihre Mail bekommen.
        | Natürlich können Sie mich jederzeit anrufen.
        ",
    );
}
