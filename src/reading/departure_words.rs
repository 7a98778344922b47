//! How people, clubs and firms say that somebody is gone for good or a mailbox is dead: sayings ([`super::sayings`]) by language.

use super::sayings::{Class, Sayings};

pub(super) static CLASSES: &[Class] = &[
    ("box", BOX),
    ("shut", SHUT),
    ("be", BE),
    ("role", ROLE),
    ("who", WHO),
    ("read", READ),
    ("org", ORG),
    ("not", NOT),
    ("nobody", NOBODY),
    ("reads", READS),
    ("give", GIVE),
    ("post", POST),
    ("left", LEFT),
    ("retired", RETIRED),
    ("years", YEARS),
    ("work", WORK),
    ("gone", NO_MORE),
];

/// What mail comes into, and mail.
const BOX: &str = "\
mailbox/mailboxes/inbox/mail-box/address/addresses/email-address/e-mail-address/account/mail/mails/email/emails/e-mail/e-mails/message/messages/correspondence/
postfach/mailpostfach/e-mail-postfach/adresse/mailadresse/e-mail-adresse/emailadresse/konto/mailkonto/e-mail-konto/nachrichten/versandaccount/mailaccount/
boîte/bal/messagerie/compte/courriel/courriels/dirección/correo/correos/buzón/casilla/cuenta/mensajes/indirizzo/casella/posta/messaggi/endereço/caixa/conta/
mensagens/mensagem/adres/mailadres/e-mailadres/emailadres/postvak/berichten/postkasse/postkassen/indbakke/indbakken/mailen/mailadressen/kontoen/adressen/adressa/
mejl/mejlen/mejlet/mejladress*/e-postadress*/brevlåda*/inkorg*/kontot/e-post/e-posten/innboks*/sähköpost*/osoit*/postilaatik*/viestejä/viestit/tili/tiliä/
skrzynk*/wiadomoś*/poczt*/schránk*/adresa/adresu/pošt*/zpráv*/zprávy/účet";

/// What becomes of it.
const SHUT: &str = "\
closed/disabled/deleted/deactivated/decommissioned/discontinued/retired/abolished/suspended/terminated/removed/defunct/dormant/inactive/dead/
geschlossen/gelöscht/deaktiviert/abgeschaltet/stillgelegt/gesperrt/aufgelöst/abgemeldet/aufgehoben/aufgegeben/inaktiv/
fermé/fermée/désactivé*/supprimé*/clôturé*/cerrad*/desactivad*/eliminad*/clausurad*/suprimid*/inactiv*/inhabilitad*/chius*/disattivat*/dismess*/eliminat*/
soppress*/cancellat*/disabilitat*/encerrad*/desativad*/excluíd*/extint*/apagad*/descontinuad*/gesloten/verwijderd/opgeheven/gedeactiveerd/afgesloten/
uitgeschakeld/opgedoekt/nedlagt/lukket/slettet/deaktiveret/spærret/stängt/stängd/avslutat/avslutad/borttage*/avstängd/avstängt/raderad*/raderat/inaktiverad*/
nedlagd/stengt/deaktivert/avsluttet/poistettu/suljettu/lakkautettu/zamknięt*/usunięt*/zlikwidowan*/dezaktywowan*/wyłączon*/zablokowan*/zrušen*/uzavřen*/smazán*/
deaktivován*/zablokován*";

const BE: &str = "\
is/was/are/were/has/been/be/will/being/ist/sind/wurde/wurden/wird/worden/est/sera/a/été/sont/está/fue/ha/sido/será/quedó/è/stata/stato/sarà/verrà/foi/é/wordt/werd/werden/er/
blev/bliver/är/har/blir/ble/har/blitt/on/onkin/została/został/jest/zostało/byla/byl/je/bude/bylo/gets/got";

const NOBODY: &str = "nobody/no-one/niemand/niemandem/personne/nadie/nessuno/ninguém/ingen/kukaan/nikt/nikdo";

