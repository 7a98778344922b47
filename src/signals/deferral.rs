//! When words about a later time ask for nothing: somebody's own promise, an absence that is only told, a deadline, a question
//! that names no time. A deferral stops the clock of a deal that may be dark, so it must be asked for.

use std::sync::LazyLock;

use super::grammar::is_question;
use super::lazy::Lazy;
use super::tongues::in_english;
use super::words::Words;
use crate::domain::day_names;

/// "I'll look at it on Friday", "Will read it on Sunday": what the writer is going to do.
static PROMISE: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        "(?: (?:i|we|my (?:boss|partner|wife|husband|colleague)) (?:will|shall|am going to|are going to)|^ will) \
         (?:look|read|check|answer|reply|write|send|discuss|decide|ask|let you|get back|come back|revert|call|ring|phone|talk|\
         speak|think|see|tend|go through|be in touch|sleep) ",
    )
});
/// "I shall revert after finance concurrence": what they wait for is a step of their own house.
static OWN_STEP: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:revert|get back|come back|reply|answer|respond|confirm|let you know) (?:to you |with you )?(?:after|once|when|as soon as|post|upon) \
         (?:[^ ]+ ){0,4}(?:concurrence|approv[a-z]*|sanction[a-z]*|clearance|clears?|nods?|okays?|agrees?|signs? off|sign off|go ahead|\
         discussi[a-z]*|checking|consult[a-z]*|speaking|talking|reading|looking|reviewing) ",
    )
});
/// The same in other languages: "wir melden uns bis Ende September".
static PROMISE_ABROAD: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:melden uns|melde mich|melden wir uns|melde ich mich|kommen auf (?:sie|euch|dich) zu|(?:nous )?(?:revenons|reviendrons) vers|\
         je (?:reviens|reviendrai) vers|vous recontact[^ ]*|vi ricontatt[^ ]*|ti ricontatt[^ ]*|les contactaremos|le contactaremos|\
         komen (?:hier|er)?op terug|nemen (?:[^ ]+ ){0,3}contact met (?:u|you|je|jullie) op|(?:nous|je) vous rappel[^ ]*|(?:le|les|os|te) (?:llamaré|llamaremos|avisaré|avisaremos|escribiré)|\
         vi richiam[^ ]*|voltamos a contact[^ ]*|odezwiemy|odezwę|(?:yo )?(?:te|le|os|les) (?:escribo|llamo|aviso|contacto|digo)|(?:te|le|os|les) (?:[^ ]+ )?(?:escribo|llamo) yo|\
         (?:ich|wir) (?:rede|reden|spreche|sprechen) (?:[^ ]+ ){0,3}mit (?:dem|der|den|unser[^ ]*|mein[^ ]*)|po otrzymaniu (?:oferty|wyceny|cennika)|\
         (?:ich|wir) (?:melde|melden|schreibe|schreiben|rufe|rufen) (?:[^ ]+ )?(?:sie|ihnen|euch|dir|dich|mich|uns)|ik (?:kom|bel|mail|neem) (?:[^ ]+ ){0,6}(?:terug|contact op)|(?:vi|ti|la|le) (?:scrivo|chiamo|richiamo|contatto)|\
         je vous (?:écris|recontacte|relance|fais signe)|eu (?:contacto|ligo|escrevo|aviso|volto|falo)|(?:contacto|ligo|escrevo) (?:o|lhe|vos|te)|(?:jag|vi) (?:hör av (?:mig|oss)|återkommer)|(?:jeg|vi) (?:vender tilbage|skriver|ringer)|\
         zadzwonię|napiszę|ozveme|ozvu|zavolám|napíšu) ",
    )
});
/// What asks all the same.
static ASKED: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:bitte|warten|geduld|gedulden|attend[^ ]*|patient[^ ]*|esper[^ ]*|pacien[^ ]*|aspett[^ ]*|pazien[^ ]*|wacht[^ ]*|aguard[^ ]*) ",
    )
});
/// What lies there until its owner comes back to it waits, whoever promises to: "wir legen es auf Eis, ich melde mich".
static SHELVED: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:auf eis|ruh(?:t|en)|zurückgestellt|vorerst|en (?:attente|suspens|pause|stand by)|au frigo|aparcad[oa]|en (?:espera|pausa)|en pause|congelad[oa]|in sospeso|tutto fermo|in stand by|in pausa|\
         in de (?:ijskast|koelkast|wacht)|on hold|on ice|em (?:banho maria|espera|pausa|stand by)|na gaveta|malpåse|(?:får|må|kan) (?:bare )?(?:ligga|vila|ligge|vente|hvile)|\
         på (?:is|vent|paus|pause|hylden|hylla|hyllan)|pausar|pauser|op pauze|pauzę|pauzu|tauolle|jäihin|i bunken|i skuff(?:en|a)|szuflady|szufladzie|na półk(?:ę|i)|šuplíku|u ledu|hyllyllä|jäissä|tauolla) ",
    )
});
/// "Can you deliver after 5 January?", "Merci de livrer après le 5": what is to come then is a delivery. English is judged by its own words.
static DELIVERY: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:liefern|geliefert|liefert|livrer|livrez|entregar|entregáis|entregan|entreguen|entregarem|consegnare|consegnate|leveren|levert|geleverd|\
         leverera|levere|leveres|dostarczyć|dostarczycie|dodáte|dodat) ",
    )
});
/// "Mid August, I'd guess", "We met on the 12th and meet again on the 28th": what will be, or was, where nothing is asked.
static SUPPOSED: LazyLock<Lazy> =
    LazyLock::new(|| expression(" (?:i (?:would )?guess|(?:we|i) (?:met|saw|spoke) (?:[a-z]+ )?(?:on|last)) "));
