//! What a supplier is told to keep, to cut or to begin for a deal, and what is only asked, called off, or no goods at all.

use crate::signals_abroad::{SUPPLIER, TEAM};
use crate::signals_reach::assert_kind;

#[test]
fn a_supplier_who_is_to_count_on_it_is_told_so() {
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Bitte legt uns 40 Rahmen für Acme zurück, Abholung am 14.
        Guten Morgen, wir nehmen 12 t Blech für das Projekt Acme, Lieferung KW 3.
        Hallo Frau Kern, bitte 200 m Kabel für Acme reservieren.
        Macht schon mal die 30 Gehäuse für Acme fertig, wir holen sie Montag.
        Für Acme brauchen wir 18 Motoren bis 10. Januar, bitte einplanen.
        Startet bitte die Fertigung der 6 Türen für Acme.
        Bitte die Produktion für Acme anlaufen lassen, Unterschrift folgt.
        Haltet uns für Acme zwei Kranplätze frei.
        Wir ordern 300 Stück Dichtungen, Kommission Acme.
        Merci de nous garder 3 t de couché 135 g pour Acme.
        Bonjour, mettez-nous 40 moteurs de côté pour le chantier Acme.
        On prend 12 palettes pour Acme, livraison le 18.
        Je vous réserve 3,5 t de papier pour le catalogue Acme, merci de bloquer.
        Vous pouvez lancer la découpe des 30 panneaux pour Acme.
        Gardez-moi 200 m de câble pour Acme, s'il vous plaît.
        Il me faut 18 moteurs pour Acme le 10 janvier, merci de prévoir.
        Prévoyez 2 camions pour Acme la semaine 4.
        Lancez la fabrication des 6 portes Acme.
        Buenos días, guardadnos 40 motores para Acme.
        Nos quedamos con 12 palés para Acme, entrega el 18 de enero.
        Necesitamos 18 motores para Acme el 10 de enero, contad con ello.
        Podéis ir cortando las 30 planchas para Acme.
        Empezad con la fabricación de las 6 puertas de Acme.
        Resérvanos 600 m de tela azul para Acme, por favor.
        Ponme 200 m de cable para Acme, pasamos el jueves.
        Apuntad 3 t de acero para Acme, recogemos el 20.
        Buongiorno, teneteci da parte 40 motori per Acme.
        Prendiamo 12 bancali per Acme, consegna il 18 gennaio.
        Ci servono 18 motori per Acme entro il 10 gennaio, metteteli in programma.
        Potete iniziare a tagliare le 30 lastre per Acme.
        Partite con la produzione delle 6 porte per Acme.
        Mettici via 200 m di cavo per Acme, passiamo giovedì.
        Tieni 3 t di acciaio per Acme.
        Intanto preparate le 40 cornici di Acme, le ritiriamo lunedì.
        Goedemorgen, leg 40 motoren apart voor Acme.
        Wij nemen 12 pallets voor Acme, levering 18 januari.
        We hebben 18 motoren nodig voor Acme op 10 januari, plan ze maar in.
        Jullie kunnen vast beginnen met zagen voor Acme.
        Zet 200 m kabel voor ons klaar voor Acme.
        Start de productie van de 6 deuren voor Acme maar.
        Reserveer 3 ton staal voor project Acme.
        Dzień dobry, proszę odłożyć 40 silników dla Acme.
        Bierzemy 12 palet dla Acme, dostawa 18 stycznia.
        Potrzebujemy 18 silników dla Acme na 10 stycznia, proszę zaplanować.
        Możecie ciąć 30 blach dla Acme.
        Ruszajcie z produkcją 6 drzwi dla Acme.
        Odłóżcie nam 200 m kabla na projekt Acme.
        Bom dia, guardem-nos 40 motores para a Acme.
        Ficamos com 12 paletes para a Acme, entrega a 18 de janeiro.
        Precisamos de 18 motores para a Acme a 10 de janeiro, contem com isso.
        Podem começar a cortar as 30 chapas para a Acme.
        Arranquem com a produção das 6 portas da Acme.
        Reserva-nos 200 m de cabo para a Acme.
        Encomendamos 40 caixas para a obra da Acme.
        Hej, lägg undan 40 motorer till Acme.
        Vi tar 12 pallar till Acme, leverans den 18 januari.
        Vi behöver 18 motorer till Acme den 10 januari, planera in dem.
        Ni kan börja kapa de 30 plåtarna till Acme.
        Kör igång produktionen av 6 dörrar till Acme.
        Reservera 200 m kabel åt oss till Acme.
        Hej, læg 40 motorer til side til Acme.
        Vi tager 12 paller til Acme, levering den 18. januar.
        Vi skal bruge 18 motorer til Acme den 10. januar, sæt dem i plan.
        I kan godt begynde at skære de 30 plader til Acme.
        Sæt produktionen af 6 døre til Acme i gang.
        Reserver 200 m kabel til os til Acme.
        Dobrý den, odložte nám 40 motorů pro Acme.
        Bereme 12 palet pro Acme, dodání 18. ledna.
        Objednáváme 40 skříní pro Acme.
        Prosím rezervujte 200 m kabelu pro Acme.
        Můžete začít řezat 30 plechů pro Acme.
        Morning Pat, put 40 frames by for Acme.
        Start cutting the 30 panels for Acme please.
        Count us in for 18 motors, Acme, needed by 10 January.
        Hallo Jens, die 24 Antriebe für Acme bitte fest einbuchen.
        Wir nehmen die zwei Container für Acme, Abruf in KW 5.
        Bonjour, préparez 8 rouleaux pour Acme, je passe lundi.
        Hola, preparadnos 8 rollos para Acme, paso el lunes.
        Preparate 8 rotoli per Acme, passo lunedì.
        Houd 8 rollen voor Acme apart, ik kom maandag.
        Przygotujcie 8 rolek dla Acme.
        Preparem 8 rolos para a Acme, passo na segunda.
        Ställ undan 8 rullar till Acme.
        Gem 8 ruller til Acme.
        Připravte 8 rolí pro Acme.
        ",
        "
        Haltet bitte die 40 Rahmen für Acme noch zurück, nichts bestellen.
        Was kosten 40 Rahmen für Acme?
        Bitte noch keine Rahmen für Acme zuschneiden.
        Wenn Acme unterschreibt, brauchen wir 40 Rahmen.
        Für das Angebot an Acme brauchen wir Ihren Preis für 18 Motoren bis Montag.
        Wir haben letztes Jahr 12 t Blech für Acme bestellt.
        Schickt uns bitte ein Muster für Acme.
        Bitte die 200 m Kabel für Acme stornieren.
        Könnten Sie bis wann 40 Rahmen für Acme liefern, nur als Richtwert?
        Wir nehmen am Termin bei Acme teil, 12 Leute.
        Ne lancez pas encore la découpe pour Acme.
        Quel serait votre prix pour 40 moteurs pour Acme ?
        Si Acme signe, il me faudra 18 moteurs.
        Merci de me garder une place pour le déjeuner chez Acme.
        Annulez les 12 palettes pour Acme.
        L'an dernier on a pris 12 palettes pour Acme.
        Gardez les plans d'Acme pour vous.
        Merci d'attendre avant de lancer les 6 portes Acme.
        Il me faut votre devis pour 18 moteurs pour Acme avant lundi.
        No cortéis todavía las planchas para Acme.
        ¿Cuánto costarían 40 motores para Acme?
        Si Acme firma necesitaremos 18 motores.
        Anulad los 12 palés para Acme.
        Necesitamos precio de 18 motores para Acme antes del lunes.
        Guardadnos sitio en la feria junto a Acme.
        El año pasado pedimos 12 palés para Acme.
        Id mirando precios de 3.000 m² para Acme.
        Non tagliate ancora le lastre per Acme.
        Quanto costano 40 motori per Acme?
        Se Acme firma ci servono 18 motori.
        Annullate i 12 bancali per Acme.
        Ci serve un preventivo per 18 motori per Acme entro lunedì.
        L'anno scorso abbiamo preso 12 bancali per Acme.
        Tieni i disegni di Acme in archivio.
        Zaag nog niets voor Acme.
        Wat kosten 40 motoren voor Acme?
        Als Acme tekent hebben we 18 motoren nodig.
        Annuleer de 12 pallets voor Acme.
        We hebben een prijs nodig voor 18 motoren voor Acme.
        Vorig jaar namen we 12 pallets voor Acme.
        Zet de prijzen voor Acme klaar.
        Nie tnijcie jeszcze blach dla Acme.
        Ile kosztuje 40 silników dla Acme?
        Jeśli Acme podpisze, potrzebujemy 18 silników.
        Proszę anulować 12 palet dla Acme.
        Potrzebujemy wyceny 18 silników dla Acme.
        W zeszłym roku zamówiliśmy 12 palet dla Acme.
        Não cortem ainda as chapas para a Acme.
        Quanto custam 40 motores para a Acme?
        Se a Acme assinar precisamos de 18 motores.
        Anulem as 12 paletes para a Acme.
        Precisamos de cotação para 18 motores para a Acme.
        No ano passado encomendámos 40 caixas para a Acme.
        Kapa inget till Acme än.
        Vad kostar 40 motorer till Acme?
        Om Acme skriver på behöver vi 18 motorer.
        Avboka de 12 pallarna till Acme.
        Vi behöver ett pris på 18 motorer till Acme.
        Förra året tog vi 12 pallar till Acme.
        Vi tar med två kollegor till Acme på torsdag.
        Skær ikke noget til Acme endnu.
        Hvad koster 40 motorer til Acme?
        Hvis Acme skriver under, skal vi bruge 18 motorer.
        Annuller de 12 paller til Acme.
        Vi skal bruge en pris på 18 motorer til Acme.
        Sidste år tog vi 12 paller til Acme.
        Zatím neřežte plechy pro Acme.
        Kolik stojí 40 motorů pro Acme?
        Jestli Acme podepíše, potřebujeme 18 motorů.
        Zrušte prosím 12 palet pro Acme.
        Don't start cutting for Acme.
        What would 40 frames for Acme cost?
        If Acme sign we'll take 12 pallets.
        Please cancel the 12 pallets for Acme.
        Wir nehmen die zwei Container für Acme zurück.
        Wir nehmen 2 Muster für Acme mit.
        Wir bestellen für Acme erst, wenn der Vertrag da ist.
        Macht bitte die Zeichnung für Acme fertig.
        Macht die Rechnung für Acme fertig.
        Die 24 Antriebe für Acme sind falsch geliefert worden.
        Wir nehmen 14 Uhr für Acme.
        Préparez 8 échantillons pour Acme.
        On prend 10 minutes pour Acme demain ?
        On prend 3 % de marge pour Acme.
        Il me faut 2 factures pour Acme.
        Gardez-moi 5 minutes pour Acme.
        Lancez la commande pour Acme seulement après ma confirmation.
        Reservad 10 minutos para Acme.
        Necesito 2 facturas para Acme.
        Podéis ir preparando las facturas para Acme.
        Preparad las muestras para Acme.
        Guardad los datos de Acme.
        Prendiamo 10 minuti per Acme domani?
        Preparate la fattura per Acme.
        Metti 3 foto per Acme nella cartella.
        We nemen 10 minuten voor Acme.
        Maak de factuur voor Acme klaar.
        Zet 3 foto's voor Acme in de map.
        Przygotujcie fakturę dla Acme.
        Bierzemy 2 osoby do Acme.
        Preparem a fatura para a Acme.
        Guardem 2 lugares para a Acme na feira.
        Vi tar 2 bilar till Acme.
        Skicka fakturan till Acme.
        Vi tager 2 biler til Acme.
        Send fakturaen til Acme.
        Připravte fakturu pro Acme.
        Danke für die 40 Motoren für Acme, sind angekommen.
        Merci pour les 12 palettes pour Acme, bien reçues.
        Gracias por los 40 motores para Acme, han llegado.
        Grazie per i 40 motori per Acme, arrivati.
        Bedankt voor de 40 motoren voor Acme, ze zijn er.
        Dziękuję za 40 silników dla Acme, dotarły.
        Obrigado pelos 40 motores para a Acme, chegaram.
        Tack för de 40 motorerna till Acme, de har kommit.
        Tak for de 40 motorer til Acme, de er kommet.
        Díky za 40 motorů pro Acme, dorazily.
        Wo bleiben die 40 Motoren für Acme?
        Où sont les 12 palettes pour Acme ?
        Von den 40 Motoren für Acme sind 3 defekt.
        Sur les 12 palettes pour Acme, 2 sont abîmées.
        ",
    );
}

