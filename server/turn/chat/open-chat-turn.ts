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

/** A message for the chat endpoint to answer. */
export interface OpenedTurn extends Received {
  /** What its turn is made of. */
  reading: Promise<TurnRow | undefined>;
  /** The disk has the message: only then may its sender hear that it is stored. */
  stored: Promise<void>;
}

/**
 * Stores a message and reads what its turn needs in one go. The turn may begin when this returns: its model is asked
 * while the disk still writes the message.
 */
export async function openChatTurn(channel: ReceivingChannel, message: IncomingMessage): Promise<OpenedTurn> {
  const id = newId("turn");
  const { receiving, reading } = await pipeline((on) => ({
    receiving: receiveMessage(channel, message, "chat", { id, on }),
    reading: readTurn(id, on),
  }));
  const received = await receiving;
  return { ...received, reading, stored: onDisk() };
}
