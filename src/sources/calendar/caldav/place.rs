//! What the responses of a server are about: paths, which servers write in more than one way.

use hyper::Uri;

use super::super::xml::Element;

/// The responses of a multistatus, each with the path that it is about; the collection itself is left out.
pub(super) fn responses<'e, 'a>(base: &Uri, root: &'e Element<'a>) -> impl Iterator<Item = (String, &'e Element<'a>)> {
    let all = root.all("multistatus").flat_map(|multi| multi.all("response"));
    all.filter_map(move |response| Some((placed(base, response)?, response)))
}

/// What a response is about; `None` for the collection itself, unless the response is a status.
pub(super) fn placed(base: &Uri, response: &Element<'_>) -> Option<String> {
    let path = path_of(base, response.text_of("href")?);
    (response.all("status").next().is_some() || !is_same(&path, base.path())).then_some(path)
}

/// Whether a path, [`plain`] already, is that of a collection, however that is written.
fn is_same(path: &str, collection: &str) -> bool {
    path.trim_end_matches('/') == plain(collection).trim_end_matches('/')
}

/// The path that a reference on `base` leads to, [`plain`]: whichever host a server calls itself, it means itself.
fn path_of(base: &Uri, href: &str) -> String {
    let absolute = href.split_once("://").map(|(_, rest)| rest).or_else(|| href.strip_prefix("//"));
    let path = absolute.map_or(href, |rest| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"));
    let path = path.split(['?', '#']).next().unwrap_or(path);
    if path.starts_with('/') {
        return plain(path);
    }
    let parent = base.path().rsplit_once('/').map_or("", |(parent, _)| parent);
    plain(&format!("{parent}/{path}"))
}

/// A path with nothing encoded that needs no encoding (RFC 3986, 6.2.2.2), and everything encoded that does: servers write `@` and `%40`
/// in one place and another, and some a bare space.
fn plain(path: &str) -> String {
    let needs_none = |octet: u8| octet.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&octet);
    if path.bytes().all(needs_none) {
        return path.to_owned();
    }
    let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = String::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, behind @ ..] = rest {
        let code = match behind {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        rest = if code.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        let octet = code.unwrap_or(*first);
        // An encoded stroke is none between folders.
        match needs_none(octet) && (code.is_none() || octet != b'/') {
            true => out.push(char::from(octet)),
            false => out.push_str(&format!("%{octet:02X}")),
        }
    }
    out
}

/// The path of a collection.
pub(super) fn folder(url: &Uri) -> String {
    format!("{}/", plain(url.path()).trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_is_one_path_however_it_is_written() {
        let base: Uri = "https://dav.example:8443/dana%40x/work/".parse().unwrap();
        for href in [
            "/dana@x/work/e%201.ics",
            "/dana%40x/work/e 1.ics",
            "https://dav.example:8443/dana%40x/work/e%201.ics",
            "http://inside:5232/dana%40x/work/e%201.ics?x=1#y",
            "//other.example/dana@x/work/e 1.ics",
            "e%201.ics",
        ] {
            assert_eq!(path_of(&base, href), "/dana@x/work/e%201.ics", "{href}");
        }
        assert_eq!(path_of(&base, "/a%2fb/%c3%a9%C3%A9é%+1%4"), "/a%2Fb/%C3%A9%C3%A9%C3%A9%25+1%254");
        assert_eq!(path_of(&base, "https://dav.example"), "/");
        assert_eq!(path_of(&base, "/\"<>\r\n\0"), "/%22%3C%3E%0D%0A%00");
        assert_eq!(folder(&base), "/dana@x/work/");
        assert!(
            is_same("/dana@x/work", base.path()) && is_same("/dana@x/work/", base.path()) && !is_same("/dana@x/", base.path())
        );
    }

    #[test]
    fn a_collection_in_its_own_letters_is_no_event_of_its_own() {
        for collection in ["/dana/caf\u{e9}/", "/dana/caf%C3%A9/", "/dana/caf%c3%a9", "/dana/c%61f\u{e9}/"] {
            let base: Uri = format!("https://dav.example{collection}").parse().unwrap();
            for href in ["/dana/caf\u{e9}", "/dana/caf\u{e9}/", "/dana/caf%C3%A9", "/dana/caf%c3%a9/"] {
                assert!(is_same(&path_of(&base, href), base.path()), "{collection} {href}");
                assert!(!is_same(&path_of(&base, &format!("{}/e.ics", href.trim_end_matches('/'))), base.path()));
            }
        }
    }
}
