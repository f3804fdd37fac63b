import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseAllowedHosts } from "./addresses/allowed-hosts";
import type { Resolver } from "./dispatcher";
import { createOutbound, type Outbound } from "./outbound";
import { sendThrough, type OutboundRequest, type OutboundResult } from "./send-outbound";
import { serveHttp, serveTcp, type ReceivedRequest } from "./testing/local-server";
import { selfSigned } from "./testing/self-signed";

interface Setting {
  allowed?: string;
  demoOrigin?: string;
  resolver?: Resolver;
  ca?: string;
}

function open({ allowed = "127.0.0.1", demoOrigin, resolver, ca }: Setting = {}): Outbound {
  const rules = { allowedHosts: parseAllowedHosts(allowed), demoOrigin: demoOrigin ?? null };
  const outbound = createOutbound(rules, { userAgent: "Parley/1.0 (+https://parley.example)", resolver, ca });
  onTestFinished(() => outbound.close());
  return outbound;
}

async function send(url: string, request: Partial<OutboundRequest> = {}, outbound = open()): Promise<OutboundResult> {
  const limits = { method: "GET", timeoutMs: 5000, maxResponseBytes: 1_000_000, maxRedirects: 3 };
  return sendThrough(outbound, { ...limits, url, ...request });
}

function codeOf(result: OutboundResult): string {
  return result.ok ? "ok" : result.error.code;
}

/** Redirects requests as listed in `table` by path, and responds "here" to others. */
function redirects(table: Record<string, [number, string]>) {
  return (request: ReceivedRequest, response: ServerResponse) => {
    const [status, location] = table[request.url] ?? [200, null];
    if (location !== null) response.setHeader("location", location);
    response.writeHead(status).end(location === null ? "here" : "moved");
  };
}

describe("A request", () => {
  test("is sent with its method, headers and body, and returns status, headers and body", async () => {
    const server = await serveHttp((_, response) =>
      response.writeHead(201, { "X-Answer": "yes", "set-cookie": ["a=1", "b=2"] }).end("tak, dziękuję"),
    );
    const result = await send(`${server.origin}/orders?q=1#top`, {
      method: "post",
      headers: { "Content-Type": "application/json", "X-Api-Key": "k-123" },
      body: '{"name":"Zoë"}',
    });
    expect(result).toMatchObject({
      ok: true,
      status: 201,
      truncated: false,
      headers: { "x-answer": "yes", "set-cookie": "a=1, b=2" },
    });
    expect(result.ok && result.body.toString()).toBe("tak, dziękuję");
    expect(server.requests).toEqual([
      {
        method: "POST",
        url: "/orders?q=1",
        body: '{"name":"Zoë"}',
        headers: expect.objectContaining({
          host: `127.0.0.1:${server.port}`,
          "content-type": "application/json",
          "content-length": "15",
          "x-api-key": "k-123",
          "user-agent": "Parley/1.0 (+https://parley.example)",
        }),
      },
    ]);
    expect(result.hops).toMatchObject([{ method: "POST", status: 201, error: null, responseBytes: 15 }]);
  });

  test("returns headers as intended, in UTF-8 or in Latin-1", async () => {
    const server = await serveHttp((_, response) =>
      response.writeHead(200, { "x-name": Buffer.from("Олена").toString("latin1"), "x-old": "caf\u00e9" }).end(),
    );
    expect(await send(server.origin)).toMatchObject({ headers: { "x-name": "Олена", "x-old": "café" } });
  });

  test("is recorded without secrets", async () => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const { hops } = await send(`${server.origin}/?token=hunter2&page=1`, {
      headers: { Authorization: "Bearer hunter2", "X-Api-Key": "hunter2", "X-Page": "1" },
    });
    expect(JSON.stringify(hops)).not.toContain("hunter2");
    expect(hops[0]?.url).toBe(`${server.origin}/?token=•••&page=1`);
    expect(hops[0]?.requestHeaders).toMatchObject({ Authorization: "•••", "X-Api-Key": "•••", "X-Page": "1" });
  });

  test("may have its own user agent", async () => {
    const server = await serveHttp((_, response) => response.end());
    await send(server.origin, { headers: { "User-Agent": "Shop/2" } });
    expect(server.requests[0]?.headers["user-agent"]).toBe("Shop/2");
  });

  test.each(["PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("may be a %s", async (method) => {
    const server = await serveHttp((_, response) => response.end("ok"));
    expect(codeOf(await send(server.origin, { method, body: "x" }))).toBe("ok");
    expect(server.requests).toMatchObject([{ method, body: "x" }]);
  });

  test.each(["CONNECT", "TRACE", "GET / HTTP/1.1\r\nX: y", "", "G T"])("may not be a %j", async (method) => {
    const server = await serveHttp((_, response) => response.end("ok"));
    expect(codeOf(await send(server.origin, { method }))).toBe("protocol");
    expect(server.connections).toBe(0);
  });

  test("with HEAD has no response body, whatever the headers promise", async () => {
    const server = await serveHttp((_, response) =>
      response.writeHead(200, { "content-length": "999", "content-encoding": "gzip" }).end(),
    );
    const result = await send(server.origin, { method: "HEAD" });
    expect(result).toMatchObject({ ok: true, status: 200, truncated: false, headers: { "content-length": "999" } });
    expect(result.ok && result.body.length).toBe(0);
  });

  test("reuses an open connection", async () => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const outbound = open();
    for (let count = 0; count < 5; count++) await send(server.origin, {}, outbound);
    expect(server.requests).toHaveLength(5);
    // undici pauses a connection for one turn of the event loop, so consecutive requests alternate between two.
    expect(server.connections).toBeLessThanOrEqual(2);
  });
});

