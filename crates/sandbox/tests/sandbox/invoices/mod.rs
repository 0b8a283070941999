//! An invoice's way from the authorization of its order to its reimbursement.

mod authorization;
mod insertion;
mod pdfs;
mod reimbursement;
mod settings;
