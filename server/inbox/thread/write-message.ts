import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { db, type Transaction } from "@/db/client";
import { publishLive } from "@/db/live";
import { conversations, messages } from "@/db/schema/conversations";
import { files, messageFiles } from "@/db/schema/files";
import { storableText } from "@/server/text/storable-text";
import { changeConversation, type EventActor } from "@/server/conversations/change-conversation";
import { interceptByEmployee } from "@/server/conversations/answering/intercept";
import { announceEvents } from "@/server/events/publish/announce-events";
import { filesOf } from "@/server/events/recording/message-sql";
import { sentEvents } from "@/server/events/recording/sent-event";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { dispatch, enqueue, type OutboxEvent } from "@/server/outbox/outbox";
import type { ServiceContext } from "@/server/service-context";
import { findInboxConversation } from "../find-conversation";
import { isShown } from "@/server/accounts/access/limits-sql";
import { endTyping } from "../live/end-typing";
import { requireRole } from "@/server/accounts/require-role";
import { actorOf } from "@/server/conversations/actor-of";
import type { writeInput } from "../schema";

type Input = z.infer<typeof writeInput>;

export interface Written {
  /** The text, then a message for each file, because channels send one file per message (CONTRACTS §2). */
  messageIds: string[];
  /** The message was sent before; nothing was stored. */
  duplicate: boolean;
}

/**
 * Sends the customer a message as an employee. It is stored once per client id, then delivered to the channel or shown
 * immediately on the chat page, and it pauses the bot if the bot's settings say so. Customers, channels and models never
 * get its `writtenText`.
 * @throws DomainError `not_found` when the conversation or a file does not belong to the workspace.
 */
export async function writeMessage(ctx: ServiceContext, input: Input): Promise<Written> {
  requireRole(ctx, "operator");
  const by = actorOf(ctx);
  const conversation = await findInboxConversation(ctx, input.conversationId);
  await checkFiles(ctx, input.fileIds);
  const { written, events } = await db.transaction((tx) => store(tx, { ctx, by, input, conversation }));
  announceEvents(ctx.workspaceId);
  await dispatch(events);
  return written;
}

interface Writing {
  ctx: ServiceContext;
  by: EventActor;
  input: Input;
  conversation: Awaited<ReturnType<typeof findInboxConversation>>;
}

async function store(tx: Transaction, writing: Writing): Promise<{ written: Written; events: OutboxEvent[] }> {
  const { conversation } = writing;
  const { workspaceId } = writing.ctx;
  const scope = { workspaceId, conversationId: conversation.id };
  // Lock the conversation's row, as every writer does, so that messages are committed in the order of their seq.
  await tx
    .update(conversations)
    .set({ lastMessageAt: sql`now()`, unreadCount: 0 })
    .where(and(eq(conversations.workspaceId, workspaceId), eq(conversations.id, conversation.id)));
  const earlier = await findEarlier(tx, writing);
  if (earlier.length > 0) return { written: { messageIds: earlier, duplicate: true }, events: [] };
  const effect = await interceptByEmployee({ ...scope, text: writing.input.text, by: writing.by }, tx);
  const messageIds = await insertMessages(tx, writing, effect === "stop" || effect === "resume");
  await reopen(tx, writing);
  await recordSent(tx, workspaceId, messageIds);
  if (writing.by.actor === "user") await endTyping(tx, { ...scope, userId: writing.by.userId });
  await publishLive("conversation", conversation.id, tx, workspaceId);
  const isDelivered = conversation.channelDelivery === "push";
  const events = isDelivered ? await enqueue(tx, [{ name: "delivery/requested", data: scope }]) : [];
  return { written: { messageIds, duplicate: false }, events };
}

/** The prefix of the external ids of a message's parts, by which a repeated request is recognised. */
function externalId({ conversationId, clientMessageId }: Input): string {
  return `inbox:${conversationId}:${clientMessageId}:`;
}

