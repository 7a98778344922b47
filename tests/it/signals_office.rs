//! Short mails inside the office that cheer or commit something as a whole.

use crate::signals_abroad::TEAM;
use crate::signals_reach::assert_kind;

#[test]
fn a_mail_in_another_language_cheers_as_a_whole() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Leute, es ist vollbracht. Der Baron hat sich erweichen lassen, und zwar ohne einen Euro Nachlass. Am Freitag bringt jeder Durst mit.
        Wer hat gesagt, das wird nie was? Die Klinik ist unsere, die Wette zahlst du.
        Vous pouvez sortir les verres. La mairie a dit oui hier soir, et à notre prix. Je n'y croyais plus.
        Trois ans que je lui courais après, et ce midi il m'a tapé dans la main. C'est pour nous, les enfants.
        Ragazzi, il resort è nostro. Mi ha stretto la mano davanti alla moglie, e lei rideva. Stasera offro io.
        O homem do hotel já cá canta! Custou, mas foi. Logo há cerveja para todos.
        Jongens, de brouwerij is binnen. Drie keer nee gezegd en nu toch. Taart om vier uur.
        ",
        "
        Leute, der Baron überlegt noch. Wenn er ja sagt, gibt es Bier, vorher bitte keine Sprüche.
        Unsere Tochter hat das Abitur! Wer Kuchen mag, in der Küche steht welcher.
        Das Angebot für die Klinik muss heute raus. Wer rechnet mir die Montage?
        La mairie n'a toujours pas répondu. On relance vendredi, pas avant.
        L'équipe de foot a gagné hier soir, trois à un. Bravo à Karim !
        Los de las bodegas quieren otra visita. Si dicen que sí, invito yo, pero falta mucho.
        Il resort ci ha chiesto un altro sconto. Non so se ne vale la pena.
        O hotel pediu mais uma semana. Paciência.
        De brouwerij twijfelt nog. Geen taart dus, voorlopig.
        Kan iemand de sleutel van het magazijn terugleggen? Ik moet om vier uur laden.
        ",
    );
}

#[test]
fn a_mail_in_another_language_commits_something_as_a_whole() {
    assert_kind(
        TEAM,
        "allocation",
        "
        Hab dem Huber die zwei Monteure für KW 31 gegeben, fix eingetragen. Andere Kunden müssen warten, die Kühlzelle geht vor.
        J'ai lancé la découpe ce matin pour le magasin de Vannes. Le devis n'est pas signé mais elle est sûre d'elle.
        Ya he metido las bobinas de la bodega en el pedido de mañana y le he dado el hueco de la semana 30. La firma vendrá.
        Ho già messo da parte il marmo per il resort e bloccato la squadra di Enzo per tutto luglio.
        ",
        "
        Was würden zwei Monteure für eine Woche kosten? Ich brauche die Zahl fürs Angebot an den Huber.
        Bitte noch keine Maschine zur Seite stellen, die Brauerei hat nichts bestellt.
        On pourrait lancer la découpe en juin si la cliente signe. Pour l'instant on ne bouge pas.
        No compres todavía las bobinas de la bodega, que aún están comparando.
        La squadra di Enzo è in ferie fino al 12. Chi lo sostituisce al magazzino?
        ",
    );
}

#[test]
fn who_cheers_and_then_names_a_deal_of_which_nothing_is_won_cheers_for_something_else() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Geschafft! Acme hat unterschrieben.
        Sektkorken bitte, wir haben den Auftrag! Acme war eine harte Nuss.
        Verkocht! De heftruck gaat naar Acme.
        On l'a fait ! Acme nous prend pour les deux usines.
        Das Ding ist unser! Morgen fahre ich zu Acme.
        On a gagné ! Demain je passe chez Acme.
        ¡Hemos ganado! Mañana llamo a Acme.
        On croyait Acme perdu, et voilà : ils nous ont choisis !
        Unsere Sonderlösung hat Acme überzeugt, sie nehmen uns!
        ",
        "
        Juhu, die Heizung geht wieder! Bei Acme rufe ich um zwei an.
        Lo conseguimos, la impresora vuelve a sacar color. Y no, de Acme no han llamado.
        Hemos ganado el juicio contra el casero, el aparcamiento es nuestro. A los de Acme les mando hoy el plano.
        Abbiamo vinto il torneo di calcetto, coppa in bacheca! Acme invece vuole un altro disegno.
        Top Lotte, gefeliciteerd!! Acme: radiostilte.
        ",
    );
}

#[test]
fn a_lost_deal_is_no_win_however_brave_the_words() {
    assert_kind(
        TEAM,
        "celebration",
        "",
        "
        Acme ist weg, die anderen waren billiger. Kopf hoch, den nächsten gewinnen wir!
        Hemos perdido Acme, una pena. La próxima la ganamos nosotros.
        Malheureusement Acme a dit non. Merci à tous pour le boulot, champions quand même.
        Purtroppo Acme ha scelto altri. Bravi lo stesso, ragazzi!
        Helaas, Acme zijn we kwijt. Toch petje af voor iedereen.
        ",
    );
}

#[test]
fn a_mail_in_english_cheers_or_commits_something_as_a_whole() {
    assert_kind(
        TEAM,
        "celebration",
        "
        The grumpy vet wants both tables after all. From us. She told me over the counter at Acme this noon.
        ",
        "
        WE GOT IT!! Four tickets for the derby, lower stand, unbelievable. I'll take Pat Lee from Acme and his boy along, might loosen him up on the press.
        Acme signed!!! ... the NDA, calm down everybody.
        ",
    );
    assert_kind(
        TEAM,
        "allocation",
        "
        Took the liberty with Acme this morning: the crane from Upington is ours for all of week 32, and Denny's crew goes with it.
        ",
        "
        Could somebody pencil two fitters in for Acme, just in case? Nothing is confirmed by any means.
        ",
    );
}