/// What was told of a day gone by, or waits for our paper since.
static BEHIND: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:(?:ne )?(?:abbiamo|ho) (?:[^ ]+ )?(?:parlato|riparlato|sentito|scritto)|(?:à espera|esperando|waiting|attesa|wacht|wachten|väntat|ventet|czekam|čekám|čekáme|attends|attendons|warten|warte) \
         (?:[^ ]+ ){0,6}(?:desde|since|dal|sinds|sedan|siden|od|depuis|seit)|(?:desde|since|dal|sinds|sedan|siden|depuis|seit) (?:[^ ]+ ){0,5}(?:wacht|wachten|warten|warte|väntat|ventet|attends|attendons|esperando)) ",
    )
});
/// Words beside a promise that make it a request to wait: "ask again then, we will look at it".
static WAITS: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:please|until|till|then|again|not|nothing|no|wait|leave|after|let us|meanwhile|before|revisit|stop|you (?:write|call|ring|come)|\
         (?:call|check on|remind|ask|try|ring|write|leave|give) (?:me|us)) ",
    )
});
/// "I'm on leave since yesterday", "back on Monday".
static ABSENCE: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:(?:am|is|are|be|been) (?:back|away|abroad|travelling|out)|back (?:from|on (?:the|[a-z]*day|[0-9]+[a-z]*))|\
         on (?:holidays?|leave|vacation)|out of (?:the )?office) ",
    )
});
/// What asks somebody to come later, whatever the reason is.
static REQUEST: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:please|pls|call|ring|write|contact|phone|wait|then|leave|not|nothing|nobody|again|get in touch|catch|try|speak|talk|\
         pick|let|chase|e?mail|c[oa]me (?:back|again|by|round|later)|get back|circle|drop|reach|hit|give|once|after that|until then|too early) ",
    )
});
/// "We must have it before 30 June": pressure, not patience.
static DEADLINE: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:must|need|needs|has to|have to|got to|had to) (?:[a-z0-9']+ ){0,4}(?:by|before|no later|latest|today|tomorrow|this week|\
         tonight) ",
    )
});
/// "I'd like to wrap this up by Nov 13": whoever means to be done by a day is in a hurry.
static DONE_BY: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:wrap|finish|close|finalise|finalize|settle|conclude|complete|decide|get|have) (?:[a-z0-9']+ ){0,5}(?:by|before) (?:the |end |close )?\
         (?:[a-z]*[0-9]|[a-z]+day|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|this|next|end|month|week|year|noon|christmas|easter)",
    )
});
/// Words with which that is the other way round: nothing is decided before that day, or we are to come back then.
static NOT_DONE_BY: LazyLock<Lazy> = LazyLock::new(|| {
    expression(" (?:not|no|nothing|nobody|never|none|until|after|again|wait|hold|call|ring|write|ask|ping|unlikely|earliest) ")
});
/// "I think we're a go for 10 July": that day the work begins.
static GO: LazyLock<Lazy> = LazyLock::new(|| {
    expression(" (?:a go|good to go|ready to go|going ahead|go ahead|go live|going live|kick off|kicking off) (?:for|on|by|in) ")
});
/// "Sort that out first please": they ask us to act.
static ACT: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        "^ (?:please |kindly )?(?:sort|fix|solve|clear up|repair|resolve|correct|settle|mend) (?:that|this|it|the|our|my|your) ",
    )
});
/// "I do, once they approve": who does it, not when.
static ANSWER: LazyLock<Lazy> =
    LazyLock::new(|| expression("^ (?:i|we|he|she|they) (?:do|does|did|am|is|are) (?:once|when|as soon|if|after|but) "));
