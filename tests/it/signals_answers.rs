//! A yes to the offer and a no in plain words, and what is a yes or a no to something else.

use crate::signals_abroad::INBOUND;
use crate::signals_reach::assert_kind;

#[test]
fn a_yes_to_the_offer_binds_and_one_to_a_day_does_not() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Guten Tag Frau Maes, wir nehmen Ihr Angebot an, bitte legen Sie los.
        Hallo Kai, passt, wir bestellen wie angeboten.
        Moin, machen wir so, Auftrag erteilt.
        Einverstanden mit dem Angebot, bitte liefern.
        Anzahlung ist raus, Beleg anbei.
        Servus, bitte führen Sie den Auftrag aus, Bestellnummer 4711.
        Bonjour Greg, c'est bon pour nous, on valide le devis.
        Hello, ok pour le devis, vous pouvez lancer.
        Bonjour Claire, devis accepté, bonne réception.
        Salut Hugo, on y va, commande ferme selon votre offre.
        Bonjour, virement de l'acompte effectué ce matin, justificatif joint.
        D'accord pour votre offre du 12, merci de démarrer.
        Hola Inma, adelante con el presupuesto.
        Buenos días, damos el visto bueno al presupuesto, podéis empezar.
        Hola, de acuerdo con la oferta, haced el pedido.
        Buenas, hemos hecho el ingreso del 30 %, adjunto resguardo.
        Hola Tine, lo encargamos según vuestra oferta 77.
        Ciao Paco, ok al preventivo, partite pure.
        Buongiorno, accettiamo la vostra offerta, procedete.
        Salve, va bene il preventivo, ordiniamo.
        Ciao, fatto il bonifico dell'acconto, allego contabile.
        Confermato, procedete con l'ordine come da offerta 12.
        Buongiorno Greg, diamo l'ok all'offerta 77.
        Prima Rob, akkoord met de offerte.
        Akkoord, ga je gang.
        Dag Tine, offerte is goedgekeurd, jullie kunnen beginnen.
        Hoi, doen we, bestel maar.
        Hallo, de aanbetaling is zojuist overgemaakt, bewijs in bijlage.
        Beste Greg, we gaan ermee akkoord, graag inplannen.
        Dzień dobry, akceptujemy ofertę, proszę o realizację.
        Cześć Greg, zamawiamy, numer zamówienia 88.
        Dzień dobry, zlecamy wykonanie zgodnie z ofertą.
        Witam, zaliczka przelana, potwierdzenie w załączniku.
        Proszę ruszać z realizacją, oferta zaakceptowana.
        Bom dia Greg, aceitamos o orçamento, podem avançar.
        Olá, orçamento aprovado, arranquem.
        Olá Inma, transferência do sinal feita, comprovativo em anexo.
        Boa tarde, adjudicamos conforme a vossa proposta.
        Está aprovado, podem encomendar o material e avançar com a obra.
        Hej Tine, vi lägger ordern.
        Hej Olle kör på det, vi beställer enligt offerten.
        Hallå, vi accepterar offerten, sätt igång.
        Hej, kör på offerten.
        Hejsan Karin, handpenningen är betald, kvitto bifogas.
        God morgon, ja tack till offerten, boka in oss.
        Offerten är godkänd, ni kan börja.
        Hej Tine, vi afgiver ordren.
        Hej, vi siger ja tak til tilbuddet, gå bare i gang.
        Hej Lars, tilbuddet er godkendt, I kan starte.
        Hej, depositum er betalt, kvittering vedhæftet.
        Goddag, vi bestiller ifølge tilbuddet.
        Dobrý den, nabídku přijímáme, prosím realizujte.
        Dobrý den, objednáváme dle nabídky 77.
        Záloha je zaplacená, potvrzení v příloze.
        Hallo Rob, Angebot ist freigegeben, ihr könnt starten.
        Bonjour, on accepte votre devis.
        De acuerdo con vuestra oferta, adelante.
        Ok all'offerta, procedete.
        Hoi Rob, we zijn akkoord, plan maar in.
        Zgadzamy się na ofertę, proszę zaczynać.
        Concordamos com a proposta, avancem.
        Hej, vi accepterer tilbuddet.
        Souhlasíme s nabídkou, můžete začít.
        ",
        "
        Guten Tag Frau Maes, wir nehmen Ihr Angebot gerne in die engere Wahl.
        Wenn der Preis passt, bestellen wir.
        Die Bestellung kommt nächste Woche.
        Wir bestellen voraussichtlich im März.
        Einverstanden mit dem Termin.
        Wir haben beim Mitbewerber bestellt.
        Können wir so bestellen?
        Wir bestellen noch nicht.
        Bonjour Greg, ok pour le rendez-vous de mardi.
        On valide le devis dès que la direction est d'accord.
        Ok pour le devis mais il manque la pose.
        Peut-on valider le devis sans acompte ?
        Nous passerons commande la semaine prochaine.
        On n'a pas validé le devis.
        D'accord, envoyez-nous votre offre.
        Hola, de acuerdo con la fecha de la visita.
        Damos el visto bueno cuando lo apruebe el consejo.
        ¿Podemos dar el ok al presupuesto sin señal?
        No damos el ok todavía al presupuesto.
        Hola, adelante con la muestra.
        Os haremos el pedido la semana que viene.
        Buongiorno, ok per martedì.
        Va bene il preventivo ma ne parlo con il socio.
        Se il preventivo va bene al socio, ordiniamo.
        Faremo il bonifico la settimana prossima.
        Non accettiamo la vostra offerta.
        Possiamo ordinare senza acconto?
        Akkoord met de afspraak van maandag.
        Akkoord met de offerte? Dat hangt van de directie af.
        Als de directie akkoord gaat met de offerte bestellen we.
        We gaan niet akkoord met de offerte.
        De bestelling volgt volgende week.
        Kunnen we akkoord geven zonder aanbetaling?
        Nog geen akkoord met de offerte van de directie.
        Dzień dobry, akceptujemy termin spotkania.
        Jeśli zarząd zaakceptuje ofertę, zamówimy.
        Nie akceptujemy oferty.
        Zamówienie wyślemy w przyszłym tygodniu.
        Czy możemy zamówić bez zaliczki?
        Olá, aceitamos a data da reunião.
        Se a direção aprovar o orçamento, avançamos.
        Não aceitamos o orçamento.
        A encomenda segue na próxima semana.
        Podemos aceitar o orçamento sem sinal?
        Hej Tine, vi lägger ordern om styrelsen säger ja.
        Hej, kör på med demon.
        Vi beställer kanske i mars.
        Hej, vi lägger inte ordern.
        Beställningen kommer nästa vecka.
        Kan vi beställa utan handpenning?
        Ja tack till mötet på tisdag.
        Hej, vi siger ja tak til mødet.
        Hej, vi bestiller hvis bestyrelsen siger ja.
        Vi bestiller ikke endnu.
        Ordren kommer i næste uge.
        Kan vi bestille uden depositum?
        Dobrý den, termín přijímáme.
        Objednávku pošleme příští týden.
        Nabídku nepřijímáme.
        Jestli vedení schválí nabídku, objednáme.
        Das Angebot ist bei uns im Haus freigegeben zur Prüfung.
        Einverstanden mit dem Angebot bin ich nur ohne Montage.
        Wir bestellen wie besprochen erst im Mai.
        Die Anzahlung ist zu hoch.
        Ist die Anzahlung raus?
        Wir nehmen Ihr Angebot zur Kenntnis.
        Wir bestellen laut Angebot nur zwei statt vier, bitte neues Angebot.
        D'accord pour le devis gratuit, passez mardi.
        Ok pour le devis, je l'attends.
        On prend le devis avec nous au conseil.
        Accord pour l'offre d'essai gratuite.
        Adelante con la oferta, la espero mañana.
        El presupuesto aprobado por el consejo es de 30.000.
        Damos el ok a la oferta de prueba gratuita.
        Ok al preventivo gratuito, vi aspetto martedì.
        Il preventivo approvato dal consiglio è di 30.000.
        Procedete come da offerta? Non ancora.
        Akkoord met de offerte voor het onderhoud van vorig jaar?
        Offerte goedgekeurd door de baas? Nog niet.
        De goedgekeurde offerte is van de concurrent.
        Akceptujemy ofertę próbną.
        Oferta zaakceptowana przez zarząd to ta od konkurencji.
        Aceitamos a proposta de reunião.
        Aprovado pela direção, só falta a assinatura.
        Vi kör på offerten från konkurrenten.
        Ja tack till offerten, skicka den gärna.
        Offerten är godkänd? Inte än.
        Ja tak til tilbuddet, send det gerne.
        Tilbuddet er godkendt af chefen, men ikke af bestyrelsen.
        Nabídku přijímáme k posouzení.
        Guten Tag, wir haben Ihr Angebot erhalten und prüfen es.
        Wir bedanken uns für Ihr Angebot und melden uns.
        Danke, wir geben Ihnen nach der Sitzung Bescheid.
        Merci pour votre devis, nous l'étudions.
        Bonjour, merci pour l'offre, on regarde.
        Gracias por el presupuesto, lo estudiamos.
        Hola, recibido el presupuesto, lo vemos con el jefe.
        Grazie del preventivo, lo guardiamo.
        Ricevuta l'offerta, ne parliamo in consiglio.
        Bedankt voor de offerte, we bekijken hem.
        Offerte ontvangen, dank.
        Dziękuję za ofertę, przeanalizujemy.
        Obrigado pelo orçamento, vamos analisar.
        Tack för offerten, vi tittar på den.
        Tak for tilbuddet, vi kigger på det.
        Děkuji za nabídku, podíváme se na ni.
        Ci piace molto la vostra offerta.
        Offerten ser bra ut.
        Tilbuddet ser godt ud.
        Oferta wygląda dobrze.
        ",
    );
}

