import { expect, test } from "vitest";
import { inngestFetch } from "./inngest-fetch";
import { serveHttp } from "./testing/local-server";

test("inngestFetch sends a text and returns the response like fetch", async () => {
  const server = await serveHttp((_, response) =>
    response.writeHead(429, { "content-type": "application/json", "retry-after": "3" }).end('{"error":"wait"}'),
  );
  const response = await inngestFetch(new URL(`${server.origin}/e/key?x=1`), {
    method: "POST",
    headers: { "Content-Type": "application/json", authorization: "Bearer k" },
    body: '{"name":"Zoë"}',
  });
  expect([response.status, response.ok, response.headers.get("retry-after")]).toEqual([429, false, "3"]);
  expect(await response.json()).toEqual({ error: "wait" });
  expect(server.requests).toMatchObject([
    { method: "POST", url: "/e/key?x=1", body: '{"name":"Zoë"}', headers: { authorization: "Bearer k" } },
  ]);
});

test("inngestFetch handles responses and requests without a body", async () => {
  const server = await serveHttp((_, response) => response.writeHead(204).end());
  const response = await inngestFetch(`${server.origin}/v1/runs`);
  expect([response.status, await response.text()]).toEqual([204, ""]);
  expect(server.requests).toMatchObject([{ method: "GET", url: "/v1/runs", body: "" }]);
});

test("inngestFetch accepts the other inputs of fetch", async () => {
  const server = await serveHttp((_, response) => response.end("ok"));
  await inngestFetch(new Request(`${server.origin}/1`, { method: "PUT", body: "text" }));
  await inngestFetch(`${server.origin}/2`, { method: "POST", body: new TextEncoder().encode("bytes") });
  expect(server.requests).toMatchObject([
    { method: "PUT", url: "/1", body: "text" },
    { method: "POST", url: "/2", body: "bytes" },
  ]);
});

test("inngestFetch rejects if there is no response", async () => {
  const server = await serveHttp((_, response) => response.destroy());
  await expect(inngestFetch(server.origin, { method: "POST", body: "{}" })).rejects.toThrow("other side closed");
});
