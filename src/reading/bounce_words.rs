//! The phrases of bounces in the languages that mail servers speak, in folded form ([`super::clean::folded`]).

use super::wordlist::{Words, words};

/// What mail systems call themselves.
pub static DAEMONS: Words = words(
    "\
mailer-daemon|mail delivery|mail system|postmaster|microsoft outlook|microsoft exchange|mail administrator|mail router|maildaemon|
mailer daemon|message router|delivery subsystem|mail deliver",
);

/// Subjects, anywhere in the subject.
pub static SUBJECTS: Words = words(
    "\
undeliver|undelivered|non-delivery|nondeliverable|non delivery|not delivered|not deliverable|delivery failure|
delivery failed|delivery has failed|delivery status notification|delivery notification|delivery report|delivery error|
delivery problem|delivery delayed|zustellung verzögert|remise différée|remise retardée|entrega retrasada|consegna ritardata|entrega atrasada|delivery incomplete|delivery status|delayed mail|mail delivery|message delivery|
failure notice|failure delivery|failed mail|failed to deliver|mail failure|message failed|message failure|
delivery unsuccessful|unable to deliver|could not be delivered|couldn't be delivered|could not send|returned mail|
mail returned|returned to sender|return to sender|returning message|bounced|user unknown|unknown user|unknown address|
invalid address|mail system error|mail error|mailsystem fel|error sending|error sender reply|email rejected|
message rejected|mailbox full|mail could not|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|non remis|
échec de la remise|no se puede entregar|no entregado|mancato recapito|não entregue|onbestelbaar|non recapitabile|
impossibile recapitare|non consegnat|mancata consegna|message blocked|impossibile consegnare|niet te bezorgen|niet bezorgd|kan ikke leveres|
ikke leveret|ikke levert|kunne ikke leveres|kan inte levereras|olevererbar|kunde inte levereras|ei voida toimittaa|
toimitus epäonnistui|nie można dostarczyć|niedostarczon|nedoručitelné|nelze doručit|no se pudo entregar|
correo devuelto|não é possível entregar|não foi possível entregar|falha na entrega|errore di consegna|mail en erreur|
message non distribué|mail-zustellung|zustellfehler|не удалось доставить|недоставлен|未送信|配信不能|配信できません|送信エラー|メールエラー|
エラー通知|退信|投递失败|未传递|未送达|無法傳遞|無法投遞|退件|배달되지 않음|blocked by our|message you sent blocked|non-delivery report|",
);

/// What their texts say.
pub static TEXTS: Words = words(
    "\
placed on hold|been held for|held for review|message has been held|email has been held|been quarantined|in quarantäne|zurückgehalten|
mis en quarantaine|en cuarentena|in quarantena|em quarentena|in quarantaine|
tried to deliver|could not be handed over|mailbox has been deactivated|account has been disabled|mailbox has been disabled|mailbox is disabled|mailbox disabled|
could not be delivered|couldn't be delivered|cannot be delivered|can not be delivered|can't be delivered|
was not delivered|has not been delivered|not been delivered|wasn't delivered|unable to deliver|
delivery to the following|delivery has failed|delivery failed|delivery failure|failed to deliver|undeliverable|
undelivered|did not reach the following|did not reach some|not reach some or all|permanent fatal errors|
transient non-fatal errors|returned to you|returning your mail|returned to sender|being returned|
mail delivery software|mail system at host|qmail-send program|failure notice|delivery status|mail delivery error|
user unknown|unknown user|no such user|unknown recipient|recipient unknown|unknown address|addressee unknown|
recipient address rejected|recipient rejected|user not found|unknown local|invalid recipient|invalid user|
invalid address|invalid final delivery|no such address|no such mailbox|no such recipient|mailbox unavailable|
mailbox not found|mailbox is full|mailbox full|over quota|quota exceeded|exceeded quota|exceeds the quota|
account is disabled|does not exist|doesn't exist|not listed in|does not have an account|doesn't have a|is not a valid|
host unknown|unknown host|host not found|name service error|connection refused|connection timed out|not accepting|
has been rejected|was rejected|message rejected|message blocked|giving up on|does not like recipient|
reason for the failure|following address|following recipient|could not send|unzustellbar|nicht zugestellt werden|
n'a pas pu être|配信できません|wasn't able to deliver|was not able to deliver|was unable to deliver|non-delivery report|
maximum delivery attempts|no longer accepts mail|nicht zustellen|keine zustellung möglich|wasn't found at|couldn't be found|could not be found|
address not found|inbox is full|delivery incomplete|problem delivering your|blocked by our spam|unrouteable address|
rejected the message|is undeliverable|was undeliverable|recipient server unavailable|konnte nicht zugestellt|
nicht zustellbar|nachrichtenzustellung an folgende|empfänger unbekannt|adresse konnte nicht gefunden|
postfach ist voll|postfach voll|échec de la remise|est introuvable|adresse introuvable|boîte aux lettres pleine|
destinataire inconnu|no se ha podido entregar|no se pudo entregar|no se encontró la dirección|buzón lleno|
buzón está lleno|error al entregar|non è stato possibile recapitare|non è stato recapitato|impossibile recapitare|
indirizzo non trovato|casella piena|não pôde ser entregue|não foi possível entregar|não foi entregue|
endereço não encontrado|caixa de correio cheia|non è stato consegnato|non è stata consegnata|non consegnato|kon niet worden bezorgd|was blocked because|has been blocked because|has not received it|niet worden afgeleverd|niet bezorgd worden|
adres niet gevonden|kunde inte levereras|kunne ikke leveres|kan ikke leveres|ei voitu toimittaa|
vastaanottajaa ei löyt|nie można dostarczyć|nie została dostarczon|nie udało się dostarczyć|nelze doručit|
nebyla doručena|nepodařilo se doručit|не удалось доставить|не доставлено|адрес не найден|送信できませんでした|届けられません|お届けできません|
宛先不明|メールボックスが一杯|无法投递|投递失败|收件人不存在|邮箱已满|无法送达|無法傳遞|無法投遞|",
);

