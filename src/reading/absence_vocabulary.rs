//! The words of which bare absence notices consist, a word at a time. One that isn't here makes a person's answer of a text: "approved",
//! "works", "no". What a word must not be is one by which somebody decides, asks, or speaks of a deal.

use super::wordlist::{Words, words};

/// Words of absences, of the mail that isn't read, and of who stands in.
pub static ABSENCE: Words = words(
    "\
i|i'm|i am|am|redirect|can't|cannot|wait|work|jury|duty|main|line|i'll|will|won't|be|been|is|was|are|currently|presently|actually|out|of|the|office|on|annual|leave|vacation|holiday|holidays|pto|ooo|away|at|
from|until|till|through|thru|to|and|or|back|in|with|without|not|limited|access|email|emails|e-mail|e-mails|e|mail|mails|inbox|messages|message|my|me|
your|you|return|returning|returns|when|for|urgent|urgently|urgency|emergency|matters|contact|reply|replies|respond|response|responses|replying|
reading|read|reads|travelling|traveling|travel|business|trip|sick|today|tomorrow|next|this|week|again|any|very|paternity|maternity|parental|medical|dad|mat|pat|baby|shared|adoption|carer's|caregiver|compassionate|unpaid|
family|study|bereavement|sabbatical|mid|end|early|late|beginning|cover|covers|covering|covered|she|she's|he|he's|her|him|his|they|colleague|
colleagues|deputy|please|if|request|write|reach|reached|call|phone|mobile|cell|telephone|delayed|slow|slower|delays|during|time|period|as|soon|possible|
after|before|up|including|inclusive|answer|answers|answering|check|checking|regularly|intermittent|intermittently|occasionally|rarely|conference|
trade|show|fair|training|unavailable|available|absent|absence|immediate|assistance|need|needs|thank|thanks|instead|then|by|starting|beginning|
team|direct|questions|enquiries|inquiries|case|cases|day|days|weeks|month|the|a|an|it|apologies|sorry|inconvenience|am|pm|noon|morning|afternoon|
ich|bin|bis|krankheitsbedingt|zurzeit|bearbeitet|geschäftsreise|habe|eingeschränkten|zum|zur|vom|ab|im|in|den|dem|der|die|das|am|urlaub|nicht|büro|haus|hause|und|oder|wieder|erreichbar|außer|ausser|abwesend|abwesenheit|
meine|meiner|mein|meinem|meinen|mich|mir|mails|werden|wird|werde|weitergeleitet|gelesen|dringend|dringende|dringenden|fällen|fälle|fragen|anfragen|
einschließlich|inklusive|zurück|kein|keine|keinen|zugriff|auf|befinde|derzeit|momentan|aktuell|ihre|ihr|ihrer|ihrem|sie|sich|bitte|an|elternzeit|kehre|
voraussichtlich|vertretung|übernimmt|herr|herrn|frau|kollege|kollegin|kollegen|antworte|antworten|beantworte|beantworten|nachricht|nachrichten|nach|
rückkehr|dienstreise|krank|krankgeschrieben|mutterschutz|sabbatical|kur|reha|rehabilitation|kann|leider|lesen|lese|abrufen|eingeschränkt|telefonisch|unter|während|vertritt|
danke|dank|vielen|für|sowie|auch|wenden|da|gern|gerne|hilft|helfen|weiter|ihnen|zeit|dieser|messe|schulung|fortbildung|uhr|jeweils|von|mit|es|nur|per|
je|suis|serai|peux|d'adresser|adressez|arrêt|prendrai|connaissance|absent|absente|absence|jusqu'au|jusqu'à|du|au|le|la|les|en|congé|congés|vacances|et|ou|sans|accès|à|ma|mon|mes|messagerie|de|retour|bureau|
inclus|compris|actuellement|pour|toute|tout|urgence|urgences|urgent|urgente|pouvez|pourrez|pourrai|joindre|contacter|contactez|standard|travail|rtt|récup|récupération|pathologique|paternel|maternel|votre|vos|vous|courriel|
courriels|lu|lus|traité|répondrai|répondre|maladie|maternité|paternité|parental|déplacement|professionnel|ne|pas|n'ai|ni|consulter|consulterai|lis|lirai|
durant|pendant|cette|période|merci|dès|que|possible|d'adresser|adresser|vous-adresser|s'adresser|collègue|remplaçant|remplaçante|prochain|semaine|formation|
reprendrai|reviens|reviendrai|demande|demandes|au-près|auprès|par|téléphone|d'urgence|cas|sera|seront|mail|votre|mon|un|une|
ik|ben|momenteel|wegens|ziekte|helpen|graag|s|met|op|vakantie|tot|t|m|afwezig|afwezigheid|lees|mijn|niet|terug|verlof|kantoor|geen|toegang|uw|bericht|wordt|doorgestuurd|gelezen|voor|dringende|
zaken|spoed|opnemen|neem|neemt|kunt|u|bij|collega|weer|bereikbaar|aanwezig|vanaf|ziek|beperkt|beantwoord|bedankt|dank|naar|tijdens|vragen|contact|het|de|
van|een|via|mailen|bellen|zwangerschapsverlof|ouderschapsverlof|reis|zakenreis|maandag|
jag|är|bortrest|förrän|om|det|bråttom|på|semester|till|och|med|den|läser|inte|tillbaka|tjänstledig|föräldraledig|ledig|sjuk|vid|brådskande|ärenden|kontakta|min|mina|mitt|mejl|fram|från|
kontoret|svarar|när|åter|kollega|begränsad|tillgång|under|ditt|din|tack|för|frånvarande|resa|tjänsteresa|borta|kommer|dig|av|som|då|
jeg|er|hastetilfælde|morgen|dag|ta|det|for|tiden|ferie|til|ikke|tilbage|tilbake|og|barsel|vender|venligst|har|holder|leser|e-post|e-posten|posten|denne|perioden|ved|behov|haster|hastende|gjerne|gerne|
igen|igjen|ude|ute|af|av|fra|svarer|besvarer|når|fraværende|permisjon|orlov|syk|syg|sygemeldt|sykmeldt|kontakt|kontakte|tak|takk|din|dit|mail|mails|
tjenestereise|forretningsrejse|rejse|reise|mit|mitt|begrenset|begrænset|adgang|tilgang|henvendelse|spørgsmål|spørsmål|bedes|du|kan|
estoy|estaré|estos|momentos|antes|lo|posible|actualmente|tendré|encuentro|vacaciones|fuera|oficina|hasta|el|los|las|y|o|leo|leeré|correo|correos|regreso|regresaré|vuelvo|volveré|ausente|ausencia|baja|maternidad|paternidad|paternal|maternal|excedencia|nacimiento|voluntaria|por|
durante|su|persona|es|gracias|acceso|limitado|al|podré|leer|responder|responderé|caso|urgencia|urgencias|favor|contactar|contacte|póngase|contacto|para|
cualquier|asunto|asuntos|compañero|compañera|reincorporo|reincorporaré|próximo|lunes|martes|día|viaje|enfermo|enferma|permiso|mensaje|mensajes|con|mi|que|
puede|escribir|escriba|dirigirse|diríjase|llamar|
sono|sarò|qualsiasi|comunicazione|momento|previsto|rivolgervi|ufficio|fuori|fino|compreso|incluso|potrò|leggere|leggo|leggerò|posta|elettronica|urgenze|urgenza|scrivere|contattare|contatti|rivolgersi|ferie|
assente|assenza|dal|dall'ufficio|al|rientro|rientrerò|risponderò|mio|mia|messaggio|messaggi|grazie|sua|suo|malattia|prego|cortesemente|collega|non|il|lo|per|
viaggio|trasferta|congedo|maternità|paternità|parentale|aspettativa|permesso|di|del|della|alla|alle|può|potete|entro|ne|nei|sulla|in|rispondere|torno|tornerò|nuovo|
estarei|estou|encontro|médica|falar|ausente|escritório|entre|retornando|retorno|retornarei|regressando|regressarei|volto|voltarei|urgência|urgências|contatar|contactar|contacte|
férias|baixa|paternidade|maternidade|até|dia|terei|tenho|ao|mensagens|mensagem|responderei|licença|colega|com|não|obrigado|obrigada|pela|sua|seu|no|meu|minha|nos|das|dos|aos|às|acesso|
limitado|poderá|através|do|da|em|viagem|doente|novamente|
olen|sähköpostistasi|tällä|hetkellä|poissa|toimistolta|ja|tavoitettavissa|jälleen|kiitos|viestistäsi|viestistä|lomalla|asti|saakka|palaan|vastaan|kiireellisissä|kiireisissä|asioissa|
asiassa|ota|ottakaa|yhteyttä|yhteys|sähköpostia|sähköpostiin|lue|en|vuosilomalla|töihin|takaisin|voit|ottaa|loppuun|viikon|sairaana|lomani|aikana|lukien|
vanhempainvapaalla|poissaoloni|sijaisenani|toimii|
jestem|przebywam|lekarskim|nie|mam|będę|obecnie|nieobecna|nieobecny|w|we|biurze|wracam|wrócę|sprawach|pilnych|proszę|pisać|na|o|z|ze|do|od|dnia|urlopie|poza|biurem|bez|dostępu|poczty|
odpowiem|po|powrocie|zwolnieniu|dziękuję|za|wiadomość|wiadomości|pilne|kontakt|kontaktować|się|macierzyńskim|ojcowskim|rodzicielskim|tacierzyńskim|wychowawczym|chorobowym|l4|opiece|nad|dzieckiem|delegacji|moją|nieobecności|zastępuje|mnie|
oraz|czasie|mojej|mail|mojego|powrotu|moim|ograniczony|dostęp|
jsem|momentálně|mailu|budu|v|ve|na|současné|době|dovolené|a|váš|vaši|e-mail|odpovím|svém|návratu|naléhavých|případech|případě|potřeby|volejte|kontaktujte|pište|mimo|kancelář|do|od|
zpět|nemám|přístup|prosím|služební|cestě|nepřítomen|nepřítomna|děkuji|zprávu|vrátím|se|moji|mne|zastupuje|kolega|kolegyně|neodkladných|záležitostech|
mateřské|nemocenské|rodičovské|otcovské|ošetřovačce|ošetřovném|neschopence|vracím|pondělí|dne|včetně|k|ke|poště|",
);

