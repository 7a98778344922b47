//! Answers as mail programs write them: the commands stand above the quoted text, whatever it is quoted with.

use mail_parser::MessageParser;

use super::{DANA, LEAD, World, answer, letter};

/// An answer whose body is HTML alone.
fn html(world_digest: &super::Letter, id: &str, body: &str) -> String {
    let plain = answer(world_digest, LEAD, id, "");
    let head = plain.split("\n\n").next().unwrap();
    format!("{head}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{body}\n")
}

#[test]
fn commands_are_found_above_the_quoted_text_of_every_program() {
    let world = World::new();
    let digest = world.digest();
    let quoted = "<p>* Acme Industrial</p><p>won acme</p>";
    let outlook = format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal {{margin:0}}</style></head><body lang=\"EN-US\">\
         <div class=\"WordSection1\"><p class=\"MsoNormal\">called acme, no answer<o:p></o:p></p><p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\
         <div><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\"><p class=\"MsoNormal\"><b>From:</b> wentdark \
         &lt;wentdark@northfield.example&gt; <br><b>Sent:</b> Monday, May 4, 2026 8:00 AM<br><b>To:</b> lead@northfield.example<br><b>Subject:</b> \
         1 deal<o:p></o:p></p></div></div>{quoted}</div></body></html>"
    );
    let gmail = format!(
        "<div dir=\"ltr\">called acme, no answer</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">On Mon, May 4, \
         2026 at 8:00&#8239;AM wentdark &lt;<a href=\"mailto:wentdark@northfield.example\">wentdark@northfield.example</a>&gt; wrote:<br></div>\
         <blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px 0.8ex\">{quoted}</blockquote></div>"
    );
    let apple = format!(
        "<html><body dir=\"auto\">called acme, no answer<br><br><div dir=\"ltr\">Sent from my iPhone</div><div dir=\"ltr\"><br><blockquote \
         type=\"cite\">On May 4, 2026, at 8:00&nbsp;AM, wentdark &lt;wentdark@northfield.example&gt; wrote:<br><br></blockquote></div>\
         <blockquote type=\"cite\"><div dir=\"ltr\">{quoted}</div></blockquote></body></html>"
    );
    let phone = format!(
        "<div dir=\"auto\">called acme, no answer</div><div id=\"ms-outlook-mobile-signature\">Get <a href=\"https://aka.ms/x\">Outlook for iOS</a></div>\
         <hr style=\"display:inline-block;width:98%\"><div id=\"divRplyFwdMsg\"><b>From:</b> wentdark &lt;wentdark@northfield.example&gt;<br>\
         <b>Sent:</b> Monday, May 4, 2026 8:00:00 AM<br><b>To:</b> Lena &lt;lead@northfield.example&gt;<br><b>Subject:</b> 1 deal</div>{quoted}"
    );
    for (n, body) in [outlook, gmail, apple, phone].iter().enumerate() {
        world.deliver(&format!("{n}.a"), &html(&digest, &format!("{n}@x.example"), body));
        let told = world.act();
        assert_eq!(told.len(), 1, "{body}");
        assert!(told[0].text.contains("a call without an answer is logged"), "{body}\n{}", told[0].text);
        assert!(!told[0].text.contains("recorded as won"), "what is quoted is no command: {body}\n{}", told[0].text);
    }
    assert_eq!((world.count("action WHERE what = 'called'"), world.count("action WHERE what = 'won'")), (4, 0));
}