describe("Headers", () => {
  test.each([
    ["a line break in a value", { "X-Name": "a\r\nX-Evil: 1" }, "X-Name"],
    ["a lone LF in a value", { "X-Name": "a\nb" }, "X-Name"],
    ["NUL in a value", { "X-Name": "a\0b" }, "X-Name"],
    ["letters beyond Latin-1", { "X-Name": "Łukasz" }, "X-Name"],
    ["a line break in a name", { "X-Name\r\nX-Evil": "1" }, "not a header name"],
    ["a space in a name", { "X Name": "1" }, "not a header name"],
    ["a colon in a name", { "X:Name": "1" }, "not a header name"],
    ["no name", { "": "1" }, "not a header name"],
    ["Host", { Host: "10.0.0.5" }, "Host itself"],
    ["Content-Length", { "content-length": "0" }, "content-length itself"],
    ["Transfer-Encoding", { "Transfer-Encoding": "chunked" }, "Transfer-Encoding itself"],
    ["Connection", { Connection: "close" }, "Connection itself"],
    ["Upgrade", { Upgrade: "websocket" }, "Upgrade itself"],
    ["Expect", { Expect: "100-continue" }, "Expect itself"],
    ["one header twice", { "X-Api-Key": "a", "x-api-key": "b" }, "given twice"],
  ])("with %s are refused before anything is sent", async (_, headers, message) => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const result = await send(server.origin, { headers: { ...headers } });
    expect(result).toMatchObject({ ok: false, error: { code: "invalid_header" } });
    expect(!result.ok && result.error.message).toContain(message);
    expect(server.connections).toBe(0);
  });
});

