//! How somebody's leaving is told, office by office and language by language, and what only sounds like it. Sayings ([`super::sayings`]).

use super::departure_words::CLASSES;
use super::sayings::Sayings;

/// Of somebody who has left, given up an office, retired, died, or closed down. Rows of one language a line or two.
pub static GONE: Sayings = Sayings::of(
    "
i/i've/i'm/@/ich/j/je/ik/jeg/jag/eu/yo/ho/he/sono & $left .. $org | i/i've/i'm/@/ich/j/je/ik/jeg/jag/ho/he & $left ... % | @/mr/mrs/ms/herr/frau/m/mme/señor/señora/sig/sr/sra/heer/mevrouw/pan/pani/pán/paní & % ... $left
i'm/i am/are/@ .. $not .. part of | i'm not part of | parted .. ways | gone/going/went/going freelance | hung/hanging up .. my/his/her/the | called it a day | last .. shift & my/his/her/i
$give .. his/her/my/the/mein/meinen/meine/ihr/sein/ihren/seinen/den/das/die/le/la/mon/ma/mes/el/mi/mis/il/i/o/a/as/mijn/het/zijn/haar/mit/sit/min/sin/sitt/ifrån/sig .. $post | $post ... $give | $give .. $post
$who & $retired | in .. quiescenza | $retired & $years | rozsta* .. z .. nasz*/firm* | pożegna* .. z .. nasz*/firm*
i/ich/je/j/ik/jeg/jag/@/ho & after/nach/après/tras/dopo/após/depois/na/efter/etter/po .. $years
fin*/termin*/encerr*/conclu*/culmin*/chiud*/chius* .. su/mi/o/a/meu/minha/seu/sua/la/mia/sua/il/suo .. etapa/percurso/ciclo/andadura/percorso/camino/caminho/trayectoria/trajetória/esperienza
tourné/tourne .. la .. page | zwaai/zwaait .. af | slut .. på .. yrkeslivet/arbetslivet | farvel .. til .. arbejdsmarkedet/arbejdslivet | arbeitsleben/berufsleben .. hinter/beendet/adieu | vie .. active/professionnelle & fin/adieu/quitté
disbanded/dissolved/wound | aufgelöst & verein/chor/firma/gesellschaft/club | dissoute/dissous | disuelt*/disolv* | sciolt* & si | dissolvid* | ontbonden/opgeheven & vereniging/club/koor/stichting/firma/is | opløst/oppløst/upplöst*/nedlagd*/lakkautettu & forening*/klub*/föreningen/kör*/er/är/on/har | rozwiązan*/rozwiązał* .. się | rozpuštěn*
bajado .. el .. telón | abaissé/baissé .. le .. rideau | siempre/sempre/altijd/immer/toujours/altid/alltid/zawsze/vždy .. geschlossen/cerrado/gesloten/chiuso/fermé
finished .. here & i/i've/he/she/@ | accepted/taken/started/found/have/has .. position/job/role/post .. with/at/elsewhere & i/i've/@
$who & another/different/anderes/andere/anderen/autre/otra/altra/outra/ander/anden/annat/annet/annen/toisen/toiseen/innej/inną/jiné/jinou .. company/firm/employer/unternehmen/firma/arbeitgeber/entreprise/société/empresa/azienda/bedrijf/organisatie/virksomhed/arbejdsplads/företag/selskap/bedrift/yritykseen/yrityksen/firmy/firmą/společnosti
passé la main | ho/ha .. cambiato .. azienda/lavoro | cambié/cambiado .. de .. empresa/trabajo
$who & $work ... $gone .. % | $who & $work ... $gone .. here/us/for/with/at/hier/uns/bei/für/ici/chez/aquí/qui/presso/aqui/bij/voor/ons/hos/her/här/på/i/u/w/v/tu/zde | $who & $work ... ikke .. hos/i/for/på/her/med ... mere/mer/længere/lenger
$who & zurückgetreten/démissionné/démissionnaire/dimesso/dimessa/dimitido/dimisión/renunciado/afgetreden/aftrådt/tilbagetrådt/avgått/avgånget/eronnut/erosin/erosi/ustąpił*/odstoupil*
$who & no longer .. $role | $who & $not .. $role .. anymore | $who & stepped/stood .. down | $who & stepping/standing down .. as/from
$who & handed .. over .. the/my .. role/post/chair/reins/business/practice/keys/duties/responsibilities/position | having handed over
$who & resigned .. as/from/on/in/last/this | $who & ceased to be | $who & relinquished/vacated
employment ... ended/expired/finished/terminated/concluded/ceased
my/his/her/their .. contract/tenure/appointment/engagement/term/secondment/internship/placement/assignment ... ended/expired/finished/terminated/concluded/over
my/his/her/their .. contract/tenure/appointment/engagement/term/secondment/internship/placement/assignment ... came/come .. to .. end/close
my/his/her/their/@ .. last .. day ... was | was my/his/her/their .. last .. day
$who & finished .. at/with | $who & finished up | position/post/role/job ... redundant/eliminated/abolished | made redundant | laid off
$who & departed .. from | $who & separated from | $who & taken/took/entered/gone ... retirement | well-earned/well-deserved retirement | $who ... now retired
$who & taken/took early retirement | emeritus/emerita & became/become/now/made | $who & taken/accepted/started/begun/moved/joined/embarked ... new .. challenge/adventure/job/chapter/opportunity/venture/employer
pursue/pursuing/pursues .. other/new/different .. opportunities/interests/challenges/adventures | i/i've & moved .. on .. to
$who & moved/transferred .. to/into .. new/different/another/other .. role/position/post/department/team/job/division | pastures new | pastures greener
i'm/am/is not coming back | i/@ .. won't/shan't .. be .. returning
ceased .. trading/operating/operations/business | gone/went into .. liquidation/administration/receivership | closed .. its/our .. doors
closed/shut/wound .. .. for good/permanently | permanently closed | closed for good | i/i've/we've .. sold .. the/my/our .. business/company/firm/shop/practice/restaurant
mr/mrs/ms/miss/dr/professor/father/@ .. died | @/he/she/mr/mrs/ms/dr/professor/colleague/founder/owner .. passed .. away | sadness/sorrow/sad/regret ... died/death/passing/passed | @/he/she/mr/mrs/dr .. passed on
person/user/employee/recipient/colleague ... $not .. employed/with/working/works/here | user/recipient/account/employee ... separated/departed/terminated
i/he/she/@ .. $not .. work/works .. here/there .. anymore | $who & $not .. employed .. here

ich/bin/ist/@ & nicht/kein/keine .. mehr .. $role | ich/bin/@/herr/frau & kein/keine .. $role .. mehr | ich/@/herr/frau & nicht mehr .. tätig/beschäftigt/angestellt
ich/@/herr/frau & nicht mehr .. im/in .. amt/dienst/unternehmen/vorstand/verein | nicht mehr .. bei uns
arbeitsverhältnis/dienstverhältnis/arbeitsvertrag ... endete/beendet/ausgelaufen/geendet/aufgelöst
mein/meine/sein/seine/ihre .. anstellung/vertrag/amtszeit/beschäftigung/praktikum/ausbildung/zeit .. endete/beendet/ausgelaufen/geendet/abgelaufen
meine/seine/ihre/mein .. anstellung/vertrag/amtszeit/praktikum/ausbildung ... endete/beendet/ausgelaufen/geendet/abgelaufen
in .. ruhestand/rente/pension/vorruhestand ... getreten/gegangen/verabschiedet/gewechselt/versetzt | im/in .. wohlverdienten/verdienten .. ruhestand/rente/pension
bin/ist .. im/in .. ruhestand/rente/pension | bin/ist .. rentner/rentnerin/pensionist/pensionistin/pensionär/pensionärin | zur ruhe gesetzt
neuen/neue/neuer .. herausforderung/herausforderungen/wege/abenteuer/arbeitgeber & ich/bin/habe/hat/@ | beruflich .. neu/verändert/umorientiert/anders
vorsitz/amt/posten/leitung/geschäfte/praxis/ämter/geschäftsführung/firma/betrieb/geschäft/laden ... abgegeben/übergeben/niedergelegt/verkauft/aufgegeben
in/an/nach ... versetzt & wurde/worden | in/auf/zu ... andere/anderen/neue/neuen .. abteilung/stelle/position/filiale/standort/funktion ... gewechselt/übernommen
verstorben/verschieden | $who & gestorben/entschlafen | tod/ableben .. von/unseres/unserer/des/der
dauerhaft/endgültig/immer .. geschlossen/eingestellt/aufgegeben | geschäftsbetrieb/betrieb ... eingestellt/weitergeführt
mein/meine/sein/ihr/@ .. letzter .. tag/arbeitstag ... war | war .. mein/sein/ihr .. letzter .. tag/arbeitstag | $who & gekündigt
adressat/empfänger/mitarbeiter/mitarbeiterin/kollege/kollegin ... ausgeschieden/verlassen

je/suis/@/m/mme/monsieur/madame/n & plus .. $role | je ne dirige/préside/travaille/représente/gère/exerce/fais/suis .. plus .. le/la/l/pour/chez/à/au/en/dans/membre/partie
n/ne .. est/suis/travaille .. plus .. parmi/chez/salarié*/employé*
mon/son/ma/sa/mes/ses .. mandat/contrat/mission/stage/cdd/fonctions/aventure ... fin/terminé*/achevé*/expiré
heure .. de .. la retraite | pris/prends/prend .. ma/sa/la .. retraite | suis/est/parti/partie/pars/part .. à/en/la .. retraite | suis/est .. retraité/retraitée
retraite .. bien .. méritée
nouvelles/nouvelle/autres .. aventures/aventure/horizons/cieux | nouveau/nouveaux/autre .. défi/défis/cap/employeur/challenge | de nouvelles fonctions
muté/mutée & je/suis/été/est/a/@ | ai/a/avons .. quitté .. l/la/le/les/mes/ses/mon/ma/notre/nos .. $org | nous .. a/ont .. quitté/quittés/quittées
ai/a/avons .. cédé/vendu/transmis .. mon/ma/notre/le/la .. commerce/entreprise/société/affaire/cabinet/fonds/restaurant/boutique/magasin
fermé .. définitivement | définitivement .. fermé*/cessé | cessé .. son/sa/toute/toutes/ses/mon/mes .. activité/activités/fonctions | liquidation judiciaire
décès .. de/du/d/survenu | décédé/décédée | tristesse/regret/peine/douleur & disparition | suite/après .. à .. son/sa .. départ .. de
ai/a .. démissionné | ai/a .. changé .. de/d .. poste/employeur/service/métier/entreprise
mon/son .. dernier .. jour ... était/fut/a | nous a quittés | passé/passe .. le .. flambeau/relais

ya no .. soy/es/ocupo/ejerzo/ocupa/ejerce/represento/dirijo/presido .. $role | ya no .. soy | ya no .. ocupo/ejerzo/represento/dirijo/presido/pertenezco/colaboro
ya no .. está/estoy .. en/con .. la/el/esta/nuestra/nosotros .. $org | ya no .. está/estoy .. con nosotros
dejado/dejé/dejó .. de .. pertenecer/formar/ser/prestar/ejercer/trabajar/laborar | me/se/estoy/ha/he/soy .. jubil* | mi .. jubilación
nuevo/nueva/nuevos/nuevas/otros/otro .. reto/retos/desafío/desafíos/etapa/rumbo/rumbos/aventura/proyecto/proyectos .. profesional*/laboral*
emprend*/inici*/empez*/asum*/comenz* ... nuevo/nueva/nuevos/nuevas .. reto/retos/desafío/desafíos/etapa/rumbo/aventura
falleció/fallecido/fallecida/fallecimiento/defunción | causó/causado/causé .. baja .. en | desvinculé/desvinculó/desvinculado/desvinculada
renunciado/renuncié/renunció .. a .. mi/su/la .. cargo/puesto/presidencia | renunciado/renuncié/renunció .. al .. cargo/puesto
cesé/cesado/cesó .. en/como/de .. mi/su/mis/sus/el/la .. cargo/puesto/funciones/actividad | cesó .. su/la .. actividad | cese .. de .. actividad/negocio
mi/su .. contrato/mandato/beca ... terminó/finalizó/concluyó/venció/terminado/finalizado/concluido
terminé/finalicé/concluí/terminado/finalizado/concluido .. mi .. contrato/mandato/etapa/labor/relación
traspasado/vendido/cerrado .. el/mi/la/nuestro/nuestra .. negocio/restaurante/empresa/tienda/despacho/bar/local | cerrado/cerrada/cerramos .. definitivamente
cerrado/cerramos .. para .. siempre | mi/su .. último .. día ... fue | fue .. mi/su .. último .. día | cambiado/cambié .. de .. puesto/departamento/área/empresa/trabajo
ha/he .. dejado .. el/la/mi/nuestra .. $org | marchado/fue .. de .. la/nuestra .. empresa/compañía

non .. sono/è .. più .. $role | non .. ricopro/esercito/dirigo/lavoro/collaboro/rappresento/ricopre .. più
sono/è/vado/andato/andata .. in .. pensione | sono/è .. pensionato/pensionata | dal/da ... in pensione
nuovo/nuova/nuove/nuovi .. percorso/avventura/avventure/sfida/sfide/strada/capitolo/esperienza .. professional*/lavorativ*
intrapreso/iniziato/iniziata/accettato/abbracciato ... nuovo/nuova .. percorso/avventura/sfida/strada/capitolo/lavoro
rapporto .. di .. lavoro/collaborazione ... concluso/terminato/cessato/interrotto/finito
mio/suo .. contratto/mandato/incarico ... scaduto/terminato/concluso/finito | terminato/concluso/finito .. il .. mio/suo .. contratto/mandato/incarico
è mancato/mancata .. all | venuto/venuta .. a mancare | deceduto/deceduta | scomparsa/decesso .. di/del/della/dell | è .. scomparso/scomparsa
ho/ha .. cambiato .. incarico/ruolo/lavoro/azienda/ufficio/mansione/reparto | ceduto/venduto .. l/la/il/mia/nostra .. attività/azienda/negozio/ristorante/ditta
attività .. è .. cessata | cessato/cessata .. attività/l | chiuso/chiusa .. definitivamente | ha/ho .. chiuso .. i battenti | mio/suo .. ultimo .. giorno ... è/era
ho/ha .. lasciato .. il/la/l/lo/mio .. $org | dato/rassegnato .. le .. dimissioni | mi sono dimesso/dimessa | si è dimesso/dimessa

não .. sou/é .. mais .. $role | já não .. sou/é .. $role | já não ... serviço/empresa/quadros/equipa/equipe/organização/connosco/conosco | deixei/deixou de ser
aposentei/aposentou/aposentei-me/aposentou-se/reformei-me/reformou-se | estou/está/fui/foi/me/se .. aposentad*/aposentei/aposentou | estou/está .. reformado/reformada
passei/passou .. à .. reforma/aposentadoria | minha/merecida .. aposentadoria/reforma
novo/nova/novos/novas .. desafio/desafios/ciclo/etapa/caminho/caminhos/rumo/rumos/projeto/projetos .. profissional/profissionais
sigo/segui/iniciei/abracei/aceitei/assumi/parti/embarquei ... novo/nova/novos/novas .. desafio/desafios/ciclo/etapa/rumo/rumos/projeto/aventura/jornada
desligado/desligada .. da/do | desliguei-me/desligou-se | me/se desliguei/desligou | faleceu/falecimento/óbito
terminei/terminou/cessei/cessou/findou/encerrei/concluí/concluiu/acabou .. o/as/a .. meu/minhas/minha/seu/suas .. mandato/contrato/funções/estágio/vínculo/ciclo
meu/seu .. mandato/contrato/estágio/vínculo ... terminou/cessou/findou/acabou/terminado | vendi/vendemos/trespassei/trespassámos .. a/o .. .. empresa/negócio/loja/restaurante
encerrou/encerrámos/encerramos .. definitivamente | encerrou/encerrámos/encerramos .. a/as .. sua/suas/nossa/nossas .. atividade/atividades | meu/seu .. último .. dia ... foi
mudei/mudou .. de .. função/funções/área/emprego/departamento/empresa | deixei/deixou/deixámos .. a/o/as .. minhas/meu/minha .. funções/cargo
deixei/deixou .. a/o .. nossa .. $org | deixei/deixou .. a/o .. $org | saí/saiu .. da .. empresa/companhia/associação
",
    CLASSES,
);

