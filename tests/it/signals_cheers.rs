//! Cheers, orders and refusals beside what sounds like them: feasts, scores and wins of others, what was sold by name, an order that is only
//! announced, a refusal with a condition; in all languages that are judged.

use jiff::civil::date;
use wentdark::domain::signal::SignalKind;
use wentdark::signals::{Dating, Detectors, Named, NewText, detect};

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM};
use crate::signals_reach::assert_kind;

#[test]
fn a_feast_a_score_and_a_win_of_theirs_are_no_deal() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Congrats on the Acme order, team!
        Congratulations everyone, Acme signed this morning.
        Kudos to Lea, Acme is ours!
        Glückwunsch, Acme gehört uns!
        Gratuliere zum Auftrag von Acme!
        Félicitations, Acme est à nous !
        Enhorabuena equipo, hemos ganado Acme.
        Complimenti a tutti, Acme è nostra!
        Gefeliciteerd met Acme!
        Well done Sam for landing Acme.
        Bravo Marie, le contrat Acme est signé !
        Great news from Acme: they've signed!
        Acme called, they've awarded us the job!
        Great news from Acme, we won the contract!
        We nailed it! Acme starts next week.
        We won it. Acme next week will send the deposit.
        Gewonnen! Acme hat bestellt.
        Won! Acme takes all 3.
        Die Anlage für Acme ist verkauft!
        La ligne de Acme est vendue !
        Línea de Acme vendida!
        Linea di Acme venduta!
        Acme hat unterschrieben, wir können loslegen.
        Acme a signé, champagne !
        Acme ha firmado, ¡por fin!
        Acme ha firmato, evviva!
        Acme heeft getekend, taart!
        ",
        "
        Congrats on the new house, Tom! Acme sends regards.
        Congratulations to Acme on their medal!
        Kudos to Pat at Acme for the marathon.
        Well done Jo on the exam, Acme gave her the day off.
        Gratulation an die Chefin von Acme zur Hochzeit!
        Herzlichen Glückwunsch zum Nachwuchs! Bei Acme ist auch einer unterwegs.
        Félicitations pour la naissance ! Acme t'embrasse.
        Enhorabuena por la boda de tu hija. Los de Acme mandan flores.
        Auguri per la laurea! Il dottore di Acme ti saluta.
        Gefeliciteerd met je zoon! Acme stuurt beschuit.
        Grattis på födelsedagen! Acme hälsar.
        Gratulacje z okazji ślubu! Acme pozdrawia.
        Great news from Acme, they won the council framework.
        Acme called: they've landed the hospital chain as a customer.
        Acme has won a big tender with the railways.
        What a win for the Leeds team! Acme is still on my list.
        Gewonnen! 4:2 gegen Acme.
        On a gagné 3-2 contre Acme.
        Hemos ganado 2-1 contra los de Acme.
        We won! 5-3 against the Acme team.
        Vi vann! 3-1 mot Acme.
        Acme verkocht.
        Acme venduta.
        Acme wurde verkauft, neuer Eigentümer ist ein Fonds.
        Acme est vendue à un groupe suédois.
        Acme såld, nya ägare är ett riskkapitalbolag.
        Haben wir Acme schon etwas verkauft?
        Noch ist bei Acme nichts verkauft!
        Acme hat unterschrieben, aber nur die Geheimhaltung.
        Acme hat unterschrieben, allerdings bei Huber.
        Acme a signé, mais chez le concurrent.
        Acme heeft getekend voor ontvangst.
        Acme heeft getekend, maar bij Huber.
        Acme ha firmado, pero con la competencia.
        Acme ha firmato con un altro.
        ",
    );
}

