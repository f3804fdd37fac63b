import type { ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { turns } from "@/db/schema/conversations";
import { files } from "@/db/schema/files";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace } from "@/db/testing/factories";
import { listenLocally } from "@/db/testing/local-server";
import { refuse, speak } from "@/db/testing/model-server";
import { startWebhookReceiver } from "@/db/testing/webhook-receiver";
import { createBot } from "@/server/bots/create-bot";
import { publishBot } from "@/server/bots/publish-bot";
import { updateBot } from "@/server/bots/update-bot";
import { createChannel } from "@/server/channels/create-channel";
import { attach, postIncoming } from "@/server/channels/custom/testing/post-message";
import { getChannel } from "@/server/channels/get-channel";
import { updateChannel } from "@/server/channels/update-channel";
import { gif, ogg, png, wav } from "@/server/files/testing/sample-files";
import { createProvider } from "@/server/models/catalogue/model-providers";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { transcribeAudio } from "@/server/models/transcription/transcribe-audio";
import { setTranscriptionModel } from "@/server/models/transcription/transcription-model";
import type { ServiceContext } from "@/server/service-context";

await startDurableFunctions(() => Promise.resolve(new Response(null, { status: 404 })));
const receiver = await startWebhookReceiver();

const part = z.union([
  z.object({ type: z.literal("text"), text: z.string() }).transform(({ text }) => text),
  z
    .object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) })
    .transform((p) => p.image_url.url),
]);
const chatRequest = z.object({
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string().transform((text) => [text]), z.array(part)]) }),
  ),
});

/** An OpenAI-compatible provider with a chat model and a transcription model. */
const asked: string[][][] = [];
const listened: string[] = [];
let answerChat: (response: ServerResponse) => void;
let answerListening: (response: ServerResponse) => void;
const provider = await listenLocally(async (request, response) => {
  const body = await buffer(request);
  if (request.url === "/v1/audio/transcriptions") {
    listened.push(body.toString("latin1"));
    return answerListening(response);
  }
  const { messages } = chatRequest.parse(JSON.parse(body.toString("utf8")));
  asked.push(messages.flatMap(({ role, content }) => (role === "user" ? [content] : [])));
  return answerChat(response);
});

let ctx: ServiceContext;
let providerId: string;
let token: string;
let count = 0;

beforeEach(async () => {
  receiver.reset();
  asked.length = 0;
  listened.length = 0;
  answerChat = (response) => speak(response, ["I see."]);
  answerListening = (response) => sendTranscript(response, "Where is my parcel?");
  ({ ctx } = await makeWorkspace());
  const access = {
    kind: "openai_compatible" as const,
    baseUrl: `${provider.origin}/v1`,
    apiKey: "sk-live-0123456789wxyz",
  };
  ({ id: providerId } = await createProvider(ctx, { name: "Acme AI", models: ["m-1", "gpt-3.5-turbo"], ...access }));
  token = await makeChannel({ providerId, modelId: "m-1" });
});

async function makeChannel(model: { providerId: string | null; modelId: string }): Promise<string> {
  const { id: botId } = await createBot(ctx, { name: "Shop", templateId: null });
  await updateBot(ctx, { botId, model });
  await publishBot(ctx, botId);
  const { id } = await createChannel(ctx, { botId, kind: "custom", name: "Shop" });
  await updateChannel(ctx, { channelId: id, custom: { webhookUrl: `${receiver.origin}/hook` } });
  return (await getChannel(ctx, id)).token ?? "";
}

/** Posts a message and waits for the answer; with `answered: false`, the next message's turn answers it too. */
async function post(message: Record<string, unknown>, options: { answered: boolean } = { answered: true }) {
  const least = { api_version: 1, chat_id: "c-1", message_sender: "customer", source: "Ann" };
  const before = receiver.requests.length;
  const { status, work } = await postIncoming(token, { ...least, message_id: `m-${++count}`, ...message });
  expect(status).toBe(202);
  if (!options.answered) return [];
  await work();
  await expect.poll(() => receiver.requests.length, { timeout: 20_000 }).toBe(before + 1);
  return receiver.requests.at(-1)?.body.new_messages.map(({ text }) => text) ?? [];
}

function sendTranscript(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ text }));
}

function newestAsked(): string[] {
  return asked.at(-1)?.at(-1) ?? [];
}

