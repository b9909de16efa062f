//! The servers, each with the command that runs it on the same pages with the same headers.

use std::fmt::{self, Write as _};
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::case::{Asked, Case, Connections, Cores};
use crate::client::{Answer, Headers};
use crate::process::pinned;

/// The public address that pages are made for: all servers give the same bytes.
pub const BASE_URL: &str = "https://www.aimf.example";

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Server {
    /// The site's own server, without a log of requests.
    Aimf,
    /// The same once more: how far the two are apart is what a difference must exceed.
    AimfAgain,
    /// The site's own server, with a log of requests to a file.
    AimfLogged,
    /// nginx with ready-made files, without a log.
    Nginx,
    /// nginx with a log to a file.
    NginxLogged,
    /// Caddy with ready-made files.
    Caddy,
    /// static-web-server with ready-made files.
    Sws,
    /// Constant bytes on a bare epoll loop.
    Floor,
    /// A page rendered and compressed for each request.
    Naive,
}

/// Where programs and files are.
#[derive(Debug)]
pub struct Place {
    /// The site's program.
    pub aimf: PathBuf,
    /// The folder of the peers that are built with this program.
    pub peers: PathBuf,
    /// The exported site.
    pub site: PathBuf,
    /// The path of the home page.
    pub page: String,
    /// The path of a font.
    pub font: String,
}

/// What a server is to do.
#[derive(Debug)]
pub struct Order<'a> {
    /// The case.
    pub case: Case,
    /// The cores to run on.
    pub cores: &'a [usize],
    /// Where to listen.
    pub listen: SocketAddr,
    /// A folder of its own, empty.
    pub folder: &'a Path,
    /// The headers of the right answer that the server does not make itself.
    pub headers: &'a Headers,
    /// The site's own answer.
    pub answer: Option<&'a Answer>,
}

impl Place {
    /// The path that a case asks for.
    pub fn path(&self, asked: Asked) -> &str {
        if asked == Asked::Font { &self.font } else { &self.page }
    }

    /// The file that holds what a case asks for, as it is.
    pub fn file(&self, asked: Asked) -> PathBuf {
        let path = self.path(asked).trim_start_matches('/');
        if path.ends_with('/') { self.site.join(path).join("index.html") } else { self.site.join(path) }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Aimf => "aimf",
            Self::AimfAgain => "aimf, again",
            Self::AimfLogged => "aimf, log",
            Self::Nginx => "nginx",
            Self::NginxLogged => "nginx, log",
            Self::Caddy => "Caddy",
            Self::Sws => "static-web-server",
            Self::Floor => "floor",
            Self::Naive => "naive",
        })
    }
}

impl Server {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Aimf,
        Self::AimfAgain,
        Self::AimfLogged,
        Self::Nginx,
        Self::NginxLogged,
        Self::Caddy,
        Self::Sws,
        Self::Floor,
        Self::Naive,
    ];

    /// The program to be found, where it is not built here.
    pub const fn program(self) -> Option<&'static str> {
        match self {
            Self::Nginx | Self::NginxLogged => Some("nginx"),
            Self::Caddy => Some("caddy"),
            Self::Sws => Some("static-web-server"),
            _ => None,
        }
    }

    /// Whether the server takes part in a case: there is nothing to render in a font.
    pub fn takes_part(self, case: Case) -> bool {
        self != Self::Naive || case.asked != Asked::Font
    }

    /// The command that runs it.
    ///
    /// # Errors
    ///
    /// Its settings cannot be written.
    pub fn command(self, place: &Place, order: &Order<'_>) -> io::Result<Command> {
        Ok(match self {
            Self::Aimf | Self::AimfAgain => aimf(place, order, "off"),
            Self::AimfLogged => aimf(place, order, "on"),
            Self::Nginx => nginx(place, order, "off")?,
            Self::NginxLogged => {
                let log = order.folder.join("access.log");
                nginx(place, order, &format!("{} combined buffer=64k flush=1s", log.display()))?
            }
            Self::Caddy => caddy(place, order)?,
            Self::Sws => static_web_server(place, order)?,
            Self::Floor => floor(place, order)?,
            Self::Naive => naive(place, order),
        })
    }
}

fn aimf(place: &Place, order: &Order<'_>, log: &str) -> Command {
    let mut command = pinned(order.cores, &place.aimf);
    command.args(["serve", "--base-url", BASE_URL, "--listen", &order.listen.to_string()]);
    // The log goes to the standard error stream, and that to a file.
    command.args(["--log-format", "json", "--access-log", log]).current_dir(order.folder);
    command
}

