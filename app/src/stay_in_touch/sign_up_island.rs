//! Only the browser can send a form without leaving the page and keep what was typed.
//!
//! Without script it is a plain form and `/stay-in-touch` answers it. The server's answer to the
//! script is a sentence in plain text, so that no decoder has to be downloaded with the island.

use leptos::prelude::*;

/// What a box shows at first. The browser keeps what the server wrote, so there it starts from nothing.
#[derive(Clone, Default)]
pub(super) struct Box {
    /// Two boxes on one page need ids of their own.
    pub(super) id: &'static str,
    pub(super) typed: String,
    pub(super) problem: &'static str,
    pub(super) label: &'static str,
    pub(super) leave_empty: &'static str,
    pub(super) button: &'static str,
    /// What is said when no answer came. Nothing in the browser: an attribute of our own naming is
    /// written again there, and only `None` leaves what the server wrote.
    pub(super) no_answer: Option<&'static str>,
}

#[cfg(feature = "ssr")]
impl Box {
    /// A box that nobody has typed into.
    pub(super) fn empty(id: &'static str, words: &crate::words::Words) -> Self {
        Self {
            id,
            typed: String::new(),
            problem: "",
            label: words.email_address,
            leave_empty: words.leave_empty,
            button: words.keep_me_posted,
            no_answer: Some(words.no_answer),
        }
    }
}

/// The sign-up form.
#[island]
pub fn SignUp() -> impl IntoView {
    let Box {
        id,
        typed,
        problem,
        label,
        leave_empty,
        button,
        no_answer,
    } = use_context().unwrap_or_default();
    let problem_id = format!("{id}-problem");
    let empty_id = format!("{id}-empty");
    let form_id = format!("{id}-form");
    let quiet = problem.is_empty();
    let invalid = if problem.is_empty() { "false" } else { "true" };
    let form = NodeRef::<leptos::html::Form>::new();
    let field = NodeRef::<leptos::html::Input>::new();
    let said = NodeRef::<leptos::html::P>::new();
    let done = NodeRef::<leptos::html::P>::new();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        sending::submit(
            &event,
            sending::Parts {
                form,
                field,
                said,
                done,
            },
        );
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    view! {
        <form
            class="sign-up"
            id=form_id
            method="post"
            action="/stay-in-touch"
            novalidate
            data-no-answer=no_answer
            node_ref=form
            on:submit=on_submit
        >
            <label class="sign-up__label" for=id>
                {label}
            </label>
            <input
                class="sign-up__field"
                id=id
                type="email"
                name="email"
                autocomplete="email"
                maxlength="254"
                required
                value=typed
                aria-invalid=invalid
                aria-describedby=problem_id.clone()
                node_ref=field
            />
            <p class="sign-up__problem" id=problem_id role="alert" hidden=quiet node_ref=said>
                {problem}
            </p>
            <div class="honeypot" aria-hidden="true">
                <label for=empty_id.clone()>{leave_empty}</label>
                <input id=empty_id type="text" name="website" tabindex="-1" autocomplete="off" />
            </div>
            <button class="sign-up__button" type="submit">
                {button}
            </button>
        </form>
        <p class="sign-up__done" role="status" hidden=true node_ref=done></p>
    }
}

#[cfg(feature = "hydrate")]
mod sending {
    use gloo_net::http::Request;
    use leptos::html;
    use leptos::prelude::*;
    use web_sys::{FormData, UrlSearchParams};

    /// The elements of the box that change.
    #[derive(Clone, Copy)]
    pub(super) struct Parts {
        pub(super) form: NodeRef<html::Form>,
        pub(super) field: NodeRef<html::Input>,
        pub(super) said: NodeRef<html::P>,
        pub(super) done: NodeRef<html::P>,
    }

    pub(super) fn submit(event: &leptos::ev::SubmitEvent, parts: Parts) {
        let Some(form) = parts.form.get_untracked() else {
            return;
        };
        event.prevent_default();
        leptos::task::spawn_local(async move {
            let answer = send(&form).await;
            parts.show(&answer);
        });
    }

    enum Answer {
        Taken(String),
        Refused(String),
    }

    /// Sends the form as the browser would have, and asks for a sentence instead of a page.
    async fn send(form: &web_sys::HtmlFormElement) -> Answer {
        let sent = async {
            let data = FormData::new_with_form(form).ok()?;
            let fields = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
            let request = Request::post("/stay-in-touch")
                .header("accept", "text/plain")
                .body(fields)
                .ok()?;
            let response = request.send().await.ok()?;
            let sentence = response.text().await.ok()?;
            match response.status() {
                200 => Some(Answer::Taken(sentence)),
                422 | 429 => Some(Answer::Refused(sentence)),
                _ => None,
            }
        };
        sent.await.unwrap_or_else(|| {
            // What was typed stays in the field.
            Answer::Refused(form.get_attribute("data-no-answer").unwrap_or_default())
        })
    }

    impl Parts {
        fn show(self, answer: &Answer) {
            let (Some(form), Some(field), Some(said), Some(done)) = (
                self.form.get_untracked(),
                self.field.get_untracked(),
                self.said.get_untracked(),
                self.done.get_untracked(),
            ) else {
                return;
            };
            match answer {
                Answer::Taken(sentence) => {
                    said.set_text_content(None);
                    field.set_value("");
                    form.set_hidden(true);
                    done.set_hidden(false);
                    done.set_text_content(Some(sentence));
                }
                Answer::Refused(problem) => {
                    said.set_hidden(false);
                    said.set_text_content(Some(problem));
                    let _ = field.set_attribute("aria-invalid", "true");
                    let _ = field.focus();
                }
            }
        }
    }
}
