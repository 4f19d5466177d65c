//! The letter that asks whether somebody wants letters.
//!
//! It goes to people who may never have heard of the paper, so it says who asks and what happens if they do nothing, and
//! has nothing in it that a mail provider could take for advertising: no picture, one link.

use domain::{Direction, Language};
use maud::{DOCTYPE, html};

use super::Contents;

/// What it says, in one language. `{paper}` stands for the paper's name.
struct Words {
    subject: &'static str,
    asked: &'static str,
    press: &'static str,
    button: &'static str,
    not_you: &'static str,
    lasts: &'static str,
}

const ENGLISH: Words = Words {
    subject: "Please confirm: letters from {paper}",
    asked: "Somebody, we hope you, asked for letters from {paper} at this address.",
    press: "To get them, open this page and press the button on it:",
    button: "Yes, send me letters",
    not_you: "If it was not you, do nothing: without your confirmation nothing is sent.",
    lasts: "The link can be used for three days.",
};
const SPANISH: Words = Words {
    subject: "Confirme, por favor: cartas de {paper}",
    asked: "Alguien, esperamos que usted, ha pedido las cartas de {paper} con esta dirección.",
    press: "Para recibirlas, abra esta página y pulse el botón:",
    button: "Sí, quiero recibirlas",
    not_you: "Si no ha sido usted, no haga nada: sin su confirmación no se envía nada.",
    lasts: "El enlace se puede usar durante tres días.",
};
const ARABIC: Words = Words {
    subject: "يرجى التأكيد: رسائل {paper}",
    asked: "طلب شخص ما، نأمل أنه أنت، رسائل {paper} على هذا العنوان.",
    press: "لتصلك الرسائل افتح هذه الصفحة واضغط الزر فيها:",
    button: "نعم، أريد الرسائل",
    not_you: "إن لم تكن أنت من طلب ذلك فلا تفعل شيئًا: لن يُرسل شيء من دون تأكيدك.",
    lasts: "يمكن استخدام الرابط مدة ثلاثة أيام.",
};

/// The letter of a paper of that name, in its language, with the address of the page to confirm at.
#[must_use]
pub fn confirmation(paper: &str, language: &Language, confirm: &str) -> Contents {
    let words = match language.as_str().split('-').next() {
        Some("es") => &SPANISH,
        Some("ar") => &ARABIC,
        _ => &ENGLISH,
    };
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
