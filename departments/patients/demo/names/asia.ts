import { type Culture, list, phrases } from './culture.ts';

export const asia: readonly Culture[] = [
  {
    key: 'arabic', share: 6, language: 'ar', shape: 'fathers', script: 'Arab',
    female: phrases('Fatima=فاطمة, Aisha=عائشة, Maryam=مريم, Khadija=خديجة, Noor=نور, Layla=ليلى, Hanan=حنان, Salma=سلمى, Yasmin=ياسمين, Huda=هدى, Rania=رانيا, Zaynab=زينب'),
    male: phrases('Mohammed=محمد, Ahmad=أحمد, Abd al-Rahman=عبد الرحمن, Ali=علي, Hassan=حسن, Omar=عمر, Yousef=يوسف, Khalid=خالد, Ibrahim=إبراهيم, Mahmoud=محمود, Abdullah=عبد الله, Tariq=طارق'),
    family: phrases('al-Rashid=الرشيد, Haddad=حداد, el-Masri=المصري, Khoury=خوري, al-Hashimi=الهاشمي, Mansour=منصور, Nasser=ناصر, al-Tamimi=التميمي, Bakr=بكر, Othman=عثمان, Saleh=صالح, Najjar=نجار'),
  },
  {
    key: 'persian', share: 2, language: 'fa', shape: 'given-family', script: 'Arab',
    female: list('Shirin=شیرین Parisa=پریسا Zahra=زهرا Nasrin=نسرین Golnaz=گلناز Mahsa=مهسا Leila=لیلا'),
    male: list('Reza=رضا Hossein=حسین Mehdi=مهدی Dariush=داریوش Amir=امیر Behrouz=بهروز Kaveh=کاوه'),
    family: list('Hosseini=حسینی Ahmadi=احمدی Moradi=مرادی Karimi=کریمی Rezaei=رضایی Jafari=جعفری Tehrani=تهرانی'),
  },
  {
    key: 'hindi', share: 6, language: 'hi', shape: 'given-middle-family', script: 'Deva',
    female: list('Priya=प्रिया Sunita=सुनीता Lakshmi=लक्ष्मी Anjali=अंजलि Kavita=कविता Pooja=पूजा Meena=मीना Asha=आशा Neha=नेहा Radha=राधा Sita=सीता Deepika=दीपिका'),
    male: list('Rahul=राहुल Amit=अमित Suresh=सुरेश Rajesh=राजेश Vijay=विजय Arjun=अर्जुन Mohan=मोहन Ravi=रवि Sanjay=संजय Krishna=कृष्ण Ramesh=रमेश Anil=अनिल'),
    family: list('Sharma=शर्मा Patel=पटेल Singh=सिंह Kumar=कुमार Gupta=गुप्ता Verma=वर्मा Mishra=मिश्रा Yadav=यादव Joshi=जोशी Chauhan=चौहान Tiwari=तिवारी Pandey=पाण्डेय Agarwal=अग्रवाल Desai=देसाई'),
  },
  {
    key: 'tamil', share: 3, language: 'ta', shape: 'fathers',
    female: list('Meenakshi Kamala Thenmozhi Selvi Kayalvizhi Revathi Yazhini Vasanthi Malarvizhi Saraswathi'),
    male: list('Murugan Karthikeyan Senthil Elangovan Thiruvengadam Balasubramanian Venkataraman Arumugam Ilango Kumaran'),
    family: list('Murugan Karthikeyan Subramaniam Venkataraman Arumugam Krishnamoorthy Rajagopalan Thangavel Sivakumar Palaniappan Muthusamy Ramanathan'),
  },
  {
    key: 'bengali', share: 3, language: 'bn', shape: 'given-family',
    female: list('Nasreen Shirin Taslima Rokeya Sharmin Moushumi Sultana Farzana Ruma Anindita'),
    male: list('Mohammad Rafiqul Shafiqul Abul Kamal Tanvir Mahmudul Anisur Debashish Partha'),
    family: list('Rahman Hossain Islam Chowdhury Begum Khatun Akhter Miah Uddin Ahmed Bhattacharya Mukherjee Banerjee Chakraborty Talukdar Sarkar'),
  },
  {
    key: 'punjabi', share: 3, language: 'pa', shape: 'given-middle-family',
    female: list('Harpreet Gurpreet Manjit Simran Jasleen Kulwinder Amandeep Parminder Navneet Baljit'),
    male: list('Gurpreet Harjit Manpreet Jaswinder Sukhdev Baldev Ranjit Kuldeep Tejinder Amarjit'),
    family: list('Singh Kaur Gill Sidhu Sandhu Dhillon Grewal Brar Bajwa Khan Butt Chaudhry Malik Qureshi Bhatti'),
  },
  {
    key: 'chinese', share: 5, language: 'zh', shape: 'given-family', script: 'Hani', familyFirst: true,
    female: list('Xiaoming=小明 Mei=梅 Yuling=玉玲 Xiuying=秀英 Fang=芳 Lihua=丽华 Jing=静 Xinyi=欣怡 Ling=玲 Yan=燕 Hui=慧 Shuzhen=淑珍'),
    male: list('Wei=伟 Jun=军 Zhiqiang=志强 Jianguo=建国 Haoran=浩然 Yang=洋 Lei=磊 Guoqiang=国强 Tao=涛 Zihan=子涵 Peng=鹏 Wenbo=文博'),
    family: list('Wang=王 Li=李 Zhang=张 Liu=刘 Chen=陈 Yang=杨 Huang=黄 Zhao=赵 Wu=吴 Zhou=周 Xu=徐 Sun=孙 Ma=马 Zhu=朱 Hu=胡 Guo=郭 He=何 Lü=吕 Ouyang=欧阳'),
  },
  {
    key: 'vietnamese', share: 3, language: 'vi', shape: 'given-middle-family',
    female: list('Hương Thảo Ngọc Linh Lan Mai Trang Hạnh Phượng Quỳnh Diễm Thuý'),
    male: list('Minh Dũng Hùng Tuấn Đức Quân Huy Sơn Phúc Thắng Việt Khánh'),
    family: list('Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'),
  },
  {
    key: 'korean', share: 2, language: 'ko', shape: 'given-family', script: 'Hang', familyFirst: true,
    female: list('Ji-woo=지우 Seo-yeon=서연 Min-ji=민지 Soo-jin=수진 Eun-ji=은지 Young-hee=영희 Ha-eun=하은'),
    male: list('Min-jun=민준 Seo-jun=서준 Ji-ho=지호 Dong-hyun=동현 Sung-min=성민 Young-soo=영수 Jae-won=재원'),
    family: list('Kim=김 Lee=이 Park=박 Choi=최 Jung=정 Kang=강 Cho=조 Yoon=윤 Jang=장 Lim=임 Hwang=황'),
  },
  {
    key: 'japanese', share: 2, language: 'ja', shape: 'given-family', script: 'Jpan', familyFirst: true,
    female: list('Yūko=裕子 Sakura=さくら Haruka=遥 Keiko=恵子 Yōko=洋子 Aoi=葵 Michiko=美智子'),
    male: list('Tarō=太郎 Hiroshi=浩 Kenji=健二 Shōta=翔太 Takashi=隆 Yūto=悠斗 Makoto=誠'),
    family: list('Satō=佐藤 Suzuki=鈴木 Takahashi=高橋 Tanaka=田中 Itō=伊藤 Watanabe=渡辺 Yamamoto=山本 Ōta=太田 Saitō=斎藤 Kobayashi=小林'),
  },
  {
    key: 'filipino', share: 3, language: 'tl', shape: 'given-middle-family',
    female: phrases('Maricel, Rosario, Analyn, Maria Teresa, Imelda, Jocelyn, Luzviminda, Ligaya, Marites, Corazon'),
    male: phrases('Jose, Rodrigo, Jejomar, Benigno, Juan Miguel, Danilo, Rolando, Crisanto, Dante, Efren'),
    family: phrases('Santos, Reyes, Cruz, Bautista, Ocampo, dela Cruz, Macapagal, Dimaculangan, Panganiban, Aquino, Katigbak, Magsaysay, Villanueva'),
  },
  {
    key: 'indonesian', share: 2, language: 'id', shape: 'single',
    female: list('Sulastri Wulandari Megawati Kartini Suharti Fatmawati Ningsih Rahmawati Lestari Suryani'),
    male: list('Suharto Sukarno Slamet Sutrisno Budiono Widodo Mulyono Supriyadi Sugiarto Prabowo'),
    family: list('Santoso Wijaya Hidayat Kusuma Nugroho Saputra Gunawan Setiawan'),
    rare: [list('Su Wi Bu Ha Pra Ku Mul Dar Sri'), list('har wi yo ti pri jo ma di'), list('to no yanto ningsih wati nto di man')],
  },
  {
    key: 'burmese', share: 1, language: 'my', shape: 'given-middle-family',
    female: phrases('Khin Myo, Su Su, Aye Aye, Thandar, Hnin Si, May Thu'),
    male: phrases('Aung Kyaw, Zaw Min, Thant, Ko Ko, Win Htut, Kyaw Swar'),
    family: list('Aung Win Htun Oo Lwin Tun Hlaing Maung Naing Thein'),
  },
  {
    key: 'thai', share: 1, language: 'th', shape: 'given-family', script: 'Thai',
    female: list('Siriporn=ศิริพร Malee=มาลี Somjai=สมใจ Kanya=กัญญา Pimchanok=พิมพ์ชนก'),
    male: list('Somchai=สมชาย Prasert=ประเสริฐ Anan=อนันต์ Thaksin=ทักษิณ Niran=นิรันดร์'),
    family: list('Srisawat=ศรีสวัสดิ์ Wongsakul=วงศ์สกุล Chaiyasit=ไชยสิทธิ์ Thongchai=ธงชัย Rattanakosin=รัตนโกสินทร์ Suwannarat=สุวรรณรัตน์'),
  },
  {
    key: 'hebrew', share: 1, language: 'he', shape: 'given-family', script: 'Hebr',
    female: list('Noa=נועה Tamar=תמר Yael=יעל Miriam=מרים Rivka=רבקה'),
    male: list('David=דוד Moshe=משה Yosef=יוסף Eitan=איתן Avraham=אברהם'),
    family: list('Cohen=כהן Levi=לוי Mizrahi=מזרחי Peretz=פרץ Friedman=פרידמן Ben-David=בן-דוד'),
  },
  {
    key: 'pacific', share: 1, language: 'sm', shape: 'given-family',
    female: phrases("Leilani, Sina, Moana, Kalena, Fetu, Ma'ata"),
    male: phrases("Sione, Keoni, Tāne, Manaia, Tevita, Fa'afetai"),
    family: phrases("Kahananui, Tuilagi, Taufa'ahau, Fonoti, Māhoe, Kealoha, 'Akau'ola"),
  },
];
