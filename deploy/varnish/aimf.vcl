# Varnish as a shared cache between ../nginx/aimf.conf and the program, which goes on serving for a week while the program is stopped:
# /etc/varnish/aimf.vcl. Varnish has no TLS; the `upstream` of aimf.conf then has `server 127.0.0.1:6081;`.
#
# override.conf has the parameters that it needs. Without `-p http_gzip_support=off` Varnish asks for gzip alone, and nobody gets the
# smaller brotli.
vcl 4.1;

import std;

backend aimf {
    .path = "/run/aimf/aimf.sock";
    .connect_timeout = 5s;
    .first_byte_timeout = 15s;
    # An icon, which there always is.
    .probe = {
        .url = "/favicon.ico";
        .interval = 2s;
        .timeout = 2s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

sub vcl_recv {
    # Browsers write Accept-Encoding in dozens of ways; the program has four answers. Weights but for 0 are not looked at.
    if (req.http.Accept-Encoding ~ "(?i)(^|[\s,])br(?!\s*;\s*q=0(\.0*)?\s*(,|$))\s*([,;]|$)") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[\s,])zstd(?!\s*;\s*q=0(\.0*)?\s*(,|$))\s*([,;]|$)") {
        set req.http.Accept-Encoding = "zstd";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))\s*([,;]|$)") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
    # `stale-while-revalidate` of the program while it answers; all of the grace below while it does not.
    if (std.healthy(req.backend_hint)) {
        set req.grace = 60s;
    }
    # The site sets no cookie and reads none; other programs of the same host may.
    unset req.http.Cookie;
}

sub vcl_backend_fetch {
    unset bereq.http.X-Forwarded-For;
}

sub vcl_backend_response {
    # `stale-if-error`, which Varnish does not read by itself.
    if (beresp.http.Cache-Control ~ "stale-if-error=") {
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1s"), 0s);
    }
    # An error for a moment is no reason to forget a good page.
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        return (abandon);
    }
}

sub vcl_backend_error {
    # Visitors are led from `/` by their languages. Where nobody with the same ones came before, and the program is stopped: to French.
    if (bereq.url ~ "^/($|\?)") {
        set beresp.status = 302;
        set beresp.http.Location = "/fr/";
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        set beresp.uncacheable = true;
        return (deliver);
    }
    # nginx has a page for that.
    set beresp.status = 502;
}

sub vcl_deliver {
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
