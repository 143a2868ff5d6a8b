//! Language: which one the article is in.
//!
//! A bounded sample from the text's middle, where neither furniture nor names prevail, is judged twice: by the script of its letters,
//! which settles most languages that do not use Latin, Cyrillic or Arabic letters, and among those that do by letters of their own
//! and by frequent function words ([`FUNCTION_WORDS`]). Names carry no function words, so foreign names do not sway the result.
//!
//! Weak for a headline alone (too few function words: `und`) and between near kin: Bosnian and Serbian in Latin letters read as Croatian.

use rustc_hash::FxHashMap;

use crate::document::Block;
use crate::span::Span;

/// One language a line: its tag, then its words.
const FUNCTION_WORDS: &str = include_str!("language/function_words.txt");

/// How much of the text is read, in bytes.
const SAMPLE: usize = 4096;
/// A block of at least so many bytes is a paragraph rather than a label or a date.
const PARAGRAPH: usize = 60;
/// How many letters a script must have to be judged at all.
const LEAST_LETTERS: usize = 12;
/// How many function words must be met.
const LEAST_WORDS: usize = 3;
/// One word in so many must be a function word of the language.
const SPARSEST: usize = 10;
/// The weight of a word of one language only; one of several languages weighs its share.
const WHOLE_WEIGHT: usize = 60;

/// Languages that alone use a script, with its first and last character.
const SCRIPTS: &[(char, char, &str)] = &[
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b00}', '\u{b7f}', "or"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{c80}', '\u{cff}', "kn"),
    ('\u{d00}', '\u{d7f}', "ml"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{e80}', '\u{eff}', "lo"),
    ('\u{f00}', '\u{fff}', "bo"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1200}', '\u{137f}', "am"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{ac00}', '\u{d7af}', "ko"),
];

/// Languages of one script with the letters that mark them: the first of whose letters one in a hundred is met decides.
type Marks = &'static [(&'static str, &'static str)];
const CYRILLIC: Marks = &[("uk", "їєґ"), ("be", "ў"), ("kk", "әғқұ"), ("mn", "өү"), ("sr", "јљњђћџ"), ("ru", "ыэё"), ("bg", "ъщ")];
const ARABIC: Marks = &[("ur", "ٹڈڑںےہ"), ("ps", "ځڅډړښګې"), ("ckb", "ێۆڕڵە"), ("fa", "پچژگی")];
const DEVANAGARI: Marks = &[("mr", "ळ")];

/// The BCP 47 tag of the text's language, `und` when unknown.
#[must_use]
pub fn detect(text: &str, blocks: &[Block]) -> &'static str {
    let sample = sample(text, blocks);
    let mut letters: FxHashMap<Script, usize> = FxHashMap::default();
    for c in sample.iter().flat_map(|part| part.chars()).filter(|c| c.is_alphabetic()) {
        *letters.entry(script(c)).or_default() += 1;
    }
    let all: usize = letters.values().sum();
    let Some((&script, &n)) = letters.iter().max_by_key(|&(&script, &n)| (n, script)) else { return "und" };
    // One Chinese character is a word; other scripts need several letters to one.
    let needed = if matches!(script, Script::Han | Script::Kana) { LEAST_LETTERS / 3 } else { LEAST_LETTERS };
    if n < needed || n * 2 < all {
        return "und";
    }
    match script {
        Script::Latin => by_function_words(&sample),
        Script::Cyrillic => by_letters(&sample, CYRILLIC, n).unwrap_or("ru"),
        Script::Arabic => by_letters(&sample, ARABIC, n).unwrap_or("ar"),
        Script::Devanagari => by_letters(&sample, DEVANAGARI, n).unwrap_or("hi"),
        Script::Kana => "ja",
        Script::Han if letters.get(&Script::Kana).is_some_and(|kana| kana * 10 > n) => "ja",
        Script::Han => "zh",
        Script::Of(tag) => tag,
        Script::Other => "und",
    }
}

/// Whether texts of this language are annotated in full: English, and texts too short to tell.
#[must_use]
pub fn is_annotated(language: &str) -> bool {
    matches!(language, "en" | "und")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    /// A script that one language alone uses.
    Of(&'static str),
    Other,
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{3040}'..='\u{30ff}' => Script::Kana,
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}' => Script::Han,
        _ => SCRIPTS
            .iter()
            .find(|&&(first, last, _)| (first..=last).contains(&c))
            .map_or(Script::Other, |&(_, _, tag)| Script::Of(tag)),
    }
}

