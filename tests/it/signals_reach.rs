//! How far phrases of other languages reach: what is plainly said, and the same words about something else.

use wentdark::domain::signal::Roles;

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM, heard};

/// Asserts that a kind of signal is heard in each line of the first table, and in none of the second.
pub fn assert_kind(roles: Roles, kind: &str, told: &'static str, not: &'static str) {
    let lines = |table: &'static str| table.lines().map(str::trim).filter(|line| !line.is_empty());
    let hears = |line: &str| heard(roles, line).iter().any(|signal| signal.starts_with(kind));
    let missed: Vec<_> = lines(told).filter(|line| !hears(line)).collect();
    let wrong: Vec<_> = lines(not).filter(|line| hears(line)).collect();
    assert!(missed.is_empty() && wrong.is_empty(), "{kind} missed: {missed:#?}, wrongly heard: {wrong:#?}");
}

#[test]
fn what_is_signed_with_another_or_paid_for_a_room_binds_nobody_to_us() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Der Leasingvertrag ist unterschrieben, die Bestellung 4711 an Sie liegt bei.
        Die Anzahlung für die neuen Stapler haben wir heute an Sie überwiesen.
        Vous trouverez en pièce jointe le bon de commande signé, je vais vous appeler pour le planning.
        Adjuntamos nuestro pedido en firme; la semana que viene os llamo.
        Segue a nota de encomenda assinada, vamos transferir o sinal amanhã.
        Bijgaand de ondertekende opdrachtbevestiging, morgen maken we de aanbetaling over.
        Umowa podpisana, skan prześlę jutro.
        Kontrakten er underskrevet og vedhæftet, vi sender depositum i næste uge.
        Bifogat vår order om 40 pumpar.
        Podpisaliśmy umowę wczoraj.
        Kontrakten er underskrevet.
        Vi accepterar ert anbud.
        Anbei unsere Bestellung 4711.
        In allegato il nostro ordine n. 331 firmato.
        ",
        "
        Handpenningen är inte betald.
        Avtalet är undertecknat med en annan leverantör.
        Kontrakten er underskrevet med en anden.
        Avtalen er signert med en annen leverandør.
        Umowa podpisana z innym dostawcą.
        Podpisaliśmy umowę z konkurencją.
        Podpisaliśmy umowę z architektem, budowa ruszy wiosną.
        Abbiamo fatto il bonifico a un altro fornitore.
        Hemos pagado el 30 % a otro proveedor.
        De aanbetaling is betaald aan een andere leverancier.
        L'acompte a été versé à un autre fournisseur.
        Vedhæftet vores bestilling hos den anden leverandør.
        Bifogar en beställning från vår gamla leverantör så att ni ser priset.
        Nous vous envoyons le bon de commande de notre fournisseur actuel pour que vous compariez.
        Im Anhang die Bestellung, die Ihr Wettbewerber von uns bekommen hat.
        Der Mitbewerber hat die Anzahlung schon überwiesen bekommen.
        Hierbij de getekende geheimhoudingsverklaring.
        Hierbij de getekende presentielijst van de demo.
        Bifogat den undertecknade sekretessförbindelsen.
        Vedlagt den underskrevne fortrolighedsaftale.
        Vedlagt den underskrevne deltagerliste.
        Vi godkänner er som leverantör i vårt system.
        Jag accepterar ditt mötesförslag.
        Vi accepterar din inbjudan.
        Vi godkender jeres referat.
        Vi bestiller jeres prøver først, derefter tager vi stilling.
        Anbei die Bestellung für das Mittagessen am Dienstag.
        Bijgaand de bestelling voor de lunch.
        Oto zamówienie na obiad.
        Her kommer en bestilling på kaffe til mødet.
        Veuillez trouver ci-joint le bon de commande à remplir pour les badges visiteurs.
        Já paguei o sinal do apartamento.
        Depositionen är betald för konferenslokalen.
        Depositum er betalt for lokalet til messen.
        Abbiamo fatto il bonifico per l'affitto dello stand.
        Podpisałem ofertę na szkolenie.
        Przelew zrobiony za fakturę z sierpnia.
        Hermed den ønskede rekvisition til prøvedelene.
        Anbei unsere Bestellung über den Testkoffer, den wir nach der Messe zurückgeben.
        L'acompte est payé à 30 jours, selon nos conditions.
        L'acompte de 30 % est réglé à la commande dans vos conditions, c'est trop.
        Kontraktet är påskrivet av oss först när styrelsen godkänt det.
        Le contrat signé est joint à la prochaine lettre, si la direction l'approuve.
        Här kommer vår order från 2024 som underlag.
        Ci-joint notre commande de l'an dernier pour mémoire.
        Veuillez trouver ci-joint notre bon de commande annulé.
        Hiermit unsere Bestellung zurückgezogen, bitte bestätigen Sie das.
        ",
    );
}