#[test]
fn what_is_sold_or_signed_by_name_is_cheered_whatever_stands_behind() {
    assert_kind(
        TEAM,
        "celebration",
        "
        l'évaporateur de la Acme est vendu! Sylvain tu peux couper l'inox.
        Ingegnere, venduti! I due gommoni di Acme sono nostri.
        Acme ist verkauft!
        champagne ! Le catalogue Acme est pour nous.
        de buit is binnen: drie locaties van Acme!
        Acme är hem och grillat.
        Acme kupuje oklejarkę, sprawa załatwiona!
        abbiamo chiuso con il Acme, i faretti li facciamo noi! Evviva!
        Acme heeft getekend voor de spiegels, yes!
        for the newsletter: we're thrilled to welcome Acme to the family!
        On a Acme !
        Acme est dans la boîte.
        Vi fick Acme!
        Congrats on Acme, Dana!
        Félicitations à Guy, Acme a signé !
        Glückwunsch zum Auftrag von Acme!
        ",
        "
        Acme is on my list to copy their trick.
        Fantastic news from Acme: they've won the Tesco contract so volumes double.
        Paco felicidades por los 50!!! Y acuérdate que con Acme ganamos la campaña del 2022.
        herzlichen Glückwunsch zum Dienstjubiläum! Der Horst von Acme lässt auch grüßen.
        félicitations à Guy du Acme, il est papa !
        ¡Enhorabuena a los de Acme por la medalla de oro en Burdeos!
        auguri di buon compleanno! La torta viene dalla pasticceria Acme, assaggiala.
        Henk, gewonnen!! 3-1 tegen Acme, Rob jr. scoorde twee keer.
        Glückwunsch zum neuen Auto! Zu Acme nichts Neues.
        ¡Felicidades por la boda! Acme sigue sin contestar.
        Gewonnen! 3-1 gegen die Jungs von Acme.
        ",
    );
}

#[test]
fn what_a_supplier_is_to_hold_off_with_is_not_reserved() {
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Merci de me mettre de côté 3,2 t de couché mat 135 g pour le catalogue Acme
        vi tar två GX 4000 till Acme, leverans v 49. Märk Skolsyd.
        reservadnos 600 m de náutico azul para Acme, entrega en enero.
        id preparando 3.000 m² de térmico 800 galgas para los túneles de Acme, recogemos el 20 de mayo.
        proszę o rezerwację 38 t profili na halę Acme
        Zamawiam 40 obudów dla Acme.
        Please hold the slot on line 2 for Acme.
        Hold off all other orders and keep line 2 for Acme.
        Hold 40 frames for Acme please.
        Please keep back 12 sheets for Acme.
        Vi beställer 12 motorer till Acme, leverans v 40.
        Reservadnos 200 m de cable para Acme.
        Id cortando 40 chapas para Acme.
        Prosimy o zarezerwowanie 40 silników dla Acme.
        Merci de nous réserver 3 t d'acier pour Acme.
        Kunnen jullie 40 motoren vasthouden voor Acme?
        ",
        "
        Could you hold off on the Acme glass until I say so? They're dithering.
        Hold off on the Acme castings until I say so.
        Please hold back on the Acme frames for now.
        Hold fire on the Acme order please.
        We are holding off with Acme until they sign.
        Reservadnos mesa para Acme el jueves.
        Id preparando la oferta para Acme.
        Vi tar gärna två offerter till Acme.
        Proszę o rezerwację stolika dla Acme.
        Vi tar två dagar ledigt.
        Zamawiam pizzę dla 4 osób z Acme.
        ",
    );
}

#[test]
fn an_order_that_is_only_announced_or_denied_binds_nobody() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        prima rob, akkoord met de offerte. doe maar op een maandag
        kör på det, vi beställer enligt offerten.
        Hej Tine, vi lägger ordern, inköpsordernummer 90021.
        hecha la transferencia del 30 %, te adjunto justificante.
        Anbei unsere Bestellung 4711.
        Hiermit bestellen wir 40 Pumpen, Lieferung bitte in den nächsten Wochen.
        Die Anzahlung haben wir heute überwiesen.
        Akkoord met uw offerte, graag leveren in week 40.
        Wij gaan akkoord met de offerte.
        Vi lägger ordern nu, nummer 4711.
        Vi afgiver hermed ordren nr. 4711.
        Vi beställer enligt er offert 332.
        Hecha la transferencia del anticipo.
        ",
        "
        die Bestellung geht Ihnen in den nächsten Tagen zu, es fehlt noch eine Unterschrift.
        Die Bestellung geht Ihnen in den nächsten Tagen zu.
        Die Bestellung folgt in den nächsten Tagen.
        Unsere Bestellung kommt demnächst.
        Der Auftrag geht Ihnen nächste Woche zu.
        Es fehlt noch die Unterschrift vom Chef, dann kommt die Bestellung.
        Niet akkoord met de offerte, te duur.
        We zijn nog niet akkoord met de prijs.
        Vi lägger ingen order förrän i maj.
        Vi lägger kanske ordern i maj.
        Kommer ni att lägga ordern hos fabriken?
        Hecha la visita, ahora falta el precio.
        Cuando esté hecha la transferencia os aviso.
        Vi beställer enligt ramavtal hos vår nuvarande leverantör.
        ",
    );
}

