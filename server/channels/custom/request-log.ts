import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { createRedactor } from "@/server/secrets/masking/create-redactor";
import { db } from "@/db/client";
import { channelRequests } from "@/db/schema/channel-requests";
import { channels } from "@/db/schema/conversations";
import { bearerToken } from "@/server/http/bearer-token";
import { logFailure } from "@/server/log/log-failure";
import { requestIdHere } from "@/server/log/request-scope";
import { newId } from "@/server/ids";
import { hashToken } from "@/server/secrets/secret-box";
import { cut, shownBody } from "./shown-body";

/** The number of requests that are kept per channel. */
export const KEPT_REQUESTS = 50;
const WRITE_EVERY_MS = 50;
/** The maximum number of requests that wait to be written; further ones are not logged. */
const MAX_WAITING = 1000;
const MAX_SUMMARY = 200;
const MAX_MESSAGE_ID = 500;

/** One request to the incoming API of a custom channel, with its response. */
export interface AnsweredRequest {
  /** The header of the request. It is used to find the channel and never stored. */
  authorization: string | null;
  receivedAt: Date;
  durationMs: number;
  /** Parsed JSON; a string if it was not JSON, undefined if it was not read. */
  body: unknown;
  status: number;
  answer: unknown;
}

/**
 * Adds a request to its channel's log, which keeps the latest 50. Call it after the response was sent; the promise
 * resolves when the entry is written. Never throws: entries are lost if the process crashes or the queue is full.
 * Requests with an unknown token are not logged.
 */
export async function logRequest(request: AnsweredRequest): Promise<void> {
  const token = bearerToken(request.authorization);
  if (token === null || request.status === 401) return;
  const batch = openBatch();
  if (batch.lines.length < MAX_WAITING) batch.lines.push(toLine(request, token));
  await batch.written;
}

type Line = ReturnType<typeof toLine>;

interface Batch {
  lines: Line[];
  written: Promise<void>;
}

let next: Batch | undefined;
let lastWritten: Promise<void> = Promise.resolve();

/** Opens the batch that is written next, soon after the previous one. */
function openBatch(): Batch {
  next ??= newBatch();
  return next;
}

function newBatch(): Batch {
  const lines: Line[] = [];
  const written = Promise.all([lastWritten, sleep(WRITE_EVERY_MS)]).then(() => {
    next = undefined;
    return write(lines);
  });
  lastWritten = written;
  return { lines, written };
}

async function write(lines: Line[]): Promise<void> {
  try {
    await insertAndTrim(newestOfEach(lines));
  } catch (error) {
    logFailure(requestIdHere(), "custom channel: the request log was not written", error);
  }
}

function newestOfEach(lines: Line[]): Line[] {
  return [...Map.groupBy(lines, ({ token_hash }) => token_hash).values()].flatMap((own) => own.slice(-KEPT_REQUESTS));
}

/**
 * One statement. It does not see its own new rows, so they are added to the count. Processes that write concurrently
 * may leave a few more rows than are shown until the next write. The lock skips a channel that is being deleted.
 */
async function insertAndTrim(lines: Line[]): Promise<void> {
  await db.execute(sql`
    with line as (
      select * from json_to_recordset(${JSON.stringify(lines)}::json) as line (id text, token_hash text, status int,
        duration_ms int, message_id text, summary text, body text, answer text, received_at timestamptz)
    ), channel as (
      select id, workspace_id, token_hash from ${channels}
      where token_hash in (select token_hash from line)
      for key share
    ), added as (
      insert into ${channelRequests}
        (id, workspace_id, channel_id, status, duration_ms, message_id, summary, body, answer, received_at)
      select line.id, channel.workspace_id, channel.id, status, duration_ms, message_id, summary, body, answer, received_at
      from line join channel using (token_hash)
      returning channel_id
    ), kept as (
      select kept.id, row_number() over (partition by kept.channel_id order by kept.id desc)
        + (select count(*) from added where added.channel_id = kept.channel_id) as place
      from ${channelRequests} kept
      where kept.channel_id in (select channel_id from added)
    )
    delete from ${channelRequests} where id in (select id from kept where place > ${KEPT_REQUESTS})`);
}

function toLine({ receivedAt, durationMs, body, status, answer }: AnsweredRequest, token: string) {
  const hide = createRedactor([token]);
  return {
    id: newId("request"),
    token_hash: hashToken(token),
    status,
    duration_ms: Math.round(durationMs),
    message_id: messageIdOf(body, hide),
    summary: cut(hide(status < 400 ? describeMessage(body) : describeRefusal(answer)), MAX_SUMMARY),
    body: body === undefined ? null : shownBody(body, hide),
    answer: shownBody(answer, hide),
    received_at: receivedAt.toISOString(),
  };
}

function messageIdOf(body: unknown, hide: (text: string) => string): string | null {
  const parsed = z.object({ message_id: z.string() }).safeParse(body);
  return parsed.success ? cut(hide(parsed.data.message_id), MAX_MESSAGE_ID) : null;
}

const message = z.object({
  text: z.string().nullish(),
  attachments: z.array(z.object({ file_name: z.string() })).nullish(),
});

/** Returns the message's text, or the names of its files. */
function describeMessage(body: unknown): string {
  const parsed = message.safeParse(body);
  if (!parsed.success) return "";
  const { text, attachments } = parsed.data;
  return text?.trim() || (attachments ?? []).map(({ file_name }) => file_name).join(", ");
}

const refusal = z.object({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })).min(1),
  ]),
});

/** Returns why the message was refused: the first fault, and the number of further ones. */
function describeRefusal(answer: unknown): string {
  const parsed = refusal.safeParse(answer);
  if (!parsed.success) return "";
  const { detail } = parsed.data;
  if (typeof detail === "string") return detail;
  const [first] = detail;
  const more = detail.length > 1 ? ` (and ${detail.length - 1} more)` : "";
  return `${first?.loc.join(".")}: ${first?.msg}${more}`;
}
