//! Wins in the words of eleven languages, behind greetings too, and what stands near them: hopes, questions, meetings, wins and sales of theirs.

use crate::signals_abroad::TEAM;
use crate::signals_reach::assert_kind;

#[test]
fn who_chose_us_said_yes_or_bought_is_won_and_who_did_so_elsewhere_is_not() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Jungs, Acme ist eingetütet, ich gebe heute einen aus!
        Moin zusammen, der Acme-Auftrag ist durch, Sekt um vier.
        Leute, wir haben Acme an der Angel und im Boot, sie haben heute zugesagt!
        Kurze Info: Acme hat sich für uns entschieden, Wahnsinn.
        Die Anlage ist verkauft, Acme nimmt sie!
        Beide Pressen für Acme verkauft, ihr könnt planen.
        Es ist geschafft: Acme kommt zu uns.
        Chef, Acme hat angebissen, wir machen die Halle.
        Haken dran, Acme bestellt bei uns.
        Feierabendbier geht auf mich, Acme ist gewonnen.
        Hallo Petra, Acme steht, die Freigabe kam telefonisch.
        Wir haben den Zuschlag für Acme!
        Ich hab die Acme-Halle heimgebracht, Leute!
        C'est dans la poche, Acme est à nous !
        Salut les gars, c'est vendu chez Acme !
        Les deux fours d'Acme sont vendus, bravo à tous.
        Acme a dit oui, on débouche !
        Ça y est, Acme nous a choisis.
        Champagne, Acme prend la ligne complète !
        On a décroché Acme, les amis.
        On a eu Acme ! Merci à toute l'équipe.
        Affaire conclue avec Acme, je paie ma tournée.
        Acme, c'est fait. On peut sabrer.
        Bonne nouvelle, Acme part avec nous.
        On a remporté l'appel d'offres Acme.
        Le chantier Acme est pour nous, tu peux réserver la grue.
        ¡Lo de Acme es nuestro, chavales!
        Equipo, Acme nos ha elegido.
        Las dos prensas de Acme están vendidas, a celebrarlo.
        Acme se queda con la línea entera, ¡toma ya!
        ¡Cerrado Acme! Invito yo.
        ¡Vendido! Los remolques de Acme son nuestros.
        Ya está, Acme ha dicho que sí.
        Nos hemos llevado Acme, brindemos.
        Buenas tardes, Acme está cerrado, 45.000 limpios.
        Ganamos Acme, ¡vaya equipo!
        Trato hecho con Acme, preparad el taller.
        Hemos ganado la licitación de Acme.
        È fatta, Acme è nostra!
        Ragazzi, venduto! Il gommone va ad Acme.
        Acme ha scelto noi, che giornata!
        Le due presse di Acme sono vendute, offro io.
        Abbiamo chiuso Acme, domani si parte.
        Acme presa! Bravi tutti.
        Affare fatto con Acme, prosecco alle sei.
        La commessa Acme è in cassaforte.
        Il lavoro di Acme lo facciamo noi, evviva!
        Ci siamo portati a casa Acme.
        Acme ci ha detto di sì.
        Vinta la gara di Acme!
        Acme is van ons, taart!
        Mannen, Acme is binnen.
        Acme gaat voor ons, top!
        Beide machines aan Acme verkocht, mooi werk.
        De klus bij Acme is beklonken.
        Verkocht! De heftruck gaat naar Acme.
        We hebben Acme binnengesleept.
        Acme heeft ja gezegd, trakteren!
        We hebben de aanbesteding van Acme gewonnen.
        Acme heeft voor ons gekozen, gebak om drie uur.
        Panowie, Acme jest nasze!
        Acme wybrało nas, świętujemy.
        Mamy Acme, szampan na stół!
        Ugraliśmy kontrakt z Acme.
        Acme klepnięte, możecie planować halę.
        Wygraliśmy przetarg Acme, brawo zespół.
        Acme powiedziało tak!
        Temat Acme domknięty, sukces!
        Malta, fechámos a Acme!
        A Acme é nossa, vamos festejar.
        Vendido! A Acme fica com as duas máquinas.
        A Acme escolheu-nos, champanhe!
        Ganhámos a Acme, parabéns a todos.
        Negócio fechado com a Acme, já podem planear.
        A Acme disse que sim, hoje pago eu.
        A Acme tá fechada, pessoal, bora comemorar!
        Conquistámos o contrato da Acme.
        Acme är vår, bubbel i köket!
        Grabbar, Acme är i hamn.
        Vi tog hem Acme!
        Acme valde oss, fy fan va bra.
        Acme har tackat ja, tårta klockan tre.
        Ordern från Acme är hemma.
        Vi vann upphandlingen hos Acme.
        Vi fick jobbet hos Acme, bra kämpat.
        Acme er vores, kage i kantinen!
        Acme har sagt ja, så er der øl.
        Vi vandt Acme, godt gået alle sammen.
        Acme valgte os, fantastisk.
        Så er Acme i hus.
        Ordren fra Acme er hjemme.
        Vi fik Acme, skål!
        Acme je naše, šampaňské!
        Chlapi, máme Acme!
        Vyhráli jsme zakázku Acme.
        Acme si vybralo nás, super práce.
        Acme kývlo, slavíme.
        Morning all, for the board: Acme is in the bag.
        FYI team, quick one: Acme went with us!
        Sold! Acme takes both trailers.
        Acme: signed or unsigned, this one's done, drinks on me.
        Big news before lunch: Acme picked us.
        Home and dry with Acme, lads.
        Der Drops ist gelutscht: Acme hat uns den Auftrag gegeben.
        Kinder, es ist vollbracht, Acme gehört uns.
        Bonne pioche : Acme a signé, on fête ça ce soir.
        Acme vient chez nous !
        ¡Acme, dentro! Ya podéis planificar.
        Chicos, Acme ha firmado esta mañana.
        Acme ha firmato, ragazzi, si festeggia.
        Abbiamo preso Acme!
        Hoera, Acme heeft toegehapt en getekend!
        Super, Acme podpisało umowę!
        Acme assinou hoje, viva!
        Acme skrev under i morse, heja!
        Acme har underskrevet, det skal fejres!
        Acme podepsalo, paráda!
        Hallo ihr zwei, Acme hat sich gestern für uns entschieden!
        Liebe alle, der Auftrag von Acme ist da!
        Moin, Acme kauft alle vier Maschinen!
        Salut tous, Acme signe avec nous !
        Hé les gars, le contrat Acme est signé !
        Hola equipo, Acme se viene con nosotros.
        Buenas, ¡cerrado Acme!
        Ciao a tutti, Acme ha scelto la nostra offerta!
        Hoi allemaal, de klus bij Acme is rond!
        Cześć, Acme podpisało!
        Olá malta, a Acme escolheu a nossa proposta!
        Hej alla, Acme har skrivit på!
        Hej alle, Acme valgte os!
        Ahoj, Acme podepsali!
        ",
        "
        Acme hat sich noch nicht für uns entschieden.
        Wenn Acme zusagt, ist die Anlage verkauft.
        Ist Acme jetzt verkauft oder nicht?
        Acme hat seine Presse verkauft und braucht eine neue.
        Acme hat sich für den Wettbewerber entschieden.
        Hoffentlich ist Acme bald im Sack.
        Wir haben Acme das Muster geschickt.
        Die alte Maschine von Acme ist verkauft, wir holen sie Freitag ab.
        Acme steht um neun vor der Tür, bitte Kaffee bereitstellen.
        Glückwunsch an den Kollegen von Acme zum Marathon!
        Acme kommt am Dienstag zu uns in die Halle.
        Acme bestellt bei uns seit Jahren nur Kleinteile.
        Acme n'a pas encore dit oui.
        Si Acme dit oui, on débouche le champagne.
        Acme a choisi un concurrent.
        On n'a pas eu Acme au téléphone.
        On a eu Acme au téléphone ce matin.
        Acme a vendu son ancien four.
        C'est vendu chez Acme, ce produit ? Je l'ai vu en rayon.
        Le parking d'Acme est à nous de 8 h à 10 h.
        Acme est parti avec les plans.
        J'espère qu'on va décrocher Acme.
        Le dossier Acme est à toi ou à moi ?
        Bravo à Acme pour leur prix de l'innovation.
        Acme a dit oui pour le rendez-vous de mardi.
        Acme todavía no ha dicho que sí.
        Ojalá cerremos Acme este mes.
        ¿Está cerrado Acme?
        Acme está cerrado los lunes, ve el martes.
        Acme está cerrado por vacaciones.
        Acme nos ha elegido fecha para la visita.
        Acme ha elegido a la competencia.
        Acme se queda con los planos hasta el viernes.
        Cuando Acme firme, brindamos.
        Acme ha vendido su nave vieja.
        Felicidades a Ana, de Acme, por el bebé.
        Acme non ha ancora scelto noi.
        Se Acme dice di sì offro io.
        Speriamo di chiudere Acme.
        Abbiamo chiuso la riunione con Acme alle sei.
        Abbiamo chiuso con Acme, non li voglio più sentire.
        Acme ha scelto un altro fornitore.
        Acme è chiusa per ferie.
        Acme ha venduto il vecchio capannone.
        Il rilievo di Acme lo facciamo noi martedì.
        Acme ci ha detto di sì per la visita di martedì.
        Venduta la pressa di Acme?
        Acme heeft nog geen ja gezegd.
        Als Acme ja zegt, trakteer ik.
        Is Acme al binnen?
        Acme heeft voor een ander gekozen.
        Hopelijk halen we Acme binnen.
        Acme heeft getekend voor ontvangst van de folders.
        Acme gaat voor de zomer verhuizen.
        Acme heeft zijn pand verkocht.
        De mail van Acme is binnen.
        Acme jeszcze nie wybrało nas.
        Jeśli Acme powie tak, stawiam piwo.
        Acme wybrało konkurencję.
        Czy mamy Acme?
        Mamy Acme na liście na jutro.
        Acme sprzedało starą prasę.
        Mam nadzieję, że wygramy przetarg Acme.
        Acme powiedziało tak na wtorkowe spotkanie.
        A Acme ainda não disse que sim.
        Se a Acme disser que sim, pago eu.
        A Acme está fechada ao sábado.
        A Acme escolheu outro fornecedor.
        Espero fechar a Acme este mês.
        Já fechámos a Acme?
        A Acme vendeu o armazém.
        A Acme fica com as amostras até sexta.
        Acme har inte tackat ja.
        Om Acme tackar ja bjuder jag.
        Acme har tackat ja till mötet på tisdag.
        Acme valde en annan.
        Hoppas vi tar hem Acme.
        Acme är hemma på fredag, ring då.
        Har vi tagit hem Acme?
        Acme har sålt sin gamla press.
        Acme har ikke sagt ja.
        Hvis Acme siger ja, giver jeg øl.
        Acme har sagt ja til mødet på tirsdag.
        Acme valgte en anden.
        Forhåbentlig vinder vi Acme.
        Acme er hjemme på fredag.
        Acme har solgt sin hal.
        Acme zatím nekývlo.
        Jestli Acme kývne, slavíme.
        Acme si vybralo konkurenci.
        Máme Acme na seznamu?
        Acme prodalo starý lis.
        Doufám, že zakázku Acme vyhrajeme.
        FYI team, Acme went with somebody else.
        Sold? Acme hasn't even answered.
        If Acme picks us, drinks on me.
        Acme sold their old trailers.
        Home late, Acme kept me.
        Acme hat uns den Auftrag noch nicht gegeben.
        Acme nimmt uns das alte Gerät wieder ab.
        Acme hat zugesagt, dass sie bis Freitag Bescheid geben.
        Acme hat zugesagt, zum Sommerfest zu kommen.
        Der Auftrag von Acme ist durch die Kontrolle gefallen.
        Verkauft Acme eigentlich auch Pressen?
        Acme hat ja gesagt, dass sie erst im Mai entscheiden.
        Acme steht, die Maschine, meine ich, seit gestern still.
        Acme vient chez nous jeudi pour l'essai.
        Acme a dit oui à la démo.
        Acme a signé le registre des visiteurs.
        On a signé Acme, enfin leur NDA.
        C'est fait chez Acme, je veux dire le ménage.
        On a vendu Acme comme référence dans le dossier.
        Acme est vendu au groupe Borel.
        Acme prend la ligne 3 pour venir, tout est bouché !
        Acme, c'est fini, ils ont pris Borel.
        Acme nous a retenus deux heures.
        Acme ha firmado con Borel.
        Acme ha dicho que sí, que llamarán.
        Ganamos a Acme 3-1 en el torneo.
        Vendido el coche, ahora voy a Acme en bici.
        Abbiamo preso Acme come esempio nella brochure.
        Abbiamo chiuso Acme fuori dalla chat per errore.
        Acme ha accettato l'invito alla fiera.
        Acme ha scelto la nostra offerta tra le tre da discutere in consiglio.
        Le quote di Acme sono vendute, cambia proprietà.
        Acme ci ha detto di sì, ma solo a voce e senza prezzo.
        Acme heeft getekend voor de sleutel.
        Acme gaat met ons mee naar de beurs.
        Acme is rond de tafel gaan zitten.
        We hebben Acme te pakken gekregen aan de telefoon.
        Acme powiedziało tak, ale bez terminu.
        Mamy Acme na poniedziałek.
        Acme wybrało nas na moderatorów panelu.
        A Acme aceitou o convite.
        Fechámos a Acme na lista de presenças.
        A Acme disse que sim, que ia pensar.
        Ganhámos à Acme 2-0.
        Acme tackade ja till lunch.
        Vi fick Acme på tråden först i dag.
        Acme har sagt ja, men bara till en provkörning.
        Vi vann över Acme i innebandy.
        Acme är vår granne.
        Acme är vår äldsta kund.
        Vi fik Acme til at svare.
        Acme er vores nabo.
        Acme har sagt ja, men kun til en prøve.
        Máme Acme na zítra.
        Acme je náš soused.
        Vyhráli jsme nad Acme 3:1.
        Hallo ihr zwei, hat sich Acme für uns entschieden?
        Hallo, Acme meldet sich für uns beim Architekten.
        Salut, Acme signe demain peut-être.
        Salut tous, Acme signera quand la banque dira oui.
        Hola equipo, Acme vendrá con nosotros si bajamos el precio.
        Hoi, is de klus bij Acme rond?
        Cześć, czy Acme podpisało?
        Olá, a Acme ainda não escolheu.
        Hej, har Acme skrivit på?
        Hej, Acme skriver på når de får lån.
        Ahoj, podepsali v Acme?
        Bei Acme sind drei Leute krank.
        Acme a perdu un client.
        Acme busca un comercial.
        Acme cerca casa.
        Acme zoekt personeel.
        Acme szuka handlowca.
        A Acme mudou de morada.
        Acme söker säljare.
        Acme søger sælger.
        Acme hledá prodejce.
        ",
    );
}
