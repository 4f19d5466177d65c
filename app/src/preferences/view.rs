//! What a reader can choose, as the server writes it.

use leptos::prelude::*;

/// What can be chosen: the name it is kept under, and the values; the first is what everybody gets.
const PREFERENCES: [(&str, [&str; 3]); 4] = [
    ("theme", ["", "light", "dark"]),
    ("text", ["", "large", "larger"]),
    ("pictures", ["", "fewer", ""]),
    ("live", ["", "count", "off"]),
];

/// What the choices are called. An island takes only what can be sent along with the page, so this goes by way of the context.
#[derive(Clone, Copy, Default)]
pub(crate) struct Labels {
    pub(crate) title: &'static str,
    pub(crate) names: [&'static str; 4],
    pub(crate) choices: [[&'static str; 3]; 4],
}

/// A field for each, with its label.
pub(super) fn fields() -> AnyView {
    let labels = use_context::<Labels>().unwrap_or_default();
    let fields = PREFERENCES
        .iter()
        .zip(labels.names.iter().zip(labels.choices))
        .map(|((name, values), (label, choices))| {
            let id = format!("prefer-{name}");
            let options = values
                .iter()
                .zip(choices)
                .enumerate()
                .filter(|(place, (value, _))| *place == 0 || !value.is_empty())
                .map(|(_, (value, choice))| view! { <option value=*value>{choice}</option> })
                .collect_view();
            view! {
                <label class="preferences__label" for=id.clone()>
                    {*label}
                </label>
                // A browser that filled in what stood here at an earlier visit would look like a reader who chooses.
                <select class="preferences__choice" id=id data-prefer=*name autocomplete="off">
                    {options}
                </select>
            }
        })
        .collect_view();
    view! {
        <legend class="preferences__title">{labels.title}</legend>
        {fields}
    }
    .into_any()
}