/// The same, in the tongues of the north and the east.
pub static GONE_NORTH: Sayings = Sayings::of(
    "
ik/ben/is/@/mevrouw/heer & geen .. $role .. meer | ik/is/ben/@ & niet .. meer .. $role | ik/is/ben/@/heer/mevrouw & niet langer .. $role/in/bij/actief/verbonden
niet meer .. in/aan .. dienst/verbonden | ik/ben/is/@ & niet meer .. betrokken/actief/verbonden | met/op/van .. pensioen & ik/ben/is/ging/ga/geniet/@
van .. mijn/zijn/haar .. welverdiend/welverdiende .. pensioen/rust | gepensioneerd & ik/ben/is/@ | op .. rust & ik/ben/is/gesteld
nieuwe/ander .. uitdaging/uitdagingen/weg/avontuur/baan/job/werkgever/hoofdstuk & ik/ben/heb/heeft/is/@ | nieuw .. avontuur/hoofdstuk & ik/ben/heb/heeft/is/@
overleden | overlijden .. van | heengegaan
arbeidsovereenkomst/dienstverband ... beëindigd/afgelopen/geëindigd/verlopen/einde/ontbonden | mijn/zijn/haar .. contract/mandaat/stage/arbeidscontract ... beëindigd/afgelopen/verlopen/geëindigd/einde/afgesloten
na/door/wegens/vanwege ... vertrek .. van | mijn/zijn/haar .. laatste .. werkdag/dag ... was | was .. mijn/zijn/haar .. laatste .. werkdag/dag
een/andere/nieuwe .. .. afdeling/functie & ik/werk/ben/heb/overgestapt/@ & sinds/inmiddels/nu/overgestapt/begonnen
fakkel .. doorgegeven | functie/voorzitterschap/mandaat ... neergelegd/overgedragen | ontslag .. genomen
zaak/bedrijf/winkel/praktijk ... overgelaten/verkocht/stopgezet/overgedragen | definitief .. gesloten/gestopt | heb/heeft ... verlaten & ons/bedrijf/organisatie/vereniging/gemeente/school/bestuur
heeft/is/heb/ben .. $org .. verlaten | ik/@ .. ben/is .. gestopt .. bij/als | gestopt .. als .. $role

jeg/er/@ & ikke .. længere/lenger/mere .. $role | jeg/er/@ & ikke længere/lenger .. hos/med/en | trådt/gått/trådte/trer .. ud/ut/av/tilbage/tilbake/fra .. af/fra/som/styret/bestyrelsen
efterløn | gået/gått/gik/gikk .. på/af/av .. .. pension/pensjon/efterløn | pensionist/pensjonist & jeg/er/blevet/blitt/@ | pensioneret/pensjonert
ny/nye/nyt/nytt .. udfordring/udfordringer/utfordring/utfordringer/job/jobb/arbejdsgiver/arbeidsgiver/eventyr & jeg/har/begyndt/begynt/startet/@
afgået .. ved .. døden | gået/gått .. bort | jeg/@/hun/han/er .. afgået | @ .. døde | er død | bortgang & tristhed/sorg/vort/vores/vår
har/er .. stoppet/sluttet/fratrådt/opsagt .. hos/i/ved/som/på/min/mit/stilling/stillingen | ansættelse/ansættelsesforhold/kontrakt/vikariat/engasjement/arbeidsforhold ... ophørt/udløbet/utløpt/avsluttet/slutt/opphørt
min/mit/mitt .. sidste/siste .. dag/arbejdsdag/arbeidsdag ... var | var .. min/hans/hendes/hennes .. sidste/siste .. dag/arbejdsdag/arbeidsdag
skiftet .. job/jobb/afdeling/avdeling/stilling/arbejdsplads | flyttet .. til .. .. anden/annen .. afdeling/avdeling/stilling
har/er .. solgt .. virksomheden/firmaet/butikken/bedriften/forretningen | lukket/stengt/nedlagt .. for .. godt/altid/alltid | gått .. ut/av/ut .. av .. styret

jag/är/@ & inte .. längre .. $role | inte .. längre .. kvar | pensionär & jag/är/blivit/@ | gått/gick .. i .. pension | pensionerad/pensionerat
ny/nya/nytt .. utmaning/utmaningar/jobb/arbete/tjänst/uppdrag/äventyr & jag/har/gått/börjat/@ | gått .. vidare .. till/mot/i/från
avlidit/avliden | gått .. bort | bortgång | lämnat/lämnade .. .. $org | har .. avgått | avgått .. som/från/ur
anställning/anställningen/kontrakt/vikariat/uppdrag ... upphört/avslutats/löpt | min/hans/hennes .. sista .. dag/arbetsdag ... var | var .. min/hans/hennes .. sista .. dag/arbetsdag
har/är .. slutat .. hos/på/som/i/vid/min/mitt | bytt .. jobb/arbetsgivare/avdeling/tjänst/arbete | sålt .. företaget/firman/butiken/verksamheten | lagt .. ner .. verksamheten

en/ei/enkä .. toimi/ole/työskentele .. enää ... $role | en/ei/enkä .. ole .. enää ... $role | jäänyt/jäin/jäi/siirtynyt/siirryin/jäätyäni .. eläkkeelle/eläkkeellä | eläkkeellä | eläkeläi*
uusien/uuden/uusiin/uuteen/uutta/uusia .. haasteiden/haasteisiin/haasteen/haaste*/työpaik*/työhön/seikkailu* | kuollut/menehtynyt/nukkunut .. pois | menehtyn*/edesmen* | poisnukkun*
työsuhteeni/työsuhde/sopimukseni/määräaikaisuuteni ... päättyi/päättynyt/päättyneet | vaihtanut/vaihdoin .. työpaikkaa/tehtäviä
siirtynyt/siirryin ... muihin/toisiin/uusiin/toisen/muualle ... tehtäviin/palvelukseen/muualle | siirtynyt/siirryin .. muualle/muihin .. tehtäviin | lopettanut/lopetti .. työt/toimintansa/työskentelyn/työskentelynsä
viimeinen .. työpäiväni/työpäivä/työpäivänsä ... oli

nie .. jest/jestem/pełni/pełnię .. już .. $role | już nie .. jestem/jest/pełnię/pełni .. $role | już nie .. pracuj*/współpracuj*
przeszedł*/przeszła*/odszedł*/odeszł*/jestem/jest .. na .. emerytur* | emerytowan* | nowe/nowych/nowego/nowym/nową/nowej .. wyzwan*/prac*/pracodawc*/drog* & podjął*/podjęł*/rozpocz*/rozpoczęł*/przyj*/stronę/związał*
zmarł*/zmarła | odszedł*/odeszł* .. na .. zawsze | z .. żalem/smutkiem ... śmierci/śmierć/odejściu
umowa/stosunek ... wygas*/zakończ*/rozwiąz*/wygasł* | zakończył*/zakończyłam .. współprac*/prac*/kadencj*/swoją/moją .. prac*/współprac*/kadencj*
odszedł*/odeszł* .. z .. .. firm*/pracy/spółk*/organizac*/urzęd* | odszedł*/odeszł* .. z .. firm*/pracy/spółk*/urzęd* | zrezygnował* .. z .. funkcji/stanowisk*/pracy
był .. moim/mój/jego/jej .. ostatni* .. dzie* | mój .. ostatni .. dzień .. pracy | złożył* .. rezygnac*/mandat/urząd
zaprzestał*/zakończył* .. działalnoś* | zlikwidował* .. działalnoś*/firm* | sprzedał* .. firm*/sklep

už/již .. nejsem/není/nejsme/nepůsobí/nezastávám/nevykonávám .. $role | nejsem/není/nepůsobí .. už/již .. $role | u .. nás .. již/už .. nepracuj* | již/už .. nepracuj*
odešel/odešla/jsem/je/šel/šla/odchodu .. na/v/do .. zaslouženého/zaslouženém .. důchod* | odešel/odešla/jsem/je .. na/v/do .. důchod* | nový/nové/novou/novým/nových .. výzv*/zaměstnán*/prác*/kariér* & přijal*/začal*/nastoupil*/za/vydal*/odešel/odešla
zemřel/zemřela/úmrtí/skonal/skonala | opustil/opustila .. nás/naši/naše/firmu/společnost | odešel/odešla .. z/ze .. .. firmy/společnosti/práce/funkce
pracovní .. poměr/smlouva ... skončil*/ukončen*/zanikl* | ukončil* .. činnost/spolupráci/pracovní/podnikání/provoz | odstoupil*/rezignoval* .. z/na .. funkce/funkci/místa
můj/její/jeho .. poslední .. pracovní .. den .. byl | byl .. můj/její/jeho .. poslední .. .. den | prodal*/prodali .. firmu/obchod/podnik
",
    CLASSES,
);

