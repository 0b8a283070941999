//! Generates `api.rs`, which main.rs includes, from `spec/`.

fn main() {
    weixin_codegen::Builder::new("spec").compile();
}
