use super::*;

#[test]
fn no_group_leaves_out_what_the_others_of_its_kind_share() {
    let lexicon = Lexicon::from_toml(BUILTIN).unwrap();
    let shared = |kind| lexicon.guards_of_kind(kind).count();
    let kinds =
        [SignalKind::Celebration, SignalKind::Allocation, SignalKind::Commitment, SignalKind::Decline, SignalKind::Deferral];
    // They hold the network too: fewer means that a new group has freed it of some.
    assert_eq!(kinds.map(shared), [19, 5, 18, 9, 8]);
}

#[test]
fn the_builtin_lexicon_reads_and_has_every_kind() {
    let lexicon = Lexicon::from_toml(BUILTIN).unwrap();
    for kind in SignalKind::ALL {
        assert!(lexicon.rules().phrases.iter().any(|phrase| phrase.kind == kind), "{kind:?}");
    }
    assert_eq!(lexicon.version(), Lexicon::builtin().version());
}

#[test]
fn mistakes_name_line_pattern_and_remedy() {
    let head = "[classes]\nwe = \"we|i\"\n[[group]]\nkind = \"celebration\"\n";
    for (tail, told) in [
        ("phrases = [\n\"{we} won\",\n\"{us} won\"]", "line 7, \"{us} won\": no class is called {us}"),
        ("unless = [\"moon\"]\nphrases = []", "line 5, \"moon\": no such guard"),
        ("unless = [\"moon\"]\nphrases = []\n[sets]\nmoon = [\"moon\"]", "line 8, \"moon\": the set is nested too deep"),
        ("phrase = []", "line 5: unknown field"),
        ("phrases = [\"(a\"]", "line 5, \"(a\": a `(` without its `)`"),
    ] {
        let error = Lexicon::from_toml(&format!("{head}{tail}")).unwrap_err().to_string();
        assert!(error.starts_with(told), "{error}");
    }
    let error = Lexicon::from_toml("[[group]]\nkind = \"joy\"\nphrases = []").unwrap_err().to_string();
    assert!(error.starts_with("line 2, \"joy\": no such kind"), "{error}");
}

#[test]
fn the_version_follows_the_content() {
    let of = |word| Lexicon::from_toml(&format!("[[group]]\nkind = \"doubt\"\nphrases = [\"{word}\"]")).unwrap().version();
    assert_ne!(of("hm"), of("hmm"));
}
