//! What the network's voice counts for in other languages than English, of which it was taught little: it takes an enquiry for a refusal and
//! a hope for a win. A refusal closes a deal, so without a word that refuses there is none; a win opens the digest, so beside words of
//! hope, of a condition, of a match or of a mere sign of life there is none. And a salutation says nothing in any language.
//!
//! Phrases of the lexicon have guards of their own; all this speaks against the network alone.

use std::sync::LazyLock;

use super::lazy::Lazy;
use super::tongues::is_foreign;
use super::words::Words;

/// Beginnings of words that refuse or turn to others. Those of English are for sentences that are taken for another language.
static REFUSES: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "kein|ander|absag|abgesagt|bedau|schad|entsch|abgelehnt|ablehn|verzicht|selb|intern|mitbewerb|wettbew|konkurr|bisherig|bleib|zurück|\
         gestrichen|gestoppt|einstell|eingestellt|storn|verg[ae]b|zuschlag|anderweitig|anders|erledigt|teuer|woanders|hinfällig|abstand|\
         niemand|trenn|beend|gekauft|unmöglich|beauftrag|erteil|gegeben|gewählt|genommen|ging |\
         autre|ailleurs|concurr|refus|renon|malheur|désol|regret|déclin|reten|abandon|annul|préfér|confié|attribu|chois|partis? |reston|restent|gardons|stopp|mis fin|met fin|fermat|\
         ningun|otr|compet|rechaz|descart|lament|lástima|siento|sentimos|desgracia|cancel|anul|prefer|decant|inclin|seguiremos|seguimos|quedamos|\
         demasiado|desist|adjudic|contratad|paramos |par(?:ado|ar) (?:el|la) |eleg|escog|nessun|altr|concorr|rifiut|purtroppo|spiac|dispiac|rinunc|abbandon|restiamo|rimaniamo|affid|assegn|aggiudic|scelt|\
         helaas|afgewezen|afzien|jammer|spijt|blijv|beslo|gekozen|gegund|nenhum|outr|escolh|recus|infelizmente|tyvärr|annan|annat|avstå|avböj|desværre|dessverre|\
         anden|andet|annen|afvis|avvis|inną |inne |innego |inny |n'|niestety|rezygn|konkuren|odrzuc|szkoda|\
         elsewhere|went|gone|another|other|stay|declin|reject|sorry|afraid|unfortunat|withdr|drop|instead|rather|unsuccess|chosen|chose (?:the|to|a|an) |incumbent|against|pass (?:on|this)|passing",
    )
});
/// Whole words that do.
const REFUSING: &str = " nicht nichts nein nix leider gegen lieber ohne vorbei pas ne non sans trop fini no nada sin \
    niente senza troppo niet geen zien não nao sem pena inte ej nej ikke nei nie not never longer out ";
/// Whoever will have decided, chose us, goes on with us beside another, or hands an order on to have it signed.
static UNDECIDED: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new("^ (?:[^a-z ]+ )*(?:sobald|bis|nachdem|dès que|quand|cuando|zodra|appena|assim que) | (?::|nämlich|also für|und zwar für) (?:sie|euch|ihr|ihnen|vous|ustedes|voi|jullie) |\
         est pour vous | ustedes siguen | (?:kommt|kaufen) (?:wir )?(?:von|bei) (?:ihnen|euch) | (?:noch nichts?|nichts) entschieden | (?:nicht|pas|no|non|não|niet|nie|inte|ikke) (?:[^ ,.;:]+ ){0,2}(?:einen? (?:ander|mitbewerb|wettbewerb)[^ ]*|un autre|otro|un altro|outro|een andere?|en annan|en anden) | zur (?:unterschrift|prüfung|freigabe) | intern (?:weiterg|übergeb)| an (?:einen|unseren|meinen) kollegen |\
         (?:kollege|betriebsrat|niemand) (?:[^ ]+ ){0,3}gegen | (?:pour|para|per|för|til|voor|für) (?:le |la |el |il |den |die |de |o )?(?:transport|trasporto|montag|montaj)".to_owned())
});
/// Words that take an order back.
static TAKES_BACK: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "(?:ziehen|ziehe|nehmen|nehme) [^,.;]*zurück |storn|konkurrenz|cancel|withdraw|annul|anul|geannuleerd|anulow|avbeställ|aflys|trekken [^,.;]*terug |ritir|retir",
    )
});
/// Words of prices and of those who offer them.
static HAGGLES: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "angebot|anbiet|biet|geboten|preis|günst|billig|teuer|teur|kost|rabatt|nachlass|nachlaß|skonto|konkurr|wettbew|mitbew|liefer|hersteller|euro|eur |verlang|bezahl|zahl|\
         €|%|offre|prix|cher|remise|fourniss|prestat|concurr|devis|tarif|ofert|preci|barat|car[oa] |descuento|proveedor|compet|presupuest|prezz|scont|fornitor|\
         concorr|preventiv|offert|prijs|goedkop|korting|leveranc|aanbied|propost|preço|descont|fornecedor|orçament|[0-9]+[.,][0-9]{3}|\
         price|cheap|quote|offer|bid|supplier|vendor|rival|match|less|lower|same|discount",
    )
});
/// What else has a price, and a price that is paid.
static OTHER_PRICE: LazyLock<Lazy> =
    LazyLock::new(|| stems("miete|vermiet|strom|versicherung|überwiesen|loyer|alquiler|affitto|huur|aluguer"));
