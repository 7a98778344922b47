//! The names of months and weekdays as notices write them, in the languages of the trade.

use jiff::civil::Weekday;

/// Names of months from January on, a language or spelling each; the first is the English one, whose first three letters are the short form.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari tammikuuta tammikuun \
     stycznia leden ledna lednu lednem styczeń styczniu tammikuu januara ocak ianuarie gener января січня siječnja \
     siječanj januára januarja janvāra janvārī sausio jaanuar jaanuaril ιανουαρίου január januárban janúar \
     януари ינואר يناير",
    "february feb februar février févr fevrier febrero febbraio fevereiro fev februari helmikuuta helmikuun \
     lutego únor února únoru únorem luty lutym helmikuu febr şubat februarie febrer февраля лютого veljače veljača \
     februára februarja februāra februārī vasario veebruar veebruaril φεβρουαρίου február februárban febrúar \
     февруари פברואר فبراير",
    "march mar märz maerz mars marzo março marco maart marts maaliskuuta maaliskuun marca březen března březnu březnem \
     marzec marcu maaliskuu mart martie març марта марте березня ožujka ožujak martā kovo märts märtsil \
     μαρτίου március márciusban март מרץ מרס مارس maret",
    "april apr avril avr abril abr aprile huhtikuuta huhtikuun kwietnia duben dubna dubnu dubnem kwiecień kwietniu \
     huhtikuu nisan aprilie апреля апреле квітня travnja travanj apríla aprīļa aprīlī balandžio aprillil \
     aprill απριλίου április áprilisban apríl април אפריל أبريل ابريل",
    "may mai mayo maggio mag maio mei maj toukokuuta toukokuun maja květen května květnu květnem maju toukokuu mayıs \
     maig мая мае травня svibnja svibanj mája maijā gegužės μαΐου május májusban maí май מאי مايو",
    "june jun juni juin junio giugno giu junho kesäkuuta kesäkuun czerwca červen června červnu červnem czerwiec \
     czerwcu kesäkuu haziran iunie июня июне червня lipnja lipanj júna junija jūnija jūnijā birželio juunil \
     juuni ιουνίου június júniusban júní юни יוני يونيو",
    "july jul juli juillet juil julio luglio lug julho heinäkuuta heinäkuun lipca červenec července červenci červencem \
     lipiec lipcu heinäkuu temmuz iulie juliol июля июле липня srpnja srpanj júla julija jūlija jūlijā liepos \
     juulil juuli ιουλίου július júliusban júlí юли יולי يوليو",
    "august aug août aout agosto ago augustus augusti elokuuta elokuun sierpnia srpen srpna srpnu srpnem sierpień \
     sierpniu elokuu ağustos agost августа августе серпня kolovoza kolovoz augusta avgusta augustā rugpjūčio \
     augustil αυγούστου augusztus augusztusban ágúst август אוגוסט أغسطس اغسطس agustus",
    "september sept sep septembre septiembre settembre set setembro syyskuuta syyskuun września září zářím wrzesień \
     wrześniu syyskuu eylül septembrie setembre сентября сентябре вересня rujna rujan septembra septembrī \
     rugsėjo septembril σεπτεμβρίου szeptember szeptemberben szept септември ספטמבר سبتمبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuun października říjen \
     října říjnu říjnem październik październiku lokakuu ekim octombrie жовтня октября октябре oktobra októbra \
     oktobrī spalio oktoobril oktoober οκτωβρίου október októberben октомври אוקטובר أكتوبر اكتوبر",
    "november nov novembre noviembre novembro marraskuuta marraskuun listopada listopad listopadu listopadem listopadzie \
     marraskuu kasım noiembrie ноября ноябре studenoga studenog studeni novembra novembrī lapkričio novembril \
     νοεμβρίου novemberben nóvember ноември נובמבר نوفمبر листопада",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des joulukuuta \
     joulukuun grudnia prosinec prosince prosinci prosincem grudzień grudniu joulukuu aralık decembrie desembre декабря \
     декабре грудня prosinca prosinac decembra decembrī gruodžio detsembril detsember δεκεμβρίου decemberben \
     декември דצמבר ديسمبر",
];

/// The month that a word names, 1 to 12: in full, in one of its cases, or in short.
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    let at = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i8::try_from(at + 1).ok()
}

/// The English names of months from January on, in lower case.
pub fn english_months() -> impl Iterator<Item = &'static str> {
    MONTHS.iter().filter_map(|names| names.split(' ').next())
}

