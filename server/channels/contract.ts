import type { z } from "zod";
import type { IncomingMessage } from "@/server/conversations/receive-message";
import type { StoredText } from "@/server/conversations/text-parts";
import type { StoredFile } from "@/server/files/stored-file";
import type { Interactive } from "@/server/messages/interactive";
import type { SendResult } from "@/server/webhooks/send-result";

/** The column `settings` of a channel: secrets sealed, everything else as typed in. Each kind has its own schema. */
export type ChannelSettings = Record<string, unknown>;

/**
 * The code of one kind of channel (CONTRACTS §9). The rest of the product gets this object from the registry and knows
 * nothing else about the kind. Settings passed to a method have been parsed by the adapter's own schema.
 */
export interface ChannelAdapter<Settings extends ChannelSettings = ChannelSettings, Changes = unknown> {
  /** Also the name of the adapter's folder, and the value of the column `channels.kind`. */
  readonly kind: string;
  /** Its conversations are trials of the bot's draft: they are not shown in the inbox and cause no notifications. */
  readonly runsDraft: boolean;
  /** Incoming requests carry a token that Parley generates and that an editor can replace. */
  readonly hasToken: boolean;
  readonly settings: z.ZodType<Settings>;
  /** Turns the stored settings into those that the settings screen gets, without secrets. */
  readonly shownSettings: z.ZodType;
  /** The changes that a form may make. */
  readonly changes: z.ZodType<Changes>;
  /** The settings of a new channel. */
  startSettings(botName: string): Settings;
  /** @throws DomainError invalid, with the path of the field below the channel's kind. */
  changeSettings(settings: Settings, changes: Changes): Settings;
  /** The addresses that the settings screen shows. */
  addresses?(origin: string, publicId: string): Partial<ChannelAddresses>;
  /** How to call it, for channels that a customer's own system calls. */
  describeApi?(): ChannelApi;
  /** Drops this process's cached data of a channel. Called after the channel was changed or deleted. */
  forget?(publicId: string): void;
  /**
   * Parses the body of an incoming request. A pure function.
   * @throws DomainError for a body that this channel does not accept.
   */
  parse?(body: unknown): Promise<Incoming>;
  /** What the channel shows natively with these settings. */
  capabilities(settings: Settings): Capabilities;
  /** The address that `send` uses, safe to log; null when it is not set. Present if and only if `send` is. */
  destination?(settings: Settings): string | null;
  /** The maximum number of messages per call of `send`; 1 by default. */
  readonly messagesPerSend?: number;
  /** Makes one attempt to send. Absent if customers' browsers fetch the messages. Never throws. */
  send?(settings: Settings, outgoing: Outgoing): Promise<SendResult>;
}

/** What a channel shows natively. Everything else in a message becomes text before `send` gets it. */
export interface Capabilities {
  /** The maximum length of a message's text, in the platform's unit; null if there is no limit. */
  text: { limit: number; unit: "characters" | "utf16" | "bytes" } | null;
  /** Shows Markdown; other channels get plain text. */
  markdown: boolean;
  files: boolean;
  /** The maximum number of quick replies, buttons and cards in one message; with 0 they become text. */
  quickReplies: number;
  buttons: number;
  cards: number;
  /** Can show that an answer is being written. */
  typing: boolean;
  /** Reports that a message was delivered or read. */
  receipts: boolean;
  /** Shows an answer while it is being written. */
  streaming: boolean;
}

export interface ChannelAddresses {
  /** The page where customers chat. */
  chatUrl: string | null;
  /** The address that receives messages. */
  incomingUrl: string | null;
}

/** The fields and limits of a channel's API, as the running server has them. */
export interface ChannelApi {
  fields: ApiField[];
  maxFileBytes: number;
  maxBodyBytes: number;
  messagesPerMinute: number;
  /** Seconds before the second, third, … attempt to deliver. */
  retryDelays: number[];
  /** How long a webhook may take to answer. */
  answerTimeoutSeconds: number;
  fileLinkDays: number;
}

/** A field of an incoming message. */
export interface ApiField {
  name: string;
  type: string;
  /** `yes`, `no`, or when. */
  required: string;
  /** What it is, for people. */
  text: string;
}

/** The contents of an incoming request, in order. */
export interface Incoming {
  messages: IncomingMessage[];
}

/** One request to send: messages of one conversation, in order. */
export interface Outgoing {
  /** The same on each attempt, so that the receiver can detect duplicates. */
  deliveryId: string;
  /** The customer's chat in the channel. */
  chatId: string;
  messages: OutgoingMessage[];
}

/** A message of a conversation, adapted to what the channel can show. */
export interface OutgoingMessage extends Pick<StoredText, "sender" | "text"> {
  id: string;
  interactive: Interactive | null;
  files: StoredFile[];
}
