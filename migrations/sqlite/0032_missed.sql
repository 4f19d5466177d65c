-- Why a story did not go out at its time. Its page and the list say so until somebody decides anew what becomes of it.
alter table stories add column missed text;