describe("Redirects", () => {
  test("are returned as the response if none may be followed", async () => {
    const server = await serveHttp(redirects({ "/a": [302, "/b"] }));
    const result = await send(`${server.origin}/a`, { maxRedirects: 0 });
    expect(result).toMatchObject({ ok: true, status: 302, headers: { location: "/b" } });
    expect(result.ok && result.body.toString()).toBe("moved");
  });

  test.each([301, 302, 303])("with %i become a GET without a body", async (status) => {
    const server = await serveHttp(redirects({ "/a": [status, "b?x=1"] }));
    const headers = { "Content-Type": "text/plain", "X-Kept": "1", Authorization: "Bearer t" };
    const result = await send(`${server.origin}/a`, { method: "POST", body: "data", headers });
    expect(result).toMatchObject({
      ok: true,
      status: 200,
      hops: [
        { method: "POST", status },
        { method: "GET", status: 200 },
      ],
    });
    expect(server.requests[1]).toMatchObject({ method: "GET", url: "/b?x=1", body: "" });
    expect(server.requests[1]?.headers).toMatchObject({ "x-kept": "1", authorization: "Bearer t" });
    expect(server.requests[1]?.headers).not.toHaveProperty("content-type");
  });

  test.each([307, 308])("with %i keep method and body", async (status) => {
    const server = await serveHttp(redirects({ "/a": [status, "/b"] }));
    await send(`${server.origin}/a`, { method: "PUT", body: "data", headers: { "Content-Type": "text/plain" } });
    expect(server.requests[1]).toMatchObject({
      method: "PUT",
      body: "data",
      headers: { "content-type": "text/plain" },
    });
  });

  test("of a HEAD request keep the method HEAD", async () => {
    const server = await serveHttp(redirects({ "/a": [303, "/b"] }));
    await send(`${server.origin}/a`, { method: "HEAD" });
    expect(server.requests.map((request) => request.method)).toEqual(["HEAD", "HEAD"]);
  });

  test.each([
    [302, "POST", "x"],
    [303, "GET", null],
    [307, "GET", null],
    [308, "DELETE", null],
  ])("with %i of a %s to another origin drop its headers", async (status, method, body) => {
    const other = await serveHttp((_, response) => response.end("ok"));
    const server = await serveHttp(redirects({ "/": [status, `${other.origin}/b`] }));
    const given = { Authorization: "s", "X-Api-Key": "s", "X-Shop": "s", "Idempotency-Key": "9", "User-Agent": "s" };
    const result = await send(server.origin, { method, body, headers: { ...given, Accept: "s", Cookie: "s" } });
    expect(result).toMatchObject({ ok: true, hops: [{ status }, { status: 200 }] });
    expect(server.requests[0]?.headers).toMatchObject({ authorization: "s", "x-shop": "s", accept: "s" });
    const { host, connection, ...received } = other.requests[0]?.headers ?? {};
    expect(host).toBe(new URL(other.origin).host);
    expect(connection).toBe("keep-alive");
    expect(received).toMatchObject({ accept: "*/*", "accept-encoding": "gzip, deflate, br" });
    expect(Object.keys(received).toSorted()).toEqual(["accept", "accept-encoding", "user-agent"]);
    expect(Object.values(received)).not.toContain("s");
  });

  test.each([307, 308])("with %i to another origin are not followed with a body", async (status) => {
    const other = await serveHttp((_, response) => response.end("ok"));
    const server = await serveHttp(redirects({ "/": [status, `${other.origin}/b`] }));
    const result = await send(server.origin, { method: "POST", body: "secret" });
    expect(codeOf(result)).toBe("too_many_redirects");
    const [from, to] = [new URL(server.origin).host, new URL(other.origin).host];
    expect(!result.ok && result.error.message).toBe(
      `${from} redirects the request (${status}) to ${to}, another server, which does not get its body. Type the address that it leads to.`,
    );
    expect(result.hops).toMatchObject([{ status }]);
    expect(other.requests).toEqual([]);
  });

  test("back to the first origin do not restore its headers", async () => {
    const server = await serveHttp((request, response) =>
      request.url === "/"
        ? response.writeHead(302, { location: `${other.origin}/` }).end()
        : response.end(JSON.stringify(request.headers)),
    );
    const other = await serveHttp(redirects({ "/": [302, `${server.origin}/end`] }));
    const result = await send(server.origin, { headers: { "X-Shop": "s" } });
    expect(result.ok && JSON.parse(result.body.toString())).not.toHaveProperty("x-shop");
  });

  test("end after the allowed number", async () => {
    const server = await serveHttp(redirects({ "/0": [302, "/1"], "/1": [302, "/2"], "/2": [302, "/0"] }));
    const result = await send(`${server.origin}/0`, { maxRedirects: 2 });
    expect(codeOf(result)).toBe("too_many_redirects");
    expect(result.hops).toHaveLength(3);
    expect(server.requests).toHaveLength(3);
  });

  test("are followed up to the allowed number", async () => {
    const server = await serveHttp(redirects({ "/0": [302, "/1"], "/1": [302, "/2"] }));
    expect(codeOf(await send(`${server.origin}/0`, { maxRedirects: 2 }))).toBe("ok");
  });

  test.each([
    ["http://10.0.0.5/", "blocked_address"],
    ["http://169.254.169.254/latest/meta-data/", "blocked_address"],
    ["http://[::ffff:127.0.0.1]:1234/", "blocked_address"],
    ["//2852039166/", "blocked_address"],
    ["http://localhost/", "blocked_address"],
    ["file:///etc/passwd", "invalid_url"],
    ["gopher://127.0.0.1/", "invalid_url"],
    ["http://user:hunter2@example.com/", "invalid_url"],
    ["http://example.com:25/", "invalid_url"],
    ["http://", "invalid_url"],
  ])("to %s are checked again", async (location, code) => {
    const server = await serveHttp(redirects({ "/": [302, location] }));
    const outbound = open({ allowed: `127.0.0.1:${server.port}` });
    const result = await send(server.origin, {}, outbound);
    expect(codeOf(result)).toBe(code);
    expect(JSON.stringify(result)).not.toContain("hunter2");
    expect(result.hops[0]).toMatchObject({ status: 302 });
    expect(result.hops.at(-1)?.error).toBe(!result.ok && result.error.message);
  });

  test.each([
    ["?z=й", "/a?z=%D0%B9"],
    ["/пошук/1", "/%D0%BF%D0%BE%D1%88%D1%83%D0%BA/1"],
    ["?z=%D0%B9", "/a?z=%D0%B9"],
  ])("to %s in raw UTF-8 are followed like in browsers", async (location, url) => {
    const server = await serveHttp(redirects({ "/a": [302, Buffer.from(location).toString("latin1")] }));
    await send(`${server.origin}/a`, { maxRedirects: 1 });
    expect(server.requests[1]?.url).toBe(url);
  });

  test("to bytes that are not UTF-8 are read as Latin-1", async () => {
    const server = await serveHttp(redirects({ "/a": [302, "/caf\u00e9"] }));
    await send(`${server.origin}/a`, { maxRedirects: 1 });
    expect(server.requests[1]?.url).toBe("/caf%C3%A9");
  });

  test("to a name are resolved and checked again", async () => {
    const server = await serveHttp(redirects({ "/": [302, "http://inside.example/"] }));
    const outbound = open({ resolver: async () => ["10.0.0.5"] });
    expect(codeOf(await send(server.origin, {}, outbound))).toBe("blocked_address");
  });

  test("without a location are returned as the response", async () => {
    const server = await serveHttp((_, response) => response.writeHead(302).end("lost"));
    expect(await send(server.origin)).toMatchObject({ ok: true, status: 302 });
  });

  test.each([300, 304])("do not include the status %i", async (status) => {
    const server = await serveHttp(redirects({ "/": [status, "/b"] }));
    expect(await send(server.origin)).toMatchObject({ ok: true, status });
  });
});

