//! From when they may be asked again, in eleven languages, and days that ask for nothing: of a delivery, a fair, a promise or a price.

use crate::signals_abroad::{INBOUND, heard};
use crate::signals_reach::assert_kind;

#[test]
fn who_may_be_asked_again_and_from_when() {
    let told = "
        2026-12-15 | Wir sind bis 14. Dezember auf Montage, reden wir ab dem 15. weiter.
        2027-01-11 | Ab dem 11. Januar bin ich wieder ansprechbar, vorher bitte nicht.
        2027-01-20 | Schreiben Sie mir bitte nach dem 20. Januar, die Bilanz kommt im Januar.
        2027-01-18 | Guten Tag Frau Maes, bitte erst in KW 3 wieder melden.
        2027-01-13 | Können wir das auf die zweite Januarwoche schieben? Ab dem 13. passt es.
        2027-02-01 | Im Moment geht nichts, fragen Sie ab 1. Februar nochmal.
        2027-01-06 | Lassen Sie uns nach Dreikönig weiterreden.
        2027-01-15 | Vor Mitte Januar kommen wir nicht dazu.
        2026-12-14 | On en reparle à partir du 14 décembre, je suis en tournée.
        2027-01-20 | Revenez vers moi après le 20 janvier, le budget passe en janvier.
        2027-01-13 | Bonjour Claire, recontactez-moi la deuxième semaine de janvier, dès le 13.
        2027-01-05 | Pas avant le 5 janvier, on est en inventaire.
        2027-01-11 | Je ne serai disponible qu'à partir du 11 janvier, merci de patienter.
        2027-01-15 | Laissez-nous jusqu'au 15 janvier s'il vous plaît.
        2027-02-01 | Pouvez-vous me réécrire début février ?
        2027-01-08 | Mettons ça en attente jusqu'au 8 janvier.
        2026-12-14 | Ne riparliamo dal 14 dicembre, ora siamo in fiera.
        2027-01-20 | Il bilancio va in giunta a gennaio. La prego di risentirci dopo il 20 gennaio.
        2027-01-13 | Risentiamoci a partire dal 13 gennaio.
        2027-01-11 | Buongiorno Greg, mi riscriva la seconda settimana di gennaio.
        2027-01-06 | Prima del 5 gennaio non riusciamo, ci richiami dopo l'Epifania.
        2027-01-11 | Dal 11 gennaio sono di nuovo operativo, prima niente.
        2027-01-15 | Aspettiamo fino al 15 gennaio, poi ne riparliamo.
        2027-02-01 | Ci aggiorniamo a febbraio? Adesso siamo in piena stagione.
        2027-01-13 | ¿Te importa volver a escribirme la segunda semana de enero? A partir del 13.
        2027-01-11 | Hola Tine, retomamos el tema a partir del 11 de enero.
        2027-01-20 | Hablamos después del 20 de enero, el presupuesto sale en enero.
        2027-01-15 | Hasta el 15 de enero no puedo mirarlo, escríbeme luego.
        2027-01-06 | Antes del 5 de enero imposible, llámame después de Reyes.
        2027-01-08 | Dame hasta el 8 de enero, por favor.
        2027-02-01 | Mejor en febrero, ahora estamos de inventario.
        2026-12-14 | Bel me maar vanaf 14 december, nu zitten we in de inventaris.
        2027-01-11 | Dag Tine, na de bouwvak graag, vanaf 11 januari ben ik er weer.
        2027-01-20 | Kom er na 20 januari even op terug, het budget komt in januari.
        2027-01-05 | Voor 5 januari lukt het niet, probeer het daarna.
        2027-01-08 | Geef ons tot 8 januari.
        2027-02-01 | Laten we het in februari weer oppakken.
        2026-12-14 | Proszę odezwać się od 14 grudnia, teraz mamy inwentaryzację.
        2027-01-20 | Wróćmy do tego po 20 stycznia.
        2027-01-11 | Dzień dobry, proszę o kontakt w drugim tygodniu stycznia.
        2027-01-05 | Przed 5 stycznia nie damy rady, proszę zadzwonić później.
        2027-01-08 | Proszę dać nam czas do 8 stycznia.
        2027-02-01 | Porozmawiajmy w lutym, teraz jesteśmy zajęci.
        2026-12-14 | Volte a contactar-me a partir de 14 de dezembro.
        2027-01-20 | Bom dia Greg, falamos depois do dia 20 de janeiro.
        2027-01-13 | Pode escrever-me na segunda semana de janeiro? A partir do dia 13.
        2027-01-06 | Antes de 5 de janeiro não conseguimos, ligue depois dos Reis.
        2027-01-08 | Dê-nos até 8 de janeiro, por favor.
        2027-02-01 | Melhor em fevereiro, agora estamos em inventário.
        2026-12-14 | Hör av dig från den 14 december, nu har vi inventering.
        2027-01-20 | Återkom gärna efter den 20 januari.
        2027-01-13 | Hej Tine, kan du mejla mig andra veckan i januari? Från den 13.
        2027-01-05 | Före den 5 januari hinner vi inte, ring sen.
        2027-01-08 | Ge oss till den 8 januari.
        2027-02-01 | Vi tar det i februari istället, nu är det fullt upp.
        2026-12-14 | Skriv igen fra den 14. december, nu holder vi lageroptælling.
        2027-01-20 | Vend tilbage efter den 20. januar.
        2027-01-13 | Hej Tine, kan du ringe anden uge af januar? Fra den 13.
        2027-01-05 | Før den 5. januar når vi det ikke, ring derefter.
        2027-01-08 | Giv os til den 8. januar.
        2027-02-01 | Lad os tage den i februar i stedet.
        2027-01-20 | Ozvěte se prosím po 20. lednu.
        2026-12-14 | Dobrý den, zavolejte mi od 14. prosince, teď máme inventuru.
        2027-02-01 | Vraťme se k tomu v únoru.
        2027-01-05 | Před 5. lednem to nestihneme, napište potom.
        2027-01-05 | Could you leave me alone till the start of January? Say the 5th.
        2027-01-30 | Residents vote closes 30 January. Don't chase please, I promise I'll write as soon as it's counted.
        2026-11-29 | We met on the 12th and meet again on the 28th. Hold off until the 29th please.
        2026-12-14 | Back at it from the 14th, ping me then.
        2027-01-20 | Budget goes to council in January, try us after 20 January.
        2027-01-18 | Bitte nicht vor dem 18. Januar anrufen.
        2027-01-06 | On se rappelle après les fêtes, à partir du 6 janvier.
        2027-01-20 | Escríbeme pasado el 20 de enero.
        2027-01-20 | Ci sentiamo dopo il 20 gennaio.
        2027-01-20 | Neem na 20 januari contact op.
        2027-01-20 | Proszę o kontakt po 20 stycznia.
        2027-01-20 | Fale comigo depois de 20 de janeiro.
        2027-01-20 | Ring mig efter den 20 januari.
        2027-01-20 | Ring mig efter den 20. januar.
        2027-01-20 | Zavolejte po 20. lednu.
        ";
    let lines = told.lines().filter_map(|line| line.trim().split_once(" | "));
    let wrong: Vec<_> = lines
        .map(|(day, text)| (text, format!("deferral {day}"), heard(INBOUND, text)))
        .filter(|(_, wanted, heard)| !heard.contains(wanted))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_day_of_something_else_puts_nothing_off() {
    assert_kind(
        INBOUND,
        "deferral",
        "Ring me after 20 January.",
        "
        Ab dem 14. Dezember brauchen wir die Anlage.
        Wir melden uns ab dem 15. Januar bei Ihnen.
        Liefern Sie bitte ab dem 11. Januar.
        Die Preise gelten ab dem 1. Januar?
        Ab dem 14. Dezember sind wir in der neuen Halle zu finden.
        Mein Chef ist ab Montag wieder da.
        Seit dem 14. November warten wir auf Ihr Angebot.
        Il nous faut la machine à partir du 14 décembre.
        Je reviens vers vous après le 20 janvier.
        On ouvre à partir du 11 janvier.
        Merci de livrer après le 5 janvier.
        Vos tarifs à partir du 1er janvier ?
        J'attends votre offre depuis le 5 novembre.
        Ci serve la macchina dal 14 dicembre.
        Vi ricontattiamo noi dopo il 20 gennaio.
        Siamo chiusi dal 24 dicembre.
        Potete consegnare dal 13 gennaio?
        Ne abbiamo riparlato il 14 novembre.
        Il prezzo vale dal 1 gennaio?
        Necesitamos la máquina a partir del 11 de enero.
        Te escribo yo después del 20 de enero.
        Abrimos a partir del 11 de enero.
        ¿Podéis entregar después del 5 de enero?
        Llevo esperando tu oferta desde el 5 de noviembre.
        We hebben de machine nodig vanaf 14 december.
        Ik kom er na 20 januari op terug.
        Kunt u leveren na 5 januari?
        We zijn open vanaf 11 januari.
        Ik wacht al sinds 5 november op uw offerte.
        Potrzebujemy maszyny od 14 grudnia.
        Odezwiemy się po 20 stycznia.
        Czy dostarczycie po 5 stycznia?
        Czekam na ofertę od 5 listopada.
        Precisamos da máquina a partir de 14 de dezembro.
        Eu contacto-o depois de 20 de janeiro.
        Conseguem entregar depois de 5 de janeiro?
        Estamos à espera da proposta desde 5 de novembro.
        Vi behöver maskinen från den 14 december.
        Jag hör av mig efter den 20 januari.
        Kan ni leverera efter den 5 januari?
        Vi har väntat på offerten sedan den 5 november.
        Vi skal bruge maskinen fra den 14. december.
        Jeg vender tilbage efter den 20. januar.
        Kan I levere efter den 5. januar?
        Vi har ventet på tilbuddet siden den 5. november.
        Potřebujeme stroj od 14. prosince.
        Ozveme se po 20. lednu.
        Dodáte po 5. lednu?
        Mid January most likely I'd guess.
        We need it from the 14th.
        Elections.
        Reden wir am Dienstag weiter?
        Sprechen wir im Termin am Montag darüber.
        Geben Sie uns bis Freitag ein Angebot.
        Geben Sie uns bis 10. Januar Bescheid.
        Donnez-nous votre prix jusqu'au 15 janvier.
        Pouvez-vous me rappeler demain matin pour le plan ?
        Pouvez-vous me rappeler le prix ?
        Dame precio hasta el 15 de enero.
        Retomamos la reunión en cinco minutos.
        Mejor en azul.
        Mejor en enero que en febrero la entrega.
        Ci sentiamo domani per il disegno.
        Mi richiami il numero d'ordine, per favore.
        Dateci un prezzo entro il 15 gennaio.
        Meglio a Milano.
        Kun je me even bellen over de tekening?
        Kunt u ons de prijs mailen?
        Geef ons een prijs tot 100 stuks.
        Beter in het blauw.
        Proszę o kontakt w sprawie rysunku.
        Proszę zadzwonić dziś w sprawie ceny.
        Pode ligar-me amanhã sobre o desenho?
        Falamos na reunião de segunda.
        Kan du ringa mig om ritningen?
        Ge oss ett pris till den 8 januari.
        Vi tar det i mötet.
        Kan du ringe mig om tegningen?
        Giv os en pris til den 8. januar.
        Zavolejte mi kvůli výkresu.
        Dejte nám cenu do 8. ledna.
        Wir reden im Januar mit dem Architekten.
        Bis 10. Januar brauchen wir die Anlage.
        Jusqu'au 15 janvier, vos prix sont valables ?
        El plazo termina el 15 de enero.
        La fiera è dal 14 gennaio.
        De beurs is vanaf 14 januari.
        Targi są od 14 stycznia.
        A feira é a partir de 14 de janeiro.
        Mässan är från den 14 januari.
        Messen er fra den 14. januar.
        Veletrh je od 14. ledna.
        The fair is from the 14th.
        The second week of January we install the line.
        ",
    );
}
