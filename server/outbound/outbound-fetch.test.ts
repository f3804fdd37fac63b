import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseAllowedHosts } from "./addresses/allowed-hosts";
import type { Resolver } from "./dispatcher";
import { createOutbound } from "./outbound";
import { fetchThrough } from "./outbound-fetch";
import { OutboundFailure } from "./outbound-failure";
import { serveHttp, serveTcp } from "./testing/local-server";

function openFetch(setting: { allowed?: string; resolver?: Resolver; maxBytes?: number } = {}): typeof fetch {
  const rules = { allowedHosts: parseAllowedHosts(setting.allowed ?? "127.0.0.1"), demoOrigin: null };
  const outbound = createOutbound(rules, { userAgent: "Parley/1.0", resolver: setting.resolver });
  onTestFinished(() => outbound.close());
  return fetchThrough(outbound, setting.maxBytes);
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

test("The outbound fetch works like fetch", async () => {
  const server = await serveHttp((_, response) =>
    response.writeHead(418, { "content-type": "application/json", "set-cookie": ["a=1", "b=2"] }).end('{"tea":true}'),
  );
  const response = await openFetch()(new URL(`${server.origin}/chat?x=1`), {
    method: "POST",
    headers: { authorization: "Bearer k" },
    body: JSON.stringify({ hello: "Zoë" }),
  });
  expect(response).toBeInstanceOf(Response);
  expect(response.status).toBe(418);
  expect(response.ok).toBe(false);
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await response.json()).toEqual({ tea: true });
  expect(server.requests).toMatchObject([
    {
      method: "POST",
      url: "/chat?x=1",
      body: '{"hello":"Zoë"}',
      headers: { authorization: "Bearer k", "user-agent": "Parley/1.0" },
    },
  ]);
});

test("The outbound fetch accepts a Request, a form and a stream", async () => {
  const server = await serveHttp((_, response) => response.end("ok"));
  const outboundFetch = openFetch();
  const form = new FormData();
  form.set("file", new Blob(["bytes"]), "a.txt");
  await outboundFetch(new Request(`${server.origin}/1`, { method: "PUT", body: "text" }));
  await outboundFetch(`${server.origin}/2`, { method: "POST", body: form });
  expect(server.requests[0]).toMatchObject({ method: "PUT", url: "/1", body: "text" });
  expect(server.requests[1]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(server.requests[1]?.body).toContain("bytes");
});

test.each([
  [204, "GET"],
  [304, "GET"],
  [200, "HEAD"],
])("A response with status %i to a %s has no body", async (status, method) => {
  const server = await serveHttp((_, response) => response.writeHead(status).end());
  const response = await openFetch()(server.origin, { method });
  expect(response.status).toBe(status);
  expect(response.body).toBeNull();
});

describe("A body", () => {
  test.each([false, true])("is streamed: each part arrives before the next one is sent (gzip: %s)", async (packed) => {
    const next = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const server = await serveHttp(async (_, response) => {
      const parts = packed ? [gzipSync("one"), gzipSync("two")] : ["one", "two"];
      response.writeHead(200, packed ? { "content-encoding": "gzip" } : {}).write(parts[0]);
      await next[0]?.promise;
      response.end(parts[1]);
    });
    const { body } = await openFetch()(server.origin);
    const read: string[] = [];
    for await (const chunk of body ?? []) next[read.push(new TextDecoder().decode(chunk)) - 1]?.resolve();
    expect(read).toEqual(["one", "two"]);
  });

  test("closes the connection when it is cancelled", async () => {
    const closed = Promise.withResolvers<void>();
    const server = await serveHttp((_, response) => {
      response.once("close", () => closed.resolve());
      response.write("first");
    });
    const response = await openFetch()(server.origin);
    await response.body?.cancel();
    await expect(closed.promise).resolves.toBeUndefined();
  });

  test("reports an error if the connection closes early", async () => {
    const server = await serveTcp((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")),
    );
    const response = await openFetch()(server.origin);
    const error = await failureOf(response.text());
    expect(error).toMatchObject({ name: "TypeError", cause: { code: "reset" } });
  });

  test("is refused above the limit, compressed or not", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const server = await serveHttp((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb));
    const response = await openFetch({ maxBytes: 1_000_000 })(server.origin);
    expect(await failureOf(response.arrayBuffer())).toMatchObject({ code: "protocol" });
  });
});

describe("An abort", () => {
  test("before the request prevents it", async () => {
    const server = await serveHttp((_, response) => response.end("ok"));
    const error = await failureOf(openFetch()(server.origin, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: "AbortError" });
    expect(server.connections).toBe(0);
  });

  test("during the DNS lookup rejects immediately", async () => {
    const asked = Promise.withResolvers<void>();
    const dns = Promise.withResolvers<string[]>();
    const resolver: Resolver = () => {
      asked.resolve();
      return dns.promise;
    };
    const controller = new AbortController();
    const work = failureOf(openFetch({ resolver })("http://slow.example/", { signal: controller.signal }));
    await asked.promise;
    controller.abort(new Error("The user left."));
    expect(await work).toMatchObject({ message: "The user left." });
    dns.resolve([]);
  });

  test("during the body ends the stream and the connection", async () => {
    const closed = Promise.withResolvers<void>();
    const server = await serveHttp((_, response) => {
      response.once("close", () => closed.resolve());
      response.write("first");
    });
    const controller = new AbortController();
    const response = await openFetch()(server.origin, { signal: controller.signal });
    const work = failureOf(response.text());
    controller.abort();
    expect(await work).toMatchObject({ name: "AbortError" });
    await closed.promise;
  });
});

describe("The outbound fetch refuses", () => {
  test.each([
    ["http://10.0.0.5/v1", "blocked_address"],
    ["http://localhost:11434/v1", "blocked_address"],
    ["http://inside.example/v1", "blocked_address"],
    ["http://user:hunter2@example.com/v1", "invalid_url"],
    ["ftp://example.com/", "invalid_url"],
    ["/v1/chat", "invalid_url"],
  ])("%s", async (url, code) => {
    const error = await failureOf(openFetch({ resolver: async () => ["10.0.0.5"] })(url));
    expect(error).toBeInstanceOf(OutboundFailure);
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toContain("hunter2");
  });

  test("headers that describe the connection", async () => {
    const error = await failureOf(openFetch()("http://127.0.0.1:9999/", { headers: { host: "10.0.0.5" } }));
    expect(error).toMatchObject({ code: "invalid_header" });
  });

  test.each([301, 307])("a redirect (%i), even to an allowed address", async (status) => {
    const server = await serveHttp((_, response) => response.writeHead(status, { location: "/b" }).end());
    expect(await failureOf(openFetch()(server.origin))).toMatchObject({ code: "too_many_redirects" });
    expect(server.requests).toHaveLength(1);
  });
});

test("Temporary failures are reported like those of fetch, so that SDKs retry", async () => {
  const server = await serveTcp((socket) => socket.once("data", () => socket.destroy()));
  const error = await failureOf(openFetch()(server.origin));
  expect(error).toMatchObject({ name: "TypeError", message: "fetch failed", cause: { code: "reset" } });
});
