"""Builds the generated files of data/lexicon from a folder of open fact tables; run `python tools/build_lexicon.py FACTS`.

FACTS holds the tables that data/lexicon/README.md names, as their projects publish them. The files that people write by hand
(`curated_*.csv`, `homographs.csv`) are read, never written. Rows are sorted, so the same tables give the same bytes.
"""

# ruff: noqa: E501  tables read best with one entry a line
from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from kg import resources
from kg.names import slug

COLUMNS = "id name type aliases adjectives country parent stands_for valid_from valid_to wikidata dbpedia sector source licence".split()
Row = dict[str, str]

# English usage of the press where the registers write otherwise.
NAMES = {
    "TR": "Turkey", "CI": "Ivory Coast", "CZ": "Czech Republic", "CG": "Republic of the Congo", "CD": "Democratic Republic of the Congo",
    "NR": "Nauru", "BS": "Bahamas", "GM": "Gambia", "VA": "Vatican City", "HK": "Hong Kong", "MO": "Macau", "TL": "East Timor",
    "MM": "Myanmar", "PN": "Pitcairn Islands", "MF": "Saint Martin", "VI": "US Virgin Islands", "UM": "US Minor Outlying Islands",
    "KN": "Saint Kitts and Nevis", "ST": "Sao Tome and Principe", "CW": "Curacao", "AX": "Aland Islands", "RE": "Reunion",
    "BL": "Saint Barthelemy", "HM": "Heard and McDonald Islands", "FM": "Micronesia",
}  # fmt: skip
ALIASES = {
    "US": "US; U.S.; USA; U.S.A.; United States of America; America",
    "GB": "UK; U.K.; Britain; Great Britain; United Kingdom of Great Britain and Northern Ireland",
    "TR": "Türkiye; Turkiye; Republic of Turkey; Republic of Türkiye",
    "CI": "Côte d'Ivoire; Cote d'Ivoire; Cote D'Ivoire",
    "CZ": "Czechia",
    "CD": "DR Congo; DRC; D.R. Congo; Congo-Kinshasa; DR of Congo; Democratic Republic of Congo; Zaire",
    "CG": "Congo-Brazzaville; Republic of Congo; Congo Republic",
    "KR": "Republic of Korea; ROK",
    "KP": "Democratic People's Republic of Korea; DPRK",
    "MM": "Burma; Republic of the Union of Myanmar",
    "TL": "Timor-Leste; Timor Leste",
    "SZ": "Swaziland; Kingdom of Eswatini",
    "CV": "Cabo Verde",
    "VA": "Vatican; Holy See; Vatican City State",
    "PS": "State of Palestine; Palestinian territories; Palestinian Territories; occupied Palestinian territories; Occupied Territories",
    "AE": "UAE; U.A.E.; Emirates",
    "SA": "KSA; Kingdom of Saudi Arabia; Saudi",
    "BA": "Bosnia; Bosnia-Herzegovina; Bosnia & Herzegovina; BiH",
    "CF": "CAR; Central African Rep",
    "MK": "Macedonia; FYROM; Republic of North Macedonia; former Yugoslav Republic of Macedonia",
    "RU": "Russian Federation",
    "IR": "Islamic Republic of Iran; Islamic Republic; Persia",
    "SY": "Syrian Arab Republic",
    "CN": "PRC; People's Republic of China; Mainland China; mainland China; Communist China",
    "TW": "Republic of China; ROC; Chinese Taipei; Formosa",
    "GE": "Republic of Georgia; Sakartvelo",
    "NL": "Holland; The Netherlands",
    "LA": "Lao PDR; Lao People's Democratic Republic",
    "VN": "Viet Nam; Socialist Republic of Vietnam",
    "BY": "Byelorussia; Republic of Belarus",
    "MD": "Moldavia; Republic of Moldova",
    "KG": "Kyrgyz Republic; Kirghizia",
    "XK": "Republic of Kosovo; Kosova; Kosovo and Metohija",
    "LK": "Ceylon",
    "PG": "PNG",
    "NZ": "Aotearoa",
    "FM": "Federated States of Micronesia",
    "ST": "São Tomé and Príncipe; Sao Tome",
    "LC": "St Lucia; St. Lucia",
    "VC": "St Vincent and the Grenadines; St. Vincent and the Grenadines; St Vincent",
    "KN": "St Kitts and Nevis; St. Kitts and Nevis; St Kitts",
    "TT": "Trinidad & Tobago; Trinidad",
    "AG": "Antigua",
    "DO": "Dominican Rep",
    "ZA": "RSA; Republic of South Africa",
    "IE": "Republic of Ireland; Irish Republic; Eire",
    "UA": "the Ukraine",
    "DE": "Federal Republic of Germany; Federal Republic; West Germany",
    "AU": "Commonwealth of Australia",
    "GQ": "Equatorial Guinea",
    "GN": "Guinea-Conakry; Guinea Conakry; Republic of Guinea",
    "GW": "Guinea Bissau",
    "HK": "Hong Kong SAR; HKSAR",
    "MO": "Macao; Macao SAR",
    "FK": "Falklands; Malvinas; Falkland Islands (Malvinas)",
    "SO": "Federal Republic of Somalia",
    "IQ": "Republic of Iraq",
    "LY": "State of Libya",
    "IL": "State of Israel; Jewish state; Jewish State",
}
ADJECTIVES = {
    "US": "US; American; Americans", "AU": "Australian; Australians", "GB": "British; Britons; Brits", "SG": "Singaporean; Singaporeans",
    "CI": "Ivorian; Ivorians; Ivoirian", "CD": "Congolese", "CG": "Congolese; Congo-Brazzaville", "BW": "Botswanan; Botswanans; Batswana",
    "LS": "Basotho; Lesotho", "MG": "Malagasy; Madagascan; Malagasies", "MM": "Myanmar; Burmese", "NG": "Nigerian; Nigerians",
    "NE": "Nigerien; Nigeriens", "DM": "Dominican; Dominicans", "DO": "Dominican; Dominicans", "SZ": "Swazi; Swazis; Eswatini",
    "CZ": "Czech; Czechs", "FR": "French; Frenchmen; Frenchman", "NL": "Dutch; Dutchman", "NZ": "New Zealand; New Zealander; New Zealanders",
    "GL": "Greenlandic; Greenlander; Greenlanders", "LU": "Luxembourgish; Luxembourgers; Luxembourger", "DK": "Danish; Danes; Dane",
    "HK": "Hongkonger; Hongkongers; Hong Konger; Hong Kongers", "MO": "Macanese", "VA": "Vatican", "KI": "I-Kiribati; Kiribati",
    "NO": "Norwegian; Norwegians", "LI": "Liechtensteiner; Liechtensteiners", "BF": "Burkinabe; Burkinabé; Burkinabes", "LA": "Lao; Laotian; Laotians",
    "MC": "Monegasque; Monégasque; Monegasques", "ST": "Sao Tomean; São Toméan", "IL": "Israeli; Israelis", "SA": "Saudi; Saudis; Saudi Arabian",
    "AF": "Afghan; Afghans; Afghani", "PK": "Pakistani; Pakistanis", "ES": "Spanish; Spaniards; Spaniard", "PL": "Polish; Poles",
    "SE": "Swedish; Swedes; Swede", "FI": "Finnish; Finns; Finn", "TR": "Turkish; Turks; Turk", "CH": "Swiss", "PT": "Portuguese",
    "IE": "Irish; Irishman; Irishmen", "PH": "Philippine; Filipino; Filipinos", "RS": "Serbian; Serbians", "HR": "Croatian; Croatians; Croat; Croats",
    "BA": "Bosnian; Bosnians; Herzegovinian", "XK": "Kosovo; Kosovar; Kosovars; Kosovan; Kosovans", "KR": "South Korean; South Koreans",
    "KP": "North Korean; North Koreans", "AE": "Emirati; Emiratis; UAE", "IS": "Icelandic; Icelanders; Icelander",
    "TH": "Thai; Thais", "NP": "Nepali; Nepalese; Nepalis", "UZ": "Uzbek; Uzbeks; Uzbekistani", "KZ": "Kazakh; Kazakhs; Kazakhstani",
    "TM": "Turkmen; Turkmens; Turkmenistani", "TJ": "Tajik; Tajiks; Tajikistani", "KG": "Kyrgyz; Kyrgyzstani", "AZ": "Azerbaijani; Azerbaijanis; Azeri; Azeris",
    "GR": "Greek; Greeks; Hellenic", "HU": "Hungarian; Hungarians", "IR": "Iranian; Iranians", "SV": "Salvadoran; Salvadorans; Salvadorean",
    "CV": "Cape Verdean; Cape Verdeans; Cabo Verdean", "MN": "Mongolian; Mongolians", "ET": "Ethiopian; Ethiopians", "WS": "Samoan; Samoans",
    "GW": "Bissau-Guinean; Bissau-Guineans", "EH": "Sahrawi; Sahrawis; Saharawi", "SK": "Slovak; Slovaks; Slovakian", "SI": "Slovenian; Slovene; Slovenes; Slovenians",
    "LV": "Latvian; Latvians", "PS": "Palestinian; Palestinians", "IN": "Indian; Indians", "TL": "Timorese; East Timorese", "VU": "Ni-Vanuatu; Vanuatuan",
    "MK": "Macedonian; Macedonians; North Macedonian", "CN": "Chinese", "TT": "Trinidadian; Trinidadians; Tobagonian", "SC": "Seychellois",
    "ZA": "South African; South Africans", "RW": "Rwandan; Rwandans", "TZ": "Tanzanian; Tanzanians; Zanzibari", "CY": "Cypriot; Cypriots",
    "DE": "German; Germans", "MX": "Mexican; Mexicans", "MR": "Mauritanian; Mauritanians", "UA": "Ukrainian; Ukrainians", "AR": "Argentine; Argentinian; Argentines; Argentinians; Argentinean",
    "GT": "Guatemalan; Guatemalans", "PG": "Papua New Guinean; Papua New Guineans", "PR": "Puerto Rican; Puerto Ricans",
    "BD": "Bangladeshi; Bangladeshis", "MV": "Maldivian; Maldivians", "MW": "Malawian; Malawians", "MY": "Malaysian; Malaysians",
}  # fmt: skip
QIDS = {"NL": "Q55", "DK": "Q35", "PS": "Q219060", "EH": "Q6250", "NA": "Q1030", "SJ": "Q842829", "XK": ""}
TERRITORY = set(
    "EH AI AW AX AS BM BQ BL BV CC CK CW CX FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT AQ".split()
)
SOVEREIGN = {"HK": "CN", "MO": "CN"}
CAPITALS = {  # the seat that stands for the government, where it is not, or not only, the capital
    "Washington, D.C.": "Washington", "Kiev": "Kyiv", "Rangoon": "Yangon", "Naypyidaw": "Naypyidaw", "Prishtina": "Pristina", "Sanaa": "Sanaa", "Sana'a": "Sanaa", "Sana": "Sanaa", "Astana": "Astana", "Sri Jayewardenepura Kotte": "Sri Jayawardenepura Kotte",
}  # fmt: skip
CITY_ALIASES = {
    "Washington, D.C.": "Washington DC; Washington D.C.; Washington, DC; US capital; D.C.", "Kyiv": "Kiev", "Kharkiv": "Kharkov", "Odessa": "Odesa",
    "Naypyidaw": "Nay Pyi Taw; Naypyitaw; Nay Pyi Daw", "Rangoon": "Yangon", "N'Djamena": "Ndjamena", "Pristina": "Prishtina; Priština", "Ashgabat": "Ashkhabad",
    "Calcutta": "Kolkata", "Bombay": "Mumbai", "Kolkata": "Calcutta", "Mumbai": "Bombay", "Beijing": "Peking", "Guangzhou": "Canton", "Sanaa": "Sana'a; Sana’a",
    "Ho Chi Minh City": "Saigon", "Mecca": "Makkah", "Medina": "Madinah", "Aleppo": "Halab", "Mosul": "Al Mawsil; Al-Mawsil", "Homs": "Hims", "Raqqa": "Ar Raqqah; Ar-Raqqah",
    "Deir ez-Zor": "Dayr az Zawr; Deir Ezzor; Deir al-Zor; Deir al-Zour", "Tel Aviv-Yafo": "Tel Aviv", "Gaza": "Gaza City", "Sevastopol": "Sebastopol", "Nur-Sultan": "Astana",
    "Antananarivo": "Tananarive", "Ulaanbaatar": "Ulan Bator", "The Hague": "Hague", "New York": "New York City; NYC", "Luhansk": "Lugansk", "Mykolaiv": "Nikolaev", "Dnipro": "Dnipropetrovsk",
    "Mitrovica": "Mitrovicë; Kosovska Mitrovica",
}  # fmt: skip


