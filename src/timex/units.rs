//! Words and signs of money with their ISO 4217 codes, and of measures with their UCUM codes.

use super::reader::Reader;
use super::words::Word;

/// The currency of a sign or code before or after a number.
pub(super) fn currency_sign(norm: &str) -> Option<&'static str> {
    Some(match norm {
        "$" | "us$" | "usd" => "USD",
        "a$" | "aud" => "AUD",
        "c$" | "cad" => "CAD",
        "hk$" | "hkd" => "HKD",
        "nz$" => "NZD",
        "s$" | "sgd" => "SGD",
        "r$" => "BRL",
        "€" | "eur" => "EUR",
        "£" | "gbp" => "GBP",
        "¥" | "jpy" => "JPY",
        "chf" => "CHF",
        "₹" | "rs" | "rs." | "inr" => "INR",
        "rmb" | "cny" => "CNY",
        "₽" => "RUB",
        "₩" => "KRW",
        "₺" => "TRY",
        "₴" | "uah" => "UAH",
        "₪" => "ILS",
        "nt$" => "TWD",
        "rm" => "MYR",
        "ksh" => "KES",
        "zar" => "ZAR",
        "ngn" => "NGN",
        "aed" => "AED",
        "sek" => "SEK",
        "nok" => "NOK",
        "dkk" => "DKK",
        "pln" => "PLN",
        _ => return None,
    })
}

