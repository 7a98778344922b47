//! A digest as data to a mail, and the mail on its way: SMTP, or a folder of .eml files.
