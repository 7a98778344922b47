//! Domains in which anybody can have an address.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::address::Domain;

const LIST: &str = include_str!("freemail.txt");

static PROVIDERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let domains = LIST.lines().filter(|line| !line.starts_with('#')).filter_map(Domain::parse);
    domains.map(|domain| domain.as_str().to_owned()).collect()
});

/// Whether `domain` is a free-mail provider's, or below it.
pub(crate) fn is_free(domain: &str) -> bool {
    let mut upwards = std::iter::successors(Some(domain), |name| name.split_once('.').map(|(_, parent)| parent));
    upwards.any(|name| PROVIDERS.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_domain_and_stands_once() {
        let lines: Vec<&str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
        let domains: std::collections::BTreeSet<_> = lines.iter().map(|line| Domain::parse(line).unwrap()).collect();
        assert!(domains.len() >= 60 && domains.len() == lines.len(), "{} of {}", domains.len(), lines.len());
        assert!(
            is_free("gmail.com")
                && is_free("web.de")
                && is_free("mail.web.de")
                && !is_free("notgmail.com")
                && !is_free("acme.example")
        );
    }
}
