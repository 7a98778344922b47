//! The header fields that triage reads: a source that can give single fields need not give more.

/// Every field that [`super::header`] looks at. `Received` is not among them: it is long, and tells nothing before a message is
/// read whole.
pub const FIELDS: &[&str] = &[
    "From",
    "Sender",
    "To",
    "Cc",
    "Bcc",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Content-Type",
    "Return-Path",
    "Auto-Submitted",
    "Precedence",
    "X-Precedence",
    "Delivered-To",
    "X-Wentdark",
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply",
    "X-Autoresponder",
    "X-Autoreply-From",
    "X-Mail-Autoreply",
    "X-Vacation",
    "X-Autoreply-Domain",
    "X-FC-MachineGenerated",
    "X-POST-MessageClass",
    "X-Failed-Recipients",
    "X-MS-Embedded-Report",
    "X-DSNContext",
    "X-Mimecast-Bulk-Signature-Bounce",
    "X-Mailer",
    "X-Original-From",
    "X-Original-Sender",
    "Reply-To",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::header;

    #[test]
    fn no_field_is_asked_for_in_vain() {
        let telling = |name: &str| match name {
            "Date" => "Mon, 11 May 2026 10:00:00 +0200",
            "Message-ID" | "In-Reply-To" | "References" => "<1@acme.example>",
            "Content-Type" => "multipart/report; report-type=delivery-status; boundary=b",
            "Return-Path" => "<>",
            "Auto-Submitted" => "auto-replied",
            "Precedence" | "X-Precedence" => "auto_reply",
            "Delivered-To" => "autoresponder",
            "X-FC-MachineGenerated" => "true",
            "X-POST-MessageClass" => "9; Autoresponder",
            "X-Mailer" => "<SMTP32 v8.05>",
            _ => "pat@acme.example",
        };
        for name in FIELDS {
            // Who wrote matters where a group stands in From.
            let head = match *name {
                "X-Original-From" | "X-Original-Sender" | "Reply-To" => "From: Pat via Sales <sales@northfield.example>\r\n",
                _ => "",
            };
            let nothing = header(format!("{head}Subject: \r\n\r\n").as_bytes());
            let with = header(format!("{head}{name}: {}\r\n\r\n", telling(name)).as_bytes());
            assert_ne!(with, nothing, "{name} tells nothing");
        }
    }
}
