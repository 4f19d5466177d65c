//! The sign-up form as the server writes it. It works without script.

use leptos::prelude::*;

/// What a box shows at first. An island takes only what can be sent along with the page, so this goes by way of the context.
#[derive(Clone, Default)]
pub(super) struct Box {
    /// Two boxes on one page need ids of their own.
    pub(super) id: &'static str,
    pub(super) typed: String,
    pub(super) problem: &'static str,
    pub(super) label: &'static str,
    pub(super) leave_empty: &'static str,
    pub(super) button: &'static str,
    /// What is said when no answer came.
    pub(super) no_answer: &'static str,
}

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
            no_answer: words.no_answer,
        }
    }
}

/// The form, and the place where is said that it was heard.
pub(super) fn form() -> AnyView {
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
    view! {
        <form
            class="sign-up"
            id=form_id
            method="post"
            action="/stay-in-touch"
            novalidate
            data-no-answer=no_answer
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
                required
                value=typed
                aria-invalid=invalid
                aria-describedby=problem_id.clone()
            />
            <p class="sign-up__problem" id=problem_id role="alert" hidden=quiet>
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
        <p class="sign-up__done" role="status" hidden=true></p>
    }
    .into_any()
}
