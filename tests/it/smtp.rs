//! Mail on its way through a real Postfix.

use lettre::message::Mailbox;
use wentdark::delivery::send::{Login, SendError, SmtpSettings, Tls, Transport};

use crate::support::{Dovecot, Smtp};

fn password(password: &str) -> Login {
    Login::Password { user: "wentdark".into(), password: password.to_owned().into() }
}

fn settings(smtp: &Smtp, tls: Tls) -> SmtpSettings {
    SmtpSettings {
        host: "localhost".into(),
        port: if tls == Tls::Implicit { smtp.implicit } else { smtp.starttls },
        tls,
        login: Some(password("secret-wentdark")),
        extra_ca: Some(smtp.ca.clone()),
    }
}

fn mail(to: &str, subject: &str) -> lettre::Message {
    let address = |text: &str| text.parse::<Mailbox>().unwrap();
    let to = address(&format!("{to}@northfield.example"));
    lettre::Message::builder()
        .from(address("wentdark@northfield.example"))
        .to(to)
        .subject(subject)
        .body("hello\r\n".to_owned())
        .unwrap()
}

#[tokio::test]
async fn mail_arrives_by_starttls_and_by_implicit_tls_and_refusals_are_told_apart() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    for (tls, subject) in [(Tls::Starttls, "by starttls"), (Tls::Implicit, "by implicit tls")] {
        let transport = Transport::smtp(&settings(&smtp, tls)).unwrap();
        transport.send(&mail("lead", subject), "x").await.unwrap_or_else(|error| panic!("{error}; {}", smtp.log()));
    }
    let arrived = dovecot.wait_for("lead", "INBOX", 2).concat();
    assert!(arrived.contains("Subject: by starttls") && arrived.contains("Subject: by implicit tls"), "{arrived}");

    let transport = Transport::smtp(&settings(&smtp, Tls::Implicit)).unwrap();
    assert!(matches!(transport.send(&mail("refused", "no"), "x").await, Err(SendError::Refused(_))));
    assert!(matches!(transport.send(&mail("busy", "later"), "x").await, Err(SendError::Retry(_))));
    let wrong = SmtpSettings { login: Some(password("wrong")), ..settings(&smtp, Tls::Implicit) };
    assert!(Transport::smtp(&wrong).unwrap().send(&mail("lead", "no"), "x").await.is_err());
}