describe("Private addresses", () => {
  test("are refused by default", async () => {
    const server = await serveHttp((_, response) => response.end("inside"));
    for (const host of ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "127.1", "[::ffff:127.0.0.1]", "0.0.0.0"]) {
      const result = await send(`http://${host}:${server.port}/`, {}, open({ allowed: "" }));
      expect([host, codeOf(result)]).toEqual([host, "blocked_address"]);
      expect(result.hops).toMatchObject([{ status: null, error: !result.ok && result.error.message }]);
    }
    expect(server.connections).toBe(0);
  });

  test("are refused if they are among those of a name", async () => {
    for (const addresses of [
      ["10.0.0.5"],
      ["93.184.216.34", "127.0.0.1"],
      ["93.184.216.34", "::1"],
      ["fe80::1%lo"],
      ["not an address"],
    ]) {
      const outbound = open({ allowed: "", resolver: async () => addresses });
      const result = await send("http://shop.example/", {}, outbound);
      expect([addresses, codeOf(result)]).toEqual([addresses, "blocked_address"]);
      expect(JSON.stringify(result)).not.toContain(String(addresses[0]));
    }
  });

  test("cannot be reached by a name that changes after the check, because it is resolved once", async () => {
    const server = await serveHttp((_, response) => response.setHeader("connection", "close").end("ok"));
    const answers = [["127.0.0.1"], ["10.0.0.5"]];
    const asked: string[] = [];
    const resolver: Resolver = async (host) => {
      asked.push(host);
      return answers.shift() ?? [];
    };
    const outbound = open({ resolver });
    const url = `http://rebinding.example:${server.port}/`;
    expect(codeOf(await send(url, {}, outbound))).toBe("ok");
    expect(asked).toEqual(["rebinding.example"]);
    expect(codeOf(await send(url, {}, outbound))).toBe("blocked_address");
    expect(server.requests).toHaveLength(1);
  });

  test("are allowed only as far as the operator's name, address or port permits", async () => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const url = `http://erp.internal:${server.port}/`;
    const resolver: Resolver = async () => ["127.0.0.1"];
    const codes = await Promise.all(
      [
        "erp.internal",
        `erp.internal:${server.port}`,
        "127.0.0.1",
        `127.0.0.1:${server.port}`,
        "erp.internal:1",
        "crm.internal",
      ].map(async (allowed) => codeOf(await send(url, {}, open({ allowed, resolver })))),
    );
    expect(codes).toEqual(["ok", "ok", "ok", "ok", "blocked_address", "blocked_address"]);
  });

  test("are recognised in names that end with a dot", async () => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const outbound = open({ resolver: async () => ["127.0.0.1"] });
    expect(codeOf(await send(`http://shop.example.:${server.port}/`, {}, outbound))).toBe("ok");
    expect(server.requests[0]?.headers.host).toBe(`shop.example:${server.port}`);
  });

  test("are allowed for the demo endpoints, but not for the rest of their origin", async () => {
    const server = await serveHttp(redirects({ "/api/demo/away": [302, "/api/secret"] }));
    const outbound = open({ allowed: "", demoOrigin: server.origin });
    expect(codeOf(await send(`${server.origin}/api/demo/orders`, {}, outbound))).toBe("ok");
    // The demo's connection is still open, but must not be used for this request.
    expect(codeOf(await send(`${server.origin}/api/secret`, {}, outbound))).toBe("blocked_address");
    expect(codeOf(await send(`${server.origin}/api/demo/away`, {}, outbound))).toBe("blocked_address");
    expect(server.requests.map((request) => request.url)).toEqual(["/api/demo/orders", "/api/demo/away"]);
  });
});

