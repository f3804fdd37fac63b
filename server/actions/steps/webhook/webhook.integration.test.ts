import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { actionRuns, actionStepRuns } from "@/db/schema/action-runs";
import { definitionOf, run, webhookStep } from "../../testing/fixtures";
import { startTargetServer, type TargetServer } from "../../testing/target-server";

let target: TargetServer;
beforeEach(async () => {
  target = await startTargetServer();
});

type Changes = Parameters<typeof webhookStep>[1];

/** Runs an action with one step. */
async function call(path: string, changes: Changes = {}, x: unknown = "", action: object = {}) {
  const { outcome, seen } = await run(definitionOf([webhookStep(target.url + path, changes)], action), { x });
  const [step] = seen.steps;
  if (!step) throw new Error("no step");
  return { outcome, seen, output: step.output };
}

describe("the request", () => {
  it.each(["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const)("uses the method %s", async (method) => {
    const { outcome } = await call("/m", { method });
    expect(target.received).toMatchObject([{ method, url: "/m", body: "" }]);
    expect(outcome.result).toBe(method === "HEAD" ? "Done (HTTP 200, without content)." : '{"ok":true}');
  });

  it("keeps a value that tries to break out in its place", async () => {
    const evil = '../../admin?x=1&y=2#"}\r\nX-Injected: 1 é';
    await call(
      "/o/{{args.x}}?u={{args.x}}",
      {
        method: "POST",
        query: [{ name: "q", value: "<{{args.x}}>" }],
        headers: [{ name: "X-Value", value: "v={{args.x}}" }],
        body: { type: "json", text: '{"a":"{{args.x}}","b":"b {{args.x}}"}' },
      },
      evil,
    );
    const [request] = target.received;
    const url = new URL(request?.url ?? "", target.url);
    expect(url.pathname).toBe(`/o/${encodeURIComponent(evil)}`);
    expect(Array.from(url.searchParams)).toEqual([
      ["u", evil],
      ["q", `<${evil}>`],
    ]);
    expect(request?.headers["x-injected"]).toBeUndefined();
    expect(JSON.parse(request?.body ?? "")).toEqual({ a: evil, b: `b ${evil}` });
  });

  it("omits parameters, headers and fields that consist of an argument that was not given", async () => {
    const named = (name: string) => ({ name, description: "", type: "string", required: false });
    const step = webhookStep(`${target.url}/c/{{args.id}}?limit={{args.limit}}`, {
      method: "PATCH",
      query: [{ name: "status", value: "{{args.status}}" }],
      headers: [{ name: "X-T", value: "{{args.status}}" }],
      body: { type: "json", text: '{"phone":"{{args.phone}}","email":"{{args.email}}"}' },
    });
    const definition = definitionOf([step], { arguments: ["id", "limit", "status", "phone", "email"].map(named) });
    await run(definition, { id: "7", email: "a@b.example" });
    expect(target.received).toMatchObject([{ url: "/c/7", body: '{"email":"a@b.example"}' }]);
    expect(target.received[0]?.headers).not.toHaveProperty("x-t");
  });

  it("is not sent when its body would exceed 1 MB, and the step reports it", async () => {
    target.on("/big", { headers: { "content-type": "text/plain" }, body: "x".repeat(1024 * 1024) });
    const big = webhookStep(`${target.url}/big`, { name: "big" });
    const post = webhookStep(`${target.url}/post`, {
      method: "POST",
      body: { type: "text", text: "{{steps.big.body}}".repeat(450) },
      acceptedStatusCodes: null,
    });
    const { outcome, seen } = await run(definitionOf([big, post]));
    expect(outcome).toMatchObject({ status: "failed", result: expect.stringContaining("longer than 1 MB") });
    expect(target.received.map(({ url }) => url)).toEqual(["/big"]);
    expect(seen.steps[1]?.output).toMatchObject({ attempts: [], error: expect.stringContaining("longer than 1 MB") });
  });

  it("is sent whole with 1 MB, of which 64 kB are stored", async () => {
    target.on("/big", { headers: { "content-type": "text/plain" }, body: "x".repeat(1024 * 1024) });
    const big = webhookStep(`${target.url}/big`, { name: "big" });
    const post = webhookStep(`${target.url}/post`, {
      method: "POST",
      body: { type: "text", text: "{{steps.big.body}}" },
    });
    const { seen } = await run(definitionOf([big, post]));
    expect(target.received[1]?.body).toHaveLength(1024 * 1024);
    const kept = seen.steps[1]?.output.attempts[0]?.requestBody ?? "";
    expect(kept).toHaveLength(65_536);
    expect(kept).toContain("[Cut: the body has 1048576 bytes; these are the first of them.]");
  });

  it("fails its step when the condition alone would render more than 1 MB", async () => {
    target.on("/big", { headers: { "content-type": "text/plain" }, body: "x".repeat(1024 * 1024) });
    const big = webhookStep(`${target.url}/big`, { name: "big" });
    const left = "{{steps.big.body}}{{steps.big.body}}";
    const condition = { match: "all" as const, rules: [{ left, operator: "is_not_empty" as const, right: "" }] };
    const { outcome, seen } = await run(definitionOf([big, webhookStep(`${target.url}/next`, { condition })]));
    expect(outcome.status).toBe("failed");
    expect(seen.steps[1]).toMatchObject({ status: "failed", output: { error: expect.stringContaining("1 MB") } });
    expect(target.received).toHaveLength(1);
  });

  it("has no line breaks in headers", async () => {
    await call("/h", { headers: [{ name: "X-Value", value: "a {{args.x}} z" }] }, "1\r\n\r\nX-Injected: 2");
    expect(target.received[0]?.headers["x-value"]).toBe("a 1 X-Injected: 2 z");
    expect(target.received[0]?.headers["x-injected"]).toBeUndefined();
  });

  it("fails its step with a reason when a header cannot contain a value", async () => {
    const { output, seen } = await call("/h", { headers: [{ name: "X-Name", value: "{{args.x}}" }] }, "Иван");
    expect(seen.status).toBe("failed");
    expect(output.error).toContain("The value of the header X-Name holds");
    expect(output.attempts).toMatchObject([{ url: `${target.url}/h`, status: null, error: output.error }]);
    expect(target.received).toEqual([]);
  });

  it("stays within the folder of its address", async () => {
    const { outcome, output } = await call("/orders/{{args.x}}/items", { method: "DELETE" }, "..");
    expect(outcome.status).toBe("failed");
    expect(output.error).toContain("would lead out of its folder");
    expect(target.received).toEqual([]);
  });

  it("has the content type of its body unless a header sets one", async () => {
    const text = { type: "text", text: "a={{args.x}}&b=1" } as const;
    await call("/t", { method: "POST", body: text }, "x&b=2");
    const form = [{ name: "Content-Type", value: "application/x-www-form-urlencoded" }];
    await call("/t", { method: "POST", body: text, headers: form }, "x&b=2");
    const xml = [{ name: "content-type", value: "application/soap+xml" }];
    await call("/t", { method: "POST", body: { type: "text", text: "<n>{{args.x}}</n>" }, headers: xml }, "A & <B>");
    expect(target.received.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
      ["text/plain; charset=utf-8", "a=x&b=2&b=1"],
      ["application/x-www-form-urlencoded", "a=x%26b%3D2&b=1"],
      ["application/soap+xml", "<n>A &amp; &lt;B&gt;</n>"],
    ]);
  });
});

