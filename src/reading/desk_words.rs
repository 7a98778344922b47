//! The words of ticket desks, and of display names, in folded form ([`super::clean::folded`]).

use super::wordlist::{Words, words};

/// Where a desk wants its answers written.
pub static ABOVE: Words = words(
    "\
above this line|above the line|below this line|oberhalb dieser linie|oberhalb dieser zeile|über dieser linie|über dieser zeile|au-dessus de cette ligne|
encima de esta línea|sopra questa linea|sopra questa riga|acima desta linha|boven deze lijn|boven deze regel|over denne linje|ovanför denna|
ovanför den här|tämän rivin yläpuolelle|powyżej tej linii|nad tuto čáru|nad tento řádek|",
);

/// What a desk puts behind the author of a comment.
pub static COMMENTED: Words = words(
    "\
 commented| added a comment| hat kommentiert| a commenté| comentó| ha comentado| ha commentato| comentou| heeft gereageerd| kommenterede|
 kommenterte| kommenterade| kommentoi| skomentował| skomentowała| okomentoval| okomentovala|",
);

/// What a desk calls what it was sent.
pub static NOUNS: Words = words(
    "\
ticket|tickets|request|case|issue|incident|enquiry|inquiry|query|message|mail|email|e-mail|ticketnummer|anfrage|vorgang|anliegen|nachricht|fall|demande|
dossier|message|solicitud|consulta|caso|mensaje|correo|richiesta|segnalazione|messaggio|pedido|chamado|solicitação|mensagem|verzoek|aanvraag|bericht|
melding|sag|sagen|henvendelse|henvendelsen|sak|saken|besked|ärende|ärendet|meddelande|pyyntö|tukipyyntö|viesti|zgłoszenie|zgłoszenia|wiadomość|
požadavek|požadavku|zpráva|
submission|zapytanie|demandes|zapytania|contacto|contactaanvraag|förfrågan|dotaz|",
);

/// The same beyond doubt, also within a word.
pub static TICKET: Words = words("ticket|zgłoszeni|ärende");

/// What becomes of it.
pub static DONE: Words = words(
    "\
received|opened|created|registered|logged|raised|closed|solved|resolved|assigned|reassigned|status|updated|escalated|merged|reopened|forwarded|routed|
eingegangen|erhalten|eröffnet|erstellt|angelegt|geschlossen|gelöst|zugewiesen|zugeteilt|aktualisiert|eskaliert|weitergeleitet|wiedereröffnet|
zusammengeführt|abgeschlossen|reçu|reçue|créé|créée|ouvert|ouverte|enregistrée|clôturé|clôturée|fermé|fermée|résolu|résolue|attribué|attribuée|
assigné|assignée|transmis|transmise|statut|recibido|recibida|creado|creada|registrado|registrada|cerrado|cerrada|resuelto|resuelta|asignado|asignada|
actualizado|actualizada|estado|ricevuto|ricevuta|creato|creata|aperto|aperta|chiuso|chiusa|risolto|risolta|assegnato|assegnata|aggiornato|aggiornata|
stato|recebido|recebida|criado|criada|registado|registada|fechado|fechada|resolvido|resolvida|atribuído|atribuída|atualizado|atualizada|ontvangen|
aangemaakt|gesloten|opgelost|toegewezen|bijgewerkt|doorgestuurd|modtaget|oprettet|lukket|løst|tildelt|opdateret|mottatt|opprettet|avsluttet|
oppdatert|mottagit|mottaget|skapats|avslutats|avslutat|stängts|stängt|lösts|löst|tilldelats|tilldelat|uppdaterats|uppdaterat|vastaanotettu|suljettu|
ratkaistu|otrzymano|otrzymaliśmy|zarejestrowano|zarejestrowane|zamknięte|rozwiązane|przypisane|zaktualizowane|přijali|přijat|uzavřen|vyřešen|
přiřazen|aktualizován|
geregistreerd|registrerats|registreret|registrert|zarejestrowany|zarejestrowana|zgłoszone|erfasst|aufgenommen|aperta|aberto|aberta|prise|przyjęte|przyjęto|zaregistrován|evidován|luotu|",
);

