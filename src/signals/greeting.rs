//! Where a sentence begins to speak: behind "Hej Olle,", "Prima Rob,", "Marloes,". What opens a sentence without a greeting opens it
//! behind one, too.

/// First words of greetings, in the languages that are judged.
const HELLO: &str = " hi hello hey dear morning afternoon evening hallo hoi hiya moin servus grüezi grüß guten liebe lieber sehr bonjour bonsoir salut \
    coucou cher chère chers hola buenas buenos estimado estimada querido querida ciao salve buongiorno buonasera buondì gentile gentilissimo \
    gentilissima egregio egregia spettabile caro cara cari olá ola bom boa oi prezado prezada caro exmo exma goedemorgen goedemiddag goedenavond \
    goedendag dag beste geachte hej hejsan hallå tjena tja hei kära kære god goddag dzień cześć witam witaj szanowny szanowna dobrý dobrou ahoj \
    zdravím vážený vážená good greetings ";
/// Greetings of two words, by their first.
const TWO: &str = " guten buenas buenos bom boa god dzień dobrý good sehr ";
/// What stands between a greeting and a name.
const TITLES: &str = " herr herrn frau mr mrs ms dr monsieur madame mme m señor señora sr sra signor signora dott ing heer mevrouw dhr mevr pan \
    pani panie pane paní senhor senhora don doña prof ";
/// A word or two of assent or thanks that stand before what is said.
const ASSENT: &str = " ok okay okey okej oké oki ja jo jawohl yes yep prima super top perfekt perfect perfecto perfetto perfeito parfait klasse gut gerne gern oui \
    d'accord bien sí si vale bueno bene benissimo va certo sim certo ótimo optimo goed mooi graag akkoord bra kanon absolut toppen fint godt tak tack \
    takk danke merci gracias grazie obrigado obrigada bedankt dank dziękuję dzięki dobrze super świetnie díky děkuji dobře thanks great fine cool \
    nickel entendu einverstanden genial estupendo ottimo ";
/// Who begins so denies, asks or makes a condition.
const TELLING: &str = " not no never if unless when nicht nein kein keine noch wenn falls sobald sofern leider non pas ne si quand dès dommage hélas no nunca \
    cuando ojalá todavía mai se quando appena purtroppo niet nee geen als zodra indien helaas nie jeśli gdy kiedy niestety não nao caso infelizmente \
    nej inte om när ifall tyvärr ikke hvis når desværre dessverre jestli jestliže když bohužel ne maybe perhaps vielleicht peut quizás forse misschien \
    talvez kanske måske może možná sorry sadly unfortunately hopefully hoffentlich ";
/// A name before a comma is of so many words at most, a greeting of one more.
const LONGEST: usize = 4;

/// Where a text of words with a space between ([`super::words::Words::text`]) begins to speak behind what greets, names or assents: byte
/// places of the space before a word, the first one first. Empty where it greets nobody.
pub fn openings(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() < 3
        && let Some(length) = text.get(from..).and_then(opening)
    {
        from += length;
        found.push(from);
    }
    found
}

/// The length of what greets at the beginning of a text, up to the space before what it goes on with.
fn opening(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split(' ').skip(1).take(LONGEST + 3).collect();
    let first = words.first()?.to_lowercase();
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let said = words.iter().take_while(|word| is_word(word)).count();
    let marked = words.get(said).is_some_and(|mark| matches!(*mark, "," | "!" | "-" | ":" | "." | ";"));
    let large = |words: &[&str]| words.iter().all(|word| word.starts_with(char::is_uppercase));
    let among = |list: &str, word: &str| list.contains(&format!(" {word} "));
    if said == 0 || among(TELLING, &first) {
        return None;
    }
    let names = words.get(1..said)?;
    let taken = if among(HELLO, &first) {
        let title = |at: usize| words.get(at).is_some_and(|word| among(TITLES, &word.to_lowercase()));
        let greeting = 1 + usize::from(among(TWO, &first));
        if marked && said <= LONGEST + 1 {
            said + 1
        } else {
            // "hej olle kör på det": without a mark one name, a title before it.
            greeting + 1 + usize::from(title(greeting))
        }
    } else if marked && among(ASSENT, &first) && said <= 3 || marked && said <= 2 && first != *words.first()? && large(names) {
        said + 1
    } else {
        return None;
    };
    let taken: usize = words.get(..taken)?.iter().map(|word| word.len() + 1).sum();
    text.get(taken + 1..).is_some_and(|rest| rest.contains(char::is_alphanumeric)).then_some(taken)
}

#[cfg(test)]
mod tests {
    use super::super::words::Words;

    fn opened(sentence: &str) -> Option<String> {
        let words = Words::read(sentence, 0);
        words.openings().last().and_then(|at| words.text.get(*at..)).map(|rest| rest.trim().to_owned())
    }

    #[test]
    fn what_greets_is_passed_over() {
        for (sentence, rest) in [
            ("Hej Tine, vi lägger ordern.", "vi lägger ordern ."),
            ("hej olle kör på det", "kör på det"),
            ("prima rob, akkoord met de offerte", "akkoord met de offerte"),
            ("Guten Tag Frau Maes, wir bestellen", "wir bestellen"),
            ("Guten Tag Frau Maes wir bestellen", "wir bestellen"),
            ("Marloes, het is rond", "het is rond"),
            ("Hej Olle, tack, vi kör", "vi kör"),
            ("Bom dia! Podem avançar", "Podem avançar"),
        ] {
            assert_eq!(opened(sentence).as_deref(), Some(rest), "{sentence}");
        }
    }

    #[test]
    fn what_denies_or_makes_a_condition_is_not() {
        for sentence in [
            "Leider, wir bestellen nicht",
            "Nein, wir bestellen",
            "Falls ja, wir bestellen",
            "wir bestellen, Rob",
            "Hallo Rob,",
            "We won, Rob",
        ] {
            assert_eq!(opened(sentence), None, "{sentence}");
        }
    }
}