#[test]
fn another_for_a_part_a_choice_of_old_and_a_no_to_a_side_refuse_nothing() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Vi har valt en annan leverantör.
        Vi tackar nej till ert erbjudande.
        Vi tackar nej.
        Vi takker nej denne gang.
        Zdecydowaliśmy się na inną firmę.
        Hemos descartado vuestra oferta por el precio.
        Abbiamo rinunciato al progetto.
        We zien helaas af van het project.
        Wir nehmen von dem Vorhaben leider Abstand.
        Am Ende lassen wir alles beim Alten.
        Vi stannar hos vår nuvarande leverantör.
        Ci siamo affidati a un'altra ditta.
        Ihr Angebot ist gut, trotzdem haben wir uns für eine Firma aus der Region entschieden.
        Der Auftrag ist an einen anderen Anbieter gegangen.
        Ficámos com outro fornecedor.
        Vi tackar nej till ert erbjudande.
        Vi tackar nej till offerten.
        Vi tackar nej till er offert.
        Vi tackar nej till ert anbud.
        Jag tackar nej den här gången.
        Vi tackar nej till ert anbud från september.
        ",
        "
        Vi kan inte tacka nej till det priset!
        Svårt att tacka nej till det.
        Vår styrelse kunde inte tacka nej.
        Jag tackar nej till rabatten på service men tar ugnen.
        Tackar nej till kaffemaskinen, resten av offerten är bra.
        Vi tackar nej till förlängd garanti.
        Vi takker nei til tilbudet fra Huber.
        Vi har valt en annan partner för bygget, ugnen köper vi av er.
        Vi har valt ett annat system för faktureringen, det påverkar inte ugnen.
        Vi har valt en annan lösning för transporten.
        Vi har valgt en anden løsning til transporten.
        Vi har skrivit avtal med en annan leverantör för transporten, så nu är det bara ugnen kvar.
        Voor de montage gekozen voor een lokale aannemer, de oven komt van jullie.
        Ci siamo accordati con un'altra ditta per il trasporto.
        Vamos com outro fornecedor para o transporte, o forno é convosco.
        Ha elegido otra empresa para la obra civil, el horno sigue siendo vuestro.
        Han elegido otro proveedor para el transporte, ustedes siguen con el horno.
        Nous avons attribué le lot 2 à un autre artisan, le lot 1 est pour vous.
        Beim Fundament haben wir uns für eine Firma aus der Nähe entschieden, die Halle ist dann im März fertig.
        Für die Montage haben wir uns für einen lokalen Handwerker entschieden, der Ofen kommt von Ihnen.
        Fomos com outro parceiro à feira.
        Vamos com outro colega à visita.
        Vamos con otra propuesta a la reunión del lunes, traigan la suya.
        Wybór padł na inną kolorystykę, reszta bez zmian.
        Der Auftrag ist an einen Kollegen im Einkauf gegangen, der meldet sich.
        Der Auftrag geht an einen Kollegen zur Unterschrift.
        Der Auftrag wurde an die Firma Acme intern weitergegeben.
        Zdecydowaliśmy się na inną ofertę z Państwa katalogu.
        2019 haben wir uns für einen günstigeren Anbieter entschieden und sind damit auf die Nase gefallen.
        Ils ont choisi un autre fournisseur en 2020 et le regrettent.
        Nous avons préféré une autre offre que la vôtre l'an dernier, mais cette année nous voulons travailler avec vous.
        Förra året valde en annan leverantör bort oss.
        Rok temu zdecydowaliśmy się na inną firmę i żałujemy.
        Hemos rechazado la oferta de vuestro competidor.
        Hemos descartado la oferta de Huber.
        Hemos descartado el proyecto de Lisboa, seguimos con el de Madrid con ustedes.
        Abbiamo deciso di rinunciare a Huber e passare a voi.
        Abbiamo rinunciato alla pausa pranzo per leggere la vostra offerta.
        We zien af van de optie met garantie.
        We zien af van de proef en bestellen meteen.
        Bitte nehmen Sie von dieser Klausel Abstand.
        Wir nehmen von dem Vorschlag mit der Ratenzahlung Abstand und zahlen sofort.
        Beim Ansprechpartner lassen wir alles beim Alten, ansonsten bitte das Angebot anpassen.
        Niemand hat sich gegen Ihr Angebot ausgesprochen.
        Der Betriebsrat hat sich gegen den Umbau ausgesprochen, wir machen es trotzdem.
        Ci siamo rivolti a un altro fornitore per confrontare i prezzi.
        Ci siamo rivolti ad altri fornitori, ma preferiamo voi.
        Vi stannar hos vår nuvarande leverantör tills er ugn är på plats.
        Vi fortsätter med vår nuvarande leverantör av gas, ugnen vill vi ha.
        Vi fortsætter med vores nuværende leverandør indtil jeres ovn er klar.
        Vi blir hos vår nåværende leverandør til dere kan levere.
        ",
    );
}

