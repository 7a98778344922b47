//! What a denial reaches, what stands beside a loss, and plain words of twelve languages with what is close to them.

use std::sync::LazyLock;

use jiff::civil::date;
use wentdark::domain::signal::Roles;
use wentdark::reading::names::Finder;
use wentdark::signals::{Dating, Detectors, Named, NewText, detect};

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM, assert_heard};
use crate::signals_reach::assert_kind;

static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::builtin);

/// The kinds heard in a text of Friday, 27 November 2026 where the roster's names are found as the service finds them.
fn heard_by_name(roles: Roles, text: &str) -> Vec<String> {
    let names = Finder::new(["Velmora".to_owned()]).find(text);
    let places: Vec<_> = names.into_iter().map(|(place, _)| place).collect();
    let dating = Dating { written: date(2026, 11, 27), order: None };
    let named = Named { in_subject: false, in_text: &places };
    let signals = detect(&DETECTORS, &NewText { subject: None, text, answers: &[], roles, dating, closely: true, named });
    signals.iter().map(|signal| signal.kind.as_str().to_owned()).collect()
}

#[test]
fn what_another_clause_denies_unbinds_nobody() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Härmed beställer vi ugnen, inte tillvalet.
        Umowa podpisana, odsyłam jeszcze dzisiaj.
        Vedlagt signert kontrakt, ikke noe å tilføye.
        Ondertekend contract in bijlage, er is niets veranderd en u hoeft niet te bellen.
        Bifogar signerad order, inget att tillägga.
        Getekende opdracht, zie bijlage.
        Hiermit bestellen wir die Anlage, die Option brauchen wir nicht.
        Devis signé en pièce jointe, pas de changement.
        Adjunto pedido firmado y no hay cambios.
        Zamawiamy zgodnie z ofertą, okapu nie bierzemy.
        Depositum er betalt, kvitteringen har jeg ikke endnu.
        Der Vertrag ist unterschrieben, Original kommt morgen.
        Signed contract attached, the deposit will follow next week.
        R228 000 paid this afternoon, slip to follow when I get signal.
        ",
        "
        Vi beställer inte ugnen.
        Avtalet är inte signerat, men bifogat.
        Het contract is nog niet getekend, zie bijlage.
        Ich glaube nicht, dass wir bestellen.
        Wir bestellen die Anlage nicht.
        Umowa jeszcze nie podpisana, odezwę się.
        Vi bestiller måske i morgen.
        Der Vertrag kommt morgen, Original folgt.
        The contract will be signed tomorrow, the original follows.
        La transferencia de datos ya está hecha.
        Zwykle zamawiamy raz w roku.
        Vi mando i documenti in ordine, grazie.
        ",
    );
}

#[test]
fn beside_a_loss_nobody_cheers() {
    assert_kind(
        TEAM,
        "celebration",
        "
        We won Acme! Polder Pumps knocked us back though.
        Acme said yes!! Polder Pumps went with the incumbent.
        On l'a ! Acme a signé ce matin.
        Acme awarded us the contract! Kudos to Tom, and to his new baby.
        Acme chose us, no answer yet from the others.
        Best of Hartford can wait, we got Acme!
        ",
        "
        Acme knocked us back, going with the incumbent.
        Yay, Acme actually answered!
        On l'a ! La clé était dans ma poche.
        On l'a ! L'échantillon de chêne pour Acme est enfin arrivé.
        Yay, the Acme museum people actually answered!
        Nos hemos quedado sin Acme, se lo ha llevado otro.
        Acme solgt! Ny ejer fra Oslo.
        Acme är i mål, Anna sprang loppet på 50 minuter.
        Gratulerer med huset, Nadia! Ikke hørt noe fra Acme.
        ",
    );
}

#[test]
fn names_are_heard_in_small_letters_and_in_their_cases() {
    for text in [
        "jaaa, velmora gewonnen!!!",
        "velmora w kieszeni, kwartał uratowany",
        "Ubiliśmy interes z Velmorą!",
        "Ulovili jsme Velmoru, večer zvu na pivo.",
        "Voitimme Velmoran kilpailutuksen, hyvin tehty, tästä se lähtee.",
    ] {
        assert!(heard_by_name(TEAM, text).contains(&"celebration".to_owned()), "{text}");
    }
    assert!(heard_by_name(TEAM, "Velmora have signed up!\nThat makes 40 for the open day.").is_empty());
    assert!(heard_by_name(TEAM, "We got it! The insurance cert for Velmora that is.").is_empty());
    for text in ["Trzymamy stanowisko dla Velmory, proszę nikogo nie wpisywać.", "Ty skříně jsou schované pro Velmoru, nesahat."]
    {
        assert_eq!(heard_by_name(TEAM, text), ["allocation"], "{text}");
    }
    assert!(heard_by_name(TEAM, "Rezervoval jsem zasedačku pro Velmoru.").is_empty());
}