#[test]
fn who_refuses_on_a_condition_or_drops_a_variant_goes_on() {
    assert_kind(
        INBOUND,
        "decline",
        "
        I went ahead and bought the Trail King from Odessa. Sorry hon. Next one's yours
        este ano não vamos avançar, ficamos com o fornecedor atual.
        We have decided not to go ahead with the project.
        We won't be going ahead, neither with option A nor option B.
        Leider können wir Ihr Angebot nicht annehmen, wir haben uns für einen anderen Anbieter entschieden.
        Es war nicht leicht, aber wir haben uns für einen Mitbewerber entschieden.
        Ce n'est pas contre vous, nous avons choisi un autre fournisseur.
        Je n'ai pas de bonne nouvelle, nous restons avec notre fournisseur actuel.
        No ha sido fácil, hemos elegido otro proveedor.
        Este año no vamos a cambiar, seguimos con nuestro proveedor actual.
        Non è stato facile, abbiamo scelto un altro fornitore.
        Quest'anno non cambiamo, restiamo con il nostro fornitore attuale.
        Não vamos mudar este ano, continuamos com o fornecedor atual.
        Infelizmente não avançamos, optámos por outra empresa.
        Het was niet makkelijk, we hebben voor een andere leverancier gekozen.
        We gaan niet wisselen, we blijven bij onze huidige leverancier.
        To nie była łatwa decyzja, wybraliśmy inną firmę.
        Det var inte lätt, vi har valt en annan leverantör.
        Det var ikke nemt, vi har valgt en anden leverandør.
        We're not going ahead with this.
        We have decided not to proceed with your offer.
        We're not going ahead with either option.
        Sorry, I went ahead and ordered one from Miller.
        We went ahead and signed with another supplier.
        Wir haben uns leider nicht für Sie entschieden.
        Wir haben uns nicht für Ihr Angebot entschieden, sondern für ein anderes.
        Nous n'avons pas retenu votre offre.
        Wir müssen Ihnen leider absagen, vielleicht klappt es beim nächsten Mal.
        We hebben niet voor jullie gekozen maar voor een andere partij.
        ",
        "
        Decided not to go ahead with the old plan of two docks. One dock first. Can you requote?
        Not going ahead with option A, option B it is. Price?
        Wenn Sie nicht nachgeben, nehmen wir einen anderen Anbieter.
        Wir haben uns noch nicht für einen anderen Anbieter entschieden.
        Wir haben uns nicht für einen Mitbewerber entschieden.
        Noch ist nichts entschieden, vielleicht haben wir uns bald für einen anderen Anbieter entschieden.
        Falls der Preis bleibt, haben wir uns für einen Mitbewerber entschieden.
        Nous n'avons pas choisi un autre fournisseur.
        Si le prix ne baisse pas, nous restons avec notre fournisseur actuel.
        Nous restons avec notre fournisseur actuel si vous ne baissez pas.
        No hemos elegido otro proveedor.
        Si no bajan, seguimos con nuestro proveedor actual.
        Seguimos con nuestro proveedor actual si no bajan el precio.
        Non abbiamo scelto un altro fornitore.
        Se non scendete, restiamo con il nostro fornitore attuale.
        Restiamo con il nostro fornitore attuale se non scendete.
        Não continuamos com o fornecedor atual.
        Se não baixarem, continuamos com o fornecedor atual.
        Continuamos com o fornecedor atual se vocês não baixarem.
        We hebben niet voor een andere leverancier gekozen.
        Als jullie niet zakken, blijven we bij onze huidige leverancier.
        We blijven bij onze huidige leverancier als jullie niet zakken.
        Nie wybraliśmy innej firmy.
        Jeśli nie obniżycie ceny, wybraliśmy inną firmę.
        Vi har inte valt en annan leverantör.
        Om ni inte sänker stannar vi hos vår nuvarande leverantör.
        Vi har ikke valgt en anden leverandør.
        Hvis I ikke går ned, bliver vi hos vores nuværende leverandør.
        Vi stannar hos vår nuvarande leverantör om ni inte sänker priset.
        Wir bleiben bei unserem bisherigen Lieferanten, wenn Sie nicht nachbessern.
        Peut-être que nous restons avec notre fournisseur actuel.
        We're not proceeding with option B. Please quote option C.
        We won't go ahead with the bigger layout, the small one please.
        Not going with plan A. Plan B then.
        I went ahead and booked the room for Tuesday.
        I went ahead and signed the NDA.
        We went ahead and ordered the samples from you.
        ",
    );
}