/// By which whoever writes has taken another's place, and is there.
pub static PLACE: Sayings = Sayings::of(
    "
predecessor/vorgänger/vorgängerin/prédécesseur/prédécesseure/predecesor/predecesora/predecessore/antecessor/antecessora/voorganger/voorgangster/forgænger/forgjenger/företrädare/edeltäjäni/poprzedni*/předchůd*
i've/i/we/we've .. taken/took .. over | i'm/i/am/as .. his/her/their/the .. successor/replacement | i'm taking over | i am taking over | i/we .. read/get/receive/answer/handle .. his/her/their .. $box
his/her/their .. $box .. comes/come/reaches/reach/goes/go .. to .. me/us | $box ... reach/reaches/get/gets/come/comes/arrive/arrives/land/lands .. to/with/at .. me/us | $box .. still .. reach/reaches .. us/me
forwarded/redirected/passed .. to/on .. us/our/me/my
ich/wir ... übernommen/übernehme/übernehmen | seine/ihre .. post/mails/nachrichten/aufgaben/stelle ... bei mir/uns/ich | landet/landen/kommen/kommt .. bei .. mir/uns | $box ... kommen/kommt/gelangen ... bei .. uns/mir
weitergeleitet .. an .. uns/mich | an .. uns/mich .. weitergeleitet
je/nous/j .. ai/avons .. repris | c est moi qui | relevé*/lu*/traité* ... par .. moi/moi-même/nous/mes/nos | je/nous .. reprends/reprenons/lis/lisons/relève/relevons/traite/traitons .. ses/son/sa/le/la/leur | transféré*/redirigé* .. à/vers .. nous/moi/notre
soy/somos .. su/sus/la/el/yo .. sustitut*/sucesor*/reemplaz*/relevo/quien | recibo/recibimos/leo/leemos/atiendo/gestiono .. todos/sus/su/yo/ahora | llegan/llega .. a .. nosotros/mí | he/hemos .. asumido | me .. ocupo/encargo .. de/ahora/yo | reenviado/redirigido/reenvían/redirigen .. a .. mí/nosotros/nuestro
sono/ho .. il/la/preso .. suo/sua/io .. sostitut*/successor*/posto/il | ho preso .. io/il .. suo/posto | leggo/ricevo/leggiamo/riceviamo/gestisco/seguo .. io/suoi/sue/sua | arrivano/arriva .. a .. me/noi | preso .. in .. carico | inoltrat* .. a .. me/noi
questa .. casella/mail .. invece/sì
sou/somos .. a/o/eu .. sua/seu/sucessor/sucessora/substituto/substituta/quem | recebo/leio/recebemos/lemos/trato .. eu/todas/sua/suas/seu/seus/os/as | chegar/chegam/chega .. até .. nós/mim | encaminhad*/reencaminhad* .. para .. mim/nós/nossa/nosso/minha | eu .. assumi
ik .. heb/neem/ben .. zijn/haar/de .. taken/opvolger/opvolgster/werk/over | ik/wij/we ... overgenomen | $box/post .. komt/komen .. bij .. mij/ons | zijn/haar .. $box ... lees/beantwoord/krijg .. ik/wij | doorgestuurd .. naar .. mij/ons/onze
jeg/vi/jag .. har/overtager/overtar/tager/tar .. overtaget/overtatt/over/tagit | vidarebefordr*/videresend*/videresendt .. till/til .. oss/os/mig/meg/min/vår/vores | jag/jeg .. läser/læser/leser .. hans/hennes/hendes | kommer .. til/till/fram .. os/oss/mig/meg
hoidan/hoidamme/luen .. hänen | olen .. hänen .. seuraajansa | välitetään/ohjataan ... minulle/meille | siirtyneet .. minulle/meille
przejął*/przejęł* .. jego/jej/po/obowiązki | przekierowan*/przekazan* .. do .. nas/mnie | trafia*/docier* .. do .. nas/mnie | odbieram/czytam/obsługuję .. ja/jego/jej | ja .. odbieram/czytam/przejąłem/przejęłam
vyřizuji/čtu/přebírám/převzal*/převzala .. jeho/její/jejich/já/po/jsem | já .. vyřizuji/čtu/přebírám | přeposíl*/přesměrov* .. k/na/ke .. nám/mně/nás
we/wir/wij/we/nous/vi .. have/haben/hebben/avons/har/er .. stopped/aufgehört/gestopt/cessé/arrêté/slutat/stoppet/sluttet | slutat/stoppet/sluttet .. med/att/at/å
but/aber/mais/pero/ma/mas/maar/men/mutta/ale & open/geöffnet/offen/ouvert*/abiert*/aperto/aperta/aberto/aberta/open/geopend/åben/åbent/åpen/åpent/öppen/öppet/auki/otwart*/czynn*/otevřen*/niet
",
    CLASSES,
);