def table(folder: Path, name: str) -> list[Row]:
    """The rows of a fact table."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(values: Iterable[str]) -> str:
    """The values, each once, in order, as one cell."""
    return "; ".join(dict.fromkeys(value.strip() for value in values if value.strip() and ";" not in value))


def split(cell: str) -> list[str]:
    """The values of a cell."""
    return [value.strip() for value in cell.split(";") if value.strip()]


_WRITTEN = str.maketrans(
    {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "æ": "ae", "þ": "th", "Þ": "Th"}
)
"""Letters that are no letter with a mark, as the English press writes them."""


def ascii_of(text: str) -> str:
    """The text without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(_WRITTEN)) if not unicodedata.combining(c))


def latin(text: str) -> bool:
    """Whether the text is in the Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def dbpedia(title: str) -> str:
    """The DBpedia name of an English Wikipedia title or address."""
    from urllib.parse import unquote

    title = unquote(title.strip())
    if "wikipedia.org" in title:
        match = re.search(r"//en\.wikipedia\.org/wiki/([^#?]+)$", title)
        title = match[1] if match else ""
    title = title.replace(" ", "_")
    return title if re.fullmatch(r"[^\s\"<>{}|\\^`]+", title) else ""


def states(facts: Path) -> tuple[list[Row], dict[str, str]]:
    """The states and territories, and the id of each by ISO alpha-2 code."""
    codes = {row["ISO3166-1-Alpha-2"]: row for row in table(facts, "country_codes.csv") if row["ISO3166-1-Alpha-2"]}
    territories = {row["code"].upper(): row for row in table(facts, "territories.csv")}
    demonyms = {row["cca2"]: row for row in table(facts, "demonyms.csv")}
    rows, ids = [], {}
    for code in sorted({*codes, "XK"}):
        known, unit = codes.get(code, {}), territories.get(code, {})
        name = NAMES.get(code) or unit.get("name") or known["CLDR display name"]
        kind = "Territory" if code in TERRITORY else "State"
        alpha3 = known.get("ISO3166-1-Alpha-3") or "XKX"
        formal = re.sub(r"^the ", "", known.get("UNTERM English Formal", ""))
        spoken = re.sub(r"^the ", "", known.get("UNTERM English Short", ""))
        names = [
            unit.get("name", ""),
            unit.get("full_name", ""),
            known.get("CLDR display name", ""),
            formal,
            re.sub(r" \(.*\)", "", spoken),
        ]
        aliases = [n for n in [*split(ALIASES.get(code, "")), *names] if n and n != name and latin(n) and "(" not in n]
        aliases += [ascii_of(n) for n in [name, *aliases]]
        if "Saint " in name:
            aliases += [name.replace("Saint ", "St "), name.replace("Saint ", "St. ")]
        if " and " in name:
            aliases.append(name.replace(" and ", " & "))
        aliases = [a for a in aliases if not (code == "EH" and "Republic" in a)]
        words = split(ADJECTIVES.get(code, ""))
        if not words and (found := demonyms.get(code)):
            cells = (
                re.sub(r"\(.*?\)", "", f"{found['adjectivals']}; {found['demonyms']}")
                .replace("/", ";")
                .replace(" and ", ";")
                .replace(",", ";")
            )
            words = [w[:1].upper() + w[1:] if " " not in w else w.title() for w in split(cells)]
            words = [w for w in words if w != name and not w.endswith(" Island")]
        adjectives = listed([*words, *(ascii_of(w) for w in words)])
        qid = QIDS.get(code) or unit.get("qid") or known.get("wikidata_qid", "")
        aliases = [a for a in aliases if a != name]
        if code in {"CD", "CG", "KR", "KP"}:
            aliases = [a for a in aliases if a not in {"Congo", "Korea"}]
        ids[code] = f"{kind.lower()}/{slug(name)}"
        rows.append(
            row(ids[code], name, kind, aliases=listed(aliases), adjectives=adjectives, country=alpha3, wikidata=qid,
                dbpedia="" if code == "GE" else dbpedia(unit.get("wikipedia_url", "")) if "Congo_-" not in unit.get("wikipedia_url", "") else "",
                sector="" , source="rigour; country-codes; cartogrify", licence="MIT; ODC-PDDL-1.0; MIT")
        )  # fmt: skip
    sovereign = {r["ISO_A2"]: r["SOV_A3"] for r in table(facts, "ne_countries.csv")}
    gb = {"US1": "USA", "GB1": "GBR", "FR1": "FRA", "NL1": "NLD", "DN1": "DNK", "CH1": "CHN", "AU1": "AUS", "NZ1": "NZL", "FI1": "FIN"}
    by_alpha3 = {r["country"]: r["id"] for r in rows}
    for entry, code in zip(rows, sorted(ids), strict=True):
        if entry["type"] == "Territory":
            parent = by_alpha3.get(gb.get(sovereign.get(code, ""), sovereign.get(code, "")), "")
            unit_parent = ids.get(territories.get(code, {}).get("parent", "").upper(), "")
            entry["parent"] = next((p for p in (unit_parent, parent) if p and p != entry["id"]), "")
    for code, name, aliases, adjectives, until in (
        ("SUHH", "Soviet Union", "USSR; U.S.S.R.; Union of Soviet Socialist Republics", "Soviet; Soviets", "1991-12-26"),
        ("YUCS", "Yugoslavia", "Socialist Federal Republic of Yugoslavia", "Yugoslav; Yugoslavs", ""),
        ("CSHH", "Czechoslovakia", "", "Czechoslovak; Czechoslovakian", "1992-12-31"),
        ("DD", "East Germany", "GDR; German Democratic Republic", "East German; East Germans", "1990-10-03"),
        ("CSXX", "Serbia and Montenegro", "Serbia & Montenegro", "", "2006-06-05"),
    ):
        unit = territories[code]
        rows.append(row(f"state/{slug(name)}", name, "State", aliases=aliases, adjectives=adjectives, valid_to=until, wikidata=unit["qid"],
                        dbpedia=dbpedia(unit["wikipedia_url"]), source="rigour", licence="MIT"))  # fmt: skip
    return rows, ids


def row(id: str, name: str, kind: str, **cells: str) -> Row:
    """A row of the lexicon; what is not given is empty."""
    return {**dict.fromkeys(COLUMNS, ""), "id": id, "name": name, "type": kind, **cells}


def cities(facts: Path, countries: list[Row], ids: dict[str, str]) -> list[Row]:
    """Capitals and cities of more than 60,000 people, or that head a province; capitals stand for their state."""
    by_code = {r["country"]: r["id"] for r in countries if r["country"]}
    fixed = {
        "SDS": "SSD",
        "KOS": "XKX",
        "PSX": "PSE",
        "SOL": "SOM",
        "CYN": "CYP",
        "SAH": "ESH",
        "ALD": "ALA",
        "GGY": "GGY",
        "KAB": "KAZ",
        "KNM": "KNA",
    }
    found, taken, seen = [], set(), set()
    places = table(facts, "ne_populated_places.csv")
    places.sort(key=lambda p: (not p["FEATURECLA"].startswith("Admin-0"), -int(float(p["POP_MAX"] or 0)), p["NAME"]))
    for place in places:
        capital = place["FEATURECLA"] in {"Admin-0 capital", "Admin-0 capital alt"}
        population = int(float(place["POP_MAX"] or 0))
        if not (capital or population >= 60000 or (place["FEATURECLA"].startswith("Admin-1") and population >= 15000)):
            continue
        alpha3 = fixed.get(place["ADM0_A3"], place["ADM0_A3"])
        if place["ADM1NAME"] in {"Crimea", "Sevastopol"}:
            alpha3 = "UKR"  # the table follows control on the ground
        state = by_code.get(alpha3, "")
        raw = place["NAME"]
        name = place["NAME_EN"] if place["NAME_EN"] and latin(place["NAME_EN"]) and place["NAME_EN"] != "NA" else raw
        name = ascii_of(CAPITALS.get(raw) or CAPITALS.get(name) or name)
        if "," in name or "(" in name:
            name = ascii_of(raw)
        if raw == "Washington, D.C.":
            name = "Washington"
        qid = place["wikidataid"]
        if (qid and qid in seen and not capital) or (name, alpha3) in taken:
            continue
        taken.add((name, alpha3))
        seen.add(qid)
        aliases = [raw, place["NAMEASCII"], place["NAMEPAR"], *re.split(r"[|;]", place["NAMEALT"]), place["NAME_EN"]]
        for known, more in CITY_ALIASES.items():
            if known in {raw, name}:
                aliases += split(more)
        aliases += [ascii_of(a) for a in aliases]
        aliases = [a for a in aliases if a and a not in {name, "NA", "Washington"} and latin(a) and "(" not in a]
        code = f"city/{slug(name)}" + ("" if capital else f"-{alpha3.lower()}")
        if any(r["id"] == code for r in found if r["name"] == name):
            code += f"-{slug(place['ADM1NAME'] or str(len(found)))}"
        stands = state if capital and state.startswith(("state/", "territory/")) else ""
        found.append(row(code, name, "City", aliases=listed(aliases), country=alpha3 if state else "", parent=state, stands_for=stands,
                         wikidata=qid if re.fullmatch(r"Q\d+", qid) else "", source="Natural Earth", licence="public domain"))  # fmt: skip
    # A capital that is no longer one, or a seat shared with another city, speaks for nobody.
    silent = {
        "Yangon",
        "Rangoon",
        "Almaty",
        "Dar es Salaam",
        "Sri Jayawardenepura Kotte",
        "Bloemfontein",
        "Cape Town",
        "Lobamba",
        "Valparaiso",
        "Lagos",
        "Johannesburg",
        "Kyoto",
        "Baguio",
        "Laayoune",
        "Sucre",
        "Putrajaya",
        "Cotonou",
    }
    for r in found:
        if r["name"] in silent:
            r["stands_for"] = ""
        if r["id"] == "city/delhi-ind":
            r["stands_for"] = "state/india"
        if r["name"] == "Hargeisa":
            r["stands_for"], r["parent"] = "territory/somaliland", "territory/somaliland"
        if r["id"] == "city/brussels":
            r["stands_for"] = "intergovernmental-organisation/european-union"
    ids_seen: dict[str, int] = {}
    for r in found:
        n = ids_seen[r["id"]] = ids_seen.get(r["id"], 0) + 1
        if n > 1:
            r["id"] += f"-{n}"
    return found


def waters(facts: Path) -> list[Row]:
    """Oceans, seas, gulfs and straits."""
    kinds = {"river": None}
    rows, seen = [], set()
    for water in table(facts, "ne_seas.csv"):
        name = ascii_of(water["name_en"] or water["name"])
        name = name[:1].upper() + name[1:] if name else ""
        if not name or name in seen or kinds.get(water["featurecla"], 0) is None or not latin(name):
            continue
        seen.add(name)
        aliases = [water["name"].title() if water["name"].isupper() else water["name"], water["namealt"], water["name_en"]]
        if match := re.fullmatch(r"(?:Gulf|Strait|Bay|Sea) of (?:the )?(.+)", name):
            aliases.append(f"{match[1]} {name.split()[0]}")
        qid = {"Inner Sea": "Q231312"}.get(name, water["wikidataid"])
        rows.append(row(f"water-body/{slug(name)}", name, "WaterBody", aliases=listed(a for a in aliases if a and a != name and latin(a)),
                        wikidata=qid, source="Natural Earth", licence="public domain"))  # fmt: skip
    return sorted(rows, key=lambda r: r["id"])


def regions(facts: Path, countries: list[Row], ids: dict[str, str]) -> list[Row]:
    """First-level units of federations and disputed areas that the press names, with the state they belong to."""
    alpha3 = {r["id"]: r["country"] for r in countries}
    rows, seen = [], set()
    renamed = {
        "ua_cri": "Crimea", "ua_dpr": "Donetsk People's Republic", "ua_lpr": "Luhansk People's Republic", "x_so": "South Ossetia",
        "ge_ab": "Abkhazia", "md_pmr": "Transnistria", "cy_trnc": "Northern Cyprus", "iq_kr": "Iraqi Kurdistan", "az_nk": "Nagorno-Karabakh", "pk_km": "Azad Kashmir", "kn_n": "Nevis",
    }  # fmt: skip
    aliases = {
        "ua_cri": "Crimean Peninsula; Crimean peninsula", "ua_dpr": "DPR; DNR", "ua_lpr": "LPR; LNR", "md_pmr": "Transdniestria; Pridnestrovian Moldavian Republic; Trans-Dniester; Transdniester",
        "iq_kr": "Kurdistan Region; Kurdistan Regional Government; KRG; Kurdistan region of Iraq; Kurdistan", "az_nk": "Artsakh; Nagorny Karabakh; Karabakh; Nagorno Karabakh",
        "cy_trnc": "Turkish Republic of Northern Cyprus; TRNC; North Cyprus", "so_som": "", "pk_km": "Pakistan-administered Kashmir; AJK",
    }  # fmt: skip
    adjectives = {
        "ua_cri": "Crimean; Crimeans", "x_so": "South Ossetian; South Ossetians", "ge_ab": "Abkhaz; Abkhazian; Abkhazians", "md_pmr": "Transnistrian; Transdniestrian",
        "so_som": "Somalilander; Somalilanders", "gb_eng": "English", "gb_sct": "Scottish; Scots",
        "gb_wls": "Welsh", "gb_nir": "Northern Irish",
    }  # fmt: skip
    qids = {"ua_cri": "Q7835", "ge_ab": "Q23334", "az_nk": "Q44302"}
    territory = {"md_pmr", "cy_trnc", "so_som", "x_so", "ge_ab", "az_nk", "ua_dpr", "ua_lpr"}
    for unit in table(facts, "territories.csv"):
        code = unit["code"]
        country = code[:2].upper() if code[:2] != "x_" else "GE"
        if "_" not in code or code.startswith("su_") or country not in ids:
            continue
        name = ascii_of(renamed.get(code, unit["name"]))
        name = re.sub(r" \(.*\)", "", name).strip("‘'")
        kind = "Territory" if code in territory else "Region"
        if not name or f"{kind}{name}" in seen or not latin(name):
            continue
        seen.add(f"{kind}{name}")
        id = f"{kind.lower()}/{slug(name)}" + (
            f"-{country.lower()}"
            if kind == "Region" and country in {"US", "IN", "CN"} and name in {"Georgia", "Washington", "Punjab"}
            else ""
        )
        others = [n for n in split(unit["names_strong"]) if latin(n) and len(n) > 3 and not n.isupper() and "(" not in n and n[0].isupper()]
        others = [ascii_of(n) for n in others] if code not in renamed and code not in {"md_pmr", "cy_trnc"} else []
        rows.append(row(id, name, kind, aliases=listed(a for a in [*split(aliases.get(code, "")), *others] if a != name),
                        country=alpha3.get(ids[country], ""), adjectives=adjectives.get(code, ""), parent=ids[country], wikidata=qids.get(code, unit["qid"]),
                        dbpedia="" if code in qids else dbpedia(unit["wikipedia_url"]), source="rigour", licence="MIT"))  # fmt: skip
    return sorted(rows, key=lambda r: r["id"])


def parties(facts: Path, countries: list[Row], taken: set[str]) -> list[Row]:
    """Parties with an identifier and an English article, not dissolved before 2000."""
    by_code = {r["country"]: r["id"] for r in countries if r["country"]}
    rows: dict[str, Row] = {}
    for party in table(facts, "parties.csv"):
        qid, name = party["wikidata_id"], ascii_of(party["name"]).strip()
        title = dbpedia(party["wikipedia_url"])
        if not qid or not title or party["country"] not in by_code or len(name) < 4 or not latin(name) or qid in taken:
            continue
        if (party["year_dissolved"] and party["year_dissolved"] < "2000") or "(" in name:
            continue
        # A party of one word that is an ordinary word ("Alternative") would be found everywhere.
        if " " not in name and name.lower() not in {
            "fatah",
            "likud",
            "kadima",
            "fidesz",
            "ennahda",
            "podemos",
            "syriza",
            "jobbik",
            "frelimo",
            "renamo",
            "zanu",
        }:
            continue
        if qid in rows:
            continue
        short = party["name_short"].strip()
        aliases = [short] if 3 <= len(short) <= 8 and latin(short) and short.isupper() else []
        native = ascii_of(party["name_native"]).strip()
        aliases += [native] if " " in native and latin(native) and "(" not in native else []
        id = f"party/{slug(name)}-{party['country'].lower()}"
        rows[qid] = row(id, name, "Party", aliases=listed(a for a in aliases if a != name), country=party["country"], parent=by_code[party["country"]],
                        valid_from=year(party["year_founded"]), valid_to=year(party["year_dissolved"]), wikidata=qid, dbpedia=title,
                        sector="PTY", source="Party Facts", licence="MIT")  # fmt: skip
    for entry in rows.values():
        if entry["valid_to"] and entry["valid_from"] > entry["valid_to"]:
            entry["valid_from"] = entry["valid_to"] = ""  # the table contradicts itself
    return unique(sorted(rows.values(), key=lambda r: (r["id"], r["wikidata"])))


def year(text: str) -> str:
    """A year as given, or empty."""
    return text if re.fullmatch(r"\d{4}", text) else ""


def unique(rows: list[Row]) -> list[Row]:
    """The rows with one id each: a second one of the same id gets its Wikidata identifier or a number after it."""
    seen: set[str] = set()
    for number, entry in enumerate(rows):
        if entry["id"] in seen:
            entry["id"] += f"-{(entry['wikidata'] or str(number)).lower()}"
        seen.add(entry["id"])
    return rows


WANTED = re.compile(
    r"^(?:Acting |Interim )?(?:(?:[A-Z][\w-]+ )?(?:President|Prime Minister|Chancellor|Premier|Taoiseach|King|Queen|Emir|Sultan|Supreme Leader)\b(?!.* (?:Senate|Chamber|Assembly|Council|House|Congress|Court|Parliament|Commission))"
    r"|.*\b(?:Foreign (?:Affairs|Minister|Secretary)|Secretary of State$|Defen[cs]e Minister|Minister (?:of|for) (?:National )?Defen[cs]e|Secretary of Defen[cs]e|Secretary-General of the United Nations)\b)"
)


def people(facts: Path, countries: list[Row]) -> list[Row]:
    """Heads of state and government, foreign and defence ministers who held office since 2005, with their last term."""
    by_qid = {r["wikidata"]: r for r in countries if r["wikidata"]}
    held: dict[str, list[Row]] = {}
    for holder in table(facts, "officeholders.csv"):
        label = holder["position_label"]
        ended = holder["end"] and holder["end"] < "2005"
        if not label or ended or not WANTED.match(label) or re.search(r"Deputy|Vice|Assistant|State Secretary|Parliamentary", label):
            continue
        held.setdefault(holder["person_qid"], []).append(
            {"name": holder["person"], "country": holder["country_qid"], "start": holder["start"], "end": holder["end"],
             "title": holder["person_enwiki"], "office": label})  # fmt: skip
    for name in ("leaders_2022_wikidata.csv", "leaders_2022_wikipedia.csv"):
        for leader in table(facts, name):
            person = leader.get("officeholderLabel") or leader.get("officeholderlabel") or ""
            if leader["officeholder"] and person and leader["officeholder"] not in held:
                qid = leader.get("countryid", "")
                country = qid if qid in by_qid else next((r["wikidata"] for r in countries if r["name"] == leader["country"]), "")
                office = leader.get("positionLabel") or leader.get("positionlabel") or ""
                held[leader["officeholder"]] = [
                    {
                        "name": person,
                        "country": country,
                        "start": leader["start_year"],
                        "end": leader["end_year"],
                        "title": "",
                        "office": office,
                    }
                ]
    for minister in table(facts, "foreign_ministers_2022.csv"):
        if minister["person"] and minister["name"] and minister["person"] not in held:
            held[minister["person"]] = [
                {
                    "name": minister["name"],
                    "country": minister["country"],
                    "start": minister["start"],
                    "end": "",
                    "title": "",
                    "office": minister["positionLabel"],
                }
            ]
    for leader in table(facts, "us_executive.csv"):
        if leader["end"] < "2005" or not leader["wikidata"]:
            continue
        name = leader["official_full"] or f"{leader['first']} {leader['last']}"
        held[leader["wikidata"]] = [
            {
                "name": name,
                "country": "Q30",
                "start": leader["start"],
                "end": leader["end"],
                "title": leader["wikipedia"],
                "office": "President or Vice President of the United States",
            }
        ]
    rows = []
    for qid, terms in sorted(held.items()):
        wiki = ascii_of(re.sub(r" \(.*\)", "", next((t["title"] for t in terms if t["title"]), "")))
        # the title of the English article is the name by which the press knows someone ("Joe Biden")
        name = wiki if " " in wiki and latin(wiki) else ascii_of(terms[0]["name"]).strip()
        state = by_qid.get(terms[0]["country"])
        if not latin(name) or " " not in name or not re.fullmatch(r"Q\d+", qid):
            continue
        title = next((t["title"] for t in terms if t["title"]), "")
        aliases = [terms[0]["name"], ascii_of(terms[0]["name"])]
        start = min((t["start"] for t in terms if t["start"]), default="")
        end = "" if any(not t["end"] for t in terms) else max(t["end"] for t in terms)
        if end and start[: len(end)] > end[: len(start)]:
            start = ""
        rows.append(row(f"person/{slug(name)}", name, "Person", aliases=listed(a for a in aliases if a != name), country=state["country"] if state else "",
                        parent="", valid_from=start, valid_to=end, wikidata=qid, dbpedia=dbpedia(title), sector="GOV",
                        source="Wikidata" if qid != "Q76" else "Wikidata; congress-legislators", licence="CC0-1.0"))  # fmt: skip
    return unique(sorted(rows, key=lambda r: (r["id"], r["wikidata"])))


def agencies(facts: Path, countries: list[Row]) -> list[Row]:
    """US agencies with an identifier and their abbreviations."""
    rows: dict[str, Row] = {}
    for agency in table(facts, "government_agencies.csv"):
        if agency["country"] != "Q30" or agency["label_en"] in {"World Bank", "Mitre Corporation"} or "CNMI" in agency["label_en"]:
            continue
        aliases = [
            a
            for a in split(agency["aliases_en"])
            if latin(a) and 2 < len(a) < 60 and "," not in a and "(" not in a and a not in {"ARS", "CoE", "ESA", "ITA", "PTO", "NMFS"}
        ]
        name = agency["label_en"]
        rows[agency["qid"]] = row(f"organisation/{slug(name)}", name, "Organisation", aliases=listed(a for a in aliases if a != name), country="USA",
                                  parent="state/united-states", wikidata=agency["qid"], dbpedia=dbpedia(agency["enwiki"]), sector="GOV",
                                  source="Wikidata (agency-registry)", licence="CC0-1.0")  # fmt: skip
    return unique(sorted(rows.values(), key=lambda r: r["id"]))


def newspapers(facts: Path) -> list[Row]:
    """US newspapers with an identifier whose name tells them apart (two words or more and a word of the press)."""
    word = re.compile(
        r"\b(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Courier|Examiner|Globe|Inquirer|Sentinel|Enquirer|Dispatch|Register|Bee)\b"
    )
    rows: dict[str, Row] = {}
    for paper in table(facts, "us_newspapers.csv"):
        title = paper["WP-title"]
        name = re.sub(r"^The ", "", re.sub(r" \(.*\)", "", title))
        if (
            not re.fullmatch(r"Q\d+", paper["qid"])
            or paper["qid"] in rows
            or not word.search(name)
            or len(name.split()) < 2
            or "(" in title
        ):
            continue
        if name in {"New York Times", "Washington Post", "Wall Street Journal"} or any(r["name"] == name for r in rows.values()):
            continue
        rows[paper["qid"]] = row(f"media/{slug(name)}", name, "Media", country="USA", wikidata=paper["qid"], dbpedia=dbpedia(title), sector="MED",
                                 source="wiki-media-cred", licence="CC0-1.0")  # fmt: skip
    return unique(sorted(rows.values(), key=lambda r: r["id"]))


def agents(facts: Path) -> list[Row]:
    """Words for roles with their PLOVER sector."""
    sectors: dict[str, str] = {}
    text = (facts / "plover" / "PLOVER_agents.txt").read_text(encoding="utf-8")
    expand = {"PERSON": ("man", "men", "woman", "women", "person"), "MINIST": ("minister", "ministry")}
    for line in text.splitlines():
        match = re.match(r"([A-Z][A-Z_!'. -]*?)(?:\s*\{[A-Z_' -]*\})?\s*\[~([A-Z]{3,9})\]", line)
        if not match:
            continue
        phrase, code = match[1].strip("_ ").replace("_", " "), match[2][:3]
        variable = re.search(r"!([A-Z]+)!", phrase)
        forms = [phrase.replace(variable[0], form) for form in expand.get(variable[1], ())] if variable else [phrase]
        for form in forms:
            sectors.setdefault(re.sub(r"\s+", " ", form.lower()).strip(), code)
    return [{"phrase": phrase, "sector": sector, "source": "PLOVER_agents", "licence": "MIT"} for phrase, sector in sorted(sectors.items())]


def write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    """Write a table; unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Build every generated file."""
    facts, out = Path(sys.argv[1]), resources.path("lexicon")
    countries, ids = states(facts)
    curated = [r for path in sorted(out.glob("curated_*.csv")) for r in table(out, path.name)]
    taken = {r["wikidata"] for r in curated if r["wikidata"]}
    taken_ids = {r["id"] for r in curated}
    towns = {(name, r["country"]): r for r in curated if r["type"] == "City" for name in [r["name"], *split(r["aliases"])]}
    made = {
        "states.csv": countries,
        "cities.csv": cities(facts, countries, ids),
        "waters.csv": waters(facts),
        "regions.csv": regions(facts, countries, ids),
        "parties.csv": parties(facts, countries, taken),
        "people.csv": people(facts, countries),
        "agencies.csv": agencies(facts, countries),
        "us_newspapers.csv": newspapers(facts),
    }
    seen: dict[str, str] = {}
    for name, rows in made.items():
        kept = []
        for entry in rows:
            if entry["id"] in taken_ids or (entry["wikidata"] in taken and entry["type"] != "City"):
                continue
            if entry["type"] == "City" and (town := towns.get((entry["name"], entry["country"]))):
                sys.stdout.write(
                    f"{town['id']}: {entry['wikidata']}" + "\n"
                )  # the identifier of a town in curated_places.csv, to be written there
                continue
            if entry["id"] in seen:
                raise SystemExit(f"{entry['id']} stands in {seen[entry['id']]} and {name}")
            seen[entry["id"]] = name
            kept.append(entry)
        write(out / name, COLUMNS, kept)
        sys.stdout.write(f"{name}: {len(kept)} rows" + "\n")
    rows = agents(facts)
    write(out / "agents.csv", ("phrase", "sector", "source", "licence"), rows)
    sys.stdout.write(f"agents.csv: {len(rows)} rows" + "\n")


if __name__ == "__main__":
    main()
