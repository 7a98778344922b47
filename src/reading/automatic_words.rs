//! The phrases of automatic mail in the languages that mail servers and people speak, in folded form
//! ([`super::clean::folded`]).

use super::wordlist::{Words, words};

/// Subjects that servers put before the answered one.
pub static SUBJECTS: Words = words(
    "\
automatic reply|automatic response|auto reply|auto-reply|autoreply|autoresponse|auto response|auto-response|auto:|
autosvar|automatische antwort|automatische rückantwort|réponse automatique|reponse automatique|respuesta automática|
respuesta automatica|risposta automatica|resposta automática|resposta automatica|automatisch antwoord|
automatische beantwoording|automatiskt svar|automatisk svar|automatisk besvarelse|automaattinen vastaus|
odpowiedź automatyczna|automatyczna odpowiedź|automatická odpověď|automatická odpoveď|automatikus válasz|
răspuns automat|автоматический ответ|автоответ|автоматична відповідь|автоматичен отговор|αυτόματη απάντηση|
otomatik yanıt|自動応答|自動返信|自动回复|自动答复|自動回覆|자동 회신|자동 응답|رد تلقائي|מענה אוטומטי|out of office:|out of the office:|
out-of-office|ooo:|abwesenheitsnotiz|abwesenheitsmeldung|abwesend:|absence du bureau|fuera de la oficina:|
fora do escritório:|fuori sede:|afwezigheidsbericht|respuesta de ausencia|mensaje automático de ausencia|
messaggio di assenza|message d'absence|absence:|absent:|automatisk svar på|autom. antwort|auto-antwort|不在通知|不在のお知らせ|
poza biurem:|mimo kancelář:|fravær:|fraværende:|frånvaro:|poissaolo:|fuori ufficio:|afwezig:|ausente:|férias:|urlaub:|
on leave:|vacation:|away from the office:|autoodpowiedź|odsutnost:|odsutan:|odsotnost:|automatski odgovor|samodejni odgovor|automaatne vastus|sjálfvirkt svar|
automatinis atsakymas|automātiskā atbilde|resposta automàtica|automatická odpoveď|otomatik cevap|ofis dışında:|автоответчик|הודעת היעדרות|תשובה אוטומטית|
الرد التلقائي|[부재중]|부재중:|tự động trả lời|trả lời tự động|balasan otomatis|ตอบกลับอัตโนมัติ|απουσία:|вне офиса:|házon kívül:|
fraværsmelding:|fraværsbesked:|frånvaromeddelande:|frånvarobesked:|poissaoloilmoitus:|avviso di assenza:|aviso de ausencia:|aviso de ausência:|",
);

/// The absence words of subjects that are no prefix.
pub static AWAY_SUBJECTS: Words = words(
    "\
ist außer haus|ist nicht im büro|est absent|está ausente|è fuori ufficio|è assente|is afwezig|er fraværende|är frånvarande|
is out of the office|i am out of the office|i'm out of the office|out of office|out of the office|on vacation|
on annual leave|abwesenheit|nicht im büro|nicht im haus|absent du bureau|afwezig|poissa toimistolta|ikke på kontoret|
frånvaro|fraværsmelding|fraværsbesked|avviso di assenza|aviso de ausencia|aviso de ausência|休暇|out-of-office|on leave|im urlaub|in ferie|fuori ufficio|de vacaciones|fuera de la oficina|em férias|
de férias|fora do escritório|en congé|en vacances|op vakantie|met vakantie|på ferie|på semester|lomalla|poissaolo|
na urlopie|poza biurem|na dovolené|mimo kancelář|不在|休假|出差|ooo:|부재중|ofis dışında|izindeyim|в отпуске|вне офиса|у відпустці|
în concediu|szabadságon|εκτός γραφείου|na godišnjem|na dopustu|na dovolenke|fora de l'oficina|בחופשה|في إجازة|",
);

