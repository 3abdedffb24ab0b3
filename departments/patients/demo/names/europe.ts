import { type Culture, list, phrases } from './culture.ts';

/** Иванов → Иванова, Kowalski → Kowalska, on each side of the `=`. */
const slavicWoman = (family: string) =>
  family
    .split('=')
    .map((part) =>
      part
        .replace(/ский$/, 'ская')
        .replace(/(ов|ев|ин)$/, '$1а')
        .replace(/(skiy|skyi)$/, 'skaya')
        .replace(/(ov|ev|in)$/, '$1a')
        .replace(/(sk|ck|dzk)i$/, '$1a'),
    )
    .join('=');

export const europe: readonly Culture[] = [
  {
    key: 'english', share: 14, language: 'en', shape: 'given-middle-family',
    female: list('Olivia Margaret Catherine Emily Susan Elizabeth Sarah Charlotte Grace Alice Dorothy Jean Patricia Megan Hannah Lucy Jessica Florence Rose Ruth Kathryn Chloe Beth Joan Gillian'),
    male: list('James John William Thomas George Oliver Robert David Michael Peter Andrew Stephen Harry Jack Arthur Edward Matthew Philip Graham Alan Keith Simon Liam Daniel Samuel'),
    family: phrases("Smith, Jones, Taylor, Brown, Williams, Wilson, Johnson, Davies, Robinson, Wright, Thompson, Evans, Walker, White, Roberts, Green, Hall, Wood, Jackson, Clarke, Harris, Lewis, Turner, Hill, Cooper, Ward, Morris, Moore, Clark, Baker, Fletcher-Hughes, Ashworth, Penhaligon, Featherstone, Wetherby"),
    rare: [list('Ash Black Thorn Hart Wood Stan Whit Lang Brad Wal Hol Mil Kirk Clay Win Bar Ful Har Ship Nor Sut Wes Lin Ald'), list('en er s ing le y a o ' ), list('ton ley ford bury worth field wick ham by stead bridge more well combe thwaite shaw')],
  },
  {
    key: 'irish', share: 4, language: 'en', shape: 'given-family',
    female: list('Siobhán Aoife Niamh Caoimhe Sinéad Róisín Gráinne Orlaith Bríd Deirdre Ciara Máire Saoirse Fionnuala'),
    male: list('Seán Pádraig Ciarán Eoin Oisín Cillian Tadhg Dónal Fearghal Conor Declan Brendan Diarmuid Ruairí'),
    family: phrases("O'Brien, Murphy, Kelly, O’Sullivan, Walsh, McCarthy, Byrne, Ryan, O'Connor, Doyle, Gallagher, MacDonald, Ó Súilleabháin, Fitzgerald, Ní Dhomhnaill, McLoughlin, Nolan, Kennedy"),
    rare: [list("O' Mc Mac Fitz"), list('Gla Do Bre Cal Dun Flan Sha Ma Lo Ga'), list('herty nnell nagh ghan nigan ssy rran lligan nnan de')],
  },
  {
    key: 'german', share: 4, language: 'de', shape: 'given-family',
    female: list('Ursula Käthe Jürgen-Marie Sabine Heike Anneliese Grete Bärbel Liesel Ingrid Renate Gudrun Mia Lena'),
    male: list('Jürgen Günther Hans Klaus Wolfgang Björn Karl-Heinz Dieter Uwe Lukas Jörg Rüdiger Matthias Felix'),
    family: phrases("Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Groß, Weiß, Köhler, Jäger, von der Heide, Krüger, Böhm, Strauß"),
    rare: [list('Stein Wald Berg Hof Eichen Linden Schwarz Roth Gold Silber Ober Unter Neu Alt Hoch Kirch'), list('en s er el ' ), list('bach mann hauser meier müller berger feld thal brunner wald stätter hofer')],
  },
  {
    key: 'french', share: 3, language: 'fr', shape: 'given-family',
    female: list('Hélène Geneviève Aurélie Noémie Béatrice Céline Françoise Marie-Claire Éloïse Agnès Chloé Zoé Maëlys Amélie'),
    male: list('François Jean-Pierre Rémi Gaël Benoît Jérôme Étienne Loïc Théo Cédric Raphaël Noël Aurélien Yves'),
    family: phrases("Lefèvre, Dubois, Bérénger, Moreau, Lemaître, Garçon, Desprès, Rousseau, Beauséjour, L'Hôpital, d'Alembert, Petit, Fournier, Guérin, de La Fontaine, Châtelain"),
    rare: [list('Beau Mont Champ Val Haute Belle Grand Ros Mar Fer'), list('re de le ri sé ti'), list('mont ville court champ ières agne eau ois ard in')],
  },
  {
    key: 'spanish', share: 6, language: 'es', shape: 'two-families',
    female: phrases("María José, Lucía, Begoña, Concepción, María del Carmen, Sofía, Inés, Ana, Pilar, Rocío, Guadalupe, Ximena, Carmen, Valentina, Marisol, Estefanía"),
    male: phrases("José, José María, Íñigo, Andrés, Joaquín, Jesús, Ramón, Sebastián, Ángel, Martín, Juan Carlos, Nicolás, Raúl, Óscar, Diego, Mateo"),
    family: phrases("García, Rodríguez, Martínez, López, Hernández, González, Pérez, Sánchez, Ramírez, Núñez, Muñoz, Ibáñez, de la Cruz, Peña, Castañeda, Velázquez, Ordóñez, Zúñiga, Quiñones, del Río"),
    rare: [list('Gó Val Ben Sal Mon Fer Arr Eche Iri Zu Mar Ala Bera'), list('ma de ra ve te ga no ba rri'), list('ez verría guren zábal nde goitia ro lles arte do')],
  },
  {
    key: 'portuguese', share: 3, language: 'pt', shape: 'two-families',
    female: phrases("Maria Aparecida, Conceição, Inês, Luísa, Vitória, Graça, Fátima, Ana Cláudia, Antónia, Júlia, Lurdes, Letícia"),
    male: phrases("João, António, Luís, Caetano, Gonçalo, Tomé, Sebastião, Paulo, Estevão, Fábio, Otávio, Zé"),
    family: phrases("da Silva, Santos, Souza, de Oliveira, Pereira, Conceição, Gonçalves, Simões, Magalhães, dos Anjos, Araújo, Guimarães, Brandão, Falcão"),
  },
  {
    key: 'italian', share: 2, language: 'it', shape: 'given-family',
    female: list('Giulia Niccolina Chiara Lucrezia Ornella Benedetta Rosaria Filomena Ginevra Annunziata'),
    male: list('Niccolò Giuseppe Salvatore Gennaro Luca Alessandro Pasquale Vincenzo Carmine Edoardo'),
    family: phrases("Rossi, Esposito, Bianchi, De Luca, D'Angelo, Lo Presti, Della Rovere, Caruso, Di Stefano, Pellegrino, Fabbri"),
    rare: [list('Bran Cas Mon Pal Gua Ri Fe Sca'), list('ca te ta lia ra mo'), list('glia nni ldi relli tti zzo no succi')],
  },
  {
    key: 'dutch', share: 2, language: 'nl', shape: 'given-family',
    female: list('Anneke Saskia Femke Lotte Wilhelmina Marijke Sanne Noor Geertje Fleur'),
    male: list('Pieter Johannes Sjoerd Ruud Maarten Thijs Joris Willem Bram Daan'),
    family: phrases("de Jong, van den Berg, van der Meer, Jansen, Bakker, Visser, 't Hooft, van Dijk, Kuijpers, ten Broek, IJsselmuiden, Vermeulen"),
  },
  {
    key: 'nordic', share: 3, language: 'sv', shape: 'given-family',
    female: list('Åsa Astrid Märta Sølvi Guðrún Þóra Ingeborg Kjerstin Øydis Åse Päivi Sigríður'),
    male: list('Søren Björn Håkon Åke Jørgen Þór Guðmundur Øyvind Lars Väinö Jón Ragnar'),
    family: phrases("Jørgensen, Åberg, Sørensen, Bjørnstad, Öström, Håkansson, Guðmundsdóttir, Sjöberg, Lindqvist, Hämäläinen, Ødegård, Nygård"),
    rare: [list('Berg Dal Ny Sjö Lund Gran Öst Väster Hag Ek Björk Ahl'), list('en e s ' ), list('ström qvist gren lund berg sson mark blad vik stad rud')],
  },
  {
    key: 'polish', share: 5, language: 'pl', shape: 'given-family', familyOfWoman: slavicWoman,
    female: list('Małgorzata Agnieszka Zofia Krystyna Łucja Stanisława Elżbieta Jadwiga Bożena Wiesława Żaneta Świętosława'),
    male: list('Stanisław Łukasz Grzegorz Zbigniew Władysław Wojciech Jędrzej Paweł Michał Bogusław Kazimierz Tomasz'),
    family: list('Kowalski Nowak Wiśniewski Wójcik Kamiński Zieliński Szymański Woźniak Dąbrowski Kozłowski Jabłoński Mazur Grzyb Wróblewski Święcicki Brzęczyszczykiewicz Łoś Piątek'),
    rare: [list('Gra Kra Wil Mal Doma Sob Rad Bor Jan Sta Zal Pod'), list('bo szew lin ra de no jew czy'), list('wski ński cki czak szek wicz lski ik')],
  },
  {
    key: 'russian', share: 3, language: 'ru', shape: 'given-family', script: 'Cyrl', familyOfWoman: slavicWoman,
    female: list('Mariya=Мария Yekaterina=Екатерина Olga=Ольга Svetlana=Светлана Natalya=Наталья Anastasiya=Анастасия Lyudmila=Людмила Tatyana=Татьяна Ksenia=Ксения Yulia=Юлия'),
    male: list('Aleksandr=Александр Dmitriy=Дмитрий Sergey=Сергей Fyodor=Фёдор Mikhail=Михаил Yevgeny=Евгений Vladimir=Владимир Pyotr=Пётр Grigoriy=Григорий Ilya=Илья'),
    family: list('Ivanov=Иванов Petrov=Петров Smirnov=Смирнов Kuznetsov=Кузнецов Sokolov=Соколов Dostoevskiy=Достоевский Shcherbakov=Щербаков Zhukov=Жуков Chernyshov=Чернышов Orlov=Орлов Vinogradov=Виноградов Lebedev=Лебедев'),
  },
  {
    key: 'ukrainian', share: 2, language: 'uk', shape: 'given-family', script: 'Cyrl',
    female: list('Oksana=Оксана Kateryna=Катерина Iryna=Ірина Yaroslava=Ярослава Halyna=Галина Zoriana=Зоряна Solomiya=Соломія Lesia=Леся'),
    male: list('Taras=Тарас Bohdan=Богдан Oleksandr=Олександр Yevhen=Євген Mykola=Микола Andriy=Андрій Vasyl=Василь Ihor=Ігор'),
    family: list('Shevchenko=Шевченко Kovalenko=Коваленко Bondarenko=Бондаренко Tkachenko=Ткаченко Kravchenko=Кравченко Hrytsenko=Гриценко Yushchenko=Ющенко Melnyk=Мельник Polishchuk=Поліщук'),
  },
  {
    key: 'greek', share: 2, language: 'el', shape: 'given-family', script: 'Grek',
    female: list('Eleni=Ελένη Maria=Μαρία Katerina=Κατερίνα Georgia=Γεωργία Chrysoula=Χρυσούλα Dimitra=Δήμητρα Paraskevi=Παρασκευή Sofia=Σοφία'),
    male: list('Giorgos=Γιώργος Nikolaos=Νικόλαος Ioannis=Ιωάννης Konstantinos=Κωνσταντίνος Dimitris=Δημήτρης Panagiotis=Παναγιώτης Athanasios=Αθανάσιος Evangelos=Ευάγγελος'),
    family: list('Papadopoulos=Παπαδόπουλος Georgiou=Γεωργίου Nikolaidis=Νικολαΐδης Vlachos=Βλάχος Makris=Μακρής Karagiannis=Καραγιάννης Oikonomou=Οικονόμου Samaras=Σαμαράς Xenakis=Ξενάκης'),
  },
  {
    key: 'turkish', share: 3, language: 'tr', shape: 'given-family',
    female: list('Ayşe Fatma Gülşen Çiğdem Şükran Özlem İrem Zübeyde Işıl Nurgül Sıla Hatice'),
    male: list('Mehmet Mustafa Çağrı Şükrü Ömer İbrahim Oğuzhan Uğur Ünal Işık Kürşat Gökhan'),
    family: list('Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Çetin Koç Erdoğan Güneş Aksoy Işıkçı'),
    rare: [list('Kara Ak Öz Er Demir Gül Taş Ay Sarı Gök Yüce Bay'), list('ca ba tu de ha so'), list('oğlu han tekin türk soy gil can şen maz er')],
  },
  {
    key: 'balkan', share: 3, language: 'ro', shape: 'given-family',
    female: list('Ioana Ștefania Mărioara Đurđa Željka Ljiljana Nevenka Anđela Țica Raluca Blerta Éva'),
    male: list('Ștefan Ionuț Đorđe Željko Dragan Nenad Miloš Mircea Țepeș Ilie Agron László'),
    family: list('Popescu Ionescu Đorđević Petrović Živković Nagy Kovács Szabó Ștefănescu Hodžić Krasniqi Hoxha Munteanu Jovanović Tóth Vučković'),
    rare: [list('Mar Jov Dra Mil Rad Pet Vas Sto Bog Nik Lju'), list('a o i e '), list('nović ković escu šević eanu dić tić jević')],
  },
];