/// A condition, or a hope.
static OPEN: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new(
        "^ (?:[^a-z ]+ )*(?:wenn|falls|sobald|sofern|solange|nachdem|lorsque|dès que|dès qu'[^ ]*|quand|cuando|appena|quando|zodra|indien|assim que|\
         jeśli|jeżeli|gdy|kiedy|om|när|hvis|når|såfremt|jos|mikäli|kunhan) |\
          (?:wenn|falls|sobald|sofern|zodra|dès que) (?:[^ ,]+ ){1,4}(?:unterschr|bestell|zusag|beauftrag|kauf|nimmt|nehmen|zahl|ja sag|entscheid|signe|tek)[^ ]* |\
          (?:hoffentlich|hoff[et][^ ]*|daumen|toi toi|mal sehen|schauen wir mal|vielleicht|eventuell|wäre[^ ]*|könnte[^ ]*|würde[^ ]*|hätte[^ ]*|dürfte[^ ]*|\
         espér[^ ]*|espoir|croise[^ ]*|peut être|ojalá|esperemos|esperamos|espero|crucemos|cruza[^ ]*|a ver si|quizás|tal vez|speriamo|spero|sperando|incrociamo|forse|\
         hopelijk|duimen|misschien|oxalá|tomara|talvez|miejmy|nadzieję|oby|kciuki|doufám|doufáme|snad|kéž|hoppas|förhoppningsvis|tummarna|kanske|håber|forhåbentlig[^ ]*|måske|fingre|fingrer|toivottavasti|ehkä|älkää|eivät|ei (?:ole|vielä|kuulunut)|tomara) |\
          (?:noch (?:offen|nicht|nichts|kein[^ ]*|nix|in der schwebe)|(?:überleg|diskutier|prüf|vergleich|verhandel|zöger|wart)[^ ]* (?:noch|derzeit|weiter)|\
         keine (?:rückmeldung|antwort|reaktion|entscheidung)|richtpreis|nichts neues|funkstille|schweigt|schweigen|milcz[^ ]*|mlčí|tace|tacciono|zwijgt|zwijgen|silence radio|sans nouvelles|sin noticias|nessuna notizia) "
            .to_owned(),
    )
});
/// What only sounds so: "Ich könnte platzen vor Freude", "hätte ich nie gedacht", "Cuando me llamaron no lo creía: ..."
static NOT_OPEN: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new(
        " hätte[^ ]* (?:[^ ]+ ){0,4}(?:gedacht|geglaubt|erwartet|gerechnet) | könnte[^ ]* (?:[^ ]+ ){0,3}(?:platzen|schreien|heulen|weinen|tanzen|umarmen) |\
         ^ (?:na )?wenn das kein | vielleicht nicht (?:der|die|das|unser[^ ]*) |^ (?:quand|cuando|quando|kiedy|när|når) [^:]* : "
            .to_owned(),
    )
});
/// Games, contests and private feasts.
static ELSEWHERE: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "fußball|fussball|pádel|padel|handball|kegel|turnier|liga|meisterschaft|pokal|[^ ]*mannschaft |[^ ]*wettbewerb |tippspiel|tippkönig|jass|skat|lotto|tombola|\
         pétanque|boules? |boulist|tournoi|golazo|gol |gole[sa] |partido |partita |mecz|innebandy|fotbol|fodbol|fotball|ishockey|hockeyn |voetbal|wedstrijd|jogo |campeonato|campionato|\
         geburtstag|hochzeit|nachwuchs|verlobt|anniversaire|cumpleaños|compleanno|verjaardag|fødselsdag|födelsedag|urodzin",
    )
});
/// Whom one congratulates in the languages that the network was never taught may have a child, a house or a birthday: without a word of a
/// deal the network knows nothing of it.
static CONGRATULATES: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new("^ (?:gratulerer|gratulere|tillykke|grattis|onnea|onneksi|paljon onnea|gratulacje|gratuluj[eu]|gratuluję|gratuluji|sto lat|parabéns|auguri|gefeliciteerd|proficiat) ".to_owned())
});
/// What they did whose deal it is for which one congratulates: signed, chose us, said yes.
static AGREED: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "getekend|tekend|binnen|gewonnen|akkoord|ja gezegd|podpis|podeps|kupil|wybrali nas|vybrali (?:si )?nás|val(?:de|t) oss|valgt?e? os|skrev|skrivit|signert|sag(?:t|de) ja|\
         sa ja|vann |vandt |vant |assin|aceit|fech|ganh|ottivat mei|valitsi|allekirj|firmat|accettat|vint",
    )
});
/// What they win or buy for themselves, or what another has won.
static ANOTHERS: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "(?:kauft|kaufen|übernimmt|übernehmen) (?:[^ ]+ ){0,3}(?:firm|unternehmen|konkurren|wettbewerber)|\
         (?:gewonnen|bekommen|geholt|erhalten) (?:hat|haben) (?:es |ihn |das )?(?:die|der|den|ein|eine) (?:andere|konkurren|wettbew|mitbew)",
    )
});
/// What a customer does who is alive, and what is done around a deal.
static STEP: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "angerufen|gemeldet|geantwortet|geschrieben|eingeladen|[^ ]*geschickt |gesendet|gefragt|[^ ]*grü(?:ß|ss)|gelesen|besucht|zurückgerufen|interess|angeschaut|\
         passe (?:à |au |lundi|mardi|mercredi|jeudi|vendredi|demain|nous voir)|viene[n]? (?:a |al |el |mañana)|kommt (?:am|morgen|heute|ins|zum) |komt (?:maandag|dinsdag|woensdag|donderdag|vrijdag|langs|morgen)|(?:bekommt|erhält|kriegt) [^.]*angebot|rückmeldung|répondu|rappelé|écrit|envoyé|invité|contestado|llamado|enviado|invitado|risposto|chiamato|mandato|invitato",
    )
});
/// Who signed with somebody that is named signed with another: "Acme ha firmado con Borel".
static SIGNED_ELSEWHERE: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new(
        " (?:(?i:firmado con|signé (?:avec|chez)|unterschrieben (?:bei|mit)|firmato con|getekend (?:bij|met)|assinou com|podpisał[^ ]* z|(?:skrivit|skrev) (?:på|under) (?:med|hos)|\
         skrevet under (?:med|hos)|podepsal[^ ]* s[e]?) )(?:la |le |les |el |los |il |a |o |de |der |dem )?(?:[A-Z]|\\xC3[\\x80-\\x9E]|[\\xC4\\xC5])"
            .to_owned(),
    )
});
/// What they sold was their own: "Acme har sålt sin gamla press".
static SOLD_THEIRS: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new(
        " (?:har (?:sålt|solgt) (?:sin|sitt|sina|sit|sine)|(?:hat|haben) (?:seine|ihre|ihren|seinen|ihr|sein)[a-z]* (?:[^ ]+ ){1,4}verkauft|(?:a|ont) vendu (?:son|sa|ses|leur|leurs)|\
         (?:ha|han) vendido (?:su|sus)|(?:ha|hanno) venduto (?:il|la|i|le) (?:[^ ]+ )?(?:suo|sua|loro|vecchi[ao])|(?:heeft|hebben) (?:zijn|haar|hun) (?:[^ ]+ ){1,3}verkocht|\
         vendeu (?:o|a|os|as) (?:[^ ]+ )?(?:seu|sua|armazém|antig[ao])|sprzedał[^ ]* (?:swoj[^ ]*|swój|star[^ ]*)|prodal[^ ]* (?:svůj|svou|svoje|star[^ ]*)) "
            .to_owned(),
    )
});
/// Words beside which that is no mere step.
static WON: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "gewonnen|geholt|sekt|provision|geschafft|umsatz|nehmen uns|nimmt (?:uns|den|die|das|alle) |wir (?:sind|haben|kriegen|bekommen) (?:es|dabei|drin|ihn|sie|den|das)|\
         grünes licht|gagné|ganado|vinto|c'est nous|prennent |prend |somos nosotros|siamo noi",
    )
});
/// Words of a deal, beside which it is no other feast either.
static DEAL: LazyLock<Lazy> = LazyLock::new(|| {
    stems(
        "auftrag|aufträge|bestell|zuschlag|unterschr|unterzeichn|zugesagt|zusage|beauftragt|vertrag|deal|order|po |\
         affär|handel|avtal|aftal|kontrakt|kauppa|diil|tilau|zamów|umow|zlecen|smlouv|zakázk|opdracht|klus|encomend|negócio|commess|gara |(?:neu|new|nuov|nuev|nov|ny)[^ ]* (?:client|kund)|\
         commande|contrat|signé|marché|affaire|pedido|contrato|firmado|firmó |firmaron|ordine|contratto|firmato|lieferant|signed|won |ja ",
    )
});
/// Beginnings of words without which nobody tells of a win in these languages: to win, get, sign, sell, ours, in the bag, home, done, yes.
/// Those of English are for sentences that are taken for another language.
static WINS: LazyLock<Lazy> = LazyLock::new(|| {
    let written = "heimgebracht|heimgeholt|wir sind |wir haben |haben wir |gefeiert|feier|lieferant|gelungen|on y est |l'a |les a |avons |dentro |tenemos|logr|l'abbiamo|abbiamo |andata |\
         fica com |ficam com |temos |gelukt|we hebben |hebben we |fick |vi har |fik |fikk |onnistu|udało|udalo|dostali|povedlo|\
         gew[oi]nn|geholt|bekommen|gekriegt|kriegen |unser|uns |eingetüt|eingefahr|einkassiert|sack |tasche |kiste |kasten |zugesagt|zusag|zuschlag|auftrag|aufträge|bestell|unterschr|unterzeichn|verkauft|\
         abgeschlossen|durch |geschafft|gesichert|geklappt|gelandet|angebissen|fix |sekt|prosecco|korken|glocke|ja |dabei |nehmen |nimmt |kauf[et]|umsatz|provision|überzeugt|\
         gagn|décroch|remport|emport|poche|signé|signent |vendu|conclu|à nous |pour nous |c'est nous |c'est bon |c'est fait |dit oui |oui |commande|contrat|affaire|marché|choisi|retenu|prennent |prend |acheté|champagne|bouteille|sonnez|\
         gan(?:a|ó|é)|ganad|firm(?:a|ó|e)|firmad|cerrad|cerramos|nuestr|conseguid|conseguimos|vendid|vendimos|bolsillo|saco |bote |dijeron que sí|dicho que sí|sí |pedido|contrato|adjudic|elegid|quedan? con nosotros|cava |hecho |campana|\
         vint|pres[oaie] |nostr|firmat|chius|vendut|portat|sacco |tasca |fatta |detto (?:di )?sì |sì |ordine|contratt|commess|aggiudic|scelt|brindi|spumante|\
         gewonnen|binnen|getekend|verkocht|van ons |voor ons |rond |beklonken|zak |akkoord|gegund|opdracht|order|gekozen|ja |bubbels|\
         ganh|aceit|fechad|fechámos|fechamos|assinad|assinaram|vendid|vendemos|noss|papo |bolso |sim |encomend|contrato|adjudic|escolh|conseguimos|champanhe|\
         vann |vunn[io]|tog hem|hamn |vår |vårt |våra |skrev(?:it)? (?:på|under)|såld|sålt|affär|kontrakt|sagt ja|säger ja|valde oss|valt oss|avtal|skål|bubbel|klart |klappad|\
         vandt|vundet|vores|skrev(?:et)? under|underskrev|solgt|aftal|ordre|valgte os|valgt os|sagt ja|siger ja|skål|bobler|landet|\
         vant |vunnet|vår |boks |signert|signerte|solgt|avtale|havn |valgte oss|valgt oss|sa ja |sier ja |halet|dro (?:vi )?i land|\
         ottivat mei|voit|saimme|saatiin|meidän|meille|tilaus|tilasi|kaup|allekirj|nimi|sopimus|lyötiin|lukkoon|plakkari|taskussa|kotiin|valitsi|kuohu|skumppa|kyllä |\
         wygra|mamy |zdobyli|nasz|podpis|sprzeda|dopięt|domkn|klepnię|klepnęli|zamówi|umow|kontrakt|zlecen|wybrali nas|worku |kieszeni|szampan|tak |\
         vyhr|máme |mame |získa|ziska|naš|nase |podeps|proda|kapse |objedn|zakázk|zakazk|smlouv|klapl|vyšl|vybrali (?:si )?nás|šampa|sampa|slav|\
         us |we |our |they |chose|hired|picked|took |secur|nail|smash|bagg|aboard|on board|toast|drinks|beers|celebrat|congrat|well done|kudos|proud|great |brilliant|fantastic|amazing|\
         won |win |wins |winn|got |ours |signed|sold |bag|deal|done |yes|closed|landed|sealed|clinch|bell|champagne|order|contract|po |in the|hooray|woo|boom|yay|hurra|juhu|jippi|bravo|ura |viva|olé |jaaa|jess? |yess? |\
         [0-9.,]+ ?(?:k|tsd|mio|mille|€|t€|eur|euro|chf|kr|sek|nok|dkk|zł|pln|kč|czk)(?: |[.,!])";
    // Whole words end with a space there; what ends a sentence or clause stands right behind its last word.
    stems(&written.replace(" |", "[ ,.!?;:]|"))
});
/// How letters begin.
static SALUTATION: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new(
        "^ (?i:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|hoi|moin|servus|grüezi|grüß (?:gott|dich|sie|euch)|guten (?:tag|morgen|abend)|\
         sehr geehrte[rs]?|liebe[rs]?|bonjour|bonsoir|salut|ch(?:er|ère|ers|ères)|hola|buen(?:os|as) (?:días|tardes|noches)|estimad[oa]s?|querid[oa]s?|ciao|salve|\
         buongiorno|buonasera|gentil[ei](?:ssim[oa])?|egregi[oa]|spettabile|car[oaie]|olá|bo[am] (?:dia|tarde|noite)|prezad[oa]s?|exm[oa]|goede(?:morgen|middag|navond|ndag)|\
         beste|geachte|dag|hej|hejsan|hei|kära|kære|god (?:dag|morgon|morgen)|dzień dobry|szanown[aiy]|cześć|witam) \
         (?:(?:[A-Z]|\\xC3[\\x80-\\x9E]|[\\xC4\\xC5])[^ ]* (?:\\. )?|(?i:mr|mrs|ms|dr|prof|herr|herrn|frau|damen|herren|monsieur|madame|messieurs|mesdames|señora?|sra?|don|doña|\
         signora?|signor|dott|ing|heer|mevrouw|dhr|mevr|senhora?|panie|pani|państwo|team|all|everyone|both|zusammen|miteinander|alle|allen|tous|toutes|todos|todas|tutti|und|et|y|e|en|and|og|och|a|o|de) (?:\\. )?){0,6}\
         (?:[,!.;:-] )?$"
            .to_owned(),
    )
});

