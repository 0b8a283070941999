//! Without the feature `ui` there are no pages.

use hyper::Method;
use weixin_spec::Model;

use crate::engine::Engine;
use crate::http::reply::Reply;

pub(crate) enum Page {}

impl Page {
    pub(crate) fn find(_model: &Model, _method: &Method, _path: &str) -> Option<Self> {
        None
    }

    pub(crate) fn reply(&self, _engine: &Engine) -> Reply {
        match *self {}
    }
}