/// Subjects by which desks confirm that something came.
pub static CONFIRMATION: Words = words(
    "\
eingangsbestätigung|empfangsbestätigung|bestätigung des eingangs|accusé de réception|confirmation de réception|
confirmation of receipt|acknowledgement of receipt|acknowledgment of receipt|acuse de recibo|confirmación de recepción|conferma di ricezione|avviso di ricezione|
confirmação de receção|confirmação de recebimento|aviso de receção|ontvangstbevestiging|bekræftelse på modtagelse|bekräftelse på mottag|mottagningsbekräftelse|
mottaksbekreftelse|potwierdzenie otrzymania|potwierdzenie przyjęcia|potvrzení přijetí|potvrzení o přijetí|vastaanottovahvistus|",
);

/// Labels of a ticket's fields.
pub static LABELS: Words = words(
    "\
status|priority|assignee|assigned to|ticket|reporter|requester|requested by|created|updated|due date|resolution|component|project|severity|category|
reference|group|priorität|bearbeiter|zuständig|erstellt|statut|priorité|estado|prioridad|stato|priorità|prioridade|prioriteit|prioritet|",
);

/// What desks say to everybody, in phrases that people hardly use for anything else.
pub static STANDING: Words = words(
    "\
reopen it|reopen this|reopen the ticket|reopen your|longer than usual|longer than normal|due to high volume|due to a high volume|high volume of|of inactivity|
to inactivity|no activity for|closed automatically|automatically closed|merged into|last comment in|status changed from|status was changed|status has changed|
expected resolution|expected response|target resolution|for training purposes|privacy policy|aufgrund hohen|inaktivität|automatisch geschlossen|inactivité|
automatiquement ferm|accusons réception|transmettons à|transmettons au|inactividad|inattività|inatividade|inactiviteit|automatisch gesloten|
to add additional comments|to add a comment|to add further comments|reply to this e|replying to this e|reply to this message|further questions|
any questions|any further|further assistance|further help|rate our|rate your|rate the|satisfaction survey|short survey|our survey|how did we do|
view request|view the request|view ticket|view the ticket|view your ticket|view this ticket|track the status|track your|follow the progress|log in to|
knowledge base|help center|help centre|our faq|did not hear|haven't heard|have not heard|not heard back|didn't hear|being reviewed|being processed|
reference number|ticket number|case number|your reference|ticket id|keep the subject|change the subject|subject line|powered by|delivered by|
is a service from|you are receiving this|you're receiving this|unsubscribe|turn off|email notifications|for urgent|in urgent cases|if urgent|
if it is urgent|your patience|bear with us|sent to you by|contact details|your interest in|download our|visit our|follow us|working hours are|
rückfragen|weitere fragen|bei fragen|wird bearbeitet|in bearbeitung|ticketnummer|vorgangsnummer|betreffzeile|in dringenden|ihre geduld|bewerten sie|
d'autres questions|toute question|en cours de traitement|numéro de ticket|votre patience|cas d'urgence|más preguntas|cualquier duda|
cualquier consulta|siendo procesad|número de ticket|su paciencia|caso de urgencia|ulteriori domande|qualsiasi domanda|in lavorazione|
in caso di urgenza|outras dúvidas|qualquer dúvida|em processamento|sua paciência|caso de urgência|verdere vragen|in behandeling|uw geduld|
dringende gevallen|yderligere spørgsmål|hastende tilfælde|flere spørsmål|fler frågor|brådskande ärenden|dodatkowych pytań|dalších dotazů|
mail-aufkommens|hohen aufkommens|hohen anfrageaufkommens|tage in anspruch nehmen|if your matter is urgent|if your enquiry is urgent|if your request is urgent|enquiry is important to us|inquiry is important to us|request is important to us|message is important to us|been assigned the reference|quote this reference|in all further correspondence|in all correspondence|statusänderung|you will be notified here|you'll be notified here|you will receive an update|riceverà un aggiornamento|recevrez une notification|w dalszej korespondencji|in future correspondence|prosimy o cierpliwość|",
);

