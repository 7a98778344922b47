//! How people, clubs and firms say that somebody is gone for good or a mailbox is dead: sayings ([`super::sayings`]) by language.

use super::sayings::{Class, Sayings};

pub(super) static CLASSES: &[Class] =
    &[("box", BOX), ("shut", SHUT), ("be", BE), ("role", ROLE), ("who", WHO), ("read", READ), ("org", ORG), ("not", NOT)];

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
partner/volunteer/organiser/organizer/administrator/moderator/webmaster/spokesperson/representative/board/committee/council/staff/bursar/warden/
vorsitz*/vorstand*/vorständin/kassenwart*/kassier*/schatzmeister*/schriftführer*/sekretär*/präsident*/obmann/obfrau/leiter*/geschäftsführer*/direktor*/mitglied/
jugendwart*/abteilungsleiter*/bürgermeister*/rektor*/schulleiter*/mitarbeiter*/ansprechpartner*/beauftragte*/betriebsrat/elternvertreter*/inhaber*/dekan*/
sprecher*/redakteur*/beirat/zeugwart*/sportwart*/platzwart*/amt/
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
company/firm/business/organisation/organization/club/committee/council/board/association/school/college/practice/charity/parish/team/us/
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
ex-mailbox
$box ... nicht/nichts/niemand/niemandem .. mehr .. $read | $box ... nicht länger .. $read
$box & ruft/liest/sieht/beantwortet/bearbeitet/öffnet .. niemand .. mehr | $box & niemand .. mehr .. ab
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