/// By which whoever writes promises an answer, or says that all goes on as ever.
pub static THERE: Sayings = Sayings::of(
    "
i'll/i'm/you'll/we'll .. answer/reply/respond/read/get/pick/go/look/handle/deal/hear | i/we/who .. will .. answer/reply/respond/read/get/pick/look/deal/handle | i/we .. process/answer/reply/handle/read .. them/it/your/you/all/every/each/daily | i/we promise | usually/normally .. reply/answer/respond
i/i'm/am .. fully/still .. back/in/here/with/at | i/i'm/am .. back .. at/in/on/to/next | back .. at .. my/the .. usual/desk/office | come/comes .. to .. me/us | use .. this .. address | not .. from .. work
bin/ich .. wieder .. im/am/zurück/da/an | weiterhin .. im/für/bei | suis/je .. de .. retour | toujours .. au/aux/en/à .. achats/poste/bureau/service | hier .. gewoon/wel/weer .. bereikbaar
votre .. message/mail/demande .. a bien été .. transmis/transmise/reçu/reçue/enregistré/enregistrée
as before | as usual | as ever | as always | business as | remain/remains .. unchanged/same | stays/stay .. the same | of course .. reach/reaches
ich .. melde .. mich | melde .. ich .. mich | beantworte/antworte/lese/reagiere .. ich | ich .. beantworte/antworte/lese/reagiere/kümmere | wir .. melden .. uns | wir .. antworten/lesen/beantworten/bearbeiten | werktags
wie gewohnt | wie bisher | wie immer | unverändert* | bleibt/bleiben .. gleich/beim/bestehen
vous .. répondrai/répondrons/recontacte/recontacterai/recontactons/répondons | réponse .. de .. ma/notre .. part | je .. réponds/lirai/prendrai/reviens/reviendrai | nous .. répondons/lisons/traitons | comme avant | comme d habitude | inchangé* | ne changent/change .. pas | bien arrivé
le/les/te .. contestaré/responderé/contestaremos/responderemos/escribiré/contesto/respondo | contestaré/responderé/contestaremos/responderemos | miro/leo/leeré/veré/miraré/contesto/respondo/leemos .. su/sus/tu/todos | sigue/siguen .. siendo | como siempre | el mismo | los mismos
risponderò/rispondo/risponderemo/leggerò/rispondiamo/ricontatterò | come sempre | come prima | invariat*
responderei/responderemos/respondo/lerei/respondo-lhe/responder-lhe-ei/respondemos/contacto-o | como sempre | como habitual | mantém-se/mantêm-se | os mesmos | inalterad*
ik/we/wij .. reageer/reageren/antwoord/antwoorden/beantwoord/beantwoorden | reageer/beantwoord/antwoord/lees .. ik/we/wij | u/je .. hoort/krijgt .. van .. mij/ons | hoort ... van .. mij/ons | zoals .. altijd/gewoonlijk | hetzelfde | ongewijzigd | ben .. ik .. er .. weer/gewoon/wel
jeg/vi/jag .. svarer/svarar/besvarer/besvarar/vender/återkommer | svarer/svarar/besvarer/besvarar/vender/återkommer .. jeg/vi/jag/dig/deg | hører/hör/høre .. fra/av/från/fra .. mig/meg/oss/os/dig/mej | du .. hører/hör .. fra/av/från | hör .. av mig | besvaras/besvares .. inom/inden/innen/snart/så | som .. vanligt/vanlig/altid/alltid/før | uændret/uendret/oförändrad*/samme/samma | finns .. kvar
vastaan/vastaamme/luen .. sinulle/teille/viestiisi/viesteihin/asiaan/pian/mahdollisimman/muina | palaan .. asiaan | kuten .. ennen | ennallaan
odpowiem/odpiszę/odpowiemy/odpisuję/odpowiadamy/przeczytam | jak .. zwykle/dotychczas/zawsze | bez .. zmian
ozvu | ozveme | odpovím/odpovíme/odpovídáme | jako .. obvykle/vždy/dosud | beze .. změny
",
    CLASSES,
);

