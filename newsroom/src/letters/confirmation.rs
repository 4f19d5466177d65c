//! The letter that asks whether somebody wants letters.
//!
//! It goes to people who may never have heard of the paper, so it says who asks and what happens if they do nothing, and
//! has nothing in it that a mail provider could take for advertising: no picture, one link.

use domain::{Direction, Language};
use maud::{DOCTYPE, html};

use super::Contents;
use super::words::Words;

/// The letter of a paper of that name, in its language, with the address of the page to confirm at.
#[must_use]
pub fn confirmation(paper: &str, language: &Language, confirm: &str) -> Contents {
    let words = &Words::of(language).confirmation;
    let said = |text: &str| text.replace("{paper}", paper);
    let plain = format!(
        "{}\n\n{}\n\n{confirm}\n\n{}\n{}\n\n-- \n{paper}\n",
        said(words.asked),
        words.press,
        words.lasts,
        words.not_you,
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
                title { (said(words.subject)) }
            }
            body style="margin:0;padding:24px 16px;font:17px/1.5 Georgia,'Times New Roman',serif" {
                div style="max-width:36em;margin:0 auto" {
                    p style="font-size:22px;font-weight:bold;margin:0 0 16px" { (paper) }
                    p { (said(words.asked)) }
                    p { (words.press) }
                    p {
                        a href=(confirm) style="display:inline-block;padding:12px 20px;background:#1d4f91;color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold" {
                            (words.button)
                        }
                    }
                    p style="font-size:14px;word-break:break-all" { (confirm) }
                    p { (words.lasts) " " (words.not_you) }
                }
            }
        }
    };
    Contents {
        subject: said(words.subject),
        preheader: words.not_you.to_owned(),
        html: html.into_string(),
        plain,
        articles: Vec::new(),
    }
}