#[test]
fn who_stays_with_another_refuses_and_who_stays_with_a_variant_does_not() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Bom dia Greg, este ano não vamos avançar, ficamos com o fornecedor atual.
        Guten Tag, wir bleiben bei unserem bisherigen Lieferanten.
        Hallo Frau Maes, leider haben wir uns anders entschieden.
        Danke, aber wir machen das jetzt intern.
        Hallo, ich habe den Anhänger jetzt gebraucht von Huber gekauft. Tut mir leid.
        Wir sehen von der Anschaffung ab.
        Bonjour Greg, après réflexion nous restons avec notre fournisseur actuel.
        Désolé, on a pris quelqu'un d'autre.
        Bonjour, nous ne donnons pas suite, merci.
        Bonjour, on a acheté d'occasion finalement, désolé.
        Nous abandonnons le projet.
        Hola Tine, este año no seguimos, nos quedamos con el proveedor actual.
        Hola, al final hemos comprado otra, lo siento.
        Gracias, pero vamos a hacerlo con otra empresa.
        Buenas, hemos decidido no seguir adelante.
        Buongiorno Greg, quest'anno non procediamo, restiamo con il fornitore attuale.
        Ciao, alla fine ho preso un usato da un altro, scusa.
        Buongiorno, abbiamo deciso di non procedere.
        Grazie ma ci siamo affidati a un'altra ditta.
        Dag Tine, dit jaar gaan we niet door, we blijven bij onze huidige leverancier.
        Hoi, ik heb er uiteindelijk een tweedehands gekocht, sorry.
        Helaas, we hebben voor een andere partij gekozen.
        We zien ervan af.
        Dzień dobry, zostajemy przy obecnym dostawcy.
        Niestety wybraliśmy innego dostawcę.
        Olá, acabámos por comprar a outro, desculpe.
        Boa tarde, optámos por outra empresa.
        Decidimos não avançar.
        Hej Tine, i år blir det inget, vi stannar hos nuvarande leverantör.
        Tyvärr, vi valde en annan.
        Hej, vi köpte en begagnad istället, sorry.
        Vi avstår den här gången.
        Hej Tine, vi bliver hos vores nuværende leverandør.
        Desværre, vi valgte en anden.
        Hej, vi endte med at købe en brugt, beklager.
        Vi takker nej denne gang.
        Dobrý den, zůstáváme u stávajícího dodavatele.
        Bohužel jsme vybrali jiného dodavatele.
        I went ahead and bought the other one from Odessa. Sorry hon. Next one's yours.
        In the end we bought second-hand.
        Hi Tom, we're staying with who we have.
        Wir haben den Auftrag anderweitig vergeben.
        Nous avons choisi un autre prestataire.
        Hemos elegido otro proveedor.
        Abbiamo scelto un altro fornitore.
        We zijn met een ander in zee gegaan.
        Wybraliśmy inną firmę.
        Escolhemos outro fornecedor.
        Vi har valt en annan leverantör.
        Vi har valgt en anden leverandør.
        Vybrali jsme jinou firmu.
        ",
        "
        Wir bleiben bei unserem Wunschtermin.
        Wir haben uns für Variante B entschieden, was kostet sie?
        Wir nehmen den alten Plan nicht, nur ein Dock. Neues Angebot bitte.
        Wenn der Preis bleibt, nehmen wir einen anderen.
        Wir haben uns noch nicht entschieden.
        Wir haben uns gegen Huber und für Sie entschieden.
        Nous restons sur le modèle B, quel prix ?
        Nous n'avons pas encore choisi.
        Si le prix ne bouge pas, nous prendrons quelqu'un d'autre.
        On a abandonné l'idée des deux quais, un seul suffit. Nouveau devis ?
        Nos quedamos con la opción B, ¿precio?
        Todavía no hemos decidido.
        Si no bajáis, vamos a hacerlo con otra empresa.
        No seguimos con el plan antiguo de dos muelles. ¿Nuevo presupuesto para uno?
        Restiamo sulla variante B, quanto costa?
        Non abbiamo ancora scelto.
        Se non scendete ci affidiamo a un'altra ditta.
        We blijven bij variant B, wat kost die?
        We hebben nog niet gekozen.
        Als u niet zakt, kiezen we een andere partij.
        Zostajemy przy wariancie B, ile kosztuje?
        Jeszcze nie wybraliśmy dostawcy.
        Ficamos com a opção B, qual o preço?
        Ainda não decidimos.
        Não vamos avançar com o plano antigo de dois cais. Novo orçamento para um?
        Vi stannar vid alternativ B, vad kostar det?
        Vi har inte valt än.
        Vi bliver ved variant B, hvad koster den?
        Vi har ikke valgt endnu.
        Zůstáváme u varianty B, kolik stojí?
        Ještě jsme nevybrali.
        Decided not to go ahead with the old plan of two docks. One dock first. Can you requote?
        Not going ahead with option A, option B it is. Price?
        We bought the forklift from Odessa, so now we need your racking even more.
        Wir machen die Montage selbst, liefern Sie nur.
        Wir haben gebraucht noch eine Woche.
        Wir haben die alte Anlage gebraucht gekauft, jetzt soll eine neue her.
        On a trouvé quelqu'un d'autre pour la pose, votre offre sans pose ?
        On fait la pose nous-mêmes.
        On a acheté d'occasion la première, maintenant on veut du neuf.
        El montaje lo hacemos nosotros mismos.
        Nos quedamos con el proveedor de transporte.
        Il montaggio lo facciamo internamente.
        Ho preso un usato anni fa, ora cerco nuovo.
        De montage doen we zelf.
        Daar zie ik wel van af, van die extra beugel.
        Montaż robimy sami.
        A montagem fazemos internamente.
        Comprei um usado há anos, agora quero novo.
        Monteringen gör vi själva.
        Vi avstår från montage, bara leverans.
        Vi valde en annan färg.
        Monteringen laver vi selv.
        Vi takker nej til mødet.
        Montáž děláme sami.
        Guten Tag, wir bleiben dran.
        Nous restons à votre disposition.
        Nous restons en contact.
        Quedamos a la espera de su oferta.
        Seguimos en contacto.
        Restiamo in attesa del preventivo.
        We blijven in contact.
        Zostajemy w kontakcie.
        Ficamos a aguardar a vossa proposta.
        Vi stannar på mötet till tre.
        Vi bliver glade for en pris.
        Zůstáváme v kontaktu.
        J'ai acheté le journal.
        He comprado otra impresora, por eso tardo.
        ",
    );
}

