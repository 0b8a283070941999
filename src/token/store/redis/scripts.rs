//! The Lua scripts that run in the Redis server, each of them atomic and on one key.

use ::redis::{Cmd, Script as Hashed};

pub(super) struct Script {
    code: &'static str,
    hash: Box<str>,
}

impl Script {
    fn new(code: &'static str) -> Self {
        Self { code, hash: Hashed::new(code).get_hash().into() }
    }

    /// Runs the script by its hash. The server must have cached it.
    pub(super) fn by_hash(&self, key: &str, arguments: &[&str]) -> Cmd {
        Self::command("EVALSHA", &self.hash, key, arguments)
    }

    /// Runs the script by its code, which the server caches.
    pub(super) fn by_code(&self, key: &str, arguments: &[&str]) -> Cmd {
        Self::command("EVAL", self.code, key, arguments)
    }

    fn command(name: &str, script: &str, key: &str, arguments: &[&str]) -> Cmd {
        let mut command = ::redis::cmd(name);
        command.arg(script).arg(1).arg(key).arg(arguments);
        command
    }
}

pub(super) struct Scripts {
    pub(super) read: Script,
    pub(super) lease: Script,
    pub(super) release: Script,
    pub(super) publish: Script,
    pub(super) reject: Script,
}

impl Scripts {
    pub(super) fn new() -> Self {
        Self {
            read: Script::new(READ),
            lease: Script::new(LEASE),
            release: Script::new(RELEASE),
            publish: Script::new(PUBLISH),
            reject: Script::new(REJECT),
        }
    }
}

/// Returns generation, token, remaining lifetime in milliseconds, and 1 if it was rejected; or nil.
const READ: &str = "\
local there = redis.call('HMGET', KEYS[1], 'generation', 'token', 'expires_at', 'rejected')
if not there[1] then
  return false
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {there[1], there[2], math.max(0, (tonumber(there[3]) or 0) - now), there[4]}
";

/// Arguments: owner, milliseconds.
const LEASE: &str = "\
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return 1
end
return 0
";

/// Argument: owner.
const RELEASE: &str = "\
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
";

/// Arguments: the generation that is replaced, the new generation, the token, its lifetime, and how long
/// the generation is kept after that, both in milliseconds. Generations are compared as text, since Lua's
/// numbers are floats.
const PUBLISH: &str = "\
if (redis.call('HGET', KEYS[1], 'generation') or '0') ~= ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local expires_at = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[4]
redis.call('HSET', KEYS[1], 'generation', ARGV[2], 'token', ARGV[3],
  'expires_at', string.format('%.0f', expires_at), 'rejected', 0)
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', ARGV[4] + ARGV[5]))
return 1
";

/// Argument: generation.
const REJECT: &str = "\
if redis.call('HGET', KEYS[1], 'generation') == ARGV[1] then
  redis.call('HSET', KEYS[1], 'rejected', 1)
end
return 1
";
