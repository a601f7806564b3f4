"""Countries: calling code, time zone, and which country a phone, an internet domain or a city speaks of."""

import re
from functools import lru_cache

from leaddesk.domain.cities import CITIES
from leaddesk.domain.normal import fold

# Country, calling code (* = several time zones), the zone where most of it lives. From zone.tab of tz 2026
# and the regions of phonenumbers 9; countries whose zones keep one time since 2025 count as one zone.
_TABLE = """
AD376:Europe/Andorra AE971:Asia/Dubai AF93:Asia/Kabul AG1:America/Antigua AI1:America/Anguilla
AL355:Europe/Tirane AM374:Asia/Yerevan AO244:Africa/Luanda AQ0*:Antarctica/McMurdo
AR54:America/Argentina/Buenos_Aires AS1:Pacific/Pago_Pago AT43:Europe/Vienna AU61*:Australia/Sydney
AW297:America/Aruba AX358:Europe/Mariehamn AZ994:Asia/Baku BA387:Europe/Sarajevo BB1:America/Barbados
BD880:Asia/Dhaka BE32:Europe/Brussels BF226:Africa/Ouagadougou BG359:Europe/Sofia BH973:Asia/Bahrain
BI257:Africa/Bujumbura BJ229:Africa/Porto-Novo BL590:America/St_Barthelemy BM1:Atlantic/Bermuda
BN673:Asia/Brunei BO591:America/La_Paz BQ599:America/Kralendijk BR55*:America/Sao_Paulo
BS1:America/Nassau BT975:Asia/Thimphu BW267:Africa/Gaborone BY375:Europe/Minsk BZ501:America/Belize
CA1*:America/Toronto CC61:Indian/Cocos CD243*:Africa/Kinshasa CF236:Africa/Bangui
CG242:Africa/Brazzaville CH41:Europe/Zurich CI225:Africa/Abidjan CK682:Pacific/Rarotonga
CL56*:America/Santiago CM237:Africa/Douala CN86:Asia/Shanghai CO57:America/Bogota
CR506:America/Costa_Rica CU53:America/Havana CV238:Atlantic/Cape_Verde CW599:America/Curacao
CX61:Indian/Christmas CY357:Asia/Nicosia CZ420:Europe/Prague DE49:Europe/Berlin DJ253:Africa/Djibouti
DK45:Europe/Copenhagen DM1:America/Dominica DO1:America/Santo_Domingo DZ213:Africa/Algiers
EC593*:America/Guayaquil EE372:Europe/Tallinn EG20:Africa/Cairo EH212:Africa/El_Aaiun
ER291:Africa/Asmara ES34*:Europe/Madrid ET251:Africa/Addis_Ababa FI358:Europe/Helsinki
FJ679:Pacific/Fiji FK500:Atlantic/Stanley FM691*:Pacific/Pohnpei FO298:Atlantic/Faroe FR33:Europe/Paris
GA241:Africa/Libreville GB44:Europe/London GD1:America/Grenada GE995:Asia/Tbilisi GF594:America/Cayenne
GG44:Europe/Guernsey GH233:Africa/Accra GI350:Europe/Gibraltar GL299*:America/Nuuk GM220:Africa/Banjul
GN224:Africa/Conakry GP590:America/Guadeloupe GQ240:Africa/Malabo GR30:Europe/Athens
GS0:Atlantic/South_Georgia GT502:America/Guatemala GU1:Pacific/Guam GW245:Africa/Bissau
GY592:America/Guyana HK852:Asia/Hong_Kong HN504:America/Tegucigalpa HR385:Europe/Zagreb
HT509:America/Port-au-Prince HU36:Europe/Budapest ID62*:Asia/Jakarta IE353:Europe/Dublin
IL972:Asia/Jerusalem IM44:Europe/Isle_of_Man IN91:Asia/Kolkata IO246:Indian/Chagos IQ964:Asia/Baghdad
IR98:Asia/Tehran IS354:Atlantic/Reykjavik IT39:Europe/Rome JE44:Europe/Jersey JM1:America/Jamaica
JO962:Asia/Amman JP81:Asia/Tokyo KE254:Africa/Nairobi KG996:Asia/Bishkek KH855:Asia/Phnom_Penh
KI686*:Pacific/Tarawa KM269:Indian/Comoro KN1:America/St_Kitts KP850:Asia/Pyongyang KR82:Asia/Seoul
KW965:Asia/Kuwait KY1:America/Cayman KZ7:Asia/Almaty LA856:Asia/Vientiane LB961:Asia/Beirut
LC1:America/St_Lucia LI423:Europe/Vaduz LK94:Asia/Colombo LR231:Africa/Monrovia LS266:Africa/Maseru
LT370:Europe/Vilnius LU352:Europe/Luxembourg LV371:Europe/Riga LY218:Africa/Tripoli
MA212:Africa/Casablanca MC377:Europe/Monaco MD373:Europe/Chisinau ME382:Europe/Podgorica
MF590:America/Marigot MG261:Indian/Antananarivo MH692:Pacific/Majuro MK389:Europe/Skopje
ML223:Africa/Bamako MM95:Asia/Yangon MN976*:Asia/Ulaanbaatar MO853:Asia/Macau MP1:Pacific/Saipan
MQ596:America/Martinique MR222:Africa/Nouakchott MS1:America/Montserrat MT356:Europe/Malta
MU230:Indian/Mauritius MV960:Indian/Maldives MW265:Africa/Blantyre MX52*:America/Mexico_City
MY60:Asia/Kuala_Lumpur MZ258:Africa/Maputo NA264:Africa/Windhoek NC687:Pacific/Noumea
NE227:Africa/Niamey NF672:Pacific/Norfolk NG234:Africa/Lagos NI505:America/Managua
NL31:Europe/Amsterdam NO47:Europe/Oslo NP977:Asia/Kathmandu NR674:Pacific/Nauru NU683:Pacific/Niue
NZ64*:Pacific/Auckland OM968:Asia/Muscat PA507:America/Panama PE51:America/Lima PF689*:Pacific/Tahiti
PG675*:Pacific/Port_Moresby PH63:Asia/Manila PK92:Asia/Karachi PL48:Europe/Warsaw
PM508:America/Miquelon PN0:Pacific/Pitcairn PR1:America/Puerto_Rico PS970:Asia/Gaza
PT351*:Europe/Lisbon PW680:Pacific/Palau PY595:America/Asuncion QA974:Asia/Qatar RE262:Indian/Reunion
RO40:Europe/Bucharest RS381:Europe/Belgrade RU7*:Europe/Moscow RW250:Africa/Kigali SA966:Asia/Riyadh
SB677:Pacific/Guadalcanal SC248:Indian/Mahe SD249:Africa/Khartoum SE46:Europe/Stockholm
SG65:Asia/Singapore SH290:Atlantic/St_Helena SI386:Europe/Ljubljana SJ47:Arctic/Longyearbyen
SK421:Europe/Bratislava SL232:Africa/Freetown SM378:Europe/San_Marino SN221:Africa/Dakar
SO252:Africa/Mogadishu SR597:America/Paramaribo SS211:Africa/Juba ST239:Africa/Sao_Tome
SV503:America/El_Salvador SX1:America/Lower_Princes SY963:Asia/Damascus SZ268:Africa/Mbabane
TC1:America/Grand_Turk TD235:Africa/Ndjamena TF0:Indian/Kerguelen TG228:Africa/Lome TH66:Asia/Bangkok
TJ992:Asia/Dushanbe TK690:Pacific/Fakaofo TL670:Asia/Dili TM993:Asia/Ashgabat TN216:Africa/Tunis
TO676:Pacific/Tongatapu TR90:Europe/Istanbul TT1:America/Port_of_Spain TV688:Pacific/Funafuti
TW886:Asia/Taipei TZ255:Africa/Dar_es_Salaam UA380:Europe/Kyiv UG256:Africa/Kampala UM0*:Pacific/Wake
US1*:America/New_York UY598:America/Montevideo UZ998:Asia/Tashkent VA39:Europe/Vatican
VC1:America/St_Vincent VE58:America/Caracas VG1:America/Tortola VI1:America/St_Thomas
VN84:Asia/Ho_Chi_Minh VU678:Pacific/Efate WF681:Pacific/Wallis WS685:Pacific/Apia YE967:Asia/Aden
YT262:Indian/Mayotte ZA27:Africa/Johannesburg ZM260:Africa/Lusaka ZW263:Africa/Harare"""
_ROWS = re.findall(r"([A-Z]{2})(\d+)(\*?):(\S+)", _TABLE)
ZONE_OF = {country: zone for country, _, _, zone in _ROWS}
CODE_OF = {country: code for country, code, _, _ in _ROWS if code != "0"}
MANY_ZONES = frozenset(country for country, _, star, _ in _ROWS if star)

