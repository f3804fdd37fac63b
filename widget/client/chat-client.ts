/** What the views know of a chat; `create-chat-client.ts` makes one. */
import type { ReadonlySignal } from "@preact/signals-core";
import type {
  Answerer,
  ChatMessageOnWire,
  MessagePage,
  PersonCalled,
  SessionResponse,
  ShownPreChatField,
  UploadedFile,
} from "@/server/channels/web/protocol";
import type { TextPart } from "@/server/conversations/text-parts";
import type { MessageFile } from "@/server/files/message-file";
import type { Interactive, TappedChoice } from "@/server/messages/interactive";

/** A message as it is shown. */
export interface ShownMessage {
  /** The visitor's own: the id that this browser gave it. It never changes. */
  id: string;
  sender: "customer" | "ai" | "employee";
  author: ChatMessageOnWire["author"];
  text: readonly TextPart[];
  files: readonly MessageFile[];
  interactive: Interactive | null;
  /** ISO 8601. */
  at: string;
  /** `sending`, `unsent`: the visitor's own. `streaming`: the text still grows. */
  state: "stored" | "sending" | "unsent" | "streaming";
  /** The bot's model wrote it, so that its images are loaded only from allowed hosts. */
  isByModel: boolean;
  rating: ChatMessageOnWire["rating"];
  /** It was loaded after later messages. */
  isEarlier?: boolean;
}

export interface ChatClient {
  phase: ReadonlySignal<"closed" | "opening" | "open" | "failed">;
  /** Why the chat could not be opened. */
  failure: ReadonlySignal<string | null>;
  /** Null until the chat was opened. */
  session: ReadonlySignal<Omit<SessionResponse, keyof MessagePage> | null>;
  messages: ReadonlySignal<readonly ShownMessage[]>;
  /** The position before these messages; null if there are no earlier ones that the visitor may see. */
  earlier: ReadonlySignal<number | null>;
  /** The bot works on an answer, with the name of the action that runs; null if it does not. */
  answering: ReadonlySignal<{ action: string | null } | null>;
  answeredBy: ReadonlySignal<Answerer>;
  /** An employee is writing. */
  isPersonTyping: ReadonlySignal<boolean>;
  /** An employee has closed the conversation. */
  isClosed: ReadonlySignal<boolean>;
  isOnline: ReadonlySignal<boolean>;
  /** Why messages were not sent, or the last one not answered; `retry` sends them under the same ids. */
  error: ReadonlySignal<string | null>;
  unread: ReadonlySignal<number>;
  /** What the visitor has to do before the first message. */
  missing: ReadonlySignal<{ consent: boolean; contact: readonly ShownPreChatField[] }>;
  /** Messages that arrive unseen make a sound; the visitor's choice is kept, and `features.sound` holds without one. */
  isSoundOn: ReadonlySignal<boolean>;
  /** Whether a message can be sent now: the chat is open and no answer is awaited. */
  isReady: ReadonlySignal<boolean>;

  /** Opens the chat, or opens it again as the same visitor. */
  open(): Promise<void>;
  send(text: string, more?: { choice?: TappedChoice; files?: readonly UploadedFile[] }): void;
  retry(): void;
  /** @param onProgress Gets a number from 0 to 1. Rejects with an Error whose message is for the visitor. */
  upload(file: File, onProgress: (done: number) => void, signal: AbortSignal): Promise<UploadedFile>;
  /**
   * Fetches the messages that are before the shown ones.
   * @returns A function that shows them. Rejects with an Error whose message is for the visitor.
   */
  loadEarlier(): Promise<() => void>;
  giveConsent(): void;
  giveContact(answers: Record<string, string>): void;
  setSound(isOn: boolean): void;
  /** Messages up to the newest one have been read. */
  markRead(): void;
  rateMessage(id: string, rating: "positive" | "negative" | null, comment?: string): Promise<void>;
  rateConversation(score: 1 | 2 | 3 | 4 | 5, comment?: string): Promise<void>;
  callPerson(): Promise<PersonCalled>;
  restart(): Promise<void>;
  /** The transcript as plain text. */
  transcript(): Promise<string>;
  emailTranscript(address: string): Promise<void>;
  logout(): void;
  destroy(): void;
}