#[test]
fn an_order_a_refusal_and_a_wish_for_haste_may_hold_a_date_or_a_remark() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Wir nehmen Ihr Angebot vom 14. Juli an.
        Vi beställer härmed klipparen enligt er offert, märk fakturan med Bana 2026.
        Akkoord met offerte 7731, u kunt starten.",
        "
        Ihr Angebot vom 14. Juli sehen wir uns an.
        Nous vous renvoyons l'accord de confidentialité signé.
        Ci-joint le compte rendu signé de la visite.
        Anbei der unterschriebene Besuchsschein.
        Adjunto el albarán firmado.
        Hierbij de getekende pakbon.",
    );
    assert_kind(
        INBOUND,
        "decline",
        "
        Leider kein Interesse mehr an der Photovoltaikanlage.
        Wir ziehen unsere Anfrage vom 4. Mai hiermit zurück.
        Retiramos nuestra solicitud de oferta para las carpas.",
        "
        Wir ziehen die Anfrage für Halle 2 vor.
        Es besteht großes Interesse an der Anlage.",
    );
    assert_kind(
        INBOUND,
        "revocation",
        "
        L'ordine lo annulliamo, consideralo carta straccia.
        El pedido lo anulamos, lo siento.",
        "
        L'ordine lo ritiriamo domani col nostro furgone.
        El pedido lo retiramos nosotros en su almacén.",
    );
    assert_kind(INBOUND, "deferral", "Belt gij mij eens terug na 15 augustus?", "Belt gij mij eens terug over de prijs?");
    assert_kind(
        INBOUND,
        "urgency",
        "Ik moet deze week nog weten of jullie dat rond krijgen!!",
        "Ik moet nog weten hoe dat werkt.",
    );
}