/// Times that end, and places that are left in the evening.
pub static PASSING: Sayings = Sayings::of(
    "
for/after .. a/one/two/three/four/five/six/eight/some/several/few/couple .. days/weeks/weeks'/months/months'/fortnight | for .. two/few/some/several .. glorious/long/short .. days/weeks/months
today/heute/aujourd/hoy/oggi/hoje/vandaag/idag/tänään/dziś/dzisiaj/dnes & office/desk/in/büro/haus/erreichbar/bureau/joignable/oficina/ufficio/escritório/kantoor/bereikbaar/kontoret/arbeid/toimistolla/töissä/biurze/kanceláři
i dag & kontoret/arbejde/jobb/arbejdet/jobbet/jobben
for the day | for today | before .. the/my/our/summer .. holiday/holidays/break/vacation/christmas/leave/easter | until/till .. i/i'm .. back/return
für .. ein/eine/zwei/drei/vier/sechs/einige/paar .. tage/wochen/monate/woche/monat/jahr/weile | für .. heute | vor .. dem/meinem/den .. urlaub/ferien | für ein halbes .. jahr
pour .. un/une/deux/trois/six/quelques .. jours/semaines/mois/semaine/an | avant .. les/mes/mon .. vacances/congés/congé
por/durante .. un/una/unos/unas/dos/tres/seis .. días/semanas/meses/semana/mes | antes .. de .. las/mis .. vacaciones
per .. un/una/due/tre/sei/alcuni/alcune/qualche .. giorni/settimane/mesi/giorno/settimana/mese | di .. alcuni/alcune/qualche .. giorni/settimane/mesi/mese | prima .. delle/di/dei .. ferie/vacanze
por/durante .. um/uma/uns/umas/dois/duas/três/seis .. dias/semanas/meses/semana/mês | antes .. das/de/dos .. férias
voor .. een/twee/drie/zes/enkele/paar .. dagen/weken/maanden/tijdje/week/maand/jaar | even verlaten/weg | voor .. de/mijn .. vakantie/het verlof
i/for .. et/en/to/tre/seks/nogle/noen/par .. dage/dager/uger/uker/måneder/måned/uge/uke | før .. ferien/ferie | i/för/under .. en/ett/två/tre/sex/några/par .. dagar/veckor/månader/vecka/månad | före/innan .. semestern
for i dag | for dagen | för i dag | för idag | för dagen | tältä päivältä | ennen .. lomaa/kesälomaa | na .. kilka/dwa/dwie/trzy/sześć/tydzień/miesiąc .. dni/tygodni*/miesi* | przed .. urlopem | na .. několik/dva/dvě/tři/šest/týden/měsíc .. dní/dny/týdn*/měsí* | před .. dovolenou
while .. i'm/i/we/we're/@
",
    CLASSES,
);

