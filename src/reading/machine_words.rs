//! The phrases of machines that only their words give away, in folded form ([`super::clean::folded`]).

use super::wordlist::{Words, words};

/// What machines say of their own messages.
pub static MACHINE: Words = words(
    "\
this is an automatic|this is an automated|this automatic reply|this automated reply|this is a system generated|
this is a system-generated|is an automatically generated|was automatically generated|automatically generated message|automatically generated mail|automatically generated e-mail|automatically generated email|automatically generated response|automatically generated reply|automatically generated notification|auto-generated message|generated automatically|
do not reply to this|please do not respond to this|automatisch generiert|automatisch erstellt|automatisch erzeugt|
généré automatiquement|
générée automatiquement|envoyé automatiquement|ne pas répondre à ce |ne pas répondre à cet|
generado automáticamente|no responda a este|
generato automaticamente|generata automaticamente|si prega di non rispondere|
gerada automaticamente|gerado automaticamente|não responda a est|automatisch gegenereerd|
automatisch verzonden|automatisk genereret|automatisk generert|
automatiskt genererat|
wygenerowana automatycznie|automaticky vygenerov|automaticky generov|
自動送信|自動配信|自动发送|系统自动|自動發送|
denne mail kan ikke besvares.|denne e-mail kan ikke besvares.|denne mail kan ikke besvares!|denne e-posten kan ikke besvares.|det går inte att svara på detta mejl|
detta mejl går inte att svara på|diese e-mail kann nicht beantwortet werden.|antworten sie nicht auf diese|antworten sie bitte nicht auf diese|
ce message ne peut recevoir de réponse|n'accepte pas de réponse|this email cannot be replied to|this mailbox cannot receive replies|
wygenerowany automatycznie|wysłana automatycznie|wysłany automatycznie|prosimy nie odpowiadać na|neodpovídejte na|automatisch verstuurd|
automaattisesti luotu|автоматически сформирован|сформировано автоматически|не отвечайте на это|otomatik olarak oluştur|otomatik olarak gönder|
lütfen bu e-postayı yanıtlama|acest mesaj a fost generat automat|automatikusan generált|automatikus üzenet|δημιουργήθηκε αυτόματα|자동으로 발송|발신 전용|
diese e-mail wurde maschinell erstellt|diese nachricht wurde maschinell erstellt|diese mail wurde maschinell erstellt|",
);

/// What ticket desks acknowledge.
pub static RECEIVED: Words = words(
    "\
has been received|have received your|received your message|received your request|received your inquiry|
received your enquiry|received your e|ticket has been|case has been|request has been|thank you for contacting|
thanks for contacting|thanks for reaching out|being reviewed by|a ticket|your ticket|has been opened|has been created|
eingegangen|erhalten|ticket wurde|anfrage wurde|bien reçu|a été reçu|a été créé|demande a été|hemos recibido|
ha sido recibid|ha sido cread|abbiamo ricevuto|è stata ricevuta|è stato creato|recebemos|foi recebid|foi criado|
ontvangen|is aangemaakt|modtaget|er oprettet|mottatt|er opprettet|mottagit|har tagits emot|skapats|vastaanot|
otrzymaliśmy|potwierdzamy otrzymanie|wurde unter der nummer|ha sido registrad|została zarejestrowan|přijali|byla přijata|byl vytvořen|受け付け|受付|受信いたしました|已收到|已创建|
tak for din henvendelse|takk for din henvendelse|takk for henvendelsen|tack för din förfrågan|alınmıştır|ulaşmıştır|получено|получили ваше|
зарегистрирован|отримано|отримали ваш|primljen|megkaptuk|am primit|a fost primit|a fost înregistrat|έχει ληφθεί|λάβαμε|접수|נתקבלה|התקבלה|تم استلام|
been assigned the reference|accusons réception de votre courriel|accusons réception de votre message|accusons réception de votre demande|
bestätigen den eingang ihrer anfrage|bestätigen den eingang ihrer nachricht|bestätigen den eingang ihrer e-mail|bestätigen den eingang ihrer mail|presa in carico|a bien été enregistré|wurde erfasst|zostało zarejestrowan|har registrerats|er registreret|er registrert|foi registad|foi registrad|is geregistreerd|byl zaregistrován|",
);

