/** What an option of curl means for the request. The `quiet` and `ignored` ones are not part of it. */
export type CurlOption =
  | "method"
  | "header"
  | "data"
  | "data-raw"
  | "data-urlencode"
  | "json"
  | "get"
  | "head"
  | "user"
  | "bearer"
  | "user-agent"
  | "referer"
  | "cookie"
  | "url"
  | "url-query"
  | "max-time"
  | "insecure"
  | "form"
  | "upload"
  | "config"
  | "next"
  | "auth-flow"
  | "auth-flow-value"
  | "quiet"
  | "quiet-value"
  | "ignored-value";

/** An option of the command with its value. An address without an option is `url`. */
export interface GivenOption {
  option: CurlOption;
  /** The spelling in the command: "-d". */
  written: string;
  value: string;
  fail: (message: string) => never;
}

const long: Record<string, CurlOption> = {
  request: "method",
  header: "header",
  data: "data",
  "data-ascii": "data",
  "data-binary": "data",
  "data-raw": "data-raw",
  "data-urlencode": "data-urlencode",
  json: "json",
  get: "get",
  head: "head",
  user: "user",
  "oauth2-bearer": "bearer",
  "user-agent": "user-agent",
  referer: "referer",
  cookie: "cookie",
  url: "url",
  "url-query": "url-query",
  "max-time": "max-time",
  insecure: "insecure",
  form: "form",
  "form-string": "form",
  "upload-file": "upload",
  config: "config",
  next: "next",
  digest: "auth-flow",
  ntlm: "auth-flow",
  "ntlm-wb": "auth-flow",
  negotiate: "auth-flow",
  "aws-sigv4": "auth-flow-value",
};

/** Options without a value that do not affect the request or the response. */
const quiet =
  "compressed silent show-error verbose include location location-trusted fail fail-with-body fail-early globoff path-as-is progress-bar no-progress-meter no-buffer http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only ipv4 ipv6 tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 ssl ssl-reqd no-keepalive no-sessionid tcp-fastopen tcp-nodelay tr-encoding basic junk-session-cookies remote-name remote-header-name create-dirs styled-output parallel raw disable post301 post302 post303 anyauth";

/** The same for options with a value. */
const quietValue =
  "output write-out cookie-jar dump-header trace trace-ascii stderr connect-timeout retry retry-delay retry-max-time keepalive-time output-dir speed-limit speed-time limit-rate max-redirs proto proto-default proto-redir ciphers tls-max tls13-ciphers dns-servers max-filesize expect100-timeout happy-eyeballs-timeout-ms rate variable";

/** Options with a value that would have an effect; they are reported as left out. */
const ignoredValue =
  "proxy proxy-user proxy-header preproxy socks4 socks4a socks5 socks5-hostname noproxy cacert capath cert cert-type key key-type pass pinnedpubkey resolve connect-to interface local-port range continue-at time-cond request-target unix-socket abstract-unix-socket doh-url engine netrc-file service-name delegation krb login-options sasl-authzid tlsuser tlspassword tlsauthtype hsts alt-svc etag-save etag-compare ftp-port quote mail-from mail-rcpt telnet-option crlfile curves random-file egd-file hostpubmd5 hostpubsha256 pubkey";

const short: Record<string, string> = {
  X: "request",
  H: "header",
  d: "data",
  G: "get",
  I: "head",
  u: "user",
  A: "user-agent",
  e: "referer",
  b: "cookie",
  m: "max-time",
  k: "insecure",
  F: "form",
  T: "upload-file",
  K: "config",
  ":": "next",
  o: "output",
  w: "write-out",
  c: "cookie-jar",
  D: "dump-header",
  x: "proxy",
  U: "proxy-user",
  E: "cert",
  r: "range",
  C: "continue-at",
  y: "speed-time",
  Y: "speed-limit",
  z: "time-cond",
  Q: "quote",
  P: "ftp-port",
  t: "telnet-option",
  s: "silent",
  S: "show-error",
  v: "verbose",
  i: "include",
  L: "location",
  f: "fail",
  g: "globoff",
  N: "no-buffer",
  "#": "progress-bar",
  "0": "http1.0",
  "4": "ipv4",
  "6": "ipv6",
  O: "remote-name",
  J: "remote-header-name",
  q: "disable",
  j: "junk-session-cookies",
  Z: "parallel",
};

const all = new Map<string, CurlOption>([
  ...names(quiet, "quiet"),
  ...names(quietValue, "quiet-value"),
  ...names(ignoredValue, "ignored-value"),
  ...Object.entries(long),
]);

const withoutValue: ReadonlySet<CurlOption> = new Set(["get", "head", "insecure", "next", "auth-flow", "quiet"]);

/** The meaning of `--name`; undefined when Parley does not know it. */
export function longOption(name: string): CurlOption | undefined {
  return all.get(name) ?? (name.startsWith("no-") ? "quiet" : undefined);
}

/** The long name of an option such as `-X`. */
export function longNameOf(letter: string): string | undefined {
  return short[letter];
}

export function takesValue(option: CurlOption): boolean {
  return !withoutValue.has(option);
}

function names(list: string, option: CurlOption): [string, CurlOption][] {
  return list.split(" ").map((name) => [name, option]);
}