/// Parts of the text, together at most [`SAMPLE`] bytes: paragraphs from the middle on, then from the begin; without a paragraph any block.
fn sample<'t>(text: &'t str, blocks: &[Block]) -> Vec<&'t str> {
    let (before, after) = blocks.split_at(blocks.len() / 2);
    let from_middle = || after.iter().chain(before);
    let mut parts = take(text, from_middle().filter(|block| block.span.len() as usize >= PARAGRAPH));
    if parts.is_empty() {
        parts = take(text, from_middle());
    }
    parts
}

fn take<'t, 'b>(text: &'t str, blocks: impl Iterator<Item = &'b Block>) -> Vec<&'t str> {
    let mut left = SAMPLE;
    let mut parts = Vec::new();
    for block in blocks {
        let part = block.span.of(text);
        let mut len = part.len().min(left);
        while !part.is_char_boundary(len) {
            len -= 1;
        }
        parts.push(Span::at(0, len).of(part));
        left -= len;
        if len < part.len() || left == 0 {
            break;
        }
    }
    parts
}

/// The first language one of whose letters is met once in a hundred letters.
fn by_letters(sample: &[&str], marks: Marks, n_letters: usize) -> Option<&'static str> {
    let count = |letters: &str| {
        sample.iter().flat_map(|part| part.chars()).filter(|c| c.to_lowercase().any(|l| letters.contains(l))).count()
    };
    marks.iter().find(|(_, letters)| count(letters) * 100 > n_letters).map(|&(tag, _)| tag)
}