#[test]
fn people_weeks_and_goods_go_to_one_who_is_named_and_rooms_do_not() {
    assert_kind(
        TEAM,
        "allocation",
        "
        Bitte Halle 2 für Acme blocken, sonst nimmt sie der Service.
        Ich hab Jens und Murat für die Montage bei Acme eingeplant.
        Die Schränke im Lager gehen an Acme, häng bitte einen Zettel dran, damit keiner sie anrührt.
        J'ai affecté Karim et Solène au chantier Acme.
        Les armoires en stock, on les garde pour Acme.
        He puesto a Nacho y a Lidia en la instalación de Acme todo noviembre.
        Las bombas están asignadas a Acme, que nadie las saque.
        I quadri in magazzino sono impegnati per Acme.
        Separei as três caldeiras pra Acme, não vendam a mais ninguém.
        De regelkasten zijn gereserveerd voor Acme, dus handen af.
        De fyra skåpen är vikta för Acme, rör dem inte.
        De to tavler er lagt til side til Acme, så fingrene væk.
        De tre tavlene er holdt av til Acme, ikke selg dem.
        Das Material für Acme ist bestellt, Anlieferung am 5. Oktober.
        Velmora steht, Acme ist im Produktionsplan, KW 47.
        Je retire Karim du projet Garnier, il passe sur Acme.
        La gru per il montaggio Acme è prenotata il 3 dicembre.
        Materialet till Acme är beställt, levereras 5 oktober.
        ",
        "
        Ich hab den Termin bei Acme eingeplant.
        Hat die Werkstatt den Hof für Acme freigeräumt.
        J'ai réservé une table pour Acme demain midi.
        On réserve la salle pour Acme.
        He reservado mesa para Acme.
        Zaal 2 is gereserveerd voor Acme, koffie om tien uur.
        Jag har bokat ett möte med Acme.
        Hotel für den Besuch bei Acme ist gebucht.
        Nein, die Halle bitte nicht für Acme blocken.
        can you run span 3 for Acme pls
        Acme ist im Plan, wir liefern pünktlich.
        Das Material für Acme ist noch nicht bestellt.
        Das Paket geht an Acme, häng bitte einen Zettel dran.
        Don't hold anything for Acme, they're just kicking tires.
        ",
    );
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Bestellung 4471: 16 Motoren, Kommission Acme, bitte Liefertermin nennen.
        Bijgaand inkooporder 20931, 12 pompen t.b.v. Acme. Graag levertijd bevestigen.
        Start maar met het lassen van de frames voor Acme, tekening is akkoord.
        Kör igång tillverkningen av stativen till Acme, ritningen är godkänd.
        Graag 40 stuks apart zetten tot eind mei.
        ",
        "
        Bitte reservieren Sie die 10 Pumpen für Auftrag Brinkmann. Für Acme brauchen wir vorerst nichts.
        Die 15 kleppen zijn voor Hoekstra, graag apart zetten. Voor Acme hebben we niks nodig.
        Te 14 zaworów jest dla Majewskiego, proszę odłożyć. Dla Acme nic nie potrzebujemy.
        ",
    );
}

#[test]
fn a_later_time_is_asked_for_in_twelve_languages() {
    assert_heard(
        INBOUND,
        "
        deferral 2026-12-16 | ozvěte se prosím znovu 16. prosince
        deferral 2027-02-02 | Před 2. únorem na to nebudu mít čas.
        deferral 2027-02-02 | Før 2. februar kan jeg ikke kigge på det.
        deferral 2027-02-02 | Får ikke sett på dette før 2. februar.
        deferral 2027-02-28 | Kysy helmikuun lopussa uudelleen.
        deferral | Jutellaan kuukauden päästä, ei aiemmin.
        deferral | Proszę o kontakt za kwartał.
        deferral | Kontakta oss efter årsskiftet.
        deferral | Das Thema liegt bei uns gerade auf Eis, ich komme von mir aus wieder auf Sie zu.
        deferral | Låt mässan passera först, sedan tar vi upp det igen.
        deferral | Niech miną targi, potem wrócimy do tematu.
        deferral | We zetten het even in de ijskast, je hoort van mij.
        deferral | Falamos daqui a um mês, antes não.
        deferral | Das muss bis nach der Inventur warten.
        deferral | Vi sætter det på pause, jeg vender tilbage.
        deferral | Robimy pauzę, odezwę się sam.
        deferral | Tänä vuonna ei enää, soita tammikuussa.
        | El camión tendrá que esperar a que abran.
        | Řidič musí počkat na recepci.
        | Vor 8 Uhr kann ich nicht.
        | Ring till receptionen.
        | Ring efter en taxi.
        | no promises till then
        | Odezwij się w tej sprawie dzisiaj.
        | Ozvěte se prosím v recepci.
        | Trek even aan de bel als de chauffeur er is.
        | We put the order on ice cream machines last month.
        | Vi har lagt fram förslaget till styrelsen.
        | Ne riparliamo dopo il caffè.
        ",
    );
}

