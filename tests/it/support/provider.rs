//! A provider of OAuth 2: endpoints for tokens, codes for devices, and introspection (RFC 7662), which Dovecot asks. What it does is set
//! and looked at from the test.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Fields of a form.
pub type Form = BTreeMap<String, String>;

/// How the provider stands.
pub struct State {
    /// Whom each access token lets in; one that isn't in here lets nobody in.
    pub access: BTreeMap<String, String>,
    /// Whose each refresh token is.
    pub refresh: BTreeMap<String, String>,
    /// Codes that a browser brings, each with the challenge it was asked for with.
    codes: BTreeMap<String, (String, String)>,
    /// Seconds for which access tokens are said to hold.
    pub lifetime: u64,
    /// Whether a refresh token is good once, and its successor comes along.
    pub rotates: bool,
    /// Answers of the token endpoint (status, body) before it does its work again.
    pub answers: VecDeque<(u16, String)>,
    /// Every form that the token and device endpoints got, with when.
    pub asked: Vec<(Instant, Form)>,
    /// What the device endpoint adds to its answer.
    pub device: String,
    /// How long the token endpoint takes to answer what it has noted.
    pub delay: Duration,
    /// Who enters codes for devices.
    pub human: String,
    /// How much longer access tokens are.
    pub padding: usize,
    issued: u32,
}

/// The provider; it ends with the test.
pub struct Provider {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Provider {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State {
            access: BTreeMap::new(),
            refresh: BTreeMap::new(),
            codes: BTreeMap::new(),
            lifetime: 3600,
            rotates: false,
            answers: VecDeque::new(),
            asked: Vec::new(),
            device: "\"interval\": 1".to_owned(),
            delay: Duration::ZERO,
            human: "dana".to_owned(),
            padding: 0,
            issued: 0,
        }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let state = Arc::clone(&shared);
                std::thread::spawn(move || serve(stream.unwrap(), &state));
            }
        });
        Self { port, state }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The forms of the token endpoint with this grant type.
    pub fn asked(&self, grant: &str) -> Vec<Form> {
        let of = |(_, form): &(Instant, Form)| (form.get("grant_type").is_some_and(|kind| kind == grant)).then(|| form.clone());
        self.state().asked.iter().filter_map(of).collect()
    }

    /// `[[oauth]]` with this provider, and the endpoints to log in at.
    pub fn app(&self, endpoints: &[&str]) -> String {
        let endpoints: String = endpoints.iter().map(|key| format!("{key} = \"{}\"\n", self.url(&format!("/{key}")))).collect();
        format!(
            "[[oauth]]\nprovider = \"own\"\nclient_id = \"app-1\"\nsecret = \"app\"\ntoken = \"{}\"\nscopes = [\"mail\"]\n{endpoints}",
            self.url("/token")
        )
    }

    /// What a human does who opens `page` and agrees as `user`: where the browser is sent then.
    pub fn agree(&self, page: &str, user: &str) -> String {
        let page = url::Url::parse(page).unwrap();
        let asked: Form = page.query_pairs().into_owned().collect();
        assert_eq!((&*asked["response_type"], &*asked["code_challenge_method"]), ("code", "S256"), "{asked:?}");
        let mut state = self.state();
        state.issued += 1;
        let code = format!("code-{}", state.issued);
        state.codes.insert(code.clone(), (asked["code_challenge"].clone(), user.to_owned()));
        format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"])
    }
}

impl State {
    /// Everything that an answer of the token endpoint has for `user`.
    pub fn issue(&mut self, user: &str) -> String {
        self.issued += 1;
        let padding = "x".repeat(self.padding);
        let (access, refresh) = (format!("access-{}{padding}", self.issued), format!("refresh-{}", self.issued));
        self.access.insert(access.clone(), user.to_owned());
        self.refresh.insert(refresh.clone(), user.to_owned());
        let lifetime = self.lifetime;
        format!(
            "{{\"access_token\": \"{access}\", \"refresh_token\": \"{refresh}\", \"expires_in\": {lifetime}, \"token_type\": \"Bearer\"}}"
        )
    }

    fn token(&mut self, form: &Form) -> (u16, String) {
        let no = |code: &str| (400, format!("{{\"error\": \"{code}\", \"error_description\": \"no way,\\nsir\"}}"));
        if let Some(answer) = self.answers.pop_front() {
            return answer;
        }
        if form["client_id"] != "app-1" || form.get("client_secret").is_none_or(|secret| secret != "app-secret") {
            return no("invalid_client");
        }
        match form["grant_type"].as_str() {
            "refresh_token" => {
                let old = &form["refresh_token"];
                let Some(user) = self.refresh.get(old).cloned() else { return no("invalid_grant") };
                let answer = self.issue(&user);
                if self.rotates {
                    self.refresh.remove(old);
                    return (200, answer);
                }
                let (access, _) = answer.split_once(", \"refresh_token\"").unwrap();
                (200, format!("{access}, \"expires_in\": \"{}\"}}", self.lifetime))
            }
            "authorization_code" => {
                let Some((challenge, user)) = self.codes.remove(&form["code"]) else { return no("invalid_grant") };
                let digest = ring::digest::digest(&ring::digest::SHA256, form["code_verifier"].as_bytes());
                if URL_SAFE_NO_PAD.encode(digest) != challenge {
                    return no("invalid_grant");
                }
                (200, self.issue(&user))
            }
            // The answers that were set came before.
            "urn:ietf:params:oauth:grant-type:device_code" if form["device_code"] == "device-1" => {
                (200, self.issue(&self.human.clone()))
            }
            _ => no("invalid_grant"),
        }
    }

    fn answer(&mut self, path: &str, form: Form) -> (u16, String) {
        match path {
            "/introspect" => {
                let user = self.access.get(&form["token"]);
                let said = user.map_or("{\"active\": false}".to_owned(), |user| {
                    format!("{{\"active\": true, \"username\": \"{user}\", \"email\": \"{user}\"}}")
                });
                (200, said)
            }
            "/device" => {
                self.asked.push((Instant::now(), form));
                let page = "\"verification_uri\": \"https://login.example/device\"";
                (200, format!("{{\"device_code\": \"device-1\", \"user_code\": \"ABCD-EFGH\", {page}, {}}}", self.device))
            }
            "/token" => {
                self.asked.push((Instant::now(), form.clone()));
                self.token(&form)
            }
            _ => (404, "nothing here".to_owned()),
        }
    }
}

/// One request after the other, until the client goes.
fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    let (mut held, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&held).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                let path = head.split(' ').nth(1).unwrap().to_owned();
                let form = url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
                let (status, answer) = state.lock().unwrap().answer(&path, form);
                let delay = state.lock().unwrap().delay;
                std::thread::sleep(delay);
                let kind = "Content-Type: application/json\r\n";
                let answer = format!("HTTP/1.1 {status} X\r\n{kind}Content-Length: {}\r\n\r\n{answer}", answer.len());
                if stream.write_all(answer.as_bytes()).is_err() {
                    return;
                }
                held.clear();
                continue;
            }
        }
        match stream.read(&mut part) {
            Ok(read) if read > 0 => held.extend(&part[..read]),
            _ => return,
        }
    }
}