/// Words by which the subject of an automatic answer tells of an absence, where it tells its end too.
pub static AWAY_WORDS: Words = words(
    "\
away|off|ooo|leave|vacation|holiday|pto|urlaub|ferien|verreist|absent|absente|absents|absence|congé|congés|vacances|retour|ausente|ausencia|ausência|
vacaciones|férias|volto|vuelvo|torno|assente|assenza|ferie|ferien|afwezig|vakantie|verlof|vrij|fravær|fraværende|fri|barsel|ledig|semester|frånvarande|
borta|ute|ude|poissa|lomalla|loma|urlop|urlopie|nieobecny|nieobecna|dovolená|dovolené|nepřítomen|nepřítomna|",
);

/// Words of an absence. Alone they prove nothing: a person may speak of one too.
pub static AWAY: Words = words(
    "\
out of the office|out of office|out of my office|away from the office|away from my desk|not in the office|on vacation|
on holiday|on annual leave|on leave|on maternity leave|on parental leave|on paternity leave|on sick leave|on medical leave|on compassionate leave|on bereavement leave|on study leave|on family leave|
on a business trip|i am away|i'm away|i will be away|i'll be away|i am currently away|i am travelling|i am traveling|
currently unavailable until|i will be unavailable|limited access to e|limited access to my|no access to e|
no access to my|i am off until|office is closed|we are closed|offices are closed|nicht im büro|nicht im haus|
nicht im hause|außer haus|ausser haus|abwesend|wieder im büro|wieder im haus|sind wir wieder erreichbar|
bin ich wieder erreichbar|betrieb ist geschlossen|im urlaub|in urlaub|auf dienstreise|auf geschäftsreise|in elternzeit|
nicht am arbeitsplatz|nicht erreichbar|nicht im office|meine abwesenheit|meiner abwesenheit|betriebsurlaub|
arrêt maladie|je suis absent|absente du |absent du |absente du bureau|absent du bureau|absent(e)|absent jusqu|absente jusqu|absents jusqu|en congé|
en vacances|en déplacement|mon absence|actuellement absent|serai absent|de retour le|fuera de la oficina|
estoy de vacaciones|no me encuentro en la oficina|estaré de vacaciones|me encuentro de vacaciones|estoy ausente|estaré ausente|estaré fuera|
ausente de la oficina|me encuentro fuera|fuori ufficio|fuori sede|sono in ferie|sarò in ferie|sono assente|
sarò assente|in ferie fino|assente dall'ufficio|sono in vacanza|fora do escritório|de férias|estou ausente|
estarei ausente|ausente do escritório|encontro-me ausente|estou fora|afwezig|niet op kantoor|niet aanwezig|
met vakantie|op vakantie|met verlof|buiten kantoor|ikke på kontoret|ikke til stede|på ferie|holder ferie|
er fraværende|har ferie|jeg er på|på rejse|ute av kontoret|bortreist|fri frem til|inte på kontoret|på semester|
bortrest|har semester|är ledig|på tjänsteresa|föräldraledig|frånvarande|åter på kontoret|inte på plats|poissa|lomalla|
en ole toimistolla|en ole paikalla|olen lomalla|tavoitettavissa jälleen|matkoilla|jestem na urlopie|poza biurem|
nieobecn|mimo kancelář|na dovolené|na služební cestě|в отпуске|отсутствую|nem vagyok az irod|szabadságon|休假|不在办公室|外出|不在にしております|休暇をいただ|
부재중|휴가|betriebsferien|mutterschutz|krankgeschrieben|dienstreise|wieder für sie da|est fermée|est fermé|sommes fermés|
fermeture annuelle|congé maternité|en congés|congé parental|de viaje|no estoy en la oficina|de baja|
cerrada por vacaciones|cerrado por vacaciones|cerramos por vacaciones|de permiso|chiuso per ferie|chiusi per ferie|
chiusura estiva|chiusura per ferie|in congedo|in trasferta|in maternità|em viagem|de licença|em licença|licença médica|em férias|
encerrado para férias|fechado para férias|encerrados para férias|fora da empresa|zwangerschapsverlof|
kantoor is gesloten|wij zijn gesloten|op reis|op zakenreis|wegens vakantie|på barsel|er lukket|holder lukket|
ude af huset|ude af kontoret|på kursus|på orlov|på forretningsrejse|kontoret är stängt|har stängt|sjukskriven|
tjänstledig|på resande fot|borta från kontoret|i permisjon|er stengt|holder stengt|sykmeldt|foreldrepermisjon|
på tjenestereise|vanhempainvapaa|äitiysvapaa|en ole tänään|työmatkalla|toimistomme on suljettu|opintovapaa|
virkamatkalla|w delegacji|na zwolnieniu|podróży służbowej|na urlop|urlopie macierzyńskim|biuro jest nieczynne|
biuro będzie nieczynne|biuro będzie zamknięte|na służební cestě|nejsem v kanceláři|nebudu v kanceláři|nepřítomn|
dovolenou|na mateřské|nejsem přítom|kancelář je zavřen|出張|休暇|休業|不在|お休みを|席を外して|出差|产假|產假|年假|放假|不在辦公|度假|请假|請假|休產|休产|育休|産休|有休を|代休を|介護休|育儿假|育兒假|婚假|丧假|事假|休病假|
on pto|attending a conference|out of town|away on business|on sabbatical|on jury duty|i am out today|i'm out today|
i am out until|i'm out until|i am out of|im homeoffice nicht|
izindeyim|izinliyim|izinde olaca|izinli olaca|yıllık izin|ofis dışında|ofiste değilim|ofiste olmaya|tatildeyim|raporluyum|doğum iznin|
απουσιάζω|θα απουσι|λείπω|θα λείψω|εκτός γραφείου|σε άδεια|με άδεια|în concediu|in concediu|plecat din birou|plecată din birou|nu sunt la birou|
în afara biroului|voi lipsi|în delegație|soc de vacances|sóc de vacances|estic de vacances|de vacances fins|fora de l'oficina|estic absent|
seré fora|estaré fora|soc fora|sóc fora|no soc a l'oficina|godišnjem|odsutan|odsutna|nisam u uredu|van ureda|izvan ureda|bolovanju|poslovnom putu|
na odmoru|na dopustu|odsoten|odsotna|nisem v pisarni|у відпустці|в відпустці|відпустці|відсутн|поза офісом|не в офісі|у відрядженні|
буду отсутств|отсутствует|в отпуск|не в офисе|вне офиса|в командировке|на больничном|в декрет|в отъезде|извън офиса|отсъствам|
puhkusel|kontorist ära|kontorist eemal|olen eemal|komandeeringus|lähetuses|házon kívül|irodán kívül|távol vagyok|távol leszek|
szabadságomat|nem leszek az irod|betegállomány|í fríi|ekki á skrifstofu|fjarverandi|í orlofi|í sumarfríi|na dovolenke|mimo kancelárie|
neprítomn|nie som v kancel|atostogauju|atostogose|atostogų|komandiruotėje|atvaļinājumā|neesmu birojā|prombūtn|komandējumā|
출장|휴직|자리를 비|연차|בחופשה|לא במשרד|אעדר|נעדר|מחוץ למשרד|בחופשת|في إجازة|في اجازة|خارج المكتب|إجازتي|غير متواجد|
nghỉ phép|vắng mặt|đi công tác|sedang cuti|di luar kantor|tidak berada di kantor|bercuti|ลาพักร้อน|ไม่อยู่ที่สำนักงาน|ลาหยุด|",
);