#[test]
fn who_asks_to_be_left_names_a_time() {
    assert_kind(
        INBOUND,
        "deferral",
        "
        Ne riparliamo dal 14 settembre, ora siamo in regata.
        ¿te importa volver a escribirme la segunda semana de julio? A partir del 13.
        il bilancio va in giunta a novembre. La prego di risentirci dopo il 20 novembre.
        Hör av er efter sommaren.
        Ring mig på tisdag.
        Återkom i mars.
        Kontakta oss tidigast i januari.
        Vend tilbage efter påske.
        Ring til mig på mandag.
        Kontakt mig om to uger.
        Vi vil vente til foråret.
        Vi venter med beslutningen til marts.
        Vi skal vente med bestillingen til januar.
        Vi flytter beslutningen til marts.
        Proszę zadzwonić po 15 października.
        Proszę odezwać się w marcu.
        Proszę wrócić za dwa tygodnie.
        Proszę o kontakt po świętach.
        Retomamos o assunto em janeiro.
        Voltemos a falar depois do verão.
        The project is on ice until March.
        We have put this on ice for now.
        ",
        "
        Ring efter en taxi.
        Ring när du är framme.
        Vi hörs på mötet på tisdag.
        Kontakta mig vid frågor.
        Skriv först, sedan ringer vi.
        Ring hvis der er spørgsmål.
        Kontakt os efter leveringen.
        Proszę o kontakt po polsku.
        Proszę zadzwonić po otrzymaniu oferty.
        Proszę napisać po angielsku.
        Voltamos a falar na reunião.
        Falamos amanhã.
        Retomamos isto no ponto 3.
        Vi måste vänta på leveransen.
        Jag väntar på er offert.
        ",
    );
}

#[test]
fn what_a_text_begins_with_tells_of_what_its_subject_cheers() {
    let detectors = Detectors::builtin();
    let heard = |text: &str| {
        let dating = Dating { written: date(2026, 11, 27), order: None };
        let message = NewText {
            subject: Some("we won!!"),
            text,
            answers: &[],
            roles: TEAM,
            dating,
            closely: true,
            named: Named::default(),
        };
        detect(&detectors, &message).iter().any(|signal| signal.span.is_none())
    };
    assert!(heard("The contract is on its way, well done everybody."));
    assert!(!heard("Best of Hartford, can you believe it? They saw it in the paper."));
}

#[test]
fn what_is_cheered_where_nobody_is_named_must_be_a_plain_win() {
    let detectors = Detectors::builtin();
    let dating = Dating { written: date(2026, 11, 27), order: None };
    let cheers = |text: &str, in_subject: bool| {
        let named = Named { in_subject, in_text: &[] };
        let message = NewText { subject: None, text, answers: &[], roles: TEAM, dating, closely: true, named };
        detect(&detectors, &message).iter().any(|signal| signal.kind == SignalKind::Celebration)
    };
    for praise in ["Hats off to Lena for the new handbook.", "Hats off to the fitters for the new depot.", "Lena made partner!"] {
        assert!(!cheers(praise, false), "{praise}");
    }
    // Beside a name the same words are as good as ever; and so is what needs none.
    assert!(cheers("That brings us home for the quarter.", true) && !cheers("That brings us home for the quarter.", false));
    for win in ["They took the lot, forty units.", "Mark it down as ours, 40k.", "That one's ours then, boys.", "We won!"] {
        assert!(cheers(win, false), "{win}");
    }
}
