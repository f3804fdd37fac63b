import { describe, expect, it } from "vitest";
import { InvalidMessage, type Fault } from "./incoming-faults";
import {
  gif,
  jpeg,
  m4a,
  mp3,
  mp4Audio,
  mp4Video,
  ogg,
  pdf,
  png,
  wav,
  webmAudio,
} from "@/server/files/testing/sample-files";
import { MAX_FILE_BYTES } from "@/server/files/store-file";
import { MAX_TEXT, parseIncoming } from "./parse-incoming";
import { sample } from "./testing/sample";

const least = sample("in: customer, least");
const attachment = { file_name: "a.png", file_type: "image", data: png.toString("base64") };

describe("parseIncoming", () => {
  it("reads a message with every field", async () => {
    expect(await parseIncoming(sample("in: customer"))).toEqual({
      externalId: "5f0c9d1e-1",
      chatId: "amazon-88120",
      sender: "customer",
      text: "Hello! Where is my order?",
      files: [],
      source: "John Doe from Amazon",
      link: { type: "chat", hint: "Dialogue", url: "https://crm.example.com/chats/88120" },
      placeholders: { some_id: "123123" },
      clientName: "John Doe",
      clientPhone: "+44312345678",
    });
  });

  it("accepts null for optional fields, and ignores unknown fields", async () => {
    expect(await parseIncoming({ ...sample("in: employee"), attachments: [], unknown: { deep: [1] } })).toEqual({
      externalId: "5f0c9d1e-3",
      chatId: "amazon-88120",
      sender: "employee",
      text: "Hello John, this is Anna. I will look after this myself.",
      files: [],
      source: "Anna, support",
    });
  });

  it("lists every fault", async () => {
    expect({ detail: await faultsOf(sample("in: many faults")) }).toEqual(sample("answer: many faults"));
  });

  it("names every required field of an empty object once", async () => {
    expect((await faultsOf({})).map(({ loc, type }) => [loc.join("."), type])).toEqual([
      ["body.api_version", "missing"],
      ["body.message_id", "missing"],
      ["body.chat_id", "missing"],
      ["body.text", "missing"],
      ["body.message_sender", "missing"],
      ["body.source", "missing"],
    ]);
  });

  it.each([[[]], [null], ["text"], [7]])("refuses %j, which is not an object", async (body) => {
    expect(await faultsOf(body)).toEqual([{ loc: ["body"], msg: "Input should be a valid object", type: "dict_type" }]);
  });

  it.each([
    ["text", "x".repeat(MAX_TEXT + 1), "string_too_long"],
    ["text", null, "missing"],
    ["text", "", "string_too_short"],
    ["attachments", "file.png", "list_type"],
    ["attachments", Array.from({ length: 21 }, () => attachment), "too_long"],
    ["text", ["Hi"], "string_type"],
    ["text", "a\0b", "value_error"],
    ["text", "half \ud83d", "value_error"],
    ["message_id", "x".repeat(501), "string_too_long"],
    ["message_id", 17, "string_type"],
    ["message_id", "\0", "value_error"],
    ["chat_id", "", "string_too_short"],
    ["source", null, "string_type"],
    ["api_version", "1", "literal_error"],
    ["api_version", true, "literal_error"],
    ["message_sender", "Customer", "enum"],
    ["client_name", "x".repeat(501), "string_too_long"],
    ["client_phone", {}, "string_type"],
    ["link", "https://example.com", "dict_type"],
    ["placeholders", [], "dict_type"],
    ["placeholders", { ["n".repeat(101)]: "v" }, "value_error"],
    ["placeholders", Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`n${i}`, "v"])), "value_error"],
  ])("reports the field %s with the value %j", async (field, value, type) => {
    expect(await faultsOf({ ...least, [field]: value })).toEqual([
      { loc: ["body", field], msg: expect.any(String), type },
    ]);
  });

  it.each(["https://example.com/a?b=c", "tel:+44312345678", "mailto:jane@example.com"])(
    "accepts a link to %s",
    async (url) => {
      expect((await parseIncoming({ ...least, link: { type: "other", url } })).link).toEqual({ type: "other", url });
    },
  );

  it.each([
    "example.com",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>1</script>",
    "file:///etc/passwd",
  ])("refuses a link to %s", async (url) => {
    const faults = await faultsOf({ ...least, link: { type: "other", url } });
    expect(faults).toMatchObject([{ loc: ["body", "link", "url"] }]);
  });

  it("handles keys that objects inherit like any other", async () => {
    const body: unknown = JSON.parse(
      JSON.stringify(least).replace(
        "{",
        '{"__proto__":{"text":"x"},"placeholders":{"__proto__":"x","constructor":"y"},',
      ),
    );
    expect((await parseIncoming(body)).text).toBe("Hi");
    expect((await parseIncoming(body)).placeholders).toHaveProperty("constructor", "y");
  });
});