/// Where a desk asks how it did, with the answers to choose from behind.
pub static SURVEY: Words = words(
    "how would you rate the support|how would you rate the service|rate the support|rate our support|rate our service|how likely are you to recommend us|how likely are you to recommend our",
);

/// The words of which a desk's promises consist, a word at a time: whatever else is promised, a person promises.
pub static VOCABULARY: Words = words(
    "\
i|i'll|i'm|we|we'll|we're|you|it|he|she|they|our|your|my|us|me|them|the|a|an|this|that|these|to|of|for|in|on|at|with|within|by|as|and|or|is|are|was|
were|be|been|being|will|would|can|may|has|have|had|do|does|did|not|no|now|also|already|currently|soon|shortly|possible|quickly|earliest|convenience|
touch|get|gets|getting|back|reply|replies|respond|responds|answer|answers|reach|contact|contacted|contacting|look|looking|looked|into|review|reviewed|
reviewing|process|processed|processing|handle|handled|handling|check|checking|work|working|investigate|investigating|assist|assistance|assisting|
help|helping|support|team|member|members|one|agent|agents|someone|somebody|colleague|colleagues|staff|specialist|specialists|expert|experts|
department|message|messages|mail|mails|email|emails|e|request|requests|ticket|tickets|case|issue|inquiry|enquiry|inquiries|enquiries|question|
questions|matter|time|day|days|hour|hours|minutes|business|two|three|next|few|more|information|details|update|updates|updated|keep|informed|posted|
patience|please|let|know|thank|thanks|received|receive|sent|here|if|any|all|when|once|further|hear|from|up|take|takes|try|aim|usually|normally|
ich|wir|sie|ihnen|ihr|ihre|ihren|ihrer|uns|unser|unsere|unser|der|die|das|den|dem|ein|eine|einer|von|zu|zum|zur|auf|mit|bei|für|und|oder|ist|sind|
wird|werden|haben|hat|sich|so|schnell|wie|möglich|schnellstmöglich|umgehend|bald|in|kürze|melden|meldet|kümmern|kümmert|darum|antworten|antwortet|
bearbeiten|bearbeitet|prüfen|prüft|mitarbeiter|kollege|kollegen|kollegin|team|anfrage|nachricht|anliegen|innerhalb|stunden|tage|tagen|werktagen|
arbeitstagen|zurück|
je|nous|vous|votre|vos|notre|nos|le|la|les|un|une|de|des|du|à|dans|et|ou|est|sont|sera|serons|au|plus|vite|tôt|possible|bientôt|rapidement|meilleurs|
délais|répondre|répondra|répondrons|répondons|revenir|reviendrons|reviendra|revenons|vers|contacter|contactera|contacterons|traiter|traite|traitée|
équipe|conseiller|collègue|demande|message|sous|heures|jours|ouvrés|brefs|
yo|nosotros|usted|ustedes|le|les|su|sus|nuestro|nuestra|el|la|los|las|un|una|de|del|en|y|o|es|será|lo|más|antes|posible|pronto|brevedad|responder|
responderemos|responderá|contactar|contactaremos|contactará|contacto|pondremos|pondrá|nos|se|con|a|mayor|equipo|agente|compañero|solicitud|mensaje|
consulta|horas|días|hábiles|laborables|atender|atenderemos|
io|noi|lei|suo|sua|vostra|nostro|nostra|il|lo|i|gli|di|del|della|nel|al|ed|è|sarà|più|presto|possibile|breve|quanto|prima|rispondere|risponderemo|
risponderà|ricontatteremo|ricontatterà|contatteremo|contatterà|la|team|squadra|operatore|collega|richiesta|messaggio|ore|giorni|lavorativi|entro|
nós|seu|nosso|nossa|o|os|as|uma|do|da|no|na|em|e|ou|é|será|mais|breve|rápido|possível|responder|responderemos|responderá|contactaremos|contacto|
contato|entraremos|entrará|equipa|equipe|pedido|mensagem|horas|dias|úteis|
ik|wij|u|uw|onze|het|een|van|op|met|binnen|zo|snel|mogelijk|spoedig|nemen|neemt|contact|antwoorden|antwoordt|reageren|reageert|behandelen|medewerker|
collega|verzoek|bericht|vraag|uur|werkdagen|dagen|
jeg|vi|du|deg|dig|din|dit|ditt|vår|vores|en|et|ett|den|det|til|till|på|med|for|för|og|och|er|är|blir|bliver|så|snart|hurtigt|hurtig|raskt|mulig|muligt|
möjligt|hurtigst|vender|tilbage|tilbake|tilbake|återkommer|svarer|svarar|besvarer|besvarar|kontakt|kontakter|kontaktar|tager|tar|behandler|hanterar|
medarbejder|medarbeider|medarbetare|kollega|henvendelse|henvendelsen|ärende|ärendet|sag|sak|inden|inom|timer|timmar|dage|dager|dagar|arbejdsdage|
my|państwa|państwu|się|z|w|na|jak|najszybciej|odpowiemy|odpowie|skontaktujemy|skontaktuje|zespół|konsultant|zgłoszenie|zgłoszeniem|godzin|dni|roboczych|
my|vám|vás|váš|vaši|vašeho|se|s|na|co|nejdříve|nejrychleji|odpovíme|ozveme|ozve|kolega|tým|požadavek|požadavku|hodin|dnů|pracovních|během|do|
you'll|notified|typically|vielen|dank|weitergeleitet|gentile|utente|stata|stato|presa|carico|dal|via|aggiornamento|svar|av|har|submission|brevidade|important|reference|assigned|working|respond|herzlichen|gerne|erhalten|zuständige|zuständigen|abteilung|möglichst|baldmöglichst|unverzüglich|kurzfristig|geduld|bitten|um|eingang|bestätigen|automatisch|nummer|unter|einer|unserer|unsere|setzen|setzt|verbindung|diese|dieser|beantwortet|beantworten|bearbeitung|sobald|ändert|status|nochmals|
avons|avoir|contactés|contacté|remercions|remercie|merci|prendra|prendrons|contact|avec|recevrez|réponse|d'ici|réception|accusons|ouvrées|traiterons|conseillère|
agradecemos|gracias|recibirá|respuesta|ringraziamo|grazie|riceverà|risposta|respondido|respondida|maior|menor|com|receberá|resposta|ontvangt|reactie|medewerkers|een|danken|får|besked|handläggare|inom|kort|du|dziękujemy|państwem|otrzymają|odpowiedź|",
);