/// Words by which a person has left, or a mailbox is no longer read.
pub static LEFT: Words = words(
    "\
no longer with|no longer work|no longer employed|no longer an employee|no longer part of|no longer at |
has left the company|has left our company|have left the company|i left the company|left the organi|
is leaving the company|no longer monitored|not monitored any|no longer being monitored|no longer in use|
no longer used|no longer active|no longer valid|no longer read|is no longer checked|mailbox is no longer|
address is no longer|account is no longer|has been deactivated|no longer available at this|has retired|have retired|
nicht mehr bei|nicht mehr im unternehmen|nicht mehr für |nicht mehr in unserem|
unternehmen verlassen|firma verlassen|nicht mehr gelesen|adresse wird nicht mehr verwendet|adresse wird nicht mehr genutzt|postfach wird nicht mehr verwendet|postfach wird nicht mehr genutzt|nicht mehr abgerufen|nicht mehr aktiv|nicht mehr gültig|
nicht mehr tätig|nicht mehr beschäftigt|ausgeschieden|ne fait plus partie|ne travaille plus|a quitté la société|
a quitté l'entreprise|a quitté notre|n'est plus utilisée|n'est plus valide|n'est plus consultée|n'est plus active|
ya no trabaja|ya no forma parte|ya no pertenece|ya no está activ|ya no está operativ|non lavora più|non fa più parte|non è più attiv|
já não trabalha|não trabalha mais|não faz mais parte|não está mais|niet meer werkzaam|werkt niet meer|
niet langer werkzaam|ikke længere ansat|jobber ikke lenger|slutat på|arbetar inte längre|ei ole enää|已离职|
fais plus partie|j'ai quitté|je ne travaille plus|no longer works|no longer working|is not with the company any|
left the company|left the firm|parted ways with|been relieved from the services|been relieved from service|been relieved of my duties|has moved on from|have moved on from|'ve moved on from|isn't with us any|
nicht länger beschäftigt|in den ruhestand|im ruhestand|ya no trabajo|ya no labora|ha dejado la empresa|
ha dejado de trabajar|he dejado la empresa|non lavoro più|ha lasciato l'azienda|ho lasciato l'azienda|
já não faz parte|já não trabalho|deixou a empresa|deixei a empresa|niet meer in dienst|uit dienst|ikke længere hos|
er fratrådt|er stoppet hos|ikke lenger hos|har sluttet|ikke lenger ansatt|inte längre anställd|har slutat|
jobbar inte längre|inte kvar på|ei työskentele enää|en työskentele enää|on lopettanut|nie pracuje już|już nie pracuje|
nie jest już pracownikiem|zakończył współpracę|již nepracuje|už nepracuje|již není zaměstnanc|není již zaměstnanc|退職|
退社いたしました|不再任职|不再担任|已从公司离职|已离开公司|離職|离职|",
);

