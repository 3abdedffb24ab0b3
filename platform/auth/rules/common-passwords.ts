/**
 * Words that people choose first, and that attackers therefore try first: the heads of every published list of leaked
 * passwords, keyboard walks, names, teams, months, and the words of a hospital. `password-strength.ts` compares with
 * them after undoing the usual disguises (capitals, `p@55w0rd`, digits and signs at either end), so one word here stands
 * for thousands of passwords.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  password passwort motdepasse contrasena contrasenia senha parola wachtwoord haslo sifre lozinka passe pass passwd pwd
  passcode passphrase secret secrets geheim secreto segredo login logon signin welcome welcomeback willkommen bienvenue
  bienvenido benvenuto bemvindo welkom hello hallo hola bonjour ciao letmein letmeinnow openup opensesame access accessdenied
  admin administrator administrador administrateur root toor sysadmin superuser user username guest demo test testing tester
  testtest default change changeme changemenow changeit newpassword mypassword thepassword yourpassword temporary temp
  temppass initial initpass master master key keymaster monkey dragon football baseball basketball soccer hockey tennis golf
  volleyball cricket rugby superman batman spiderman ironman wolverine starwars startrek jedi yoda pokemon pikachu naruto
  minecraft fortnite roblox zelda mario sonic matrix trustno trustme nothing whatever iloveyou iloveyouso loveyou lovely
  love lovers loveme princess prince queen king angel angels devil heaven sunshine sunflower flower flowers rainbow butterfly
  summer winter spring autumn fall january february march april may june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday forever always never
  michael jordan jennifer jessica ashley amanda daniel thomas robert william joseph charlie andrew matthew joshua anthony
  nicholas samantha elizabeth michelle nicole stephanie melissa hannah maria martin maggie george harley buster hunter
  ranger tigger ginger pepper cookie cookies chocolate cheese banana orange apple peach cherry strawberry computer internet
  laptop keyboard mouse samsung iphone android google gmail yahoo hotmail facebook instagram twitter linkedin microsoft
  windows linux apple macbook oracle cisco amazon netflix youtube spotify whatsapp tiktok
  qwerty qwertz azerty qwertyui qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc wsxedc poiuytrewq lkjhgfdsa
  mnbvcxz abc abcd abcde abcdef abcdefg abcdefgh abcabc aabbcc xyz asdf asdfasdf qwer qwerqwer qweasd qweasdzxc
  mustang porsche ferrari mercedes toyota honda corvette camaro chevy jaguar harleydavidson yamaha kawasaki
  liverpool arsenal chelsea barcelona realmadrid juventus manchester manunited everton celtic rangers steelers cowboys
  yankees lakers eagles packers patriots redsox phoenix falcon eagle tiger lion bear wolf shadow ghost killer hunter
  slipknot metallica nirvana eminem beatles guitar piano music dance dancer cheer cheerleader
  freedom liberty america canada england london paris berlin madrid roma istanbul moscow tokyo india china brazil mexico
  europe africa australia germany france italia espana portugal polska
  family mother father mommy daddy mamma papa sister brother baby babygirl babyboy friend friends bestfriend children
  jesus christ jesuschrist god godisgood godislove blessed bless faith hope church bible allah muhammad krishna ganesh
  money dollar million millionaire rich lucky winner champion victory success power strong
  correcthorsebatterystaple correctbatteryhorsestaple thequickbrownfox quickbrownfox loremipsum maytheforcebewithyou
  tobeornottobe onceuponatime helloworld
  hospital hospitals clinic clinica klinik krankenhaus ziekenhuis hopital ospedale health healthcare medical medicine medico
  doctor doctors nurse nurses nursing patient patients pharmacy pharmacist laboratory surgery surgeon radiology emergency
  ward wards openward frontdesk reception receptionist ambulance icu theatre theater cardiology oncology pediatrics
  paediatrics maternity midwife billing cashier insurance
  `
    .trim()
    .split(/\s+/),
);

/** Rows of keys and of the alphabet along which lazy passwords run, either way. */
export const runs = [
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  '!"£$%^&*()',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
] as const;
