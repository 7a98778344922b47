//! What asks to be left until later, and what only names a time.

use super::*;

#[test]
fn every_expression_can_be_compiled() {
    for lazy in [
        &PROMISE,
        &OWN_STEP,
        &SHELVED,
        &MINUTES,
        &HOUR,
        &WAITS,
        &ABSENCE,
        &REQUEST,
        &DEADLINE,
        &DEADLINE_ABROAD,
        &PATIENCE_ABROAD,
        &NO_DEADLINE,
        &TIME,
    ] {
        lazy.check().unwrap();
    }
    [&IMPATIENCE, &EXPECTANCE, &CALL, &PROMISE_ABROAD, &ASKED, &WHENEVER, &WAITS_ABROAD, &WAITS_NORTH]
        .into_iter()
        .for_each(|lazy| lazy.check().unwrap());
}

#[test]
fn who_asks_to_wait_is_heard() {
    for sentence in [
        "Please leave it until the 14th, I'm on holiday.",
        "I'm away until Monday, call me after that.",
        "We will look at it again in the autumn.",
        "Can we pick this up in July?",
        "Not before the fair, we need every hand there.",
        "You don't have to decide anything before May, so ask me then.",
        "Wait until our new manager is back from leave.",
        "Ask me in March, I will read it then.",
        "Wir müssen bis März warten.",
        "Nous devons attendre avant de décider.",
        "Können wir im Januar wieder sprechen?",
        "Können wir im Januar darüber reden?",
        "Nach Ostern gerne.",
        "Können wir das nach der Messe besprechen?",
        "We won't decide before May.",
        "We will not have this settled before the end of the month.",
        "Donnez-nous jusqu'à fin janvier.",
        "Geef ons nog tot eind januari.",
        "Wir wollen nicht drängen und bis Januar warten.",
        "We cannot wait for the board forever, so call me in January.",
        "Non ora: vogliamo aspettare fino a gennaio.",
        "Wir melden uns im Januar, bis dahin bitte keine Anrufe.",
        "Melden Sie sich bitte im Januar bei uns.",
        "Rappelez-nous après Noël.",
        "Hör av dig igen den 17 augusti.",
        "Vend gerne tilbage om to uger.",
        "Proszę odezwać się po 15 listopada.",
        "Rufen Sie uns am Montag an.",
        "Rufen Sie uns am Montag ab 14 Uhr an.",
        "Call me after 2 pm on the 14th of March.",
        "Give us a call sometime in March.",
        "Call whenever you like after Easter.",
    ] {
        assert!(may_ask(&Words::read(sentence, 0), false), "{sentence}");
    }
}

#[test]
fn a_promise_an_absence_and_a_deadline_ask_for_no_patience() {
    for sentence in [
        "Will go through it on Tuesday evening.",
        "I shall revert after finance concurrence.",
        "We will get back to you once the board has approved it.",
        "Give us a call sometime.",
        "Ring whenever you like.",
        "I'll write to you on Thursday.",
        "My partner will check the drawing on Monday.",
        "On leave since yesterday, is there one in white?",
        "We're abroad this week and reading along.",
        "Ring me about the doors, we must have them before the 12th.",
        "Contact me again, I need to know by Friday.",
        "Rufen Sie bitte ab 14 Uhr an.",
        "Appelez-moi après 14 h.",
        "Llámeme después de las 14.",
        "Ring efter kl. 15.",
        "Bel me na 10 uur.",
        "Call me after 2 pm.",
        "Necesitamos decidir antes del viernes.",
        "Nous devons décider avant vendredi.",
        "Wir müssen bis Freitag entscheiden.",
        "Dobbiamo decidere entro venerdì.",
        "Wij moeten voor vrijdag beslissen.",
        "Precisamos decidir até sexta.",
        "Die Anlage muss im Dezember laufen.",
        "Können Sie bis 30. September liefern?",
        "Wij moeten in december draaien.",
        "Pouvez-vous livrer avant le 5 octobre ?",
        "Il nous faut la machine pour le 10 octobre.",
        "¿Pueden entregar antes del 15 de noviembre?",
        "Ci serve la linea per il 3 maggio.",
        "Vocês conseguem entregar até 30/08?",
        "Besten Dank, wir prüfen und melden uns bis Ende September.",
        "Would you like the samples back in the meantime?",
        "I'd like to wrap this up by Nov 13.",
        "We want to have this settled before the end of the month.",
        "I do, once they approve.",
        "Sort that out first please.",
        "Our COO needs to see the total and then I think we're a go for 10 July.",
        "We can't wait until January.",
        "Wir können nicht länger bis Januar warten.",
        "Nous ne pouvons pas attendre jusqu'en janvier.",
        "No podemos esperar hasta enero.",
        "Non possiamo aspettare fino a gennaio.",
        "We kunnen niet tot januari wachten.",
        "Não podemos esperar até janeiro.",
        "Wir warten noch bis Freitag auf Ihr Angebot.",
        "Wir prüfen das und melden uns bis Ende Dezember.",
        "Wir melden uns im Januar bei Ihnen.",
        "Je vous rappelle après Noël.",
        "Vi ricontattiamo a gennaio.",
        "Wij nemen in januari contact met u op.",
        "Nous attendons jusqu'à vendredi votre offre.",
        "We are waiting until Friday for your drawing.",
    ] {
        assert!(!may_ask(&Words::read(sentence, 0), false), "{sentence}");
    }
}