/// nginx as its own documentation and the usual advice have it, and no header of its own that can be left out.
fn nginx(place: &Place, order: &Order<'_>, log: &str) -> io::Result<Command> {
    let headers = order.headers.iter().fold(String::new(), |mut headers, (name, value)| {
        let _ = writeln!(headers, "        add_header {name} \"{value}\" always;");
        headers
    });
    let ranges =
        if order.answer.is_some_and(|answer| answer.header("accept-ranges").is_some()) { "" } else { "max_ranges 0;" };
    let folder = order.folder.display();
    let settings = format!(
        r#"load_module modules/ngx_http_brotli_static_module.so;
daemon off;
user root;
pid {folder}/nginx.pid;
error_log stderr error;
worker_processes {workers};
worker_rlimit_nofile 16384;
events {{ worker_connections 8192; }}
http {{
    include /etc/nginx/mime.types;
    charset utf-8;
    access_log {log};
    server_tokens off;
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_timeout 75s;
    keepalive_requests 1000000000;
    open_file_cache max=1000 inactive=1h;
    open_file_cache_valid 1h;
    open_file_cache_min_uses 1;
    gzip_static on;
    brotli_static on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {listen} backlog=4096;
        root {root};
        index index.html;
        {ranges}
        add_header Last-Modified "";
{headers}    }}
}}
"#,
        workers = order.cores.len(),
        listen = order.listen,
        root = place.site.display(),
    );
    let file = order.folder.join("nginx.conf");
    fs::write(&file, settings)?;
    let mut command = pinned(order.cores, Path::new("nginx"));
    command.arg("-c").arg(file).arg("-e").arg("stderr");
    Ok(command)
}

fn caddy(place: &Place, order: &Order<'_>) -> io::Result<Command> {
    let headers = order.headers.iter().fold(String::new(), |mut headers, (name, value)| {
        let _ = writeln!(headers, "        {name} `{value}`");
        headers
    });
    let settings = format!(
        "{{\n    admin off\n    auto_https off\n    storage file_system {}\n}}\nhttp://{} {{\n    \
         root * {}\n    header {{\n{headers}    }}\n    file_server {{\n        precompressed br zstd gzip\n    }}\n}}\n",
        order.folder.display(),
        order.listen,
        place.site.display(),
    );
    let file = order.folder.join("Caddyfile");
    fs::write(&file, settings)?;
    let mut command = pinned(order.cores, Path::new("caddy"));
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(file);
    Ok(command)
}

fn static_web_server(place: &Place, order: &Order<'_>) -> io::Result<Command> {
    let headers = order.headers.iter().fold(String::new(), |mut headers, (name, value)| {
        let _ = writeln!(headers, "{name} = '''{value}'''");
        headers
    });
    let settings = format!(
        "[general]\nhost = \"{}\"\nport = {}\nroot = \"{}\"\nlog-level = \"error\"\ncache-control-headers = false\n\
         compression = false\ncompression-static = true\nsecurity-headers = false\ndirectory-listing = false\n\n\
         [advanced]\n\n[[advanced.headers]]\nsource = \"**/*\"\n[advanced.headers.headers]\n{headers}",
        order.listen.ip(),
        order.listen.port(),
        place.site.display(),
    );
    let file = order.folder.join("sws.toml");
    fs::write(&file, settings)?;
    let mut command = pinned(order.cores, Path::new("static-web-server"));
    command.arg("--config-file").arg(file);
    Ok(command)
}

fn floor(place: &Place, order: &Order<'_>) -> io::Result<Command> {
    let file = order.folder.join("response");
    fs::write(&file, order.answer.map_or(&[][..], |answer| &answer.wire))?;
    let mut command = pinned(order.cores, &place.peers.join("floor"));
    command
        .args(["--listen", &order.listen.to_string(), "--threads", &order.cores.len().to_string(), "--response"])
        .arg(file);
    if matches!(order.case.connections, Connections::Each(_)) {
        command.arg("--close");
    }
    Ok(command)
}

fn naive(place: &Place, order: &Order<'_>) -> Command {
    let mut command = pinned(order.cores, &place.peers.join("naive"));
    command.args(["--listen", &order.listen.to_string(), "--path", place.path(order.case.asked), "--page"]);
    command.arg(place.file(order.case.asked));
    for (name, value) in order.headers {
        command.arg("--header").arg(format!("{name}: {value}"));
    }
    command
}

/// The cores of a case: the server's, and the load's.
pub fn cores(case: Case, server: usize, load: usize) -> (Vec<usize>, Vec<usize>) {
    match case.cores {
        Cores::One => (vec![server], vec![load]),
        Cores::Both => (vec![server, load], vec![server, load]),
    }
}