fn stems(written: &str) -> Lazy {
    Lazy::new(format!(" (?:{written})"))
}

/// Whether a sentence can refuse, as far as its language's words tell.
pub fn may_refuse(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    let whole = || text.split_ascii_whitespace().any(|word| REFUSING.contains(&format!(" {word} ")));
    !is_foreign(&text) || !UNDECIDED.is_match(&text) && (REFUSES.is_match(&text) || whole())
}

/// Whether a sentence takes back an order in so many words, or goes to a rival: "die Anzahlung ist bezahlt, aber wir ziehen zurück".
pub fn takes_back(words: &Words) -> bool {
    TAKES_BACK.is_match(&words.text.to_lowercase())
}

/// Whether a sentence can play another's price, as far as its language's words tell.
pub fn may_haggle(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    !is_foreign(&text) || HAGGLES.is_match(&text) && !OTHER_PRICE.is_match(&text)
}

/// Whether a sentence can tell of a win: no hope, condition, match or mere sign of life of other languages stands in it, and a word that
/// tells of one does where it is in one of them.
pub fn may_win(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    if is_foreign(&text) && !WINS.is_match(&text) {
        return false;
    }
    let step = STEP.is_match(&text) && !WON.is_match(&text);
    let open = OPEN.is_match(&text) && !NOT_OPEN.is_match(&text);
    let theirs = SOLD_THEIRS.is_match(&text) || SIGNED_ELSEWHERE.is_match(&words.text);
    let congratulates = CONGRATULATES.is_match(&text) && !DEAL.is_match(&text) && !AGREED.is_match(&text);
    !open
        && !theirs
        && !congratulates
        && !ANOTHERS.is_match(&text)
        && (DEAL.is_match(&text) || !ELSEWHERE.is_match(&text) && !step)
}

