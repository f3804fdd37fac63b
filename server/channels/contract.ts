import type { z } from "zod";
import type { IncomingMessage } from "@/server/conversations/receive-message";
import type { StoredText } from "@/server/conversations/text-parts";
import type { StoredFile } from "@/server/files/stored-file";
import type { Interactive } from "@/server/messages/interactive";
import type { SendResult } from "@/server/webhooks/send-result";

/** What a channel's row keeps in `settings`: secrets sealed, everything else as typed in. Each kind has its own schema. */
export type ChannelSettings = Record<string, unknown>;

/**
 * The code of one kind of channel (CONTRACTS §9). The rest of the product knows a kind by this object only, which it
 * gets from the registry. Settings that a method receives have been read by the adapter's own schema.
 */
export interface ChannelAdapter<Settings extends ChannelSettings = ChannelSettings, Changes = unknown> {
  /** Also the name of the adapter's folder, and the value of the column `channels.kind`. */
  readonly kind: string;
  /** Its conversations are trials of the bot's draft: no inbox shows them, and nobody is notified of them. */
  readonly runsDraft: boolean;
  /** Incoming requests are recognised by a token that Parley makes and its owner can replace. */
  readonly hasToken: boolean;
  readonly settings: z.ZodType<Settings>;
  /** Reads the stored settings into what the settings screen gets, which holds no secret. */
  readonly shownSettings: z.ZodType;
  /** What a form may change. */
  readonly changes: z.ZodType<Changes>;
  /** The settings of a new channel. */
  startSettings(botName: string): Settings;
  /** @throws DomainError invalid, with the path of the field below the channel's kind. */
  changeSettings(settings: Settings, changes: Changes): Settings;
  /** The addresses that the settings screen shows. */
  addresses?(origin: string, publicId: string): Partial<ChannelAddresses>;
  /** How to call it, for channels that a customer's own system calls. */
  describeApi?(): ChannelApi;
  /** Drops what this process keeps of a channel. Called after a channel was changed or deleted. */
  forget?(publicId: string): void;
  /**
   * Reads the body of an incoming request. Pure: it neither reads nor changes anything but its argument.
   * @throws DomainError for a body that is not one of this channel's.
   */
  parse?(body: unknown): Promise<Incoming>;
  /** What it shows natively with these settings. */
  capabilities(settings: Settings): Capabilities;
  /** Where `send` sends to, as the log may show it; null when the settings lack it. Present together with `send`. */
  destination?(settings: Settings): string | null;
  /** The most messages of one call of `send`; 1 where it is absent. */
  readonly messagesPerSend?: number;
  /** Makes one attempt to send. Absent where customers' browsers fetch the messages. Never throws. */
  send?(settings: Settings, outgoing: Outgoing): Promise<SendResult>;
}

/** What a channel shows natively. Whatever else a message holds becomes text before `send` gets it. */
export interface Capabilities {
  /** The longest text of one message, in the platform's own unit; null when there is no limit. */
  text: { limit: number; unit: "characters" | "utf16" | "bytes" } | null;
  /** Shows Markdown. A channel that doesn't gets plain text. */
  markdown: boolean;
  files: boolean;
  /** The most quick replies, buttons and cards of one message; 0: they become text. */
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
  /** Where customers chat. */
  chatUrl: string | null;
  /** Where messages come in. */
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

/** What an incoming request holds, in order. */
export interface Incoming {
  messages: IncomingMessage[];
}

/** One thing to send: messages of one conversation, in order. */
export interface Outgoing {
  /** The same on each attempt, so that the receiver can recognise a repetition. */
  deliveryId: string;
  /** The customer's chat in the channel. */
  chatId: string;
  messages: OutgoingMessage[];
}

/** A message of a conversation, as the channel can show it. */
export interface OutgoingMessage extends Pick<StoredText, "sender" | "text"> {
  id: string;
  interactive: Interactive | null;
  files: StoredFile[];
}