/// Hours at which a mailbox rests that is read at others.
pub static RESTING: Sayings = Sayings::of(
    "
am/an/at/on/over/during .. weekends/weekend/wochenende/wochenenden/feiertagen/night/nights/evenings/holidays | nachts | la nuit | por la noche | di notte | à noite | 's nachts | om natten | på natten | öisin | w nocy | v noci | outside .. office/business/working/opening .. hours | outside .. hours | außerhalb/ausserhalb .. zeiten/bürozeiten/öffnungszeiten/geschäftszeiten
le/les/en/pendant .. week-end/week-ends/weekend | dehors .. heures/horaires | los/el/en/durante .. fines/fin .. de .. semana | fuera .. horario | nel/nei/il/durante .. fine/weekend .. settimana | fuori .. orario | aos/ao/durante .. fins/fim .. de .. semana
in/tijdens .. weekend/weekends | buiten .. kantooruren/openingsuren | i/om/på .. weekenden/weekender/helgen/helgene/helgerna/weekenderne | utanför/utenfor/uden .. åbningstid/åpningstid/kontorstid | viikonloppuisin | w .. weekendy/weekend | o .. víkendu/víkendech
",
    CLASSES,
);

/// Of a branch that was closed for good, while the firm goes on.
pub static BRANCH: Sayings = Sayings::of(
    "
shop/store/branch/showroom/workshop/warehouse/laden/filiale/filialen/werkstatt/lager/boutique/magasin/atelier/agence/tienda/sucursal/taller/negozio/filiale/sede/loja/filial/winkel/showroom/butik/butikken/butiken/afdelingen/avdelingen/myymälä*/sklep/oddział/prodejna/pobočka & permanently/good/definitiv*/definitief/endgültig/dauerhaft/définitivement/siempre/sempre/altid/alltid/gott/geschlossen/aufgegeben/fermé/fermée/cerrad*/chius*/encerr*/fechad*/gesloten/lukket/stängt/stengt/suljettu/zamknięt*/zavřen*
",
    CLASSES,
);

/// Of a mailbox or domain that was there before this one.
pub static FORMER: Sayings = Sayings::of(
    "
old/former/previous/alte/alten/ehemalige/bisherige/frühere/ancien/ancienne/anterior/antiguo/antigua/vecchia/vecchio/precedente/antigo/antiga/oude/vorige/gamle/gammel/gamla/tidigare/tidligere/vanha/vanhan/stara/stary/starý/staré .. $box/domain/domäne/domaine/dominio/domínio/domein/domene/domän/doména/domena/pec/brand/nummer/number
",
    CLASSES,
);
