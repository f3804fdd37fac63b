#!/usr/bin/env node
// A webhook for a custom channel that prints what arrives. One file, no packages, Node 20 or newer: see README.md.
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

const usage = `node echo-receiver.mjs [--fail <percent>] [--slow <percent>] [--reply]

  --fail 30   answers 30 % of the deliveries with 503, so that Parley tries them again
  --slow 10   answers 10 % of them after 25 seconds, which is too late: Parley waits 20
  --reply     sends each text back as a customer's message (at most MAX_REPLIES in a chat, or two bots talk for ever)

  PORT=4000        where it listens
  SECRET=…         the channel's webhook secret; whoever does not send it gets 401
  TOKEN=prl_…      the channel's token, for --reply
  URL=http://localhost:3000/api/webhook/custom/message    where --reply sends to
  SLOW_SECONDS=25  how long "slow" is
  MAX_REPLIES=3    how often --reply answers in one chat`;

const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** So that a receiver that runs for weeks does not grow. */
const REMEMBERED = 10_000;

const options = readOptions();
/** webhook-id → how often it came and whether it was taken. */
const deliveries = new Map();
/** chat_id → replies sent. */
const replies = new Map();

const server = createServer((request, response) => {
  receive(request, response).catch((error) => {
    say(`! ${error.message}`);
    if (!response.headersSent) response.writeHead(500).end();
  });
});
server.on("error", (error) => {
  if (error.code !== "EADDRINUSE") throw error;
  stop(`Port ${options.port} is taken. Choose another: PORT=4001 node echo-receiver.mjs`);
});
server.listen(options.port, () => {
  const guard = options.secret ? "asks for the secret" : "takes deliveries from everybody (set SECRET to change that)";
  console.log(`Listening on http://localhost:${server.address().port} and ${guard}.`);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(0));

async function receive(request, response) {
  if (request.method !== "POST") return answer(response, 405, "I am the echo receiver: set me as the webhook URL.");
  if (!isAllowed(request.headers.authorization)) {
    say("✗ 401: the Authorization header does not carry the secret");
    return answer(response, 401, "Wrong secret");
  }
  const body = await readBody(request);
  if (body === null) return answer(response, 413, "Too large");
  const delivery = parse(body);
  if (delivery === null) {
    say(`✗ 400: not a JSON object: ${clean(body.slice(0, 200))}`);
    return answer(response, 400, "Send a JSON object");
  }
  await takeDelivery(delivery, clean(request.headers["webhook-id"] ?? "without webhook-id"), response);
}

async function takeDelivery(delivery, id, response) {
  const known = remember(id);
  const again = known.count > 1 ? ` (number ${known.count}${known.taken ? ", a repeat: already taken" : ""})` : "";
  say(`← ${clean(delivery.event_type)} ${id}${again}`);
  for (const line of describe(delivery)) console.log(`    ${line}`);
  if (happens(options.fail)) {
    console.log("    → 503, because of --fail");
    return answer(response, 503, "Failing on purpose");
  }
  if (happens(options.slow)) {
    console.log(`    → waits ${options.slowSeconds} s, because of --slow`);
    await sleep(options.slowSeconds * 1000);
  }
  // Acknowledge a repeat (the same webhook-id) but do not process it again.
  const isNew = !known.taken;
  known.taken = true;
  answer(response, 200, "Thank you");
  if (isNew && options.reply && delivery.event_type === "new_messages") await replyTo(delivery);
}

function describe(delivery) {
  if (delivery.event_type === "test_request") return ["The test button works."];
  const messages = Array.isArray(delivery.new_messages) ? delivery.new_messages : [];
  return [`chat ${clean(delivery.chat_id)}`, ...messages.map(describeMessage)];
}

function describeMessage(message) {
  const from = `${clean(message.message_sender)}:`;
  if (message.type === "text") return `${from} ${clean(message.text)}`;
  const { name, mime_type: type, size_bytes: size, url } = message.file ?? {};
  return `${from} [${clean(message.type)}] ${clean(name)}, ${clean(type)}, ${clean(size)} bytes\n      ${clean(url)}`;
}

async function replyTo({ chat_id: chat, new_messages: messages }) {
  for (const message of Array.isArray(messages) ? messages : []) {
    if (message.type !== "text") continue;
    const count = replies.get(chat) ?? 0;
    if (count >= options.maxReplies) {
      say(`  chat ${clean(chat)}: ${count} replies sent, no more (MAX_REPLIES)`);
      return;
    }
    replies.set(chat, count + 1);
    await send(chat, message);
  }
}

async function send(chat, message) {
  const body = {
    api_version: 1,
    // Made of the message's own id: sent twice, Parley takes it once.
    message_id: `echo-${message.id}`,
    chat_id: chat,
    text: message.text,
    message_sender: "customer",
    source: "Echo receiver",
  };
  const headers = { authorization: `Bearer ${options.token}`, "content-type": "application/json" };
  try {
    const response = await fetch(options.url, { method: "POST", headers, body: JSON.stringify(body) });
    say(`→ ${clean(message.text)}\n    ${response.status} ${clean(await response.text())}`);
  } catch (error) {
    say(`! The reply was not sent: ${clean(error.cause?.message || error.message)}. Is URL right?`);
  }
}

function isAllowed(authorization = "") {
  // Digests are of one length and compared in constant time: how long it takes says nothing about the secret.
  const digest = (text) => createHash("sha256").update(text).digest();
  return !options.secret || timingSafeEqual(digest(authorization), digest(`Bearer ${options.secret}`));
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(body) {
  try {
    const value = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function remember(id) {
  const known = deliveries.get(id) ?? { count: 0, taken: false };
  known.count += 1;
  deliveries.set(id, known);
  if (deliveries.size > REMEMBERED) deliveries.delete(deliveries.keys().next().value);
  return known;
}

function answer(response, status, text) {
  // The rest of the body is not read, so close the connection.
  if (status === 413) response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}

function happens(percent) {
  return Math.random() * 100 < percent;
}

/** Removes control characters, which a terminal would act on. */
function clean(value) {
  return String(value ?? "–").replaceAll(/\p{Cc}+/gu, " ");
}

function say(text) {
  console.log(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

function readOptions() {
  const { values, env } = { values: readFlags(), env: process.env };
  if (values.help) stop(usage, 0);
  if (values.reply && !env.TOKEN) stop("--reply needs the channel's token: TOKEN=prl_… node echo-receiver.mjs --reply");
  return {
    port: number(env.PORT ?? "4000", "PORT", 65_535),
    secret: env.SECRET,
    token: env.TOKEN,
    url: env.URL ?? "http://localhost:3000/api/webhook/custom/message",
    reply: values.reply,
    maxReplies: number(env.MAX_REPLIES ?? "3", "MAX_REPLIES", 1000),
    fail: number(values.fail, "--fail", 100),
    slow: number(values.slow, "--slow", 100),
    slowSeconds: number(env.SLOW_SECONDS ?? "25", "SLOW_SECONDS", 600),
  };
}

function readFlags() {
  try {
    return parseArgs({
      options: {
        fail: { type: "string", default: "0" },
        slow: { type: "string", default: "0" },
        reply: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    return stop(`${error.message}\n\n${usage}`);
  }
}

function number(text, name, most) {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= most) return value;
  return stop(`${name} is a number from 0 to ${most}, not "${text}".`);
}

function stop(text, code = 2) {
  (code === 0 ? console.log : console.error)(text);
  process.exit(code);
}
