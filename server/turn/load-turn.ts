import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { botVersions, bots } from "@/db/schema/bots";
import { channels, conversations, turns } from "@/db/schema/conversations";
import { composeSnapshot } from "@/server/bots/compose-snapshot";
import type { BotSnapshot } from "@/server/bots/snapshot";
import { loadHistory } from "./load-history";
import { instructionValues, renderInstruction } from "./render-instruction";
import type { TurnInput } from "./run-turn";

export interface LoadedTurn {
  turnId: string;
  workspaceId: string;
  conversationId: string;
  /** The customer message that it answers. */
  messageId: string;
  botVersionId: string | null;
  channelKind: "custom" | "web" | "test";
  input: TurnInput;
}

/**
 * Reads what a turn needs: the snapshot of the conversation's bot (the draft in the test chat), and the history
 * up to the message it answers. A bot that was never published is blocked: its customers get the fallback text.
 */
export async function loadTurn(turnId: string): Promise<LoadedTurn> {
  const [found, history] = await Promise.all([readTurn(turnId), loadHistory(turnId)]);
  if (!found) throw new Error(`There is no turn ${turnId}.`);
  const { turn, conversation, channel } = found;
  const botVersionId = channel.kind === "test" ? null : (turn.botVersionId ?? found.publishedVersionId);
  const blocked = channel.kind !== "test" && botVersionId === null ? "The bot has never been published." : null;
  const snapshot = await (botVersionId === null
    ? composeSnapshot(turn.workspaceId, turn.botId)
    : publishedSnapshot(botVersionId));
  const values = instructionValues({
    botName: snapshot.name,
    channelName: channel.name,
    source: conversation.source,
    clientName: conversation.clientName,
    clientPhone: conversation.clientPhone,
    placeholders: conversation.placeholders,
    variables: conversation.variables,
    now: turn.startedAt,
  });
  return {
    turnId,
    workspaceId: turn.workspaceId,
    conversationId: conversation.id,
    messageId: turn.messageId,
    botVersionId,
    channelKind: channel.kind,
    input: { snapshot, instruction: renderInstruction(snapshot.instruction, values), history, blocked },
  };
}

async function readTurn(turnId: string) {
  const [found] = await db
    .select({
      turn: turns,
      conversation: conversations,
      channel: channels,
      publishedVersionId: bots.publishedVersionId,
    })
    .from(turns)
    .innerJoin(conversations, eq(conversations.id, turns.conversationId))
    .innerJoin(channels, eq(channels.id, conversations.channelId))
    .innerJoin(bots, eq(bots.id, turns.botId))
    .where(eq(turns.id, turnId));
  return found;
}

/** Versions never change, so those in use are kept; the oldest leaves when there are many. */
const CACHED_SNAPSHOTS = 200;
const snapshots = new Map<string, BotSnapshot>();

async function publishedSnapshot(versionId: string): Promise<BotSnapshot> {
  const cached = snapshots.get(versionId);
  if (cached) return cached;
  const [version] = await db.select().from(botVersions).where(eq(botVersions.id, versionId));
  if (!version) throw new Error(`There is no bot version ${versionId}.`);
  const oldest = snapshots.keys().next();
  if (snapshots.size >= CACHED_SNAPSHOTS && !oldest.done) snapshots.delete(oldest.value);
  snapshots.set(versionId, version.snapshot);
  return version.snapshot;
}
