//! The words of sign-offs and signatures, in lower case.

use crate::reading::wordlist::{Words, words};

/// Lines by which a firm turns to everybody.
pub(super) static INVITING: Words = words(
    "\
did you know|visit us|follow us|meet us|see us at|join us|find us|winner of|award|book a |besuchen sie uns|folgen sie uns|treffen sie uns|wussten sie|
retrouvez-nous|suivez-nous|le saviez-vous|visítenos|síganos|seguici|visitateci|volg ons|bezoek ons|följ oss|besök oss|følg os|besøg os|odwiedź nas|",
);

/// Small words within names, titles and addresses.
pub(super) static CONNECTORS: Words = words(
    "\
of|and|for|de|the|und|et|y|da|do|di|e|og|och|van|von|der|du|la|le|i|a|at|in|&|z|o.o|ul|str|",
);

/// Labels before a number or address.
pub(super) static LABELS: Words = words(
    "\
t|f|m|p|d|o|c|e|w|tel|telefon|telephone|phone|fax|mobile|mobil|mob|cell|direct|office|skype|email|e-mail|mail|
web|website|tél|portable|puh|tlf|tfn|linkedin|twitter|handy|móvil|cel|",
);

/// What people are, and what firms end with.
pub(super) static TITLES: Words = words(
    "\
manager|director|president|vp|ceo|cto|cfo|coo|cio|buyer|engineer|head|sales|procurement|purchasing|operations|
founder|co-founder|owner|partner|consultant|analyst|officer|executive|associate|coordinator|lead|chief|inc|
llc|ltd|gmbh|ag|kg|corp|corporation|company|co|oy|ab|as|a/s|aps|bv|b.v|nv|sarl|sas|srl|spa|plc|leiter|
leiterin|geschäftsführer|geschäftsführerin|vertrieb|einkauf|einkäufer|directeur|directrice|responsable|
acheteur|gerente|directora|responsabile|direttore|säljare|inköpare|driftssjef|daglig|leder|sjef|chef|innkjøp|
salg|johtaja|myyntipäällikkö|päällikkö|toimitusjohtaja|kierownik|dyrektor|inkoper|verkoop|zakupów|department|
abteilung|ph.d|university|professor|",
);

/// The words above a name.
pub(super) static CLOSINGS: Words = words(
    "\
best regards|best|regards|kind regards|warm regards|warmest regards|with best regards|with kind regards|
many regards|rgds|br|kr|best wishes|all the best|sincerely|sincerely yours|yours sincerely|yours truly|
yours faithfully|yours|respectfully|cheers|thanks|thank you|thank you very much|thank you so much|
thank you again|many thanks|thanks a lot|thanks so much|thanks again|thanks and regards|thanks & regards|
thanks in advance|thank you in advance|thx|ta|cordially|take care|talk soon|speak soon|later|warmly|
have a great day|have a nice day|have a good weekend|have a great weekend|mit freundlichen grüßen|
mit freundlichen grüssen|mit freundlichem gruß|freundliche grüße|freundliche grüsse|viele grüße|viele grüsse|
liebe grüße|beste grüße|beste grüsse|schöne grüße|herzliche grüße|mit besten grüßen|mit lieben grüßen|gruß|
grüße|gruss|mfg|lg|vg|danke|vielen dank|danke und gruß|besten gruß|viele grüße / best regards|cordialement|
bien cordialement|bien à vous|sincères salutations|salutations|amicalement|merci|merci d'avance|bonne journée|
meilleures salutations|très cordialement|cdlt|saludos|un saludo|saludos cordiales|un cordial saludo|
atentamente|gracias|muchas gracias|cordialmente|atenciosamente|abraço|abraços|obrigado|obrigada|cumprimentos|
com os melhores cumprimentos|att|cordiali saluti|distinti saluti|saluti|un saluto|grazie|grazie mille|ciao|
met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|groet|groeten|
groetjes|mvg|bedankt|dank|med vänlig hälsning|med vänliga hälsningar|vänliga hälsningar|vänlig hälsning|
hälsningar|mvh|tack|hälsar|med vennlig hilsen|vennlig hilsen|hilsen|beste hilsen|takk|med venlig hilsen|
venlig hilsen|mange hilsner|bedste hilsner|tak|vh|hei hei|ystävällisin terveisin|terveisin|yt|t|kiitos|
parhain terveisin|z poważaniem|pozdrawiam|pozdrawiam serdecznie|serdecznie pozdrawiam|z wyrazami szacunku|łączę pozdrowienia|serdeczne pozdrowienia|pozdrowienia|dziękuję|s pozdravem|s pozdravom|děkuji|с уважением|
с наилучшими пожеланиями|спасибо|з повагою|üdvözlettel|üdv|köszönettel|cu stimă|saygılarımla|teşekkürler|
iyi çalışmalar|με εκτίμηση|ευχαριστώ|敬具|よろしくお願いします|よろしくお願いいたします|此致|谢谢|",
);

