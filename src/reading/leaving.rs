//! Whether an automatic answer says that its author is gone for good: phrases, and sentences about the author or "I". A person's own
//! mail is never judged by these, only what a header or a subject calls an automatic answer.

use super::wordlist::{Words, words};

/// Whether the folded text says so. `name` and `local` are of the author.
pub fn is_told(folded: &str, name: &str, local: &str) -> bool {
    let name = name.to_lowercase();
    let parts = name.split_whitespace().chain(local.split(['.', '_', '-']));
    let names: Vec<&str> = parts.map(|part| part.trim_matches(',')).filter(|part| part.chars().count() > 2).collect();
    GONE.within(folded)
        || parted(folded)
        || has_left(folded, &names)
        || works_no_more(folded, &names)
        || has_left_german(folded, &names)
}

/// "En ole enää Acmen palveluksessa", "Už v Acme nepracuji": the company stands in the middle.
fn parted(folded: &str) -> bool {
    let mut sentences = folded.split(['.', '!', ';']);
    sentences.any(|said| {
        [("ole enää ", " palveluksessa"), ("už ", " nepracuji"), ("již ", " nepracuji")]
            .iter()
            .any(|(one, other)| said.find(one).is_some_and(|at| said.get(at..).is_some_and(|rest| rest.contains(other))))
    })
}

/// "Sam Hale has left Acme", "I've now left the business", and no "I have left the office".
fn has_left(folded: &str, names: &[&str]) -> bool {
    folded.match_indices(" left ").any(|(at, found)| {
        let behind = folded.get(at + found.len()..).unwrap_or_default();
        if NOT_FOR_GOOD.begin(behind) {
            return false;
        }
        let before = sentence(folded.get(..at).unwrap_or_default());
        let before =
            ADVERBS.list().iter().fold(before, |rest, adverb| rest.trim_end().strip_suffix(adverb).unwrap_or(rest)).trim_end();
        let (has, who) = match ["has", "have", "'ve"].iter().find_map(|verb| before.strip_suffix(verb)) {
            Some(who) => (true, who),
            None => (false, before),
        };
        let who = who.trim_end().rsplit(' ').next().unwrap_or_default();
        who == "i" || (has && names.contains(&who))
    })
}

/// "I don't work here any more", "Sam isn't with us anymore", "Sam is no longer an Acme employee".
fn works_no_more(folded: &str, names: &[&str]) -> bool {
    let of_the_author = |who: &str| who.split(|c: char| !c.is_alphanumeric()).any(|word| word == "i" || names.contains(&word));
    let employed = folded.match_indices(" no longer ").any(|(at, found)| {
        let what = super::clean::head(folded.get(at + found.len()..).unwrap_or_default(), 40);
        let what = what.split(['.', '!', ';']).next().unwrap_or_default();
        of_the_author(sentence(folded.get(..at).unwrap_or_default()))
            && [" employee", " member of", " staff", "on the team", "on staff"]
                .iter()
                .any(|word| format!(" {what}").contains(word))
    });
    employed
        || ["any more", "anymore", "any longer"].iter().flat_map(|end| folded.match_indices(end)).any(|(at, _)| {
            let said = sentence(folded.get(..at).unwrap_or_default());
            let Some(not) = ["n't ", " not "].iter().filter_map(|not| said.find(not)).min() else { return false };
            let who = said.get(..not).unwrap_or_default();
            let what = said.get(not..).unwrap_or_default();
            of_the_author(who)
                && [" work", " employ", " with ", " part of", " here", " at "].iter().any(|word| what.contains(word))
        })
}

/// "Ich habe die Kanzlei zum 31.08. verlassen", and no "habe das Büro verlassen".
fn has_left_german(folded: &str, names: &[&str]) -> bool {
    folded.match_indices(" verlassen").any(|(at, _)| {
        let before = folded.get(..at).unwrap_or_default();
        let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(80))..).unwrap_or_default();
        let who = near.contains("ich habe")
            || near.contains("habe ich")
            || (near.contains(" hat ") && names.iter().any(|name| near.contains(name)));
        who && !["büro", "das haus", "arbeitsplatz", "raum", "stadt", "darauf"].iter().any(|word| near.contains(word))
    })
}

/// The last sentence of a text, as far as it goes. A dot within a figure ends none.
fn sentence(text: &str) -> &str {
    let end = text
        .rmatch_indices(['.', '!', '?', ';', ':'])
        .find(|(at, _)| text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' ')));
    end.and_then(|(at, _)| text.get(at + 1..)).unwrap_or(text).trim_start()
}

/// What one leaves and comes back to, or leaves to others.
static NOT_FOR_GOOD: Words = words(
    "\
the office|the building|the house|the desk|town|the country|home|work |for |on |at |my |a |an |you|out|over|behind|here at|by |in |to |of |
and |hand|side|until|it |this|that|these|with|without|early|today|messages|only|off |instructions|word |some|all |everything|",
);

static ADVERBS: Words = words("now|recently|since|sadly|just|already|unfortunately|officially|also|finally");

