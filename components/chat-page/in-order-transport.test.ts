import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { RefusedError } from "@/components/chat/error-answer";
import { newestMessageTransport } from "@/components/chat/newest-message-transport";
import type { ShownMessage } from "@/components/chat/shown-message";
import { inOrderTransport } from "./in-order-transport";
import { createUnsentMessages, type UnsentMessages } from "./unsent-messages";

const body = z.object({ message: z.object({ id: z.string() }) });

/** The ids of the messages that reached the server, in order. */
let received: string[] = [];
let answer: (response: ServerResponse, id: string) => void;
const server = createServer(async (request, response) => {
  const { id } = body.parse(await json(request)).message;
  received.push(id);
  answer(response, id);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const say = (response: ServerResponse) =>
  response
    .writeHead(200, { "content-type": "text/event-stream" })
    .end('data: {"type":"start","messageId":"a1"}\n\ndata: {"type":"finish"}\n\ndata: [DONE]\n\n');
const refuse = (response: ServerResponse, status: number) =>
  response.writeHead(status, { "content-type": "application/json" }).end('{"error":{"message":"Not now."}}');
const unreachable = (response: ServerResponse) => void response.destroy();

let unsent: UnsentMessages;
beforeEach(() => {
  received = [];
  unsent = createUnsentMessages(null, "k");
});

async function send(...ids: string[]): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const transport = inOrderTransport(newestMessageTransport({ api: `http://127.0.0.1:${port}/` }), unsent);
  const messages = ids.map((id): ShownMessage => ({ id, role: "user", parts: [{ type: "text", text: id }] }));
  const stream = await transport.sendMessages({
    trigger: "submit-message",
    chatId: "c1",
    messageId: undefined,
    messages,
    abortSignal: undefined,
  });
  const types: string[] = [];
  for await (const { type } of stream) types.push(type);
  return types;
}

const failed = () => unsent.failed().map(({ id }) => id);

describe("A message that did not reach the server", () => {
  it("is sent before the newer message, and only the newer one's answer is read", async () => {
    answer = unreachable;
    await expect(send("m1")).rejects.toThrow(TypeError);
    await expect(send("m1", "m2")).rejects.toThrow(TypeError);
    expect([received, failed()]).toEqual([
      ["m1", "m1"],
      ["m1", "m2"],
    ]);
    // The server would never end the answers to the earlier messages.
    const closed: Promise<void>[] = [];
    answer = (response, id) => {
      if (id === "m3") return void say(response);
      response.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"type":"start"}\n\n');
      closed.push(new Promise((resolve) => response.once("close", resolve)));
    };
    received = [];
    expect(await send("m1", "m2", "m3")).toEqual(["start", "finish"]);
    await Promise.all(closed);
    expect([received, failed(), unsent.list()]).toEqual([["m1", "m2", "m3"], [], []]);
  });

  it.each([500, 503, 429])("stays unsent and holds up newer ones while the server answers %i", async (status) => {
    answer = (response) => refuse(response, status);
    await expect(send("m1")).rejects.toThrow("Not now.");
    await expect(send("m1", "m2")).rejects.toThrow("Not now.");
    expect([received, failed()]).toEqual([
      ["m1", "m1"],
      ["m1", "m2"],
    ]);
  });

  it("stays unsent if the server refuses it, but does not hold up newer ones", async () => {
    answer = (response, id) => (id === "m1" ? refuse(response, 422) : say(response));
    await expect(send("m1")).rejects.toThrow(RefusedError);
    expect(await send("m1", "m2")).toEqual(["start", "finish"]);
    expect([received, failed()]).toEqual([["m1", "m1", "m2"], ["m1"]]);
  });

  it("is not one whose answer breaks off after the server has stored it", async () => {
    answer = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"type":"start"}\n\n');
      setImmediate(() => response.destroy());
    };
    await expect(send("m1")).rejects.toThrow(TypeError);
    expect(failed()).toEqual([]);
  });
});
