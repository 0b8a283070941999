//! The responses to calls: from examples, from earlier calls, and refusals.

mod answers;
mod documented;
mod embedded;
mod forms;
mod own_spec;
mod refusals;
mod wholes;