/// What filters ask of a sender whom they don't know, and nobody else says.
pub static CHALLENGE: Words = words(
    "\
approved senders|real person|human sender|prove that you are human|you are human|not a spammer|to control spam|
release your message|message is waiting|your message will be delivered|awaiting your verification|verify your email to|
verify your e-mail to|sender verification|confirm your email to|antispam|anti-spam|um spam zu|absender bestätigen|
vérifier que vous|lutter contre le spam|controlar el spam|remitente verificado|

|your message was waitlisted|your e-mail was waitlisted|your email was waitlisted|add yourself to my guest list|",
);

/// The way they ask it.
pub static ASKED: Words = words(
    "\
click|link|request form|guest list|approved|automatic reply|one-time|verify|bestätigen|klicken|cliquez|haga clic|clique|klik|
",
);

/// What a filter asks to press or to fill in.
pub static PRESSED: Words = words(
    "\
click|request form|guest list|automatic reply|one-time|bestätigen|klicken|cliquez|haga clic|clique|klik|",
);

/// The message that a filter holds back.
pub static YOURS: Words = words(
    "\
your message|your email|your e-mail|your mail|the message|the email|the e-mail|ihre nachricht|ihre e-mail|ihre mail|votre message|votre e-mail|
votre courriel|su mensaje|su correo|sua mensagem|seu e-mail|suo messaggio|uw bericht|uw e-mail|din mail|ditt meddelande|din besked|
email address|e-mail address|this email|this e-mail|this message|",
);

