/**
 * What the chat API and its client in the browser exchange (CONTRACTS §7). Types only: the widget's build contains
 * nothing of the server.
 */
import type { VisibleMessage } from "@/server/conversations/list-messages";
import type { PreChatField, WidgetFeatures, WidgetSettings } from "@/server/schemas/widget/widget-settings";
import type { WidgetTexts } from "@/server/schemas/widget/texts/en";

/** A message as its visitor gets it. */
export type ChatMessageOnWire = VisibleMessage;

export interface MessagePage {
  messages: ChatMessageOnWire[];
  /** The position after these messages, for `after`; null if there are no messages yet. */
  cursor: number | null;
  /** The position before these messages, for `before`; null if there are no earlier ones, and after a cursor. */
  earlier: number | null;
}

/** Who answers the conversation at the moment. */
export interface Answerer {
  kind: "bot" | "person";
  /** The member who has the conversation, if one has it. */
  name: string | null;
  photo_url: string | null;
}

/** The body of `POST …/session`. All keys are optional. */
export interface SessionRequest {
  /** The language that the page or the browser prefers, as a language tag. */
  language?: string;
  /** The address of the page that the widget is on. */
  page?: string;
  /** The site's own id of its logged-in user, and the hex HMAC-SHA-256 of it under the channel's identity secret. */
  user_id?: string;
  user_hash?: string;
  /** What the browser says about the visitor. Employees see it as not verified: `user_hash` is of the id only. */
  user?: { name?: string; email?: string; phone?: string };
  /** Kept as conversation variables whose names begin with `site_`. */
  attributes?: Record<string, string | number | boolean | null>;
}

/** The answer of `POST …/session`. */
export interface SessionResponse extends MessagePage {
  /** Binds the browser to its conversation; sent as `Authorization: Bearer`. */
  token: string;
  title: string;
  /** Empty for none, and where the messages are those of Welcome. */
  greeting: string;
  /** The language of the texts, as a tag, and its direction. */
  language: string;
  direction: "ltr" | "rtl";
  texts: WidgetTexts;
  appearance: ShownAppearance;
  features: WidgetFeatures;
  /** Hosts whose images in Markdown are loaded. */
  image_hosts: string[];
  /** Null if the channel asks for no consent; `isGiven` for this version. The text is in `texts.consent`. */
  consent: { version: number; isGiven: boolean } | null;
  /** Questions to answer before the first message; none if the visitor is known or has written. */
  pre_chat: ShownPreChatField[];
  answered_by: Answerer;
  /** The visitor's rating of the conversation, 1 to 5. */
  rating: number | null;
  /** Whether the server can send e-mail, for the transcript. */
  can_email: boolean;
  max_file_bytes: number;
}

export interface ShownAppearance extends Omit<WidgetSettings["appearance"], "avatarFileId"> {
  avatar_url: string | null;
}

export interface ShownPreChatField extends Omit<PreChatField, "labels"> {
  /** In the visitor's language. */
  label: string;
}

/**
 * The body of `POST /api/chat/<public id>` besides the message. The session keeps nothing before the first message, so
 * that message carries `language`, `page`, `user` and `attributes`; later ones carry what has changed.
 */
export interface MessageDetails extends Pick<SessionRequest, "language" | "page" | "user" | "attributes"> {
  /** Welcome's messages were shown. */
  welcomed?: boolean;
  /** The version of the consent text that the visitor agreed to. Refused with `consent_required` if it is needed. */
  consent?: number;
  /** Answers to the questions before the chat, by key. Ignored after the first message. */
  contact?: Record<string, string>;
}

/** The part of a visitor's message for an uploaded file. */
export interface SentFilePart {
  type: "data-upload";
  /** The handle that the upload returned. */
  data: { file: string };
}

/** The answer of `POST …/files`: the handle is valid for this visitor, for a day. */
export interface UploadedFile {
  file: string;
  name: string;
  url: string;
  size_bytes: number;
  mime_type: string;
}

/** The body of `POST …/feedback`: a rating of one answer, or of the conversation with `score`. */
export type FeedbackRequest =
  | { message_id: string; rating: "positive" | "negative" | null; comment?: string }
  | { score: 1 | 2 | 3 | 4 | 5; comment?: string };

/** The answer of `POST …/person`. */
export interface PersonCalled {
  answered_by: Answerer;
  /** Outside of the bot's working hours: its text about it, and when people are back (ISO 8601). */
  away: { text: string; opens_at: string | null } | null;
}

/** What the loader needs before the visitor opens the chat. It is part of the script that `/widget.js?c=…` serves. */
export interface LauncherSettings extends Omit<WidgetSettings["appearance"], "avatarFileId"> {
  /** The channel's public id; empty if the script was asked for none, or for one that is not available. */
  channel: string;
  /** `fixed`: always the fallback language. */
  languageChoice: WidgetSettings["language"]["choice"];
  fallback: string;
  /** By language tag. */
  texts: Record<
    string,
    Pick<WidgetTexts, "title" | "launcher" | "openChat" | "openChatUnread" | "closeChat" | "dismiss">
  >;
  proactive: WidgetSettings["proactive"];
}

/** The server's events of `GET …/events`: `messages` carries a MessagePage, `state` this. */
export interface ConversationState {
  answered_by: Answerer;
  /** An employee is writing now. */
  isTyping: boolean;
  /** An employee has closed the conversation; the visitor's next message opens it again. */
  isClosed: boolean;
}