/// The same in German, French, Spanish, Italian, Dutch and Portuguese.
static DEADLINE_ABROAD: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:müssen|muss|brauchen|brauche|benötigen|devons|dois|doit|faut|besoin|necesitamos|necesito|tenemos que|tengo que|debemos|hay que|\
         dobbiamo|devo|bisogna|bisogno|serve|moeten|moet|precisamos|preciso|temos que|temos de|tenho que) (?:[^ ]+ ){0,6}(?:bis|vor|\
         spätestens|avant|d'ici|au plus tard|antes|para el|a más tardar|entro|prima|al più tardi|voor|vóór|uiterlijk|até) ",
    )
});
/// What takes such a deadline its pressure.
static PATIENCE_ABROAD: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:warten|abwarten|verschieben|zurückstellen|aufschieben|pausieren|nicht|melden|attendre|patienter|reporter|repousser|ne|pas|\
         esperar|aplazar|posponer|no|aspettare|rimandare|rinviare|non|wachten|uitstellen|niet|aguardar|adiar|não) ",
    )
});
/// Without one of these nobody asks to wait in another language: it asks for a delivery by a day, or says when a thing is needed.
static WAITS_ABROAD: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:wieder|kommen sie|vorher|geht nichts|budget|presupuesto|ruf(?:en sie|t)? (?:mich|uns)|schreib(?:en sie)? (?:mir|uns)|noch ?mal|nochmals|noch einmal|erneut|später|erst|danach|nach|frühestens|nicht vor|geduld|gedulden|pause|ruhen|ruht|zeit|eis|\
         warten|wartet|warte|[a-z]+warten|schieben?|weiterreden|weitersprechen|reden wir|sprechen wir|ansprechbar|kommen wir (?:[^ ]+ )?nicht|verlegen|verschieben|verschoben|vertagen|vertagt|zurückstellen|zurückgestellt|aufschieben|pausieren|\
         meld[^ ]*|geben sie uns|lassen sie uns|wird (?:das|es|daraus) (?:[^ ]+ ){0,2}(?:nichts|nicht|nix)|on (?:verra|revoit)|kein(?:en)? (?:bedarf|interesse)|liegt auf|pas (?:cette|ce|pour)|este (?:año|mes|trimestre) no|quest'anno|dit jaar|dit kwartaal|bilancio|se (?:retrasa|deja|pasa)|laten we|hör av|hör gärna av|återkom|vend (?:gerne )?tilbage|ring|kontakta|kontakt|tag kontakt|ta kontakt|\
         rappel[^ ]*|recontact[^ ]*|contactez|appelez|relanc[^ ]*|(?:ré)?écri[^ ]*|reven[^ ]*|repren[^ ]*|reparl[^ ]*|écrivez|attend[^ ]*|patient[^ ]*|report[^ ]*|\
         repouss[^ ]*|décal[^ ]*|plus tard|pas avant|après|rentrée|suspen[^ ]*|en attente|ultérieurement|laissez|donnez|\
         esper[^ ]*|vuelv[^ ]*|volv[^ ]*|ll(?:a|á)m[^ ]*|contáct[^ ]*|contact[^ ]*|escr(?:i|í)b[^ ]*|habl[^ ]*|retom[^ ]*|aplaz[^ ]*|dejamos|dejarlo|pospon[^ ]*|\
         pospuest[ao]|más adelante|después|despues|tras|luego|pausa|paciencia|déjen[^ ]*|dennos|denos|dame|danos|dadme|dadnos|deme|déme|mejor|imposible|importa|\
         richiam[^ ]*|ricontatt[^ ]*|risent[^ ]*|sent[^ ]*|riscriv[^ ]*|scriv[^ ]*|chiam[^ ]*|contatt[^ ]*|aspett[^ ]*|attend[^ ]*|\
         rimand[^ ]*|rinvi[^ ]*|riparl[^ ]*|riaggiorn[^ ]*|dopo|più avanti|più tardi|pazien[^ ]*|dateci|lasciateci|aggiorniamo|aggiornarci|riaggiorn[^ ]*|prima niente|non riusciamo|\
         mailen|bellen|schrijven|benaderen|wacht[^ ]*|later|terug|opnieuw|weer|na|uitstel[^ ]*|stellen|schuiven|uitgesteld|pas|neem|neemt|bel|belt|mail|kom|vraag|probeer|schrijf|\
         contacteer|geduld|geef|laat|\
         aguard[^ ]*|depois|após|mais tarde|adi[^ ]*|volt[^ ]*|lig[^ ]*|contat[^ ]*|contact[^ ]*|fal[ae][^ ]*|deem|deixem|dê nos|dêem nos|melhor|não conseguimos|escrev[^ ]*) ",
    )
});
/// The same in the north and in Polish.
static WAITS_NORTH: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:igen|igjen|hör(?:s|as)?|hør|återkom[^ ]*|kontakt[^ ]*|ring[^ ]*|skriv[^ ]*|mejla|derefter|senare|senere|tidigast|tidligst|först|først|efter|etter|vänt[^ ]*|vent[^ ]*|\
         avvakt[^ ]*|afvent[^ ]*|skjut[^ ]*|skub[^ ]*|udskyd[^ ]*|udskudt|utsett[^ ]*|utsatt|flytt[^ ]*|paus[^ ]*|vila[^ ]*|hvile[^ ]*|på is|tilbage|\
         po (?:[^ ]*[0-9][^ ]* [^ ]+|świę|now|wielkan|audy|bilans|przetar|feri|sezon|majów|remon|żniw|zakoń|posiedz|wakac|weeken|urlop|targ|tygodn|miesi|kwarta|rok|połow|stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paźd|listop|grud)[^ ]*|za (?:tydzień|miesiąc|kwartał|rok|pół)|dopiero|odezw[^ ]*|wró[^ ]*|skontakt[^ ]*|zadzwo[^ ]*|napis[^ ]*|porozmawia[^ ]*|pocze[^ ]*|czeka[^ ]*|później|przesu[^ ]*|odłoż[^ ]*|wstrzym[^ ]*|\
         dać nam|dajcie nam|daj mi|ge oss|giv os|gi oss|istället|i stedet|ozvěte|ozvi|zavolejte|zavolej|napište|napiš|vraťme|vrátíme|nestihneme|počkejte|počkat|počkejme|odložit|přesunout|dejte nám) ",
    )
});
/// Whether to talk then is a question that puts off, too.
static SPEAKS_ABROAD: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:sprechen|reden|telefonieren|besprechen|treffen|weitermachen|aufgreifen|parler|discuter|en reparler|hablar|verlo|bespreken|parlare|parlarne|spreken|praten|falar) ",
    )
});
/// "We can't wait until January": haste.
static IMPATIENCE: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:(?:can|could|will|shall|do|does|would|may) not (?:[a-z]+ ){0,3}wait (?:until|for|till|any|that|so|longer|much|another)|\
         (?:nicht|kaum|nie) (?:(?:länger|mehr|so|lange|noch|bis|zum|zur|in|den|auf|erst|(?:januar|februar|märz|april|mai|juni|juli|\
         august|september|oktober|november|dezember|frühjahr|sommer|herbst|winter|jahr|woche|monat)) ){0,5}(?:warten|abwarten|zuwarten)|\
         ne (?:[^ ]+ ){1,2}(?:pas|plus) attendre|sans attendre|no (?:podemos|puedo|queremos|quiero|vamos a) esperar|non (?:possiamo|posso|vogliamo|voglio|intendiamo) (?:aspettare|attendere)|\
         niet (?:(?:langer|meer|tot|nog|zo|lang|op|[a-z]+i|[a-z]+ber|maart|april|augustus) ){0,4}wachten|não (?:podemos|posso|queremos|quero|vamos) esperar) ",
    )
});
/// "We wait for your offer until Friday": what is waited for is ours to send.
static EXPECTANCE: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:(?:geben sie|gebt|gib|donnez|dame|dadme|denos|dateci|geef|ge|giv|gi|dajcie|dejte) (?:[^ ]+ ){0,6}(?:bescheid|angebot|preis|prix|devis|réponse|precio|oferta|prezzo|preventivo|\
         prijs|offerte|pris|offert|tilbud|cenę|ofertę|cenu|nabídku)|wait(?:s|ing)? (?:[^ ]+ ){0,4}for your|warte[nt]? (?:[^ ]+ ){0,5}auf (?:ihr|euer|eure|dein)[^ ]*|(?:attend(?:s|ons|re)) (?:[^ ]+ ){0,4}(?:votre|vos)|\
         (?:espero|esperamos|esperar) (?:[^ ]+ ){0,4}(?:su|sus|vuestra|vuestro)|(?:aspett|attend)(?:o|iamo|ere|are) (?:[^ ]+ ){0,4}(?:la|il|i|le) (?:su|vostr)[^ ]+|\
         wacht(?:en)? (?:[^ ]+ ){0,5}op (?:uw|jullie|je)|(?:espero|esperamos|aguardo|aguardamos) (?:[^ ]+ ){0,4}(?:a|o|as|os) (?:su|seu|voss)[^ ]*) ",
    )
});
/// What asks to be called whatever else is said.
static CALL: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:call|ring|write|contact|phone|ask|try|again|melden|meldet|rufen|ruft|schreiben|rappelez|recontactez|contactez|llámeme|contácteme|\
         richiamate|richiami|ricontatti|bel|belt|neem|contacte|ligue|hör av|återkom|kontakta|vend tilbage|odezwać|zadzwonić|ozvěte|zavolejte) ",
    )
});
/// What takes a deadline's words their pressure.
static NO_DEADLINE: LazyLock<Lazy> =
    LazyLock::new(|| expression(" (?:not (?:need|have)|no need|wait|patience|hold off|sit tight|bear with) "));
