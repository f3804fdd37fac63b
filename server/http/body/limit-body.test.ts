import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { limitBody } from "./limit-body";
import { countedBody } from "../testing/counted-body";

const MB = 1024 * 1024;
const CHUNK = 64 * 1024;

const echo = limitBody(async (request) => new Response(await request.bytes()));

function post(body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}): NextRequest {
  return new NextRequest("http://localhost:3000/api/x", { method: "POST", headers, body, duplex: "half" });
}

describe("limitBody", () => {
  it("passes on the whole body of a request, up to the exact limit", async () => {
    const { body } = countedBody({ bytes: MB, chunk: CHUNK });
    const response = await echo(post(body));
    expect(response.status).toBe(200);
    expect((await response.bytes()).length).toBe(MB);
  });

  it("answers a body that is one byte larger with 413, in the form of every error", async () => {
    const { body } = countedBody({ bytes: MB + 1, chunk: CHUNK });
    const response = await echo(post(body));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      error: { code: "payload_too_large", message: "The body is larger than 1 MB.", details: [] },
    });
  });

  it("reads no more than the limit and one chunk of an endless body", async () => {
    const { body, sent } = countedBody({ bytes: Infinity, chunk: CHUNK });
    expect((await echo(post(body))).status).toBe(413);
    expect(sent()).toBeLessThanOrEqual(MB + CHUNK);
  });

  it("reads nothing of a body whose Content-Length is over the limit", async () => {
    const { body, sent } = countedBody({ bytes: Infinity, chunk: CHUNK });
    expect((await echo(post(body, { "content-length": String(MB + 1) }))).status).toBe(413);
    expect(sent()).toBe(0);
  });

  it("counts the bytes that arrive, whatever the Content-Length", async () => {
    const { body, sent } = countedBody({ bytes: Infinity, chunk: CHUNK });
    expect((await echo(post(body, { "content-length": "10" }))).status).toBe(413);
    expect(sent()).toBeLessThanOrEqual(MB + CHUNK);
  });

  it("passes on a request without a body", async () => {
    const method = limitBody(async (request) => new Response(`${request.method} ${request.body}`));
    const response = await method(new NextRequest("http://localhost:3000/api/x"));
    expect(await response.text()).toBe("GET null");
  });
});