/// How verbs of reading begin.
const READS: &str = "\
read*/look*/sees/seen/check*/monitor*/open*/watch*/liest/lies/lesen/gelesen/sieht/gesehen/schaut/guckt/kontrollier*/betreut/kümmert/abgerufen/öffnet/lit/lira/lise/lus/lu/ouvre/ouvrirai/öffne/abro/abre/apro/open/åbner/åpner/öppnar/avaa/otwieram/otevírám/regarde*/consult*/relève*/surveille*/
lee/leen/lea/leerá/leído/mira/mirará/revis*/atien*/vea/verá/ve/legg*/letta/letto/guarda/controll*/segue/apre/lê/leia/lerá/lida/vê/veja/verá/abre/consulta/leest/gelezen/kijkt/bekijkt/gekeken/opent/
læser/læst/ser/kigger/åbner/holder/leser/lest/sjekker/tittar/läser/läst/kollar/öppnar/bevakar/lue/lueta/katso/seuraa/czyta/odbiera/zagląda/sprawdza/otwiera/obsługuje/czytan*/odczyt*/
čte/sleduje/vybírá/otevírá/čten*";

/// What is done with an office that is given up.
const GIVE: &str = "\
given/gave/handed/passed/laid/vacated/relinquished/surrendered/abgegeben/gestellt/niedergelegt/weitergegeben/übergeben/aufgegeben/laissé/cédé/passé/transmis/remis/abandonné/dejé/dejado/dejó/cedido/cedí/entregado/
lasciato/ceduto/passato/rimesso/consegnato/deixei/deixou/passei/entreguei/cedi/overgedragen/doorgegeven/neergelegd/afgegeven/afgestaan/givet/overladt/overdraget/afgivet/nedlagt/fratrådt/lämnat/överlåtit/
överlämnat/avsagt/frånträtt/gitt/overlatt/overdratt/frasagt/luopunut/luovuin/luovutin/luovuttanut/przekazał*/zrezygnował*/złożył*/zdał*/předal*/složil*/odevzdal*";

/// Offices.
const POST: &str = "\
*posten/*postet/*skapet/*schap/*ship/chair/presidency/treasurership/secretaryship/mandate/seal/office/amt/ämter/*amt/vorsitz/posten/*leitung/mandat/fonction/fonctions/présidence/trésorerie/secrétariat/poste/charge/
presidencia/secretaría/tesorería/cargo/puesto/mandato/presidenza/segreteria/tesoreria/carica/incarico/presidência/tesouraria/funções/pasta/functie/mandaat/*functie/hvervet/verv/vervet/embedet/uppdraget/*uppdraget/
*tehtävä/*tehtävästä/*tehtävän/*tehtävät/*tehtävistä/*juudesta/*juuden/funkcj*/stanowisk*/urząd/mandat/funkci/funkce/mandát/úřad";

/// Verbs of leaving a place for good or for the evening.
const LEFT: &str = "\
left/leaves/departed/quit/verlassen/verließ/verliess/quitté/quittée/quitta/dejó/dejé/dejado/abandonó/lasciato/lasciò/deixou/deixei/saiu/saí/verlaten/verliet/forlod/forladt/forlot/forlatt/lämnade/lämnat/sluttede/slutade/
sluttet/stoppede/stoppet/stopte/gestopt/jätti/jättänyt/jätin/lähti/lähtenyt/opuścił/opuściła/opuściłem/opuściłam/odszedł/odeszła/odszedłem/odeszłam/opustil/opustila/odešel/odešla";

/// Of whoever has retired, in whatever form.
const RETIRED: &str = "\
retiree/ruheständler*/rentner*/unruhestand/altersruhestand/pensionistin/retraité/retraitée/jubilad*/jubilé/jubiló/jubilación/pensionato/pensionata/quiescenza/aposentado/aposentada/aposentei*/aposentou*/gepensioneerd*/otium/efterløn/
pensionist/pensjonist/pensionär/pensionerad/eläkkeellä/eläkkeelle/eläkeläi*/emeryt/emerytk*/emerytur*/důchodce/důchodkyně/rentnerleben";

const WORK: &str = "\
work/works/working/arbeite/arbeitet/travaille/trabaja/trabajo/lavora/lavoro/trabalha/trabalho/werk/werkt/arbejder/arbeider/jobber/arbetar/jobbar/työskentele/pracuje/pracuję/pracuji";

