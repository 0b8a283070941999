//! A Redis server for a test: Debian's `redis-server` on a free loopback port, with a password, its own
//! directory and no persistence. It is stopped when the value is dropped.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on stops")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use weixin::token::RedisStore;

/// The password of all servers, with characters that are escaped in a URL.
pub const PASSWORD: &str = "canary/redis+5e1f@:7c==";
const IN_URL: &str = "canary%2Fredis%2B5e1f%40%3A7c%3D%3D";

/// Another process may take a free port before the server does.
const ATTEMPTS: u32 = 5;

/// A server process, which is stopped when this value is dropped.
pub struct RedisServer {
    process: Process,
    port: u16,
    directory: Directory,
    settings: String,
}

impl RedisServer {
    /// Starts a server.
    pub fn start() -> Self {
        Self::with_settings("", &[])
    }

    /// Starts a server with additional lines of its configuration file, in which `PORT` is replaced by its
    /// port, and with files in its directory.
    pub fn with_settings(settings: &str, files: &[(&str, &str)]) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("weixin-redis-{}-{number}", std::process::id());
        let directory = Directory(std::env::temp_dir().join(name));
        fs::create_dir_all(&directory.0).unwrap();
        for (name, text) in files {
            fs::write(directory.0.join(name), text).unwrap();
        }
        let mut output = String::new();
        for _ in 0..ATTEMPTS {
            let port = free_port();
            match Process::start(&configuration(port, &directory.0, settings)) {
                Ok(process) => {
                    return Self { process, port, directory, settings: settings.to_owned() };
                }
                Err(printed) => output = printed,
            }
        }
        panic!("redis-server does not start:\n{output}");
    }

    /// Returns its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Returns its URL, with the password.
    pub fn url(&self) -> String {
        format!("redis://:{IN_URL}@127.0.0.1:{}/0", self.port)
    }

    /// Creates a client of the server.
    pub fn client(&self) -> redis::Client {
        redis::Client::open(self.url()).unwrap()
    }

    /// Creates a store with its own connection.
    pub fn store(&self) -> RedisStore {
        RedisStore::new(self.url()).unwrap()
    }

    /// Sends a command on its own connection.
    pub fn command<T: redis::FromRedisValue>(&self, arguments: &[&str]) -> T {
        let mut command = redis::cmd(arguments[0]);
        command.arg(&arguments[1..]);
        command.query(&mut self.client().get_connection().unwrap()).unwrap()
    }

    /// Kills its process.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Restarts it on the same port, without data.
    pub fn restart(&mut self) {
        self.kill();
        let configuration = configuration(self.port, &self.directory.0, &self.settings);
        self.process = Process::start(&configuration).unwrap();
    }

    /// Suspends its process, which keeps its connections but does not respond.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Resumes its process.
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let process = self.process.0.id().to_string();
        assert!(Command::new("kill").args([signal, &process]).status().unwrap().success());
    }
}

/// A directory that is removed when the value is dropped, after the server's process.
struct Directory(PathBuf);

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The server's process and its output, which is kept open: the server would exit if it were closed.
struct Process(Child, BufReader<ChildStdout>);

impl Process {
    /// Returns when the server is ready. If it exits instead, returns its output.
    fn start(configuration: &str) -> Result<Self, String> {
        // Through stdin: the configuration has the password, which must not be in the arguments.
        let mut command = Command::new("redis-server");
        command.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("redis-server: {error}"));
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut process = Self(child, stdout);
        process.0.stdin.take().unwrap().write_all(configuration.as_bytes()).unwrap();
        let mut output = String::new();
        while process.1.read_line(&mut output).unwrap() > 0 {
            if output.contains("Ready to accept connections") {
                return Ok(process);
            }
        }
        Err(output)
    }

    fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn configuration(port: u16, directory: &Path, settings: &str) -> String {
    let directory = directory.display();
    let settings = settings.replace("PORT", &port.to_string());
    format!(
        "bind 127.0.0.1\nport {port}\ndir \"{directory}\"\nsave \"\"\nappendonly no\n\
         requirepass \"{PASSWORD}\"\n{settings}\n"
    )
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
