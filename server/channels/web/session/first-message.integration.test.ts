import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { setConversationVariables } from "@/server/conversations/set-variables";
import { bearer, readError } from "../testing/chat-client";
import { conversationsOf, postSession, sendWith, setWidget } from "../testing/session-client";
import { makeWebBot, setWeb, storedMessages, type WebBot } from "../testing/web-bot";

const session = z.looseObject({
  token: z.string(),
  consent: z.object({ version: z.number(), isGiven: z.boolean() }).nullable(),
  pre_chat: z.array(z.looseObject({ key: z.string(), label: z.string() })),
});
const errorBody = z.object({
  error: z.object({ code: z.string(), details: z.array(z.object({ path: z.array(z.string()), message: z.string() })) }),
});

let bot: WebBot;
beforeEach(async () => {
  bot = await makeWebBot();
});

async function open(body: object = {}, token?: string | null) {
  return session.parse(await (await postSession(bot.publicId, body, bearer(token))).json());
}

async function faultPaths(response: Response) {
  expect(response.status).toBe(422);
  return errorBody.parse(await response.json()).error.details.map(({ path }) => path.join("."));
}

describe("Consent", () => {
  beforeEach(() => setWidget(bot, { consentVersion: 3, texts: { en: { consent: "We store what you write." } } }));

  it("is asked for by the session, and a message without it is refused and not stored", async () => {
    const { token, consent } = await open();
    expect(consent).toEqual({ version: 3, isGiven: false });
    for (const more of [{}, { consent: null }, { consent: 2 }, { consent: 4 }]) {
      const { response } = await sendWith(bot, more, { token });
      expect(await readError(response)).toMatchObject({ status: 403, code: "consent_required" });
    }
    expect(await conversationsOf(bot)).toEqual([]);
    expect(await storedMessages(bot)).toEqual([]);
  });

  it("is stored with the first message, and needed again only for a newer text", async () => {
    const { token } = await open();
    expect((await sendWith(bot, { consent: 3 }, { token })).response.status).toBe(200);
    const [first] = await conversationsOf(bot);
    expect(first).toMatchObject({ consentVersion: 3, consentAt: expect.any(Date) });
    expect((await open({}, token)).consent).toEqual({ version: 3, isGiven: true });
    expect((await sendWith(bot, {}, { token, id: "m2" })).response.status).toBe(200);
    expect((await sendWith(bot, { consent: 3 }, { token, id: "m3" })).response.status).toBe(200);
    expect((await conversationsOf(bot))[0]?.consentAt).toEqual(first?.consentAt);
    await setWidget(bot, { consentVersion: 4 });
    expect((await open({}, token)).consent).toEqual({ version: 4, isGiven: false });
    const { response } = await sendWith(bot, { consent: 3 }, { token, id: "m4" });
    expect(await readError(response)).toMatchObject({ code: "consent_required" });
    expect((await sendWith(bot, { consent: 4 }, { token, id: "m4" })).response.status).toBe(200);
    const [second] = await conversationsOf(bot);
    expect(second?.consentVersion).toBe(4);
    expect(second?.consentAt?.getTime()).toBeGreaterThan(first?.consentAt?.getTime() ?? 0);
  });

  it("of one visitor does not count for another", async () => {
    await sendWith(bot, { consent: 3 });
    expect(await readError((await sendWith(bot, {})).response)).toMatchObject({ code: "consent_required" });
  });
});

