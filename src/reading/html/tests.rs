use super::*;

/// The new text of an HTML body, with lines parted by `/`.
fn new(html: &str) -> String {
    new_text_from_html(html).new_text.replace('\n', "/")
}

#[test]
fn gmail_with_answers_between_the_quotations() {
    let html = "<div dir=\"ltr\">Hi,</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Thu, Jun 4, 2026 at 3:33 PM Pat \
        &lt;<a>pat@acme.example</a>&gt; wrote:<br></div><blockquote class=\"gmail_quote\">How many?</blockquote><div>Forty.</div>\
        <blockquote class=\"gmail_quote\">When?<br>Where?</blockquote><div>Friday &amp; here</div></div>";
    assert_eq!(new(html), "Hi,/Forty./Friday & here");
}

#[test]
fn a_gmail_forward_is_none_of_the_forwarders() {
    let head = "<div dir=\"ltr\">For your information.</div><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">";
    for marker in ["---------- Forwarded message ---------", "---------- Weitergeleitete Nachricht ---------"] {
        let forward =
            format!("{head}{marker}<br>From: <b>Pat</b> &lt;pat@acme.example&gt;<br>Subject: Offer</div><br>We buy it.</div>");
        assert_eq!(new(&forward), "For your information.");
    }
    let dashed = format!(
        "{head}On Thu, Jun 4, 2026 at 3:33 PM Pat &lt;pat@acme.example&gt; wrote:</div><blockquote>Old</blockquote>- yes<br>--- no</div>"
    );
    assert_eq!(new(&dashed), "For your information./- yes/--- no");
}

#[test]
fn outlook_answers_above_its_header_block() {
    let html = "<html><head><style>p{}</style></head><body><p class=MsoNormal>Works for us.<o:p></o:p></p><p class=MsoNormal>Two lines</p>\
        <div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal><b>Von:</b> Dana &lt;d@n.example&gt;<br>\
        <b>Gesendet:</b> Montag<br><b>An:</b> Pat<br><b>Betreff:</b> Linie 4</p></div><p>We got it!</p></body></html>";
    assert_eq!(new(html), "Works for us./Two lines");
    let web = "<div>Yes</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>Nadawca:</b> x</div><div>old</div>";
    assert_eq!(new(web), "Yes");
}

#[test]
fn thunderbird_yahoo_apple_and_proton() {
    let thunderbird = "<p>Ok</p><div class=\"moz-cite-prefix\">Am 12.10.26 um 9:10 schrieb Pat:<br></div>\
        <blockquote type=\"cite\"><p>old</p></blockquote><p>below</p>";
    assert_eq!(new(thunderbird), "Ok//below");
    let yahoo =
        "<div>Ok</div><div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div>On Monday Pat wrote:</div><div>old</div></div>";
    assert_eq!(new(yahoo), "Ok");
    let apple = "Ok<br><div><br><blockquote type=\"cite\"><div>On 3 May 2026, at 10:12, Pat wrote:</div><div>old</div></blockquote></div>";
    assert_eq!(new(apple), "Ok");
    let proton = "<div>Ok</div><div class=\"protonmail_quote\">On Monday, May 4th, 2026 at 10:12, Pat &lt;p@a.example&gt; wrote:<br>\
        <blockquote class=\"protonmail_quote\">old</blockquote></div>";
    assert_eq!(new(proton), "Ok");
}

#[test]
fn an_indented_paragraph_is_no_quotation() {
    let html = "We need:<blockquote style=\"margin: 0 0 0 40px; border: none; padding: 0px;\"><div>40 units</div></blockquote>";
    assert_eq!(new(html), "We need:/40 units");
}