/// Of its own author, at the beginning of a sentence.
pub static I_LEFT: Words = words("i have left ");

/// Words by which nobody reads a mailbox; below an acknowledgement they only say that no answer is read.
pub static UNREAD: Words = words(
    "\
is not monitored|unattended mailbox|unmonitored mailbox|not being monitored|is not being checked|isn't being checked|is not checked|isn't checked|is no longer being checked|weder gelesen noch|
no será atendid|no es atendid|non è più lett|isn't monitored|is unmonitored|not actively monitored|wird nicht überwacht|
wird nicht gelesen|nicht mehr überwacht|n'est pas surveillée|n'est pas relevée|n'est plus relevée|
n'est plus surveillée|no está supervisad|ya no se revisa|no se revisa|non è monitorat|non è presidiat|
non viene più lett|não é monitorad|deixou de ser utilizad|wordt niet gelezen|wordt niet meer gelezen|
wordt niet gemonitord|bevakas inte|läses inte|overvåges ikke|læses ikke|overvåkes ikke|leses ikke|ei seurata|ei lueta|
nie jest monitorowan|nie jest już używan|není sledován|již není používán|現在使用しておりません|使用を停止|已停用|不再使用|",
);

/// Words of an absence in the mouth of an answering machine, and of much else elsewhere.
pub static AWAY_WEAK: Words = words(
    "\
off sick|out sick|week off|sick today|am sick|am ill|at a conference|at a trade|at the fair|in training|on a course|day off|time off|
out this week|off this week|off today|off work|auf einer schulung|in einer schulung|in schulung|im seminar|auf seminar|auf schulung|fortbildung|weiterbildung|auf messe|auf einer messe|
erkrankt|bin krank|lese keine e|en formation|malade|en réunion|de formación|enfermo|enferma|in malattia|corso di formazione|doente|
baixa médica|em formação|ziek|op cursus|op training|er syg|på messe|är sjuk|på mässa|på kurs|er syk|sairaana|koulutuksessa|
messuilla|chory|chora|na szkoleniu|na targach|nemocn|na školení|na veletrhu|研修|病気|培训|生病|病假|展会|sick child|sick kid|sjukt barn|sykt barn|sygt barn|barns første syge|krankes kind|kranken kind|enfant malade|niño enfermo|
hijo enfermo|figlio malato|ziek kind|sairaan lapsen|chorym dzieckiem|nemocným dítětem|
assente per|assente dal|assente fino|ausente por|ausente hasta|ausente até|wegen krankheit|krankheitshalber|krankheitsbedingt|aus gesundheitlichen|wegens ziekte|raison de santé|raisons de santé|motivo de saúde|
motivos de saúde|razões de saúde|por enfermedad|motivos de salud|razones de salud|motivi di salute|per malattia|grund av sjukdom|grund af sygdom|grunn av sykdom|sairauden vuoksi|powodu choroby|důvodu nemoci|
due to illness|in hospital|im krankenhaus|à l'hôpital|en el hospital|in ospedale|no hospital|in het ziekenhuis|på hospitalet|på sjukhus|på sykehus|sairaalassa|w szpitalu|v nemocnici|jury service|
no signal|ohne netz|sans réseau|pas de réseau|sin cobertura|senza rete|sem rede|geen bereik|uden dækning|utan täckning|uten dekning|for health reasons|medical reasons|on my hols|on hols|gone fishing|on my holidays|honeymoon|flitterwochen|hochzeitsreise|voyage de noces|luna de miel|viaje de novios|
viaggio di nozze|lua de mel|huwelijksreis|bryllupsrejse|bryllupsreise|bröllopsresa|häämatka|podróży poślubnej|svatební cest|
closed for the season|closed for the winter|closed for the summer|shut for the|winter break|summer break|sommerpause|winterpause|saisonpause|macht ferien|pour la saison|fermeture saisonnière|
cerrado por temporada|cerrada por temporada|fin de temporada|chiusura stagionale|chiusura invernale|chiuso per la stagione|fechado para a temporada|encerrado até à época|época baixa encerrado|
winterstop|seizoenssluiting|winterslaap|sæsonlukket|vinterlukket|lukket for sæsonen|säsongsstängt|stängt för säsongen|sesongstengt|stengt for sesongen|talvikaudeksi|zamknięte na zimę|
while i'm gone|while i am gone|while i'm away|while i am away|until i'm back|until i am back|when i return|when i'm back|when i am back|upon my return|on my return|nach meiner rückkehr|wenn ich zurück bin|
sobald ich zurück bin|wenn ich wieder da bin|sobald ich wieder da bin|à mon retour|dès mon retour|a mi regreso|a mi vuelta|cuando vuelva|cuando regrese|al mio rientro|al mio ritorno|quando torno|quando rientro|
no meu regresso|quando voltar|quando regressar|assim que voltar|assim que regressar|bij terugkomst|bij mijn terugkeer|als ik terug ben|zodra ik terug ben|når jeg er tilbage|når jeg er tilbake|
när jag är tillbaka|när jag kommer tillbaka|kun palaan|palattuani|po powrocie|po moim powrocie|jak wrócę|gdy wrócę|po návratu|až se vrátím|
in my absence|her absence|his absence|my absence|meiner abwesenheit|ihrer abwesenheit|seiner abwesenheit|mon absence|son absence|mi ausencia|su ausencia|mia assenza|sua assenza|minha ausência|sua ausência|
mijn afwezigheid|haar afwezigheid|zijn afwezigheid|mit fravær|mitt fravær|min frånvaro|poissaoloni|mojej nieobecności|mé nepřítomnosti|",
);

