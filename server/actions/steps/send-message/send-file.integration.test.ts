import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/files/[fileId]/[name]/route";
import { db } from "@/db/client";
import { actionStepRuns } from "@/db/schema/action-runs";
import { conversations, messages } from "@/db/schema/conversations";
import { files, messageFiles } from "@/db/schema/files";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { checkDefinition } from "@/server/actions/definition/check-definition";
import { getRun } from "@/server/actions/history/get-run";
import { definitionOf, finish, queueRun, run } from "@/server/actions/testing/fixtures";
import { startTargetServer, type TargetServer } from "@/server/actions/testing/target-server";
import { attemptDelivery } from "@/server/channels/delivery/attempt-delivery";
import { nextBatch } from "@/server/channels/delivery/next-batch";
import { makeConversation, makeCustomChannel, type TestChannel } from "@/server/channels/custom/testing/fixtures";
import { sample } from "@/server/channels/custom/testing/sample";
import { visitorMessages } from "@/server/channels/web/visitor-messages";
import { getConversation } from "@/server/conversations/list-conversations";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { pdf, png, wav } from "@/server/files/testing/sample-files";
import { newId } from "@/server/ids";
import type { StepContext } from "../step-kind";
import { sendFile } from "./send-file";

await startEventEndpoint();
const receiver = await startWebhookReceiver();

let target: TargetServer;
let channel: TestChannel;
let conversationId: string;
beforeEach(async () => {
  receiver.reset();
  target = await startTargetServer();
  channel = await makeCustomChannel({ url: receiver.origin });
  ({ conversationId } = await makeConversation(channel));
});

function fileStep(url: string, fileName = "") {
  return { kind: "send_message", name: "send", content: { type: "file", url, fileName } };
}

function definition(url: string, fileName = "", changes: object = {}) {
  return definitionOf([], { steps: [fileStep(url, fileName)], ...changes });
}

/** Runs an action with one step in the conversation. */
async function send(path: string, fileName = "", changes: object = {}) {
  const { workspaceId } = channel;
  const action = definition(`${target.url}${path}`, fileName, changes);
  const key = await queueRun(action, { x: "A-7" }, { workspaceId, conversationId });
  const outcome = await finish(key);
  const { steps } = await getRun(channel.ctx, key.runId);
  return { key, outcome, output: steps[0]?.output };
}

function messagesSent() {
  return db.select().from(messages).where(eq(messages.conversationId, conversationId)).orderBy(messages.seq);
}

function kept() {
  return db.select().from(files).where(eq(files.workspaceId, channel.workspaceId));
}

function serve(path: string, body: Buffer | string, headers: Record<string, string> = {}) {
  target.on(path, { headers, body });
}