describe("the status filter and the error message", () => {
  const off = { acceptedStatusCodes: null };
  it.each([
    ["filter 200, answer 200", {}, 200, "", "fine", "succeeded"],
    ["filter 200, answer 201", {}, 201, "", "", "failed"],
    ["filter 200, answer 500", {}, 500, "", "", "failed"],
    ["filter 200, answer 500, with a message", {}, 500, "Try later.", "Try later.", "failed"],
    ["filter 200 and 404, answer 404", { acceptedStatusCodes: [200, 404] }, 404, "Try later.", "fine", "succeeded"],
    ["no filter, answer 200", off, 200, "Try later.", "HTTP 200\nfine", "succeeded"],
    ["no filter, answer 422", off, 422, "", "HTTP 422\nfine", "failed"],
    ["no filter, answer 422, with a message", off, 422, "Try later.", "Try later.", "failed"],
  ])("decide the outcome: %s", async (_case, filter, status, errorMessage, result, ended) => {
    target.on("/s", { status, headers: { "content-type": "text/plain" }, body: "fine" });
    const { outcome, output } = await call("/s", filter, "", { errorMessage });
    expect(outcome).toMatchObject({ status: ended, result });
    // People see the response regardless of what the bot gets.
    expect(output).toMatchObject({ status, body: "fine" });
  });

  it.each([
    ["with a filter, the bot gets nothing", {}, "", /^$/],
    ["without a filter, the bot gets the reason", off, "", /closed the connection before its answer was complete/],
    ["with an error message, the bot gets it", off, "Try later.", /^Try later\.$/],
  ])("without a response: %s", async (_case, filter, errorMessage, result) => {
    target.on("/reset", (_request, response) => void response.socket?.resetAndDestroy());
    const { outcome, output } = await call("/reset", filter, "", { errorMessage });
    expect(outcome.status).toBe("failed");
    expect(outcome.result).toMatch(result);
    expect(output.error).toMatch(/closed the connection/);
    expect(output.attempts).toHaveLength(1);
  });

  it("explain that only the filter refused a successful request", async () => {
    target.on("/created", { status: 201, body: '{"id":7}' });
    const { outcome, output } = await call("/created", { method: "POST" });
    expect(outcome).toMatchObject({ status: "failed", result: "" });
    expect(output).toMatchObject({
      status: 201,
      error:
        "The server answered 201; accepted: 200. This status says that the request was carried out. To take it as a success, let the step accept 2xx.",
    });
    target.on("/gone", { status: 404 });
    expect((await call("/gone")).output.error).toBe("The server answered 404; accepted: 200.");
  });

  it.each([
    [["2xx"], 204, "succeeded"],
    [["2xx"], 302, "failed"],
    [[200, "4xx"], 404, "succeeded"],
    [[200, "4xx"], 201, "failed"],
  ] as const)("accept classes of statuses: with %j, %i %s", async (accepted, status, ended) => {
    target.on("/s", { status, headers: {}, body: "" });
    expect((await call("/s", { acceptedStatusCodes: [...accepted] })).outcome.status).toBe(ended);
  });

  it("distinguish an empty response from a body", async () => {
    target.on("/empty", { status: 204, headers: {}, body: "" });
    expect((await call("/empty", { acceptedStatusCodes: [204] })).outcome.result).toBe(
      "Done (HTTP 204, without content).",
    );
    expect((await call("/empty", off)).outcome.result).toBe("HTTP 204");
  });
});

