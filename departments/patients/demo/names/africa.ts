import { type Culture, list, phrases } from './culture.ts';

export const africa: readonly Culture[] = [
  {
    key: 'igbo', share: 6, language: 'ig', shape: 'given-middle-family',
    female: list('Amina Chidinma Ngozi Adaeze Ifeoma Chiamaka Nkechi Obiageli Uchenna Ogechi Chinwe Amarachi Nneka Ebele Kosisochukwu Somtochukwu Adanna Ijeoma Olanna Zikora'),
    male: list('Chukwuemeka Obinna Ikenna Chinedu Emeka Nnamdi Kelechi Uche Ifeanyi Chibuike Tobenna Okechukwu Azubuike Onyekachi Ebuka Kenechukwu Arinze Chidi Somadina Zubby'),
    family: list('Okafor Okonkwo Eze Nwosu Okeke Obi Nwachukwu Onyeka Igwe Okoye Nnaji Ugwu Anyanwu Madu Ibekwe Ezeudu Achebe Umeh Ofor Nweke Ekwueme Agu Chukwu Mbah Odili'),
    rare: [list('Oko Nwa Eze Ani Onye Ugo Ike Obi Chi Ogu Ude Aka Ama Uzo Nna Mma'), list('chu ka ma na be nwe ri go kwu di bu lu ze gbo'), list('kwu ma ka nne ji la eze ogu bi ndu adi ora')],
  },
  {
    key: 'yoruba', share: 5, language: 'yo', shape: 'given-middle-family',
    female: list('Folaṣadé Títílayọ̀ Yétúndé Bùkọ́lá Ṣadé Abọ́sẹ̀dé Àdùkẹ́ Bisi Fúnmiláyọ̀ Mojisola Ronke Temitope Olúwaṣeun Simisola Ayọ̀délé Kẹ́hìndé Táíwò Morẹ́nikẹ́ Damilola Toluwani'),
    male: list('Adébáyọ̀ Olúmídé Babátúndé Ọláyínká Ṣẹ́gun Túndé Fẹ́mi Kunle Wálé Gbénga Adéwálé Olúṣẹ́gun Táíwò Kẹ́hìndé Dèjì Rótìmí Ládi Àkànní Dàpọ̀ Bọ́dé'),
    family: list('Adeyemi Ogunleye Ọlábísí Adeleke Balogun Akinola Ogundipe Oyelaran Afolabi Bamidele Olatunji Adebayo Fashola Olowo Ajayi Akande Oyebanji Soyinka Kuti Ransome'),
    rare: [list('Ade Ola Oye Ogun Akin Ayo Olu Fa Ifa Omo Oba Ala Awo Ba'), list('wa ye ba ku le mi ni to ga sa ti du'), list('mi le de la ju nla yo tan so gbe kun wo')],
  },
  {
    key: 'hausa', share: 4, language: 'ha', shape: 'fathers',
    female: list('Aisha Hauwa Fatima Zainab Maryam Khadija Rukayya Halima Hadiza Asabe Ladi Binta Safiya Amina Jummai'),
    male: list('Musa Ibrahim Abubakar Umar Sani Yusuf Aliyu Bello Garba Danladi Haruna Isa Sule Tanko Ɗanjuma Ɓala'),
    family: list('Musa Ibrahim Abubakar Umar Sani Yusuf Aliyu Bello Garba Danladi Haruna Tafawa Balewa Dikko Shagari Gusau Kano Zaria Katsina Wushishi'),
  },
  {
    key: 'akan', share: 3, language: 'ak', shape: 'given-middle-family',
    female: list('Ama Akosua Abena Afia Yaa Esi Efua Adwoa Akua Afua Serwaa Pokuaa Dufie Maame Nhyira'),
    male: list('Kwame Kofi Kwabena Kwaku Yaw Kwasi Kojo Fiifi Ebo Ekow Nana Paa Osei Akwasi Papa'),
    family: list('Mensah Owusu Asante Boateng Osei Appiah Agyeman Ofori Sarpong Addo Antwi Darko Frimpong Gyasi Amponsah Baffour Nkrumah Acheampong Adjei Quartey'),
  },
  {
    key: 'swahili', share: 4, language: 'sw', shape: 'given-middle-family',
    female: list('Wanjiru Akinyi Achieng Njeri Wambui Atieno Nyambura Zawadi Neema Rehema Amani Fatuma Halima Makena Naliaka Chebet'),
    male: list('Juma Kamau Otieno Mwangi Ochieng Baraka Kipchoge Njoroge Omondi Hamisi Salim Maina Wafula Kiprono Mutua Jabari'),
    family: list('Mwangi Otieno Kamau Odhiambo Njoroge Wanjala Kariuki Ouma Kimani Cheruiyot Mutiso Abdalla Ngugi Kiplagat Wekesa Onyango Macharia Musyoka Langat Barasa'),
    rare: [list('Ki Mu Wa Nja Ka O Nye Che Ma Ga'), list('ro mu pto ri cha ru ta ngu bi le'), list('ri ga ngi tich no ra mbo thi ka so')],
  },
  {
    key: 'ethiopian', share: 3, language: 'am', shape: 'fathers', script: 'Ethi',
    female: list('Almaz=አልማዝ Tigist=ትዕግስት Hirut=ሂሩት Selam=ሰላም Meseret=መሠረት Bethlehem=ቤተልሔም Hanna=ሐና Aster=አስቴር Genet=ገነት Marta=ማርታ'),
    male: list('Abebe=አበበ Tesfaye=ተስፋዬ Haile=ኃይሌ Dawit=ዳዊት Yohannes=ዮሐንስ Kebede=ከበደ Girma=ግርማ Solomon=ሰለሞን Bekele=በቀለ Mulugeta=ሙሉጌታ'),
    family: list('Abebe=አበበ Tesfaye=ተስፋዬ Haile=ኃይሌ Kebede=ከበደ Girma=ግርማ Bekele=በቀለ Mulugeta=ሙሉጌታ Alemu=ዓለሙ Desta=ደስታ Wolde=ወልደ Tadesse=ታደሰ Mengistu=መንግሥቱ'),
  },
  {
    key: 'somali', share: 2, language: 'so', shape: 'fathers',
    female: list('Hodan Ayaan Ifrah Sahra Faadumo Xaawo Caasha Hibaaq Idil Ubax Deqa Nimco'),
    male: list('Maxamed Cabdi Axmed Faarax Xasan Cali Jaamac Warsame Guuleed Liibaan Cumar Saciid'),
    family: list('Maxamed Cabdi Axmed Faarax Xasan Cali Jaamac Warsame Guuleed Xirsi Cigaal Nuur Aadan Shire Diiriye'),
  },
  {
    key: 'southern', share: 2, language: 'zu', shape: 'given-middle-family',
    female: phrases("Nomvula, Thandeka, Zanele, Lindiwe, Nokuthula, Busisiwe, Naledi, Palesa, Kgomotso, Ntombifuthi, Refilwe, Mbali"),
    male: phrases("Sipho, Thabo, Bongani, Mandla, Themba, Kagiso, Tshepo, Lwazi, Sibusiso, Mpho, Vusumuzi, Ayanda"),
    family: phrases("Dlamini, Nkosi, Ndlovu, Khumalo, Mokoena, Sithole, Zulu, Mahlangu, Molefe, Mthembu, Ngcobo, van der Merwe, Botha, Naidoo, Tutu"),
  },
];