/// Phrases of a leaver, or of a mailbox that will be closed.
static GONE: Words = words(
    "\
my last day at|my last day with|was my last day.|was my last day and|last working day at|last working day with|my last day of employment|
last working day was|his last day was|her last day was|their last day was|i finished at |i finished work|finished my employment|my employment ended|
my contract ended|
i retired|i've retired|i am retired|i'm retired|am now retired|is now retired|retired from|into retirement|enjoying retirement|
no longer here|left the business|left the practice|left the partnership|has moved to pastures|moved on to pastures|have resigned|has resigned|
has passed away|passed away in|passed away on|moved to a new role|moved to another role|moved into a new role|no longer responsible for|no longer handle|no longer in charge of|
nicht mehr zuständig|nicht mehr verantwortlich|ne m'occupe plus|ya no me encargo|non mi occupo più|não sou mais responsável|niet meer verantwoordelijk|mailbox will be closed|mailbox will be deleted|inbox will be closed|account will be closed|address will be closed|
will soon be deactivated|arbeite nicht mehr|arbeitet nicht mehr|bin nicht mehr für|bin nicht mehr bei|verlasse das unternehmen|verlässt das unternehmen|
in rente|in pension gegangen|pensioniert|letzter arbeitstag bei|letzter arbeitstag war|postfach wird gelöscht|postfach wird deaktiviert|postfach wird geschlossen|
a quitté ses fonctions|quitté mes fonctions|n'est plus en poste|ne suis plus en poste|ne collabore plus|à la retraite|
plus dans l'entreprise|plus au sein|n'exerce plus|sera désactivée|prochainement désactivée|sera bientôt supprimée|ne sera plus consultée|
ya no colabor|ya no formo parte|me he jubilado|se ha jubilado|estoy jubilad|dejé la empresa|dejó la empresa|he dejado de trabajar|
he causado baja en la empresa|ha causado baja en la empresa|será desactivad|buzón no será|non collabor|non opero più|non opera più|non faccio più parte|
sono andato in pensione|sono andata in pensione|è andato in pensione|è andata in pensione|verrà presto disattivat|sarà presto disattivat|verrà disattivat|
sarà disattivat|è stata disattivat|ha lasciato la società|ho lasciato la società|já não colabor|não colabora mais|deixou de colaborar|deixei de colaborar|
deixou de trabalhar|deixei de trabalhar|reformei-me|reformou-se|me aposentei|se aposentou|deixará de ser lid|será desativad|será desactivad|
não faço mais parte|já não faço parte|não trabalho mais|werk niet meer|werk niet langer|werkt niet langer|ben niet meer in dienst|
het bedrijf verlaten|heeft ons verlaten|met pensioen|mailbox wordt gesloten|mailbox wordt verwijderd|er fratrådt|jeg fratrådt|
arbejder ikke længere|ikke længere ansat|er stoppet|er gået på pension|gået på pension|arbeider ikke lenger|jobber ikke lenger|har sluttet|
gått av med pensjon|har slutat|inte längre kvar|gått i pension|jobbar inte kvar|arbetar inte kvar|en työskentele enää|en ole enää töissä|
jäänyt eläkkeelle|jäin eläkkeelle|työsuhteeni on päättynyt|nie pracuję już|już nie pracuję|już nie pracuje|przeszedłem na emeryturę|przeszłam na emeryturę|
zakończyłem prac|zakończyłam prac|zakończyłem współprac|zakończyłam współprac|nie jestem już|již nepracuji|už nepracuji|již nepůsob|odešel do důchodu|
odešla do důchodu|már nem dolgoz|nyugdíjba|artık çalışm|işten ayrıl|görevimden ayrıl|görevinden ayrıl|şirketten ayrıl|şirketimizden ayrıl|
emekli ol|больше не работ|уже не работ|уволил|покинул компан|вышел на пенси|вышла на пенси|більше не прац|вже не прац|звільнив|
nu mai lucr|nu mai fac parte|nu mai face parte|am părăsit compania|a părăsit compania|više ne radi|ne radim više|više nisam zaposlen|
δεν εργάζομαι πλέον|δεν εργάζομαι πια|δεν εργάζεται πλέον|έχω αποχωρήσει|έχει αποχωρήσει|ja no treball|he deixat l'empresa|ha deixat l'empresa|
퇴사|퇴직|כבר לא עובד|לא עובד יותר|עזבתי את החברה|لم أعد أعمل|لم يعد يعمل|غادرت الشركة|ei tööta enam|ei tööta siin enam|",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_for_good_is_told_from_leaving_the_office() {
        let told = |text: &str| is_told(text, "Sam Hale", "sam.hale");
        for gone in [
            "please note that sam hale has left acme ltd.",
            "i've now left the firm of lee & sons. write to kim.",
            "i left acme on 31 august.",
            "sam doesn't work at acme any longer.",
            "sam is no longer an acme employee.",
            "ich habe die kanzlei zum 31.08. verlassen.",
        ] {
            assert!(told(gone), "{gone}");
        }
        for back in [
            "i have left the office for today.",
            "sam has left a message with reception.",
            "we don't work with agencies any more.",
            "kim has left acme.",
            "acme is no longer a member of the federation.",
            "ich habe das büro verlassen und bin morgen da.",
        ] {
            assert!(!told(back), "{back}");
        }
    }
}
