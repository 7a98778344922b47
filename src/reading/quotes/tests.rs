use super::*;

/// The new text of a plain body, with lines parted by `/`.
fn new(plain: &str) -> String {
    split(plain).new_text.replace('\n', "/")
}

#[test]
fn answers_between_the_lines_of_a_quotation_are_told_apart() {
    let answers = |plain: &str| {
        let parts = split(plain);
        parts.answers.iter().filter_map(|at| parts.new_text.get(*at..)?.lines().next().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(answers("Hi,\n\n> Two?\n\nYes, two.\nOr three.\n\n> Blue?\n> Or red?\nRed.\n"), ["Yes, two.", "Red."]);
    assert_eq!(answers("> Two?\nYes.\n\n> Blue?\n\n-- \nPat\n"), [""; 0]);
    assert_eq!(answers("Hi,\n\n> Two?\n\nYes, two.\n\nRegards\n"), [""; 0]);
    assert_eq!(answers("Yes, two.\n\nOn Monday Dana wrote:\n> Two?\n> Blue?\n"), [""; 0]);
}

#[test]
fn a_header_block_in_any_language_ends_the_text() {
    let blocks = [
        "From: Pat <p@a.example>\nSent: Monday, May 4, 2026 9:00 AM\nTo: Dana\nSubject: Line 4",
        "________________________________\nVon: Pat <p@a.example>\nGesendet: Montag\nAn: Dana\nCc: Lee\nBetreff: Linie 4",
        "De : Pat <p@a.example>\nEnvoyé : lundi\nÀ : Dana\nObjet : Ligne 4",
        "*Från:* Pat\n*Skickat:* den 4 maj\n*Till:* Dana\n*Ämne:* Linje 4",
        "----- Původní zpráva -----\nanything",
        "差出人: Pat\n送信日時: 2026年\n宛先: Dana\n件名: x",
        "From: Pat Sent: Monday To: Dana Subject: Line 4",
        "Pat Lee/Acme\n05/04/2026 09:10 AM\nTo: Dana\ncc:\nSubject: Line 4",
        "\"Pat Lee\" <p@a.example> on 05/04/2026 07:00:03 PM\nTo: Dana\ncc:\nSubject: Line 4",
        "Begin forwarded message:\n\nsomething",
        "---------- Forwarded message ---------\nVon: Pat",
    ];
    for block in blocks {
        assert_eq!(new(&format!("Fine with me.\n\n{block}\n\nWe got it!\n")), "Fine with me.", "{block}");
    }
}

#[test]
fn an_answer_below_a_header_block_and_a_marked_quotation_stays() {
    let heads = [
        "------ Original Message ------\nFrom \"Pat Lee\" <p@a.example>\nTo \"Dana\" <d@b.example>\nSubject Line 4\n",
        "From: Pat <p@a.example>\nSent: Monday, May 4, 2026 9:00 AM\nTo: Dana\nSubject: Line 4\n",
        "-----Ursprüngliche Nachricht-----\n> Von: Pat Lee\n> Betreff: Linie 4",
    ];
    for head in heads {
        assert_eq!(new(&format!("{head}\n> Two or three?\n\nTwo, I think.")), "Two, I think.", "{head}");
        // Below an answer, and in what is handed on, whatever follows is somebody else's.
        assert_eq!(new(&format!("Fine.\n\n{head}\n> Two or three?\n\nTwo, I think.")), "Fine.", "{head}");
    }
    assert_eq!(new("---------- Forwarded message ---------\nFrom: Pat <p@a.example>\n\n> Two or three?\n\nTwo."), "");
}

#[test]
fn what_only_looks_like_a_quotation_stays() {
    for own in [
        "Please book:\nFrom: Leeds\nTo: Munich\nDate: 10 July",
        "As I wrote:\nwe need 40 units",
        "Pat wrote that they accept.",
        "The order came on 12 May: 40 units.",
        "On Monday at 10:30 we start:\nbring boots",
        "Sent from the warehouse yesterday, 40 boxes.",
        "Re: your question: yes",
        "Delivery on 12 May 2026 at 10:30 is fine, mail pat@acme.example.\nPlease confirm these points:\n- price",
        "Pat wrote to me from pat@acme.example\nThese are the points:\n- price",
    ] {
        assert_eq!(new(own), own.replace('\n', "/"));
    }
}

#[test]
fn signatures_tags_banners_and_footers_go() {
    assert_eq!(new("Hi\nYes.\n-- \nPat Lee\nAcme"), "Hi/Yes.");
    assert_eq!(new("Yes.\n\n--\nPat Lee\n\n> old\n\nAnd this."), "Yes.//And this.");
    assert_eq!(new("Yes please.\n\nSent from my iPhone"), "Yes please.");
    assert_eq!(new("Geht klar.\n\nVon meinem iPhone gesendet"), "Geht klar.");
    let banner = "CAUTION: This email originated from outside of the organization. Do not click links.\n\nYes.";
    assert_eq!(new(banner), "Yes.");
    assert_eq!(new("[EXTERNAL]\nYes."), "Yes.");
    let legal = "We accept the offer.\n\nCONFIDENTIALITY NOTICE: This e-mail is for the sole use of the intended recipient.";
    assert_eq!(new(legal), "We accept the offer.");
}

#[test]
fn what_only_looks_like_a_banner_or_footer_stays() {
    for own in [
        "Hi Dana,\n\nthanks.\n\nImportant notice: the board said yes, our order is attached.",
        "Hi Dana,\n\nthanks.\n\nThis e-mail and the attached order are what you asked for on Monday.",
        "Hallo Dana,\n\ndanke.\n\nDiese E-Mail und das Blatt dazu gelten als Bestellung.",
        "Bonjour Dana,\n\nmerci.\n\nCe message vaut commande, livraison en juin.",
        "Hola Dana,\n\ngracias.\n\nEste correo electrónico confirma el pedido 4471.",
        "Dana,\n\nthanks.\n\nDisclaimer: I'm no engineer. We signed.",
        "The valve comes from outside the EU. We stay with ours.",
        "Unless you are expecting more changes, we sign on Monday.",
    ] {
        assert_eq!(new(own), own.replace('\n', "/"));
    }
    for (text, want) in [
        ("CAUTION: EXTERNAL EMAIL. This message came from outside Acme. Hi Dana, PO 12 attached.", "Hi Dana, PO 12 attached."),
        ("[EXTERNAL] This email was sent from outside the company. We signed today.", "We signed today."),
        (
            "This email originated from outside Acme. Do not click links unless you recognize the sender. Report it to IT.\n\nYes.",
            "Yes.",
        ),
        ("Yes.\n\nDISCLAIMER\n\nMore.", "Yes.//More."),
        ("Oui.\n\nCe message et ses pièces jointes sont confidentiels.", "Oui."),
        ("Sí.\n\nEste mensaje y sus anexos son confidenciales.", "Sí."),
    ] {
        assert_eq!(new(text), want);
    }
}

#[test]
fn a_sign_off_without_delimiter_goes_and_sentences_stay() {
    let parts = split("On your dock by the 22nd.\n\nTravis Mullen\nInside Sales | Corbin Drive Systems\n(309) 555-0144 x12");
    assert_eq!(parts.new_text, "On your dock by the 22nd.");
    assert!(parts.signature.contains("Inside Sales"));
    let swedish = "Offer attached.\n\nMed vänlig hälsning\nAnnika Sjöberg\nSäljare, Nordsåg Service AB\n070-555 01 42";
    assert_eq!(new(swedish), "Offer attached.");
    assert_eq!(
        new("Works.\n\nThanks,\nPat\n\nP.S. Please send the drawings again."),
        "Works.//P.S. Please send the drawings again."
    );
    for own in [
        "Hi Dana,\n\nConfirmed",
        "Is it ours?\n\nDeal!",
        "Thanks\n\nPO attached",
        "Please ship to:\n\nJohn Smith\n12 Main St",
        "Hi,\n\nAcme Industrial\nAs discussed, order signed",
        "Angebot passt.\nAm 27.11.2026 treffen wir uns.",
        "Fine.\n\nLeeds 2026-11-27",
    ] {
        assert_eq!(new(own), own.replace('\n', "/"));
    }
}

#[test]
fn what_stands_alone_at_the_end_is_a_signature_when_it_can_be_nothing_else() {
    let by = |text: &str, author: &str| split_of(text, author).new_text.replace('\n', "/");
    assert_eq!(by("The rest goes out today\n\nLouise", "Kitchen, Louise l.kitchen"), "The rest goes out today");
    assert_eq!(by("The rest goes out today\n\nLouise", "Pat Lee pat.lee"), "The rest goes out today//Louise");
    assert_eq!(by("Who decides\nLee", "Pat Lee"), "Who decides");
    assert_eq!(by("Who decides, you or\nLee?", "Pat Lee"), "Who decides, you or/Lee?");
    assert_eq!(new("See you on Friday.\n\np.lee@acme.example\n+1 309 555 0144"), "See you on Friday.");
    let told = "Please call the plant:\n\nplant@acme.example\n309-555-0144";
    assert_eq!(new(told), told.replace('\n', "/"));
    assert_eq!(new("See you then\n\n------------\n\nLOGO\n\nPat Lee\n\nPipes / tuyaux d'eau"), "See you then");
    let list = "We need:\n------\nPipes 40\nValves 12";
    assert_eq!(new(list), list.replace('\n', "/"));
}

#[test]
fn initials_before_the_lines_are_a_quotation() {
    assert_eq!(new("PL> Which colour?\nPL> And when?\nBlue, on Friday."), "Blue, on Friday.");
    assert_eq!(new("A> b is what we need."), "A> b is what we need.");
    assert_eq!(new("if P> 5 bar\nthe valve opens"), "if P> 5 bar/the valve opens");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_lines_of_its_own(text in "(On 4 May 2026 at 9:10 Pat <p@a.example> wrote:|From: a@b|Subject: x|> |--|Best regards|Pat Lee|[a-z.:<@]{0,9}|\\PC{0,5}|\n|\r\n| ){0,40}") {
        let parts = split(&text);
        let given: std::collections::HashSet<&str> = text.lines().map(str::trim_end).collect();
        for line in parts.new_text.lines().chain(parts.signature.lines()) {
            proptest::prop_assert!(given.contains(line), "{:?}", line);
        }
    }
}

#[test]
fn a_notes_header_without_colons_ends_the_text() {
    for block in [
        "Dana Reyes/Northfield              To  pat@acme.example\n27.11.2026 10:15                   cc\n                              Subject  Re: Offer",
        "Dana Reyes/Northfield   To  pat@acme.example, 27.11.2026 10:15   cc   Subject  Re: Offer",
        "Dana Reyes <dana@northfield.example>\n\n11/27/2026 10:15 AM\nTo\npat@acme.example\ncc\nSubject\nRe: Offer",
        "Dana Reyes/Northfield/US\n11/27/2026 10:15 AM\n\nTo\tpat@acme.example\ncc\t\nSubject\tRe: Offer",
        "Dana Reyes/Northfield\n27.11.2026 10:15\nAn pat@acme.example\nKopie kim@acme.example\nThema AW: Angebot",
        "Dana Reyes/Northfield\n27.11.2026 10:15\n                An\n                        Pat Lee/Acme@ACME\n                Kopie\n\n                Thema\n                        Re: Angebot",
        "\"Dana Reyes\" <dana@northfield.example>\n27/11/2026 10:15\n\t\tPour\n\t\t\t<pat@acme.example>\n\t\tcc\n\n\t\tObjet\n\t\t\tRe: Offre",
        "Dana Reyes\n27-11-2026 10:15\nAan\npat@acme.example\nKopie\nOnderwerp\nRe: Offerte",
    ] {
        assert_eq!(new(&format!("Fine with me.\n\n{block}\n\nWe got it!\n")), "Fine with me.", "{block}");
        assert_eq!(new(&format!("{block}\n\nWe got it!\n")), "", "{block}");
    }
    for own in [
        "Please send it\nTo  Bob Miller\nSubject  drawing of line 4",
        "Dana,\n\nhere is the form:\nTo\tBob\nSubject\tForty units on 27.11.2026 10:15\nWe sign it today.",
        "The mail of 27.11.2026 10:15 went\nTo pat@acme.example\nand this was its\nSubject line, so please answer it.",
        "We go\nTo  Leeds  27.11.2026 10:15\nFrom  Munich  28.11.2026 09:00",
        "Pat Lee\nTo be honest, forty is too much on 27.11.2026 10:15\nSubject to the board, yes.",
        "An Pat/Kim: Angebot passt.\nAm 27.11.2026 um 10:15 treffen wir uns.\nThema ist der Preis.",
    ] {
        assert_eq!(new(own), own.replace('\n', "/"));
    }
}

#[test]
fn old_and_odd_clients_quotations_go_and_what_only_looks_so_stays() {
    for (text, want) in [
        ("Ja.\n\n>>> Dana Reyes <dana@northfield.example> 27.11.26 10.15 Uhr >>>\nHow many?", "Ja."),
        ("Ja.\n\n>>> Dana Reyes <dana@northfield.example> 27.11.26 10.15 Uhr >>>\n> How many?\n\nForty.", "Ja.//Forty."),
        ("Yes.\n\nOn Fri, Nov 27, 2026 at 10:15 AM, Dana Reyes<dana@northfield.example> wrote:   Hello Pat,\nhow many?", "Yes."),
        ("Am Fr., Nov. 27, 2026 um 10:15 schrieb Dana Reyes<dana@northfield.example>:   Hallo Pat,\nwie viele?", ""),
        ("Dana Reyes wrote:\n| How many?\nForty.\n| When?\nIn June.", "Forty./In June."),
        ("The table:\n| a | b |\n| 1 | 2 |\nas Dana wrote", "The table:/| a | b |/| 1 | 2 |/as Dana wrote"),
        ("I chose these:\n| blue\n| green", "I chose these:/| blue/| green"),
        (
            "Fine.\n\n|-------+------------------------>\n|       |  Dana Reyes  |\n|-------+------------------------>\n  | To:  pat@acme.example |\n  \
             | Subject: Offer |\n\nHello",
            "Fine.",
        ),
        ("Oui.\n\n----- Mail original -----\nDe: \"Dana\" <dana@northfield.example>\n\nVoici.", "Oui."),
        ("Yes.\n\nGet Foomail for Android", "Yes."),
        ("Get the crane for Android Ltd today\nplease.", "Get the crane for Android Ltd today/please."),
        ("Sent from my side on Monday.\nPlease check.", "Sent from my side on Monday./Please check."),
        ("Yes.\n\nSent from my Fairfon", "Yes."),
        ("Yes.\nSent from my iPhone\n\nAnd forty more.", "Yes.//And forty more."),
        (">From our side all is well.\n>From June on we buy.", ">From our side all is well./>From June on we buy."),
        ("Dana:\n>From which day on?\n\nJune.", "Dana://June."),
        ("Deutsch oben.\n\n---\n\nWe take the blue one.\n\nPat", "Deutsch oben.//---//We take the blue one."),
        ("Fine.\n\n---\nPat Lee\nAcme Inc.", "Fine."),
        (
            "See you.\n\n________________________________\nMicrosoft Teams Need help?\nJoin the meeting now\nMeeting ID: 1",
            "See you.",
        ),
        ("See you.\n________________________________\nWe use Microsoft Teams here, so please send us a link for it before.", ""),
    ] {
        if !want.is_empty() || text.starts_with("Am ") {
            assert_eq!(new(text), want, "{text}");
        } else {
            assert!(new(text).contains("We use Microsoft Teams"), "{text}");
        }
    }
}

#[test]
fn what_somebody_wrote_once_is_told_by_the_author_when_nothing_stands_above_it() {
    for own in [
        "Le 3 juin, M. Morel a écrit :\n« Trop cher. »\n\nQu'en pensez-vous ?",
        "Em 3 de junho o Rui escreveu:\nmuito caro.\nConcorda?",
        "On Monday at 10:15 AM Bob wrote that it is fine.\nKim wrote:\nit isn't.\nWho is right?",
        "From: Leeds\nTo: Hull\nDate: 9 June\nSubject: one pump\nso says the haulier. Correct?",
        "Get Outlook for the tablet at the machine? Or does it run something else?",
        "Fine.\nVon meinem Bruder gesendet: die Skizze.\nBitte prüfen.",
    ] {
        assert_eq!(new(own), own.replace('\n', "/"));
    }
    for (text, want) in [
        ("On 3 June 2026 at 10:15 Dana Reyes wrote:\n\nHow many?", ""),
        ("Forty.\n\nLe 3 juin 2026, Dana Reyes a écrit :\nCombien ?", "Forty."),
        ("From: Dana Reyes <dana@northfield.example>\nTo: Pat\nDate: 9 June\nSubject: Offer\n\nHow many?", ""),
        ("Yes.\n\n---\nChecked for viruses by Foo Antivirus.\nwww.foo.example", "Yes."),
        ("Yes.\n\nGet Outlook for iOS", "Yes."),
    ] {
        assert_eq!(new(text), want, "{text}");
    }
}

#[test]
fn a_quotation_with_nothing_above_it_goes_where_only_a_letter_has_such_a_head() {
    let by = |text: &str| split_of(text, "Pat Lee pat.lee").new_text.replace('\n', "/");
    for quoted in [
        "On 16 September 2026, Dana Reyes wrote:\n\nPlease sign the contract.\nWe hold the slot.",
        "Le 16 septembre 2026, Dana Reyes a écrit :\n\nMerci de signer.",
        "El 16 de septiembre de 2026, Dana Reyes escribió:\n\nPor favor firme.",
        "From: Dana Reyes\nSent: Wednesday\nTo: Tom Beck\nSubject: Offer\n\nPlease sign the contract.",
        "From: Dana\nDate: Wednesday\nTo: Pat Lee\nSubject: Offer\n\nPlease sign the contract.",
        "From: Dana Reyes\nDate: Wed, 16 Sep 2026\nTo: Tom Beck, Lea Poe,\n Anna Roy\nCc: Lea\nSubject: Offer\n\nWe need your signed PO.",
        "Von: Dana Reyes\nGesendet: Mittwoch, 16. September 2026\nAn: Tom Beck\nBetreff: Angebot\n\nBitte unterschreiben.",
    ] {
        assert_eq!(by(quoted), "", "{quoted}");
    }
    for own in [
        "From: Leeds\nTo: Bremen\nSubject: two kilns\n\nPlease start.",
        "From: Leeds\nTo: Hull\nDate: 9 June 2026\nSubject: one pump\n\nPlease send it.",
        "On Friday our board wrote:\nwe take the kiln.\nSo we do.",
        "On Mon, May 4, 2026 at 10:15 AM, Tom Beck <tom@acme.example> wrote: we take it, please start.\n\nThat is our answer.",
        "Tom Beck   To   dana@northfield.example\nWe need 40 units by 27.11.2026\nSubject  to contract",
        "|------------------------|\n| Subject: our order |\n|------------------------|\nWe take 40 units.",
        "Hello,\n________________________________________________\nMicrosoft Teams meeting would be best for us.\nWe will sign then.",
        "We decided.\n----------------------------------------\nMicrosoft Teams or Zoom?\nAlso: we sign the contract on Friday.",
        "Yes, we take it.\nGet the crane for mobile",
    ] {
        assert_eq!(by(own), own.replace('\n', "/"), "{own}");
    }
    assert_eq!(by("Yes.\nGet Canary for Android"), "Yes.");
    let join = "Hello,\n____________________________\nMicrosoft Teams Need help?\nJoin: https://teams.example/4\n____________________________\nYes.";
    assert_eq!(by(join), "Hello,/Yes.");
}

#[test]
fn the_house_below_the_authors_own_name_is_a_signature() {
    let by = |text: &str| split_of(text, "Gordie Lachance gordie").new_text.replace('\n', "/");
    let signed = ["Gordie Lachance\nNorthglide Ice Systems, Sudbury ON", "Gordie\nNorthglide Ice Systems\nSudbury and North Bay"];
    for signature in signed {
        assert_eq!(
            by(&format!("No need to plan anything.\n\n{signature}")).trim_end_matches('/'),
            "No need to plan anything.",
            "{signature}"
        );
    }
    for what in [
        "ostaja\nLempäälän Puu Oy",
        "nákup, Sklárna Lipence a.s.",
        "tandlæge\nSmil Tandklinik ApS",
        "förvaltare, Brf Solsidan",
        "technical buyer, Lipence Glass Ltd.",
        "VD Hörnebo Hyvleri AB\nTänk på miljön innan du skriver ut detta mejl.",
    ] {
        let own = by(&format!("No need to plan anything.\n\nGordie Lachance\n{what}"));
        assert_eq!(own.trim_end_matches('/'), "No need to plan anything.", "{what}");
    }
    // What somebody says below his name, and others' names, are no house of his.
    for told in [
        "Gordie\nApproved",
        "Gordie\nOrder confirmed",
        "Gordie Lachance\nSigned Contract attached",
        "Stan Wozniak\nPortage Curling Club",
    ] {
        let text = format!("See below.\n\n{told}");
        assert_eq!(by(&text), text.replace('\n', "/"), "{told}");
    }
    for said in [
        "we went with Boltex",
        "we take it",
        "yes, let's do it",
        "we pass",
        "okay for 84k",
        "max 80k",
        "Stay With Boltex",
        "Go Ahead",
        "No Thanks",
        "call me after easter",
        "leider nein",
        "nein, zu teuer",
        "die Anzahlung ist überwiesen",
        "l'acompte est viré",
        "c'est non",
        "hemos elegido a otro",
        "wij kiezen voor Boltex",
        "vi tackar nej",
        "emme osta",
        "emme osta Boltex Oy",
        "unsere Bestellnummer 45-00817",
        "Trop Cher",
        "Budget Freigegeben",
        "Green Light",
        "owner said no",
        "Zu Teuer",
    ] {
        let told = format!("Gordie Lachance\n{said}");
        let text = format!("See below.\n\n{told}");
        assert_eq!(by(&text), text.replace('\n', "/"), "{told}");
    }
}