/// Whose dollars, pounds or francs: the words before them, the word for the money, its code.
const ISSUERS: &[(&str, &str, &str)] = &[
    ("us", "dollar", "USD"),
    ("u.s.", "dollar", "USD"),
    ("american", "dollar", "USD"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("hong kong", "dollar", "HKD"),
    ("singapore", "dollar", "SGD"),
    ("new zealand", "dollar", "NZD"),
    ("taiwan", "dollar", "TWD"),
    ("british", "pound", "GBP"),
    ("egyptian", "pound", "EGP"),
    ("syrian", "pound", "SYP"),
    ("lebanese", "pound", "LBP"),
    ("swiss", "franc", "CHF"),
];

/// The word for the money and the code of the issuer named at `i`, and the token after its name.
fn issuer(r: &Reader<'_>, i: usize) -> Option<(&'static str, &'static str, usize)> {
    ISSUERS.iter().find_map(|(words, money, code)| {
        let names = words.split(' ').enumerate().all(|(n, word)| r.is(i + n, word));
        names.then(|| (*money, *code, i + words.split(' ').count()))
    })
}

/// Money by word after a number: code, factor of the word (`cents` is a hundredth), the token after it.
pub(super) fn money(r: &Reader<'_>, i: usize) -> Option<(Option<&'static str>, f64, usize)> {
    if r.word(i) == Word::Currency {
        return currency_sign(r.norm(i)).map(|code| (Some(code), 1.0, i + 1));
    }
    let issuer = issuer(r, i);
    let at = issuer.map_or(i, |(_, _, after)| after);
    let of = |money, usual| match issuer {
        Some((issued, code, _)) if issued == money => Some(code),
        Some(_) => None,
        None => usual,
    };
    let (code, factor) = match r.norm(at) {
        "dollar" | "dollars" => (of("dollar", Some("USD")), 1.0),
        "cent" | "cents" => (of("dollar", Some("USD")), 0.01),
        "pound" | "pounds" if issuer.is_some() || r.is(at + 1, "sterling") || after_scale(r, i) => (of("pound", Some("GBP")), 1.0),
        "pence" => (Some("GBP"), 0.01),
        "franc" | "francs" => (of("franc", None), 1.0),
        "euro" | "euros" => (Some("EUR"), 1.0),
        "yen" => (Some("JPY"), 1.0),
        "yuan" | "renminbi" => (Some("CNY"), 1.0),
        "ruble" | "rubles" | "rouble" | "roubles" => (Some("RUB"), 1.0),
        "rupee" | "rupees" => (Some("INR"), 1.0),
        "won" if after_scale(r, i) => (Some("KRW"), 1.0),
        "hryvnia" | "hryvnias" => (Some("UAH"), 1.0),
        "zloty" | "zlotys" => (Some("PLN"), 1.0),
        "shekel" | "shekels" => (Some("ILS"), 1.0),
        "lira" | "liras" => (Some("TRY"), 1.0),
        "rand" => (Some("ZAR"), 1.0),
        "naira" => (Some("NGN"), 1.0),
        "baht" => (Some("THB"), 1.0),
        "ringgit" => (Some("MYR"), 1.0),
        "rupiah" => (Some("IDR"), 1.0),
        "peso" | "pesos" | "dinar" | "dinars" | "dirham" | "dirhams" | "riyal" | "riyals" | "krona" | "kronor" | "kroner"
        | "krone" => (None, 1.0),
        _ => return None,
    };
    if code.is_none() && issuer.is_some() {
        return None;
    }
    let end = if r.is(at, "pounds") { r.skip(at + 1, "sterling") } else { at + 1 };
    Some((code, factor, end))
}

/// `five million pounds` are money, `five pounds` a weight; `3 won` a victory.
fn after_scale(r: &Reader<'_>, i: usize) -> bool {
    i > 0 && matches!(r.word(i - 1), Word::Scale(_) | Word::Many | Word::Hundred)
}

/// One row a unit: its words, its UCUM code.
const MEASURES: &[(&str, &str)] = &[
    ("millimetre millimetres millimeter millimeters mm", "mm"),
    ("centimetre centimetres centimeter centimeters cm", "cm"),
    ("metre metres meter meters m", "m"),
    ("kilometre kilometres kilometer kilometers km kms", "km"),
    ("inch inches", "[in_i]"),
    ("foot feet ft", "[ft_i]"),
    ("yard yards", "[yd_i]"),
    ("mile miles", "[mi_i]"),
    ("acre acres", "[acr_us]"),
    ("hectare hectares ha", "har"),
    ("gram grams gramme grammes", "g"),
    ("kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs", "kg"),
    ("tonne tonnes", "t"),
    ("ton tons", "[ston_av]"),
    ("ounce ounces oz", "[oz_av]"),
    ("pound pounds lb lbs lb. lbs.", "[lb_av]"),
    ("litre litres liter liters", "L"),
    ("gallon gallons", "[gal_us]"),
    ("barrel barrels", "[bbl_us]"),
    ("watt watts", "W"),
    ("kilowatt kilowatts kw", "kW"),
    ("megawatt megawatts mw", "MW"),
    ("gigawatt gigawatts gw", "GW"),
    ("kwh", "kW.h"),
    ("mwh", "MW.h"),
    ("gwh", "GW.h"),
    ("volt volts", "V"),
    ("hertz hz", "Hz"),
    ("megahertz mhz", "MHz"),
    ("gigahertz ghz", "GHz"),
    ("decibel decibels", "dB"),
    ("calorie calories", "[Cal]"),
    ("knot knots", "[kn_i]"),
    ("mph", "[mi_i]/h"),
    ("kmh kph km/h", "km/h"),
    ("byte bytes", "By"),
    ("megabyte megabytes mb", "MBy"),
    ("gigabyte gigabytes gb", "GBy"),
    ("terabyte terabytes tb", "TBy"),
    ("°c ℃", "Cel"),
    ("°f ℉", "[degF]"),
];

/// A measure after a number: UCUM code and the token after it.
pub(super) fn measure(r: &Reader<'_>, i: usize) -> Option<(String, usize)> {
    if r.is_any(i, &["degree", "degrees", "°"]) {
        return Some(match r.norm(i + 1) {
            "celsius" | "centigrade" | "c" => ("Cel".to_owned(), i + 2),
            "fahrenheit" | "f" => ("[degF]".to_owned(), i + 2),
            _ => ("deg".to_owned(), i + 1),
        });
    }
    let (power, at) = match r.norm(i) {
        "square" | "sq" | "sq." => (Some('2'), i + 1),
        "cubic" | "cu" => (Some('3'), i + 1),
        "nautical" if r.is_any(i + 1, &["mile", "miles"]) => return Some(("[nmi_i]".to_owned(), i + 2)),
        _ => (None, i),
    };
    let word = r.norm(at);
    if word.is_empty() {
        return None;
    }
    let (_, code) = MEASURES.iter().find(|(words, _)| words.split(' ').any(|w| w == word))?;
    if let Some(power) = power {
        let code = match (*code, power) {
            ("[mi_i]", '2') => "[smi_us]".to_owned(),
            ("[ft_i]", '2') => "[sft_i]".to_owned(),
            ("[ft_i]", _) => "[cft_i]".to_owned(),
            ("m" | "km" | "cm", power) => format!("{code}{power}"),
            _ => return None,
        };
        return Some((code, at + 1));
    }
    let hourly = r.is_any(at + 1, &["per", "an"]) && r.is(at + 2, "hour");
    Some(if hourly { (format!("{code}/h"), at + 3) } else { ((*code).to_owned(), at + 1) })
}