describe("The questions before the chat", () => {
  const preChat = [
    { key: "name", label: "Your name", labels: { de: "Ihr Name" } },
    { key: "email", type: "email", label: "E-mail" },
    { key: "phone", type: "phone", label: "Phone", required: false },
    { key: "topic", type: "choice", label: "Topic", options: ["Order", "Return"] },
  ];
  const contact = { name: " Ada ", email: "ada@example.com", phone: "+44 20 7946 0000", topic: "Order" };
  beforeEach(() => setWidget(bot, { preChat }));

  it("are part of the session in the visitor's language, and their answers are stored with the first message", async () => {
    const { token, pre_chat } = await open({ language: "de-AT" });
    expect(pre_chat.map(({ label }) => label)).toEqual(["Ihr Name", "E-mail", "Phone", "Topic"]);
    await sendWith(bot, { contact }, { token });
    expect(await conversationsOf(bot)).toMatchObject([
      {
        clientName: "Ada",
        clientEmail: "ada@example.com",
        clientPhone: "+44 20 7946 0000",
        variables: { topic: "Order" },
      },
    ]);
    expect((await open({}, token)).pre_chat).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ["nothing", {}, ["contact.name", "contact.email", "contact.topic"]],
    ["spaces", { contact: { ...contact, name: "  " } }, ["contact.name"]],
    ["invisible characters", { contact: { ...contact, name: "\u200b\u3164" } }, ["contact.name"]],
    ["no e-mail address", { contact: { ...contact, email: "ada@" } }, ["contact.email"]],
    ["a phone number of letters", { contact: { ...contact, phone: "call me" } }, ["contact.phone"]],
    ["another choice", { contact: { ...contact, topic: "Refund" } }, ["contact.topic"]],
    [
      "what the site's code says and is no valid answer",
      { contact: { topic: "Order" }, user: { name: "\u200b", email: "not an address", phone: "no number" } },
      ["contact.name", "contact.email"],
    ],
    ["an unknown key", { contact: { ...contact, admin: "yes" } }, ["contact.admin"]],
    ["a key of every object", { contact: { ...contact, constructor: "x" } }, ["contact.constructor"]],
    ["too long a name", { contact: { ...contact, name: "a".repeat(201) } }, ["contact.name"]],
    ["too long a text", { contact: { ...contact, topic: "a".repeat(1001) } }, ["contact.topic"]],
    ["a number", { contact: { ...contact, name: 1 } }, ["contact.name"]],
    ["NUL", { contact: { ...contact, name: "a\0" } }, ["contact.name"]],
  ])("are refused with the paths of the faults for %s, and nothing is stored", async (_, more, paths) => {
    const { response } = await sendWith(bot, more);
    expect(await faultPaths(response)).toEqual(paths);
    expect(await conversationsOf(bot)).toEqual([]);
  });

  it("need no answer to those that are optional", async () => {
    const { phone: _, ...needed } = contact;
    expect((await sendWith(bot, { contact: needed })).response.status).toBe(200);
    expect(await conversationsOf(bot)).toMatchObject([{ clientPhone: null }]);
  });

  it("are not asked again, and a late or repeated answer changes nothing", async () => {
    const { token } = await sendWith(bot, { contact });
    await sendWith(bot, { contact: { ...contact, name: "Eve", topic: "Return" } }, { token, id: "m2" });
    await sendWith(bot, { contact: { ...contact, name: "Eve" } }, { token });
    expect((await sendWith(bot, {}, { token, id: "m3" })).response.status).toBe(200);
    expect(await conversationsOf(bot)).toMatchObject([{ clientName: "Ada", variables: { topic: "Order" } }]);
    expect((await storedMessages(bot)).filter(({ sender }) => sender === "customer")).toHaveLength(3);
  });

  it("leave out what the site's code says, and are all left out for a logged-in user", async () => {
    const user = { name: "Ada", email: "ada@example.com" };
    expect((await open({ user })).pre_chat.map(({ key }) => key)).toEqual(["phone", "topic"]);
    expect((await sendWith(bot, { user, contact: { topic: "Order" } })).response.status).toBe(200);
    await setWeb(bot, { identitySecret: "s" });
    const user_hash = createHmac("sha256", "s").update("u1").digest("hex");
    const { token, pre_chat } = await open({ user_id: "u1", user_hash });
    expect(pre_chat).toEqual([]);
    expect((await sendWith(bot, {}, { token })).response.status).toBe(200);
  });
});