#[test]
fn a_link_of_a_card_is_a_mail_of_its_own() {
    let world = World::new();
    let digest = world.digest();
    // What a click on it and `send` make: no In-Reply-To, the command in subject and body, and in some programs no body at all.
    let mail = |id: &str, body: &str| {
        format!(
            "Date: {}\nFrom: {LEAD}\nTo: {}\nSubject: not celebrated acme-line4\nMessage-ID: <{id}>\n\n{body}\n",
            super::date(jiff::Timestamp::now()),
            digest.reply_to
        )
    };
    world.deliver("1.a", &mail("1@x.example", "not celebrated acme-line4"));
    let told = world.act();
    assert!(told[0].text.contains("no longer counted as celebrated"), "{}", told[0].text);
    world.deliver("2.a", &mail("2@x.example", ""));
    let told = world.act();
    assert!(told[0].text.contains("nothing counts as a celebration of this deal"), "{}", told[0].text);
    assert_eq!(letter(&told[0].raw).subject, "Re: not celebrated acme-line4");
    // The button by which mail programs unsubscribe: no token, no text.
    let from = format!("From: {DANA}\nTo: wentdark@northfield.example\nSubject: unsubscribe\nMessage-ID: <3@x.example>\n\n\n");
    world.deliver("3.a", &format!("Date: {}\n{from}", super::date(jiff::Timestamp::now())));
    let told = world.act();
    assert!(told[0].text.contains("ask whoever runs it to take you out"), "{}", told[0].text);
    // As Gmail presses it: to the address that the digest names, with a line below that nobody wrote.
    let named = MessageParser::default().parse(digest.raw.as_bytes()).unwrap();
    let named = named.header_raw("List-Unsubscribe").unwrap().split_whitespace().collect::<String>();
    let to = named.strip_prefix("<mailto:").and_then(|rest| rest.strip_suffix("?subject=unsubscribe>")).unwrap();
    assert_eq!(to, digest.reply_to);
    let now = super::date(jiff::Timestamp::now());
    world.deliver("4.a", &format!("Date: {now}\nFrom: {LEAD}\nTo: {to}\nSubject: unsubscribe\nMessage-ID: <4@x.example>\n\nThis message was automatically generated by Gmail.\n"));
    let told = world.act();
    assert!(told[0].text.contains("ask whoever runs it to take you out"), "{}", told[0].text);
}

#[test]
fn where_addresses_have_no_tags_a_link_carries_the_token_in_its_subject() {
    let world = World::with("tags = false");
    let digest = world.digest();
    let token = digest.references.iter().find_map(|id| id.strip_prefix("wentdark-token.")).unwrap().split('@').next().unwrap();
    world.team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
    let page = std::fs::read_to_string(world.team.path(&format!("out/{LEAD}.html"))).unwrap();
    let link =
        format!("mailto:wentdark@northfield.example?subject=lost%20acme-line4%20%5B{token}%5D&amp;body=lost%20acme-line4\"");
    assert!(page.contains(&link), "{link}: {page}");
    let mail = |id: &str, subject: &str| {
        let now = super::date(jiff::Timestamp::now());
        format!("Date: {now}\nFrom: {LEAD}\nTo: wentdark@northfield.example\nSubject: {subject}\nMessage-ID: <{id}>\n\n\n")
    };
    world.deliver("1.a", &mail("1@x.example", &format!("lost acme-line4 [{token}]")));
    let told = world.act();
    assert!(told[0].text.contains("recorded as lost"), "{}", told[0].text);
}

#[test]
fn german_readers_are_answered_in_german() {
    let world = World::new();
    let text = std::fs::read_to_string(world.team.path("wentdark.toml")).unwrap();
    world.team.write("wentdark.toml", &text.replace("at = \"08:00\"", "at = \"08:00\"\nlanguage = \"de\""));
    let digest = world.digest();
    assert!(
        digest.raw.contains("zur=C3=BCckstellen") || digest.text.contains("zurückstellen acme-line4 3 Tage"),
        "{}",
        digest.text
    );
    let told =
        world.says(&digest, LEAD, "1", "Hallo,\n\nzurückstellen acme 3 Tage\nnicht gefeiert Acme\nMit freundlichen Grüßen\nLena");
    for text in ["Erledigt:", "zurückgestellt bis", "zählt nicht mehr als gefeiert", "„rückgängig“"] {
        assert!(told.text.contains(text), "{text}: {}", told.text);
    }
    let undone = world.says(&told, LEAD, "2", "Rückgängig");
    assert!(undone.text.contains("zurückgenommen: zurückgestellt bis"), "{}", undone.text);
    assert_eq!(world.deal()["flagged"], true);
}