/// How somebody says that they are gone for good.
pub static FIRST_LEFT: Words = words(
    "\
i no longer work|i'm no longer with|i am no longer with|i'm no longer at|i am no longer at|i have left the company|i left the company|
i've left the company|ich bin nicht mehr für|ich bin nicht mehr bei|ich arbeite nicht mehr|ich habe das unternehmen verlassen|
ich habe die firma verlassen|j'ai quitté l'entreprise|j'ai quitté la société|je ne travaille plus|je ne fais plus partie|ya no trabajo|
ya no formo parte|he dejado la empresa|non lavoro più|non faccio più parte|ho lasciato l'azienda|já não trabalho|não trabalho mais|
já não faço parte|não faço mais parte|deixei a empresa|ik werk niet meer|ik werk niet langer|ik ben niet meer werkzaam|
jeg arbejder ikke længere|jeg er ikke længere ansat|jeg jobber ikke lenger|jeg har sluttet|jag arbetar inte längre|jag jobbar inte längre|
jag har slutat|en työskentele enää|nie pracuję już|już nie pracuję|už nepracuji|již nepracuji|už zde nepracuji|",
);

/// What notices name that somebody else sees to: "for quotes and orders, please write to ...". Alone they are business.
pub static TOPICS: Words = words(
    "\
quotes|orders|invoices|offers|sales|support|technical|commercial|billing|deliveries|questions|requests|bestellungen|rechnungen|angebote|angeboten|
rückfragen|technische|commandes|devis|factures|questions|pedidos|facturas|consultas|cotizaciones|ordini|fatture|preventivi|encomendas|faturas|orçamentos|
bestellingen|facturen|offertes|ordrer|tilbud|fakturaer|beställningar|offerter|fakturor|tarjoukset|tilaukset|oferty|zamówienia|zamówień|ofert|objednávky|
nabídky|",
);