/// Words of firms and machines in a display name.
pub static FIRMS: Words = words(
    "\
gmbh|ag|kg|ohg|ug|ltd|limited|inc|llc|llp|corp|corporation|company|co|group|gruppe|groupe|grupo|gruppo|holding|holdings|systems|systeme|solutions|
industries|industrial|industrie|technologies|technology|technik|tech|international|global|partners|consulting|engineering|manufacturing|
maschinenbau|sarl|sas|sa|spa|srl|bv|nv|ab|as|aps|oy|oyj|plc|kft|zrt|gbr|ev|sro|university|institute|association|council|bank|
automation|bot|system|robot|assistant|server|portal|center|centre|department|dept|desk|crew|staff|agent|no-reply|notification|notifications|
software|cloud|digital|labs|studio|logistics|the|our|your|ihr|ihre|votre|and|und|for|",
);

/// Particles of family names.
pub static PARTICLES: Words = words(
    "van|von|de|der|den|di|da|do|dos|das|del|della|des|la|le|du|el|al|bin|ben|af|av|zu|zum|zur|ter|ten|te|y|e|mc|st|san|vom",
);

/// Titles before a name.
pub static TITLES: Words =
    words("dr|mr|mrs|ms|miss|prof|herr|frau|ing|dipl-ing|mag|sir|monsieur|madame|mme|sr|sra|dott|ingeniero|pan|pani");
