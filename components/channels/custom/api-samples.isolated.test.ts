import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listenLocally } from "@/db/testing/local-server";
import { describeApi } from "@/server/channels/custom/describe-api";
import { incomingBody, parseIncoming } from "@/server/channels/custom/parse-incoming";
import { retryDelay } from "@/server/webhooks/retry-schedule";
import { sample } from "@/server/channels/custom/testing/sample";
import { curlCommand, curlFileCommand, firstMessage, fullMessage, nodeProgram, pythonProgram } from "./api-samples";
import { faultyMessage, receiverProgram, TINY_PNG } from "./api-samples";
import { acceptedAnswer, outgoingEvents } from "./api-texts";

const run = promisify(execFile);

const received: { authorization: string | undefined; body: Record<string, unknown> }[] = [];
const api = await listenLocally(async (request, response) => {
  received.push({ authorization: request.headers.authorization, body: JSON.parse(await text(request)) });
  response.writeHead(202, { "content-type": "application/json" }).end('{"status":"accepted"}');
});
const access = { url: `${api.origin}/api/webhook/custom/message`, token: "prl_aZ-09_" };
const message = { ...firstMessage, message_id: expect.stringMatching(/^\d{10}$/) };

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://localhost/unused");
  vi.stubEnv("PARLEY_URL", "http://localhost:3000");
  vi.stubEnv("PARLEY_SECRET", "test-secret-test-secret-test-secret-test");
  vi.stubEnv("INNGEST_DEV", "1");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

let folder: string;
beforeEach(async () => {
  received.length = 0;
  folder = await mkdtemp(path.join(tmpdir(), "api-samples-"));
});

describe("the samples to copy", () => {
  it("send the first message from a shell", async () => {
    await shell(curlCommand(access, firstMessage));
    expect(received).toEqual([{ authorization: "Bearer prl_aZ-09_", body: message }]);
  });

  it("send every field from a shell", async () => {
    await shell(curlCommand(access, fullMessage));
    expect(received.map(({ body }) => body)).toEqual([{ ...fullMessage, message_id: message.message_id }]);
  });

  it("send a file of the user's that is too large for a command line", async () => {
    const photo = Buffer.alloc(300_000, "photo");
    await writeFile(path.join(folder, "photo.png"), photo);
    await shell(curlFileCommand(access));
    expect(received[0]?.body["attachments"]).toEqual([
      { file_name: "photo.png", file_type: "image", data: photo.toString("base64") },
    ]);
  });

  it("send the first message with Node", async () => {
    await writeFile(path.join(folder, "send.mjs"), nodeProgram(access));
    const { stdout } = await run(process.execPath, ["send.mjs"], { cwd: folder });
    expect(stdout).toBe("202 { status: 'accepted' }\n");
    const id = expect.stringMatching(/^[\da-f-]{36}$/);
    expect(received).toEqual([{ authorization: "Bearer prl_aZ-09_", body: { ...firstMessage, message_id: id } }]);
  });

  it("contain the same message in Python", () => {
    const dictionary = /^message = (\{[\s\S]*?^\})/m.exec(pythonProgram(access))?.[1] ?? "";
    const json = dictionary.replace(/str\(uuid.*$/m, '"1",').replace(/,\n\}/, "\n}");
    expect(JSON.parse(json)).toEqual(firstMessage);
  });

  it("show a receiver that parses", async () => {
    await writeFile(path.join(folder, "receiver.mjs"), receiverProgram);
    const { stderr } = await run(process.execPath, ["--check", "receiver.mjs"], { cwd: folder });
    expect(stderr).toBe("");
  });
});

describe("the samples", () => {
  it("contain every field and are parsed or refused as intended", async () => {
    expect(Object.keys(incomingBody.shape).toSorted()).toEqual(Object.keys(fullMessage).toSorted());
    expect(await parseIncoming(fullMessage)).toMatchObject({ placeholders: { plan: "Gold" }, clientName: "John Doe" });
    await expect(parseIncoming(faultyMessage)).rejects.toThrow("not valid");
    expect(Buffer.from(TINY_PNG, "base64").subarray(1, 4).toString()).toBe("PNG");
  });

  it("show answers and events of the contract's shape", () => {
    expect(shapeOf(acceptedAnswer)).toEqual(shapeOf(sample("answer: accepted")));
    expect(shapeOf(outgoingEvents.text)).toEqual(shapeOf(sample("out: new_messages")));
    expect(shapeOf(outgoingEvents.file)).toEqual(shapeOf(sample("out: new_messages with files")));
    expect(outgoingEvents.test).toEqual(sample("out: test_request"));
  });

  it("show the actual retry schedule", () => {
    const { retryDelays } = describeApi();
    const delays = [1, 2, 3, 4, 5, 6].map((attempt) => retryDelay(attempt, true, null));
    expect(delays).toEqual([...retryDelays, null]);
  });
});

/** Runs a command as a shell does, with a curl that needs no package: it posts what the command gives it. */
async function shell(command: string): Promise<void> {
  const post = path.join(folder, "curl.mjs");
  await writeFile(
    post,
    `import { parseArgs } from "node:util";
import { buffer } from "node:stream/consumers";
const options = { i: { type: "boolean", short: "i" }, H: { type: "string", short: "H", multiple: true } };
const { values, positionals } = parseArgs({ allowPositionals: true, options: { ...options, "data-binary": { type: "string" } } });
if (values["data-binary"] !== "@-") throw new Error("The body comes from the standard input.");
const headers = values.H.map((header) => header.split(/: (.*)/).slice(0, 2));
await fetch(positionals[0], { method: "POST", headers, body: await buffer(process.stdin) });`,
  );
  const script = `curl() { "${process.execPath}" "${post}" "$@"; }\n${command}\n`;
  await run("sh", ["-e", "-c", script], { cwd: folder });
}

/** Which keys an object has, down to its leaves; of a list the first item's. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}
