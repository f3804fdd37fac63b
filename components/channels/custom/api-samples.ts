/** What the samples need to call a channel's incoming API. */
export interface ApiAccess {
  url: string;
  token: string;
}

/** A blue picture of 8 × 8 pixels, so that the sample stays short. */
export const TINY_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mPwd3uKFTEMLQkAx2RegZKNdUsAAAAASUVORK5CYII=";

/** A message with the required fields. */
export const firstMessage = {
  api_version: 1,
  message_id: "1",
  chat_id: "chat-1",
  text: "Where is my order A-1042?",
  message_sender: "customer",
  source: "John Doe",
};

/** A message that contains only a picture. */
export const pictureMessage = {
  api_version: 1,
  message_id: "1",
  chat_id: "chat-1",
  attachments: [{ file_name: "blue.png", file_type: "image", data: TINY_PNG }],
  message_sender: "customer",
  source: "John Doe",
};

/** A message with every field. */
export const fullMessage = {
  ...firstMessage,
  attachments: pictureMessage.attachments,
  link: { type: "chat", hint: "Chat in our CRM", url: "https://crm.example.com/chats/88120" },
  placeholders: { order_number: "A-1042", plan: "Gold" },
  client_name: "John Doe",
  client_phone: "+44 31 2345 678",
};

/** A message with several faults, to show how they are reported. */
export const faultyMessage = { api_version: 2, message_id: "1", text: "", message_sender: "robot", source: "John Doe" };

/** A command for any POSIX shell. The shell inserts the time as message_id, so that the command can be repeated. */
export function curlCommand(access: ApiAccess, message: { message_id: string }): string {
  return curlWith(access, JSON.stringify({ ...message, message_id: "$(date +%s)" }, null, 2));
}

/** A command that sends a file of the reader's. */
export function curlFileCommand(access: ApiAccess): string {
  const attachment = { file_name: "$FILE", file_type: "image", data: "$DATA" };
  const message = { ...pictureMessage, message_id: "$(date +%s)", attachments: [attachment] };
  const body = JSON.stringify(message, null, 2).replace("$DATA", `$(base64 < "$FILE" | tr -d '\\n')`);
  return `FILE=photo.png\n${curlWith(access, body)}`;
}

/** A program for Node 20 or newer, run with `node send.mjs`. */
export function nodeProgram({ url, token }: ApiAccess): string {
  const { message_id: _, ...rest } = firstMessage;
  return `const response = await fetch("${url}", {
  method: "POST",
  headers: {
    Authorization: "Bearer ${token}",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    message_id: crypto.randomUUID(), // your own id of the message
${properties(rest, "    ", (name) => name)}
  }),
});
console.log(response.status, await response.json());`;
}

/** A program for Python 3 without packages, run with `python3 send.py`. */
export function pythonProgram({ url, token }: ApiAccess): string {
  const { message_id: _, ...rest } = firstMessage;
  return `import json, urllib.error, urllib.request, uuid

message = {
    "message_id": str(uuid.uuid4()),  # your own id of the message
${properties(rest, "    ", JSON.stringify)}
}
request = urllib.request.Request(
    "${url}",
    data=json.dumps(message).encode(),
    headers={"Authorization": "Bearer ${token}", "Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.status, json.load(response))
except urllib.error.HTTPError as error:
    print(error.code, json.load(error))`;
}

/** A receiver in Node: it checks the secret, skips repeats and responds immediately. */
export const receiverProgram = `import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";

const secret = process.env.SECRET;
const taken = new Set(); // in your own system: a table with a unique webhook_id

createServer(async (request, response) => {
  if (!isFromParley(request.headers.authorization ?? "")) return response.writeHead(401).end();
  const { event_type, chat_id, new_messages } = await json(request);
  const isRepeat = taken.has(request.headers["webhook-id"]);
  taken.add(request.headers["webhook-id"]);
  response.writeHead(200).end();
  if (isRepeat || event_type !== "new_messages") return;
  for (const message of new_messages) {
    console.log(chat_id, message.message_sender, message.text ?? message.file.url);
  }
}).listen(4000);

// Digests are of one length and compared in constant time: timing gives nothing of the secret away.
function isFromParley(authorization) {
  const digest = (text) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization), digest(\`Bearer \${secret}\`));
}`;

function curlWith({ url, token }: ApiAccess, body: string): string {
  return `curl -i '${url}' \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'Content-Type: application/json' \\
  --data-binary @- <<JSON
${body}
JSON`;
}

function properties(message: Record<string, unknown>, indent: string, nameOf: (name: string) => string): string {
  return Object.entries(message)
    .map(([name, value]) => `${indent}${nameOf(name)}: ${JSON.stringify(value)},`)
    .join("\n");
}