describe("a file sent by a step", () => {
  it("is fetched, stored and sent, and described to later steps and the bot", async () => {
    serve("/files", pdf);
    const { outcome, output } = await send("/files/{{args.x}}.pdf?key=1");
    expect(outcome).toMatchObject({ status: "succeeded", result: 'Sent to the customer: the file "A-7.pdf".' });
    expect(output).toMatchObject({
      status: null,
      body: { name: "A-7.pdf", mime_type: "application/pdf", size_bytes: pdf.length },
      summary: `Sent "A-7.pdf" (application/pdf, ${pdf.length} bytes).`,
      error: null,
    });
    expect(output?.attempts).toMatchObject([{ method: "GET", status: 200, responseBytes: pdf.length, error: null }]);
    const [file] = await kept();
    expect(file).toMatchObject({ name: "A-7.pdf", mimeType: "application/pdf", bytes: pdf });
    const [message] = await messagesSent();
    expect(message).toMatchObject({ sender: "ai", text: "", delivery: "pending" });
    const carried = await db
      .select()
      .from(messageFiles)
      .where(eq(messageFiles.messageId, message?.id ?? ""));
    expect(carried).toEqual([{ messageId: message?.id, position: 0, fileId: file?.id }]);
  });

  it.each<[string, string, Record<string, string>, string]>([
    [
      "the template",
      "Invoice {{args.x}}.pdf",
      { "content-disposition": 'attachment; filename="a.pdf"' },
      "Invoice A-7.pdf",
    ],
    ["the server", "", { "content-disposition": 'attachment; filename="a \\"b\\".pdf"' }, 'a "b".pdf'],
    [
      "the server, in full",
      "",
      { "content-disposition": "attachment; filename=a.pdf; filename*=UTF-8''R%C3%A4d.pdf" },
      "Räd.pdf",
    ],
    ["the server, without quotes", " ", { "content-disposition": "inline;filename=a.pdf;x=y" }, "a.pdf"],
    ["the server, as a path", "", { "content-disposition": 'attachment; filename="../../etc/a.pdf"' }, "a.pdf"],
    ["the address", "", { "content-disposition": "attachment" }, "offer 1.pdf"],
    ["the address, when an argument is empty", "{{args.none}}", {}, "offer 1.pdf"],
  ])("is named by %s", async (_, fileName, headers, name) => {
    serve("/offer%201.exe", pdf, headers);
    const args = ["x", "none"].map((name) => ({ name, description: "", type: "string", required: false }));
    await send("/offer%201.exe", fileName, { arguments: args });
    expect((await kept()).map((file) => file.name)).toEqual([name]);
  });

  it("gets its name in UTF-8 from the server, with or without a content length", async () => {
    const header = `attachment; filename="${Buffer.from("Größe.pdf").toString("latin1")}"`;
    serve("/length", pdf, { "content-disposition": header, "content-length": String(pdf.length) });
    target.on("/chunked", (_request, response) => {
      response.writeHead(200, { "content-disposition": header });
      response.write(pdf.subarray(0, 5));
      response.end(pdf.subarray(5));
    });
    await send("/length");
    await send("/chunked");
    expect((await kept()).map(({ name }) => name)).toEqual(["Größe.pdf", "Größe.pdf"]);
  });

  it("may be behind up to three redirects, and is named by the last address", async () => {
    const redirect = (to: string) => ({ status: 302, headers: { location: to } });
    target.on("/r3", redirect("/r2"));
    target.on("/r2", redirect("/r1"));
    target.on("/r1", redirect("/photo.jpg"));
    serve("/photo.jpg", png);
    const { output } = await send("/r3");
    expect(output?.attempts.map(({ status }) => status)).toEqual([302, 302, 302, 200]);
    expect(output?.body).toMatchObject({ name: "photo.png", mime_type: "image/png" });
    target.on("/r4", redirect("/r3"));
    expect((await send("/r4")).outcome).toMatchObject({
      status: "failed",
      result: expect.stringContaining("redirects"),
    });
    target.on("/out", redirect("http://10.0.0.1/photo.jpg"));
    const { outcome } = await send("/out");
    expect(outcome.result).toContain("Parley only calls public addresses");
  });

  it("is sent with 15 MB, and refused with one byte more", async () => {
    serve("/largest", Buffer.alloc(MAX_FILE_BYTES, 7));
    expect((await send("/largest")).outcome.status).toBe("succeeded");
    serve("/larger", Buffer.alloc(MAX_FILE_BYTES + 1, 7));
    const { outcome, output } = await send("/larger");
    expect(outcome.status).toBe("failed");
    expect(output?.error).toBe("The file is larger than 15 MB, the most that a file may have.");
    expect(await messagesSent()).toHaveLength(1);
  });

  it.each<[string, number, string]>([
    ["404", 404, "The server answered 404 instead of the file."],
    ["206", 206, "The server answered 206 instead of the file."],
    ["without content", 200, "The server answered without a file: the answer is empty."],
  ])("is not sent when the server answers %s", async (_, status, error) => {
    target.on("/gone", { status, headers: {}, body: status === 200 ? "" : "Not here" });
    const { outcome, output } = await send("/gone");
    expect(outcome).toMatchObject({ status: "failed", result: error });
    expect(output).toMatchObject({ error, attempts: [{ status }] });
    expect([await messagesSent(), await kept()]).toEqual([[], []]);
  });

  it("is not sent when people have the conversation", async () => {
    serve("/a.pdf", pdf);
    await db.update(conversations).set({ handledBy: "person" }).where(eq(conversations.id, conversationId));
    const { outcome, output } = await send("/a.pdf");
    expect(outcome.status).toBe("failed");
    expect(output).toMatchObject({ error: expect.stringContaining("People have"), attempts: [{ status: 200 }] });
    expect(await messagesSent()).toEqual([]);
  });

  it("is not named by a key in its address", async () => {
    const constants = [{ secret: true, name: "key", value: "sk-live-0123456789" }];
    serve("/sk-live-0123456789", pdf);
    await send("/{{constants.key}}", "", { constants });
    serve("/echo", pdf, { "content-disposition": 'attachment; filename="sk-live-0123456789.pdf"' });
    await send("/echo", "", { constants });
    expect((await kept()).map(({ name }) => name)).toEqual(["file.pdf", "echo.pdf"]);
    const rows = JSON.stringify(await db.select().from(actionStepRuns));
    expect(rows).not.toContain("sk-live");
  });
});

