//! A grant that root makes by hand on the service's configuration, and the service that lives on it under a user of its own.

use crate::support::Machine;
use crate::support::team::{Team, configuration};

/// A provider of one grant; the machine's network is its own, so it runs in there.
const PROVIDER: &str = r#"
import http.server

class Provider(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        said = b'{"access_token": "a", "refresh_token": "r", "expires_in": 3600}'
        if self.path == "/device":
            said = b'{"device_code": "d", "user_code": "ABCD", "verification_uri": "https://login.example/", "interval": 1}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

http.server.HTTPServer(("127.0.0.1", 8400), Provider).serve_forever()
"#;

#[test]
fn what_root_grants_is_read_by_the_service_and_by_nobody_else() {
    let team = Team::new();
    let mailbox = "mailbox = { kind = \"imap\", host = \"127.0.0.1\", user = \"dana\", oauth = \"own\" }";
    let app = "[[oauth]]\nprovider = \"own\"\nclient_id = \"app-1\"\nsecret = \"app\"\nscopes = [\"mail\"]\n\
        token = \"http://127.0.0.1:8400/token\"\ndevice = \"http://127.0.0.1:8400/device\"\n";
    // Where systemd says that state belongs.
    team.write("wentdark.toml", &(configuration(mailbox).replace("dir = \"state\"\n", "") + app));
    team.secret("app", "app-secret");
    team.write("provider.py", PROVIDER);
    let machine = Machine::boot(&team.path(""));
    machine.ok(&["systemd-run", "--unit", "provider", "python3", "/etc/wentdark/provider.py"]);
    machine.ok(&["systemctl", "start", "wentdark"]);
    machine.until("run `wentdark login dana@northfield.example`\n", || format!("{}\n", machine.journal()).replace('"', "\n"));

    let login = || machine.run(&["wentdark", "login", "dana@northfield.example"]).0;
    let said = machine.until("Access is kept in /var/lib/wentdark", login);
    assert!(said.contains("enter the code:  ABCD") && said.contains("could not be tried"), "{said}");
    // From then on it is the server that is missing.
    machine.until("connecting to 127.0.0.1:993", || machine.journal());
    let grant = "/var/lib/private/wentdark/grants/own-dana.json";
    let user = machine.ok(&["stat", "--format", "%u", &format!("/proc/{}", machine.shows("MainPID"))]);
    assert_eq!(machine.ok(&["stat", "--format", "%u %a", grant]), format!("{user} 600"));
    assert_ne!(user, "0");
    let (stranger, read) = machine.run(&["setpriv", "--reuid", "4242", "--clear-groups", "cat", grant]);
    assert!(!read && stranger.contains("Permission denied"), "{stranger}");
}
