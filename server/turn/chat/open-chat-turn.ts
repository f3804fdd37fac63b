import { db, pipeline } from "@/db/client";
import { onDisk } from "@/db/on-disk";
import {
  assignStored,
  bringsFiles,
  type IncomingMessage,
  type Received,
  receiveMessage,
  type ReceivingChannel,
  storeMessage,
} from "@/server/conversations/receive-message";
import { newId } from "@/server/ids";
import { readTurn, type TurnRow } from "../context/load-turn";

/** A stored message with the turn that the chat endpoint runs for it. */
export interface OpenedTurn extends Received {
  workspaceId: string;
  /** The turn's row. */
  reading: Promise<TurnRow | undefined>;
  /** Resolves when the message is on disk. Acknowledge the message only after that. */
  stored: Promise<void>;
}

/**
 * Stores a message and reads its turn's row, in one round trip if it has no files. The turn may start when this returns,
 * so that the model is called while the message is still being written to disk.
 */
export async function openChatTurn(channel: ReceivingChannel, message: IncomingMessage): Promise<OpenedTurn> {
  const id = newId("turn");
  const { workspaceId } = channel;
  if (bringsFiles(message)) {
    const received = await receiveMessage(channel, message, "chat", id);
    return { ...received, workspaceId, reading: readTurn(id, db), stored: onDisk() };
  }
  // Until a pipeline ends, its connection is reserved. A statement on another one could wait for ever for a free one.
  const { storing, reading } = await pipeline((on) => ({
    storing: storeMessage(channel, message, "chat", { id, on }),
    reading: readTurn(id, on),
  }));
  const received = await assignStored(channel, await storing);
  return { ...received, workspaceId, reading, stored: onDisk() };
}
