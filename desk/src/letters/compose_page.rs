//! The page on which an issue is composed.

use domain::{ArticleId, Summary};
use maud::{Markup, html};
use newsroom::letters::{
    IssueDraft, LONGEST_INTRODUCTION, LONGEST_PREHEADER, LONGEST_SUBJECT, Letter, Plan, Schedule,
};
use newsroom::store::{OutLine, Standing};

use super::compose::Typed;
use super::left_out::why;
use super::{next, path_of};
use crate::{Desk, clock_time};

/// A story that was chosen.
pub(crate) struct Chosen {
    pub(crate) id: ArticleId,
    /// None where readers do not have it any more.
    pub(crate) story: Option<Summary>,
    /// What it was then.
    pub(crate) gone: Option<Standing>,
}

impl Chosen {
    fn name(&self) -> &str {
        let now = self.story.as_ref().map(|story| story.headline.as_str());
        let before = || self.gone.as_ref().map(|story| story.headline.as_str());
        now.or_else(before).unwrap_or("a story that is gone")
    }
}

/// Everything that the page shows.
pub(crate) struct Composing<'a> {
    pub(crate) letter: &'a Letter,
    pub(crate) typed: &'a Typed,
    pub(crate) chosen: Vec<Chosen>,
    pub(crate) offered: Vec<OutLine>,
    /// What the letter would make.
    pub(crate) by_itself: Option<Plan>,
}

