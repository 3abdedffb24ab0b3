/** What the months are called, whole and shortened, in the languages of many hospitals: folded, without accents. */
export const monthWords: readonly string[] = [
  'ene enero gen gennaio ian ianuarie jan janeiro januar januari january janv janvier oca ocak sty styczen ' +
    'stycznia ιαν ιανουαριου янв январь января يناير ژانویه जनवर',
  'feb febbraio febrero februar februari februarie february fev fevereiro fevr fevrier lut lutego luty sub subat ' +
    'φεβ φεβρουαριου февр февраль февраля فبراير فوریه फरवर',
  'maart mac machi mar marca march marco maret mars mart martie marz marzec marzo mrt μαρ μαρτιου мар март марта ' +
    'مارس मरच',
  'abr abril apr april aprile aprili aprilie avr avril kwi kwiecien kwietnia nis nisan απρ απριλιου апр апрель ' +
    'апреля ابريل اوریل अपरल',
  'mag maggio mai maio maj maja may mayo mayıs mei μαι μαιου маи мая مايو',
  'cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun june junho juni junio ιουν ιουνιου июн июнь ' +
    'июня يونيو ژوين',
  'iul iulie juil juillet jul julai julho juli julio july lip lipca lipiec lug luglio tem temmuz ιουλ ιουλιου ' +
    'июл июль июля يوليو ژويیه जलई',
  'ago agosti agosto agu agustos agustus aout aug august augustus sie sierpien sierpnia αυγ αυγουστου авг август ' +
    'августа اغسطس اوت अगसत',
  'eyl eylul sep sept septemba september septembre septembrie septiembre set setembro settembre wrz wrzesien ' +
    'wrzesnia σεπ σεπτεμβριου сент сентябрь сентября سبتمبر سپتامبر सतबर',
  'eki ekim oct october octobre octombrie octubre okt oktoba oktober ott ottobre out outubro paz pazdziernik ' +
    'pazdziernika οκτ οκτωβριου окт октябрь октября اكتوبر اکتبر अकटबर',
  'kas kasım lis listopad listopada noiembrie nov novemba november novembre novembro noviembre νοε νοεμβριου ' +
    'нояб ноябрь ноября نوامبر نوفمبر नवबर',
  'ara aralık dec december decembre decembrie des desemba desember dez dezember dezembro dic dicembre diciembre ' +
    'gru grudnia grudzien δεκ δεκεμβριου дек декабрь декабря دسامبر ديسمبر दसबर',
];