/// "No more", as its last word tells.
const NO_MORE: &str = "longer/anymore/mehr/plus/più/mais/meer/langer/længere/lenger/mere/mer/längre/enää/już/už/již";

const YEARS: &str = "years/jahren/ans/années/años/anni/anos/jaar/jaren/år/vuoden/vuotta/lat/latach/letech";

/// What is done with mail, as participles and finite verbs.
const READ: &str = "\
read/reads/reading/monitored/checked/checks/check/watched/attended/viewed/seen/opened/reviewed/maintained/serviced/managed/looked/look/followed/used/use/answered/
tended/supported/staffed/manned/valid/processed/gelesen/betreut/gepflegt/abgerufen/überwacht/bearbeitet/verwendet/genutzt/benutzt/bedient/eingesehen/geprüft/
kontrolliert/beantwortet/abgefragt/gesichtet/geleert/lu/lus/lue/lues/suivi/suivie/suivis/consulté*/relevé*/surveillé*/utilisé*/traité*/valide/gérée/
atiende*/atendid*/revis*/leen/lee/leídos/consult*/utiliza*/usa/supervis*/gestion*/monitoriz*/monitore*/operativ*/presidiat*/lett*/letta/controllat*/monitorat*/
utilizzat*/seguit*/seguita/consultat*/gestit*/usat*/lid*/monitorizad*/monitorad*/acompanhad*/utilizad*/verificad*/usad*/gerid*/
gelezen/opgevolgd/gebruikt/beheerd/gecontroleerd/bekeken/gemonitord/nagekeken/geraadpleegd/beantwoord/opgehaald/bemand/
læst/læses/overvåget/overvåges/brugt/bruges/fulgt/tjekket/tjekkes/besvaret/besvares/følges/passes/
läses/bevakas/används/kontrolleras/läst/bevakad/följs/lästa/hanteras/lest/leses/overvåket/overvåkes/brukes/brukt/sjekkes/sjekket/besvart/
lueta/seurata/käytetä/käytössä/valvota/luettavan*/hoideta/czytan*/obsługiwan*/sprawdzan*/monitorowan*/używan*/odczytywan*/
čten*/sledován*/používán*/kontrolován*/obsluhován*/vyřizován*/vybírán*/čte/čtou";

/// What denies.
const NOT: &str = "\
not/don't/doesn't/isn't/aren't/won't/didn't/haven't/hasn't/neither/never/shan't/cannot/can't/nicht/keine/kein/ne/n/pas/no/ni/non/não/niet/geen/ikke/inte/ei/eikä/eivät/enkä/en/
nie/není/nejsou/nebude/nebudou/ani/nikdo/nikt/nobody/none";

/// Of whom it is told: the author, by name too, or whoever is written to.
const WHO: &str = "\
i/i'm/i've/@/mr/mrs/ms/miss/dr/professor/prof/father/user/employee/recipient/person/colleague/ich/bin/herr/frau/pfarrer/mitarbeiter/mitarbeiterin/person/
je/j/suis/m/mme/monsieur/madame/collaborateur/collaboratrice/correspondant/yo/soy/me/señor/señora/sr/sra/don/doña/usuario/usuaria/empleado/empleada/
io/sono/ho/sig/signor/signora/dott/dipendente/collega/collaboratore/collaboratrice/eu/sou/eng/senhor/senhora/colaborador/colaboradora/funcionário/funcionária/
utilizador/usuário/ik/heer/mevrouw/medewerker/medewerkster/jeg/medarbejder/medarbejderen/medarbeideren/brukeren/bruger/jag/medarbetare/medarbetaren/
personen/en/olen/henkilö/jestem/pan/pani/pracownik/jsem/pán/paní/nejsem/zaměstnanec";