/// What the page has to say.
pub(crate) enum Said<'a> {
    Nothing,
    Problem(&'a str),
    /// A story is in another place, or new, and nothing is saved.
    Moved(ArticleId),
    /// A story is out, and nothing is saved.
    TakenOut,
    /// Somebody else saved this.
    Meanwhile(&'a IssueDraft),
}

pub(crate) fn page(desk: &Desk, title: &str, composing: &Composing<'_>, said: &Said<'_>) -> Markup {
    let letter = composing.letter;
    let typed = composing.typed;
    let path = path_of(letter, None);
    html! {
        p class="desk-back" { a href=(path) { (letter.definition.name) } }
        h1 { (title) }
        (saying(desk, composing, said))
        form id="compose" method="post" action={ (path) "/compose" } class="desk-compose" {
            input type="hidden" name="base" value=(typed.base);
            // First in the form, so that the Enter key saves and moves nothing.
            div class="manuscript__bar" {
                button class="desk-button" name="do" value="save" { "Save and see it" }
                p id="compose-state" class="manuscript__state" role="status" {
                    @match said {
                        Said::Moved(_) | Said::TakenOut => "Not saved yet",
                        Said::Nothing | Said::Problem(_) | Said::Meanwhile(_) => "",
                    }
                }
            }
            (words(composing))
            (stories(desk, composing, said))
            (adding(composing))
            (going(desk, letter, typed))
        }
        @if typed.base > 0 {
            form method="post" action={ (path) "/compose" } class="desk-step desk-narrow" {
                p class="desk-hint" { "What was composed is thrown away, and the next issue makes itself." }
                button class="desk-button desk-button--quiet" name="do" value="discard" { "Throw it away" }
            }
        }
    }
}

fn saying(desk: &Desk, composing: &Composing<'_>, said: &Said<'_>) -> Markup {
    html! {
        @match said {
            Said::Nothing | Said::Moved(_) | Said::TakenOut => {},
            Said::Problem(sentence) => p class="desk-problem" role="alert" { (sentence) },
            Said::Meanwhile(theirs) => {
                div class="desk-problem" role="alert" {
                    p {
                        (theirs.saved_by.as_deref().unwrap_or("Somebody")) " saved this issue meanwhile, on "
                        (clock_time::told(theirs.saved_at, &desk.facts.time_zone))
                        ". What you see below is yours. If you save it now, it takes the place of theirs:"
                    }
                    ul {
                        li { "Subject: " (theirs.made.subject) }
                        li { "Beside it: " (theirs.made.preheader) }
                        li { "Introduction: " (theirs.made.introduction) }
                        li {
                            "Stories: " (theirs.made.articles.len())
                            @let others = theirs.made.articles.iter().filter(|id| composing.chosen.iter().all(|it| it.id != **id)).count();
                            @if others > 0 { ", " (others) " of which are not among yours" }
                        }
                    }
                }
            },
        }
    }
}

fn words(composing: &Composing<'_>) -> Markup {
    let made = &composing.typed.made;
    let by_itself = composing.by_itself.as_ref().map(|plan| &plan.contents);
    html! {
        label for="subject" { "Subject" }
        input id="subject" name="subject" value=(made.subject) maxlength=(LONGEST_SUBJECT) autocomplete="off"
            aria-describedby="subject-hint";
        p id="subject-hint" class="desk-hint" {
            "If it is left empty, it names the letter and the first story."
            @if let Some(contents) = by_itself { " By itself: “" (contents.subject) "”." }
        }
        label for="preheader" { "What stands beside the subject in a list of mail" }
        input id="preheader" name="preheader" value=(made.preheader) maxlength=(LONGEST_PREHEADER) autocomplete="off"
            aria-describedby="preheader-hint";
        p id="preheader-hint" class="desk-hint" { "If it is left empty, the other headlines." }
        label for="introduction" { "Introduction" }
        // A browser drops a line feed that a text area begins with (HTML Standard, section 13.1.2.5).
        textarea id="introduction" name="introduction" rows="8" aria-describedby="introduction-hint" { "\n" (made.introduction) }
        p id="introduction-hint" class="desk-hint" {
            "Stands above the stories. Paragraphs, *emphasis*, **more of it** and [links](https://example.org), at most "
            (LONGEST_INTRODUCTION) " characters."
        }
    }
}

fn stories(desk: &Desk, composing: &Composing<'_>, said: &Said<'_>) -> Markup {
    let moved = match said {
        Said::Moved(id) => Some(*id),
        Said::Nothing | Said::Problem(_) | Said::TakenOut | Said::Meanwhile(_) => None,
    };
    html! {
        fieldset {
            legend { "Stories" }
            @if composing.chosen.is_empty() {
                p class="desk-hint" { "None yet. Add one below." }
            }
            ol id="stories" class="desk-stories" {
                @for chosen in &composing.chosen {
                    @let name = chosen.name();
                    li {
                        input type="hidden" name="story" value=(chosen.id.0);
                        div class="desk-stories__told" {
                            @match (&chosen.story, &chosen.gone) {
                                (Some(story), _) => {
                                    a href=(story.path()) target="_blank" { (story.headline) }
                                    p class="desk-hint" {
                                        (story.section.name()) " · " (clock_time::told(story.published_at, &desk.facts.time_zone))
                                    }
                                },
                                (None, Some(gone)) => p class="desk-problem" { (why(gone)) },
                                (None, None) => p class="desk-hint" { "Readers do not have this story any more, so it is left out." },
                            }
                        }
                        div class="desk-stories__acts" {
                            button class="desk-button desk-button--quiet" name="do" value={ "up-" (chosen.id.0) }
                                aria-label={ "Move up: " (name) } autofocus[moved == Some(chosen.id)] { "Up" }
                            button class="desk-button desk-button--quiet" name="do" value={ "down-" (chosen.id.0) }
                                aria-label={ "Move down: " (name) } { "Down" }
                            button class="desk-button desk-button--quiet" name="do" value={ "out-" (chosen.id.0) }
                                aria-label={ "Take out: " (name) } { "Take out" }
                        }
                    }
                }
            }
        }
    }
}

fn adding(composing: &Composing<'_>) -> Markup {
    let offered = composing.offered.iter().filter(|line| {
        let id = ArticleId(line.id);
        composing.chosen.iter().all(|chosen| chosen.id != id)
    });
    html! {
        fieldset {
            legend { "Add a story" }
            label for="more" { "One of the newest" }
            select id="more" name="more" {
                option value="" { "Choose one" }
                @for line in offered {
                    option value=(line.id) { (line.headline) }
                }
            }
            label for="address" { "Or one by its address" }
            input id="address" name="address" value=(composing.typed.address) autocomplete="off" spellcheck="false"
                inputmode="url";
            p class="desk-apart" {
                button class="desk-button desk-button--quiet" name="do" value="add" { "Add it" }
            }
        }
    }
}

fn going(desk: &Desk, letter: &Letter, typed: &Typed) -> Markup {
    html! {
        @match letter.definition.schedule {
            Schedule::Weekly { .. } => fieldset {
                legend { "When it goes out" }
                div class="desk-check" {
                    input type="radio" id="goes-next" name="goes" value="next" checked[typed.made.is_next];
                    label for="goes-next" {
                        "Instead of the next issue"
                        @if let Some(at) = next(desk, letter) { ", on " (clock_time::told(at, &desk.facts.time_zone)) }
                    }
                }
                div class="desk-check" {
                    input type="radio" id="goes-extra" name="goes" value="extra" checked[!typed.made.is_next];
                    label for="goes-extra" { "As one more issue, when somebody sends it" }
                }
            },
            Schedule::ByHand => p class="desk-hint" { "It goes out when somebody sends it." },
            Schedule::Breaking => p class="desk-hint" { "It is one more issue, and goes out when somebody sends it." },
        }
    }
}
