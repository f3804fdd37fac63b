/** Checks a signature; needs nothing but Node. `rawBody` is a Buffer or a string. */
const verifyInNode = `import { createHmac, timingSafeEqual } from "node:crypto";

const key = Buffer.from(process.env.PARLEY_WEBHOOK_SECRET.replace(/^whsec_/, ""), "base64");

/** @param header Returns the value of a request header. */
function isFromParley(header, rawBody) {
  const timestamp = header("webhook-timestamp") ?? "";
  // Refuse old requests, so that a recorded one cannot be sent again. Also keeps out "NaN".
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const hmac = createHmac("sha256", key);
  hmac.update(\`\${header("webhook-id")}.\${timestamp}.\`).update(rawBody);
  const expected = Buffer.from(\`v1,\${hmac.digest("base64")}\`);
  // After a rotation there are two signatures for 24 hours; one that matches is enough.
  return (header("webhook-signature") ?? "").split(" ").some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;

/** A receiver with Express. */
export function expressProgram(path: string): string {
  return `import express from "express";
${verifyInNode}

const app = express();

// express.raw keeps the bytes as they came; put no express.json() before this route.
app.post(${JSON.stringify(path)}, express.raw({ type: "*/*", limit: "1mb" }), (request, response) => {
  if (!isFromParley((name) => request.get(name), request.body)) return response.sendStatus(401);
  const { event, payload } = JSON.parse(request.body.toString("utf8"));
  const id = request.get("webhook-id"); // The same on each attempt: skip an id that you have handled.
  console.log(id, event, payload);
  // Answer within 15 seconds, and do long work afterwards.
  response.sendStatus(204);
});

app.listen(process.env.PORT ?? 3000);
`;
}

/** A route handler of Next.js. */
export function nextRoute(): string {
  return `${verifyInNode}

export async function POST(request) {
  const rawBody = await request.text();
  if (!isFromParley((name) => request.headers.get(name), rawBody)) {
    return new Response("The signature does not match.", { status: 401 });
  }
  const { event, payload } = JSON.parse(rawBody);
  const id = request.headers.get("webhook-id"); // The same on each attempt: skip an id that you have handled.
  console.log(id, event, payload);
  // Answer within 15 seconds, and do long work afterwards.
  return new Response(null, { status: 204 });
}
`;
}