/// Of hours at which a shop or desk is open: their weekdays are no return.
pub static HOURS: Words = words(
    "\
opening hours|office hours|business hours|opening times|we are open|we're open|öffnungszeiten|geöffnet|bürozeiten|sprechzeiten|nos horaires|horaires d'ouverture|ouvert du|ouverts du|ouverte du|nuestro horario|
horario de atención|atendemos|abierto de|abrimos de|nostri orari|orari di apertura|aperti dal|aperto dal|horário de|atendimento|abertos de|aberto de|openingsuren|openingstijden|geopend van|kantooruren|
åbningstid|åpningstid|öppettid|öppet måndag|aukiolo|avoinna|godziny otwarcia|godzinach otwarcia|godzinach pracy|otevírací dob|otevřeno od|provozní dob|営業時間|营业时间|工作时间|",
);

/// Weekdays on which "we" are there, all year.
pub static WEEKDAYS: Words = words(
    "\
monday to friday|monday through friday|mon-fri|mon - fri|weekdays|montag bis freitag|montags bis freitags|mo-fr|mo - fr|werktags|lundi au vendredi|lunes a viernes|lunedì al venerdì|lun-ven|segunda a sexta|
segunda-feira a sexta|maandag tot vrijdag|maandag t/m vrijdag|maandag tot en met vrijdag|mandag til fredag|mandag-fredag|hverdage|hverdager|måndag till fredag|måndag-fredag|vardagar|arkisin|
poniedziałku do piątku|pn-pt|pondělí do pátku|pondělí až pátek|po-pá|",
);