/// Offices and posts that somebody gives up.
const ROLE: &str = "\
secretary/treasurer/chair/chairman/chairwoman/chairperson/president/vice-president/head/headteacher/headmaster/headmistress/director/manager/member/captain/coach/trainer/
teacher/mayor/councillor/councilor/officer/coordinator/co-ordinator/editor/trustee/governor/leader/principal/dean/vicar/curator/owner/employee/employed/ceo/cfo/cto/coo/
partner/volunteer/organiser/organizer/administrator/moderator/webmaster/spokesperson/representative/board/committee/council/staff/bursar/warden/part/
vorsitz*/vorstand*/vorständin/kassenwart*/kassier*/schatzmeister*/schriftführer*/sekretär*/präsident*/obmann/obfrau/leiter*/geschäftsführer*/direktor*/mitglied/
jugendwart*/abteilungsleiter*/bürgermeister*/rektor*/schulleiter*/mitarbeiter*/ansprechpartner*/beauftragte*/betriebsrat/elternvertreter*/inhaber*/dekan*/
sprecher*/redakteur*/beirat/teil/team/partie/equipo/squadra/parte/equipa/equipe/onderdeel/del/ryhmä*/częścią/zespoł*/součástí/zeugwart*/sportwart*/platzwart*/amt/
secrétaire/trésori*/président*/directeur/directrice/responsable/maire/adjoint*/membre/gérant*/chef/cheffe/entraîneu*/salarié*/employé*/délégué*/coordinat*/
rédacteur/rédactrice/interlocut*/propriétaire/conseill*/doyen*/bénévole/proviseur*/principal*/élu/élue/
secretari*/tesorer*/president*/director*/alcalde*/concejal*/miembro/socio/socia/gerente/jefe/jefa/entrenador*/emplead*/delegad*/coordinador*/vocal/encargad*/
titular/propietari*/administrador*/rector*/vicepresident*/
segretari*/tesorier*/presidente/direttore/direttrice/responsabile/sindac*/assessor*/membro/gestore/titolare/allenat*/dipendente/delegat*/referente/
amministrator*/preside/parroco/consiglier*/proprietari*/rettore/dirigente/
secretári*/tesoureir*/diretor*/responsável/prefeit*/vereador*/sóci*/chefe/treinador*/funcionári*/empregad*/coordenador*/proprietári*/conselheir*/síndic*/
colaborador*/gestor*/reitor*/
secretaris/secretaresse/penningmeester/voorzit*/ondervoorzitter/directeur/directrice/bestuurslid/bestuurder/lid/hoofd/burgemeester/schepen/raadslid/wethouder/
medewerk*/contactpersoon/verantwoordelijke/coördinator/eigenaar/zaakvoerder/pastoor/leerkracht/bestuur/werknemer/redacteur/rector/ledenadministrateur/
formand*/forkvinde/formann/leder/kasserer/sekretær/bestyrelsesmedlem/medlem/direktør/chef/sjef/træner/trener/borgmester/ordfører/ansat/ansatt/rektor/koordinator/
ejer/eier/kontaktperson/styremedlem/styreleder/styret/bestyrelsen/ansvarlig/skoleleder/
ordförande/kassör/sekreterare/ledamot/styrelseledamot/styrelsen/vd/tränare/anställd/samordnare/ägare/ansvarig/
sihteeri*/puheenjohtaja*/rahastonhoitaja*/johtaja*/jäsen*/valmentaja*/päällik*/rehtori*/työntekijä*/palveluks*/omistaja*/yhteyshenkilö*/hallituks*/edustaja*/
toimitusjohtaja*/koordinaattori*/
sekretarz*/skarbni*/prezes*/przewodnicząc*/dyrektor*/kierowni*/członk*/trener*/burmistrz*/wójt*/radn*/pracowni*/właściciel*/koordynator*/zatrudnion*/sołtys*/
sekretář*/tajemni*/pokladní*/předsed*/ředitel*/vedoucí*/člen*/trenér*/starost*/zaměstn*/majitel*/jednatel*/koordinátor*/hospodář*";