#[test]
fn what_english_denies_no_other_language_sets_aside() {
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Please book 2 cranes for Acme.
        Hold 4 units for Acme.
        Hold av 2 kraner for Acme.
        Book 2 kraner til Acme.
        Hold 40 motorer til Acme i uge 3.
        Sæt 4 pumper til side til Acme.
        ",
        "
        Please don't book 2 cranes for Acme.
        Don't hold 4 units for Acme yet.
        I never said to hold 3 for Acme.
        No need to book 2 trucks for Acme.
        Hold ikke 4 pumper til Acme.
        Book ikke 2 kraner til Acme.
        ",
    );
}

#[test]
fn nobody_is_kept_back_and_who_is_something_of_the_year_bought_nothing() {
    assert_kind(
        TEAM,
        "allocation",
        "
        Keep two fitters back for Acme.
        Put four people on Sunday the 24th for Acme.
        ",
        "
        Acme I'm still hoping for but not a peep yet, so keep nobody back for that one.
        Please book nothing for Acme until I say so.
        ",
    );
    assert_kind(
        TEAM,
        "celebration",
        "
        We won Acme, what a year!
        ",
        "
        Have you seen, Acme have won Leisure Centre of the Year!
        Acme was named employer of the year, fantastic news for them.
        ",
    );
}