/// Words of business that a signature doesn't hold.
pub(super) static BUSINESS: Words = words(
    "po|order|ordered|invoice|quote|contract|attached|signed|deal|won|approved|confirmed|price|offer|agreed|accepted|\
payment|deposit|shipped|reserved|booked|delivery|bestellung|auftrag|angebot|vertrag|unterschrieben|commande|devis|pedido|contrato|\
bestellnummer|auftragsnummer|ordernummer|ordrenummer|bestelnummer|tilausnumero",
);

/// Words that begin answers and headings rather than names.
pub(super) static COMMON: Words = words(
    "\
landed|bagged|locked|secured|nailed|ours|mine|up|out|yes|yep|yeah|no|nope|ok|okay|sure|done|deal|sold|won|win|lost|signed|closed|approved|confirmed|agreed|
accepted|ordered|order|perfect|great|good|super|excellent|awesome|nice|cool|brilliant|fantastic|wonderful|
congrats|congratulations|cheers|thanks|thank|thx|hi|hello|hey|dear|morning|please|pls|sorry|welcome|received|
noted|understood|absolutely|definitely|exactly|correct|right|true|maybe|perhaps|never|always|today|tomorrow|
yesterday|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|
august|september|october|november|december|asap|urgent|fyi|tbd|tbc|see|call|send|ship|let|we|you|i|it|its|he|
she|they|this|that|these|the|our|my|your|go|get|got|enjoy|attached|quote|invoice|po|contract|proposal|price|
cell|home|work|phone|fax|mobile|tel|email|total|subject|document|attachment|love|best|regards|waiting|hurray|
hooray|woohoo|yay|boom|jackpot|bingo|booked|reserved|shipped|delivered|paid|ready|with|from|to|for|on|in|at|
by|not|so|and|but|or|if|what|who|when|where|why|how|is|are|was|will|can|all|any|both|none|wow|bye|mission|
accomplished|big|huge|new|next|final|last|first|party|beers|beer|champagne|ring|bell|victory|finally|
everything|nothing|ja|nein|danke|dankeschön|bitte|gut|gerne|genau|einverstanden|perfekt|bestellt|gekauft|
angenommen|bestätigt|erledigt|verstanden|hallo|gewonnen|unterschrieben|auftrag|glückwunsch|prima|toll|klasse|
oui|non|merci|parfait|accord|d'accord|confirmé|signé|gagné|bravo|bonjour|bien|sí|si|gracias|vale|perfecto|
confirmado|firmado|ganado|aceptado|hola|claro|sim|não|obrigado|obrigada|perfeito|fechado|assinado|parabéns|
grazie|perfetto|confermato|firmato|ciao|nee|bedankt|akkoord|getekend|tack|takk|tak|klart|nej|nei|kiitos|kyllä|
hyvä|selvä|nie|dzięki|dziękuję|ano|ne|да|нет|спасибо|хорошо|согласен|подписано|",
);

/// What is counted and ordered.
pub(super) static QUANTITIES: Words = words(
    "\
units|pcs|pieces|pallets|sets|pairs|tons|tonnes|metres|meters|stück|stk|paletten|pièces|palettes|unidades|piezas|unità|pezzi|stuks|styck|stykker|
szt|sztuk|ks|kusů|kg|kpl|",
);