describe("a repeated step", () => {
  function context(callId = `${newId("actionRun")}-1`): StepContext {
    const values = { args: {}, constants: {}, secrets: {}, variables: {}, steps: {}, callback: {} };
    const { workspaceId, botId } = channel;
    const run = { runId: callId.split("-")[0] ?? "", position: 1, depth: 0, isDraft: false, turnId: null };
    return { workspaceId, botId, conversationId, ...run, values, callId };
  }
  const content = (path: string) => ({ type: "file" as const, url: `${target.url}${path}`, fileName: "" });

  it("does not fetch, store or send the file again", async () => {
    serve("/a.pdf", pdf);
    const once = context();
    const first = await sendFile(content("/a.pdf"), once);
    const second = await sendFile(content("/a.pdf"), once);
    expect(second).toMatchObject({ status: "succeeded", output: { summary: first.output.summary } });
    expect([target.received.length, (await kept()).length, (await messagesSent()).length]).toEqual([1, 1, 1]);
  });

  it("sends the stored file after a crash before sending", async () => {
    serve("/a.pdf", pdf);
    const once = context();
    await sendFile(content("/a.pdf"), once);
    await db.delete(messages).where(eq(messages.conversationId, conversationId));
    await sendFile(content("/a.pdf"), once);
    expect([target.received.length, (await kept()).length, (await messagesSent()).length]).toEqual([1, 1, 1]);
  });

  it("stores and sends the file once when executed concurrently", async () => {
    serve("/a.pdf", pdf);
    const once = context();
    const ends = await Promise.all(Array.from({ length: 5 }, () => sendFile(content("/a.pdf"), once)));
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
    expect([(await kept()).length, (await messagesSent()).length]).toEqual([1, 1]);
  });

  it("stops waiting for a slow server after its timeout", async () => {
    target.on("/slow", (_request, response) => void response.writeHead(200).write("%PDF"));
    const { status, output } = await sendFile(content("/slow"), context(), 200);
    expect(status).toBe("failed");
    expect(output.error).toBe("The file could not be fetched. There was no complete answer within 0.2 seconds.");
  });
});

describe("a trial of the step", () => {
  it("fetches the file, reports what would be sent, and stores nothing", async () => {
    serve("/a", wav);
    const { outcome, seen } = await run(definition(`${target.url}/a`));
    expect(outcome).toMatchObject({ status: "succeeded", result: 'Would send the file "a.wav" to the customer.' });
    expect(seen.steps[0]?.output).toMatchObject({
      summary: 'Would send "a.wav" (audio/wav, 8 kB).',
      attempts: [{ status: 200 }],
    });
    expect(await db.select().from(files).where(eq(files.name, "a.wav"))).toEqual([]);
  });
});

