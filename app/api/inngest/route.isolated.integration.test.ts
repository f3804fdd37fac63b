import { NextRequest } from "next/server";
import { request } from "undici";
import { beforeEach, describe, expect, it } from "vitest";
import { listenLocally } from "@/db/testing/local-server";
import { startLocalServer } from "@/e2e/support/local-server";
import { canonicalJson } from "@/inngest/canonical-json";
import { signRequest } from "@/inngest/local/calls/signing";
import { inngest } from "@/server/outbox/inngest-client";

/** From the tests' environment (db/testing/test-database.ts). */
const [PRODUCT, SIGNING_KEY] = ["http://localhost:3000", "signkey-test-00"];

const inngestServer = await startLocalServer();
process.env["INNGEST_BASE_URL"] = inngestServer.url;
inngest.setEnvVars();
const route = await import("./route");
const { directRoutes } = await import("@/instrumentation-routes");
const direct = await listenLocally((incoming, response) => void directRoutes.answerCall(incoming, response));

interface Answered {
  status: number;
  body: Record<string, unknown>;
}

type Put = (headers: Record<string, string>, body: string) => Promise<Answered>;

const throughNext: Put = async (headers, body) => {
  const { host = "localhost:3000" } = headers;
  const asked = new NextRequest(`http://${host}/api/inngest`, { method: "PUT", headers, body });
  const answer = await route.PUT(asked, {});
  return { status: answer.status, body: await answer.json() };
};

const pastNext: Put = async (headers, body) => {
  const answer = await request(`${direct.origin}/api/inngest`, { method: "PUT", headers, body });
  return { status: answer.statusCode, body: JSON.parse(await answer.body.text()) };
};

beforeEach(() => {
  inngestServer.requests.length = 0;
  inngestServer.answerWith(() => ({ status: 200, body: '{"status":200}' }));
});

describe.each([
  ["through Next.js", throughNext],
  ["past Next.js", pastNext],
])("A sync %s", (_way, put) => {
  const elsewhere = { host: "evil.example", "content-type": "application/json" };

  it("without a signature is refused, and registers nothing", async () => {
    const wrong = { "x-inngest-signature": signRequest("{}", "signkey-test-ff") };
    for (const headers of [elsewhere, { ...elsewhere, ...wrong }, { ...elsewhere, "x-inngest-sync-kind": "in_band" }]) {
      expect((await put(headers, "{}")).status).toBe(401);
    }
    expect(inngestServer.requests).toEqual([]);
  });

  it("with a signature registers the functions at the product's own address, whatever its Host header contains", async () => {
    const body = canonicalJson({ url: "http://evil.example/api/inngest" });
    const signature = { "x-inngest-signature": signRequest(body, SIGNING_KEY) };
    expect((await put({ ...elsewhere, ...signature }, body)).status).toBe(200);
    const [registered] = inngestServer.requests;
    expect(inngestServer.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["POST /fn/register"]);
    expect(JSON.parse(registered?.body ?? "")).toMatchObject({ url: `${PRODUCT}/api/inngest`, appName: "parley" });
    expect(registered?.body).not.toContain("evil.example");
  });

  it("with a signature and in-band returns the functions, and sends nothing", async () => {
    const body = canonicalJson({ url: "http://evil.example/api/inngest" });
    const signature = { "x-inngest-signature": signRequest(body, SIGNING_KEY) };
    const answer = await put({ ...elsewhere, ...signature, "x-inngest-sync-kind": "in_band" }, body);
    expect(answer).toMatchObject({ status: 200, body: { app_id: "parley", url: `${PRODUCT}/api/inngest` } });
    expect(answer.body["functions"]).toContainEqual(expect.objectContaining({ id: "parley-answer-message" }));
    expect(JSON.stringify(answer.body)).not.toContain("evil.example");
    expect(inngestServer.requests).toEqual([]);
  });
});