/// The month that an English word names, 1 to 12: in full, by its first three letters, or as "sept".
pub fn english_month(word: &str) -> Option<i8> {
    let names =
        |long: &str| long == word || word == "sept" && long.starts_with(word) || word.len() == 3 && long.starts_with(word);
    i8::try_from(english_months().position(names)? + 1).ok()
}

/// Names of the days of the week from Monday on; the first is the English one.
const WEEKDAYS: [(&str, Weekday); 7] = [
    (
        "monday montag lundi lunes lunedì segunda-feira segunda maandag mandag mandagen måndag måndagen \
         maanantaina maanantaihin maanantai poniedziałek poniedziałku poniedziałkiem maanantaita maanantaista maanantaille lunedi pondělí pondělím seg \
         pazartesi luni dilluns понедельник понедельника понеділок понеділка понеделник ponedjeljak ponedjeljka \
         ponedeljek ponedeljak pondelok pondelka hétfő hétfőn esmaspäev esmaspäeval pirmdien pirmadienį δευτέρα \
         mánudag mánudaginn",
        Weekday::Monday,
    ),
    (
        "tuesday tue tues dienstag mardi martes martedì terça-feira dinsdag tirsdag tisdag tisdagen tiistaina tiistaista tiistai \
         wtorek wtorku wtorkiem tiistaita úterka tiistaihin martedi terca úterý úterým tirsdagen terça salı marți marţi dimarts вторник \
         вторника вівторок вівторка utorak utorka torek utorok kedd kedden teisipäev teisipäeval otrdien \
         antradienį τρίτη þriðjudag",
        Weekday::Tuesday,
    ),
    (
        "wednesday wed weds mittwoch mercredi miércoles mercoledì quarta-feira woensdag onsdag onsdagen keskiviikkona keskiviikosta \
         keskiviikko środę środy środą středy středou keskiviikkoa keskiviikkoon miercoles mercoledi środa středu středa quarta çarşamba \
         miercuri dimecres среда среду среды середа середу середи сряда srijeda srijedu srijede sreda sredo stredu \
         szerda szerdán kolmapäev kolmapäeval trešdien trečiadienį τετάρτη miðvikudag",
        Weekday::Wednesday,
    ),
    (
        "thursday thu thur thurs donnerstag jeudi jueves giovedì quinta-feira donderdag torsdag torsdagen torstaina torstaista torstai \
         czwartek czwartku czwartkiem čtvrtka čtvrtkem torstaita torstaihin giovedi čtvrtek quinta perşembe joi dijous четверг четверга четвер \
         четвъртък četvrtak četvrtka četrtek štvrtok štvrtka csütörtök csütörtökön neljapäev neljapäeval \
         ceturtdien ketvirtadienį πέμπτη fimmtudag",
        Weekday::Thursday,
    ),
    (
        "friday freitag vendredi viernes venerdì sexta-feira vrijdag fredag fredagen perjantaina perjantaista perjantai piątek \
         piątku piątkiem pátku pátkem perjantaita perjantaihin venerdi pátek sexta cuma vineri divendres пятница пятницу пятницы п'ятниця \
         п'ятницю п'ятниці петък petak petka petek piatok piatku péntek pénteken reede reedel piektdien \
         penktadienį παρασκευή föstudag",
        Weekday::Friday,
    ),
    (
        "saturday samstag samedi sábado sabato zaterdag lørdag lördag lauantaina lauantai sobotę soboty \
         lauantaihin sabado sobota sobotu cumartesi sâmbătă dissabte суббота субботу субботы субота суботу suboto \
         szombat szombaton laupäev σάββατο laugardag",
        Weekday::Saturday,
    ),
    (
        "sunday sonntag dimanche domingo domenica zondag søndag söndag sunnuntaina sunnuntai niedzielę niedzieli \
         sunnuntaihin niedziela neděli neděle pazar duminică diumenge воскресенье воскресенья неділя неділю неділі \
         nedjelja nedjelju nedeľu vasárnap pühapäev κυριακή sunnudag",
        Weekday::Sunday,
    ),
];

/// The day of the week that a word names.
pub fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(names, _)| names.split(' ').any(|name| name == word)).map(|(_, day)| *day)
}

/// The English name of a day of the week, in lower case.
pub fn english_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, one)| *one == day).and_then(|(names, _)| names.split(' ').next()).unwrap_or("")
}

/// The day of the week that an English word names, in full or as it is cut short.
pub fn english_weekday(word: &str) -> Option<Weekday> {
    let short = word.len() == 3 || matches!(word, "tues" | "weds" | "thur" | "thurs");
    WEEKDAYS.iter().map(|(_, day)| *day).find(|day| {
        let long = english_name(*day);
        long == word || short && (long.starts_with(word) || word == "weds" && long == "wednesday")
    })
}
