import { pipeline } from "@/db/client";
import { onDisk } from "@/db/on-disk";
import {
  type IncomingMessage,
  receiveMessage,
  type Received,
  type ReceivingChannel,
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
 * Stores a message and reads its turn's row in one round trip. The turn may start when this returns, so that the model is
 * called while the message is still being written to disk.
 */
export async function openChatTurn(channel: ReceivingChannel, message: IncomingMessage): Promise<OpenedTurn> {
  const id = newId("turn");
  const { receiving, reading } = await pipeline((on) => ({
    receiving: receiveMessage(channel, message, "chat", { id, on }),
    reading: readTurn(id, on),
  }));
  const received = await receiving;
  return { ...received, workspaceId: channel.workspaceId, reading, stored: onDisk() };
}
