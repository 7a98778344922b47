//! How calendar programs begin the subject of an answer, and what they write where nobody wrote a word: Outlook and Exchange in the
//! languages of Office, Google, Apple, Zimbra, Thunderbird, Notes. In folded letters.

use super::wordlist::{Words, words};

/// Somebody comes.
pub(super) static ACCEPTED: Words = words(
    "accepted|accept|event accepted|meeting accepted|invitation accepted|zugesagt|angenommen|annehmen|ereignis akzeptiert|akzeptiert|\
    termin angenommen|einladung angenommen|accepté|acceptée|accepter|événement accepté|invitation acceptée|aceptada|aceptado|\
    evento aceptado|invitación aceptada|accettato|accettata|evento accettato|invito accettato|aceite|aceito|evento aceite|\
    evento aceito|convite aceito|geaccepteerd|activiteit geaccepteerd|uitnodiging geaccepteerd|accepterat|accepterad|accepteret|\
    godtatt|godkjent|akseptert|hyväksytty|zaakceptowano|zaakceptowane|zaakceptowana|przyjęto|přijato|prijaté|elfogadva|elfogadott|\
    acceptat|acceptată|sprejeto|prihvaćeno|прието|принято|прийнято|αποδεκτή|αποδοχή|kabul edildi|התקבל|تم القبول|مقبول|承諾|承諾済み|\
    已接受|接受|已接受邀请|수락|수락됨",
);

/// Somebody may come.
pub(super) static TENTATIVE: Words = words(
    "tentative|tentatively accepted|event tentatively accepted|maybe|mit vorbehalt|unter vorbehalt|vorläufig|vorläufig zugesagt|vorläufig akzeptiert|\
    mit vorbehalt zugesagt|unter vorbehalt angenommen|vielleicht|provisoire|accepté provisoirement|peut-être|provisional|\
    aceptado provisionalmente|tentativo|quizás|provvisorio|accettato provvisoriamente|forse|provisório|provisória|\
    aceito provisoriamente|talvez|voorlopig|voorlopig geaccepteerd|misschien|preliminärt|preliminär|preliminärt accepterat|kanske|\
    foreløbig|foreløbigt|foreløbigt accepteret|måske|foreløpig|kanskje|alustava|alustavasti|alustavasti hyväksytty|ehkä|\
    wstępnie|wstępnie zaakceptowano|wstępnie zaakceptowane|niepewne|nezávazně|předběžně přijato|nezáväzne|feltételes|\
    feltételesen elfogadva|provizoriu|под вопросом|предварительно|під питанням|προσωρινή|belirsiz|geçici|טנטטיבי|仮承諾|仮の予定|\
    暂定|暫訂|미정",
);

/// Somebody does not come.
pub(super) static DECLINED: Words = words(
    "declined|decline|event declined|meeting declined|invitation declined|abgelehnt|ablehnen|ereignis abgelehnt|termin abgelehnt|\
    einladung abgelehnt|refusé|refusée|refuser|événement refusé|invitation refusée|rechazada|rechazado|evento rechazado|\
    invitación rechazada|rifiutato|rifiutata|evento rifiutato|invito rifiutato|recusado|recusada|evento recusado|convite recusado|\
    geweigerd|afgewezen|activiteit geweigerd|avböjt|avböjd|avvisat|avvisad|nekat|afvist|afslået|avvist|avslått|hylätty|odrzucono|odrzucone|\
    odrzucona|odmítnuto|odmietnuté|elutasítva|elutasított|refuzat|refuzată|zavrnjeno|odbijeno|отхвърлено|отклонено|відхилено|\
    απορρίφθηκε|απόρριψη|reddedildi|נדחה|مرفوض|تم الرفض|辞退|辞退済み|已拒绝|謝絕|已謝絕|拒绝|거절|거절됨",
);

/// Somebody proposes another time.
pub(super) static COUNTER: Words = words(
    "new time proposed|neuer zeitvorschlag|neue zeit vorgeschlagen|andere zeit vorgeschlagen|neuer termin vorgeschlagen|\
    nouvelle heure proposée|nouvel horaire proposé|nueva hora propuesta|proposta nuova ora|nuova ora proposta|\
    nuovo orario proposto|novo horário proposto|nova hora proposta|nieuwe tijd voorgesteld|ny tid föreslagen|ny tid foreslået|\
    nyt tidspunkt foreslået|nytt tidspunkt foreslått|uusi aika ehdotettu|zaproponowano nową godzinę|zaproponowano nowy termin|\
    navržen nový čas|új időpontra vonatkozó javaslat|предложено новое время|yeni zaman önerildi|新しい日時の提案|建议的新时间|새 시간 제안됨",
);

/// It is called off.
pub(super) static CANCELLED: Words = words(
    "canceled|cancelled|canceled event|cancelled event|event canceled|event cancelled|abgesagt|abgesagter termin|termin abgesagt|\
    ereignis abgesagt|annulé|annulée|événement annulé|cancelado|cancelada|evento cancelado|annullato|annullata|evento annullato|\
    geannuleerd|geannuleerde afspraak|afgelast|inställt|avbokat|inställd|aflyst|annulleret|avlyst|peruutettu|peruttu|anulowano|\
    odwołane|odwołano|zrušeno|zrušené|törölve|lemondva|anulat|отменено|скасовано|ακυρώθηκε|iptal edildi|בוטל|ألغي|中止|\
    キャンセル済み|キャンセル|已取消|已取消的活动|取消|취소됨|취소",
);

/// Exchange tells the organizer in an attendee's name that the invitation was passed on.
pub(super) static FORWARDED: Words = words(
    "meeting forward notification|benachrichtigung über weitergeleitete besprechung|besprechungsweiterleitungsbenachrichtigung|\
    notification de transfert de réunion|notificación de reenvío de reunión|notifica inoltro riunione|\
    notificação de encaminhamento de reunião|melding over doorgestuurde vergadering",
);

/// How a machine puts it in the text, where there is any.
pub(super) static SENTENCES: Words = words(
    "has accepted|has declined|has tentatively accepted|has tentatively replied|has replied|accepted your invitation|\
    declined your invitation|accepted this invitation|declined this invitation|your meeting was forwarded|\
    has forwarded your meeting|this event has been canceled|this event has been cancelled|hat die einladung|hat diese einladung|\
    hat ihre einladung|hat deine einladung|ihre besprechung wurde weitergeleitet|dieser termin wurde abgesagt|\
    diese besprechung wurde abgesagt|a accepté|a refusé|a répondu peut-être|cet événement a été annulé|ha aceptado|ha rechazado|\
    se ha cancelado este evento|ha accettato|ha rifiutato|questo evento è stato annullato|aceitou|aceitou este convite|recusou|\
    este evento foi cancelado|heeft geaccepteerd|heeft deze uitnodiging|heeft uw uitnodiging|heeft je uitnodiging|\
    deze afspraak is geannuleerd|har accepterat|har tackat|har accepteret|har afvist|har takket|on hyväksynyt|on hylännyt|\
    zaakceptował|odrzucił|принял|отклонил|已接受此邀请|已拒绝此邀请",
);
