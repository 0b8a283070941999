//! Generates `api.rs` from `spec/`. main.rs includes it.

fn main() {
    weixin_codegen::Builder::new("spec").compile();
}