#[test]
fn it_was_somebody_else_in_plain_words_and_a_yes_for_one_site_refuses_the_other_all_the_same() {
    assert_kind(
        INBOUND,
        "decline",
        "
        York's a yes. Leeds we're keeping with our current cleaner.
        Wird leider nichts mit uns, wir nehmen die gebrauchte Maschine vom Nachbarn.
        Votre dossier n'a malheureusement pas été retenu.
        C'est non, trop cher pour nous.
        El consejo ha descartado vuestra propuesta.
        La vostra offerta non è stata accettata.
        A proposta ficou em segundo lugar e o contrato foi para outro.
        Jullie zijn het niet geworden.
        Det blev en firma i Jönköping till slut.
        Padło na firmę z Poznania.
        Vaši nabídku komise vyřadila, dál s ní nepočítáme.
        Te ette tulleet valituksi, hinta ratkaisi.
        ",
        "
        Le conseil a préféré une autre couleur.
        Det blev en bra demo igår.
        We doen het niet zonder uw hulp.
        No nos interesa el seguro, el resto sí.
        Hemos parado a tomar un café, llegamos en diez minutos.
        Byliście drudzy w kolejce, proszę chwilę zaczekać.
        ",
    );
}

#[test]
fn a_win_is_told_beside_what_was_lost_before_or_by_others() {
    assert_kind(
        TEAM,
        "celebration",
        "
        They knocked us down on price by three percent but we got it!
        They turned us down twice, and today they signed. We got it!
        We lost the tender in May, and today we won it back!
        Wir haben den Zuschlag! Borel hat den Auftrag verloren.
        First the board said no. Then they came round: we won it!
        No luck at Borel, at Acme we won!
        No doubts any more, at noon they signed and we got it!
        Die Muster waren perfekt, Acme hat unterschrieben, wir haben den Zuschlag!
        Contrat clé en main signé avec Acme, on a gagné !
        ¡Pedido llave en mano de Acme, lo tenemos!
        The new owner of Acme signed this morning, we got it!
        Acme, acquired by Borel, has signed: we got it!
        Der neue Eigentümer von Acme hat unterschrieben, wir haben den Zuschlag!
        Gefeliciteerd, ze hebben getekend!
        Gratulacje, podpisali!
        Grattis allihop, de valde oss!
        ",
        "
        We won it, they turned us down.
        We got it! Better luck next time, team.
        We got it! They went with the cheaper option.
        We won it in May, but now they have gone with someone else.
        We had it in the bag, then the board said no.
        Wir haben den Auftrag verloren, von wegen gewonnen!
        On l'a ! La clé était dans ma poche.
        Acme solgt! Ny ejer fra Oslo.
        Grattis till huset, Lea!
        Super, der Kunde hat geantwortet!
        ¡El cliente ha contestado, por fin!
        ",
    );
}

#[test]
fn what_is_late_is_the_delivery_and_not_the_order() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Hiermit bestellen wir 4 Stück zur Lieferung nicht vor Juni.
        Vi beställer härmed 4 st med leverans först i maj.
        Zamawiamy trzy prasy z dostawą dopiero w maju.
        ",
        "
        Wir bestellen die Lieferung nicht.
        Wir bestellen die Pumpen mit Lieferung im Mai doch nicht.
        Vi beställer inte, med leverans i maj är vi för sena.
        ",
    );
    assert_kind(
        INBOUND,
        "decline",
        "
        Nous avons choisi la solution actuelle de notre nouvelle filiale, désolé.
        Malheureusement la nouvelle direction a préféré une entreprise avec laquelle elle travaille.
        Für die spezielle und aktuelle Lage haben wir einen anderen Lieferanten genommen.
        ",
        "",
    );
    assert_kind(
        INBOUND,
        "deferral",
        "
        No promises, but get back to me after the 15th.
        Call me in May, no guarantees though.
        Please call back in March, just ring reception and ask for Pat.
        Risentiamoci a settembre dopo la pausa estiva.
        Ligue-me em setembro, depois do almoço.
        Rappelez-moi en mars avant 9 heures.
        ",
        "
        Rappelez-moi avant 9 heures.
        Mi richiami dopo la pausa pranzo.
        Mi richiami dopo pranzo, la consegna di marzo è arrivata.
        Please ring reception after the delivery.
        ",
    );
}
