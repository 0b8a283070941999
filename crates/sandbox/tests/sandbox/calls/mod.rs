//! What a call is answered: by examples, by what happened before, by a refusal.

mod answers;
mod documented;
mod embedded;
mod forms;
mod own_spec;
mod refusals;
mod wholes;