/// The words that begin such a sentence.
pub static FOR: Words = words("for|bei|für|pour|para|per|voor|ved|vid|för|w|pro|concerning|regarding|with");

/// Words beside which a name is that of who stands in.
pub static TURN_TO: Words = words(
    "\
contact|write|call|reach|covering|cover|covers|covered|deputy|colleague|contacter|contactez|joindre|collègue|remplaçant|remplaçante|kontakt|kontakta|
kontakte|kontaktieren|wenden|vertritt|vertretung|herr|herrn|frau|kollege|kollegin|adresser|s'adresser|diríjase|dirigirse|contacto|contactar|contacte|
rivolgersi|scrivere|contattare|collega|contatar|colega|neem|opnemen|mailen|bellen|yhteyttä|sijaisenani|volejte|kontaktujte|pište|zastupuje|kontaktować|
pisać|zastępuje|compañero|compañera|kollega|",
);

/// What Japanese and Chinese notices consist of, the longer ones first.
pub static EASTERN: Words = words(
    "\
ありがとうございます|お世話になっております|申し訳ございません|申し訳ありません|ご了承ください|よろしくお願いいたします|よろしくお願いします|お願いいたします|お願い致します|にしております|
しております|いたします|致します|いただき|頂き|いただいて|おります|ください|下さい|メール|ご返信|返信|返答|ご連絡|連絡|お急ぎ|至急|緊急|場合|不在|休暇|夏季|冬季|年末年始|年始|休業|出張|取得|
お休み|休み|終日|本日|午前|午後|来週|今週|曜日|月曜|火曜|水曜|木曜|金曜|土曜|日曜|以降|以後|期間|より|から|まで|ため|確認|対応|改めて|代わり|代理|担当者|担当|出社|出勤|復帰|順次|不便|おかけ|戻り|戻る|育児|産前|産後|育休|産休|有休|代休|介護|看護|パパ|男性|
休年假|紧急事务|事务|您好|你好|谢谢您的|谢谢|感谢|来信|来函|邮件|郵件|目前|正在|出差|在外|无法|無法|不能|及时|及時|查看|查收|回到|回来|返回|办公室|辦公室|紧急|緊急|事宜|事项|急事|如有|如需|请|請|致电|致電|联系|聯繫|联络|休假|年假|
陪产假|育儿假|护理假|产假|婚假|丧假|事假|病假|请假|期间|期間|外出|本人|将于|將於|将|將|会|會|尽快|盡快|回复|回覆|电话|電話|手机|同事|上班|星期|公司|一二三四五六|不在|在|休|于|於|从|至|到|后|後|前|之|与|和|或|的|我|您|中|日|月|年|天|周|",
);

