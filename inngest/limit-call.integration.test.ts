import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { PUT, POST } from "@/app/api/inngest/route";
import { env } from "@/server/env";
import { countedBody } from "@/server/http/testing/counted-body";
import { limitCall } from "./limit-call";
import { signRequest } from "./local/calls/signing";

const MB = 1024 * 1024;
const CHUNK = 64 * 1024;
const ADDRESS = "http://localhost:3000/api/inngest";
const FORGED = `t=${Math.floor(Date.now() / 1000)}&s=${"0".repeat(64)}`;

/** Replaces the SDK's handler and answers with the size of the body. */
const read = limitCall(async (request) => Response.json((await request.text()).length));

/** A call of about this many bytes, in the form that the embedded executor signs: sorted keys, no spaces. */
function callOf(bytes: number): string {
  return JSON.stringify({ ctx: { run_id: "r" }, steps: { a: "x".repeat(bytes) } });
}

function call(body: string, signature?: string): NextRequest {
  return new NextRequest(ADDRESS, {
    method: "POST",
    body,
    headers: { ...(signature && { "x-inngest-signature": signature }) },
  });
}

function signed(body: string): NextRequest {
  return call(body, signRequest(body, env().INNGEST_SIGNING_KEY ?? ""));
}

describe("A call of a function", () => {
  it("of 30 MB is read if the executor signed it", async () => {
    const body = callOf(30 * MB);
    expect(await (await read(signed(body))).json()).toBe(body.length);
  });

  it("of up to 5 MB reaches the SDK if its canonical form is signed, as Inngest signs it", async () => {
    const body = callOf(4 * MB);
    const asInngestSends = JSON.stringify(JSON.parse(body), null, 1);
    const signature = signRequest(body, env().INNGEST_SIGNING_KEY ?? "");
    expect(await (await read(call(asInngestSends, signature))).json()).toBe(asInngestSends.length);
  });

  it.each([
    ["forged", FORGED],
    ["missing", undefined],
  ])("of 900 kB with a %s signature is refused before the SDK parses it", async (_, signature) => {
    expect((await read(call(callOf(900_000), signature))).status).toBe(401);
  });

  it("of 4 MB with a forged signature is checked alongside a few others, and further calls get a retry time", async () => {
    const bodies = Array.from({ length: 20 }, () => call(callOf(4 * MB), FORGED));
    const statuses = (await Promise.all(bodies.map((body) => read(body)))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(4);
    expect(statuses.filter((status) => status === 503)).toHaveLength(16);
    expect((await read(call(callOf(4 * MB), FORGED))).status).toBe(401);
  });

  it("with more fields and items than any run has is refused unparsed", async () => {
    expect((await read(call(`[${"{},".repeat(1_000_000)}{}]`, FORGED))).status).toBe(413);
  });

  it("with excessive nesting is refused", async () => {
    const body = `{"a":${"[".repeat(150_000)}${"]".repeat(150_000)}}`;
    expect((await read(call(body, FORGED))).status).toBe(422);
  });

  it("of more than 5 MB is refused before the SDK reads it unless its exact bytes are signed", async () => {
    const body = callOf(6 * MB);
    expect((await read(call(body, FORGED))).status).toBe(413);
    expect((await read(call(`${body} `, signRequest(body, env().INNGEST_SIGNING_KEY ?? "")))).status).toBe(413);
    expect((await read(signed(body))).status).toBe(200);
  });

  it.each([
    ["without a signature after 1 MB", {}, MB],
    ["with a made-up signature after 32 MB", { "x-inngest-signature": FORGED }, 32 * MB],
  ])("is refused %s, and its rest is not read", async (_, headers, limit) => {
    const { body, sent } = countedBody({ bytes: Infinity, chunk: CHUNK });
    const response = await POST(new NextRequest(ADDRESS, { method: "POST", headers, body, duplex: "half" }), undefined);
    expect(response.status).toBe(413);
    expect(sent()).toBeLessThanOrEqual(limit + CHUNK);
  });

  it.each([
    ["POST", POST],
    ["PUT", PUT],
  ])("by %s that is not JSON is answered with 400", async (method, handle) => {
    const response = await handle(new NextRequest(ADDRESS, { method, body: "{bad" }), undefined);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "invalid", message: "The body is not JSON." } });
  });
});
