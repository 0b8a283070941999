//! Lets the tests that need a Redis server be ignored where there is none.

fn main() {
    weixin_test_support::installed::set_cfg("has_redis", &["redis-server"]);
}
