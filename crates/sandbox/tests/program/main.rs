//! The program: its output, that it serves, that Ctrl-C stops it cleanly.

#![cfg(all(unix, feature = "program"))]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_weixin-sandbox");

#[test]
fn it_prints_its_url_serves_and_stops_on_ctrl_c() {
    let mut program = Command::new(PROGRAM).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut greeting: Vec<String> =
        lines.by_ref().take_while(|line| line != "Press Ctrl-C to stop.").collect();
    let address = greeting[0].strip_prefix("WeChat sandbox on http://").unwrap().to_owned();
    for line in &mut greeting {
        *line = line.replace(&address, "ADDRESS");
    }
    for expected in [
        "WeChat sandbox on http://ADDRESS",
        "  GET  /cgi-bin/token?grant_type=client_credential  (get_access_token)",
        "  POST /card/invoice/seturl  (set_invoice_url)",
        "  URL         http://ADDRESS",
        "  app id      wx5a4db0c500000001",
        "  app secret  sandbox0secret00not0a0real0one00",
        r#"With weixin: Client::builder().other_host("http://ADDRESS").app("wx5a4db0c500000001", app_secret)"#,
    ] {
        assert!(greeting.iter().any(|line| line == expected), "{expected}: {greeting:#?}");
    }
    let in_a_browser = "Open http://ADDRESS in a browser to see and try each call.";
    assert_eq!(greeting.iter().any(|line| line == in_a_browser), cfg!(feature = "ui"));

    let mut stream = TcpStream::connect(&address).unwrap();
    let request = "POST /card/invoice/seturl HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.ends_with(r#""access_token missing rid: 5a4db0c5-00000000-00000001"}"#),
        "{answer}"
    );

    let interrupt = Command::new("kill").args(["-INT", &program.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    assert_eq!(lines.collect::<Vec<_>>(), ["", "stopping"]);
    assert_eq!(program.wait().unwrap().code(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_an_error_with_its_cause() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = Command::new(PROGRAM).args(["--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.starts_with("error: the sandbox could not listen on 127.0.0.1\n  because: "),
        "{message}"
    );
}

#[test]
fn a_secret_given_on_the_command_line_is_not_printed() {
    let mut program = Command::new(PROGRAM)
        .args(["--appid", "wx9", "--secret", "c4nary"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
    let greeting: Vec<String> = lines.take_while(|line| line != "Press Ctrl-C to stop.").collect();
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(greeting.contains(&"  app id      wx9".to_owned()), "{greeting:#?}");
    assert!(greeting.contains(&"  app secret  the one you gave".to_owned()), "{greeting:#?}");
    assert!(!greeting.concat().contains("c4nary"), "{greeting:#?}");
}
