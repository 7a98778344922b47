//! What is understood of octets that a server sends, without a server: for whoever tries what a hostile one may send.

use std::collections::BTreeMap;

use super::guard::Framer;
use super::wire::Line;

/// Cuts octets into responses as they would arrive in pieces, and reads each in every way there is. Gives how many there were, and in
/// how many of them something was understood.
///
/// # Errors
/// When the guard refuses them as too big.
pub fn understood(octets: &[u8]) -> Result<(usize, usize), &'static str> {
    let (mut framer, mut all, mut some) = (Framer::default(), 0, 0);
    for piece in octets.chunks(1500) {
        framer.feed(piece);
        while let Some(response) = framer.next().map_err(|_| "too big")? {
            all += 1;
            some += usize::from(is_understood(framer.octets(response)));
        }
    }
    Ok((all, some))
}

fn is_understood(response: &[u8]) -> bool {
    match Line::parse(response) {
        Line::Continue => true,
        Line::Tagged { words, .. } | Line::Status { words, .. } => {
            let shown = words.shown();
            words.code().is_some() || !words.capabilities().is_empty() || !shown.is_empty()
        }
        Line::Data(tokens) => {
            let fetched = tokens.clone().fetch();
            let built = fetched.as_ref().and_then(|fetched| {
                let sections = fetched.sections.iter().map(|(name, octets)| (name.to_string(), octets.clone()));
                let sections: BTreeMap<String, Vec<u8>> = sections.collect();
                let structure = fetched.structure.as_ref()?;
                structure.wanted();
                structure.assemble(&sections, fetched.size.unwrap_or_default())
            });
            let found = matches!(tokens.clone().search(), Some(Ok(_))) || matches!(tokens.clone().ranges_found(), Some(Ok(_)));
            let counted = tokens.clone().exists().is_some() || found;
            let listed = tokens.clone().list().is_some() || tokens.clone().status().is_some();
            counted || listed || fetched.is_some() || built.is_some() || tokens.capabilities().is_some()
        }
    }
}