/// What is said to everybody, and means nothing.
pub static PLEASANTRIES: Words = words(
    "\
hi|hello|hello all|hi all|hi there|hello there|dear all|dear sir or madam|dear sender|hallo|guten tag|sehr geehrte damen und herren|bonjour|madame|monsieur|
madame, monsieur|hola|buenos días|buenas tardes|estimados|estimado remitente|buongiorno|salve|gentili signori|olá|bom dia|boa tarde|prezados|prezados senhores|
goedendag|beste|hej|hei|moi|dzień dobry|witam|szanowni państwo|dobrý den|thanks|thank you|many thanks|regards|best wishes|all the best|sincerely|take care|
best regards|kind regards|warm regards|best|cheers|mit freundlichen grüßen|mit freundlichem gruß|beste grüße|viele grüße|freundliche grüße|gruß|danke|
vielen dank|cordialement|bien cordialement|bonne journée|bonne réception|merci|saludos|un saludo|saludos cordiales|atentamente|gracias|cordiali saluti|saluti|
distinti saluti|grazie|atenciosamente|cumprimentos|obrigado|obrigada|met vriendelijke groet|groeten|groet|bedankt|
mvh|med vänlig hälsning|vänliga hälsningar|hilsen|med venlig hilsen|venlig hilsen|vennlig hilsen|med vennlig hilsen|tack|tak|takk|terveisin|
ystävällisin terveisin|kiitos|pozdrawiam|z poważaniem|dziękuję|s pozdravem|děkuji|",
);