# Of countries that share a code, the one that most of its numbers belong to (+1 and +7 are asked further).
_SHARED_CODE = {"39": "IT", "44": "GB", "47": "NO", "61": "AU", "212": "MA", "262": "RE", "290": "SH"} | {
    "358": "FI", "590": "GP", "599": "CW", "1": "US", "7": "RU", "262269": "YT", "262639": "YT",
}  # fmt: skip
_COUNTRY_OF_CODE = {code: country for country, code in CODE_OF.items()} | _SHARED_CODE
_DOMAIN_ALIASES = {"uk": "GB", "укр": "UA", "рф": "RU", "қаз": "KZ", "бел": "BY", "su": "RU", "eu": ""}
# Country domains that are sold to everybody and so say nothing of a country.
_DOMAINS_FOR_ALL = frozenset(re.findall("..", "aibzcccofmgggiiolalymemnnupwscsttotvvcws"))


def country_of_phone(normal: str) -> str | None:
    """ISO 3166 country of an E.164 number; None for numbers of no country (+800, +883)."""
    return _country_in_north_america(normal) if normal.startswith("+1") else country_of_code(normal)


def country_of_code(normal: str) -> str | None:
    """The country of an E.164 number by its calling code alone: all of +1 is US."""
    if normal.startswith("+7"):
        return "KZ" if normal[2:3] in ("6", "7") else "RU"
    if normal.startswith("+1"):
        return "US"
    return next(
        (country for size in (6, 2, 3) if (country := _COUNTRY_OF_CODE.get(normal[1 : size + 1]))), None
    )