/// What somebody leaves for good.
const ORG: &str = "\
%/company/firm/business/organisation/organization/club/committee/council/board/association/school/college/practice/charity/parish/team/us/
unternehmen/firma/betrieb/verein/vorstand/kanzlei/praxis/schule/gemeinde/haus/gesellschaft/uns/entreprise/société/association/club/mairie/fonctions/poste/
établissement/cabinet/structure/groupe/équipe/lycée/collège/école/présidence/empresa/compañía/club/asociación/organización/cargo/puesto/ayuntamiento/colegio/
azienda/società/ditta/associazione/studio/comune/scuola/incarico/gruppo/cooperativa/associação/clube/escola/câmara/cargo/organização/equipa/equipe/
bedrijf/organisatie/vereniging/gemeente/bestuur/ons/onderneming/firma/zaak/virksomheden/firmaet/foreningen/klubben/kommunen/skolen/selskapet/bedriften/
företaget/bolaget/föreningen/kommunen/skolan/styrelsen/firman/posten/uppdraget/yrityksen/yhtiön/seuran/firmę/firmy/spółkę/stowarzyszenie/firmu/firmy/společnost/společnosti";

/// Of a mailbox that is dead.
pub static DEAD: Sayings = Sayings::of(
    "
$box .. $be .. $shut
$box .. $be .. $be .. $shut
$box ... wird/wird/wurde/wurden/zum/zur/mit ... $shut
$box & ungelesen/unread .. gelöscht/verworfen/vernichtet/discarded/deleted/destroyed
discarded/deleted/destroyed/binned .. unread | ungelesen .. gelöscht/verworfen/vernichtet
$box ... eliminará/cerrará/desactivará/slettes/nedlægges/lukkes/stenges/avsluttes/avslutas/stängs/raderas
stopped/ceased .. using/reading/checking/monitoring & $box | $box & nobody/no-one .. reads/sees/checks/monitors/opens/answers/gets
nobody/no-one .. reads/sees/checks/monitors/opens .. it/this/these/them
$box & no one .. reads/sees/checks/monitors/opens
$box ... no longer ... $read/attended/functional/working/accessible/exists/exist
$box & $not ... $read ... anymore | $box & $not ... $read ... any more/longer
ex-mailbox | goes/go/ends/end .. nowhere/void | ins leere | ins nirwana | dans le vide | al vacío | nel vuoto | no vazio | into the void | tyhjään | w próżnię | ud i .. intet | ut i tomma
$nobody & $reads & $box/hier/here/ici/aquí/qui/aqui/her/här/tu/zde/this/dieses/diese/diesem/cette/este/esta/esto/questa/questo/dit/deze/denne/dette/den/det/tämän/tätä/tę/tuto/mensaje/mensagem/mensaje*/message/nachricht/bericht/korespondenc*
sem ninguém .. que .. a .. $reads | sin nadie que .. $reads | senza nessuno che
$reads & ikke .. mere/mer/længere/lenger & $box | $reads & inte .. längre/mer & $box | lis/lit .. plus & $box/message | ne lit .. plus | ne .. lis .. plus | ya no .. leo/gestiono/uso/consulto/atiendo/miro/reviso & $box
no longer have access & $box | keinen .. zugriff .. mehr & $box | plus .. accès & $box
$box ... nicht/nichts/niemand/niemandem .. mehr .. $read | $box ... nicht länger .. $read
$box & ruft/liest/sieht/beantwortet/bearbeitet/öffnet .. niemand .. mehr | $box & niemand .. mehr .. ab
$box ... desuso/dismissione | $box ... fuori .. uso/servizio | $box ... hors .. service/usage | $box ... außer .. betrieb/dienst | $box ... fora .. uso/serviço | $box ... buiten .. gebruik/dienst/werking | $box ... ude .. drift/brug | $box ... ur .. bruk/drift | $box ... ute .. bruk/drift | $box ... poissa .. käytöstä | $box .. nieczynn*
$box .. non più .. uso/attiv*/valid* | $box .. plus .. service/usage/valide/active | $box .. nicht mehr .. gültig/aktiv/aktuell | $box .. niet meer .. gebruik/actief/geldig | $box .. no longer .. use/active/valid | $box .. ya no .. uso/vigente | $box .. ej längre/i .. bruk
$box .. ist/sind .. nicht mehr .. gültig/aktiv/erreichbar/aktuell/gebrauch/betrieb
$box & n/ne .. est/sont/sera/seront .. plus .. $read/active/actif | $box & plus personne ne | $box & ne .. sert/existe/fonctionne .. plus
$box & ya no .. $read/existe/funciona/activa/activo | $box & ya no .. está .. $read/activ* | $box & nadie .. revisa/lee/atiende/consulta/mira
$box & dejado/dejó/dejará .. atender*/usar*/utilizar*/revisar*/estar/leer*/consultar*/monitor*/funcionar/existir
$box & non .. è/viene/vengono/sarà/sono .. più .. $read/attiv*/valid* | $box & nessuno .. legge/controlla/consulta
$box & deixou/deixará/deixaram .. de .. ser/estar/existir/funcionar | $box & não .. mais .. $read/existe/ativ* | $box & já não .. $read/existe/ativ*
$box & já não .. é/está/são/estão .. $read/ativ* | $box & ninguém .. lê/verifica/consulta
$box & não .. é/está/são/será .. mais .. $read/ativ*
$box ... niet/niemand .. meer .. $read/actief/gelezen/nagelezen | $box & niet langer .. $read/actief | $box & niemand .. leest/bekijkt/beantwoordt
$box ... bestaat .. niet meer
$box ... ikke .. længere/lenger/mere/mer .. $read/aktiv/i | $read .. ikke .. længere/lenger & $box | $box & ingen .. læser/leser/svarer
$read .. inte .. längre/mer & $box | $box ... inte .. längre .. $read/aktiv/kvar/giltig | $box & ingen .. läser
$box ... ei/eikä/eivät .. enää .. $read/toimi/voimassa/ole
$box .. nie .. jest/są/będzie/będą .. już .. $read/aktywn* | $box & już nie .. $read/działa/istnieje/jest | $box & nikt .. nie/już .. czyta/sprawdza/odczytuje
$box & již/už .. není/nejsou/nebude/neexistuje/nefunguje/nečte/nesleduje | $box & nikdo .. nečte/nesleduje/nevyřizuje/nevybírá
",
    CLASSES,
);