/// What mail systems say of what arrived.
pub static DELIVERED: Words = words(
    "\
has been delivered to|was delivered to|have been delivered to|were delivered to|successfully delivered|delivered successfully|erfolgreich zugestellt|
wurde an folgende empfänger zugestellt|wurde zugestellt an|a été remis aux|a été remis à|a bien été remis|se ha entregado a|ha sido entregado a|
è stato recapitato a|è stato consegnato a|foi entregue a|is bezorgd bij|is afgeleverd bij|er leveret til|er levert til|har levererats till|
on toimitettu|została dostarczona do|byla doručena|に配信されました|已送达|",
);

/// What nothing says that arrived.
pub static ASTRAY: Words =
    words("failed|rejected|but not|quarant|aber nicht|mais pas|pero no|ma non|mas não|maar niet|men ikke|men inte");

/// The words that may stand between what says that something arrived and to whom.
pub static LISTED: Words = words(
    "\
to|the|following|recipient|recipients|address|addresses|recipient(s)|mailbox|and|an|die|den|folgende|folgenden|empfänger|und|à|au|aux|destinataire|destinataires|
suivant|suivants|et|a|los|siguientes|destinatarios|y|al|ai|seguenti|destinatari|e|aos|seguintes|bij|aan|de|volgende|ontvangers|en|til|till|følgende|
följande|modtagere|mottakere|mottagare|og|och|do|",
);

/// Phrases of failure that success has too.
pub static EITHER: Words =
    words("following recipient|following address|delivery status|delivery to the following|mail delivery software");

/// Words of a failure that is final, whatever its reason.
pub static FINAL: Words = words(
    "\
permanent error|permanent fatal|permanent failure|is a permanent|fatal error|endgültig|erreur permanente|
error permanente|errore permanente|erro permanente|恒久的|",
);

/// Reasons that pass.
pub static PASSING: Words = words(
    "\
mailbox is full|mailbox full|over quota|quota exceeded|try again later|temporar|timed out|too long in the queue|
inbox is full|retry time|mailboxfull|failing for a long time|connection refused|server unavailable|postfach ist voll|
postfach voll|boîte aux lettres pleine|buzón lleno|buzón está lleno|casella piena|caixa de correio cheia|メールボックスが一杯|
邮箱已满|exceeded storage|storage quota|disk quota|full mailbox|try later|greylist|graylist|too busy|deferred|exceed the quota|
exceed quota|exceed its quota|exceed the mailbox quota|",
);

/// The server gave up.
pub static ENDED: Words = words(
    "\
giving up|gave up|given up|permanent error|permanent fatal|no further attempts|will not be retried|has been returned|
retry timeout exceeded|returned to sender|i'm not going to try again|has expired|delivery time expired|
geben auf|geben es auf|haben aufgegeben|wurde aufgegeben|unbekannter empfänger|empfänger unbekannt|a été abandonné|est abandonné|puis abandonné|
abandonnons|boîte inconnue|utilisateur inconnu|destinataire inconnu|se descarta|se ha descartado|ha sido descartad|ha sido devuelto|usuario desconocido|
destinatario desconocido|non verrà più|non sarà più|abbiamo rinunciato|utente sconosciuto|destinatario sconosciuto|foi descartad|foi devolvid|
usuário desconhecido|destinatário desconhecido|nu teruggestuurd|is teruggestuurd|onbekende gebruiker|onbekende ontvanger|",
);

/// The server goes on trying.
pub static ONGOING: Words = words(
    "\
placed on hold|been held for|held for review|message has been held|email has been held|been quarantined|in quarantäne|zurückgehalten|
mis en quarantaine|en cuarentena|in quarantena|em quarentena|in quarantaine|
will continue to be attempted|will keep trying|will be retried|still trying|has been delayed|not yet been delivered|
has not been delivered yet|you do not need to resend|no action is required|will continue trying|will continue to try|
this is a warning message only|warning message only|will try again|will attempt to deliver|continue to be attempted|
delivery is delayed|not been able to deliver your message to the following recipients yet|retrying|will retry|
is delayed for|been postponed|delivery attempts will continue|temporary failure report|wird weiterhin versucht|
weitere zustellversuche|noch nicht zugestellt|n'a pas encore été|de nouvelles tentatives|todavía no se ha|
se seguirá intentando|non è stato ancora|verranno effettuati altri tentativi|ainda não foi|nog niet bezorgd|
ännu inte levererats|endnu ikke leveret|ennå ikke levert|再送を試み|引き続き配信|wird weiter versucht|wird weiter versuchen|wird es weiter versuchen|werden es weiter versuchen|
wird es erneut versuchen|werden es erneut versuchen|wird erneut versucht|wird erneut versuchen|werden erneut versuchen|
versucht es weiter|zustellung verzögert sich|continuera d'essayer|continuera à essayer|est retardée|a été retardée|est différée|seguirá intentando|
se ha retrasado|está retrasad|continuerà a provare|continuerà a tentare|è in ritardo|è stato ritardat|continuará tentando|continuará a tentar|está atrasad|
blijft proberen|blijft het proberen|is vertraagd|fortsætter med at forsøge|er forsinket|fortsätter att försöka|är försenad|jatkaa yrittämistä|
nadal próbował|zostało opóźnion|bude se dále pokoušet|je zpožděn|",
);
