import { type FeedEvent, feedItem } from "@/server/events/feed/feed-item";
import { samplePayload } from "@/server/schemas/events/event-catalogue";

/** Where the reader of the guide keeps the key, so that it is in no command. */
const AUTHORIZATION = '-H "Authorization: Bearer $PARLEY_KEY"';

/** A command that sends a request to the API. */
export function curlCommand(baseUrl: string, path: string): string {
  return `curl ${AUTHORIZATION} \\\n  '${baseUrl}${path}'`;
}

const sample: FeedEvent = {
  id: "evt_01k5x8ch7j1k5l9z3x6c0v4bnm",
  name: "message_sent",
  payload: samplePayload("message_sent"),
  position: 48_213,
  createdAt: new Date("2026-03-02T09:15:05.210Z"),
};

/** A page with one event. */
export const samplePage = JSON.stringify(
  { data: [JSON.parse(feedItem(sample))], has_more: false, next: sample.id },
  null,
  2,
);

/** A refusal with two faults. */
export const sampleRefusal = JSON.stringify(
  {
    error: {
      code: "invalid",
      message: "limit: Use a whole number. There is no parameter afer.",
      request_id: "req_01k5x8d2m4q6s8u0w3y5a7c9ef",
      details: [
        { path: ["limit"], message: "Use a whole number." },
        { path: [], message: "There is no parameter afer." },
      ],
    },
  },
  null,
  2,
);

/** A program for Node that prints each event once, also after a restart: it keeps the last id in a file. */
export function readerProgram(baseUrl: string): string {
  return `import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const headers = { authorization: \`Bearer \${process.env.PARLEY_KEY}\` };
let next = await readFile("last-event", "utf8").catch(() => "");

for (;;) {
  const query = new URLSearchParams({ wait: "25", ...(next && { after: next }) });
  const response = await fetch(\`${baseUrl}/events?\${query}\`, { headers }).catch(() => null);
  if (response?.status === 429 || !response || response.status >= 500) {
    await sleep(1000 * Number(response?.headers.get("retry-after") ?? 5));
    continue;
  }
  const page = await response.json();
  if (!response.ok) throw new Error(page.error.message);
  for (const event of page.data) console.log(event.id, event.event, event.payload);
  next = page.next ?? "";
  await writeFile("last-event", next);
}
`;
}