/// Words of return, whose date is the return date itself.
pub const BACK: &str = "back|return|returning|returns|resume|resumes|resuming|resumption|again|zurück|wieder|zurückkehren|retour|reprendrai|reviens|\
    reviendrai|regreso|regresaré|vuelvo|volveré|vuelta|reincorporo|reincorporaré|tornerò|rientro|rientrerò|ritorno|\
    rientrare|regresso|retorno|voltarei|volto|regressarei|retornarei|volta|terug|weer|tilbage|retur|tilbake|tillbaka|\
    åter|palaan|tavoitettavissa|takaisin|jälleen|wracam|wrócę|wracamy|powrotem|powracam|powrót|reopen|reopens|\
    reopening|restarts|torno|torna|rientra|riaprirà|riapre|riapriamo|nuovo|nuevo|nouveau|novamente|regressando|retornando|voltando|retomo|rouvre|rouvrira|\
    rouvrons|réouverture|reprends|reprend|reprise|træffes|zpět|vrátím|vracím|vrátíme|návrat|návratu|opět|znovu|kehre|kehrt|igen|reabre|\
    reabriremos|reabrimos|ponownie|respond|answer|antworte|répondrai|responderé|risponderò|responderei|odpowiem|odpovím|rückkehr|\
    rückkehrdatum|terugkomst|terugkeer|återkomst|hjemkomst|paluu|döneceğim|dönüyorum|dönerim|döneceğiz|dönüş|dönüşüm|tekrar|yeniden|\
    вернусь|вернемся|вернёмся|возвращаюсь|возвращение|возвращения|выйду|выхожу|снова|отвечу|доступен|доступна|повернуся|повертаюся|\
    повернення|знову|вийду|відповім|връщам|върна|отново|revin|revenim|întorc|intoarc|intorc|întoarcerea|înapoi|disponibil|disponibilă|\
    tornaré|tornarem|tornada|vraćam|vratit|vraćamo|povratak|ponovno|ponovo|natrag|vrnem|vračam|nazaj|vrátim|vraciam|späť|opäť|tagasi|\
    naasen|jälle|taas|aftur|grįšiu|grįžtu|vėl|atgriezīšos|atgriežos|atkal|újra|ismét|vissza|visszatérek|visszaérkezem|επιστρέφω|\
    επιστρέψω|επιστροφή|πίσω|ξανά|אחזור|ואחזור|חוזר|חוזרת|אשוב|ואשוב|נחזור|שוב|سأعود|وسأعود|أعود|وأعود|العودة|عودتي|سنعود|kembali|\
    melde|rispondo|réponds|svarar|svarer|odpisuję|odpiszę|beantworte|\
    igjen|retornaremos|voltaremos|voltamos|regressaremos|regressamos|regresaremos|regresamos|volveremos|volvemos|retomamos|torneremo|rientreremo|\
    reviendrons|reprendrons|reprenons|incorporo|incorporaré|rentre|rentrerai|riprendo|riprenderò|retomarei|hervat|riapriranno|reabrirán|reabrirão|rouvriront|reapertura|riapertura|palaamme|wrócimy|powrócę|vracíme|öppnar|åpner|åbner|avataan|palvelemme";

/// Of these, the ones that repeat anything.
pub const AGAIN: &str = "again|wieder|nouveau|nuevo|nuovo|novamente|weer|igen|igjen|taas|jälleen|znowu|ponownie|opět|znovu";

/// Of these, the ones of answering.
pub const ANSWERS: &str = "respond|answer|antworte|répondrai|responderé|risponderò|responderei|odpowiem|odpovím|отвечу|відповім|melde|rispondo|réponds|\
    svarar|svarer|odpisuję|odpiszę|beantworte";

/// Of those, the ones that stand beside any subject: "we answer", "Anna svarar".
pub const ANYBODY_ANSWERS: &str = "respond|answer|réponds|svarar|svarer";