describe("A network failure is reported:", () => {
  test.each([
    ["there is no such name", "ENOTFOUND"],
    ["DNS does not answer", "EAI_AGAIN"],
  ])("%s", async (_, code) => {
    const outbound = open({ resolver: () => Promise.reject(Object.assign(new Error("lookup"), { code })) });
    expect(await send("http://nowhere.example/", {}, outbound)).toMatchObject({ ok: false, error: { code: "dns" } });
  });

  test("a name without addresses", async () => {
    expect(codeOf(await send("http://nowhere.example/", {}, open({ resolver: async () => [] })))).toBe("dns");
  });

  test("nothing listens", async () => {
    const server = await serveHttp((_, response) => response.end());
    const free = server.port === 65_535 ? server.port - 1 : server.port + 1;
    const outbound = open({ allowed: "shop.example", resolver: async () => ["127.0.0.1", "127.0.0.1"] });
    expect(await send(`http://shop.example:${free}/`, {}, outbound)).toMatchObject({
      ok: false,
      error: { code: "connect" },
    });
  });

  test("the server closes the connection without a response", async () => {
    const server = await serveTcp((socket) => socket.once("data", () => socket.end()));
    expect(await send(server.origin)).toMatchObject({ ok: false, error: { code: "reset" }, hops: [{ status: null }] });
  });

  test.each(["Content-Length: 100", "Transfer-Encoding: chunked"])(
    "the server closes the connection within a body with %s",
    async (header) => {
      const server = await serveTcp((socket) =>
        socket.once("data", () => socket.end(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n5\r\nhello\r\n`)),
      );
      const result = await send(server.origin);
      expect(result).toMatchObject({ ok: false, error: { code: "reset" }, hops: [{ status: 200 }] });
      expect(result.hops[0]?.error).toContain("closed the connection");
    },
  );

  test("the connection is reset within the body", async () => {
    const server = await serveTcp((socket) =>
      socket.once("data", () =>
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello", () =>
          setImmediate(() => socket.resetAndDestroy()),
        ),
      ),
    );
    expect(codeOf(await send(server.origin))).toBe("reset");
  });

  test.each([
    ["SSH", "SSH-2.0-OpenSSH_9.6\r\n"],
    ["a broken header", "HTTP/1.1 200 OK\r\nBad Header\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    ["headers of 100 kB", `HTTP/1.1 200 OK\r\nX: ${"a".repeat(100_000)}\r\n\r\n`],
    ["a broken chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"],
    ["a broken gzip body", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"],
    [
      "a body packed ten times",
      `HTTP/1.1 200 OK\r\nContent-Encoding: ${"gzip,".repeat(10)}gzip\r\nContent-Length: 5\r\n\r\nhello`,
    ],
  ])("the server sends %s", async (_, bytes) => {
    const server = await serveTcp((socket) => socket.once("data", () => socket.write(bytes)));
    expect(codeOf(await send(server.origin))).toBe("protocol");
  });
});

describe("TLS", () => {
  test("refuses an untrusted certificate", async () => {
    const server = await serveHttp((_, response) => response.end("ok"), "https");
    const result = await send(server.origin);
    expect(result).toMatchObject({ ok: false, error: { code: "tls" } });
    expect(!result.ok && result.error.message).toContain("self-signed");
    expect(server.requests).toEqual([]);
  });

  test("accepts a trusted certificate for this name or address, and refuses one for another name", async () => {
    const server = await serveHttp((_, response) => response.end("ok"), "https");
    const outbound = open({ ca: selfSigned.cert, resolver: async () => ["127.0.0.1"] });
    expect(codeOf(await send(server.origin, {}, outbound))).toBe("ok");
    expect(codeOf(await send(`https://shop.example:${server.port}/`, {}, outbound))).toBe("ok");
    const result = await send(`https://other.example:${server.port}/`, {}, outbound);
    expect(result).toMatchObject({ ok: false, error: { code: "tls" } });
    expect(!result.ok && result.error.message).toContain("another name");
  });

  test("reports a server without TLS as such", async () => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const result = await send(`https://127.0.0.1:${server.port}/`);
    expect(result).toMatchObject({ ok: false, error: { code: "tls" } });
  });
});

describe("The deadline", () => {
  test("covers DNS, and prevents an expired request from being sent", async () => {
    const server = await serveHttp((_, response) => response.end("late"));
    const dns = Promise.withResolvers<string[]>();
    const outbound = open({ resolver: () => dns.promise });
    const url = `http://slow.example:${server.port}/`;
    const result = await send(url, { timeoutMs: 50 }, outbound);
    expect(result).toMatchObject({ ok: false, error: { code: "timeout" } });
    dns.resolve(["127.0.0.1"]);
    expect(codeOf(await send(`${url}second`, {}, outbound))).toBe("ok");
    expect(server.requests.map((request) => request.url)).toEqual(["/second"]);
  });

  test("covers headers that do not arrive", async () => {
    const server = await serveTcp(() => {});
    const result = await send(server.origin, { timeoutMs: 100 });
    expect(result).toMatchObject({
      ok: false,
      error: { code: "timeout", message: expect.stringContaining("0.1 seconds") },
    });
    expect(result.durationMs).toBeLessThan(1000);
  });

  test.each(["", "Content-Encoding: gzip\r\n"])(
    "covers a slow body (%j), and closes the connection",
    async (encoding) => {
      const closed = Promise.withResolvers<void>();
      const server = await serveTcp((socket) => {
        socket.once("close", () => closed.resolve());
        socket.once("data", () => {
          socket.write(`HTTP/1.1 200 OK\r\n${encoding}Content-Length: 100000\r\n\r\n`);
          const packed = gzipSync(Buffer.alloc(50_000));
          let sent = 0;
          const drip = setInterval(() => socket.write(packed.subarray(sent, ++sent)), 10);
          socket.once("close", () => clearInterval(drip));
        });
      });
      const result = await send(server.origin, { timeoutMs: 150 });
      expect(result).toMatchObject({ ok: false, error: { code: "timeout" }, hops: [{ status: 200 }] });
      expect(result.durationMs).toBeLessThan(1000);
      await closed.promise;
    },
  );

  test("covers all redirects together", async () => {
    const server = await serveHttp((request, response) => {
      const count = Number(request.url.slice(1));
      setTimeout(() => response.writeHead(302, { location: `/${count + 1}` }).end(), 60);
    });
    const result = await send(`${server.origin}/0`, { timeoutMs: 150, maxRedirects: 100 });
    expect(codeOf(result)).toBe("timeout");
    expect(result.hops.length).toBeLessThan(5);
    expect(result.durationMs).toBeLessThan(1000);
  });

  test("covers the body of a redirect", async () => {
    const server = await serveTcp((socket) =>
      socket.once("data", () => socket.write("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 100\r\n\r\nslow")),
    );
    expect(codeOf(await send(server.origin, { timeoutMs: 100 }))).toBe("timeout");
  });
});

describe("The size limit", () => {
  test.each([
    [9, "123456789", true],
    [10, "1234567890", false],
    [11, "1234567890", false],
    [0, "", true],
  ])("of %i bytes", async (maxResponseBytes, body, truncated) => {
    const server = await serveHttp((_, response) => response.end("1234567890"));
    const result = await send(server.origin, { maxResponseBytes });
    expect(result).toMatchObject({ ok: true, status: 200, truncated, hops: [{ responseBytes: body.length }] });
    expect(result.ok && result.body.toString()).toBe(body);
  });

  test("closes the connection of an endless response", async () => {
    const closed = Promise.withResolvers<void>();
    const server = await serveHttp((_, response) => {
      const more = () => void response.write(Buffer.alloc(65_536, "x"));
      response.on("drain", more).once("close", () => closed.resolve());
      more();
    });
    const result = await send(server.origin, { maxResponseBytes: 100_000 });
    expect(result).toMatchObject({ ok: true, truncated: true });
    expect(result.ok && result.body.length).toBe(100_000);
    await closed.promise;
  });

  test("closes the connection of a compressed response that pauses after the cut", async () => {
    const closed = Promise.withResolvers<void>();
    const server = await serveHttp((_, response) => {
      response.once("close", () => closed.resolve());
      response.writeHead(200, { "content-encoding": "gzip" }).write(gzipSync(Buffer.alloc(200_000)));
    });
    const result = await send(server.origin, { maxResponseBytes: 1000, timeoutMs: 60_000 });
    expect(result).toMatchObject({ ok: true, truncated: true });
    await closed.promise;
  });

  test("applies to the decompressed size of a zip bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const twice = gzipSync(bomb);
    const server = await serveHttp((request, response) => {
      const layered = request.url === "/twice";
      response.writeHead(200, { "content-encoding": layered ? "gzip, gzip" : "gzip" }).end(layered ? twice : bomb);
    });
    const before = process.memoryUsage().arrayBuffers;
    for (const path of ["/once", "/twice"]) {
      const result = await send(server.origin + path, { maxResponseBytes: 1_000_000 });
      expect(result).toMatchObject({ ok: true, truncated: true, hops: [{ responseBytes: 1_000_000 }] });
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
  });
});

describe("Compressed responses", () => {
  const plain = Buffer.from("The quick brown fox. ".repeat(5000));
  test.each([
    ["gzip", gzipSync(plain)],
    ["x-gzip", gzipSync(plain)],
    ["GZIP", gzipSync(plain)],
    ["br", brotliCompressSync(plain)],
    ["deflate", deflateSync(plain)],
    ["deflate", deflateRawSync(plain)],
    ["gzip, br", brotliCompressSync(gzipSync(plain))],
    ["identity", plain],
  ])("with %s are decompressed", async (encoding, packed) => {
    const server = await serveHttp((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(packed),
    );
    const result = await send(server.origin);
    expect(result.ok && result.body.equals(plain)).toBe(true);
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("gzip, deflate, br");
  });

  test("leave their connection open for the next request", async () => {
    const packed = gzipSync(plain);
    const server = await serveHttp((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(packed),
    );
    const outbound = open();
    for (let count = 0; count < 5; count++) expect(codeOf(await send(server.origin, {}, outbound))).toBe("ok");
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  test("that are empty stay empty", async () => {
    const server = await serveHttp((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end());
    const result = await send(server.origin);
    expect(result.ok && result.body.length).toBe(0);
  });

  test("with an unknown encoding are passed on unchanged", async () => {
    const server = await serveHttp((_, response) =>
      response.writeHead(200, { "content-encoding": "rot13" }).end("uryyb"),
    );
    const result = await send(server.origin);
    expect(result.ok && result.body.toString()).toBe("uryyb");
  });
});

test("Many concurrent requests get their own responses", async () => {
  const server = await serveHttp((request, response) => response.end(request.url));
  const outbound = open();
  const results = await Promise.all(
    Array.from({ length: 200 }, (_, index) => send(`${server.origin}/${index}`, {}, outbound)),
  );
  expect(results.map((result) => result.ok && result.body.toString())).toEqual(results.map((_, index) => `/${index}`));
});

test("A response that was cut does not affect the next one", async () => {
  const server = await serveHttp((request, response) =>
    response.end(request.url === "/long" ? "x".repeat(5_000_000) : "short"),
  );
  const outbound = open();
  await send(`${server.origin}/long`, { maxResponseBytes: 10 }, outbound);
  const result = await send(`${server.origin}/short`, {}, outbound);
  expect(result.ok && result.body.toString()).toBe("short");
});

test("A request that times out closes its connection to the server", async () => {
  const closed = Promise.withResolvers<void>();
  const server = await serveHttp((_, response) => {
    void once(response, "close").then(() => closed.resolve());
  });
  expect(codeOf(await send(server.origin, { timeoutMs: 50 }))).toBe("timeout");
  await closed.promise;
});