#[test]
fn a_clients_signature_is_no_text_and_an_answer_in_its_place_is() {
    let slogan = "<div>We move what moves you, every day of the year.</div>";
    for container in [
        "<div name=\"messageSignatureSection\">",
        "<div id=\"Signature\">",
        "<div class=\"gmail_signature\" data-smartmail=\"gmail_signature\">",
        "<div id=\"AppleMailSignature\">",
        "<div class=\"front-signature\">",
    ] {
        assert_eq!(new(&format!("<div>Yes, forty.</div>{container}{slogan}</div>")), "Yes, forty.", "{container}");
        let quoted = "<blockquote type=\"cite\">How many?</blockquote><div>And by June.</div>";
        assert_eq!(new(&format!("<div>Forty.</div>{container}{slogan}</div>{quoted}")), "Forty./And by June.");
        let wrote = "<div>On 4 May 2026, 10:15 +0200, Dana Reyes &lt;dana@northfield.example&gt;, wrote:</div>";
        assert_eq!(new(&format!("<div>Forty.</div>{container}{slogan}</div>{wrote}{quoted}")), "Forty./And by June.");
        // Nothing above it, a greeting alone, or text behind it.
        assert_eq!(new(&format!("{container}<div>Yes, forty.</div></div>")), "Yes, forty.");
        assert_eq!(new(&format!("<div>Hi Dana</div>{container}<div>Yes, forty.</div></div>")), "Hi Dana/Yes, forty.");
        assert_eq!(new(&format!("<div>Hi Dana,</div>{container}<div>Yes, forty.</div></div>")), "Hi Dana,/Yes, forty.");
        assert_eq!(
            new(&format!("<div>Yes.</div>{container}<div>Pat</div></div><div>Forty of them.</div>")),
            "Yes./Forty of them."
        );
    }
}

#[test]
fn an_answer_in_a_signatures_place_stays_below_whatever_is_none() {
    for above in [
        "Hello Dana",
        "Good morning",
        "Dear Ms Reyes:",
        "Dana -",
        "Guten Morgen Frau Reyes!",
        "Hallo Dana",
        "Thanks Dana",
        "Hi Dana, hope you are well",
        "[EXTERNAL]",
        "CAUTION: This email comes from outside.",
        "Sent from my iPhone",
    ] {
        let html = format!("<p>{above}</p><div id=\"Signature\"><p>We take forty units, contract please.</p></div>");
        assert!(new(&html).ends_with("We take forty units, contract please."), "{above}");
    }
    for container in
        ["class=\"signature-request\"", "class=\"docusign-signature-block\"", "id=\"signatureTable\"", "class=\"no-signature\""]
    {
        let html = format!("<p>As agreed.</p><div {container}><p>Signed order for forty units attached.</p></div>");
        assert_eq!(new(&html), "As agreed.//Signed order for forty units attached.", "{container}");
    }
}

#[test]
fn what_nobody_sees_is_left_out() {
    let html = "<title>t</title><div style=\"display:none\">preheader <div>deep</div></div>A<!-- c --><script>x</script>B \
        &eacute;&#8364;&#x41;&nbsp;C 3 < 4 &copy <img width=1 height=1>";
    assert_eq!(to_text(html), "AB é€A C 3 < 4 &copy");
    let lists = "<pre>a\n  b</pre><ul><li>one<li>two</ul><table><tr><td>x<td>y<tr><td>z</table>";
    assert_eq!(to_text(lists), "a\n  b\none\ntwo\nx y\nz");
}

#[test]
fn bombs_end_at_once() {
    let limit = std::time::Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
    let attributes = format!("<div {}", "a=\"b\" ".repeat(800_000));
    let bombs = [
        "<div>".repeat(1_000_000),
        "<blockquote><span>".repeat(280_000),
        "<!--".repeat(1_250_000),
        "<a b=\"".repeat(800_000),
        "</div>".repeat(800_000),
        "&".repeat(5_000_000),
        attributes,
    ];
    for bomb in bombs {
        let start = std::time::Instant::now();
        let parts = new_text_from_html(&bomb);
        assert!(start.elapsed() < limit, "{:?} took {:?}", bomb.get(..20), start.elapsed());
        assert!(parts.new_text.len() <= bomb.len());
    }
}

proptest::proptest! {
    #[test]
    fn anything_gives_text(html in "(<(/?(div|p|blockquote|br|style)|!--)( class=\"gmail_quote\"| style='display:none'|)>?|[a-z&;#0-9<>\"' \n]{0,6}|\\PC){0,40}") {
        new_text_from_html(&html);
    }
}
