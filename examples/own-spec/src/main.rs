//! Calls endpoints that `weixin` lacks, with `weixin`'s client. Their specs are in `spec/`, from the vendor's
//! pages, and build.rs generates the code.
//!
//! Runs against the sandbox, which serves them too.

/// The code that build.rs generates.
pub mod api {
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}

use weixin::api::account::MiniProgram;
use weixin::{Client, Error};
use weixin_sandbox::{APPID, SECRET, Sandbox};

use api::ErrorCode;
use api::ocr::{OcrCalls, RecognizeTextRequest};
use api::qr_code::{CreateQrCodeRequest, QrCodeCalls};

/// The model of these specs, for the sandbox.
const SPEC: &str = include_str!(concat!(env!("OUT_DIR"), "/api.jsonl"));

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().own_spec(SPEC).start().await?;
    let client =
        Client::<MiniProgram>::builder().app(APPID, SECRET).other_host(sandbox.url()).build()?;

    let request = RecognizeTextRequest::new().img_url("https://example.com/sign.jpg");
    let reply = client.recognize_text(request).await?;
    for item in &reply.items {
        if let Some(corner) = item.pos.as_ref().and_then(|pos| pos.left_top.as_ref()) {
            println!("text     {} at {}, {}", item.text, corner.x, corner.y);
        }
    }

    let code =
        client.create_qr_code(CreateQrCodeRequest::new("page/index/index").width(430)).await?;
    println!("code     {} bytes", code.file.as_bytes().len());

    match client.create_qr_code(CreateQrCodeRequest::new("").width(430)).await {
        Err(Error::Api(error))
            if ErrorCode::try_from(error.code()) == Ok(ErrorCode::InvalidPath) =>
        {
            println!("refused  {}: {}", error.code().value(), error.remedy());
            Ok(())
        }
        other => Err(format!("an empty path was not refused: {other:?}").into()),
    }
}