async function notes(): Promise<string[]> {
  const rows = await db.select().from(turns).where(eq(turns.workspaceId, ctx.workspaceId)).orderBy(asc(turns.id));
  return rows.flatMap(({ trace }) => trace.flatMap((entry) => (entry.kind === "note" ? [entry.text] : [])));
}

function kept() {
  return db.select().from(files).where(eq(files.workspaceId, ctx.workspaceId)).orderBy(asc(files.id));
}

const dataUrl = (bytes: Buffer, type: string) => `data:${type};base64,${bytes.toString("base64")}`;

describe("Images", () => {
  it("are sent to the model in order, together with the text", async () => {
    const attachments = [attach("a.png", "image", png), attach("b.gif", "image", gif)];
    expect(await post({ text: "What is this?", attachments })).toEqual(["I see."]);
    expect(newestAsked()).toEqual(["What is this?", dataUrl(png, "image/png"), dataUrl(gif, "image/gif")]);
    await post({ attachments: [attach("c.png", "image", png)] });
    expect(newestAsked()).toEqual([dataUrl(png, "image/png")]);
  });

  it("of the newest five messages are sent, and older ones are described in words", async () => {
    for (const n of [1, 2, 3, 4, 5]) {
      await post({ text: `no. ${n}`, attachments: [attach(`${n}.png`, "image", png)] }, { answered: false });
    }
    await post({ text: "no. 6", attachments: [attach("6.png", "image", png)] });
    const shown = dataUrl(png, "image/png");
    const first = "no. 1\n[Image: 1.png, 70 bytes, not shown to the model]\nno. 2";
    expect(asked).toEqual([[[first, shown, ...[3, 4, 5, 6].flatMap((n) => [`no. ${n}`, shown])]]]);
  });

  it("are described in words to a model that is known to read only text", async () => {
    token = await makeChannel({ providerId, modelId: "gpt-3.5-turbo" });
    await post({ attachments: [attach("photo.png", "image", png)] });
    expect(newestAsked()).toEqual(["[Image: photo.png, 70 bytes, not shown to the model]"]);
  });

  it.each([400, 404, 415, 422])(
    "that a model refuses with %i are described to it in words in one immediate retry",
    async (status) => {
      answerChat = (response) =>
        newestAsked().length > 1
          ? refuse(response, status, "no images, sk-live-0123456789wxyz")
          : speak(response, ["A photo."]);
      expect(await post({ text: "See", attachments: [attach("photo.png", "image", png)] })).toEqual(["A photo."]);
      expect(asked.map((messages) => messages.at(-1))).toEqual([
        ["See", dataUrl(png, "image/png")],
        ["See\n[Image: photo.png, 70 bytes, not shown to the model]"],
      ]);
      const host = new URL(provider.origin).host;
      expect(await notes()).toEqual([
        `The images were only described to the model: ${status} from ${host}: no images, •••`,
      ]);
    },
  );

  it("are not retried further if the model also refuses the request without them", async () => {
    answerChat = (response) => refuse(response, 400, "the context is too long");
    expect(await post({ attachments: [attach("photo.png", "image", png)] })).toEqual([
      expect.stringContaining("Sorry"),
    ]);
    expect(asked).toHaveLength(2);
  });
});

