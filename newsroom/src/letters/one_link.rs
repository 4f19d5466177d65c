//! The look of letters that the paper writes by itself to one person: a few sentences and one link.
//!
//! There is nothing in them that a mail provider could take for advertising: no picture, no second link.

use domain::{Direction, Language};
use maud::{DOCTYPE, html};

use super::Contents;

/// What such a letter says.
pub(super) struct OneLink<'a> {
    pub(super) paper: &'a str,
    pub(super) language: &'a Language,
    pub(super) subject: String,
    /// Before the link, a paragraph each.
    pub(super) said: Vec<String>,
    /// What stands on the link.
    pub(super) button: &'a str,
    pub(super) link: &'a str,
    /// How long the link is good, and what to do if one did not ask for it.
    pub(super) lasts: &'a str,
    pub(super) not_you: String,
}

impl OneLink<'_> {
    /// The letter.
    pub(super) fn contents(self) -> Contents {
        let Self {
            paper,
            language,
            subject,
            said,
            button,
            link,
            lasts,
            not_you,
        } = self;
        let plain = format!(
            "{}\n\n{link}\n\n{lasts}\n{not_you}\n\n-- \n{paper}\n",
            said.join("\n\n"),
        );
        let direction = match language.direction() {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        };
        let html = html! {
            (DOCTYPE)
            html lang=(language) dir=(direction) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (subject) }
                }
                body style="margin:0;padding:24px 16px;font:17px/1.5 Georgia,'Times New Roman',serif" {
                    div style="max-width:36em;margin:0 auto" {
                        p style="font-size:22px;font-weight:bold;margin:0 0 16px" { (paper) }
                        @for sentence in &said { p { (sentence) } }
                        p {
                            a href=(link) style="display:inline-block;padding:12px 20px;background:#1d4f91;color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold" {
                                (button)
                            }
                        }
                        p style="font-size:14px;word-break:break-all" { (link) }
                        p { (lasts) " " (not_you) }
                    }
                }
            }
        };
        Contents {
            subject,
            preheader: not_you,
            html: html.into_string(),
            plain,
            articles: Vec::new(),
        }
    }
}
