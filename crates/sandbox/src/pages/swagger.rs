//! Swagger UI for the OpenAPI document of the model, with the files of the crate `utoipa-swagger-ui`.

use std::sync::Arc;

use bytes::Bytes;
use hyper::Method;
use hyper::header::{CONTENT_ENCODING, CONTENT_SECURITY_POLICY};
use utoipa_swagger_ui::Config;
use weixin_openapi::{Place, document_at};
use weixin_spec::{Json, Model};

use crate::engine::Engine;
use crate::http::reply::Reply;
use crate::sandbox::builder::{APPID, SECRET};

const INDEX: &str = include_str!("index.html");
const SCRIPT: &str = include_str!("sandbox.js");

/// The files of Swagger UI that the index uses.
const FILES: [&str; 3] = ["favicon-32x32.png", "swagger-ui-bundle.js", "swagger-ui.css"];

/// The page loads everything from the sandbox and contacts no other server. Swagger UI uses inline styles
/// and images.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

/// A page or file that a browser requests.
pub(crate) enum Page {
    Index,
    Document,
    Script,
    Tokens,
    File(&'static str),
}

impl Page {
    /// Returns the page at a path, unless an endpoint has the path.
    pub(crate) fn find(model: &Model, method: &Method, path: &str) -> Option<Self> {
        let page = match path {
            "/" => Self::Index,
            "/openapi.json" => Self::Document,
            "/swagger-ui/sandbox.js" => Self::Script,
            "/swagger-ui/tokens.json" => Self::Tokens,
            path => {
                let name = path.strip_prefix("/swagger-ui/")?;
                Self::File(FILES.into_iter().find(|file| *file == name)?)
            }
        };
        let taken = model.endpoints.iter().any(|endpoint| endpoint.path.value == path);
        (method == Method::GET && !taken).then_some(page)
    }

    pub(crate) fn reply(&self, engine: &Engine) -> Reply {
        match self {
            Self::Index => {
                let page = Reply::file("text/html; charset=utf-8", INDEX);
                page.header(CONTENT_SECURITY_POLICY.as_str(), POLICY)
            }
            Self::Document => json(&document(engine)),
            Self::Script => Reply::file("text/javascript; charset=utf-8", SCRIPT),
            Self::Tokens => json(&tokens(engine)),
            Self::File(name) => file(name),
        }
    }
}

fn json(json: &Json) -> Reply {
    Reply::file("application/json", json.to_string())
}

fn document(engine: &Engine) -> Json {
    let app = engine.state().world.first_app().to_owned();
    let secret = secret(engine);
    let about = format!(
        "**This is a sandbox**, not WeChat: the README of `weixin-sandbox` explains its responses. \
         *Try it out* calls it. Valid tokens of the app `{app}` are filled in; {secret}"
    );
    // Relative, since a browser may call this machine 127.0.0.1 or localhost.
    document_at(&engine.model, Place { url: "/", about: &about })
}

/// Returns the secret's description. A secret other than the default one is not shown.
fn secret(engine: &Engine) -> String {
    match engine.state().world.apps.get(APPID) {
        Some(secret) if secret == SECRET => {
            format!("to fetch one, use the secret `{SECRET}`.")
        }
        _ => "to fetch one, use the secret that the sandbox was started with.".to_owned(),
    }
}

/// Issues a new token of each kind that doesn't need a third-party platform.
fn tokens(engine: &Engine) -> Json {
    let kinds = engine.model.api.tokens.iter().filter(|token| !token.third_party);
    let mut state = engine.state();
    let (account, now) = (state.world.first_app().to_owned(), state.clock.now());
    let tokens = kinds.map(|kind| {
        let token = state.world.tokens.issue(&kind.id, "browser", &account, now);
        (kind.id.value.clone(), Json::from(token))
    });
    Json::object(tokens.collect::<Vec<_>>())
}

/// Returns one of Swagger UI's files.
fn file(name: &str) -> Reply {
    match utoipa_swagger_ui::serve(name, Arc::new(Config::new(["/openapi.json"]))) {
        Ok(Some(file)) => {
            let reply = Reply::file(&file.content_type, Bytes::from(file.bytes.into_owned()));
            if file.gzpipped { reply.header(CONTENT_ENCODING.as_str(), "gzip") } else { reply }
        }
        // Can't happen: the files are part of the program.
        Ok(None) | Err(_) => Reply::text(404, "Swagger UI has no such file\n"),
    }
}
