//! The table of doors: what is asked for, by whom, and what answers.

use domain::EntryText;
use newsroom::desk::{Manuscript, Right};
use newsroom::media::HEAVIEST;

use super::{Entry, FORM, Who, get, post};
use crate::accounts::{account, codes, coming_in, passkeys, people, second_step, welcome};
use crate::front::breaking;
use crate::letters::{letter, outbox};
use crate::numbers::vitals;
use crate::pictures::library;
use crate::readers::{came_back, reader};
use crate::stories::{
    at_work, choosing, corrections, editor, lists, merging, outside, proof, saves, saving, sharing,
};
use crate::{coverage, files, front, letters, log, numbers, pictures, readers, settings};

const STORY: usize = 3 * Manuscript::LONGEST + FORM;
/// More than an entry may be long, so that what is too long comes back with a sentence.
const ENTRY: usize = 16 * EntryText::LONGEST + FORM;
/// Several of the heaviest pictures in one form. They are taken one by one, so no more than one of them is in memory.
const PICTURES: usize = 10 * HEAVIEST + FORM;
/// A hundred thousand old addresses, each with where it leads.
const FILE: usize = 3 * 16 * 1024 * 1024;

pub(super) fn all() -> Vec<Entry> {
    use Right::{
        Arrange, ChangeSettings, EditAll, ManageAccounts, ManageReaders, Publish, ReadAll,
        SendLetters, Write,
    };
    let has = Who::Has;
    vec![
        get("/desk", has(Write), at_work::list),
        get("/desk/", has(Write), at_work::to_list),
        get("/desk/sign-in", Who::Anybody, coming_in::ask),
        post("/desk/sign-in", Who::Anybody, coming_in::sign_in).weighing(STORY),
        post("/desk/sign-in/code", Who::Anybody, second_step::give_code).weighing(STORY),
        get("/desk/sign-in/passkey", Who::Anybody, passkeys::ask_who),
        post("/desk/sign-in/passkey", Who::Anybody, passkeys::sign_in).weighing(STORY),
        post("/desk/sign-out", has(Write), coming_in::sign_out),
        get("/desk/enter/{link}", Who::Anybody, welcome::welcome),
        post("/desk/enter/{link}", Who::Anybody, welcome::enter),
        get("/desk/published", has(ReadAll), lists::published),
        post("/desk/published/{slug}", has(Write), lists::take_up),
        get("/desk/bin", has(Write), lists::bin),
        get("/desk/stories", has(Write), at_work::to_list),
        post("/desk/stories", has(Write), saving::begin).weighing(STORY),
        get("/desk/stories/{id}", has(Write), editor::open),
        post("/desk/stories/{id}", has(Write), saving::save).weighing(STORY),
        post("/desk/stories/{id}/here", has(Write), saving::here),
        get("/desk/stories/{id}/preview", has(Write), proof::preview),
        get("/desk/stories/{id}/proof", has(Write), proof::proof),
        get("/desk/stories/{id}/outside", has(Write), outside::show),
        post("/desk/stories/{id}/outside", has(Write), outside::take_in),
        get(
            "/desk/stories/{id}/corrections",
            has(Write),
            corrections::list,
        ),
        post(
            "/desk/stories/{id}/corrections/{number}",
            has(Write),
            corrections::mend,
        ),
        get("/desk/stories/{id}/saves", has(Write), saves::list),
        get("/desk/stories/{id}/saves/{number}", has(Write), saves::show),
        post(
            "/desk/stories/{id}/saves/{number}/restore",
            has(Write),
            saves::restore,
        ),
        get(
            "/desk/stories/{id}/merge/{number}",
            has(Write),
            merging::ask,
        ),
        post(
            "/desk/stories/{id}/merge/{number}",
            has(Write),
            merging::settle,
        ),
        get("/desk/stories/{id}/pictures", has(Write), choosing::ask),
        post("/desk/stories/{id}/picture", has(Write), choosing::choose),
        get("/desk/stories/{id}/shares", has(Write), sharing::to_story),
        post("/desk/stories/{id}/shares", has(Write), sharing::share).weighing(STORY),
        post(
            "/desk/stories/{id}/shares/{share}/end",
            has(Write),
            sharing::end,
        )
        .weighing(STORY),
        get("/desk/shared/{link}", Who::Anybody, sharing::shared),
        get("/desk/coverage", has(Write), coverage::list::list),
        get("/desk/coverage/{slug}", has(Write), coverage::show),
        post("/desk/coverage/{slug}", has(Write), coverage::add).weighing(ENTRY),
        post(
            "/desk/coverage/{slug}/state",
            has(Write),
            coverage::set_state,
        ),
        post(
            "/desk/coverage/{slug}/entries/{number}",
            has(Write),
            coverage::change,
        )
        .weighing(ENTRY),
        get("/desk/pictures", has(Write), library::list),
        post("/desk/pictures", has(Write), pictures::bring_in).weighing(PICTURES),
        get("/desk/pictures/purge", has(EditAll), pictures::purge::ask),
        post("/desk/pictures/purge", has(EditAll), pictures::purge::purge),
        get("/desk/pictures/{id}", has(Write), pictures::picture::show),
        post(
            "/desk/pictures/{id}",
            has(Write),
            pictures::picture::describe,
        ),
        post(
            "/desk/pictures/{id}/prepare",
            has(Write),
            pictures::picture::prepare_again,
        ),
        get("/desk/front", has(Arrange), front::show),
        post("/desk/front", has(Arrange), front::arrange::arrange),
        get("/desk/front/preview", has(Arrange), front::proof::preview),
        get("/desk/front/proof", has(Arrange), front::proof::proof),
        post(
            "/desk/front/{number}/call-off",
            has(Arrange),
            front::arrange::call_off,
        ),
        post("/desk/breaking", has(Arrange), breaking::set),
        post("/desk/breaking/clear", has(Arrange), breaking::clear),
        get("/desk/letters", has(SendLetters), letters::list),
        get("/desk/letters/{slug}", has(SendLetters), letter::show),
        post(
            "/desk/letters/{slug}/state",
            has(SendLetters),
            letter::set_state,
        ),
        get(
            "/desk/letters/{slug}/next",
            has(SendLetters),
            letters::next::show,
        ),
        get(
            "/desk/letters/{slug}/next/proof",
            has(SendLetters),
            letters::next::proof,
        ),
        post(
            "/desk/letters/{slug}/try",
            has(SendLetters),
            letters::next::try_out,
        ),
        get(
            "/desk/letters/{slug}/compose",
            has(SendLetters),
            letters::compose::show,
        ),
        post(
            "/desk/letters/{slug}/compose",
            has(SendLetters),
            letters::compose::compose,
        ),
        get(
            "/desk/letters/{slug}/send",
            has(SendLetters),
            letters::send::ask,
        ),
        post(
            "/desk/letters/{slug}/send",
            has(SendLetters),
            letters::send::send,
        ),
        get(
            "/desk/letters/{slug}/issues/{number}",
            has(SendLetters),
            letters::issue::show,
        ),
        get(
            "/desk/letters/{slug}/issues/{number}/proof",
            has(SendLetters),
            letters::issue::proof,
        ),
        post(
            "/desk/letters/{slug}/issues/{number}/state",
            has(SendLetters),
            letters::issue::set_state,
        ),
        get("/desk/readers", has(ManageReaders), readers::show),
        get(
            "/desk/readers/list",
            has(ManageReaders),
            readers::list::list,
        ),
        post(
            "/desk/readers/export",
            has(ManageReaders),
            readers::list::export,
        ),
        get(
            "/desk/readers/came-back",
            has(ManageReaders),
            came_back::list,
        ),
        get("/desk/readers/outbox", has(ManageReaders), outbox::show),
        get("/desk/readers/{id}", has(ManageReaders), reader::show),
        post(
            "/desk/readers/{id}/export",
            has(ManageReaders),
            reader::export,
        ),
        get(
            "/desk/readers/{id}/erase",
            has(ManageReaders),
            reader::ask_to_erase,
        ),
        post(
            "/desk/readers/{id}/erase",
            has(ManageReaders),
            reader::erase,
        ),
        post(
            "/desk/readers/{id}/enable",
            has(ManageReaders),
            reader::enable,
        ),
        get("/desk/people", has(ManageAccounts), people::list),
        post("/desk/people", has(ManageAccounts), people::invite),
        get("/desk/people/{id}", has(ManageAccounts), people::show),
        post("/desk/people/{id}", has(ManageAccounts), people::change),
        post("/desk/people/{id}/link", has(ManageAccounts), people::link),
        post(
            "/desk/people/{id}/close",
            has(ManageAccounts),
            people::close,
        ),
        get("/desk/settings", has(ChangeSettings), settings::show_paper),
        post("/desk/settings", has(ChangeSettings), settings::set_paper),
        get(
            "/desk/settings/sections",
            has(ChangeSettings),
            settings::show_sections,
        ),
        post(
            "/desk/settings/sections",
            has(ChangeSettings),
            settings::set_sections,
        ),
        get(
            "/desk/settings/menus",
            has(ChangeSettings),
            settings::show_menus,
        ),
        post(
            "/desk/settings/menus",
            has(ChangeSettings),
            settings::set_menus,
        ),
        get(
            "/desk/settings/letters",
            has(ChangeSettings),
            settings::show_letters,
        ),
        get(
            "/desk/settings/letters/{slug}",
            has(ChangeSettings),
            settings::show_letter,
        ),
        post(
            "/desk/settings/letters/{slug}",
            has(ChangeSettings),
            settings::define_letter,
        ),
        post(
            "/desk/settings/letters/{slug}/retire",
            has(ChangeSettings),
            settings::retire_letter,
        ),
        get(
            "/desk/settings/redirects",
            has(ChangeSettings),
            settings::show_redirects,
        ),
        post(
            "/desk/settings/redirects",
            has(ChangeSettings),
            settings::redirect,
        ),
        post(
            "/desk/settings/redirects/forget",
            has(ChangeSettings),
            settings::forget_redirect,
        ),
        get(
            "/desk/settings/redirects/file",
            has(ChangeSettings),
            settings::file_of_redirects,
        ),
        post(
            "/desk/settings/redirects/file",
            has(ChangeSettings),
            settings::take_in_redirects,
        )
        .weighing(FILE),
        get(
            "/desk/settings/changes",
            has(ChangeSettings),
            settings::list_changes,
        ),
        post(
            "/desk/settings/changes/{number}/set-back",
            has(ChangeSettings),
            settings::set_back,
        ),
        get("/desk/me", has(Write), account::show),
        post("/desk/me/password", has(Write), account::change_password),
        post("/desk/me/sessions", has(Write), account::end_sessions),
        post("/desk/me/codes", has(Write), codes::begin),
        post("/desk/me/codes/confirm", has(Write), codes::confirm),
        post("/desk/me/codes/off", has(Write), codes::off),
        post("/desk/me/recovery-codes", has(Write), codes::renew),
        post("/desk/me/passkeys/ask", has(Write), passkeys::ask_for_new),
        post("/desk/me/passkeys", has(Write), passkeys::add),
        post(
            "/desk/me/passkeys/{id}/remove",
            has(Write),
            passkeys::remove,
        ),
        get("/desk/log", has(Publish), log::list),
        get("/desk/numbers", has(ReadAll), numbers::show),
        get("/desk/vitals", has(ReadAll), vitals::show),
        get("/desk/files/{build}/{*file}", Who::Anybody, files::file),
    ]
}