describe("a custom channel", () => {
  async function deliver() {
    const due = { workspaceId: channel.workspaceId, conversationId };
    const runId = newId("request");
    const batch = await nextBatch(due, runId);
    if (!batch) throw new Error("Nothing is to be delivered.");
    expect(await attemptDelivery(batch.deliveryId, batch.attempt, runId)).toEqual({ state: "delivered" });
    return receiver.requests[0]?.body.new_messages ?? [];
  }

  async function download(url: string): Promise<Buffer> {
    const [, , , fileId = "", name = ""] = new URL(url).pathname.split("/");
    const response = await GET(new Request(url), { params: Promise.resolve({ fileId, name }) });
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  it.each<[string, Buffer, string, string]>([
    ["photo.png", png, "image", "image/png"],
    ["voice.wav", wav, "audio", "audio/wav"],
    ["offer.pdf", pdf, "document", "application/pdf"],
    ["drawing.svg", Buffer.from("<svg/>"), "document", "image/svg+xml"],
  ])("gets %s with a link to the same bytes", async (name, bytes, type, mimeType) => {
    serve("/f", bytes);
    await send("/f", name);
    const [message] = await messagesSent();
    const sent = await deliver();
    const url: unknown = expect.stringMatching(/^http:\/\/localhost:3000\/api\/files\/fil_\w+\//);
    expect(sent).toEqual([
      {
        id: message?.id,
        type,
        message_sender: "ai",
        file: { name, url, size_bytes: bytes.length, mime_type: mimeType },
      },
    ]);
    expect(await download(fileUrlOf(sent[0]))).toEqual(bytes);
  });

  it("gets the payload in its documented sample", async () => {
    serve("/f", pdf);
    await send("/f", "invoice A-1042.pdf");
    await deliver();
    const keys = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? Object.entries(value).map(([key, inner]) => [key, keys(inner)])
        : typeof value;
    expect(keys(receiver.requests[0]?.body)).toEqual(keys(sample("out: new_messages with files")));
  });

  function fileUrlOf(message: unknown): string {
    const file: unknown = typeof message === "object" && message !== null ? Reflect.get(message, "file") : null;
    return typeof file === "object" && file !== null ? String(Reflect.get(file, "url")) : "";
  }
});

describe("a reader of the conversation", () => {
  it("gets the file with its message, both as a visitor and as a member of the workspace", async () => {
    serve("/a.png", png);
    await send("/a.png");
    const file = {
      name: "a.png",
      url: expect.stringContaining("/api/files/fil_"),
      size_bytes: png.length,
      mime_type: "image/png",
    };
    const visitor = { chatId: "visitor-1", isNew: false };
    expect((await visitorMessages(conversationId, visitor)).messages).toMatchObject([
      { sender: "ai", text: "", files: [file] },
    ]);
    expect((await getConversation(channel.ctx, conversationId)).messages).toMatchObject([
      { sender: "ai", text: "", files: [file] },
    ]);
  });
});

describe("saving an action", () => {
  it.each([
    ["https://files.example.com/{{args.y}}", "", ["steps", 0, "content", "url"], 'There is no argument "y".'],
    ["{{args.x}}/a.pdf", "", ["steps", 0, "content", "url"], "which server to call"],
    ["ftp://files.example.com/a.pdf", "", ["steps", 0, "content", "url"], "http"],
    ["http://10.0.0.1/a.pdf", "", ["steps", 0, "content", "url"], "public"],
    [
      "https://files.example.com/a",
      "{{steps.b.body}}",
      ["steps", 0, "content", "fileName"],
      'There is no earlier step "b".',
    ],
    ["https://files.example.com/a", "{{constants.key}}", ["steps", 0, "content", "fileName"], "secret"],
  ])("rejects %s, %s", (url, fileName, path, message) => {
    const constants = [{ secret: true, name: "key", value: "sk-live-1" }];
    const check = () => checkDefinition(definition(url, fileName, { constants }));
    expect(check).toThrow(expect.objectContaining({ details: [{ path, message: expect.stringContaining(message) }] }));
  });

  it("accepts a key in the address, and values in the address and the name", () => {
    const constants = [{ secret: true, name: "key", value: "sk-live-1" }];
    const action = definition("https://files.example.com/{{args.x}}?key={{constants.key}}", "{{args.x}}.pdf", {
      constants,
    });
    expect(() => checkDefinition(action)).not.toThrow();
  });
});