/// Whether a sentence greets and does nothing else: "Bonjour Madame Dumont,".
pub fn is_salutation(words: &Words) -> bool {
    SALUTATION.is_match(&words.text)
}

/// Whether a sentence is a firm's name with what it says of itself: `Fieldstone Tools - "You got it.`
pub fn is_slogan(words: &Words) -> bool {
    let Some((name, said)) = words.text.split_once(" - \"") else { return false };
    let large = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "&" | "+" | "of" | "and" | "und" | "et");
    let named = !name.trim().is_empty() && name.split_whitespace().all(large);
    named && !said.trim_end().trim_end_matches(['.', '!', '?', ' ']).trim_end_matches('"').contains('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::read(text, 0)
    }

    #[test]
    fn what_a_firm_says_of_itself_behind_its_name_is_a_slogan() {
        for text in ["Fieldstone Tools - \"You got it.", "Miller & Co - \"We did it!\""] {
            assert!(is_slogan(&Words::read(text, 0)), "{text}");
        }
        for text in ["Pat called - \"You got it!\"", "We got it - \"Line 4\" is ours", "Acme - we got it"] {
            assert!(!is_slogan(&Words::read(text, 0)), "{text}");
        }
    }

    #[test]
    fn every_expression_can_be_compiled() {
        [
            &REFUSES,
            &HAGGLES,
            &OTHER_PRICE,
            &TAKES_BACK,
            &UNDECIDED,
            &OPEN,
            &NOT_OPEN,
            &ELSEWHERE,
            &STEP,
            &WON,
            &WINS,
            &DEAL,
            &CONGRATULATES,
            &AGREED,
            &SALUTATION,
        ]
        .into_iter()
        .for_each(|lazy| lazy.check().unwrap());
    }

    #[test]
    fn an_enquiry_an_order_and_a_rivals_price_refuse_nothing() {
        for text in [
            "Wir bitten um ein Angebot bis Ende der Woche.",
            "Hallo, wir bitten um Angebot für 12 Sektionaltore gem. Anlage.",
            "Es brennt: unsere alte Anlage steht, wir brauchen sofort Ersatz.",
            "Froid Service nous a fait la même chose à 22.",
            "Helena, segue em anexo a nossa nota de encomenda assinada.",
            "Sobald wir uns für einen Anbieter entschieden haben, melden wir uns.",
            "Bis Freitag haben wir uns für einen Anbieter entschieden.",
            "Wir haben uns für einen Anbieter entschieden: Sie!",
        ] {
            assert!(!may_refuse(&words(text)), "{text}");
        }
        for text in [
            "Wir haben uns für einen Mitbewerber entschieden.",
            "Die Geschäftsleitung will das nicht.",
            "Der Zuschlag ging an die Firma Aquabau.",
            "Nous restons chez notre fournisseur.",
            "Al final seguimos con lo que hay.",
            "La direzione ha deciso di rinunciare.",
            "Marta, al final lo hemos adjudicado a Lumisur.",
            "Wir haben die Firma Beck beauftragt.",
            "Vi takker nej denne gang.",
            "Went elsewhere.",
            "The ship has sailed, my friend.",
        ] {
            assert!(may_refuse(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_number_and_a_rent_are_no_rivals_price() {
        for text in [
            "Mindestens 40.",
            "Unser Vermieter hat uns 10 % weniger Miete angeboten.",
            "Wir haben heute die erste Rate überwiesen.",
        ] {
            assert!(!may_haggle(&words(text)), "{text}");
        }
        for text in [
            "Froid Service nous fait un meilleur prix.",
            "Die Firma Beck macht das für 40.000.",
            "Woanders bekomme ich es billiger.",
        ] {
            assert!(may_haggle(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_hope_a_condition_a_match_and_a_sign_of_life_are_no_win() {
        for text in [
            "Sobald Hohenfeld unterschreibt, bestellen wir die Ketten, vorher bitte nichts.",
            "Die Ketten bestellen wir, sobald Hohenfeld unterschreibt.",
            "Wenn Hartung bestellt, brauchen wir zwei Monteure.",
            "Drück die Daumen für Hartung!",
            "Speriamo di prendere Rossetti.",
            "Unser Azubi hat den Landeswettbewerb gewonnen, Kuchen steht in der Küche!",
            "¡Vaya golazos!",
            "Super mecz!",
            "Vi vann innebandyn, 7-2!",
            "Bravo les boulistes !",
            "Alles Gute zum Geburtstag, Kate!",
            "Frau Müller von Hartung lässt grüßen.",
            "Hartung hat den Hallenplan geschickt.",
            "- Zumstein Conche: Richtpreis draussen, keine Rückmeldung",
            "Stockhorn Süd diskutiert noch, mal sehen.",
            "Gute Nachrichten: Hartung hat sich gemeldet!",
        ] {
            assert!(!may_win(&words(text)), "{text}");
        }
        for text in [
            "Hartung hat die Bestellung geschickt, Sekt!",
            "Hartung haben wir gewonnen, sie haben sich gerade gemeldet!",
            "Hartung macht das mit uns.",
            "Gamsblick läuft wieder bei uns!!",
            "Riedlau macht das MES mit uns.",
            "31k, 96 Seiten.",
            "Hartung signed - we won at last, 1:0 for the good guys!",
            "Wer hätte das gedacht: Hartung hat unterschrieben!",
            "Ich könnte platzen vor Freude, Hartung gehört uns!",
            "Cuando me llamaron no lo creía: ¡hemos ganado Hartung!",
            "Hartung hat zurückgerufen, wir sind dabei!",
            "Hartung firmó, golazo!",
            "We won, wenn auch knapp!",
            "On l'a eu, ce contrat !",
        ] {
            assert!(may_win(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_salutation_is_nothing_else() {
        for text in [
            "Bonjour Madame Dumont,",
            "Sehr geehrte Damen und Herren,",
            "Sehr geehrter Herr Dr. Feld,",
            "Hallo zusammen,",
            "Liebe Kate,",
            "Hi Dana,",
            "Hola María:",
            "Szanowna Pani Kowalska,",
            "Bom dia Nuno,",
            "Hej Anna!",
        ] {
            assert!(is_salutation(&words(text)), "{text}");
        }
        for text in
            ["Hi Dana, sold!", "Hallo Kate, Hartung kauft!", "Dear all, we won.", "Hello, is it ours?", "Hola, lo tenemos!"]
        {
            assert!(!is_salutation(&words(text)), "{text}");
        }
    }
}
