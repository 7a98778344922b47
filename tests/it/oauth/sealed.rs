//! Grants that are sealed with a credential: of no use without it.

use std::fs;

use super::World;

#[test]
fn with_a_key_grants_are_sealed_at_the_next_write_and_without_it_the_credential_is_named() {
    let world = World::granted("xoauth2", 3600);
    let sync = || world.team.ok(&["sync", "--config", "wentdark.toml"]);
    let kept = || {
        let mut all = fs::read_dir(world.team.path("state/grants")).unwrap().map(|entry| entry.unwrap().path());
        fs::read_to_string(all.find(|path| path.extension().is_some_and(|extension| extension == "json")).unwrap()).unwrap()
    };
    assert!(kept().contains("refresh_token"), "without a key");

    world.team.secret("grants-key", "0123456789012345678901234567890123456789\n");
    sync();
    assert!(kept().contains("refresh_token"), "it is read as it is");
    world.log_in();
    let sealed = kept();
    assert!(sealed.contains("\"sealed\"") && sealed.contains("dana") && !sealed.contains("token"), "{sealed}");
    sync();

    world.team.secret("grants-key", "another one, as long as the one that was there before\n");
    let said = world.unread();
    assert!(
        said.contains("another credential `grants-key`") && said.contains(&world.command("dana@northfield.example")),
        "{said}"
    );
    world.team.secret("grants-key", "short\n");
    assert!(world.unread().contains("too short for a key"));
    fs::remove_file(world.team.path("secrets/grants-key")).unwrap();
    let said = world.unread();
    assert!(said.contains("the credential `grants-key` that opens them is missing") && said.contains("LoadCredential"), "{said}");
    // Whoever grants anew needs no key for it.
    world.log_in();
    sync();
}
