//! Questions at the terminal.

use std::io::{BufRead, Write};

use anyhow::anyhow;
use secrecy::SecretString;

use crate::cli::Failure;

/// Asks at the terminal, if there is one.
pub struct Asker {
    /// Whether there is one.
    pub asks: bool,
}

impl Asker {
    /// The answer to a question: `given`, else asked for until it can be read; an empty answer takes `default`.
    pub fn until<T>(
        &self,
        question: &str,
        given: Option<&str>,
        default: Option<&str>,
        flag: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        if let Some(given) = given {
            return read(given).map_err(|why| Failure::Usage(format!("{flag}: {why}")));
        }
        if !self.asks {
            let default =
                default.ok_or_else(|| Failure::Usage(format!("{flag} is missing, and there is no terminal to ask at")))?;
            return read(default).map_err(|why| Failure::Usage(format!("{flag}: {why}")));
        }
        loop {
            let hint = default.filter(|default| !default.is_empty()).map_or(String::new(), |default| format!(" [{default}]"));
            anstream::print!("{question}{hint}: ");
            let answer = line()?;
            let answer = if answer.is_empty() { default.unwrap_or_default() } else { &answer };
            match read(answer) {
                Ok(read) => return Ok(read),
                Err(why) => anstream::println!("  {why}"),
            }
        }
    }

    /// A password, which isn't shown while it is typed.
    pub fn password(&self, user: &str, flag: &str) -> Result<SecretString, Failure> {
        if !self.asks {
            return Err(Failure::Usage(format!("{flag} is missing, and there is no terminal to ask at")));
        }
        anstream::print!("The password of {user}: ");
        std::io::stdout().flush()?;
        let terminal = rustix::termios::tcgetattr(std::io::stdin()).map_err(std::io::Error::from)?;
        let mut silent = terminal.clone();
        silent.local_modes.remove(rustix::termios::LocalModes::ECHO);
        let set = |modes: &rustix::termios::Termios| {
            rustix::termios::tcsetattr(std::io::stdin(), rustix::termios::OptionalActions::Now, modes)
                .map_err(std::io::Error::from)
        };
        set(&silent)?;
        let answer = line();
        set(&terminal)?;
        anstream::println!();
        match answer?.as_str() {
            "" => Err(Failure::Usage("without a password nothing can be read".to_owned())),
            password => Ok(SecretString::from(password.to_owned())),
        }
    }
}

fn line() -> Result<String, Failure> {
    std::io::stdout().flush()?;
    let mut answer = String::new();
    if std::io::stdin().lock().read_line(&mut answer)? == 0 {
        return Err(Failure::Failed(anyhow!("the answers ended: nothing was written")));
    }
    Ok(answer.trim().to_owned())
}