#[test]
fn a_contract_at_hand_a_visit_and_a_firm_that_was_sold_are_no_wins_and_joy_is_one() {
    assert_kind(
        TEAM,
        "celebration",
        "
        We got it! They came with a pen, signed, and sent the RFQ back to the others.
        Acme signed - we won at last, 1:0 for the good guys!
        Wer hätte das gedacht: Acme hat unterschrieben!
        Hätte ich nie gedacht: wir haben den Auftrag von Acme!
        Ich könnte platzen vor Freude, Acme gehört uns!
        Wenn das kein Grund zum Feiern ist: Acme hat unterschrieben!
        Vielleicht nicht der größte Auftrag, aber Acme hat gerade bestellt!
        Quand je te disais que ça marcherait : on a gagné Acme !
        Cuando me llamaron no lo creía: ¡hemos ganado Acme!
        Acme hat mir heute geschrieben: wir sind es!
        Acme firmó, golazo!
        Wir sind Acmes neuer Lieferant, jetzt wird gefeiert, Meisterschaft hin oder her.
        Acme är hemma!
        Acme är hemma grabbar!
        Så er Acme hjemme!
        Acme är vår nu!
        Acme har skrivit på!
        Acme gehört jetzt uns!
        Acme hat heute unterschrieben!
        Acme es nuestro.
        Acme kupuje!
        ",
        "
        Yep, we got it! Came with the 9 o'clock truck, it's on your desk.
        The RFQ pack for Velmora, we got it this morning, 60 pages.
        Acme er vår største konkurrent.
        Acme är vår största utmaning.
        Acme er vores næste stop på turen.
        Acme är hemma från Kina på torsdag.
        Acme är hemma i Sverige nu.
        Acme er på plass i resepsjonen.
        Pumpen fra Acme er på plads igen efter reparationen.
        Besøget hos Acme er på plads tirsdag.
        Jag har kontraktet från Acme här, vi ska granska det.
        Vi har avtalet från Acme hos juristen.
        Vi har kontrakten til Acme klar, den skal bare sendes.
        Jeg har aftalen med Acme i kalenderen på tirsdag.
        Jag fick uppdraget från Acme att hitta en ny ritning.
        Acme venduta.
        Acme såld, nya ägare är ett riskkapitalbolag.
        Acme verkocht.
        Acme hat heute zugesagt. Treffen ist am Dienstag um zehn.
        Acme har sagt ja, möte på tisdag.
        Acme har sagt ja. Mötet blir på tisdag.
        Acme hat ja gesagt. Der Besuch am Freitag findet statt.
        Acme ist drin. Im neuen Verteiler.
        Acme ist sicher. Keine Sorge wegen der Firewall.
        Acme haben wir in die Präsentation reingeholt.
        Acme kannst du in die Planung nehmen, Besuch ist am Dienstag.
        Acme kannst du im Plan eintragen für Dienstag, 10 Uhr.
        Meine Provision kannst du überweisen, die Kontonummer ist neu.
        Acme - Haken dran, verloren ist verloren.
        El terreno de Acme es nuestro.
        La colpa di Acme è nostra.
        De hal van Acme is van ons.
        Vi fick Acme.
        Acme signe le contrat de confidentialité !
        Acme achète deux concurrents !
        Acme kupuje, ale u konkurencji.
        Acme bierze, ale urlop do piątku.
        Wenn Acme bestellt, feiern wir.
        Hoffentlich unterschreibt Acme.
        Acme hat geschrieben, Fußball war super!
        ",
    );
}