def _country_in_north_america(normal: str) -> str | None:
    import phonenumbers

    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(normal)) or None
    except phonenumbers.NumberParseException:
        return None


def country_of_domain(domain: str) -> str | None:
    """Country of a domain's last part (agro.com.ua, firma.pl); None for .com and domains sold to all."""
    last = domain.lower().rstrip(".").rpartition(".")[2]
    if last in _DOMAIN_ALIASES:
        return _DOMAIN_ALIASES[last] or None
    return last.upper() if last.upper() in ZONE_OF and last not in _DOMAINS_FOR_ALL else None


def country_of_city(city: str) -> str | None:
    """Country of a large city by its uk, ru or en name; None for a name that is not in the table."""
    found = find_city(city)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def find_city(city: str) -> tuple[str, str] | None:
    """(country, time zone) of a large city; the words "м.", "г.", "city" before or after it are left out."""
    name = re.sub(r"^(?:м|г|місто|город|city of)[. ]+|[ ]+(?:city|місто|город)$", "", fold(city).strip(" .,"))
    return CITIES.get(name.strip(" ."))


def country_of(phone: str | None = None, domain: str | None = None, city: str | None = None) -> str | None:
    """The country that the clues speak of, the nearest to the person first: city, phone, domain."""
    return (
        (city and country_of_city(city))
        or (phone and country_of_phone(phone))
        or (domain and country_of_domain(domain))
        or None
    )