/// "Give us a call sometime": courtesy, not patience.
static WHENEVER: LazyLock<Lazy> =
    LazyLock::new(|| expression(" (?:sometime|anytime|whenever (?:you|it|that|suits|convenient)) "));
/// Words one of which stands wherever a time is named or patience asked for.
static TIME: LazyLock<Lazy> = LazyLock::new(|| {
    let months: Vec<&str> = day_names::english_months().collect();
    expression(&format!(
        " (?:until|till?|after|afterwards|post|then|later|next|months?|weeks?|fortnight|years?|days?|quarters?|q[1-4]|terms?|seasons?|\
         spring|summer|autumn|fall|winter|halloween|christmas|easter|holidays?|[a-z]+day|waits?|waiting|once|when|pause|park|again|\
         postpone|hold|leave|[^ ]+woche|before|breather|rest|peace|time|patience|[a-z]*[0-9]+[a-z]*|{}) ",
        months.join("|")
    ))
});

/// "Before Christmas.": a deadline by itself has so many words at most.
const BARE: usize = 4;

/// What goes on in a few minutes is not put off.
static MINUTES: LazyLock<Lazy> =
    LazyLock::new(|| expression(" (?:in|dans|en|tra|fra|over|om|za|em|daqui a) [^ ]+ (?:minut[a-z]*|mins?) "));