describe("What a site says about its visitor", () => {
  const details = {
    language: "pt-br",
    page: "https://shop.example.com/cart?session=secret#pay",
    user: { name: "Ada", email: "ada@example.com", phone: "123456" },
    attributes: { plan: "pro", cart_total: 20.5, is_member: true, coupon: null },
  };
  const stored = {
    language: "pt-BR",
    pageUrl: "https://shop.example.com/cart",
    clientName: "Ada",
    clientEmail: "ada@example.com",
    clientPhone: "123456",
    variables: { site_plan: "pro", site_cart_total: 20.5, site_is_member: true, site_coupon: null },
  };

  it("is kept nowhere before the first message, and stored with it", async () => {
    const { token } = await open(details);
    expect(await conversationsOf(bot)).toEqual([]);
    await sendWith(bot, details, { token });
    expect(await conversationsOf(bot)).toMatchObject([stored]);
  });

  it("is stored by a later session or message, which leave what they do not give unchanged", async () => {
    const { token } = await sendWith(bot, {});
    await open(details, token);
    expect(await conversationsOf(bot)).toMatchObject([stored]);
    await open({ attributes: { plan: "free" }, page: "https://shop.example.com/help", user: { name: "" } }, token);
    await sendWith(bot, { language: "de" }, { token, id: "m2" });
    expect(await conversationsOf(bot)).toMatchObject([
      {
        ...stored,
        language: "de",
        pageUrl: "https://shop.example.com/help",
        variables: { ...stored.variables, site_plan: "free" },
      },
    ]);
  });

  it("replaces no variable of the bot and no answer before the chat, in a session or a message", async () => {
    await setWidget(bot, { preChat: [{ key: "topic", type: "text", label: "Topic", required: true }] });
    const attributes = { topic: "Refund", is_verified: true, plan: "pro" };
    const { token } = await sendWith(bot, { attributes, contact: { topic: "Order" } });
    const [{ id = "" } = {}] = await conversationsOf(bot);
    await setConversationVariables(bot.ctx.workspaceId, id, { is_verified: false });
    await open({ attributes: { ...attributes, site_plan: "x" } }, token);
    await sendWith(bot, { attributes: { ...attributes, plan: "free" } }, { token, id: "m2" });
    expect((await conversationsOf(bot))[0]?.variables).toEqual({
      topic: "Order",
      is_verified: false,
      site_topic: "Refund",
      site_is_verified: true,
      site_plan: "free",
      site_site_plan: "x",
    });
  });

  it("is ignored where it is no language or no page of the web", async () => {
    await sendWith(bot, { language: "en_US", page: "javascript:alert(1)" });
    await sendWith(bot, { language: "x".repeat(300), page: "file:///etc/passwd" });
    expect(await conversationsOf(bot)).toMatchObject([
      { language: null, pageUrl: null },
      { language: null, pageUrl: null },
    ]);
  });

  it.each<[string, object]>([
    ["51 attributes", { attributes: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a${i}`, i])) }],
    ["an attribute of 1,001 characters", { attributes: { a: "x".repeat(1001) } }],
    ["an attribute that is an object", { attributes: { a: {} } }],
    ["attributes that are a list", { attributes: ["a"] }],
    ["a name of an attribute with a dot", { attributes: { "a.b": 1 } }],
    ["a name of 201 characters", { user: { name: "x".repeat(201) } }],
    ["a user that is a text", { user: "Ada" }],
    ["a page that is a number", { page: 1 }],
    ["an e-mail with NUL", { user: { email: "a\0" } }],
  ])("is refused with 422 for %s, by the session and with a message", async (_, body) => {
    expect((await postSession(bot.publicId, body)).status).toBe(422);
    expect((await sendWith(bot, body)).response.status).toBe(422);
    expect(await conversationsOf(bot)).toEqual([]);
  });

  it("does not reach the prototypes of objects", async () => {
    const body = '{"attributes":{"__proto__":"x","constructor":"y"},"user":{"__proto__":{"name":"Eve"}}}';
    const { token } = await sendWith(bot, {});
    expect((await postSession(bot.publicId, body, bearer(token))).status).toBe(200);
    const [row] = await conversationsOf(bot);
    expect(row?.clientName).toBeNull();
    expect(Object.keys(row?.variables ?? {})).toEqual(["site_constructor"]);
    expect(Reflect.get({}, "name")).toBeUndefined();
  });

  it("stores in the conversation of its token only", async () => {
    const mine = await sendWith(bot, {});
    await sendWith(bot, {});
    await open({ user: { name: "Ada" } }, mine.token);
    expect((await conversationsOf(bot)).map(({ clientName }) => clientName).toSorted()).toEqual(["Ada", null]);
    const other = await makeWebBot();
    const response = await postSession(other.publicId, { user: { name: "Eve" } }, bearer(mine.token));
    expect(response.status).toBe(401);
  });
});