describe("the response", () => {
  it("is shown with its keys in the order sent by the server", async () => {
    target.on("/keys", { body: '{"zeta":1,"order":{"status":"new","id":7},"a":[]}' });
    const { output } = await call("/keys");
    expect(JSON.stringify(output.body)).toBe('{"zeta":1,"order":{"status":"new","id":7},"a":[]}');
  });

  it("may be binary", async () => {
    target.on("/b", { headers: { "content-type": "image/png" }, body: Buffer.from([137, 80, 78, 71, 0]) });
    const { outcome, output } = await call("/b");
    expect(outcome.result).toBe("[binary, 5 bytes]");
    expect(output.body).toBe("[binary, 5 bytes]");
  });

  it("is cut at 1 MB, with a note", async () => {
    const body = `{"long":"${"x".repeat(3_000_000)}"}`;
    target.on("/big", { body });
    const { outcome, output } = await call("/big");
    expect(output.truncated).toBe(true);
    expect(output.attempts[0]?.responseBytes).toBe(1024 * 1024);
    expect(output.body).toBe(body.slice(0, 1024 * 1024));
    expect(outcome.result).toContain("[Cut: ");
  });

  it("fails the step when it does not arrive in time", async () => {
    target.on("/slow", (_request, response) => void response.writeHead(200).write("so"));
    const began = performance.now();
    const { outcome, output } = await call("/slow", { timeoutSeconds: 1, acceptedStatusCodes: null });
    expect(outcome).toMatchObject({
      status: "failed",
      result: "There was no complete answer within 1 seconds.",
    });
    expect(output.attempts).toMatchObject([{ status: 200, error: outcome.result }]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it("may be a redirect, up to three times, and each is shown", async () => {
    const redirect = (to: string, status = 302) => ({ status, headers: { location: to } });
    target.on("/r3", redirect("/r2", 307));
    target.on("/r2", redirect("/r1", 303));
    target.on("/r1", redirect("/end"));
    const { outcome, output } = await call("/r3", { method: "POST", body: { type: "text", text: "hello" } });
    expect(outcome.status).toBe("succeeded");
    const shown = output.attempts.map((a) => [a.method, new URL(a.url).pathname, a.status, a.requestBody]);
    expect(shown).toEqual([
      ["POST", "/r3", 307, "hello"],
      ["POST", "/r2", 303, "hello"],
      ["GET", "/r1", 302, null],
      ["GET", "/end", 200, null],
    ]);
    target.on("/r4", redirect("/r3"));
    const tooMany = await call("/r4", { acceptedStatusCodes: null });
    expect(tooMany.outcome.status).toBe("failed");
    expect(tooMany.outcome.result).toContain("redirects again and again");
  });

  it("must not redirect to a private address", async () => {
    target.on("/out", { status: 302, headers: { location: "http://10.0.0.1/secret" } });
    const { outcome, output } = await call("/out", { acceptedStatusCodes: null });
    expect(outcome.result).toContain("Parley only calls public addresses");
    expect(output.attempts.map(({ status }) => status)).toEqual([302, null]);
  });
});

describe("a secret constant", () => {
  const SECRET = 'sk-"live"/ä b+1';
  const constants = [{ secret: true, name: "key", value: SECRET }];

  it("is sent to the server and shown nowhere, even if the server returns it in every possible way", async () => {
    target.on("/echo", (request, response) => {
      const echoed = {
        ...request.headers,
        url: request.url,
        body: request.body,
        twice: JSON.stringify(request.body),
        basic: Buffer.from(`shop:${SECRET}`).toString("base64"),
        [SECRET]: SECRET,
      };
      response
        .writeHead(500, {
          "content-type": "application/json",
          "x-echo": encodeURIComponent(SECRET),
          "set-cookie": `k=${encodeURIComponent(SECRET)}`,
        })
        .end(JSON.stringify(echoed));
    });
    const { outcome, seen } = await call(
      "/echo/{{constants.key}}?p={{constants.key}}",
      {
        method: "POST",
        query: [{ name: "q", value: "{{constants.key}}" }],
        headers: [
          { name: "X-Thing", value: "{{constants.key}}" },
          { name: "Authorization", value: "Bearer {{constants.key}}" },
        ],
        body: { type: "json", text: '{"k":"{{constants.key}}","t":"a {{constants.key}}"}' },
        acceptedStatusCodes: null,
      },
      "",
      { constants, returnMode: "all" },
    );
    const [request] = target.received;
    expect(request?.headers["x-thing"]).toBe(SECRET);
    expect(JSON.parse(request?.body ?? "")).toEqual({ k: SECRET, t: `a ${SECRET}` });
    expect(new URL(request?.url ?? "", target.url).searchParams.getAll("q")).toEqual([SECRET]);
    const ofRun = eq(actionStepRuns.runId, outcome.runId);
    const rows = await Promise.all([
      db.select().from(actionStepRuns).where(ofRun),
      db.select().from(actionRuns).where(eq(actionRuns.id, outcome.runId)),
    ]);
    const stored = JSON.stringify([outcome, seen, rows]);
    expect(stored).toContain("•••");
    // The quote is part of the pattern, because a sealed secret may contain "sk-" by chance.
    expect(stored).not.toMatch(/sk-(?:\\*"|%22)|"live|%22live/);
    expect(seen.steps[0]?.output.body).toMatchObject({ basic: expect.stringMatching(/^.{6,10}•••/) });
  });

  it.each([
    ["4,500 slashes", "/".repeat(4500), "/"],
    ["300 quotes", '"'.repeat(300), '"'],
  ])("of %s is masked in a 1 MB answer full of them, and the POST is sent once", async (_what, secret, character) => {
    target.on("/echo", { headers: { "content-type": "text/plain" }, body: character.repeat(1024 * 1024) });
    const { outcome, output } = await call(
      "/echo",
      { method: "POST", headers: [{ name: "X-Thing", value: "{{constants.key}}" }] },
      "",
      { constants: [{ secret: true, name: "key", value: secret }] },
    );
    expect(target.received).toHaveLength(1);
    expect(outcome).toMatchObject({ status: "succeeded", result: "•••" });
    expect(output).toMatchObject({ body: "•••", attempts: [{ requestHeaders: { "X-Thing": "•••" } }] });
  });

  it("is removed when an answer is cut in the middle of it", async () => {
    const answer = `${"x".repeat(1024 * 1024 - 10)}${SECRET} and more`;
    target.on("/cut", { headers: { "content-type": "text/plain" }, body: answer });
    const { seen, output } = await call("/cut", {}, "", { constants });
    expect(output).toMatchObject({ truncated: true, body: "x".repeat(1024 * 1024 - 10) });
    expect(JSON.stringify(seen)).not.toContain("sk-");
  });

  it("is not shown when it is the server's address and the request fails", async () => {
    const { hostname, port } = new URL(target.url);
    const base = `http://${hostname}:${port}/hidden-base-path`;
    const { outcome, output } = await run(
      definitionOf([webhookStep("{{constants.base}}/x", { acceptedStatusCodes: null })], {
        constants: [{ secret: true, name: "base", value: base }],
      }),
    ).then(({ outcome, seen }) => ({ outcome, output: seen.steps[0]?.output }));
    expect(outcome.status).toBe("succeeded");
    expect(target.received[0]?.url).toBe("/hidden-base-path/x");
    expect(JSON.stringify(output)).not.toContain("hidden-base-path");
  });
});