/// What desks promise by a day, and nobody's absence ends with.
pub static WE_ANSWER: Words = words(
    "\
wir bearbeiten|bearbeiten wir|wir melden uns|melden wir uns|wir antworten|wir werden uns|nous vous répondrons|nous traiterons|nous reviendrons|
responderemos|contestaremos|atenderemos|risponderemo|la ricontatteremo|vi risponderemo|wij beantwoorden|we beantwoorden|wij reageren|wij nemen contact|vi svarer|vi vender tilbage|
vi svarar|vi återkommer|vi kommer tilbake|vastaamme|palaamme asiaan|odpowiemy|odpovíme|ozveme|",
);

/// What a person tells in an answer and no notice does.
pub static MORE: Words = words(
    "\
i was on |i was away|i was out|i've been on|i've been away|ich war im|ich war in|j'étais en|estuve de|estaba de|ero in |ik was op|jeg var på|jag var på|
we need|we want|we sign|we'll sign|we will sign|we order|we'll order|we will order|we decide|we'll decide|we take the|we accept|we approve|we go ahead|
go ahead with|please go ahead|we agree|while i'm gone|decide on it|wir brauchen|brauchen wir|wir bestellen|wir unterschreiben|unterschreiben wir|
bestellen wir|wir nehmen|wir wollen|nous avons besoin|nous signons|nous commandons|nous voulons|necesitamos|firmamos|queremos|abbiamo bisogno|
firmiamo|ordiniamo|vogliamo|precisamos|assinamos|we hebben nodig|wij bestellen|wij tekenen|vi har brug|vi bestiller|vi behöver|vi beställer|",
);

/// By when something is to be done.
pub static DEADLINES: Words = words(
    " today| tonight| by tomorrow| by friday| this week| heute| noch diese woche| bis freitag|aujourd'hui| cette semaine| hoy| esta semana| oggi| vandaag| i dag| idag",
);

/// How people ask for it.
pub static ASKING: Words = words(
    "please send|please call|please give|please confirm|please let|bitte senden|bitte schicken|envoyez|envíe|mandi|invii|stuur|send venligst|skicka",
);
