//! How somebody's leaving is told, office by office and language by language, and what only sounds like it. Sayings ([`super::sayings`]).

use super::departure_words::CLASSES;
use super::sayings::Sayings;

/// Of somebody who has left, given up an office, retired, died, or closed down. Rows of one language a line or two.
pub static GONE: Sayings = Sayings::of(
    "
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

/// By which whoever writes is there after all: who answers in somebody's place, a firm that moved, an answer that is promised, a time that ends.
pub static THERE: Sayings = Sayings::of(
    "
predecessor/vorgänger/vorgängerin/prédécesseur/prédécesseure/predecesor/predecesora/predecessore/antecessor/antecessora/voorganger/voorgangster/forgænger/forgjenger/företrädare/edeltäjäni/poprzedni*/předchůd*
i've/i/we/we've .. taken/took .. over .. from/his/her/their/for/the | i'm/i/am .. his/her/their/the .. successor/replacement | i'm taking over | i am taking over
i/we .. read/get/receive/answer/handle .. his/her/their .. $box | $box ... reach/reaches/get/gets/come/comes/arrive/arrives/land/lands .. to/with/at .. me/us
$box .. .. reach/reaches .. us/me | forwarded/redirected/passed .. to/on .. us/our/me/my | $box .. of course .. reach/reaches
i'll/you'll/we'll .. answer/reply/respond/read/get/pick/go/look/handle .. to/back/up/through/into/your/this/it/you/an/them/when/as | i/we .. will .. answer/reply/respond/read/get/pick/look .. to/back/up/through/into/your/this/it/you/an/them
i/we promise | usually/normally .. reply/answer/respond

ich/wir .. habe/haben .. übernommen .. von | seine/ihre .. post/mails/nachrichten/aufgaben/stelle ... bei mir/uns/übernommen/ich | landet/landen/kommen/kommt .. bei .. mir/uns
$box ... kommen/kommt/gelangen ... bei .. uns/mir | weitergeleitet .. an .. uns/mich | an .. uns/mich .. weitergeleitet | ich .. übernehme .. seine/ihre/von
ich .. melde .. mich | melde .. ich .. mich | beantworte/antworte/lese/reagiere .. ich | ich .. beantworte/antworte/lese/reagiere .. sie/ihre/ihnen/an/am/gern/gerne/sobald
wir .. melden .. uns | wir .. antworten/lesen/beantworten | werktags/montag .. bis/sind

je/nous/j .. ai/avons .. repris .. ses/son/sa/le/la | relevé*/lu*/traité* ... par .. moi/moi-même/nous/mes/nos | je/nous .. reprends/reprenons/lis/lisons/relève/relevons .. ses/son/sa/le/la
vous .. répondrai/répondrons/recontacte/recontacterai | réponse .. de .. ma/notre .. part | je .. réponds/lirai/prendrai/reviens/reviendrai/lis | transféré*/redirigé* .. à/vers .. nous/moi/notre

soy/somos .. su/sus/la/el .. sustitut*/sucesor*/reemplaz*/relevo | recibo/recibimos/leo/leemos/atiendo .. todos/sus/su .. sus/correos/mensajes | le/les/te .. contestaré/responderé/contestaremos/responderemos/escribiré
miro/leo/leeré/veré/miraré/contesto/respondo .. su/sus/tu .. mensaje/correo/correos | sigue/siguen/continúan .. siendo/llegando | llegan/llega/llegándonos .. a .. nosotros/mí
he/hemos .. asumido .. sus/su | me .. ocupo/encargo .. de/ahora/yo | reenviado/redirigido/reenvían/redirigen .. a .. mí/nosotros/nuestro

sono/ho .. il/la/preso .. suo/sua .. sostitut*/successor*/posto | leggo/ricevo/leggiamo/riceviamo/gestisco .. io/la/i/le/sua/suoi/sue | risponderò/rispondo/risponderemo/leggerò/leggo .. a/al/alla/il/la/le/tutti/io
arrivano/arriva .. a .. me/noi | questa .. casella/mail .. invece/sì | preso .. in .. carico | inoltrat* .. a .. me/noi

sou/somos .. a/o .. sua/seu/sucessor/sucessora/substituto/substituta | recebo/leio/recebemos/lemos/respondo/responderei/responderemos/lerei/trato .. a/os/as/eu/todas/sua/suas/seu/seus/ao/na
chegar/chegam/chega .. até .. nós/mim | encaminhad*/reencaminhad* .. para .. mim/nós/a/o .. nós/nossa/nosso/minha

ik .. heb/neem/ben .. zijn/haar/de .. taken/opvolger/opvolgster/werk/over | $box/post .. komt/komen .. bij .. mij/ons | ik/we/wij .. reageer/reageren/antwoord/antwoorden/beantwoord/beantwoorden/lees/lezen .. zo/u/uw/je/zijn/haar/uiterlijk/binnen/deze/dit
doorgestuurd .. naar .. mij/ons/onze | ben .. ik .. er .. weer/gewoon/wel

jeg/vi/jag .. har/overtager/overtar/tager/tar .. overtaget/overtatt/over/tagit .. over/hans/hendes/hennes/efter/etter | jeg/vi/jag .. svarer/svarar/læser/leser/läser/vender/återkommer .. dig/deg/på/hans/hendes/hennes/din/så/snart/tilbage/tilbake
besvaras/besvares .. inom/inden/av/af/snart/så | vidarebefordr*/videresend*/videresendt .. till/til .. oss/os/mig/meg/min/vår/vores | kommer .. til/till/fram .. os/oss/mig/meg | hör/høres .. av/ved

vastaan/vastaamme/luen/palaan .. sinulle/teille/viestiisi/viesteihin/asiaan/muina/pian/mahdollisimman/seuraavana | hoidan/hoidamme/luen .. hänen | välitetään/ohjataan ... minulle/meille
odpowiem/odpiszę/odpowiemy/przeczytam/odpisuję .. na/państwu/jak/w/najszybciej/pani/panu | przejął*/przejęł* .. jego/jej/po | przekierowan*/przekazan* .. do .. nas/mnie | trafia*/docier* .. do .. nas/mnie | ja .. odbieram/czytam
vyřizuji/čtu/přebírám .. jeho/její/jejich/já/po | ozvu .. se | ozvu | odpovím/odpovíme .. vám/co/hned/do/jakmile | přeposíl*/přesměrov* .. k/na/ke .. nám/mně/nás
",
    CLASSES,
);

/// Times that end, and places that are left in the evening.
pub static PASSING: Sayings = Sayings::of(
    "
for/after .. a/one/two/three/four/five/six/eight/some/several/few/couple .. days/weeks/weeks'/months/months'/fortnight | for .. two/few/some/several .. glorious/long/short .. days/weeks/months
for the day | for today | before .. the/my/our/summer .. holiday/holidays/break/vacation/christmas/leave/easter | until/till .. i/i'm .. back/return
für .. ein/eine/zwei/drei/vier/sechs/einige/paar .. tage/wochen/monate/woche/monat/jahr/weile | für .. heute | vor .. dem/meinem/den .. urlaub/ferien | für ein halbes .. jahr
pour .. un/une/deux/trois/six/quelques .. jours/semaines/mois/semaine/an | avant .. les/mes/mon .. vacances/congés/congé
por/durante .. un/una/unos/unas/dos/tres/seis .. días/semanas/meses/semana/mes | antes .. de .. las/mis .. vacaciones
per .. un/una/due/tre/sei/alcuni/alcune/qualche .. giorni/settimane/mesi/giorno/settimana/mese | di .. alcuni/alcune/qualche .. giorni/settimane/mesi/mese | prima .. delle/di/dei .. ferie/vacanze
por/durante .. um/uma/uns/umas/dois/duas/três/seis .. dias/semanas/meses/semana/mês | antes .. das/de/dos .. férias
voor .. een/twee/drie/zes/enkele/paar .. dagen/weken/maanden/tijdje/week/maand/jaar | even verlaten/weg | voor .. de/mijn .. vakantie/het verlof
i/for .. et/en/to/tre/seks/nogle/noen/par .. dage/dager/uger/uker/måneder/måned/uge/uke | før .. ferien/ferie | i/för/under .. en/ett/två/tre/sex/några/par .. dagar/veckor/månader/vecka/månad | före/innan .. semestern
i/for dag | för .. idag/dagen | tältä päivältä | ennen .. lomaa/kesälomaa | na .. kilka/dwa/dwie/trzy/sześć/tydzień/miesiąc .. dni/tygodni*/miesi* | przed .. urlopem | na .. několik/dva/dvě/tři/šest/týden/měsíc .. dní/dny/týdn*/měsí* | před .. dovolenou
while .. i'm/i/we/we're/@
",
    CLASSES,
);

/// Hours at which a mailbox rests that is read at others.
pub static RESTING: Sayings = Sayings::of(
    "
am/an/at/on/over/during .. weekends/weekend/wochenende/wochenenden/feiertagen/nights/evenings/holidays | outside .. office/business/working/opening .. hours | outside .. hours | außerhalb/ausserhalb .. zeiten/bürozeiten/öffnungszeiten/geschäftszeiten
le/les/en/pendant .. week-end/week-ends/weekend | dehors .. heures/horaires | los/el/en/durante .. fines/fin .. de .. semana | fuera .. horario | nel/nei/il/durante .. fine/weekend .. settimana | fuori .. orario | aos/ao/durante .. fins/fim .. de .. semana
in/tijdens .. weekend/weekends | buiten .. kantooruren/openingsuren | i/om .. weekenden/weekender/helgen/helgene/helgerna/weekenderne | utanför/utenfor/uden .. åbningstid/åpningstid/kontorstid | viikonloppuisin | w .. weekendy/weekend | o .. víkendu/víkendech
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