/// Of a mailbox that nobody has ever read.
pub static SEND_ONLY: Sayings = Sayings::of(
    "
no-reply/noreply/do-not-reply/send-only/outgoing-only/notification-only/no-replyadres/no-reply-adresse/no-reply-adres .. $box/adres/adresse
no-replyadres/no-reply-adresse/no-reply-postfach/versandaccount/versandadresse/versandpostfach
$box .. only .. sends/send | $box .. $be .. unattended/unmonitored/unwatched
replies/$box .. $not .. .. delivered/monitored/read/checked | replies/$box .. aren't/isn't/not .. .. delivered/monitored/read/checked/stored/looked
replies/$box ... neither .. monitored/read/checked/stored/delivered | $box ... won't/not .. be .. read/seen/checked/opened
$box ... nicht .. gelesen/überwacht/abgerufen/empfangen/bearbeitet/beantwortet | $box ... weder .. gelesen/überwacht
$box .. nicht .. für .. .. empfang
$box & n/ne .. est/sont/sera/seront .. pas .. lu/lue/lus/lues/relevé*/consulté*/surveillé*/traité*
$box/mensajes & no .. se .. leen/lee/revisan/revisa/atienden/atiende | solo/sólo .. envío*
$box & non .. vengono/viene/sono/saranno/verranno .. lett*/presidiat*/monitorat* | $box & non .. abilitat*
$box & não .. são/é/serão .. lid*/monitor*/respondid* | $box & não .. recebe* .. leitura/mensagens/respostas
$box ... niet .. gelezen/gemonitord/bekeken | door niemand .. gelezen
$box & ikke .. læst/lest/overvåget/overvåket/fulgt/besvart/besvaret/besvares | læses/leses/overvåges/overvåkes/besvares .. ikke & $box
läses/bevakas/kontrolleras .. inte & $box | $box ... inte .. lästa/läst/läses
$box & ei/eikä/eivät ... lueta/seurata/valvota
$box & nie .. są/jest/będą/będzie .. czytan*/monitorowan*/odczytywan*
$box & nejsou/není/nebudou .. čten*/sledován* | $box & se nečtou/nečte
",
    CLASSES,
);