describe("Attachments", () => {
  it.each<[string, "image" | "audio", Buffer, string]>([
    ["a.png", "image", png, "image/png"],
    ["a.jpg", "image", jpeg, "image/jpeg"],
    ["a.gif", "image", gif, "image/gif"],
    ["voice.ogg", "audio", ogg, "audio/ogg"],
    ["voice.mp3", "audio", mp3, "audio/mpeg"],
    ["voice.wav", "audio", wav, "audio/wav"],
    ["voice.webm", "audio", webmAudio, "audio/webm"],
    ["voice.mp4", "audio", mp4Audio, "audio/mp4"],
    ["voice.m4a", "audio", m4a, "audio/x-m4a"],
  ])("may contain %s as %s", async (file_name, file_type, bytes, mimeType) => {
    const { files } = await parseWith({ file_name, file_type, data: bytes.toString("base64") });
    expect(files).toEqual([{ name: file_name, mimeType, sizeBytes: bytes.length, bytes }]);
  });

  it("may have a text, no text or an empty one beside them, and keep their order", async () => {
    const voice = { file_name: "b.wav", file_type: "audio", data: wav.toString("base64") };
    for (const text of ["Look", "", null, undefined]) {
      const message = await parseIncoming({ ...least, text, attachments: [attachment, voice] });
      expect([message.text, message.files?.map(({ name }) => name)]).toEqual([text ?? "", ["a.png", "b.wav"]]);
    }
  });

  it("may contain base64 with line breaks, and get a name from their type", async () => {
    const data = png.toString("base64").replaceAll(/.{20}/g, "$&\r\n");
    const { files } = await parseWith({ file_name: "C:\\photos\\scan.pdf", file_type: "image", data });
    expect(files).toMatchObject([{ name: "scan.png", bytes: png }]);
  });

  it("have all their faults reported together", async () => {
    expect({ detail: await faultsOf(sample("in: faulty attachments")) }).toEqual(sample("answer: faulty attachments"));
  });

  it.each([
    "",
    "%%%",
    "iVBORw0KGgo",
    "iVBORw0KGg==o",
    "iVBO=w0K",
    "=",
    "====",
    "a",
    "data:image/png;base64,iVBORw0KGgo=",
    "\u00e9\u00e9\u00e9\u00e9",
  ])("are refused if their base64 is %j", async (data) => {
    const faults = await faultsOf({ ...least, attachments: [attachment, { ...attachment, data }] });
    expect(faults).toEqual([
      { loc: ["body", "attachments", 1, "data"], msg: expect.any(String), type: expect.any(String) },
    ]);
  });

  it.each<[string, "image" | "audio", Buffer]>([
    ["voice.wav", "image", wav],
    ["a.png", "audio", png],
    ["a.pdf", "image", pdf],
    ["a.png", "image", Buffer.from("<svg/>")],
    ["film.mp4", "audio", mp4Video],
    ["a.png", "image", png.subarray(0, 8)],
  ])("are refused if %s is declared as %s but has other bytes", async (file_name, file_type, bytes) => {
    const data = bytes.toString("base64");
    await expect(parseWith({ file_name, file_type, data })).rejects.toMatchObject({
      code: "unsupported_type",
      message: expect.stringContaining(`"${file_name}"`),
    });
  });

  it("may have up to 15 MB", async () => {
    const bytes = Buffer.concat([png, Buffer.alloc(MAX_FILE_BYTES - png.length)]);
    const large = { file_name: "a.png", file_type: "image", data: bytes.toString("base64") };
    expect((await parseWith(large)).files).toMatchObject([{ sizeBytes: MAX_FILE_BYTES }]);
    const larger = { ...large, data: Buffer.concat([bytes, Buffer.alloc(1)]).toString("base64") };
    const text = { file_name: "b.txt", file_type: "image", data: "SGVsbG8=" };
    await expect(parseWith(larger, text)).rejects.toMatchObject({
      code: "payload_too_large",
      message:
        '"a.png" is larger than 15 MB, the most that an attachment may have. ' +
        '"b.txt" is text/plain, which is not accepted as image. Images can be PNG, JPEG or GIF.',
    });
  });
});

function parseWith(...attachments: unknown[]) {
  return parseIncoming({ ...least, text: undefined, attachments });
}

async function faultsOf(body: unknown): Promise<Fault[]> {
  try {
    await parseIncoming(body);
  } catch (error) {
    if (error instanceof InvalidMessage) return error.faults;
    throw error;
  }
  return [];
}