async function findEarlier(tx: Transaction, { input, conversation }: Writing): Promise<string[]> {
  const rows = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.channelId, conversation.channelId),
        eq(messages.conversationId, conversation.id),
        sql`starts_with(${messages.externalId}, ${externalId(input)})`,
      ),
    )
    .orderBy(asc(messages.seq));
  return rows.map(({ id }) => id);
}

/** @param isControl The text is a phrase that stopped or resumed the bot. */
async function insertMessages(
  tx: Transaction,
  { ctx, by, input, conversation }: Writing,
  isControl: boolean,
): Promise<string[]> {
  const text = storableText(input.text.trim());
  const writtenText = writtenTextOf(input, text);
  const parts = [
    ...(text === "" ? [] : [{ text, fileId: null }]),
    ...input.fileIds.map((fileId) => ({ text: "", fileId })),
  ].map((part, position) => ({ id: newId("message"), position, ...part }));
  await tx.insert(messages).values(
    parts.map(({ id, position, text: partText }) => ({
      id,
      workspaceId: ctx.workspaceId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      sender: "employee" as const,
      text: partText,
      writtenText: partText === "" ? null : writtenText,
      externalId: `${externalId(input)}${position}`,
      isControl: isControl && partText !== "",
      authorId: by.actor === "user" ? by.userId : null,
      delivery: conversation.channelDelivery === "push" ? ("pending" as const) : ("none" as const),
    })),
  );
  const attached = parts.flatMap(({ id, fileId }) => (fileId ? [{ messageId: id, position: 0, fileId }] : []));
  if (attached.length > 0) await tx.insert(messageFiles).values(attached);
  return parts.map(({ id }) => id);
}

/** What the employee wrote, if something else is sent. */
function writtenTextOf(input: Input, sent: string): string | null {
  const written = storableText(input.writtenText?.trim() ?? "");
  return written === "" || written === sent ? null : written;
}

/** Messages that a channel delivers are recorded when it has them. */
async function recordSent(tx: Transaction, workspaceId: string, messageIds: string[]): Promise<void> {
  await tx.execute(
    sentEvents({
      id: sql`${newId("event")}`,
      workspaceId: sql`${workspaceId}`,
      from: sql`messages m join conversations c on c.id = m.conversation_id`,
      where: sql`m.id = any(${sql.param(messageIds)}::text[]) and m.delivery = 'none'`,
      files: filesOf(sql`m.id`),
    }),
  );
}

async function reopen(tx: Transaction, { ctx, by, conversation }: Writing): Promise<void> {
  await changeConversation(
    {
      workspaceId: ctx.workspaceId,
      conversationId: conversation.id,
      set: sql`status = 'open', closed_at = null`,
      where: sql`c.status = 'closed'`,
      event: { kind: "reopened", by },
    },
    tx,
  );
}

async function checkFiles(ctx: ServiceContext, fileIds: string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const found = await db
    .select({ id: files.id })
    .from(files)
    .where(and(eq(files.workspaceId, ctx.workspaceId), inArray(files.id, fileIds), isFileShown(ctx)));
  const known = new Set(found.map(({ id }) => id));
  const missing = fileIds.find((id) => !known.has(id));
  if (missing !== undefined) {
    throw new DomainError("not_found", "A file of this message no longer exists. Add it again.", {
      details: [{ path: ["fileIds", fileIds.indexOf(missing)], message: "This file no longer exists." }],
    });
  }
}

/** A limited member may send what was just uploaded, and the files of conversations that the member sees. */
function isFileShown(ctx: ServiceContext): SQL | undefined {
  if (!ctx.limits) return undefined;
  const carried = sql`from message_files carried join messages m on m.id = carried.message_id
    join conversations c on c.id = m.conversation_id where carried.file_id = ${files.id}`;
  const shown = isShown(ctx, { botId: sql`c.bot_id`, channelId: sql`c.channel_id` });
  return sql`(not exists (select ${carried}) or exists (select ${carried} and ${shown}))`;
}