describe("Voice messages", () => {
  it("are transcribed once, and the model gets the stored transcript", async () => {
    await setTranscriptionModel(ctx, { providerId, modelId: "whisper-1" });
    expect(await post({ attachments: [attach("voice.ogg", "audio", ogg)] })).toEqual(["I see."]);
    expect(newestAsked()).toEqual(["[Voice message: voice.ogg, 2 s]\nWhere is my parcel?"]);
    expect(listened).toHaveLength(1);
    expect(listened[0]).toContain('name="model"\r\n\r\nwhisper-1');
    expect(listened[0]).toContain('filename="voice.ogg"');
    expect(listened[0]).toContain(ogg.toString("latin1"));
    expect(await kept()).toMatchObject([{ transcript: "Where is my parcel?", transcribedAt: expect.any(Date) }]);
    await post({ text: "Hello?" });
    expect(asked.at(-1)).toEqual([["[Voice message: voice.ogg, 2 s]\nWhere is my parcel?"], ["Hello?"]]);
    expect(listened).toHaveLength(1);
    expect(await notes()).toEqual(["Heard by whisper-1 at Acme AI: voice.ogg"]);
  });

  it("are not transcribed if no transcription model is set", async () => {
    await post({ text: "Listen", attachments: [attach("voice.wav", "audio", wav)] });
    expect(newestAsked()).toEqual(["Listen\n[Voice message: voice.wav, 1 s — it cannot be heard here]"]);
    expect([listened, await notes()]).toEqual([[], []]);
  });

  it("that cannot be transcribed are described as such, with the reason in the trace, and not retried after the answer", async () => {
    await setTranscriptionModel(ctx, { providerId, modelId: "whisper-1" });
    answerListening = (response) => refuse(response, 500, "out of order, sk-live-0123456789wxyz");
    expect(await post({ attachments: [attach("voice.ogg", "audio", ogg)] })).toEqual(["I see."]);
    expect(newestAsked()).toEqual(["[Voice message: voice.ogg, 2 s — it cannot be heard here]"]);
    const why = `500 from ${new URL(provider.origin).host}: out of order, •••`;
    expect(await notes()).toEqual([`voice.ogg could not be heard by whisper-1 at Acme AI: ${why}`]);
    expect(await kept()).toMatchObject([{ transcript: null, transcriptionError: why }]);
    expect(listened).toHaveLength(2);
    await post({ text: "Hello?" });
    expect(listened).toHaveLength(2);
  });

  it("are given up after a timeout or an invalid response of the server", async () => {
    await setTranscriptionModel(ctx, { providerId, modelId: "whisper-1" });
    await post({ attachments: [attach("voice.ogg", "audio", ogg)] }, { answered: false });
    const [file] = await kept();
    if (!file) throw new Error("The file is not stored.");
    answerListening = () => {};
    const began = performance.now();
    const unheard = await transcribeAudio(ctx.workspaceId, file, { timeoutMs: 300 });
    expect(unheard).toEqual({ transcript: null, note: expect.stringContaining("sent nothing for 0.3 s.") });
    expect(performance.now() - began).toBeLessThan(15_000);
    const host = new URL(provider.origin).host;
    for (const [body, why] of [
      ["<html>Hello</html>", "answered with a web page: is the address right?"],
      ['{"error":{"message":"no such model"}}', "sent an error: no such model"],
      ["[]", "sent no transcript."],
    ]) {
      answerListening = (response) => void response.writeHead(200).end(body);
      const note = `voice.ogg could not be heard by whisper-1 at Acme AI: ${host} ${why}`;
      expect(await transcribeAudio(ctx.workspaceId, file)).toEqual({ transcript: null, note });
    }
    answerListening = (response) => sendTranscript(response, "  Late words\0. ");
    expect((await transcribeAudio(ctx.workspaceId, file)).transcript).toBe("Late words.");
    expect((await transcribeAudio(ctx.workspaceId, file)).transcript).toBe("Late words.");
    expect(await kept()).toMatchObject([{ transcript: "Late words.", transcriptionError: null }]);
  });

  it("are not transcribed for another workspace", async () => {
    await setTranscriptionModel(ctx, { providerId, modelId: "whisper-1" });
    await post({ attachments: [attach("voice.ogg", "audio", ogg)] }, { answered: false });
    const [file] = await kept();
    if (!file) throw new Error("The file is not stored.");
    const { ctx: stranger } = await makeWorkspace();
    expect(await transcribeAudio(stranger.workspaceId, file)).toEqual({ transcript: null, note: null });
    await expect(setTranscriptionModel(stranger, { providerId, modelId: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(listened).toEqual([]);
  });
});

describe("The offline model", () => {
  it.each([
    ["image", attach("a.png", "image", png), "Thank you for the picture. I'm sorry, I can't look at pictures."],
    [
      "audio",
      attach("a.ogg", "audio", ogg),
      "Thank you for the voice message. I'm sorry, I can't listen to voice messages.",
    ],
  ])("politely declines %s alone and answers a text that comes with it", async (_, attachment, sorry) => {
    token = await makeChannel(OFFLINE_MODEL);
    expect(await post({ attachments: [attachment] })).toEqual([
      `${sorry} Could you tell me in words what I can do for you?`,
    ]);
    expect(await post({ text: "Thank you!", attachments: [attachment] })).toEqual([
      "You're welcome! Is there anything else I can help you with?",
    ]);
  });

  it("answers a transcribed voice message", async () => {
    token = await makeChannel(OFFLINE_MODEL);
    await setTranscriptionModel(ctx, { providerId, modelId: "whisper-1" });
    answerListening = (response) => sendTranscript(response, "Thank you!");
    expect(await post({ attachments: [attach("a.ogg", "audio", ogg)] })).toEqual([
      "You're welcome! Is there anything else I can help you with?",
    ]);
  });
});
