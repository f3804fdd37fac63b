import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { listenLocally } from "@/db/testing/local-server";
import { makeWorkspace } from "@/db/testing/factories";
import { createApiKey } from "@/server/accounts/api-keys/api-keys";
import { answerApiRequest } from "@/server/api/answer-api-request";
import { errorBody } from "@/server/api/openapi/error-schema";
import { recordEvent } from "@/server/events/record-event";
import { curlCommand, readerProgram, sampleRefusal } from "./events-samples";

const { ctx } = await makeWorkspace();
const { workspaceId } = ctx;
const { key } = await createApiKey(ctx, { name: "Reader", scopes: ["events:read"], expiresInDays: null });
const { origin } = await listenLocally(createRequestListener((request) => answerApiRequest(request, () => {})));
const baseUrl = `${origin}/api/v1`;
const env = { ...process.env, PARLEY_KEY: key };

const record = (text: string) =>
  recordEvent(db, {
    workspaceId,
    name: "message_sent",
    botId: null,
    channelId: null,
    conversationId: null,
    payload: { text },
    sourceKey: null,
  });

it("The program of the guide prints each event once, also after a restart", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "reader-"));
  await writeFile(path.join(folder, "read.mjs"), readerProgram(baseUrl));
  const start = () => {
    let printed = "";
    const child = execFile(process.execPath, ["read.mjs"], { cwd: folder, env });
    child.stdout?.on("data", (text: string) => (printed += text));
    const seen = () => [...printed.matchAll(/text: '(\w+)'/g)].map(([, text]) => text);
    return { seen, stop: () => new Promise((resolve) => child.once("exit", resolve) && child.kill()) };
  };
  await record("one");
  await record("two");
  const first = start();
  await vi.waitFor(() => expect(first.seen()).toEqual(["one", "two"]), 20_000);
  await record("three");
  await vi.waitFor(() => expect(first.seen()).toEqual(["one", "two", "three"]), 20_000);
  await first.stop();
  await record("four");
  const second = start();
  await vi.waitFor(() => expect(second.seen()).toContain("four"), 20_000);
  await second.stop();
  expect(second.seen().at(-1)).toBe("four");
});

it("The commands of the guide work as they are shown", async () => {
  const run = (command: string) =>
    new Promise<string>((resolve, reject) => {
      execFile("sh", ["-c", command], { env }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
    });
  const refused = await run(`${curlCommand(baseUrl, "/events?limit=x&afer=evt_1")} -s`);
  const listed = await run(`${curlCommand(baseUrl, "/events?event=message_sent&event=bot_published")} -s`);
  expect(JSON.parse(listed)).toMatchObject({ has_more: false, data: expect.any(Array) });
  expect(errorBody.parse(JSON.parse(refused)).error.details).toHaveLength(2);
  expect(errorBody.parse(JSON.parse(sampleRefusal)).error.details).toHaveLength(2);
});
