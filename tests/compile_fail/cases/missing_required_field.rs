//! A required field can't be omitted.

use weixin::api::token::{GetStableAccessTokenRequest, GetStableAccessTokenRequired};

fn main() {
    let _ = GetStableAccessTokenRequest::new(GetStableAccessTokenRequired { appid: "wx1".into() });
}