/// Words of somebody who is there, and with "not" before them of somebody who isn't.
pub const PRESENT: &str = "erreichbar|bereikbaar|reachable|available|verfügbar|beschikbaar|joignable|disponible|disponibile|raggiungibile|disponível|contactável|contatável|dostępna|dostępny|dostępni|osiągalna|osiągalny|\
    tilgængelig|tilgjengelig|tillgänglig|anträffbar|dispozici";

/// Words of the first person, pronouns and verbs.
pub const MINE: &str = "i|i'm|i'll|ich|je|yo|io|ik|jeg|jag|mijn|meine|mein|będę|jestem|estaré|estoy|sarò|sono|estarei|estou|serai|suis|budu|jsem|olen|bin";

/// Words of somebody who is there only for some days, or only in some way.
pub const ONLY: &str = "only|nur|uniquement|seulement|solo|sólo|solamente|soltanto|somente|apenas|só|alleen|slechts|kun|bare|bara|endast|vain|\
    tylko|wyłącznie|pouze|jen|jenom";

/// How the words begin by which a telephone is named.
pub const PHONES: [&str; 13] = [
    "phone",
    "mobile",
    "cell",
    "telefon",
    "téléphon",
    "teléfono",
    "puhelim",
    "handy",
    "mobil",
    "móvil",
    "telemóvel",
    "cellulare",
    "portable",
];

/// Words of what happens earlier than a day.
pub const BEFORE: &str = "before|vor|avant|antes|prima|voor|vóór|før|före|förrän|innan|ennen|przed|před";

/// Words from whose date on somebody is there.
pub const BEGINS: &str = "from|ab|as|partir|dès|qu'à|desde|dal|dall|vanaf|fra|från|od|alkaen|first|erst|først|först|pas";

/// What sets against something what is told of another day.
pub const BUT: &str = "but|aber|mais|pero|mas|maar|men|mutta|ale";

/// What denies it.
pub const NOT: &str = "not|nicht|niet|pas|ikke|inte|nie|nem|no|non|não|nejsem|nebudu|enkä|ei";

/// Words that open the day from which somebody is there: with a word of return in the same sentence.
pub const FROM: &str = "ab|from|on|as|le|el|il|em|op|den|per|am|partir|partire|vanaf|fra|från|dia|od|z|dem|der|i|na|w|we|ve|v|с|з|со|din|des|alates|από|מ|من";

/// Words up to whose date somebody is away.
pub const UNTIL: &str = "until|till|til|'til|through|thru|bis|jusqu'au|jusqu'à|jusqu'a|hasta|al|fino|sino|até|ate|ao|tot|t/m|tom|t.o.m|to|\
    au|indtil|-|a|frem|do|до|по|până|pana|fins|kuni|iki|līdz|έως|ως|μέχρι|עד|حتى|إلى|لغاية|hingga|sampai|đến";

/// Of these, the ones that leave it open whether the day itself is meant. Nobody is away up to a Monday and back on the Tuesday.
pub const OPEN: &str = "до|până|pana|fins|kuni|iki|līdz|έως|ως|μέχρι|עד|حتى|إلى|لغاية|hingga|sampai";

/// Words that stand behind the date up to which somebody is away.
pub const UNTIL_HERE: &str = "asti|saakka|loppuun|untilhere|kadar|dek|değin";

/// Words that may stand between such a word and its date.
pub const BETWEEN: &str = "the|eod|cob|and|including|inclusive|zum|dem|den|einschließlich|inkl|inklusive|le|el|il|la|día|dia|o|de|du|met|en|og|med|\
    och|d|am|on|in|office|of|af|i|at|al|ao|vom|work|be|to|with|you|als|from|ab|dnia|dne|alla|alle|allo|às|aan|het|last|this|next|til|med|einschl|incl|og|w/c|pe|la|data|και|τις|στις|την|το|including|יום|يوم|تاريخ|ngày|hết|tanggal|dan|în|à";

/// What begins on a day, in Japanese, Chinese and Korean.
pub const BEGINNING: [&str; 8] = ["休", "不在", "出張", "出差", "外出", "휴가", "출장", "부재"];