/// Subjects of old receipts.
pub static RECEIPT: Words = words(
    "\
read:|gelesen:|lu :|lu:|leído:|leido:|letto:|lida:|lido:|gelezen:|læst:|läst:|lest:|luettu:|przeczytano:|przeczytane:|
přečteno:|prečítané:|elolvasva:|citit:|okundu:|прочитано:|прочтено:|pročitano:|prebrano:|llegit:|διαβάστηκε:|αναγνώστηκε:|읽음:|
loetud:|lesið:|not read:|nicht gelesen:|ungelesen gelöscht:|non lu :|non lu:|no leído:|non letto:|não lida:|niet gelezen:|
ikke læst:|ej läst:|olästa:|ikke lest:|ei luettu:|nieprzeczytane:|nepřečteno:|開封済み:|既読:|已读:|已讀:|未读:|return receipt|
read receipt|lesebestätigung|accusé de lecture|confirmación de lectura|conferma di lettura|confirmação de leitura|
leesbevestiging|disposition notification|accusé de réception (|ricevuta di ritorno|acuse de recibo (|recibo de retorno|ontvangstbevestiging (|
mottagningskvitto|potwierdzenie odbioru|",
);

/// How the texts of such receipts begin.
pub static RECEIPT_TEXTS: Words = words(
    "\
your message|your document|ihr dokument|votre document|ihre nachricht|votre message|su mensaje|el mensaje|il messaggio|a sua mensagem|sua mensagem|uw bericht|
din meddelelse|ditt meddelande|meldingen din|viestisi|twoja wiadomość|vaše zpráva|あなたのメッセージ|您的邮件|您的郵件|
wiadomość|tu mensaje|a mensagem|o seu mensagem|il tuo messaggio|het bericht|meddelandet|zpráva|vaša správa|správa|az üzenet|üzenete|mesajul|iletiniz|ileti|
ваше сообщение|сообщение|ваше повідомлення|повідомлення|vaša poruka|poruka|vaše sporočilo|sporočilo|el missatge|το μήνυμά|사용자의 메시지|메시지|teie sõnum|
this is a receipt|the message sent on|questa è una ricevuta|este es un acuse|esta é uma confirmação|dit is een ontvangstbevestiging|dette er en kvittering|detta är ett kvitto|to jest potwierdzenie|this is a return receipt|dies ist eine|ceci est un accusé|this receipt|",
);

/// What such receipts tell.
pub static READ: Words = words(
    "\
was read|was received by|wurde empfangen|a été reçu par|was displayed|been displayed|a été affiché|è stato visualizzato|ha sido mostrado|se ha mostrado|foi exibida|foi exibido|is weergegeven|blev vist|ble vist|visades|został wyświetlon|została wyświetlon|was deleted without|gelesen|ungelesen gelöscht|angezeigt|a été lu|
a été supprimé|se leyó|ha sido leído|se eliminó|è stato letto|è stato eliminato|foi lida|foi lido|foi excluíd|
foi eliminad|is gelezen|werd gelezen|blev læst|lästes|ble lest|har blitt lest|luettiin|została przeczytana|
została odczytana|byla přečtena|fue leíd|fue leid|fue eliminad|przeczytan|odczytan|byla odstraněna|prečítaná|elolvasva|elolvasták|elolvasás|a fost citit|okundu|прочитан|pročitana|prebrano|
s'ha llegit|ha estat llegit|διαβάστηκε|αναγνώστηκε|읽었|읽음|loeti|開封されました|已被阅读|已阅读|verifies that|",
);

/// What machines call their own answers; a person may speak of one too.
pub static SELF: Words = words(
    "\
automatische antwort|automatische eingangsbestätigung|automatische nachricht|message automatique|réponse automatique|mensaje automático|
respuesta automática|messaggio automatico|risposta automatica|mensagem automática|resposta automática|automatisch bericht|
automatisch antwoord|automatisk svar|automatisk besked|automatisk melding|automatisk kvittering|automatiskt svar|automatiskt meddelande|
automatiskt mejl|automatiskt utskick|autosvar|automaattinen viesti|automaattinen vahvistus|automatisk bekreftelse|automatisk bekræftelse|automaattinen vastaus|wiadomość automatyczna|automatyczna odpowiedź|
automatyczna wiadomość|automatická zpráva|automatická odpověď|自動返信|自动回复|自動回覆|",
);

/// Thanks that open a desk's answer.
pub static REPLY: Words = words(
    "\
thank you for your|thanks for|thank you for getting in touch|thank you for emailing|thank you for writing|vielen dank für ihre|
danke für ihre|merci pour votre|merci de votre|gracias por su|gracias por escrib|gracias por contact|grazie per|obrigado pel|obrigada pel|
bedankt voor uw|dank voor uw|tak for din|takk for din|tack för ditt|tack för din|kiitos viestist|kiitos yhteyden|dziękujemy za|děkujeme za|
herzlichen dank für ihre|wir danken für ihre|wir danken ihnen für ihre|nous vous remercions de votre|nous vous remercions pour votre|",
);

/// Thanks for having written at all.
pub static CONTACTED: Words = words(
    "\
thanks for getting in touch|thank you for getting in touch|thanks for reaching out|thank you for reaching out|thanks for contacting|thank you for contacting|
danke für ihre kontaktaufnahme|vielen dank für ihre kontaktaufnahme|merci de nous avoir contacté|merci de nous contacter|merci d'avoir contacté|
gracias por contactar|gracias por ponerse en contacto|grazie per averci contattato|obrigado por nos contactar|obrigado por entrar em contacto|
bedankt dat u contact|tak fordi du kontakte|takk for at du kontakt|tack för att du kontakt|děkujeme, že jste|dziękujemy za kontakt|",
);

/// Words to everybody: all mail, hours of opening.
pub static EVERYBODY: Words = words(
    "\
all emails|all e-mails|all messages|all enquiries|all inquiries|all queries|every email|every message|every enquiry|each email|
is open monday|are open monday|open monday to|open mon|is open tuesday|are open tuesday|open from monday|opening hours|office hours|
business hours|our hours are|alle anfragen|alle e-mails|jede anfrage|öffnungszeiten|geschäftszeiten|toutes les demandes|tous les messages|
horaires d'ouverture|todos los correos|todas las consultas|horario de atención|tutte le richieste|tutte le e-mail|orari di apertura|
todos os e-mails|todos os pedidos|horário de funcionamento|alle e-mails|alle berichten|openingstijden|alle henvendelser|åbningstid|
åpningstid|alla mejl|alla ärenden|öppettider|wszystkie wiadomości|godziny otwarcia|všechny e-maily|otevírací dob|",
);

/// The promise of an answer.
pub static PROMISE: Words = words(
    "\
aim to reply|aim to respond|aim to answer|endeavour to|endeavor to|try to reply|try to respond|will reply to|will respond to|we reply to|
we respond to|we answer|will answer|get back to you|melden uns|antworten wir|beantworten|bemühen uns|nous répondons|répondrons|vous répondre|
respondemos|responderemos|contestamos|rispondiamo|risponderemo|wij beantwoorden|wij reageren|we reageren|streven ernaar|svarer på|
besvarer|svarar på|besvarar|återkommer|vender tilbage|odpowiadamy|odpowiemy|odpovídáme|odpovíme|
typically replies|usually replies|typically respond|wird bearbeitet|werden bearbeit|bearbeiten|",
);

/// Within what time.
pub static PERIOD: Words = words(
    "\
working day|business day|working hours|24 hours|48 hours|72 hours|werktag|arbeitstag|24 stunden|48 stunden|jours ouvr|24 heures|48 heures|
días hábiles|días laborables|24 horas|48 horas|giorni lavorativi|24 ore|48 ore|dias úteis|werkdag|24 uur|48 uur|hverdage|arbejdsdage|
virkedager|arbetsdag|arbetsdagar|dni roboczych|dni robocze|pracovních dn|
ouvrées|ouvrable|",
);

/// How a desk's acknowledgement ends: we shall be back.
pub static CLOSING: Words = words(
    "\
get back to you|high volume of|may take up to|be in touch|bei ihnen melden|vous répondra|respond as soon|reply as soon|melden uns|schnellstmöglich|reviendrons vers vous|reviendra vers vous|
dans les meilleurs délais|le responderemos|nos pondremos en contacto|a la mayor brevedad|la ricontatter|le risponderemo|entraremos em contacto|
responderemos|nemen contact|zo spoedig mogelijk|vender tilbage|hurtigst muligt|så snart som mulig|tar kontakt med deg|återkommer|
så snart vi kan|palaamme|mahdollisimman pian|odpowiemy|skontaktujemy|ozveme|co nejdříve|
tage in anspruch nehmen|in verbindung setzen|in verbindung zu setzen|prendra contact|prendrons contact|skontaktuje się|získáte odpověď|será respondid|brevi tempi|plus brefs délais|så snart som möjligt|inom kort|",
);

/// What a service says of who uses it, in the third person behind a full name.
pub static OF_AUTHOR: Words = words(
    "\
has invited you|invited you to|is now following you|mentioned you in|assigned you|requests access to|has requested access to|
hat sie eingeladen|hat dich eingeladen|folgt ihnen|vous a invité|le ha invitado|te ha invitado|
ti ha invitato|la ha invitata|convidou-o|convidou você|har inviteret dig|har bjudit in dig|",
);

/// What a mail program says, from the author's own address, of who would like to have a message back.
pub static RECALLS: Words = words(
    "\
would like to recall the message|möchte die nachricht|möchte eine nachricht|souhaite rappeler le message|desea recuperar el mensaje|
desidera richiamare il messaggio|wil het bericht|chce odwołać wiadomość|",
);

/// The same of what is shared, with whom it is shared behind it.
pub static SHARED: Words = words(
    "has shared |shared |hat |a partagé |ha compartido |ha condiviso |partilhou |compartilhou |heeft |har delt |har delat |udostępnił",
);

/// With whom.
pub static WITH_YOU: Words = words(
    " with you| mit ihnen geteilt| für sie freigegeben| mit dir geteilt| avec vous| con usted| contigo| con te| con lei| consigo| com você| met u gedeeld| met je gedeeld| med dig| ci plik| panu| pani",
);

/// How the addresses of services begin that tell of calls, faxes and appointments, without what parts their words.
pub static SERVICES: Words = words("voice|fax|efax|message@efax|fritz|pbx|3cx|noreply|donotreply|notif|notify|calls@|missedcall");

/// How notices of telephones, fax machines and calendars begin, in text or subject.
pub static CALLED: Words = words(
    "\
you have a new voice|you have received a new voice|you have received a voice|you have a new voicemail|you have a voicemail|you missed a call from|missed call from|
new voicemail from|new voicemail (|new voice message from|new fax from|you have received a fax|fax message [|a new event has been scheduled|
für sie liegt eine neue nachricht auf dem anrufbeantworter|nachricht auf dem anrufbeantworter|sie haben eine neue sprachnachricht|neue sprachnachricht|
sie haben einen anruf verpasst|verpasster anruf|vous avez un nouveau message vocal|nouveau message vocal|vous avez reçu un message vocal|appel manqué|
tiene un nuevo mensaje de voz|nuevo mensaje de voz|llamada perdida|nuovo messaggio vocale|nova mensagem de voz|nieuw voicemailbericht|nieuwe voicemail|
nyt talebesked|nytt röstmeddelande|ny talebeskjed|just wanted to let you know you were just left|",
);
