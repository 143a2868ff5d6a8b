//! URLs, host names, e-mail addresses, handles and hashtags.

/// Schemes and prefixes that begin a URL.
const PREFIXES: &[&str] = &["http://", "https://", "ftp://", "mailto:", "www."];

/// Last parts of host names written without a scheme; those that are English words (`in`, `is`, `it`) are left out.
const TOP_LEVEL: &[&str] = &[
    "au", "biz", "br", "ca", "ch", "cn", "co", "com", "de", "dev", "edu", "eu", "fr", "gov", "il", "info", "int", "io", "jp", "ke",
    "kr", "mil", "net", "news", "ng", "nl", "nz", "org", "pk", "ru", "se", "tr", "tv", "ua", "uk", "za",
];

/// The longest local part of an e-mail address (RFC 5321).
const LONGEST_LOCAL: usize = 64;
/// The longest host name (RFC 1035).
const LONGEST_HOST: usize = 253;

/// The length of the address that begins here.
pub fn length(rest: &str) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'@' | b'#' => tag_length(rest),
        b if b.is_ascii_alphanumeric() && runs_into_address(rest) => {
            url_length(rest).or_else(|| email_length(rest)).or_else(|| host_length(rest))
        }
        _ => None,
    }
}

/// Whether a mark of addresses follows the first run of letters and digits: most words are settled by one look.
fn runs_into_address(rest: &str) -> bool {
    let is_run = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'%' | b'+');
    let run = rest.bytes().take(LONGEST_LOCAL).take_while(is_run).count();
    matches!(rest.as_bytes().get(run), Some(b'.' | b'@' | b':'))
}

/// `@name` or `#topic`.
fn tag_length(rest: &str) -> Option<usize> {
    let name = &rest[1..];
    let len: usize = name.chars().take_while(|&c| c.is_alphanumeric() || c == '_').map(char::len_utf8).sum();
    name.starts_with(char::is_alphabetic).then_some(1 + len)
}

fn url_length(rest: &str) -> Option<usize> {
    let prefix = PREFIXES.iter().find(|p| rest.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p)))?;
    let len = trimmed_length(rest);
    (len > prefix.len()).then_some(len)
}

/// The bytes up to white space or a quotation mark, without the punctuation that belongs to the sentence.
fn trimmed_length(rest: &str) -> usize {
    let stops = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|');
    let run = &rest[..rest.find(stops).unwrap_or(rest.len())];
    let trailing: &[char] = &['.', ',', ';', ':', '!', '?', '\'', '’', '…', ']', '}', '*', ')', '—'];
    let trimmed = run.trim_end_matches(trailing);
    let closes_own_bracket = run[trimmed.len()..].starts_with(')') && trimmed.contains('(');
    trimmed.len() + usize::from(closes_own_bracket)
}

fn email_length(rest: &str) -> Option<usize> {
    let is_local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let local = rest.bytes().take(LONGEST_LOCAL + 1).take_while(is_local).count();
    if rest.as_bytes().get(local) != Some(&b'@') {
        return None;
    }
    let host = host_run(&rest[local + 1..]);
    host.contains('.').then_some(local + 1 + host.len())
}

/// `example.com/path`, without a scheme.
fn host_length(rest: &str) -> Option<usize> {
    let host = host_run(rest);
    let (name, top) = host.rsplit_once('.')?;
    let known = TOP_LEVEL.contains(&top) || top.len() > 2 && TOP_LEVEL.iter().any(|t| t.eq_ignore_ascii_case(top));
    if !known || name.is_empty() {
        return None;
    }
    let path = &rest[host.len()..];
    Some(if path.starts_with('/') { host.len().max(trimmed_length(rest)) } else { host.len() })
}

/// Labels joined by full stops, without a full stop at the end.
fn host_run(rest: &str) -> &str {
    let is_host = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let len = rest.bytes().take(LONGEST_HOST).take_while(is_host).count();
    let run = &rest[..len];
    let run = &run[..run.find("..").unwrap_or(len)];
    run.trim_end_matches(['.', '-'])
}