/// What somebody is or does in a firm, as it stands in small letters below a name.
pub(super) static ROLES: Words = words(
    "\
vd|md|gm|purchaser|foreman|dentist|accountant|proprietor|ostaja|ostopäällikkö|hankinta|hankinnat|osto|tuotantopäällikkö|työnjohtaja|yrittäjä|omistaja|
isännöitsijä|nákup|nákupčí|jednatel|jednatelka|ředitel|ředitelka|vedoucí|majitel|majitelka|technik|inköp|inköpschef|ägare|förvaltare|platschef|
produktionschef|ekonomichef|direktör|tandläkare|läkare|indkøb|indkøber|indkøbschef|indehaver|ejer|direktør|tandlæge|læge|tannlege|innkjøper|innkjøpssjef|
eier|driftsleder|einkäuferin|inhaber|inhaberin|prokurist|prokuristin|betriebsleiter|werkleiter|zahnarzt|zahnärztin|verwaltung|buchhaltung|achats|acheteuse|
gérant|gérante|propriétaire|dentiste|comptable|compras|comprador|compradora|propietario|propietaria|dueño|dueña|jefe|jefa|proprietário|proprietária|
sócio|sócia|acquisti|titolare|direttrice|socio|inkoop|inkoopster|eigenaar|eigenaresse|bedrijfsleider|zaakvoerder|tandarts|kupiec|zakupy|właściciel|
właścicielka|prezes|kierowniczka|specjalista|specjalistka|księgowa|księgowy|",
);

/// What stands beside it.
pub(super) static RANKS: Words = words(
    "\
technical|senior|junior|assistant|deputy|general|managing|regional|strategic|facility|plant|project|production|quality|maintenance|technischer|technische|
strategischer|operativer|daglig|verkställande|teknisk|technique|général|générale|generale|técnico|técnica|tecnico|obchodní|technický|výrobní|dział|ufficio|",
);

/// How the names of firms end.
pub(super) static FORMS: Words = words(
    "ab|AB|oy|Oy|OY|oyj|Oyj|a.s|A.S|s.r.o|gmbh|GmbH|AG|KG|Ltd|LLC|Inc|s.a|S.A|s.l|S.L|s.p.a|S.p.A|s.r.l|S.r.l|S.L.U|SAS|SARL|BV|B.V|b.v|NV|N.V|ApS|A/S|AS|o.o|p.o|v.o.s|k.s|plc",
);

/// Words of what people say and of no title or firm: pronouns, verbs by which they decide, yes and no, regret and feasts.
pub(super) static SAYS: Words = words(
    "\
i'm|we|we're|we'll|we've|you|me|us|they|let's|it's|that's|don't|can't|won't|isn't|yes|yep|yeah|nope|not|never|go|going|went|gone|stay|staying|take|taking|took|
choose|chose|chosen|choosing|pick|picked|prefer|preferred|pass|passing|keep|keeping|stick|stop|wait|hold|buy|bought|buying|call|want|need|like|try|ok|okay|too|
only|just|unfortunately|sadly|sorry|thanks|easter|christmas|week|month|wir|ihr|sie|uns|mir|mich|nein|nicht|kein|keine|leider|zu|ist|sind|haben|hat|nehmen|
nimmt|bleiben|bleibt|lassen|warten|passt|klar|ostern|weihnachten|woche|nous|vous|oui|c'est|n'est|pas|est|sont|avons|prenons|restons|dommage|hélas|pâques|noël|
sí|hemos|estamos|elegimos|elegido|vamos|tomamos|nosotros|queda|quedamos|lamentablemente|pascua|navidad|sim|não|nós|fomos|vamos|ficamos|escolhemos|infelizmente|
páscoa|natal|noi|abbiamo|scelto|prendiamo|restiamo|purtroppo|pasqua|natale|wij|jij|ons|nee|niet|geen|kiezen|kozen|nemen|blijven|helaas|pasen|kerst|jag|ni|oss|
nej|inte|ej|väljer|valde|tar|tackar|köper|stannar|tyvärr|påsk|jul|jeg|ikke|nei|vælger|valgte|velger|tager|køber|kjøper|bliver|desværre|dessverre|beklager|påske|
minä|emme|en|ei|otamme|ostamme|valitsimme|kyllä|valitettavasti|pääsiäinen|joulu|nie|tak|bierzemy|wybraliśmy|wybieramy|zostajemy|niestety|wielkanoc|ano|ne|
bereme|vybrali|jsme|zůstaneme|bohužel|velikonoce|vánoce|expensive|late|interested|ahead|wins|won|budget|teuer|freigegeben|freigabe|muss|müssen|noch|vielleicht|
trop|cher|rien|muy|demasiado|caro|troppo|muito|duur|dyrt|dyr|liian|kallis|za|drogo|drogie|drahé|drahá|",
);

/// How a yes is given in words that could be a firm's.
pub(super) static GREEN: Words = words(
    "green light|thumbs up|grünes licht|feu vert|luz verde|luce verde|semaforo verde|sinal verde|groen licht|grønt lys|grönt ljus|vihreää valoa|zielone światło|zelenou",
);
