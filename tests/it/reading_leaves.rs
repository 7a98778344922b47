//! Leave by its many names, and days before which nobody reads, answers or is there, as automatic mail and as people tell of them.

use wentdark::domain::mail::{Kind, Mail};
use wentdark::reading::read;

/// A message of Wednesday, 7 October 2026, with one more header field.
fn received(field: &str, text: &str) -> Mail {
    let raw = format!(
        "From: Jo Nord <jo.nord@acme.example>\nTo: dana@northfield.example\nSubject: Re: Offer\nMessage-ID: <l1@acme.example>\n{field}\
         In-Reply-To: <o1@northfield.example>\nDate: Wed, 07 Oct 2026 10:00:00 +0200\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(raw.replace('\n', "\r\n").as_bytes(), Some("2026-10-07T08:00:05Z".parse().unwrap()), false).mail
}

const MARK: &str = "Auto-Submitted: auto-replied\n";

/// The notices that are no absence until Monday, 19 October.
fn unlike(field: &str, notices: impl IntoIterator<Item = String>) -> Vec<String> {
    let read = notices.into_iter().map(|text| (received(field, &text), text));
    let told = |mail: &Mail| mail.kind == Kind::OutOfOffice && mail.back_on == Some("2026-10-19".parse().unwrap());
    read.filter(|(mail, _)| !told(mail)).map(|(mail, text)| format!("{:?} {:?}: {text}", mail.kind, mail.back_on)).collect()
}

/// A notice in each language, and the leaves that it may tell of.
static LEAVES: [(&str, &[&str]); 15] = [
    (
        "Hi, I am {} and back on Monday 19 October.",
        &["on paternity leave", "on dad leave", "on shared parental leave", "on carer's leave"],
    ),
    (
        "Guten Tag, ich bin {} und ab Montag, 19. Oktober wieder da.",
        &["in Elternzeit", "im Vaterschaftsurlaub", "in Karenz", "in Kur", "in der Reha", "im Papamonat", "in Bildungskarenz"],
    ),
    (
        "Bonjour, je suis {}, de retour le lundi 19 octobre.",
        &["en congé paternité", "en arrêt", "en arrêt de travail", "en RTT", "en congé pathologique"],
    ),
    (
        "Hola, estoy {} y vuelvo el lunes 19 de octubre.",
        &["de baja paternal", "de baja por paternidad", "en excedencia", "de permiso parental"],
    ),
    (
        "Buongiorno, sono {} e rientro lunedì 19 ottobre.",
        &["in congedo parentale", "in aspettativa", "in congedo di paternità", "in permesso"],
    ),
    (
        "Olá, estou {} e volto na segunda-feira, 19 de outubro.",
        &["de licença-paternidade", "em licença parental", "de baixa", "em licença de paternidade"],
    ),
    (
        "Hallo, ik ben {} en ben maandag 19 oktober terug.",
        &["met ouderschapsverlof", "met vaderschapsverlof", "met geboorteverlof"],
    ),
    (
        "Hej! Jeg er {} og er tilbage mandag den 19. oktober.",
        &["på barselsorlov", "på fædreorlov", "på forældreorlov", "på plejeorlov", "sygemeldt"],
    ),
    (
        "Hej! Jag är {} och är tillbaka måndag 19 oktober.",
        &["pappaledig", "mammaledig", "barnledig", "studieledig", "VAB", "på pappaledighet"],
    ),
    (
        "Hei! Jeg er {} og er tilbake mandag 19. oktober.",
        &["i pappaperm", "i foreldreperm", "i foreldrepermisjon", "i fødselspermisjon", "på avspasering"],
    ),
    (
        "Hei! Olen {} ja palaan töihin maanantaina 19.10.",
        &["isyysvapaalla", "perhevapaalla", "hoitovapaalla", "äitiyslomalla", "sairauslomalla"],
    ),
    (
        "Dzień dobry, jestem na {} i wracam w poniedziałek 19 października.",
        &["urlopie ojcowskim", "urlopie rodzicielskim", "L4", "opiece nad dzieckiem"],
    ),
    (
        "Dobrý den, jsem na {} a vracím se v pondělí 19. října.",
        &["rodičovské", "rodičovské dovolené", "otcovské", "ošetřovačce", "neschopence"],
    ),
    ("お世話になっております。{}を取得しており、10月19日に復帰いたします。", &["育休", "産休", "男性育休", "介護休業"]),
    ("您好，我正在休{}，10月19日回来上班。", &["陪产假", "育儿假", "婚假", "病假"]),
];

fn leaves() -> impl Iterator<Item = String> {
    LEAVES.iter().flat_map(|(notice, leaves)| leaves.iter().map(move |leave| notice.replace("{}", leave)))
}

#[test]
fn leave_by_any_name_is_an_absence_and_tells_when_it_ends() {
    assert_eq!(unlike(MARK, leaves()), [""; 0]);
    assert_eq!(unlike("", leaves()), [""; 0]);
}

#[test]
fn leave_that_tells_no_end_is_an_absence_of_an_answering_machine() {
    let mut wrong = Vec::new();
    for text in [
        "Hej! Jag är pappaledig.",
        "Hei! Jeg er i pappaperm.",
        "Guten Tag, ich bin in Karenz.",
        "Guten Tag, ich bin im Bildungsurlaub.",
        "Bonjour, je suis en arrêt de travail.",
        "Hola, estoy en excedencia.",
        "Buongiorno, sono in aspettativa.",
        "Olá, estou de baixa.",
        "Hallo, ik ben met vaderschapsverlof.",
        "Hei! Olen isyysvapaalla.",
        "Dzień dobry, jestem na L4.",
        "Dobrý den, jsem na otcovské.",
        "育休を取得しております。",
        "您好，我正在休育儿假。",
        "Hi, I am on baby leave.",
        "Hi, I am off with a sick child.",
        "Hej! Jag är hemma med sjukt barn.",
    ] {
        let mail = received(MARK, text);
        if mail.kind != Kind::OutOfOffice || mail.back_on.is_some() {
            wrong.push(format!("{:?} {:?}: {text}", mail.kind, mail.back_on));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn an_answering_machine_that_reads_nothing_before_a_day_tells_of_an_absence() {
    let notices = [
        "Hej! Jag är pappaledig och läser inte mejl förrän måndag 19 oktober. Inget vidarebefordras. Mvh Jörgen Nord",
        "I won't be reading mail before Monday 19 October.",
        "Ich kann Ihre Nachricht erst ab dem 19.10. beantworten.",
        "Je ne consulterai mes messages qu'à partir du 19 octobre.",
        "No leeré mis correos antes del lunes 19 de octubre.",
        "Non leggerò la posta prima di lunedì 19 ottobre.",
        "Só poderei responder a partir de 19 de outubro.",
        "Ik lees mijn mail pas vanaf 19 oktober.",
        "Jeg tjekker ikke mail før 19. oktober.",
        "Jeg leser ikke e-post før mandag 19. oktober.",
        "En lue sähköposteja ennen maanantaita 19.10.",
        "Pocztę przeczytam dopiero w poniedziałek 19 października.",
        "Nebudu v kanceláři před 19. říjnem.",
        "10月19日以降でないと返信できません。",
        "我要到10月19日才能查看邮件。",
    ];
    assert_eq!(unlike(MARK, notices.map(str::to_owned)), [""; 0]);
}

#[test]
fn a_day_before_which_something_else_is_not_done_is_no_absence() {
    let mut wrong = Vec::new();
    for text in [
        "Thank you for your message. We answer within two days.",
        "If you do not reply before 19 October, your request will be closed.",
        "Please do not answer this message before 19 October.",
        "Your order will not be delivered before 19 October.",
        "Your quote will not be ready before 19 October.",
        "Bitte antworten Sie nicht vor dem 19. Oktober.",
        "Wenn Sie nicht vor dem 19.10. antworten, wird die Anfrage geschlossen.",
        "Votre commande ne sera pas livrée avant le 19 octobre.",
        "Om du inte svarar före den 19 oktober stängs ärendet.",
        "Din beställning levereras inte förrän den 19 oktober.",
        "Zamówienie nie zostanie wysłane przed 19 października.",
    ] {
        let mail = received(MARK, text);
        if mail.kind != Kind::AutoReply || mail.back_on.is_some() {
            wrong.push(format!("{:?} {:?}: {text}", mail.kind, mail.back_on));
        }
    }
    for text in [
        "I won't be able to decide before 19 October.",
        "You won't hear from me before Monday.",
        "I can't read the contract before Monday 12 October, sorry.",
        "I'm on dad leave, but the offer is fine. Send the contract.",
        "I'm not in the office before Monday, so Kim will sign.",
        "Jag är pappaledig men vi kör på ditt förslag.",
        "Jag är ledig på tisdag 13 oktober, passar det?",
        "Ich bin in Reha, das Angebot passt trotzdem.",
        "Je suis en arrêt jusqu'au 19 octobre mais c'est oui.",
        "Estou de baixa mas o preço serve.",
        "Olen isyysvapaalla, mutta tarjous käy.",
        "我正在休育儿假，价格可以接受。",
    ] {
        let mail = received("", text);
        if mail.kind != Kind::Human {
            wrong.push(format!("{:?} {:?}: {text}", mail.kind, mail.back_on));
        }
    }
    assert_eq!(wrong, [""; 0]);
}