/// The language whose function words weigh most, where they are enough and no other language's come near.
fn by_function_words(sample: &[&str]) -> &'static str {
    let languages: Vec<(&str, &str)> =
        FUNCTION_WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect();
    let mut languages_of: FxHashMap<&str, u64> = FxHashMap::default();
    for (index, (_, words)) in languages.iter().enumerate() {
        for word in words.split(' ') {
            *languages_of.entry(word).or_default() |= 1 << index;
        }
    }
    let mut weights = vec![0; languages.len()];
    let mut met = vec![0; languages.len()];
    let mut n_words = 0;
    for word in sample.iter().flat_map(|part| part.split(|c: char| !c.is_alphabetic())).filter(|word| !word.is_empty()) {
        n_words += 1;
        let Some(&of) = languages_of.get(word.to_lowercase().as_str()) else { continue };
        for index in (0..languages.len()).filter(|index| of & (1 << index) != 0) {
            weights[index] += WHOLE_WEIGHT / of.count_ones() as usize;
            met[index] += 1;
        }
    }
    let mut ranked: Vec<usize> = (0..languages.len()).collect();
    ranked.sort_by_key(|&index| std::cmp::Reverse(weights[index]));
    let (best, second) = (ranked[0], ranked[1]);
    let enough = met[best] >= LEAST_WORDS && met[best] * SPARSEST >= n_words;
    // A fifth more than the next: kin such as Danish and Norwegian share most of their words.
    let clear = weights[best] * 5 >= weights[second] * 6;
    if enough && clear { languages[best].0 } else { "und" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::BlockKind;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let block = Block { span: Span::at(0, text.len()), kind: BlockKind::Body };
        assert_eq!(detect(text, &[block]), expected, "{text}");
    }

    #[test]
    fn english_with_foreign_names() {
        check(
            "The president of Kyrgyzstan, Nurlan Abdyldaev, met Jean-Luc de la Fontaine and Ángel García y Núñez in Bishkek on Monday.",
            "en",
        );
        check("Der Tagesspiegel and Le Monde de la Mer said that the deal was signed by Hans von der Au in Berlin.", "en");
        check("MINISTER SAYS THE BRIDGE WILL OPEN IN JUNE, BUT NOT TO LORRIES", "en");
    }

    #[test]
    fn too_little_to_tell() {
        check("", "und");
        check("Damascus", "und");
        check("Reuters Tokyo", "und");
        check("1,200 — 3.5 %", "und");
        check("👍👍👍 🇳🇱", "und");
    }

    #[test]
    fn languages_in_latin_letters() {
        check(
            "Die Ministerin sagte am Montag, dass die Brücke erst im Herbst eröffnet wird, weil der Bau länger dauert als geplant.",
            "de",
        );
        check(
            "La ministre a déclaré lundi que le pont ne serait pas ouvert avant l'automne, car les travaux sont plus longs que prévu.",
            "fr",
        );
        check(
            "La ministra dijo el lunes que el puente no se abrirá hasta el otoño porque las obras son más largas de lo previsto.",
            "es",
        );
        check(
            "A ministra disse na segunda-feira que a ponte não será aberta antes do outono, porque as obras são mais longas do que se previa.",
            "pt",
        );
        check(
            "La ministra ha detto lunedì che il ponte non sarà aperto prima dell'autunno, perché i lavori sono più lunghi del previsto.",
            "it",
        );
        check(
            "De minister zei maandag dat de brug pas in de herfst wordt geopend, omdat het werk langer duurt dan was gepland.",
            "nl",
        );
        check(
            "Ministern sade på måndagen att bron inte öppnas förrän i höst eftersom arbetet tar längre tid än det var tänkt.",
            "sv",
        );
        check(
            "Ministeren sagde mandag, at broen ikke bliver åbnet før efteråret, fordi arbejdet er længere end planlagt, og at det er hårdt.",
            "da",
        );
        check(
            "Minister powiedziała w poniedziałek, że most nie zostanie otwarty przed jesienią, bo prace są dłuższe, i że to nie jest jej wina.",
            "pl",
        );
        check(
            "Bakan pazartesi günü köprünün sonbahardan önce açılmayacağını, bunun için bir plan olduğunu ve işin daha çok süreceğini söyledi.",
            "tr",
        );
        check(
            "Menteri mengatakan pada hari Senin bahwa jembatan itu tidak akan dibuka karena pekerjaan yang ada belum selesai.",
            "id",
        );
        check(
            "Bộ trưởng cho biết hôm thứ Hai rằng cây cầu sẽ không được mở trước mùa thu và các công trình này là của một công ty.",
            "vi",
        );
        check(
            "A miniszter hétfőn azt mondta, hogy a híd nem nyílik meg ősz előtt, mert a munka tovább tart, és ez már egy nagy gond.",
            "hu",
        );
        check(
            "Ministeri sanoi maanantaina, että silta avataan vasta syksyllä, koska työ kestää ja se on kallis, mutta hän ei ole huolissaan.",
            "fi",
        );
    }

    #[test]
    fn languages_in_other_scripts() {
        check("Министр сказала в понедельник, что мост откроется только осенью, потому что работы идут дольше.", "ru");
        check("Міністерка сказала в понеділок, що міст відкриється лише восени, бо її роботи тривають довше.", "uk");
        check("قالت الوزيرة يوم الاثنين إن الجسر لن يفتح قبل الخريف لأن الأعمال طالت.", "ar");
        check("وزیر روز دوشنبه گفت که پل پیش از پاییز باز نخواهد شد و کار گسترده‌تر است.", "fa");
        check("وزیر نے پیر کو کہا کہ پل خزاں سے پہلے نہیں کھلے گا کیونکہ کام بڑا ہے۔", "ur");
        check("השרה אמרה ביום שני שהגשר לא ייפתח לפני הסתיו כי העבודות נמשכות.", "he");
        check("部长星期一表示，大桥要到秋天才能开放，因为工程时间比预期长。", "zh");
        check("大臣は月曜日、工事が長引いているため、橋の開通は秋になると述べた。", "ja");
        check("장관은 월요일 공사가 길어져 다리가 가을에나 열릴 것이라고 말했다.", "ko");
        check("Η υπουργός είπε τη Δευτέρα ότι η γέφυρα θα ανοίξει το φθινόπωρο.", "el");
        check("मंत्री ने सोमवार को कहा कि पुल शरद ऋतु से पहले नहीं खुलेगा।", "hi");
        check("รัฐมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานจะเปิดในฤดูใบไม้ร่วง", "th");
    }

    #[test]
    fn the_middle_paragraphs_decide() {
        let text = "Der Link ist in der Zwischenablage und das ist auch alles, was wir von der Seite wissen.\n\
                    The minister said on Monday that the bridge would not open before autumn, as the works are slow.\n\
                    It was the third time that the date had been put off, and they said it would not be the last.\n";
        let mut start = 0;
        let blocks: Vec<Block> = text
            .lines()
            .map(|line| {
                let block = Block { span: Span::at(start, start + line.len()), kind: BlockKind::Body };
                start += line.len() + 1;
                block
            })
            .collect();
        assert_eq!(detect(text, &blocks), "en");
    }
}
