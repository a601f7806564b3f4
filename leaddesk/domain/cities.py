"""Large cities by their names in Ukrainian, Russian and English: country and time zone, as data."""

from leaddesk.domain.normal import fold

# A line: country, zone, then cities; the names of one city are parted by "/", the cities by ",".
_TABLE = """
UA Europe/Kyiv: київ/киев/kyiv/kiev, харків/харьков/kharkiv/kharkov, одеса/одесса/odesa/odessa,
UA Europe/Kyiv: дніпро/днепр/дніпропетровськ/днепропетровск/dnipro, львів/львов/lviv,
UA Europe/Kyiv: запоріжжя/запорожье/zaporizhzhia,
UA Europe/Kyiv: кривий ріг/кривой рог/kryvyi rih, миколаїв/николаев/mykolaiv, вінниця/винница/vinnytsia,
UA Europe/Kyiv: полтава/poltava, чернігів/чернигов/chernihiv, черкаси/черкассы/cherkasy, суми/сумы/sumy,
UA Europe/Kyiv: житомир/zhytomyr, хмельницький/хмельницкий/khmelnytskyi, чернівці/черновцы/chernivtsi,
UA Europe/Kyiv: рівне/ровно/rivne, тернопіль/тернополь/ternopil, луцьк/луцк/lutsk, ужгород/uzhhorod,
UA Europe/Kyiv: івано-франківськ/ивано-франковск/ivano-frankivsk, херсон/kherson, донецьк/донецк/donetsk,
UA Europe/Kyiv: луганськ/луганск/luhansk, маріуполь/мариуполь/mariupol,
UA Europe/Kyiv: біла церква/белая церковь/bila tserkva,
UA Europe/Kyiv: кременчук/кременчуг/kremenchuk,
UA Europe/Kyiv: кропивницький/кропивницкий/кіровоград/кировоград/kropyvnytskyi,
UA Europe/Kyiv: бровари/бровары/brovary, бориспіль/борисполь/boryspil, ірпінь/ирпень/irpin, мукачево/mukachevo
RU Europe/Moscow: москва/moscow, санкт-петербург/петербург/спб/saint petersburg/st petersburg, казань/kazan,
RU Europe/Moscow: нижний новгород/nizhny novgorod, ростов-на-дону/ростов/rostov-on-don, воронеж/voronezh,
RU Europe/Moscow: краснодар/krasnodar, сочи/sochi, тула/tula, ярославль/yaroslavl, белгород, тверь, рязань
RU Europe/Kaliningrad: калининград/калінінград/kaliningrad
RU Europe/Samara: самара/samara, тольятти/togliatti, ижевск/izhevsk
RU Europe/Saratov: саратов/saratov
RU Europe/Volgograd: волгоград/volgograd
RU Asia/Yekaterinburg: екатеринбург/єкатеринбург/yekaterinburg, челябинск/челябінськ/chelyabinsk, уфа/ufa,
RU Asia/Yekaterinburg: пермь/перм/perm, тюмень/tyumen, оренбург/orenburg, сургут/surgut, магнитогорск
RU Asia/Omsk: омск/омськ/omsk
RU Asia/Novosibirsk: новосибирск/новосибірськ/novosibirsk
RU Asia/Tomsk: томск/томськ/tomsk
RU Asia/Barnaul: барнаул/barnaul
RU Asia/Krasnoyarsk: красноярск/красноярськ/krasnoyarsk
RU Asia/Novokuznetsk: кемерово/kemerovo, новокузнецк/novokuznetsk
RU Asia/Irkutsk: иркутск/іркутськ/irkutsk, улан-удэ/ulan-ude
RU Asia/Yakutsk: якутск/якутськ/yakutsk, благовещенск
RU Asia/Chita: чита/chita
RU Asia/Vladivostok: владивосток/vladivostok, хабаровск/хабаровськ/khabarovsk
RU Asia/Sakhalin: южно-сахалинск
RU Asia/Kamchatka: петропавловск-камчатский
KZ Asia/Almaty: алмати/алматы/алма-ата/almaty, астана/нур-султан/astana, шымкент/шимкент/shymkent,
KZ Asia/Almaty: караганда/karaganda, актобе/aktobe, атырау/atyrau, актау/aktau, костанай, павлодар
BY Europe/Minsk: мінськ/минск/minsk, гомель/gomel, брест/brest, гродно/grodno, вітебськ/витебск, могилев
MD Europe/Chisinau: кишинів/кишинев/chisinau, бельцы/balti
PL Europe/Warsaw: варшава/warsaw/warszawa, краків/краков/krakow/kraków, вроцлав/wroclaw/wrocław,
PL Europe/Warsaw: гданськ/гданьск/gdansk/gdańsk, познань/poznan/poznań, лодзь/lodz/łódź, люблін/люблин/lublin
DE Europe/Berlin: берлін/берлин/berlin, мюнхен/munich/münchen, гамбург/hamburg, франкфурт/frankfurt,
DE Europe/Berlin: кельн/köln/cologne, штутгарт/stuttgart, дюссельдорф/düsseldorf/dusseldorf, лейпциг/leipzig
CZ Europe/Prague: прага/prague/praha, брно/brno
SK Europe/Bratislava: братислава/bratislava, кошице/košice
AT Europe/Vienna: відень/вена/vienna/wien, graz, linz
CH Europe/Zurich: цюрих/zurich/zürich, женева/geneva/genève, basel
HU Europe/Budapest: будапешт/budapest
RO Europe/Bucharest: бухарест/bucharest, ясси/яссы/iasi
BG Europe/Sofia: софія/софия/sofia, варна/varna
LT Europe/Vilnius: вільнюс/вильнюс/vilnius, каунас/kaunas
LV Europe/Riga: рига/riga
EE Europe/Tallinn: таллінн/таллинн/таллин/tallinn
FI Europe/Helsinki: гельсінкі/хельсинки/helsinki
SE Europe/Stockholm: стокгольм/stockholm
NO Europe/Oslo: осло/oslo
DK Europe/Copenhagen: копенгаген/copenhagen
GB Europe/London: лондон/london, манчестер/manchester, бірмінгем/birmingham, glasgow, edinburgh
IE Europe/Dublin: дублін/дублин/dublin
FR Europe/Paris: париж/paris, ліон/лион/lyon, марсель/marseille, ніцца/ницца/nice
ES Europe/Madrid: мадрид/madrid, барселона/barcelona, валенсія/валенсия, аліканте/аликанте/alicante
PT Europe/Lisbon: лісабон/лиссабон/lisbon/lisboa, порту/porto
IT Europe/Rome: рим/rome/roma, мілан/милан/milan/milano, турин/turin/torino, неаполь/naples
NL Europe/Amsterdam: амстердам/amsterdam, роттердам/rotterdam
BE Europe/Brussels: брюссель/brussels, антверпен/antwerp
GR Europe/Athens: афіни/афины/athens, салоніки/салоники/thessaloniki
TR Europe/Istanbul: стамбул/istanbul, анкара/ankara, анталія/анталия/анталья/antalya, ізмір/измир/izmir
GE Asia/Tbilisi: тбілісі/тбилиси/tbilisi, батумі/батуми/batumi
AM Asia/Yerevan: єреван/ереван/yerevan
AZ Asia/Baku: баку/baku
UZ Asia/Tashkent: ташкент/tashkent, самарканд/samarkand
KG Asia/Bishkek: бішкек/бишкек/bishkek
TJ Asia/Dushanbe: душанбе/dushanbe
IL Asia/Jerusalem: тель-авів/тель-авив/tel aviv, хайфа/haifa, єрусалим/иерусалим/jerusalem
AE Asia/Dubai: дубай/dubai, абу-дабі/абу-даби/abu dhabi
CN Asia/Shanghai: пекін/пекин/beijing, шанхай/shanghai, гуанчжоу/guangzhou, шеньчжень/shenzhen
IN Asia/Kolkata: мумбаї/мумбаи/mumbai, делі/дели/delhi/new delhi, bangalore
JP Asia/Tokyo: токіо/токио/tokyo, osaka
SG Asia/Singapore: сінгапур/сингапур/singapore
US America/New_York: нью-йорк/new york, бостон/boston, маямі/майами/miami, washington/вашингтон, atlanta,
US America/New_York: philadelphia, charlotte, orlando, pittsburgh
US America/Detroit: detroit/детройт
US America/Chicago: чикаго/chicago, х'юстон/хьюстон/houston, даллас/dallas, austin, milwaukee, new orleans
US America/Denver: денвер/denver, salt lake city
US America/Phoenix: фенікс/финикс/phoenix
US America/Los_Angeles: лос-анджелес/los angeles, сан-франциско/san francisco, seattle/сіетл, san diego
US America/Los_Angeles: las vegas, portland
CA America/Toronto: торонто/toronto, монреаль/montreal, ottawa/оттава
CA America/Vancouver: ванкувер/vancouver
CA America/Edmonton: calgary/калгарі/калгари, edmonton
AU Australia/Sydney: сідней/сидней/sydney
AU Australia/Melbourne: мельбурн/melbourne
AU Australia/Perth: perth
BR America/Sao_Paulo: são paulo/sao paulo/сан-паулу, rio de janeiro
"""


def _read(table: str) -> dict[str, tuple[str, str]]:
    cities = {}
    for line in table.strip().splitlines():
        place, _, names = line.partition(": ")
        country, _, zone = place.partition(" ")
        for name in names.replace("/", ",").split(","):
            if name.strip():
                cities[fold(name)] = (country, zone)
    return cities


CITIES = _read(_TABLE)