#[test]
fn a_day_a_room_and_papers_are_no_resources_and_a_reservation_before_the_contract_is() {
    assert_kind(
        TEAM,
        "allocation",
        "
        Reserviert schon mal für Acme, auch wenn der Vertrag noch nicht unterschrieben ist.
        Ich hab für Acme den Kran für Montag reserviert.
        Für Montag reserviert: Kran und Team für Acme.
        Reserviere den Slot für Acme und kein anderer bekommt ihn.
        Wir sollten keine Zeit verlieren: reserviert die Linie für Acme.
        Reserviere für Acme den Slot, der von Huber wurde storniert.
        Wir reservieren für Acme zwei Öfen, die alten Reservierungen werden gestrichen.
        Bitte für Acme zwei Plätze in der Fertigung einplanen.
        Für Acme haben wir zwei Monteure eingeplant.
        ",
        "
        Wir haben die Kundendaten von Acme heute früh abgerufen.
        Wir haben die Mails von Acme abgerufen.
        Ich habe den Dienstag für Acme geblockt.
        Haben wir für Acme schon einen Raum geblockt.
        Halte mir für Acme den Dienstag frei.
        Hat die Werkstatt den Hof für Acme freigeräumt.
        Ihr könnt schon die Einladung für Acme drucken.
        Ihr könnt schon die Namensschilder für Acme drucken.
        Produktion: ihr könnt schon mal die Tour für Acme vorbereiten.
        Das Team ist für Acme da und frei.
        Acme bekommt die Linie per Video gezeigt.
        Bitte die Mail an Acme zurücklegen!
        Bitte das Auto für den Kundenbesuch bei Acme reservieren.
        Commandez deux repas pour Acme.
        Mets l'équipe en copie pour Acme.
        Prévois deux techniciens pour la démonstration chez Acme.
        Sobald Acme bestellt, reserviert ihr den Slot für Acme.
        Wir sollten für Acme keinen Slot reservieren.
        Bitte den Slot für Acme wieder freigeben, der ist storniert.
        ",
    );
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Graag twee zaagbladen opzij leggen voor Acme.
        ",
        "
        Bis wann können Sie die Datenblätter liefern?
        Graag zo snel mogelijk een prijs maken.
        ",
    );
}

#[test]
fn who_paid_and_goes_to_a_rival_took_back_what_bound() {
    let text = "Wir haben die Anzahlung überwiesen und ziehen den Auftrag jetzt trotzdem zurück, wir gehen zur Konkurrenz.";
    assert!(heard(INBOUND, text).iter().any(|signal| matches!(signal.as_str(), "decline" | "revocation")));
}

#[test]
fn where_we_go_as_guests_nothing_is_given_and_what_goes_there_is() {
    assert_kind(
        TEAM,
        "allocation",
        "
        Both low loaders are going to Acme on the 9th.
        Crew 2 is going to Acme on Monday for three weeks.
        All four kilns are going to Acme in May.
        We are going to book line 4 for Acme.
        We are going to Acme on Monday, so book line 4 for them from Tuesday.
        ",
        "
        We are going to Harlow's wedding in Bremen on Saturday, it starts at six.
        We are going to Acme's jubilee in Kolding on Saturday - doors open at noon.
        We are going to Kolding for Acme's barbecue on Saturday - it begins at 5.
        We're going to Harlow's housewarming on Saturday - it starts at 7.
        Ben and I are going to Acme's golf day on Friday, who else?
        We are going to Acme in Kolding on Tuesday to show them the new model.
        ",
    );
}