/// "Rufen Sie ab 14 Uhr an", "call after 2 pm": an hour of the day, and what stands before it.
static HOUR: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        " (?:(?:[^ ]+ )?[0-9]+(?: [0-9]+)? (?:uhr|uur|am|pm|o'clock|hrs?|h|heures|horas|ore)|(?:[^ ]+ )?[0-9]+[ap]m|\
         (?:(?:después|antes|a partir) de las|dopo le|prima delle|dalle|alle|depois das|antes das|a partir das|(?:[^ ]+ )?(?:kl|klo|klokken|klockan)) [0-9]+(?: [0-9]+)?) ",
    )
});

/// A sentence of so many words without a time or a request puts nothing off.
const MUTE: usize = 3;

fn expression(written: &str) -> Lazy {
    Lazy::new(written.to_owned())
}

/// Whether a sentence of a prospect's can ask to be left until later; where a phrase of the lexicon is `sure` that it does, no other word of
/// another language need say so.
pub fn may_ask(words: &Words, sure: bool) -> bool {
    let text = words.text.replace([',', '.', ';', ':', '!', '?', '"', '(', ')', '-'], " ").to_lowercase();
    let text = format!(" {} ", text.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    // To look after somebody is to wait for nothing, and whoever is on leave asks for no peace.
    let text = text.replace(" look after ", " tend ").replace(" on leave ", " on holiday ");
    let promised = PROMISE.is_match(&text) && (!WAITS.is_match(&text) || OWN_STEP.is_match(&text))
        || PROMISE_ABROAD.is_match(&text) && !ASKED.is_match(&text) && !SHELVED.is_match(&text);
    let absent = ABSENCE.is_match(&text) && !REQUEST.is_match(&text);
    let abroad = DEADLINE_ABROAD.is_match(&text) && !PATIENCE_ABROAD.is_match(&text);
    let asks = |text: &str| REQUEST.is_match(text) || text.contains(" after ") || text.contains(" until ");
    let pressed = abroad
        || text.starts_with(" before ") && text.split_ascii_whitespace().count() <= BARE && !asks(&text)
        || DEADLINE.is_match(&text) && !NO_DEADLINE.is_match(&text)
        || DONE_BY.is_match(&text) && !NOT_DONE_BY.is_match(&text)
        || ANSWER.is_match(&text)
        || ACT.is_match(&text)
        || GO.is_match(&text) && !NOT_DONE_BY.is_match(&text);
    let hasty = (IMPATIENCE.is_match(&text) || EXPECTANCE.is_match(&text)) && !CALL.is_match(&text);
    let (english, foreign) = in_english(&text.split(' ').collect::<Vec<_>>());
    // "Können wir im Januar sprechen?" names a time.
    let names_a_time = TIME.is_match(&text) || foreign && TIME.is_match(&format!(" {} ", english.join(" ")));
    let timeless = (is_question(words) || WHENEVER.is_match(&text)) && !names_a_time;
    let asks_abroad = sure
        || !foreign
        || WAITS_ABROAD.is_match(&text)
        || WAITS_NORTH.is_match(&text)
        || is_question(words) && SPEAKS_ABROAD.is_match(&text);
    let called = || CALL.is_match(&text) || ASKED.is_match(&text) || SPEAKS_ABROAD.is_match(&text);
    // Who meets again asks for nothing by it.
    let supposed = SUPPOSED.is_match(&text) && !asks(&text.replace(" meet again ", " meet "));
    // "Elections.", "Pray for me.": too little to ask for anything.
    let mute = !foreign && text.split_ascii_whitespace().count() <= MUTE && !names_a_time && !asks(&text);
    let told = supposed
        || mute
        || MINUTES.is_match(&text)
        || names_an_hour_alone(&text)
        || BEHIND.is_match(&text)
        || foreign && DELIVERY.is_match(&text) && !called();
    asks_abroad && !(promised || absent || pressed || hasty || timeless || told)
}

/// Whether the only time that is named is an hour of the day: a call is put off until then, and no deal.
fn names_an_hour_alone(text: &str) -> bool {
    let Some(hour) = HOUR.find(text) else { return false };
    let rest = format!("{} {}", text.get(..hour.start).unwrap_or(""), text.get(hour.end..).unwrap_or(""));
    let (english, _) = in_english(&rest.split(' ').collect::<Vec<_>>());
    !TIME.is_match(&rest) && !TIME.is_match(&format!(" {} ", english.join(" ")))
}

#[cfg(test)]
mod tests;
